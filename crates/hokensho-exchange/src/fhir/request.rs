use hokensho_eligibility::{Date, DateTime};

use super::datatype::Reference;
use super::declare::fhir;
use super::text;
use crate::Error;

fhir! {
    /// [CoverageEligibilityRequest](https://hl7.org/fhir/R4/coverageeligibilityrequest.html): base R4, since JP Core has no
    /// profile for it.
    ///
    /// ```
    /// use hokensho_eligibility::{Date, DateTime};
    /// use hokensho_exchange::fhir::{CoverageEligibilityRequest, Reference};
    ///
    /// let day = Date::new(2026, 11, 22)?;
    /// let asked = DateTime::new(day, 9, 30, 0)?;
    /// let request = CoverageEligibilityRequest::of(day, asked, Reference::to("Patient/1"), Reference::to("Organization/1"));
    /// assert_eq!(request.day()?, day);
    /// assert_eq!(request.created.as_deref(), Some("2026-11-22T09:30:00+09:00"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    CoverageEligibilityRequest {
        /// Logical id, on its server.
        id: Option<String>,
        /// `active`.
        status: Option<String>,
        /// `validation` and `benefits`.
        purpose: Vec<Option<String>>,
        /// The patient.
        patient: Option<Reference>,
        /// 資格確認日.
        serviced_date: Option<String>,
        /// When it was asked.
        created: Option<String>,
        /// Who asks.
        provider: Option<Reference>,
        /// Who is asked.
        insurer: Option<Reference>,
        /// About which insurances; none is named where a card asks.
        insurance: Vec<InsuranceQuestion>,
    }

    /// An insurance that is asked about.
    InsuranceQuestion {
        /// The Coverage.
        coverage: Option<Reference>,
    }
}

impl CoverageEligibilityRequest {
    /// The question whether the patient is covered on a day.
    #[must_use]
    pub fn of(day: Date, asked: DateTime, patient: Reference, insurer: Reference) -> Self {
        Self {
            status: Some("active".to_owned()),
            purpose: ["validation", "benefits"].map(|it| Some(it.to_owned())).to_vec(),
            patient: Some(patient),
            serviced_date: Some(day.to_string()),
            created: Some(text::moment(asked)),
            insurer: Some(insurer),
            ..Self::default()
        }
    }

    /// Whether it is meant: one that was cancelled or entered in error isn't, nor one that says so in ways unknown here.
    pub(super) fn is_meant(&self) -> Result<(), Error> {
        self.others.leave_meaning("CoverageEligibilityRequest.modifierExtension")?;
        let (active, path) = (self.status.as_deref() == Some("active"), "CoverageEligibilityRequest.status");
        if active { Ok(()) } else { Err(Error::FhirElement { path }) }
    }

    /// 資格確認日.
    ///
    /// # Errors
    /// [`Error::FhirElement`] if it isn't said as a day: FHIR has periods too, online eligibility hasn't.
    pub fn day(&self) -> Result<Date, Error> {
        let day = self.serviced_date.as_deref().and_then(text::day);
        day.ok_or(Error::FhirElement { path: "CoverageEligibilityRequest.servicedDate" })
    }
}
