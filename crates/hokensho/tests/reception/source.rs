//! The eligibility source: asked once, last, and believed only about what it was asked.

use std::time::Duration;

use hokensho::{
    Answer, CertificateState, Date, DateTime, Error, Identity, InstitutionCode, LookUp, Moment, Outcome,
    QualificationValidity, Reception, ReferenceClassification, Reply, SourceFailure, Unclear,
};

use super::common::{Desk, NOW, finished, pin};

/// An answer that found nothing, which needs no coverage.
fn answer() -> Answer {
    let mut answer = Answer::new(ReferenceClassification::Card, DateTime::from_unix(NOW).unwrap());
    answer.validity = Some(QualificationValidity::NotFound);
    answer
}

fn outcome_of(answer: Answer) -> Outcome {
    let mut desk = Desk::of("adult");
    desk.says = Some(Ok(LookUp::Answer(Box::new(answer))));
    desk.outcome()
}

#[test]
fn is_asked_once_about_a_holder_who_was_verified() {
    let mut desk = Desk::of("adult");
    let finished = desk.run_right(desk.card());
    assert!(finished.report.outcome.is_eligible());
    assert_eq!(finished.report.identity, Identity::Pin);
    assert_eq!(finished.report.certificate, CertificateState::Valid);
    assert_eq!(finished.serial.as_ref().map(|serial| serial.expose().as_str()), Some("227B13"));
    assert_eq!(desk.asked.get(), 1);
}

#[test]
fn every_way_of_having_no_answer_has_its_outcome() {
    let failures = [
        (SourceFailure::NotSent, Outcome::SourceUnavailable),
        (SourceFailure::NoAnswer, Outcome::SourceUnknown),
        (SourceFailure::Unreadable, Outcome::Unclear(Unclear::Unreadable)),
    ];
    for (failure, outcome) in failures {
        let mut desk = Desk::of("adult");
        desk.says = Some(Err(failure));
        let finished = desk.run_right(desk.card());
        assert_eq!(finished.report.outcome, outcome);
        assert_eq!(finished.report.identity, Identity::Pin);
        assert!(matches!(finished.cause, Some(Error::Source(cause)) if cause == failure));
        assert_eq!(desk.asked.get(), 1, "{failure:?}: never asked again by itself");
    }
}

#[test]
fn a_certificate_that_it_does_not_know_is_not_registered() {
    let mut desk = Desk::of("adult");
    desk.says = Some(Ok(LookUp::NotRegistered));
    assert_eq!(desk.outcome(), Outcome::NotRegistered);
}

#[test]
fn an_answer_about_another_day_is_not_believed() {
    let today = DateTime::from_unix(NOW).unwrap().date();
    assert_eq!(outcome_of(Answer { asked_for: Some(today), ..answer() }), Outcome::NotFound);
    let yesterday = Date::new(2026, 11, 21).unwrap();
    let outcome = outcome_of(Answer { asked_for: Some(yesterday), ..answer() });
    assert_eq!(outcome, Outcome::Unclear(Unclear::OtherDay));
}

#[test]
fn an_answer_for_another_institution_is_not_believed() {
    assert_eq!(outcome_of(Answer { institution: None, ..answer() }), Outcome::NotFound);
    let other = InstitutionCode::new("2710000007").unwrap();
    let outcome = outcome_of(Answer { institution: Some(other), ..answer() });
    assert_eq!(outcome, Outcome::Unclear(Unclear::WrongAddressee));
}

#[test]
fn is_not_asked_when_the_clock_is_out_of_range_by_then() {
    let mut desk = Desk::of("adult");
    let digits = desk.persona.auth_pin().to_owned();
    let card = desk.card();
    let mut reception = Reception::new(desk.way(card));
    let mut steps = 0;
    let finished = loop {
        // Six steps and a question in the calendar; the clock breaks before the last.
        let unix = if steps < 7 { NOW } else { i64::MAX };
        steps += 1;
        match reception.poll(Moment { unix, elapsed: Duration::ZERO }) {
            hokensho::Event::Needs(_) => reception.reply(Reply::Pin(pin(&digits))),
            event => {
                if let Some(finished) = finished(event) {
                    break finished;
                }
            }
        }
    };
    assert_eq!(finished.report.outcome, Outcome::SourceUnavailable);
    assert!(matches!(finished.cause, Some(Error::ClockOutOfRange)));
    drop(reception);
    assert_eq!(desk.asked.get(), 0);
}
