//! What the examples share: the arguments, the simulated world, the screen.
#![allow(clippy::print_stderr, reason = "printing is what a screen is for")]

use std::io::Write as _;
use std::path::Path;

pub mod args;
pub mod device;
mod json;
pub mod persona;
pub mod phone;
pub mod prompt;
mod revocation;
pub mod screen;
mod simulated;
pub mod time;
pub mod trust;
pub mod view;
pub mod world;

pub use json::{Paid, Said, Told};

/// What the examples end with if they can't go on.
pub type Failure = Box<dyn std::error::Error>;

/// Prints a line. A reader that has seen enough (`| head`) is no error.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Prints a line about the run, apart from its result.
pub fn hint(line: &str) {
    eprintln!("{line}");
}

/// Prints an error with everything behind it, and the exit status that goes with it.
///
/// ```
/// let failure = hokensho_examples::failed(&"no reader".into());
/// assert_eq!(failure, std::process::ExitCode::FAILURE);
/// ```
#[must_use]
pub fn failed(error: &Failure) -> std::process::ExitCode {
    eprintln!("{}", chain(error.as_ref()));
    std::process::ExitCode::FAILURE
}

/// An error and its causes in one line.
#[must_use]
pub fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    causes(error).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// An error about a file, with the file's name before it.
#[must_use]
pub fn named(path: &Path, error: &(dyn std::error::Error + 'static)) -> Failure {
    format!("{}: {}", path.display(), chain(error)).into()
}

/// An error, its cause, the cause of that, and so on.
pub fn causes<'a>(
    error: &'a (dyn std::error::Error + 'static),
) -> impl Iterator<Item = &'a (dyn std::error::Error + 'static)> {
    std::iter::successors(Some(error), |error| error.source())
}

/// The guides' programs, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../docs/transport.md")]
#[doc = include_str!("../../docs/eligibility.md")]
struct Guides;
