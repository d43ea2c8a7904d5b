//! What the tests of the simulator share: a few people, and a window that goes each way to its end.

use std::time::Duration;

use hokensho_eligibility::{
    Date, DateTime, Identity, InstitutionCode, InsurerNumber, Outcome, Policy, Unclear,
};
use hokensho_oqs::{
    ApiId, FileName, LimitConsent, Message as _, Mode, QualificationRequest, QualificationResult, SearchInfo,
};
use hokensho_terminal::sim::{
    Lookup, Operator, PatientPin, PersonId, Presented, Reader, ReaderEvent, Registry, Scenario, SimTerminal,
};
use hokensho_terminal::{Error, Poll, Terminal};
use tempfile::TempDir;

pub(crate) const ISSUER: &[u8] = b"issuer";
pub(crate) const SERIAL: &[u8] = &[0x22, 0x7B, 0x13];
/// A face file older than this isn't believed.
const BELIEVED_SECONDS: i64 = 300;

/// An adult insured through work, with a ceiling.
pub(crate) const ADULT: &str = r#"
    registration = { person = "P0001", state = "registered", channel = "reader" }
    certificates.auth.serial = 0x227B13

    [[coverage]]
    insured_card_classification = "01"
    insurer_number = "01130012"
    insurer_name = "全国健康保険協会東京支部"
    insured_card_symbol = "１２３４５６７８"
    insured_identification_number = "1234"
    insured_branch_number = "01"
    personal_family_classification = "1"
    name = "見本　花子"
    name_kana = "ﾐﾎﾝ ﾊﾅｺ"
    sex1 = "2"
    birthdate = 1980-02-17
    qualification_date = 2020-04-01
    insured_card_valid_date = 2020-04-01
    limit_application_certificate = { classification = "01", classification_flag = "A03", valid_start_date = 2026-04-01 }
"#;

/// Changed jobs on 1 November; the old insurer filed it on the 6th, the new one on the 12th.
pub(crate) const JOB_CHANGE: &str = r#"
    registration = { person = "P0002", state = "registered" }

    [[coverage]]
    insured_card_classification = "01"
    insurer_number = "01130012"
    insurer_name = "全国健康保険協会東京支部"
    insured_identification_number = "2345"
    name = "見本　大輔"
    sex1 = "1"
    birthdate = 1988-04-18
    qualification_date = 2015-04-01
    disqualification_date = 2026-11-01
    reason_of_loss = "03"
    filed_on = 2026-11-06

    [[coverage]]
    insured_card_classification = "01"
    insurer_number = "06130009"
    insurer_name = "見本健康保険組合"
    insured_identification_number = "51001"
    name = "見本　大輔"
    sex1 = "1"
    birthdate = 1988-04-18
    qualification_date = 2026-11-01
    filed_on = 2026-11-12
"#;

pub(crate) fn institution() -> InstitutionCode {
    InstitutionCode::new("1300000005").unwrap()
}

pub(crate) fn date(text: &str) -> Date {
    Date::from_digits(text).unwrap()
}

/// Half past nine on a day.
pub(crate) fn at(day: &str) -> DateTime {
    DateTime::new(date(day), 9, 30, 0).unwrap()
}

pub(crate) fn now() -> DateTime {
    at("20261122")
}

pub(crate) fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

pub(crate) fn registry(personas: &[&str]) -> Registry {
    let mut registry = Registry::from_personas(personas.iter().copied()).unwrap();
    if registry.enrol(ISSUER, SERIAL, &PersonId::from("P0001")).is_err() {
        registry.enrol(ISSUER, SERIAL, &PersonId::from("P0002")).unwrap();
    }
    registry
}

pub(crate) fn operator(personas: &[&str], scenario: &str) -> Operator {
    Operator::new(registry(personas), &Scenario::named(scenario).unwrap())
}

/// The adult's insurance, as it would be typed.
pub(crate) fn adult_search() -> SearchInfo {
    let insurer = InsurerNumber::new("01130012").unwrap();
    SearchInfo::new(insurer, "1234", date("19800217"), LimitConsent::Given)
        .symbol("12345678")
        .branch_number("01")
}

/// Whatever the search lacks: other programs may send it so.
pub(crate) fn request(search: SearchInfo) -> QualificationRequest {
    let request = QualificationRequest::new(now().date(), institution(), adult_search()).unwrap();
    let mut request = request.file_identifier("20261122-0001").unwrap();
    request.body.search = Some(search);
    request
}

pub(crate) fn file_name() -> FileName {
    FileName::new(ApiId::QUALIFICATION_REQUEST, now().date(), 1).unwrap()
}

/// A window where one scenario is played for the adult.
pub(crate) struct Window {
    pub(crate) root: TempDir,
    pub(crate) scenario: Scenario,
    pub(crate) operator: Operator,
    pub(crate) simulated: SimTerminal,
}

impl Window {
    pub(crate) fn new(scenario: &str) -> Self {
        Self::playing(Scenario::named(scenario).unwrap())
    }

    pub(crate) fn playing(scenario: Scenario) -> Self {
        let root = tempfile::tempdir().unwrap();
        let operator = Operator::new(registry(&[ADULT]), &scenario);
        let simulated = SimTerminal::new(root.path(), operator.clone(), &scenario).unwrap();
        Self { root, scenario, operator, simulated }
    }

    pub(crate) fn files(&self, folder: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.root.path().join(folder)).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub(crate) fn reader(&self) -> Reader {
        Reader::new(self.root.path(), institution(), self.operator.clone(), &self.scenario)
    }

    fn judge(&self, result: &QualificationResult) -> Outcome {
        match result.answer() {
            Ok(answer) => answer.outcome(now().date(), &self.scenario.policy()),
            Err(_) => Outcome::Unclear(Unclear::Unreadable),
        }
    }

    /// What staff do about an outcome, if they do anything.
    fn fall_back(&self, outcome: Outcome) -> Outcome {
        match (&self.scenario.staff, outcome) {
            (Some(staff), Outcome::SourceUnavailable) => {
                Outcome::AcceptedOffline { ticket: staff.accepts.clone().into() }
            }
            (_, outcome) => outcome,
        }
    }

    /// The typed way.
    pub(crate) fn typed(&mut self) -> Outcome {
        let outcome = match Terminal::open(self.root.path(), institution()) {
            Ok(terminal) => self.ask(&terminal),
            Err(error) => {
                assert!(error.is_unsent());
                Outcome::SourceUnavailable
            }
        };
        self.fall_back(outcome)
    }

    fn ask(&mut self, terminal: &Terminal) -> Outcome {
        let mut pending = terminal.send(&request(adult_search()), &file_name(), ms(0)).unwrap();
        for step in 0..2_000 {
            self.simulated.step(now(), ms(step * 100)).unwrap();
            match pending.poll(ms(step * 100)) {
                Ok(Poll::Waiting) => {}
                Ok(Poll::Answered(answered)) => return self.judge(&answered.received.message),
                Ok(Poll::Refused(refusal)) => {
                    return Outcome::RequestRefused { message: refusal.text().to_owned().into() };
                }
                Ok(Poll::TimedOut) => return Outcome::SourceUnknown,
                Err(Error::WrongAddressee { .. }) => return Outcome::Unclear(Unclear::WrongAddressee),
                Err(Error::AnsweredTwice { .. }) => return Outcome::Unclear(Unclear::AnsweredTwice),
                Err(_) => return Outcome::Unclear(Unclear::Unreadable),
            }
        }
        panic!("still waiting after two hundred seconds");
    }

    /// The reader way.
    pub(crate) fn at_the_reader(&self) -> Outcome {
        let watch = Terminal::open(self.root.path(), institution()).and_then(|it| it.watch_faces());
        let Ok(mut watch) = watch else { return self.fall_back(Outcome::SourceUnavailable) };
        let presented = Presented::Certificate { issuer: ISSUER, serial: SERIAL };
        match self.reader().read(presented, Identity::Face, now()).unwrap() {
            // The reader tells the patient; the window sees that no file comes.
            ReaderEvent::Accepted(_) | ReaderEvent::CertificateRefused => {}
            ReaderEvent::Cancelled => return Outcome::Cancelled,
            ReaderEvent::CannotRead => return Outcome::CardUnreadable,
            ReaderEvent::IdentityFailed => return Outcome::IdentityFailed,
            ReaderEvent::OtherCard => return Outcome::NotAMyNumberCard,
            ReaderEvent::PinBlocked => return Outcome::PinBlocked,
            ReaderEvent::PinWrong { tries_left } => return Outcome::PinWrong { left: Some(tries_left) },
        }
        let face = (0..1_800).find_map(|step| watch.poll(ms(step * 100)).unwrap());
        // Nothing came in time.
        let Some(face) = face else { return Outcome::SourceUnknown };
        let Ok(received) = QualificationResult::read(face.bytes, Mode::Strict) else {
            return Outcome::Unclear(Unclear::Unreadable);
        };
        let header = &received.message.header;
        if header.institution.value() != Some(&institution()) {
            return Outcome::Unclear(Unclear::WrongAddressee);
        }
        let age = now().to_unix() - header.executed_at.value().unwrap().to_unix();
        if age > BELIEVED_SECONDS {
            return Outcome::Unclear(Unclear::StaleFile);
        }
        self.judge(&received.message)
    }

    /// The direct way, as far as the source goes: none if it is decided before the source is asked.
    pub(crate) fn direct(&self) -> Option<Outcome> {
        let before = self.scenario.card.is_some()
            || self.scenario.patient.pin == PatientPin::Wrong
            || self.scenario.revocation.crl != hokensho_terminal::sim::Crl::Fresh
            || self.scenario.revocation.entries.iter().any(|entry| entry.names(SERIAL));
        if before {
            return None;
        }
        let outcome = match self.operator.by_certificate(ISSUER, SERIAL, &institution(), now()) {
            Lookup::Answer(result) => self.judge(&result),
            Lookup::NotRegistered => Outcome::NotRegistered,
            Lookup::Silent => Outcome::SourceUnknown,
            Lookup::Unreachable => Outcome::SourceUnavailable,
        };
        Some(self.fall_back(outcome))
    }
}

/// An outcome's name, and its detail if it has one.
pub(crate) fn names(outcome: &Outcome) -> (&'static str, Option<&'static str>) {
    let detail = match outcome {
        Outcome::Lost(loss) => Some(loss.name()),
        Outcome::Unclear(why) => Some(why.name()),
        _ => None,
    };
    (outcome.name(), detail)
}

pub(crate) fn outcome(result: &QualificationResult, day: &str) -> Outcome {
    result.answer().unwrap().outcome(date(day), &Policy::default())
}
