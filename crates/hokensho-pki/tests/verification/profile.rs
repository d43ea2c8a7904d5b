//! Leaves that are well-formed and signed by the CA, but not what a leaf of JPKI has to be.

use hokensho_mock::Persona;
use hokensho_mock::der;
use hokensho_mock::pki::{Authority, extension, field, signed};
use hokensho_pki::{Certificate, Document, Error, Hierarchy, Purpose, Rule, Validity};

use super::setting::{add, adult, breaks, drop, now, set, spoiled, verifier, verify, verify_sign};

fn purposes(arcs: &[&[u32]]) -> der::Node {
    let list: Vec<_> = arcs.iter().map(|arcs| der::oid(arcs)).collect();
    extension::plain(extension::EXT_KEY_USAGE, der::sequence(list))
}

#[test]
fn accepts_every_card_and_phone_of_the_mock() {
    let verifier = verifier();
    let accept = |leaf: &[u8], purpose| {
        let first = Certificate::parse(leaf).unwrap().not_before();
        let path = verifier.verify_path(leaf, purpose, first).unwrap();
        assert_eq!((path.hierarchy(), path.validity()), (Hierarchy::Test, Validity::Valid));
    };
    for name in Persona::NAMES {
        let persona = Persona::named(name).unwrap();
        accept(persona.auth_certificate().unwrap(), Purpose::Authentication);
        if let Some(leaf) = persona.sign_certificate() {
            accept(leaf, Purpose::Signing);
        }
    }
}

#[test]
fn refuses_each_leaf_for_the_other_purpose() {
    let document = Document::Certificate;
    assert_eq!(
        verify(adult().sign_certificate().unwrap()),
        Err(Error::AnchorUnknown { document, purpose: Purpose::Authentication })
    );
    assert_eq!(
        verify_sign(adult().auth_certificate().unwrap()),
        Err(Error::AnchorUnknown { document, purpose: Purpose::Signing })
    );
}

#[test]
fn refuses_a_leaf_that_another_key_signed_in_the_name_of_the_ca() {
    let leaf = signed(&adult().auth_tbs(), adult().auth_key()).encode();
    assert_eq!(verify(&leaf), Err(Error::BadSignature { document: Document::Certificate }));
    let leaf = signed(&adult().auth_tbs(), &Authority::Sign.key()).encode();
    assert_eq!(verify(&leaf), Err(Error::BadSignature { document: Document::Certificate }));
}

#[test]
fn refuses_an_algorithm_that_nothing_verifies() {
    let mut tbs = adult().auth_tbs();
    let ecdsa = der::sequence([der::oid(&[1, 2, 840, 10_045, 4, 3, 4])]);
    tbs.replace(&[field::SIGNATURE], ecdsa.clone()).unwrap();
    let leaf = der::sequence([tbs, ecdsa, der::bits(0, &[0; 96])]).encode();
    let oid = "1.2.840.10045.4.3.4".parse().unwrap();
    assert_eq!(verify(&leaf), Err(Error::AlgorithmUnsupported { document: Document::Certificate, oid }));
}

#[test]
fn accepts_a_leaf_that_names_the_key_alone() {
    let key = der::context_bytes(0, Authority::Auth.key().identifier());
    let alone = extension::plain(extension::AUTHORITY_KEY_IDENTIFIER, der::sequence([key]));
    assert_eq!(verify(&spoiled(|tbs| set(tbs, extension::AUTHORITY_KEY_IDENTIFIER, alone))), Ok(()));
}

#[test]
fn refuses_a_self_issued_leaf() {
    let leaf = spoiled(|tbs| {
        tbs.replace(&[field::SUBJECT], Authority::Auth.name()).unwrap();
    });
    breaks(&leaf, Rule::SelfIssued);
}

#[test]
fn refuses_the_ca_itself_as_a_leaf() {
    breaks(Authority::Auth.certificate(), Rule::IssuerKey);
}

#[test]
fn accepts_a_leaf_that_says_it_is_none() {
    let end_entity = extension::critical(extension::BASIC_CONSTRAINTS, der::sequence([]));
    assert_eq!(verify(&spoiled(|tbs| add(tbs, end_entity))), Ok(()));
}

#[test]
fn accepts_a_leaf_for_any_purpose_or_without_any() {
    let any: &[u32] = &[2, 5, 29, 37, 0];
    assert_eq!(verify(&spoiled(|tbs| set(tbs, extension::EXT_KEY_USAGE, purposes(&[any])))), Ok(()));
    assert_eq!(verify(&spoiled(|tbs| drop(tbs, extension::EXT_KEY_USAGE))), Ok(()));
}

#[test]
fn accepts_the_policy_beside_others() {
    let info = |arcs: &[u32]| der::sequence([der::oid(arcs)]);
    let list = [info(&[2, 23, 140, 1, 2, 1]), info(&[1, 2, 392, 200_149, 8, 5, 1, 0, 30])];
    let policies = extension::critical(extension::CERTIFICATE_POLICIES, der::sequence(list));
    assert_eq!(verify(&spoiled(|tbs| set(tbs, extension::CERTIFICATE_POLICIES, policies))), Ok(()));
}

#[test]
fn debug_output_names_nobody() {
    let adult = adult();
    let verifier = verifier();
    let leaf = adult.sign_certificate().unwrap();
    let path = verifier.verify_path(leaf, Purpose::Signing, now()).unwrap();
    let shown =
        format!("{path:?} {:?} {:?} {:?}", path.leaf(), path.leaf().extensions(), path.leaf().subject());
    for secret in ["見本", "1980", "千代田", "Chiyoda", "1EE607", "1ee607", "2025159"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
