//! How far a long file is: one line on standard error. It says nothing but how much and how many, so a bar of our own is
//! shorter than what a crate for bars would bring along.

use std::io::{self, IsTerminal as _, Write as _};

use hokensho::Language;
use hokensho::oqs::Progress;

/// Bytes from which on a file is long: it takes more than a moment.
const LONG: u64 = 16 * 1024 * 1024;

/// Characters between the brackets.
const WIDTH: u64 = 20;

/// Where and in which language it is shown.
#[derive(Clone, Copy)]
pub(crate) struct Shown {
    pub(crate) language: Language,
    place: Place,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// One line, written over at each percent.
    Terminal,
    /// A line at each tenth, since what was written stays.
    Lines,
    Nowhere,
}

impl Shown {
    pub(crate) fn new(wanted: bool, language: Language) -> Self {
        let place = match (io::stderr().is_terminal(), wanted) {
            (true, _) => Place::Terminal,
            (false, true) => Place::Lines,
            (false, false) => Place::Nowhere,
        };
        Self { language, place }
    }
}

/// What shows it.
pub(crate) struct Bar {
    length: u64,
    shown: Shown,
    /// The last step that was shown.
    step: Option<u64>,
}

impl Bar {
    /// A bar for a file of so many bytes; none if nobody waits for it or looks at it.
    pub(crate) fn new(length: u64, shown: Shown) -> Option<Self> {
        let is_seen = shown.place != Place::Nowhere && length >= LONG;
        is_seen.then_some(Self { length, shown, step: None })
    }

    pub(crate) fn show(&mut self, progress: Progress) {
        let percent = progress.bytes.min(self.length) * 100 / self.length;
        let step = if self.shown.place == Place::Lines { percent / 10 } else { percent };
        if self.step.replace(step) == Some(step) {
            return;
        }
        let full = percent * WIDTH / 100;
        let bar: String = (0..WIDTH).map(|place| if place < full { '#' } else { '-' }).collect();
        let people = if self.shown.language == Language::Ja { "人" } else { " people" };
        let line = format!("[{bar}] {percent:>3} % {}{people}", progress.units);
        let _ = match self.shown.place {
            Place::Terminal => write!(io::stderr(), "\r{line}"),
            Place::Lines => writeln!(io::stderr(), "{line}"),
            Place::Nowhere => Ok(()),
        };
    }
}

/// The line makes room for the result.
impl Drop for Bar {
    fn drop(&mut self) {
        if self.shown.place == Place::Terminal && self.step.is_some() {
            let _ = write!(io::stderr(), "\r\x1B[K");
        }
    }
}
