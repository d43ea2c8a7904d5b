//! What is in the eligibility terminal's files, for people who have some: `check` says what they are and what is wrong with
//! them, `summary` counts what they hold, `convert` writes them in the other encoding, `request` writes new ones.
//!
//! Nothing that a file says of a person is shown; `convert` and `request` write it where they are told to.

mod request;
mod summary;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use hokensho::oqs::{AnyMessage, Encoding, Error, FileName, MessageKind, Mode, Received};
use hokensho_examples::args::LangArg;
use hokensho_examples::{Failure, chain, failed, hint, named, say};
use serde_json::json;

use crate::request::Request;

/// Looks into the files of the eligibility terminal.
#[derive(Parser)]
struct Args {
    /// One JSON object a file instead of lines.
    #[arg(long, global = true)]
    json: bool,
    /// The language of names [default: that of the environment].
    #[arg(long, global = true)]
    lang: Option<LangArg>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Says which message each file is, and what is wrong with it.
    Check {
        /// Files of XML.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Writes a file in an encoding.
    Convert {
        /// A file of XML.
        file: PathBuf,
        /// Which encoding.
        #[arg(long)]
        to: To,
    },
    /// Writes a request.
    #[command(subcommand)]
    Request(Request),
    /// Counts what a file holds; bulk results of any length person by person.
    Summary {
        /// A file of XML.
        file: PathBuf,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum To {
    Utf8,
    Sjis,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let done = match &args.command {
        Command::Check { files } => check(files, &args),
        Command::Convert { file, to } => convert(file, *to),
        Command::Request(request) => request.write().and_then(|bytes| put(&bytes)),
        Command::Summary { file } => summary::print(file, args.json),
    };
    done.map_or_else(|error| failed(&error), |()| ExitCode::SUCCESS)
}

/// Reads a file as the message that its elements show, else as the one that its name says.
fn read(file: &Path) -> Result<Received<AnyMessage>, Failure> {
    let bytes = std::fs::read(file).map_err(|error| named(file, &error))?;
    let read = match (AnyMessage::read(&*bytes, Mode::Lenient), kind_by_name(file)) {
        (Err(Error::Unrecognised), Some(kind)) => AnyMessage::read_as(kind, bytes, Mode::Lenient),
        (read, _) => read,
    };
    read.map_err(|error| named(file, &error))
}

fn kind_by_name(file: &Path) -> Option<MessageKind> {
    let name: FileName = file.file_name()?.to_str()?.parse().ok()?;
    MessageKind::of_api(name.api())
}

/// Every file gets its lines; one that can't be read or has something wrong makes a failure of the whole.
fn check(files: &[PathBuf], args: &Args) -> Result<(), Failure> {
    let language = LangArg::or_environment(args.lang);
    let mut wrong = 0;
    for file in files {
        let read = read(file);
        let right = read.as_ref().is_ok_and(|received| received.diagnostics.is_empty());
        wrong += usize::from(!right);
        match read {
            Ok(received) => {
                let kind = received.message.kind();
                let (label, encoding) = (kind.label(language), received.encoding);
                let found: Vec<_> = received.diagnostics.iter().map(ToString::to_string).collect();
                if args.json {
                    let file = file.display().to_string();
                    say(&json!({ "file": file, "kind": format!("{kind:?}"), "label": label, "encoding": encoding.label(), "found": found }).to_string());
                } else {
                    say(&format!("{}: {label}, {encoding}", file.display()));
                    found.iter().for_each(|found| say(&format!("  {found}")));
                }
            }
            Err(error) if args.json => {
                say(&json!({ "file": file.display().to_string(), "error": chain(error.as_ref()) })
                    .to_string());
            }
            Err(error) => say(&chain(error.as_ref())),
        }
    }
    if wrong > 0 { Err(format!("{wrong} of {} with something wrong", files.len()).into()) } else { Ok(()) }
}

fn convert(file: &Path, to: To) -> Result<(), Failure> {
    let received = read(file)?;
    hint(&format!("{} as {}", received.message.kind().label(hokensho::Language::En), received.encoding));
    received.diagnostics.iter().for_each(|diagnostic| hint(&diagnostic.to_string()));
    let encoding = match to {
        To::Utf8 => Encoding::Utf8,
        To::Sjis => Encoding::Windows31J,
    };
    put(&received.message.write(encoding).map_err(|error| named(file, &error))?)
}

fn put(bytes: &[u8]) -> Result<(), Failure> {
    Ok(std::io::stdout().write_all(bytes)?)
}
