//! The bridge, with the test in vpcd's place.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::thread;

use hokensho_mock::bridge::{self, Ended};
use hokensho_mock::{Error, Fault, Persona, Secret, VirtualCard};

const JPKI: &[u8] =
    &[0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01];
const PIN: &[u8] = &[0x00, 0x20, 0x00, 0x98, 0x04, b'1', b'2', b'3', b'4'];

/// Runs `reader` against a card that is served over TCP, and gives what the bridge ended with.
fn with(card: VirtualCard, reader: impl FnOnce(&mut TcpStream)) -> (Result<Ended, Error>, VirtualCard) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let served = thread::spawn(move || {
        let mut card = card;
        let ended = bridge::serve(&mut card, &TcpStream::connect(address).unwrap());
        (ended, card)
    });
    let (mut stream, _) = listener.accept().unwrap();
    reader(&mut stream);
    stream.shutdown(Shutdown::Both).unwrap();
    served.join().unwrap()
}

fn adult() -> VirtualCard {
    VirtualCard::new(&Persona::named("adult").unwrap())
}

fn write(stream: &mut TcpStream, message: &[u8]) {
    let length = u16::try_from(message.len()).unwrap().to_be_bytes();
    stream.write_all(&[&length, message].concat()).unwrap();
}

fn read(stream: &mut TcpStream) -> Vec<u8> {
    let mut length = [0; 2];
    stream.read_exact(&mut length).unwrap();
    let mut message = vec![0; u16::from_be_bytes(length).into()];
    stream.read_exact(&mut message).unwrap();
    message
}

fn ask(stream: &mut TcpStream, message: &[u8]) -> Vec<u8> {
    write(stream, message);
    read(stream)
}

#[test]
fn answers_orders_and_commands() {
    let (ended, card) = with(adult(), |reader| {
        write(reader, &[0x01]);
        assert_eq!(ask(reader, &[0x04]), bridge::ATR);
        assert_eq!(ask(reader, JPKI), [0x90, 0x00]);
        assert_eq!(ask(reader, PIN), [0x90, 0x00]);
        let certificate = ask(reader, &[0x00, 0xB0, 0x8A, 0x00, 0x00, 0x00, 0x00]);
        assert!(certificate.len() > 1_536);
    });
    assert_eq!(ended.unwrap(), Ended::ByReader);
    assert!(card.is_verified(Secret::AuthPin));
}

#[test]
fn power_off_forgets_and_a_reset_does_not() {
    for (order, survives) in [(0x00, false), (0x01, false), (0x02, true)] {
        let (_, card) = with(adult(), |reader| {
            ask(reader, JPKI);
            ask(reader, PIN);
            write(reader, &[order]);
            ask(reader, &[0x04]);
        });
        assert_eq!(card.is_verified(Secret::AuthPin), survives, "order {order}");
    }
}

#[test]
fn a_removed_card_ends_the_bridge() {
    let card = VirtualCard::builder(&Persona::named("adult").unwrap()).fault(1, Fault::Remove).build();
    let (ended, _) = with(card, |reader| {
        write(reader, JPKI);
        assert_eq!(reader.read(&mut [0]).unwrap(), 0);
    });
    assert_eq!(ended.unwrap(), Ended::CardRemoved);
}

#[test]
fn a_card_without_an_answer_is_an_error() {
    let card = VirtualCard::builder(&Persona::named("adult").unwrap()).fault(1, Fault::Timeout).build();
    let (ended, _) = with(card, |reader| write(reader, JPKI));
    assert!(matches!(ended, Err(Error::BridgeCard { .. })));
}

#[test]
fn unknown_orders_are_errors() {
    let (ended, _) = with(adult(), |reader| write(reader, &[0x03]));
    assert!(matches!(ended, Err(Error::BridgeControl { control: 0x03 })));
}

#[test]
fn a_message_cut_short_is_an_error() {
    for bytes in [&[0x00][..], &[0x00, 0x05, 0x00, 0xA4]] {
        let (ended, _) = with(adult(), |reader| reader.write_all(bytes).unwrap());
        assert!(matches!(ended, Err(Error::Bridge { .. })), "{bytes:?}");
    }
}
