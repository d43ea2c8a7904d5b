use core::fmt;

use crate::anchors::Purpose;
use crate::certificate_state::CertificateState;
use crate::der::Located;
use crate::hash::Fingerprint;
use crate::{Fault, IndexFault, OcspRefusal, Oid, Rule, SignatureScheme, SignerRule};

/// What can go wrong when a certificate, a list, an answer or a record is checked.
///
/// No variant holds anything about the person: not even the date of expiry, which is a birthday.
///
/// ```
/// use hokensho_pki::Time;
///
/// let error = Time::from_utc(2025, 2, 29, 0, 0, 0).unwrap_err();
/// assert_eq!(error.to_string(), "there is no day 2025-2-29");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A signature or key of a kind that nothing here verifies.
    #[error("algorithm {oid} of the {document} isn't supported")]
    AlgorithmUnsupported {
        /// What is signed so, or holds the key.
        document: Document,
        /// The algorithm.
        oid: Oid,
    },
    /// A CA certificate that isn't among the pinned ones for this purpose.
    #[error("CA certificate with SHA-256 {fingerprint} isn't pinned for {purpose}")]
    AnchorNotPinned {
        /// What it was offered for.
        purpose: Purpose,
        /// Its SHA-256.
        fingerprint: Fingerprint,
    },
    /// A production CA certificate that was offered as a test anchor.
    #[error("CA certificate with SHA-256 {fingerprint} is a production anchor")]
    AnchorOfProduction {
        /// Its SHA-256.
        fingerprint: Fingerprint,
    },
    /// No trusted CA has the name that the last certificate of a path gives as its issuer's.
    #[error("no trusted CA has the name of the path's last issuer")]
    AnchorMissing,
    /// No accepted anchor for this purpose has the key that the document names as its issuer's.
    #[error("no accepted anchor for {purpose} has the key that issued the {document}")]
    AnchorUnknown {
        /// What was issued.
        document: Document,
        /// What the anchor is needed for.
        purpose: Purpose,
    },
    /// The signature isn't the issuer's over these bytes.
    #[error("signature over the {document} doesn't fit")]
    BadSignature {
        /// What is signed.
        document: Document,
    },
    /// The challenge was made for another purpose or institution.
    #[error("challenge was made for another purpose or institution")]
    ChallengeForeign,
    /// The challenge was answered later than allowed.
    #[error("challenge is older than {max_age_seconds} seconds")]
    ChallengeLate {
        /// The age allowed, in seconds.
        max_age_seconds: u32,
    },
    /// The challenge was made after the time at which its answer is checked.
    #[error("challenge is from the future")]
    ChallengeNotYet,
    /// The same challenge waits already: the bytes that it was made of weren't random.
    #[error("the same challenge waits for its answer already")]
    ChallengeRepeated,
    /// No challenge of this name waits: it was answered before, or never issued, or has been late for long.
    #[error("no such challenge waits for an answer")]
    ChallengeUnknown,
    /// As many challenges wait as may, and none of them is late.
    #[error("{budget} challenges wait for their answers already")]
    ChallengesFull {
        /// The greatest number allowed.
        budget: usize,
    },
    /// Signed data that was given with a content beside it carries one.
    #[error("the content came along, and another beside it")]
    ContentAttached,
    /// Signed data without its content.
    #[error("the content didn't come along")]
    ContentMissing,
    /// No card-verifiable CA key with this identifier belongs to the application.
    #[error("no CA key of this application has the key identifier that the CV certificate names")]
    CvIssuerUnknown,
    /// The certificate's validity is over, and so is the grace, if one was given.
    #[error("the {role} has expired")]
    Expired {
        /// Which certificate or list.
        role: Role,
    },
    /// A key that the backend can't use: no point on its curve, for one.
    #[error("key of the {document} can't be used")]
    KeyUnusable {
        /// What holds the key.
        document: Document,
    },
    /// The bytes of an index of revoked certificates aren't those that were written.
    #[error("index of revoked certificates can't be read")]
    Index {
        /// What is wrong with them.
        #[from]
        fault: IndexFault,
    },
    /// The bytes aren't what they should be.
    #[error("{fault} at byte {offset} of the {document}")]
    Malformed {
        /// What was read.
        document: Document,
        /// Where in it, in bytes from its start.
        offset: usize,
        /// What is wrong there.
        fault: Fault,
    },
    /// The responder repeats the nonce of another question.
    #[error("the OCSP response has the nonce of another request")]
    NonceForeign,
    /// The responder doesn't repeat the nonce, so that the answer may be an old one.
    #[error("the OCSP response has no nonce")]
    NonceMissing,
    /// A day that the calendar doesn't have.
    #[error("there is no day {year}-{month}-{day}")]
    NoSuchDate {
        /// The year.
        year: u16,
        /// The month.
        month: u8,
        /// The day.
        day: u8,
    },
    /// Text that isn't a dotted object identifier of at most 23 bytes.
    #[error("not an object identifier")]
    NoSuchOid,
    /// A time that the day doesn't have.
    #[error("there is no time {hour}:{minute}:{second}")]
    NoSuchTime {
        /// The hour.
        hour: u8,
        /// The minute.
        minute: u8,
        /// The second.
        second: u8,
    },
    /// The certificate's validity hasn't begun.
    #[error("the {role} isn't valid yet")]
    NotYetValid {
        /// Which certificate or list.
        role: Role,
    },
    /// The responder gave no answer.
    #[error("the OCSP responder answered {refusal}")]
    OcspRefused {
        /// What it said instead.
        refusal: OcspRefusal,
    },
    /// A path without certificates, or of more than eight.
    #[error("path of {certificates} certificates instead of 1 to 8")]
    PathTooLong {
        /// How many there are.
        certificates: usize,
    },
    /// Revocation says that the certificate isn't to be accepted, or doesn't say enough.
    #[error("the certificate is {state}")]
    Refused {
        /// What is known.
        state: CertificateState,
    },
    /// An OCSP response names as its signer neither the CA nor anybody whose certificate it brings.
    #[error("whoever signed the OCSP response isn't known")]
    ResponderUnknown,
    /// Revocation says that a certificate of a path isn't to be accepted, or doesn't say enough.
    #[error("the {role} is {state}")]
    RefusedInPath {
        /// Which certificate.
        role: Role,
        /// What is known.
        state: CertificateState,
    },
    /// A certificate or list breaks a rule of its profile.
    #[error("the {role}: {rule} ({})", rule.clause())]
    Rule {
        /// Which certificate or list.
        role: Role,
        /// The rule it breaks.
        rule: Rule,
    },
    /// A way to sign that is taken only when asked for.
    #[error("the {document} is signed with {scheme}, which wasn't asked for")]
    SchemeRefused {
        /// What is signed so.
        document: Document,
        /// How.
        scheme: SignatureScheme,
    },
    /// A signer of signed data breaks a rule.
    #[error("signer {signer}: {rule} ({})", rule.clause())]
    Signer {
        /// Which one, from 0, in the order in which they stand.
        signer: usize,
        /// The rule it breaks.
        rule: SignerRule,
    },
    /// More certificates with keys for lists than are looked at.
    #[error("{signers} certificates of keys for lists instead of at most {budget}")]
    SignersTooMany {
        /// How many were given.
        signers: usize,
        /// The greatest number allowed.
        budget: usize,
    },
    /// A time that no document can state.
    #[error("time outside of the years 1 to 9999")]
    TimeUnwritable,
    /// A signature of a kind that the backend can't check: whether it is right stays unknown.
    #[error("the backend can't check how the {document} is signed")]
    UnsupportedByBackend {
        /// What is signed so.
        document: Document,
    },
    /// A certificate for one purpose was used for the other.
    #[error("the certificate isn't for {purpose}")]
    WrongPurpose {
        /// What it was used for.
        purpose: Purpose,
    },
}

impl Error {
    pub(crate) const fn malformed(document: Document, located: Located) -> Self {
        Self::Malformed { document, offset: located.offset, fault: located.fault }
    }

    /// Where the rule stands that is broken; `None` where none is written: what only this library asks for, or a caller.
    ///
    /// ```
    /// use hokensho_pki::{Certificate, Error, Role};
    ///
    /// assert_eq!(Error::Expired { role: Role::Leaf }.clause(), Some("RFC 5280, 6.1.3 (a)(2)"));
    /// let indefinite = Certificate::parse(&[0x30, 0x80, 0x00, 0x00]).unwrap_err();
    /// assert_eq!(indefinite.clause(), Some("X.690, 10.1"));
    /// ```
    #[must_use]
    pub const fn clause(&self) -> Option<&'static str> {
        Some(match self {
            Self::AnchorMissing | Self::AnchorUnknown { .. } => "RFC 5280, 6.1.3 (a)(4)",
            Self::BadSignature { document } => return document.signature_clause(),
            Self::Expired { .. } | Self::NotYetValid { .. } => "RFC 5280, 6.1.3 (a)(2)",
            Self::Malformed { fault, .. } => return fault.clause(),
            Self::NonceForeign | Self::NonceMissing => "RFC 6960, 4.4.1",
            Self::Refused { .. } | Self::RefusedInPath { .. } => "RFC 5280, 6.1.3 (a)(3)",
            Self::ResponderUnknown => "RFC 6960, 4.2.2.2",
            Self::Rule { rule, .. } => rule.clause(),
            Self::Signer { rule, .. } => rule.clause(),
            _ => return None,
        })
    }

    /// The same, said of the certificate in this place of a path.
    pub(crate) fn at(mut self, role: Role) -> Self {
        if let Some(document @ Document::Certificate) = self.document() {
            *document = role.document();
        }
        self
    }

    /// The same, said of one of several signers.
    pub(crate) fn of_signer(mut self, signer: usize) -> Self {
        if let Some(document) = self.document() {
            *document = document.of_signer(signer);
        }
        if let Self::Expired { role } | Self::NotYetValid { role } | Self::Rule { role, .. } = &mut self {
            *role = role.of_signer(signer);
        }
        self
    }

    const fn document(&mut self) -> Option<&mut Document> {
        match self {
            Self::AlgorithmUnsupported { document, .. }
            | Self::AnchorUnknown { document, .. }
            | Self::BadSignature { document }
            | Self::KeyUnusable { document }
            | Self::Malformed { document, .. }
            | Self::SchemeRefused { document, .. }
            | Self::UnsupportedByBackend { document } => Some(document),
            _ => None,
        }
    }
}

/// What was read or signed.
///
/// ```
/// assert_eq!(hokensho_pki::Document::RevocationList.to_string(), "revocation list");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Document {
    /// A trusted CA certificate at the end of a path.
    AnchorCertificate,
    /// An X.509 certificate; of those of a path the leaf, since each of the others is named by its place.
    Certificate,
    /// A challenge, signed by a card.
    Challenge,
    /// A card-verifiable certificate.
    CvCertificate,
    /// A CA certificate between leaf and anchor.
    IssuerCertificate {
        /// How many certificates stand between it and the leaf.
        above: u8,
    },
    /// Something that a card's owner signed.
    Message,
    /// An answer of an OCSP responder.
    OcspResponse,
    /// A record of the visual or text application.
    Record,
    /// The certificate of an OCSP responder.
    ResponderCertificate,
    /// A revocation list.
    RevocationList,
    /// CMS signed data.
    SignedData,
    /// CMS signed data, as one of its signers signed it.
    SignedDataBy {
        /// Which one, from 0, in the order in which they stand.
        signer: usize,
    },
    /// The certificate of a signer of CMS signed data.
    SignerCertificate {
        /// Which one, from 0, in the order in which they stand.
        signer: usize,
    },
}

impl Document {
    const fn of_signer(self, signer: usize) -> Self {
        match self {
            Self::Certificate => Self::SignerCertificate { signer },
            other => other,
        }
    }

    /// Where it is written that the signature over this must be right.
    const fn signature_clause(self) -> Option<&'static str> {
        Some(match self {
            Self::AnchorCertificate
            | Self::Certificate
            | Self::IssuerCertificate { .. }
            | Self::SignerCertificate { .. } => "RFC 5280, 6.1.3 (a)(1)",
            Self::OcspResponse => "RFC 6960, 3.2",
            Self::ResponderCertificate => "RFC 6960, 4.2.2.2",
            Self::RevocationList => "RFC 5280, 6.3.3 (g)",
            Self::SignedData | Self::SignedDataBy { .. } => "RFC 5652, 5.6",
            Self::Challenge | Self::CvCertificate | Self::Message | Self::Record => return None,
        })
    }
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AnchorCertificate => Role::Anchor.fmt(f),
            Self::Certificate => f.write_str("certificate"),
            Self::Challenge => f.write_str("challenge"),
            Self::CvCertificate => f.write_str("CV certificate"),
            Self::IssuerCertificate { above } => Role::Issuer { above: *above }.fmt(f),
            Self::Message => f.write_str("message"),
            Self::OcspResponse => f.write_str("OCSP response"),
            Self::Record => f.write_str("record"),
            Self::ResponderCertificate => f.write_str("OCSP responder's certificate"),
            Self::RevocationList => f.write_str("revocation list"),
            Self::SignedData => f.write_str("signed data"),
            Self::SignedDataBy { signer } => write!(f, "signed data by signer {signer}"),
            Self::SignerCertificate { signer } => write!(f, "certificate of signer {signer}"),
        }
    }
}

/// The place in a path of what is checked.
///
/// ```
/// assert_eq!(hokensho_pki::Role::Leaf.to_string(), "leaf certificate");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Role {
    /// The trusted CA certificate at the end.
    Anchor,
    /// A CA certificate between leaf and anchor.
    Issuer {
        /// How many certificates stand between it and the leaf.
        above: u8,
    },
    /// The certificate that is checked.
    Leaf,
    /// The certificate of an OCSP responder that a CA appointed.
    Responder,
    /// A revocation list, which its issuer signs as it signs a leaf.
    RevocationList,
    /// The certificate of a signer of CMS signed data.
    Signer {
        /// Which one, from 0, in the order in which they stand.
        signer: usize,
    },
    /// The trusted CA certificate that issued the one of a signer of CMS signed data.
    SignerAnchor {
        /// Which one, from 0, in the order in which they stand.
        signer: usize,
    },
}

impl Role {
    /// The CA certificate in this place; paths are far shorter than 256.
    pub(crate) fn issuer(above: usize) -> Self {
        Self::Issuer { above: u8::try_from(above).unwrap_or(u8::MAX) }
    }

    /// The place of a certificate of a path, counted from the leaf.
    pub(crate) fn in_path(at: usize) -> Self {
        at.checked_sub(1).map_or(Self::Leaf, Self::issuer)
    }

    /// What errors call the document in this place.
    pub(crate) const fn document(self) -> Document {
        match self {
            Self::Anchor | Self::SignerAnchor { .. } => Document::AnchorCertificate,
            Self::Issuer { above } => Document::IssuerCertificate { above },
            Self::Leaf => Document::Certificate,
            Self::Responder => Document::ResponderCertificate,
            Self::RevocationList => Document::RevocationList,
            Self::Signer { signer } => Document::SignerCertificate { signer },
        }
    }

    const fn of_signer(self, signer: usize) -> Self {
        match self {
            Self::Anchor => Self::SignerAnchor { signer },
            Self::Leaf => Self::Signer { signer },
            other => other,
        }
    }

    pub(crate) const fn breaks(self, rule: Rule) -> Error {
        Error::Rule { role: self, rule }
    }

    pub(crate) fn require(self, holds: bool, rule: Rule) -> Result<(), Error> {
        if holds { Ok(()) } else { Err(self.breaks(rule)) }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Anchor => f.write_str("anchor certificate"),
            Self::Issuer { above } => write!(f, "CA certificate {above} above the leaf's issuer"),
            Self::Leaf => f.write_str("leaf certificate"),
            Self::Responder => f.write_str("OCSP responder's certificate"),
            Self::RevocationList => f.write_str("revocation list"),
            Self::Signer { signer } => write!(f, "certificate of signer {signer}"),
            Self::SignerAnchor { signer } => write!(f, "anchor certificate of signer {signer}"),
        }
    }
}
