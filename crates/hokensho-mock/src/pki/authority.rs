//! The two certificate authorities.

use super::entity::certificate_tbs;
use super::name::{COMMON_NAME, ORGANIZATION, ORGANIZATION_NAME, ORGANIZATIONAL_UNIT};
use super::{Key, Municipality, data, directory_name, extension, name};
use crate::der::{self, Node};

const SHA256_WITH_RSA: &[u32] = &[1, 2, 840, 113_549, 1, 1, 11];
/// 2020-04-01T00:00:00Z: before any persona's certificate.
const NOT_BEFORE: i64 = 1_585_699_200;
/// 2049-12-31T14:59:59Z, the end of that day in Japan: the last year that UTCTime can write.
const NOT_AFTER: i64 = 2_524_575_599;

/// Which of the two CAs: they share nothing, and a verifier must never take one for the other.
///
/// ```
/// use hokensho_mock::pki::Authority;
///
/// assert_ne!(Authority::Auth.certificate(), Authority::Sign.certificate());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Authority {
    /// For user authentication (利用者証明用).
    Auth,
    /// For digital signatures (署名用).
    Sign,
}

/// The fields of a version 3 TBSCertificate, by their place in the tree (RFC 5280, 4.1).
///
/// ```
/// use hokensho_mock::{der, pki::{field, Authority}};
///
/// let mut tbs = Authority::Auth.certificate_tbs();
/// tbs.replace(&[field::SERIAL], der::integer(&[]))?;
/// # Ok::<(), der::NoSuchNode>(())
/// ```
pub mod field {
    /// `[0]` version.
    pub const VERSION: usize = 0;
    /// serialNumber.
    pub const SERIAL: usize = 1;
    /// signature: the algorithm, repeated outside.
    pub const SIGNATURE: usize = 2;
    /// issuer.
    pub const ISSUER: usize = 3;
    /// validity: notBefore, notAfter.
    pub const VALIDITY: usize = 4;
    /// subject.
    pub const SUBJECT: usize = 5;
    /// subjectPublicKeyInfo.
    pub const PUBLIC_KEY: usize = 6;
    /// `[3]` extensions; the list itself is its child 0.
    pub const EXTENSIONS: usize = 7;
}

impl Authority {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Auth, Self::Sign];

    /// The self-signed certificate that the card carries and a test may pin.
    #[must_use]
    pub fn certificate(self) -> &'static [u8] {
        match self {
            Self::Auth => data::AUTH_CA,
            Self::Sign => data::SIGN_CA,
        }
    }

    /// The key that signs certificates and CRLs.
    #[must_use]
    pub fn key(self) -> Key {
        data::fixed_key(match self {
            Self::Auth => "auth-ca",
            Self::Sign => "sign-ca",
        })
    }

    /// The distinguished name.
    ///
    /// ```
    /// use hokensho_mock::pki::Authority;
    ///
    /// assert_ne!(Authority::Auth.name(), Authority::Sign.name());
    /// ```
    #[must_use]
    pub fn name(self) -> Node {
        name(&[
            (ORGANIZATION_NAME, ORGANIZATION),
            (ORGANIZATIONAL_UNIT, self.unit()),
            (ORGANIZATIONAL_UNIT, "Hokensho test data, never to be trusted"),
        ])
    }

    /// The tree of the CA's own certificate.
    #[must_use]
    pub fn certificate_tbs(self) -> Node {
        let key = self.key();
        let extensions = [
            extension::key_usage(1, 0b0000_0110), // keyCertSign, cRLSign
            extension::plain(
                extension::SUBJECT_ALT_NAME,
                der::sequence([directory_name(self.japanese_name())]),
            ),
            extension::critical(extension::BASIC_CONSTRAINTS, der::sequence([der::boolean(true)])),
            extension::crl_distribution_points(self.name()),
            extension::subject_key_identifier(&key.identifier()),
        ];
        let validity = [NOT_BEFORE, NOT_AFTER];
        self.tbs(&self.serial(), validity, self.name(), &key, extensions.into())
    }

    /// Signs `tbs`: the certificate in DER, whatever the tree says.
    #[must_use]
    pub fn issue(self, tbs: &Node) -> Vec<u8> {
        signed(tbs, &self.key()).encode()
    }

    /// The directory entry under which a municipality's revocations are listed.
    ///
    /// ```
    /// use hokensho_mock::pki::{Authority, Municipality};
    ///
    /// let kiyose = Municipality { code: "13221", prefecture: "Tokyo-to", city: "Kiyose-shi" };
    /// assert_eq!(Authority::Auth.distribution_point(kiyose).children().len(), 6);
    /// ```
    #[must_use]
    pub fn distribution_point(self, municipality: Municipality<'_>) -> Node {
        name(&[
            (ORGANIZATION_NAME, ORGANIZATION),
            (ORGANIZATIONAL_UNIT, self.unit()),
            (ORGANIZATIONAL_UNIT, "CRL Distribution Points"),
            (ORGANIZATIONAL_UNIT, municipality.prefecture),
            (COMMON_NAME, &format!("{} CRLDP", municipality.city)),
        ])
    }

    /// A version 3 TBSCertificate by this CA.
    pub(super) fn tbs(
        self,
        serial: &[u8],
        validity: [i64; 2],
        subject: Node,
        key: &Key,
        extensions: Vec<Node>,
    ) -> Node {
        certificate_tbs(self.name(), serial, validity, subject, key, extensions)
    }

    pub(super) fn authority_key_identifier(self) -> Node {
        extension::authority_key_identifier(&self.key().identifier(), self.name(), &self.serial())
    }

    /// The Japanese name of the service, with a word that says it is none.
    pub(super) fn japanese_name(self) -> Node {
        let unit = match self {
            Self::Auth => "模擬公的個人認証サービス利用者証明用",
            Self::Sign => "模擬公的個人認証サービス署名用",
        };
        name(&[
            (ORGANIZATION_NAME, "模擬公的個人認証サービス"),
            (ORGANIZATIONAL_UNIT, unit),
            (ORGANIZATIONAL_UNIT, "試験用・信頼しないこと"),
        ])
    }

    fn unit(self) -> &'static str {
        match self {
            Self::Auth => "JPKI for user authentication",
            Self::Sign => "JPKI for digital signature",
        }
    }

    fn serial(self) -> [u8; 3] {
        match self {
            Self::Auth => [0x21, 0x88, 0x01],
            Self::Sign => [0x1E, 0xA8, 0x02],
        }
    }
}

/// sha256WithRSAEncryption with its NULL parameters (RFC 4055, 5).
///
/// ```
/// assert_eq!(hokensho_mock::pki::sha256_with_rsa().encode().len(), 15);
/// ```
#[must_use]
pub fn sha256_with_rsa() -> Node {
    der::sequence([der::oid(SHA256_WITH_RSA), der::null()])
}

/// What is to be signed, the algorithm, the signature: the frame of a certificate, a CRL and an OCSP response.
/// It can be edited once more, after signing.
///
/// ```
/// use hokensho_mock::{der, pki::{signed, Authority}};
///
/// let mut certificate = signed(&Authority::Auth.certificate_tbs(), &Authority::Auth.key());
/// assert_eq!(certificate.encode(), Authority::Auth.certificate());
/// certificate.replace(&[1, 1], der::integer(&[]))?; // parameters other than NULL
/// # Ok::<(), der::NoSuchNode>(())
/// ```
#[must_use]
pub fn signed(to_be_signed: &Node, key: &Key) -> Node {
    let signature = key.sign_sha256(&to_be_signed.encode());
    der::sequence([to_be_signed.clone(), sha256_with_rsa(), der::bits(0, &signature)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_where_their_names_say() {
        let authority = Authority::Sign;
        let tbs = authority.certificate_tbs();
        let at = |field: usize| tbs.at(&[field]).unwrap();
        assert_eq!(at(field::VERSION).tag(), Some(0xA0));
        assert_eq!(at(field::SERIAL), &der::integer(&authority.serial()));
        assert_eq!(at(field::SIGNATURE), &sha256_with_rsa());
        assert_eq!(at(field::ISSUER), &authority.name());
        assert_eq!(at(field::VALIDITY).children(), [der::time(NOT_BEFORE), der::time(NOT_AFTER)]);
        assert_eq!(at(field::SUBJECT), &authority.name());
        assert_eq!(at(field::PUBLIC_KEY), &authority.key().subject_public_key_info());
        assert_eq!(at(field::EXTENSIONS).tag(), Some(0xA3));
        assert_eq!(tbs.children().len(), 8);
    }
}
