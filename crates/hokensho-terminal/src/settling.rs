//! A file that somebody else may still be writing.

use std::fmt;
use std::fs::File;
use std::hash::{DefaultHasher, Hasher as _};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use hokensho_oqs::ErrFile;

use crate::{Error, Settings};

/// The largest answer that is read, in bytes. A result for one person has a few kilobytes; working systems stop at
/// 4 MiB too.
pub(crate) const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// The largest bulk result, in bytes: more than a million people, and what an archive without ZIP64 can hold.
const MAX_BULK_BYTES: u64 = 0xFFFF_FFFF;

/// Reads a file again and again until it has come to rest: two reads, an interval apart, give the same bytes.
/// Nothing else tells a whole file from half of one on a network share, where events get lost and locks are advice.
///
/// A read gives what the file is known by: its bytes, or for one that may be too large to hold, a [`Digest`].
pub(crate) struct Settling<T = Vec<u8>> {
    path: PathBuf,
    /// None for a file that is larger than the limit.
    read: fn(&Path) -> io::Result<Option<T>>,
    limit: u64,
    last: Option<T>,
    read_at: Option<Duration>,
    reads: u8,
}

impl Settling {
    pub(crate) const fn new(path: PathBuf) -> Self {
        Self { path, read, limit: MAX_BYTES, last: None, read_at: None, reads: 0 }
    }

    /// The text of a refusal, if it is at rest.
    pub(crate) fn text(&mut self, now: Duration, settings: &Settings) -> Result<Option<ErrFile>, Error> {
        let Some(bytes) = self.poll(now, settings)? else { return Ok(None) };
        let read = ErrFile::read(&bytes);
        read.map(Some).map_err(|source| Error::Malformed { file: self.path.clone(), source })
    }
}

impl Settling<Digest> {
    pub(crate) const fn bulk(path: PathBuf) -> Self {
        Self { path, read: digest, limit: MAX_BULK_BYTES, last: None, read_at: None, reads: 0 }
    }
}

impl<T: PartialEq> Settling<T> {
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether there is a file at all. A share that doesn't answer has none for now.
    pub(crate) fn is_there(&self) -> bool {
        self.path.try_exists().unwrap_or(false)
    }

    /// Reads once, if it is time; what was read, if it is at rest.
    ///
    /// Any I/O error is tried again: a sharing violation, a lock, a share that blinks all pass.
    pub(crate) fn poll(&mut self, now: Duration, settings: &Settings) -> Result<Option<T>, Error> {
        if self.read_at.is_some_and(|before| now.saturating_sub(before) < settings.interval) {
            return Ok(None);
        }
        self.read_at = Some(now);
        self.reads = self.reads.saturating_add(1);
        match (self.read)(&self.path) {
            Ok(None) => Err(Error::TooLarge { file: self.path.clone(), limit: self.limit }),
            Ok(Some(read)) if self.last.as_ref() == Some(&read) => Ok(Some(read)),
            Ok(Some(_)) if self.exhausted(settings) => {
                Err(Error::Unsettled { file: self.path.clone(), reads: self.reads })
            }
            Ok(Some(read)) => {
                self.last = Some(read);
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

impl<T> fmt::Debug for Settling<T> {
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

/// What tells whether a file has changed, without the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Digest {
    length: u64,
    hash: u64,
    /// Whether its last bytes could be those of a message or an archive.
    pub(crate) has_end: bool,
}

/// Bytes in which the end of a message stands, if there is one: an end tag, and what may follow it.
const END: usize = 256;

/// Reads a file piece by piece; none if it is larger than a bulk result.
pub(crate) fn digest(path: &Path) -> io::Result<Option<Digest>> {
    let mut file = File::open(path)?.take(MAX_BULK_BYTES + 1);
    let (mut length, mut hasher, mut end) = (0_u64, DefaultHasher::new(), Vec::new());
    let mut piece = vec![0; 64 * 1024];
    loop {
        let read = file.read(&mut piece)?;
        let Some(read) = piece.get(..read).filter(|read| !read.is_empty()) else { break };
        hasher.write(read);
        length = length.saturating_add(u64::try_from(read.len()).unwrap_or(u64::MAX));
        end.extend_from_slice(read);
        end.drain(..end.len().saturating_sub(END));
    }
    let has = |sign: &[u8]| end.windows(sign.len()).any(|window| window == sign);
    let has_end = has(b"</XmlMsg") || has(b"PK\x05\x06");
    Ok((length <= MAX_BULK_BYTES).then(|| Digest { length, hash: hasher.finish(), has_end }))
}
