use alloc::vec::Vec;
use hokensho_apdu::Zeroizing;

use super::{KeyParts, Objects, PublicKey};
use crate::{Error, File};

/// The public key to which a terminal would encrypt a session key for secure messaging, text EF 0006.
///
/// Nothing on the card signs it, and this library opens no such session; it is here for whoever does.
///
/// ```
/// use hokensho_card::{Card, TextPin};
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let persona = Persona::named("adult")?;
/// let mut card = Card::open(VirtualCard::new(&persona));
/// let record = card.text()?.verify_pin(&TextPin::new(persona.text_pin().unwrap())?)?.session_key()?;
/// assert_eq!(record.key().modulus().len(), 256);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct SessionKey {
    raw: Zeroizing<Vec<u8>>,
    key: KeyParts,
}

impl SessionKey {
    /// Cuts `A1 { 90 exponent, 91 modulus }`.
    ///
    /// ```
    /// use hokensho_card::SessionKey;
    ///
    /// let key = SessionKey::parse(vec![0xA1, 0x06, 0x90, 0x01, 0x03, 0x91, 0x01, 0x21])?;
    /// assert_eq!((key.key().exponent(), key.key().modulus()), (&[0x03][..], &[0x21][..]));
    /// # Ok::<(), hokensho_card::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Malformed`] with the place.
    pub fn parse(raw: impl Into<Zeroizing<Vec<u8>>>) -> Result<Self, Error> {
        let raw = raw.into();
        let mut file = Objects::new(File::SessionKey, &raw);
        let key = file.require(0xA1)?;
        file.finish()?;
        Ok(Self { key: file.key(&key)?, raw })
    }

    /// The key.
    #[must_use]
    pub fn key(&self) -> PublicKey<'_> {
        self.key.of(&self.raw)
    }

    /// The file's outermost object as the card holds it.
    #[must_use]
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }
}
