use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

use super::*;
use crate::fixtures::{born, coverage, day};
use crate::{CardClassification, Coverage, PayerNumber, RecipientNumber};

const TODAY: &str = "2026-11-22";

fn eligible(coverages: &[Coverage]) -> Eligible {
    Eligible::new(coverages, day(TODAY), None).unwrap()
}

fn aid(payer: &str) -> Coverage {
    let mut aid = born("19800217", payer);
    aid.classification = CardClassification::MedicalAid;
    aid
}

fn insurer(eligible: &Eligible) -> &str {
    eligible.primary().unwrap().insurer_number.as_ref().unwrap().as_str()
}

#[test]
fn two_insurances_in_force_are_found_and_what_began_last_pays() {
    let (old, new) = (coverage("01130012", "2020-04-01", None), coverage("06130009", "2026-11-01", None));
    for coverages in [[old.clone(), new.clone()], [new, old]] {
        let eligible = eligible(&coverages);
        assert_eq!(eligible.findings(), [Finding::InsurancesOverlap]);
        assert_eq!(insurer(&eligible), "06130009");
    }
}

#[test]
fn of_insurances_that_began_alike_the_first_pays() {
    let one = coverage("01130012", "2020-04-01", None);
    let other = coverage("06130009", "2020-04-01", None);
    assert_eq!(insurer(&eligible(&[one, other])), "01130012");
}

#[test]
fn one_insurance_that_ended_does_not_overlap() {
    let old = coverage("01130012", "2020-04-01", Some(TODAY));
    let new = coverage("06130009", TODAY, None);
    assert_eq!(eligible(&[old, new]).findings(), []);
}

#[test]
fn two_results_of_one_insurer_and_aid_beside_it_do_not_overlap() {
    let one = coverage("01130012", "2020-04-01", None);
    assert_eq!(eligible(&[one.clone(), one, aid("12999991")]).findings(), []);
}

#[test]
fn an_insurer_that_is_not_stated_may_be_another() {
    let one = coverage("01130012", "2020-04-01", None);
    let unstated = Coverage { insurer_number: None, ..one.clone() };
    let both = [Finding::InsurancesOverlap, Finding::InsurerUnstated];
    assert_eq!(eligible(&[one, unstated]).findings(), both);
}

#[test]
fn an_insurance_that_cannot_be_claimed_is_found() {
    let one = coverage("01130012", "2020-04-01", None);
    let unstated = Coverage { insurer_number: None, ..one.clone() };
    assert_eq!(eligible(&[aid("12999991"), unstated.clone()]).findings(), [Finding::InsurerUnstated]);
    assert_eq!(eligible(&[unstated]).findings(), [Finding::InsurerUnstated]);
    assert_eq!(eligible(&[one, aid("12999991")]).findings(), []);
}

#[test]
fn aid_that_cannot_be_claimed_is_found() {
    let unstated = Coverage { insurer_number: None, ..aid("12999991") };
    assert_eq!(eligible(&[unstated]).findings(), [Finding::AidPayerUnstated]);
    assert_eq!(eligible(&[aid("12999991")]).findings(), []);
}

#[test]
fn payers_whose_order_nobody_knows_are_found() {
    let found = |payers: &[&str]| {
        let mut eligible = eligible(&[coverage("01130012", "2020-04-01", None)]);
        for (recipient, payer) in (1..).zip(payers) {
            let recipient = RecipientNumber::build(recipient).unwrap();
            let payer = PayerNumber::new(payer).unwrap();
            eligible.add_public_expense(PublicExpense::on_paper(payer, Some(recipient))).unwrap();
        }
        eligible.findings()
    };
    let known: [&[&str]; 4] =
        [&["40136015"], &["80131114"], &["54136015", "21136019"], &["54136015", "80131114"]];
    for payers in known {
        assert_eq!(found(payers), [], "{payers:?}");
    }
    let unknown: [&[&str]; 4] = [
        &["80131114", "81131113"],
        &["54136015", "40136015"],
        &["80131114", "40136015"],
        &["54136015", "54136015"], // two recipients
    ];
    for payers in unknown {
        assert_eq!(found(payers), [Finding::PayerOrderUnknown], "{payers:?}");
    }
}

#[test]
fn every_finding_has_a_name_and_words_of_its_own() {
    let others = [
        Finding::AidPayerUnstated,
        Finding::CertificateUnread,
        Finding::CoverageUnread,
        Finding::InsurancesOverlap,
        Finding::InsurerUnstated,
        Finding::PayerOrderUnknown,
    ];
    let all: Vec<Finding> =
        others.into_iter().chain(RatioFinding::ALL.iter().copied().map(Finding::Ratio)).collect();
    for (place, finding) in all.iter().enumerate() {
        let later = all.iter().skip(place + 1);
        assert!(later.clone().all(|it| it.name() != finding.name()), "{}", finding.name());
        assert!(later.clone().all(|it| it.text().id() != finding.text().id()), "{}", finding.name());
    }
}

#[test]
fn valid_medical_aid_without_any_ticket_in_the_answer_is_asked_for_one() {
    use crate::PaperNeeded::{LocalSubsidy, MedicalTicket};
    assert_eq!(eligible(&[aid("12999991")]).paper_needed(), [LocalSubsidy, MedicalTicket]);
    let ticket = |until: &str, here| crate::MedicalTicket {
        valid_from: None,
        valid_until: Some(day(until)),
        self_pay: None,
        for_this_institution: Some(here),
        ..crate::MedicalTicket::default()
    };
    let insured = coverage("01130012", "2020-04-01", None);
    for (ticket, asked) in
        [(ticket(TODAY, true), false), (ticket("2026-11-21", true), true), (ticket(TODAY, false), true)]
    {
        let beside =
            Coverage { tickets: vec![ticket], number: Some("1".to_string().into()), ..aid("12999991") };
        let eligible = eligible(&[insured.clone(), beside]);
        assert_eq!(eligible.paper_needed().contains(&MedicalTicket), asked);
        assert_eq!(eligible.public_expenses().is_empty(), asked);
    }
}

#[test]
fn beside_aid_whose_payer_cannot_be_read_no_amount_is_told() {
    use crate::{Bill, CareSetting, CopaymentReason, Yen};
    let bill = Bill::new(CareSetting::OutPatient, Yen::new(12_340));
    let insured = coverage("01130012", "2020-04-01", None);
    let unstated = Coverage { insurer_number: None, ..aid("12999991") };
    let told = |coverages: &[Coverage]| {
        let copayment = eligible(coverages).copayment(&bill).unwrap();
        (copayment.due, copayment.reason)
    };
    assert_eq!(told(&[insured.clone(), unstated]), (None, CopaymentReason::PublicExpense));
    assert_eq!(told(&[insured]), (Some(Yen::new(3_700)), CopaymentReason::NoCeiling));
}
