//! The virtual card, from outside: what it gives, what it refuses, and with which status word.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod access;
mod any_bytes;
mod faults;
mod files;
mod my_number;
mod objects;
mod opensc;
mod register;
mod secrets;
mod signing;
mod status;
mod tokens;

use std::sync::LazyLock;

use hokensho_apdu::{Response, Transport};
use hokensho_mock::{Application, Builder, Persona, VirtualCard};

/// SELECT of the application, by its full name.
const COMMON: &str = "00A4040C0A D3921000310001010100";
const JPKI: &str = "00A4040C0A D392F000260100000001";
const JUKI: &str = "00A4040C0A D3921000310001010401";
const VISUAL: &str = "00A4040C0A D3921000310001010402";
const TEXT: &str = "00A4040C0A D3921000310001010408";
/// SELECT of the card manager.
const MANAGER: &str = "00A4040C07 A0000001510000";

fn persona(name: &str) -> Persona {
    Persona::named(name).unwrap()
}

/// Signed once for all tests.
static ADULT: LazyLock<Builder> = LazyLock::new(|| VirtualCard::builder(&persona("adult")));

fn adult() -> VirtualCard {
    ADULT.clone().build()
}

/// The adult's card that lets itself be read by anybody.
fn open_adult() -> Builder {
    ADULT.clone().allow_my_number()
}

fn select(application: Application) -> &'static str {
    match application {
        Application::Common => COMMON,
        Application::Jpki => JPKI,
        Application::Juki => JUKI,
        Application::Text => TEXT,
        Application::Visual => VISUAL,
    }
}

fn hex(digits: &str) -> Vec<u8> {
    let digits: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(16)).collect();
    digits.chunks_exact(2).map(|pair| u8::try_from(pair[0] * 16 + pair[1]).unwrap()).collect()
}

/// Sends one command, in hexadecimal.
fn send(card: &mut VirtualCard, command: &str) -> (Vec<u8>, u16) {
    let response = Response::parse(&card.transmit(&hex(command)).unwrap()).unwrap();
    (response.data().to_vec(), response.status().into())
}

/// Sends one command whose data doesn't matter.
fn status(card: &mut VirtualCard, command: &str) -> u16 {
    send(card, command).1
}

/// Sends commands that must all be taken.
fn run(card: &mut VirtualCard, commands: &[&str]) {
    for command in commands {
        assert_eq!(status(card, command), 0x9000, "{command}");
    }
}

/// VERIFY of `value` in the file with this short identifier.
fn verify(id: u16, value: &str) -> String {
    let digits: String = value.bytes().map(|byte| format!("{byte:02X}")).collect();
    format!("002000{:02X}{:02X}{digits}", 0x80 | id, value.len())
}

/// READ BINARY of all of the file with this short identifier.
fn read(id: u16) -> String {
    format!("00B0{:02X}00000000", 0x80 | id)
}
