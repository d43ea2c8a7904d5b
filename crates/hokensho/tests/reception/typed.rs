//! The typed way through real folders: sent once or not at all, and believed only what was asked.

use std::fs;
use std::path::Path;
use std::time::Duration;

use hokensho::oqs::{Encoding, FileName, LimitConsent, Message as _, QualificationRequest, SearchInfo};
use hokensho::terminal::{Error as TerminalError, NotSent, Settings};
use hokensho::{
    CertificateState, Date, Error, Event, Finished, Identity, InsurerNumber, Outcome, Reception, Step, Typed,
    Unclear, Via,
};
use hokensho_terminal::sim::{Scenario, SimTerminal};
use tempfile::TempDir;

use super::common::{NOW, finished, institution, moment, operator, persona};

const TICK: Duration = Duration::from_millis(100);

fn today() -> Date {
    Date::new(2026, 11, 22).unwrap()
}

/// What stands on the adult's document.
fn request() -> QualificationRequest {
    let (insurer, birth) = (InsurerNumber::new("01130012").unwrap(), Date::new(1980, 2, 17).unwrap());
    let search = SearchInfo::new(insurer, "1234", birth, LimitConsent::Given)
        .symbol("１２３４５６７８")
        .branch_number("01");
    QualificationRequest::new(today(), institution(), search)
        .unwrap()
        .file_identifier("20261122-0001")
        .unwrap()
}

fn name() -> FileName {
    FileName::new(QualificationRequest::API, today(), 1).unwrap()
}

/// A terminal that plays a scenario in a folder of its own.
struct Room {
    root: TempDir,
    terminal: SimTerminal,
    /// How often the terminal found a request.
    requests: usize,
}

impl Room {
    fn playing(scenario: &str) -> Self {
        let scenario = Scenario::named(scenario).unwrap();
        let root = tempfile::tempdir().unwrap();
        let operator = operator(&[&persona("adult")], &scenario);
        let terminal = SimTerminal::new(root.path(), operator, &scenario).unwrap();
        Self { root, terminal, requests: 0 }
    }

    fn way(&self, encoding: Encoding) -> Typed {
        let settings = Settings { encoding, ..Settings::default() };
        Typed::new(self.root.path(), request(), name()).with_settings(settings)
    }

    fn files(&self, folder: &str) -> usize {
        files(&self.root.path().join(folder))
    }

    /// Lets reception and terminal take turns until the reception is over.
    fn run(&mut self, reception: &mut Reception<Typed>) -> Finished {
        for turn in 0..10_000 {
            let now = moment(NOW, TICK * turn);
            if let Some(finished) = finished(reception.poll(now)) {
                return finished;
            }
            self.requests += self.files("req");
            self.terminal.step(now.date_time().unwrap(), now.elapsed).unwrap();
        }
        panic!("a thousand seconds, and no end");
    }
}

fn files(folder: &Path) -> usize {
    fs::read_dir(folder).map_or(0, Iterator::count)
}

/// Plays a scenario with requests in both encodings; whatever comes of it, the request was put there once.
fn outcome(scenario: &str) -> Outcome {
    let outcomes = [Encoding::Utf8, Encoding::Windows31J].map(|encoding| {
        let mut room = Room::playing(scenario);
        let mut reception = Reception::new(room.way(encoding));
        let finished = room.run(&mut reception);
        assert_eq!(room.requests, 1, "{scenario}, {encoding:?}");
        assert_eq!(finished.report.identity, Identity::None);
        assert_eq!(finished.report.certificate, CertificateState::NotChecked);
        assert_eq!(finished.report.via, Via::Typed);
        // Polling on sends nothing.
        for _ in 0..3 {
            assert!(matches!(reception.poll(moment(NOW, TICK)), Event::Over));
        }
        assert_eq!((room.requests, room.files("req")), (1, 0), "{scenario}, {encoding:?}");
        finished.report.outcome
    });
    let [utf8, windows_31j] = outcomes;
    assert_eq!(utf8, windows_31j, "{scenario}");
    utf8
}

#[test]
fn an_answer_comes_back_in_either_encoding() {
    for scenario in ["normal", "sjis"] {
        assert!(outcome(scenario).is_eligible(), "{scenario}");
    }
}

#[test]
fn the_steps_are_told_in_order() {
    let mut room = Room::playing("normal");
    let finished = room.run(&mut Reception::new(room.way(Encoding::Utf8)));
    let steps: Vec<_> = finished.steps.iter().map(|record| record.step).collect();
    assert_eq!(steps, [Step::Send, Step::Await, Step::Answer]);
    assert_eq!(finished.answer.and_then(|answer| answer.asked_for), Some(today()));
}

#[test]
fn a_refusal_is_given_in_the_terminals_words() {
    let Outcome::RequestRefused { message } = outcome("request-refused") else { panic!() };
    assert!(!message.expose().is_empty());
}

#[test]
fn a_running_request_is_running() {
    assert_eq!(outcome("running"), Outcome::Running);
}

#[test]
fn without_an_answer_in_time_nobody_knows() {
    assert_eq!(outcome("no-answer"), Outcome::SourceUnknown);
}

#[test]
fn two_answers_are_none() {
    assert_eq!(outcome("answers-twice"), Outcome::Unclear(Unclear::AnsweredTwice));
}

#[test]
fn answers_for_somebody_else_are_not_believed() {
    for scenario in ["wrong-identifier", "wrong-institution", "wrong-person"] {
        assert_eq!(outcome(scenario), Outcome::Unclear(Unclear::WrongAddressee), "{scenario}");
    }
}

#[test]
fn a_lying_encoding_is_unreadable() {
    assert_eq!(outcome("lying-encoding"), Outcome::Unclear(Unclear::Unreadable));
}

#[test]
fn a_slow_terminal_is_waited_for() {
    assert!(outcome("slow").is_eligible());
}

#[test]
fn an_answer_that_changes_while_it_is_acted_on_is_two() {
    let mut room = Room::playing("normal");
    let mut reception = Reception::new(room.way(Encoding::Utf8));
    for turn in 0.. {
        let now = moment(NOW, TICK * turn);
        match reception.poll(now) {
            Event::Did(Step::Await) => {
                // The refusal comes after the answer came to rest.
                let refusal = room.root.path().join("res").join(name().refusal().unwrap().to_string());
                fs::write(refusal, "形式エラー").unwrap();
            }
            Event::Finished(finished) => {
                assert_eq!(finished.report.outcome, Outcome::Unclear(Unclear::AnsweredTwice));
                break;
            }
            _ => room.terminal.step(now.date_time().unwrap(), now.elapsed).unwrap(),
        }
    }
}

#[test]
fn without_folders_nothing_is_sent() {
    let root = tempfile::tempdir().unwrap();
    let finished = super::common::run(Typed::new(root.path(), request(), name()), NOW);
    assert_eq!(finished.report.outcome, Outcome::SourceUnavailable);
    assert!(matches!(finished.cause, Some(Error::Terminal(TerminalError::FolderMissing { .. }))));
    assert_eq!(files(root.path()), 0);
}

#[test]
fn a_name_that_is_taken_is_not_used_again() {
    for folder in ["req", "res"] {
        let room = Room::playing("normal");
        let taken = room.root.path().join(folder).join(name().to_string());
        fs::write(&taken, "somebody else's").unwrap();
        let finished = super::common::run(room.way(Encoding::Utf8), NOW);
        assert_eq!(finished.report.outcome, Outcome::SourceUnavailable, "{folder}");
        let cause = finished.cause.unwrap();
        assert!(
            matches!(cause, Error::Terminal(TerminalError::NotSent(NotSent::NameTaken { .. }))),
            "{cause:?}"
        );
        assert_eq!(fs::read(&taken).unwrap(), b"somebody else's");
        assert_eq!(room.files("req") + room.files("res"), 1);
    }
}

#[test]
fn a_request_that_says_too_little_is_not_sent() {
    let room = Room::playing("normal");
    let mut nobodys = request();
    nobodys.header.institution = hokensho::oqs::Leaf::Absent;
    let finished = super::common::run(Typed::new(room.root.path(), nobodys, name()), NOW);
    assert_eq!(finished.report.outcome, Outcome::SourceUnavailable);
    assert!(matches!(finished.cause, Some(Error::InstitutionMissing)));

    let mut timeless = request();
    timeless.header.confirmation_date = hokensho::oqs::Leaf::Absent;
    let finished = super::common::run(Typed::new(room.root.path(), timeless, name()), NOW);
    assert_eq!(finished.report.outcome, Outcome::SourceUnavailable);
    assert!(matches!(finished.cause, Some(Error::DateMissing)), "{:?}", finished.cause);
    assert_eq!(room.files("req"), 0);
}

#[test]
fn an_answer_may_be_about_the_day_that_was_asked_about_only() {
    // Asked about yesterday, answered about yesterday.
    let mut room = Room::playing("normal");
    let mut asked = request();
    asked.header.confirmation_date = Date::new(2026, 11, 21).unwrap().into();
    let mut reception = Reception::new(Typed::new(room.root.path(), asked, name()));
    let finished = room.run(&mut reception);
    let on = finished.report.outcome.eligible().map(hokensho::Eligible::on);
    assert_eq!(on, Some(Date::new(2026, 11, 21).unwrap()), "{:?}", finished.report.outcome);
}

#[test]
fn cancelling_while_waiting_leaves_the_request_and_sends_no_other() {
    let room = Room::playing("no-answer");
    let mut reception = Reception::new(room.way(Encoding::Utf8));
    for turn in 0..5 {
        assert!(finished(reception.poll(moment(NOW, TICK * turn))).is_none());
    }
    reception.cancel();
    assert_eq!(finished(reception.poll(moment(NOW, TICK * 6))).unwrap().report.outcome, Outcome::Cancelled);
    assert!(matches!(reception.poll(moment(NOW, TICK * 6)), Event::Over));
    assert_eq!((room.files("req"), room.files("res")), (1, 0));
}

#[test]
fn cancelling_before_the_first_poll_sends_nothing() {
    let room = Room::playing("normal");
    let mut reception = Reception::new(room.way(Encoding::Utf8));
    reception.cancel();
    assert!(finished(reception.poll(moment(NOW, Duration::ZERO))).is_some());
    assert_eq!(room.files("req"), 0);
}
