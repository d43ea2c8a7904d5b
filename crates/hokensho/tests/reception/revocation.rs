//! Revocation and time: what isn't known is never taken for good.

use hokensho::pki::{GraceRule, RevocationPolicy};
use hokensho::{CertificateState, Error, Outcome};
use hokensho_mock::pki::{Municipality, Reason, Revoked};

use super::common::{Desk, HOUR, NOW, issued_list, list_of};

const ELSEWHERE: Municipality<'_> =
    Municipality { code: "01101", prefecture: "Hokkaido", city: "Sapporo-shi Chuo-ku" };

/// The end of the expired persona's certificate: 2026-05-25 23:59:59 in Japan.
const EXPIRED: i64 = 1_779_721_199;
/// The end of its grace: 2026-08-31 23:59:59 in Japan.
const GRACE_ENDED: i64 = 1_788_188_399;

/// Outcome and state under the strict policy, and under the one that accepts what nobody checked.
fn both(desk: &mut Desk) -> [(Outcome, CertificateState); 2] {
    [RevocationPolicy::RequireGood, RevocationPolicy::AcceptNotChecked].map(|policy| {
        desk.settings.revocation = policy;
        let report = desk.run_right(desk.card()).report;
        (report.outcome, report.certificate)
    })
}

/// Strict refuses because it isn't known, loose accepts and says so.
fn assert_unknown(desk: &mut Desk, state: CertificateState) {
    let [strict, loose] = both(desk);
    assert_eq!(strict, (Outcome::RevocationUnknown, state));
    assert!(loose.0.is_eligible(), "{loose:?}");
    assert_eq!(loose.1, state);
    assert_eq!(desk.asked.get(), 1);
}

fn entry(desk: &Desk, reason: Reason) -> Revoked {
    Revoked { serial: desk.serial(), at: NOW - 24 * HOUR, reason }
}

#[test]
fn without_a_list_nothing_is_known() {
    let mut desk = Desk::of("adult");
    desk.list = None;
    assert_unknown(&mut desk, CertificateState::NotChecked);
}

#[test]
fn a_list_past_its_next_update_is_stale_from_the_second_after() {
    let mut desk = Desk::of("adult");
    let home = desk.persona.holder().municipality();
    desk.list = Some(issued_list(home, &[], NOW - 24 * HOUR, NOW));
    assert!(desk.outcome().is_eligible());

    let mut desk = Desk::of("adult");
    let home = desk.persona.holder().municipality();
    desk.list = Some(issued_list(home, &[], NOW - 24 * HOUR, NOW - 1));
    assert_unknown(&mut desk, CertificateState::Stale);
}

#[test]
fn a_list_may_be_late_by_the_seconds_that_are_allowed() {
    let mut desk = Desk::of("adult");
    let home = desk.persona.holder().municipality();
    desk.list = Some(issued_list(home, &[], NOW - 24 * HOUR, NOW - 60));
    desk.settings.list_tolerance_seconds = 60;
    assert!(desk.outcome().is_eligible());
    desk.settings.list_tolerance_seconds = 59;
    assert_eq!(desk.outcome(), Outcome::RevocationUnknown);
}

#[test]
fn a_list_of_another_municipality_says_nothing() {
    let mut desk = Desk::of("adult");
    // Not even about the serial that stands in it.
    desk.list = Some(list_of(ELSEWHERE, &[entry(&desk, Reason::KeyCompromise)], NOW));
    assert_unknown(&mut desk, CertificateState::NotChecked);
    let cause = desk.run_right(desk.card()).cause;
    assert!(
        matches!(cause, Some(Error::ListUnfit { why: hokensho::pki::Unchecked::OtherScope })),
        "{cause:?}"
    );
}

#[test]
fn a_list_that_nobody_signed_says_nothing_and_the_report_says_why() {
    let mut desk = Desk::of("adult");
    let list = desk.list.as_mut().unwrap();
    *list.last_mut().unwrap() ^= 1;
    let finished = desk.run_right(desk.card());
    assert_eq!(finished.report.outcome, Outcome::RevocationUnknown);
    assert!(matches!(finished.cause, Some(Error::Pki(hokensho::pki::Error::BadSignature { .. }))));
    assert_unknown(&mut desk, CertificateState::NotChecked);
}

#[test]
fn a_list_that_could_not_be_used_is_told_also_when_it_decides_nothing() {
    for list in [vec![], vec![0x30, 0x80], b"<html>not found</html>".to_vec()] {
        let mut desk = Desk::of("adult");
        desk.list = Some(list);
        desk.settings.revocation = RevocationPolicy::AcceptNotChecked;
        let finished = desk.run_right(desk.card());
        assert!(finished.report.outcome.is_eligible());
        assert_eq!(finished.report.certificate, CertificateState::NotChecked);
        assert!(matches!(finished.cause, Some(Error::Pki(_))), "{:?}", finished.cause);
    }
}

#[test]
fn a_list_from_the_future_says_nothing() {
    let mut desk = Desk::of("adult");
    let home = desk.persona.holder().municipality();
    desk.list = Some(issued_list(home, &[], NOW + 1, NOW + 24 * HOUR));
    assert_unknown(&mut desk, CertificateState::NotChecked);
}

#[test]
fn on_hold_is_suspended_by_every_policy() {
    let mut desk = Desk::of("adult");
    desk.list =
        Some(list_of(desk.persona.holder().municipality(), &[entry(&desk, Reason::CertificateHold)], NOW));
    for found in both(&mut desk) {
        assert_eq!(found, (Outcome::Suspended, CertificateState::Suspended));
    }
    assert_eq!(desk.asked.get(), 0);
}

#[test]
fn revoked_is_revoked_by_every_policy_and_by_a_stale_list_too() {
    for reason in [Reason::KeyCompromise, Reason::Superseded, Reason::AffiliationChanged, Reason::Unspecified]
    {
        let mut desk = Desk::of("adult");
        let home = desk.persona.holder().municipality();
        let entries = [entry(&desk, reason)];
        let (fresh, stale) = (list_of(home, &entries, NOW), list_of(home, &entries, NOW - 72 * HOUR));
        for list in [fresh, stale] {
            desk.list = Some(list);
            for found in both(&mut desk) {
                assert_eq!(found, (Outcome::Revoked, CertificateState::Revoked), "{reason:?}");
            }
        }
        assert_eq!(desk.asked.get(), 0);
    }
}

#[test]
fn somebody_elses_entry_revokes_nobody_else() {
    let mut desk = Desk::of("adult");
    let other = Revoked { serial: desk.serial() + 1, ..entry(&desk, Reason::KeyCompromise) };
    desk.list = Some(list_of(desk.persona.holder().municipality(), &[other], NOW));
    assert!(desk.outcome().is_eligible());
}

#[test]
fn an_expired_certificate_is_accepted_to_the_last_second_of_the_grace() {
    for (now, state) in [
        (EXPIRED, CertificateState::Expiring),
        (EXPIRED + 1, CertificateState::Grace),
        (GRACE_ENDED, CertificateState::Grace),
    ] {
        let mut desk = Desk::at("expired", now);
        let report = desk.run_right(desk.card()).report;
        assert!(report.outcome.is_eligible(), "{now}: {report:?}");
        assert_eq!(report.certificate, state, "{now}");
    }
    let mut desk = Desk::at("expired", GRACE_ENDED + 1);
    let report = desk.run_right(desk.card()).report;
    assert_eq!((report.outcome, report.certificate), (Outcome::Expired, CertificateState::Expired));
    assert_eq!(desk.asked.get(), 0);
}

#[test]
fn without_grace_the_day_of_expiry_is_the_last() {
    let mut desk = Desk::at("expired", EXPIRED + 1);
    desk.settings.grace = GraceRule::FromDay { months: 0 };
    assert_eq!(desk.outcome(), Outcome::Expired);
}

#[test]
fn the_grace_forgives_no_revocation() {
    let mut desk = Desk::at("expired", GRACE_ENDED);
    let home = desk.persona.holder().municipality();
    let hold = Revoked { serial: desk.serial(), at: EXPIRED, reason: Reason::CertificateHold };
    desk.list = Some(list_of(home, &[hold], GRACE_ENDED));
    assert_eq!(desk.outcome(), Outcome::Suspended);
    desk.list = None;
    assert_eq!(desk.outcome(), Outcome::RevocationUnknown);
}
