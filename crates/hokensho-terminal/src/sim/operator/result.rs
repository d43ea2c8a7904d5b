//! How an answer is put together, and what a scenario writes over it.

use hokensho_eligibility::{
    ConsentFlag, ConsentItem, DateTime, InstitutionCode, ProcessingStatus, QualificationValidity,
    ReferenceClassification, SegmentOfResult,
};
use hokensho_oqs::{Leaf, Qualification, QualificationResult, ViewingConsent};

use crate::sim::coverage::mark_tickets;
use crate::sim::scenario::{Consent, Message, ResultPlan, Validity};

pub(super) fn header(
    reference: ReferenceClassification,
    institution: &InstitutionCode,
    at: DateTime,
) -> QualificationResult {
    let mut result = QualificationResult::default();
    result.header.executed_at = at.into();
    result.header.institution = institution.clone().into();
    result.header.reference_classification = reference.into();
    result.header.segment_of_result = SegmentOfResult::Normal.into();
    result.body.status = ProcessingStatus::Normal.into();
    result
}

pub(super) fn fill<'q>(
    result: &mut QualificationResult,
    validity: QualificationValidity,
    found: impl IntoIterator<Item = &'q Qualification>,
    institution: &InstitutionCode,
) {
    result.body.validity = validity.into();
    for mut coverage in found.into_iter().cloned() {
        mark_tickets(&mut coverage, institution);
        result.body.push(coverage);
    }
}

/// What a patient agrees to on the reader's screens holds for 24 hours. The ceiling is given out with the confirmation
/// itself: its screen was dropped on 2024-10-07.
pub(super) fn give_consent(coverage: &mut Qualification, consent: Consent, at: DateTime) {
    /// What the reader asks about in one go; operations are asked for apart.
    const ASKED: [ConsentItem; 4] = [
        ConsentItem::HealthCheckups,
        ConsentItem::Medicines,
        ConsentItem::Treatment,
        ConsentItem::Operations,
    ];
    coverage.limit_consent = ConsentFlag::Given.into();
    coverage.limit_consent_time = at.into();
    coverage.specific_diseases_consent = ConsentFlag::Given.into();
    coverage.specific_diseases_consent_time = at.into();
    let until = DateTime::from_unix(at.to_unix() + 24 * 3600);
    for item in ASKED {
        let mut stated = ViewingConsent::default();
        match consent {
            Consent::NotGiven => stated.flag = ConsentFlag::NotGiven.into(),
            Consent::Given => {
                stated.flag = ConsentFlag::Given.into();
                stated.given_at = at.into();
                stated.available_until = until.into();
            }
        }
        coverage.consents.set(item, stated);
    }
}

impl ResultPlan {
    pub(super) fn write_over(&self, result: &mut QualificationResult) {
        if let Some(message) = &self.message {
            (result.body.result_code, result.body.result_message) = message.leaves();
        }
        match &self.validity {
            None => {}
            Some(Validity::Absent) => result.body.validity = Leaf::Absent,
            Some(Validity::Code(code)) => {
                let validity = QualificationValidity::from_code(code);
                if matches!(validity, QualificationValidity::NotFound | QualificationValidity::Several) {
                    result.body.results = None;
                }
                result.body.validity = validity.into();
            }
        }
        if let Some(status) = &self.status {
            result.body.status = ProcessingStatus::from_code(status).into();
            result.body.validity = Leaf::Absent;
            result.body.results = None;
        }
        if let Some(error) = &self.error {
            (result.header.error_code, result.header.error_message) = error.leaves();
        }
        if let Some(segment) = &self.segment {
            result.header.segment_of_result = SegmentOfResult::from_code(segment).into();
            result.body = QualificationResult::default().body;
        }
    }
}

impl Message {
    fn leaves(&self) -> (Leaf<String>, Leaf<String>) {
        (self.code.clone().into(), self.text.clone().into())
    }
}
