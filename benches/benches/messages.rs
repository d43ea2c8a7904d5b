//! What reading a message costs beside the bare events of its XML, as shares of their throughput.
//!
//! `cargo bench --bench messages`. All rows of a file are measured in turn, many times over, and the best time of each
//! counts: the best is what other programs on the machine disturb least. Absolute times are those of the machine.
#![allow(clippy::print_stdout, reason = "the table is for people")]

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use hokensho::oqs::{CharacterCode, Document, Encoding, Message, Mode, QualificationResult};

/// As a certified reader writes it: one line, any order.
const FACE: &str = include_str!("../../crates/hokensho-oqs/tests/data/face.xml");
/// Every element of a result, with two results, laid out.
const RESULT: &str = include_str!("../../crates/hokensho-oqs/tests/data/result.xml");

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
    Ok(())
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
