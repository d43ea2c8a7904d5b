use alloc::string::String;
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
pub struct CardId(Zeroizing<String>);

impl CardId {
    /// Takes text; on every card seen it is ASCII.
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
    /// [`Error::ObjectMalformed`] for what is no UTF-8.
    pub fn parse(raw: &[u8]) -> Result<Self, Error> {
        match str::from_utf8(raw) {
            Ok(id) => Ok(Self(Zeroizing::new(id.into()))),
            Err(error) => {
                Err(Origin::from(DataObject::CardId).malformed(error.valid_up_to(), FileFault::Text))
            }
        }
    }

    /// The characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for CardId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CardId([redacted])")
    }
}
