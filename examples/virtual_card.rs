//! Shows the mock card to vpcd, so that every PC/SC program of the machine sees a My Number Card.
//!
//! `cargo run --example virtual_card -- --connect 127.0.0.1:35963 --persona adult`
//!
//! vpcd listens on all addresses of the machine: run it and pcscd in a network namespace of their own.

use std::error::Error;
use std::net::TcpStream;

use clap::Parser;
use hokensho::apdu::StatusWord;
use hokensho_examples::{persona, say};
use hokensho_mock::bridge::Ended;
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
}

fn main() -> Result<(), Box<dyn Error>> {
    let args = Args::parse();
    let persona = persona::find(&args.persona)?;
    // A stranger's program may read what these libraries never do.
    let mut builder = VirtualCard::builder(&persona).allow_my_number();
    if args.short_le {
        builder = builder.extended_le(ExtendedLe::Refused(StatusWord::WRONG_LENGTH));
    }
    let mut card = builder.build();
    let stream = TcpStream::connect(&args.connect)?;
    say(&format!("{} is on the reader at {}; stop with Ctrl-C", persona.name(), args.connect));
    match bridge::serve(&mut card, &stream)? {
        Ended::ByReader => say("vpcd closed the connection"),
        Ended::CardRemoved => say("the card was removed"),
    }
    Ok(())
}
