//! A certificate in time.

use hokensho_mock::der;
use hokensho_mock::pki::field;
use hokensho_pki::{
    Certificate, CertificateState, Error, GraceRule, Purpose, Role, TestAnchors, Time, Validity, Verifier,
};

use super::setting::{Chosen, spoiled, verifier};

/// 2026-02-17T14:59:59Z, the last second of a birthday in Japan.
const END: i64 = 1_771_340_399;
const BEGIN: i64 = END - 4 * 365 * 86_400;

fn leaf() -> Vec<u8> {
    spoiled(|tbs| {
        tbs.replace(&[field::VALIDITY], der::sequence([der::utc_time(BEGIN), der::utc_time(END)])).unwrap();
    })
}

fn at(time: Time) -> Result<Validity, Error> {
    let leaf = leaf();
    verifier().verify_path(&leaf, Purpose::Authentication, time).map(|path| path.validity())
}

fn with_grace_at(time: Time, rule: GraceRule) -> Result<Validity, Error> {
    let leaf = leaf();
    verifier().verify_path_with_grace(&leaf, Purpose::Authentication, time, rule).map(|path| path.validity())
}

const EXPIRED: Result<Validity, Error> = Err(Error::Expired { role: Role::Leaf });
const NOT_YET: Result<Validity, Error> = Err(Error::NotYetValid { role: Role::Leaf });

#[test]
fn validity_includes_its_first_and_last_second() {
    assert_eq!(at(Time::from_unix(BEGIN - 1)), NOT_YET);
    assert_eq!(at(Time::from_unix(BEGIN)), Ok(Validity::Valid));
    assert_eq!(at(Time::from_unix(END)), Ok(Validity::Expiring));
    assert_eq!(at(Time::from_unix(END + 1)), EXPIRED);
}

#[test]
fn expiring_begins_three_months_before_in_japan() {
    // The day is 17 November 2025 in Japan, which begins at 15:00 UTC on the 16th.
    let first = Time::from_utc(2025, 11, 16, 15, 0, 0).unwrap();
    assert_eq!(at(first.after(-1)), Ok(Validity::Valid));
    assert_eq!(at(first), Ok(Validity::Expiring));
}

#[test]
fn grace_lasts_to_the_end_of_the_third_month_after() {
    let last = Time::from_utc(2026, 5, 31, 14, 59, 59).unwrap();
    let rule = GraceRule::default();
    assert_eq!(with_grace_at(Time::from_unix(END), rule), Ok(Validity::Expiring));
    assert_eq!(with_grace_at(Time::from_unix(END + 1), rule), Ok(Validity::Grace));
    assert_eq!(with_grace_at(last, rule), Ok(Validity::Grace));
    assert_eq!(with_grace_at(last.after(1), rule), EXPIRED);
    assert_eq!(with_grace_at(Time::from_unix(BEGIN - 1), rule), NOT_YET);
}

#[test]
fn grace_from_the_day_is_shorter() {
    let last = Time::from_utc(2026, 5, 17, 14, 59, 59).unwrap();
    let rule = GraceRule::FromDay { months: 3 };
    assert_eq!(with_grace_at(last, rule), Ok(Validity::Grace));
    assert_eq!(with_grace_at(last.after(1), rule), EXPIRED);
}

#[test]
fn without_a_grace_expired_is_expired() {
    assert_eq!(with_grace_at(Time::from_unix(END), GraceRule::None), Ok(Validity::Expiring));
    assert_eq!(with_grace_at(Time::from_unix(END + 1), GraceRule::None), EXPIRED);
}

#[test]
fn expiry_is_an_answer_of_its_own() {
    let error = at(Time::from_unix(END + 1)).unwrap_err();
    assert_eq!(CertificateState::of_refusal(&error), Some(CertificateState::Expired));
    assert!(!error.to_string().contains("2026"), "the day of expiry is a birthday");
}

#[test]
fn a_forged_leaf_is_not_called_expired() {
    let mut forged = leaf();
    *forged.last_mut().unwrap() ^= 1;
    let late = Time::from_unix(END + 1);
    let verifier = verifier();
    let error = verifier.verify_path(&forged, Purpose::Authentication, late).unwrap_err();
    assert_eq!(CertificateState::of_refusal(&error), None);
}

#[test]
fn an_expired_anchor_ends_its_leaves() {
    let mut ca = hokensho_mock::pki::Authority::Auth.certificate_tbs();
    ca.replace(&[field::VALIDITY, 1], der::utc_time(END - 86_400)).unwrap();
    let ca = hokensho_mock::pki::Authority::Auth.issue(&ca);
    let mut anchors = TestAnchors::new();
    anchors.accept(Purpose::Authentication, &ca).unwrap();
    let verifier = Verifier::new(Chosen, &anchors);
    let leaf = leaf();
    let verify =
        |time| verifier.verify_path(&leaf, Purpose::Authentication, Time::from_unix(time)).map(|_| ());
    assert_eq!(verify(END - 86_400), Ok(()));
    assert_eq!(verify(END), Err(Error::Expired { role: Role::Anchor }));
}

#[test]
fn in_the_grace_the_anchor_may_have_ended_with_its_leaf() {
    let mut ca = hokensho_mock::pki::Authority::Auth.certificate_tbs();
    ca.replace(&[field::VALIDITY, 1], der::utc_time(END)).unwrap();
    let ca = hokensho_mock::pki::Authority::Auth.issue(&ca);
    let mut anchors = TestAnchors::new();
    anchors.accept(Purpose::Authentication, &ca).unwrap();
    let verifier = Verifier::new(Chosen, &anchors);
    let leaf = leaf();
    let late = Time::from_unix(END + 86_400);
    let path = verifier.verify_path_with_grace(&leaf, Purpose::Authentication, late, GraceRule::default());
    assert_eq!(path.unwrap().validity(), Validity::Grace);
}

#[test]
fn an_anchor_that_has_not_begun_verifies_nothing() {
    let mut ca = hokensho_mock::pki::Authority::Auth.certificate_tbs();
    ca.replace(&[field::VALIDITY, 0], der::utc_time(END)).unwrap();
    let ca = hokensho_mock::pki::Authority::Auth.issue(&ca);
    let mut anchors = TestAnchors::new();
    anchors.accept(Purpose::Authentication, &ca).unwrap();
    let verifier = Verifier::new(Chosen, &anchors);
    let leaf = leaf();
    let early = verifier.verify_path(&leaf, Purpose::Authentication, Time::from_unix(END - 1));
    assert_eq!(early.map(|_| ()), Err(Error::NotYetValid { role: Role::Anchor }));
}

#[test]
fn the_dates_of_the_leaf_are_those_of_the_certificate() {
    let leaf = leaf();
    let leaf = Certificate::parse(&leaf).unwrap();
    assert_eq!((leaf.not_before().unix(), leaf.not_after().unix()), (BEGIN, END));
}
