//! Answers of which a coverage couldn't be read.

use alloc::vec;
use alloc::vec::Vec;

use super::{CITY, KUMIAI, KYOKAI, aid, assert_on};
use crate::fixtures::{answer, beside_unread, coverage, day};
use crate::{Answer, Coverage, History, Observed, ReferenceClassification};

/// A history of answers, each about a day and given on another.
fn history(answers: &[(Answer, &str)]) -> History {
    let mut history = History::default();
    for (answer, asked_for) in answers {
        assert_eq!(history.observe(answer, day(asked_for), answer.executed_at), Observed::Learnt);
    }
    history
}

fn insured() -> Vec<Coverage> {
    vec![coverage(KYOKAI, "2020-04-01", None)]
}

fn typed(answer: Answer) -> Answer {
    Answer { reference: ReferenceClassification::Typed, ..answer }
}

#[test]
fn days_up_to_the_one_asked_about_may_have_been_the_unread_coverages() {
    let history = history(&[(beside_unread(answer("1", "2026-11-22", insured())), "2026-11-22")]);
    for date in ["2020-04-01", "2026-11-21", "2026-11-22"] {
        assert_on(&history, date, "coverage_unread", &[KYOKAI]);
    }
    assert_on(&history, "2020-03-31", "coverage_unread", &[]);
    assert_on(&history, "2026-11-23", "not_asked", &[]);
}

#[test]
fn an_answer_with_nothing_else_in_force_is_learnt_as_unread() {
    let ended = coverage(KUMIAI, "2010-04-01", Some("2020-04-01"));
    let history = history(&[(beside_unread(answer("1", "2026-11-22", vec![ended])), "2026-11-22")]);
    assert_on(&history, "2026-11-22", "coverage_unread", &[]);
    assert_on(&history, "2020-03-31", "coverage_unread", &[KUMIAI]);
    // What was read is still known.
    assert_eq!(history.periods().len(), 1);
}

#[test]
fn insurance_stands_before_aid_beside_an_unread_coverage() {
    let coverages = [vec![aid("2010-04-01")], insured()].concat();
    let history = history(&[(beside_unread(answer("1", "2026-11-22", coverages)), "2026-11-22")]);
    assert_on(&history, "2026-11-22", "coverage_unread", &[KYOKAI, "12999991"]);
}

#[test]
fn that_nothing_is_in_force_stands_for_the_day_asked_about_alone() {
    let ended = coverage(KUMIAI, "2010-04-01", Some("2020-04-01"));
    let history = history(&[(beside_unread(answer("2", "2026-11-22", vec![ended])), "2026-11-22")]);
    assert_on(&history, "2026-11-22", "lost", &[KUMIAI]);
    assert_on(&history, "2026-11-21", "coverage_unread", &[]);
}

#[test]
fn a_newer_answer_about_the_same_day_that_was_read_wholly_settles_it() {
    let unread = (beside_unread(answer("1", "2026-11-22", insured())), "2026-11-22");
    let whole = (answer("1", "2026-11-24", insured()), "2026-11-22");
    for date in ["2026-11-21", "2026-11-22"] {
        assert_on(&history(&[unread.clone(), whole.clone()]), date, "covered", &[KYOKAI]);
    }
    let older = (answer("1", "2026-11-20", insured()), "2026-11-20");
    let again = (beside_unread(answer("1", "2026-11-25", insured())), "2026-11-22");
    assert_on(&history(&[unread.clone(), older]), "2026-11-20", "coverage_unread", &[KYOKAI]);
    assert_on(&history(&[unread, whole, again]), "2026-11-22", "coverage_unread", &[KYOKAI]);
}

#[test]
fn an_answer_about_another_day_settles_that_day_and_no_other() {
    let unread = (beside_unread(answer("1", "2026-11-22", insured())), "2026-11-22");
    let later = (answer("1", "2026-12-10", insured()), "2026-12-10");
    let past = (answer("1", "2026-12-11", insured()), "2026-11-05");
    let history = history(&[unread, later, past]);
    for (date, name) in [
        ("2026-11-04", "coverage_unread"),
        ("2026-11-05", "covered"),
        ("2026-11-06", "coverage_unread"),
        ("2026-11-22", "coverage_unread"),
        ("2026-11-23", "covered"),
        ("2026-12-10", "covered"),
    ] {
        assert_on(&history, date, name, &[KYOKAI]);
    }
}

#[test]
fn a_newer_loss_settles_its_day_even_with_a_coverage_unread() {
    let unread = (beside_unread(answer("1", "2026-11-22", vec![])), "2026-11-22");
    let lost = (beside_unread(answer("2", "2026-11-23", vec![])), "2026-11-22");
    assert_on(&history(&[unread.clone(), lost.clone()]), "2026-11-22", "lost", &[]);
    let older =
        (answer("2", "2026-11-22", vec![coverage(CITY, "2010-04-01", Some("2026-11-01"))]), "2026-11-22");
    assert_on(
        &history(&[older, (beside_unread(answer("1", "2026-11-23", vec![])), "2026-11-22")]),
        "2026-11-22",
        "coverage_unread",
        &[],
    );
}

#[test]
fn typed_data_settles_nothing_but_what_was_typed() {
    let unread = beside_unread(answer("1", "2026-11-22", insured()));
    let whole = (typed(answer("1", "2026-11-24", insured())), "2026-11-22");
    let by_card = history(&[(unread.clone(), "2026-11-22"), whole.clone()]);
    assert_on(&by_card, "2026-11-22", "coverage_unread", &[KYOKAI]);
    let by_typing = history(&[(typed(unread), "2026-11-22"), whole]);
    assert_on(&by_typing, "2026-11-22", "covered", &[KYOKAI]);
}

#[test]
fn typed_data_of_another_insurer_settles_nothing_of_what_was_typed_before() {
    let unread = (typed(beside_unread(answer("1", "2026-11-22", insured()))), "2026-11-22");
    let of = |coverages| (typed(answer("1", "2026-11-24", coverages)), "2026-11-22");
    let other = || vec![coverage(KUMIAI, "2026-11-01", None)];
    let by_other = history(&[unread.clone(), of(other())]);
    assert_on(&by_other, "2026-11-22", "coverage_unread", &[KYOKAI, KUMIAI]);
    let by_both = history(&[unread, of([other(), insured()].concat())]);
    assert_on(&by_both, "2026-11-22", "overlapping", &[KYOKAI, KUMIAI]);
}

#[test]
fn a_life_of_answers_with_unread_coverages_costs_a_step_for_each() {
    let mut history = History::default();
    let always = vec![coverage(KYOKAI, "1970-01-01", None)];
    let mut answer = beside_unread(answer("1", "2026-11-22", always));
    // Fifty years, each day twice: looked through pairwise it would take minutes.
    for number in 0..18_250 {
        for read in [false, true] {
            answer.executed_at = crate::DateTime::from_unix(86_400 * number + i64::from(read)).unwrap();
            let unread = if read { Vec::new() } else { answer.unread.clone() };
            let given = Answer { unread, ..answer.clone() };
            history.observe(&given, given.executed_at.date(), given.executed_at);
        }
    }
    assert_on(&history, "2001-05-05", "covered", &[KYOKAI]);
}
