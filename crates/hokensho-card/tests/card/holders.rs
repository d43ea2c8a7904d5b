//! Who holds a card here, what they type, and their cards, each made once: a card's records are signed then.

use hokensho_card::{
    AuthPin, BirthCalendar, BirthCode, CardDate, CodeB, DigestInfo, JukiPin, SignPassword, TextPin,
};
use hokensho_mock::{Builder, Persona, Secret, VirtualCard};
use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

pub(crate) fn adult() -> Persona {
    persona("adult").clone()
}

/// A persona of the mock's.
pub(crate) fn persona(name: &'static str) -> &'static Persona {
    &holder(name).persona
}

/// To make a persona's card, and another.
pub(crate) fn builder_of(name: &'static str) -> Builder {
    holder(name).builder.clone()
}

/// Somebody who has the adult's card in the hand, and types nothing that it takes.
pub(crate) fn stranger() -> &'static Persona {
    static STRANGER: LazyLock<Persona> = LazyLock::new(|| {
        let mut text = persona("adult").source().to_owned();
        for (right, wrong) in [
            ("\"1234\"", "\"1235\""),
            ("\"ABC123\"", "\"ABC124\""),
            ("\"5678\"", "\"5679\""),
            ("\"8765\"", "\"8764\""),
            ("birth = 1980-02-17", "birth = 1980-02-18"),
        ] {
            assert!(text.contains(right));
            text = text.replace(right, wrong);
        }
        Persona::from_toml(&text, None).unwrap()
    });
    &STRANGER
}

/// The tries that a persona's card begins with.
pub(crate) fn tries_of(name: &'static str, secret: Secret) -> u8 {
    holder(name).card.tries_left(secret)
}

/// A persona, and what is made of it.
struct Holder {
    persona: Persona,
    builder: Builder,
    /// As it is before anybody uses it.
    card: VirtualCard,
}

fn holder(name: &'static str) -> &'static Holder {
    static HOLDERS: Mutex<BTreeMap<&str, &Holder>> = Mutex::new(BTreeMap::new());
    HOLDERS.lock().unwrap_or_else(PoisonError::into_inner).entry(name).or_insert_with(|| {
        let persona = Persona::named(name).unwrap();
        let builder = VirtualCard::builder(&persona);
        Box::leak(Box::new(Holder { persona, card: builder.clone().build(), builder }))
    })
}

/// To make an adult's card, and another.
pub(crate) fn builder() -> Builder {
    builder_of("adult")
}

pub(crate) fn adults_card() -> VirtualCard {
    builder().build()
}

pub(crate) fn auth_pin() -> AuthPin {
    auth_pin_of(persona("adult"))
}

pub(crate) fn sign_password() -> SignPassword {
    sign_password_of(persona("adult"))
}

pub(crate) fn text_pin() -> TextPin {
    text_pin_of(persona("adult"))
}

pub(crate) fn code_b() -> CodeB {
    code_b_of(persona("adult"))
}

pub(crate) fn birth_code() -> BirthCode {
    birth_code_of(persona("adult"))
}

pub(crate) fn juki_pin() -> JukiPin {
    juki_pin_of(persona("adult"))
}

/// What no persona has.
pub(crate) fn new_pin() -> &'static str {
    "8642"
}

/// What no persona has.
pub(crate) fn new_password() -> &'static str {
    "NEW99999"
}

pub(crate) fn digest() -> DigestInfo {
    DigestInfo::sha256(&[0x5A; 32])
}

pub(crate) fn auth_pin_of(persona: &Persona) -> AuthPin {
    AuthPin::new(persona.auth_pin()).unwrap()
}

/// Who has no such secret on the card, types something all the same; so below.
pub(crate) fn sign_password_of(persona: &Persona) -> SignPassword {
    SignPassword::new(persona.sign_password().unwrap_or("NONE00")).unwrap()
}

pub(crate) fn text_pin_of(persona: &Persona) -> TextPin {
    TextPin::new(persona.text_pin().unwrap_or("0000")).unwrap()
}

pub(crate) fn juki_pin_of(persona: &Persona) -> JukiPin {
    JukiPin::new(persona.juki_pin().unwrap_or("0000")).unwrap()
}

pub(crate) fn code_b_of(persona: &Persona) -> CodeB {
    CodeB::new(persona.code_b().unwrap_or("55021720350000")).unwrap()
}

pub(crate) fn birth_code_of(persona: &Persona) -> BirthCode {
    let birth = persona.holder().birth();
    let birth = CardDate::new(birth.year(), birth.month(), birth.day()).unwrap();
    BirthCode::from_birth(birth, BirthCalendar::Japanese).unwrap()
}
