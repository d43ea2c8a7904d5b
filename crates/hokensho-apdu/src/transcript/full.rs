//! What a full transcript keeps: the bytes, except those that may be a PIN.

use alloc::vec::Vec;
use core::fmt;
use zeroize::Zeroizing;

use super::step::{self, Kept};
use super::{Fault, read};
use crate::{Command, Form};

pub(super) type Step = step::Step<Pattern, Answer>;

/// The bytes of a command, with wildcards for what may be a secret. Two commands match if their patterns are equal.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Pattern(Vec<Option<u8>>);

impl Pattern {
    pub(super) const fn len(&self) -> usize {
        self.0.len()
    }

    /// How many bytes are alike before the first that differs.
    pub(super) fn common_prefix(&self, other: &Self) -> usize {
        self.0.iter().zip(&other.0).take_while(|(ours, theirs)| ours == theirs).count()
    }
}

impl Kept for Pattern {
    fn of(bytes: &[u8]) -> Self {
        let hidden = match Command::parse(bytes) {
            Ok(command) if command.carries_secret() => {
                let start = match command.form() {
                    Form::Short => 5,
                    Form::Extended => 7,
                };
                start..start + command.data().len()
            }
            Ok(_) => 0..0,
            Err(_) => 0..bytes.len(), // a PIN with a wrong length byte, perhaps
        };
        let keep = |(at, byte): (usize, &u8)| (!hidden.contains(&at)).then_some(*byte);
        Self(bytes.iter().enumerate().map(keep).collect())
    }

    fn read(text: &str) -> Result<Self, Fault> {
        let read = Self(
            read::pairs(text)
                .map(|pair| match pair? {
                    [b'*', b'*'] => Ok(None),
                    digits => read::byte(digits).map(Some),
                })
                .collect::<Result<_, _>>()?,
        );
        // A secret doesn't decide where it stands: with zeros in its place the pattern comes out the same.
        let zeros: Vec<u8> = read.0.iter().map(|byte| byte.unwrap_or(0)).collect();
        let hidden_wholly = read.0.iter().all(Option::is_none);
        if hidden_wholly || Self::of(&zeros) == read { Ok(read) } else { Err(Fault::Wildcards) }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| match byte {
            Some(byte) => write!(f, "{byte:02X}"),
            None => f.write_str("**"),
        })
    }
}

/// The bytes of a response.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Answer(pub(super) Zeroizing<Vec<u8>>);

impl Kept for Answer {
    fn of(bytes: &[u8]) -> Self {
        Self(Zeroizing::new(bytes.to_vec()))
    }

    fn read(text: &str) -> Result<Self, Fault> {
        read::bytes(text).map(Zeroizing::new).map(Self)
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02X}"))
    }
}
