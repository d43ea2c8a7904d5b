//! Bulk results of growing length, read person by person: the time for one, and the most memory that was held at once.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::hint::black_box;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use hokensho::oqs::{ApiId, BulkConfirmUnit, BulkReader, Mode, ZipEntry};
use hokensho_benches::{Figure, Spent, Target};
use stats_alloc::Region;

use crate::{GLOBAL, maker};

/// Two people, of whom the first has everything.
const BULK: &str = include_str!("../../../crates/hokensho-oqs/tests/data/bulk_qualification_result.xml");

/// People that are read at once for one row, from the start again if there are fewer: the clock of a thread ticks every
/// few milliseconds.
const PEOPLE: u32 = 10_000;
/// How often, of which the best counts.
const ROUNDS: u32 = 10;
/// The longest files are read once.
const ONCE: u32 = 1_000_000;

/// What reading so many people took.
pub(crate) struct Row {
    people: u32,
    place: &'static str,
    bytes: u64,
    micros: f64,
    held: usize,
}

pub(crate) const HEADING: &str = "    people from               MB     µs for one       KiB held";

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { people, place, bytes, micros, held } = self;
        write!(f, "{people:>10} {place:<10} {:>10} {micros:>14.2} {:>14}", bytes / 1_000_000, held / 1024)
    }
}

/// Files of each length, and the longest but one out of an archive too.
pub(crate) fn rows(sizes: &[u32]) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut rows = Vec::new();
    for &people in sizes {
        rows.push(best(people, "a file", || Ok(BufReader::new(file(people)?)))?);
    }
    if let [.., many, _] = *sizes {
        let archive = maker::archive(&[maker::deflated("OQSmuquc02res_202611220007.xml", file(many)?)]);
        rows.push(best(many, "a ZIP", || {
            let api = &ApiId::BULK_QUALIFICATION_RESULT;
            Ok(BufReader::new(ZipEntry::open(Cursor::new(&archive), api)?))
        })?);
    }
    Ok(rows)
}

/// That all of it takes the memory of few, and each person the time of any other.
pub(crate) fn figures(rows: &[Row]) -> Result<Vec<Figure>, Box<dyn Error>> {
    let mut figures = Vec::new();
    let files = || rows.iter().filter(|row| row.place == "a file");
    if let (Some(first), Some(last)) = (files().next(), files().next_back()) {
        let name = format!("one of {} people, of one of {}", last.people, first.people);
        figures.push(Figure::new(name, last.micros / first.micros, Target::AtMost(1.25)));
    }
    for row in rows.iter().filter(|row| row.people == 100_000) {
        let name = format!("MiB held for {} people from {}", row.people, row.place);
        let held = f64::from(u32::try_from(row.held / 1024)?) / 1024.0;
        figures.push(Figure::new(name, held, Target::AtMost(16.0)));
    }
    Ok(figures)
}

/// The best of several readings.
fn best<R: BufRead>(
    people: u32,
    place: &'static str,
    open: impl Fn() -> Result<R, Box<dyn Error>>,
) -> Result<Row, Box<dyn Error>> {
    let mut best = Row { people, place, bytes: 0, micros: f64::INFINITY, held: 0 };
    let times = (PEOPLE / people).max(1);
    for _ in 0..if people < ONCE { ROUNDS } else { 1 } {
        let start = Spent::now();
        for _ in 0..times {
            read(open()?, &mut best)?;
        }
        let micros = start.since().as_secs_f64() * 1e6 / f64::from(people * times);
        best.micros = best.micros.min(micros);
    }
    Ok(best)
}

fn read(source: impl BufRead, row: &mut Row) -> Result<(), Box<dyn Error>> {
    let region = Region::new(GLOBAL);
    let mut reader = BulkReader::<_, BulkConfirmUnit>::new(source, Mode::Strict)?;
    for unit in reader.by_ref() {
        black_box(&unit?);
        let change = region.change();
        row.held = row.held.max(change.bytes_allocated.saturating_sub(change.bytes_deallocated));
    }
    row.bytes = reader.progress().bytes;
    Ok(())
}

/// A bulk result of so many people, each with another number, made while it is read.
fn file(people: u32) -> Result<impl Read, Box<dyn Error>> {
    let (head, rest) = BULK.split_once("<BulkConfirmUnit>").ok_or("no people")?;
    let (unit, _) = rest.split_once("</BulkConfirmUnit>").ok_or("a person without end")?;
    let unit = format!("<BulkConfirmUnit>{unit}").into_bytes();
    let units = (0..people).flat_map(move |nth| {
        let number = format!("<ReferenceNumber>{nth}</ReferenceNumber></BulkConfirmUnit>");
        [Cow::Owned(unit.clone()), Cow::Owned(number.into_bytes())]
    });
    let end = Cow::Borrowed(&b"</MessageBody></XmlMsg>"[..]);
    Ok(Parts { parts: units.chain([end]), now: Cursor::new(Cow::Borrowed(head.as_bytes())) })
}

/// One part after the other.
struct Parts<I> {
    parts: I,
    now: Cursor<Cow<'static, [u8]>>,
}

impl<I: Iterator<Item = Cow<'static, [u8]>>> Read for Parts<I> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // No part is empty, so that the next one ends it.
        loop {
            let read = self.now.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            match self.parts.next() {
                Some(part) => self.now = Cursor::new(part),
                None => return Ok(0),
            }
        }
    }
}
