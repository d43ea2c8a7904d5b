use alloc::vec::Vec;
use core::ops::Range;
use hokensho_apdu::Zeroizing;

use super::{KeyParts, Objects, PublicKey, part, value_of, whole};
use crate::{CardDate, Error, File};

/// The age record, visual EF 0001: the birth date alone, signed. It is for whoever may know no more of a person.
///
/// Wiped when dropped; neither copied nor shown by `Debug`. Authentic only once its signature has been verified, by
/// the key of the visual application's card-verifiable certificate.
///
/// ```
/// use hokensho_card::{BirthCode, Card};
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
/// let code = BirthCode::new("550217")?; // 昭和55年2月17日
/// let record = card.visual()?.verify_birth_code(&code)?.age_record()?;
/// assert_eq!(record.birth().to_string(), "1980-02-17");
/// assert_eq!(record.card_key().modulus().len(), 256);
/// assert_eq!(format!("{record:?}"), "AgeRecord([redacted])");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct AgeRecord {
    raw: Zeroizing<Vec<u8>>,
    birth: Zeroizing<CardDate>,
    card_key: KeyParts,
    signed: Range<usize>,
    signature: Range<usize>,
}

impl AgeRecord {
    /// Cuts `FF10 { DF11 birth date, DF12 card's key, DF13 signature }`.
    ///
    /// ```
    /// use hokensho_card::{AgeRecord, Error, File};
    ///
    /// let error = AgeRecord::parse(vec![0xFF, 0x10, 0x03, 0xDF, 0x12, 0x00]).unwrap_err();
    /// assert!(matches!(error, Error::Malformed { file: File::AgeRecord, offset: 3, .. }));
    /// ```
    ///
    /// # Errors
    /// [`Error::Malformed`] with the place.
    pub fn parse(raw: impl Into<Zeroizing<Vec<u8>>>) -> Result<Self, Error> {
        let raw = raw.into();
        let mut objects = Objects::open(File::AgeRecord, &raw, 0xFF10)?;
        let birth = objects.require(0xDF11)?;
        let card_key = objects.require(0xDF12)?;
        let signature = objects.require(0xDF13)?;
        objects.finish()?;
        Ok(Self {
            birth: Zeroizing::new(objects.date(&birth)?),
            card_key: objects.key(&card_key)?,
            signed: whole(&birth).start..whole(&card_key).end,
            signature: value_of(&signature),
            raw,
        })
    }

    /// 生年月日.
    #[must_use]
    pub fn birth(&self) -> CardDate {
        *self.birth
    }

    /// The public half of the key with which this very chip signs challenges; a copy of its files can't.
    #[must_use]
    pub fn card_key(&self) -> PublicKey<'_> {
        self.card_key.of(&self.raw)
    }

    /// What the signature covers: the objects before it, as stored (RSA PKCS#1 v1.5, SHA-256).
    #[must_use]
    pub fn signed(&self) -> &[u8] {
        part(&self.raw, &self.signed)
    }

    /// The signature, by the key of the visual application's card-verifiable certificate.
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
