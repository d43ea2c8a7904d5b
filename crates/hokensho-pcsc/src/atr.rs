use std::fmt;

/// An answer to reset (ISO/IEC 7816-3, 8.2), at most 33 bytes: something to show. It doesn't tell whose card it is,
/// and over a contactless reader it is the reader's own work.
///
/// ```
/// use hokensho_pcsc::ReaderState;
///
/// for reader in hokensho_pcsc::readers().unwrap_or_default() {
///     if let Ok(ReaderState::Card { atr, .. }) = reader.state() {
///         assert!(atr.as_bytes().len() <= 33);
///         println!("{reader}: {atr}"); // 3B 80 80 01 01, perhaps
///     }
/// }
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Atr(Vec<u8>);

impl Atr {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }

    /// Its bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Atr {
    /// Hexadecimal, a space between two bytes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, byte) in self.0.iter().enumerate() {
            let space = if position == 0 { "" } else { " " };
            write!(f, "{space}{byte:02X}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Atr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Atr({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_shown_as_spaced_hexadecimal() {
        assert_eq!(Atr::new(&[0x3B, 0x80, 0x01]).to_string(), "3B 80 01");
        assert_eq!(Atr::new(&[]).to_string(), "");
    }
}
