//! A transport of one's own: the card work runs here, the card is held to a (simulated) phone whose NFC answers by
//! callback on a thread of its own.
//!
//! `cargo run --example own_transport`, and with `--incident tag-lost --at 3` what comes of a card that leaves too early.
//! The guide to it is `docs/transport.md`.

use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use clap::{Parser, ValueEnum};
use hokensho::apdu::{Counted, Transport, callback};
use hokensho::card::{AuthPin, Card, DigestInfo, ReadMode, ShortLe};
use hokensho::pki::sha256;
use hokensho_examples::phone::{Incident, Tag, serve};
use hokensho_examples::{Failure, failed, persona, say};
use hokensho_mock::VirtualCard;

/// Has a challenge signed by a card that is held to a phone.
#[derive(Parser)]
struct Args {
    /// Whose card: a built-in persona, or a file.
    #[arg(long, default_value = "adult")]
    persona: String,
    /// What the phone's NFC carries.
    #[arg(long, default_value = "extended")]
    lengths: Lengths,
    /// What goes wrong.
    #[arg(long)]
    incident: Option<IncidentArg>,
    /// At which command it does, counted from 1.
    #[arg(long, default_value_t = 3)]
    at: usize,
    /// How long the card work waits for one answer, in milliseconds.
    #[arg(long, default_value_t = 5000)]
    limit: u64,
}

#[derive(Clone, Copy, ValueEnum)]
enum Lengths {
    /// Whole files: Android says isExtendedLengthApduSupported.
    Extended,
    /// Answers of 256 bytes.
    Short,
    /// Answers that fit one contactless frame.
    OneFrame,
}

#[derive(Clone, Copy, ValueEnum)]
enum IncidentArg {
    /// The answer comes after the limit.
    Late,
    /// The phone's NFC refuses the command.
    Refused,
    /// The sheet is closed, or its time is over.
    SessionOver,
    /// No answer ever comes.
    Silent,
    /// The card leaves the field.
    TagLost,
}

fn main() -> ExitCode {
    run(&Args::parse()).map_or_else(|error| failed(&error), |()| ExitCode::SUCCESS)
}

fn run(args: &Args) -> Result<(), Failure> {
    let persona = persona::find(&args.persona)?;
    let limit = Duration::from_millis(args.limit);
    let incident = args.incident.map(|incident| {
        let incident = match incident {
            IncidentArg::Late => Incident::Late(limit + Duration::from_millis(200)),
            IncidentArg::Refused => Incident::Refused,
            IncidentArg::SessionOver => Incident::SessionOver,
            IncidentArg::Silent => Incident::Silent,
            IncidentArg::TagLost => Incident::TagLost,
        };
        (args.at, incident)
    });
    let mode = match args.lengths {
        Lengths::Extended => ReadMode::Auto,
        Lengths::Short => ReadMode::Short(ShortLe::MAX),
        Lengths::OneFrame => ReadMode::Short(ShortLe::ONE_FRAME),
    };
    // Typed before the tap: nothing waits for a person while the card is held.
    let pin = AuthPin::new(persona.auth_pin())?;

    let (transport, requests) = callback::pair(limit);
    let (tag, _field) = Tag::hold(VirtualCard::new(&persona), incident);
    let app = thread::spawn(move || serve(&tag, requests));
    let worked = work(Card::open(Counted::new(transport)).with_read_mode(mode), &pin);
    app.join().map_err(|_| "the phone's thread panicked")?;
    worked
}

/// The card work: the same with any transport.
fn work<T: Transport>(mut card: Card<Counted<T>>, pin: &AuthPin) -> Result<(), Failure> {
    say(&format!("it is      {}", card.token()?));
    let mut jpki = card.jpki()?.verify_auth_pin(pin)?;
    let certificate = jpki.auth_certificate()?;
    let signature = jpki.sign(&DigestInfo::sha256(&sha256(b"a challenge")))?;
    card.end()?;
    say(&format!("read       a certificate of {} bytes", certificate.as_der().len()));
    say(&format!("signed     {} bytes", signature.as_bytes().len()));
    say(&format!("took       {} commands", card.transport().round_trips()));
    Ok(())
}
