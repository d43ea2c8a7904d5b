//! Writes the seeds: `cargo run --manifest-path fuzz/Cargo.toml --example seeds`.
//!
//! They are small and say something: what the mock's cards hold and say, and the faults that the crates must refuse,
//! whose names begin with `refused-`. What a fuzzer found is kept beside them, under a name of its own.

mod apdu;
mod card_files;
mod conversations;
mod exchange;
mod messages;
mod pki;

use std::error::Error;
use std::fs;
use std::path::Path;

use hokensho_apdu::{Command, Le, Transport, exchange};
use hokensho_mock::{Persona, VirtualCard};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Name and content.
type Seed = (String, Vec<u8>);

fn main() -> Result<()> {
    for (target, seeds) in [
        ("apdu", apdu::seeds()?),
        ("card_files", card_files::seeds()?),
        ("mock", conversations::mock()?),
        ("pki", pki::seeds()?),
        ("session", conversations::session()?),
        ("texts", [messages::seeds()?, exchange::seeds()?].concat()),
    ] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(target);
        fs::create_dir_all(&folder)?;
        for (name, content) in seeds {
            fs::write(folder.join(name), content)?;
        }
    }
    Ok(())
}

/// A seed for one of the parsers of a target: its number is the first byte, as a digit or what comes after `9`.
fn seed(parser: u8, name: &str, content: &[u8]) -> Seed {
    (name.to_owned(), [&[b'0' + parser], content].concat())
}

/// A file of a persona's card, as a reader gets it: application, the secret's short identifier with its value, and the
/// file's short identifier.
fn file(persona: &str, aid: &[u8], secret: Option<(u8, &str)>, id: u8) -> Result<Vec<u8>> {
    let mut card = VirtualCard::new(&Persona::named(persona)?);
    send(&mut card, &Command::new(0x00, 0xA4, 0x04, 0x0C).with_data(aid)?)?;
    if let Some((id, value)) = secret {
        send(&mut card, &Command::new(0x00, 0x20, 0x00, 0x80 | id).with_data(value.as_bytes())?)?;
    }
    send(&mut card, &Command::new(0x00, 0xB0, 0x80 | id, 0x00).with_le(Le::EXTENDED_MAX))
}

/// The first record of a file of a persona's card.
fn record(persona: &str, aid: &[u8], id: u8) -> Result<Vec<u8>> {
    let mut card = VirtualCard::new(&Persona::named(persona)?);
    send(&mut card, &Command::new(0x00, 0xA4, 0x04, 0x0C).with_data(aid)?)?;
    send(&mut card, &Command::new(0x00, 0xB2, 0x01, id << 3 | 4).with_le(Le::SHORT_MAX))
}

/// A data object of the card manager, which is selected from the start.
fn object(persona: &str, tag: u16) -> Result<Vec<u8>> {
    let mut card = VirtualCard::new(&Persona::named(persona)?);
    let [p1, p2] = tag.to_be_bytes();
    send(&mut card, &Command::new(0x00, 0xCA, p1, p2).with_le(Le::EXTENDED_MAX))
}

fn send(card: &mut impl Transport, command: &Command<'_>) -> Result<Vec<u8>> {
    let response = exchange(card, command)?;
    if u16::from(response.status()) != 0x9000 {
        return Err(format!("{command:?} gave {}", response.status()).into());
    }
    Ok(response.data().to_vec())
}
