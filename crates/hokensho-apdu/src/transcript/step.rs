use alloc::vec::Vec;
use core::fmt;
use zeroize::Zeroizing;

use super::Fault;
use crate::TransportError;

/// One step of a conversation; `C` and `R` say how much of command and response is kept.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Step<C, R> {
    Exchange { command: C, response: Result<R, Failure> },
    PowerDown,
}

/// A command or a response, as far as it may be kept.
pub(super) trait Kept: fmt::Display + Sized {
    /// What is kept of `bytes`.
    fn of(bytes: &[u8]) -> Self;

    /// Reads what `Display` wrote.
    fn read(text: &str) -> Result<Self, Fault>;
}

impl<C: Kept, R: Kept> Step<C, R> {
    pub(super) fn exchange(command: &[u8], result: &Result<Zeroizing<Vec<u8>>, TransportError>) -> Self {
        let response = result.as_ref().map(|bytes| R::of(bytes)).map_err(Failure::from);
        Self::Exchange { command: C::of(command), response }
    }
}

impl<C: Kept, R: Kept> fmt::Display for Step<C, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exchange { command, response: Ok(response) } => write!(f, "> {command}\n< {response}\n"),
            Self::Exchange { command, response: Err(failure) } => write!(f, "> {command}\n! {failure}\n"),
            Self::PowerDown => f.write_str("= power-down\n"),
        }
    }
}

/// The kinds of [`TransportError`], without their causes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    CardRemoved,
    CardReset,
    Failed,
    ReaderGone,
    Sharing,
    Timeout,
    Unresponsive,
}

impl Failure {
    const WORDS: [(Self, &'static str); 7] = [
        (Self::CardRemoved, "card-removed"),
        (Self::CardReset, "card-reset"),
        (Self::Failed, "failed"),
        (Self::ReaderGone, "reader-gone"),
        (Self::Sharing, "sharing"),
        (Self::Timeout, "timeout"),
        (Self::Unresponsive, "unresponsive"),
    ];

    pub(super) fn read(text: &str) -> Result<Self, Fault> {
        let known = Self::WORDS.into_iter().find(|(_, word)| *word == text);
        known.map(|(failure, _)| failure).ok_or(Fault::Line)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = Self::WORDS.into_iter().find(|(failure, _)| failure == self);
        known.map_or(Ok(()), |(_, word)| f.write_str(word))
    }
}

impl From<&TransportError> for Failure {
    fn from(error: &TransportError) -> Self {
        match error {
            TransportError::CardRemoved => Self::CardRemoved,
            TransportError::CardReset => Self::CardReset,
            TransportError::Failed(_) => Self::Failed,
            TransportError::ReaderGone => Self::ReaderGone,
            TransportError::Sharing => Self::Sharing,
            TransportError::Timeout => Self::Timeout,
            TransportError::Unresponsive => Self::Unresponsive,
        }
    }
}
