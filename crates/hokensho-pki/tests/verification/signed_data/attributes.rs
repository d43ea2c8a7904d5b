//! Signed and unsigned attributes.

use hokensho_mock::der::{self, Node};
use hokensho_pki::{ContentDigest, DigestAlgorithm, Document, Error, Fault, SignerRule, sha256};

use super::super::setting::UNKNOWN;
use super::{
    CONTENT, CONTENT_TYPE, MESSAGE_DIGEST, SHA256, SHA384, SIGNING_CERTIFICATE_V2, SIGNING_TIME, adult,
    algorithm, attribute, breaks, by, malformed, signed_data, spoiled, verify, with_attributes,
};

const COUNTERSIGNATURE: &[u32] = &[1, 2, 840, 113_549, 1, 9, 6];
const SIGNING_CERTIFICATE: &[u32] = &[1, 2, 840, 113_549, 1, 9, 16, 2, 12];
const TIME_STAMP: &[u32] = &[1, 2, 840, 113_549, 1, 9, 16, 2, 14];

fn has(attribute: &Node, oid: &[u32]) -> bool {
    attribute.children()[0] == der::oid(oid)
}

fn without(oid: &[u32]) -> Node {
    with_attributes(|them| them.retain(|it| !has(it, oid)))
}

fn with_value(oid: &[u32], value: Node) -> Node {
    with_attributes(|them| {
        them.retain(|it| !has(it, oid));
        them.push(attribute(oid, value));
    })
}

#[test]
fn refuses_a_signer_without_a_content_type() {
    malformed(&without(CONTENT_TYPE), Fault::AttributeMissing { name: "content-type" });
}

#[test]
fn refuses_a_signer_without_a_message_digest() {
    malformed(&without(MESSAGE_DIGEST), Fault::AttributeMissing { name: "message-digest" });
}

#[test]
fn a_signer_needs_no_signing_time() {
    assert_eq!(verify(&without(SIGNING_TIME)), Ok(()));
}

#[test]
fn refuses_an_attribute_given_twice() {
    for oid in [CONTENT_TYPE, MESSAGE_DIGEST, SIGNING_TIME] {
        let twice = with_attributes(|them| {
            let again = them.iter().find(|it| has(it, oid)).unwrap().clone();
            them.push(again);
        });
        malformed(&twice, Fault::Duplicate);
    }
    let two_digests = with_attributes(|them| them.push(attribute(MESSAGE_DIGEST, der::octets([0; 32]))));
    malformed(&two_digests, Fault::Duplicate);
}

#[test]
fn refuses_an_attribute_with_two_values() {
    for (oid, values) in [
        (MESSAGE_DIGEST, [der::octets(sha256(CONTENT)), der::octets([0; 32])]),
        (CONTENT_TYPE, [der::oid(super::DATA), der::oid(UNKNOWN)]),
    ] {
        let tree = with_attributes(|them| {
            them.retain(|it| !has(it, oid));
            them.push(der::sequence([der::oid(oid), der::set(values)]));
        });
        malformed(&tree, Fault::TrailingBytes);
    }
}

#[test]
fn refuses_an_attribute_without_a_value() {
    let tree = with_attributes(|them| {
        them.retain(|it| !has(it, MESSAGE_DIGEST));
        them.push(der::sequence([der::oid(MESSAGE_DIGEST), der::set([])]));
    });
    malformed(&tree, Fault::Truncated);
}

#[test]
fn refuses_no_attributes_in_their_place() {
    malformed(&with_attributes(Vec::clear), Fault::Empty);
}

#[test]
fn refuses_another_content_type() {
    breaks(&with_value(CONTENT_TYPE, der::oid(UNKNOWN)), SignerRule::ContentType);
}

#[test]
fn refuses_a_message_digest_of_another_content_or_length() {
    let digest = sha256(CONTENT);
    for wrong in [&sha256(b"")[..], &digest[..31], &[&digest[..], &[0]].concat(), &[]] {
        breaks(&with_value(MESSAGE_DIGEST, der::octets(wrong)), SignerRule::MessageDigest);
    }
}

#[test]
fn refuses_a_message_digest_by_another_algorithm_than_stated() {
    let other = ContentDigest::of(DigestAlgorithm::Sha384, CONTENT);
    breaks(&with_value(MESSAGE_DIGEST, der::octets(other.bytes())), SignerRule::MessageDigest);
}

#[test]
fn refuses_values_of_another_type() {
    let tag = |expected, found| Fault::Tag { expected, found };
    malformed(&with_value(MESSAGE_DIGEST, der::bits(0, &sha256(CONTENT))), tag(0x04, 0x03));
    malformed(&with_value(CONTENT_TYPE, der::octets([])), tag(0x06, 0x04));
    malformed(&with_value(SIGNING_TIME, der::octets([])), tag(0x17, 0x04));
    malformed(&with_value(SIGNING_TIME, Node::new(0x17, *b"2611220000Z")), Fault::Time);
}

#[test]
fn refuses_attributes_out_of_order() {
    let adult = adult();
    let mut attributes = adult.attributes.clone().unwrap();
    attributes.sort_by_key(|it| std::cmp::Reverse(it.encode()));
    let signature = adult.key.sign_sha256(&der::set(attributes.clone()).encode());
    let mut signer = adult.signed_with(&signature);
    signer.replace(&[3], der::context(0, attributes)).unwrap();
    malformed(&signed_data(Some(CONTENT), &[&adult.certificate], vec![signer]), Fault::SetOrder);
}

#[test]
fn refuses_a_signature_over_the_attributes_as_they_stand() {
    // They stand under [0], and are signed as a SET OF.
    let adult = adult();
    let mut attributes = adult.attributes.clone().unwrap();
    attributes.sort_by_key(Node::encode);
    let signature = adult.key.sign_sha256(&der::context(0, attributes).encode());
    let tree = signed_data(Some(CONTENT), &[&adult.certificate], vec![adult.signed_with(&signature)]);
    assert_eq!(verify(&tree), Err(Error::BadSignature { document: Document::SignedDataBy { signer: 0 } }));
}

#[test]
fn refuses_an_attribute_added_later() {
    let tree = spoiled(|tree| {
        let end = tree.at(&[1, 0, 4, 0, 3]).unwrap().children().len();
        // The longest stands last.
        tree.insert(&[1, 0, 4, 0, 3, end], attribute(UNKNOWN, der::octets([0; 200]))).unwrap();
    });
    assert_eq!(verify(&tree), Err(Error::BadSignature { document: Document::SignedDataBy { signer: 0 } }));
}

#[test]
fn refuses_more_attributes_than_the_budget() {
    let many = |count: u32| {
        with_attributes(|them| {
            them.extend((0..count).map(|arc| attribute(&[UNKNOWN, &[arc]].concat(), der::null())));
        })
    };
    assert_eq!(verify(&many(29)), Ok(()));
    malformed(&many(30), Fault::TooMany { budget: 32 });
}

#[test]
fn an_unknown_attribute_says_nothing() {
    let tree = with_attributes(|them| them.push(attribute(UNKNOWN, der::null())));
    assert_eq!(verify(&tree), Ok(()));
}

fn with_unsigned(oid: &[u32]) -> Node {
    let unsigned = der::context(1, [attribute(oid, der::sequence([]))]);
    spoiled(|tree| tree.insert(&[1, 0, 4, 0, 6], unsigned).unwrap())
}

#[test]
fn refuses_a_countersignature_as_it_is_not_checked() {
    let oid = "1.2.840.113549.1.9.6".parse().unwrap();
    malformed(&with_unsigned(COUNTERSIGNATURE), Fault::NeverIgnored { oid });
}

#[test]
fn another_unsigned_attribute_says_nothing() {
    assert_eq!(verify(&with_unsigned(TIME_STAMP)), Ok(()));
}

#[test]
fn refuses_unsigned_attributes_that_are_malformed() {
    let with = |unsigned: Node| spoiled(|tree| tree.insert(&[1, 0, 4, 0, 6], unsigned).unwrap());
    let stamp = attribute(TIME_STAMP, der::null());
    malformed(&with(der::context(1, [])), Fault::Empty);
    malformed(&with(der::context(1, [stamp.clone(), stamp])), Fault::Duplicate);
    malformed(&with(der::context(1, [der::null()])), Fault::Tag { expected: 0x30, found: 0x05 });
}

/// SigningCertificateV2 with what belongs in an ESSCertIDv2.
fn naming(fields: impl Into<Vec<Node>>) -> Node {
    let value = der::sequence([der::sequence([der::sequence(fields)])]);
    with_attributes(|them| them.push(attribute(SIGNING_CERTIFICATE_V2, value)))
}

fn hash(algorithm: DigestAlgorithm) -> Node {
    der::octets(ContentDigest::of(algorithm, &adult().certificate).bytes())
}

fn issuer_serial(serial: Node) -> Node {
    let issuer = adult().identifier.children()[0].clone();
    der::sequence([der::sequence([der::context(4, [issuer])]), serial])
}

#[test]
fn a_certificate_that_is_signed_too_is_the_signer_s() {
    let serial = adult().identifier.children()[1].clone();
    let sha256 = || hash(DigestAlgorithm::Sha256);
    assert_eq!(verify(&naming([sha256()])), Ok(()));
    assert_eq!(verify(&naming([algorithm(SHA256), sha256()])), Ok(()));
    assert_eq!(verify(&naming([sha256(), issuer_serial(serial.clone())])), Ok(()));
    let sha384 = [algorithm(SHA384), hash(DigestAlgorithm::Sha384), issuer_serial(serial)];
    assert_eq!(verify(&naming(sha384)), Ok(()));
}

#[test]
fn refuses_a_signed_certificate_that_is_another() {
    let other = der::octets(sha256(b"another certificate"));
    breaks(&naming([other]), SignerRule::SigningCertificate);
    let other = issuer_serial(der::integer(&[1]));
    breaks(&naming([hash(DigestAlgorithm::Sha256), other]), SignerRule::SigningCertificate);
}

#[test]
fn refuses_a_signed_certificate_under_an_unknown_hash() {
    let unknown = [algorithm(UNKNOWN), hash(DigestAlgorithm::Sha256)];
    breaks(&naming(unknown), SignerRule::SigningCertificate);
}

#[test]
fn refuses_limits_on_the_path_that_would_be_passed_over() {
    let one = || der::sequence([hash(DigestAlgorithm::Sha256)]);
    let policies = der::sequence([der::sequence([der::oid(UNKNOWN)])]);
    for value in
        [der::sequence([der::sequence([one(), one()])]), der::sequence([der::sequence([one()]), policies])]
    {
        let tree = with_attributes(|them| them.push(attribute(SIGNING_CERTIFICATE_V2, value)));
        malformed(&tree, Fault::TrailingBytes);
    }
}

#[test]
fn refuses_a_certificate_named_by_sha_1() {
    let value = der::sequence([der::sequence([der::sequence([der::octets([0; 20])])])]);
    let oid = "1.2.840.113549.1.9.16.2.12".parse().unwrap();
    malformed(
        &with_attributes(|them| them.push(attribute(SIGNING_CERTIFICATE, value))),
        Fault::NeverIgnored { oid },
    );
}

#[test]
fn attributes_of_the_one_signer_are_not_another_s() {
    let (adult, mut elderly) = (adult(), super::Signer::of("elderly", CONTENT));
    elderly.attributes.as_mut().unwrap().push(attribute(
        SIGNING_CERTIFICATE_V2,
        der::sequence([der::sequence([der::sequence([der::octets(sha256(&adult.certificate))])])]),
    ));
    breaks(&by(&elderly), SignerRule::SigningCertificate);
}
