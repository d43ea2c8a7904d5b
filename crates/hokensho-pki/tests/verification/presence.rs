//! The card's own key: taken from what was signed and from nowhere else, and asked anew each time.

use hokensho_mock::der::Node;
use hokensho_mock::pki::{self, Key};
use hokensho_pki::{
    Application, CardChallenge, CvAnchor, CvAnchors, Document, Error, Fault, Hierarchy, Signed,
    VerifiedCardKey, VerifiedRecord,
};

use super::setting::Chosen;

const RANDOM: [u8; 32] = [7; 32];
const BAD: Error = Error::BadSignature { document: Document::Challenge };

fn encoded(key: &Key) -> Vec<u8> {
    key.card_public_key().iter().flat_map(Node::encode).collect()
}

/// What a check makes of bytes that the issuer of an application signed as one run.
fn checked<T>(
    (application, mock): (Application, pki::Application),
    signed: &[u8],
    check: impl FnOnce(VerifiedRecord<'_>) -> T,
) -> T {
    let (anchor, certificate) = (mock.cv_anchor(), mock.cv_certificate());
    let [body, signature] = certificate.children() else { panic!("not two parts") };
    let anchor = CvAnchor { application, key_id: *anchor.key_id.bytes(), modulus: anchor.modulus };
    let anchors = CvAnchors::test([anchor]);
    let issuer = anchors.verify(&Chosen, application, &body.body(), &signature.body()).unwrap();
    let signature = mock.issuer_key().sign_sha256(signed);
    check(issuer.verify_record(Signed::Bytes(signed), &signature).unwrap())
}

fn text_key(signed: &[u8]) -> Result<VerifiedCardKey, Error> {
    checked((Application::Text, pki::Application::Text), signed, |record| record.card_key())
}

fn own_key() -> Key {
    pki::Application::Text.card_key()
}

#[test]
fn the_card_that_the_record_names_is_there() {
    let key = text_key(&encoded(&own_key())).unwrap();
    assert_eq!((key.application(), key.hierarchy()), (Application::Text, Hierarchy::Test));
    let challenge = CardChallenge::new(RANDOM);
    let signature = own_key().sign_sha256(&challenge.message());
    assert_eq!(key.verify(&Chosen, challenge, &signature), Ok(()));
}

#[test]
fn the_key_is_the_end_of_what_was_signed() {
    let visual = (Application::Visual, pki::Application::Visual);
    let age = [b"\xDF\x11\x0819800217\xDF\x12\x82\x01\x09", &encoded(&own_key())[..]].concat();
    assert_eq!(checked(visual, &age, |record| record.card_key()).unwrap().application(), Application::Visual);
    assert_eq!(
        text_key(&[&age[..], &[0]].concat()),
        Err(Error::Malformed { document: Document::Record, offset: 17, fault: Fault::KeySize })
    );
}

#[test]
fn another_cards_answer_is_refused() {
    let key = text_key(&encoded(&own_key())).unwrap();
    for other in [pki::Application::Visual.card_key(), pki::Application::Text.issuer_key()] {
        let challenge = CardChallenge::new(RANDOM);
        let signature = other.sign_sha256(&challenge.message());
        assert_eq!(key.verify(&Chosen, challenge, &signature), Err(BAD));
    }
}

#[test]
fn an_answer_to_another_challenge_is_refused() {
    let key = text_key(&encoded(&own_key())).unwrap();
    let earlier = own_key().sign_sha256(&CardChallenge::new(RANDOM).message());
    assert_eq!(key.verify(&Chosen, CardChallenge::new([8; 32]), &earlier), Err(BAD));
    // The same random bytes for another protocol.
    let bare = own_key().sign_sha256(&RANDOM);
    assert_eq!(key.verify(&Chosen, CardChallenge::new(RANDOM), &bare), Err(BAD));
}

#[test]
fn an_answer_of_any_other_length_or_with_one_bit_changed_is_refused() {
    let key = text_key(&encoded(&own_key())).unwrap();
    let signature = own_key().sign_sha256(&CardChallenge::new(RANDOM).message());
    let mut longer = signature.to_vec();
    longer.push(0);
    for wrong in [&[][..], &signature[1..], &longer, &[0; 256]] {
        assert_eq!(key.verify(&Chosen, CardChallenge::new(RANDOM), wrong), Err(BAD));
    }
    for bit in (0..2048).step_by(97) {
        let mut wrong = signature;
        wrong[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(key.verify(&Chosen, CardChallenge::new(RANDOM), &wrong), Err(BAD), "bit {bit}");
    }
}

#[test]
fn a_record_without_a_key_of_2048_bits_names_no_card() {
    let key = encoded(&own_key());
    let malformed =
        |offset| Err(Error::Malformed { document: Document::Record, offset, fault: Fault::KeySize });
    assert_eq!(text_key(b"two hashes"), malformed(0));
    assert_eq!(text_key(b""), malformed(0));
    assert_eq!(text_key(&key[1..]), malformed(0));
    let mut even = key.clone();
    even[264] &= 0xFE;
    assert_eq!(text_key(&even), malformed(0));
    let mut exponent = key.clone();
    exponent[2] = 0;
    assert_eq!(text_key(&exponent), malformed(0));
    let mut short = key;
    short[9] &= 0x7F;
    assert_eq!(text_key(&short), malformed(0));
}

#[test]
fn debug_shows_neither_key_nor_challenge() {
    let key = text_key(&encoded(&own_key())).unwrap();
    assert_eq!(format!("{key:?}"), "VerifiedCardKey(Test, Text)");
    assert_eq!(format!("{:?}", CardChallenge::new(RANDOM)), "CardChallenge(32 bytes)");
}
