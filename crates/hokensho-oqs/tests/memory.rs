//! A bulk result takes the memory of one person, out of an archive too and whatever its length.
#![allow(clippy::print_stdout, reason = "for people who ask for the figure")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "archives/maker.rs"]
mod maker;

use std::alloc::System;
use std::io::{self, BufReader, Cursor, Read};

use hokensho_oqs::{ApiId, BulkConfirmUnit, BulkReader, Mode, ZipEntry};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static GLOBAL: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const FILE: &str = include_str!("data/bulk_qualification_result.xml");

/// As many as a debug build reads in seconds; `cargo bench --bench messages` goes on to a million.
const PEOPLE: usize = 20_000;
const LIMIT: usize = 16 << 20;

/// A bulk result of many people, each with another number, made while it is read.
struct Crowd {
    unit: String,
    part: Cursor<Vec<u8>>,
    come: usize,
}

impl Crowd {
    fn new() -> Self {
        let (head, rest) = FILE.split_once("<BulkConfirmUnit>").unwrap();
        let (unit, _) = rest.split_once("</BulkConfirmUnit>").unwrap();
        Self { unit: unit.to_owned(), part: Cursor::new(head.into()), come: 0 }
    }

    fn part(&self) -> String {
        match self.come {
            ..PEOPLE => {
                let Self { unit, come, .. } = self;
                format!("<BulkConfirmUnit>{unit}<ReferenceNumber>{come}</ReferenceNumber></BulkConfirmUnit>")
            }
            PEOPLE => "</MessageBody></XmlMsg>".to_owned(),
            _ => String::new(),
        }
    }
}

impl Read for Crowd {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.part.read(buffer)? {
            0 => {
                self.part = Cursor::new(self.part().into());
                self.come += 1;
                self.part.read(buffer)
            }
            read => Ok(read),
        }
    }
}

#[test]
fn twenty_thousand_people_in_an_archive_take_the_memory_of_few() {
    let name = "OQSmuquc02res_202611220007.xml";
    let archive = maker::archive(&[maker::deflated(name, Crowd::new())]);
    let (mut come, mut most) = (0, 0);
    let region = Region::new(GLOBAL);
    let message = ZipEntry::open(Cursor::new(archive), &ApiId::BULK_QUALIFICATION_RESULT).unwrap();
    let length = message.stated_length();
    let mut people = BulkReader::<_, BulkConfirmUnit>::new(BufReader::new(message), Mode::Strict).unwrap();
    for unit in people.by_ref() {
        let unit = unit.unwrap().message;
        assert_eq!(unit.reference_numbers.last().unwrap().value().unwrap(), &come.to_string());
        come += 1;
        let change = region.change();
        most = most.max(change.bytes_allocated.saturating_sub(change.bytes_deallocated));
    }
    assert_eq!((come, people.progress().bytes), (PEOPLE, length));
    assert!(usize::try_from(length).unwrap() > 2 * LIMIT, "{length}: too little to show anything");
    assert!(most < LIMIT, "{most} bytes for {length}");
    println!("{most} bytes for {length}");
}
