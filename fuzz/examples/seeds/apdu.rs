use hokensho_apdu::transcript::Recorder;
use hokensho_apdu::{Command, Le, Transport};
use hokensho_card::{Application, AuthPin, Card};
use hokensho_mock::pki::Application as Signer;
use hokensho_mock::{Persona, VirtualCard};

use crate::{Result, Seed, seed};

pub(crate) fn seeds() -> Result<Vec<Seed>> {
    let [command, response, objects, transcript] = [0, 1, 2, 3];

    let select = Command::new(0x00, 0xA4, 0x04, 0x0C).with_data(Application::Jpki.aid())?;
    let read = Command::new(0x00, 0xB0, 0x8A, 0x00).with_le(Le::SHORT_MAX);
    let sign = Command::new(0x80, 0x2A, 0x00, 0x97).with_data(&[0x30; 51])?.with_le(Le::SHORT_MAX);
    let long = [0x5A; 300];
    let long = Command::new(0x80, 0xA2, 0x00, 0xC1).with_data(&long)?;

    let (full, redacted) = transcripts()?;
    Ok(vec![
        seed(command, "command-case-1", &Command::new(0x00, 0x20, 0x00, 0x98).encode()),
        seed(command, "command-case-2", &read.encode()),
        seed(command, "command-case-2-extended", &read.with_le(Le::EXTENDED_MAX).encode()),
        seed(command, "command-case-3", &select.encode()),
        seed(command, "command-case-3-extended", &long.encode()),
        seed(command, "command-case-4", &sign.encode()),
        seed(command, "command-case-4-extended", &sign.extended().encode()),
        seed(command, "refused-command-without-its-data", &[0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3]),
        seed(command, "refused-command-of-no-length", &[0x00, 0xA4, 0x04, 0x0C, 0x00, 0x00, 0x00, 0x01]),
        seed(response, "response-with-data", &[0x30, 0x00, 0x90, 0x00]),
        seed(response, "response-more", &[0x61, 0x10]),
        seed(response, "refused-response-of-one-byte", &[0x90]),
        seed(objects, "objects-of-a-certificate", &Signer::Text.cv_certificate().encode()),
        seed(
            objects,
            "objects-with-a-long-length",
            &[0x90, 0x83, 0x00, 0x00, 0x01, 0xAA, 0xA1, 0x02, 0x91, 0x00],
        ),
        seed(objects, "objects-nested-to-the-limit", &[0xFF, 0x20, 0x06, 0x30, 0x04, 0x30, 0x02, 0x30, 0x00]),
        seed(objects, "refused-objects-filler", &[0x04, 0x01, 0xAA, 0xFF, 0xFF, 0xFF]),
        seed(objects, "refused-objects-indefinite-length", &[0x30, 0x80, 0x04, 0x00, 0x00, 0x00]),
        seed(objects, "refused-objects-too-many", &[[0x04, 0x00]; 65].concat()),
        seed(transcript, "transcript-full", full.as_bytes()),
        seed(transcript, "transcript-redacted", redacted.as_bytes()),
        seed(transcript, "refused-transcript-pin-in-clear", full.replace("********", "31323334").as_bytes()),
        seed(transcript, "refused-transcript-without-answer", b"hokensho transcript 1 full\n> 00B08A0000\n"),
    ])
}

/// A PIN entered, in both kinds, with a failure and a power-down.
fn transcripts() -> Result<(String, String)> {
    let persona = Persona::named("adult")?;
    let pin = AuthPin::new(persona.auth_pin())?;
    let mut full = Recorder::full_for_mock_cards_only(VirtualCard::new(&persona));
    let mut redacted = Recorder::new(VirtualCard::new(&persona));
    let cards: [&mut dyn Transport; 2] = [&mut full, &mut redacted];
    for card in cards {
        let _ = Card::open(&mut *card).jpki()?.verify_auth_pin(&pin)?;
        card.power_down()?;
    }
    let failed = "> 0084000008\n! card-removed\n";
    let redacted_failed = "> 00840000 le 8\n! card-removed\n";
    Ok((format!("{}{failed}", full.transcript()), format!("{}{redacted_failed}", redacted.transcript())))
}
