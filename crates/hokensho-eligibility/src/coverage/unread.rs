//! What a coverage holds and nobody could read.

use alloc::string::String;

use super::hide;
use crate::PaperNeeded;

/// A certificate (証) or ticket of a coverage that couldn't be read: a value that decides when, for whom or how much it
/// counts is there, and can't be one. It counts for nothing, and what it would have changed isn't known: the ratio, the
/// ceiling, whether public expense pays. `Debug` shows nothing of it: which certificates there are tells an illness.
///
/// ```
/// use hokensho_eligibility::{
///     Answer, Bill, CardClassification, CareSetting, Coverage, Date, DateTime, Finding, PaperNeeded, Person, Policy,
///     QualificationValidity, ReferenceClassification, Sex, UnreadCertificate, Yen,
/// };
///
/// let today = Date::new(2026, 11, 22)?;
/// let person = Person::new("保険　花子", Sex::Female, Date::new(1980, 2, 17)?);
/// let mut coverage = Coverage::new(CardClassification::General, person);
/// let place = "LimitApplicationCertificateRelatedInfo/LimitApplicationCertificateValidEndDate".to_string();
/// coverage.unread.push(UnreadCertificate { paper: PaperNeeded::Ceiling, place });
/// let mut answer = Answer::new(ReferenceClassification::Card, DateTime::new(today, 9, 30, 0)?);
/// answer.validity = Some(QualificationValidity::Valid);
/// answer.coverages.push(coverage);
///
/// let outcome = answer.outcome(today, &Policy::default());
/// let eligible = outcome.eligible().expect("a coverage is in force");
/// assert!(eligible.findings().contains(&Finding::CertificateUnread));
/// assert!(eligible.paper_needed().contains(&PaperNeeded::Ceiling));
/// let copayment = eligible.copayment(&Bill::new(CareSetting::OutPatient, Yen::new(12_340)));
/// assert_eq!(copayment.expect("a coverage is in force").due, None);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct UnreadCertificate {
    /// The paper that would say the same.
    pub paper: PaperNeeded,
    /// Where the value stands, as the source names its places: in a message the path of the element. Never what stands
    /// there.
    pub place: String,
}

hide!(UnreadCertificate);

#[cfg(test)]
mod tests;
