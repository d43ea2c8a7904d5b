//! The month of the 75th birthday.

use super::*;

#[test]
fn the_75th_month_halves_fixed_part_threshold_and_repeated_months() {
    let mut coverage = late_stage("19510815", 30); // 75 on 2026-08-15
    coverage.qualified_on = Some(day("20260815"));
    coverage.limit = Some(limit(LimitCategory::ActiveIncome1));
    // 42,900 + (1,000,000 − 143,000) × 1 %
    assert_eq!(ceiling(&coverage, "20260820", &stay(1_000_000)), Ok(51_470));
    let repeated = Bill { repeated: RepeatedMonths::new(3), ..stay(1_000_000) };
    assert_eq!(ceiling(&coverage, "20260820", &repeated), Ok(22_200));
    assert_eq!(ceiling(&coverage, "20260901", &stay(1_000_000)), Ok(92_940));
}

#[test]
fn the_75th_month_is_halved_with_the_old_insurer_too() {
    let mut coverage = old(20, None);
    coverage.person.birth = day("19510815").into();
    assert_eq!(ceiling(&coverage, "20260814", &visit(1_000_000)), Ok(11_000));
    assert_eq!(ceiling(&coverage, "20260814", &stay(1_000_000)), Ok(30_750));
}

#[test]
fn born_on_the_1st_there_is_no_half() {
    let coverage = late_stage("19510801", 20);
    assert_eq!(ceiling(&coverage, "20260820", &visit(1_000_000)), Ok(22_000));
}

#[test]
fn without_the_day_of_birth_there_is_no_ceiling_in_the_75th_month() {
    for birth in ["19510800", "19510000"] {
        let mut coverage = late_stage(birth, 20);
        coverage.qualified_on = Some(day("20260815"));
        assert_eq!(ceiling(&coverage, "20260820", &visit(1_000_000)), Err(NoCeiling::AgeUnknown));
        let copayment = pay(&coverage, "20260820", &visit(1_000_000));
        assert_eq!((copayment.due, copayment.reason), (None, CopaymentReason::CeilingUnknown));
    }
    assert_eq!(ceiling(&late_stage("19510700", 20), "20260820", &visit(1_000_000)), Ok(22_000));
    assert_eq!(ceiling(&late_stage("19500000", 20), "20260820", &visit(1_000_000)), Ok(22_000));
    // Whoever was there before has no half, whatever the birthday.
    let mut coverage = late_stage("19510800", 20);
    coverage.qualified_on = Some(day("20200401"));
    assert_eq!(ceiling(&coverage, "20260820", &visit(1_000_000)), Ok(22_000));
}

#[test]
fn who_was_in_late_stage_before_by_a_disability_has_no_half() {
    let mut coverage = late_stage("19510815", 20);
    let mut since = |qualified_on| {
        coverage.qualified_on = Some(day(qualified_on));
        ceiling(&coverage, "20260820", &visit(1_000_000))
    };
    for qualified_on in ["20200401", "20260731", "20260801", "20260814"] {
        assert_eq!(since(qualified_on), Ok(22_000), "{qualified_on}");
    }
    assert_eq!(since("20260815"), Ok(11_000));
}

#[test]
fn on_which_day_whoever_was_born_on_29_february_turns_75_is_not_guessed() {
    assert_eq!(BirthdayMonth::by_age(day("19520229"), month("202702")), None);
    // Be it 1 March: whoever turns 75 on the 1st has no half.
    assert_eq!(BirthdayMonth::by_age(day("19520229"), month("202703")), Some(BirthdayMonth::Whole));
    assert_eq!(BirthdayMonth::by_age(day("19520228"), month("202702")), Some(BirthdayMonth::Halved));
    let mut with_old_insurer = old(20, None);
    with_old_insurer.person.birth = day("19520229").into();
    assert_eq!(ceiling(&with_old_insurer, "20270227", &visit(1_000_000)), Err(NoCeiling::AgeUnknown));
    assert_eq!(pay(&with_old_insurer, "20270227", &visit(1_000_000)).due, None);
    for (qualified_on, expected) in [("20270227", Ok(22_000)), ("20270228", Err(NoCeiling::AgeUnknown))] {
        let mut coverage = late_stage("19520229", 20);
        coverage.qualified_on = Some(day(qualified_on));
        assert_eq!(ceiling(&coverage, "20270228", &visit(1_000_000)), expected, "{qualified_on}");
    }
}

#[test]
fn whether_a_month_is_halved_is_not_guessed() {
    let coverage = late_stage("19510815", 20);
    let unknown = pay(&coverage, "20260820", &visit(1_000_000));
    assert!(unknown.ceiling == Err(NoCeiling::QualificationUnstated));
    assert_eq!((unknown.due, unknown.reason), (None, CopaymentReason::CeilingUnknown));
    // In every other month there is nothing to halve.
    assert_eq!(ceiling(&coverage, "20260901", &visit(1_000_000)), Ok(22_000));
}

#[test]
fn a_dependant_who_has_to_join_national_health_has_a_half() {
    let coverage = young(LimitCategory::Under70E);
    let in_month = |birth| {
        let bill = Bill { turning: TurningSeventyFive::Insured { birth: day(birth) }, ..stay(1_000_000) };
        ceiling(&coverage, "20260820", &bill)
    };
    assert_eq!(in_month("19510815"), Ok(30_750));
    assert_eq!(in_month("19510831"), Ok(30_750));
    // Another month, another year, and whoever was born on the 1st.
    for birth in ["19510731", "19510901", "19500815", "19520815", "19510801"] {
        assert_eq!(in_month(birth), Ok(61_500), "{birth}");
    }
    assert_eq!(ceiling(&coverage, "20260820", &stay(1_000_000)), Ok(61_500));
}

#[test]
fn a_dependants_dialysis_is_halved_too() {
    let mut coverage = young(LimitCategory::Under70A);
    let turning = TurningSeventyFive::Insured { birth: day("19510815") };
    let bill = Bill { purpose: CarePurpose::SpecificDisease, turning, ..visit(400_000) };
    for (category, expected) in
        [(SpecificDiseaseCategory::Dialysis, 10_000), (SpecificDiseaseCategory::Haemophilia, 5_000)]
    {
        coverage.diseases = alloc::vec![SpecificDisease {
            category,
            issued_on: None,
            valid_from: None,
            valid_until: None,
            self_pay: None,
        }];
        assert_eq!(ceiling(&coverage, "20260820", &bill), Ok(expected));
    }
}
