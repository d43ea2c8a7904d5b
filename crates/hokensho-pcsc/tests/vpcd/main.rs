//! The whole way: this crate, pcscd, vpcd, and the mock card behind it.
//!
//! Needs a running pcscd with the virtual reader of vsmartcard, so it isn't part of `cargo test`:
//! `cargo test -p hokensho-pcsc --test vpcd` asks for it. vpcd listens on all addresses: start pcscd in a network
//! namespace of its own (`unshare -n`, then `ip link set lo up`).
#![allow(clippy::panic, clippy::unwrap_used)]

mod monitor;
mod shown;

use std::time::{Duration, Instant};

use hokensho_apdu::{Command, Error as ApduError, Le, StatusWord, Transport, TransportError, exchange};
use hokensho_mock::{Fault, Persona, Secret, VirtualCard, bridge};
use hokensho_pcsc::{Error, ReaderState, Usage, find};

use shown::Readers;

const SELECT_JPKI: [u8; 10] = [0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01];

fn select<T: Transport>(card: &mut T) -> StatusWord {
    let command = Command::new(0x00, 0xA4, 0x04, 0x0C).with_data(&SELECT_JPKI).unwrap();
    exchange(card, &command).unwrap().status()
}

fn verify<T: Transport>(card: &mut T, pin: &str) -> StatusWord {
    let command = Command::new(0x00, 0x20, 0x00, 0x98).with_data(pin.as_bytes()).unwrap();
    exchange(card, &command).unwrap().status()
}

#[test]
fn a_certificate_comes_through_in_one_extended_read() {
    let adult = Persona::named("adult").unwrap();
    let readers = Readers::both();
    let shown = readers.first.show(VirtualCard::new(&adult));
    let mut connection = readers.first.reader.connect().unwrap();
    assert_eq!(connection.atr().as_bytes(), bridge::ATR);
    let mut card = connection.transaction().unwrap();
    assert_eq!(select(&mut card), StatusWord::OK);
    let read = Command::new(0x00, 0xB0, 0x8A, 0x00).with_le(Le::EXTENDED_MAX);
    assert_eq!(Some(exchange(&mut card, &read).unwrap().data()), adult.auth_certificate());
    drop(card);
    drop(connection);
    shown.take();
}

#[test]
fn a_verified_pin_does_not_outlive_its_transaction() {
    let adult = Persona::named("adult").unwrap();
    let readers = Readers::both();
    let shown = readers.first.show(VirtualCard::new(&adult));
    let mut connection = readers.first.reader.connect().unwrap();
    let sign = Command::new(0x80, 0x2A, 0x00, 0x97).with_data(&[0x30; 51]).unwrap().with_le(Le::SHORT_MAX);

    let mut card = connection.transaction().unwrap();
    assert_eq!(select(&mut card), StatusWord::OK);
    assert_eq!(verify(&mut card, adult.auth_pin()), StatusWord::OK);
    assert_eq!(exchange(&mut card, &sign).unwrap().status(), StatusWord::OK);
    drop(card);

    let mut card = connection.transaction().unwrap();
    assert_eq!(select(&mut card), StatusWord::OK);
    assert_eq!(exchange(&mut card, &sign).unwrap().status(), StatusWord::SECURITY_STATUS_NOT_SATISFIED);

    assert_eq!(verify(&mut card, adult.auth_pin()), StatusWord::OK);
    card.power_down().unwrap();
    assert_eq!(select(&mut card), StatusWord::OK);
    assert_eq!(exchange(&mut card, &sign).unwrap().status(), StatusWord::SECURITY_STATUS_NOT_SATISFIED);
    drop(card);
    drop(connection);
    assert!(!shown.take().is_verified(Secret::AuthPin));
}

#[test]
fn a_second_program_is_refused() {
    let readers = Readers::both();
    let shown = readers.first.show_adult();
    let connection = readers.first.reader.connect().unwrap();
    let second = find("Virtual PCD 00 00").unwrap().connect().unwrap_err();
    assert!(matches!(second, Error::Transport(TransportError::Sharing)), "{second:?}");
    let used_by = |expected| move |state: &ReaderState| matches!(state, ReaderState::Card { usage, .. } if *usage == expected);
    readers.first.wait_until("in exclusive use", used_by(Usage::Exclusive));
    drop(connection);
    readers.first.wait_until("free", used_by(Usage::Free));
    readers.first.reader.connect().unwrap();
    shown.take();
}

#[test]
fn an_empty_reader_has_no_card() {
    let readers = Readers::both();
    let reader = &readers.first.reader;
    assert!(matches!(reader.connect(), Err(Error::NoCard { .. })));
    let begun = Instant::now();
    assert!(matches!(reader.wait_for_card(Duration::from_millis(50)), Err(Error::NoCard { .. })));
    assert!(begun.elapsed() < Duration::from_millis(500));
}

#[test]
fn a_card_taken_away_in_mid_command_is_removed() {
    let adult = Persona::named("adult").unwrap();
    let readers = Readers::both();
    let shown = readers.first.show(VirtualCard::builder(&adult).fault(2, Fault::Remove).build());
    let mut connection = readers.first.reader.connect().unwrap();
    let mut card = connection.transaction().unwrap();
    assert_eq!(select(&mut card), StatusWord::OK);
    for _ in 0..2 {
        let error = exchange(&mut card, &Command::new(0x00, 0x20, 0x00, 0x98)).unwrap_err();
        assert!(matches!(error, ApduError::Transport(TransportError::CardRemoved)), "{error:?}");
    }
    card.power_down().unwrap(); // a card that is gone has lost its power
    drop(card);
    assert!(matches!(connection.transaction(), Err(Error::Transport(TransportError::CardRemoved))));
    shown.take();
}
