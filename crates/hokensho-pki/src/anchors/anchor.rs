use alloc::vec::Vec;
use core::fmt;

use super::Purpose;
use crate::backend::Backend;
use crate::certificate::{BasicConstraints, KeyUsage};
use crate::validation::{check_between, check_extensions};
use crate::{Certificate, Document, Error, Fingerprint, PublicKey, Role, Rule, Time};

/// An accepted CA certificate: a CA by its basic constraints, allowed to sign certificates, its key named.
///
/// ```
/// use hokensho_mock::Persona;
/// use hokensho_pki::{Anchors, Fingerprint, Purpose, TestAnchors};
///
/// let mock = Persona::named("adult")?;
/// let mut anchors = TestAnchors::new();
/// anchors.accept(Purpose::Authentication, mock.auth_ca_certificate())?;
/// let [anchor] = anchors.anchors() else { return Err("not one".into()) };
/// assert_eq!(anchor.purpose(), Purpose::Authentication);
/// assert_eq!(anchor.fingerprint(), Fingerprint::of(mock.auth_ca_certificate()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Anchor {
    purpose: Purpose,
    fingerprint: Fingerprint,
    pub(crate) issuer: Vec<u8>,
    pub(crate) serial: Vec<u8>,
    pub(crate) subject: Vec<u8>,
    pub(crate) key_id: Vec<u8>,
    der: Vec<u8>,
    key_usage: KeyUsage,
    not_before: Time,
    not_after: Time,
}

impl Anchor {
    pub(super) fn read(purpose: Purpose, fingerprint: Fingerprint, der: &[u8]) -> Result<Self, Error> {
        let certificate = Certificate::parse(der).map_err(|error| error.at(Role::Anchor))?;
        let extensions = certificate.extensions();
        let authority = extensions.basic_constraints.is_some_and(|found| {
            found.is_critical() && matches!(found.value, BasicConstraints::Authority { .. })
        });
        Role::Anchor.require(authority, Rule::AnchorIsAuthority)?;
        let usage = extensions.key_usage.filter(|usage| usage.value.contains(KeyUsage::KEY_CERT_SIGN));
        let usage = usage.ok_or(Role::Anchor.breaks(Rule::AnchorSignsCertificates))?;
        Role::Anchor.require(usage.is_critical(), Rule::KeyUsageCriticality)?;
        let key_id = extensions.subject_key_id.ok_or(Role::Anchor.breaks(Rule::AnchorNamesItsKey))?;
        check_extensions(&certificate, Role::Anchor)?;
        if let PublicKey::Other(oid) = certificate.public_key() {
            return Err(Error::AlgorithmUnsupported { document: Document::AnchorCertificate, oid });
        }
        Ok(Self {
            purpose,
            fingerprint,
            issuer: certificate.issuer().der().to_vec(),
            serial: certificate.serial().to_vec(),
            subject: certificate.subject().der().to_vec(),
            key_id: key_id.value.to_vec(),
            der: der.to_vec(),
            key_usage: usage.value,
            not_before: certificate.not_before(),
            not_after: certificate.not_after(),
        })
    }

    /// What it is trusted for.
    #[must_use]
    pub const fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// The identifier of its key, by which a leaf names its issuer (RFC 5280, 4.2.1.1).
    ///
    /// ```
    /// use hokensho_mock::pki::Authority;
    /// use hokensho_pki::{Anchors, Certificate, Purpose, TestAnchors};
    ///
    /// let mut anchors = TestAnchors::new();
    /// anchors.accept(Purpose::Authentication, Authority::Auth.certificate())?;
    /// let leaf = hokensho_mock::Persona::named("adult")?;
    /// let leaf = Certificate::parse(leaf.auth_certificate().ok_or("no certificate")?)?;
    /// let named = leaf.extensions().authority_key_id.and_then(|it| it.value.key_id);
    /// assert_eq!(named, anchors.anchors().first().map(|anchor| anchor.key_id()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn key_id(&self) -> &[u8] {
        &self.key_id
    }

    /// The SHA-256 of its certificate.
    #[must_use]
    pub const fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Its own validity (RFC 5280 leaves that open for trust anchors; JPKI's end, and then nothing of theirs is valid).
    pub(crate) fn check_time(&self, now: Time) -> Result<(), Error> {
        check_between([self.not_before, self.not_after], Role::Anchor, now)
    }

    /// RFC 5280, 6.3.3 (f): the issuer of a list must have cRLSign.
    pub(crate) fn check_signs_lists(&self) -> Result<(), Error> {
        Role::Anchor.require(self.key_usage.contains(KeyUsage::CRL_SIGN), Rule::IssuerSignsLists)
    }

    /// The key, made ready; `None` if the backend can't use it.
    pub(crate) fn prepare<B: Backend>(&self, backend: &B) -> Option<B::Key> {
        backend.prepare(self.certificate().ok()?.public_key()).ok()
    }

    /// The certificate, which was read without fault before.
    pub(crate) fn certificate(&self) -> Result<Certificate<'_>, Error> {
        Certificate::parse(&self.der)
    }
}

impl fmt::Debug for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Anchor({}, {})", self.purpose, self.fingerprint)
    }
}
