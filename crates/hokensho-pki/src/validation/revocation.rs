//! Revocation along a path (RFC 5280, 6.3), from lists that are given.

use alloc::vec::Vec;
use core::cell::OnceCell;

use super::chain::{check_key_ids, check_time, issuer_key, names_a_key, names_key_of, prepare};
use super::{Authority, PathValidator, ValidPath};
use crate::backend::Backend;
use crate::certificate::KeyUsage;
use crate::{
    Certificate, CertificateState, Crl, Error, Fingerprint, Revocation, RevocationPolicy, Role, Time,
    Unchecked, Validity,
};

/// Certificates beside the path that may have signed lists. A CA has one such key, or two while it changes it.
const MAX_SIGNERS: usize = 8;

/// The lists that speak of a path.
///
/// ```
/// use hokensho_pki::{Crl, RevocationLists};
///
/// # let root = hokensho_mock::pki::Entity::new("Root", "adult-auth").ok_or("no key")?;
/// # let bytes = root.sign(&root.list_tbs(7, [1_795_302_000, 1_795_392_000], &[], []));
/// let lists = [Crl::parse(&bytes)?];
/// let known = RevocationLists { lists: &lists, tolerance_seconds: 300, ..RevocationLists::default() };
/// assert!(known.signers.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct RevocationLists<'l, 'a> {
    /// The lists, in any order: each is asked about each certificate that it is about. Those that nobody who may sign them
    /// signed count for nothing.
    pub lists: &'l [Crl<'a>],
    /// Certificates beside the path with keys for lists, where a CA signs them with a key of their own; eight at most.
    pub signers: &'l [&'a [u8]],
    /// By how much clocks may differ and lists be late, in seconds.
    pub tolerance_seconds: u32,
}

impl<B: Backend> PathValidator<B> {
    /// Asks lists about each certificate of a path.
    ///
    /// A list speaks of a certificate if it has its issuer's name, is signed by a key of that issuer that may sign lists,
    /// and covers it. Such a key is in the path, or in a certificate that the issuer itself or the CA above it issued, and
    /// that isn't revoked.
    ///
    /// ```
    /// use hokensho_mock::pki::{Entity, extension};
    /// use hokensho_pki::{Crl, PathValidator, RevocationLists, RevocationPolicy, RustCrypto, Time};
    ///
    /// # let root = Entity::new("Root", "adult-auth").ok_or("no key")?;
    /// # let leaf = Entity::new("Leaf", "adult-sign").ok_or("no key")?;
    /// # let validity = [1_577_836_800, 2_208_988_800];
    /// # let authority = root.extensions(&root).chain([extension::authority(None)]);
    /// # let anchor = root.sign(&root.tbs(&root, 1, validity, authority));
    /// # let leaf = root.sign(&root.tbs(&leaf, 2, validity, root.extensions(&leaf)));
    /// # let list = root.sign(&root.list_tbs(7, [1_795_302_000, 1_795_392_000], &[], []));
    /// # let now = Time::from_utc(2026, 11, 22, 0, 0, 0)?;
    /// let mut validator = PathValidator::new(RustCrypto);
    /// validator.trust(&anchor)?;
    /// let path = validator.validate(&[&leaf], now)?;
    ///
    /// let nothing = validator.check_revocation(&path, &RevocationLists::default(), now)?;
    /// assert!(nothing.require(RevocationPolicy::default()).is_err());
    /// let known = RevocationLists { lists: &[Crl::parse(&list)?], ..RevocationLists::default() };
    /// validator.check_revocation(&path, &known, now)?.require(RevocationPolicy::default())?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::AnchorMissing`] if this validator doesn't trust the path's anchor, [`Error::Malformed`] if one of the
    /// signers is no certificate, [`Error::SignersTooMany`] if there are more than eight.
    pub fn check_revocation(
        &self,
        path: &ValidPath<'_>,
        known: &RevocationLists<'_, '_>,
        now: Time,
    ) -> Result<PathRevocation, Error> {
        let mut anchors = self.anchors.iter().map(|(der, _)| der);
        let anchor = anchors.find(|der| Fingerprint::of(der) == path.anchor()).ok_or(Error::AnchorMissing)?;
        let anchor = Certificate::parse(anchor)?;
        let signers = known.signers.len();
        if signers > MAX_SIGNERS {
            return Err(Error::SignersTooMany { signers, budget: MAX_SIGNERS });
        }
        let signers: Vec<_> =
            known.signers.iter().map(|der| Certificate::parse(der)).collect::<Result<_, _>>()?;
        let holder = |certificate| KeyHolder {
            certificate,
            key: prepare(&self.backend, certificate).ok(),
            signed_lists: known.lists.iter().map(|_| OnceCell::new()).collect(),
            appointed: signers.iter().map(|_| OnceCell::new()).collect(),
        };
        let issuers: Vec<_> = path.certificates().iter().skip(1).chain([&anchor]).map(holder).collect();
        let signers: Vec<_> = signers.iter().map(holder).collect();
        let inquiry = Inquiry { validator: self, known, signers, now };
        let certificates = path.certificates().iter().enumerate();
        let certificates = certificates
            .map(|(at, certificate)| inquiry.about(certificate, issuers.get(at..).unwrap_or_default()))
            .collect();
        Ok(PathRevocation { certificates })
    }
}

/// What lists say about each certificate of a path.
///
/// Made by [`PathValidator::check_revocation`] only.
///
/// ```
/// # use hokensho_mock::Persona;
/// # use hokensho_pki::{PathValidator, RevocationLists, RustCrypto, Time};
/// use hokensho_pki::{Revocation, Unchecked};
///
/// # let adult = Persona::named("adult")?;
/// # let mut validator = PathValidator::new(RustCrypto);
/// # validator.trust(adult.auth_ca_certificate())?;
/// # let leaf = adult.auth_certificate().ok_or("no certificate")?;
/// # let now = Time::from_utc(2026, 11, 22, 0, 0, 0)?;
/// # let path = validator.validate(&[leaf], now)?;
/// let found = validator.check_revocation(&path, &RevocationLists::default(), now)?;
/// assert_eq!(found.certificates(), [Revocation::NotChecked { why: Unchecked::NoList }]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct PathRevocation {
    certificates: Vec<Revocation>,
}

impl PathRevocation {
    /// One answer for each certificate of the path, the leaf's first. A certificate of which no list speaks is
    /// [`NotChecked`](Revocation::NotChecked).
    #[must_use]
    pub fn certificates(&self) -> &[Revocation] {
        &self.certificates
    }

    /// Whether this is enough for a policy: by the default one, each certificate must be good.
    ///
    /// # Errors
    /// [`Error::RefusedInPath`] with the first certificate, from the leaf on, for which it isn't.
    pub fn require(&self, policy: RevocationPolicy) -> Result<(), Error> {
        self.certificates.iter().enumerate().try_for_each(|(at, revocation)| {
            let state = CertificateState::new(Validity::Valid, *revocation);
            let role = Role::in_path(at);
            policy.accept(state).map(drop).map_err(|_| Error::RefusedInPath { role, state })
        })
    }
}

/// A certificate whose key may have signed lists, and what that key was found to have signed: each list and each
/// certificate beside the path is verified once with it, however many certificates of the path are asked about.
struct KeyHolder<'k, 'a, B: Backend> {
    certificate: &'k Certificate<'a>,
    /// Made ready, if the backend can use it.
    key: Option<B::Key>,
    /// For each list, whether this key signed it and may.
    signed_lists: Vec<OnceCell<bool>>,
    /// For each certificate beside the path, whether this key signed it and a list by this key calls it good.
    appointed: Vec<OnceCell<bool>>,
}

/// One question: what the lists say at a time.
struct Inquiry<'q, 'k, 'a, B: Backend> {
    validator: &'q PathValidator<B>,
    known: &'q RevocationLists<'q, 'a>,
    signers: Vec<KeyHolder<'k, 'a, B>>,
    now: Time,
}

impl<B: Backend> Inquiry<'_, '_, '_, B> {
    /// What is known of a certificate, with those above it in its path, the anchor last.
    fn about(&self, certificate: &Certificate<'_>, above: &[KeyHolder<'_, '_, B>]) -> Revocation {
        // A self-issued certificate is its CA's, and so is the next above it.
        let renewed = above.iter().take_while(|issuer| issuer.certificate.is_self_issued()).count();
        let own = above.get(..=renewed).unwrap_or(above);
        // Who may have certified another key of this CA: the CA itself, or the one above.
        let issuers = above.get(..=renewed + 1).unwrap_or(above);
        let appointed = self.signers.iter().enumerate();
        let appointed = appointed.filter(|(at, signer)| self.is_appointed(*at, signer, own, issuers));
        let keys: Vec<&KeyHolder<'_, '_, B>> =
            own.iter().chain(appointed.map(|(_, signer)| signer)).collect();
        self.ask(certificate, &keys)
    }

    /// Whether a certificate beside the path has a key with which this CA signs lists (6.3.3 (f)). Of its own revocation
    /// only a list by the key that signed it can tell.
    fn is_appointed(
        &self,
        at: usize,
        signer: &KeyHolder<'_, '_, B>,
        own: &[KeyHolder<'_, '_, B>],
        issuers: &[KeyHolder<'_, '_, B>],
    ) -> bool {
        let signer = signer.certificate;
        let usage = signer.extensions().key_usage;
        own.first().is_some_and(|ca| ca.certificate.subject().matches(&signer.subject()))
            && usage.is_some_and(|usage| usage.value.contains(KeyUsage::CRL_SIGN))
            && check_time(signer, Role::RevocationList, self.now).is_ok()
            && check_key_ids(signer, Role::RevocationList).is_ok()
            && names_a_key(signer)
            && issuers.iter().any(|issuer| {
                let appoints = || self.appoints(issuer, signer);
                issuer.appointed.get(at).is_some_and(|found| *found.get_or_init(appoints))
            })
    }

    fn appoints(&self, issuer: &KeyHolder<'_, '_, B>, signer: &Certificate<'_>) -> bool {
        let chain = self.validator.chain(&[]);
        issuer.certificate.subject().matches(&signer.issuer())
            && names_key_of(issuer_key(signer), issuer.certificate)
            && issuer.key.as_ref().is_some_and(|key| chain.check_signature(signer, Role::Leaf, key).is_ok())
            && matches!(self.ask(signer, &[issuer]), Revocation::Good { .. })
    }

    /// What all lists together say, with the keys that may have signed them.
    fn ask(&self, certificate: &Certificate<'_>, keys: &[&KeyHolder<'_, '_, B>]) -> Revocation {
        let said = self.known.lists.iter().enumerate();
        let said = said.map(|(at, list)| self.said_by(at, list, certificate, keys));
        said.fold(Revocation::default(), Revocation::or_stronger)
    }

    fn said_by(
        &self,
        at: usize,
        list: &Crl<'_>,
        certificate: &Certificate<'_>,
        keys: &[&KeyHolder<'_, '_, B>],
    ) -> Revocation {
        let said = list.about(certificate, self.now, self.known.tolerance_seconds);
        let says_nothing = matches!(said, Revocation::NotChecked { .. });
        let is_signed = |holder: &&KeyHolder<'_, '_, B>| {
            let found = holder.signed_lists.get(at);
            found.is_some_and(|found| *found.get_or_init(|| self.has_signed(holder, list)))
        };
        if says_nothing || keys.iter().any(is_signed) {
            said
        } else {
            Revocation::NotChecked { why: Unchecked::BadSignature }
        }
    }

    fn has_signed(&self, holder: &KeyHolder<'_, '_, B>, list: &Crl<'_>) -> bool {
        let PathValidator { backend, schemes, .. } = self.validator;
        let certificate = holder.certificate;
        holder.key.as_ref().is_some_and(|key| {
            list.check_signed(&Authority { backend, schemes: *schemes, certificate, key }).is_ok()
        })
    }
}
