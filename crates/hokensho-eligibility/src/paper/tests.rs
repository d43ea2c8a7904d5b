use super::*;
use crate::fixtures::{born, day, limit, percent};
use crate::{ElderlyRecipient, LimitCertificate, MedicalTicket, SpecificDisease};

const TODAY: &str = "20261122";

fn needed(coverage: &Coverage) -> Vec<PaperNeeded> {
    PaperNeeded::of(coverage, day(TODAY))
}

fn free(coverage: &Coverage) -> Vec<PaperKind> {
    PaperFree::of(coverage, day(TODAY)).into_iter().map(|it| it.kind).collect()
}

fn disease(category: SpecificDiseaseCategory, self_pay: Option<Yen>) -> SpecificDisease {
    SpecificDisease { category, issued_on: None, valid_from: None, valid_until: None, self_pay }
}

#[test]
fn local_subsidies_are_never_in_an_answer() {
    for coverage in [born("19800217", "01130012"), born("19400101", "39130000"), born("19800217", "12999991")]
    {
        assert!(needed(&coverage).contains(&PaperNeeded::LocalSubsidy));
    }
}

#[test]
fn a_ceiling_in_the_answer_needs_no_paper() {
    let mut coverage = born("19800217", "01130012");
    assert_eq!(needed(&coverage), [PaperNeeded::LocalSubsidy, PaperNeeded::Ceiling]);
    coverage.limit = Some(limit(LimitCategory::Under70U));
    assert_eq!(needed(&coverage), [PaperNeeded::LocalSubsidy]);
    assert!(free(&coverage) == [PaperKind::Ceiling { category: Some(LimitCategory::Under70U) }]);
}

#[test]
fn a_certificate_out_of_its_period_is_no_certificate() {
    let mut coverage = born("19800217", "01130012");
    for (from, until) in [(Some("20261123"), None), (None, Some("20261121"))] {
        let certificate = limit(LimitCategory::Under70U);
        let (valid_from, valid_until) = (from.map(day), until.map(day));
        coverage.limit = Some(LimitCertificate { valid_from, valid_until, ..certificate });
        assert!(free(&coverage).is_empty());
        assert!(needed(&coverage).contains(&PaperNeeded::Ceiling));
    }
}

#[test]
fn a_certificate_for_meals_alone_is_no_ceiling() {
    let mut coverage = born("19800217", "01130012");
    let kind = Some(LimitCertificateKind::Reduction);
    coverage.limit = Some(LimitCertificate { kind, ..limit(LimitCategory::Under70O) });
    assert!(free(&coverage) == [PaperKind::ReducedMeals]);
    assert!(needed(&coverage).contains(&PaperNeeded::Ceiling));
}

#[test]
fn an_elderly_certificate_is_asked_of_whoever_may_have_one() {
    let asked = |birth| needed(&born(birth, "138008")).contains(&PaperNeeded::ElderlyRecipient);
    assert!(asked("19560000") && asked("19561000"));
    assert!(!asked("19570000") && !asked("19561200"));
}

#[test]
fn an_elderly_certificate_is_needed_where_the_answer_should_have_one() {
    let mut seventy = born("19550301", "138008");
    assert!(needed(&seventy).contains(&PaperNeeded::ElderlyRecipient));
    seventy.elderly = Some(ElderlyRecipient {
        issued_on: Some(day("20260701")),
        valid_from: Some(day("20260801")),
        valid_until: Some(day("20270731")),
        ratio: Some(percent(20)),
    });
    assert!(!needed(&seventy).contains(&PaperNeeded::ElderlyRecipient));
    let papers = PaperFree::of(&seventy, day(TODAY));
    let dates = papers.first().map(|it| (it.issued_on, it.valid_from, it.valid_until)).unwrap();
    assert_eq!(dates, (Some(day("20260701")), Some(day("20260801")), Some(day("20270731"))));

    assert!(!needed(&born("19400101", "39130000")).contains(&PaperNeeded::ElderlyRecipient));
    assert!(!needed(&born("19800217", "138008")).contains(&PaperNeeded::ElderlyRecipient));
}

#[test]
fn the_rules_of_70_begin_with_the_month_after() {
    let dialysis = disease(SpecificDiseaseCategory::Dialysis, None);
    // 70 in law on 22 November 2026; who was born on 2 November is on the 1st, and still waits for December.
    for (birth, from) in [("19561123", "20261201"), ("19561102", "20261201"), ("19561101", "20261101")] {
        let coverage = born(birth, "138008");
        let before = day(from).day_before().unwrap();
        let on = |day| {
            let asked = PaperNeeded::of(&coverage, day).contains(&PaperNeeded::ElderlyRecipient);
            (asked, dialysis.ceiling(&coverage, day))
        };
        assert_eq!(on(before), (false, None), "{birth}");
        assert_eq!(on(day(from)), (true, Some(SpecificDisease::SELF_PAY)), "{birth}");
    }
}

#[test]
fn where_no_ceiling_counts_no_certificate_is_asked_for() {
    let mut in_full = born("19800217", "138008");
    in_full.classification = CardClassification::SpecialMedicalExpense;
    for coverage in [in_full, born("19800217", "12999991")] {
        for paper in [PaperNeeded::Ceiling, PaperNeeded::ElderlyRecipient] {
            assert!(!needed(&coverage).contains(&paper), "{paper:?}");
        }
    }
}

#[test]
fn a_ticket_for_another_institution_is_no_paper_here() {
    let mut coverage = born("19800217", "12999991");
    let ticket = |for_this_institution| MedicalTicket {
        valid_from: None,
        valid_until: None,
        self_pay: Some(Yen::new(500)),
        for_this_institution,
        ..MedicalTicket::default()
    };
    coverage.tickets = vec![ticket(Some(false)), ticket(Some(true)), ticket(None)];
    let here = PaperKind::MedicalTicket { self_pay: Some(Yen::new(500)) };
    assert!(free(&coverage) == [here.clone(), here]);
}

#[test]
fn a_specific_disease_costs_10_000_or_20_000_yen() {
    use LimitCategory as Band;
    use SpecificDiseaseCategory as Disease;
    let cases = [
        (Disease::Dialysis, Some(Band::Under70A), Some(20_000)),
        (Disease::Dialysis, Some(Band::Under70I), Some(20_000)),
        (Disease::Dialysis, Some(Band::Under70U), Some(10_000)),
        (Disease::Dialysis, Some(Band::Under70OBorder), Some(10_000)),
        (Disease::Dialysis, None, None),
        (Disease::Dialysis, Some(Band::from_code("C01")), None),
        (Disease::Haemophilia, Some(Band::Under70A), Some(10_000)),
        (Disease::Hiv, None, Some(10_000)),
        (Disease::from_code("9"), Some(Band::Under70U), None),
    ];
    for (category, band, ceiling) in cases {
        let mut coverage = born("19800217", "01130012");
        coverage.limit = band.clone().map(limit);
        let disease = disease(category.clone(), None);
        let expected = ceiling.map(Yen::new);
        assert_eq!(disease.ceiling(&coverage, day(TODAY)), expected, "{category:?} {band:?}");
    }
}

#[test]
fn from_70_dialysis_costs_10_000_yen_whatever_the_income() {
    let dialysis = disease(SpecificDiseaseCategory::Dialysis, None);
    let mut late_stage = born("19400101", "39130000");
    assert_eq!(dialysis.ceiling(&late_stage, day(TODAY)), Some(SpecificDisease::SELF_PAY));
    late_stage.ratio = Some(percent(30));
    assert_eq!(dialysis.ceiling(&late_stage, day(TODAY)), Some(SpecificDisease::SELF_PAY));
}

#[test]
fn what_the_certificate_states_wins_over_the_law() {
    let coverage = born("19800217", "01130012");
    let stated = disease(SpecificDiseaseCategory::Dialysis, Some(SpecificDisease::SELF_PAY_HIGH_INCOME));
    assert_eq!(stated.ceiling(&coverage, day(TODAY)), Some(SpecificDisease::SELF_PAY_HIGH_INCOME));
}
