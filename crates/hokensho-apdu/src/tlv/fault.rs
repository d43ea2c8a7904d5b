use super::Tag;

/// What is wrong with a data object; its place is in [`Error::Tlv`](crate::Error::Tlv).
///
/// ```
/// use hokensho_apdu::{Error, tlv::{Fault, Reader}};
///
/// let error = Reader::new(&[0x04, 0x80, 0x00, 0x00]).read().unwrap_err();
/// assert!(matches!(error, Error::Tlv { offset: 0, fault: Fault::IndefiniteLength }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// The length is left open (80).
    #[error("indefinite length")]
    IndefiniteLength,
    /// The input is longer than the limit.
    #[error("{bytes} bytes are over the limit of {limit}")]
    InputTooLong {
        /// Bytes of the input.
        bytes: usize,
        /// The limit, in bytes.
        limit: usize,
    },
    /// The length field has more than three bytes after the first.
    #[error("length field of {bytes} bytes is over the limit of 3")]
    LengthTooLong {
        /// Bytes that follow the first.
        bytes: u8,
    },
    /// The input ends where an object is due.
    #[error("object {expected} is missing")]
    Missing {
        /// The tag that is due.
        expected: Tag,
    },
    /// No tag: 00, over three bytes, or cut off by the end of the input.
    #[error("not a tag of one to three bytes")]
    NotATag,
    /// A primitive object was asked for its children.
    #[error("object {tag} is primitive")]
    NotConstructed {
        /// Its tag.
        tag: Tag,
    },
    /// Objects within objects beyond the limit.
    #[error("nested deeper than {limit} levels")]
    TooDeep {
        /// The limit, in levels.
        limit: u8,
    },
    /// Objects side by side beyond the limit.
    #[error("more than {limit} objects side by side")]
    TooMany {
        /// The limit, in objects.
        limit: u16,
    },
    /// Bytes follow where the input should end.
    #[error("{bytes} bytes follow the last object")]
    TrailingBytes {
        /// How many.
        bytes: usize,
    },
    /// The input ends within a length field.
    #[error("cut off within the length field")]
    TruncatedLength,
    /// The value reaches beyond the input.
    #[error("value of {length} bytes, but only {available} are there")]
    TruncatedValue {
        /// Bytes that are there.
        available: usize,
        /// Bytes that the length field promises.
        length: usize,
    },
    /// Another object is there.
    #[error("object {found} instead of {expected}")]
    WrongTag {
        /// The tag that is due.
        expected: Tag,
        /// The tag that is there.
        found: Tag,
    },
}
