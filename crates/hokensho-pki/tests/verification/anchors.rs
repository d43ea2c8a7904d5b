//! Who may be trusted for what.

use hokensho_mock::pki::{Authority, signed};
use hokensho_pki::{
    Anchors, Document, Error, Fingerprint, ProductionAnchors, Purpose, Role, Rule, TestAnchors, Verifier,
};

use super::setting::{Chosen, adult, now};

const AUTH: [&[u8]; 3] = [
    include_bytes!("../data/j-lis/authca01.cer"),
    include_bytes!("../data/j-lis/authca02.cer"),
    include_bytes!("../data/j-lis/authca03.cer"),
];
const SIGN: [&[u8]; 3] = [
    include_bytes!("../data/j-lis/signca01.cer"),
    include_bytes!("../data/j-lis/signca02.cer"),
    include_bytes!("../data/j-lis/signca03.cer"),
];

#[track_caller]
fn refused(ca: &[u8], rule: Rule) {
    let refused = TestAnchors::new().accept(Purpose::Authentication, ca);
    assert_eq!(refused, Err(Error::Rule { role: Role::Anchor, rule }));
}

#[test]
fn accepts_all_generations_of_production_for_their_purpose() {
    let mut anchors = ProductionAnchors::new();
    for (purpose, cas) in [(Purpose::Authentication, AUTH), (Purpose::Signing, SIGN)] {
        for ca in cas {
            assert_eq!(anchors.accept(purpose, ca), Ok(()));
        }
    }
    assert_eq!(anchors.anchors().len(), 6);
}

#[test]
fn accepting_twice_changes_nothing() {
    let mut anchors = ProductionAnchors::new();
    anchors.accept(Purpose::Signing, SIGN[2]).unwrap();
    anchors.accept(Purpose::Signing, SIGN[2]).unwrap();
    assert_eq!(anchors.anchors().len(), 1);
}

#[test]
fn production_refuses_its_own_ca_for_the_other_purpose() {
    let refused = ProductionAnchors::new().accept(Purpose::Signing, AUTH[1]);
    let fingerprint = Fingerprint::of(AUTH[1]);
    assert_eq!(refused, Err(Error::AnchorNotPinned { purpose: Purpose::Signing, fingerprint }));
}

#[test]
fn production_refuses_a_ca_of_the_mock() {
    let ca = Authority::Auth.certificate();
    let refused = ProductionAnchors::new().accept(Purpose::Authentication, ca);
    assert!(matches!(refused, Err(Error::AnchorNotPinned { .. })));
}

#[test]
fn production_refuses_its_ca_with_one_bit_changed() {
    let mut ca = AUTH[2].to_vec();
    ca[700] ^= 1;
    let refused = ProductionAnchors::new().accept(Purpose::Authentication, &ca);
    assert!(matches!(refused, Err(Error::AnchorNotPinned { .. })));
}

#[test]
fn a_test_refuses_the_cas_of_production() {
    for ca in AUTH.into_iter().chain(SIGN) {
        let refused = TestAnchors::new().accept(Purpose::Authentication, ca);
        assert_eq!(refused, Err(Error::AnchorOfProduction { fingerprint: Fingerprint::of(ca) }));
    }
}

#[test]
fn without_anchors_nothing_is_verified() {
    let verifier = Verifier::new(Chosen, &ProductionAnchors::new());
    let adult = adult();
    let refused = verifier.verify_path(adult.auth_certificate().unwrap(), Purpose::Authentication, now());
    let (document, purpose) = (Document::Certificate, Purpose::Authentication);
    assert_eq!(refused.map(|_| ()), Err(Error::AnchorUnknown { document, purpose }));
}

#[test]
fn another_ca_of_the_same_name_verifies_nothing() {
    // Generations share their name: only key and signature tell them apart.
    let mut tbs = Authority::Auth.certificate_tbs();
    let other = Authority::Sign.key();
    tbs.replace(&[hokensho_mock::pki::field::PUBLIC_KEY], other.subject_public_key_info()).unwrap();
    let ca = signed(&tbs, &other).encode();
    let mut anchors = TestAnchors::new();
    anchors.accept(Purpose::Authentication, &ca).unwrap();
    let verifier = Verifier::new(Chosen, &anchors);
    let adult = adult();
    let refused = verifier.verify_path(adult.auth_certificate().unwrap(), Purpose::Authentication, now());
    assert_eq!(refused.map(|_| ()), Err(Error::BadSignature { document: Document::Certificate }));
}

#[test]
fn the_right_generation_is_found_behind_another_with_the_same_key_identifier() {
    let mut tbs = Authority::Auth.certificate_tbs();
    let other = Authority::Sign.key();
    tbs.replace(&[hokensho_mock::pki::field::PUBLIC_KEY], other.subject_public_key_info()).unwrap();
    let mut anchors = TestAnchors::new();
    anchors.accept(Purpose::Authentication, &signed(&tbs, &other).encode()).unwrap();
    anchors.accept(Purpose::Authentication, Authority::Auth.certificate()).unwrap();
    let verifier = Verifier::new(Chosen, &anchors);
    let adult = adult();
    assert!(verifier.verify_path(adult.auth_certificate().unwrap(), Purpose::Authentication, now()).is_ok());
}

#[test]
fn a_ca_trusted_for_signing_issues_no_authentication() {
    let mut anchors = TestAnchors::new();
    anchors.accept(Purpose::Signing, Authority::Auth.certificate()).unwrap();
    let verifier = Verifier::new(Chosen, &anchors);
    let adult = adult();
    let refused = verifier.verify_path(adult.auth_certificate().unwrap(), Purpose::Authentication, now());
    assert!(matches!(refused, Err(Error::AnchorUnknown { .. })));
}

#[test]
fn refuses_a_leaf_as_an_anchor() {
    refused(adult().auth_certificate().unwrap(), Rule::AnchorIsAuthority);
}
