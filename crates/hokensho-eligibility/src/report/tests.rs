use alloc::boxed::Box;

use super::*;
use crate::fixtures::{born, day};
use crate::{Eligible, Loss};

fn report(outcome: Outcome, certificate: CertificateState, via: Via) -> Report {
    Report { outcome, identity: Identity::Pin, certificate, via }
}

fn eligible() -> Outcome {
    eligible_by("19800217", "01130012")
}

fn eligible_by(birth: &str, insurer: &str) -> Outcome {
    let coverage = born(birth, insurer);
    Outcome::Eligible(Box::new(Eligible::new(&[coverage], day("20261122"), None).unwrap()))
}

fn lost(reason: Option<ReasonOfLoss>) -> Outcome {
    Outcome::Lost(Box::new(Loss { reason, ..Loss::default() }))
}

/// Whether revocation is spoken of as (not checked, checked against old data).
fn about_revocation(outcome: Outcome, certificate: CertificateState, via: Via) -> (bool, bool) {
    let notes = report(outcome, certificate, via).notes();
    (notes.contains(&Text::NoteRevocationNotChecked), notes.contains(&Text::NoteRevocationStale))
}

#[test]
fn an_eligible_patient_hears_that_revocation_was_not_checked_or_was_with_old_data() {
    let direct = |state| about_revocation(eligible(), state, Via::Direct);
    assert_eq!(direct(CertificateState::NotChecked), (true, false));
    assert_eq!(direct(CertificateState::Stale), (false, true));
    assert_eq!(direct(CertificateState::Valid), (false, false));
}

#[test]
fn revocation_is_not_spoken_of_where_nobody_is_eligible_by_a_certificate_judged_here() {
    for state in [CertificateState::NotChecked, CertificateState::Stale] {
        for outcome in [Outcome::PinBlocked, Outcome::RevocationUnknown, lost(None)] {
            assert_eq!(about_revocation(outcome, state, Via::Direct), (false, false));
        }
        for via in [Via::Reader, Via::Typed] {
            assert_eq!(about_revocation(eligible(), state, via), (false, false));
        }
    }
}

#[test]
fn who_has_medical_aid_alone_is_asked_for_no_ratio() {
    let asked = |birth, insurer| {
        let report = report(eligible_by(birth, insurer), CertificateState::Valid, Via::Direct);
        report.notes().contains(&Text::NoteRatioUnknown)
    };
    assert!(!asked("19800217", "12999991"));
    assert!(asked("19400101", "39130000"));
    assert!(!asked("19800217", "138008"));
}

#[test]
fn the_joining_notice_is_due_unless_the_person_died_or_aid_began() {
    let notice = |outcome| {
        let report = report(outcome, CertificateState::ByOperator, Via::Reader);
        report.notes().contains(&Text::NoteJoiningNotice)
    };
    for reason in [None, Some(ReasonOfLoss::OtherInsurance), Some(ReasonOfLoss::OtherReason)] {
        assert!(notice(lost(reason)));
    }
    assert!(notice(Outcome::NotFound) && notice(Outcome::NewerInsurer));
    for reason in [ReasonOfLoss::Died, ReasonOfLoss::AidBegan] {
        assert!(!notice(lost(Some(reason))));
    }
    assert!(!notice(eligible()));
}
