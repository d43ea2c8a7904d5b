//! What OpenSC said to the mock card through a real pcscd, said again: the card must answer as it did then.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use hokensho_apdu::Transport as _;
use hokensho_apdu::transcript::{Recorder, Transcript};
use hokensho_mock::{Persona, VirtualCard};

/// A line of `runs.tsv`.
struct Run {
    name: String,
    persona: String,
    /// What OpenSC presented wherever the transcript hides a secret.
    secret: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/opensc")
}

fn runs() -> Vec<Run> {
    let table = fs::read_to_string(folder().join("runs.tsv")).unwrap();
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let run = |line: &str| {
        let [name, persona, secret, _] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        Run { name: name.into(), persona: persona.into(), secret: secret.into() }
    };
    lines.map(run).collect()
}

fn recorded(name: &str) -> String {
    fs::read_to_string(folder().join(name).with_extension("txt")).unwrap()
}

/// A command as it was sent: with the secret where the transcript has asterisks.
fn command(text: &str, secret: &str) -> Vec<u8> {
    let mut secret = secret.bytes();
    let pairs = text.as_bytes().chunks(2).map(|pair| str::from_utf8(pair).unwrap());
    let command = pairs.map(|pair| match pair {
        "**" => secret.next().unwrap(),
        digits => u8::from_str_radix(digits, 16).unwrap(),
    });
    let command = command.collect();
    assert!(!text.contains('*') || secret.next().is_none(), "the secret is longer than the one presented");
    command
}

/// Says what `transcript` says to a card that nobody has used, and gives what was said and heard.
fn said_again(transcript: &str, persona: &str, secret: &str) -> Transcript {
    let card = VirtualCard::builder(&Persona::named(persona).unwrap()).allow_my_number().build();
    let mut card = Recorder::full_for_mock_cards_only(card);
    for line in transcript.lines() {
        match line.split_once(' ') {
            Some((">", sent)) => drop(card.transmit(&command(sent, secret)).unwrap()),
            Some(("=", "power-down")) => card.power_down().unwrap(),
            _ => {}
        }
    }
    card.into_transcript()
}

#[test]
fn answers_as_it_answered_opensc() {
    for Run { name, persona, secret } in runs() {
        let recorded = recorded(&name);
        let again = said_again(&recorded, &persona, &secret).to_string();
        for (number, (recorded, again)) in (1..).zip(recorded.lines().zip(again.lines())) {
            assert_eq!(recorded, again, "{name}.txt, line {number}");
        }
        assert_eq!(recorded, again, "{name}.txt");
    }
}

#[test]
fn every_transcript_belongs_to_a_run() {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let transcripts: BTreeSet<_> =
        files.filter(|path| path.extension().is_some_and(|it| it == "txt")).collect();
    let runs: BTreeSet<_> = runs().iter().map(|run| folder().join(&run.name).with_extension("txt")).collect();
    assert_eq!(transcripts, runs);
}

#[test]
fn every_transcript_is_complete_and_shows_no_secret() {
    for Run { name, secret, .. } in runs() {
        let text = recorded(&name);
        assert!(text.parse::<Transcript>().unwrap().is_complete(), "{name}");
        let hex: String = secret.bytes().map(|byte| format!("{byte:02X}")).collect();
        assert!(secret == "-" || !text.contains(&hex), "{name}");
    }
}

#[test]
fn another_card_answers_otherwise() {
    let recorded = recorded("auth-certificate");
    assert_ne!(said_again(&recorded, "child", "-").to_string(), recorded);
}

#[test]
fn the_right_pin_in_place_of_a_wrong_one_is_answered_otherwise() {
    let recorded = recorded("wrong-pin");
    assert_ne!(said_again(&recorded, "adult", "1234").to_string(), recorded);
}
