use alloc::format;
use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

use super::*;
use crate::fixtures::{answer, born, coverage, day, limit, percent};
use crate::{
    Bill, CardClassification, CarePurpose, CareSetting, Change, Copayment, CopaymentReason, Coverage,
    ElderlyRecipient, Eligible, Finding, LimitCategory, MedicalTicket, NoCeiling, Outcome, OwnLimit, Policy,
    Ratio, Yen,
};

const TODAY: &str = "2026-11-22";

/// The coverage, of which a certificate couldn't be read.
fn lacking(paper: PaperNeeded, coverage: Coverage) -> Coverage {
    let unread = vec![UnreadCertificate { paper, place: "ValidEndDate".to_string() }];
    Coverage { unread, ..coverage }
}

fn outcome(coverages: Vec<Coverage>) -> Outcome {
    answer("1", TODAY, coverages).outcome(day(TODAY), &Policy::default())
}

fn eligible(coverages: Vec<Coverage>) -> Eligible {
    outcome(coverages).eligible().expect("a coverage is in force").clone()
}

fn paid(eligible: &Eligible, purpose: CarePurpose) -> Copayment {
    let bill = Bill { purpose, ..Bill::new(CareSetting::InPatient, Yen::new(1_000_000)) };
    eligible.copayment(&bill).expect("a coverage is in force")
}

fn insured() -> Coverage {
    coverage("01130012", "2020-04-01", None)
}

/// 72 years old, with a 高齢受給者証 of 20 %.
fn elderly() -> Coverage {
    let elderly =
        ElderlyRecipient { issued_on: None, valid_from: None, valid_until: None, ratio: Some(percent(20)) };
    Coverage { elderly: Some(elderly), ..born("19540217", "01130012") }
}

fn aid(tickets: Vec<MedicalTicket>) -> Coverage {
    Coverage { classification: CardClassification::MedicalAid, tickets, ..born("19800217", "12999991") }
}

fn ticket(here: bool) -> MedicalTicket {
    MedicalTicket {
        for_this_institution: Some(here),
        self_pay: Some(Yen::new(500)),
        ..MedicalTicket::default()
    }
}

#[test]
fn whichever_it_is_it_is_found_and_asked_for_once_on_paper() {
    for paper in [
        PaperNeeded::Ceiling,
        PaperNeeded::ElderlyRecipient,
        PaperNeeded::MedicalTicket,
        PaperNeeded::SpecificDisease,
    ] {
        let mut coverage = lacking(paper, insured());
        coverage.unread.extend(coverage.unread.clone());
        let in_part = eligible(vec![coverage.clone()]);
        assert_eq!(in_part.findings(), [Finding::CertificateUnread]);
        assert_eq!(in_part.paper_needed().iter().filter(|it| **it == paper).count(), 1, "{paper:?}");
        assert!(!format!("{coverage:?} {:?}", coverage.unread).contains("ValidEndDate"));
    }
    assert_eq!(eligible(vec![insured()]).findings(), []);
}

#[test]
fn without_its_ceiling_neither_the_law_nor_the_ratio_tells_an_amount() {
    // From 70 the ratio would tell a band, which a certificate lowers.
    for coverage in [insured(), elderly()] {
        assert!(paid(&eligible(vec![coverage.clone()]), CarePurpose::Any).due.is_some());
        let paid = paid(&eligible(vec![lacking(PaperNeeded::Ceiling, coverage)]), CarePurpose::Any);
        assert_eq!((paid.due, paid.reason), (None, CopaymentReason::CeilingUnknown));
        assert_eq!(paid.ceiling, Err(NoCeiling::Unknown));
    }
}

#[test]
fn a_certificate_of_a_disease_leaves_open_what_is_paid_for_it_and_nothing_else() {
    let whole = eligible(vec![insured()]);
    let in_part = eligible(vec![lacking(PaperNeeded::SpecificDisease, insured())]);
    assert_eq!(paid(&whole, CarePurpose::SpecificDisease).due, Some(Yen::new(300_000)));
    let of_disease = paid(&in_part, CarePurpose::SpecificDisease);
    assert_eq!((of_disease.due, of_disease.ceiling), (None, Err(NoCeiling::Unknown)));
    assert_eq!(paid(&in_part, CarePurpose::Any), paid(&whole, CarePurpose::Any));
}

#[test]
fn without_the_elderly_certificate_the_law_does_not_say_the_ratio() {
    // Under 70 by the birth that is filed: the certificate says otherwise, whatever it says.
    for birth in ["19540217", "19800217"] {
        let coverage = lacking(PaperNeeded::ElderlyRecipient, born(birth, "01130012"));
        let in_part = eligible(vec![coverage]);
        assert_eq!(in_part.ratio(), Ratio::Unknown);
        assert_eq!(paid(&in_part, CarePurpose::Any).due, None);
    }
    // 後期高齢者 have their ratio in another field.
    let late_stage = Coverage { ratio: Some(percent(10)), ..born("19450217", "39130000") };
    let in_part = eligible(vec![lacking(PaperNeeded::ElderlyRecipient, late_stage)]);
    assert_eq!(in_part.ratio(), Ratio::Answer(percent(10)));
}

#[test]
fn a_ticket_may_be_the_one_that_counts_here() {
    let elsewhere = || aid(vec![ticket(false)]);
    assert_eq!(outcome(vec![elsewhere()]), Outcome::AidTicketMissing);
    let lacking = lacking(PaperNeeded::MedicalTicket, elsewhere());
    assert!(eligible(vec![lacking.clone()]).paper_needed().contains(&PaperNeeded::MedicalTicket));
    // Beside insurance, no amount as if there were no aid.
    assert!(paid(&eligible(vec![insured(), elsewhere()]), CarePurpose::Any).due.is_some());
    let paid = paid(&eligible(vec![insured(), lacking]), CarePurpose::Any);
    assert_eq!((paid.due, paid.reason), (None, CopaymentReason::PublicExpense));
}

#[test]
fn an_insurance_that_carries_a_ticket_itself_is_told_no_amount() {
    let with = |tickets| Coverage { tickets, ..insured() };
    let due = |coverage| paid(&eligible(vec![coverage]), CarePurpose::Any).due;
    assert!(due(with(vec![ticket(false)])).is_some());
    assert_eq!(due(with(vec![ticket(true)])), None);
    assert_eq!(due(lacking(PaperNeeded::MedicalTicket, insured())), None);
}

#[test]
fn beside_a_ticket_that_counts_another_one_leaves_the_limit_open() {
    let limit = |coverage| eligible(vec![coverage]).public_expenses()[0].own_limit;
    assert_eq!(limit(aid(vec![ticket(true)])), OwnLimit::Month(Yen::new(500)));
    assert_eq!(limit(lacking(PaperNeeded::MedicalTicket, aid(vec![ticket(true)]))), OwnLimit::Unstated);
}

#[test]
fn what_it_decides_is_not_called_changed() {
    let whole = Coverage { limit: Some(limit(LimitCategory::General)), ..elderly() };
    let changes = |coverage| Change::between(&outcome(vec![whole.clone()]), &outcome(vec![coverage]));
    let without = |paper| match paper {
        PaperNeeded::Ceiling => Coverage { limit: None, ..whole.clone() },
        _ => Coverage { elderly: None, ..whole.clone() },
    };
    for paper in [PaperNeeded::Ceiling, PaperNeeded::ElderlyRecipient] {
        let told = changes(without(paper));
        assert!(matches!(told[..], [Change::Ceiling { .. } | Change::Ratio { .. }]), "{told:?}");
        assert_eq!(changes(lacking(paper, without(paper))), [Change::CertificateUnread]);
    }
    // What it doesn't decide still is.
    let other = Coverage { limit: Some(limit(LimitCategory::LowIncome2)), ..whole.clone() };
    let told = changes(lacking(PaperNeeded::SpecificDisease, other));
    assert!(matches!(told[..], [Change::CertificateUnread, Change::Ceiling { .. }]), "{told:?}");
}
