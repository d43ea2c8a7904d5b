//! What a revocation list of up to ten million entries costs beside one SHA-256 pass over it, and what asking it costs
//! beside a `HashMap`.
//!
//! `cargo bench --bench revocation_lists --features peers`; without the feature, nobody else is asked. With numbers of
//! entries behind `--`, those only; with `--plot FILE`, seen from the workspace's folder, it is drawn as well. Lists are
//! made on the spot, in JPKI's shape: serials below two hundred million in no order, each with a date and a reason.
//! Absolute times are those of the machine.
#![allow(clippy::print_stdout, reason = "the table is for people")]

mod clock;
#[cfg(feature = "peers")]
mod peer;
mod questions;
mod row;

use std::alloc::System;
use std::error::Error;

use hokensho_benches::{Curve, Curves, draw};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

use row::Row;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (mut sizes, mut plot) = (Vec::new(), None);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--plot" => plot = Some(arguments.next().ok_or("which file?")?),
            "--test" => sizes.push(1_000),
            other => sizes.extend(other.parse::<u32>()),
        }
    }
    if sizes.is_empty() {
        sizes.extend([10_000, 100_000, 1_000_000, 5_000_000, 10_000_000]);
    }

    println!("{}", Row::head());
    let rows = sizes.into_iter().map(measure).collect::<Result<Vec<_>, _>>()?;
    match plot {
        Some(file) => Ok(draw(&file, &picture(&rows))?),
        None => Ok(()),
    }
}

fn measure(entries: u32) -> Result<Row, Box<dyn Error>> {
    let row = Row::measure(entries)?;
    println!("{row}");
    Ok(row)
}

fn picture(rows: &[Row]) -> String {
    let of = |name, time: fn(&Row) -> Option<f64>| {
        let points = rows.iter().filter_map(|row| Some((f64::from(row.entries), time(row)?))).collect();
        Curve { name, points }
    };
    let curves = [
        #[cfg(feature = "peers")]
        of("OpenSSL: decoded, signature, sorted", |row| row.openssl.as_ref().map(peer::Peer::seconds)),
        #[cfg(feature = "peers")]
        of("x509-cert: decoded alone", |row| row.x509_cert.as_ref().map(peer::Peer::seconds)),
        of("hokensho: decoded, signature, index", |row| Some(row.verify.as_secs_f64())),
        of("one SHA-256 pass", |row| Some(row.hash.as_secs_f64())),
    ];
    let title = "A revocation list, until it can be asked";
    Curves { title, x: "entries", y: "seconds", curves: &curves }.to_string()
}
