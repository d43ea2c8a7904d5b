//! Ceilings by 特定疾病療養受療証.

use super::*;

#[test]
fn a_specific_disease_has_its_own_ceiling_for_its_own_treatment() {
    let mut coverage = young(LimitCategory::Under70U);
    coverage.diseases = alloc::vec![SpecificDisease {
        category: SpecificDiseaseCategory::Dialysis,
        issued_on: None,
        valid_from: None,
        valid_until: None,
        self_pay: None,
    }];
    let dialysis = Bill { purpose: CarePurpose::SpecificDisease, ..visit(400_000) };
    assert_eq!(due(&coverage, FROM_REFORM, &dialysis), 10_000);
    assert_eq!(due(&coverage, FROM_REFORM, &visit(400_000)), 86_940);
    coverage.limit = Some(limit(LimitCategory::Under70I));
    assert_eq!(due(&coverage, FROM_REFORM, &dialysis), 20_000);
    // The certificate needs no table.
    assert_eq!(due(&coverage, "20270801", &dialysis), 20_000);
}

#[test]
fn a_specific_disease_costs_half_in_the_75th_month() {
    let mut coverage = late_stage("19510815", 10);
    coverage.qualified_on = Some(day("20260815"));
    coverage.diseases = alloc::vec![SpecificDisease {
        category: SpecificDiseaseCategory::Hiv,
        issued_on: None,
        valid_from: None,
        valid_until: None,
        self_pay: Some(Yen::new(10_000)),
    }];
    let treatment = Bill { purpose: CarePurpose::SpecificDisease, ..visit(400_000) };
    assert_eq!(due(&coverage, "20260820", &treatment), 5_000);
    assert_eq!(due(&coverage, "20260901", &treatment), 10_000);
}

#[test]
fn without_its_certificate_a_disease_has_the_ordinary_ceiling() {
    let treatment = Bill { purpose: CarePurpose::SpecificDisease, ..stay(1_000_000) };
    let mut coverage = young(LimitCategory::Under70U);
    assert_eq!(due(&coverage, FROM_REFORM, &treatment), 92_940);
    coverage.diseases =
        alloc::vec![SpecificDisease { valid_until: Some(day("20260731")), ..disease(10_000) }];
    assert_eq!(due(&coverage, FROM_REFORM, &treatment), 92_940);
    let uncapped = born("19800217", "01130012");
    assert_eq!(ceiling(&uncapped, FROM_REFORM, &treatment), Err(NoCeiling::NoCertificate));
}

#[test]
fn an_ordinary_ceiling_below_that_of_a_disease_counts() {
    let treatment = Bill { purpose: CarePurpose::SpecificDisease, ..visit(400_000) };
    let mut coverage = old(20, Some(LimitCategory::LowIncome1));
    coverage.diseases = alloc::vec![disease(10_000)];
    let lower = pay(&coverage, FROM_REFORM, &treatment);
    assert_eq!(lower.due, Some(Yen::new(8_000)));
    assert!(lower.ceiling.is_ok_and(|it| it.basis == CeilingBasis::OutPatient));
    let in_patient = Bill { setting: CareSetting::InPatient, ..treatment };
    assert_eq!(due(&coverage, FROM_REFORM, &in_patient), 10_000);
    // Where nobody knows the ordinary one, it may be the lower.
    assert_eq!(ceiling(&coverage, "20270801", &treatment), Err(NoCeiling::NoTable));
    assert_eq!(ceiling(&coverage, "20270801", &in_patient), Ok(10_000));
}

#[test]
fn certificates_of_diseases_tell_an_amount_only_if_all_tell_the_same() {
    let treatment = Bill { purpose: CarePurpose::SpecificDisease, ..visit(400_000) };
    let unknown = || SpecificDisease {
        category: SpecificDiseaseCategory::from_code("9"),
        self_pay: None,
        ..disease(0)
    };
    let cases = [
        (alloc::vec![disease(10_000), disease(10_000)], Ok(10_000)),
        (alloc::vec![disease(10_000), disease(20_000)], Err(NoCeiling::Unknown)),
        (alloc::vec![disease(10_000), unknown()], Err(NoCeiling::Unknown)),
        (alloc::vec![unknown(), disease(10_000)], Err(NoCeiling::Unknown)),
        (alloc::vec![unknown(), unknown()], Err(NoCeiling::Unknown)),
    ];
    for (diseases, expected) in cases {
        let coverage = Coverage { diseases, ..young(LimitCategory::Under70U) };
        assert_eq!(ceiling(&coverage, FROM_REFORM, &treatment), expected);
    }
}

#[test]
fn a_disease_has_no_ceiling_where_all_is_paid_in_full() {
    let treatment = Bill { purpose: CarePurpose::SpecificDisease, ..visit(400_000) };
    let mut coverage = young(LimitCategory::Under70U);
    coverage.classification = CardClassification::SpecialMedicalExpense;
    coverage.diseases = alloc::vec![disease(10_000)];
    assert_eq!(ceiling(&coverage, FROM_REFORM, &treatment), Err(NoCeiling::PaysInFull));
    assert_eq!(due(&coverage, FROM_REFORM, &treatment), 400_000);
}

#[test]
fn a_disease_whose_ceiling_depends_on_an_unknown_income_gets_no_number() {
    let mut coverage = born("19800217", "01130012");
    coverage.diseases = alloc::vec![SpecificDisease {
        category: SpecificDiseaseCategory::Dialysis,
        issued_on: None,
        valid_from: None,
        valid_until: Some(day("20260831")),
        self_pay: None,
    }];
    let dialysis = Bill { purpose: CarePurpose::SpecificDisease, ..visit(400_000) };
    assert_eq!(ceiling(&coverage, "20260831", &dialysis), Err(NoCeiling::Unknown));
    assert_eq!(pay(&coverage, "20260831", &dialysis).due, None);
    assert_eq!(ceiling(&coverage, "20260901", &dialysis), Err(NoCeiling::NoCertificate));
}
