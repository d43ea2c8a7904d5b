//! Every way of signing, checked by the `rsa` crate with the public key.

use hokensho_apdu::StatusWord;
use hokensho_card::{Card, DigestInfo, Error, Signature, SigningInput, Step};
use hokensho_mock::pki::{Application, Key};
use hokensho_mock::{ExtendedLe, VirtualCard};
use proptest::prelude::*;
use rsa::{BoxedUint, Pkcs1v15Sign, Pss, RsaPublicKey};
use sha2::{Digest, Sha256};

use super::holders::{
    adult, adults_card, auth_pin, birth_code, builder, code_b, digest, sign_password, text_pin,
};
use super::operations::inputs;

fn public_key(modulus: &[u8], exponent: &[u8]) -> RsaPublicKey {
    let [modulus, exponent] = [modulus, exponent].map(BoxedUint::from_be_slice_vartime);
    RsaPublicKey::new(modulus, exponent).unwrap()
}

fn public(key: &Key) -> RsaPublicKey {
    public_key(&key.modulus(), &key.exponent())
}

/// Whether `signature` is what `input` asks for (RFC 8017, 8.1.2 and 8.2.2).
fn is_signed(key: &RsaPublicKey, input: SigningInput<'_>, signature: &Signature) -> bool {
    let verify_padded = |data: &[u8]| key.verify(Pkcs1v15Sign::new_unprefixed(), data, signature.as_bytes());
    let verify_pss = |hash: &[u8]| key.verify(Pss::<Sha256>::new(), hash, signature.as_bytes());
    let verified = match input {
        SigningInput::Padded(data) => verify_padded(data),
        SigningInput::BareMessage(message) => verify_padded(&Sha256::digest(message)),
        SigningInput::Digest(hash) => verify_padded(DigestInfo::sha256(hash).as_bytes()),
        SigningInput::Message(message) => verify_padded(DigestInfo::of(message).as_bytes()),
        SigningInput::PssDigest(hash) => verify_pss(hash),
        SigningInput::PssMessage(message) => verify_pss(&Sha256::digest(message)),
        other => panic!("{other:?}"),
    };
    verified.is_ok()
}

#[test]
fn both_keys_sign_in_every_way() {
    let (auth, sign) = (public(adult().auth_key()), public(adult().sign_key().unwrap()));
    let mut card = Card::open(adults_card());
    for input in inputs(b"a challenge", &[0x5A; 32]) {
        let signature = card.jpki().unwrap().verify_auth_pin(&auth_pin()).unwrap().sign_with(input).unwrap();
        assert!(is_signed(&auth, input, &signature), "{input:?}");
        assert!(!is_signed(&sign, input, &signature), "{input:?}");
        let mut jpki = card.jpki().unwrap().verify_sign_password(&sign_password()).unwrap();
        assert!(is_signed(&sign, input, &jpki.sign_with(input).unwrap()), "{input:?}");
    }
}

#[test]
fn each_way_gives_another_signature() {
    let key = public(adult().auth_key());
    let hash = Sha256::digest(b"a challenge").into();
    let inputs = inputs(b"a challenge", &hash);
    let mut card = Card::open(adults_card());
    let mut jpki = card.jpki().unwrap().verify_auth_pin(&auth_pin()).unwrap();
    let signatures = inputs.map(|input| jpki.sign_with(input).unwrap());
    let matches = |input| signatures.iter().filter(|signature| is_signed(&key, input, signature)).count();
    // A hash is signed alike whoever computed it; nothing else is.
    assert_eq!(inputs.map(matches), [2; 6]);
}

#[test]
fn a_digest_info_is_signed_as_it_is() {
    let key = public(adult().auth_key());
    let mut card = Card::open(adults_card());
    let mut jpki = card.jpki().unwrap().verify_auth_pin(&auth_pin()).unwrap();
    let signature = jpki.sign(&DigestInfo::of(b"a challenge")).unwrap();
    assert!(is_signed(&key, SigningInput::Message(b"a challenge"), &signature));
    assert!(!is_signed(&key, SigningInput::Message(b"another"), &signature));
}

#[test]
fn a_long_message_needs_extended_length_fields() {
    let message = [0x41; 1000];
    let signed = |extended| {
        let mut card = Card::open(builder().extended_le(extended).build());
        let mut jpki = card.jpki().unwrap().verify_auth_pin(&auth_pin()).unwrap();
        jpki.sign_with(SigningInput::Message(&message))
    };
    let key = public(adult().auth_key());
    let signature = signed(ExtendedLe::Supported).unwrap();
    assert!(is_signed(&key, SigningInput::Message(&message), &signature));
    let refused = signed(ExtendedLe::Refused(StatusWord::WRONG_LENGTH)).unwrap_err();
    assert!(matches!(refused, Error::Refused { step: Step::Sign(_), status: StatusWord::WRONG_LENGTH }));
}

#[test]
fn what_no_command_carries_is_not_sent() {
    let mut card = Card::open(adults_card());
    let mut jpki = card.jpki().unwrap().verify_auth_pin(&auth_pin()).unwrap();
    for input in [
        SigningInput::Padded(&[]),
        SigningInput::Padded(&[0; 246]),
        SigningInput::Message(&[]),
        SigningInput::PssMessage(&[0; 65_536]),
    ] {
        assert!(matches!(jpki.sign_with(input), Err(Error::SigningLength { .. })), "{input:?}");
    }
    assert_eq!(card.transport().apdus(), 3); // select, question, PIN
}

/// What the card's own keys sign, in every state of their applications.
fn presence(chip: VirtualCard, challenge: &DigestInfo) -> [Signature; 5] {
    let mut card = Card::open(chip);
    let locked = card.visual().unwrap().sign_challenge(challenge).unwrap();
    let mut visual = card.visual().unwrap().verify_birth_code(&birth_code()).unwrap();
    let age = visual.sign_challenge(challenge).unwrap();
    let mut visual = card.visual().unwrap().verify_code_b(&code_b()).unwrap();
    let opened = visual.sign_challenge(challenge).unwrap();
    let text = card.text().unwrap().sign_challenge(challenge).unwrap();
    let mut opened_text = card.text().unwrap().verify_pin(&text_pin()).unwrap();
    [locked, age, opened, text, opened_text.sign_challenge(challenge).unwrap()]
}

#[test]
fn the_card_shows_that_it_is_there() {
    let mut card = Card::open(adults_card());
    let face = card.visual().unwrap().verify_code_b(&code_b()).unwrap().face_record().unwrap();
    let visual = public_key(face.card_key().modulus(), face.card_key().exponent());
    let text = public(&Application::Text.card_key());
    let challenge = DigestInfo::of(b"never asked before");
    for (index, signature) in presence(adults_card(), &challenge).iter().enumerate() {
        let (own, other) = if index < 3 { (&visual, &text) } else { (&text, &visual) };
        let input = SigningInput::Message(b"never asked before");
        assert!(is_signed(own, input, signature), "{index}");
        assert!(!is_signed(other, input, signature), "{index}");
        assert!(!is_signed(own, SigningInput::Message(b"asked yesterday"), signature), "{index}");
    }
}

#[test]
fn presence_needs_no_pin_and_verifies_none() {
    let mut chip = adults_card();
    let mut card = Card::open(&mut chip);
    card.visual().unwrap().sign_challenge(&digest()).unwrap();
    assert_eq!(card.transport().apdus(), 2); // select, sign
    assert!(hokensho_mock::Secret::ALL.iter().all(|secret| !card.transport().is_verified(*secret)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn what_is_hashed_here_is_what_the_card_hashes(message in proptest::collection::vec(any::<u8>(), 1..600)) {
        let mut card = Card::open(adults_card());
        let mut jpki = card.jpki().unwrap().verify_auth_pin(&auth_pin()).unwrap();
        let here = jpki.sign(&DigestInfo::of(&message)).unwrap();
        prop_assert_eq!(here, jpki.sign_with(SigningInput::Message(&message)).unwrap());
    }
}
