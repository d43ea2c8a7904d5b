//! What a My Number Card says, verified: JPKI certificates, their path and revocation, the answer to a challenge, and
//! the signed records of the card. And CMS signed data, made with the card's key for signing and verified.
//!
//! This crate knows no card, no clock, no network and no files: bytes, time and randomness are arguments.
//!
//! ```
//! use hokensho_mock::Persona;
//! use hokensho_pki::{CertificateState, Purpose, RustCrypto, TestAnchors, Time, Verifier};
//!
//! let adult = Persona::named("adult")?;
//! let mut anchors = TestAnchors::new();
//! anchors.accept(Purpose::Authentication, adult.auth_ca_certificate())?;
//! let verifier = Verifier::new(RustCrypto, &anchors);
//!
//! let leaf = adult.auth_certificate().ok_or("no certificate")?;
//! let now = Time::from_utc(2026, 11, 22, 0, 0, 0)?;
//! let path = verifier.verify_path(leaf, Purpose::Authentication, now)?;
//! assert_eq!(path.state(), CertificateState::NotChecked, "genuine, but nobody asked whether it is revoked");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Backends
//! Who does the arithmetic is a value of the caller's. Feature `rustcrypto`, the default, is plain Rust for everything;
//! `aws-lc-rs` is faster, for servers, needs `std` and a C compiler, and can't check a face record. Either stands alone,
//! and any other is a [`Backend`] of your own.
//!
//! # Not supported
//! Other algorithms than RSA (2048 to 4096 bits, SHA-256) and ECDSA (P-256, P-384), name constraints, policy
//! mappings, delta and indirect revocation lists, signed data in BER, countersignatures: what isn't supported is refused,
//! never passed over.
//! The certificates of phones and of the next card aren't public; policies and anchors are data for that reason.
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
#[cfg(any(feature = "std", test))]
extern crate std;

mod algorithm;
mod anchors;
mod backend;
mod certificate;
mod certificate_state;
mod challenge;
mod cms;
mod crl;
mod der;
mod error;
mod hash;
mod holder;
mod key;
mod name;
mod ocsp;
mod oid;
mod path;
#[cfg(feature = "std")]
mod path_cache;
mod policies;
mod presence;
mod record;
mod revocation;
mod rule;
mod time;
mod validation;
mod validity;
mod verifier;

pub use algorithm::{SignatureAlgorithm, SignatureScheme};
pub use anchors::{Anchor, Anchors, Hierarchy, ProductionAnchors, Purpose, TestAnchors};
#[cfg(feature = "aws-lc-rs")]
pub use backend::{AwsLcRs, AwsLcRsKey};
pub use backend::{Backend, DigestInfoBackend, InvalidSignature};
#[cfg(feature = "rustcrypto")]
pub use backend::{RustCrypto, RustCryptoKey};
pub use certificate::{
    AttributeKind, AuthorityInfoAccess, AuthorityKeyId, BasicConstraints, BirthDate, Certificate,
    CertificatePolicies, CertifiedText, Criticality, DistributionPoint, DistributionPoints, Era,
    ExtendedKeyUsage, Extension, Extensions, FlagFinding, HolderAttributes, KeyUsage, OwnedHolderAttributes,
    PolicyConstraints, Sex,
};
pub use certificate_state::{CertificateState, RevocationPolicy};
pub use challenge::{Audience, Challenge, ChallengeId, ChallengeStore, OutstandingChallenges};
pub use cms::{
    AttachedParts, ContentDigest, ContentHasher, DetachedContent, DigestAlgorithm, SignatureRequest,
    SignedData, SignedDataBuilder, SignerRule, VerifiedSignedData, VerifiedSigner,
};
#[cfg(feature = "std")]
pub use crl::CrlStore;
pub use crl::{
    Coverage, Crl, CrlIndex, IndexFault, IssuingDistributionPoint, Listed, Reason, SignedCrl, VerifiedCrl,
};
pub use der::Fault;
pub use error::{Document, Error, Role};
pub use hash::{Fingerprint, digest_info, sha256};
pub use holder::{CertificateName, PresentHolder, VerifiedHolder};
pub use key::{EcPublicKey, PublicKey, RsaPublicKey};
pub use name::{GeneralName, GeneralNames, Name};
pub use ocsp::{OcspError, OcspFetch, OcspHash, OcspRefusal, OcspRequest, OcspResponse, VerifiedOcsp};
pub use oid::Oid;
pub use path::VerifiedPath;
#[cfg(feature = "std")]
pub use path_cache::PathCache;
pub use policies::Policies;
pub use presence::{CardChallenge, VerifiedCardKey};
pub use record::{Application, CvAnchor, CvAnchors, Signed, VerifiedIssuerKey, VerifiedRecord};
pub use revocation::{Revocation, Unchecked};
pub use rule::Rule;
pub use time::{CivilDate, Time};
pub use validation::{
    AnyPolicy, ExplicitPolicy, PathRevocation, PathValidator, PolicyRules, RevocationLists, ValidPath,
};
pub use validity::{GraceRule, Validity};
pub use verifier::Verifier;
