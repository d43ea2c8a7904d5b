use super::*;
use crate::fixtures::{born, day, limit, percent};
use crate::{CardClassification, ElderlyRecipient};

const TODAY: &str = "20261122";

fn elderly(ratio: u8) -> Option<ElderlyRecipient> {
    Some(ElderlyRecipient {
        issued_on: None,
        valid_from: None,
        valid_until: None,
        ratio: Some(percent(ratio)),
    })
}

fn findings(coverage: &Coverage) -> Vec<RatioFinding> {
    Ratio::findings(coverage, day(TODAY))
}

#[test]
fn what_fits_together_has_no_finding() {
    let mut child = born("20220101", "01130012");
    child.preschool = Some(PreschoolClassification::Preschool);
    let mut worker = born("19800217", "06130009");
    worker.limit = Some(limit(LimitCategory::Under70U));
    let mut seventy = born("19550301", "138008");
    seventy.elderly = elderly(20);
    seventy.limit = Some(limit(LimitCategory::LowIncome2));
    let mut eighty = born("19460301", "39130000");
    eighty.ratio = Some(percent(10));
    for coverage in [child, worker, seventy, eighty] {
        assert_eq!(findings(&coverage), []);
    }
}

#[test]
fn a_certified_disability_is_no_conflict() {
    let mut coverage = born("19590101", "39130000"); // 67
    coverage.ratio = Some(percent(10));
    coverage.limit = Some(limit(LimitCategory::LowIncome1));
    assert_eq!(findings(&coverage), []);
}

#[test]
fn late_stage_under_65_is_a_finding() {
    assert_eq!(findings(&born("19611124", "39130000")), [RatioFinding::LateStageTooYoung]);
    assert_eq!(findings(&born("19611123", "39130000")), []); // 65 in law today
}

#[test]
fn late_stage_begins_on_the_75th_birthday_and_not_the_day_before() {
    assert_eq!(findings(&born("19511122", "01130012")), [RatioFinding::NotLateStageAt75]);
    assert_eq!(findings(&born("19511123", "01130012")), []);
    // Whose insurer isn't known isn't judged.
    let mut unknown = born("19400101", "01130012");
    unknown.insurer_number = None;
    assert_eq!(findings(&unknown), []);
}

#[test]
fn an_elderly_certificate_counts_from_the_month_after_70() {
    let with_certificate = |birth| {
        let mut coverage = born(birth, "138008");
        coverage.elderly = elderly(20);
        findings(&coverage)
    };
    assert_eq!(with_certificate("19561102"), [RatioFinding::ElderlyOutsideAge]);
    assert_eq!(with_certificate("19561101"), []); // born on the 1st
    assert_eq!(with_certificate("19561031"), []);
}

#[test]
fn an_elderly_certificate_ends_with_the_75th_birthday() {
    let mut coverage = born("19511122", "138008");
    coverage.elderly = elderly(20);
    assert_eq!(findings(&coverage), [RatioFinding::ElderlyOutsideAge, RatioFinding::NotLateStageAt75]);
    coverage.person.birth = day("19511123").into();
    assert_eq!(findings(&coverage), []);
}

#[test]
fn what_another_day_of_birth_would_explain_is_no_finding() {
    let with_certificate = |birth| {
        let mut coverage = born(birth, "138008");
        coverage.elderly = elderly(20);
        findings(&coverage)
    };
    assert_eq!(with_certificate("19561100"), []); // born on the 1st, perhaps
    assert_eq!(with_certificate("19561200"), [RatioFinding::ElderlyOutsideAge]);
    assert_eq!(with_certificate("19510000"), []);
    assert_eq!(
        with_certificate("19511000"),
        [RatioFinding::ElderlyOutsideAge, RatioFinding::NotLateStageAt75]
    );
}

#[test]
fn an_elderly_certificate_out_of_its_period_is_no_finding() {
    let mut coverage = born("19800217", "138008");
    coverage.elderly = elderly(20).map(|it| ElderlyRecipient { valid_until: Some(day("20261121")), ..it });
    assert_eq!(findings(&coverage), []);
}

#[test]
fn an_elderly_certificate_in_late_stage_is_a_finding() {
    let mut coverage = born("19550301", "39130000");
    coverage.ratio = Some(percent(10));
    coverage.elderly = elderly(20);
    assert_eq!(findings(&coverage), [RatioFinding::ElderlyOutsideAge]);
}

#[test]
fn the_late_stage_field_of_another_insurer_is_a_finding() {
    let mut coverage = born("19800217", "01130012");
    coverage.ratio = Some(percent(10));
    assert_eq!(findings(&coverage), [RatioFinding::LateStageRatioElsewhere]);
}

#[test]
fn a_ratio_that_the_law_does_not_know_is_a_finding() {
    let mut late_stage = born("19400101", "39130000");
    late_stage.ratio = Some(percent(15));
    assert_eq!(findings(&late_stage), [RatioFinding::RatioUnknownToLaw]);
    let mut seventy = born("19550301", "138008");
    seventy.elderly = elderly(10);
    assert_eq!(findings(&seventy), [RatioFinding::RatioUnknownToLaw]);
}

#[test]
fn a_ceiling_of_the_other_side_of_70_is_a_finding() {
    let mut young = born("19800217", "01130012");
    young.limit = Some(limit(LimitCategory::General));
    assert_eq!(findings(&young), [RatioFinding::CeilingOfOtherAge]);
    let mut old = born("19550301", "138008");
    old.elderly = elderly(20);
    old.limit = Some(limit(LimitCategory::Under70E));
    assert_eq!(findings(&old), [RatioFinding::CeilingOfOtherAge]);
}

#[test]
fn a_ceiling_of_another_ratio_is_a_finding() {
    for (category, ratio) in
        [(LimitCategory::ActiveIncome1, 20), (LimitCategory::General, 30), (LimitCategory::LowIncome1, 30)]
    {
        let mut coverage = born("19550301", "138008");
        coverage.elderly = elderly(ratio);
        coverage.limit = Some(limit(category));
        assert_eq!(findings(&coverage), [RatioFinding::CeilingOfOtherRatio]);
    }
    let mut late_stage = born("19400101", "39130000");
    late_stage.ratio = Some(percent(10));
    late_stage.limit = Some(limit(LimitCategory::General2));
    assert_eq!(findings(&late_stage), [RatioFinding::CeilingOfOtherRatio]);
}

#[test]
fn an_unknown_band_is_no_conflict() {
    let mut coverage = born("19800217", "01130012");
    coverage.limit = Some(limit(LimitCategory::from_code("C01")));
    assert_eq!(findings(&coverage), []);
}

#[test]
fn preschool_ends_with_the_31_march_of_the_sixth_year() {
    let preschool = |birth| {
        let mut coverage = born(birth, "01130012");
        coverage.preschool = Some(PreschoolClassification::Preschool);
        findings(&coverage)
    };
    assert_eq!(preschool("20200401"), [RatioFinding::PreschoolTooOld]);
    assert_eq!(preschool("20200402"), []);
}

#[test]
fn medical_aid_has_nothing_to_conflict() {
    let mut coverage = born("19400101", "12999991");
    coverage.classification = CardClassification::MedicalAid;
    coverage.ratio = Some(percent(15));
    assert_eq!(findings(&coverage), []);
}

#[test]
fn paying_in_full_is_no_unknown_ratio() {
    let mut coverage = born("19800217", "138008");
    coverage.classification = CardClassification::SpecialMedicalExpense;
    assert_eq!(findings(&coverage), []);
}

#[test]
fn whoever_was_born_on_29_february_is_75_on_1_march_at_the_latest() {
    let coverage = born("19520229", "01130012");
    assert_eq!(Ratio::findings(&coverage, day("20270228")), []);
    assert_eq!(Ratio::findings(&coverage, day("20270301")), [RatioFinding::NotLateStageAt75]);
}

#[test]
fn the_late_stage_field_without_an_insurer_is_too_young_as_well() {
    let mut coverage = born("19800217", "39130000");
    (coverage.insurer_number, coverage.ratio) = (None, Some(percent(20)));
    assert_eq!(findings(&coverage), [RatioFinding::LateStageTooYoung]);
}
