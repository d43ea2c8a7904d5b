//! Card-verifiable certificates (ISO/IEC 7816-8, annex B shows the idea; the fields are the card's own).
//!
//! Each of the two applications that hold printed data signs its records with an issuer's key, and carries a
//! certificate of that key. The key that signed the certificate is not on the card: a verifier must hold it, and
//! finds it by its 16-byte identifier.

use super::{Key, data};
use crate::der::Node;

/// The applications whose records are signed.
///
/// ```
/// use hokensho_mock::pki::Application;
///
/// assert_eq!(Application::Visual.cv_certificate().encode().len(), 568);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Application {
    /// 券面事項確認AP: what is printed on the card, as images.
    Visual,
    /// 券面事項入力補助AP: what is printed on the card, as text.
    Text,
}

/// The name of a key (鍵ID), 16 bytes: seven digits, `08 05`, three digits, four bytes of padding.
///
/// So in the files that others have read. There the CAs' numbers begin with 5 in production and with 6 on test cards, and the
/// key that signs the records has the municipality's code, `21` or `31`, and `000`. Here all begin with 9.
///
/// ```
/// use hokensho_mock::pki::KeyId;
///
/// assert_eq!(KeyId::new(*b"9000023", *b"001").bytes(), b"9000023\x08\x05001\0\0\0\0");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct KeyId([u8; 16]);

/// What a verifier must hold of the key at the top.
///
/// ```
/// use hokensho_mock::pki::Application;
///
/// let [visual, text] = [Application::Visual, Application::Text].map(|application| application.cv_anchor());
/// assert_ne!(visual.key_id, text.key_id);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CvAnchor {
    /// 証明者鍵ID.
    pub key_id: KeyId,
    /// The modulus, big-endian.
    pub modulus: [u8; 256],
    /// The public exponent, big-endian.
    pub exponent: [u8; 3],
}

/// A card-verifiable certificate before it is signed.
///
/// ```
/// use hokensho_mock::pki::{CvCertificate, Key, KeyId};
///
/// let [ca, issuer] = ["cv-text-ca", "cv-text-issuer"].map(|name| Key::named(name).unwrap());
/// let ids = [*b"9000033", *b"9999931"].map(|number| KeyId::new(number, *b"001"));
/// let certificate = CvCertificate { issuer: ids[0], subject: ids[1], key: &issuer };
/// assert_eq!(certificate.body().len(), 297);
/// assert_eq!(certificate.signed_by(&ca).encode().len(), 568);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CvCertificate<'a> {
    /// 証明者鍵ID: which key signs.
    pub issuer: KeyId,
    /// 被証明者鍵ID: which key is certified.
    pub subject: KeyId,
    /// The key that is certified.
    pub key: &'a Key,
}

impl Application {
    /// The certificate in the application's EF 0004.
    #[must_use]
    pub fn cv_certificate(self) -> Node {
        let certificate =
            CvCertificate { issuer: self.ca_id(), subject: self.issuer_id(), key: &self.issuer_key() };
        certificate.signed_by(&self.ca_key())
    }

    /// What a verifier must hold to check [`Application::cv_certificate`].
    #[must_use]
    pub fn cv_anchor(self) -> CvAnchor {
        let key = self.ca_key();
        CvAnchor { key_id: self.ca_id(), modulus: key.modulus(), exponent: key.exponent() }
    }

    /// The key that signs the application's records; the certificate is about this one.
    #[must_use]
    pub fn issuer_key(self) -> Key {
        data::fixed_key(match self {
            Self::Visual => "cv-visual-issuer",
            Self::Text => "cv-text-issuer",
        })
    }

    /// The card's own key in this application: it signs challenges, and its public half stands in the records.
    #[must_use]
    pub fn card_key(self) -> Key {
        data::fixed_key(match self {
            Self::Visual => "card-visual",
            Self::Text => "card-text",
        })
    }

    fn ca_id(self) -> KeyId {
        match self {
            Self::Visual => KeyId::new(*b"9000023", *b"001"),
            Self::Text => KeyId::new(*b"9000033", *b"001"),
        }
    }

    fn issuer_id(self) -> KeyId {
        match self {
            Self::Visual => KeyId::new(*b"9999921", *b"000"),
            Self::Text => KeyId::new(*b"9999931", *b"000"),
        }
    }

    fn ca_key(self) -> Key {
        data::fixed_key(match self {
            Self::Visual => "cv-visual-ca",
            Self::Text => "cv-text-ca",
        })
    }
}

impl KeyId {
    /// The identifier with these digits.
    #[must_use]
    pub const fn new(number: [u8; 7], group: [u8; 3]) -> Self {
        let ([a, b, c, d, e, f, g], [h, i, j]) = (number, group);
        Self([a, b, c, d, e, f, g, 0x08, 0x05, h, i, j, 0, 0, 0, 0])
    }

    /// All 16 bytes.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl CvCertificate<'_> {
    /// The bytes that are signed: the two identifiers and the key, 297 in all.
    #[must_use]
    pub fn body(&self) -> Vec<u8> {
        let [exponent, modulus] = self.key.card_public_key();
        [&self.issuer.0[..], &self.subject.0, &exponent.encode(), &modulus.encode()].concat()
    }

    /// The certificate: `7F21{5F4E body, 5F37 signature}`, RSASSA-PKCS1-v1_5 with SHA-256.
    #[must_use]
    pub fn signed_by(&self, key: &Key) -> Node {
        let body = self.body();
        let signature = key.sign_sha256(&body);
        Node::of(0x7F21, [Node::new(0x5F4E, body), Node::new(0x5F37, signature)])
    }
}
