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
fn data_can_be_longer_or_another_files() {
    let command = hex(&read(0x0A));
    let whole = persona("adult").auth_certificate().unwrap().to_vec();
    let longer = [&whole[..], &[0xAA; 3], &[0x90, 0x00]].concat();
    assert_eq!(failing(Fault::Lengthen(3)).transmit(&command).unwrap().as_slice(), longer);

    let other = failing(Fault::OtherFile).transmit(&command).unwrap();
    let expected = persona("adult").sign_ca_certificate().to_vec();
    assert!(whole.len() > expected.len(), "or the other file is cut to the length of the right one");
    assert_eq!(other.as_slice(), [&expected[..], &[0x90, 0x00]].concat());
    let first = failing(Fault::OtherFile).transmit(&hex("00B08A0004")).unwrap();
    assert_eq!(first.as_slice(), [&expected[..4], &[0x90, 0x00]].concat());
    assert_eq!(failing(Fault::OtherFile).transmit(&hex("00200098")).unwrap().as_slice(), [0x63, 0xC3]);
}

#[test]
fn the_other_file_is_never_the_my_number() {
    // What the free files of each application begin with.
    let text = (super::TEXT, verify(0x11, "5678"), [[0x7F, 0x21], [0xFF, 0x40]]);
    let visual = (super::VISUAL, verify(0x13, "999000000011"), [[0xFF, 0x30], [0x7F, 0x21]]);
    for (application, secret, free) in [text, visual] {
        let mut card = super::open_adult().fault_from(3, Fault::OtherFile).build();
        run(&mut card, &[application, &secret]);
        for id in 1..=8 {
            let (data, _) = super::send(&mut card, &read(id));
            assert!(data.is_empty() || free.iter().any(|start| data.starts_with(start)), "{id}");
        }
    }
}

#[test]
fn a_card_that_always_has_more_has_it_for_every_command() {
    let mut card = failing(Fault::Endless);
    for command in [&read(0x0A), "00C0000001", "00C0000000", JPKI] {
        assert_eq!(card.transmit(&hex(command)).unwrap().as_slice(), [0xAA, 0x61, 0x01], "{command}");
    }
}

#[test]
fn a_stale_answer_is_that_of_the_command_before() {
    let mut card = VirtualCard::builder(&persona("adult")).fault_from(3, Fault::Stale).build();
    run(&mut card, &[JPKI]);
    let question = hex("00200098");
    assert_eq!(card.transmit(&question).unwrap().as_slice(), [0x63, 0xC3]);
    // The card acts all the same.
    assert_eq!(card.transmit(&wrong_pin()).unwrap().as_slice(), [0x63, 0xC3]);
    assert_eq!(card.tries_left(Secret::AuthPin), 2);
    assert_eq!(card.transmit(&question).unwrap().as_slice(), [0x63, 0xC2]);
    // Before the first there is nothing.
    let mut card = VirtualCard::builder(&persona("adult")).fault(1, Fault::Stale).build();
    assert!(card.transmit(&hex(JPKI)).unwrap().is_empty());
}

#[test]
fn a_wrong_le_is_believed_by_the_card_itself() {
    let mut card = failing(Fault::WrongLe(7));
    assert_eq!(card.transmit(&hex(&read(0x0A))).unwrap().as_slice(), [0x6C, 0x07]);
    assert_eq!(card.transmit(&hex("00B08A0007")).unwrap().len(), 9);
}

#[test]
fn a_reader_that_failed_leaves_the_card_as_it_was() {
    let mut card = failing(Fault::ReaderError);
    assert!(matches!(card.transmit(&wrong_pin()), Err(TransportError::Failed(_))));
    assert_eq!(card.tries_left(Secret::AuthPin), 3);
    run(&mut card, &[&read(0x0A)]);
}

#[test]
fn a_lasting_fault_lasts_and_one_for_a_command_goes_before_it() {
    let card = VirtualCard::builder(&persona("adult"));
    let mut card = card.fault_from(2, Fault::Timeout).fault(3, Fault::ReaderError).build();
    run(&mut card, &[JPKI]);
    for (apdu, fails_by_time) in [(2, true), (3, false), (4, true), (5, true)] {
        let error = card.transmit(&wrong_pin()).unwrap_err();
        assert_eq!(matches!(error, TransportError::Timeout), fails_by_time, "{apdu}");
    }
    assert_eq!(card.tries_left(Secret::AuthPin), 3);
}

#[test]
fn every_kind_of_fault_is_among_all() {
    let all = format!("{:?}", Fault::all());
    for kind in [
        "Answer",
        "Endless",
        "Lengthen",
        "LoseAnswer",
        "OtherFile",
        "ReaderError",
        "Remove",
        "Reset",
        "Stale",
        "Status",
        "Timeout",
        "Truncate",
        "WrongLe",
    ] {
        assert!(all.contains(kind), "{kind}");
    }
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
