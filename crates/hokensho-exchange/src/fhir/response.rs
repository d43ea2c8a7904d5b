mod insurance;

use hokensho_eligibility::{DateTime, Eligible, Finding, Language, Outcome, PublicExpense};

pub use self::insurance::InsuranceAnswer;
use super::datatype::{CodeableConcept, Coding, Extension, Reference};
use super::declare::fhir;
use super::system::{System, extension};
use super::{CoverageEligibilityRequest, Covered, text};
use crate::Error;

fhir! {
    /// [CoverageEligibilityResponse](https://hl7.org/fhir/R4/coverageeligibilityresponse.html): base R4, since JP Core has no
    /// profile for it. How a check stands in it is a mapping of this library's own: see [`Self::to`] and
    /// [`InsuranceAnswer::of`].
    CoverageEligibilityResponse {
        /// Logical id, on its server.
        id: Option<String>,
        /// How the check ended, by an extension of ours.
        extension: Vec<Extension>,
        /// `active`.
        status: Option<String>,
        /// `validation` and `benefits`.
        purpose: Vec<Option<String>>,
        /// The patient.
        patient: Option<Reference>,
        /// 資格確認日.
        serviced_date: Option<String>,
        /// When it was answered.
        created: Option<String>,
        /// Who asked.
        requestor: Option<Reference>,
        /// The question.
        request: Option<Reference>,
        /// `complete`, `partial`, `queued`, or `error`.
        outcome: Option<String>,
        /// How the check ended, in words.
        disposition: Option<String>,
        /// Who answers.
        insurer: Option<Reference>,
        /// What was found.
        insurance: Vec<InsuranceAnswer>,
        /// Why nothing was found, or not all is known.
        error: Vec<ResponseError>,
    }

    /// Why nothing was found, or not all is known.
    ResponseError {
        /// How the check ended, and what the online side or this library says of it.
        code: Option<CodeableConcept>,
    }
}

impl CoverageEligibilityResponse {
    /// The answer to a request, which is at `reference`: how the check ended. `coverage` says where the Coverage of an
    /// insurance or a public expense is. The mapping is ours:
    ///
    /// | the check ended as | `outcome` | `insurance` | `error` |
    /// |---|---|---|---|
    /// | `eligible`, `eligible_pay_in_full` | `complete` | each that is in force, in the order in which they pay | |
    /// | `lost`, and the last insurance is known | `complete` | the last one, not `inforce` whatever its dates say | |
    /// | either of these, beside a coverage or with a certificate that couldn't be read | `partial` | as above | its name, and `coverage_unread`, `certificate_unread` |
    /// | `running` | `queued` | | |
    /// | `accepted_offline` | `partial`: nobody was asked | | |
    /// | all others | `error` | | its name; with the code of the online side, or why an answer is `unclear` |
    ///
    /// Every answer has the name of how the check ended as an extension and its words in Japanese as `disposition`, so
    /// that none can be taken for another. The tries that a PIN has left, and the ticket of an acceptance offline, have
    /// no place here: they belong to the window alone.
    ///
    /// ```
    /// use hokensho_eligibility::{Date, DateTime, Outcome};
    /// use hokensho_exchange::fhir::{CoverageEligibilityRequest, CoverageEligibilityResponse, Reference};
    ///
    /// let day = Date::new(2026, 11, 22)?;
    /// let (patient, insurer) = (Reference::to("Patient/1"), Reference::to("Organization/1"));
    /// let request = CoverageEligibilityRequest::of(day, DateTime::new(day, 9, 30, 0)?, patient, insurer);
    /// let place = Reference::to("CoverageEligibilityRequest/1");
    /// let answered = DateTime::new(day, 9, 30, 1)?;
    /// let response = CoverageEligibilityResponse::to(&request, place, answered, &Outcome::NotFound, |_| Reference::to("Coverage/1"))?;
    /// assert_eq!(response.outcome.as_deref(), Some("error"));
    /// assert_eq!(response.ended_as(), Some("not_found"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::FhirElement`] if the request isn't active or has a `modifierExtension`, and if it isn't about a day, or is
    /// about another than the answer.
    pub fn to(
        request: &CoverageEligibilityRequest,
        reference: Reference,
        answered: DateTime,
        outcome: &Outcome,
        mut coverage: impl FnMut(Covered<'_>) -> Reference,
    ) -> Result<Self, Error> {
        request.is_meant()?;
        let day = request.day()?;
        if outcome.eligible().is_some_and(|eligible| eligible.on() != day) {
            return Err(Error::FhirElement { path: "CoverageEligibilityRequest.servicedDate" });
        }
        let insurance: Vec<_> = match outcome {
            Outcome::Lost(loss) => {
                let last = loss.last.iter().filter(|last| !last.is_medical_aid());
                // What the source says goes before what the dates say.
                let last = last.map(|last| (last, coverage(Covered::Insurance(last))));
                last.map(|(last, place)| InsuranceAnswer::in_force(last, false, day, place)).collect()
            }
            other => {
                let eligible = other.eligible();
                let covered = eligible.map(Covered::of).unwrap_or_default().into_iter();
                covered
                    .map(|covered| match covered {
                        Covered::Insurance(insurance) => {
                            InsuranceAnswer::of(insurance, day, coverage(covered))
                        }
                        Covered::PublicExpense { expense, .. } => {
                            let coverages = eligible.map(Eligible::coverages).unwrap_or_default();
                            let aid = coverages
                                .iter()
                                .find(|it| PublicExpense::of(it, day).as_ref() == Some(expense));
                            InsuranceAnswer::of_expense(expense, aid, day, coverage(covered))
                        }
                    })
                    .collect()
            }
        };
        let open = left_open(outcome);
        let stage = match outcome {
            Outcome::Running => "queued",
            Outcome::AcceptedOffline { .. } => "partial",
            _ if insurance.is_empty() => "error",
            _ if !open.is_empty() => "partial",
            _ => "complete",
        };
        let words = outcome.headline().text(Language::Ja);
        let name = System::OUTCOME.coding(outcome.name()).displayed(words);
        Ok(Self {
            extension: vec![Extension::coding(extension::OUTCOME, name.clone())],
            status: Some("active".to_owned()),
            purpose: request.purpose.clone(),
            patient: request.patient.clone(),
            serviced_date: Some(day.to_string()),
            created: Some(text::moment(answered)),
            requestor: request.provider.clone(),
            request: Some(reference),
            outcome: Some(stage.to_owned()),
            disposition: Some(words.to_owned()),
            insurer: request.insurer.clone(),
            insurance,
            error: (stage == "error" || !open.is_empty())
                .then(|| ResponseError::of(outcome, name, &open))
                .into_iter()
                .collect(),
            ..Self::default()
        })
    }

    /// The name of how the check ended ([`Outcome::name`]), if it was written by this library. An answer that isn't
    /// active, or has a `modifierExtension`, says nothing.
    #[must_use]
    pub fn ended_as(&self) -> Option<&str> {
        self.others.leave_meaning("CoverageEligibilityResponse.modifierExtension").ok()?;
        let active = self.status.as_deref() == Some("active");
        Extension::code_among(&self.extension, extension::OUTCOME, System::OUTCOME).filter(|_| active)
    }
}

/// What couldn't be read of an answer that says who is covered, or was.
fn left_open(outcome: &Outcome) -> Vec<Finding> {
    let mut found = match outcome {
        Outcome::Lost(loss) if !loss.unread.is_empty() => vec![Finding::CoverageUnread],
        other => other.eligible().map(Eligible::findings).unwrap_or_default(),
    };
    found.retain(|it| matches!(it, Finding::CertificateUnread | Finding::CoverageUnread));
    found
}

impl ResponseError {
    fn of(outcome: &Outcome, name: Coding, open: &[Finding]) -> Self {
        let (detail, text) = match outcome {
            _ if !open.is_empty() => (None, None),
            Outcome::SourceError(source) | Outcome::ViewingStopped(source) => (
                source.code.as_deref().map(|code| System::SOURCE_MESSAGE.coding(code)),
                source.message.as_ref(),
            ),
            Outcome::RequestRefused { message } => (None, Some(message)),
            Outcome::Lost(loss) => {
                (loss.reason.as_ref().map(|reason| System::REASON_OF_LOSS.coding(reason.code())), None)
            }
            Outcome::Unclear(why) => (Some(System::UNCLEAR.coding(why.name())), None),
            _ => (None, None),
        };
        let code = CodeableConcept {
            coding: std::iter::once(name)
                .chain(detail)
                .chain(open.iter().map(|it| System::UNCLEAR.coding(it.name())))
                .collect(),
            text: text.and_then(|text| text::said(text.expose())),
            ..CodeableConcept::default()
        };
        Self { code: Some(code), ..Self::default() }
    }
}
