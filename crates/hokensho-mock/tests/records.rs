//! What the card's records and card-verifiable certificates are signed over.
#![allow(clippy::unwrap_used, missing_docs)]

use hokensho_apdu::tlv::{Reader, Tag};
use hokensho_mock::der::{Length, Node};
use hokensho_mock::pki::{self, Application, Attributes, CvCertificate, KeyId, TextFiles, VisualFiles};
use proptest::prelude::*;
use rsa::{BoxedUint, Pkcs1v15Sign, RsaPublicKey};
use sha2::{Digest, Sha256};

const TEXT: TextFiles<'_> = TextFiles {
    attributes: Attributes {
        name: "見本　花子",
        address: "東京都清瀬市中里５－８４２",
        birth: "19800217",
        sex: "2",
    },
    my_number: "999000000011",
};

const VISUAL: VisualFiles<'_> = VisualFiles {
    birth: "19800217",
    sex: "2",
    expiry: "20350217",
    municipality: "13221",
    name_image: b"name",
    address_image: b"address",
    photo: b"photo",
    security_code_image: b"code",
    my_number_image: b"number",
};

/// AlgorithmIdentifier of SHA-256 with NULL parameters (RFC 8017, 9.2, note 1).
const SHA_256: &[u8] = b"\x30\x0D\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00";

/// Whether a PKCS#1 v1.5 signature holds just this digest, of 32 bytes or 96, in a DigestInfo.
fn accepts(key: &RsaPublicKey, digest: &[u8], signature: &[u8]) -> bool {
    let bytes = u8::try_from(digest.len()).unwrap();
    let digest_info = [&[0x30, bytes + 17], SHA_256, &[0x04, bytes], digest].concat();
    key.verify(Pkcs1v15Sign::new_unprefixed(), &digest_info, signature).is_ok()
}

/// The key in `90` and `91`, as a verifier would take it from a record or an anchor.
fn rsa(modulus: &[u8; 256]) -> RsaPublicKey {
    RsaPublicKey::new(BoxedUint::from_be_slice(modulus, 2_048).unwrap(), BoxedUint::from(65_537_u64)).unwrap()
}

#[test]
fn cv_certificates_are_signed_by_the_anchor() {
    for application in [Application::Visual, Application::Text] {
        let anchor = application.cv_anchor();
        let certificate = application.cv_certificate();
        let [body, signature] = [0, 1].map(|child| certificate.at(&[child]).unwrap().body());
        assert_eq!(body.get(..16), Some(&anchor.key_id.bytes()[..]));
        assert!(body.ends_with(&application.issuer_key().modulus()));
        assert!(accepts(&rsa(&anchor.modulus), &Sha256::digest(&body), &signature));
        let other = CvCertificate {
            issuer: anchor.key_id,
            subject: KeyId::new(*b"9999999", *b"000"),
            key: &application.card_key(),
        };
        assert!(!accepts(&rsa(&anchor.modulus), &Sha256::digest(other.body()), &signature));
    }
}

#[test]
fn the_card_managers_certificates_chain_to_their_anchor() {
    let anchor = pki::manager_anchor();
    let mut signer = (anchor.key_id.bytes().to_vec(), anchor.modulus);
    for certificate in pki::manager_certificates() {
        let [body, signature] = [1, 2].map(|child| certificate.at(&[child]).unwrap().body());
        let (id, key) = signer;
        assert_eq!(body.get(..16), Some(&id[..]));
        assert!(accepts(&rsa(&key), &Sha256::digest(&body), &signature));
        // The subject's identifier, `90 03` exponent, `91 820100` modulus.
        signer = (body.get(16..32).unwrap().to_vec(), body.last_chunk().copied().unwrap());
    }
}

#[test]
fn records_are_signed_over_the_fields_before_the_signature() {
    let text_key = rsa(&Application::Text.issuer_key().modulus());
    let visual_key = rsa(&Application::Visual.issuer_key().modulus());
    let records = [
        (TEXT.integrity(), &text_key),
        (TEXT.card_key(), &text_key),
        (VISUAL.age(), &visual_key),
        (VISUAL.my_number(), &visual_key),
    ];
    for (record, key) in records {
        let (signature, fields) = record.children().split_last().unwrap();
        let fields: Vec<u8> = fields.iter().flat_map(Node::encode).collect();
        assert!(accepts(key, &Sha256::digest(fields), &signature.body()));
    }
}

#[test]
fn the_front_is_signed_over_three_digests_in_one_digest_info() {
    let key = rsa(&Application::Visual.issuer_key().modulus());
    let front = VISUAL.front();
    let field = |index: usize| front.at(&[index]).unwrap().encode();
    let digests = [
        Sha256::digest([field(1), field(2), field(3)].concat()),
        Sha256::digest([field(4), field(5)].concat()),
        Sha256::digest(field(6)),
    ]
    .concat();
    let signature = front.at(&[7]).unwrap();
    assert_eq!(signature.tag(), Some(0xDF28));
    assert!(accepts(&key, &digests, &signature.body()));
}

#[test]
fn the_integrity_record_covers_both_files() {
    let record = TEXT.integrity();
    let digest = |index: usize| record.at(&[index]).unwrap().body();
    assert_eq!(digest(0), Sha256::digest(TEXT.my_number().encode()).to_vec());
    let fields: Vec<u8> = TEXT.attributes().children().iter().skip(1).flat_map(Node::encode).collect();
    assert_eq!(digest(1), Sha256::digest(fields).to_vec());
}

/// Trees with the tags and lengths that records have, right in BER though not always in DER.
fn trees() -> impl Strategy<Value = Node> {
    let length = prop_oneof![Just(Length::Minimal), (0_u8..2).prop_map(Length::Long)];
    let leaf = (0xDF21_u32..0xDF7F, proptest::collection::vec(any::<u8>(), 0..300), length.clone())
        .prop_map(|(tag, bytes, length)| Node::new(tag, bytes).with_length(length));
    leaf.prop_recursive(3, 16, 4, move |inner| {
        (0xFF20_u32..0xFF7F, proptest::collection::vec(inner, 0..4), length.clone())
            .prop_map(|(tag, nodes, length)| Node::of(tag, nodes).with_length(length))
    })
}

fn assert_read_back(nodes: &[Node], mut reader: Reader<'_>) {
    for node in nodes {
        let object = reader.read().unwrap().unwrap();
        assert_eq!(Some(object.tag()), node.tag().map(Tag::new));
        assert_eq!(object.bytes(), node.encode());
        assert_eq!(object.value(), node.body());
        if !node.children().is_empty() {
            assert_read_back(node.children(), object.children().unwrap());
        }
    }
    reader.finish().unwrap();
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_by_the_reader_of_cards(tree in trees()) {
        assert_read_back(std::slice::from_ref(&tree), Reader::new(&tree.encode()));
    }
}
