use alloc::vec::Vec;
use core::fmt;
use core::ops::Range;
use hokensho_apdu::Zeroizing;
use hokensho_apdu::tlv::Tlv;

use super::{KeyId, KeyParts, Objects, PublicKey, part, value_of};
use crate::{DataObject, Error, File, FileFault};

/// Bytes of the two key ids.
const KEY_IDS: usize = 32;

/// A card-verifiable certificate: it certifies the key that signed a card's records.
///
/// Its body is 297 bytes on every card seen: the issuer's key id and its own (16 bytes each), then the key.
///
/// ```
/// use hokensho_card::Card;
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
/// let certificate = card.visual()?.cv_certificate()?;
/// assert_eq!(certificate.body().len(), 297);
/// assert_ne!(certificate.issuer(), certificate.subject());
/// assert_eq!(certificate.key().exponent(), [0x01, 0x00, 0x01]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct CvCertificate {
    raw: Zeroizing<Vec<u8>>,
    parts: Parts,
}

#[derive(Clone)]
struct Parts {
    issuer: KeyId,
    subject: KeyId,
    key: KeyParts,
    body: Range<usize>,
    signature: Range<usize>,
}

impl CvCertificate {
    /// Cuts `7F21 { 5F4E { key ids, 90 exponent, 91 modulus }, 5F37 signature }`; errors name `file`.
    ///
    /// ```
    /// use hokensho_card::{CvCertificate, Error, File};
    ///
    /// let error = CvCertificate::parse(File::TextCvCertificate, vec![0x7F, 0x21, 0x00]).unwrap_err();
    /// assert!(matches!(error, Error::Malformed { file: File::TextCvCertificate, offset: 3, .. }));
    /// ```
    ///
    /// # Errors
    /// [`Error::Malformed`] with the place.
    pub fn parse(file: File, raw: impl Into<Zeroizing<Vec<u8>>>) -> Result<Self, Error> {
        let raw = raw.into();
        let mut objects = Objects::open(file, &raw, 0x7F21)?;
        let body = objects.require(0x5F4E)?;
        Ok(Self { parts: Parts::cut(objects, &body)?, raw })
    }

    /// Cuts `4D { header list }, 5F4E { key ids, 90 exponent, 91 modulus }, 5F37 signature`, as the card manager gives
    /// it: without the `7F21` around it. The extended header list (ISO/IEC 7816-4, tag `4D`) says that the body is
    /// issuer (`42`), subject (`5F20`) and key (`5F49`), and how long each is; errors name `object`.
    ///
    /// ```
    /// use hokensho_card::{CvCertificate, DataObject, Error};
    ///
    /// let object = DataObject::UpperCertificate;
    /// let error = CvCertificate::parse_object(object, vec![0x5F, 0x4E, 0x00]).unwrap_err();
    /// assert!(matches!(error, Error::ObjectMalformed { object: DataObject::UpperCertificate, offset: 0, .. }));
    /// ```
    ///
    /// # Errors
    /// [`Error::ObjectMalformed`] with the place.
    pub fn parse_object(object: DataObject, raw: impl Into<Zeroizing<Vec<u8>>>) -> Result<Self, Error> {
        let raw = raw.into();
        let mut objects = Objects::new(object, &raw);
        let headers = objects.require(0x4D)?;
        let body = objects.require(0x5F4E)?;
        if !describes(&headers, &body) {
            return Err(objects.fault(&headers, FileFault::HeaderList));
        }
        Ok(Self { parts: Parts::cut(objects, &body)?, raw })
    }

    /// Names the key that signed this certificate: that of a trust anchor.
    #[must_use]
    pub const fn issuer(&self) -> KeyId {
        self.parts.issuer
    }

    /// Names the key in this certificate.
    #[must_use]
    pub const fn subject(&self) -> KeyId {
        self.parts.subject
    }

    /// The key in this certificate.
    #[must_use]
    pub fn key(&self) -> PublicKey<'_> {
        self.parts.key.of(&self.raw)
    }

    /// What the signature covers (RSA PKCS#1 v1.5, SHA-256): the value of `5F4E`.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        part(&self.raw, &self.parts.body)
    }

    /// The signature.
    #[must_use]
    pub fn signature(&self) -> &[u8] {
        part(&self.raw, &self.parts.signature)
    }

    /// The file's outermost object, or the data object's content, as the card holds it.
    #[must_use]
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }
}

impl Parts {
    /// Cuts the body and what follows it.
    fn cut(mut objects: Objects<'_>, body: &Tlv<'_>) -> Result<Self, Error> {
        let signature = objects.require(0x5F37)?;
        let ids = body.value().split_first_chunk().and_then(|(issuer, rest)| {
            let (subject, key) = rest.split_first_chunk::<16>()?;
            Some((KeyId::from(*issuer), KeyId::from(*subject), key))
        });
        let Some((issuer, subject, key)) = ids else {
            let fault = FileFault::Length { expected: KEY_IDS, found: body.value().len() };
            return Err(objects.fault(body, fault));
        };
        objects.finish()?;
        Ok(Self {
            issuer,
            subject,
            key: objects.key_at(value_of(body).end - key.len(), key)?,
            body: value_of(body),
            signature: value_of(&signature),
        })
    }
}

/// Whether the header list says of the body what we take it for.
fn describes(headers: &Tlv<'_>, body: &Tlv<'_>) -> bool {
    match headers.value() {
        [0x42, 16, 0x5F, 0x20, 16, 0x5F, 0x49, 0x82, high, low] => {
            KEY_IDS + usize::from(u16::from_be_bytes([*high, *low])) == body.value().len()
        }
        _ => false,
    }
}

impl fmt::Debug for CvCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CvCertificate({} by {})", self.parts.subject, self.parts.issuer)
    }
}
