//! How a reception goes: polled, stopped, waited for, ended once.

use std::time::Duration;

use hokensho::{
    Advance, Error, Event, Identify, Identity, Need, Outcome, Patience, Reception, Reply, Step, StepEnd,
    Unclear, Way as _,
};
use hokensho_mock::Secret;

use super::common::{Desk, NOW, advance_to_need, finished, moment, pin, session_is_over};

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn tells_every_step_in_order_with_what_it_cost() {
    let mut desk = Desk::of("adult");
    let mut told = Vec::new();
    let card = desk.card();
    let mut typed = Some(pin(desk.persona.auth_pin()));
    let mut clock = super::common::FakeClock::at(NOW);
    let supply = |_: Need| typed.take().map_or(Reply::Stop, Reply::Pin);
    let finished = Reception::new(desk.way(card)).run(&mut clock, supply, |record| told.push(*record));
    let steps: Vec<_> = told.iter().map(|record| (record.step, record.round_trips)).collect();
    let expected = [
        (Step::Connect, 2),
        (Step::Certificate, 1),
        (Step::Tries, 1),
        (Step::Sign, 2),
        (Step::EndSession, 1),
        (Step::Verify, 0),
        (Step::LookUp, 0),
    ];
    assert_eq!(steps, expected);
    assert_eq!(finished.steps, told);
}

#[test]
fn the_step_in_which_it_ended_is_told_and_no_command_is_missing_from_the_steps() {
    // Persona, a wrong PIN if one is typed, the step in which it ends.
    let cases = [
        ("adult", None, Step::LookUp),
        ("adult", Some("9999"), Step::Sign),
        ("face-only", None, Step::Tries),
        ("expired", None, Step::Verify),
        ("iphone", None, Step::LookUp),
    ];
    for (name, wrong, ends_in) in cases {
        let mut desk = Desk::of(name);
        let digits = wrong.map_or_else(|| desk.persona.auth_pin().to_owned(), str::to_owned);
        let mut card = desk.card();
        let finished = desk.run(&mut card, Some(&digits));
        let sum: u32 = finished.steps.iter().map(|record| record.round_trips).sum();
        assert_eq!((sum, card.apdus()), (finished.round_trips, finished.round_trips), "{name}");
        let (last, before) = finished.steps.split_last().unwrap();
        assert_eq!((last.step, last.end), (ends_in, StepEnd::Ended), "{name}");
        assert!(before.iter().all(|record| record.end == StepEnd::WentOn), "{name}");
    }
}

/// Connect, certificate, tries, the question, signature, end of session, verdict, look-up.
const POLLS_TO_THE_END: usize = 8;

#[test]
fn a_cancel_after_any_number_of_polls_ends_the_session_and_costs_no_try() {
    let mut polls = 0;
    loop {
        let mut desk = Desk::of("adult");
        let digits = desk.persona.auth_pin().to_owned();
        let mut card = desk.card();
        let mut reception = Reception::new(desk.way(&mut card));
        let mut ended = None;
        for _ in 0..polls {
            match reception.poll(moment(NOW, Duration::ZERO)) {
                Event::Needs(_) => reception.reply(Reply::Pin(pin(&digits))),
                Event::Finished(finished) => ended = Some(finished),
                _ => {}
            }
        }
        if let Some(ended) = ended {
            assert!(ended.report.outcome.is_eligible());
            break;
        }
        reception.cancel();
        let finished = finished(reception.poll(moment(NOW, Duration::ZERO))).unwrap();
        // What has ended stays as it ended, even if it wasn't told yet.
        if polls < POLLS_TO_THE_END {
            assert_eq!(finished.report.outcome, Outcome::Cancelled, "after {polls} polls");
            assert_eq!(finished.report.identity, Identity::None);
        } else {
            assert!(finished.report.outcome.is_eligible());
        }
        drop(reception);
        assert!(session_is_over(&card), "after {polls} polls: {card:?}");
        assert_eq!(card.tries_left(Secret::AuthPin), 3);
        polls += 1;
    }
    assert_eq!(polls, 9); // seven steps, the need, the end
}

#[test]
fn a_reception_that_is_dropped_ends_the_session_too() {
    for polls in 0..8 {
        let mut desk = Desk::of("adult");
        let digits = desk.persona.auth_pin().to_owned();
        let mut card = desk.card();
        let mut reception = Reception::new(desk.way(&mut card));
        for _ in 0..polls {
            if let Event::Needs(_) = reception.poll(moment(NOW, Duration::ZERO)) {
                reception.reply(Reply::Pin(pin(&digits)));
            }
        }
        drop(reception);
        assert!(session_is_over(&card), "after {polls} polls: {card:?}");
    }
}

#[test]
fn a_patient_who_stops_is_cancelled() {
    let mut desk = Desk::of("adult");
    let mut card = desk.card();
    let finished = desk.run(&mut card, None);
    assert_eq!(finished.report.outcome, Outcome::Cancelled);
    assert!(finished.cause.is_none());
    assert!(session_is_over(&card));
}

#[test]
fn a_patient_is_waited_for_as_long_as_was_said_and_no_longer() {
    let patience = Patience { for_the_patient: 10 * SECOND, ..Patience::default() };
    let mut desk = Desk::of("adult");
    let mut card = desk.card();
    let mut reception = Reception::with_patience(desk.way(&mut card), patience);
    let asked = 5 * SECOND; // the first steps take time too
    while !matches!(reception.poll(moment(NOW, asked)), Event::Needs(_)) {}
    for waited in 0..=10 {
        let event = reception.poll(moment(NOW, asked + waited * SECOND));
        assert!(matches!(event, Event::Needs(Need::Pin { tries_left: Some(3) })), "{waited} s: {event:?}");
    }
    let late = asked + 10 * SECOND + Duration::from_millis(1);
    let finished = finished(reception.poll(moment(NOW, late))).unwrap();
    assert_eq!(finished.report.outcome, Outcome::Cancelled);
    assert!(matches!(finished.cause, Some(Error::PatientTimeout { waited }) if waited == 10 * SECOND));
    drop(reception);
    assert!(session_is_over(&card));
}

#[test]
fn what_the_patient_took_is_no_time_of_a_step() {
    let mut desk = Desk::of("adult");
    let digits = desk.persona.auth_pin().to_owned();
    let card = desk.card();
    let mut reception = Reception::new(desk.way(card));
    while !matches!(reception.poll(moment(NOW, Duration::ZERO)), Event::Needs(_)) {}
    reception.reply(Reply::Pin(pin(&digits)));
    let mut elapsed = 30 * SECOND;
    let finished = loop {
        if let Some(finished) = finished(reception.poll(moment(NOW, elapsed))) {
            break finished;
        }
        elapsed += SECOND;
    };
    let sign = finished.steps.iter().find(|record| record.step == Step::Sign).unwrap();
    assert_eq!(sign.took, SECOND);
}

/// A reception in which the clocks jump after the card has signed.
fn with_clocks_after_signing(wall: i64, steady: Duration) -> Outcome {
    let mut desk = Desk::of("adult");
    let digits = desk.persona.auth_pin().to_owned();
    let card = desk.card();
    let mut reception = Reception::new(desk.way(card));
    let mut now = moment(NOW, Duration::ZERO);
    loop {
        match reception.poll(now) {
            Event::Needs(_) => reception.reply(Reply::Pin(pin(&digits))),
            Event::Did(Step::Sign) => now = hokensho::Moment { unix: NOW + wall, elapsed: steady },
            Event::Finished(finished) => return finished.report.outcome,
            _ => {}
        }
    }
}

#[test]
fn a_wall_clock_that_is_set_while_the_card_signs_makes_nobody_a_forger() {
    for wall in [-60, -1, 0, 1, 600] {
        let outcome = with_clocks_after_signing(wall, Duration::ZERO);
        assert!(outcome.is_eligible(), "{wall} s: {outcome:?}");
    }
}

#[test]
fn a_challenge_that_is_answered_after_five_minutes_proves_nothing() {
    assert!(with_clocks_after_signing(300, 300 * SECOND).is_eligible());
    for wall in [0, 301] {
        let outcome = with_clocks_after_signing(wall, 301 * SECOND);
        assert_eq!(outcome, Outcome::Unclear(Unclear::Untimely), "the card isn't called false for it");
    }
}

#[test]
fn a_pin_that_nobody_asked_for_is_never_presented() {
    let mut desk = Desk::of("adult");
    let mut card = desk.card();
    let mut reception = Reception::new(desk.way(&mut card));
    // A wrong one before each poll, up to the question.
    for _ in 0..4 {
        reception.reply(Reply::Pin(pin("0000")));
        let event = reception.poll(moment(NOW, Duration::ZERO));
        assert!(matches!(event, Event::Did(_) | Event::Needs(_)), "{event:?}");
    }
    reception.reply(Reply::Stop);
    assert!(finished(reception.poll(moment(NOW, Duration::ZERO))).is_some());
    // And after the end.
    reception.reply(Reply::Pin(pin("0000")));
    let _ = reception.poll(moment(NOW, Duration::ZERO));
    drop(reception);
    assert_eq!(card.tries_left(Secret::AuthPin), 3);
}

#[test]
fn a_phone_that_verifies_its_holder_itself_takes_no_pin() {
    let mut desk = Desk::of("iphone");
    let card = desk.card();
    let mut way = desk.way(card);
    way.supply(pin("0000"));
    let Advance::Ended(_, ending) = advance_to_need(&mut way, moment(NOW, Duration::ZERO)) else { panic!() };
    assert_eq!(ending.identity, Identity::OnDevice);
}

#[test]
fn a_pin_that_comes_after_the_patience_is_not_presented() {
    let mut desk = Desk::of("adult");
    let mut card = desk.card();
    let mut reception = Reception::new(desk.way(&mut card));
    while !matches!(reception.poll(moment(NOW, Duration::ZERO)), Event::Needs(_)) {}
    reception.reply(Reply::Pin(pin("9999")));
    let finished = finished(reception.poll(moment(NOW, Duration::from_secs(61)))).unwrap();
    assert_eq!(finished.report.outcome, Outcome::Cancelled);
    assert!(matches!(finished.cause, Some(Error::PatientTimeout { .. })));
    drop(reception);
    assert_eq!(card.tries_left(Secret::AuthPin), 3);
    assert!(session_is_over(&card));
}

#[test]
fn polling_after_the_end_touches_nothing() {
    let mut desk = Desk::of("adult");
    let digits = desk.persona.auth_pin().to_owned();
    let mut card = desk.card();
    let mut reception = Reception::new(desk.way(&mut card));
    let first = loop {
        match reception.poll(moment(NOW, Duration::ZERO)) {
            Event::Needs(_) => reception.reply(Reply::Pin(pin(&digits))),
            Event::Finished(finished) => break finished,
            _ => {}
        }
    };
    assert!(first.report.outcome.is_eligible());
    for _ in 0..3 {
        assert!(matches!(reception.poll(moment(NOW, SECOND)), Event::Over));
        reception.cancel();
    }
    drop(reception);
    assert_eq!(card.apdus(), 7);
    assert_eq!(desk.asked.get(), 1);
}

#[test]
fn a_face_without_a_certified_reader_is_no_proof_and_costs_no_try() {
    for identify in [Identify::Face, Identify::Staff, Identify::Machine] {
        let mut desk = Desk::of("adult");
        desk.settings.identify = identify;
        let mut card = desk.card();
        assert_eq!(desk.run(&mut card, None).report.outcome, Outcome::IdentityMethodUnavailable);
        assert!(session_is_over(&card));
    }
}
