//! The whole way: this crate, pcscd, vpcd, and the mock card behind it.
//!
//! Needs a running pcscd with the virtual reader of vsmartcard, so it isn't part of `cargo test`:
//! `cargo test -p hokensho-pcsc --test vpcd` asks for it. vpcd listens on all addresses: start pcscd in a network
//! namespace of its own (`unshare -n`, then `ip link set lo up`).
#![allow(clippy::unwrap_used)]

use std::net::{Shutdown, TcpStream};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use hokensho_apdu::{Command, Error as ApduError, Le, StatusWord, Transport, TransportError, exchange};
use hokensho_mock::{Fault, Persona, Secret, VirtualCard, bridge};
use hokensho_pcsc::{Error, Reader, find};

/// Where vpcd listens, and what pcscd calls it.
const VPCD: &str = "127.0.0.1:35963";
const READER: &str = "Virtual PCD 00 00";
/// pcscd asks the virtual reader every second or so.
const PATIENCE: Duration = Duration::from_secs(5);

const SELECT_JPKI: [u8; 10] = [0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01];

/// There is one reader: one test at a time.
static READER_IN_USE: Mutex<()> = Mutex::new(());

/// A mock card on the virtual reader, until it is taken.
struct Shown {
    stream: TcpStream,
    card: JoinHandle<VirtualCard>,
    _alone: MutexGuard<'static, ()>,
}

impl Shown {
    fn new(mut card: VirtualCard) -> (Self, Reader) {
        let alone = READER_IN_USE.lock().unwrap_or_else(PoisonError::into_inner);
        let reader = find(READER).unwrap();
        let stream = TcpStream::connect(VPCD).unwrap();
        let line = stream.try_clone().unwrap();
        let card = thread::spawn(move || {
            bridge::serve(&mut card, &line).unwrap();
            line.shutdown(Shutdown::Both).unwrap_or_default(); // a removed card lets go of the reader
            card
        });
        reader.wait_for_card(PATIENCE).unwrap();
        (Self { stream, card, _alone: alone }, reader)
    }

    /// Takes the card away, and waits until the reader is empty.
    fn take(self, reader: &Reader) -> VirtualCard {
        self.stream.shutdown(Shutdown::Both).unwrap_or_default();
        let card = self.card.join().unwrap();
        while reader.wait_for_card(Duration::ZERO).is_ok() {
            thread::sleep(Duration::from_millis(20));
        }
        card
    }
}

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
    let (shown, reader) = Shown::new(VirtualCard::new(&adult));
    let mut connection = reader.connect().unwrap();
    assert_eq!(connection.atr(), bridge::ATR);
    let mut card = connection.transaction().unwrap();
    assert_eq!(select(&mut card), StatusWord::OK);
    let read = Command::new(0x00, 0xB0, 0x8A, 0x00).with_le(Le::EXTENDED_MAX);
    assert_eq!(Some(exchange(&mut card, &read).unwrap().data()), adult.auth_certificate());
    drop(card);
    drop(connection);
    shown.take(&reader);
}

#[test]
fn a_verified_pin_does_not_outlive_its_transaction() {
    let adult = Persona::named("adult").unwrap();
    let (shown, reader) = Shown::new(VirtualCard::new(&adult));
    let mut connection = reader.connect().unwrap();
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
    assert!(!shown.take(&reader).is_verified(Secret::AuthPin));
}

#[test]
fn a_second_program_is_refused() {
    let adult = Persona::named("adult").unwrap();
    let (shown, reader) = Shown::new(VirtualCard::new(&adult));
    let connection = reader.connect().unwrap();
    let second = find(READER).unwrap().connect().unwrap_err();
    assert!(matches!(second, Error::Transport(TransportError::Sharing)), "{second:?}");
    drop(connection);
    reader.connect().unwrap();
    shown.take(&reader);
}

#[test]
fn an_empty_reader_has_no_card() {
    let adult = Persona::named("adult").unwrap();
    let (shown, reader) = Shown::new(VirtualCard::new(&adult));
    shown.take(&reader);
    let alone = READER_IN_USE.lock().unwrap_or_else(PoisonError::into_inner);
    assert!(matches!(reader.connect(), Err(Error::NoCard { .. })));
    assert!(matches!(reader.wait_for_card(Duration::from_millis(50)), Err(Error::NoCard { .. })));
    drop(alone);
}

#[test]
fn a_card_taken_away_in_mid_command_is_removed() {
    let adult = Persona::named("adult").unwrap();
    let (shown, reader) = Shown::new(VirtualCard::builder(&adult).fault(2, Fault::Remove).build());
    let mut connection = reader.connect().unwrap();
    let mut card = connection.transaction().unwrap();
    assert_eq!(select(&mut card), StatusWord::OK);
    for _ in 0..2 {
        let error = exchange(&mut card, &Command::new(0x00, 0x20, 0x00, 0x98)).unwrap_err();
        assert!(matches!(error, ApduError::Transport(TransportError::CardRemoved)), "{error:?}");
    }
    card.power_down().unwrap(); // a card that is gone has lost its power
    drop(card);
    assert!(matches!(connection.transaction(), Err(Error::Transport(TransportError::CardRemoved))));
    shown.take(&reader);
}
