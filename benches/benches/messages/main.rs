//! What reading a message costs beside the bare events of its XML, as shares of their throughput; and of its JSON, beside a
//! general tree.
//!
//! `cargo bench --bench messages`. All rows of a file are measured in turn, many times over, and the best time of each
//! counts: the best is what other programs on the machine disturb least. Absolute times are those of the machine.
//!
//! A second table shows bulk results of growing length, read person by person, from files and out of a ZIP archive: the
//! time for one, and the most memory that was held at once.
#![allow(clippy::print_stdout, reason = "the table is for people")]

mod crowd;
#[allow(clippy::unwrap_used, reason = "shared with tests, which fail by panicking")]
#[path = "../../../crates/hokensho-oqs/tests/archives/maker.rs"]
mod maker;

use std::alloc::System;
use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use hokensho::oqs::{CharacterCode, Document, Encoding, JsonRoot, Message, Mode, QualificationResult};
use hokensho_benches::{Figure, Target};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

/// As a certified reader writes it: one line, any order.
const FACE: &str = include_str!("../../../crates/hokensho-oqs/tests/data/face.xml");
/// Every element of a result, with two results, laid out.
const RESULT: &str = include_str!("../../../crates/hokensho-oqs/tests/data/result.xml");
#[global_allocator]
static GLOBAL: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How often each row is measured.
const ROUNDS: u32 = 100;
/// How many times a row runs in one measurement.
const TIMES: u32 = 200;

type Run<'a> = &'a dyn Fn() -> Result<(), Box<dyn Error>>;

fn main() -> Result<(), Box<dyn Error>> {
    let merely_tested = std::env::args().any(|argument| argument == "--test");
    let (rounds, sizes) = match merely_tested {
        true => (1, &[100, 1_000][..]),
        false => (ROUNDS, &[100, 1_000, 10_000, 100_000, 1_000_000][..]),
    };
    println!(
        "{:<8} {:<10} {:<24} {:>6} {:>8} {:>14}",
        "file", "written in", "", "bytes", "µs", "share of bare"
    );
    let mut figures = Vec::new();
    for (name, file) in [("face", FACE), ("result", RESULT)] {
        let mut result = QualificationResult::read(file, Mode::Strict)?.message;
        let utf8 = xml(name, Encoding::Utf8, file.as_bytes(), rounds)?;
        json(name, &result.write_json(JsonRoot::XmlMsg)?, rounds)?;
        result.header.character_code = CharacterCode::ShiftJis.into();
        let shift_jis = xml(name, Encoding::Windows31J, &result.write(Encoding::Windows31J)?, rounds)?;
        if name == "face" {
            figures.extend([
                Figure::new("a view of a face file, of bare events", utf8.view, Target::AtLeast(0.6)),
                Figure::new("owned, with the bytes", utf8.owned, Target::AtLeast(0.45)),
                Figure::new("owned, from Windows-31J", shift_jis.owned, Target::AtLeast(0.35)),
            ]);
        }
    }
    println!("\n{}", crowd::HEADING);
    let rows = crowd::rows(sizes)?;
    rows.iter().for_each(|row| println!("{row}"));
    println!();
    figures.extend(crowd::figures(&rows)?);
    figures.iter().for_each(|figure| println!("{figure}"));
    Ok(())
}

/// Throughput as shares of that of bare events.
struct Shares {
    view: f64,
    owned: f64,
}

fn xml(name: &str, encoding: Encoding, file: &[u8], rounds: u32) -> Result<Shares, Box<dyn Error>> {
    let decoded = encoding.decode(file)?;
    let rows: [(&str, Run<'_>); 3] = [
        ("bare, over decoded text", &|| bare(black_box(&decoded))),
        ("a view", &|| view(black_box(file))),
        ("owned, with the bytes", &|| own(black_box(file))),
    ];
    table(name, encoding.label(), file.len(), rows, rounds)
}

fn json(name: &str, file: &[u8], rounds: u32) -> Result<Shares, Box<dyn Error>> {
    let rows: [(&str, Run<'_>); 3] = [
        ("a general tree", &|| tree(black_box(file))),
        ("a view", &|| view_json(black_box(file))),
        ("owned, with the bytes", &|| own_json(black_box(file))),
    ];
    table(name, "JSON", file.len(), rows, rounds)
}

fn table(
    name: &str,
    written: &str,
    bytes: usize,
    rows: [(&str, Run<'_>); 3],
    rounds: u32,
) -> Result<Shares, Box<dyn Error>> {
    let mut best = [Duration::MAX; 3];
    for _ in 0..rounds {
        for ((_, run), best) in rows.iter().zip(&mut best) {
            *best = time(*run)?.min(*best);
        }
    }
    let [bare, view, owned] = best.map(|best| best.as_secs_f64());
    for ((row, _), time) in rows.iter().zip([bare, view, owned]) {
        let (micros, share) = (time * 1e6, bare / time);
        println!("{name:<8} {written:<10} {row:<24} {bytes:>6} {micros:>8.2} {share:>14.2}");
    }
    Ok(Shares { view: bare / view, owned: bare / owned })
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

fn tree(file: &[u8]) -> Result<(), Box<dyn Error>> {
    black_box(&serde_json::from_slice::<serde_json::Value>(file)?);
    Ok(())
}

fn view_json(file: &[u8]) -> Result<(), Box<dyn Error>> {
    let document = Document::new(file, Mode::Strict)?;
    black_box(&QualificationResult::view_json(&document)?);
    Ok(())
}

fn own_json(file: &[u8]) -> Result<(), Box<dyn Error>> {
    black_box(&QualificationResult::read_json(file, Mode::Strict)?);
    Ok(())
}
