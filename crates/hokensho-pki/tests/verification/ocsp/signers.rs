//! Who may answer for a CA.

use hokensho_mock::der::{self, Node};
use hokensho_mock::pki::{
    self, Authority, Key, extension, responder_id, responder_tbs, sha256_with_rsa, signed,
};
use hokensho_pki::{
    Document, Error, Fault, OcspHash, OcspRequest, OcspResponse, Purpose, Revocation, Role, Rule,
    TestAnchors, Time, Verifier,
};

use super::{GOOD, NONCE, answer, answered_with, ask, ask_with, breaks, field, path, responder, spoiled};
use crate::verification::setting::{Chosen, DAY, NOW, adult, drop, now, set, turn_criticality, verifier};

/// A responder's certificate, spoiled before the CA signs it.
fn certificate(spoil: impl FnOnce(&mut Node)) -> Node {
    let mut tbs = responder_tbs(Authority::Auth, &responder());
    spoil(&mut tbs);
    signed(&tbs, &Authority::Auth.key())
}

fn answered_by(spoil: impl FnOnce(&mut Node)) -> Vec<u8> {
    answered_with([certificate(spoil)])
}

fn named(name: Node) -> Node {
    der::context(1, [name])
}

#[test]
fn the_ca_may_be_named_by_its_name() {
    let by_name = spoiled(|tbs| {
        tbs.replace(&[field::RESPONDER], named(Authority::Auth.name())).unwrap();
    });
    assert_eq!(ask(&by_name), Ok(GOOD));
}

#[test]
fn an_appointed_responder_may_answer() {
    assert_eq!(ask(&answered_by(|_| ())), Ok(GOOD));
}

#[test]
fn an_appointed_responder_may_be_named_by_its_name() {
    let certificate = certificate(|_| ());
    let subject = certificate.at(&[0, pki::field::SUBJECT]).unwrap().clone();
    let mut tbs = answer().tbs();
    tbs.replace(&[field::RESPONDER], named(subject)).unwrap();
    let response = answer().response_by(&responder(), &tbs, [certificate]).encode();
    assert_eq!(ask(&response), Ok(GOOD));
}

#[test]
fn the_responders_certificate_may_stand_among_others() {
    let ca = Node::raw(Authority::Auth.certificate());
    let right = certificate(|_| ());
    assert_eq!(ask(&answered_with([ca.clone(), right.clone()])), Ok(GOOD));
    assert_eq!(ask(&answered_with([right.clone(), ca])), Ok(GOOD));
    let unreadable = der::sequence([der::null()]);
    assert_eq!(ask(&answered_with([unreadable, right])), Ok(GOOD), "one that nobody needs");
}

#[test]
fn refuses_an_answer_that_the_ca_did_not_sign() {
    let forged = answer();
    let basic = signed(&forged.tbs(), &responder());
    let mut response = forged.response(&forged.tbs());
    response.replace(&[1, 0, 1, 0], basic).unwrap();
    assert_eq!(ask(&response.encode()), Err(Error::BadSignature { document: Document::OcspResponse }));
}

#[test]
fn refuses_an_answer_changed_after_signing() {
    let mut response = answer().response(&answer().tbs());
    response.replace(&[1, 0, 1, 0, 0, field::ANSWERS, 0, 2], der::generalized_time(NOW)).unwrap();
    assert_eq!(ask(&response.encode()), Err(Error::BadSignature { document: Document::OcspResponse }));
}

#[test]
fn refuses_an_answer_whose_signature_is_empty_cut_or_longer() {
    let whole = answer().response(&answer().tbs());
    let signature = whole.at(&[1, 0, 1, 0, 2]).unwrap().body();
    for other in [&signature[..1], &signature[..256], &[&signature[..], &[0]].concat()] {
        let mut response = whole.clone();
        response.replace(&[1, 0, 1, 0, 2], Node::new(0x03, other)).unwrap();
        assert_eq!(ask(&response.encode()), Err(Error::BadSignature { document: Document::OcspResponse }));
    }
}

#[test]
fn refuses_an_algorithm_that_nothing_verifies() {
    let mut response = answer().response(&answer().tbs());
    let sha1 = der::sequence([der::oid(&[1, 2, 840, 113_549, 1, 1, 5]), der::null()]);
    response.replace(&[1, 0, 1, 0, 1], sha1).unwrap();
    let oid = "1.2.840.113549.1.1.5".parse().unwrap();
    let document = Document::OcspResponse;
    assert_eq!(ask(&response.encode()), Err(Error::AlgorithmUnsupported { document, oid }));
}

#[test]
fn refuses_the_other_ca() {
    let mut tbs = answer().tbs();
    tbs.replace(&[field::RESPONDER], responder_id(&Authority::Sign.key())).unwrap();
    let ca = Node::raw(Authority::Sign.certificate());
    let response = answer().response_by(&Authority::Sign.key(), &tbs, [ca]).encode();
    breaks(&response, Rule::IssuerName);
}

#[test]
fn refuses_a_responder_that_brings_no_certificate() {
    assert_eq!(ask(&answered_with([])), Err(Error::ResponderUnknown));
}

#[test]
fn refuses_a_responder_that_no_certificate_names() {
    let other = responder_tbs(Authority::Auth, &Key::named("card-text").unwrap());
    let other = signed(&other, &Authority::Auth.key());
    assert_eq!(ask(&answered_with([other])), Err(Error::ResponderUnknown));
}

#[test]
fn refuses_a_name_that_is_nobodys() {
    let nobodys = spoiled(|tbs| {
        tbs.replace(&[field::RESPONDER], named(Authority::Sign.name())).unwrap();
    });
    assert_eq!(ask(&nobodys), Err(Error::ResponderUnknown));
}

#[test]
fn refuses_a_responder_that_the_other_ca_appointed() {
    let tbs = responder_tbs(Authority::Sign, &responder());
    breaks(&answered_with([signed(&tbs, &Authority::Sign.key())]), Rule::IssuerName);
}

#[test]
fn refuses_a_responder_that_appointed_itself() {
    let tbs = responder_tbs(Authority::Auth, &responder());
    let forged = signed(&tbs, &responder());
    let document = Document::ResponderCertificate;
    assert_eq!(ask(&answered_with([forged])), Err(Error::BadSignature { document }));
}

/// RFC 6960, 4.2.2.2: "issued directly by the CA", not by one that the CA issued.
#[test]
fn refuses_a_responder_that_a_ca_below_appointed() {
    let below = Key::named("card-text").unwrap();
    let mut tbs = responder_tbs(Authority::Auth, &responder());
    tbs.replace(&[pki::field::ISSUER], pki::name(&[(&[2, 5, 4, 3], "CA below")])).unwrap();
    breaks(&answered_with([signed(&tbs, &below)]), Rule::IssuerName);
}

#[test]
fn refuses_a_responder_that_names_another_key_of_its_issuer() {
    let key = der::context_bytes(0, Authority::Sign.key().identifier());
    let other = extension::plain(extension::AUTHORITY_KEY_IDENTIFIER, der::sequence([key]));
    let response = answered_by(|tbs| set(tbs, extension::AUTHORITY_KEY_IDENTIFIER, other));
    breaks(&response, Rule::AuthorityKeyId);
    assert_eq!(ask(&answered_by(|tbs| drop(tbs, extension::AUTHORITY_KEY_IDENTIFIER))), Ok(GOOD));
}

#[test]
fn the_purpose_may_be_one_of_several_and_critical() {
    let purposes = [&[1, 3, 6, 1, 5, 5, 7, 3, 2][..], &[1, 3, 6, 1, 5, 5, 7, 3, 9]].map(der::oid);
    let purposes = extension::critical(extension::EXT_KEY_USAGE, der::sequence(purposes));
    assert_eq!(ask(&answered_by(|tbs| set(tbs, extension::EXT_KEY_USAGE, purposes))), Ok(GOOD));
}

/// The auth leaf of a citizen, issued by the CA, answers for the CA.
#[test]
fn refuses_a_citizens_certificate() {
    let citizen = hokensho_mock::Persona::named("elderly").unwrap();
    let key = Key::named("elderly-auth").unwrap();
    let mut tbs = answer().tbs();
    tbs.replace(&[field::RESPONDER], responder_id(&key)).unwrap();
    let certificate = Node::raw(citizen.auth_certificate().unwrap());
    breaks(&answer().response_by(&key, &tbs, [certificate]).encode(), Rule::ExtendedKeyUsage);
}

#[test]
fn refuses_a_responder_whose_key_may_not_sign_answers() {
    // keyCertSign, cRLSign; nonRepudiation.
    for (unused, bits) in [(1, 0b0000_0110), (6, 0b0100_0000)] {
        let usage = extension::critical(extension::KEY_USAGE, der::bits(unused, &[bits]));
        breaks(&answered_by(|tbs| set(tbs, extension::KEY_USAGE, usage)), Rule::KeyUsage);
    }
}

#[test]
fn a_responder_without_key_usage_may_sign() {
    assert_eq!(ask(&answered_by(|tbs| drop(tbs, extension::KEY_USAGE))), Ok(GOOD));
}

#[test]
fn a_responder_that_could_be_revoked_is_taken_only_when_asked_for() {
    let response = answered_by(|tbs| drop(tbs, extension::OCSP_NO_CHECK));
    breaks(&response, Rule::ResponderNoCheck);
    let lenient = ask_with(&response, now(), 0, OcspRequest::accepting_unchecked_responder);
    assert_eq!(lenient, Ok(GOOD));
}

#[test]
fn an_exemption_may_be_critical_but_not_something_else() {
    let critical = answered_by(|tbs| turn_criticality(tbs, extension::OCSP_NO_CHECK));
    assert_eq!(ask(&critical), Ok(GOOD));
    let boolean = extension::plain(extension::OCSP_NO_CHECK, der::boolean(true));
    let filled = extension::plain(extension::OCSP_NO_CHECK, Node::new(0x05, [0]));
    let faults = [Fault::Tag { expected: 0x05, found: 0x01 }, Fault::TrailingBytes];
    for (other, expected) in [boolean, filled].into_iter().zip(faults) {
        match ask(&answered_by(|tbs| set(tbs, extension::OCSP_NO_CHECK, other))) {
            Err(Error::Malformed { document: Document::ResponderCertificate, fault, .. }) => {
                assert_eq!(fault, expected);
            }
            other => panic!("{other:?}"),
        }
    }
}

fn valid_between(not_before: i64, not_after: i64) -> Vec<u8> {
    let validity = der::sequence([not_before, not_after].map(der::time));
    answered_by(|tbs| {
        tbs.replace(&[pki::field::VALIDITY], validity).unwrap();
    })
}

#[test]
fn refuses_an_expired_responder() {
    assert_eq!(ask(&valid_between(NOW - DAY, NOW)), Ok(GOOD));
    assert_eq!(ask(&valid_between(NOW - DAY, NOW - 1)), Err(Error::Expired { role: Role::Responder }));
}

#[test]
fn refuses_a_responder_that_is_not_valid_yet() {
    assert_eq!(ask(&valid_between(NOW, NOW + DAY)), Ok(GOOD));
    assert_eq!(ask(&valid_between(NOW + 1, NOW + DAY)), Err(Error::NotYetValid { role: Role::Responder }));
}

#[test]
fn refuses_an_answer_made_outside_of_its_signers_validity() {
    let role = Role::Responder;
    // 2026 is the responder's year.
    for (produced_at, refused) in
        [(1_767_225_599, Error::NotYetValid { role }), (1_798_761_600, Error::Expired { role })]
    {
        let produced = |tbs: &mut Node| {
            tbs.replace(&[field::PRODUCED_AT], der::generalized_time(produced_at)).unwrap();
        };
        let mut tbs = answer().tbs();
        tbs.replace(&[field::RESPONDER], responder_id(&responder())).unwrap();
        produced(&mut tbs);
        let response = answer().response_by(&responder(), &tbs, [certificate(|_| ())]).encode();
        assert_eq!(ask(&response), Err(refused));
    }
    let early = spoiled(|tbs| {
        tbs.replace(&[field::PRODUCED_AT], der::generalized_time(0)).unwrap();
    });
    assert_eq!(ask(&early), Err(Error::NotYetValid { role: Role::Issuer { above: 0 } }));
}

#[test]
fn refuses_a_responder_whose_certificate_is_signed_by_an_unknown_algorithm() {
    let oid = [1, 2, 840, 113_549, 1, 1, 5];
    let sha1 = der::sequence([der::oid(&oid), der::null()]);
    let mut certificate = certificate(|tbs| {
        tbs.replace(&[pki::field::SIGNATURE], sha1.clone()).unwrap();
    });
    assert_eq!(certificate.replace(&[1], sha1).unwrap(), sha256_with_rsa());
    let (document, oid) = (Document::ResponderCertificate, "1.2.840.113549.1.1.5".parse().unwrap());
    assert_eq!(ask(&answered_with([certificate])), Err(Error::AlgorithmUnsupported { document, oid }));
}

#[test]
fn refuses_another_responders_signature() {
    let mut tbs = answer().tbs();
    tbs.replace(&[field::RESPONDER], responder_id(&responder())).unwrap();
    let other = Key::named("card-text").unwrap();
    let response = answer().response_by(&other, &tbs, [certificate(|_| ())]).encode();
    assert_eq!(ask(&response), Err(Error::BadSignature { document: Document::OcspResponse }));
}

#[test]
fn refuses_the_ca_after_its_own_end() {
    let mut ca = Authority::Auth.certificate_tbs();
    ca.replace(&[pki::field::VALIDITY, 1], der::utc_time(NOW + 10)).unwrap();
    let mut anchors = TestAnchors::new();
    anchors.accept(Purpose::Authentication, &Authority::Auth.issue(&ca)).unwrap();
    let verifier = Verifier::new(Chosen, &anchors);
    let adult = adult();
    let path = path(&verifier, adult.auth_certificate().unwrap());
    let request = verifier.ocsp_request(&path, OcspHash::Sha1, NONCE).unwrap();
    let bytes = spoiled(|_| ());
    let response = OcspResponse::parse(&bytes).unwrap();
    let verify = |at| verifier.verify_ocsp(&response, &request, Purpose::Authentication, at).map(|_| ());
    assert_eq!(verify(Time::from_unix(NOW + 10)), Ok(()));
    assert_eq!(verify(Time::from_unix(NOW + 11)), Err(Error::Expired { role: Role::Anchor }));
    let alone = request.verify(&Chosen, &response, Time::from_unix(NOW + 11)).map(|_| ());
    assert_eq!(alone, Err(Error::Expired { role: Role::Issuer { above: 0 } }));
}

#[test]
fn refuses_a_question_about_a_ca_that_is_no_anchor() {
    let mut anchors = TestAnchors::new();
    anchors.accept(Purpose::Signing, Authority::Sign.certificate()).unwrap();
    anchors.accept(Purpose::Signing, Authority::Auth.certificate()).unwrap();
    let (asking, other, adult) = (verifier(), Verifier::new(Chosen, &anchors), adult());
    let path = path(&asking, adult.auth_certificate().unwrap());
    let request = asking.ocsp_request(&path, OcspHash::Sha1, NONCE).unwrap();
    let bytes = spoiled(|_| ());
    let response = OcspResponse::parse(&bytes).unwrap();
    let refused = other.verify_ocsp(&response, &request, Purpose::Authentication, now()).map(|_| ());
    let (document, purpose) = (Document::OcspResponse, Purpose::Authentication);
    assert_eq!(refused, Err(Error::AnchorUnknown { document, purpose }));
    let alone = request.verify(&Chosen, &response, now()).unwrap();
    assert_eq!(alone.revocation(now(), 0), GOOD, "whoever asks without anchors believes the issuer he named");
    assert!(matches!(path.revocation(), Revocation::NotChecked { .. }));
}
