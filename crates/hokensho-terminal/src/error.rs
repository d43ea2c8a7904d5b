use std::io;
use std::path::PathBuf;

use hokensho_oqs::FileName;

use crate::{Echo, Folder};

/// What can go wrong with the terminal's folders. No variant carries what a file holds.
///
/// ```
/// use hokensho_eligibility::InstitutionCode;
/// use hokensho_terminal::{Error, Terminal};
///
/// let nowhere = tempfile::tempdir()?;
/// let error = Terminal::open(nowhere.path(), InstitutionCode::new("1300000005")?).unwrap_err();
/// assert!(matches!(error, Error::FolderMissing { .. }));
/// assert!(error.is_unsent());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Two answers to one request: neither can be believed.
    #[error("{} is not the only answer to its request", file.display())]
    AnsweredTwice {
        /// The answer that was found first.
        file: PathBuf,
    },
    /// One of the three folders isn't there, or can't be looked into.
    #[error("the folder {folder} can't be listed")]
    FolderMissing {
        /// Which one.
        folder: Folder,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// A file that can't be deleted.
    #[error("{} can't be deleted", file.display())]
    Kept {
        /// The file.
        file: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// An answer that can't be read as the message it claims to be.
    #[error("{} can't be read as an answer", file.display())]
    Malformed {
        /// The answer.
        file: PathBuf,
        /// Where and why.
        #[source]
        source: hokensho_oqs::Error,
    },
    /// The request never left: the terminal hasn't seen it.
    #[error("the request was not sent")]
    NotSent(#[from] NotSent),
    /// A larger file than any answer for one person.
    #[error("{} is larger than {limit} bytes", file.display())]
    TooLarge {
        /// The file.
        file: PathBuf,
        /// The most that is read, in bytes.
        limit: u64,
    },
    /// More files than are looked through.
    #[error("more than {limit} files in the folder {folder}")]
    TooManyFiles {
        /// The folder.
        folder: Folder,
        /// The most that are looked through.
        limit: usize,
    },
    /// A file that can't be read, tried several times.
    #[error("{} can't be read, tried {reads} times", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// How often it was tried.
        reads: u8,
        /// What the system said last.
        #[source]
        source: io::Error,
    },
    /// A file that never came to rest.
    #[error("{} was still changing after {reads} reads", file.display())]
    Unsettled {
        /// The file.
        file: PathBuf,
        /// How often it was read.
        reads: u8,
    },
    /// An answer for somebody else: another institution, request or person.
    #[error("{} answers somebody else: its {what} is not what was asked", file.display())]
    WrongAddressee {
        /// The answer.
        file: PathBuf,
        /// What doesn't fit.
        what: Echo,
    },
}

impl Error {
    /// Whether it is certain that the terminal has seen no request.
    #[must_use]
    pub const fn is_unsent(&self) -> bool {
        matches!(self, Self::FolderMissing { .. } | Self::NotSent(_))
    }
}

/// Why a request never left.
///
/// ```
/// use hokensho_terminal::NotSent;
///
/// let error = NotSent::NameTaken { file: "req/OQSsiquc01req_202611220001.xml".into() };
/// assert_eq!(error.to_string(), "req/OQSsiquc01req_202611220001.xml is already there");
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NotSent {
    /// The request can't be written as a message.
    #[error("the request can't be written")]
    Message(#[source] hokensho_oqs::Error),
    /// A file of this request or of an answer to it is already there. Nothing is ever overwritten.
    #[error("{} is already there", file.display())]
    NameTaken {
        /// The file.
        file: PathBuf,
    },
    /// The name isn't one of a request like this.
    #[error("{name} names no request of this kind")]
    NotARequest {
        /// The name.
        name: FileName,
    },
    /// The request is for another institution than the terminal's.
    #[error("the request names another institution than the terminal's")]
    OtherInstitution,
    /// The file can't be written or put into place.
    #[error("{} can't be written", file.display())]
    Write {
        /// The file.
        file: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
}
