//! Certificate revocation lists, cut by municipality (RFC 5280, 5).

use super::{Authority, Municipality, extension, sha256_with_rsa};
use crate::der::{self, Node};

/// A list before it is signed by [`Authority::issue`].
///
/// ```
/// use hokensho_mock::pki::{Authority, Crl, Municipality, Reason, Revoked};
///
/// let crl = Crl {
///     authority: Authority::Auth,
///     municipality: Municipality { code: "13221", prefecture: "Tokyo-to", city: "Kiyose-shi" },
///     number: 1,
///     this_update: 1_795_305_600,
///     next_update: 1_795_392_000,
///     revoked: &[Revoked { serial: 0x227B14, at: 1_795_219_200, reason: Reason::CertificateHold }],
/// };
/// let der: Vec<u8> = crl.authority.issue(&crl.tbs());
/// assert!(der.starts_with(&[0x30, 0x82]));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Crl<'a> {
    /// Whose certificates, and who signs.
    pub authority: Authority,
    /// Whose citizens.
    pub municipality: Municipality<'a>,
    /// Counts the issues of this list.
    pub number: u64,
    /// Seconds since 1970.
    pub this_update: i64,
    /// Seconds since 1970; JPKI lists daily.
    pub next_update: i64,
    /// The entries, in this order.
    pub revoked: &'a [Revoked],
}

/// One entry of a list.
///
/// ```
/// use hokensho_mock::pki::{Reason, Revoked};
///
/// let lost = Revoked { serial: 0x227B13, at: 1_795_219_200, reason: Reason::CertificateHold };
/// assert_eq!(lost.reason.code(), 6);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revoked {
    /// 発行の番号.
    pub serial: u64,
    /// Seconds since 1970.
    pub at: i64,
    /// Why.
    pub reason: Reason,
}

/// The reasons that JPKI uses (RFC 5280, 5.3.1, names and codes; the use as reported by a platform operator).
///
/// ```
/// assert_eq!(hokensho_mock::pki::Reason::Superseded.code(), 4);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Destroyed before it was handed out. Written as no reason at all, as RFC 5280 advises.
    Unspecified,
    /// The key is known to somebody else.
    KeyCompromise,
    /// The CA's key is known to somebody else.
    CaCompromise,
    /// What the certificate says has changed: a move, a marriage.
    AffiliationChanged,
    /// Renewed.
    Superseded,
    /// No longer needed.
    CessationOfOperation,
    /// 一時保留: a lost card, by telephone.
    CertificateHold,
}

impl Crl<'_> {
    /// The TBSCertList, version 2.
    #[must_use]
    pub fn tbs(&self) -> Node {
        let scope = self.authority.distribution_point(self.municipality);
        let extensions = [
            self.authority.authority_key_identifier(),
            extension::plain(extension::CRL_NUMBER, der::integer(&self.number.to_be_bytes())),
            extension::issuing_distribution_point(scope),
        ];
        let updates = [self.this_update, self.next_update];
        list_tbs(self.authority.name(), updates, self.revoked, extensions.into())
    }
}

/// A version 2 TBSCertList.
pub(super) fn list_tbs(issuer: Node, updates: [i64; 2], revoked: &[Revoked], extensions: Vec<Node>) -> Node {
    let [this_update, next_update] = updates.map(der::time);
    let head = [der::integer(&[1]), sha256_with_rsa(), issuer, this_update, next_update];
    // An empty list is left out (RFC 5280, 5.1.2.6).
    let entries = der::sequence(revoked.iter().map(Revoked::entry).collect::<Vec<_>>());
    let entries = (!revoked.is_empty()).then_some(entries);
    let extensions = der::context(0, [der::sequence(extensions)]);
    der::sequence(head.into_iter().chain(entries).chain([extensions]).collect::<Vec<_>>())
}

impl Revoked {
    fn entry(&self) -> Node {
        let head = [der::integer(&self.serial.to_be_bytes()), der::time(self.at)];
        let reason = (self.reason != Reason::Unspecified).then(|| {
            der::sequence([extension::plain(extension::REASON_CODE, der::enumerated(self.reason.code()))])
        });
        der::sequence(head.into_iter().chain(reason).collect::<Vec<_>>())
    }
}

impl Reason {
    /// The number in the reasonCode extension.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Unspecified => 0,
            Self::KeyCompromise => 1,
            Self::CaCompromise => 2,
            Self::AffiliationChanged => 3,
            Self::Superseded => 4,
            Self::CessationOfOperation => 5,
            Self::CertificateHold => 6,
        }
    }
}
