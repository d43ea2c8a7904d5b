//! The My Number is never read: not by its files, and not by the code that it is. The mock panics at the first attempt;
//! this looks at what was really sent.

use hokensho::card::{Card, DigestInfo, Secret, SignPassword};
use hokensho::{VerifiedAge, VerifiedAttributes, VerifiedFace};
use hokensho_apdu::Transport;
use hokensho_apdu::transcript::Recorder;
use hokensho_mock::{Application, Persona};

use super::common::{Desk, birth_code, code_b, mock_cv_anchors, text_pin};

/// Everything that is done with a card, one after the other, each command with its data unless it is a PIN.
fn everything_sent(name: &str) -> Vec<String> {
    let mut desk = Desk::of(name);
    let mut card = Recorder::full_for_mock_cards_only(desk.card());
    let reception = desk.run_right(&mut card);
    assert!(reception.report.outcome.is_eligible(), "{name}: {:?}", reception.cause);
    let mut session = Card::connect(&mut card).unwrap();
    everything_of_the_token(&mut session, &desk.persona);
    if desk.persona.code_b().is_some() {
        everything_of_the_card(&mut session, &desk.persona);
    }
    session.end().unwrap();
    drop(session);
    let transcript = card.into_transcript();
    assert!(transcript.is_complete());
    let transcript = transcript.to_string();
    transcript.lines().filter_map(|line| line.strip_prefix("> ")).map(str::to_owned).collect()
}

/// What phones have, too.
fn everything_of_the_token(card: &mut Card<impl Transport>, persona: &Persona) {
    card.token_info().unwrap();
    let mut jpki = card.jpki().unwrap();
    jpki.certificate_presence().unwrap();
    jpki.auth_ca_certificate().unwrap();
    jpki.sign_ca_certificate().unwrap();
    if let (Some(password), Some(_)) = (persona.sign_password(), persona.sign_certificate()) {
        let mut jpki = jpki.verify_sign_password(&SignPassword::new(password).unwrap()).unwrap();
        jpki.sign_certificate().unwrap();
        jpki.sign(&DigestInfo::of(b"a message")).unwrap();
    }
}

fn everything_of_the_card(card: &mut Card<impl Transport>, persona: &Persona) {
    let (anchors, random) = (mock_cv_anchors(), [0x5A; 32]);
    let code = code_b(persona);
    for secret in Secret::ALL {
        card.secret_state(secret).unwrap();
    }
    let face = VerifiedFace::read(card, &code, &anchors).unwrap();
    face.prove_present(card, random).unwrap();
    let age = VerifiedAge::read(card, &birth_code(persona), &anchors).unwrap();
    age.prove_present(card, random).unwrap();
    let mut visual = card.visual().unwrap();
    visual.basic_info().unwrap();
    visual.code_a_state().unwrap();
    visual.verify_code_b(&code).unwrap().filler().unwrap();

    if persona.text_pin().is_some() {
        let pin = text_pin(persona);
        VerifiedAttributes::read(card, &pin, &anchors).unwrap();
        let (_, key) = VerifiedAttributes::read_with_card_key(card, &pin, &anchors).unwrap();
        key.prove_present(card, random).unwrap();
    }
    let mut text = card.text().unwrap();
    text.basic_info().unwrap();
    text.filler().unwrap();
    text.code_a_state().unwrap();
    let mut text = text.verify_code_b(&code).unwrap();
    text.attributes().unwrap();
    text.integrity().unwrap();
    text.session_key().unwrap();

    let mut common = card.common().unwrap();
    common.serial().unwrap();
    common.key_reference().unwrap();
    card.juki().unwrap().key_reference().unwrap();
    let mut manager = card.manager().unwrap();
    manager.card_id().unwrap();
    manager.card_recognition().unwrap();
    manager.contact_atr().unwrap();
    manager.expiry().unwrap();
    manager.intermediate_key().unwrap();
    manager.issuer_key().unwrap();
    manager.lower_certificate().unwrap();
    manager.municipality().unwrap();
    manager.upper_certificate().unwrap();
}

/// What a command is about.
#[derive(Debug, PartialEq)]
enum About {
    /// Nothing selected that has files, if none.
    Select(Option<Application>),
    /// By short identifier.
    Read(u8),
    /// A value is presented.
    Verify(u8),
    /// The tries are asked for: four bytes, and no value.
    Tries,
    Other,
}

fn about(command: &str) -> About {
    let byte =
        |at: usize| u8::from_str_radix(command.get(at * 2..at * 2 + 2).unwrap_or("00"), 16).unwrap_or(0);
    let aid = |application: &Application| {
        let digits: String = application.aid().iter().map(|byte| format!("{byte:02X}")).collect();
        command.contains(&digits)
    };
    match (byte(1), byte(2), byte(3)) {
        (0xA4, 0x04, _) => About::Select(Application::ALL.into_iter().find(aid)),
        (0xB0, p1, _) if p1 & 0x80 != 0 => About::Read(p1 & 0x1F),
        (0x20, ..) if command.len() == 8 => About::Tries,
        (0x20, _, p2) => About::Verify(p2 & 0x1F),
        _ => About::Other,
    }
}

#[test]
fn no_command_touches_a_file_with_the_my_number_or_the_code_that_it_is() {
    for name in ["adult", "foreign", "elderly", "child", "android", "iphone"] {
        let sent = everything_sent(name);
        let mut selected = None;
        for command in &sent {
            // No file is selected by its identifier at all: SELECT is by the names of applications alone.
            assert!(!command.starts_with("00A4") || command.starts_with("00A404"), "{name}: {command}");
            let forbidden = match (about(command), selected) {
                (About::Select(application), _) => {
                    selected = application;
                    false
                }
                (About::Read(file), Some(Application::Text)) => file == 0x01,
                (About::Read(file), Some(Application::Visual)) => file == 0x05,
                (About::Verify(key), Some(Application::Text)) => key == 0x14,
                (About::Verify(key), Some(Application::Visual)) => key == 0x13,
                _ => false,
            };
            assert!(!forbidden, "{name}: {command}");
        }
        assert!(sent.len() > 7, "{name}: {sent:?}");
    }
}

#[test]
fn what_a_full_conversation_gives_does_not_hold_the_my_number() {
    let desk = Desk::of("adult");
    let filed: toml::Table = toml::from_str(desk.persona.source()).unwrap();
    let my_number = filed["card"]["my_number"].as_str().unwrap();
    let hex: String = my_number.bytes().map(|byte| format!("{byte:02X}")).collect();
    for command in everything_sent("adult") {
        assert!(!command.contains(&hex));
    }
}

#[test]
fn the_tries_of_the_code_that_is_the_my_number_are_asked_for_without_a_value() {
    let sent = everything_sent("adult");
    // Text and visual: VERIFY with nothing behind its four bytes.
    for query in ["00200094", "00200093"] {
        let of_code_a: Vec<_> = sent.iter().filter(|command| command.starts_with(query)).collect();
        assert_eq!(of_code_a, [query, query]);
    }
}
