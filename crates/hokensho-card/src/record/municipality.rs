use core::fmt;

/// 全国地方公共団体コード of the municipality that issued the card: five digits, the first two of which are the
/// prefecture. The check digit that often follows elsewhere isn't on the card.
///
/// It says where the holder lived then, so `Debug` doesn't tell it; `Display` does.
///
/// ```
/// use hokensho_card::Municipality;
///
/// let municipality = Municipality::parse(b"13221").unwrap();
/// assert_eq!(municipality.to_string(), "13221"); // 清瀬市
/// assert_eq!(format!("{municipality:?}"), "Municipality(..)");
/// assert_eq!(Municipality::parse(b"132211"), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Municipality([u8; 5]);

impl Municipality {
    /// Reads five digits; none if it is anything else.
    #[must_use]
    pub fn parse(digits: &[u8]) -> Option<Self> {
        digits.try_into().ok().filter(|code: &[u8; 5]| code.iter().all(u8::is_ascii_digit)).map(Self)
    }

    /// The digits.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 5] {
        &self.0
    }
}

impl fmt::Display for Municipality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.escape_ascii())
    }
}

impl fmt::Debug for Municipality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Municipality(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use proptest::prelude::*;

    #[test]
    fn refuses_what_is_no_code() {
        for digits in [&b""[..], b"1322", b"132211", b"1322x", b" 3221", b"\xEF\xBC\x91\xEF\xBC"] {
            assert_eq!(Municipality::parse(digits), None);
        }
    }

    proptest! {
        #[test]
        fn reads_what_it_writes(code in "[0-9]{5}") {
            let municipality = Municipality::parse(code.as_bytes()).unwrap();
            prop_assert_eq!(municipality.to_string(), code);
        }
    }
}
