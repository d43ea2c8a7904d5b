use core::fmt;

/// The sixteen bytes that name a key: seven digits, then bytes of unknown meaning.
///
/// ```
/// use hokensho_card::KeyId;
///
/// let id = KeyId::from(*b"6000033\x08\x05001\0\0\0\0");
/// assert_eq!(id.to_string(), "6000033 0805303031");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId([u8; 16]);

impl KeyId {
    /// The bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl From<[u8; 16]> for KeyId {
    fn from(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let used = self.0.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        let (id, _) = self.0.split_at(used);
        let digits = id.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (name, rest) = id.split_at(digits);
        write!(f, "{}", name.escape_ascii())?;
        if !name.is_empty() && !rest.is_empty() {
            f.write_str(" ")?;
        }
        rest.iter().try_for_each(|byte| write!(f, "{byte:02X}"))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyId({self})")
    }
}
