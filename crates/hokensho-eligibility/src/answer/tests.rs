use alloc::string::ToString;
use alloc::vec;

use super::*;
use crate::fixtures::born;
use crate::{CardClassification, MedicalTicket, ReasonOfLoss};

fn today() -> Date {
    Date::new(2026, 11, 22).unwrap()
}

fn coverage(insurer: &str) -> Coverage {
    born("19800217", insurer)
}

fn answer(validity: Option<&str>) -> Answer {
    let mut answer = Answer::new(ReferenceClassification::Card, DateTime::new(today(), 9, 0, 0).unwrap());
    answer.validity = validity.map(QualificationValidity::from_code);
    answer.coverages = vec![coverage("01130012")];
    answer
}

fn name(answer: &Answer) -> &'static str {
    answer.outcome(today(), &Policy::default()).name()
}

#[test]
fn each_validity_has_its_outcome() {
    let cases = [
        (Some("1"), "eligible"),
        (Some("2"), "lost"),
        (Some("3"), "newer_insurer"),
        (Some("4"), "not_found"),
        (Some("6"), "aid_ticket_missing"),
        (Some("7"), "unclear"),
        (Some(""), "unclear"),
        (None, "unclear"),
    ];
    for (validity, expected) in cases {
        assert_eq!(name(&answer(validity)), expected, "{validity:?}");
    }
}

#[test]
fn an_answer_about_another_day_says_nothing_of_this_one() {
    for validity in ["1", "2", "3", "4", "6"] {
        let mut answer = answer(Some(validity));
        for other in [(2026, 11, 21), (2026, 11, 23), (2025, 1, 10)] {
            answer.asked_for = Date::new(other.0, other.1, other.2).ok();
            let outcome = answer.outcome(today(), &Policy::default());
            assert_eq!(outcome, Outcome::Unclear(Unclear::OtherDay), "{validity} {other:?}");
        }
        let without_day = Answer { asked_for: None, ..answer.clone() };
        answer.asked_for = Some(today());
        assert_eq!(name(&answer), name(&without_day), "{validity}");
    }
}

#[test]
fn several_can_only_follow_typed_data() {
    let mut answer = answer(Some("5"));
    assert_eq!(name(&answer), "unclear");
    answer.reference = ReferenceClassification::Typed;
    assert_eq!(name(&answer), "several");
}

#[test]
fn running_and_errors_come_before_validity() {
    let mut answer = answer(Some("1"));
    answer.segment = SegmentOfResult::Running;
    assert_eq!(name(&answer), "running");
    answer.segment = SegmentOfResult::Abnormal;
    assert_eq!(name(&answer), "source_error");
    answer.segment = SegmentOfResult::Normal;
    answer.status = Some(ProcessingStatus::Error);
    assert_eq!(name(&answer), "source_error");
}

#[test]
fn an_unknown_or_absent_status_is_never_eligible() {
    for segment in ["3", "0", ""] {
        let mut answer = answer(Some("1"));
        answer.segment = SegmentOfResult::from_code(segment);
        assert_eq!(name(&answer), "unclear", "{segment}");
    }
    let mut answer = answer(Some("1"));
    answer.status = None;
    assert_eq!(name(&answer), "unclear");
    answer.status = Some(ProcessingStatus::from_code("3"));
    assert_eq!(name(&answer), "unclear");
}

#[test]
fn viewing_is_stopped_only_by_a_configured_code() {
    let mut answer = answer(Some("1"));
    answer.status = Some(ProcessingStatus::Error);
    answer.message = Some(SourceMessage { code: Some("STOP".to_string()), message: None });
    let outcome = |codes| answer.outcome(today(), &Policy { viewing_stopped_codes: codes }).name();
    assert_eq!(outcome(vec![]), "source_error");
    assert_eq!(outcome(vec!["OTHER".to_string()]), "source_error");
    assert_eq!(outcome(vec!["STOP".to_string()]), "viewing_stopped");
}

#[test]
fn the_code_about_the_person_is_told_apart_from_the_files() {
    let message = |code: &str| SourceMessage { code: Some(code.to_string()), message: None };
    let mut answer = answer(Some("1"));
    (answer.message, answer.file_message) = (Some(message("PERSON")), Some(message("FILE")));
    let mut told = |segment, status, stopping: &[&str]| {
        (answer.segment, answer.status) = (segment, Some(status));
        let viewing_stopped_codes = stopping.iter().map(ToString::to_string).collect();
        match answer.outcome(today(), &Policy { viewing_stopped_codes }) {
            Outcome::SourceError(message) => ("source_error", message.code.unwrap()),
            Outcome::ViewingStopped(message) => ("viewing_stopped", message.code.unwrap()),
            other => panic!("{}", other.name()),
        }
    };
    use ProcessingStatus::{Error, Normal};
    use SegmentOfResult as Segment;
    let of = |name, code: &str| (name, code.to_string());
    assert_eq!(told(Segment::Normal, Error, &[]), of("source_error", "PERSON"));
    assert_eq!(told(Segment::Abnormal, Normal, &[]), of("source_error", "FILE"));
    assert_eq!(told(Segment::Normal, Error, &["PERSON"]), of("viewing_stopped", "PERSON"));
    assert_eq!(told(Segment::Abnormal, Error, &["PERSON"]), of("viewing_stopped", "PERSON"));
    assert_eq!(told(Segment::Normal, Error, &["FILE"]), of("viewing_stopped", "FILE"));
}

#[test]
fn valid_with_nothing_in_force_that_day_is_unclear() {
    let mut answer = answer(Some("1"));
    for lost_on in [today(), Date::new(2026, 11, 1).unwrap()] {
        answer.coverages[0].lost_on = Some(lost_on);
        assert_eq!(answer.outcome(today(), &Policy::default()), Outcome::Unclear(Unclear::NothingInForce));
    }
    answer.coverages[0].lost_on = None;
    answer.coverages[0].valid_from = Some(Date::new(2026, 11, 23).unwrap());
    assert_eq!(name(&answer), "unclear");
    answer.coverages.clear();
    assert_eq!(name(&answer), "unclear");
}

#[test]
fn each_coverage_is_judged_by_its_own_dates() {
    let mut answer = answer(Some("1"));
    answer.coverages[0].lost_on = Some(Date::new(2026, 11, 1).unwrap());
    answer.coverages.push(coverage("06130009"));
    let Outcome::Eligible(eligible) = answer.outcome(today(), &Policy::default()) else { panic!() };
    assert_eq!(eligible.coverages().len(), 1);
    assert_eq!(eligible.primary().unwrap().insurer_number.as_ref().unwrap().as_str(), "06130009");
}

#[test]
fn insurance_pays_before_medical_aid() {
    let mut answer = answer(Some("1"));
    answer.coverages.insert(0, coverage("12999991"));
    let Outcome::Eligible(eligible) = answer.outcome(today(), &Policy::default()) else { panic!() };
    assert_eq!(eligible.coverages().len(), 2);
    assert_eq!(eligible.ratio().percent(), Some(30));
}

#[test]
fn a_ticket_for_another_institution_pays_nothing_here() {
    let ticket = |here| MedicalTicket {
        valid_from: Some(Date::new(2026, 11, 1).unwrap()),
        valid_until: Some(Date::new(2026, 11, 30).unwrap()),
        self_pay: None,
        for_this_institution: here,
        ..MedicalTicket::default()
    };
    let mut answer = answer(Some("1"));
    answer.coverages[0] = coverage("12999991");
    for (tickets, expected) in [
        // The source says that it is registered, and carries no ticket: one is asked for.
        (vec![], "eligible"),
        (vec![ticket(Some(true))], "eligible"),
        (vec![ticket(None)], "eligible"),
        (vec![ticket(Some(false))], "aid_ticket_missing"),
        (vec![ticket(Some(false)), ticket(Some(true))], "eligible"),
    ] {
        answer.coverages[0].tickets = tickets;
        assert_eq!(name(&answer), expected);
    }
    // Beside insurance, a ticket for somebody else is no paper that needn't be shown.
    answer.coverages[0].tickets = vec![ticket(Some(false))];
    answer.coverages.push(coverage("01130012"));
    let outcome = answer.outcome(today(), &Policy::default());
    assert!(outcome.eligible().unwrap().paper_free().is_empty());
}

#[test]
fn debug_shows_no_words_of_a_source_and_no_reason_of_a_loss() {
    let words = Some("HOKEN HANAKO".to_string().into());
    let message = SourceMessage { code: Some("X".to_string()), message: words };
    let refused = Outcome::RequestRefused { message: "HOKEN HANAKO".to_string().into() };
    let mut answer = answer(Some("2"));
    answer.coverages[0].reason_of_loss = Some(ReasonOfLoss::Died);
    let lost = answer.outcome(today(), &Policy::default());
    for outcome in [Outcome::SourceError(message), refused, lost] {
        let shown = alloc::format!("{outcome:?}");
        assert!(!shown.contains("HANAKO") && !shown.contains("Died"), "{shown}");
    }
}

#[test]
fn classification_05_pays_in_full() {
    let mut answer = answer(Some("1"));
    answer.coverages[0].classification = CardClassification::SpecialMedicalExpense;
    let outcome = answer.outcome(today(), &Policy::default());
    assert_eq!(outcome.name(), "eligible_pay_in_full");
    assert_eq!(outcome.eligible().unwrap().ratio().percent(), Some(100));
}

#[test]
fn a_loss_names_the_reason_of_the_coverage_that_ended_last() {
    let cases =
        [("01", "died"), ("02", "aid_began"), ("03", "other_insurance"), ("99", "other"), ("77", "other")];
    for (code, expected) in cases {
        let mut answer = answer(Some("2"));
        answer.coverages[0].lost_on = Some(Date::new(2020, 1, 1).unwrap());
        answer.coverages[0].reason_of_loss = Some(ReasonOfLoss::from_code("99"));
        let mut newer = coverage("06130009");
        newer.lost_on = Some(Date::new(2026, 10, 1).unwrap());
        newer.reason_of_loss = Some(ReasonOfLoss::from_code(code));
        answer.coverages.insert(0, newer);
        let Outcome::Lost(loss) = answer.outcome(today(), &Policy::default()) else { panic!() };
        assert_eq!(loss.name(), expected);
        assert_eq!(loss.last.unwrap().lost_on, Some(Date::new(2026, 10, 1).unwrap()));
    }
    let mut answer = answer(Some("2"));
    answer.coverages.clear();
    let Outcome::Lost(loss) = answer.outcome(today(), &Policy::default()) else { panic!() };
    assert_eq!(loss.name(), "unstated");
}

#[test]
fn a_coverage_without_an_end_was_the_last_one() {
    let mut answer = answer(Some("2"));
    let ended = Coverage { lost_on: Date::new(2020, 1, 1).ok(), ..coverage("06130009") };
    answer.coverages.push(ended.clone());
    let last = |answer: &Answer| match answer.outcome(today(), &Policy::default()) {
        Outcome::Lost(loss) => loss.last.unwrap().insurer_number.unwrap(),
        other => panic!("{}", other.name()),
    };
    assert_eq!(last(&answer).as_str(), "01130012");
    // Of those that ended together, the one that began last.
    answer.coverages[0].lost_on = ended.lost_on;
    answer.coverages[0].qualified_on = Date::new(2019, 1, 1).ok();
    assert_eq!(last(&answer).as_str(), "01130012");
}
