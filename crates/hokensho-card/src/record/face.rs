use alloc::vec::Vec;
use core::ops::Range;
use hokensho_apdu::Zeroizing;

use super::{KeyParts, Objects, PublicKey, Sex, part, value_of, whole};
use crate::{CardDate, Error, File};

const FILE: File = File::FaceRecord;

/// The face of the card, from visual EF 0002: photo, images of name and address, birth date and sex.
///
/// Wiped when dropped; neither copied nor shown by `Debug`. Authentic only once its signature has been verified,
/// and then only what [`signed_parts`](Self::signed_parts) cover: [`expiry`](Self::expiry) and
/// [`security_code_image`](Self::security_code_image) stand behind the signature.
///
/// ```
/// use hokensho_card::{Card, CodeB};
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let persona = Persona::named("adult")?;
/// let mut card = Card::open(VirtualCard::new(&persona));
/// let code = CodeB::new(persona.code_b().unwrap())?;
/// let face = card.visual()?.verify_code_b(&code)?.face_record()?;
/// assert_eq!(face.birth().to_string(), "1980-02-17");
/// assert_eq!(face.expiry().to_string(), "2035-02-17");
/// assert_eq!(face.photo(), persona.photo());
/// for image in [face.name_image(), face.address_image(), face.security_code_image()] {
///     assert!(image.starts_with(b"\x89PNG"));
/// }
/// let [_, _, photo] = face.signed_parts();
/// assert!(photo.starts_with(&[0xDF, 0x27])); // with its tag and length
/// assert_eq!(format!("{face:?}"), "FaceRecord([redacted])");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct FaceRecord {
    raw: Zeroizing<Vec<u8>>,
    birth: Zeroizing<CardDate>,
    sex: Range<usize>,
    card_key: KeyParts,
    name_image: Range<usize>,
    address_image: Range<usize>,
    photo: Option<Range<usize>>,
    signature: Range<usize>,
    expiry: CardDate,
    security_code_image: Range<usize>,
    signed_parts: [Range<usize>; 3],
}

impl FaceRecord {
    /// Cuts `FF20 { DF21 offset table, DF22 birth date, DF23 sex, DF24 card's key, DF25 image of the name,
    /// DF26 image of the address, DF27 photo, DF28 signature, DF29 expiry, DF2A image of the security code }`.
    ///
    /// The photo may be missing or empty: cards of children under one year carry none.
    ///
    /// ```
    /// use hokensho_card::{Error, File, FaceRecord};
    ///
    /// let error = FaceRecord::parse(vec![0xFF, 0x20, 0x03, 0xDF, 0x22, 0x00]).unwrap_err();
    /// assert!(matches!(error, Error::Malformed { file: File::FaceRecord, offset: 3, .. }));
    /// ```
    ///
    /// # Errors
    /// [`Error::Malformed`] with the place.
    pub fn parse(raw: impl Into<Zeroizing<Vec<u8>>>) -> Result<Self, Error> {
        let raw = raw.into();
        let mut objects = Objects::open(FILE, &raw, 0xFF20)?;
        let table = objects.require(0xDF21)?;
        let birth = objects.require(0xDF22)?;
        let sex = objects.require(0xDF23)?;
        let card_key = objects.require(0xDF24)?;
        let name = objects.require(0xDF25)?;
        let address = objects.require(0xDF26)?;
        let photo = objects.optional(0xDF27)?;
        let signature = objects.require(0xDF28)?;
        let expiry = objects.require(0xDF29)?;
        let security_code = objects.require(0xDF2A)?;

        let front = [birth, sex, card_key, name, address];
        let back = [signature, expiry, security_code];
        let in_order: Vec<_> = front.into_iter().chain(photo).chain(back).collect();
        objects.check_offsets(&table, &in_order)?;
        objects.check_length(&sex, 1)?;
        objects.finish()?;

        let images_end = whole(&address).end;
        Ok(Self {
            birth: Zeroizing::new(objects.date(&birth)?),
            sex: value_of(&sex),
            card_key: objects.key(&card_key)?,
            name_image: value_of(&name),
            address_image: value_of(&address),
            photo: photo.as_ref().map(value_of).filter(|photo| !photo.is_empty()),
            signature: value_of(&signature),
            expiry: objects.date(&expiry)?,
            security_code_image: value_of(&security_code),
            signed_parts: [
                whole(&birth).start..whole(&card_key).end,
                whole(&name).start..images_end,
                photo.as_ref().map_or(images_end..images_end, whole),
            ],
            raw,
        })
    }

    /// 生年月日.
    #[must_use]
    pub fn birth(&self) -> CardDate {
        *self.birth
    }

    /// 性別.
    #[must_use]
    pub fn sex(&self) -> Sex {
        part(&self.raw, &self.sex).first().copied().map_or(Sex::NotKnown, Sex::from)
    }

    /// The public half of the key with which this very chip signs challenges; a copy of its files can't.
    #[must_use]
    pub fn card_key(&self) -> PublicKey<'_> {
        self.card_key.of(&self.raw)
    }

    /// 氏名 as printed: PNG, one bit a pixel.
    #[must_use]
    pub fn name_image(&self) -> &[u8] {
        part(&self.raw, &self.name_image)
    }

    /// 住所 as printed: PNG, one bit a pixel.
    #[must_use]
    pub fn address_image(&self) -> &[u8] {
        part(&self.raw, &self.address_image)
    }

    /// 顔写真: JPEG 2000 (JP2), grey, if the card has one.
    #[must_use]
    pub fn photo(&self) -> Option<&[u8]> {
        self.photo.as_ref().map(|photo| part(&self.raw, photo))
    }

    /// The signature, by the key of the visual application's card-verifiable certificate.
    #[must_use]
    pub fn signature(&self) -> &[u8] {
        part(&self.raw, &self.signature)
    }

    /// 有効期限 of the card. Not covered by the signature.
    #[must_use]
    pub const fn expiry(&self) -> CardDate {
        self.expiry
    }

    /// セキュリティコード as printed: PNG. Not covered by the signature.
    #[must_use]
    pub fn security_code_image(&self) -> &[u8] {
        part(&self.raw, &self.security_code_image)
    }

    /// What the signature covers: birth date to card's key; both images; the photo. The last is empty if the file has no
    /// object for a photo.
    ///
    /// The SHA-256 hashes of the three, one behind the other, are the 96 bytes of one DigestInfo that names
    /// SHA-256 and is signed by PKCS#1 v1.5 without a further hash.
    #[must_use]
    pub fn signed_parts(&self) -> [&[u8]; 3] {
        self.signed_parts.each_ref().map(|range| part(&self.raw, range))
    }

    /// The file's outermost object as the card holds it.
    #[must_use]
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }
}
