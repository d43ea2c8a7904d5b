use std::io::{self, Read, Seek, SeekFrom};

use super::fields::Fields;
use crate::file_name::is_component;
use crate::{ApiId, ArchiveFault, Encoding, EntryFault, Error};

/// One message, or one for each of a few questions: no program is known to put more into an archive.
const MAX_ENTRIES: u16 = 64;
/// Bytes of the directory: as many entries, each with a name and extra fields of some hundred bytes.
const MAX_DIRECTORY: u32 = 64 * 1024;

/// Bytes of the end record (4.3.16), without the comment that may follow it.
const END: u64 = 22;
/// The length of a comment has two bytes.
const MAX_COMMENT: u64 = 0xFFFF;
/// Bytes of the header before an entry's data (4.3.7), without name and extra field.
const HEADER: u64 = 30;

/// Encrypted; strongly; with hidden values (4.4.4, bits 0, 6 and 13).
const ENCRYPTED: u16 = 1 | 1 << 6 | 1 << 13;
/// The name is in UTF-8 (4.4.4, bit 11).
const UTF_8: u16 = 1 << 11;

/// The central directory: what is in the archive.
pub(super) struct Directory {
    bytes: Vec<u8>,
    end: End,
}

/// The record at the end of the archive, which leads to the directory.
struct End {
    disks: [u16; 2],
    /// On this disk, and on all.
    entries: [u16; 2],
    size: u32,
    start: u32,
}

/// An entry as the directory lists it (4.3.12).
#[derive(Clone, Copy)]
pub(super) struct Listed<'d> {
    /// Counted from 1.
    pub(super) entry: u16,
    pub(super) method: u16,
    pub(super) checksum: u32,
    pub(super) packed: u32,
    pub(super) length: u32,
    flags: u16,
    name: &'d [u8],
    /// Where its header is.
    place: u32,
}

impl Directory {
    /// Reads the directory, which must lie right before the record that leads to it: what could be read as several
    /// archives is none.
    pub(super) fn read(source: &mut (impl Read + Seek)) -> Result<Self, Error> {
        let length = source.seek(SeekFrom::End(0)).map_err(|error| Error::of_source(error, 0_u64))?;
        let tail = length.saturating_sub(END + MAX_COMMENT);
        let bytes = bytes_at(source, tail, length - tail)?;
        let malformed = Error::Archive { fault: ArchiveFault::Directory };
        // The last one whose comment ends with the file.
        let mut ends = (0..bytes.len()).rev().zip(1_u64..);
        let end = ends.find_map(|(at, left)| Some((End::parse(bytes.get(at..)?)?, left)));
        let (end, left) = end.ok_or(malformed)?;
        end.check(length - left)?;
        Ok(Self { bytes: bytes_at(source, end.start.into(), end.size.into())?, end })
    }

    /// The entries whose names begin with this id, or else the only one, or else the only one in XML. Every name is looked
    /// at: an archive with one that no message has was made for something else.
    pub(super) fn messages(&self, api: &ApiId) -> Result<Vec<Listed<'_>>, Error> {
        let (fitting, mut others): (Vec<_>, Vec<_>) =
            self.entries()?.into_iter().partition(|listed| listed.name.starts_with(api.as_str().as_bytes()));
        if !fitting.is_empty() {
            return Ok(fitting);
        }
        if others.len() > 1 {
            others.retain(Listed::is_named_as_xml);
        }
        match &*others {
            [_] => Ok(others),
            _ => Err(Error::Archive { fault: ArchiveFault::NoMessage }),
        }
    }

    /// All but empty folders.
    fn entries(&self) -> Result<Vec<Listed<'_>>, Error> {
        let mut fields = Fields(&self.bytes);
        let mut entries: Vec<Listed<'_>> = Vec::new();
        let [_, count] = self.end.entries;
        for entry in 1..=count {
            let malformed = Error::Archive { fault: ArchiveFault::Directory };
            let listed = Listed::parse(entry, &mut fields).ok_or(malformed)?;
            if !listed.has_plain_name() {
                return Err(listed.fault(EntryFault::Name));
            }
            if entries.iter().any(|other| other.name.eq_ignore_ascii_case(listed.name)) {
                return Err(listed.fault(EntryFault::Duplicate));
            }
            entries.push(listed);
        }
        entries.retain(|listed| !listed.is_empty_folder());
        match fields.0 {
            [] => Ok(entries),
            _ => Err(Error::Archive { fault: ArchiveFault::Directory }),
        }
    }

    /// Where an entry's data starts: after its own header, which must not say anything else.
    pub(super) fn start_of_data(
        &self,
        listed: &Listed<'_>,
        source: &mut (impl Read + Seek),
    ) -> Result<u64, Error> {
        if listed.flags & ENCRYPTED != 0 {
            return Err(listed.fault(EntryFault::Encrypted));
        }
        let before_directory = |end: u64| match end <= self.end.start.into() {
            true => Ok(()),
            false => Err(listed.fault(EntryFault::Place)),
        };
        let place = u64::from(listed.place);
        before_directory(place + HEADER)?;
        let header = bytes_at(source, place, HEADER)?;
        let (flags, method, name, extra) =
            header_fields(&header).ok_or_else(|| listed.fault(EntryFault::Header))?;
        let start = place + HEADER + u64::from(name) + u64::from(extra);
        before_directory(start + u64::from(listed.packed))?;
        let name = bytes_at(source, place + HEADER, name.into())?;
        let same = (flags & ENCRYPTED, method, &*name) == (0, listed.method, listed.name);
        if same { Ok(start) } else { Err(listed.fault(EntryFault::Header)) }
    }
}

impl End {
    /// A record with a comment that ends with the bytes.
    fn parse(bytes: &[u8]) -> Option<Self> {
        let mut fields = Fields(bytes);
        fields.signature(b"PK\x05\x06")?;
        let disks = [fields.u16()?, fields.u16()?];
        let entries = [fields.u16()?, fields.u16()?];
        let (size, start) = (fields.u32()?, fields.u32()?);
        let comment = fields.u16()?;
        (fields.0.len() == usize::from(comment)).then_some(Self { disks, entries, size, start })
    }

    /// Checks a record that stands here.
    fn check(&self, place: u64) -> Result<(), Error> {
        let [here, entries] = self.entries;
        let fault = if entries == u16::MAX || self.size == u32::MAX || self.start == u32::MAX {
            ArchiveFault::Zip64
        } else if self.disks != [0, 0] || here != entries {
            ArchiveFault::Split
        } else if u64::from(self.start) + u64::from(self.size) != place {
            ArchiveFault::Directory
        } else if entries > MAX_ENTRIES {
            ArchiveFault::Entries { limit: MAX_ENTRIES }
        } else if self.size > MAX_DIRECTORY {
            ArchiveFault::DirectorySize { limit: MAX_DIRECTORY }
        } else {
            return Ok(());
        };
        Err(Error::Archive { fault })
    }
}

impl<'d> Listed<'d> {
    fn parse(entry: u16, fields: &mut Fields<'d>) -> Option<Self> {
        fields.signature(b"PK\x01\x02")?;
        fields.skip::<4>()?; // versions
        let (flags, method) = (fields.u16()?, fields.u16()?);
        fields.skip::<4>()?; // time
        let (checksum, packed, length) = (fields.u32()?, fields.u32()?, fields.u32()?);
        let (name, extra, comment) = (fields.u16()?, fields.u16()?, fields.u16()?);
        fields.skip::<8>()?; // disk, attributes
        let place = fields.u32()?;
        let name = fields.bytes(name)?;
        fields.bytes(extra)?;
        fields.bytes(comment)?;
        Some(Self { entry, method, checksum, packed, length, flags, name, place })
    }

    /// Folders end in a slash (4.4.17.1) and hold nothing themselves.
    fn is_empty_folder(&self) -> bool {
        self.length == 0 && self.name.ends_with(b"/")
    }

    fn is_named_as_xml(&self) -> bool {
        self.name.last_chunk().is_some_and(|end: &[u8; 4]| end.eq_ignore_ascii_case(b".xml"))
    }

    /// Whether the name is that of a file or empty folder in no other. Its encoding is a matter of habit where the entry
    /// doesn't say it.
    fn has_plain_name(&self) -> bool {
        let bytes = self.name.strip_suffix(b"/").filter(|_| self.length == 0).unwrap_or(self.name);
        let name = match Encoding::Utf8.decode(bytes) {
            Err(_) if self.flags & UTF_8 == 0 => Encoding::Windows31J.decode(bytes),
            name => name,
        };
        name.is_ok_and(|name| is_component(&name) && !matches!(&*name, "." | ".."))
    }

    const fn fault(&self, fault: EntryFault) -> Error {
        Error::ArchiveEntry { entry: self.entry, fault }
    }
}

/// What an entry's own header says of flags and method, and the lengths of its name and extra field. Checksum and lengths
/// may stand after the data instead (4.3.9); the directory has them.
fn header_fields(header: &[u8]) -> Option<(u16, u16, u16, u16)> {
    let mut fields = Fields(header);
    fields.signature(b"PK\x03\x04")?;
    fields.skip::<2>()?; // version
    let (flags, method) = (fields.u16()?, fields.u16()?);
    fields.skip::<16>()?; // time, checksum, lengths
    Some((flags, method, fields.u16()?, fields.u16()?))
}

/// Bytes of a part whose length was checked.
fn bytes_at(source: &mut (impl Read + Seek), start: u64, length: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = source
        .seek(SeekFrom::Start(start))
        .and_then(|_| source.by_ref().take(length).read_to_end(&mut bytes));
    let read = read.and_then(|read| match u64::try_from(read) {
        Ok(read) if read == length => Ok(bytes),
        _ => Err(io::ErrorKind::UnexpectedEof.into()),
    });
    read.map_err(|error| Error::of_source(error, start))
}
