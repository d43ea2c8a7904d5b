mod result;
mod rules;

use hokensho_eligibility::{Date, DateTime, InstitutionCode, ReferenceClassification, SegmentOfResult};
use hokensho_oqs::{LimitConsent, Qualification, QualificationRequest, QualificationResult, SearchInfo};

use self::result::{fill, give_consent, header};
use self::rules::{by_person, by_search};
use super::coverage::known;
use super::registry::{Person, PersonId, Registration, Registry};
use super::scenario::{Behaviour, Consent, Enrolment, OperatorPlan, Scenario};

/// The operator of the online side (オンライン資格確認等システム): answers from a [`Registry`] as the real one would, by the
/// dates that were filed, never by who is asked about.
///
/// ```
/// use hokensho_eligibility::{DateTime, InstitutionCode};
/// use hokensho_terminal::sim::{Lookup, Operator, PersonId, Registry, Scenario};
///
/// let mut registry = Registry::from_personas([r#"
///     registration = { person = "P0001", state = "registered" }
///     [[coverage]]
///     insured_card_classification = "01"
///     insurer_number = "01130012"
///     insurer_name = "全国健康保険協会東京支部"
///     name = "見本　花子"
///     sex1 = "2"
///     birthdate = 1980-02-17
/// "#])?;
/// registry.enrol(b"issuer", &[0x22], &PersonId::from("P0001"))?;
/// let operator = Operator::new(registry, &Scenario::named("normal")?);
///
/// let institution = InstitutionCode::new("1300000005")?;
/// let at = DateTime::from_digits("20261122093000")?;
/// let Lookup::Answer(result) = operator.by_certificate(b"issuer", &[0x22], &institution, at) else { panic!() };
/// let answer = result.answer()?;
/// assert!(answer.outcome(at.date(), &Default::default()).is_eligible());
/// assert!(matches!(operator.by_certificate(b"issuer", &[0x23], &institution, at), Lookup::NotRegistered));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Operator {
    registry: Registry,
    plan: OperatorPlan,
    line: Line,
}

/// Whether the operator can be reached at all.
#[derive(Clone, Copy, Debug)]
enum Line {
    Up,
    Dead,
    Silent,
}

/// What a look-up by certificate comes to: the direct way.
///
/// ```
/// assert!(matches!(hokensho_terminal::sim::Lookup::NotRegistered, hokensho_terminal::sim::Lookup::NotRegistered));
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub enum Lookup {
    /// An answer, in the shape of a card read.
    Answer(Box<QualificationResult>),
    /// The certificate is nobody's, or the person hasn't registered (利用登録).
    NotRegistered,
    /// The question was taken, and nothing comes back.
    Silent,
    /// The question never left.
    Unreachable,
}

impl Operator {
    /// An operator that knows this registry and plays this scenario.
    #[must_use]
    pub fn new(registry: Registry, scenario: &Scenario) -> Self {
        let line = match scenario.terminal.behaviour {
            Behaviour::NeverAnswers => Line::Silent,
            Behaviour::NoFolders => Line::Dead,
            _ => Line::Up,
        };
        Self { registry, plan: scenario.operator.clone(), line }
    }

    /// Whom it knows.
    #[must_use]
    pub const fn registry(&self) -> &Registry {
        &self.registry
    }

    /// Looks up the holder of a certificate, named by its issuer (DER) and serial (big-endian). Whether the certificate
    /// is genuine and in force is for the caller to have checked.
    pub fn by_certificate(
        &self,
        issuer: &[u8],
        serial: &[u8],
        institution: &InstitutionCode,
        at: DateTime,
    ) -> Lookup {
        match self.line {
            Line::Dead => return Lookup::Unreachable,
            Line::Silent => return Lookup::Silent,
            Line::Up => {}
        }
        let person = self.registry.person(issuer, serial).and_then(|id| self.registry.get(id));
        match person {
            Some(person) if self.is_registered(person) => {
                Lookup::Answer(Box::new(self.by_card(person, institution, at)))
            }
            _ => Lookup::NotRegistered,
        }
    }

    fn is_registered(&self, person: &Person) -> bool {
        self.plan.enrolment == Enrolment::Registry && person.registration == Registration::Registered
    }

    /// What a certified reader gets for a person, whom it registers on the spot if need be; none for somebody unknown.
    pub(super) fn by_reader(
        &self,
        person: &PersonId,
        institution: &InstitutionCode,
        consent: Consent,
        at: DateTime,
    ) -> Option<QualificationResult> {
        let mut result = self.by_card(self.registry.get(person)?, institution, at);
        result
            .body
            .results
            .iter_mut()
            .flat_map(|it| &mut it.list)
            .for_each(|it| give_consent(it, consent, at));
        Some(result)
    }

    /// A card asks about today. Consent is given on a reader's screen, nowhere else.
    fn by_card(&self, person: &Person, institution: &InstitutionCode, at: DateTime) -> QualificationResult {
        let known = self.known(person, institution, at);
        let (validity, found) = by_person(&known, institution, at.date());
        let mut result = header(ReferenceClassification::Card, institution, at);
        result.header.confirmation_date = at.date().into();
        fill(&mut result, validity, found, institution);
        self.plan.result.write_over(&mut result);
        result
    }

    /// Answers a typed question with the coverage that was typed, and no other.
    #[must_use]
    pub fn by_insurance(&self, request: &QualificationRequest, at: DateTime) -> QualificationResult {
        let mut result = QualificationResult::default();
        let (Some(institution), Some(search)) = (request.header.institution.value(), &request.body.search)
        else {
            result.header.segment_of_result = SegmentOfResult::Abnormal.into();
            return result;
        };
        result = header(ReferenceClassification::Typed, institution, at);
        result.header.confirmation_date = request.header.confirmation_date.clone();
        result.header.file_identifier = request.header.file_identifier.clone();
        let on = request.header.confirmation_date.value().copied().unwrap_or(at.date());
        self.answer(&mut result, search, (institution, on), at);
        result
    }

    /// What is known of who is searched for, whatever the search lacks.
    pub(super) fn answer(
        &self,
        result: &mut QualificationResult,
        search: &SearchInfo,
        (institution, on): (&InstitutionCode, Date),
        at: DateTime,
    ) {
        let people: Vec<_> =
            self.registry.people().map(|person| self.known(person, institution, at)).collect();
        let (validity, found) = by_search(&people, search, institution, on);
        fill(result, validity, found, institution);
        for it in result.body.results.iter_mut().flat_map(|results| &mut results.list) {
            it.identifier = search.identifier.clone();
            if search.limit_consent.value() != Some(&LimitConsent::Given) {
                it.limit_certificate = None;
                it.specific_diseases = None;
            }
        }
        result.body.search = Some(search.clone());
        self.plan.result.write_over(result);
    }

    /// What is known of a person, after the scenario's changes.
    fn known(&self, person: &Person, institution: &InstitutionCode, at: DateTime) -> Vec<Qualification> {
        let mut known = known(&person.filed, at.date());
        for change in &self.plan.changes {
            change.apply(&mut known, institution, at);
        }
        known
    }
}
