//! From a leaf to an anchor.

mod profile;

use alloc::vec::Vec;
use core::fmt;

use crate::anchors::{Anchor, Anchors, Hierarchy, Purpose};
use crate::backend::Backend;
use crate::certificate::AuthorityKeyId;
use crate::{
    Certificate, Crl, Document, Error, GraceRule, Name, Policies, Role, Rule, SignatureAlgorithm,
    SignatureScheme, Time, Validity, VerifiedCrl, VerifiedPath,
};

/// Verifies certificates and revocation lists against the anchors of one hierarchy.
///
/// ```
/// use hokensho_mock::Persona;
/// use hokensho_pki::{Purpose, RustCrypto, TestAnchors, Time, Validity, Verifier};
///
/// let adult = Persona::named("adult")?;
/// let mut anchors = TestAnchors::new();
/// anchors.accept(Purpose::Authentication, adult.auth_ca_certificate())?;
/// let verifier = Verifier::new(RustCrypto, &anchors);
///
/// let leaf = adult.auth_certificate().ok_or("no certificate")?;
/// let now = Time::from_utc(2026, 11, 22, 0, 0, 0)?;
/// let path = verifier.verify_path(leaf, Purpose::Authentication, now)?;
/// assert_eq!(path.validity(), Validity::Valid);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Verifier<B: Backend> {
    backend: B,
    hierarchy: Hierarchy,
    policies: Policies,
    pss: Pss,
    anchors: Vec<(Anchor, B::Key)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Pss {
    Accepted,
    Refused,
}

impl<B: Backend> Verifier<B> {
    /// Makes the anchors' keys ready, and asks for the policies of their hierarchy.
    ///
    /// An anchor whose key the backend can't use verifies nothing: what it issued finds no anchor.
    pub fn new(backend: B, anchors: &impl Anchors) -> Self {
        let prepared = anchors.anchors().iter();
        let prepared =
            prepared.filter_map(|anchor| Some((anchor.clone(), anchor.prepare(&backend)?))).collect();
        Self {
            backend,
            hierarchy: anchors.hierarchy(),
            policies: anchors.policies(),
            pss: Pss::Refused,
            anchors: prepared,
        }
    }

    /// Asks for other policies.
    ///
    /// ```
    /// use hokensho_mock::Persona;
    /// use hokensho_pki::{Error, Policies, Purpose, Rule, RustCrypto, TestAnchors, Time, Verifier};
    ///
    /// # let adult = Persona::named("adult")?;
    /// # let mut anchors = TestAnchors::new();
    /// # anchors.accept(Purpose::Authentication, adult.auth_ca_certificate())?;
    /// let verifier = Verifier::new(RustCrypto, &anchors).with_policies(Policies::production());
    /// let leaf = adult.auth_certificate().ok_or("no certificate")?;
    /// let now = Time::from_utc(2026, 11, 22, 0, 0, 0)?;
    /// let refused = verifier.verify_path(leaf, Purpose::Authentication, now);
    /// assert!(matches!(refused, Err(Error::Rule { rule: Rule::Policy, .. })));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_policies(self, policies: Policies) -> Self {
        Self { policies, ..self }
    }

    /// Takes certificates and lists that are signed with RSA PSS, too. Nothing of JPKI's is.
    ///
    /// ```
    /// use hokensho_pki::{RustCrypto, TestAnchors, Verifier};
    ///
    /// let verifier = Verifier::new(RustCrypto, &TestAnchors::new()).accepting_pss();
    /// assert_eq!(format!("{verifier:?}"), "Verifier(Test, [])");
    /// ```
    #[must_use]
    pub fn accepting_pss(self) -> Self {
        Self { pss: Pss::Accepted, ..self }
    }

    /// Verifies a leaf for a purpose at a time.
    ///
    /// # Errors
    /// - [`Error::Malformed`], [`Error::AnchorUnknown`], [`Error::BadSignature`], [`Error::AlgorithmUnsupported`] or
    ///   [`Error::Rule`]: it isn't genuine, or not for this;
    /// - [`Error::NotYetValid`] and [`Error::Expired`]: it is genuine, but not now.
    pub fn verify_path<'a>(
        &'a self,
        leaf: &'a [u8],
        purpose: Purpose,
        now: Time,
    ) -> Result<VerifiedPath<'a, B>, Error> {
        let (leaf, anchor) = self.verify_ignoring_time(leaf, purpose)?;
        let validity = Validity::at(&leaf, now)?;
        anchor.check_time(now)?;
        Ok(self.path(leaf, anchor, validity))
    }

    /// Like [`Verifier::verify_path`], but accepts an expired leaf during the grace that the health insurance gives.
    ///
    /// Only for eligibility: nothing else accepts an expired certificate. In the grace the anchor is judged at the last
    /// second of the leaf, since it may have ended together with it.
    ///
    /// ```
    /// use hokensho_mock::Persona;
    /// use hokensho_pki::{Certificate, GraceRule, Purpose, RustCrypto, TestAnchors, Validity, Verifier};
    ///
    /// # let adult = Persona::named("adult")?;
    /// # let mut anchors = TestAnchors::new();
    /// # anchors.accept(Purpose::Authentication, adult.auth_ca_certificate())?;
    /// # let verifier = Verifier::new(RustCrypto, &anchors);
    /// let leaf = adult.auth_certificate().ok_or("no certificate")?;
    /// let late = Certificate::parse(leaf)?.not_after().after(3600);
    /// assert!(verifier.verify_path(leaf, Purpose::Authentication, late).is_err());
    /// let path = verifier.verify_path_with_grace(leaf, Purpose::Authentication, late, GraceRule::default())?;
    /// assert_eq!(path.validity(), Validity::Grace);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`Verifier::verify_path`]; [`Error::Expired`] after the grace only.
    pub fn verify_path_with_grace<'a>(
        &'a self,
        leaf: &'a [u8],
        purpose: Purpose,
        now: Time,
        rule: GraceRule,
    ) -> Result<VerifiedPath<'a, B>, Error> {
        let (leaf, anchor) = self.verify_ignoring_time(leaf, purpose)?;
        let validity = Validity::with_grace_at(&leaf, now, rule)?;
        anchor.check_time(now.min(leaf.not_after()))?;
        Ok(self.path(leaf, anchor, validity))
    }

    /// Verifies a revocation list of the CA for this purpose: its signature, and that the CA may sign lists.
    ///
    /// Whether it is fresh and speaks of a certificate is asked by [`VerifiedPath::check_revocation`].
    ///
    /// # Errors
    /// [`Error::AnchorUnknown`], [`Error::BadSignature`], [`Error::AlgorithmUnsupported`], [`Error::Rule`],
    /// [`Error::NotYetValid`] or [`Error::Expired`] (the anchor).
    pub fn verify_crl<'a>(
        &self,
        crl: Crl<'a>,
        purpose: Purpose,
        now: Time,
    ) -> Result<VerifiedCrl<'a>, Error> {
        let issued = Issued {
            document: Document::RevocationList,
            role: Role::RevocationList,
            issuer: crl.issuer(),
            issuer_key: crl.authority_key_id(),
            signed: crl.signed(),
            algorithm: crl.signature_algorithm(),
            signature: crl.signature(),
        };
        let anchor = self.issuer(purpose, &issued)?;
        anchor.check_signs_lists()?;
        anchor.check_time(now)?;
        Ok(VerifiedCrl::new(crl, anchor.fingerprint()))
    }

    /// Signature first, so that every later error speaks of what a CA really signed.
    fn verify_ignoring_time<'a>(
        &'a self,
        leaf: &'a [u8],
        purpose: Purpose,
    ) -> Result<(Certificate<'a>, &'a Anchor), Error> {
        let leaf = Certificate::parse(leaf)?;
        let issued = Issued {
            document: Document::Certificate,
            role: Role::Leaf,
            issuer: leaf.issuer(),
            issuer_key: leaf.extensions().authority_key_id.map(|found| found.value),
            signed: leaf.signed(),
            algorithm: leaf.signature_algorithm(),
            signature: leaf.signature(),
        };
        let anchor = self.issuer(purpose, &issued)?;
        profile::check_leaf(&leaf, purpose, self.policies.of(purpose))?;
        Ok((leaf, anchor))
    }

    /// The anchor that issued a document: chosen by key identifier, since all generations have the same name, and
    /// decided by signature.
    fn issuer(&self, purpose: Purpose, issued: &Issued<'_>) -> Result<&Anchor, Error> {
        let (document, role) = (issued.document, issued.role);
        let scheme = match issued.algorithm {
            SignatureAlgorithm::Known(scheme @ SignatureScheme::RsaPssSha256) if self.pss == Pss::Refused => {
                return Err(Error::SchemeRefused { document, scheme });
            }
            SignatureAlgorithm::Known(scheme) => scheme,
            SignatureAlgorithm::Other(oid) => return Err(Error::AlgorithmUnsupported { document, oid }),
        };
        let no_key = role.breaks(Rule::IssuerKey);
        let issuer_key = issued.issuer_key.ok_or(no_key)?;
        let key_id = issuer_key.key_id.ok_or(no_key)?;
        let mut error = Error::AnchorUnknown { document, purpose };
        for (anchor, key) in &self.anchors {
            if anchor.purpose() != purpose || anchor.key_id != key_id {
                continue;
            }
            if self.backend.verify(key, scheme, issued.signed, issued.signature).is_ok() {
                role.require(issued.issuer.der() == anchor.subject, Rule::IssuerName)?;
                let issuer_fits = issuer_key.issuer.is_none_or(|name| name.der() == anchor.issuer);
                let serial_fits = issuer_key.serial.is_none_or(|serial| serial == anchor.serial);
                role.require(issuer_fits && serial_fits, Rule::AuthorityKeyId)?;
                return Ok(anchor);
            }
            error = Error::BadSignature { document };
        }
        Err(error)
    }

    fn path<'a>(&'a self, leaf: Certificate<'a>, anchor: &Anchor, validity: Validity) -> VerifiedPath<'a, B> {
        VerifiedPath::new(&self.backend, self.hierarchy, anchor, leaf, validity)
    }
}

/// What a CA issued and signed.
struct Issued<'a> {
    document: Document,
    role: Role,
    issuer: Name<'a>,
    issuer_key: Option<AuthorityKeyId<'a>>,
    signed: &'a [u8],
    algorithm: SignatureAlgorithm,
    signature: &'a [u8],
}

impl<B: Backend> fmt::Debug for Verifier<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let anchors = self.anchors.iter().map(|(anchor, _)| anchor);
        write!(f, "Verifier({:?}, ", self.hierarchy)?;
        f.debug_list().entries(anchors).finish()?;
        f.write_str(")")
    }
}
