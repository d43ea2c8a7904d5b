//! No `Debug`, no error shows a secret or a person.

use hokensho_apdu::transcript::Recorder;
use hokensho_card::{AuthPin, BirthCode, Card, CodeB, JukiPin, SignPassword, TextPin};
use hokensho_mock::{Application, Persona};
use std::sync::LazyLock;

use super::holders::{
    adult, adults_card, auth_pin, birth_code, builder, code_b, digest, juki_pin, new_password, new_pin,
    persona, sign_password, text_pin,
};
use super::operations::Operation;

/// Everything of the adult's that must not be shown, as text and as the lists of numbers that a derived `Debug`
/// makes of bytes.
fn forbidden() -> Vec<String> {
    let adult = adult();
    let secrets = [
        new_pin(),
        new_password(),
        persona("android").auth_pin(),
        "550217",
        adult.juki_pin().unwrap(),
        adult.auth_pin(),
        adult.sign_password().unwrap(),
        adult.text_pin().unwrap(),
        adult.code_b().unwrap(),
    ];
    let (serial, municipality) = (format!("{:015}", adult.serial()), adult.holder().municipality().code);
    let person = [adult.holder().name(), adult.holder().address(), "1980-02-17", "19800217"];
    let personal = [&person[..], &[&serial, municipality]].concat();
    let der = &adult.auth_certificate().unwrap()[..8];
    let bytes = secrets.iter().chain(&personal).map(|text| text.as_bytes()).chain([der]);
    let lists = bytes.map(|bytes| format!("{bytes:?}").trim_matches(['[', ']']).to_owned());
    secrets.iter().chain(&personal).map(|text| (*text).to_owned()).chain(lists).collect()
}

/// The secrets as a transcript would show them.
fn forbidden_in_hex() -> Vec<String> {
    let adult = adult();
    let secrets = [
        new_pin(),
        new_password(),
        persona("android").auth_pin(),
        adult.auth_pin(),
        adult.sign_password().unwrap(),
        adult.text_pin().unwrap(),
        adult.juki_pin().unwrap(),
        adult.code_b().unwrap(),
    ];
    // With the length before it: four bytes of a PIN may well stand in a signature by chance.
    let hex = |secret: &str| secret.bytes().map(|byte| format!("{byte:02X}")).collect::<String>();
    secrets.map(|secret| format!("{:02X}{}", secret.len(), hex(secret))).to_vec()
}

pub(crate) fn assert_silent(shown: &str) {
    static FORBIDDEN: LazyLock<Vec<String>> = LazyLock::new(forbidden);
    for secret in FORBIDDEN.iter() {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn secrets_are_not_shown() {
    for (shown, name) in [
        (format!("{:?}", auth_pin()), "AuthPin"),
        (format!("{:?}", text_pin()), "TextPin"),
        (format!("{:?}", sign_password()), "SignPassword"),
        (format!("{:?}", code_b()), "CodeB"),
        (format!("{:?}", birth_code()), "BirthCode"),
        (format!("{:?}", juki_pin()), "JukiPin"),
    ] {
        assert_eq!(shown, format!("{name}([redacted])"));
    }
}

#[test]
fn secrets_that_are_refused_are_not_shown() {
    for error in [
        AuthPin::new("98765").unwrap_err(),
        TextPin::new("98765").unwrap_err(),
        SignPassword::new("987654").unwrap_err(),
        CodeB::new("98765432109876").unwrap_err(),
        BirthCode::new("987654").unwrap_err(),
        JukiPin::new("98765").unwrap_err(),
    ] {
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("98765"), "{shown}");
    }
}

#[test]
fn what_is_read_is_not_shown() {
    let mut card = Card::connect(adults_card()).unwrap();
    let mut jpki = card.jpki().unwrap().verify_auth_pin(&auth_pin()).unwrap();
    assert_silent(&format!("{:?} {:?}", jpki.auth_certificate().unwrap(), jpki.sign(&digest()).unwrap()));
    assert_silent(&format!("{jpki:#?}"));
    let mut jpki = card.jpki().unwrap().verify_sign_password(&sign_password()).unwrap();
    assert_silent(&format!("{:?} {jpki:?}", jpki.sign_certificate().unwrap()));
    let mut text = card.text().unwrap().verify_pin(&text_pin()).unwrap();
    assert_silent(&format!("{:?} {:?}", text.attributes().unwrap(), text.integrity().unwrap()));
    assert_silent(&format!("{:?} {text:?}", text.cv_certificate().unwrap()));
    let mut visual = card.visual().unwrap().verify_code_b(&code_b()).unwrap();
    assert_silent(&format!("{:?} {visual:?}", visual.face_record().unwrap()));
    assert_silent(&format!("{:?}", visual.basic_info().unwrap()));
    let mut visual = card.visual().unwrap().verify_birth_code(&birth_code()).unwrap();
    assert_silent(&format!("{:?} {visual:?}", visual.age_record().unwrap()));
    let mut common = card.common().unwrap();
    assert_silent(&format!("{:?} {common:?}", common.serial().unwrap()));
    let mut manager = card.manager().unwrap();
    assert_silent(&format!("{:?} {:?}", manager.card_id().unwrap(), manager.expiry().unwrap()));
    assert_silent(&format!("{:?} {:?}", manager.municipality().unwrap(), card.token_info().unwrap()));
    assert_silent(&format!("{card:?}"));
}

#[test]
fn transcripts_hold_no_secret() {
    let secrets = forbidden_in_hex();
    for operation in Operation::ALL {
        for record in [Recorder::new, Recorder::full_for_mock_cards_only] {
            let mut card = Card::open(record(operation.builder().build()));
            operation.run(&mut card).unwrap();
            let transcript = card.transport().transcript().to_string();
            for secret in &secrets {
                assert!(!transcript.contains(secret), "{operation:?}: {transcript}");
            }
        }
    }
}

#[test]
fn errors_of_malformed_files_show_nothing() {
    // The name stands where the sex should be.
    let name = adult().holder().name().to_owned();
    let content = [&[0xFF, 0x20, 0x1A, 0xDF, 0x22, 0x17], name.as_bytes(), &[0x00; 32]].concat();
    let chip = builder().file(Application::Text, 0x0002, content).build();
    let error = Operation::Attributes.run(&mut Card::open(chip)).unwrap_err();
    assert_silent(&format!("{error} {error:?}"));
}

/// Every persona's own secrets pass their types' rules.
#[test]
fn the_personas_secrets_are_well_formed() {
    for name in Persona::NAMES {
        let persona = Persona::named(name).unwrap();
        AuthPin::new(persona.auth_pin()).unwrap();
        persona.text_pin().map(|pin| TextPin::new(pin).unwrap());
        persona.sign_password().map(|password| SignPassword::new(password).unwrap());
        persona.juki_pin().map(|pin| JukiPin::new(pin).unwrap());
        persona.code_b().map(|code| CodeB::new(code).unwrap());
    }
}
