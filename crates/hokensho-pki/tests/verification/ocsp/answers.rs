//! What an answer says about the leaf, and when it says nothing.

use hokensho_mock::der;
use hokensho_mock::pki::{self, Authority, Ocsp, OcspStatus, Reason as MockReason, extension};
use hokensho_pki::{
    CertificateState, Crl, Error, OcspHash, OcspRequest, OcspResponse, Purpose, Reason, Revocation, Time,
    Unchecked,
};

use super::{
    ADULT, GOOD, NEXT_UPDATE, NONCE, THIS_UPDATE, answer, ask, ask_with, field, path, replaced, spoiled,
};
use crate::verification::setting::{CHIYODA, DAY, NOW, adult, now, verifier};

fn said(answer: Ocsp<'_>) -> Revocation {
    ask(&answer.response(&answer.tbs()).encode()).unwrap()
}

fn revoked(reason: MockReason) -> OcspStatus {
    OcspStatus::Revoked { at: NOW - DAY, reason }
}

const fn unchecked(why: Unchecked) -> Revocation {
    Revocation::NotChecked { why }
}

#[test]
fn an_answer_says_why_and_since_when() {
    let at = Time::from_unix(NOW - DAY);
    for (written, reason) in [
        (MockReason::Unspecified, Reason::Unspecified),
        (MockReason::KeyCompromise, Reason::KeyCompromise),
        (MockReason::CaCompromise, Reason::CaCompromise),
        (MockReason::AffiliationChanged, Reason::AffiliationChanged),
        (MockReason::Superseded, Reason::Superseded),
        (MockReason::CessationOfOperation, Reason::CessationOfOperation),
    ] {
        let said = said(Ocsp { status: revoked(written), ..answer() });
        assert_eq!(said, Revocation::Revoked { reason, at });
    }
}

#[test]
fn revoked_without_a_reason_is_revoked() {
    let status = der::context(1, [der::generalized_time(NOW - DAY)]);
    let said = ask(&replaced(&field::STATUS, status));
    let at = Time::from_unix(NOW - DAY);
    assert_eq!(said, Ok(Revocation::Revoked { reason: Reason::Unspecified, at }));
}

#[test]
fn an_unknown_reason_is_kept_and_revokes() {
    let reason = der::context(0, [der::enumerated(42)]);
    let status = der::context(1, [der::generalized_time(NOW - DAY), reason]);
    let at = Time::from_unix(NOW - DAY);
    let said = ask(&replaced(&field::STATUS, status));
    assert_eq!(said, Ok(Revocation::Revoked { reason: Reason::Other(42), at }));
}

#[test]
fn a_hold_is_its_own_answer() {
    let said = said(Ocsp { status: revoked(MockReason::CertificateHold), ..answer() });
    assert_eq!(said, Revocation::OnHold { at: Time::from_unix(NOW - DAY) });
}

#[test]
fn unknown_is_never_good() {
    let said = said(Ocsp { status: OcspStatus::Unknown, ..answer() });
    assert_eq!(said, unchecked(Unchecked::UnknownToResponder));
}

#[test]
fn an_answer_about_another_serial_says_nothing() {
    for status in [OcspStatus::Good, revoked(MockReason::Superseded)] {
        let said = said(Ocsp { serial: ADULT + 1, status, ..answer() });
        assert_eq!(said, unchecked(Unchecked::NotAnswered));
    }
}

/// Each part of CertID in turn is another's.
#[test]
fn an_answer_about_another_issuers_name_says_nothing() {
    let [.., answers, id] = field::ID;
    let name = [field::ANSWERS, answers, id, 1];
    let other = Ocsp { authority: Authority::Sign, ..answer() }.certificate_id().at(&[1]).unwrap().clone();
    assert_eq!(ask(&replaced(&name, other)), Ok(unchecked(Unchecked::NotAnswered)));
}

#[test]
fn an_answer_about_another_issuers_key_says_nothing() {
    let [.., answers, id] = field::ID;
    let key = [field::ANSWERS, answers, id, 2];
    let other = der::octets(Authority::Sign.key().identifier());
    assert_eq!(ask(&replaced(&key, other)), Ok(unchecked(Unchecked::NotAnswered)));
}

#[test]
fn an_answer_with_a_cut_or_empty_hash_says_nothing() {
    let [.., answers, id] = field::ID;
    for part in [1, 2] {
        let path = [field::ANSWERS, answers, id, part];
        let whole = answer().tbs().at(&path).unwrap().body();
        for short in [&[][..], &whole[..19]] {
            assert_eq!(ask(&replaced(&path, der::octets(short))), Ok(unchecked(Unchecked::NotAnswered)));
        }
    }
}

#[test]
fn an_answer_by_another_hash_than_asked_says_nothing() {
    let [.., answers, id] = field::ID;
    let hash = [field::ANSWERS, answers, id, 0];
    let sha256 = der::sequence([der::oid(&[2, 16, 840, 1, 101, 3, 4, 2, 1]), der::null()]);
    assert_eq!(ask(&replaced(&hash, sha256)), Ok(unchecked(Unchecked::NotAnswered)));
}

#[test]
fn parameters_of_the_hash_may_be_absent() {
    let [.., answers, id] = field::ID;
    let hash = [field::ANSWERS, answers, id, 0];
    let bare = der::sequence([der::oid(&[1, 3, 14, 3, 2, 26])]);
    assert_eq!(ask(&replaced(&hash, bare)), Ok(GOOD));
}

#[test]
fn the_right_one_of_several_answers_counts() {
    let other = Ocsp { serial: ADULT + 1, status: revoked(MockReason::Superseded), ..answer() };
    let other = other.tbs().at(&[field::ANSWERS, 0]).unwrap().clone();
    for place in [0, 1] {
        let both = spoiled(|tbs| tbs.insert(&[field::ANSWERS, place], other.clone()).unwrap());
        assert_eq!(ask(&both), Ok(GOOD));
    }
}

#[test]
fn an_answer_is_stale_after_the_next_was_due() {
    let good = spoiled(|_| ());
    let due = Time::from_unix(NEXT_UPDATE);
    let ask = |at: Time, tolerance| ask_with(&good, at, tolerance, |request| request);
    assert_eq!(ask(due, 0), Ok(GOOD));
    assert_eq!(ask(due.after(1), 0), Ok(Revocation::Stale { next_update: due }));
    assert_eq!(ask(due.after(5), 5), Ok(GOOD));
    assert_eq!(ask(due.after(6), 5), Ok(Revocation::Stale { next_update: due }));
}

#[test]
fn an_answer_that_names_no_next_is_stale_by_its_age() {
    let answer = Ocsp { next_update: None, ..answer() };
    let bytes = answer.response(&answer.tbs()).encode();
    let due = |seconds| Time::from_unix(THIS_UPDATE + seconds);
    let ask = |at, limit| {
        ask_with(&bytes, at, 0, |request| match limit {
            Some(seconds) => request.with_max_age(seconds),
            None => request,
        })
    };
    assert_eq!(ask(due(300), None), Ok(GOOD), "five minutes by default");
    assert_eq!(ask(due(301), None), Ok(Revocation::Stale { next_update: due(300) }));
    assert_eq!(ask(due(DAY), Some(86_400)), Ok(GOOD));
    assert_eq!(ask(now(), Some(59)), Ok(Revocation::Stale { next_update: due(59) }));
}

#[test]
fn a_longer_age_does_not_outlive_the_next_that_is_due() {
    let good = spoiled(|_| ());
    let late = Time::from_unix(NEXT_UPDATE + 1);
    let said = ask_with(&good, late, 0, |request| request.with_max_age(u32::MAX));
    assert_eq!(said, Ok(Revocation::Stale { next_update: Time::from_unix(NEXT_UPDATE) }));
}

#[test]
fn an_answer_from_the_future_says_nothing() {
    for (this_update, produced_at) in [(NOW + 5, NOW), (NOW, NOW + 5), (NOW + 5, NOW + 5)] {
        let answer = Ocsp { this_update, produced_at, ..answer() };
        let bytes = answer.response(&answer.tbs()).encode();
        let ask = |tolerance| ask_with(&bytes, now(), tolerance, |request| request).unwrap();
        assert_eq!(ask(0), unchecked(Unchecked::AnswerNotYet));
        assert_eq!(ask(4), unchecked(Unchecked::AnswerNotYet));
        assert_eq!(ask(5), Revocation::Good { as_of: Time::from_unix(this_update) });
    }
}

#[test]
fn a_stale_or_future_answer_still_says_no() {
    let at = Time::from_unix(NOW - DAY);
    for shift in [-30 * DAY, 30 * DAY] {
        let (produced_at, this_update) = (NOW + shift, NOW + shift);
        let next_update = Some(NOW + shift + 1);
        let status = revoked(MockReason::KeyCompromise);
        let said = said(Ocsp { status, produced_at, this_update, next_update, ..answer() });
        assert_eq!(said, Revocation::Revoked { reason: Reason::KeyCompromise, at });
    }
}

#[test]
fn refuses_the_nonce_of_another_question() {
    for nonce in [&[8; 32][..], &[7; 31], &[7; 33], &[]] {
        let answer = Ocsp { nonce: Some(nonce), ..answer() };
        let bytes = answer.response(&answer.tbs()).encode();
        assert_eq!(ask(&bytes), Err(Error::NonceForeign));
        let lenient = ask_with(&bytes, now(), 0, OcspRequest::accepting_no_nonce);
        assert_eq!(lenient, Err(Error::NonceForeign), "no nonce isn't any nonce");
    }
}

#[test]
fn an_answer_without_nonce_is_taken_only_when_asked_for() {
    let answer = Ocsp { nonce: None, ..answer() };
    let bytes = answer.response(&answer.tbs()).encode();
    assert_eq!(ask(&bytes), Err(Error::NonceMissing));
    assert_eq!(ask_with(&bytes, now(), 0, OcspRequest::accepting_no_nonce), Ok(GOOD));
}

#[test]
fn a_replayed_answer_is_refused_even_if_it_says_no() {
    let status = revoked(MockReason::Superseded);
    let answer = Ocsp { status, nonce: Some(&[8; 32]), ..answer() };
    assert_eq!(ask(&answer.response(&answer.tbs()).encode()), Err(Error::NonceForeign));
}

#[test]
fn extensions_of_an_answer_that_need_not_be_known_change_nothing() {
    let cutoff = extension::plain(&[1, 3, 6, 1, 5, 5, 7, 48, 1, 6], der::generalized_time(NOW - 9 * DAY));
    let single = der::context(1, [der::sequence([cutoff])]);
    let kept = spoiled(|tbs| tbs.insert(&[field::ANSWERS, 0, 4], single).unwrap());
    assert_eq!(ask(&kept), Ok(GOOD));
}

/// One question, answered about one leaf, says nothing about another.
#[test]
fn an_answer_about_one_leaf_says_nothing_about_another() {
    let (verifier, adult) = (verifier(), adult());
    let elderly = hokensho_mock::Persona::named("elderly").unwrap();
    let asked = path(&verifier, adult.auth_certificate().unwrap());
    let mut other = path(&verifier, elderly.auth_certificate().unwrap());
    let request = verifier.ocsp_request(&asked, OcspHash::Sha1, NONCE).unwrap();
    let bytes = spoiled(|_| ());
    let response = OcspResponse::parse(&bytes).unwrap();
    let answer = verifier.verify_ocsp(&response, &request, Purpose::Authentication, now()).unwrap();
    assert_eq!(other.check_ocsp(&answer, now(), 0), unchecked(Unchecked::NotAnswered));
    assert_eq!(other.state(), CertificateState::NotChecked);
}

/// The same serial of another CA.
#[test]
fn an_answer_about_another_cas_leaf_says_nothing() {
    let verifier = verifier();
    let mut tbs = adult().sign_tbs().unwrap();
    tbs.replace(&[pki::field::SERIAL], der::integer(&ADULT.to_be_bytes())).unwrap();
    let sign_leaf = Authority::Sign.issue(&tbs);
    let mut signing = verifier.verify_path(&sign_leaf, Purpose::Signing, now()).unwrap();
    let adult = adult();
    let asked = path(&verifier, adult.auth_certificate().unwrap());
    let request = verifier.ocsp_request(&asked, OcspHash::Sha1, NONCE).unwrap();
    let bytes = spoiled(|_| ());
    let response = OcspResponse::parse(&bytes).unwrap();
    let answer = verifier.verify_ocsp(&response, &request, Purpose::Authentication, now()).unwrap();
    assert_eq!(signing.check_ocsp(&answer, now(), 0), unchecked(Unchecked::OtherIssuer));
}

/// What the adult's path holds after a list and an answer, in this order or the other.
fn with_list(listed: &[pki::Revoked], status: OcspStatus, list_first: bool) -> Revocation {
    let (verifier, adult) = (verifier(), adult());
    let mut path = path(&verifier, adult.auth_certificate().unwrap());
    let (authority, municipality) = (Authority::Auth, CHIYODA);
    let (this_update, next_update) = (NOW - 3600, NOW + DAY);
    let list = pki::Crl { authority, municipality, number: 7, this_update, next_update, revoked: listed };
    let list = authority.issue(&list.tbs());
    let list = verifier.verify_crl(Crl::parse(&list).unwrap(), Purpose::Authentication, now()).unwrap();
    let request = verifier.ocsp_request(&path, OcspHash::Sha1, NONCE).unwrap();
    let answer = Ocsp { status, ..answer() };
    let response = answer.response(&answer.tbs()).encode();
    let response = OcspResponse::parse(&response).unwrap();
    let answer = verifier.verify_ocsp(&response, &request, Purpose::Authentication, now()).unwrap();
    if list_first {
        path.check_revocation(&list, now(), 0);
        path.check_ocsp(&answer, now(), 0)
    } else {
        path.check_ocsp(&answer, now(), 0);
        path.check_revocation(&list, now(), 0)
    }
}

#[test]
fn of_list_and_answer_the_stronger_holds_in_any_order() {
    let at = NOW - DAY;
    let held = [pki::Revoked { serial: ADULT, at, reason: MockReason::CertificateHold }];
    let at = Time::from_unix(at);
    for list_first in [true, false] {
        assert_eq!(with_list(&held, OcspStatus::Good, list_first), Revocation::OnHold { at });
        let no = with_list(&held, revoked(MockReason::Superseded), list_first);
        assert_eq!(no, Revocation::Revoked { reason: Reason::Superseded, at });
        assert_eq!(with_list(&[], OcspStatus::Good, list_first), GOOD, "the newer of two");
        let listed = Revocation::Good { as_of: Time::from_unix(NOW - 3600) };
        assert_eq!(with_list(&[], OcspStatus::Unknown, list_first), listed);
    }
}
