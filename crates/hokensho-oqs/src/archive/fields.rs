/// Reads the numbers of a ZIP archive's records, all of which are little-endian (APPNOTE 4.4.1.1).
#[derive(Clone, Copy)]
pub(super) struct Fields<'a>(pub(super) &'a [u8]);

impl<'a> Fields<'a> {
    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*first)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub(super) fn bytes(&mut self, length: u16) -> Option<&'a [u8]> {
        let (first, rest) = self.0.split_at_checked(length.into())?;
        self.0 = rest;
        Some(first)
    }

    /// Passes a signature (4.3.6), if it is the next.
    pub(super) fn signature(&mut self, signature: &[u8; 4]) -> Option<()> {
        (self.array()? == *signature).then_some(())
    }

    /// Passes over what isn't needed.
    pub(super) fn skip<const N: usize>(&mut self) -> Option<()> {
        self.array::<N>().map(|_| ())
    }
}
