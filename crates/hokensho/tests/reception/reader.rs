//! The certified reader's way: a file is believed if it is fresh, for this institution, about today, and readable.

use std::collections::VecDeque;
use std::time::Duration;

use hokensho::oqs::{Encoding, Leaf, Message as _, Mode, Qualification, QualificationResult};
use hokensho::{
    AccessTable, CareForm, CertificateState, CertifiedReader, ConsentItem, DateTime, Error, Event, Finding,
    Finished, Identity, InstitutionCode, MedicalAccess, Moment, Outcome, PointTable, Reader, ReaderEvent,
    ReaderResult, ReaderSettings, Reception, Refusal, Role, Staff, Step, Unclear, Via,
};
use hokensho_terminal::sim::{self, Presented, Scenario, SimTerminal};

use super::common::{NOW, certificate_name, finished, institution, moment, operator, persona, run};

/// Says what it was told to say, one thing at each poll, and waits after that.
#[derive(Default)]
struct Script {
    says: VecDeque<ReaderEvent>,
    polls: u32,
    cancels: u32,
}

impl CertifiedReader for &mut Script {
    fn poll(&mut self, _now: Moment) -> ReaderEvent {
        self.polls += 1;
        self.says.pop_front().unwrap_or(ReaderEvent::Waiting)
    }

    fn cancel(&mut self) {
        self.cancels += 1;
    }
}

impl Script {
    fn of(says: impl IntoIterator<Item = ReaderEvent>) -> Self {
        Self { says: says.into_iter().collect(), ..Self::default() }
    }
}

/// The face file that a simulated reader writes for the adult at [`NOW`].
fn face_file(scenario: &str) -> Vec<u8> {
    let (adult, scenario) = (persona("adult"), Scenario::named(scenario).unwrap());
    let root = tempfile::tempdir().unwrap();
    let operator = operator(&[&adult], &scenario);
    let _folders = SimTerminal::new(root.path(), operator.clone(), &scenario).unwrap();
    let mut reader = sim::Reader::new(root.path(), institution(), operator, &scenario);
    let name = certificate_name(&adult);
    let presented = Presented::Certificate { issuer: name.issuer(), serial: name.serial() };
    let at = DateTime::from_unix(NOW).unwrap();
    let sim::ReaderEvent::Accepted(file) = reader.read(presented, Identity::Face, at).unwrap() else {
        panic!()
    };
    std::fs::read(root.path().join("face").join(file.to_string())).unwrap()
}

fn message() -> QualificationResult {
    QualificationResult::read(face_file("normal"), Mode::Strict).unwrap().message
}

fn handed_in(file: Vec<u8>) -> ReaderEvent {
    ReaderEvent::Result(ReaderResult { identity: Identity::Face, file })
}

fn outcome_at(file: Vec<u8>, now: i64) -> Outcome {
    let mut script = Script::of([handed_in(file)]);
    run(Reader::new(&mut script, institution(), ReaderSettings::default()), now).report.outcome
}

/// What comes of the adult's file after a change.
fn outcome_of(change: impl FnOnce(&mut QualificationResult)) -> Outcome {
    let mut message = message();
    change(&mut message);
    outcome_at(message.write(Encoding::Utf8).unwrap(), NOW)
}

#[test]
fn a_fresh_file_is_the_operators_word() {
    for scenario in ["normal", "sjis"] {
        let mut script = Script::of([ReaderEvent::Waiting, handed_in(face_file(scenario))]);
        let way = Reader::new(&mut script, institution(), ReaderSettings::default());
        let finished = run(way, NOW);
        assert!(finished.report.outcome.is_eligible(), "{scenario}: {:?}", finished.cause);
        assert_eq!(finished.report.identity, Identity::Face);
        assert_eq!(finished.report.certificate, CertificateState::ByOperator);
        assert_eq!(finished.report.via, Via::Reader);
        assert_eq!((finished.round_trips, finished.serial), (0, None));
        assert!(finished.answer.is_some_and(|answer| answer.asked_for == Some(answer.executed_at.date())));
        let steps: Vec<_> = finished.steps.iter().map(|record| record.step).collect();
        assert_eq!(steps, [Step::Reader, Step::Answer]);
        assert_eq!((script.polls, script.cancels), (2, 0));
    }
}

#[test]
fn a_consent_given_at_the_reader_opens_medicines_to_a_doctor_and_not_giving_it_touches_no_eligibility() {
    let report = |scenario| {
        let mut script = Script::of([handed_in(face_file(scenario))]);
        run(Reader::new(&mut script, institution(), ReaderSettings::default()), NOW).report
    };
    let at = DateTime::from_unix(NOW).unwrap();
    let medicines = ConsentItem::Medicines;
    let consent = report("normal").consent(medicines, &CareForm::Outpatient, at).unwrap();
    let doctor = Staff { role: Role::Doctor, institution: PointTable::Medical };
    let access = MedicalAccess::open(consent, doctor, AccessTable::BUILT_IN, at).unwrap();
    assert_eq!(access.check(medicines, at), Ok(()));

    let silent = report("no-consent");
    assert!(silent.outcome.is_eligible());
    let refused = silent.consent(medicines, &CareForm::Outpatient, at);
    assert_eq!(refused, Err(Refusal::NotGiven { item: medicines }));
}

#[test]
fn a_file_is_believed_to_the_last_second_of_five_minutes() {
    let file = face_file("normal");
    for late in [0, 1, 299, 300] {
        assert!(outcome_at(file.clone(), NOW + late).is_eligible(), "{late} s");
    }
    for late in [301, 302, 600, 30_000] {
        assert_eq!(outcome_at(file.clone(), NOW + late), Outcome::Unclear(Unclear::StaleFile), "{late} s");
    }
}

#[test]
fn a_file_may_be_a_minute_ahead_and_no_more() {
    let file = face_file("normal");
    for ahead in [1, 59, 60] {
        assert!(outcome_at(file.clone(), NOW - ahead).is_eligible(), "{ahead} s");
    }
    for ahead in [61, 600] {
        assert_eq!(outcome_at(file.clone(), NOW - ahead), Outcome::Unclear(Unclear::StaleFile), "{ahead} s");
    }
}

#[test]
fn clocks_at_the_ends_of_time_believe_nothing() {
    for now in [i64::MIN, i64::MAX] {
        let mut script = Script::of([handed_in(face_file("normal"))]);
        let way = Reader::new(&mut script, institution(), ReaderSettings::default());
        let mut reception = Reception::new(way);
        let broken = Moment { unix: now, elapsed: Duration::ZERO };
        let finished = (0..3).find_map(|_| finished(reception.poll(broken))).unwrap();
        assert_eq!(finished.report.outcome, Outcome::Unclear(Unclear::StaleFile), "{now}");
    }
}

#[test]
fn a_file_for_another_institution_is_not_believed() {
    let other = InstitutionCode::new("2710000007").unwrap();
    let outcome = outcome_of(|message| message.header.institution = other.into());
    assert_eq!(outcome, Outcome::Unclear(Unclear::WrongAddressee));
}

#[test]
fn the_answer_to_a_typed_question_is_no_card_read() {
    let typed = hokensho::ReferenceClassification::Typed;
    let outcome = outcome_of(|message| message.header.reference_classification = typed.into());
    assert_eq!(outcome, Outcome::Unclear(Unclear::OtherQuestion));
    let unknown = hokensho::ReferenceClassification::from_code("7");
    let outcome = outcome_of(|message| message.header.reference_classification = unknown.into());
    assert_eq!(outcome, Outcome::Unclear(Unclear::OtherQuestion));
    let outcome = outcome_of(|message| message.header.reference_classification = Leaf::Absent);
    assert!(outcome.is_eligible());
}

#[test]
fn a_file_about_another_day_is_not_believed() {
    let yesterday = hokensho::Date::new(2026, 11, 21).unwrap();
    let outcome = outcome_of(|message| message.header.confirmation_date = yesterday.into());
    assert_eq!(outcome, Outcome::Unclear(Unclear::OtherDay));
}

#[test]
fn what_can_not_be_read_is_unclear_and_says_where_without_saying_what() {
    let file = face_file("normal");
    let text = String::from_utf8(file.clone()).unwrap();
    let unreadable = [
        vec![],
        b"<XmlMsg>".to_vec(),
        vec![0xFF; 10_000],
        file[..file.len() / 2].to_vec(),
        text.replacen("<XmlMsg>", "<!DOCTYPE XmlMsg [<!ENTITY a 'b'>]><XmlMsg>", 1).into_bytes(),
        text.replace("1980", "198O").into_bytes(),
        face_file("lying-encoding"),
    ];
    for (file, nth) in unreadable.into_iter().zip(1..) {
        let mut script = Script::of([handed_in(file)]);
        let finished = run(Reader::new(&mut script, institution(), ReaderSettings::default()), NOW);
        assert_eq!(finished.report.outcome, Outcome::Unclear(Unclear::Unreadable), "file {nth}");
        let cause = format!("{:?}", finished.cause.unwrap());
        assert!(cause.starts_with("Message("), "file {nth}: {cause}");
        assert!(!cause.contains("花子") && !cause.contains("198"), "file {nth}: {cause}");
    }
}

#[test]
fn a_file_that_lacks_what_is_required_is_unreadable() {
    let missing: [fn(&mut QualificationResult); 4] = [
        |message| message.header.executed_at = Leaf::Absent,
        |message| message.header.institution = Leaf::Absent,
        |message| message.header.confirmation_date = Leaf::Absent,
        |message| message.body.status = Leaf::Absent,
    ];
    for (change, nth) in missing.into_iter().zip(1..) {
        assert_eq!(outcome_of(change), Outcome::Unclear(Unclear::Unreadable), "{nth}");
    }
}

/// What becomes of the adult's face file, read leniently, after a change of its coverages.
fn read_leniently(change: impl FnOnce(&mut Vec<Qualification>)) -> Finished {
    let mut message = message();
    change(&mut message.body.results.as_mut().unwrap().list);
    // A value that can't be is refused by a strict reader.
    let settings = ReaderSettings { mode: Mode::Lenient, ..ReaderSettings::default() };
    let file = message.write(Encoding::Utf8).unwrap();
    run(Reader::new(&mut Script::of([handed_in(file)]), institution(), settings), NOW)
}

fn spoilt(mut qualification: Qualification) -> Qualification {
    qualification.disqualification_date = Leaf::Invalid("1980".into());
    qualification
}

#[test]
fn a_coverage_that_cannot_be_read_is_unclear_and_says_where_without_saying_what() {
    let finished = read_leniently(|list| list[0] = spoilt(list[0].clone()));
    let unread = finished.answer.as_ref().unwrap().unread.clone();
    assert_eq!(unread.len(), 1);
    assert_eq!(finished.report.outcome, Outcome::Unclear(Unclear::CoverageUnread(unread)));
    let cause = finished.cause.unwrap();
    assert!(
        matches!(&cause, Error::CoverageUnread { place, .. } if place.ends_with("[1]/DisqualificationDate"))
    );
    assert!(!format!("{cause} {cause:?}").contains("1980"));
}

#[test]
fn a_coverage_in_force_counts_beside_one_that_cannot_be_read_which_is_told() {
    let finished = read_leniently(|list| list.push(spoilt(list[0].clone())));
    let eligible = finished.report.outcome.eligible().unwrap();
    assert_eq!((eligible.coverages().len(), eligible.unread().len()), (1, 1));
    assert_eq!(eligible.findings(), [Finding::CoverageUnread]);
    assert!(finished.cause.unwrap().to_string().ends_with("[2]/DisqualificationDate is invalid"));
    let whole = read_leniently(|_| {});
    assert!(whole.cause.is_none() && whole.report.outcome.eligible().unwrap().unread().is_empty());
}

#[test]
fn everything_that_a_reader_says_has_its_outcome() {
    let events = [
        (ReaderEvent::Cancelled, Outcome::Cancelled),
        (ReaderEvent::CardUnreadable, Outcome::CardUnreadable),
        (ReaderEvent::IdentityFailed, Outcome::IdentityFailed),
        (ReaderEvent::IdentityMethodUnavailable, Outcome::IdentityMethodUnavailable),
        (ReaderEvent::NotAMyNumberCard, Outcome::NotAMyNumberCard),
        (ReaderEvent::PinBlocked, Outcome::PinBlocked),
        (ReaderEvent::PinWrong { left: Some(2) }, Outcome::PinWrong { left: Some(2) }),
        (ReaderEvent::PinWrong { left: None }, Outcome::PinWrong { left: None }),
        (ReaderEvent::Unavailable, Outcome::SourceUnavailable),
    ];
    for (event, outcome) in events {
        let mut script = Script::of([event]);
        let finished = run(Reader::new(&mut script, institution(), ReaderSettings::default()), NOW);
        assert_eq!(finished.report.outcome, outcome);
        assert_eq!(finished.report.identity, Identity::None);
        assert_eq!(finished.report.certificate, CertificateState::NotChecked);
    }
}

#[test]
fn a_file_without_anybody_identified_is_nobodys() {
    let result = ReaderResult { identity: Identity::None, file: face_file("normal") };
    let mut script = Script::of([ReaderEvent::Result(result)]);
    let finished = run(Reader::new(&mut script, institution(), ReaderSettings::default()), NOW);
    assert_eq!(finished.report.outcome, Outcome::IdentityFailed);
}

#[test]
fn a_reader_that_hands_nothing_in_is_given_up_and_freed() {
    let mut script = Script::default();
    let settings = ReaderSettings { limit: Duration::from_secs(10), ..ReaderSettings::default() };
    let mut reception = Reception::new(Reader::new(&mut script, institution(), settings));
    // The limit counts from the first poll, whatever the steady clock shows then.
    for elapsed in [500, 501, 505, 509] {
        let event = reception.poll(moment(NOW, Duration::from_secs(elapsed)));
        assert!(matches!(event, Event::Waiting(Step::Reader)), "{elapsed} s");
    }
    let late = moment(NOW, Duration::from_secs(510));
    assert!(matches!(reception.poll(late), Event::Did(Step::Reader)));
    let finished = finished(reception.poll(late)).unwrap();
    assert_eq!(finished.report.outcome, Outcome::SourceUnknown);
    assert!(matches!(finished.cause, Some(Error::ReaderTimeout { waited }) if waited.as_secs() == 10));
    drop(reception);
    assert_eq!(script.cancels, 1);
}

#[test]
fn cancelling_frees_the_reader_once_and_believes_nothing_that_came() {
    for polls in 0..3 {
        let mut script = Script::of([ReaderEvent::Waiting, handed_in(face_file("normal"))]);
        let mut reception =
            Reception::new(Reader::new(&mut script, institution(), ReaderSettings::default()));
        for _ in 0..polls {
            assert!(finished(reception.poll(moment(NOW, Duration::ZERO))).is_none());
        }
        reception.cancel();
        let finished = finished(reception.poll(moment(NOW, Duration::ZERO))).unwrap();
        assert_eq!(finished.report.outcome, Outcome::Cancelled);
        assert!(matches!(reception.poll(moment(NOW, Duration::ZERO)), Event::Over));
        drop(reception);
        assert_eq!(script.cancels, 1, "after {polls} polls");
    }
}

#[test]
fn a_reception_that_is_dropped_frees_the_reader() {
    let mut script = Script::of([ReaderEvent::Waiting]);
    let mut reception = Reception::new(Reader::new(&mut script, institution(), ReaderSettings::default()));
    assert!(matches!(reception.poll(moment(NOW, Duration::ZERO)), Event::Waiting(Step::Reader)));
    drop(reception);
    assert_eq!(script.cancels, 1);
}

#[test]
fn a_reader_is_not_asked_again_after_the_end() {
    // What it would say next is about the next person.
    let mut script = Script::of([ReaderEvent::IdentityFailed, handed_in(face_file("normal"))]);
    let mut reception = Reception::new(Reader::new(&mut script, institution(), ReaderSettings::default()));
    let now = moment(NOW, Duration::ZERO);
    assert!(matches!(reception.poll(now), Event::Did(Step::Reader)));
    assert_eq!(finished(reception.poll(now)).unwrap().report.outcome, Outcome::IdentityFailed);
    assert!(matches!(reception.poll(now), Event::Over));
    drop(reception);
    assert_eq!(script.polls, 1);
}

#[test]
fn a_result_shows_how_long_it_is_and_nothing_else() {
    let result = ReaderResult { identity: Identity::Face, file: b"secret".to_vec() };
    for text in [format!("{result:?}"), format!("{result:#?}")] {
        assert_eq!(text, "ReaderResult(face, 6 bytes)");
    }
    let mut way = Reader::new(Quiet, institution(), ReaderSettings::default());
    hokensho::Way::advance(&mut way, moment(NOW, Duration::ZERO));
    assert!(!format!("{way:?}").contains("115"), "{way:?}");
}

/// Hands in a file at once.
#[derive(Debug)]
struct Quiet;

impl CertifiedReader for Quiet {
    fn poll(&mut self, _now: Moment) -> ReaderEvent {
        handed_in(b"secret".to_vec())
    }

    fn cancel(&mut self) {}
}
