//! From an answer to an outcome: the same for every way that gets one.

use hokensho_eligibility::{
    Answer, Date, InstitutionCode, Outcome, Policy, ReferenceClassification, Unclear,
};

use crate::Error;

/// What was asked: by card or by typed data, by whom, and about which day.
pub(crate) struct Question<'q> {
    pub(crate) by: ReferenceClassification,
    pub(crate) institution: &'q InstitutionCode,
    pub(crate) on: Date,
}

/// What an answer means, with the answer itself, if it was one to the question, and what of it couldn't be read.
pub(crate) struct Judged {
    pub(crate) outcome: Outcome,
    pub(crate) answer: Option<Answer>,
    pub(crate) cause: Option<Error>,
}

impl Judged {
    /// An answer of which nothing is left.
    pub(crate) fn unclear(why: Unclear, cause: impl Into<Option<Error>>) -> Self {
        Self { outcome: Outcome::Unclear(why), answer: None, cause: cause.into() }
    }
}

impl Question<'_> {
    /// What an answer means. One for another institution, about another day, or to the other question says nothing.
    pub(crate) fn judge(&self, mut answer: Answer, policy: &Policy) -> Judged {
        if let Some(why) = self.refuses(&answer) {
            return Judged::unclear(why, None);
        }
        let outcome = answer.outcome(self.on, policy);
        let cause = answer.unread.first().cloned().map(Error::from);
        // Not every answer repeats the day, and who keeps it has to know.
        answer.asked_for = Some(self.on);
        Judged { outcome, answer: Some(answer), cause }
    }

    fn refuses(&self, answer: &Answer) -> Option<Unclear> {
        if answer.institution.as_ref().is_some_and(|other| other != self.institution) {
            return Some(Unclear::WrongAddressee);
        }
        // Absent is tolerated: not every file has it.
        if !answer.reference.code().is_empty() && answer.reference != self.by {
            return Some(Unclear::OtherQuestion);
        }
        answer.asked_for.is_some_and(|day| day != self.on).then_some(Unclear::OtherDay)
    }
}
