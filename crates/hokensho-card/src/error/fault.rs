use hokensho_apdu::tlv;

/// What is wrong with the content of a file or data object.
///
/// ```
/// use hokensho_card::{Attributes, Error, FileFault};
///
/// let error = Attributes::parse(b"\xFF\x20\x00".to_vec()).unwrap_err();
/// assert!(matches!(error, Error::Malformed { offset: 3, fault: FileFault::Tlv(_), .. }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FileFault {
    /// The check byte TCK doesn't fit the bytes before it (ISO/IEC 7816-3:2006, 8.2.5).
    #[error("a wrong check byte")]
    Checksum,
    /// Not eight digits that name a day.
    #[error("no date")]
    Date,
    /// Something else where only the digits 0 to 9 may stand.
    #[error("no digits")]
    Digits,
    /// A header list disagrees with the content that it describes.
    #[error("the header list doesn't fit the content")]
    HeaderList,
    /// A value of the wrong length.
    #[error("{found} bytes instead of {expected}")]
    Length {
        /// How long it must be, in bytes.
        expected: usize,
        /// How long it is.
        found: usize,
    },
    /// The offset table disagrees with where the objects start.
    #[error("the offset table doesn't fit the objects")]
    OffsetTable,
    /// Not UTF-8, or not printable where nothing else may stand.
    #[error("no text")]
    Text,
    /// The TLV structure is broken.
    #[error("{0}")]
    Tlv(tlv::Fault),
}
