//! Faults happen to the command they were set for, and to no other.

use super::{JPKI, VirtualCard, adult, hex, persona, read, run, status, verify};
use hokensho_apdu::{StatusWord, Transport, TransportError};
use hokensho_mock::{Fault, Secret};

/// A card in JPKI whose second command fails.
fn failing(fault: Fault) -> VirtualCard {
    let mut card = VirtualCard::builder(&persona("adult")).fault(2, fault).build();
    run(&mut card, &[JPKI]);
    card
}

fn wrong_pin() -> Vec<u8> {
    hex(&verify(0x18, "9999"))
}

#[test]
fn a_removed_card_stays_away_and_lost_no_try() {
    let mut card = failing(Fault::Remove);
    for _ in 0..2 {
        assert!(matches!(card.transmit(&wrong_pin()), Err(TransportError::CardRemoved)));
    }
    assert_eq!(card.tries_left(Secret::AuthPin), 3);
    assert!(card.power_down().is_ok(), "a card that is gone has lost its power");
}

#[test]
fn a_reset_by_others_forgets_what_was_selected() {
    let mut card = failing(Fault::Reset);
    assert!(matches!(card.transmit(&wrong_pin()), Err(TransportError::CardReset)));
    assert_eq!(card.selected(), None);
    assert_eq!(card.tries_left(Secret::AuthPin), 3);
    assert_eq!(status(&mut card, &read(0x0A)), 0x6A82);
}

#[test]
fn a_command_that_never_arrived_costs_no_try_and_a_lost_answer_does() {
    for (fault, tries) in [(Fault::Timeout, 3), (Fault::LoseAnswer, 2)] {
        let mut card = failing(fault);
        assert!(matches!(card.transmit(&wrong_pin()), Err(TransportError::Timeout)));
        assert_eq!(card.tries_left(Secret::AuthPin), tries);
        run(&mut card, &[&read(0x0A)]);
    }
}

#[test]
fn a_status_word_replaces_the_command() {
    let mut card = failing(Fault::Status(StatusWord::UNKNOWN_ERROR));
    assert_eq!(card.transmit(&wrong_pin()).unwrap().as_slice(), [0x6F, 0x00]);
    assert_eq!(card.tries_left(Secret::AuthPin), 3);
}

#[test]
fn answers_can_be_cut_or_replaced() {
    let command = hex(&read(0x0A));
    assert_eq!(failing(Fault::Truncate(3)).transmit(&command).unwrap()[1..], [0x82, 0x06, 0x90, 0x00]);
    assert_eq!(failing(Fault::Truncate(0)).transmit(&command).unwrap().as_slice(), [0x90, 0x00]);
    let whole = adult_certificate_length() + 2;
    assert_eq!(failing(Fault::Truncate(100_000)).transmit(&command).unwrap().len(), whole);
    assert!(failing(Fault::Answer(Vec::new())).transmit(&command).unwrap().is_empty());
    assert_eq!(failing(Fault::Answer(vec![0xFF])).transmit(&command).unwrap().as_slice(), [0xFF]);
}

fn adult_certificate_length() -> usize {
    persona("adult").auth_certificate().unwrap().len()
}

#[test]
fn apdus_are_counted_until_the_card_is_gone() {
    let mut card = adult();
    run(&mut card, &[JPKI, &read(0x0A)]);
    assert_eq!(card.apdus(), 2);
    card.remove();
    assert!(card.transmit(&wrong_pin()).is_err());
    assert_eq!(card.apdus(), 2);
}

#[test]
fn debug_shows_no_bytes() {
    let shown = format!("{:?} {:?}", Fault::Answer(b"secret".to_vec()), failing(Fault::Timeout));
    assert!(!shown.contains("115") && !shown.contains("secret"), "{shown}");
    let adult = persona("adult");
    let shown = format!("{adult:?} {:?} {:?}", adult.holder(), VirtualCard::builder(&adult));
    for hidden in ["見本", "1980", "1234", "ABC123", "55021720352285", "999000000011"] {
        assert!(!shown.contains(hidden), "{shown}");
    }
}
