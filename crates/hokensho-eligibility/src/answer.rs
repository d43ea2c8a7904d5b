//! What a source answered, and what that means on a day.

mod unread;

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use crate::{
    Coverage, Date, DateTime, Eligible, InstitutionCode, Loss, Outcome, Personal, PrescriptionIssue,
    ProcessingStatus, QualificationValidity, ReferenceClassification, SegmentOfResult, Unclear,
};

pub use unread::{UnreadCoverage, UnreadReason};

/// A code and a message as the source sent them. The list of codes isn't public: shown verbatim, never branched on.
///
/// ```
/// use hokensho_eligibility::SourceMessage;
///
/// let message = SourceMessage { code: Some("OQC-OWSE0900000".into()), message: None };
/// assert_eq!(message.code.as_deref(), Some("OQC-OWSE0900000"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SourceMessage {
    /// The code.
    pub code: Option<String>,
    /// The words; they may name the patient.
    pub message: Option<Personal<String>>,
}

/// A source's answer about one person, whichever way it came: a face file, a result file, a direct look-up.
/// It is a snapshot, not a history.
///
/// ```
/// use hokensho_eligibility::{Answer, Date, DateTime, Outcome, Policy, QualificationValidity, ReferenceClassification};
///
/// let today = Date::new(2026, 11, 22)?;
/// let mut answer = Answer::new(ReferenceClassification::Typed, DateTime::new(today, 9, 30, 0)?);
/// answer.validity = Some(QualificationValidity::NotFound);
/// assert_eq!(answer.outcome(today, &Policy::default()), Outcome::NotFound);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Answer {
    /// 照会区分: card or typed.
    pub reference: ReferenceClassification,
    /// 処理実行日時.
    pub executed_at: DateTime,
    /// 資格確認日: the day the answer is about.
    pub asked_for: Option<Date>,
    /// The institution that asked.
    pub institution: Option<InstitutionCode>,
    /// 処理結果区分 of the whole file (S).
    pub segment: SegmentOfResult,
    /// 処理結果状況 of this person (P); absent when nothing ran.
    pub status: Option<ProcessingStatus>,
    /// 資格有効性 (V).
    pub validity: Option<QualificationValidity>,
    /// Code and words about this person (処理結果コード): an error's, or on success a note for the window.
    pub message: Option<SourceMessage>,
    /// An error's code and words about the whole file (エラーコード).
    pub file_message: Option<SourceMessage>,
    /// 処方箋発行形態, as the patient chose it.
    pub prescription: Option<PrescriptionIssue>,
    /// 0 to n coverages, for example insurance and medical aid.
    pub coverages: Vec<Coverage>,
    /// Coverages that the answer holds beside them and that couldn't be read: what any of them says isn't known.
    #[cfg_attr(feature = "serde", serde(default))] // answers that were stored before there were any
    pub unread: Vec<UnreadCoverage>,
}

/// What the institution has decided about answers.
///
/// ```
/// use hokensho_eligibility::Policy;
///
/// let mut policy = Policy::default();
/// policy.viewing_stopped_codes.push("EXAMPLE".to_string());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Policy {
    /// Codes by which the operator says that the insurer is checking the record. None is public, so none is
    /// built in: without one, such an answer is a [`Outcome::SourceError`].
    pub viewing_stopped_codes: Vec<String>,
}

impl Answer {
    /// An answer that ran to the end and found nothing yet: the parts are filled in by who reads it.
    #[must_use]
    pub fn new(reference: ReferenceClassification, executed_at: DateTime) -> Self {
        Self {
            reference,
            executed_at,
            asked_for: None,
            institution: None,
            segment: SegmentOfResult::Normal,
            status: Some(ProcessingStatus::Normal),
            validity: None,
            message: None,
            file_message: None,
            prescription: None,
            coverages: Vec::new(),
            unread: Vec::new(),
        }
    }

    /// What the answer means on a day. The first rule that fits wins, and only what is known to be good is
    /// eligible: everything unforeseen is [`Outcome::Unclear`]. What is said of one day says nothing of another
    /// ([`Unclear::OtherDay`]); an answer that doesn't repeat the day it is about is taken to be about `on`.
    ///
    /// A coverage that couldn't be read ([`Answer::unread`]) makes nobody eligible: where no other is in force, the answer
    /// is [`Unclear::CoverageUnread`]. Beside one that is, the patient is covered, but not known to be so by this one
    /// alone: [`Finding::CoverageUnread`](crate::Finding) says so, and no amount is told. Where the source itself says no
    /// (lost, newer exists, not found), that stands.
    #[must_use]
    pub fn outcome(&self, on: Date, policy: &Policy) -> Outcome {
        if self.asked_for.is_some_and(|day| day != on) {
            return Outcome::Unclear(Unclear::OtherDay);
        }
        if self.segment == SegmentOfResult::Running {
            return Outcome::Running;
        }
        if self.segment == SegmentOfResult::Abnormal || self.status == Some(ProcessingStatus::Error) {
            let mut messages = [&self.message, &self.file_message];
            if self.segment == SegmentOfResult::Abnormal {
                messages.reverse();
            }
            let mut messages = messages.into_iter().flatten();
            let stops = |it: &&SourceMessage| {
                it.code.as_ref().is_some_and(|code| policy.viewing_stopped_codes.contains(code))
            };
            return match messages.clone().find(stops) {
                Some(message) => Outcome::ViewingStopped(message.clone()),
                None => Outcome::SourceError(messages.next().cloned().unwrap_or_default()),
            };
        }
        if self.segment != SegmentOfResult::Normal || self.status != Some(ProcessingStatus::Normal) {
            return Outcome::Unclear(Unclear::UnknownStatus);
        }
        match &self.validity {
            Some(QualificationValidity::Valid) => self.eligible(on),
            Some(QualificationValidity::Invalid) => Outcome::Lost(Box::new(Loss::of(self))),
            Some(QualificationValidity::NewerExists) => Outcome::NewerInsurer,
            Some(QualificationValidity::NotFound) => Outcome::NotFound,
            Some(QualificationValidity::Several) if self.reference == ReferenceClassification::Typed => {
                Outcome::Several
            }
            Some(QualificationValidity::AidNotRegistered) => Outcome::AidTicketMissing,
            Some(QualificationValidity::Several | QualificationValidity::Other(_)) | None => {
                Outcome::Unclear(Unclear::UnknownValidity)
            }
        }
    }

    fn eligible(&self, on: Date) -> Outcome {
        match Eligible::new(&self.coverages, on, self.message.clone()) {
            Some(eligible) => {
                Outcome::covered(Box::new(eligible.answering(&self.reference).beside(self.unread.clone())))
            }
            None if self.unread.is_empty() => Outcome::Unclear(Unclear::NothingInForce),
            None => Outcome::Unclear(Unclear::CoverageUnread(self.unread.clone())),
        }
    }
}

#[cfg(test)]
mod tests;
