//! What reading a message costs beside the bare events of its XML, as shares of their throughput.
//!
//! `cargo bench --bench messages`. All rows of a file are measured in turn, many times over, and the best time of each
//! counts: the best is what other programs on the machine disturb least. Absolute times are those of the machine.
//!
//! A second table shows bulk results of growing length, read person by person: the time for one, and the most memory that
//! was held at once.
#![allow(clippy::print_stdout, reason = "the table is for people")]

use std::alloc::System;
use std::error::Error;
use std::hint::black_box;
use std::io::{BufReader, Read};
use std::time::{Duration, Instant};

use hokensho::oqs::{
    BulkConfirmUnit, BulkReader, CharacterCode, Document, Encoding, Message, Mode, QualificationResult,
};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

/// As a certified reader writes it: one line, any order.
const FACE: &str = include_str!("../../crates/hokensho-oqs/tests/data/face.xml");
/// Every element of a result, with two results, laid out.
const RESULT: &str = include_str!("../../crates/hokensho-oqs/tests/data/result.xml");
/// Two people, of whom the first has everything.
const BULK: &str = include_str!("../../crates/hokensho-oqs/tests/data/bulk_qualification_result.xml");

#[global_allocator]
static GLOBAL: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How often each row is measured.
const ROUNDS: u32 = 100;
/// How many times a row runs in one measurement.
const TIMES: u32 = 200;

type Run<'a> = &'a dyn Fn() -> Result<(), Box<dyn Error>>;

fn main() -> Result<(), Box<dyn Error>> {
    println!(
        "{:<8} {:<10} {:<24} {:>6} {:>8} {:>14}",
        "file", "encoding", "", "bytes", "µs", "share of bare"
    );
    for (name, file) in [("face", FACE), ("result", RESULT)] {
        table(name, Encoding::Utf8, file.as_bytes())?;
        let mut result = QualificationResult::read(file, Mode::Strict)?.message;
        result.header.character_code = CharacterCode::ShiftJis.into();
        table(name, Encoding::Windows31J, &result.write(Encoding::Windows31J)?)?;
    }
    println!("\n{:>10} {:>10} {:>14} {:>14}", "people", "MB", "µs for one", "KiB held");
    [100, 1_000, 10_000, 100_000, 1_000_000].into_iter().try_for_each(crowd)
}

/// A bulk result of so many people, made while it is read.
fn crowd(people: u32) -> Result<(), Box<dyn Error>> {
    let (head, rest) = BULK.split_once("<BulkConfirmUnit>").ok_or("no people")?;
    let (unit, _) = rest.split_once("</BulkConfirmUnit>").ok_or("a person without end")?;
    let unit = format!("<BulkConfirmUnit>{unit}</BulkConfirmUnit>");
    let repeated = Repeated { unit: unit.as_bytes(), rest: &[], left: people };
    let file = head.as_bytes().chain(repeated).chain(&b"</MessageBody></XmlMsg>"[..]);
    let region = Region::new(GLOBAL);
    let start = Instant::now();
    let mut reader = BulkReader::<_, BulkConfirmUnit>::new(BufReader::new(file), Mode::Strict)?;
    let mut most = 0;
    for unit in reader.by_ref() {
        black_box(&unit?);
        let change = region.change();
        most = most.max(change.bytes_allocated.saturating_sub(change.bytes_deallocated));
    }
    let micros = start.elapsed().as_secs_f64() * 1e6 / f64::from(people);
    println!("{people:>10} {:>10} {micros:>14.2} {:>14}", reader.progress().bytes / 1_000_000, most / 1024);
    Ok(())
}

struct Repeated<'a> {
    unit: &'a [u8],
    rest: &'a [u8],
    left: u32,
}

impl Read for Repeated<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.rest.is_empty() && self.left > 0 {
            (self.rest, self.left) = (self.unit, self.left - 1);
        }
        self.rest.read(buffer)
    }
}

fn table(name: &str, encoding: Encoding, file: &[u8]) -> Result<(), Box<dyn Error>> {
    let decoded = encoding.decode(file)?;
    let rows: [(&str, Run<'_>); 3] = [
        ("bare, over decoded text", &|| bare(black_box(&decoded))),
        ("a view", &|| view(black_box(file))),
        ("owned, with the bytes", &|| own(black_box(file))),
    ];
    let mut best = [Duration::MAX; 3];
    for _ in 0..ROUNDS {
        for ((_, run), best) in rows.iter().zip(&mut best) {
            *best = time(*run)?.min(*best);
        }
    }
    let [bare, ..] = best;
    for ((row, _), best) in rows.iter().zip(best) {
        let (micros, share) = (best.as_secs_f64() * 1e6, bare.as_secs_f64() / best.as_secs_f64());
        println!("{name:<8} {encoding:<10} {row:<24} {:>6} {micros:>8.2} {share:>14.2}", file.len());
    }
    Ok(())
}

/// How long one run takes.
fn time(run: Run<'_>) -> Result<Duration, Box<dyn Error>> {
    let start = Instant::now();
    for _ in 0..TIMES {
        run()?;
    }
    Ok(start.elapsed() / TIMES)
}

fn bare(text: &str) -> Result<(), Box<dyn Error>> {
    let mut reader = quick_xml::Reader::from_str(text);
    while !matches!(black_box(&reader.read_event()?), quick_xml::events::Event::Eof) {}
    Ok(())
}

fn view(file: &[u8]) -> Result<(), Box<dyn Error>> {
    let document = Document::new(file, Mode::Strict)?;
    black_box(&QualificationResult::view(&document)?);
    Ok(())
}

fn own(file: &[u8]) -> Result<(), Box<dyn Error>> {
    black_box(&QualificationResult::read(file, Mode::Strict)?);
    Ok(())
}
