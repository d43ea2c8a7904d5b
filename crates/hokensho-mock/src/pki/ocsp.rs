//! Answers of an OCSP responder (RFC 6960, 4.2), signed by the CA itself or by a responder that it appointed.

use sha1::{Digest, Sha1};

use super::name::COMMON_NAME;
use super::{Authority, Key, Reason, extension, name, signed};
use crate::der::{self, Node};

const SHA_1: &[u32] = &[1, 3, 14, 3, 2, 26];
const OCSP_BASIC: &[u32] = &[1, 3, 6, 1, 5, 5, 7, 48, 1, 1];
const OCSP_NONCE: &[u32] = &[1, 3, 6, 1, 5, 5, 7, 48, 1, 2];
const OCSP_SIGNING: &[u32] = &[1, 3, 6, 1, 5, 5, 7, 3, 9];

/// The answer about one certificate, before it is signed.
///
/// ```
/// use hokensho_mock::pki::{Authority, Ocsp, OcspStatus};
///
/// let answer = Ocsp {
///     authority: Authority::Auth,
///     serial: 0x227B13,
///     status: OcspStatus::Good,
///     produced_at: 1_795_305_600,
///     this_update: 1_795_305_600,
///     next_update: Some(1_795_309_200),
///     nonce: Some(&[7; 16]),
/// };
/// let der = answer.response(&answer.tbs()).encode();
/// assert!(der.starts_with(&[0x30, 0x82]));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Ocsp<'a> {
    /// Whose certificate, and who answers.
    pub authority: Authority,
    /// 発行の番号.
    pub serial: u64,
    /// The answer.
    pub status: OcspStatus,
    /// Seconds since 1970: when it was signed.
    pub produced_at: i64,
    /// Seconds since 1970: as of when it holds.
    pub this_update: i64,
    /// Seconds since 1970: when there will be news; none if the responder always knows the newest.
    pub next_update: Option<i64>,
    /// The nonce of the question, to be repeated.
    pub nonce: Option<&'a [u8]>,
}

/// certStatus (RFC 6960, 4.2.1).
///
/// ```
/// use hokensho_mock::pki::{OcspStatus, Reason};
///
/// let held = OcspStatus::Revoked { at: 1_795_219_200, reason: Reason::CertificateHold };
/// assert_ne!(held, OcspStatus::Good);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OcspStatus {
    /// Not revoked.
    Good,
    /// Revoked or on hold.
    Revoked {
        /// Seconds since 1970.
        at: i64,
        /// Why.
        reason: Reason,
    },
    /// The responder knows no such certificate.
    Unknown,
}

impl Ocsp<'_> {
    /// ResponseData.
    #[must_use]
    pub fn tbs(&self) -> Node {
        let next_update = self.next_update.map(|at| der::context(0, [der::generalized_time(at)]));
        let single = [self.certificate_id(), self.status.node(), der::generalized_time(self.this_update)];
        let single = der::sequence(single.into_iter().chain(next_update).collect::<Vec<_>>());
        let nonce = self.nonce.map(|nonce| {
            let extension = extension::plain(OCSP_NONCE, der::octets(nonce));
            der::context(1, [der::sequence([extension])])
        });
        let responder = responder_id(&self.authority.key());
        let data = [responder, der::generalized_time(self.produced_at), der::sequence([single])];
        der::sequence(data.into_iter().chain(nonce).collect::<Vec<_>>())
    }

    /// A successful OCSPResponse around `tbs`, signed.
    #[must_use]
    pub fn response(&self, tbs: &Node) -> Node {
        Self::successful(signed(tbs, &self.authority.key()))
    }

    /// A successful OCSPResponse around `tbs`, signed with another key than the CA's, with certificates beside it.
    /// Whose key it is, `tbs` has to say: its child 0 is the CA's unless it is replaced.
    ///
    /// ```
    /// use hokensho_mock::der;
    /// use hokensho_mock::pki::{Authority, Key, Ocsp, OcspStatus, responder_id, responder_tbs, signed};
    ///
    /// # let answer = Ocsp { authority: Authority::Auth, serial: 1, status: OcspStatus::Good, produced_at: 0,
    /// #     this_update: 0, next_update: None, nonce: None };
    /// let key = Key::named("card-manager").unwrap();
    /// let mut tbs = answer.tbs();
    /// tbs.replace(&[0], responder_id(&key))?;
    /// let certificate = signed(&responder_tbs(answer.authority, &key), &answer.authority.key());
    /// let der = answer.response_by(&key, &tbs, [certificate]).encode();
    /// assert!(der.starts_with(&[0x30, 0x82]));
    /// # Ok::<(), der::NoSuchNode>(())
    /// ```
    #[must_use]
    pub fn response_by(&self, key: &Key, tbs: &Node, certificates: impl Into<Vec<Node>>) -> Node {
        let certificates = der::context(0, [der::sequence(certificates)]);
        let basic = signed(tbs, key).children().iter().cloned().chain([certificates]).collect::<Vec<_>>();
        Self::successful(der::sequence(basic))
    }

    fn successful(basic: Node) -> Node {
        let bytes = der::sequence([der::oid(OCSP_BASIC), der::octets_of(basic)]);
        der::sequence([der::enumerated(0), der::context(0, [bytes])])
    }

    /// CertID with SHA-1, which is what responders are asked with (RFC 5019, 2.1.1).
    ///
    /// ```
    /// # use hokensho_mock::pki::{Authority, Ocsp, OcspStatus};
    /// # let answer = Ocsp { authority: Authority::Auth, serial: 1, status: OcspStatus::Unknown, produced_at: 0,
    /// #     this_update: 0, next_update: None, nonce: None };
    /// assert_eq!(answer.certificate_id().children().len(), 4);
    /// ```
    #[must_use]
    pub fn certificate_id(&self) -> Node {
        der::sequence([
            der::sequence([der::oid(SHA_1), der::null()]),
            der::octets(Sha1::digest(self.authority.name().encode()).to_vec()),
            der::octets(self.authority.key().identifier()),
            der::integer(&self.serial.to_be_bytes()),
        ])
    }
}

/// ResponderID by the hash of a key (RFC 6960, 4.2.1).
///
/// ```
/// use hokensho_mock::pki::{Key, responder_id};
///
/// let id = responder_id(&Key::named("auth-ca").unwrap());
/// assert_eq!(id.encode()[..4], [0xA2, 0x16, 0x04, 0x14]);
/// ```
#[must_use]
pub fn responder_id(key: &Key) -> Node {
    der::context(2, [der::octets(key.identifier())])
}

/// The TBSCertificate of a responder that a CA appointed (RFC 6960, 4.2.2.2), valid for all of 2026: for signing OCSP
/// answers, and exempt from revocation.
///
/// ```
/// use hokensho_mock::pki::{Authority, Key, extension, responder_tbs};
///
/// let tbs = responder_tbs(Authority::Auth, &Key::named("card-manager").unwrap());
/// assert!(extension::path(&tbs, extension::OCSP_NO_CHECK).is_some());
/// ```
#[must_use]
pub fn responder_tbs(authority: Authority, key: &Key) -> Node {
    let extensions = [
        extension::key_usage(7, 0b1000_0000), // digitalSignature
        extension::plain(extension::EXT_KEY_USAGE, der::sequence([der::oid(OCSP_SIGNING)])),
        extension::plain(extension::OCSP_NO_CHECK, der::null()),
        authority.authority_key_identifier(),
        extension::subject_key_identifier(&key.identifier()),
    ];
    let subject = name(&[(COMMON_NAME, "MOCK OCSP RESPONDER")]);
    authority.tbs(&[0x0C, 0x59], [1_767_225_600, 1_798_761_599], subject, key, extensions.into())
}

impl OcspStatus {
    fn node(self) -> Node {
        match self {
            Self::Good => der::context_bytes(0, []),
            Self::Revoked { at, reason } => {
                let reason = der::context(0, [der::enumerated(reason.code())]);
                der::context(1, [der::generalized_time(at), reason])
            }
            Self::Unknown => der::context_bytes(2, []),
        }
    }
}
