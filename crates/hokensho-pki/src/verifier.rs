//! From a leaf to an anchor.

mod ocsp;
mod profile;

use alloc::vec::Vec;
use core::fmt;

use crate::algorithm::SchemeRules;
use crate::anchors::{Anchor, Anchors, Hierarchy, Purpose};
use crate::backend::Backend;
use crate::certificate::AuthorityKeyId;
use crate::crl::ScopeRule;
use crate::validation::{Chain, MAX_PATH, check_time};
use crate::{
    AnyPolicy, Certificate, Crl, Document, Error, Fingerprint, GraceRule, Name, Policies, PolicyRules, Role,
    Rule, SignatureAlgorithm, Time, Validity, VerifiedCrl, VerifiedPath,
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
    pub(crate) schemes: SchemeRules,
    scope_rule: ScopeRule,
    anchors: Vec<(Anchor, B::Key)>,
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
            schemes: SchemeRules::default(),
            scope_rule: ScopeRule::default(),
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
        Self { schemes: SchemeRules::AcceptPss, ..self }
    }

    /// Takes revocation lists for what RFC 5280, 5.2.5, takes them for: one that doesn't say of which distribution point it
    /// is, is about all certificates of its issuer, and so is one with its issuer's name as its point.
    ///
    /// JPKI has a list for each municipality. Whether all of them say so isn't public: one that doesn't is not enough by
    /// default, since it couldn't be told from another municipality's.
    ///
    /// ```
    /// use hokensho_pki::{Crl, Purpose, Revocation, Unchecked};
    ///
    /// # use hokensho_mock::{Persona, pki::{self, Authority, Municipality}};
    /// # use hokensho_pki::{RustCrypto, TestAnchors, Time, Verifier};
    /// # let chiyoda = Municipality { code: "13101", prefecture: "Tokyo-to", city: "Chiyoda-ku" };
    /// # let (this_update, next_update) = (1_795_302_000, 1_795_392_000);
    /// # let list = pki::Crl { authority: Authority::Auth, municipality: chiyoda, number: 7, this_update, next_update, revoked: &[] };
    /// # let mut tbs = list.tbs();
    /// # tbs.remove(&[5, 0, 2])?;
    /// # let bytes = Authority::Auth.issue(&tbs);
    /// # let adult = Persona::named("adult")?;
    /// # let mut anchors = TestAnchors::new();
    /// # anchors.accept(Purpose::Authentication, adult.auth_ca_certificate())?;
    /// # let verifier = Verifier::new(RustCrypto, &anchors);
    /// # let now = Time::from_utc(2026, 11, 22, 0, 0, 0)?;
    /// let leaf = adult.auth_certificate().ok_or("no certificate")?;
    /// let said = |verifier: &Verifier<_>| {
    ///     let list = verifier.verify_crl(Crl::parse(&bytes)?, Purpose::Authentication, now)?;
    ///     let mut path = verifier.verify_path(leaf, Purpose::Authentication, now)?;
    ///     Ok::<_, hokensho_pki::Error>(path.check_revocation(&list, now, 0))
    /// };
    /// assert_eq!(said(&verifier)?, Revocation::NotChecked { why: Unchecked::NoScope });
    /// assert!(matches!(said(&verifier.accepting_lists_without_scope())?, Revocation::Good { .. }));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn accepting_lists_without_scope(self) -> Self {
        Self { scope_rule: ScopeRule::AcceptMissing, ..self }
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
        self.verify_path_through(leaf, &[], purpose, now)
    }

    /// Verifies a leaf that CAs below the anchor issued: the leaf's issuer first, then each one's own, the anchor left
    /// out. JPKI has none of these today.
    ///
    /// Nobody can be asked here whether one of these CAs is revoked, so a leaf of theirs stays
    /// [`NotChecked`](crate::Revocation::NotChecked), or is found to be revoked.
    /// [`PathValidator::check_revocation`](crate::PathValidator::check_revocation) asks about each certificate of a path.
    ///
    /// ```
    /// use hokensho_mock::Persona;
    /// use hokensho_pki::{Error, Purpose, RustCrypto, TestAnchors, Time, Verifier};
    ///
    /// # let adult = Persona::named("adult")?;
    /// # let mut anchors = TestAnchors::new();
    /// # anchors.accept(Purpose::Authentication, adult.auth_ca_certificate())?;
    /// # let verifier = Verifier::new(RustCrypto, &anchors);
    /// let (leaf, ca) = (adult.auth_certificate().ok_or("no certificate")?, adult.sign_ca_certificate());
    /// let now = Time::from_utc(2026, 11, 22, 0, 0, 0)?;
    /// let foreign = verifier.verify_path_through(leaf, &[ca], Purpose::Authentication, now);
    /// assert!(matches!(foreign, Err(Error::Rule { .. } | Error::AnchorUnknown { .. })));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`Verifier::verify_path`], for each certificate; [`Error::PathTooLong`] beyond eight of them.
    pub fn verify_path_through<'a>(
        &'a self,
        leaf: &'a [u8],
        issuers: &[&'a [u8]],
        purpose: Purpose,
        now: Time,
    ) -> Result<VerifiedPath<'a, B>, Error> {
        self.path_now(self.genuine(leaf, issuers, purpose)?, now)
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
        self.path_with_grace(self.genuine(leaf, &[], purpose)?, now, rule)
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
        issued.role.require(crl.number().is_some(), Rule::ListNumber)?;
        anchor.check_signs_lists()?;
        anchor.check_time(now)?;
        Ok(VerifiedCrl::new(crl, anchor.fingerprint()))
    }

    /// Signatures first, so that every later error speaks of what a CA really signed; times are the caller's to check.
    pub(crate) fn genuine<'a>(
        &'a self,
        leaf: &'a [u8],
        issuers: &[&'a [u8]],
        purpose: Purpose,
    ) -> Result<Genuine<'a>, Error> {
        let leaf = Certificate::parse(leaf)?;
        let (anchor, issuers) = if issuers.is_empty() {
            (self.issuer(purpose, &Issued::certificate(&leaf, Role::Leaf))?, Vec::new())
        } else {
            self.genuine_issuers(&leaf, issuers, purpose)?
        };
        profile::check_leaf(&leaf, purpose, self.policies.of(purpose))?;
        Ok(Genuine { leaf, issuers, anchor })
    }

    fn genuine_issuers<'a>(
        &'a self,
        leaf: &Certificate<'a>,
        issuers: &[&'a [u8]],
        purpose: Purpose,
    ) -> Result<(&'a Anchor, Vec<Certificate<'a>>), Error> {
        let certificates = issuers.len().saturating_add(1);
        if certificates > MAX_PATH {
            return Err(Error::PathTooLong { certificates });
        }
        let mut path = Vec::with_capacity(certificates);
        path.push(leaf.clone());
        for (above, issuer) in issuers.iter().enumerate() {
            let role = Role::issuer(above);
            let issuer = Certificate::parse(issuer).map_err(|error| error.at(role))?;
            role.require(issuer.extensions().freshest_crl.is_none(), Rule::DeltaLists)?;
            path.push(issuer);
        }
        let chain = Chain { backend: &self.backend, certificates: &path, schemes: self.schemes };
        let role = Role::issuer(issuers.len().saturating_sub(1));
        let anchor = self.issuer(purpose, &Issued::certificate(chain.last()?, role))?;
        chain.check_below(&anchor.certificate()?)?;
        chain.check_each()?;
        let required = PolicyRules::requiring(self.policies.of(purpose).iter().copied());
        PolicyRules { any: AnyPolicy::Inhibited, ..required }.check(&path)?;
        path.remove(0);
        Ok((anchor, path))
    }

    /// The anchor that issued a document: chosen by key identifier, since all generations have the same name, and
    /// decided by signature.
    fn issuer(&self, purpose: Purpose, issued: &Issued<'_>) -> Result<&Anchor, Error> {
        let (document, role) = (issued.document, issued.role);
        let scheme = self.schemes.scheme_of(document, issued.algorithm)?;
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

    /// What is genuine, at a time.
    pub(crate) fn path_now<'a>(
        &'a self,
        genuine: Genuine<'a>,
        now: Time,
    ) -> Result<VerifiedPath<'a, B>, Error> {
        let validity = Validity::at(&genuine.leaf, now)?;
        genuine.check_issuers(now)?;
        Ok(self.path(genuine, validity))
    }

    /// What is genuine, at a time that may be in the grace.
    pub(crate) fn path_with_grace<'a>(
        &'a self,
        genuine: Genuine<'a>,
        now: Time,
        rule: GraceRule,
    ) -> Result<VerifiedPath<'a, B>, Error> {
        let validity = Validity::with_grace_at(&genuine.leaf, now, rule)?;
        genuine.check_issuers(now.min(genuine.leaf.not_after()))?;
        Ok(self.path(genuine, validity))
    }

    /// A leaf whose path was found genuine before, by this verifier.
    #[cfg(feature = "std")]
    pub(crate) fn known<'a>(
        &'a self,
        leaf: &'a [u8],
        purpose: Purpose,
        anchor: Fingerprint,
    ) -> Result<Genuine<'a>, Error> {
        let is_it = |it: &&Anchor| it.purpose() == purpose && it.fingerprint() == anchor;
        let document = Document::Certificate;
        let anchor = self.anchors.iter().map(|(it, _)| it).find(is_it);
        let anchor = anchor.ok_or(Error::AnchorUnknown { document, purpose })?;
        Ok(Genuine { leaf: Certificate::parse_again(leaf)?, issuers: Vec::new(), anchor })
    }

    /// The key of a leaf, made ready; `None` if the backend can't use it.
    #[cfg(feature = "std")]
    pub(crate) fn prepare(&self, leaf: &Certificate<'_>) -> Option<B::Key> {
        self.backend.prepare(leaf.public_key()).ok()
    }

    fn path<'a>(&'a self, genuine: Genuine<'a>, validity: Validity) -> VerifiedPath<'a, B> {
        VerifiedPath::new(&self.backend, self.hierarchy, genuine, validity).with_scope_rule(self.scope_rule)
    }
}

/// A leaf with those who issued it, genuine whatever the time is.
pub(crate) struct Genuine<'a> {
    pub(crate) leaf: Certificate<'a>,
    /// The CAs between leaf and anchor, the leaf's own first.
    pub(crate) issuers: Vec<Certificate<'a>>,
    pub(crate) anchor: &'a Anchor,
}

impl Genuine<'_> {
    fn check_issuers(&self, now: Time) -> Result<(), Error> {
        for (above, issuer) in self.issuers.iter().enumerate() {
            check_time(issuer, Role::issuer(above), now)?;
        }
        self.anchor.check_time(now)
    }

    /// The fingerprint of whoever issued the leaf.
    pub(crate) fn issuer(&self) -> Fingerprint {
        self.issuers.first().map_or(self.anchor.fingerprint(), |issuer| Fingerprint::of(issuer.der()))
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

impl<'a> Issued<'a> {
    fn certificate(certificate: &Certificate<'a>, role: Role) -> Self {
        Self {
            document: role.document(),
            role,
            issuer: certificate.issuer(),
            issuer_key: certificate.extensions().authority_key_id.map(|found| found.value),
            signed: certificate.signed(),
            algorithm: certificate.signature_algorithm(),
            signature: certificate.signature(),
        }
    }
}

impl<B: Backend> fmt::Debug for Verifier<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let anchors = self.anchors.iter().map(|(anchor, _)| anchor);
        write!(f, "Verifier({:?}, ", self.hierarchy)?;
        f.debug_list().entries(anchors).finish()?;
        f.write_str(")")
    }
}
