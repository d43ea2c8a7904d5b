//! Messages out of ZIP archives: what is taken from them, and everything that makes one untrustworthy.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod maker;

use std::io::{self, BufReader, Cursor, Read};
use std::slice;

use hokensho_oqs::{
    ApiId, ArchiveFault, BulkConfirmUnit, BulkQualificationResult, BulkReader, EntryFault, Error, Message,
    Mode, ZipEntry,
};
use maker::{Entry, archive, archive_with, deflated, stored};
use proptest::prelude::*;

const API: ApiId = ApiId::BULK_QUALIFICATION_RESULT;
const NAME: &str = "OQSmuquc02res_202611220007.xml";
const FILE: &str = include_str!("../data/bulk_qualification_result.xml");
/// Written by another program (Python's `zipfile`).
const ZIPPED: &[u8] = include_bytes!("../data/bulk_qualification_result.zip");

/// Everything that comes out.
fn inflate(file: impl AsRef<[u8]>) -> Result<Vec<u8>, Error> {
    let mut entry = ZipEntry::open(Cursor::new(file), &API)?;
    let mut bytes = Vec::new();
    let read = entry.read_to_end(&mut bytes).map_err(|error| error.downcast::<Error>().unwrap());
    // However it ended, it ends so again.
    assert_eq!(entry.read(&mut [0]).is_ok(), read.is_ok());
    read?;
    assert_eq!(u64::try_from(bytes.len()), Ok(entry.stated_length()));
    Ok(bytes)
}

fn fault(file: impl AsRef<[u8]>) -> ArchiveFault {
    match inflate(file) {
        Err(Error::Archive { fault }) => fault,
        other => panic!("{other:?}"),
    }
}

fn entry_fault(entry: Entry) -> EntryFault {
    nth_fault(&[entry], 1)
}

/// What is wrong, with this entry.
fn nth_fault(entries: &[Entry], nth: u16) -> EntryFault {
    match inflate(archive(entries)) {
        Err(Error::ArchiveEntry { entry, fault }) if entry == nth => fault,
        other => panic!("{other:?}"),
    }
}

fn people(file: impl AsRef<[u8]>) -> Result<Vec<BulkConfirmUnit>, Error> {
    let entry = ZipEntry::open(Cursor::new(file), &API)?;
    let people = BulkReader::<_, BulkConfirmUnit>::new(BufReader::new(entry), Mode::Strict)?;
    people.map(|unit| Ok(unit?.message)).collect()
}

#[test]
fn people_in_an_archive_are_those_of_the_message() {
    let whole = BulkQualificationResult::read(FILE, Mode::Strict).unwrap().message.body.units;
    for file in [
        ZIPPED.to_vec(),
        archive(&[deflated(NAME, FILE.as_bytes())]),
        archive(&[stored(NAME, FILE.as_bytes())]),
    ] {
        assert_eq!(people(file).unwrap(), whole);
    }
}

#[test]
fn the_entry_with_the_expected_id_is_taken_or_else_the_only_one_or_the_only_one_in_xml() {
    let other = |name: &str| stored(name, b"other");
    for entries in [
        vec![stored(NAME, b"this")],
        vec![other("OQSmuimm02res_202611220007.xml"), stored(NAME, b"this"), other("readme.txt")],
        vec![stored("result.xml", b"this")],
        vec![stored("結果.xml", b"this")],
        vec![other("readme.txt"), stored("result.XML", b"this"), other("xml")],
        // 結果表.xml in Windows-31J, whose last character has the byte of a backslash.
        vec![stored(b"\x8C\x8B\x89\xCA\x95\x5C.xml", b"this")],
    ] {
        assert_eq!(inflate(archive(&entries)).unwrap(), b"this");
    }
    assert_eq!(fault(archive(&[])), ArchiveFault::NoMessage);
    for entries in [[other("a.xml"), other("b.xml")], [other("a.txt"), other("b.txt")]] {
        assert_eq!(fault(archive(&entries)), ArchiveFault::NoMessage);
    }
    let two = [other(NAME), other("OQSmuquc02res_202611220008.xml")];
    assert_eq!(fault(archive(&two)), ArchiveFault::SeveralMessages);
}

#[test]
fn of_several_messages_each_can_be_opened() {
    let second = "OQSmuquc02res_202611220008.xml";
    let file = archive(&[stored(NAME, b"first"), stored("readme.txt", b"other"), stored(second, b"second")]);
    let nth = |nth| ZipEntry::open_nth(Cursor::new(&file), &API, nth).unwrap();
    for (n, message) in ["first", "second"].into_iter().enumerate() {
        assert_eq!(io::read_to_string(nth(n).unwrap()).unwrap(), message);
    }
    assert!(nth(2).is_none());
    let none = ZipEntry::open_nth(Cursor::new(archive(&[])), &API, 0);
    assert_eq!(none.unwrap_err(), Error::Archive { fault: ArchiveFault::NoMessage });
}

#[test]
fn empty_folders_are_passed_over_and_messages_in_folders_refused() {
    let folder = || stored("OQSmuquc02res/", b"");
    for entries in [[folder(), stored(NAME, b"this")], [stored("result.xml", b"this"), folder()]] {
        assert_eq!(inflate(archive(&entries)).unwrap(), b"this");
    }
    assert_eq!(fault(archive(&[folder()])), ArchiveFault::NoMessage);
    let inside = stored(format!("res/{NAME}"), b"this");
    assert_eq!(nth_fault(&[stored("res/", b""), inside], 2), EntryFault::Name);
    assert_eq!(entry_fault(stored("res/", b"something")), EntryFault::Name);
}

#[test]
fn a_comment_and_lengths_behind_the_data_are_understood() {
    let message = deflated(NAME, FILE.as_bytes());
    let commented = archive_with(slice::from_ref(&message), |end| end.comment = vec![b'P'; 65_535]);
    assert_eq!(inflate(commented).unwrap(), FILE.as_bytes());
    // Bit 3, and bit 11 for a name in UTF-8.
    for flags in [1 << 3, 1 << 11] {
        let flagged = Entry { flags, ..message.clone() };
        assert_eq!(inflate(archive(&[flagged])).unwrap(), FILE.as_bytes());
    }
}

#[test]
fn refuses_names_that_no_message_has_wherever_they_stand() {
    for name in [
        "",
        ".",
        "..",
        "../x.xml",
        "/x.xml",
        "a/x.xml",
        "/",
        "../",
        "a/b/",
        "a//",
        "..\\x.xml",
        "C:x.xml",
        "x\0.xml",
        "x\n.xml",
        "x\u{7F}.xml",
        "OQSmuquc02res_../x.xml",
        &"x".repeat(201),
    ] {
        assert_eq!(entry_fault(stored(name, b"")), EntryFault::Name, "{name}");
        assert_eq!(nth_fault(&[stored(NAME, b""), stored(name, b"")], 2), EntryFault::Name, "{name}");
    }
    assert_eq!(entry_fault(stored(b"\xFF\xFF", b"")), EntryFault::Name);
    let not_utf_8 = Entry { flags: 1 << 11, ..stored(b"\x8C\x8B", b"") };
    assert_eq!(entry_fault(not_utf_8), EntryFault::Name);
}

#[test]
fn refuses_a_name_twice_in_whatever_letter_case() {
    for again in ["readme.txt", "README.TXT"] {
        let entries = [stored("readme.txt", b""), stored(NAME, b""), stored(again, b"")];
        assert_eq!(nth_fault(&entries, 3), EntryFault::Duplicate);
    }
}

#[test]
fn refuses_what_is_encrypted() {
    for bit in [0, 6, 13] {
        let encrypted = Entry { flags: 1 << bit, ..deflated(NAME, &b"x"[..]) };
        assert_eq!(entry_fault(encrypted), EntryFault::Encrypted);
    }
    let other = Entry { flags: 1, ..stored("readme.txt", b"x") };
    assert_eq!(inflate(archive(&[other, stored(NAME, b"this")])).unwrap(), b"this");
}

#[test]
fn refuses_other_methods() {
    for method in [1, 9, 12, 93, 99] {
        let packed = Entry { method, ..stored(NAME, b"x") };
        assert_eq!(entry_fault(packed), EntryFault::Method { method });
    }
}

#[test]
fn refuses_lengths_that_lie() {
    for message in [deflated(NAME, FILE.as_bytes()), stored(NAME, FILE.as_bytes())] {
        for length in [0, message.length - 1, message.length + 1, u32::MAX] {
            assert_eq!(entry_fault(Entry { length, ..message.clone() }), EntryFault::Length, "{length}");
        }
        let mut shorter = message.clone();
        shorter.packed.pop();
        assert_eq!(entry_fault(shorter), EntryFault::Length);
        let mut longer = message;
        longer.packed.push(0);
        assert_eq!(entry_fault(longer), EntryFault::Length);
    }
}

#[test]
fn refuses_other_data_than_was_packed() {
    let message = deflated(NAME, FILE.as_bytes());
    let checksum = message.checksum ^ 1;
    assert_eq!(entry_fault(Entry { checksum, ..message.clone() }), EntryFault::Checksum);
    let packed = vec![0xFF; 100];
    assert_eq!(entry_fault(Entry { packed, ..message.clone() }), EntryFault::Deflate);
    for at in 0..message.packed.len() {
        let mut wrong = message.clone();
        wrong.packed[at] ^= 0x10;
        assert!(matches!(
            entry_fault(wrong),
            EntryFault::Checksum | EntryFault::Deflate | EntryFault::Length | EntryFault::Ratio { .. }
        ));
    }
}

#[test]
fn refuses_a_bomb_long_before_it_has_gone_off() {
    let bomb = archive(&[deflated(NAME, io::repeat(b' ').take(64 << 20))]);
    let mut entry = ZipEntry::open(Cursor::new(bomb), &API).unwrap();
    let mut out = 0;
    let error = loop {
        match entry.read(&mut [0; 4096]) {
            Ok(read) => out += read,
            Err(error) => break error.downcast::<Error>().unwrap(),
        }
    };
    assert_eq!(error, Error::ArchiveEntry { entry: 1, fault: EntryFault::Ratio { limit: 500 } });
    assert!(out < 8 << 20, "{out}");
    // A short text may be all blanks, or one of any length that isn't.
    assert_eq!(inflate(archive(&[deflated(NAME, io::repeat(b' ').take(1 << 20))])).unwrap().len(), 1 << 20);
}

#[test]
fn people_who_all_say_the_same_are_no_bomb() {
    let head = "<XmlMsg><MessageHeader/><MessageBody>";
    let unit = "<BulkConfirmUnit><ProcessingResultStatus>1</ProcessingResultStatus></BulkConfirmUnit>";
    let people = 50_000;
    let file = format!("{head}{}</MessageBody></XmlMsg>", unit.repeat(people));
    let packed = archive(&[deflated(NAME, file.as_bytes())]);
    assert!(packed.len() * 200 < file.len());
    let entry = ZipEntry::open(Cursor::new(packed), &API).unwrap();
    let read = BulkReader::<_, BulkConfirmUnit>::new(BufReader::new(entry), Mode::Strict).unwrap();
    assert_eq!(read.filter(Result::is_ok).count(), people);
}

#[test]
fn refuses_headers_that_contradict_the_directory() {
    let message = deflated(NAME, &b"x"[..]);
    let other = Entry { other_name: Some(b"OQSmuquc02res_202611220008.xml".to_vec()), ..message.clone() };
    assert_eq!(entry_fault(other), EntryFault::Header);
    let file = archive(&[message]);
    // Signature, flags, method.
    for (at, byte) in [(0, b'Q'), (6, 1), (8, 0)] {
        let mut wrong = file.clone();
        wrong[at] = byte;
        assert_eq!(inflate(wrong), Err(Error::ArchiveEntry { entry: 1, fault: EntryFault::Header }), "{at}");
    }
}

#[test]
fn refuses_data_that_reaches_into_the_directory() {
    let file = archive(&[stored(NAME, b"x")]);
    let listed = file.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    // The place of the header; the packed length; the length of the name before the data.
    for (at, bytes) in [
        (listed + 42, u32::MAX.to_le_bytes()),
        (listed + 42, 40_u32.to_le_bytes()),
        (listed + 20, 2_u32.to_le_bytes()),
        (26, [0xFF, 0xFF, 4, 0]),
    ] {
        let mut wrong = file.clone();
        wrong[at..at + 4].copy_from_slice(&bytes);
        assert_eq!(inflate(wrong), Err(Error::ArchiveEntry { entry: 1, fault: EntryFault::Place }), "{at}");
    }
}

#[test]
fn refuses_archives_that_could_be_read_in_several_ways() {
    let message = [stored(NAME, b"x")];
    let file = archive(&message);
    // Something before, between or after; the count too small or too large.
    let end = file.len() - 22;
    for wrong in [
        [b"MZ", &*file].concat(),
        [&file[..end], b" ", &file[end..]].concat(),
        [&*file, b" "].concat(),
        archive_with(&message, |end| end.entries = [0, 0]),
        archive_with(&message, |end| end.entries = [2, 2]),
        archive_with(&message, |end| end.start -= 1),
        archive_with(&message, |end| end.size -= 1),
        Vec::new(),
        FILE.into(),
    ] {
        assert_eq!(fault(wrong), ArchiveFault::Directory);
    }
}

#[test]
fn refuses_what_goes_beyond_the_plain_form() {
    let message = [stored(NAME, b"x")];
    assert_eq!(fault(archive_with(&message, |end| end.disks = [1, 0])), ArchiveFault::Split);
    assert_eq!(fault(archive_with(&message, |end| end.disks = [0, 1])), ArchiveFault::Split);
    assert_eq!(fault(archive_with(&message, |end| end.entries = [1, 2])), ArchiveFault::Split);
    assert_eq!(fault(archive_with(&message, |end| end.entries = [u16::MAX; 2])), ArchiveFault::Zip64);
    assert_eq!(fault(archive_with(&message, |end| end.size = u32::MAX)), ArchiveFault::Zip64);
    assert_eq!(fault(archive_with(&message, |end| end.start = u32::MAX)), ArchiveFault::Zip64);
}

#[test]
fn entries_and_directories_have_budgets() {
    let many = |count: u16| (0..count).map(|n| stored(format!("{n}"), b"")).chain([stored(NAME, b"this")]);
    assert_eq!(inflate(archive(&many(63).collect::<Vec<_>>())).unwrap(), b"this");
    let limit = 64;
    assert_eq!(fault(archive(&many(limit).collect::<Vec<_>>())), ArchiveFault::Entries { limit });
    let names = [1, 2].map(|n| stored(vec![b'0' + n; 60_000], b""));
    assert_eq!(fault(archive(&names)), ArchiveFault::DirectorySize { limit: 64 * 1024 });
}

#[test]
fn errors_tell_no_name() {
    let entries = [stored(NAME, b""), stored("保険 太郎/x", b"")];
    let error = inflate(archive(&entries)).unwrap_err();
    assert_eq!(error.to_string(), "a name that no message has in entry 2 of the archive");
    assert!(!format!("{error:?}").contains("太郎"));
    let opened = ZipEntry::open(Cursor::new(ZIPPED), &API).unwrap();
    assert!(!format!("{opened:?}").contains("OQS"));
}

#[test]
fn an_archive_cut_at_any_byte_is_refused() {
    for end in 0..ZIPPED.len() {
        assert_eq!(fault(&ZIPPED[..end]), ArchiveFault::Directory, "{end}");
    }
}

#[test]
fn people_before_what_is_wrong_are_given_and_the_stream_says_what_it_was() {
    let (head, rest) = FILE.split_once("<BulkConfirmUnit>").unwrap();
    let (unit, tail) = rest.split_once("</BulkConfirmUnit>").unwrap();
    let unit = format!("<BulkConfirmUnit>{unit}</BulkConfirmUnit>");
    let message = deflated(NAME, format!("{head}{}{tail}", unit.repeat(200)).as_bytes());
    let mut cut = message.clone();
    cut.packed.truncate(message.packed.len() / 2);
    let checksum = message.checksum ^ 1;
    for (wrong, fault) in [(Entry { checksum, ..message }, EntryFault::Checksum), (cut, EntryFault::Length)] {
        let entry = ZipEntry::open(Cursor::new(archive(&[wrong])), &API).unwrap();
        let people = BulkReader::<_, BulkConfirmUnit>::new(BufReader::new(entry), Mode::Lenient).unwrap();
        let mut people: Vec<_> = people.collect();
        assert_eq!(people.pop().unwrap(), Err(Error::ArchiveEntry { entry: 1, fault }));
        assert!(!people.is_empty(), "{fault}");
        assert_eq!(people.iter().find(|unit| unit.is_err()), None);
    }
}

#[test]
fn a_source_that_fails_is_no_bad_archive() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::ConnectionReset.into())
        }
    }
    impl io::Seek for Broken {
        fn seek(&mut self, _: io::SeekFrom) -> io::Result<u64> {
            Ok(1000)
        }
    }
    let kind = io::ErrorKind::ConnectionReset;
    assert_eq!(ZipEntry::open(Broken, &API).unwrap_err(), Error::Source { kind, offset: 0 });
}

proptest! {
    #[test]
    fn what_was_packed_comes_out(data in prop::collection::vec(any::<u8>(), 0..5_000), other in "[a-z]{1,9}", first: bool) {
        let (message, other) = (deflated(NAME, &*data), stored(other, b"other"));
        let entries = if first { [message, other] } else { [other, message] };
        prop_assert_eq!(inflate(archive(&entries)).unwrap(), data);
    }

    /// One byte that isn't the one that was written is found, or doesn't change what comes out.
    #[test]
    fn no_byte_lets_anything_else_out(at in 0..ZIPPED.len(), byte: u8) {
        let mut file = ZIPPED.to_vec();
        file[at] = byte;
        if let Ok(out) = inflate(file) {
            prop_assert_eq!(out, FILE.as_bytes());
        }
    }
}
