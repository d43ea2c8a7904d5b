/// How much a [`Reader`](super::Reader) takes on.
///
/// ```
/// use hokensho_apdu::tlv::{Limits, Reader};
///
/// let limits = Limits { depth: 1, ..Limits::default() };
/// let object = Reader::with_limits(&[0x30, 0x02, 0x04, 0x00], limits).read()?.unwrap();
/// assert!(object.children().is_err());
/// # Ok::<(), hokensho_apdu::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Levels of objects within objects; the outermost is the first.
    pub depth: u8,
    /// Objects side by side in one level.
    pub count: u16,
    /// Bytes of the outermost input.
    pub bytes: usize,
}

impl Default for Limits {
    /// Depth 4: the deepest object known on the card has three levels (a certificate 7F21, its body 5F4E, the
    /// key's numbers). Count 64: the widest, the face record FF20, has ten. 32,768 bytes: READ BINARY addresses
    /// no more (a 15-bit offset).
    fn default() -> Self {
        Self { depth: 4, count: 64, bytes: 32_768 }
    }
}
