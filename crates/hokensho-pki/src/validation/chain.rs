//! Certificate by certificate, from an anchor down to the leaf.

use crate::algorithm::SchemeRules;
use crate::backend::Backend;
use crate::certificate::{AuthorityKeyId, BasicConstraints, KeyUsage};
use crate::{Certificate, Document, Error, PublicKey, Role, Rule, Time};

/// Certificates of one path, without the anchor. JPKI's have one; the longest public hierarchies have five.
pub(crate) const MAX_PATH: usize = 8;

/// A path in order, the leaf first.
pub(crate) struct Chain<'c, 'a, B> {
    pub(crate) backend: &'c B,
    pub(crate) certificates: &'c [Certificate<'a>],
    pub(crate) schemes: SchemeRules,
}

impl<'c, 'a, B: Backend> Chain<'c, 'a, B> {
    /// The one that the anchor issued.
    pub(crate) fn last(&self) -> Result<&'c Certificate<'a>, Error> {
        self.certificates.last().ok_or(Error::PathTooLong { certificates: 0 })
    }

    /// The anchor's signature.
    pub(crate) fn check_last(&self, key: &B::Key) -> Result<(), Error> {
        let (role, last) = self.roles().last().ok_or(Error::PathTooLong { certificates: 0 })?;
        self.check_signature(last, role, key)
    }

    /// Everything below the anchor: signatures, names, who is a CA and how far down.
    pub(crate) fn check_below(&self, anchor: &Certificate<'_>) -> Result<(), Error> {
        let mut left = path_length(anchor).unwrap_or(MAX_PATH);
        let (role, last) = self.roles().last().ok_or(Error::PathTooLong { certificates: 0 })?;
        role.require(names_key_of(issuer_key(last), anchor), Rule::AuthorityKeyId)?;
        // From the anchor's side down; the leaf issues nothing.
        for (above, pair) in self.certificates.array_windows().enumerate().rev() {
            let [subject, issuer] = pair;
            let role = Role::issuer(above);
            check_authority(issuer, role)?;
            if !issuer.is_self_issued() {
                role.require(left > 0, Rule::PathLength)?;
                left -= 1;
            }
            left = path_length(issuer).map_or(left, |length| left.min(length));
            let below = Role::in_path(above);
            below.require(issuer.subject().matches(&subject.issuer()), Rule::IssuerName)?;
            below.require(names_key_of(issuer_key(subject), issuer), Rule::AuthorityKeyId)?;
            let key = prepare(self.backend, issuer).map_err(|error| error.at(role))?;
            self.check_signature(subject, below, &key)?;
        }
        Ok(())
    }

    /// What each certificate must be, whoever signed it.
    pub(crate) fn check_each(&self) -> Result<(), Error> {
        self.roles().try_for_each(|(role, certificate)| {
            check_extensions(certificate, role)?;
            self.check_issuer_key(certificate, role)
        })
    }

    /// The validity of each certificate.
    pub(crate) fn check_times(&self, now: Time) -> Result<(), Error> {
        self.roles().try_for_each(|(role, certificate)| check_time(certificate, role, now))
    }

    fn roles(&self) -> impl Iterator<Item = (Role, &'c Certificate<'a>)> {
        self.certificates.iter().enumerate().map(|(at, certificate)| (Role::in_path(at), certificate))
    }

    /// RFC 5280, 4.2.1.1: a certificate names the key that signed it. A self-signed one may leave that out, but not name
    /// another.
    pub(crate) fn check_issuer_key(&self, certificate: &Certificate<'_>, role: Role) -> Result<(), Error> {
        let named = issuer_key(certificate);
        let is_named = named.map_or_else(|| self.is_self_signed(certificate), |key| key.key_id.is_some());
        role.require(is_named, Rule::IssuerKey)?;
        let is_true = names_key_of(named, certificate) || !self.is_self_signed(certificate);
        role.require(is_true, Rule::AuthorityKeyId)
    }

    /// Whether a certificate's own key signed it, which a name that stands twice doesn't show.
    fn is_self_signed(&self, certificate: &Certificate<'_>) -> bool {
        certificate.is_self_issued()
            && prepare(self.backend, certificate)
                .and_then(|key| self.check_signature(certificate, Role::Leaf, &key))
                .is_ok()
    }

    pub(crate) fn check_signature(
        &self,
        subject: &Certificate<'_>,
        role: Role,
        key: &B::Key,
    ) -> Result<(), Error> {
        let document = role.document();
        let scheme = self.schemes.scheme_of(document, subject.signature_algorithm())?;
        self.backend
            .verify(key, scheme, subject.signed(), subject.signature())
            .map_err(|_| Error::BadSignature { document })
    }
}

/// The key of a certificate, made ready. Whoever knows the certificate's place adds it to the error.
pub(crate) fn prepare<B: Backend>(backend: &B, issuer: &Certificate<'_>) -> Result<B::Key, Error> {
    let document = Document::Certificate;
    match issuer.public_key() {
        PublicKey::Other(oid) => Err(Error::AlgorithmUnsupported { document, oid }),
        key => backend.prepare(key).map_err(|_| Error::KeyUnusable { document }),
    }
}

/// What RFC 5280, 4.2, asks of the extensions of any certificate.
pub(crate) fn check_extensions(certificate: &Certificate<'_>, role: Role) -> Result<(), Error> {
    check_key_ids(certificate, role)?;
    let extensions = certificate.extensions();
    let is_critical = extensions.authority_info_access.is_some_and(|found| found.is_critical());
    role.require(!is_critical, Rule::AuthorityInfoAccessCriticality)?;
    let uncritical = extensions.policy_constraints.is_some_and(|found| !found.is_critical())
        || extensions.inhibit_any_policy.is_some_and(|found| !found.is_critical());
    role.require(!uncritical, Rule::PolicyConstraintCriticality)?;
    // RFC 5280, 4.2.1.9: without cA, keyCertSign "MUST NOT be asserted".
    let signs = extensions.key_usage.is_some_and(|usage| usage.value.contains(KeyUsage::KEY_CERT_SIGN));
    role.require(!signs || is_authority(certificate), Rule::LeafSigns)
}

/// Whoever issues names its key, and neither key identifier is critical (RFC 5280, 4.2.1.1 and 4.2.1.2).
pub(crate) fn check_key_ids(certificate: &Certificate<'_>, role: Role) -> Result<(), Error> {
    let extensions = certificate.extensions();
    let (issuer_key, own_key) = (extensions.authority_key_id, extensions.subject_key_id);
    role.require(!issuer_key.is_some_and(|found| found.is_critical()), Rule::AuthorityKeyIdCriticality)?;
    role.require(!own_key.is_some_and(|found| found.is_critical()), Rule::SubjectKeyIdCriticality)?;
    let issues = !matches!(role, Role::Leaf | Role::Responder);
    role.require(!issues || own_key.is_some(), Rule::IssuerNamesItsKey)
}

/// Whether a certificate names its issuer's key. Only a self-signed one may do without (RFC 5280, 4.2.1.1).
pub(crate) fn names_a_key(certificate: &Certificate<'_>) -> bool {
    issuer_key(certificate).is_some_and(|named| named.key_id.is_some())
}

pub(crate) fn issuer_key<'a>(certificate: &Certificate<'a>) -> Option<AuthorityKeyId<'a>> {
    certificate.extensions().authority_key_id.map(|found| found.value)
}

/// Whether what is named of the issuer's key is true of this certificate. RFC 5280, 4.2.1.1, names the key to help find
/// the issuer; one that is named and isn't this one is refused, too.
pub(crate) fn names_key_of(named: Option<AuthorityKeyId<'_>>, issuer: &Certificate<'_>) -> bool {
    let Some(named) = named else { return true };
    let own = issuer.extensions().subject_key_id.map(|found| found.value);
    named.key_id.zip(own).is_none_or(|(named, own)| named == own)
        && named.issuer.is_none_or(|name| name.matches(&issuer.issuer()))
        && named.serial.is_none_or(|serial| serial == issuer.serial())
}

/// RFC 5280, 6.1.4 (k) and (n).
pub(crate) fn check_authority(issuer: &Certificate<'_>, role: Role) -> Result<(), Error> {
    role.require(is_authority(issuer), Rule::IssuerIsAuthority)?;
    let signs =
        issuer.extensions().key_usage.is_none_or(|usage| usage.value.contains(KeyUsage::KEY_CERT_SIGN));
    role.require(signs, Rule::IssuerSignsCertificates)
}

pub(crate) fn check_time(certificate: &Certificate<'_>, role: Role, now: Time) -> Result<(), Error> {
    check_between([certificate.not_before(), certificate.not_after()], role, now)
}

/// RFC 5280, 6.1.3 (a)(2): both ends are part of a validity (4.1.2.5).
pub(crate) fn check_between([not_before, not_after]: [Time; 2], role: Role, now: Time) -> Result<(), Error> {
    if now < not_before {
        return Err(Error::NotYetValid { role });
    }
    if now > not_after {
        return Err(Error::Expired { role });
    }
    Ok(())
}

pub(crate) fn is_authority(certificate: &Certificate<'_>) -> bool {
    let constraints = certificate.extensions().basic_constraints.map(|found| found.value);
    matches!(constraints, Some(BasicConstraints::Authority { .. }))
}

fn path_length(issuer: &Certificate<'_>) -> Option<usize> {
    match issuer.extensions().basic_constraints?.value {
        BasicConstraints::Authority { path_length } => path_length.map(usize::from),
        BasicConstraints::EndEntity => None,
    }
}
