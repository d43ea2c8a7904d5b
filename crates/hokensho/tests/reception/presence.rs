//! The card itself is there: shown by its own key, which a signed record names, and by nothing else.

use hokensho::card::{Card, CardKeyRecord, CvCertificate, Error as CardError};
use hokensho::pki::{CvAnchors, Document, Error as PkiError, Hierarchy};
use hokensho::{Error, VerifiedAge, VerifiedAttributes, VerifiedFace, VerifiedTextKey};
use hokensho_apdu::{Counted, StatusWord, Transport};
use hokensho_mock::pki::{Application as Mock, Key};
use hokensho_mock::{Persona, Secret, VirtualCard};

use super::common::{
    Answer, SignsBy, birth_code, code_b, cv_anchor, digest_info, flip, mock_cv_anchors, persona, text_pin,
};

const RANDOM: [u8; 32] = [0x5A; 32];

fn face<T: Transport>(card: &mut Card<T>, persona: &Persona) -> VerifiedFace {
    VerifiedFace::read(card, &code_b(persona), &mock_cv_anchors()).unwrap()
}

/// The error of a face whose card signs so.
fn refused(sign: impl FnMut(&mut VirtualCard, &[u8]) -> Answer) -> Error {
    let adult = persona("adult");
    let mut card = Card::open(SignsBy { card: VirtualCard::new(&adult), sign });
    let face = face(&mut card, &adult);
    face.prove_present(&mut card, RANDOM).unwrap_err()
}

fn signed_by(key: &Key, command: &[u8]) -> Answer {
    let signature = key.sign_padded(digest_info(command)).unwrap();
    Ok([&signature[..], &[0x90, 0x00]].concat().into())
}

#[test]
fn the_original_is_there() {
    let adult = persona("adult");
    let mut card = Card::open(VirtualCard::new(&adult));
    let face = face(&mut card, &adult);
    let present = face.prove_present(&mut card, RANDOM).unwrap();
    assert_eq!(present.record().photo(), adult.photo());
}

#[test]
fn a_copy_of_the_files_is_not_the_original() {
    // A key that isn't the card's: another application's, the issuer's, one that signs for a PIN.
    let adult = persona("adult");
    let keys = [Mock::Text.card_key(), Mock::Visual.issuer_key(), adult.auth_key().clone()];
    for key in keys {
        let error = refused(|_, command| signed_by(&key, command));
        assert!(matches!(error, Error::Pki(PkiError::BadSignature { document: Document::Challenge })));
    }
}

#[test]
fn an_answer_to_an_earlier_challenge_is_refused() {
    let earlier = |original: &mut VirtualCard, command: &[u8]| {
        let mut command = command.to_vec();
        command[40] ^= 1; // in the hash
        original.transmit(&command)
    };
    assert!(matches!(refused(earlier), Error::Pki(PkiError::BadSignature { .. })));
}

#[test]
fn one_bit_changed_in_the_answer_is_refused() {
    for bit in (0..2048).step_by(131) {
        let spoil = |original: &mut VirtualCard, command: &[u8]| {
            let mut answer = original.transmit(command)?;
            flip(&mut answer, bit);
            Ok(answer)
        };
        assert!(matches!(refused(spoil), Error::Pki(PkiError::BadSignature { .. })), "bit {bit}");
    }
}

#[test]
fn a_card_that_does_not_sign_is_the_cards_failure_and_no_forgery() {
    for (answer, status) in [(vec![0x6A, 0x88], 0x6A88), (vec![0x6D, 0x00], 0x6D00)] {
        let error = refused(|_, _| Ok(answer.clone().into()));
        assert!(
            matches!(error, Error::Card(CardError::Refused { status: found, .. }) if found == StatusWord::from(status)),
            "{error:?}"
        );
    }
    assert!(matches!(refused(|_, _| Ok(vec![0x90, 0x00].into())), Error::Card(_)), "an empty answer");
}

#[test]
fn another_persons_token_is_not_the_card_of_this_face() {
    let adult = persona("adult");
    let face = face(&mut Card::open(VirtualCard::new(&adult)), &adult);
    let mut phone = Card::connect(VirtualCard::new(&persona("iphone"))).unwrap();
    let error = face.prove_present(&mut phone, RANDOM).unwrap_err();
    assert!(matches!(error, Error::Card(CardError::ApplicationMissing { .. })), "{error:?}");
}

#[test]
fn a_proof_is_one_command_needs_no_code_and_spends_no_try() {
    let adult = persona("adult");
    let mut original = VirtualCard::new(&adult);
    let mut card = Card::open(Counted::new(&mut original));
    let face = face(&mut card, &adult);
    let before = card.transport().round_trips();
    face.prove_present(&mut card, RANDOM).unwrap();
    assert_eq!(card.transport().round_trips() - before, 1);
    card.end().unwrap();
    // Nothing is verified any more; the key signs all the same.
    let before = card.transport().round_trips();
    face.prove_present(&mut card, RANDOM).unwrap();
    assert_eq!(card.transport().round_trips() - before, 2); // select, sign
    drop(card);
    for secret in Secret::ALL {
        assert_eq!(original.tries_left(secret), VirtualCard::new(&adult).tries_left(secret));
    }
}

#[test]
fn a_card_that_leaves_during_the_proof_is_gone_and_not_forged() {
    let pulled = |original: &mut VirtualCard, command: &[u8]| {
        original.remove();
        original.transmit(command)
    };
    let Error::Card(error) = refused(pulled) else { panic!() };
    assert!(error.is_card_removed());
}

/// The other two records with a key, and what of them to prove.
fn age<T: Transport>(card: &mut Card<T>, persona: &Persona) -> VerifiedAge {
    VerifiedAge::read(card, &birth_code(persona), &mock_cv_anchors()).unwrap()
}

fn text_key<T: Transport>(card: &mut Card<T>, persona: &Persona) -> VerifiedTextKey {
    let (attributes, key) =
        VerifiedAttributes::read_with_card_key(card, &text_pin(persona), &mock_cv_anchors()).unwrap();
    assert_eq!(attributes.name(), persona.holder().name());
    key
}

#[test]
fn the_card_of_an_age_and_of_a_text_key_is_there() {
    let adult = persona("adult");
    let mut card = Card::open(VirtualCard::new(&adult));
    let age = age(&mut card, &adult);
    let present = age.prove_present(&mut card, RANDOM).unwrap();
    assert_eq!((present.record().birth(), present.record().hierarchy()), (age.birth(), Hierarchy::Test));
    let key = text_key(&mut card, &adult);
    assert_eq!(key.prove_present(&mut card, RANDOM).unwrap().record().hierarchy(), Hierarchy::Test);
}

#[test]
fn each_application_answers_with_its_own_key() {
    let adult = persona("adult");
    for (key, age_refused, text_refused) in
        [(Mock::Visual.card_key(), false, true), (Mock::Text.card_key(), true, false)]
    {
        let sign = |_: &mut VirtualCard, command: &[u8]| signed_by(&key, command);
        let mut card = Card::open(SignsBy { card: VirtualCard::new(&adult), sign });
        let age = age(&mut card, &adult);
        assert_eq!(age.prove_present(&mut card, RANDOM).is_err(), age_refused);
        let text_key = text_key(&mut card, &adult);
        assert_eq!(text_key.prove_present(&mut card, RANDOM).is_err(), text_refused);
    }
}

/// The files of the text application that name the card's key.
fn text_files() -> (CardKeyRecord, CvCertificate) {
    let adult = persona("adult");
    let mut card = Card::open(VirtualCard::new(&adult));
    let mut text = card.text().unwrap().verify_pin(&text_pin(&adult)).unwrap();
    (text.card_key().unwrap(), text.cv_certificate().unwrap())
}

#[test]
fn a_card_key_that_no_certified_issuer_signed_is_refused() {
    let (record, certificate) = text_files();
    assert!(VerifiedTextKey::verify(&record, &certificate, &mock_cv_anchors()).is_ok());
    let nobody = VerifiedTextKey::verify(&record, &certificate, &CvAnchors::production());
    assert!(matches!(nobody, Err(Error::Pki(PkiError::CvIssuerUnknown))), "{nobody:?}");
    let visual = VerifiedTextKey::verify(&record, &certificate, &CvAnchors::test([cv_anchor(Mock::Visual)]));
    assert!(matches!(visual, Err(Error::Pki(PkiError::CvIssuerUnknown))), "{visual:?}");
}

#[test]
fn one_bit_changed_in_a_card_key_record_is_refused() {
    let (record, certificate) = text_files();
    for bit in (0..record.raw().len() * 8).step_by(61) {
        let mut raw = record.raw().to_vec();
        flip(&mut raw, bit);
        let read = CardKeyRecord::parse(raw).map_err(Error::from);
        let read = read.and_then(|it| VerifiedTextKey::verify(&it, &certificate, &mock_cv_anchors()));
        assert!(read.is_err(), "bit {bit}");
    }
}

#[test]
fn an_age_record_does_not_stand_in_for_a_card_key_record() {
    // Signed, and with a key at its end, but by the issuer of the other application.
    let adult = persona("adult");
    let mut card = Card::open(VirtualCard::new(&adult));
    let record = card.visual().unwrap().verify_birth_code(&birth_code(&adult)).unwrap().age_record().unwrap();
    assert!(CardKeyRecord::parse(record.raw().to_vec()).is_err());
}
