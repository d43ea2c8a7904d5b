//! How a check ends: every way, as one type.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use crate::coverage::hide;
use crate::{
    Answer, CardClassification, Coverage, Eligible, Personal, ReasonOfLoss, SourceMessage, Text,
    UnreadCoverage,
};

/// How a check at the window ended. Never a boolean: each way has its own next step.
///
/// ```
/// use hokensho_eligibility::{Language, Outcome};
///
/// let outcome = Outcome::PinWrong { left: Some(2) };
/// assert_eq!(outcome.name(), "pin_wrong");
/// assert!(!outcome.is_eligible());
/// assert!(outcome.headline().text(Language::Ja).contains("暗証番号"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "outcome", content = "detail", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum Outcome {
    /// The chip or the reader failed.
    CardUnreadable,
    /// Another card.
    NotAMyNumberCard,
    /// The card was pulled, or the patient stopped.
    Cancelled,
    /// This way can't identify this token: a phone has no photo, a face-only card has no PIN.
    IdentityMethodUnavailable,
    /// The PIN was wrong.
    PinWrong {
        /// Tries left before the card blocks the PIN; none if the card doesn't say.
        left: Option<u8>,
    },
    /// The PIN is blocked; the municipal office unblocks it.
    PinBlocked,
    /// The face didn't match, or staff refused.
    IdentityFailed,
    /// Path, profile, signature or challenge failed: not what it claims to be.
    NotGenuine,
    /// The certificate is on hold (一時停止): a card reported lost.
    Suspended,
    /// The certificate is revoked.
    Revoked,
    /// The certificate is past its end and past the grace.
    Expired,
    /// Revocation wasn't checked, or with data too old, and the policy asks for it.
    RevocationUnknown,
    /// The certificate is good, but the person isn't enrolled with the source.
    NotRegistered,
    /// The request never left.
    SourceUnavailable,
    /// The terminal refused the request (`.err`): nothing ran.
    RequestRefused {
        /// The terminal's words, verbatim; they may name the patient.
        message: Personal<String>,
    },
    /// Still running: ask again later.
    Running,
    /// Sent, and no answer in time: what happened isn't known, and it is never sent again by itself.
    SourceUnknown,
    /// The insurer is checking the record.
    ViewingStopped(SourceMessage),
    /// The source reports an error, verbatim.
    SourceError(SourceMessage),
    /// Several coverages fit what was typed: narrow by symbol or branch.
    Several,
    /// No coverage found.
    NotFound,
    /// What was typed is outdated: read the card.
    NewerInsurer,
    /// No coverage is in force.
    Lost(Box<Loss>),
    /// Medical aid, without a ticket for this institution.
    AidTicketMissing,
    /// Nothing can be believed; a person decides.
    Unclear(Unclear),
    /// Covered, but pays the whole cost now (特別療養費).
    #[cfg_attr(feature = "serde", serde(deserialize_with = "stored::paying_in_full"))]
    EligiblePayInFull(Box<Eligible>),
    /// Covered.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "stored::paying_a_part"))]
    Eligible(Box<Eligible>),
    /// Accepted by staff while the online side was out of reach.
    AcceptedOffline {
        /// What was accepted in place of an answer; it may name the patient.
        ticket: Personal<String>,
    },
}

impl Outcome {
    /// What it means that a coverage is in force.
    pub(crate) fn covered(eligible: Box<Eligible>) -> Self {
        match eligible.primary() {
            Some(coverage) if coverage.lacks_ticket(eligible.on()) => {
                // An insurance may be among what couldn't be read.
                match eligible.unread() {
                    [] => Self::AidTicketMissing,
                    unread => Self::Unclear(Unclear::CoverageUnread(unread.to_vec())),
                }
            }
            Some(coverage) if coverage.classification == CardClassification::SpecialMedicalExpense => {
                Self::EligiblePayInFull(eligible)
            }
            _ => Self::Eligible(eligible),
        }
    }

    /// The name in snake case, as `--json` prints it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::CardUnreadable => "card_unreadable",
            Self::NotAMyNumberCard => "not_a_my_number_card",
            Self::Cancelled => "cancelled",
            Self::IdentityMethodUnavailable => "identity_method_unavailable",
            Self::PinWrong { .. } => "pin_wrong",
            Self::PinBlocked => "pin_blocked",
            Self::IdentityFailed => "identity_failed",
            Self::NotGenuine => "not_genuine",
            Self::Suspended => "suspended",
            Self::Revoked => "revoked",
            Self::Expired => "expired",
            Self::RevocationUnknown => "revocation_unknown",
            Self::NotRegistered => "not_registered",
            Self::SourceUnavailable => "source_unavailable",
            Self::RequestRefused { .. } => "request_refused",
            Self::Running => "running",
            Self::SourceUnknown => "source_unknown",
            Self::ViewingStopped(_) => "viewing_stopped",
            Self::SourceError(_) => "source_error",
            Self::Several => "several",
            Self::NotFound => "not_found",
            Self::NewerInsurer => "newer_insurer",
            Self::Lost(_) => "lost",
            Self::AidTicketMissing => "aid_ticket_missing",
            Self::Unclear(_) => "unclear",
            Self::EligiblePayInFull(_) => "eligible_pay_in_full",
            Self::Eligible(_) => "eligible",
            Self::AcceptedOffline { .. } => "accepted_offline",
        }
    }

    /// The coverage that makes the patient eligible, if the outcome says so.
    #[must_use]
    pub fn eligible(&self) -> Option<&Eligible> {
        match self {
            Self::Eligible(eligible) | Self::EligiblePayInFull(eligible) => Some(eligible),
            _ => None,
        }
    }

    /// The same, to add what the patient shows on paper ([`Eligible::add_public_expense`]).
    #[must_use]
    pub fn eligible_mut(&mut self) -> Option<&mut Eligible> {
        match self {
            Self::Eligible(eligible) | Self::EligiblePayInFull(eligible) => Some(eligible),
            _ => None,
        }
    }

    /// Whether a coverage is in force.
    #[must_use]
    pub fn is_eligible(&self) -> bool {
        self.eligible().is_some()
    }
}

/// A coverage that ended, and why.
///
/// ```
/// use hokensho_eligibility::Loss;
///
/// assert_eq!(Loss::default().name(), "unstated");
/// ```
#[derive(Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Loss {
    /// 資格喪失事由 of the coverage that ended last; none if the answer doesn't state it, or holds a coverage that couldn't
    /// be read: nobody knows then which ended last.
    pub reason: Option<ReasonOfLoss>,
    /// The coverage that ended last, of those that could be read; one whose end isn't stated before all others.
    pub last: Option<Coverage>,
    /// Coverages in the answer that couldn't be read.
    #[cfg_attr(feature = "serde", serde(default))] // reports that were stored before there were any
    pub unread: Vec<UnreadCoverage>,
}

hide!(Loss);

impl Loss {
    pub(crate) fn of(answer: &Answer) -> Self {
        // One that tells no end is of now; those that do ended before.
        let last = answer.coverages.iter().max_by_key(|coverage| {
            let end = coverage.lost_on.or(coverage.valid_until);
            (end.is_none(), end, coverage.qualified_on)
        });
        let unread = answer.unread.clone();
        let known_last = last.filter(|_| unread.is_empty());
        Self {
            reason: known_last.and_then(|coverage| coverage.reason_of_loss.clone()),
            last: last.cloned(),
            unread,
        }
    }

    /// The reason in snake case: `died`, `aid_began`, `other_insurance`, `other` or `unstated`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self.reason {
            Some(ReasonOfLoss::Died) => "died",
            Some(ReasonOfLoss::AidBegan) => "aid_began",
            Some(ReasonOfLoss::OtherInsurance) => "other_insurance",
            Some(ReasonOfLoss::OtherReason | ReasonOfLoss::Other(_)) => "other",
            None => "unstated",
        }
    }
}

/// Why nothing can be believed.
///
/// ```
/// use hokensho_eligibility::{Unclear, UnreadCoverage, UnreadReason};
///
/// assert_eq!(Unclear::StaleFile.name(), "stale_file");
/// let unread = UnreadCoverage { place: "QualificationDate".to_string(), why: UnreadReason::Invalid };
/// assert_eq!(Unclear::CoverageUnread(vec![unread]).name(), "coverage_unread");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Unclear {
    /// Two answers came to one question, and they differ.
    AnsweredTwice,
    /// The source says valid, and what would say by which coverage couldn't be read: these.
    CoverageUnread(Vec<UnreadCoverage>),
    /// The source says valid, but no coverage it sent is in force on the day.
    NothingInForce,
    /// The answer is about another day than was asked about.
    OtherDay,
    /// The answer is to another question: typed data where a card was read, or the other way round.
    OtherQuestion,
    /// A face file older than the minutes for which one is believed, or from the future.
    StaleFile,
    /// The answer can't be read as what it claims to be.
    Unreadable,
    /// 処理結果区分 or 処理結果状況 is absent or unknown.
    UnknownStatus,
    /// 資格有効性 is absent, unknown, or doesn't fit the question.
    UnknownValidity,
    /// The times don't fit: the clock is wrong, a CA certificate has ended or hasn't begun, or the card answered late. Not
    /// the card's fault.
    Untimely,
    /// The answer is for another institution, request or person.
    WrongAddressee,
}

impl Unclear {
    /// The name in snake case.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::AnsweredTwice => "answered_twice",
            Self::CoverageUnread(_) => "coverage_unread",
            Self::NothingInForce => "nothing_in_force",
            Self::OtherDay => "other_day",
            Self::OtherQuestion => "other_question",
            Self::StaleFile => "stale_file",
            Self::Unreadable => "unreadable",
            Self::UnknownStatus => "unknown_status",
            Self::UnknownValidity => "unknown_validity",
            Self::Untimely => "untimely",
            Self::WrongAddressee => "wrong_addressee",
        }
    }

    /// The words for it.
    #[must_use]
    pub const fn text(&self) -> Text {
        match self {
            Self::AnsweredTwice => Text::UnclearAnsweredTwice,
            Self::CoverageUnread(_) => Text::UnclearCoverageUnread,
            Self::NothingInForce => Text::UnclearNothingInForce,
            Self::OtherDay => Text::UnclearOtherDay,
            Self::OtherQuestion => Text::UnclearOtherQuestion,
            Self::StaleFile => Text::UnclearStaleFile,
            Self::Unreadable => Text::UnclearUnreadable,
            Self::UnknownStatus => Text::UnclearUnknownStatus,
            Self::UnknownValidity => Text::UnclearUnknownValidity,
            Self::Untimely => Text::UnclearUntimely,
            Self::WrongAddressee => Text::UnclearWrongAddressee,
        }
    }
}

/// What is read back under the name of an outcome has to come to that outcome.
#[cfg(feature = "serde")]
mod stored {
    use alloc::boxed::Box;

    use serde::de::{Deserialize, Deserializer, Error};

    use super::{Eligible, Outcome};

    pub(super) fn paying_in_full<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Box<Eligible>, D::Error> {
        match Outcome::covered(Box::deserialize(deserializer)?) {
            Outcome::EligiblePayInFull(eligible) => Ok(eligible),
            _ => Err(D::Error::custom("the coverage is not one by which the whole cost is paid")),
        }
    }

    pub(super) fn paying_a_part<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Box<Eligible>, D::Error> {
        match Outcome::covered(Box::deserialize(deserializer)?) {
            Outcome::Eligible(eligible) => Ok(eligible),
            _ => Err(D::Error::custom("the coverage is not one by which a part is paid")),
        }
    }
}
