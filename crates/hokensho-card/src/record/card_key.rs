use alloc::vec::Vec;
use core::ops::Range;
use hokensho_apdu::Zeroizing;

use super::{KeyParts, Objects, PublicKey, part, value_of, whole};
use crate::{Error, File};

/// The card key record, text EF 0007: the public half of the text application's own key, signed by the issuer.
///
/// With it, once its signature has been verified, a signed challenge shows that the card itself is there. A card's
/// key tells one card from all others: the record is wiped when dropped and not shown by `Debug`.
///
/// ```
/// use hokensho_card::{Card, TextPin};
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let persona = Persona::named("adult")?;
/// let mut card = Card::open(VirtualCard::new(&persona));
/// let record = card.text()?.verify_pin(&TextPin::new(persona.text_pin().unwrap())?)?.card_key()?;
/// assert_eq!(record.card_key().exponent(), [0x01, 0x00, 0x01]);
/// assert_eq!(record.signature().len(), 256);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct CardKeyRecord {
    raw: Zeroizing<Vec<u8>>,
    card_key: KeyParts,
    signed: Range<usize>,
    signature: Range<usize>,
}

impl CardKeyRecord {
    /// Cuts `FF50 { DF51 card's key, DF52 signature }`.
    ///
    /// ```
    /// use hokensho_card::{CardKeyRecord, Error, File};
    ///
    /// let error = CardKeyRecord::parse(vec![0xFF, 0x50, 0x03, 0xDF, 0x52, 0x00]).unwrap_err();
    /// assert!(matches!(error, Error::Malformed { file: File::TextCardKey, offset: 3, .. }));
    /// ```
    ///
    /// # Errors
    /// [`Error::Malformed`] with the place.
    pub fn parse(raw: impl Into<Zeroizing<Vec<u8>>>) -> Result<Self, Error> {
        let raw = raw.into();
        let mut objects = Objects::open(File::TextCardKey, &raw, 0xFF50)?;
        let card_key = objects.require(0xDF51)?;
        let signature = objects.require(0xDF52)?;
        objects.finish()?;
        Ok(Self {
            card_key: objects.key(&card_key)?,
            signed: whole(&card_key),
            signature: value_of(&signature),
            raw,
        })
    }

    /// The public half of the key with which this very chip signs challenges; a copy of its files can't.
    #[must_use]
    pub fn card_key(&self) -> PublicKey<'_> {
        self.card_key.of(&self.raw)
    }

    /// What the signature covers: the object before it, as stored (RSA PKCS#1 v1.5, SHA-256).
    #[must_use]
    pub fn signed(&self) -> &[u8] {
        part(&self.raw, &self.signed)
    }

    /// The signature, by the key of the text application's card-verifiable certificate.
    #[must_use]
    pub fn signature(&self) -> &[u8] {
        part(&self.raw, &self.signature)
    }

    /// The file's outermost object as the card holds it.
    #[must_use]
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }
}
