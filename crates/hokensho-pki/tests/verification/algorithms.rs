//! What a certificate says about how it is signed, above all with PSS, whose parameters can say anything.

use hokensho_mock::der::{self, Node};
use hokensho_mock::pki::{Authority, field};
use hokensho_pki::{
    Audience, Certificate, Challenge, Document, Error, Fault, Purpose, SignatureAlgorithm, SignatureScheme,
    sha256,
};

use super::setting::{adult, now, unchecked, verifier, verify};

const RSASSA_PSS: &[u32] = &[1, 2, 840, 113_549, 1, 1, 10];
const MGF1: &[u32] = &[1, 2, 840, 113_549, 1, 1, 8];
const SHA1: &[u32] = &[1, 3, 14, 3, 2, 26];
const SHA256: &[u32] = &[2, 16, 840, 1, 101, 3, 4, 2, 1];
const SHA384: &[u32] = &[2, 16, 840, 1, 101, 3, 4, 2, 2];
const ECDSA_WITH_SHA256: &[u32] = &[1, 2, 840, 10_045, 4, 3, 2];

const PSS: SignatureAlgorithm = SignatureAlgorithm::Known(SignatureScheme::RsaPssSha256);

/// A hash with NULL parameters.
fn hash(arcs: &[u32]) -> Node {
    der::sequence([der::oid(arcs), der::null()])
}

fn mgf1(hash: Node) -> Node {
    der::sequence([der::oid(MGF1), hash])
}

/// RSASSA-PSS-params (RFC 4055, 3.1).
fn parameters(hash: Node, mask: Node, salt: u8) -> Vec<Node> {
    vec![der::context(0, [hash]), der::context(1, [mask]), der::context(2, [der::integer(&[salt])])]
}

fn pss(parameters: Vec<Node>) -> Node {
    der::sequence([der::oid(RSASSA_PSS), der::sequence(parameters)])
}

fn right() -> Vec<Node> {
    parameters(hash(SHA256), mgf1(hash(SHA256)), 32)
}

/// A leaf that says twice that it is signed so, and isn't.
fn saying(algorithm: &Node) -> Vec<u8> {
    let mut tbs = adult().auth_tbs();
    tbs.replace(&[field::SIGNATURE], algorithm.clone()).unwrap();
    der::sequence([tbs, algorithm.clone(), der::bits(0, &[0; 256])]).encode()
}

fn read(algorithm: &Node) -> SignatureAlgorithm {
    Certificate::parse(&saying(algorithm)).unwrap().signature_algorithm()
}

#[track_caller]
fn refused(algorithm: &Node) -> Fault {
    match Certificate::parse(&saying(algorithm)) {
        Err(Error::Malformed { fault, .. }) => fault,
        other => panic!("{other:?}"),
    }
}

/// The adult's leaf, signed with PSS.
fn pss_leaf(salt: &[u8; 32]) -> Vec<u8> {
    let algorithm = pss(right());
    let mut tbs = adult().auth_tbs();
    tbs.replace(&[field::SIGNATURE], algorithm.clone()).unwrap();
    let signature = Authority::Auth.key().sign_pss(&sha256(&tbs.encode()), salt);
    der::sequence([tbs, algorithm, der::bits(0, &signature)]).encode()
}

/// RFC 4055, 2.1: implementations "MUST accept" NULL and absent parameters of a hash.
#[test]
fn pss_hashes_have_null_parameters_or_none() {
    let bare = || der::sequence([der::oid(SHA256)]);
    for (of_message, of_mask) in
        [(hash(SHA256), hash(SHA256)), (bare(), bare()), (hash(SHA256), bare()), (bare(), hash(SHA256))]
    {
        assert_eq!(read(&pss(parameters(of_message, mgf1(of_mask), 32))), PSS);
    }
}

#[test]
fn pss_of_other_hashes_masks_and_salts_is_another_algorithm() {
    let other = SignatureAlgorithm::Other("1.2.840.113549.1.1.10".parse().unwrap());
    let mask = |arcs: &[u32]| mgf1(hash(arcs));
    let with_parameters = der::sequence([der::oid(SHA256), der::integer(&[1])]);
    let long_salt = der::context(2, [der::integer(&[0x01, 0x20])]);
    for unusual in [
        parameters(hash(SHA1), mask(SHA1), 32),
        parameters(hash(SHA256), mask(SHA1), 32),
        parameters(hash(SHA384), mask(SHA384), 32),
        parameters(hash(SHA256), mask(SHA384), 32),
        parameters(hash(SHA256), hash(SHA256), 32), // no MGF1 around it
        parameters(with_parameters, mask(SHA256), 32),
        parameters(hash(SHA256), mask(SHA256), 0),
        parameters(hash(SHA256), mask(SHA256), 20),
        parameters(hash(SHA256), mask(SHA256), 31),
        parameters(hash(SHA256), mask(SHA256), 33),
        [&right()[..2], &[long_salt]].concat(),
    ] {
        assert_eq!(read(&pss(unusual.clone())), other, "{unusual:?}");
    }
}

/// RFC 4055, 3.1: what isn't written is SHA-1, MGF1 with SHA-1, and a salt of 20 bytes.
#[test]
fn pss_with_anything_left_to_its_default_is_another_algorithm() {
    for kept in [&[][..], &[0], &[1], &[2], &[0, 1], &[0, 2], &[1, 2]] {
        let all = right();
        let some = kept.iter().map(|at| all[*at].clone()).collect();
        assert!(matches!(read(&pss(some)), SignatureAlgorithm::Other(_)), "{kept:?}");
    }
}

#[test]
fn refuses_pss_parameters_with_more_than_belongs_there() {
    let trailer = der::context(3, [der::integer(&[1])]); // the default, which DER leaves out
    for more in [trailer, der::null()] {
        assert_eq!(refused(&pss([&right()[..], &[more]].concat())), Fault::TrailingBytes);
    }
    let behind = der::sequence([der::oid(RSASSA_PSS), der::sequence(right()), der::null()]);
    assert_eq!(refused(&behind), Fault::TrailingBytes);
    let twice = der::context(0, [hash(SHA256), hash(SHA256)]);
    assert_eq!(refused(&pss([&[twice], &right()[1..]].concat())), Fault::TrailingBytes);
    let twice = der::context(1, [mgf1(hash(SHA256)), der::null()]);
    assert_eq!(refused(&pss(vec![right()[0].clone(), twice, right()[2].clone()])), Fault::TrailingBytes);
}

#[test]
fn refuses_pss_parameters_in_another_order_or_form() {
    let [hash, mask, salt] = <[Node; 3]>::try_from(right()).unwrap();
    assert_eq!(refused(&pss(vec![mask.clone(), hash.clone(), salt.clone()])), Fault::TrailingBytes);
    assert_eq!(refused(&pss(vec![hash.clone(), salt, mask.clone()])), Fault::TrailingBytes);
    assert_eq!(refused(&der::sequence([der::oid(RSASSA_PSS)])), Fault::Truncated);
    assert!(matches!(refused(&der::sequence([der::oid(RSASSA_PSS), der::null()])), Fault::Tag { .. }));
    let without_hash = der::context(0, []);
    assert_eq!(refused(&pss(vec![without_hash, mask])), Fault::Truncated);
    let without_function = der::context(1, [der::sequence([])]);
    assert_eq!(refused(&pss(vec![hash, without_function])), Fault::Truncated);
}

/// RFC 5758, 3.2.
#[test]
fn refuses_ecdsa_with_parameters() {
    assert_eq!(refused(&hash(ECDSA_WITH_SHA256)), Fault::AlgorithmParameters);
}

#[test]
fn a_leaf_signed_with_pss_is_taken_only_when_asked_for() {
    let leaf = pss_leaf(&[7; 32]);
    let (document, scheme) = (Document::Certificate, SignatureScheme::RsaPssSha256);
    assert_eq!(verify(&leaf), Err(Error::SchemeRefused { document, scheme }));
    let asking = verifier().accepting_pss();
    assert!(asking.verify_path(&leaf, Purpose::Authentication, now()).is_ok());
    let usual = adult();
    let usual = usual.auth_certificate().unwrap();
    assert!(asking.verify_path(usual, Purpose::Authentication, now()).is_ok(), "and PKCS#1 as before");
}

#[test]
fn refuses_pss_by_another_key_and_pkcs_1_that_calls_itself_pss() {
    let bad = Error::BadSignature { document: Document::Certificate };
    let algorithm = pss(right());
    let mut tbs = adult().auth_tbs();
    tbs.replace(&[field::SIGNATURE], algorithm.clone()).unwrap();
    let to_sign = tbs.encode();
    let pkcs1 = Authority::Auth.key().sign_sha256(&to_sign);
    let by_another = Authority::Sign.key().sign_pss(&sha256(&to_sign), &[7; 32]);
    let verifier = verifier().accepting_pss();
    for signature in [pkcs1, by_another] {
        let leaf = der::sequence([tbs.clone(), algorithm.clone(), der::bits(0, &signature)]).encode();
        let refused = verifier.verify_path(&leaf, Purpose::Authentication, now());
        assert_eq!(refused.map(drop), Err(bad));
    }
}

#[test]
fn an_answer_in_pss_is_taken_only_if_it_is_expected() {
    let here = Audience::new("eligibility", "1312345678");
    let challenge = || Challenge::new([1; 32], &here, now());
    let (adult, verifier) = (adult(), verifier());
    let leaf = adult.auth_certificate().unwrap();
    let path = || unchecked(verifier.verify_path(leaf, Purpose::Authentication, now()).unwrap());
    let hash = sha256(&challenge().message());
    let (pss, pkcs1) = (adult.auth_key().sign_pss(&hash, &[7; 32]), adult.auth_key().sign_digest(&hash));
    let expecting = || path().expecting(SignatureScheme::RsaPssSha256);

    assert!(path().authenticate(challenge(), &pkcs1, &here, now()).is_ok());
    assert!(expecting().authenticate(challenge(), &pss, &here, now()).is_ok());
    let bad = Error::BadSignature { document: Document::Challenge };
    assert_eq!(path().authenticate(challenge(), &pss, &here, now()).unwrap_err(), bad);
    assert_eq!(expecting().authenticate(challenge(), &pkcs1, &here, now()).unwrap_err(), bad);
    let elliptic = path().expecting(SignatureScheme::EcdsaSha256);
    assert_eq!(elliptic.authenticate(challenge(), &pkcs1, &here, now()).unwrap_err(), bad);
}
