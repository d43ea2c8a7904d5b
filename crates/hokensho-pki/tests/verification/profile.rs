//! Leaves that are well-formed and signed by the CA, but not what a leaf of JPKI has to be.

use hokensho_mock::der;
use hokensho_mock::pki::{Authority, extension, field, signed};
use hokensho_mock::{Persona, pki};
use hokensho_pki::{Certificate, Document, Error, Hierarchy, Purpose, Role, Rule, Validity};

use super::setting::{
    add, adult, breaks, drop, now, set, spoiled, spoiled_sign, turn_criticality, verifier, verify,
    verify_sign,
};

fn key_usage(unused: u8, bits: u8) -> der::Node {
    extension::critical(extension::KEY_USAGE, der::bits(unused, &[bits]))
}

fn purposes(arcs: &[&[u32]]) -> der::Node {
    let list: Vec<_> = arcs.iter().map(|arcs| der::oid(arcs)).collect();
    extension::plain(extension::EXT_KEY_USAGE, der::sequence(list))
}

fn policy(arcs: &[u32]) -> der::Node {
    extension::critical(extension::CERTIFICATE_POLICIES, der::sequence([der::sequence([der::oid(arcs)])]))
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
fn refuses_a_leaf_that_does_not_name_its_issuers_key() {
    breaks(&spoiled(|tbs| drop(tbs, extension::AUTHORITY_KEY_IDENTIFIER)), Rule::IssuerKey);
    let no_key = extension::plain(extension::AUTHORITY_KEY_IDENTIFIER, der::sequence([]));
    breaks(&spoiled(|tbs| set(tbs, extension::AUTHORITY_KEY_IDENTIFIER, no_key)), Rule::IssuerKey);
}

#[test]
fn refuses_a_leaf_that_names_another_generation_of_the_ca() {
    let authority = |serial: &[u8]| {
        let parts = [
            der::context_bytes(0, Authority::Auth.key().identifier()),
            der::context(1, [pki::directory_name(Authority::Auth.name())]),
            der::integer(serial).with_tag(0x82),
        ];
        extension::plain(extension::AUTHORITY_KEY_IDENTIFIER, der::sequence(parts))
    };
    let leaf = spoiled(|tbs| set(tbs, extension::AUTHORITY_KEY_IDENTIFIER, authority(&[0x01])));
    breaks(&leaf, Rule::AuthorityKeyId);
}

#[test]
fn refuses_a_leaf_whose_authority_key_identifier_names_another_issuer() {
    let parts = [
        der::context_bytes(0, Authority::Auth.key().identifier()),
        der::context(1, [pki::directory_name(Authority::Sign.name())]),
    ];
    let other = extension::plain(extension::AUTHORITY_KEY_IDENTIFIER, der::sequence(parts));
    breaks(&spoiled(|tbs| set(tbs, extension::AUTHORITY_KEY_IDENTIFIER, other)), Rule::AuthorityKeyId);
}

#[test]
fn accepts_a_leaf_that_names_the_key_alone() {
    let key = der::context_bytes(0, Authority::Auth.key().identifier());
    let alone = extension::plain(extension::AUTHORITY_KEY_IDENTIFIER, der::sequence([key]));
    assert_eq!(verify(&spoiled(|tbs| set(tbs, extension::AUTHORITY_KEY_IDENTIFIER, alone))), Ok(()));
}

#[test]
fn refuses_critical_key_identifiers() {
    let authority = spoiled(|tbs| turn_criticality(tbs, extension::AUTHORITY_KEY_IDENTIFIER));
    breaks(&authority, Rule::AuthorityKeyIdCriticality);
    let subject = spoiled(|tbs| turn_criticality(tbs, extension::SUBJECT_KEY_IDENTIFIER));
    breaks(&subject, Rule::SubjectKeyIdCriticality);
}

#[test]
fn refuses_a_leaf_whose_issuer_is_named_otherwise() {
    let leaf = spoiled(|tbs| {
        tbs.replace(&[field::ISSUER], Authority::Sign.name()).unwrap();
    });
    breaks(&leaf, Rule::IssuerName);
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
fn refuses_a_leaf_that_is_a_ca() {
    let authority = extension::critical(extension::BASIC_CONSTRAINTS, der::sequence([der::boolean(true)]));
    breaks(&spoiled(|tbs| add(tbs, authority)), Rule::LeafIsAuthority);
}

#[test]
fn accepts_a_leaf_that_says_it_is_none() {
    let end_entity = extension::critical(extension::BASIC_CONSTRAINTS, der::sequence([]));
    assert_eq!(verify(&spoiled(|tbs| add(tbs, end_entity))), Ok(()));
}

#[test]
fn refuses_a_leaf_with_cert_sign() {
    // digitalSignature and keyCertSign.
    breaks(&spoiled(|tbs| set(tbs, extension::KEY_USAGE, key_usage(2, 0b1000_0100))), Rule::LeafSigns);
}

#[test]
fn refuses_a_leaf_with_crl_sign() {
    breaks(&spoiled(|tbs| set(tbs, extension::KEY_USAGE, key_usage(1, 0b1000_0010))), Rule::LeafSigns);
}

#[test]
fn refuses_a_leaf_without_key_usage() {
    breaks(&spoiled(|tbs| drop(tbs, extension::KEY_USAGE)), Rule::KeyUsage);
}

#[test]
fn refuses_a_leaf_without_digital_signature() {
    // nonRepudiation alone.
    breaks(&spoiled(|tbs| set(tbs, extension::KEY_USAGE, key_usage(6, 0b0100_0000))), Rule::KeyUsage);
}

#[test]
fn refuses_a_signing_leaf_without_non_repudiation() {
    let leaf = spoiled_sign(|tbs| set(tbs, extension::KEY_USAGE, key_usage(7, 0b1000_0000)));
    assert_eq!(verify_sign(&leaf), Err(Error::Rule { role: Role::Leaf, rule: Rule::KeyUsage }));
}

#[test]
fn refuses_key_usage_that_is_not_critical() {
    breaks(&spoiled(|tbs| turn_criticality(tbs, extension::KEY_USAGE)), Rule::KeyUsageCriticality);
}

#[test]
fn refuses_a_leaf_for_other_purposes() {
    let server_auth: &[u32] = &[1, 3, 6, 1, 5, 5, 7, 3, 1];
    breaks(
        &spoiled(|tbs| set(tbs, extension::EXT_KEY_USAGE, purposes(&[server_auth]))),
        Rule::ExtendedKeyUsage,
    );
    let signing = spoiled_sign(|tbs| add(tbs, purposes(&[server_auth])));
    assert_eq!(verify_sign(&signing), Err(Error::Rule { role: Role::Leaf, rule: Rule::ExtendedKeyUsage }));
}

#[test]
fn accepts_a_leaf_for_any_purpose_or_without_any() {
    let any: &[u32] = &[2, 5, 29, 37, 0];
    assert_eq!(verify(&spoiled(|tbs| set(tbs, extension::EXT_KEY_USAGE, purposes(&[any])))), Ok(()));
    assert_eq!(verify(&spoiled(|tbs| drop(tbs, extension::EXT_KEY_USAGE))), Ok(()));
}

#[test]
fn refuses_a_leaf_without_policies() {
    breaks(&spoiled(|tbs| drop(tbs, extension::CERTIFICATE_POLICIES)), Rule::Policy);
}

#[test]
fn refuses_another_policy() {
    // That of the other purpose, that of production, any policy, and an arc that only begins like the right one.
    let right: &[u32] = &[1, 2, 392, 200_149, 8, 5, 1, 0, 30];
    for arcs in [
        &[1, 2, 392, 200_149, 8, 5, 1, 0, 20][..],
        &[1, 2, 392, 200_149, 8, 5, 1, 3, 30],
        &[2, 5, 29, 32, 0],
        &[right, &[1]].concat(),
        &right[..8],
    ] {
        breaks(&spoiled(|tbs| set(tbs, extension::CERTIFICATE_POLICIES, policy(arcs))), Rule::Policy);
    }
}

#[test]
fn refuses_policies_that_are_not_critical() {
    breaks(&spoiled(|tbs| turn_criticality(tbs, extension::CERTIFICATE_POLICIES)), Rule::PolicyCriticality);
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
