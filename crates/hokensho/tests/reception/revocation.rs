//! Revocation and time: what isn't known is never taken for good.

use std::cell::Cell;

use hokensho::pki::{
    Certificate, Crl, CrlStore, GraceRule, OcspFetch, OcspHash, OcspRequest, Purpose, RevocationPolicy,
    RustCrypto, Time, Verifier,
};
use hokensho::{
    CertificateState, Error, InTurn, ListScope, NoRevocation, Outcome, Responder, RevocationIndexes,
};
use hokensho_mock::pki::{Authority, Crl as List, Municipality, Ocsp, OcspStatus, Reason, Revoked};

use super::common::{Desk, HOUR, NOW, issued_list, list_of, mock_anchors};

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
    desk.settings.revocation_tolerance_seconds = 60;
    assert!(desk.outcome().is_eligible());
    desk.settings.revocation_tolerance_seconds = 59;
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
        matches!(cause, Some(Error::RevocationUnsaid { why: hokensho::pki::Unchecked::OtherScope })),
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
fn a_stale_list_is_enough_where_stale_is_accepted_and_none_is_not() {
    let mut desk = Desk::of("adult");
    let home = desk.persona.holder().municipality();
    desk.settings.revocation = RevocationPolicy::AcceptStale;
    for (list, state, eligible) in [
        (Some(issued_list(home, &[], NOW - 24 * HOUR, NOW - 1)), CertificateState::Stale, true),
        (None, CertificateState::NotChecked, false),
    ] {
        desk.list = list;
        let report = desk.run_right(desk.card()).report;
        assert_eq!((report.outcome.is_eligible(), report.certificate), (eligible, state));
    }
}

#[test]
fn a_list_without_a_scope_is_enough_only_where_that_is_accepted() {
    let mut desk = Desk::of("adult");
    let (authority, municipality) = (Authority::Auth, desk.persona.holder().municipality());
    let (this_update, next_update) = (NOW - HOUR, NOW + HOUR);
    let list = List { authority, municipality, number: 7, this_update, next_update, revoked: &[] };
    let mut list = list.tbs();
    list.remove(&[5, 0, 2]).unwrap();
    desk.list = Some(authority.issue(&list));
    for (scope, state) in [
        (ListScope::Required, CertificateState::NotChecked),
        (ListScope::AcceptMissing, CertificateState::Valid),
    ] {
        desk.settings.list_scope = scope;
        assert_eq!(desk.run_right(desk.card()).report.certificate, state);
    }
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

/// The mock's CA as a responder, which answers at once.
struct Answers<'a> {
    serial: u64,
    status: OcspStatus,
    /// As of when.
    at: i64,
    asked: &'a Cell<u32>,
}

const NONCE: [u8; 32] = [0xA5; 32];

impl OcspFetch for Answers<'_> {
    type Error = std::io::Error;

    fn fetch(&mut self, address: Option<&str>, request: &[u8]) -> Result<Vec<u8>, Self::Error> {
        assert!(address.is_some());
        assert!(request.ends_with(&NONCE));
        Ok(self.answer(Some(&NONCE)))
    }
}

impl Answers<'_> {
    fn answer(&self, nonce: Option<&[u8]>) -> Vec<u8> {
        self.asked.set(self.asked.get() + 1);
        let answer = Ocsp {
            authority: Authority::Auth,
            serial: self.serial,
            status: self.status,
            produced_at: self.at,
            this_update: self.at,
            next_update: Some(self.at + HOUR),
            nonce,
        };
        answer.response(&answer.tbs()).encode()
    }
}

/// A responder that repeats no nonce, as those do that sign ahead.
struct SignsAhead<'a>(Answers<'a>);

impl OcspFetch for SignsAhead<'_> {
    type Error = std::io::Error;

    fn fetch(&mut self, _: Option<&str>, _: &[u8]) -> Result<Vec<u8>, Self::Error> {
        Ok(self.0.answer(None))
    }
}

/// Nobody answers.
struct Unreachable;

impl OcspFetch for Unreachable {
    type Error = std::io::Error;

    fn fetch(&mut self, _: Option<&str>, _: &[u8]) -> Result<Vec<u8>, Self::Error> {
        Err(std::io::ErrorKind::TimedOut.into())
    }
}

#[test]
fn a_responder_decides_like_a_list() {
    let revoked = OcspStatus::Revoked { at: NOW - HOUR, reason: Reason::KeyCompromise };
    let on_hold = OcspStatus::Revoked { at: NOW - HOUR, reason: Reason::CertificateHold };
    for (status, state) in [
        (OcspStatus::Good, CertificateState::Valid),
        (revoked, CertificateState::Revoked),
        (on_hold, CertificateState::Suspended),
        (OcspStatus::Unknown, CertificateState::NotChecked),
    ] {
        let (mut desk, asked) = (Desk::of("adult"), Cell::new(0));
        let responder = Answers { serial: desk.serial(), status, at: NOW, asked: &asked };
        let report = desk.run_asking(Responder::new(responder, || NONCE)).report;
        assert_eq!((report.certificate, asked.get()), (state, 1), "{status:?}");
        assert_eq!(report.outcome.is_eligible(), state == CertificateState::Valid);
    }
}

#[test]
fn a_responder_that_cannot_be_reached_says_nothing_and_the_report_says_why() {
    let finished = Desk::of("adult").run_asking(Responder::new(Unreachable, || NONCE));
    assert_eq!(finished.report.outcome, Outcome::RevocationUnknown);
    assert!(matches!(finished.cause, Some(Error::ResponderUnreachable { .. })), "{:?}", finished.cause);
}

#[test]
fn an_answer_to_another_question_says_nothing() {
    let (mut desk, asked) = (Desk::of("adult"), Cell::new(0));
    let other = Answers { serial: desk.serial() + 1, status: OcspStatus::Good, at: NOW, asked: &asked };
    let finished = desk.run_asking(Responder::new(other, || NONCE));
    assert_eq!(finished.report.outcome, Outcome::RevocationUnknown);
    assert!(finished.cause.is_some());

    // The mock names certificates by SHA-1.
    let answers = Answers { serial: desk.serial(), status: OcspStatus::Good, at: NOW, asked: &asked };
    let finished = desk.run_asking(Responder::new(answers, || NONCE).naming_by(OcspHash::Sha256));
    assert_eq!(finished.report.outcome, Outcome::RevocationUnknown);
}

#[test]
fn an_answer_without_the_nonce_counts_only_if_that_was_said() {
    let (mut desk, asked) = (Desk::of("adult"), Cell::new(0));
    let answers = Answers { serial: desk.serial(), status: OcspStatus::Good, at: NOW, asked: &asked };
    let strict = Responder::new(SignsAhead(answers), || NONCE);
    let finished = desk.run_asking(strict);
    assert_eq!(finished.report.outcome, Outcome::RevocationUnknown);
    assert!(matches!(finished.cause, Some(Error::Pki(hokensho::pki::Error::NonceMissing))));

    let answers = Answers { serial: desk.serial(), status: OcspStatus::Good, at: NOW, asked: &asked };
    let lenient = Responder::new(SignsAhead(answers), || NONCE).with_rules(OcspRequest::accepting_no_nonce);
    assert!(desk.run_asking(lenient).report.outcome.is_eligible());
}

#[test]
fn an_answer_that_is_too_old_is_stale_but_for_the_seconds_that_are_allowed() {
    let (mut desk, asked) = (Desk::of("adult"), Cell::new(0));
    let serial = desk.serial();
    let late = || Answers { serial, status: OcspStatus::Good, at: NOW - HOUR - 60, asked: &asked };
    let report = desk.run_asking(Responder::new(late(), || NONCE)).report;
    assert_eq!(report.certificate, CertificateState::Stale);
    desk.settings.revocation_tolerance_seconds = 60;
    assert!(desk.run_asking(Responder::new(late(), || NONCE)).report.outcome.is_eligible());
}

#[test]
fn the_second_source_is_asked_only_if_the_first_left_it_open() {
    let mut desk = Desk::of("adult");
    let home = desk.persona.holder().municipality();
    let held = list_of(home, &[entry(&desk, Reason::CertificateHold)], NOW);
    let stale = issued_list(home, &[], NOW - 24 * HOUR, NOW - 1);
    for (list, times, state) in [
        (Some(list_of(home, &[], NOW)), 0, CertificateState::Valid),
        (Some(held), 0, CertificateState::Suspended),
        (Some(stale), 1, CertificateState::Valid),
        (Some(vec![0x30]), 1, CertificateState::Valid),
        (None, 1, CertificateState::Valid),
    ] {
        let asked = Cell::new(0);
        let responder = Answers { serial: desk.serial(), status: OcspStatus::Good, at: NOW, asked: &asked };
        let lists = |_: &Certificate<'_>| list.clone();
        let report = desk.run_asking(InTurn(lists, Responder::new(responder, || NONCE))).report;
        assert_eq!((report.certificate, asked.get()), (state, times));
    }
}

#[test]
fn two_sources_that_say_nothing_say_why_the_first_did() {
    let lists = |_: &Certificate<'_>| Some(vec![0x30]);
    let finished = Desk::of("adult").run_asking(InTurn(lists, Responder::new(Unreachable, || NONCE)));
    assert!(matches!(finished.cause, Some(Error::Pki(_))), "{:?}", finished.cause);
    let finished = Desk::of("adult").run_asking(InTurn(NoRevocation, Responder::new(Unreachable, || NONCE)));
    assert!(matches!(finished.cause, Some(Error::ResponderUnreachable { .. })), "{:?}", finished.cause);
}

#[test]
fn an_index_that_was_made_once_answers_like_its_list() {
    let mut desk = Desk::of("adult");
    let adult = desk.persona.clone();
    let home = adult.holder().municipality();
    let anchors = mock_anchors();
    let verifier = Verifier::new(RustCrypto, &anchors);
    let index = |entries: &[Revoked], of| {
        let list = list_of(of, entries, NOW);
        let crl = Crl::parse(&list).unwrap();
        verifier.verify_crl(crl, Purpose::Authentication, Time::from_unix(NOW)).unwrap().into_index()
    };
    let store = CrlStore::new(index(&[], home));
    let indexes = || RevocationIndexes(|_: &Certificate<'_>| Some(store.current()));
    assert!(desk.run_asking(indexes()).report.outcome.is_eligible());

    store.replace(index(&[entry(&desk, Reason::Superseded)], home));
    assert_eq!(desk.run_asking(indexes()).report.outcome, Outcome::Revoked);

    store.replace(index(&[], ELSEWHERE));
    let finished = desk.run_asking(indexes());
    assert_eq!(finished.report.outcome, Outcome::RevocationUnknown);
    assert!(matches!(finished.cause, Some(Error::RevocationUnsaid { .. })), "{:?}", finished.cause);
}
