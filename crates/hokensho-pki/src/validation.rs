//! Paths by RFC 5280, 6.1, without JPKI's profile on top.

mod authority;
mod chain;
mod policy;
mod revocation;

use alloc::vec::Vec;
use core::fmt;

pub(crate) use authority::Authority;
pub(crate) use chain::{
    Chain, MAX_PATH, check_between, check_extensions, check_time, is_authority, issuer_key, names_key_of,
    prepare,
};
use chain::{check_authority, check_key_ids};
pub use policy::{AnyPolicy, ExplicitPolicy, PolicyRules};
pub use revocation::{PathRevocation, RevocationLists};

use crate::algorithm::SchemeRules;
use crate::backend::Backend;
use crate::{Certificate, Error, Fingerprint, Oid, Role, Rule, Time};

/// `anyExtendedKeyUsage` (RFC 5280, 4.2.1.12).
pub(crate) const ANY_PURPOSE: &[u8] = &[0x55, 0x1D, 0x25, 0x00];

/// Checks ordered paths by RFC 5280 alone: signatures, names, times, constraints, policies.
///
/// For whoever checks other certificates than a card's, and for conformance suites. What a card says goes through
/// [`Verifier`](crate::Verifier), which asks for more. Revocation is asked by
/// [`check_revocation`](Self::check_revocation) along a path, by [`Crl::verify`](crate::Crl::verify) and
/// [`OcspRequest::verify`](crate::OcspRequest::verify) without one.
///
/// # What valid paths are refused for
/// - No path is searched: the caller gives its certificates in order, at most eight.
/// - Name constraints and policy mappings, critical or not; policy constraints and inhibit any-policy, if they aren't
///   critical (4.2.1.11 and 4.2.1.14).
/// - Keys and signatures other than RSA of 2048 to 4096 bits in whole bytes with the exponent 65537, with SHA-256, and
///   ECDSA on P-256 and P-384 with SHA-256 or SHA-384: no SHA-1, no SHA-384 with RSA, no DSA, no Ed25519.
/// - Certificates that aren't DER, of version 1 or 2, with a serial that isn't positive or longer than 20 bytes, of more
///   than 16 KiB, or with more parts than any real one: each budget is told by [`Fault::TooMany`](crate::Fault::TooMany).
/// - CAs without a subject key identifier; certificates without an authority key identifier, unless self-signed; those
///   that name another issuer, key or serial there than the issuer's, or issuer or serial alone (RFC 5280, 4.2.1.1 and
///   4.2.1.2).
/// - Anchors that aren't CAs by critical basic constraints, that are expired, or whose key may not sign certificates.
/// - Issuers that are named as their certificates name them only in another form of Unicode, or in another string type
///   than UTF8String, PrintableString and IA5String.
///
/// Lists of revoked certificates are of no use if they are of version 1, deltas or lists with deltas, indirect, of some
/// reasons only, named relative to their issuer, without a number or without the time of the next; answers by OCSP, if
/// they aren't basic ones, answer about one certificate twice, or have a critical extension. And no list says good of a
/// certificate that names a list of changes (freshest CRL, 4.2.1.15): not listed here may be listed there. Then
/// revocation isn't determined, which is never the same as good.
///
/// Not asked at all: names of hosts and mail addresses, the purposes that CAs list, and what a web browser's profile wants
/// beyond RFC 5280.
///
/// ```
/// use hokensho_mock::Persona;
/// use hokensho_pki::{PathValidator, RustCrypto, Time};
///
/// let adult = Persona::named("adult")?;
/// let mut validator = PathValidator::new(RustCrypto);
/// validator.trust(adult.auth_ca_certificate())?;
///
/// let leaf = adult.auth_certificate().ok_or("no certificate")?;
/// let now = Time::from_utc(2026, 11, 22, 0, 0, 0)?;
/// let path = validator.validate(&[leaf], now)?;
/// assert_eq!(path.certificates().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct PathValidator<B: Backend> {
    backend: B,
    anchors: Vec<(Vec<u8>, B::Key)>,
    policies: PolicyRules,
    purpose: Option<Oid>,
    schemes: SchemeRules,
}

impl<B: Backend> PathValidator<B> {
    /// Trusts nobody yet, and accepts every policy.
    #[must_use]
    pub fn new(backend: B) -> Self {
        let (policies, schemes) = (PolicyRules::default(), SchemeRules::default());
        Self { backend, anchors: Vec::new(), policies, purpose: None, schemes }
    }

    /// Asks for policies.
    ///
    /// ```
    /// use hokensho_pki::{ExplicitPolicy, PathValidator, PolicyRules, RustCrypto};
    ///
    /// let rules = PolicyRules { explicit: ExplicitPolicy::Required, ..PolicyRules::default() };
    /// let validator = PathValidator::new(RustCrypto).with_policies(rules);
    /// assert_eq!(format!("{validator:?}"), "PathValidator(0 anchors)");
    /// ```
    #[must_use]
    pub fn with_policies(self, policies: PolicyRules) -> Self {
        Self { policies, ..self }
    }

    /// Asks for a purpose: a leaf that lists any must list this one, or any purpose (RFC 5280, 4.2.1.12).
    ///
    /// ```
    /// use hokensho_pki::{PathValidator, RustCrypto};
    ///
    /// let client_auth = "1.3.6.1.5.5.7.3.2".parse()?;
    /// let validator = PathValidator::new(RustCrypto).for_purpose(client_auth);
    /// assert_eq!(format!("{validator:?}"), "PathValidator(0 anchors)");
    /// # Ok::<(), hokensho_pki::Error>(())
    /// ```
    #[must_use]
    pub fn for_purpose(self, purpose: Oid) -> Self {
        Self { purpose: Some(purpose), ..self }
    }

    /// Takes certificates that are signed with RSA PSS, too.
    ///
    /// ```
    /// use hokensho_pki::{PathValidator, RustCrypto};
    ///
    /// let validator = PathValidator::new(RustCrypto).accepting_pss();
    /// assert_eq!(format!("{validator:?}"), "PathValidator(0 anchors)");
    /// ```
    #[must_use]
    pub fn accepting_pss(self) -> Self {
        Self { schemes: SchemeRules::AcceptPss, ..self }
    }

    /// Trusts a CA certificate: its name, its key, and what it says of itself.
    ///
    /// # Errors
    /// [`Error::Malformed`] or [`Error::Rule`] if it is no CA certificate, [`Error::AlgorithmUnsupported`] if its key
    /// can't be used.
    pub fn trust(&mut self, der: &[u8]) -> Result<(), Error> {
        let certificate = Certificate::parse(der).map_err(|error| error.at(Role::Anchor))?;
        let constraints = certificate.extensions().basic_constraints;
        Role::Anchor
            .require(constraints.is_some_and(|found| found.is_critical()), Rule::AnchorIsAuthority)?;
        check_authority(&certificate, Role::Anchor)?;
        check_key_ids(&certificate, Role::Anchor)?;
        match issuer_key(&certificate) {
            Some(_) => self.chain(&[]).check_issuer_key(&certificate, Role::Anchor)?,
            // Nobody asks for an anchor's own signature.
            None => Role::Anchor.require(certificate.is_self_issued(), Rule::IssuerKey)?,
        }
        let key = prepare(&self.backend, &certificate).map_err(|error| error.at(Role::Anchor))?;
        self.anchors.push((der.to_vec(), key));
        Ok(())
    }

    /// Checks a path: the leaf first, each certificate followed by the one that issued it; the anchor isn't part of it.
    ///
    /// # Errors
    /// [`Error::PathTooLong`] beyond eight certificates or without any, [`Error::AnchorMissing`] if no anchor has the
    /// last issuer's name, and whatever is wrong with a certificate, with its [`Role`].
    pub fn validate<'a>(&self, path: &[&'a [u8]], now: Time) -> Result<ValidPath<'a>, Error> {
        let certificates = path.len();
        if !(1..=MAX_PATH).contains(&certificates) {
            return Err(Error::PathTooLong { certificates });
        }
        let read = |(at, der)| Certificate::parse(der).map_err(|error: Error| error.at(Role::in_path(at)));
        let certificates: Vec<_> = path.iter().copied().enumerate().map(read).collect::<Result<_, _>>()?;
        let chain = self.chain(&certificates);
        let last = chain.last()?;
        let mut error = Error::AnchorMissing;
        for (der, key) in &self.anchors {
            let anchor = Certificate::parse(der)?;
            if !anchor.subject().matches(&last.issuer()) {
                continue;
            }
            match chain.check_last(key) {
                Ok(()) => match self.validate_under(&chain, &anchor, now) {
                    Ok(()) => return Ok(ValidPath { anchor: Fingerprint::of(der), certificates }),
                    Err(found) => error = found,
                },
                // Generations of a CA have the same name: what another one says of the path counts for more.
                Err(found) if error == Error::AnchorMissing => error = found,
                Err(_) => {}
            }
        }
        Err(error)
    }

    pub(super) const fn chain<'c, 'a>(&'c self, certificates: &'c [Certificate<'a>]) -> Chain<'c, 'a, B> {
        Chain { backend: &self.backend, certificates, schemes: self.schemes }
    }

    /// All but the anchor's own signature.
    fn validate_under(
        &self,
        chain: &Chain<'_, '_, B>,
        anchor: &Certificate<'_>,
        now: Time,
    ) -> Result<(), Error> {
        chain.check_below(anchor)?;
        chain.check_each()?;
        // What a path leads to is the leaf's key (6.1.6).
        chain.certificates.first().map_or(Ok(()), |leaf| prepare(&self.backend, leaf).map(drop))?;
        self.check_purpose(chain.certificates)?;
        check_time(anchor, Role::Anchor, now)?;
        chain.check_times(now)?;
        self.policies.check(chain.certificates)
    }

    fn check_purpose(&self, path: &[Certificate<'_>]) -> Result<(), Error> {
        let listed = path.first().and_then(|leaf| leaf.extensions().extended_key_usage);
        let (Some(purpose), Some(listed)) = (self.purpose, listed) else { return Ok(()) };
        let fits = listed.value.iter().any(|it| it == purpose || it.content() == ANY_PURPOSE);
        Role::Leaf.require(fits, Rule::ExtendedKeyUsage)
    }
}

impl<B: Backend> fmt::Debug for PathValidator<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PathValidator({} anchors)", self.anchors.len())
    }
}

/// A path that keeps RFC 5280's rules. Whether one of its certificates is revoked is another question.
///
/// Made by [`PathValidator::validate`] only.
///
/// ```
/// # use hokensho_pki::{Fingerprint, PathValidator, RustCrypto, Time};
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// # let mut validator = PathValidator::new(RustCrypto);
/// # validator.trust(adult.auth_ca_certificate())?;
/// # let leaf = adult.auth_certificate().ok_or("no certificate")?;
/// let path = validator.validate(&[leaf], Time::from_utc(2026, 11, 22, 0, 0, 0)?)?;
/// assert_eq!(path.anchor(), Fingerprint::of(adult.auth_ca_certificate()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct ValidPath<'a> {
    anchor: Fingerprint,
    certificates: Vec<Certificate<'a>>,
}

impl<'a> ValidPath<'a> {
    /// The fingerprint of the anchor's certificate.
    #[must_use]
    pub const fn anchor(&self) -> Fingerprint {
        self.anchor
    }

    /// The certificates, the leaf first; never empty.
    #[must_use]
    pub fn certificates(&self) -> &[Certificate<'a>] {
        &self.certificates
    }
}
