use alloc::vec::Vec;
use core::ops::Range;
use hokensho_apdu::Zeroizing;

use super::{Objects, part, value_of, whole};
use crate::{Error, File};

/// The issuer's signature over the attributes, from text EF 0003.
///
/// The record's other hash is that of the My Number file. Twelve digits can be found again from their hash by
/// trying them all, so it has no accessor, and the record is wiped when dropped and not shown by `Debug`. It lies
/// in [`signed`](Self::signed) all the same, because the signature covers it: hand those bytes to a verifier and
/// keep them nowhere.
///
/// ```
/// use hokensho_card::{Card, TextPin};
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let persona = Persona::named("adult")?;
/// let mut card = Card::open(VirtualCard::new(&persona));
/// let mut text = card.text()?.verify_pin(&TextPin::new(persona.text_pin().unwrap())?)?;
/// let (attributes, record) = (text.attributes()?, text.integrity()?);
/// assert_eq!(record.attributes_hash(), &sha2::Sha256::digest(attributes.hashed())[..]);
/// # use sha2::Digest;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct IntegrityRecord {
    raw: Zeroizing<Vec<u8>>,
    attributes_hash: Range<usize>,
    signed: Range<usize>,
    signature: Range<usize>,
}

impl IntegrityRecord {
    /// Cuts `FF30 { DF31 hash of the My Number file, DF32 hash of the attributes, DF33 signature }`.
    ///
    /// ```
    /// use hokensho_card::{Error, IntegrityRecord};
    ///
    /// let error = IntegrityRecord::parse(vec![0xFF, 0x30, 0x03, 0xDF, 0x32, 0x00]).unwrap_err();
    /// assert!(matches!(error, Error::Malformed { offset: 3, .. }));
    /// ```
    ///
    /// # Errors
    /// [`Error::Malformed`] with the place.
    pub fn parse(raw: impl Into<Zeroizing<Vec<u8>>>) -> Result<Self, Error> {
        let raw = raw.into();
        let mut objects = Objects::open(File::IntegrityRecord, &raw, 0xFF30)?;
        let number_hash = objects.require(0xDF31)?;
        let attributes_hash = objects.require(0xDF32)?;
        let signature = objects.require(0xDF33)?;
        objects.check_length(&number_hash, 32)?;
        objects.check_length(&attributes_hash, 32)?;
        objects.finish()?;
        Ok(Self {
            attributes_hash: value_of(&attributes_hash),
            signed: whole(&number_hash).start..whole(&attributes_hash).end,
            signature: value_of(&signature),
            raw,
        })
    }

    /// The SHA-256 that [`Attributes::hashed`](crate::Attributes::hashed) must have.
    #[must_use]
    pub fn attributes_hash(&self) -> &[u8] {
        part(&self.raw, &self.attributes_hash)
    }

    /// What the signature covers: the objects before it, as stored (RSA PKCS#1 v1.5, SHA-256).
    #[must_use]
    pub fn signed(&self) -> &[u8] {
        part(&self.raw, &self.signed)
    }

    /// The signature, by the key of the text application's card-verifiable certificate.
    #[must_use]
    pub fn signature(&self) -> &[u8] {
        part(&self.raw, &self.signature)
    }
}
