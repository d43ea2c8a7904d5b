/// Sex as the card writes it: the codes of ISO/IEC 5218, one digit.
///
/// ```
/// use hokensho_card::Sex;
///
/// assert_eq!(Sex::from(b'2'), Sex::Female);
/// assert_eq!(Sex::from(b'7'), Sex::Other(b'7'));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Sex {
    /// `2`
    Female,
    /// `1`
    Male,
    /// `9`
    NotApplicable,
    /// `0`
    NotKnown,
    /// A code that the standard doesn't have, kept as it is.
    Other(u8),
}

impl From<u8> for Sex {
    fn from(code: u8) -> Self {
        match code {
            b'0' => Self::NotKnown,
            b'1' => Self::Male,
            b'2' => Self::Female,
            b'9' => Self::NotApplicable,
            other => Self::Other(other),
        }
    }
}
