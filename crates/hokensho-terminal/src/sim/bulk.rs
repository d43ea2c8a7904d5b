//! What becomes of a bulk request between its upload and the download of its result.

use hokensho_eligibility::{DateTime, SegmentOfResult};
use hokensho_oqs::{
    BulkConfirmUnit, BulkDownload, BulkQualificationRequest, BulkQualificationResult, BulkReception, Count,
    Qualification, QualificationResult, SearchInfo,
};

use super::Operator;

/// Bulk requests that were received, by the order of their numbers.
#[derive(Debug, Default)]
pub(super) struct Bulk(Vec<Job>);

#[derive(Debug)]
struct Job {
    request: BulkQualificationRequest,
    progress: Progress,
}

/// The first question for a result comes too early, as it would where the work takes minutes.
#[derive(Debug, PartialEq, Eq)]
enum Progress {
    Received,
    Done,
}

impl Bulk {
    /// Takes a request, and gives the number of its result.
    pub(super) fn receive(&mut self, request: BulkQualificationRequest, at: DateTime) -> BulkReception {
        let mut reception = BulkReception::default();
        reception.header.executed_at = at.into();
        reception.header.institution = request.header.institution.clone();
        reception.header.file_identifier = request.header.file_identifier.clone();
        self.0.push(Job { request, progress: Progress::Received });
        reception.body.reception_number = number(self.0.len()).as_str().into();
        reception.body.received_at = at.into();
        reception
    }

    /// The result for a number: at first that it isn't there yet.
    pub(super) fn result(
        &mut self,
        asked: &BulkDownload,
        operator: &Operator,
        at: DateTime,
    ) -> BulkQualificationResult {
        let mut result = BulkQualificationResult::default();
        result.header.executed_at = at.into();
        result.header.institution = asked.header.institution.clone();
        result.header.reception_number = asked.body.reception_number.clone();
        let wanted = asked.body.reception_number.value();
        let job = self.0.iter_mut().zip(1..).find(|(job, nth)| {
            wanted == Some(&number(*nth)) && job.request.header.institution == asked.header.institution
        });
        let Some((job, _)) = job else {
            result.header.segment_of_result = SegmentOfResult::Abnormal.into();
            return result;
        };
        if job.progress == Progress::Received {
            job.progress = Progress::Done;
            result.header.segment_of_result = SegmentOfResult::Running.into();
            return result;
        }
        let request = &job.request;
        result.header.segment_of_result = SegmentOfResult::Normal.into();
        result.header.confirmation_date = request.header.confirmation_date.clone();
        result.header.file_identifier = request.header.file_identifier.clone();
        result.body.units = units(request, operator, at);
        result.header.results = Count::from_digits(&result.body.units.len().to_string()).ok().into();
        result
    }
}

/// Each person as if asked about alone, less what bulk results don't tell.
fn units(request: &BulkQualificationRequest, operator: &Operator, at: DateTime) -> Vec<BulkConfirmUnit> {
    let (Some(institution), Some(day)) =
        (request.header.institution.value(), request.header.confirmation_date.value())
    else {
        return Vec::new();
    };
    let alone = |search: &SearchInfo| {
        let mut answer = QualificationResult::default();
        operator.answer(&mut answer, search, (institution, *day), at);
        unit(answer)
    };
    request.body.searches.iter().map(alone).collect()
}

fn unit(answer: QualificationResult) -> BulkConfirmUnit {
    let mut unit = BulkConfirmUnit::default();
    unit.status = answer.body.status;
    unit.result_code = answer.body.result_code;
    unit.result_message = answer.body.result_message;
    unit.validity = answer.body.validity;
    unit.search = answer.body.search;
    unit.qualifications = answer.body.results.map(|results| results.list).unwrap_or_default();
    unit.qualifications.iter_mut().for_each(leave_out);
    unit
}

/// Bulk results end with the certificate of elderly recipients: no ceilings, diseases, tickets or consents.
fn leave_out(coverage: &mut Qualification) {
    let none = Qualification::default();
    coverage.limit_consent = none.limit_consent;
    coverage.limit_consent_time = none.limit_consent_time;
    coverage.limit_certificate = none.limit_certificate;
    coverage.specific_diseases_consent = none.specific_diseases_consent;
    coverage.specific_diseases_consent_time = none.specific_diseases_consent_time;
    coverage.specific_diseases = none.specific_diseases;
    coverage.public_expenses = none.public_expenses;
    coverage.identifier = none.identifier;
    coverage.consents = none.consents;
}

/// The number of the nth request.
fn number(nth: usize) -> String {
    format!("R{nth:08}")
}
