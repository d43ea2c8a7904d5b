use core::fmt;

use crate::{Application, DataObject, File, Key, Secret};

/// What was being done when an error arose.
///
/// ```
/// use hokensho_card::{File, Step};
///
/// let step = Step::Read { file: File::AuthCertificate, offset: 256 };
/// assert_eq!(step.to_string(), "reading the auth certificate (JPKI EF 000A) at byte 256");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Step {
    /// Replacing a secret by another.
    Change(Secret),
    /// Ending the session.
    End,
    /// Asking the card manager for a data object (GET DATA).
    GetData(DataObject),
    /// Asking for the tries left.
    Query(Secret),
    /// Reading a file.
    Read {
        /// The file.
        file: File,
        /// The first byte asked for.
        offset: usize,
    },
    /// Reading a record of a file.
    ReadRecord {
        /// The file.
        file: File,
        /// The record's number, from 1.
        record: u8,
    },
    /// Selecting an application.
    Select(Application),
    /// Signing.
    Sign(Key),
    /// Presenting a secret.
    Verify(Secret),
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Change(secret) => write!(f, "changing {secret}"),
            Self::End => f.write_str("ending the session"),
            Self::GetData(object) => write!(f, "asking for {object}"),
            Self::Query(secret) => write!(f, "asking the tries left for {secret}"),
            Self::Read { file, offset } => write!(f, "reading {file} at byte {offset}"),
            Self::ReadRecord { file, record } => write!(f, "reading record {record} of {file}"),
            Self::Select(application) => write!(f, "selecting {application}"),
            Self::Sign(key) => write!(f, "signing with {key}"),
            Self::Verify(secret) => write!(f, "presenting {secret}"),
        }
    }
}
