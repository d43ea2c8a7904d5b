use hokensho_eligibility::{
    CardClassification, Coverage as Insurance, Date, DateTime, Eligible, Language, Outcome,
    PreschoolClassification, PublicExpense, ReasonOfLoss,
};

use super::certificate::{InsuranceItem, add_items, date_of, items_of, valid_of};
use super::datatype::{CodeableConcept, Coding, Extension, Period, Reference};
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
        purpose: Vec<String>,
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
        /// Why nothing was found.
        error: Vec<ResponseError>,
    }

    /// Why nothing was found.
    ResponseError {
        /// How the check ended, and what the online side or this library says of it.
        code: Option<CodeableConcept>,
    }

    /// What was found of one insurance.
    InsuranceAnswer {
        /// What an answer says of an insurance and a Coverage can't, by extensions of ours.
        extension: Vec<Extension>,
        /// The Coverage.
        coverage: Option<Reference>,
        /// Whether it is in force.
        inforce: Option<bool>,
        /// From when until when.
        benefit_period: Option<Period>,
        /// Certificates that need no paper.
        item: Vec<InsuranceItem>,
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
    /// [`Error::FhirElement`] if the request isn't about a day, or about another than the answer.
    pub fn to(
        request: &CoverageEligibilityRequest,
        reference: Reference,
        answered: DateTime,
        outcome: &Outcome,
        mut coverage: impl FnMut(Covered<'_>) -> Reference,
    ) -> Result<Self, Error> {
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
        let stage = match outcome {
            Outcome::Running => "queued",
            Outcome::AcceptedOffline { .. } => "partial",
            _ if insurance.is_empty() => "error",
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
            error: (stage == "error").then(|| ResponseError::of(outcome, name)).into_iter().collect(),
            ..Self::default()
        })
    }

    /// The name of how the check ended ([`Outcome::name`]), if it was written by this library.
    #[must_use]
    pub fn ended_as(&self) -> Option<&str> {
        Extension::code_among(&self.extension, extension::OUTCOME, System::OUTCOME)
    }
}

impl ResponseError {
    fn of(outcome: &Outcome, name: Coding) -> Self {
        let (detail, text) = match outcome {
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
            coding: std::iter::once(name).chain(detail).collect(),
            text: text.map(|text| text.expose().clone()),
            ..CodeableConcept::default()
        };
        Self { code: Some(code), ..Self::default() }
    }
}

const EXTENSION: &str = "CoverageEligibilityResponse.insurance.extension";

impl InsuranceAnswer {
    /// What is known of an insurance on a day, under a reference to its Coverage. The mapping is ours:
    ///
    /// | here | in the insurance |
    /// |---|---|
    /// | `inforce` | in force on the day |
    /// | `benefitPeriod` | from 資格取得 to the last day |
    /// | extensions `qualified-on`, `lost-on`, `valid-period`, `issued-on` | 資格取得, 資格喪失, 有効開始 and 有効終了, 交付年月日 |
    /// | extensions `card-classification`, `preschool-classification`, `reason-of-loss` | 被保険者証区分, 未就学区分, 資格喪失事由 |
    /// | item `elderly-recipient`, `allowedUnsignedInt` | 高齢受給者証, with its 一部負担金割合 in percent |
    /// | item `limit`, `modifier`, `allowedString` | 限度額適用認定証, its 区分, and the code of its 適用区分 |
    /// | item `specific-disease`, `modifier`, `allowedMoney` | 特定疾病療養受療証, its 認定疾病区分 and 自己負担限度額 in yen |
    /// | item `medical-ticket`, `allowedMoney` | 医療券・調剤券, with its 本人支払額 in yen |
    /// | `excluded` of an item | the certificate, or the insurance, is not in force on the day; or the ticket is another institution's |
    /// | extensions `valid-period`, `issued-on` of an item | 有効開始日 and 有効終了日, 交付日 of the certificate |
    /// | extensions `long-term-since`, `for-this-institution` of an item | 長期入院該当年月日; whether the ticket is for who asked |
    ///
    /// Consents are resources of their own; 照会番号 is the institution's own and stays there.
    ///
    /// ```
    /// use hokensho_eligibility::{CardClassification, Coverage, Date, LimitCategory, LimitCertificate, Person, Sex};
    /// use hokensho_exchange::fhir::{InsuranceAnswer, Reference};
    ///
    /// let person = Person::new("見本　花子", Sex::Female, Date::new(1980, 2, 17)?);
    /// let mut insurance = Coverage::new(CardClassification::General, person.clone());
    /// insurance.limit = Some(LimitCertificate {
    ///     kind: None,
    ///     category: Some(LimitCategory::Under70U),
    ///     issued_on: None,
    ///     valid_from: None,
    ///     valid_until: Some(Date::new(2026, 7, 31)?),
    ///     long_term_since: None,
    /// });
    /// let answer = InsuranceAnswer::of(&insurance, Date::new(2026, 11, 22)?, Reference::to("Coverage/1"));
    /// assert_eq!((answer.inforce, answer.item[0].excluded), (Some(true), Some(true)));
    /// // Read back, with the certificates of other days.
    /// let read = answer.complete(Coverage::new(CardClassification::General, person))?;
    /// assert_eq!(read, insurance);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn of(insurance: &Insurance, on: Date, coverage: Reference) -> Self {
        Self::in_force(insurance, insurance.in_force(on), on, coverage)
    }

    /// A public expense that pays on the day; with the tickets of the medical aid, if it is one that an answer stated.
    fn of_expense(expense: &PublicExpense, aid: Option<&Insurance>, on: Date, coverage: Reference) -> Self {
        let answer = aid.map(|aid| Self::of(aid, on, coverage.clone())).unwrap_or_default();
        Self {
            coverage: Some(coverage),
            inforce: Some(true),
            benefit_period: text::period(expense.valid_from, expense.valid_until),
            ..answer
        }
    }

    fn in_force(insurance: &Insurance, in_force: bool, on: Date, coverage: Reference) -> Self {
        let (first, last) = text::days_of(insurance);
        let date = |url, day: Option<Date>| day.map(|day| Extension::date(url, day));
        let coding = |url, system: System, code: &str| Extension::coding(url, system.coding(code));
        let extensions = [
            Some(coding(
                extension::CARD_CLASSIFICATION,
                System::CARD_CLASSIFICATION,
                insurance.classification.code(),
            )),
            date(extension::QUALIFIED_ON, insurance.qualified_on),
            date(extension::LOST_ON, insurance.lost_on),
            date(extension::ISSUED_ON, insurance.issued_on),
            text::period(insurance.valid_from, insurance.valid_until)
                .map(|period| Extension::period(extension::VALID_PERIOD, period)),
            insurance.preschool.as_ref().map(|it| coding(extension::PRESCHOOL, System::PRESCHOOL, it.code())),
            insurance
                .reason_of_loss
                .as_ref()
                .map(|it| coding(extension::REASON_OF_LOSS, System::REASON_OF_LOSS, it.code())),
        ];
        Self {
            extension: extensions.into_iter().flatten().collect(),
            coverage: Some(coverage),
            inforce: Some(in_force),
            benefit_period: text::period(first, last),
            item: items_of(insurance, in_force, on),
            ..Self::default()
        }
    }

    /// An insurance as its Coverage has it ([`Coverage::to_insurance`](super::Coverage::to_insurance)), with what only the
    /// answer says of it. If this library wrote the answer, its days go before those of the Coverage's `period`, in which
    /// several are one.
    ///
    /// # Errors
    /// [`Error::FhirElement`] if a day, a ratio or an amount is said, but can't be read.
    pub fn complete(&self, insurance: Insurance) -> Result<Insurance, Error> {
        let code = |url, system| Extension::code_among(&self.extension, url, system);
        let date = |url| date_of(&self.extension, url, EXTENSION);
        let mut insurance = insurance;
        if let Some(classification) = code(extension::CARD_CLASSIFICATION, System::CARD_CLASSIFICATION) {
            insurance.classification = CardClassification::from_code(classification);
            insurance.qualified_on = date(extension::QUALIFIED_ON)?;
            insurance.lost_on = date(extension::LOST_ON)?;
            insurance.issued_on = date(extension::ISSUED_ON)?;
            [insurance.valid_from, insurance.valid_until] = valid_of(&self.extension, EXTENSION)?;
        }
        insurance.preschool =
            code(extension::PRESCHOOL, System::PRESCHOOL).map(PreschoolClassification::from_code);
        insurance.reason_of_loss =
            code(extension::REASON_OF_LOSS, System::REASON_OF_LOSS).map(ReasonOfLoss::from_code);
        add_items(&self.item, &mut insurance)?;
        Ok(insurance)
    }
}
