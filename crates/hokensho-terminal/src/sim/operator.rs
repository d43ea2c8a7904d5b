use hokensho_eligibility::{
    Date, DateTime, InstitutionCode, ProcessingStatus, QualificationValidity, ReferenceClassification,
    SegmentOfResult,
};
use hokensho_oqs::{
    ConsentFlag, ConsentItem, Leaf, LimitConsent, Qualification, QualificationRequest, QualificationResult,
    SearchInfo, ViewingConsent,
};

use super::coverage::{aid, has_ticket, in_force, insurance, is_aid, known, last_ended, mark_tickets};
use super::registry::{Person, PersonId, Registration, Registry};
use super::scenario::{Behaviour, Consent, Enrolment, Message, OperatorPlan, ResultPlan, Scenario, Validity};

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
                Lookup::Answer(Box::new(self.by_card(person, institution, Consent::Given, at)))
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
        Some(self.by_card(self.registry.get(person)?, institution, consent, at))
    }

    /// A card asks about today.
    fn by_card(
        &self,
        person: &Person,
        institution: &InstitutionCode,
        consent: Consent,
        at: DateTime,
    ) -> QualificationResult {
        let known = self.known(person, institution, at);
        let (validity, found) = by_person(&known, institution, at.date());
        let found = found.into_iter().cloned().map(|mut it| {
            give_consent(&mut it, consent, at);
            it
        });
        let mut result = header(ReferenceClassification::Card, institution, at);
        result.header.confirmation_date = at.date().into();
        fill(&mut result, validity, found.collect(), institution);
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
        let people: Vec<_> =
            self.registry.people().map(|person| self.known(person, institution, at)).collect();
        let (validity, found) = by_search(&people, search, institution, on);
        let found = found.cloned().map(|mut it| {
            it.identifier = search.identifier.clone();
            if search.limit_consent.value() != Some(&LimitConsent::Given) {
                it.limit_certificate = None;
                it.specific_diseases = None;
            }
            it
        });
        fill(&mut result, validity, found.into_iter().collect(), institution);
        result.body.search = Some(search.clone());
        self.plan.result.write_over(&mut result);
        result
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

/// The newest coverage that is in force; the last one that was, if none is.
fn by_person<'q>(
    known: &'q [Qualification],
    institution: &InstitutionCode,
    on: Date,
) -> (QualificationValidity, Vec<&'q Qualification>) {
    let (insurance, aid) = (insurance(known, on), aid(known, on));
    let found: Vec<_> = insurance.into_iter().chain(aid).collect();
    match (insurance, aid, last_ended(known, on)) {
        (Some(_), ..) => (QualificationValidity::Valid, found),
        (None, Some(aid), _) => (aid_validity(aid, institution, on), found),
        (None, None, Some(last)) => (QualificationValidity::Invalid, vec![last]),
        (None, None, None) => (QualificationValidity::NotFound, Vec::new()),
    }
}

/// The coverage that was typed, judged against everything known of the same person.
fn by_search<'q>(
    people: &'q [Vec<Qualification>],
    search: &SearchInfo,
    institution: &InstitutionCode,
    on: Date,
) -> (QualificationValidity, Option<&'q Qualification>) {
    let mut fitting = people.iter().filter_map(|known| {
        let newest =
            known.iter().filter(|it| fits(it, search)).max_by_key(|it| it.qualification_date.value());
        newest.map(|typed| (known, typed))
    });
    let Some((known, typed)) = fitting.next() else { return (QualificationValidity::NotFound, None) };
    if fitting.next().is_some() {
        return (QualificationValidity::Several, None);
    }
    let newer = insurance(known, on).is_some_and(|newest| !is_aid(typed) && newest != typed);
    let validity = match (newer, in_force(typed, on)) {
        (true, _) => QualificationValidity::NewerExists,
        (false, false) => QualificationValidity::Invalid,
        (false, true) if is_aid(typed) => aid_validity(typed, institution, on),
        (false, true) => QualificationValidity::Valid,
    };
    (validity, Some(typed))
}

fn aid_validity(aid: &Qualification, institution: &InstitutionCode, on: Date) -> QualificationValidity {
    if has_ticket(aid, institution, on) {
        QualificationValidity::Valid
    } else {
        QualificationValidity::AidNotRegistered
    }
}

/// Symbol and branch narrow the search if they were typed.
fn fits(coverage: &Qualification, search: &SearchInfo) -> bool {
    let same = |filed: &Leaf<String>, typed: &Leaf<String>| {
        filed.value().map(|text| half_width(text)) == typed.value().map(|text| half_width(text))
    };
    let narrows = |filed, typed: &Leaf<String>| typed.value().is_none() || same(filed, typed);
    coverage.insurer_number.value() == search.insurer_number.value()
        && coverage.birth_date.value() == search.birth_date.value()
        && same(&coverage.identification_number, &search.identification_number)
        && narrows(&coverage.symbol, &search.symbol)
        && narrows(&coverage.branch_number, &search.branch_number)
}

/// Digits, letters and signs in either width are the same number on an insurance document.
fn half_width(text: &str) -> String {
    let fold = |c: char| match c {
        '！'..='～' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        '\u{2212}' => '-', // what some systems make of a full-width hyphen
        other => other,
    };
    text.chars().map(fold).collect()
}

fn header(
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

fn fill(
    result: &mut QualificationResult,
    validity: QualificationValidity,
    found: Vec<Qualification>,
    institution: &InstitutionCode,
) {
    result.body.validity = validity.into();
    for mut coverage in found {
        mark_tickets(&mut coverage, institution);
        result.body.push(coverage);
    }
}

/// What a patient agrees to on the reader's screens holds for 24 hours. The ceiling is given out with the confirmation
/// itself: its screen was dropped on 2024-10-07.
fn give_consent(coverage: &mut Qualification, consent: Consent, at: DateTime) {
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
    fn write_over(&self, result: &mut QualificationResult) {
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
