//! What one card says: `status`, `certificate`, `attributes`, `photo`, `sign`, `pins`.
//!
//! `cargo run --example card -- certificate`: the adult's mock card; with `--features pcsc` and `--pcsc READER` a card
//! on a reader. The My Number isn't among what can be asked.

mod commands;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use hokensho::card::Error;
use hokensho_examples::args::CardArgs;
use hokensho_examples::device::Device;
use hokensho_examples::trust::Trust;
use hokensho_examples::{Failure, failed, persona};
use hokensho_mock::Persona;

/// Asks one card.
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
    /// The authentication certificate (利用者証明用電子証明書), as PEM.
    Certificate,
    /// Name, address, birth date and sex (基本4情報), by the PIN of 券面事項入力補助 or by code B.
    Attributes(Code),
    /// The photo (JPEG 2000), by code B: an explicit export with -o, else only its size.
    Photo(Code),
    /// Signs the SHA-256 of a file with the authentication key.
    Sign {
        /// The file.
        #[arg(long = "in", value_name = "FILE")]
        input: PathBuf,
    },
    /// How many tries each PIN and code has left; none is spent.
    Pins,
}

#[derive(clap::Args)]
struct Code {
    /// 照合番号B, printed on the card: birth YYMMDD (year of the era), expiry YYYY, security code.
    #[arg(long, value_name = "14 DIGITS")]
    code_b: Option<String>,
    /// Don't check the signature, and say so.
    #[arg(long)]
    unverified: bool,
}

/// What every command needs.
struct Desk {
    device: Device,
    trust: Trust,
    /// Whose mock card it is; none on a reader.
    persona: Option<Persona>,
    paper: Paper,
}

/// Where and how the result is written.
struct Paper {
    json: bool,
    output: Option<PathBuf>,
}

fn main() -> ExitCode {
    run(Args::parse()).map_or_else(|error| failed(&with_tries(error)), |()| ExitCode::SUCCESS)
}

/// Who presented a wrong PIN or code must know how often it can still be done.
fn with_tries(error: Failure) -> Failure {
    match error.downcast_ref() {
        Some(Error::WrongSecret { tries_left: Some(0), .. }) => format!("{error}, and is blocked now").into(),
        Some(Error::WrongSecret { tries_left: Some(1), .. }) => format!("{error}; 1 try left").into(),
        Some(Error::WrongSecret { tries_left: Some(tries), .. }) => {
            format!("{error}; {tries} tries left").into()
        }
        _ => error,
    }
}

fn run(args: Args) -> Result<(), Failure> {
    let mut desk = Desk::new(&args.card, args.output)?;
    match args.command {
        Command::Status => commands::status(&mut desk),
        Command::Certificate => commands::certificate(&mut desk),
        Command::Attributes(code) => commands::attributes(&mut desk, &code),
        Command::Photo(code) => commands::photo(&mut desk, &code),
        Command::Sign { input } => commands::sign(&mut desk, &input),
        Command::Pins => commands::pins(&mut desk),
    }
}

impl Desk {
    fn new(args: &CardArgs, output: Option<PathBuf>) -> Result<Self, Failure> {
        let reader = args.reader();
        let trust = Trust::new(args.trust.as_deref(), reader.is_some())?;
        let paper = Paper { json: args.json, output };
        #[cfg(feature = "pcsc")]
        if let Some(reader) = reader {
            return Ok(Self { device: Device::pcsc(reader)?, trust, persona: None, paper });
        }
        let persona = persona::find(args.persona.as_deref().unwrap_or("adult"))?;
        let device = Device::mock(&persona, None);
        Ok(Self { device, trust, persona: Some(persona), paper })
    }
}
