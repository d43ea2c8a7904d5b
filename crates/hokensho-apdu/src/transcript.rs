//! What was said between reader and card, as text: to look at, to file with a bug report, to replay in a test.
//!
//! There are two kinds. A **redacted** one, the default, holds headers, lengths and status words, and can't be replayed. A
//! **full** one holds the bytes too; it is for mock cards only, since a real card answers with a person's name and photo. In
//! both, what may be a PIN or password ([`Command::carries_secret`](crate::Command::carries_secret)) never appears, and a
//! command that can't be parsed is hidden wholly.
//!
//! # The text
//!
//! A first line names kind and version. Then `>` is a command, `<` its answer, `!` the failure that came instead,
//! `=` a power-down. Empty lines and lines that begin with `#` say nothing. A last line `~ cut off` says that more was
//! said than the 10,000 steps that a transcript holds.
//!
//! ```
//! use hokensho_apdu::{Command, Transport};
//! use hokensho_apdu::transcript::{Replay, Transcript};
//!
//! let text = "\
//! hokensho transcript 1 full
//! ## a wrong PIN: any four digits will match
//! > 0020009804********
//! < 63C2
//! = power-down
//! ";
//! let mut card = Replay::new(text.parse()?)?;
//! let verify = Command::new(0x00, 0x20, 0x00, 0x98).with_data(b"1234")?;
//! assert_eq!(card.transmit(&verify.encode())?.as_slice(), [0x63, 0xC2]);
//! card.power_down()?;
//! card.finish()?;
//!
//! let redacted: Transcript = "\
//! hokensho transcript 1 redacted
//! > 00200098 data 4
//! < sw 63C2
//! > 00B08A00 le 256
//! < data 256 sw 9000
//! ".parse()?;
//! assert!(Replay::new(redacted).is_err());
//! # Ok::<(), hokensho_apdu::Error>(())
//! ```

use alloc::vec::Vec;
use core::fmt;
use zeroize::Zeroizing;

use crate::TransportError;

mod fault;
mod full;
mod read;
mod recorder;
mod redacted;
mod replay;
mod step;

pub use fault::Fault;
pub use recorder::Recorder;
pub use replay::{Replay, ReplayError};
use step::Step;

/// A visit is under a hundred steps; a day of tests with a mock card stays well below this.
const MAX_STEPS: usize = 10_000;

/// The last line of a transcript that isn't complete.
const CUT_OFF: &str = "~ cut off";

/// A recorded conversation. `Display` writes it, `FromStr` reads it; `Debug` shows kind and length only.
///
/// ```
/// use hokensho_apdu::transcript::{Kind, Transcript};
///
/// let transcript: Transcript = "hokensho transcript 1 full\n> 00B08A0000\n< AABB9000\n".parse()?;
/// assert_eq!((transcript.kind(), transcript.len()), (Kind::Full, 1));
/// assert_eq!(transcript.to_string().parse::<Transcript>()?, transcript);
/// # Ok::<(), hokensho_apdu::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Transcript {
    steps: Steps,
    complete: bool,
}

#[derive(Clone, PartialEq, Eq)]
enum Steps {
    Full(Vec<full::Step>),
    Redacted(Vec<redacted::Step>),
}

/// How much a [`Transcript`] holds.
///
/// ```
/// assert_eq!(hokensho_apdu::transcript::Kind::Redacted.to_string(), "redacted");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// All bytes except PINs: replayable, for mock cards only.
    Full,
    /// Headers, lengths and status words: nothing personal, not replayable.
    Redacted,
}

impl Transcript {
    const fn new(kind: Kind) -> Self {
        let steps = match kind {
            Kind::Full => Steps::Full(Vec::new()),
            Kind::Redacted => Steps::Redacted(Vec::new()),
        };
        Self { steps, complete: true }
    }

    /// Full or redacted.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self.steps {
            Steps::Full(_) => Kind::Full,
            Steps::Redacted(_) => Kind::Redacted,
        }
    }

    /// The number of steps: commands with their answers, and power-downs.
    #[must_use]
    pub const fn len(&self) -> usize {
        match &self.steps {
            Steps::Full(steps) => steps.len(),
            Steps::Redacted(steps) => steps.len(),
        }
    }

    /// Whether nothing was said.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether all that was said is here. Recording stops after 10,000 steps, as many as can be read back.
    ///
    /// ```
    /// use hokensho_apdu::transcript::Transcript;
    ///
    /// let text = "hokensho transcript 1 redacted\n= power-down\n~ cut off\n";
    /// assert!(!text.parse::<Transcript>()?.is_complete());
    /// # Ok::<(), hokensho_apdu::Error>(())
    /// ```
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.complete
    }

    /// Whether one more step fits; if not, the transcript is no longer complete.
    const fn has_room(&mut self) -> bool {
        self.complete = self.complete && self.len() < MAX_STEPS;
        self.complete
    }

    fn push_exchange(&mut self, command: &[u8], result: &Result<Zeroizing<Vec<u8>>, TransportError>) {
        if !self.has_room() {
            return;
        }
        match &mut self.steps {
            Steps::Full(steps) => steps.push(Step::exchange(command, result)),
            Steps::Redacted(steps) => steps.push(Step::exchange(command, result)),
        }
    }

    fn push_power_down(&mut self) {
        if !self.has_room() {
            return;
        }
        match &mut self.steps {
            Steps::Full(steps) => steps.push(Step::PowerDown),
            Steps::Redacted(steps) => steps.push(Step::PowerDown),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Full => "full",
            Self::Redacted => "redacted",
        })
    }
}

impl fmt::Display for Transcript {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}{}", read::PREAMBLE, self.kind())?;
        match &self.steps {
            Steps::Full(steps) => steps.iter().try_for_each(|step| write!(f, "{step}")),
            Steps::Redacted(steps) => steps.iter().try_for_each(|step| write!(f, "{step}")),
        }?;
        if self.complete { Ok(()) } else { writeln!(f, "{CUT_OFF}") }
    }
}

impl fmt::Debug for Transcript {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Transcript({}, {} steps)", self.kind(), self.len())
    }
}

#[cfg(test)]
mod tests;
