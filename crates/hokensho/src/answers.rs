//! From an answer to an outcome: the same for every way that gets one.

use hokensho_eligibility::{
    Answer, Date, InstitutionCode, Outcome, Policy, ReferenceClassification, Unclear,
};

/// What was asked: by card or by typed data, by whom, and about which day.
pub(crate) struct Question<'q> {
    pub(crate) by: ReferenceClassification,
    pub(crate) institution: &'q InstitutionCode,
    pub(crate) on: Date,
}

impl Question<'_> {
    /// What an answer means, and the answer itself. One for another institution, about another day, or to the other
    /// question says nothing: of it nothing is left.
    pub(crate) fn judge(&self, mut answer: Answer, policy: &Policy) -> (Outcome, Option<Answer>) {
        if let Some(why) = self.refuses(&answer) {
            return (Outcome::Unclear(why), None);
        }
        let outcome = answer.outcome(self.on, policy);
        // Not every answer repeats the day, and who keeps it has to know.
        answer.asked_for = Some(self.on);
        (outcome, Some(answer))
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
