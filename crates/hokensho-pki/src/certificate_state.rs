use core::fmt;

use crate::{CertificateName, Error, Revocation, Role, Validity};

/// What a window has to know about a certificate, in one word: its time and its revocation together.
///
/// ```
/// use hokensho_pki::{CertificateState, Revocation, Time, Unchecked, Validity};
///
/// let good = Revocation::Good { as_of: Time::from_unix(0) };
/// assert_eq!(CertificateState::new(Validity::Grace, good), CertificateState::Grace);
/// let unknown = Revocation::NotChecked { why: Unchecked::NoList };
/// assert_eq!(CertificateState::new(Validity::Valid, unknown), CertificateState::NotChecked);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CertificateState {
    /// Past its end, and past the grace if there is one.
    Expired,
    /// Valid, and ends within three months.
    Expiring,
    /// Past its end, in the grace for eligibility, and not on the list.
    ///
    /// The last is weak: RFC 5280, 3.3, lets an expired certificate leave the list, so one that was revoked may look
    /// like this. It is the one exception from strictness, which the rules of eligibility make until three months
    /// after the end of the month of expiry, and good for eligibility only.
    Grace,
    /// Nobody said whether it is revoked.
    NotChecked,
    /// Another certificate has taken its place (更新): the holder has a newer one, and this one isn't to be used.
    ///
    /// No certificate says this of itself. Whoever knows the holder's certificates does, by
    /// [`renewed_by`](CertificateState::renewed_by).
    Renewed,
    /// Revoked for good.
    Revoked,
    /// What said that it isn't revoked is too old.
    Stale,
    /// On hold (一時保留).
    Suspended,
    /// Valid and not revoked.
    Valid,
}

impl CertificateState {
    /// The state of a verified certificate. Revocation goes before time.
    #[must_use]
    pub const fn new(validity: Validity, revocation: Revocation) -> Self {
        match (revocation, validity) {
            (Revocation::OnHold { .. }, _) => Self::Suspended,
            (Revocation::Revoked { .. }, _) => Self::Revoked,
            (Revocation::NotChecked { .. }, _) => Self::NotChecked,
            (Revocation::Stale { .. }, _) => Self::Stale,
            (Revocation::Good { .. }, Validity::Valid) => Self::Valid,
            (Revocation::Good { .. }, Validity::Expiring) => Self::Expiring,
            (Revocation::Good { .. }, Validity::Grace) => Self::Grace,
        }
    }

    /// The state as it is for somebody who knows which certificate is the current one in this one's place: the same if it
    /// is this one, [`Renewed`](CertificateState::Renewed) if it is another, by issuer and serial. Revoked and suspended
    /// stay what they are, since they say more.
    ///
    /// Card and phone have certificates of their own beside each other: compare those of one place.
    ///
    /// ```
    /// use hokensho_mock::Persona;
    /// use hokensho_pki::{Certificate, CertificateName, CertificateState};
    ///
    /// let (adult, renewed) = (Persona::named("adult")?, Persona::named("renewed")?);
    /// let name = |persona: &Persona| {
    ///     let leaf = Certificate::parse(persona.auth_certificate().ok_or("no certificate")?)?;
    ///     Ok::<_, Box<dyn std::error::Error>>(CertificateName::of(&leaf))
    /// };
    /// let (old, current) = (name(&adult)?, name(&renewed)?);
    /// assert_eq!(CertificateState::Valid.renewed_by(&old, &current), CertificateState::Renewed);
    /// assert_eq!(CertificateState::Valid.renewed_by(&current, &current), CertificateState::Valid);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn renewed_by(self, this: &CertificateName, current: &CertificateName) -> Self {
        match self {
            Self::Revoked | Self::Suspended => self,
            _ if this == current => self,
            _ => Self::Renewed,
        }
    }

    /// The state of a certificate that was refused: `Some` if it is genuine all the same, and only its time
    /// or its revocation is against it.
    ///
    /// ```
    /// use hokensho_pki::{CertificateState, Document, Error, Role};
    ///
    /// let expired = Error::Expired { role: Role::Leaf };
    /// assert_eq!(CertificateState::of_refusal(&expired), Some(CertificateState::Expired));
    /// let forged = Error::BadSignature { document: Document::Certificate };
    /// assert_eq!(CertificateState::of_refusal(&forged), None);
    /// ```
    #[must_use]
    pub const fn of_refusal(error: &Error) -> Option<Self> {
        match error {
            Error::Expired { role: Role::Leaf | Role::Signer { .. } } => Some(Self::Expired),
            Error::Refused { state }
            | Error::RefusedInPath { role: Role::Leaf | Role::Signer { .. }, state } => Some(*state),
            _ => None,
        }
    }
}

impl fmt::Display for CertificateState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Expired => "expired",
            Self::Expiring => "expiring",
            Self::Grace => "in its grace",
            Self::NotChecked => "not checked for revocation",
            Self::Renewed => "renewed by another",
            Self::Revoked => "revoked",
            Self::Stale => "checked against a stale list",
            Self::Suspended => "suspended",
            Self::Valid => "valid",
        })
    }
}

/// How much must be known about revocation before a certificate is accepted.
///
/// A path has the strict one unless [`with_revocation_policy`](crate::VerifiedPath::with_revocation_policy) says otherwise,
/// and no signature of its holder counts for more. Revoked, suspended, renewed and expired certificates are refused by every
/// policy.
///
/// One exception holds under every policy, the strict one too: in the [`Grace`](CertificateState::Grace), "not on the
/// list" is enough, although RFC 5280, 3.3, lets an expired certificate leave the list, even if it was revoked. The
/// rules of eligibility want it so, until three months after the end of the month of expiry. Whoever doesn't ask for
/// eligibility uses [`verify_path`](crate::Verifier::verify_path), which knows no grace.
///
/// ```
/// use hokensho_pki::{CertificateState, RevocationPolicy};
///
/// let strict = RevocationPolicy::default();
/// assert!(strict.accept(CertificateState::NotChecked).is_err());
/// assert!(RevocationPolicy::AcceptStale.accept(CertificateState::NotChecked).is_err());
/// let loose = RevocationPolicy::AcceptNotChecked;
/// assert_eq!(loose.accept(CertificateState::NotChecked)?, CertificateState::NotChecked);
/// assert!(loose.accept(CertificateState::Suspended).is_err());
/// # Ok::<(), hokensho_pki::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum RevocationPolicy {
    /// Accepts a certificate of which nobody knows whether it is revoked, and so one of which only something stale says
    /// that it isn't, which is more: good, stale, or not checked. The state still says which.
    AcceptNotChecked,
    /// Accepts a certificate if something said that it is good, even if a newer list or answer must be out: good or stale,
    /// but not one that was never checked.
    AcceptStale,
    /// Accepts a certificate only if a fresh list or answer says that it is good.
    #[default]
    RequireGood,
}

impl RevocationPolicy {
    /// Hands the state on if it is enough.
    ///
    /// # Errors
    /// [`Error::Refused`] if it isn't.
    pub const fn accept(self, state: CertificateState) -> Result<CertificateState, Error> {
        match (state, self) {
            (CertificateState::Valid | CertificateState::Expiring | CertificateState::Grace, _)
            | (CertificateState::Stale, Self::AcceptStale | Self::AcceptNotChecked)
            | (CertificateState::NotChecked, Self::AcceptNotChecked) => Ok(state),
            _ => Err(Error::Refused { state }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Reason, Time, Unchecked};
    use alloc::{vec, vec::Vec};

    const ALL: [CertificateState; 9] = [
        CertificateState::Expired,
        CertificateState::Expiring,
        CertificateState::Grace,
        CertificateState::NotChecked,
        CertificateState::Renewed,
        CertificateState::Revoked,
        CertificateState::Stale,
        CertificateState::Suspended,
        CertificateState::Valid,
    ];

    fn name(issuer: u8, serial: u8) -> CertificateName {
        CertificateName::new(vec![issuer], vec![serial])
    }

    #[test]
    fn another_serial_or_issuer_renews() {
        let valid = CertificateState::Valid;
        assert_eq!(valid.renewed_by(&name(1, 1), &name(1, 1)), valid);
        assert_eq!(valid.renewed_by(&name(1, 1), &name(1, 2)), CertificateState::Renewed);
        assert_eq!(valid.renewed_by(&name(1, 1), &name(2, 1)), CertificateState::Renewed);
    }

    #[test]
    fn revoked_and_suspended_go_before_renewed() {
        for state in ALL {
            let expected = match state {
                CertificateState::Revoked | CertificateState::Suspended => state,
                _ => CertificateState::Renewed,
            };
            assert_eq!(state.renewed_by(&name(1, 1), &name(1, 2)), expected);
        }
    }

    #[test]
    fn strictness_accepts_what_is_good_and_looseness_what_is_unknown() {
        let accepted = |policy: RevocationPolicy| -> Vec<_> {
            ALL.into_iter().filter(|state| policy.accept(*state).is_ok()).collect()
        };
        let good = [CertificateState::Expiring, CertificateState::Grace, CertificateState::Valid];
        assert_eq!(accepted(RevocationPolicy::RequireGood), good);
        let [expiring, grace, valid] = good;
        let (not_checked, stale) = (CertificateState::NotChecked, CertificateState::Stale);
        assert_eq!(accepted(RevocationPolicy::AcceptStale), [expiring, grace, stale, valid]);
        assert_eq!(
            accepted(RevocationPolicy::AcceptNotChecked),
            [expiring, grace, not_checked, stale, valid]
        );
    }

    #[test]
    fn only_good_is_ever_good() {
        let (at, why) = (Time::from_unix(0), Unchecked::NoList);
        let not_good = [
            Revocation::NotChecked { why },
            Revocation::OnHold { at },
            Revocation::Revoked { reason: Reason::KeyCompromise, at },
            Revocation::Stale { next_update: at },
        ];
        for revocation in not_good {
            for validity in [Validity::Expiring, Validity::Grace, Validity::Valid] {
                let state = CertificateState::new(validity, revocation);
                assert!(RevocationPolicy::RequireGood.accept(state).is_err(), "{state}");
            }
        }
    }
}
