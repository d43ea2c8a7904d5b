//! From an answer to an outcome: the same for every way that gets one.

use hokensho_eligibility::{Answer, Date, InstitutionCode, Outcome, Policy, Unclear};

/// What an answer means for the institution and the day that were asked about. One for another institution, or about
/// another day, says nothing about these.
pub(crate) fn outcome_of(
    answer: &Answer,
    institution: &InstitutionCode,
    on: Date,
    policy: &Policy,
) -> Outcome {
    if answer.institution.as_ref().is_some_and(|other| other != institution) {
        return Outcome::Unclear(Unclear::WrongAddressee);
    }
    if answer.asked_for.is_some_and(|day| day != on) {
        return Outcome::Unclear(Unclear::OtherDay);
    }
    answer.outcome(on, policy)
}
