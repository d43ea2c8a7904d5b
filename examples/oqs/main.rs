//! What is in the eligibility terminal's files, for people who have some: `check` says what they are and what is wrong with
//! them, `summary` counts what they hold, `convert` writes them in the other encoding, `request` writes new ones.
//!
//! Messages are taken out of ZIP archives too, and bulk results of any length person by person. Nothing that a file says of
//! a person is shown; `convert` and `request` write it where they are told to.

mod check;
mod convert;
mod opened;
mod output;
mod progress;
mod request;
mod summary;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum};
use hokensho::oqs::Encoding;
use hokensho_examples::args::LangArg;
use hokensho_examples::failed;

use crate::progress::Shown;
use crate::request::Request;

/// Looks into the files of the eligibility terminal (資格確認端末), and writes requests to it.
///
/// The status is 0 if all is well, 1 if something is wrong with a file or a request, 2 if the command is.
#[derive(Parser)]
#[command(name = "oqs")]
struct Args {
    /// One JSON object a file instead of lines.
    #[arg(long, global = true)]
    json: bool,
    /// The language of names [default: that of the environment].
    #[arg(long, global = true)]
    lang: Option<LangArg>,
    /// Tells how far long files are, also where standard error is no terminal.
    #[arg(long, global = true)]
    progress: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Says which message each file is, and what is wrong with it.
    Check {
        /// XML, ZIP archives with it, the Web API's JSON, or `.err`.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Writes a message as XML in an encoding, which its header then names too. Nothing else changes.
    Convert {
        /// XML, a ZIP archive with it, or the Web API's JSON.
        file: PathBuf,
        /// Which encoding.
        #[arg(long)]
        to: EncodingArg,
        /// A new file for it [default: standard output].
        #[arg(short, long)]
        output: Option<PathBuf>,
    },
    /// Writes a request, as a file that the interface has a name for.
    Request(Request),
    /// Counts what a file holds.
    Summary {
        /// XML, a ZIP archive with it, the Web API's JSON, or `.err`.
        file: PathBuf,
    },
}

/// How bytes stand for characters.
#[derive(Clone, Copy, ValueEnum)]
enum EncodingArg {
    /// UTF-8.
    Utf8,
    /// Windows-31J, which declarations call Shift_JIS.
    Sjis,
}

impl From<EncodingArg> for Encoding {
    fn from(arg: EncodingArg) -> Self {
        match arg {
            EncodingArg::Utf8 => Self::Utf8,
            EncodingArg::Sjis => Self::Windows31J,
        }
    }
}

fn main() -> ExitCode {
    let args = Args::parse();
    let language = LangArg::or_environment(args.lang);
    let shown = Shown::new(args.progress, language);
    let done = match &args.command {
        Command::Check { files } => check::print(files, shown, args.json),
        Command::Convert { file, to, output } => {
            json_needs(&args, "--output", output.is_some());
            convert::convert(file, (*to).into(), output.as_deref(), shown, args.json)
        }
        Command::Request(request) => {
            json_needs(&args, "--into", request.has_folder());
            request.write(language, args.json)
        }
        Command::Summary { file } => summary::print(file, shown, args.json),
    };
    done.map_or_else(|error| failed(&error), |()| ExitCode::SUCCESS)
}

/// Where the message itself goes to standard output there is no place for anything about it.
fn json_needs(args: &Args, option: &str, is_there: bool) {
    if args.json && !is_there {
        let what = format!("--json needs {option}, since the message goes to standard output otherwise");
        Args::command().error(ErrorKind::MissingRequiredArgument, what).exit();
    }
}
