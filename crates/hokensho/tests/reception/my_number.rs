//! The My Number is never read: not by its files, and not by the code that it is. The mock panics at the first attempt;
//! this looks at what was really sent.

use hokensho::card::{Card, CodeB, TextPin};
use hokensho::{VerifiedAttributes, VerifiedFace};
use hokensho_apdu::transcript::Recorder;
use hokensho_mock::Application;

use super::common::{Desk, mock_cv_anchors};

/// Everything that the facade does with a card, one after the other, each command with its data unless it is a PIN.
fn everything_sent(name: &str) -> Vec<String> {
    let mut desk = Desk::of(name);
    let mut card = Recorder::full_for_mock_cards_only(desk.card());
    let reception = desk.run_right(&mut card);
    assert!(reception.report.outcome.is_eligible(), "{name}: {:?}", reception.cause);
    let mut session = Card::connect(&mut card).unwrap();
    session.jpki().unwrap().auth_pin_state().unwrap();
    let _ = session.jpki().unwrap().sign_password_state();
    session.jpki().unwrap().auth_ca_certificate().unwrap();
    if let Some(code) = desk.persona.code_b() {
        session.visual().unwrap().code_b_state().unwrap();
        VerifiedFace::read(&mut session, &CodeB::new(code).unwrap(), &mock_cv_anchors()).unwrap();
        session.text().unwrap().code_b_state().unwrap();
    }
    if let Some(pin) = desk.persona.text_pin() {
        session.text().unwrap().pin_state().unwrap();
        VerifiedAttributes::read(&mut session, &TextPin::new(pin).unwrap(), &mock_cv_anchors()).unwrap();
    }
    session.end().unwrap();
    drop(session);
    let transcript = card.into_transcript().to_string();
    transcript.lines().filter_map(|line| line.strip_prefix("> ")).map(str::to_owned).collect()
}

/// What a command is about.
#[derive(Debug, PartialEq)]
enum About {
    Application(Application),
    /// By short identifier.
    Read(u8),
    Verify(u8),
    Other,
}

fn about(command: &str) -> About {
    let byte =
        |at: usize| u8::from_str_radix(command.get(at * 2..at * 2 + 2).unwrap_or("00"), 16).unwrap_or(0);
    let applications = [Application::Jpki, Application::Visual, Application::Text];
    let aid = |application: &Application| {
        let digits: String = application.aid().iter().map(|byte| format!("{byte:02X}")).collect();
        command.contains(&digits)
    };
    match (byte(1), byte(2), byte(3)) {
        (0xA4, 0x04, _) => applications.into_iter().find(aid).map_or(About::Other, About::Application),
        (0xB0, p1, _) if p1 & 0x80 != 0 => About::Read(p1 & 0x1F),
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
                (About::Application(application), _) => {
                    selected = Some(application);
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
