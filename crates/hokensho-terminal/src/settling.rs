//! A file that somebody else may still be writing.

use std::fmt;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::{Error, Settings};

/// The largest answer that is read, in bytes. A result for one person has a few kilobytes; working systems stop at
/// 4 MiB too.
pub(crate) const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// Reads a file again and again until it has come to rest: two reads, an interval apart, give the same bytes.
/// Nothing else tells a whole file from half of one on a network share, where events get lost and locks are advice.
pub(crate) struct Settling {
    path: PathBuf,
    last: Option<Vec<u8>>,
    read_at: Option<Duration>,
    reads: u8,
}

impl Settling {
    pub(crate) const fn new(path: PathBuf) -> Self {
        Self { path, last: None, read_at: None, reads: 0 }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether there is a file at all. A share that doesn't answer has none for now.
    pub(crate) fn is_there(&self) -> bool {
        self.path.try_exists().unwrap_or(false)
    }

    /// Reads once, if it is time; the bytes, if they are at rest.
    ///
    /// Any I/O error is tried again: a sharing violation, a lock, a share that blinks all pass.
    pub(crate) fn poll(&mut self, now: Duration, settings: &Settings) -> Result<Option<Vec<u8>>, Error> {
        if self.read_at.is_some_and(|before| now.saturating_sub(before) < settings.interval) {
            return Ok(None);
        }
        self.read_at = Some(now);
        self.reads = self.reads.saturating_add(1);
        match read(&self.path) {
            Ok(None) => Err(Error::TooLarge { file: self.path.clone(), limit: MAX_BYTES }),
            Ok(Some(bytes)) if self.last.as_ref() == Some(&bytes) => Ok(Some(bytes)),
            Ok(Some(_)) if self.exhausted(settings) => {
                Err(Error::Unsettled { file: self.path.clone(), reads: self.reads })
            }
            Ok(Some(bytes)) => {
                self.last = Some(bytes);
                Ok(None)
            }
            Err(source) if self.exhausted(settings) => {
                Err(Error::Unreadable { file: self.path.clone(), reads: self.reads, source })
            }
            Err(_) => {
                self.last = None;
                Ok(None)
            }
        }
    }

    /// Whether the last read allowed has been made.
    pub(crate) const fn exhausted(&self, settings: &Settings) -> bool {
        self.reads >= settings.reads
    }
}

impl fmt::Debug for Settling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settling")
            .field("path", &self.path)
            .field("reads", &self.reads)
            .finish_non_exhaustive()
    }
}

/// The whole file, or none if it is larger than [`MAX_BYTES`].
pub(crate) fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let read = File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(u64::try_from(read).is_ok_and(|read| read <= MAX_BYTES).then_some(bytes))
}
