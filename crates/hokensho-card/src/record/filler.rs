use super::Origin;
use crate::{Error, File, FileFault};

/// Sixteen bytes that say nothing: text EF 0008 and visual EF 0006, `FF` throughout on every card seen.
///
/// ```
/// use hokensho_card::Card;
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
/// assert!(card.text()?.filler()?.is_blank());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Filler([u8; 16]);

impl Filler {
    /// The file's length.
    pub(crate) const BYTES: usize = 16;

    /// Reads the sixteen bytes; errors name `file`.
    ///
    /// ```
    /// use hokensho_card::{File, Filler};
    ///
    /// assert!(Filler::parse(File::TextFiller, &[0xFF; 16])?.is_blank());
    /// assert!(!Filler::parse(File::TextFiller, &[0x00; 16])?.is_blank());
    /// assert!(Filler::parse(File::TextFiller, &[0xFF; 15]).is_err());
    /// # Ok::<(), hokensho_card::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Malformed`] for another length.
    pub fn parse(file: File, raw: &[u8]) -> Result<Self, Error> {
        let fault = FileFault::Length { expected: Self::BYTES, found: raw.len() };
        raw.try_into().map(Self).map_err(|_| Origin::from(file).malformed(0, fault))
    }

    /// Whether every byte is `FF`. If not, the card holds something here that nobody has described.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.0 == [0xFF; Self::BYTES]
    }

    /// All sixteen bytes.
    #[must_use]
    pub const fn raw(&self) -> [u8; 16] {
        self.0
    }
}
