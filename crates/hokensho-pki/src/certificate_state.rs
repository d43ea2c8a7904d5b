use core::fmt;

use crate::{Error, Revocation, Role, Validity};

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
            Error::Expired { role: Role::Leaf } => Some(Self::Expired),
            Error::Refused { state } => Some(*state),
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
            Self::Revoked => "revoked",
            Self::Stale => "checked against a stale list",
            Self::Suspended => "suspended",
            Self::Valid => "valid",
        })
    }
}

/// How much must be known about revocation before a certificate is accepted.
///
/// Revoked and suspended ones are refused by every policy.
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
/// let loose = RevocationPolicy::AcceptNotChecked;
/// assert_eq!(loose.accept(CertificateState::NotChecked)?, CertificateState::NotChecked);
/// assert!(loose.accept(CertificateState::Suspended).is_err());
/// # Ok::<(), hokensho_pki::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum RevocationPolicy {
    /// Also accepts a certificate of which nobody knows whether it is revoked. The state still says so.
    AcceptNotChecked,
    /// Accepts a certificate only if a fresh list says that it is good.
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
            | (CertificateState::NotChecked | CertificateState::Stale, Self::AcceptNotChecked) => Ok(state),
            _ => Err(Error::Refused { state }),
        }
    }
}
