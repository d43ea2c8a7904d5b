/// What is wrong with the bytes of an index.
///
/// ```
/// use hokensho_pki::{CrlIndex, Error, IndexFault};
///
/// let refused = CrlIndex::open_trusted(b"something else");
/// assert!(matches!(refused, Err(Error::Index { fault: IndexFault::NoIndex })));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IndexFault {
    /// The bytes from here on aren't those that were written.
    #[error("checksum at byte {offset} doesn't fit")]
    Checksum {
        /// Where the block begins, in bytes.
        offset: usize,
    },
    /// The file was cut, or something stands behind its end.
    #[error("{found} bytes instead of {expected}")]
    Length {
        /// The length that the header speaks of, in bytes.
        expected: usize,
        /// The length found, in bytes.
        found: usize,
    },
    /// It doesn't begin as an index of this version does.
    #[error("no index of this version")]
    NoIndex,
}
