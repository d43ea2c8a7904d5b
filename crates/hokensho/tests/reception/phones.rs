//! Phones: the holder is verified before the certificate is read, and nothing is assumed of keys and sizes.

use hokensho::card::{Card, Error as CardError};
use hokensho::{Error, Identity, Outcome, VerifiedAttributes, VerifiedFace};
use hokensho_apdu::Transport;
use hokensho_apdu::transcript::Recorder;
use hokensho_mock::der::{self, Node};
use hokensho_mock::pki::{Authority, field};
use hokensho_mock::{Application, Persona, VirtualCard};
use p256::ecdsa::signature::hazmat::PrehashSigner as _;
use p256::ecdsa::{Signature, SigningKey};

use super::common::{
    Desk, SignsBy, code_b, digest_info, mock_cv_anchors, persona, session_is_over, text_pin,
};

const SECP256R1: &[u32] = &[1, 2, 840, 10_045, 3, 1, 7];
const SECP384R1: &[u32] = &[1, 3, 132, 0, 34];
const SECP521R1: &[u32] = &[1, 3, 132, 0, 35];

/// The headers of what was sent to a token.
fn commands(name: &str) -> Vec<String> {
    let mut desk = Desk::of(name);
    let mut card = Recorder::new(desk.card());
    assert!(desk.run_right(&mut card).report.outcome.is_eligible(), "{name}");
    let transcript = card.transcript().to_string();
    let headers = transcript.lines().filter_map(|line| line.strip_prefix("> ")?.split(' ').next());
    headers.map(str::to_owned).collect()
}

#[test]
fn a_card_shows_its_certificate_first_and_a_phone_after_its_holder_was_verified() {
    let (select, token, certificate, verify, sign) =
        ("00A4040C", "00B08600", "00B08A00", "00200098", "802A0080");
    let sign = commands("adult").into_iter().find(|it| it.starts_with("802A")).unwrap_or(sign.into());
    let sign = sign.as_str();
    assert_eq!(commands("adult"), [select, token, certificate, verify, verify, sign, select]);
    assert_eq!(commands("android"), [select, token, verify, verify, certificate, sign, select]);
    assert_eq!(commands("iphone"), [select, token, certificate, sign, select]);
}

#[test]
fn an_iphone_verifies_its_holder_itself() {
    let mut desk = Desk::of("iphone");
    let finished = desk.run(desk.card(), None);
    assert!(finished.report.outcome.is_eligible(), "{:?}", finished.cause);
    assert_eq!(finished.report.identity, Identity::OnDevice);
}

#[test]
fn an_android_phone_takes_a_pin_that_is_typed_here() {
    let mut desk = Desk::of("android");
    let mut card = desk.card();
    let finished = desk.run_right(&mut card);
    assert!(finished.report.outcome.is_eligible(), "{:?}", finished.cause);
    assert_eq!(finished.report.identity, Identity::Pin);
    assert!(session_is_over(&card));
}

#[test]
fn an_iphone_whose_user_was_not_verified_gives_nothing_and_is_no_forgery() {
    let mut desk = Desk::of("iphone");
    let source =
        desk.persona.source().replace("user_verified_on_device = true", "user_verified_on_device = false");
    desk.persona = Persona::from_toml(&source, None).unwrap();
    let mut card = VirtualCard::new(&desk.persona);
    let finished = desk.run(&mut card, None);
    assert_eq!(finished.report.outcome, Outcome::IdentityMethodUnavailable);
    assert_eq!(finished.report.identity, Identity::None);
    assert!(
        matches!(finished.cause, Some(Error::Card(CardError::NotVerified { .. }))),
        "{:?}",
        finished.cause
    );
    assert_eq!(desk.asked.get(), 0);
    assert!(session_is_over(&card));
}

#[test]
fn a_phone_has_neither_face_nor_attributes_and_nothing_is_presented_to_it() {
    let adult = persona("adult");
    for name in ["android", "iphone"] {
        let mut phone = VirtualCard::new(&persona(name));
        let mut card = Card::connect(&mut phone).unwrap();
        let face = VerifiedFace::read(&mut card, &code_b(&adult), &mock_cv_anchors()).map(drop);
        let attributes = VerifiedAttributes::read(&mut card, &text_pin(&adult), &mock_cv_anchors()).map(drop);
        for read in [face, attributes] {
            let missing = matches!(read, Err(Error::Card(CardError::ApplicationMissing { .. })));
            assert!(missing, "{name}: {read:?}");
        }
        drop(card);
        assert_eq!(phone.apdus(), 3, "{name}: select, token, end of session");
    }
}

/// A phone with a key on P-256: what it is sent is hashed already, and its signature is DER of some 70 bytes. How
/// phones really sign isn't public.
fn elliptic(phone: VirtualCard, key: SigningKey) -> impl Transport {
    let sign = move |phone: &mut VirtualCard, command: &[u8]| {
        let answer = phone.transmit(command)?;
        assert!(answer.ends_with(&[0x90, 0x00]), "the phone has its own rules");
        let hash = digest_info(command).last_chunk::<32>().unwrap();
        let signature: Signature = key.sign_prehash(hash).unwrap();
        Ok([signature.to_der().as_bytes(), &[0x90, 0x00]].concat().into())
    };
    SignsBy { card: phone, sign }
}

/// RFC 5480, 2: SubjectPublicKeyInfo of a key on a named curve.
fn subject_public_key_info(curve: &[u32], point: &[u8]) -> Node {
    let algorithm = der::sequence([der::oid(&[1, 2, 840, 10_045, 2, 1]), der::oid(curve)]);
    der::sequence([algorithm, der::bits(0, point)])
}

/// A desk at which the persona's certificate has another key.
fn desk_with_key(name: &str, info: Node) -> Desk {
    let mut desk = Desk::of(name);
    let mut tbs = desk.persona.auth_tbs();
    tbs.replace(&[field::PUBLIC_KEY], info).unwrap();
    let certificate = Authority::Auth.issue(&tbs);
    desk.cards = desk.cards.file(Application::Jpki, 0x000A, certificate);
    desk
}

#[test]
fn the_kind_of_key_and_the_length_of_a_signature_go_by_the_certificate() {
    let key = SigningKey::from_slice(&[0x42; 32]).unwrap();
    let other = SigningKey::from_slice(&[0x43; 32]).unwrap();
    for name in ["android", "iphone"] {
        let point = key.verifying_key().to_sec1_point(false);
        let mut desk = desk_with_key(name, subject_public_key_info(SECP256R1, point.as_bytes()));
        for (key, genuine) in [(key.clone(), true), (other.clone(), false)] {
            let phone = desk.card();
            let finished = desk.run_right(elliptic(phone, key));
            assert_eq!(
                finished.report.outcome != Outcome::NotGenuine,
                genuine,
                "{name}: {:?}",
                finished.cause
            );
            assert_eq!(finished.report.outcome.is_eligible(), genuine, "{name}: {:?}", finished.cause);
        }
    }
}

/// What a token wants whose key is on P-384, as the next card's is said to be, is public nowhere.
#[test]
fn a_key_that_signs_with_another_hash_is_refused_before_the_pin_and_before_it_signs() {
    for (curve, bytes) in [(SECP384R1, 97), (SECP521R1, 133)] {
        for name in ["adult", "android", "iphone"] {
            let mut desk = desk_with_key(name, subject_public_key_info(curve, &vec![0x04; bytes]));
            let mut card = Recorder::new(desk.card());
            // Nobody types anything for the card, which shows its certificate first.
            let finished =
                if name == "adult" { desk.run(&mut card, None) } else { desk.run_right(&mut card) };
            assert_eq!(finished.report.outcome, Outcome::IdentityMethodUnavailable, "{name}");
            let cause = finished.cause;
            assert!(matches!(cause, Some(Error::KeyUnsupported { .. })), "{name}: {cause:?}");
            let transcript = card.transcript().to_string();
            assert!(!transcript.contains("> 802A"), "{name}: {transcript}");
            assert!(name != "adult" || !transcript.contains("> 0020"), "{transcript}");
            assert_eq!(desk.asked.get(), 0);
        }
    }
}
