//! Tries: asked for without cost, spent one by one, the last one kept.

use hokensho_card::{
    AuthPin, BirthCode, Card, CodeB, Error, JukiPin, PinState, Secret, SignPassword, TextPin, Token,
};
use hokensho_mock::{Persona, Secret as MockSecret, TriesQuery, VirtualCard};

use super::holders::{
    adult, adults_card, auth_pin, birth_code, builder, code_b, digest, juki_pin, sign_password, text_pin,
};

/// Every secret, and the mock's name for it.
const SECRETS: [(Secret, MockSecret); 10] = [
    (Secret::AuthPin, MockSecret::AuthPin),
    (Secret::SignPassword, MockSecret::SignPassword),
    (Secret::TextPin, MockSecret::TextPin),
    (Secret::TextCodeA, MockSecret::TextCodeA),
    (Secret::TextCodeB, MockSecret::TextCodeB),
    (Secret::VisualBirthCode, MockSecret::VisualBirthCode),
    (Secret::VisualCodeB, MockSecret::VisualCodeB),
    (Secret::VisualCodeA, MockSecret::VisualCodeA),
    (Secret::CommonPin, MockSecret::CommonPin),
    (Secret::JukiPin, MockSecret::JukiPin),
];

#[test]
fn a_wrong_secret_costs_exactly_one_try() {
    let mut chip = adults_card();
    let before = MockSecret::ALL.map(|secret| chip.tries_left(secret));
    let mut card = Card::open(&mut chip);
    let wrong_pin = AuthPin::new("0000").unwrap();
    let wrong_juki_pin = JukiPin::new("0000").unwrap();
    let errors = [
        card.jpki().unwrap().verify_auth_pin(&wrong_pin).unwrap_err(),
        card.jpki().unwrap().verify_sign_password(&SignPassword::new("WRONG1").unwrap()).unwrap_err(),
        card.text().unwrap().verify_pin(&TextPin::new("0000").unwrap()).unwrap_err(),
        card.text().unwrap().verify_code_b(&CodeB::new("01010120300000").unwrap()).unwrap_err(),
        card.visual().unwrap().verify_code_b(&CodeB::new("01010120300000").unwrap()).unwrap_err(),
        card.visual().unwrap().verify_birth_code(&BirthCode::new("010101").unwrap()).unwrap_err(),
        card.common().unwrap().change_pin(&wrong_juki_pin, &juki_pin()).unwrap_err(),
        card.juki().unwrap().change_pin(&wrong_juki_pin, &juki_pin()).unwrap_err(),
    ];
    let secrets = errors.map(|error| match error {
        Error::WrongSecret { secret, tries_left } => (secret, tries_left.unwrap()),
        error => panic!("{error}"),
    });
    drop(card);
    let after = MockSecret::ALL.map(|secret| chip.tries_left(secret));
    for (index, secret) in MockSecret::ALL.into_iter().enumerate() {
        let spent = match secret {
            MockSecret::TextCodeA | MockSecret::VisualCodeA => 0,
            _ => 1,
        };
        assert_eq!(before[index] - after[index], spent, "{secret:?}");
    }
    let left = |secret| secrets.iter().find(|(known, _)| *known == secret).unwrap().1;
    assert_eq!(left(Secret::AuthPin), 2);
    assert_eq!(left(Secret::SignPassword), 4);
    assert_eq!(left(Secret::TextPin), 2);
}

#[test]
fn a_question_costs_no_try() {
    let mut chip = adults_card();
    let mut card = Card::open(&mut chip);
    for _ in 0..20 {
        assert_eq!(card.jpki().unwrap().auth_pin_state().unwrap(), PinState::TriesLeft(3));
        assert_eq!(card.text().unwrap().pin_state().unwrap(), PinState::TriesLeft(3));
    }
    drop(card);
    assert_eq!(chip.tries_left(MockSecret::AuthPin), 3);
}

#[test]
fn the_last_try_is_kept_unless_the_call_says_so() {
    let mut chip = adults_card();
    let mut card = Card::open(&mut chip);
    let wrong = AuthPin::new("0000").unwrap();
    for _ in 0..2 {
        card.jpki().unwrap().verify_auth_pin(&wrong).unwrap_err();
    }
    for _ in 0..5 {
        // The right one is refused, too: nobody knows that it is.
        let error = card.jpki().unwrap().verify_auth_pin(&auth_pin()).unwrap_err();
        assert!(matches!(error, Error::LastTry { secret: Secret::AuthPin }));
    }
    let error = card.jpki().unwrap().verify_auth_pin_spending_last_try(&wrong).unwrap_err();
    assert!(error.is_pin_blocked());
    assert_eq!(card.jpki().unwrap().auth_pin_state().unwrap(), PinState::Blocked);
    let error = card.jpki().unwrap().verify_auth_pin_spending_last_try(&auth_pin()).unwrap_err();
    assert!(matches!(error, Error::PinBlocked { secret: Secret::AuthPin }));
}

#[test]
fn the_last_try_of_every_secret_is_kept() {
    let mut card = Card::open(adults_card());
    let (password, pin) = (SignPassword::new("WRONG1").unwrap(), TextPin::new("0000").unwrap());
    let code = CodeB::new("01010120300000").unwrap();
    // Every count the card could hold (four bits) comes down to one and stays there.
    let mut wear_down = |present: &dyn Fn(&mut Card<VirtualCard>) -> Error| {
        let last = (0..16).map(|_| present(&mut card)).last().unwrap();
        assert!(matches!(last, Error::LastTry { .. }), "{last}");
    };
    wear_down(&|card| card.jpki().unwrap().verify_sign_password(&password).unwrap_err());
    wear_down(&|card| card.text().unwrap().verify_pin(&pin).unwrap_err());
    wear_down(&|card| card.text().unwrap().verify_code_b(&code).unwrap_err());
    wear_down(&|card| card.visual().unwrap().verify_code_b(&code).unwrap_err());
    let birthday = BirthCode::new("010101").unwrap();
    wear_down(&|card| card.visual().unwrap().verify_birth_code(&birthday).unwrap_err());
    let pin = JukiPin::new("0000").unwrap();
    wear_down(&|card| card.common().unwrap().change_pin(&pin, &juki_pin()).unwrap_err());
    wear_down(&|card| card.juki().unwrap().change_pin(&pin, &juki_pin()).unwrap_err());
}

#[test]
fn the_last_try_can_be_spent_for_every_secret() {
    let mut card = Card::open(adults_card());
    drop(card.jpki().unwrap().verify_sign_password_spending_last_try(&sign_password()).unwrap());
    drop(card.text().unwrap().verify_pin_spending_last_try(&text_pin()).unwrap());
    drop(card.text().unwrap().verify_code_b_spending_last_try(&code_b()).unwrap());
    drop(card.visual().unwrap().verify_code_b_spending_last_try(&code_b()).unwrap());
    drop(card.visual().unwrap().verify_birth_code_spending_last_try(&birth_code()).unwrap());
}

#[test]
fn every_secret_tells_its_own_tries() {
    let mut chip = adults_card();
    let mut card = Card::open(&mut chip);
    for (secret, in_the_mock) in SECRETS {
        let expected = card.transport().tries_left(in_the_mock);
        assert_eq!(card.secret_state(secret).unwrap(), PinState::TriesLeft(expected), "{secret}");
    }
    assert_eq!(Secret::ALL, SECRETS.map(|(secret, _)| secret));
}

#[test]
fn a_phone_is_asked_for_the_tries_of_its_two_secrets_alone() {
    let mut phone = Card::connect(VirtualCard::new(&Persona::named("android").unwrap())).unwrap();
    for secret in Secret::ALL {
        let sent = phone.transport().apdus();
        match phone.secret_state(secret) {
            Ok(state) => assert!(matches!(state, PinState::TriesLeft(_)), "{secret}: {state:?}"),
            Err(Error::ApplicationMissing { application, token: Some(Token::Android) }) => {
                assert_eq!((application, sent), (secret.application(), phone.transport().apdus()));
            }
            Err(error) => panic!("{secret}: {error}"),
        }
    }
}

#[test]
fn a_blocked_pin_is_a_state_of_a_face_only_card() {
    let persona = Persona::named("face-only").unwrap();
    for status in [0x63C0, 0x6983, 0x6984] {
        let mut card =
            Card::connect(VirtualCard::builder(&persona).blocked_query(status.into()).build()).unwrap();
        let mut jpki = card.jpki().unwrap();
        assert_eq!(jpki.auth_pin_state().unwrap(), PinState::Blocked);
        // All that needs no PIN goes on working.
        assert_eq!(jpki.auth_certificate().unwrap().as_der(), persona.auth_certificate().unwrap());
        let error = jpki.verify_auth_pin(&AuthPin::new("1234").unwrap()).unwrap_err();
        assert!(error.is_pin_blocked());
        let code = CodeB::new(persona.code_b().unwrap()).unwrap();
        assert!(
            card.visual().unwrap().verify_code_b(&code).unwrap().face_record().unwrap().photo().is_some()
        );
    }
}

#[test]
fn a_card_that_says_9000_to_the_question_still_checks_the_pin() {
    let chip = builder().tries_query(TriesQuery::OkIfVerified).build();
    let mut card = Card::open(chip);
    card.jpki().unwrap().verify_auth_pin(&auth_pin()).unwrap().sign(&digest()).unwrap();
    assert_eq!(card.jpki().unwrap().auth_pin_state().unwrap(), PinState::Verified);
    let error = card.jpki().unwrap().verify_auth_pin(&AuthPin::new("0000").unwrap()).unwrap_err();
    assert_eq!(error.tries_left(), Some(2));
}

#[test]
fn the_sign_certificate_waits_for_its_password() {
    let adult = adult();
    let mut card = Card::open(adults_card());
    let mut jpki = card.jpki().unwrap().verify_sign_password(&sign_password()).unwrap();
    assert_eq!(jpki.sign_certificate().unwrap().as_der(), adult.sign_certificate().unwrap());
    assert_eq!(jpki.sign(&digest()).unwrap().as_bytes().len(), 256);
}

#[test]
fn a_child_has_no_sign_certificate() {
    let child = Persona::named("child").unwrap();
    let mut card = Card::open(VirtualCard::new(&child));
    assert!(card.jpki().unwrap().verify_sign_password(&sign_password()).is_err());
    assert!(card.jpki().unwrap().auth_certificate().is_ok());
}

#[test]
fn an_infant_has_a_face_record_without_photo() {
    let infant = Persona::named("infant").unwrap();
    let mut card = Card::open(VirtualCard::new(&infant));
    let code = CodeB::new(infant.code_b().unwrap()).unwrap();
    let face = card.visual().unwrap().verify_code_b(&code).unwrap().face_record().unwrap();
    assert_eq!(face.photo(), None);
}

#[test]
fn codes_from_the_face_are_the_codes_of_the_chip() {
    use hokensho_card::{BirthCalendar, CardDate};

    for (name, calendar, security_code) in
        [("adult", BirthCalendar::Japanese, "2285"), ("foreign", BirthCalendar::Western, "6614")]
    {
        let persona = Persona::named(name).unwrap();
        let (birth, expiry) = (persona.holder().birth(), persona.card_expiry().unwrap());
        let birth = CardDate::new(birth.year(), birth.month(), birth.day()).unwrap();
        let code = CodeB::from_card_face(birth, calendar, expiry.year(), security_code).unwrap();
        let mut card = Card::open(VirtualCard::new(&persona));
        drop(card.visual().unwrap().verify_code_b(&code).unwrap());
        let code = BirthCode::from_birth(birth, calendar).unwrap();
        drop(card.visual().unwrap().verify_birth_code(&code).unwrap());
    }
}
