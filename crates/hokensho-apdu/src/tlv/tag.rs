use core::fmt;

/// A tag of one to three bytes, as the number its bytes make.
///
/// ```
/// use hokensho_apdu::tlv::Tag;
///
/// const FACE: Tag = Tag::new(0xDF27);
/// assert_eq!(FACE.to_string(), "DF27");
/// assert!(!FACE.is_constructed());
/// assert!(Tag::new(0x7F21).is_constructed());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag(u32);

impl Tag {
    /// The tag whose bytes make `number`. A number that is no tag is equal to no tag ever read.
    #[must_use]
    pub const fn new(number: u32) -> Self {
        Self(number)
    }

    /// Whether the value is made of further objects (bit 6 of the first byte; ISO/IEC 7816-4:2020, 6.4).
    #[must_use]
    pub const fn is_constructed(self) -> bool {
        let first = match self.0.to_be_bytes() {
            [0, 0, 0, first] | [0, 0, first, _] | [0, first, ..] | [first, ..] => first,
        };
        first & 0x20 != 0
    }

    /// Cuts a tag off the front; none if the input ends within it or it has more than three bytes.
    pub(super) fn split(bytes: &[u8]) -> Option<(Self, &[u8])> {
        const MORE: u8 = 0x80;
        let (tag, rest) = match bytes {
            [first, rest @ ..] if first & 0x1F != 0x1F => ([0, 0, *first], rest),
            [first, second, rest @ ..] if second & MORE == 0 => ([0, *first, *second], rest),
            [first, second, third, rest @ ..] if third & MORE == 0 => ([*first, *second, *third], rest),
            _ => return None,
        };
        let [high, middle, low] = tag;
        Some((Self(u32::from_be_bytes([0, high, middle, low])), rest))
    }
}

impl From<Tag> for u32 {
    fn from(tag: Tag) -> Self {
        tag.0
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02X}", self.0)
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tag({self})")
    }
}
