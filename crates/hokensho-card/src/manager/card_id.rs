use alloc::vec::Vec;
use core::fmt;
use core::str;
use hokensho_apdu::Zeroizing;

use crate::record::Origin;
use crate::{DataObject, Error, FileFault};

/// A number that names the card. How it relates to the serial number, nobody has reported.
///
/// It tells one card from all others: it is wiped when dropped and not shown by `Debug`.
///
/// ```
/// use hokensho_card::Card;
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
/// let id = card.manager()?.card_id()?.unwrap();
/// assert!(!id.as_str().is_empty());
/// assert_eq!(format!("{id:?}"), "CardId([redacted])");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct CardId(Zeroizing<Vec<u8>>);

impl CardId {
    /// Takes printable characters of ASCII, as they are on every card seen.
    ///
    /// ```
    /// use hokensho_card::CardId;
    ///
    /// assert_eq!(CardId::parse(b"0123")?.as_str(), "0123");
    /// assert!(CardId::parse(&[0x30, 0xFF]).is_err());
    /// # Ok::<(), hokensho_card::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::ObjectMalformed`] with the place of any other.
    pub fn parse(raw: &[u8]) -> Result<Self, Error> {
        match raw.iter().position(|byte| !byte.is_ascii_graphic()) {
            Some(offset) => Err(Origin::from(DataObject::CardId).malformed(offset, FileFault::Text)),
            None => Ok(Self(Zeroizing::new(raw.to_vec()))),
        }
    }

    /// The characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // `parse` has found ASCII there.
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Debug for CardId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CardId([redacted])")
    }
}
