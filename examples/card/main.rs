//! What one card says and does: `card --help` lists it.
//!
//! `cargo run --example card -- certificate`: the adult's mock card; with `--features pcsc` and `--pcsc READER` a card
//! on a reader. The My Number isn't among what can be asked.

mod certificate;
mod change_pin;
mod desk;
mod info;
mod records;
mod secrets;
mod sign;
mod state;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use hokensho_examples::args::CardArgs;
use hokensho_examples::{Failure, failed};

use crate::desk::Desk;

/// Asks one card.
///
/// Its PINs, passwords and codes are typed, or come from HOKENSHO_PIN; a mock card's persona knows its own. The last
/// try of a secret is never spent.
#[derive(Parser)]
struct Args {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    card: CardArgs,
    /// Where to write what was asked for: the certificate, photo or signature itself, all else as JSON.
    #[arg(short, global = true, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// What it is, whether its certificate is genuine, and how its PIN stands.
    Status,
    /// What it says of itself to anybody: token, certificates that there are, specifications, keys, serial numbers.
    Info,
    /// How many tries each PIN, password and code has left; none is spent.
    Pins,
    /// A certificate, as PEM.
    Certificate {
        /// Which one; `sign` needs the sign password, on a phone `auth` needs the PIN.
        #[arg(value_enum, default_value = "auth")]
        which: certificate::Which,
    },
    /// Name, address, birth date and sex (基本4情報), by the PIN of 券面事項入力補助 or by code B.
    Attributes(records::Code),
    /// The photo (JPEG 2000), by code B: an explicit export with -o, else only its size.
    Photo(records::Photo),
    /// The birth date from the age record, by the birth code alone.
    Age(records::Birth),
    /// Whether the card itself is there, and no copy of its files: the key in its age record signs a challenge.
    Presence(records::Birth),
    /// Signs a file with the authentication key, or with the signing key: in law, a signature.
    Sign(sign::Args),
    /// Changes a PIN or the sign password.
    ///
    /// Asks for the old one, and twice for the new one, unless HOKENSHO_NEW_PIN has it.
    ChangePin {
        /// Which one.
        #[arg(value_enum)]
        which: change_pin::Which,
    },
}

fn main() -> ExitCode {
    run(Args::parse()).map_or_else(|error| failed(&secrets::with_tries(error)), |()| ExitCode::SUCCESS)
}

fn run(args: Args) -> Result<(), Failure> {
    let mut desk = Desk::new(&args.card, args.output)?;
    match args.command {
        Command::Status => state::status(&mut desk),
        Command::Info => info::info(&mut desk),
        Command::Pins => state::pins(&mut desk),
        Command::Certificate { which } => certificate::certificate(&mut desk, which),
        Command::Attributes(code) => records::attributes(&mut desk, &code),
        Command::Photo(photo) => records::photo(&mut desk, &photo),
        Command::Age(birth) => records::age(&mut desk, &birth),
        Command::Presence(birth) => records::presence(&mut desk, &birth),
        Command::Sign(args) => sign::sign(&mut desk, &args),
        Command::ChangePin { which } => change_pin::change_pin(&mut desk, which),
    }
}
