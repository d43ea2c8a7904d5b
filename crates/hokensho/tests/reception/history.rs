//! What a reception leaves for the next visit: the answer, if it is one to the question, and nothing else.

use hokensho::eligibility::{CardClassification, Person, Sex, Standing};
use hokensho::{
    Answer, Change, Coverage, Date, DateTime, Finished, History, InstitutionCode, InsurerNumber, LookUp,
    Observed, Outcome, QualificationValidity, ReferenceClassification,
};

use super::common::{Desk, NOW, institution};

fn today() -> Date {
    DateTime::from_unix(NOW).unwrap().date()
}

/// An answer about somebody whom `insurer` covers since a day; it doesn't repeat the day that was asked about.
fn answer(insurer: &str, since: Date) -> Answer {
    let person = Person::new("見本　花子", Sex::Female, Date::new(1980, 2, 17).unwrap());
    let mut coverage = Coverage::new(CardClassification::General, person);
    coverage.insurer_number = InsurerNumber::new(insurer).ok();
    coverage.qualified_on = Some(since);
    let mut answer = Answer::new(ReferenceClassification::Card, DateTime::from_unix(NOW).unwrap());
    answer.validity = Some(QualificationValidity::Valid);
    answer.coverages.push(coverage);
    answer
}

fn reception(answer: Answer) -> Finished {
    let mut desk = Desk::of("adult");
    desk.says = Some(Ok(LookUp::Answer(Box::new(answer))));
    desk.run_right(desk.card())
}

#[test]
fn an_answer_is_kept_with_the_day_that_was_asked_about() {
    let finished = reception(answer("01130012", today()));
    assert_eq!(finished.answer.as_ref().and_then(|answer| answer.asked_for), Some(today()));
    let mut history = History::default();
    assert_eq!(finished.observe_in(&mut history), Observed::Learnt);
    assert_eq!(finished.observe_in(&mut history), Observed::Known);
    assert!(matches!(history.on(today()), Standing::Covered { .. }));
}

#[test]
fn two_visits_tell_what_changed_between_them() {
    let first = reception(answer("01130012", Date::new(2020, 4, 1).unwrap()));
    let second = reception(answer("06130009", today()));
    let changes = Change::between(&first.report.outcome, &second.report.outcome);
    let names: Vec<_> = changes.iter().map(Change::name).collect();
    assert_eq!(names, ["insurer"]);
}

#[test]
fn an_answer_to_another_question_leaves_nothing() {
    let whole = || answer("01130012", today());
    let (mut elsewhere, mut other_day, mut typed) = (whole(), whole(), whole());
    elsewhere.institution = InstitutionCode::new("2710000007").ok();
    other_day.asked_for = Date::new(2026, 11, 21).ok();
    typed.reference = ReferenceClassification::Typed;
    for answer in [elsewhere, other_day, typed] {
        let finished = reception(answer);
        assert!(matches!(finished.report.outcome, Outcome::Unclear(_)));
        assert_eq!(finished.answer, None);
        assert_eq!(finished.observe_in(&mut History::default()), Observed::Nothing);
    }
    let named = Answer { institution: Some(institution()), ..whole() };
    assert!(reception(named).answer.is_some());
}

#[test]
fn without_an_answer_there_is_nothing_to_observe() {
    let mut desk = Desk::of("adult");
    desk.says = Some(Ok(LookUp::NotRegistered));
    let finished = desk.run_right(desk.card());
    assert_eq!(finished.observe_in(&mut History::default()), Observed::Nothing);
}
