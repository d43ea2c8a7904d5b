//! What a redacted transcript keeps: headers, lengths and status words.

use core::fmt;

use super::step::{self, Kept};
use super::{Fault, read};
use crate::{Command, Le, Response, StatusWord};

pub(super) type Step = step::Step<Outline, Answer>;

/// A command without its data.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Outline {
    Command {
        header: [u8; 4],
        data: usize,
        le: Option<Le>,
    },
    /// Bytes that are no command.
    Opaque {
        bytes: usize,
    },
}

impl Kept for Outline {
    fn of(bytes: &[u8]) -> Self {
        match Command::parse(bytes) {
            Ok(command) => Self::Command {
                header: [command.cla(), command.ins(), command.p1(), command.p2()],
                data: command.data().len(),
                le: command.le(),
            },
            Err(_) => Self::Opaque { bytes: bytes.len() },
        }
    }

    /// `00B08A00`, then `data` and `le` with their numbers of bytes where there are any; or `opaque 3`.
    fn read(text: &str) -> Result<Self, Fault> {
        if let Some(bytes) = text.strip_prefix("opaque ") {
            return Ok(Self::Opaque { bytes: read::number(bytes)? });
        }
        let (text, le) = match text.split_once(" le ") {
            Some((text, le)) => (text, Some(Le::new(read::number(le)?).map_err(|_| Fault::Line)?)),
            None => (text, None),
        };
        let (header, data) = match text.split_once(" data ") {
            Some((header, bytes)) => (header, read::positive(bytes)?),
            None => (text, 0),
        };
        let header = read::bytes(header)?.try_into().map_err(|_| Fault::Line)?;
        Ok(Self::Command { header, data, le })
    }
}

impl fmt::Display for Outline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Command { header, data, le } => {
                header.iter().try_for_each(|byte| write!(f, "{byte:02X}"))?;
                if *data > 0 {
                    write!(f, " data {data}")?;
                }
                le.iter().try_for_each(|le| write!(f, " le {}", le.bytes()))
            }
            Self::Opaque { bytes } => write!(f, "opaque {bytes}"),
        }
    }
}

/// A response without its data.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Answer {
    Response {
        data: usize,
        status: StatusWord,
    },
    /// Bytes without a status word.
    Opaque {
        bytes: usize,
    },
}

impl Kept for Answer {
    fn of(bytes: &[u8]) -> Self {
        match Response::parse(bytes) {
            Ok(response) => Self::Response { data: response.data().len(), status: response.status() },
            Err(_) => Self::Opaque { bytes: bytes.len() },
        }
    }

    /// `sw 9000`, after `data` and its number of bytes where there are any; or `opaque 1`.
    fn read(text: &str) -> Result<Self, Fault> {
        if let Some(bytes) = text.strip_prefix("opaque ") {
            return Ok(Self::Opaque { bytes: read::number(bytes)? });
        }
        let (data, status) = match text.strip_prefix("data ").and_then(|text| text.split_once(' ')) {
            Some((bytes, status)) => (read::positive(bytes)?, status),
            None => (0, text),
        };
        let status = read::bytes(status.strip_prefix("sw ").ok_or(Fault::Line)?)?;
        let status = <[u8; 2]>::try_from(status).map_err(|_| Fault::Line)?;
        Ok(Self::Response { data, status: status.into() })
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Response { data: 0, status } => write!(f, "sw {:04X}", u16::from(*status)),
            Self::Response { data, status } => write!(f, "data {data} sw {:04X}", u16::from(*status)),
            Self::Opaque { bytes } => write!(f, "opaque {bytes}"),
        }
    }
}
