use core::fmt;

use crate::crl::ScopeRule;
use crate::{Certificate, CrlIndex, Listed, Reason, Time};

/// What is known about the revocation of a certificate.
///
/// Only a verifier that has notified J-LIS gets its revocation lists; everybody else stays at
/// [`NotChecked`](Revocation::NotChecked), which is never the same as good.
///
/// ```
/// use hokensho_pki::{Revocation, Unchecked};
///
/// assert_eq!(Revocation::default(), Revocation::NotChecked { why: Unchecked::NoList });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Revocation {
    /// A fresh list doesn't have it, or a responder says so.
    Good {
        /// When the list was issued, or as of when the responder knows.
        as_of: Time,
    },
    /// Nothing was said about it.
    NotChecked {
        /// Why.
        why: Unchecked,
    },
    /// On hold (一時保留): by telephone, around the clock, when a card is lost. It may be lifted later.
    OnHold {
        /// Since when.
        at: Time,
    },
    /// Revoked.
    Revoked {
        /// Why.
        reason: Reason,
        /// Since when.
        at: Time,
    },
    /// A list doesn't have it, but a newer list must be out; or a newer answer of the responder.
    Stale {
        /// When the newer one was due.
        next_update: Time,
    },
}

impl Default for Revocation {
    fn default() -> Self {
        Self::NotChecked { why: Unchecked::NoList }
    }
}

/// Why a list or a responder said nothing about a certificate.
///
/// ```
/// assert_ne!(hokensho_pki::Unchecked::NoList, hokensho_pki::Unchecked::OtherScope);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unchecked {
    /// The responder's answer is from the future, and says that the certificate is good.
    AnswerNotYet,
    /// No key of the issuer that may sign lists signed this one.
    BadSignature,
    /// The certificate says where changes to its list are (RFC 5280, 4.2.1.15), which nobody here reads: what this list
    /// doesn't have, those may.
    DeltaUnread,
    /// The index of the list was damaged where it had to be touched: it can be made again from the list.
    IndexDamaged,
    /// The list is from the future, and doesn't have the certificate.
    ListNotYet,
    /// The certificate is said to be good, but between it and the anchor stands a CA, of whose own revocation nobody was
    /// asked.
    IssuerNotChecked,
    /// There was no list.
    NoList,
    /// The list has no number, which RFC 5280, 5.2.3, asks for.
    NoNumber,
    /// The list doesn't say of which distribution point it is. RFC 5280 would take it for all of its issuer's; but a
    /// municipality's list that forgot its name couldn't be told from another's. Whoever knows better takes such lists by
    /// [`Verifier::accepting_lists_without_scope`](crate::Verifier::accepting_lists_without_scope).
    NoScope,
    /// The responder answered about other certificates.
    NotAnswered,
    /// The list or answer is another CA's, or of another generation of the CA.
    OtherIssuer,
    /// The list is of another municipality or of another kind of certificates.
    OtherScope,
    /// The responder knows no such certificate (RFC 6960, 2.2).
    UnknownToResponder,
}

impl fmt::Display for Unchecked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AnswerNotYet => "the responder's answer is from the future",
            Self::BadSignature => "no key of the issuer for lists signed this one",
            Self::DeltaUnread => "changes to the list weren't read",
            Self::IndexDamaged => "the index of the list is damaged",
            Self::IssuerNotChecked => "nobody was asked about the CA that issued the certificate",
            Self::ListNotYet => "the list is from the future",
            Self::NoList => "there is no list",
            Self::NoNumber => "the list has no number",
            Self::NoScope => "the list doesn't say of which distribution point it is",
            Self::NotAnswered => "the responder answered about other certificates",
            Self::OtherIssuer => "the list or answer is another CA's",
            Self::OtherScope => "the list is another municipality's",
            Self::UnknownToResponder => "the responder doesn't know the certificate",
        })
    }
}

impl Revocation {
    /// What a list of which the signature was verified says about a certificate of its issuer (RFC 5280, 6.3.3).
    ///
    /// A list can say no at any time: what its CA revoked is revoked, however late the list or slow our clock. Only
    /// to say yes it must be neither from the future nor stale.
    pub(crate) fn look_up(
        list: &CrlIndex<impl AsRef<[u8]>>,
        certificate: &Certificate<'_>,
        rule: ScopeRule,
        now: Time,
        tolerance_seconds: u32,
    ) -> Self {
        let scope = rule.check(list.coverage(), list.names(), certificate);
        let speaks = if list.number().is_none() { Err(Unchecked::NoNumber) } else { scope };
        if let Err(why) = speaks {
            return Self::NotChecked { why };
        }
        let tolerance = i64::from(tolerance_seconds);
        match list.entry(certificate.serial()) {
            Err(_) => Self::NotChecked { why: Unchecked::IndexDamaged },
            Ok(Some(listed)) => Self::listed(listed),
            Ok(None) if list.this_update() > now.after(tolerance) => {
                Self::NotChecked { why: Unchecked::ListNotYet }
            }
            Ok(None) if now > list.next_update().after(tolerance) => {
                Self::Stale { next_update: list.next_update() }
            }
            // RFC 5280, 6.3.3 (c): what isn't on this list may be on the list of changes.
            Ok(None) if certificate.extensions().freshest_crl.is_some() => {
                Self::NotChecked { why: Unchecked::DeltaUnread }
            }
            Ok(None) => Self::Good { as_of: list.this_update() },
        }
    }

    pub(crate) const fn listed(listed: Listed) -> Self {
        match listed {
            Listed::OnHold { at } => Self::OnHold { at },
            Listed::Revoked { reason, at } => Self::Revoked { reason, at },
        }
    }

    /// The stronger of what was known and what a list says now; of two as strong, what the list says now.
    pub(crate) fn or_stronger(self, said: Self) -> Self {
        if said.strength() >= self.strength() { said } else { self }
    }

    /// How much it counts against other answers; where lists say the same, a newer one is stronger.
    const fn strength(self) -> (u8, Option<Time>) {
        match self {
            Self::NotChecked { .. } => (0, None),
            Self::Stale { next_update } => (1, Some(next_update)),
            Self::Good { as_of } => (2, Some(as_of)),
            Self::OnHold { .. } => (3, None),
            Self::Revoked { .. } => (4, None),
        }
    }
}
