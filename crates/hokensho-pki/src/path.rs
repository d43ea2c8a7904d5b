use alloc::sync::Arc;
use core::fmt;

use crate::backend::Backend;
use crate::crl::ScopeRule;
use crate::validation::prepare;
use crate::verifier::Genuine;
use crate::{
    Audience, Certificate, CertificateName, CertificateState, Challenge, CrlIndex, Document, Error,
    Fingerprint, Hierarchy, PresentHolder, Purpose, Revocation, RevocationPolicy, SignatureAlgorithm,
    SignatureScheme, Time, Unchecked, Validity, VerifiedCrl, VerifiedHolder, VerifiedOcsp,
};

/// A leaf that an anchor issued for a purpose, at a time within its validity.
///
/// It proves that the certificate is genuine, not that its holder is there: a certificate can be read by anybody. Nor does
/// it say whether the certificate is revoked, as long as no list or responder was asked; until then no signature of its
/// holder is accepted, unless [`with_revocation_policy`](Self::with_revocation_policy) says otherwise.
///
/// Made by [`Verifier::verify_path`](crate::Verifier::verify_path) and
/// [`verify_path_with_grace`](crate::Verifier::verify_path_with_grace) only.
///
/// ```
/// use hokensho_pki::{CertificateState, Crl, Purpose, Revocation, Time};
///
/// # use hokensho_mock::{Persona, pki::{self, Authority, Municipality}};
/// # let chiyoda = Municipality { code: "13101", prefecture: "Tokyo-to", city: "Chiyoda-ku" };
/// # let (this_update, next_update) = (1_795_302_000, 1_795_392_000);
/// # let list = pki::Crl { authority: Authority::Auth, municipality: chiyoda, number: 7, this_update, next_update, revoked: &[] };
/// # let bytes = Authority::Auth.issue(&list.tbs());
/// # let adult = Persona::named("adult")?;
/// # let mut anchors = hokensho_pki::TestAnchors::new();
/// # anchors.accept(Purpose::Authentication, adult.auth_ca_certificate())?;
/// # let verifier = hokensho_pki::Verifier::new(hokensho_pki::RustCrypto, &anchors);
/// # let now = Time::from_utc(2026, 11, 22, 0, 0, 0)?;
/// let leaf = adult.auth_certificate().ok_or("no certificate")?;
/// let mut path = verifier.verify_path(leaf, Purpose::Authentication, now)?;
/// assert_eq!(path.state(), CertificateState::NotChecked);
///
/// let list = verifier.verify_crl(Crl::parse(&bytes)?, Purpose::Authentication, now)?;
/// assert!(matches!(path.check_revocation(&list, now, 0), Revocation::Good { .. }));
/// assert_eq!(path.state(), CertificateState::Valid);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct VerifiedPath<'a, B: Backend> {
    backend: &'a B,
    hierarchy: Hierarchy,
    purpose: Purpose,
    anchor: Fingerprint,
    issuer: Fingerprint,
    /// How many CAs stand between leaf and anchor.
    intermediates: usize,
    leaf: Certificate<'a>,
    /// The leaf's key, if it was made ready before.
    key: Option<Arc<B::Key>>,
    validity: Validity,
    revocation: Revocation,
    policy: RevocationPolicy,
    scope_rule: ScopeRule,
    /// How the holder signs.
    algorithm: SignatureAlgorithm,
}

impl<'a, B: Backend> VerifiedPath<'a, B> {
    pub(crate) fn new(
        backend: &'a B,
        hierarchy: Hierarchy,
        genuine: Genuine<'a>,
        validity: Validity,
    ) -> Self {
        Self {
            backend,
            hierarchy,
            purpose: genuine.anchor.purpose(),
            anchor: genuine.anchor.fingerprint(),
            issuer: genuine.issuer(),
            intermediates: genuine.issuers.len(),
            algorithm: genuine.leaf.public_key().usual_algorithm(),
            leaf: genuine.leaf,
            key: None,
            validity,
            revocation: Revocation::default(),
            policy: RevocationPolicy::default(),
            scope_rule: ScopeRule::default(),
        }
    }

    /// With what lists must say of their scope.
    pub(crate) fn with_scope_rule(self, scope_rule: ScopeRule) -> Self {
        Self { scope_rule, ..self }
    }

    /// With the leaf's own key made ready.
    #[cfg(feature = "std")]
    pub(crate) fn with_key(self, key: Option<Arc<B::Key>>) -> Self {
        Self { key, ..self }
    }

    /// Expects the holder's signatures in another scheme than is usual for the key, and in no other: a signature doesn't
    /// say how it was made.
    ///
    /// A card makes PSS when it is asked to (reported by readers of real cards; unverified).
    ///
    /// ```
    /// use hokensho_pki::{Purpose, SignatureScheme, sha256};
    ///
    /// # use hokensho_mock::Persona;
    /// # use hokensho_pki::{RustCrypto, TestAnchors, Time, Verifier};
    /// # let adult = Persona::named("adult")?;
    /// # let mut anchors = TestAnchors::new();
    /// # anchors.accept(Purpose::Signing, adult.sign_ca_certificate())?;
    /// # let verifier = Verifier::new(RustCrypto, &anchors);
    /// # let now = Time::from_utc(2026, 11, 22, 0, 0, 0)?;
    /// # let leaf = adult.sign_certificate().ok_or("no certificate")?;
    /// # let key = adult.sign_key().ok_or("no key")?;
    /// let signature = key.sign_pss(&sha256(b"contract"), &[7; 32]); // the card does this
    /// # let path = verifier.verify_path(leaf, Purpose::Signing, now)?;
    /// # let path = path.with_revocation_policy(hokensho_pki::RevocationPolicy::AcceptNotChecked);
    /// assert!(path.verify_message(b"contract", &signature).is_err());
    /// let path = path.expecting(SignatureScheme::RsaPssSha256);
    /// assert!(path.verify_message(b"contract", &signature).is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn expecting(self, scheme: SignatureScheme) -> Self {
        Self { algorithm: SignatureAlgorithm::Known(scheme), ..self }
    }

    /// Asks for more or less knowledge of revocation than the strict default before a signature of the holder is accepted.
    /// The policy's name says what is.
    ///
    /// ```
    /// use hokensho_pki::{CertificateState, Error, Purpose, RevocationPolicy};
    ///
    /// # use hokensho_mock::Persona;
    /// # use hokensho_pki::{RustCrypto, TestAnchors, Time, Verifier};
    /// # let adult = Persona::named("adult")?;
    /// # let mut anchors = TestAnchors::new();
    /// # anchors.accept(Purpose::Signing, adult.sign_ca_certificate())?;
    /// # let verifier = Verifier::new(RustCrypto, &anchors);
    /// # let now = Time::from_utc(2026, 11, 22, 0, 0, 0)?;
    /// # let leaf = adult.sign_certificate().ok_or("no certificate")?;
    /// # let signature = adult.sign_key().ok_or("no key")?.sign_sha256(b"contract");
    /// let path = verifier.verify_path(leaf, Purpose::Signing, now)?;
    /// let refused = path.verify_message(b"contract", &signature);
    /// assert_eq!(refused, Err(Error::Refused { state: CertificateState::NotChecked }));
    /// let path = path.with_revocation_policy(RevocationPolicy::AcceptNotChecked);
    /// assert!(path.verify_message(b"contract", &signature).is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_revocation_policy(self, policy: RevocationPolicy) -> Self {
        Self { policy, ..self }
    }

    /// The leaf.
    #[must_use]
    pub const fn leaf(&self) -> &Certificate<'a> {
        &self.leaf
    }

    /// The name of the certificate.
    #[must_use]
    pub fn name(&self) -> CertificateName {
        CertificateName::of(&self.leaf)
    }

    /// What it was verified for.
    #[must_use]
    pub const fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// Whether its anchor is a real one.
    #[must_use]
    pub const fn hierarchy(&self) -> Hierarchy {
        self.hierarchy
    }

    /// The fingerprint of its anchor.
    #[must_use]
    pub const fn anchor(&self) -> Fingerprint {
        self.anchor
    }

    /// Where in its time it is.
    #[must_use]
    pub const fn validity(&self) -> Validity {
        self.validity
    }

    /// What is known about its revocation: nothing, until a list or a responder was asked; then the strongest answer.
    #[must_use]
    pub const fn revocation(&self) -> Revocation {
        self.revocation
    }

    /// Its time and its revocation in one word.
    #[must_use]
    pub const fn state(&self) -> CertificateState {
        CertificateState::new(self.validity, self.revocation)
    }

    /// Asks a list, and returns what is known now. Clocks may differ, and lists be late, by `tolerance_seconds`.
    ///
    /// Several lists may be asked, in any order. A weaker answer never replaces a stronger one, and they are, from the
    /// strongest: revoked, on hold, good, stale, not checked. So an entry on any list stays, and of two lists without
    /// one the newer counts. A path is about one moment: to see a hold lifted, or a good answer become stale, verify
    /// the certificate again.
    ///
    /// In the grace, "not on the list" is weak: RFC 5280, 3.3, keeps an entry for one regularly scheduled list beyond
    /// the certificate's validity only, so one that was revoked may have left the list by then. It is
    /// [`Good`](Revocation::Good) all the same, and [`Grace`](CertificateState::Grace) says which kind of good: the
    /// exception that the rules of eligibility make until three months after the end of the month.
    ///
    /// A leaf of a CA below the anchor is never good, nor stale: its own CA could be revoked, and there is no list here to
    /// ask about that ([`Unchecked::IssuerNotChecked`]). If it is revoked or on hold, it is.
    pub fn check_revocation(
        &mut self,
        list: &VerifiedCrl<'_>,
        now: Time,
        tolerance_seconds: u32,
    ) -> Revocation {
        self.check_revocation_in(list.index(), now, tolerance_seconds)
    }

    /// The same with an index, whose list may be long gone.
    ///
    /// An index that is damaged where the certificate is looked for says nothing:
    /// [`Unchecked::IndexDamaged`].
    pub fn check_revocation_in(
        &mut self,
        index: &CrlIndex<impl AsRef<[u8]>>,
        now: Time,
        tolerance_seconds: u32,
    ) -> Revocation {
        let said = if index.anchor() == self.issuer {
            Revocation::look_up(index, &self.leaf, self.scope_rule, now, tolerance_seconds)
        } else {
            Revocation::NotChecked { why: Unchecked::OtherIssuer }
        };
        self.keep(said)
    }

    /// Takes the answer of a responder, and returns what is known now, as [`VerifiedPath::check_revocation`] does with
    /// lists; they may be mixed, in any order.
    pub fn check_ocsp(&mut self, answer: &VerifiedOcsp, now: Time, tolerance_seconds: u32) -> Revocation {
        let said = answer.about(&self.leaf, self.issuer, now, tolerance_seconds);
        self.keep(said)
    }

    /// Keeps what was said about the leaf, which is no better than what is known of the CAs above it.
    fn keep(&mut self, said: Revocation) -> Revocation {
        let said = match said {
            Revocation::Good { .. } | Revocation::Stale { .. } if self.intermediates > 0 => {
                Revocation::NotChecked { why: Unchecked::IssuerNotChecked }
            }
            said => said,
        };
        self.revocation = self.revocation.or_stronger(said);
        self.revocation
    }

    pub(crate) const fn issuer(&self) -> Fingerprint {
        self.issuer
    }

    /// Verifies that the holder's key signed a challenge of ours: the holder is there, now.
    ///
    /// The challenge is used up, whatever the answer.
    ///
    /// # Errors
    /// - [`Error::WrongPurpose`] unless the path is for authentication;
    /// - [`Error::ChallengeForeign`], [`Error::ChallengeLate`] or [`Error::ChallengeNotYet`] if the challenge isn't for this;
    /// - [`Error::BadSignature`] if the signature isn't the holder's; [`Error::AlgorithmUnsupported`] or
    ///   [`Error::KeyUnusable`] if the holder's key verifies nothing;
    /// - [`Error::Refused`] if the holder is there, but the [`RevocationPolicy`] refuses the certificate: it is revoked,
    ///   suspended, or too little is known. [`name`](Self::name) says whose it is.
    pub fn authenticate(
        &self,
        challenge: Challenge,
        signature: &[u8],
        audience: &Audience,
        now: Time,
    ) -> Result<VerifiedHolder, Error> {
        self.present_holder(challenge, signature, audience, now).map(|holder| holder.to_owned())
    }

    /// Like [`VerifiedPath::authenticate`], but copies nothing: for servers that know the holder and go on at once.
    ///
    /// # Errors
    /// Those of [`VerifiedPath::authenticate`].
    pub fn present_holder(
        &self,
        challenge: Challenge,
        signature: &[u8],
        audience: &Audience,
        now: Time,
    ) -> Result<PresentHolder<'_, 'a, B>, Error> {
        self.require(Purpose::Authentication)?;
        let message = challenge.redeem(audience, now)?;
        self.verify(Document::Challenge, &message, signature)?;
        self.check_policy()?;
        Ok(PresentHolder::new(self))
    }

    /// Verifies the holder's signature over a message, made with the key for signing.
    ///
    /// # Errors
    /// [`Error::WrongPurpose`] unless the path is for signing; [`Error::BadSignature`] if the signature isn't the
    /// holder's; [`Error::AlgorithmUnsupported`] or [`Error::KeyUnusable`] if the holder's key verifies nothing;
    /// [`Error::Refused`] if the signature is good, but the [`RevocationPolicy`] refuses the certificate.
    pub fn verify_message(&self, message: &[u8], signature: &[u8]) -> Result<(), Error> {
        self.require(Purpose::Signing)?;
        self.verify(Document::Message, message, signature)?;
        self.check_policy()
    }

    /// Whether the policy accepts the certificate, which is asked after the signature: who forges one learns nothing, and
    /// who is refused is really there.
    pub(crate) fn check_policy(&self) -> Result<(), Error> {
        self.policy.accept(self.state()).map(drop)
    }

    fn require(&self, purpose: Purpose) -> Result<(), Error> {
        if self.purpose == purpose { Ok(()) } else { Err(Error::WrongPurpose { purpose }) }
    }

    fn verify(&self, document: Document, message: &[u8], signature: &[u8]) -> Result<(), Error> {
        let scheme = match self.algorithm {
            SignatureAlgorithm::Known(scheme) => scheme,
            SignatureAlgorithm::Other(oid) => return Err(Error::AlgorithmUnsupported { document, oid }),
        };
        self.verify_scheme(document, scheme, message, signature)
    }

    /// Verifies what the leaf's key signed in a stated way.
    pub(crate) fn verify_scheme(
        &self,
        document: Document,
        scheme: SignatureScheme,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), Error> {
        match &self.key {
            Some(key) => self.backend.verify(key, scheme, message, signature),
            None => self.backend.verify(&prepare(self.backend, &self.leaf)?, scheme, message, signature),
        }
        .map_err(|_| Error::BadSignature { document })
    }
}

impl<B: Backend> fmt::Debug for VerifiedPath<'_, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifiedPath({:?}, {}, {})", self.hierarchy, self.purpose, self.state())
    }
}
