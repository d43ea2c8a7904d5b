use core::fmt;

use crate::{Application, File, Key, Secret};

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
    /// Ending the session.
    End,
    /// Asking for the tries left.
    Query(Secret),
    /// Reading a file.
    Read {
        /// The file.
        file: File,
        /// The first byte asked for.
        offset: usize,
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
            Self::End => f.write_str("ending the session"),
            Self::Query(secret) => write!(f, "asking the tries left for {secret}"),
            Self::Read { file, offset } => write!(f, "reading {file} at byte {offset}"),
            Self::Select(application) => write!(f, "selecting {application}"),
            Self::Sign(key) => write!(f, "signing with {key}"),
            Self::Verify(secret) => write!(f, "presenting {secret}"),
        }
    }
}
