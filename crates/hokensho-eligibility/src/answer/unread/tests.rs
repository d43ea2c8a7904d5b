use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

use proptest::prelude::*;

use super::*;
use crate::fixtures::{answer, beside_unread, born, coverage, day};
use crate::{
    Answer, Bill, CardClassification, CareSetting, Copayment, CopaymentReason, Coverage, Eligible, Finding,
    MedicalTicket, Outcome, PaperNeeded, Percent, Policy, ProcessingStatus, ReasonOfLoss, Report,
    SegmentOfResult, Text, Unclear, Yen,
};

const TODAY: &str = "2026-11-22";

fn insured() -> Coverage {
    coverage("01130012", "2020-04-01", None)
}

fn ended() -> Coverage {
    coverage("06130009", "2010-04-01", Some("2020-04-01"))
}

fn aid() -> Coverage {
    Coverage { classification: CardClassification::MedicalAid, ..born("19800217", "12999991") }
}

fn ticket(here: bool) -> MedicalTicket {
    MedicalTicket { for_this_institution: Some(here), ..MedicalTicket::default() }
}

/// What is answered under a 資格有効性, beside a coverage that couldn't be read.
fn outcome(validity: &str, coverages: Vec<Coverage>) -> Outcome {
    judged(&beside_unread(answer(validity, TODAY, coverages)))
}

fn judged(answer: &Answer) -> Outcome {
    answer.outcome(day(TODAY), &Policy::default())
}

fn bill() -> Bill {
    Bill::new(CareSetting::OutPatient, Yen::new(12_340))
}

#[test]
fn where_nothing_that_could_be_read_is_in_force_an_unread_coverage_is_the_reason() {
    for coverages in [vec![], vec![ended()]] {
        let whole = judged(&answer("1", TODAY, coverages.clone()));
        assert_eq!(whole, Outcome::Unclear(Unclear::NothingInForce));
        let in_part = beside_unread(answer("1", TODAY, coverages));
        assert_eq!(judged(&in_part), Outcome::Unclear(Unclear::CoverageUnread(in_part.unread)));
    }
}

#[test]
fn beside_an_unread_coverage_one_in_force_still_covers_and_a_clerk_has_to_look() {
    let outcome = outcome("1", vec![insured(), ended()]);
    assert_eq!(outcome.name(), "eligible");
    let eligible = outcome.eligible().unwrap();
    assert_eq!((eligible.coverages(), eligible.unread().len()), (&[insured()][..], 1));
    assert_eq!(eligible.unread()[0].why, UnreadReason::Invalid);
    assert_eq!(eligible.findings(), [Finding::CoverageUnread]);
    let whole = judged(&answer("1", TODAY, vec![insured(), ended()]));
    assert_eq!(whole.eligible().unwrap().findings(), []);
}

#[test]
fn beside_an_unread_coverage_the_ratio_is_told_and_no_amount_or_ceiling() {
    let whole = judged(&answer("1", TODAY, vec![insured()]));
    let in_part = outcome("1", vec![insured()]);
    let (whole, in_part) = (whole.eligible().unwrap(), in_part.eligible().unwrap());
    assert_eq!(whole.copayment(&bill()).unwrap().due, Some(Yen::new(3_700)));
    let Copayment { ratio, by_ratio, ceiling, due, reason } = in_part.copayment(&bill()).unwrap();
    assert_eq!((by_ratio, due, reason), (None, None, CopaymentReason::CoverageUnread));
    assert!(ceiling.is_err());
    assert_eq!((ratio, in_part.ratio()), (whole.ratio(), whole.ratio()));
}

#[test]
fn who_pays_in_full_by_what_could_be_read_is_told_no_amount_either() {
    let in_full = Coverage { classification: CardClassification::SpecialMedicalExpense, ..insured() };
    let outcome = outcome("1", vec![in_full]);
    assert_eq!(outcome.name(), "eligible_pay_in_full");
    let eligible = outcome.eligible().unwrap();
    assert_eq!(eligible.findings(), [Finding::CoverageUnread]);
    assert_eq!(eligible.copayment(&bill()).unwrap().due, None);
}

#[test]
fn beside_an_unread_coverage_aid_without_a_ticket_here_decides_nothing() {
    let aid = Coverage { tickets: vec![ticket(false)], ..aid() };
    assert_eq!(judged(&answer("1", TODAY, vec![aid.clone()])), Outcome::AidTicketMissing);
    let in_part = beside_unread(answer("1", TODAY, vec![aid]));
    assert_eq!(judged(&in_part), Outcome::Unclear(Unclear::CoverageUnread(in_part.unread)));
    // The source itself says so.
    assert_eq!(outcome("6", vec![]), Outcome::AidTicketMissing);
}

#[test]
fn where_the_source_itself_says_no_an_unread_coverage_changes_nothing_of_it() {
    for validity in ["2", "3", "4", "5", "6", "7"] {
        for coverages in [vec![], vec![ended()]] {
            let whole = judged(&answer(validity, TODAY, coverages.clone()));
            assert_eq!(outcome(validity, coverages).name(), whole.name(), "{validity}");
        }
    }
    let mut other_day = beside_unread(answer("1", TODAY, vec![insured()]));
    other_day.asked_for = Some(day("2026-11-21"));
    assert_eq!(judged(&other_day), Outcome::Unclear(Unclear::OtherDay));
    let mut failed = beside_unread(answer("1", TODAY, vec![]));
    failed.status = Some(ProcessingStatus::Error);
    assert_eq!(judged(&failed).name(), "source_error");
    failed.segment = SegmentOfResult::Running;
    assert_eq!(judged(&failed), Outcome::Running);
}

#[test]
fn of_a_loss_beside_an_unread_coverage_the_reason_is_not_known() {
    let died = Coverage { reason_of_loss: Some(ReasonOfLoss::Died), ..ended() };
    let Outcome::Lost(whole) = judged(&answer("2", TODAY, vec![died.clone()])) else { panic!() };
    assert_eq!((whole.name(), whole.unread.len()), ("died", 0));
    let Outcome::Lost(loss) = outcome("2", vec![died.clone()]) else { panic!() };
    assert_eq!((loss.name(), loss.last.as_ref(), loss.unread.len()), ("unstated", Some(&died), 1));
    let Outcome::Lost(loss) = outcome("2", vec![]) else { panic!() };
    assert_eq!((loss.name(), loss.last.as_ref(), loss.unread.len()), ("unstated", None, 1));
}

#[test]
fn what_states_the_unread_coverage_is_asked_for() {
    use crate::{CertificateState, Identity, PatientText, Via};
    let asked = |outcome: Outcome| {
        let (identity, certificate, via) = (Identity::Face, CertificateState::ByOperator, Via::Reader);
        let report = Report { outcome, identity, certificate, via };
        let by_clerk = report.notes().contains(&Text::NoteEligibilityCertificate);
        let by_patient = report.patient_notes().contains(&PatientText::NoteEligibilityCertificate);
        assert_eq!(by_clerk, by_patient);
        by_clerk
    };
    assert!(asked(outcome("1", vec![insured()])) && asked(outcome("2", vec![ended()])));
    for whole in [answer("1", TODAY, vec![insured()]), answer("2", TODAY, vec![ended()])] {
        assert!(!asked(judged(&whole)));
    }
    let whole = judged(&answer("1", TODAY, vec![insured()])).eligible().unwrap().paper_needed();
    let in_part = outcome("1", vec![insured()]).eligible().unwrap().paper_needed();
    assert_eq!(in_part, [whole, vec![PaperNeeded::EligibilityCertificate]].concat());
}

fn coverages() -> impl Strategy<Value = Vec<Coverage>> {
    let insurer = prop::sample::select(vec!["01130012", "06130009", "39130000", "138008", "12999991"]);
    let days = vec!["2010-04-01", "2020-04-01", TODAY, "2026-12-01"];
    let lost_on = prop::option::of(prop::sample::select(days.clone()));
    let ratio = prop::option::of(prop::sample::select(vec!["010", "020", "030", "070"]));
    let code = prop::sample::select(vec!["01", "05", "A1"]);
    let tickets = prop::collection::vec(any::<bool>(), 0..3);
    let one = (insurer, prop::sample::select(days), lost_on, ratio, code, tickets, any::<bool>());
    let one = one.prop_map(|(insurer, qualified_on, lost_on, ratio, code, tickets, has_number)| {
        let mut coverage = coverage(insurer, qualified_on, lost_on);
        coverage.classification = CardClassification::from_code(code);
        coverage.ratio = ratio.and_then(|ratio| Percent::from_digits(ratio).ok());
        coverage.tickets = tickets.into_iter().map(ticket).collect();
        coverage.insurer_number = coverage.insurer_number.filter(|_| has_number);
        coverage
    });
    prop::collection::vec(one, 0..4)
}

/// Every amount that is told.
fn amounts(eligible: &Eligible) -> Vec<Yen> {
    let Copayment { by_ratio, ceiling, due, .. } = eligible.copayment(&bill()).unwrap();
    [by_ratio, due, ceiling.ok().map(|it| it.amount)].into_iter().flatten().collect()
}

proptest! {
    #[test]
    fn an_unread_coverage_never_covers_never_adds_an_amount_and_drops_nothing(
        validity in prop::sample::select(vec!["1", "2", "3", "4", "5", "6", "7"]),
        coverages in coverages(),
        status in prop::sample::select(vec!["1", "1", "2", "3"]),
        segment in prop::sample::select(vec!["1", "1", "2", "9"]),
        why in prop::sample::select(UnreadReason::ALL),
        count in 1..4_usize,
    ) {
        let mut whole = answer(validity, TODAY, coverages);
        whole.status = Some(ProcessingStatus::from_code(status));
        whole.segment = SegmentOfResult::from_code(segment);
        let unread = UnreadCoverage { place: "Birthdate".to_string(), why };
        let unread = vec![unread; count];
        let in_part = Answer { unread: unread.clone(), ..whole.clone() };
        let (whole, in_part) = (judged(&whole), judged(&in_part));
        prop_assert!(whole.is_eligible() || !in_part.is_eligible());
        prop_assert!(in_part.name() == whole.name() || in_part == Outcome::Unclear(Unclear::CoverageUnread(unread)));
        if let Some(whole) = whole.eligible() {
            let in_part = in_part.eligible().expect("what is in force still is");
            prop_assert_eq!(in_part.coverages(), whole.coverages());
            prop_assert_eq!((in_part.primary(), in_part.ratio()), (whole.primary(), whole.ratio()));
            prop_assert_eq!(in_part.public_expenses(), whole.public_expenses());
            prop_assert_eq!(in_part.unread().len(), count);
            prop_assert_eq!(amounts(in_part), []);
            prop_assert!(in_part.findings().contains(&Finding::CoverageUnread));
            prop_assert!(whole.findings().iter().all(|it| in_part.findings().contains(it)));
            prop_assert!(whole.paper_needed().iter().all(|it| in_part.paper_needed().contains(it)));
        }
        if let (Outcome::Lost(whole), Outcome::Lost(in_part)) = (whole, in_part) {
            prop_assert_eq!((&in_part.last, &in_part.reason), (&whole.last, &None));
        }
    }
}
