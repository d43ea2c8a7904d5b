//! Shows the mock card to vpcd, so that every PC/SC program of the machine sees a My Number Card.
//!
//! `cargo run --example virtual_card -- --connect 127.0.0.1:35963 --persona adult`
//!
//! vpcd listens on all addresses of the machine: run it and pcscd in a network namespace of their own.

use std::fs;
use std::io;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use hokensho::apdu::transcript::Recorder;
use hokensho::apdu::{StatusWord, Transport, TransportError, Zeroizing};
use hokensho_examples::{Failure, failed, persona, say};
use hokensho_mock::bridge::{Ended, Inserted};
use hokensho_mock::{ExtendedLe, VirtualCard, bridge};

/// Shows a mock My Number Card to vpcd.
#[derive(Parser)]
struct Args {
    /// Where vpcd listens.
    #[arg(long, default_value = "127.0.0.1:35963")]
    connect: String,
    /// Whose card: a built-in persona, or a file.
    #[arg(long, default_value = "adult")]
    persona: String,
    /// Refuse extended length fields, as some readers do.
    #[arg(long)]
    short_le: bool,
    /// Where to write what is said between reader and card: every byte, PINs aside.
    #[arg(long, value_name = "FILE")]
    transcript: Option<PathBuf>,
}

fn main() -> ExitCode {
    run(&Args::parse()).map_or_else(|error| failed(&error), |()| ExitCode::SUCCESS)
}

fn run(args: &Args) -> Result<(), Failure> {
    let persona = persona::find(&args.persona)?;
    // A stranger's program may read what these libraries never do.
    let mut builder = VirtualCard::builder(&persona).allow_my_number();
    if args.short_le {
        builder = builder.extended_le(ExtendedLe::Refused(StatusWord::WRONG_LENGTH));
    }
    let mut card = builder.build();
    let stream = TcpStream::connect(&args.connect)?;
    say(&format!("{} is on the reader at {}; stop with Ctrl-C", persona.name(), args.connect));
    let ended = match &args.transcript {
        None => bridge::serve(&mut card, &stream)?,
        Some(path) => bridge::serve(&mut Written::new(card, path)?, &stream)?,
    };
    match ended {
        Ended::ByReader => say("vpcd closed the connection"),
        Ended::CardRemoved => say("the card was removed"),
    }
    Ok(())
}

/// A mock card with its transcript in a file, which is whole after every command: this program is stopped, not ended.
struct Written<'a> {
    card: Recorder<VirtualCard>,
    path: &'a Path,
    power: Power,
}

/// Whether the card has power. pcscd takes it when nobody has wanted the card for seconds, and gives it at moments of
/// its own: that it was gone matters, and is written, when the next command comes.
#[derive(PartialEq)]
enum Power {
    Off,
    On,
}

impl<'a> Written<'a> {
    fn new(card: VirtualCard, path: &'a Path) -> Result<Self, Failure> {
        let written = Self { card: Recorder::full_for_mock_cards_only(card), path, power: Power::On };
        written.write()?;
        Ok(written)
    }

    fn write(&self) -> io::Result<()> {
        fs::write(self.path, self.card.transcript().to_string())
    }
}

impl Transport for Written<'_> {
    fn transmit(&mut self, command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TransportError> {
        // Nothing is lost by a card to which nothing was said.
        if self.power == Power::Off && !self.card.transcript().is_empty() {
            self.card.power_down()?;
        }
        self.power = Power::On;
        let answer = self.card.transmit(command);
        self.write().map_err(|error| TransportError::Failed(error.into()))?;
        answer
    }

    fn power_down(&mut self) -> Result<(), TransportError> {
        self.power = Power::Off;
        Ok(())
    }
}

impl Inserted for Written<'_> {
    /// Isn't written: this card keeps everything over a warm reset.
    fn warm_reset(&mut self) {
        self.card.inner_mut().warm_reset();
    }
}
