use alloc::string::ToString;

use super::*;
use crate::ElderlyRecipient;
use crate::fixtures::{born, day, partial};

#[test]
fn twenty_percent_ends_on_the_31_march_on_which_a_child_is_six_in_law() {
    let cases = [
        ("20200401", "20260331", 20), // six on 31 March itself
        ("20200401", "20260401", 30),
        ("20200402", "20260401", 20), // six on 1 April: one more school year
        ("20200402", "20270331", 20),
        ("20200402", "20270401", 30),
        ("20201231", "20270331", 20),
        ("20210101", "20270331", 20),
        ("20210101", "20270401", 30),
        ("20200229", "20260331", 20),
        ("20200229", "20260401", 30),
        ("20261101", "20261122", 20),
        ("19800217", "20261122", 30),
    ];
    for (birth, on, percent) in cases {
        assert_eq!(Ratio::by_statute(day(birth), day(on)).percent(), Some(percent), "{birth} on {on}");
    }
}

#[test]
fn where_the_unknown_day_of_birth_would_decide_nothing_is_guessed() {
    for (birth, on, percent) in [
        ("20200400", "20260331", Some(20)), // six on 31 March, or after it
        ("20200400", "20260401", None),
        ("20200500", "20260401", Some(20)),
        ("20200000", "20260331", Some(20)),
        ("20200000", "20260401", None),
        ("20200000", "20270331", None),
        ("20200000", "20270401", Some(30)),
        ("19561100", "20261031", Some(30)),
        ("19561100", "20261101", None), // 70 in law in October, if born on the 1st
    ] {
        assert_eq!(Ratio::by_statute(partial(birth), day(on)).percent(), percent, "{birth} on {on}");
        assert_eq!(Ratio::of(&born(birth, "138008"), day(on)).percent(), percent, "{birth} on {on}");
    }
}

#[test]
fn from_70_on_nothing_is_guessed() {
    for birth in ["19561101", "19500505", "19260101"] {
        assert_eq!(Ratio::by_statute(day(birth), day("20261122")), Ratio::Unknown, "{birth}");
    }
}

#[test]
fn thirty_percent_lasts_to_the_end_of_the_month_in_which_70_is_reached_in_law() {
    let cases = [
        // 70 in law on 22 November, the birthday on the 23rd.
        ("19561123", "20261121", Some(30)),
        ("19561123", "20261122", Some(30)),
        ("19561123", "20261123", Some(30)),
        ("19561123", "20261130", Some(30)),
        ("19561123", "20261201", None),
        // 70 in law on 31 October.
        ("19561101", "20261030", Some(30)),
        ("19561101", "20261031", Some(30)),
        ("19561101", "20261101", None),
        // 70 in law on 1 November.
        ("19561102", "20261101", Some(30)),
        ("19561102", "20261201", None),
        // 70 in law on 28 February.
        ("19560229", "20260228", Some(30)),
        ("19560229", "20260301", None),
    ];
    for (birth, on, percent) in cases {
        assert_eq!(Ratio::by_statute(day(birth), day(on)).percent(), percent, "{birth} on {on}");
    }
}

#[test]
fn from_65_on_an_insurer_that_is_not_stated_may_be_the_late_stage_elderlys() {
    for (birth, percent) in
        [("19611124", Some(30)), ("19611123", None), ("19610000", None), ("19620000", Some(30))]
    {
        let mut coverage = born(birth, "138008");
        assert_eq!(Ratio::of(&coverage, day("20261122")).percent(), Some(30), "{birth}");
        coverage.insurer_number = None;
        assert_eq!(Ratio::of(&coverage, day("20261122")).percent(), percent, "{birth}");
    }
}

#[test]
fn the_late_stage_field_is_the_answer_at_any_age() {
    let mut coverage = born("19590101", "39130000"); // 67, with a certified disability
    assert_eq!(Ratio::of(&coverage, day("20261122")), Ratio::Unknown);
    coverage.ratio = Some(Percent(10));
    assert_eq!(Ratio::of(&coverage, day("20261122")), Ratio::Answer(Percent(10)));
}

#[test]
fn the_late_stage_field_of_another_scheme_is_not_believed() {
    let mut coverage = born("19520101", "01130012");
    coverage.ratio = Some(Percent(10));
    assert_eq!(Ratio::of(&coverage, day("20261122")), Ratio::Unknown);
}

#[test]
fn the_late_stage_field_counts_where_the_insurer_is_not_stated() {
    for birth in ["19400101", "19610000", "19800217"] {
        let mut coverage = born(birth, "39130000");
        (coverage.insurer_number, coverage.ratio) = (None, Some(Percent(10)));
        assert_eq!(Ratio::of(&coverage, day("20261122")), Ratio::Answer(Percent(10)), "{birth}");
    }
}

#[test]
fn an_elderly_certificate_counts_only_in_its_period() {
    let mut coverage = born("19550301", "01130012");
    coverage.elderly = Some(ElderlyRecipient {
        issued_on: None,
        valid_from: Some(day("20260801")),
        valid_until: Some(day("20270731")),
        ratio: Some(Percent(20)),
    });
    assert_eq!(Ratio::of(&coverage, day("20261122")), Ratio::Answer(Percent(20)));
    assert_eq!(Ratio::of(&coverage, day("20270731")), Ratio::Answer(Percent(20)));
    assert_eq!(Ratio::of(&coverage, day("20270801")), Ratio::Unknown);
}

#[test]
fn preschool_says_20_percent_by_law() {
    let mut coverage = born("20200101", "01130012");
    assert_eq!(Ratio::of(&coverage, day("20261122")), Ratio::Statute(Percent(30)));
    coverage.preschool = Some(PreschoolClassification::Preschool);
    assert_eq!(Ratio::of(&coverage, day("20261122")), Ratio::Statute(Percent(20)));
    coverage.preschool = Some(PreschoolClassification::Other("2".to_string()));
    assert_eq!(Ratio::of(&coverage, day("20261122")), Ratio::Statute(Percent(30)));
}

#[test]
fn special_medical_expense_is_the_whole_cost() {
    let mut coverage = born("19800217", "138008");
    coverage.classification = CardClassification::SpecialMedicalExpense;
    assert_eq!(Ratio::of(&coverage, day("20261122")), Ratio::Answer(Percent(100)));
}

#[test]
fn medical_aid_alone_has_no_ratio() {
    let mut coverage = born("19800217", "12999991");
    assert_eq!(Ratio::of(&coverage, day("20261122")), Ratio::Unknown);
    coverage.insurer_number = None;
    coverage.classification = CardClassification::MedicalAid;
    assert_eq!(Ratio::of(&coverage, day("20261122")), Ratio::Unknown);
}

#[test]
fn only_three_digits_up_to_100_are_a_ratio() {
    for text in ["", "30", "0300", "3.0", "+30", "101", "999", "０３０"] {
        assert_eq!(Percent::from_digits(text), Err(Error::PercentMalformed), "{text}");
    }
}
