//! Fuzz targets as plain functions: libFuzzer calls them, and so does every ordinary test run, with the seeds.
//!
//! A target panics if a rule doesn't hold; else it says whether it took the input. The README tells what each holds.
#![forbid(unsafe_code)]

use std::fmt;
use std::io;

mod apdu;
mod card_files;
mod frames;
mod mock;
mod pki;
mod session;
mod texts;

pub use apdu::apdu;
pub use card_files::card_files;
pub use frames::{Frame, frames, write_frame};
pub use mock::{PERSONAS, mock};
pub use pki::{
    NOW, genuine_index, genuine_leaves, genuine_list, genuine_responses, genuine_signed_data, pki,
};
pub use session::{operate, session};
pub use texts::texts;

/// A target: bytes in, no panic.
pub type Target = fn(&[u8]) -> Verdict;

/// Every target, by the name of its folder of seeds.
pub const TARGETS: [(&str, Target); 6] = [
    ("apdu", apdu),
    ("card_files", card_files),
    ("mock", mock),
    ("pki", pki),
    ("session", session),
    ("texts", texts),
];

/// Whether the input was taken for what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It was, and all that must hold of it held.
    Accepted,
    /// It was refused, with an error.
    Refused,
}

impl Verdict {
    fn of<T, E: fmt::Debug + fmt::Display>(result: &Result<T, E>) -> Self {
        match result {
            Ok(_) => Self::Accepted,
            Err(error) => {
                // What is shown to people must not panic either.
                let _ = format!("{error:?} {error}");
                Self::Refused
            }
        }
    }
}

/// The parser that the first byte chooses, and its input: `0` the first, `1` the second; every other byte chooses, too.
fn choose(data: &[u8], parsers: u8) -> Option<(u8, &[u8])> {
    let (choice, input) = data.split_first()?;
    Some((choice.wrapping_sub(b'0') % parsers, input))
}

/// Runs a target over the files named on the command line: what cargo-fuzz found, run again without it.
///
/// # Errors
/// Those of reading the files.
pub fn replay(target: Target) -> io::Result<()> {
    for file in std::env::args_os().skip(1) {
        let verdict = target(&std::fs::read(&file)?);
        println!("{}: {verdict:?}", file.display());
    }
    Ok(())
}

/// The whole of a file in `fuzz_targets`: libFuzzer's entry under cargo-fuzz, else a program that replays files.
#[macro_export]
macro_rules! fuzz {
    ($target:path) => {
        #[cfg(fuzzing)]
        ::libfuzzer_sys::fuzz_target!(|data: &[u8]| {
            $target(data);
        });

        #[cfg(not(fuzzing))]
        fn main() -> ::std::io::Result<()> {
            $crate::replay($target)
        }
    };
}
