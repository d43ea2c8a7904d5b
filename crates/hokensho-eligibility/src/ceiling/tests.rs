use super::*;
use crate::fixtures::{born, day, limit, month, percent};
use crate::{
    CardClassification, Coverage, ElderlyRecipient, LimitCategory, LimitCertificate, LimitCertificateKind,
    SpecificDisease, SpecificDiseaseCategory, Text, Yen,
};

mod amounts;
mod disease;
mod properties;
mod seventy_fifth;

const UNTIL_REFORM: &str = "20260731";
const FROM_REFORM: &str = "20260801";

/// Under 70, with a ceiling certificate.
fn young(category: LimitCategory) -> Coverage {
    let mut coverage = born("19800217", "01130012");
    coverage.limit = Some(limit(category));
    coverage
}

/// From 70, with a ratio and perhaps a ceiling certificate.
fn old(ratio: u8, category: Option<LimitCategory>) -> Coverage {
    let mut coverage = born("19550301", "138008");
    coverage.elderly = Some(ElderlyRecipient {
        issued_on: None,
        valid_from: None,
        valid_until: None,
        ratio: Some(percent(ratio)),
    });
    coverage.limit = category.map(limit);
    coverage
}

fn late_stage(birth: &str, ratio: u8) -> Coverage {
    let mut coverage = born(birth, "39130000");
    coverage.ratio = Some(percent(ratio));
    coverage
}

/// Dialysis, with a certificate that always holds and states the amount.
fn disease(self_pay: u64) -> SpecificDisease {
    SpecificDisease {
        category: SpecificDiseaseCategory::Dialysis,
        issued_on: None,
        valid_from: None,
        valid_until: None,
        self_pay: Some(Yen::new(self_pay)),
    }
}

fn stay(cost: u64) -> Bill {
    Bill::new(CareSetting::InPatient, Yen::new(cost))
}

fn visit(cost: u64) -> Bill {
    Bill::new(CareSetting::OutPatient, Yen::new(cost))
}

fn pay(coverage: &Coverage, on: &str, bill: &Bill) -> Copayment {
    Copayment::of(coverage, day(on), bill, CeilingTable::BUILT_IN)
}

fn due(coverage: &Coverage, on: &str, bill: &Bill) -> u64 {
    pay(coverage, on, bill).due.unwrap().amount()
}

fn ceiling(coverage: &Coverage, on: &str, bill: &Bill) -> Result<u64, NoCeiling> {
    pay(coverage, on, bill).ceiling.map(|it| it.amount.amount())
}

mod worked {
    //! What a million yen of care costs, as the ministry and insurers work it out.

    use super::*;

    #[test]
    fn u_until_the_reform() {
        assert_eq!(due(&young(LimitCategory::Under70U), UNTIL_REFORM, &stay(1_000_000)), 87_430);
    }

    #[test]
    fn u_from_the_reform() {
        assert_eq!(due(&young(LimitCategory::Under70U), FROM_REFORM, &stay(1_000_000)), 92_940);
    }

    #[test]
    fn a_from_the_reform() {
        assert_eq!(due(&young(LimitCategory::Under70A), FROM_REFORM, &stay(1_000_000)), 271_290);
    }

    #[test]
    fn i_from_the_reform() {
        assert_eq!(due(&young(LimitCategory::Under70I), FROM_REFORM, &stay(1_000_000)), 183_130);
    }
}

#[test]
fn low_income_2_has_a_lower_fourth_month_from_the_reform_on_only() {
    let coverage = old(20, Some(LimitCategory::LowIncome2));
    let repeated = Bill { repeated: RepeatedMonths::new(3), ..stay(1_000_000) };
    assert_eq!(due(&coverage, UNTIL_REFORM, &repeated), 24_600);
    assert_eq!(due(&coverage, FROM_REFORM, &repeated), 24_600);
    assert_eq!(due(&coverage, FROM_REFORM, &stay(1_000_000)), 25_700);
}

#[test]
fn high_income_has_no_ceiling_of_its_own_for_out_patients() {
    use LimitCategory::{ActiveIncome1, ActiveIncome2, ActiveIncome3};
    let cases = [
        (ActiveIncome3, 254_180, 271_290),
        (ActiveIncome2, 171_820, 183_130),
        (ActiveIncome1, 87_430, 92_940),
    ];
    for (category, until, from) in cases {
        let coverage = old(30, Some(category));
        assert_eq!(due(&coverage, UNTIL_REFORM, &visit(1_000_000)), until);
        assert_eq!(due(&coverage, FROM_REFORM, &visit(1_000_000)), from);
    }
}

#[test]
fn the_table_changes_with_the_month_of_care_for_out_patients_too() {
    use LimitCategory::{General, LowIncome1, LowIncome1Border, LowIncome1Pension, LowIncome2};
    let cases = [
        (General, 18_000, 22_000),
        (LowIncome2, 8_000, 11_000),
        (LowIncome1, 8_000, 8_000),
        (LowIncome1Pension, 8_000, 8_000),
        (LowIncome1Border, 8_000, 8_000),
    ];
    for (category, until, from) in cases {
        let coverage = old(20, Some(category));
        assert_eq!(due(&coverage, UNTIL_REFORM, &visit(1_000_000)), until);
        assert_eq!(due(&coverage, FROM_REFORM, &visit(1_000_000)), from);
    }
}

#[test]
fn late_stage_with_20_percent_and_no_certificate_is_general_2() {
    let coverage = late_stage("19400101", 20);
    assert_eq!(due(&coverage, UNTIL_REFORM, &visit(1_000_000)), 18_000);
    assert_eq!(due(&coverage, UNTIL_REFORM, &stay(1_000_000)), 57_600);
    assert_eq!(due(&coverage, FROM_REFORM, &visit(1_000_000)), 22_000);
    assert_eq!(due(&coverage, FROM_REFORM, &stay(1_000_000)), 61_500);
}

#[test]
fn general_2_has_no_number_while_its_passing_rule_was_in_force() {
    let general_2 = late_stage("19400101", 20);
    for bill in [visit(1_000_000), stay(1_000_000)] {
        assert_eq!(ceiling(&general_2, "20250930", &bill), Err(NoCeiling::Unknown));
        assert_eq!(pay(&general_2, "20250930", &bill).due, None);
        assert!(ceiling(&general_2, "20251001", &bill).is_ok());
    }
    // Nobody else's ceiling changed with its end.
    for on in ["20180801", "20250930", "20251001"] {
        assert_eq!(due(&late_stage("19400101", 10), on, &visit(1_000_000)), 18_000);
        assert_eq!(due(&young(LimitCategory::Under70U), on, &stay(1_000_000)), 87_430);
    }
}

#[test]
fn a_yearly_ceiling_lowers_nothing_at_the_window() {
    let coverage = young(LimitCategory::Under70E);
    // 530,000 yen were paid since August.
    assert_eq!(due(&coverage, "20270731", &stay(1_000_000)), 61_500);
    let table = CeilingTable::built_in(month("202707")).unwrap();
    let year = table.row(&LimitCategory::Under70E).and_then(|row| row.year).unwrap();
    let paid_back = [529_999, 530_000, 530_001].map(|borne| year.paid_back(Yen::new(borne)).amount());
    assert_eq!(paid_back, [0, 0, 1]);
}

#[test]
fn what_is_paid_is_rounded_to_ten_yen_and_what_is_left_of_a_ceiling_to_one() {
    let coverage = young(LimitCategory::Under70U);
    assert_eq!(due(&coverage, UNTIL_REFORM, &visit(12_340)), 3_700); // 3,702
    assert_eq!(due(&coverage, UNTIL_REFORM, &visit(12_345)), 3_700); // 3,703.5
    assert_eq!(due(&coverage, UNTIL_REFORM, &visit(12_350)), 3_710); // 3,705
    let before = Bill { paid_before: Yen::new(80_107), cost_before: Yen::new(267_020), ..stay(732_980) };
    assert_eq!(due(&coverage, UNTIL_REFORM, &before), 7_323); // 87,430 − 80,107
}

#[test]
fn the_side_of_70_changes_with_the_month_after() {
    let mut coverage = born("19560823", "138008"); // 70 in law on 22 August
    for on in ["20260821", "20260822", "20260823", "20260831"] {
        assert_eq!(ceiling(&coverage, on, &stay(1_000_000)), Err(NoCeiling::NoCertificate), "{on}");
        assert_eq!(due(&coverage, on, &stay(1_000_000)), 300_000, "{on}");
    }
    assert_eq!(ceiling(&coverage, "20260901", &stay(1_000_000)), Err(NoCeiling::RatioUnknown));
    coverage.person.birth = day("19560901").into();
    assert_eq!(ceiling(&coverage, "20260831", &stay(1_000_000)), Err(NoCeiling::NoCertificate));
    assert_eq!(ceiling(&coverage, "20260901", &stay(1_000_000)), Err(NoCeiling::RatioUnknown));
}

#[test]
fn below_the_ceiling_the_ratio_is_paid() {
    let copayment = pay(&young(LimitCategory::Under70U), FROM_REFORM, &visit(12_340));
    assert_eq!((copayment.due, copayment.reason), (Some(Yen::new(3_700)), CopaymentReason::Ratio));
}

#[test]
fn a_month_of_bills_stops_at_the_ceiling() {
    let coverage = young(LimitCategory::Under70E); // 61,500
    let mut bill = stay(150_000);
    let mut paid = [0; 4];
    for today in &mut paid {
        *today = due(&coverage, FROM_REFORM, &bill);
        bill = Bill { cost: Yen::new(150_000), ..bill.followed_by(Yen::new(*today)) };
    }
    assert_eq!(paid, [45_000, 16_500, 0, 0]);
}

#[test]
fn the_last_bill_below_the_ceiling_is_by_ratio() {
    let coverage = young(LimitCategory::Under70E);
    assert_eq!(pay(&coverage, FROM_REFORM, &stay(205_000)).reason, CopaymentReason::Ratio); // 61,500
    assert_eq!(pay(&coverage, FROM_REFORM, &stay(205_100)).reason, CopaymentReason::Ceiling);
}

#[test]
fn a_ceiling_certificate_without_its_band_tells_no_amount() {
    let kinds = [None, Some(LimitCertificateKind::Limit), Some(LimitCertificateKind::from_code("99"))];
    for kind in kinds {
        let limit =
            LimitCertificate { kind, valid_until: Some(day("20261231")), ..LimitCertificate::default() };
        for coverage in [young(LimitCategory::Under70U), late_stage("19400101", 10)] {
            let coverage = Coverage { limit: Some(limit.clone()), ..coverage };
            let copayment = pay(&coverage, FROM_REFORM, &stay(1_000_000));
            assert_eq!((copayment.due, copayment.ceiling), (None, Err(NoCeiling::Unknown)));
            // After its last day it is none.
            assert!(pay(&coverage, "20270101", &stay(1_000_000)).due.is_some());
        }
    }
}

#[test]
fn a_month_without_a_table_gets_no_number() {
    for on in ["20180731", "20270801"] {
        let copayment = pay(&young(LimitCategory::Under70U), on, &stay(1_000_000));
        assert!(copayment.ceiling == Err(NoCeiling::NoTable));
        assert_eq!((copayment.due, copayment.reason), (None, CopaymentReason::CeilingUnknown));
        assert_eq!(copayment.by_ratio, Some(Yen::new(300_000)));
        assert_eq!(copayment.words(), [Text::CopaymentReasonCeilingUnknown, Text::NoCeilingNoTable]);
    }
    for on in ["20180801", "20270731"] {
        assert!(ceiling(&young(LimitCategory::Under70U), on, &stay(1_000_000)).is_ok());
    }
}

#[test]
fn a_table_of_the_callers_own_counts_instead() {
    let built_in = CeilingTable::built_in(month("202608")).unwrap();
    let own = [CeilingTable { from: month("202708"), until: month("202807"), ..built_in.clone() }];
    let pay = |on| Copayment::of(&young(LimitCategory::Under70U), day(on), &stay(1_000_000), &own);
    assert_eq!(pay("20270801").due, Some(Yen::new(92_940)));
    assert!(pay("20270731").ceiling == Err(NoCeiling::NoTable));
}

#[test]
fn under_70_without_a_ceiling_in_the_answer_there_is_none() {
    let coverage = born("19800217", "01130012");
    assert_eq!(ceiling(&coverage, FROM_REFORM, &stay(1_000_000)), Err(NoCeiling::NoCertificate));
    assert_eq!(due(&coverage, FROM_REFORM, &stay(1_000_000)), 300_000);
}

#[test]
fn a_ceiling_certificate_counts_only_in_its_period() {
    let mut coverage = born("19800217", "01130012");
    let until = Some(day("20260810"));
    coverage.limit = Some(LimitCertificate { valid_until: until, ..limit(LimitCategory::Under70U) });
    assert!(ceiling(&coverage, "20260810", &stay(1_000_000)).is_ok());
    assert_eq!(ceiling(&coverage, "20260811", &stay(1_000_000)), Err(NoCeiling::NoCertificate));
}

#[test]
fn a_certificate_for_meals_alone_lowers_no_ceiling() {
    let mut coverage = born("19800217", "01130012");
    let kind = Some(LimitCertificateKind::Reduction);
    coverage.limit = Some(LimitCertificate { kind, ..limit(LimitCategory::Under70O) });
    assert_eq!(ceiling(&coverage, FROM_REFORM, &stay(1_000_000)), Err(NoCeiling::NoCertificate));
}

#[test]
fn beside_a_certificate_for_meals_the_ratio_does_not_tell_the_band() {
    let mut coverage = old(20, Some(LimitCategory::LowIncome1));
    let reduction = LimitCertificate {
        kind: Some(LimitCertificateKind::Reduction),
        valid_until: Some(day("20260831")),
        ..limit(LimitCategory::LowIncome1)
    };
    coverage.limit = Some(reduction);
    let copayment = pay(&coverage, "20260831", &visit(1_000_000));
    assert!(copayment.ceiling == Err(NoCeiling::Unknown));
    assert_eq!((copayment.due, copayment.reason), (None, CopaymentReason::CeilingUnknown));
    assert_eq!(ceiling(&coverage, "20260901", &visit(1_000_000)), Ok(22_000));
    // The 10,000 yen of dialysis don't go by income from 70.
    coverage.diseases = alloc::vec![SpecificDisease { self_pay: None, ..disease(0) }];
    let dialysis = Bill { purpose: CarePurpose::SpecificDisease, ..stay(400_000) };
    assert_eq!(ceiling(&coverage, "20260831", &dialysis), Ok(10_000));
}

#[test]
fn a_band_that_no_table_knows_gets_no_number() {
    let copayment = pay(&young(LimitCategory::from_code("A07")), FROM_REFORM, &stay(1_000_000));
    assert!(copayment.ceiling == Err(NoCeiling::Unknown));
    assert_eq!((copayment.due, copayment.reason), (None, CopaymentReason::CeilingUnknown));
}

#[test]
fn from_70_the_ratio_alone_tells_the_band() {
    let band =
        |coverage: &Coverage| IncomeBand::of(coverage, day(FROM_REFORM)).map(|it| (it.category, it.origin));
    let by_ratio = |category| Ok((category, CategoryOrigin::Ratio));
    assert_eq!(band(&old(30, None)), by_ratio(LimitCategory::ActiveIncome3));
    for ratio in [20, 10] {
        assert_eq!(band(&old(ratio, None)), by_ratio(LimitCategory::General));
    }
    assert_eq!(band(&late_stage("19400101", 30)), by_ratio(LimitCategory::ActiveIncome3));
    assert_eq!(band(&late_stage("19400101", 20)), by_ratio(LimitCategory::General2));
    assert_eq!(band(&late_stage("19400101", 10)), by_ratio(LimitCategory::General1));
    assert_eq!(band(&late_stage("19400101", 15)), Err(NoCeiling::Unknown));
}

#[test]
fn a_ceiling_in_the_answer_wins_over_the_ratio() {
    let coverage = old(20, Some(LimitCategory::LowIncome2));
    assert_eq!(ceiling(&coverage, FROM_REFORM, &stay(1_000_000)), Ok(25_700));
}

#[test]
fn without_a_ratio_there_is_neither_band_nor_amount() {
    let copayment = pay(&born("19400101", "39130000"), FROM_REFORM, &stay(1_000_000));
    assert!(copayment.ceiling == Err(NoCeiling::RatioUnknown));
    assert_eq!((copayment.due, copayment.reason), (None, CopaymentReason::RatioUnknown));
}

#[test]
fn who_pays_in_full_or_has_medical_aid_has_no_ceiling() {
    let mut in_full = young(LimitCategory::Under70U);
    in_full.classification = CardClassification::SpecialMedicalExpense;
    assert_eq!(ceiling(&in_full, FROM_REFORM, &stay(1_000_000)), Err(NoCeiling::PaysInFull));
    assert_eq!(due(&in_full, FROM_REFORM, &stay(1_000_000)), 1_000_000);
    let mut old_in_full = old(20, Some(LimitCategory::General));
    old_in_full.classification = CardClassification::SpecialMedicalExpense;
    assert_eq!(ceiling(&old_in_full, FROM_REFORM, &visit(1_000_000)), Err(NoCeiling::PaysInFull));
    let aid = born("19800217", "12999991");
    assert_eq!(ceiling(&aid, FROM_REFORM, &stay(1_000_000)), Err(NoCeiling::NotInsurance));
}

#[test]
fn the_fourth_month_in_twelve_costs_less() {
    let repeated = |months| Bill { repeated: RepeatedMonths::new(months), ..stay(1_000_000) };
    let coverage = young(LimitCategory::Under70U);
    assert_eq!(ceiling(&coverage, FROM_REFORM, &repeated(2)), Ok(92_940));
    assert_eq!(ceiling(&coverage, FROM_REFORM, &repeated(3)), Ok(44_400));
    assert_eq!(ceiling(&coverage, FROM_REFORM, &repeated(11)), Ok(44_400));
}

#[test]
fn out_patients_from_70_have_a_ceiling_of_their_own_in_every_month() {
    let repeated = Bill { repeated: RepeatedMonths::new(3), ..visit(1_000_000) };
    assert_eq!(ceiling(&old(20, None), FROM_REFORM, &repeated), Ok(22_000));
    // 現役並み has none of its own.
    assert_eq!(ceiling(&old(30, None), FROM_REFORM, &repeated), Ok(140_100));
}

#[test]
fn debug_of_a_bill_tells_no_amount() {
    assert_eq!(alloc::format!("{:?}", visit(12_340)), "Bill { .. }");
}

#[test]
fn the_reason_is_said_in_words() {
    let mut coverage = old(20, None);
    coverage.person.birth = day("19510815").into();
    let words = pay(&coverage, "20260814", &visit(1_000_000)).words();
    let expected = [
        Text::CopaymentReasonCeiling,
        Text::CeilingBasisOutPatient,
        Text::CategoryOriginRatio,
        Text::BirthdayMonthHalved,
    ];
    assert_eq!(words, expected);
    let words = pay(&born("19800217", "01130012"), FROM_REFORM, &stay(1_000_000)).words();
    assert_eq!(words, [Text::CopaymentReasonNoCeiling, Text::NoCeilingNoCertificate]);
}
