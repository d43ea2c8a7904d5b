//! Bulk results that come as ZIP archives (PKWARE's APPNOTE, version 6.3).
//!
//! The archive is read here and not by the `zip` crate, which on opening keeps as many entries as a file claims to have,
//! and chooses where several readings are possible. An archive around one message needs little of the format: the rest is
//! refused. Only inflating is left to others.

mod directory;
mod fields;

use std::fmt;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Take};

use flate2::Crc;
use flate2::bufread::DeflateDecoder;

use crate::{ApiId, ArchiveFault, EntryFault, Error};
use directory::{Directory, Listed};

/// How many times larger than packed a message may be. Bulk results shrink to a thirtieth, those of people who all say the
/// same word for word to a four-hundredth; a bomb has up to a thousand.
const MAX_RATIO: u64 = 500;

/// Bytes that may come out whatever went in: short texts may well say the same again and again.
const FREE: u64 = 1024 * 1024;

/// How an entry is packed (4.4.5).
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// The message in a ZIP archive, inflated while it is read: no more than a window of it is in memory.
///
/// Nothing that the archive says is believed: what comes out is held against the stated length and checksum, and against
/// what went in. Reading fails with an [`io::Error`] around an [`Error`], which [`BulkReader`](crate::BulkReader) hands on.
/// No name in an archive is shown, nor used as a path.
///
/// ```
/// use hokensho_oqs::{ApiId, BulkConfirmUnit, BulkReader, Mode, ZipEntry};
/// use std::io::{BufReader, Cursor};
///
/// # let archive = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/bulk_qualification_result.zip"));
/// // Or a `File`.
/// let message = ZipEntry::open(Cursor::new(archive), &ApiId::BULK_QUALIFICATION_RESULT)?;
/// let length = message.stated_length();
/// let mut people = BulkReader::<_, BulkConfirmUnit>::new(BufReader::new(message), Mode::Strict)?;
/// assert_eq!(people.by_ref().filter(Result::is_ok).count(), 2);
/// assert_eq!(people.progress().bytes, length);
/// # Ok::<(), hokensho_oqs::Error>(())
/// ```
pub struct ZipEntry<R> {
    data: Data<R>,
    /// Which of the archive it is, counted from 1.
    entry: u16,
    packed: u64,
    length: u64,
    checksum: u32,
    given: Crc,
    given_bytes: u64,
}

enum Data<R> {
    Deflated(DeflateDecoder<BufReader<Take<R>>>),
    Stored(Take<R>),
}

impl<R: Read + Seek> ZipEntry<R> {
    /// Opens the entry whose name begins with the id of the expected message, or else the only one, or the only one in
    /// XML. Empty folders are passed over; a message in a folder is refused, since two of one name would leave it open which
    /// is meant.
    ///
    /// ```
    /// use hokensho_oqs::{ApiId, ArchiveFault, Error, ZipEntry};
    ///
    /// let opened = ZipEntry::open(std::io::Cursor::new(b"<XmlMsg/>"), &ApiId::BULK_QUALIFICATION_RESULT);
    /// assert_eq!(opened.unwrap_err(), Error::Archive { fault: ArchiveFault::Directory });
    /// ```
    ///
    /// # Errors
    /// [`Error::Archive`] for what is no such archive, [`Error::ArchiveEntry`] for an entry that can't be read or trusted,
    /// [`Error::Source`].
    pub fn open(mut source: R, api: &ApiId) -> Result<Self, Error> {
        let directory = Directory::read(&mut source)?;
        match &*directory.messages(api)? {
            [listed] => Self::at(listed, &directory, source),
            _ => Err(Error::Archive { fault: ArchiveFault::SeveralMessages }),
        }
    }

    /// Opens one of several entries whose names begin with the id of the expected message, counted from 0 in the order of
    /// the archive; none after the last. Without any, the only entry, or the only one in XML, is the first.
    ///
    /// ```
    /// use hokensho_oqs::{ApiId, ZipEntry};
    /// use std::io::{Cursor, read_to_string};
    ///
    /// # let archive = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/bulk_qualification_result.zip"));
    /// let mut messages = Vec::new();
    /// while let Some(entry) =
    ///     ZipEntry::open_nth(Cursor::new(archive), &ApiId::BULK_QUALIFICATION_RESULT, messages.len())?
    /// {
    ///     messages.push(read_to_string(entry)?);
    /// }
    /// assert_eq!(messages.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`open`](Self::open), but for [`ArchiveFault::SeveralMessages`].
    pub fn open_nth(mut source: R, api: &ApiId, nth: usize) -> Result<Option<Self>, Error> {
        let directory = Directory::read(&mut source)?;
        directory.messages(api)?.get(nth).map(|listed| Self::at(listed, &directory, source)).transpose()
    }

    fn at(listed: &Listed<'_>, directory: &Directory, mut source: R) -> Result<Self, Error> {
        let start = directory.start_of_data(listed, &mut source)?;
        source.seek(SeekFrom::Start(start)).map_err(|error| Error::of_source(error, start))?;
        let (entry, packed, length) = (listed.entry, listed.packed.into(), listed.length.into());
        let data = source.take(packed);
        let data = match listed.method {
            DEFLATED => Data::Deflated(DeflateDecoder::new(BufReader::new(data))),
            STORED => Data::Stored(data),
            method => return Err(Error::ArchiveEntry { entry, fault: EntryFault::Method { method } }),
        };
        let checksum = listed.checksum;
        Ok(Self { data, entry, packed, length, checksum, given: Crc::new(), given_bytes: 0 })
    }
}

impl<R> ZipEntry<R> {
    /// Bytes of the message, as the archive states them; reading fails if it is another number.
    #[must_use]
    pub const fn stated_length(&self) -> u64 {
        self.length
    }

    /// What is wrong with what has come out so far.
    fn fault(&self) -> Option<EntryFault> {
        if self.given_bytes > self.length {
            return Some(EntryFault::Length);
        }
        let bound = self.taken().saturating_mul(MAX_RATIO).max(FREE);
        (self.given_bytes > bound).then_some(EntryFault::Ratio { limit: MAX_RATIO })
    }

    /// What is wrong with all that came out.
    fn fault_at_end(&self) -> Option<EntryFault> {
        if (self.given_bytes, self.taken()) != (self.length, self.packed) {
            return Some(EntryFault::Length);
        }
        (self.given.sum() != self.checksum).then_some(EntryFault::Checksum)
    }

    /// Packed bytes that were used.
    fn taken(&self) -> u64 {
        match &self.data {
            Data::Deflated(decoder) => decoder.total_in(),
            Data::Stored(_) => self.given_bytes,
        }
    }
}

impl<R: Read> Read for ZipEntry<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match &mut self.data {
            Data::Deflated(decoder) => decoder.read(buffer),
            Data::Stored(data) => data.read(buffer),
        };
        let fault = match read {
            Ok(0) if !buffer.is_empty() => self.fault_at_end(),
            Ok(read) => {
                self.given.update(buffer.get(..read).unwrap_or_default());
                self.given_bytes = self.given_bytes.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
                self.fault()
            }
            // What the decoder calls data that can't have been deflated, and data that ends too early.
            Err(ref error) if error.kind() == io::ErrorKind::InvalidInput => Some(EntryFault::Deflate),
            Err(ref error) if error.kind() == io::ErrorKind::UnexpectedEof => Some(EntryFault::Length),
            Err(_) => None,
        };
        match fault {
            None => read,
            Some(fault) => {
                let error = Error::ArchiveEntry { entry: self.entry, fault };
                Err(io::Error::new(io::ErrorKind::InvalidData, error))
            }
        }
    }
}

impl<R> fmt::Debug for ZipEntry<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ZipEntry")
            .field("entry", &self.entry)
            .field("packed", &self.packed)
            .field("length", &self.length)
            .field("given", &self.given_bytes)
            .finish_non_exhaustive()
    }
}
