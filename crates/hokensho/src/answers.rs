//! From a message to an outcome: the same for every way that gets one.

use hokensho_eligibility::{Date, Outcome, Policy, Unclear};
use hokensho_oqs::QualificationResult;

use crate::Error;

/// What a message means for the day that was asked about. An answer about another day says nothing about this one.
pub(crate) fn outcome_of(message: &QualificationResult, on: Date, policy: &Policy) -> Result<Outcome, Error> {
    let answer = message.answer()?;
    match answer.asked_for {
        Some(day) if day != on => Ok(Outcome::Unclear(Unclear::OtherDay)),
        _ => Ok(answer.outcome(on, policy)),
    }
}
