//! Makes ZIP archives, also such as no program writes. After PKWARE's APPNOTE, not after the reader.

use std::io::{self, Read};

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc, CrcReader};

/// An entry, each field of which may lie.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) name: Vec<u8>,
    /// The name in the header before the data, if it is another.
    pub(crate) other_name: Option<Vec<u8>>,
    pub(crate) flags: u16,
    pub(crate) method: u16,
    pub(crate) packed: Vec<u8>,
    pub(crate) length: u32,
    pub(crate) checksum: u32,
}

pub(crate) fn stored(name: impl AsRef<[u8]>, data: &[u8]) -> Entry {
    let mut crc = Crc::new();
    crc.update(data);
    let (name, length) = (name.as_ref().to_vec(), u32::try_from(data.len()).unwrap());
    Entry { name, other_name: None, flags: 0, method: 0, packed: data.to_vec(), length, checksum: crc.sum() }
}

pub(crate) fn deflated(name: impl AsRef<[u8]>, data: impl Read) -> Entry {
    let mut data = CrcReader::new(data);
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    io::copy(&mut data, &mut encoder).unwrap();
    let (length, checksum) = (data.crc().amount(), data.crc().sum());
    Entry { method: 8, packed: encoder.finish().unwrap(), length, checksum, ..stored(name, &[]) }
}

/// What the end of an archive says of it.
pub(crate) struct End {
    pub(crate) disks: [u16; 2],
    pub(crate) entries: [u16; 2],
    pub(crate) size: u32,
    pub(crate) start: u32,
    pub(crate) comment: Vec<u8>,
}

pub(crate) fn archive(entries: &[Entry]) -> Vec<u8> {
    archive_with(entries, |_| {})
}

pub(crate) fn archive_with(entries: &[Entry], change: impl FnOnce(&mut End)) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        let place = number(file.len());
        let name = entry.other_name.as_ref().unwrap_or(&entry.name);
        file.extend(b"PK\x03\x04\x14\0");
        file.extend(numbers(entry));
        file.extend([length(name), [4, 0]].concat());
        file.extend([name, &b"\xFE\xCA\0\0"[..], &entry.packed].concat());
        directory.extend(b"PK\x01\x02\x14\0\x14\0");
        directory.extend(numbers(entry));
        directory.extend([length(&entry.name), [4, 0], [2, 0]].concat());
        directory.extend([0; 8]);
        directory.extend(place.to_le_bytes());
        directory.extend([&entry.name, &b"\xFE\xCA\0\0"[..], b"??"].concat());
    }
    let count = u16::try_from(entries.len()).unwrap();
    let (size, start) = (number(directory.len()), number(file.len()));
    let mut end = End { disks: [0; 2], entries: [count; 2], size, start, comment: Vec::new() };
    change(&mut end);
    file.extend(directory);
    file.extend(b"PK\x05\x06");
    file.extend([end.disks, end.entries].as_flattened().iter().flat_map(|number| number.to_le_bytes()));
    file.extend([end.size, end.start].iter().flat_map(|number| number.to_le_bytes()));
    file.extend(length(&end.comment));
    file.extend(end.comment);
    file
}

/// What both headers of an entry have: flags, method, time, checksum, lengths.
fn numbers(entry: &Entry) -> Vec<u8> {
    let mut bytes = [entry.flags.to_le_bytes(), entry.method.to_le_bytes(), [0; 2], [0; 2]].concat();
    let lengths = [entry.checksum, number(entry.packed.len()), entry.length];
    bytes.extend(lengths.iter().flat_map(|number| number.to_le_bytes()));
    bytes
}

fn length(bytes: &[u8]) -> [u8; 2] {
    u16::try_from(bytes.len()).unwrap().to_le_bytes()
}

fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap()
}
