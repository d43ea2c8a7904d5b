use alloc::vec::Vec;
use core::fmt;
use core::ops::Range;
use hokensho_apdu::Zeroizing;

use super::{KeyParts, Objects, PublicKey, part, value_of};
use crate::{Error, File, FileFault};

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
        let signature = objects.require(0x5F37)?;
        let ids = body.value().split_first_chunk().and_then(|(issuer, rest)| {
            let (subject, key) = rest.split_first_chunk()?;
            Some((KeyId(*issuer), KeyId(*subject), key))
        });
        let Some((issuer, subject, key)) = ids else {
            let fault = FileFault::Length { expected: 32, found: body.value().len() };
            return Err(objects.fault(&body, fault));
        };
        objects.finish()?;
        Ok(Self {
            issuer,
            subject,
            key: KeyParts::cut(file, key, value_of(&body).end - key.len())?,
            body: value_of(&body),
            signature: value_of(&signature),
            raw,
        })
    }

    /// Names the key that signed this certificate: that of a trust anchor.
    #[must_use]
    pub const fn issuer(&self) -> KeyId {
        self.issuer
    }

    /// Names the key in this certificate.
    #[must_use]
    pub const fn subject(&self) -> KeyId {
        self.subject
    }

    /// The key in this certificate.
    #[must_use]
    pub fn key(&self) -> PublicKey<'_> {
        self.key.of(&self.raw)
    }

    /// What the signature covers (RSA PKCS#1 v1.5, SHA-256): the value of `5F4E`.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        part(&self.raw, &self.body)
    }

    /// The signature.
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

impl fmt::Debug for CvCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CvCertificate({} by {})", self.subject, self.issuer)
    }
}

/// The sixteen bytes that name a key: seven digits, then bytes of unknown meaning.
///
/// ```
/// use hokensho_card::KeyId;
///
/// let id = KeyId::from(*b"6000033\x08\x05001\0\0\0\0");
/// assert_eq!(id.to_string(), "6000033 0805303031");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId([u8; 16]);

impl KeyId {
    /// The bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl From<[u8; 16]> for KeyId {
    fn from(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let used = self.0.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        let (id, _) = self.0.split_at(used);
        let digits = id.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (name, rest) = id.split_at(digits);
        write!(f, "{}", name.escape_ascii())?;
        if !name.is_empty() && !rest.is_empty() {
            f.write_str(" ")?;
        }
        rest.iter().try_for_each(|byte| write!(f, "{byte:02X}"))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyId({self})")
    }
}
