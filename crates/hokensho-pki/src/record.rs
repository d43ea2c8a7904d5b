//! The signed records of the card's visual (券面事項確認) and text (券面事項入力補助) applications.
//!
//! A card-verifiable (CV) certificate in the application's EF 0004 certifies an issuer key; that key signs the records.
//! How they are signed is reported by readers of real cards, and no specification is public.

mod production;

use alloc::vec::Vec;
use core::fmt;

use crate::backend::Backend;
use crate::der::{Fault, Located};
use crate::hash::{digest_info_of_three, sha256};
use crate::{Document, Error, Hierarchy, PublicKey, RsaPublicKey, SignatureScheme};

/// The part of the card that a key or a record belongs to.
///
/// ```
/// assert_ne!(hokensho_pki::Application::Text, hokensho_pki::Application::Visual);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Application {
    /// The card itself.
    MasterFile,
    /// The text application (券面事項入力補助AP).
    Text,
    /// The visual application (券面事項確認AP).
    Visual,
}

/// A CA key for card-verifiable certificates: RSA of 2048 bits with the exponent 65537.
///
/// ```
/// use hokensho_pki::{Application, CvAnchor};
///
/// let key = CvAnchor { application: Application::Text, key_id: *b"6000033\x08\x05001\0\0\0\0", modulus: [0xFF; 256] };
/// assert_eq!(&key.key_id[..7], b"6000033");
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CvAnchor {
    /// Whose certificates it signs.
    pub application: Application,
    /// The identifier by which certificates name it (証明者鍵ID).
    pub key_id: [u8; 16],
    /// The modulus, big-endian.
    pub modulus: [u8; 256],
}

impl fmt::Debug for CvAnchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CvAnchor({:?}, {})", self.application, self.key_id.escape_ascii())
    }
}

/// The CA keys of one hierarchy.
///
/// The built-in production keys are unofficial: J-LIS publishes none. Whoever has better ones vouches for them with
/// [`CvAnchors::vouched_production`].
///
/// ```
/// use hokensho_pki::{CvAnchors, Hierarchy};
///
/// assert_eq!(CvAnchors::production().hierarchy(), Hierarchy::Production);
/// let nobody = CvAnchors::test([]);
/// assert_eq!(nobody.hierarchy(), Hierarchy::Test);
/// ```
#[derive(Clone, Debug)]
pub struct CvAnchors {
    hierarchy: Hierarchy,
    keys: Vec<CvAnchor>,
}

impl CvAnchors {
    /// The three production keys "5000020", "5000023" and "5000033", recovered from cards by others.
    #[must_use]
    pub fn production() -> Self {
        Self::vouched_production(production::PRODUCTION)
    }

    /// Keys of a test or a mock, which anybody may make.
    #[must_use]
    pub fn test(keys: impl IntoIterator<Item = CvAnchor>) -> Self {
        Self { hierarchy: Hierarchy::Test, keys: keys.into_iter().collect() }
    }

    /// Other production keys instead of the built-in ones. Nothing here can check them: the caller vouches that they
    /// are those of real cards.
    ///
    /// ```
    /// use hokensho_pki::{CvAnchors, Hierarchy};
    ///
    /// let none_trusted = CvAnchors::vouched_production([]);
    /// assert_eq!(none_trusted.hierarchy(), Hierarchy::Production);
    /// ```
    #[must_use]
    pub fn vouched_production(keys: impl IntoIterator<Item = CvAnchor>) -> Self {
        Self { hierarchy: Hierarchy::Production, keys: keys.into_iter().collect() }
    }

    /// Whose keys they are.
    #[must_use]
    pub const fn hierarchy(&self) -> Hierarchy {
        self.hierarchy
    }

    /// Verifies a CV certificate of an application: `body` is the 297 bytes that are signed, the value of 5F4E.
    ///
    /// ```
    /// use hokensho_pki::{Application, CvAnchors, Error, RustCrypto};
    ///
    /// let forged = CvAnchors::production().verify(&RustCrypto, Application::Visual, &[0; 297], &[0; 256]).err();
    /// assert!(matches!(forged, Some(Error::Malformed { .. })));
    /// ```
    ///
    /// # Errors
    /// [`Error::Malformed`] if the body isn't two key identifiers and an RSA key of 2048 bits;
    /// [`Error::CvIssuerUnknown`] if no CA key of this application has the identifier it names;
    /// [`Error::BadSignature`] if none of those that have it signed the body.
    pub fn verify<'b, B: Backend>(
        &self,
        backend: &'b B,
        application: Application,
        body: &[u8],
        signature: &[u8],
    ) -> Result<VerifiedIssuerKey<'b, B>, Error> {
        let document = Document::CvCertificate;
        let (issuer, key) = read_body(body).map_err(|located| Error::malformed(document, located))?;
        let named = |anchor: &&CvAnchor| anchor.application == application && anchor.key_id == *issuer;
        let mut error = Error::CvIssuerUnknown;
        for anchor in self.keys.iter().filter(named) {
            error = Error::BadSignature { document };
            let ca =
                RsaPublicKey::new(&anchor.modulus).and_then(|ca| backend.prepare(PublicKey::Rsa(ca)).ok());
            let scheme = SignatureScheme::RsaPkcs1Sha256;
            if ca.is_some_and(|ca| backend.verify(&ca, scheme, body, signature).is_ok()) {
                let key = backend.prepare(PublicKey::Rsa(key)).map_err(|_| error)?;
                return Ok(VerifiedIssuerKey { backend, key, application, hierarchy: self.hierarchy });
            }
        }
        Err(error)
    }
}

/// Issuer key identifier (16 bytes), subject key identifier (16), key.
fn read_body(body: &[u8]) -> Result<(&[u8; 16], RsaPublicKey<'_>), Located> {
    let cut = Located { offset: body.len(), fault: Fault::Truncated };
    let (issuer, rest) = body.split_first_chunk::<16>().ok_or(cut)?;
    let (_subject, key) = rest.split_first_chunk::<16>().ok_or(cut)?;
    Ok((issuer, read_key(key).ok_or(Located { offset: 32, fault: Fault::KeySize })?))
}

/// A key as records have it: exponent (tag 90), modulus (tag 91).
pub(crate) fn read_key(bytes: &[u8]) -> Option<RsaPublicKey<'_>> {
    const HEADER: [u8; 9] = [0x90, 0x03, 0x01, 0x00, 0x01, 0x91, 0x82, 0x01, 0x00];
    bytes.strip_prefix(&HEADER).filter(|modulus| modulus.len() == 256).and_then(RsaPublicKey::new)
}

/// The key that signed the records of one application of one card's issue, certified by a CA.
///
/// Made by [`CvAnchors::verify`] only.
///
/// ```
/// # use hokensho_mock::pki;
/// # use hokensho_pki::{Application, CvAnchor, CvAnchors, RustCrypto, Signed};
/// # let mock = pki::Application::Text;
/// # let (ca, certificate) = (mock.cv_anchor(), mock.cv_certificate());
/// # let (body, ca_signature) = (certificate.at(&[0])?.body(), certificate.at(&[1])?.body());
/// # let record_signature = mock.issuer_key().sign_sha256(b"record");
/// let key = CvAnchor { application: Application::Text, key_id: *ca.key_id.bytes(), modulus: ca.modulus };
/// let anchors = CvAnchors::test([key]);
/// let issuer = anchors.verify(&RustCrypto, Application::Text, &body, &ca_signature)?;
/// assert!(issuer.verify_record(Signed::Bytes(b"record"), &record_signature).is_ok());
/// assert!(issuer.verify_record(Signed::Bytes(b"another"), &record_signature).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct VerifiedIssuerKey<'b, B: Backend> {
    backend: &'b B,
    key: B::Key,
    application: Application,
    hierarchy: Hierarchy,
}

impl<B: Backend> VerifiedIssuerKey<'_, B> {
    /// Verifies what the key signed.
    ///
    /// # Errors
    /// [`Error::BadSignature`] if it didn't sign this; [`Error::UnsupportedByBackend`] for three parts with a backend
    /// that takes no DigestInfo.
    pub fn verify_record<'a>(
        &self,
        signed: Signed<'a>,
        signature: &[u8],
    ) -> Result<VerifiedRecord<'a>, Error> {
        let document = Document::Record;
        match signed {
            Signed::Bytes(bytes) => {
                self.backend.verify(&self.key, SignatureScheme::RsaPkcs1Sha256, bytes, signature)
            }
            Signed::Parts(parts) => {
                let backend =
                    self.backend.digest_info_backend().ok_or(Error::UnsupportedByBackend { document })?;
                let mut digests = [0; 96];
                for (place, part) in digests.as_chunks_mut().0.iter_mut().zip(parts) {
                    *place = sha256(part);
                }
                backend.verify_digest_info(&self.key, &digest_info_of_three(&digests), signature)
            }
        }
        .map_err(|_| Error::BadSignature { document })?;
        Ok(VerifiedRecord { signed, application: self.application, hierarchy: self.hierarchy })
    }
}

impl<B: Backend> fmt::Debug for VerifiedIssuerKey<'_, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifiedIssuerKey({:?}, {:?})", self.hierarchy, self.application)
    }
}

/// The bytes that a record's signature speaks of, as stored on the card.
///
/// `Debug` shows lengths only.
///
/// ```
/// use hokensho_pki::Signed;
///
/// assert_eq!(format!("{:?}", Signed::Bytes(b"a name")), "Signed(6 bytes)");
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Signed<'a> {
    /// One run of bytes, hashed once: the record of the text application and the proof of age.
    Bytes(&'a [u8]),
    /// Three runs whose digests are signed together: the face record.
    Parts([&'a [u8]; 3]),
}

impl fmt::Debug for Signed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "Signed({} bytes)", bytes.len()),
            Self::Parts([a, b, c]) => write!(f, "Signed({}, {} and {} bytes)", a.len(), b.len(), c.len()),
        }
    }
}

/// Bytes of a card that the issuer of its records signed.
///
/// Made by [`VerifiedIssuerKey::verify_record`] only.
///
/// ```
/// # use hokensho_mock::pki;
/// # use hokensho_pki::{Application, CvAnchor, CvAnchors, RustCrypto, Signed};
/// # let mock = pki::Application::Text;
/// # let (ca, certificate) = (mock.cv_anchor(), mock.cv_certificate());
/// # let (body, ca_signature) = (certificate.at(&[0])?.body(), certificate.at(&[1])?.body());
/// # let record_signature = mock.issuer_key().sign_sha256(b"record");
/// let key = CvAnchor { application: Application::Text, key_id: *ca.key_id.bytes(), modulus: ca.modulus };
/// let anchors = CvAnchors::test([key]);
/// let issuer = anchors.verify(&RustCrypto, Application::Text, &body, &ca_signature)?;
/// let record = issuer.verify_record(Signed::Bytes(b"record"), &record_signature)?;
/// assert_eq!(record.signed(), Signed::Bytes(b"record"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct VerifiedRecord<'a> {
    signed: Signed<'a>,
    application: Application,
    hierarchy: Hierarchy,
}

impl<'a> VerifiedRecord<'a> {
    /// What was signed.
    #[must_use]
    pub const fn signed(&self) -> Signed<'a> {
        self.signed
    }

    /// Whose record it is.
    #[must_use]
    pub const fn application(&self) -> Application {
        self.application
    }

    /// Whether it is of a real card.
    #[must_use]
    pub const fn hierarchy(&self) -> Hierarchy {
        self.hierarchy
    }
}
