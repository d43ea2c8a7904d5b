use alloc::vec;
use alloc::vec::Vec;

use super::*;
use crate::fixtures::{answer, coverage, day, morning};
use crate::{CardClassification, ReasonOfLoss, ReferenceClassification};

mod generated;
mod unread;

const KYOKAI: &str = "01130012";
const KUMIAI: &str = "06130009";
const ELDERLY: &str = "39130000";
const CITY: &str = "138008";
const OTHER_CITY: &str = "138123";
const AID: &str = "12999991";

/// A history of answers to a card, each about the day it was given on.
fn seen(answers: &[(&str, &str, Vec<Coverage>)]) -> History {
    let mut history = History::default();
    for (on, validity, coverages) in answers {
        let answer = answer(validity, on, coverages.clone());
        assert_eq!(history.observe(&answer, day(on), morning(on)), Observed::Learnt, "{on}");
    }
    history
}

/// The standing on a day, with the insurers that it names.
fn on(history: &History, date: &str) -> (&'static str, Vec<alloc::string::String>) {
    let standing = history.on(day(date));
    let named: Vec<&Coverage> = match &standing {
        Standing::Covered { primary, others } => {
            [*primary].into_iter().chain(others.iter().copied()).collect()
        }
        Standing::CoverageUnread { in_force } => in_force.clone(),
        Standing::Overlapping { insurances, others } => [insurances.as_slice(), others].concat(),
        Standing::Lost { last } | Standing::NewerExists { outdated: last } => last.iter().copied().collect(),
        _ => Vec::new(),
    };
    let insurers = named.iter().map(|it| it.insurer_number.as_ref().unwrap().as_str().into()).collect();
    (standing.name(), insurers)
}

#[track_caller]
fn assert_on(history: &History, date: &str, name: &str, insurers: &[&str]) {
    let found = on(history, date);
    assert_eq!(
        (found.0, found.1.iter().map(alloc::string::String::as_str).collect::<Vec<_>>()),
        (name, insurers.to_vec()),
        "{date}"
    );
}

fn aid(from: &str) -> Coverage {
    let mut aid = coverage(AID, from, None);
    aid.classification = CardClassification::MedicalAid;
    aid
}

#[test]
fn days_after_the_last_question_were_not_asked_about() {
    let history = seen(&[("2026-11-22", "1", vec![coverage(KYOKAI, "2020-04-01", None)])]);
    assert_on(&history, "2026-11-22", "covered", &[KYOKAI]);
    assert_on(&history, "2020-04-01", "covered", &[KYOKAI]);
    assert_on(&history, "2026-11-23", "not_asked", &[]);
    assert_on(&history, "2020-03-31", "not_asked", &[]);
}

#[test]
fn a_coverage_without_a_first_day_is_known_on_the_days_asked_about_only() {
    let mut undated = coverage(KYOKAI, "2020-04-01", None);
    undated.qualified_on = None;
    let history = seen(&[("2026-11-10", "1", vec![undated.clone()]), ("2026-11-22", "1", vec![undated])]);
    assert_on(&history, "2026-11-10", "covered", &[KYOKAI]);
    assert_on(&history, "2026-11-15", "covered", &[KYOKAI]);
    assert_on(&history, "2026-11-09", "not_asked", &[]);
}

#[test]
fn a_job_change_without_a_gap() {
    let history = seen(&[
        ("2026-03-10", "1", vec![coverage(KYOKAI, "2020-04-01", None)]),
        (
            "2026-04-20",
            "1",
            vec![coverage(KUMIAI, "2026-04-01", None), coverage(KYOKAI, "2020-04-01", Some("2026-04-01"))],
        ),
    ]);
    assert_on(&history, "2026-03-31", "covered", &[KYOKAI]);
    assert_on(&history, "2026-04-01", "covered", &[KUMIAI]);
    assert_eq!(history.periods().len(), 2);
}

#[test]
fn a_job_change_of_which_only_the_new_insurer_is_known() {
    let history = seen(&[
        ("2026-03-10", "1", vec![coverage(KYOKAI, "2020-04-01", None)]),
        ("2026-04-20", "1", vec![coverage(KUMIAI, "2026-04-01", None)]),
    ]);
    assert_on(&history, "2026-03-10", "covered", &[KYOKAI]);
    // Nobody said until when the old one lasted.
    assert_on(&history, "2026-03-20", "not_asked", &[]);
    assert_on(&history, "2026-04-01", "covered", &[KUMIAI]);
}

#[test]
fn a_job_change_with_a_gap() {
    let history = seen(&[
        ("2026-04-15", "2", vec![coverage(KYOKAI, "2020-04-01", Some("2026-04-01"))]),
        ("2026-05-20", "1", vec![coverage(KUMIAI, "2026-05-01", None)]),
    ]);
    assert_on(&history, "2026-03-31", "covered", &[KYOKAI]);
    assert_on(&history, "2026-04-01", "lost", &[KYOKAI]);
    assert_on(&history, "2026-04-15", "lost", &[KYOKAI]);
    assert_on(&history, "2026-04-16", "not_asked", &[]);
    assert_on(&history, "2026-05-01", "covered", &[KUMIAI]);
}

#[test]
fn a_retroactive_loss_takes_back_what_was_covered() {
    let mut lost = coverage(KYOKAI, "2020-04-01", Some("2026-10-01"));
    lost.reason_of_loss = Some(ReasonOfLoss::OtherReason);
    let history = seen(&[
        ("2026-10-20", "1", vec![coverage(KYOKAI, "2020-04-01", None)]),
        ("2026-11-22", "2", vec![lost]),
    ]);
    assert_on(&history, "2026-09-30", "covered", &[KYOKAI]);
    assert_on(&history, "2026-10-20", "lost", &[KYOKAI]);
    let Standing::Lost { last: Some(last) } = history.on(day("2026-11-22")) else { panic!() };
    assert_eq!(last.reason_of_loss, Some(ReasonOfLoss::OtherReason));
}

#[test]
fn a_coverage_lost_on_its_first_day_never_was() {
    let history = seen(&[
        ("2026-10-20", "1", vec![coverage(KYOKAI, "2026-10-01", None)]),
        ("2026-11-22", "2", vec![coverage(KYOKAI, "2026-10-01", Some("2026-10-01"))]),
    ]);
    for date in ["2026-10-01", "2026-10-20", "2026-11-22"] {
        assert_on(&history, date, "lost", &[KYOKAI]);
    }
}

#[test]
fn a_loss_without_a_day_ends_nothing_before_the_day_asked_about() {
    let history = seen(&[
        ("2026-10-20", "1", vec![coverage(KYOKAI, "2020-04-01", None)]),
        ("2026-11-22", "2", vec![coverage(KYOKAI, "2020-04-01", None)]),
    ]);
    assert_on(&history, "2026-10-20", "covered", &[KYOKAI]);
    assert_on(&history, "2026-11-01", "not_asked", &[]);
    assert_on(&history, "2026-11-22", "lost", &[KYOKAI]);
}

#[test]
fn the_75th_birthday_moves_a_person_to_the_late_stage_elderly() {
    let history = seen(&[(
        "2026-12-01",
        "1",
        vec![coverage(ELDERLY, "2026-11-10", None), coverage(CITY, "2016-04-01", Some("2026-11-10"))],
    )]);
    assert_on(&history, "2026-11-09", "covered", &[CITY]);
    assert_on(&history, "2026-11-10", "covered", &[ELDERLY]);
}

#[test]
fn moving_changes_the_municipality() {
    let history = seen(&[
        ("2026-05-01", "1", vec![coverage(CITY, "2016-04-01", None)]),
        ("2026-07-15", "3", vec![coverage(CITY, "2016-04-01", Some("2026-07-01"))]),
        ("2026-08-01", "1", vec![coverage(OTHER_CITY, "2026-07-01", None)]),
    ]);
    assert_on(&history, "2026-06-30", "covered", &[CITY]);
    assert_on(&history, "2026-07-01", "covered", &[OTHER_CITY]);
    // When it was asked about, a newer one existed; by now it is known.
    assert_on(&history, "2026-07-15", "covered", &[OTHER_CITY]);
}

#[test]
fn a_newer_coverage_that_is_not_known_yet_is_said_to_exist() {
    let history = seen(&[("2026-07-15", "3", vec![coverage(CITY, "2016-04-01", Some("2026-07-01"))])]);
    assert_on(&history, "2026-07-15", "newer_exists", &[CITY]);
    assert_on(&history, "2026-07-14", "lost", &[CITY]);
    assert_on(&history, "2026-07-16", "not_asked", &[]);
}

#[test]
fn medical_aid_takes_the_place_of_the_municipalitys_insurance() {
    let mut lost = coverage(CITY, "2016-04-01", Some("2026-09-01"));
    lost.reason_of_loss = Some(ReasonOfLoss::AidBegan);
    let history = seen(&[("2026-09-10", "1", vec![lost, aid("2026-09-01")])]);
    assert_on(&history, "2026-08-31", "covered", &[CITY]);
    assert_on(&history, "2026-09-01", "covered", &[AID]);
}

#[test]
fn medical_aid_pays_after_insurance() {
    let history = seen(&[("2026-09-10", "1", vec![aid("2026-01-01"), coverage(KYOKAI, "2020-04-01", None)])]);
    assert_on(&history, "2026-09-10", "covered", &[KYOKAI, AID]);
    assert_on(&history, "2025-12-31", "covered", &[KYOKAI]);
}

#[test]
fn aid_without_a_ticket_is_not_covered_on_the_day_it_was_asked_about() {
    let history = seen(&[("2026-09-10", "6", vec![aid("2026-01-01")])]);
    assert_on(&history, "2026-09-10", "aid_ticket_missing", &[]);
    assert_on(&history, "2026-09-09", "not_asked", &[]);
}

#[test]
fn several_results_are_each_judged_by_their_own_dates() {
    let mut of_the_past = coverage(KUMIAI, "2010-04-01", Some("2016-04-01"));
    of_the_past.valid_until = Some(day("2015-12-31"));
    let history = seen(&[("2026-11-22", "1", vec![of_the_past, coverage(CITY, "2016-04-01", None)])]);
    assert_on(&history, "2015-12-31", "covered", &[KUMIAI]);
    assert_on(&history, "2016-01-01", "lost", &[KUMIAI]);
    assert_on(&history, "2016-04-01", "covered", &[CITY]);
}

#[test]
fn two_insurances_at_once_overlap() {
    let history = seen(&[
        ("2026-04-10", "1", vec![coverage(KYOKAI, "2020-04-01", None)]),
        ("2026-05-20", "1", vec![coverage(KUMIAI, "2026-04-01", None)]),
    ]);
    assert_on(&history, "2026-04-05", "overlapping", &[KYOKAI, KUMIAI]);
    assert_on(&history, "2026-04-11", "covered", &[KUMIAI]);
}

#[test]
fn what_was_not_found_may_be_filed_later() {
    let mut history = seen(&[("2026-04-10", "4", Vec::new())]);
    assert_on(&history, "2026-04-10", "not_found", &[]);
    let later = answer("1", "2026-05-01", vec![coverage(KUMIAI, "2026-04-01", None)]);
    history.observe(&later, day("2026-05-01"), morning("2026-05-01"));
    assert_on(&history, "2026-04-10", "covered", &[KUMIAI]);
}

#[test]
fn a_newer_answer_to_the_card_goes_before_an_older_one_for_its_day() {
    let mut history = seen(&[("2026-05-01", "1", vec![coverage(KUMIAI, "2026-04-01", None)])]);
    let later = answer("4", "2026-05-02", Vec::new());
    history.observe(&later, day("2026-04-10"), morning("2026-05-02"));
    assert_on(&history, "2026-04-10", "not_found", &[]);
    assert_on(&history, "2026-04-11", "covered", &[KUMIAI]);
}

#[test]
fn what_was_typed_denies_nothing_else() {
    let mut history = seen(&[("2026-05-01", "1", vec![coverage(KUMIAI, "2026-04-01", None)])]);
    let mut typed = answer("4", "2026-05-01", Vec::new());
    typed.reference = ReferenceClassification::Typed;
    history.observe(&typed, day("2026-05-01"), morning("2026-05-02"));
    assert_on(&history, "2026-05-01", "covered", &[KUMIAI]);
    typed.validity = Some(crate::QualificationValidity::Invalid);
    typed.coverages = vec![coverage(KUMIAI, "2026-04-01", None)];
    history.observe(&typed, day("2026-05-01"), morning("2026-05-03"));
    assert_on(&history, "2026-05-01", "lost", &[KUMIAI]);
}

#[test]
fn a_yearly_certificate_leaves_last_years_days_covered() {
    let mut last_year = coverage(CITY, "2016-04-01", None);
    (last_year.valid_from, last_year.valid_until) = (Some(day("2025-08-01")), Some(day("2026-07-31")));
    let mut this_year = coverage(CITY, "2016-04-01", None);
    (this_year.valid_from, this_year.valid_until) = (Some(day("2026-08-01")), Some(day("2027-07-31")));
    let answers = [("2026-07-10", "1", vec![last_year]), ("2026-08-20", "1", vec![this_year.clone()])];
    let mut history = seen(&answers);
    for date in ["2025-08-01", "2026-07-31", "2026-08-01", "2026-08-20"] {
        assert_on(&history, date, "covered", &[CITY]);
    }
    // A loss that is filed later reaches back into last year's.
    this_year.lost_on = Some(day("2026-06-01"));
    let lost = answer("2", "2026-09-01", vec![this_year]);
    history.observe(&lost, day("2026-09-01"), morning("2026-09-01"));
    assert_on(&history, "2026-05-31", "covered", &[CITY]);
    assert_on(&history, "2026-06-01", "lost", &[CITY]);
}

#[test]
fn a_newer_answer_about_an_earlier_day_leaves_later_days_known() {
    let mut history = seen(&[("2026-11-30", "1", vec![coverage(KYOKAI, "2020-04-01", None)])]);
    let past = answer("1", "2026-12-05", vec![coverage(KYOKAI, "2020-04-01", None)]);
    history.observe(&past, day("2026-11-10"), morning("2026-12-05"));
    assert_on(&history, "2026-11-30", "covered", &[KYOKAI]);
    assert_on(&history, "2026-12-01", "not_asked", &[]);
}

#[test]
fn a_loss_that_was_taken_back_is_a_loss_no_longer() {
    let mut last_year = coverage(CITY, "2016-04-01", Some("2026-07-01"));
    last_year.valid_until = Some(day("2026-07-31"));
    let mut this_year = coverage(CITY, "2016-04-01", None);
    this_year.valid_from = Some(day("2026-08-01"));
    let history = seen(&[("2026-07-10", "2", vec![last_year]), ("2026-08-20", "1", vec![this_year])]);
    // Nobody has asked about July since.
    for (date, name) in [("2026-06-30", "covered"), ("2026-07-05", "not_asked"), ("2026-08-01", "covered")] {
        assert_eq!(on(&history, date).0, name, "{date}");
    }
}

#[test]
fn the_same_insurer_years_later_is_another_period() {
    let history = seen(&[
        ("2019-05-01", "2", vec![coverage(CITY, "2016-04-01", Some("2019-04-01"))]),
        ("2026-11-22", "1", vec![coverage(CITY, "2025-04-01", None)]),
    ]);
    assert_on(&history, "2018-01-01", "covered", &[CITY]);
    assert_on(&history, "2019-04-02", "lost", &[CITY]);
    assert_on(&history, "2022-01-01", "not_asked", &[]);
    assert_on(&history, "2025-04-01", "covered", &[CITY]);
}

#[test]
fn a_corrected_first_day_goes_before_the_older_one() {
    let history = seen(&[
        ("2026-04-20", "1", vec![coverage(KYOKAI, "2026-04-01", None)]),
        ("2026-05-20", "1", vec![coverage(KYOKAI, "2026-04-15", None)]),
    ]);
    assert_on(&history, "2026-04-10", "not_asked", &[]);
    assert_on(&history, "2026-04-15", "covered", &[KYOKAI]);
}

#[test]
fn a_coverage_without_an_insurer_is_told_by_its_number() {
    let unnamed = |number: &str| {
        let mut coverage = coverage(KYOKAI, "2020-04-01", None);
        (coverage.insurer_number, coverage.number) = (None, Some(alloc::string::String::from(number).into()));
        coverage
    };
    let history = seen(&[
        ("2026-10-01", "1", vec![unnamed("５６７８")]),
        ("2026-11-01", "1", vec![unnamed("5678")]),
        ("2026-11-22", "1", vec![unnamed("5679")]),
    ]);
    assert_eq!(history.periods().len(), 2);
}

#[test]
fn a_life_of_daily_questions_is_one_period() {
    let mut history = History::default();
    // Fifty years; each answer compared with all before it would take minutes.
    let mut answer = answer("1", "2026-11-22", vec![coverage(KYOKAI, "1970-01-01", None)]);
    for number in 0..18_250 {
        answer.executed_at = DateTime::from_unix(86_400 * number).unwrap();
        let day = answer.executed_at.date();
        assert_eq!(history.observe(&answer, day, answer.executed_at), Observed::Learnt);
    }
    let periods = history.periods();
    let [period] = periods.as_slice() else { panic!("{}", periods.len()) };
    assert_eq!(period.known_until(), answer.executed_at.date());
    assert_eq!(history.observe(&answer, answer.executed_at.date(), answer.executed_at), Observed::Known);
}

#[test]
fn what_cannot_be_believed_is_not_learnt() {
    let mut history = History::default();
    let (date, at) = (day("2026-11-22"), morning("2026-11-22"));
    // Several found, unknown, and valid without anything in force.
    let ended = coverage(KYOKAI, "2020-04-01", Some("2026-11-01"));
    for (validity, coverages) in [("5", Vec::new()), ("7", Vec::new()), ("1", vec![ended])] {
        assert_eq!(history.observe(&answer(validity, "2026-11-22", coverages), date, at), Observed::Nothing);
    }
    let mut other_day = answer("1", "2026-11-22", vec![coverage(KYOKAI, "2020-04-01", None)]);
    other_day.asked_for = Some(day("2026-11-21"));
    assert_eq!(history.observe(&other_day, date, at), Observed::Nothing);
    assert_eq!(history, History::default());
    assert_on(&history, "2026-11-22", "not_asked", &[]);
}

#[test]
fn debug_tells_no_birth_date_or_number() {
    let history = seen(&[("2026-11-22", "1", vec![coverage(KYOKAI, "1980-02-17", None)])]);
    let shown = alloc::format!("{history:?} {:?} {:?}", history.periods(), history.on(day("2026-11-22")));
    assert!(!shown.contains("1980") && !shown.contains("5678") && !shown.contains("保険"), "{shown}");
}
