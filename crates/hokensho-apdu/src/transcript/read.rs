use alloc::vec::Vec;
use core::iter;
use core::str::FromStr;

use super::step::{Failure, Kept, Step};
use super::{CUT_OFF, Fault, MAX_STEPS, Steps, Transcript};
use crate::Error;

/// What the first line begins with; the number is the version of the format.
pub(super) const PREAMBLE: &str = "hokensho transcript 1 ";

/// As many steps with 800 bytes each: face records read in pieces of 256 bytes need less.
const MAX_BYTES: usize = 16 * 1024 * 1024;

impl FromStr for Transcript {
    type Err = Error;

    /// Reads the text format of the [module](super).
    ///
    /// # Errors
    /// [`Error::Transcript`] with the number of the line and the [`Fault`].
    fn from_str(text: &str) -> Result<Self, Error> {
        let error = |line, fault| Error::Transcript { line, fault };
        if text.len() > MAX_BYTES {
            return Err(error(1, Fault::TooLong { limit: MAX_BYTES }));
        }
        let mut lines = (1..).zip(text.lines().map(str::trim_end));
        let kind = lines.next().and_then(|(_, line)| line.strip_prefix(PREAMBLE));
        let mut lines = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#')).peekable();
        let mut complete = true;
        // Nothing follows the line that says that the rest is missing.
        let lines = iter::from_fn(|| {
            let line = lines.next()?;
            complete = line.1 != CUT_OFF || lines.peek().is_some();
            complete.then_some(line)
        });
        let steps = match kind {
            Some("full") => read_steps(lines).map(Steps::Full),
            Some("redacted") => read_steps(lines).map(Steps::Redacted),
            _ => Err((1, Fault::FirstLine)),
        };
        Ok(Self { steps: steps.map_err(|(line, fault)| error(line, fault))?, complete })
    }
}

fn read_steps<'a, C: Kept, R: Kept>(
    lines: impl Iterator<Item = (usize, &'a str)>,
) -> Result<Vec<Step<C, R>>, (usize, Fault)> {
    let mut steps = Vec::new();
    let mut waiting = None;
    for (line, text) in lines {
        let at = |fault| (line, fault);
        let (mark, rest) = text.split_at_checked(1).ok_or(at(Fault::Line))?;
        let rest = rest.trim_start();
        let step = match (mark, waiting.take()) {
            (">" | "=", Some((line, _))) => return Err((line, Fault::CommandAlone)),
            ("<" | "!", None) => return Err(at(Fault::AnswerAlone)),
            (">", None) => {
                waiting = Some((line, C::read(rest).map_err(at)?));
                continue;
            }
            ("<", Some((_, command))) => Step::Exchange { command, response: Ok(R::read(rest).map_err(at)?) },
            ("!", Some((_, command))) => {
                Step::Exchange { command, response: Err(Failure::read(rest).map_err(at)?) }
            }
            ("=", None) if rest == "power-down" => Step::PowerDown,
            _ => return Err(at(Fault::Line)),
        };
        if steps.len() == MAX_STEPS {
            return Err(at(Fault::TooManySteps { limit: MAX_STEPS }));
        }
        steps.push(step);
    }
    match waiting {
        Some((line, _)) => Err((line, Fault::CommandAlone)),
        None => Ok(steps),
    }
}

/// A number as it is written: digits without sign or leading zero.
pub(super) fn number<N: FromStr>(text: &str) -> Result<N, Fault> {
    let plain = text == "0" || text.starts_with(|first: char| matches!(first, '1'..='9'));
    text.parse().ok().filter(|_| plain).ok_or(Fault::Line)
}

/// A number above zero: where there is nothing, nothing is written.
pub(super) fn positive(text: &str) -> Result<usize, Fault> {
    number(text).ok().filter(|number| *number > 0).ok_or(Fault::Line)
}

pub(super) fn bytes(text: &str) -> Result<Vec<u8>, Fault> {
    pairs(text).map(|pair| byte(pair?)).collect()
}

pub(super) fn pairs(text: &str) -> impl Iterator<Item = Result<[u8; 2], Fault>> {
    text.as_bytes().chunks(2).map(|pair| <[u8; 2]>::try_from(pair).map_err(|_| Fault::Hex))
}

pub(super) fn byte(digits: [u8; 2]) -> Result<u8, Fault> {
    let digit = |ascii: u8| char::from(ascii).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    match digits.map(digit) {
        [Some(high), Some(low)] => Ok(high << 4 | low),
        _ => Err(Fault::Hex),
    }
}
