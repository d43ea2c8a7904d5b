//! From an answer to an outcome: the same for every way that gets one.

use hokensho_eligibility::{
    Answer, Date, InstitutionCode, Outcome, Policy, ReferenceClassification, Unclear,
};

/// What an answer means for the institution and the day that were asked about, and for the question: by card or by typed
/// data. One for another institution, about another day, or to the other question says nothing about these.
pub(crate) fn outcome_of(
    answer: &Answer,
    asked_by: &ReferenceClassification,
    institution: &InstitutionCode,
    on: Date,
    policy: &Policy,
) -> Outcome {
    if answer.institution.as_ref().is_some_and(|other| other != institution) {
        return Outcome::Unclear(Unclear::WrongAddressee);
    }
    // Absent is tolerated: not every file has it.
    if !answer.reference.code().is_empty() && answer.reference != *asked_by {
        return Outcome::Unclear(Unclear::OtherQuestion);
    }
    if answer.asked_for.is_some_and(|day| day != on) {
        return Outcome::Unclear(Unclear::OtherDay);
    }
    answer.outcome(on, policy)
}
