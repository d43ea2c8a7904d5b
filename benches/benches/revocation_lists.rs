//! What a revocation list of up to ten million entries costs beside one SHA-256 pass over it, and what asking it costs
//! beside a `HashMap`.
//!
//! `cargo bench --bench revocation_lists`; with numbers of entries behind `--`, those only. Lists are made on the spot,
//! in JPKI's shape: serials below two hundred million in no order, each with a date and a reason. Absolute times are
//! those of the machine.
#![allow(clippy::print_stdout, reason = "the table is for people")]

use std::alloc::System;
use std::collections::HashMap;
use std::error::Error;
use std::fmt;
use std::hint::black_box;
use std::time::{Duration, Instant};

use hokensho::pki::{Crl, CrlIndex, Purpose, RustCrypto, Time, Verifier, sha256};
use hokensho_benches::{Adult, MANY_SERIALS, NOW, national_list, serial_of};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Questions of one round: enough to leave every cache but the last.
const QUESTIONS: u32 = 1_000_000;
/// Openings of one round.
const OPENINGS: u32 = 10_000;
const ROUNDS: u32 = 5;
const ROUND: Duration = Duration::from_millis(150);

fn main() -> Result<(), Box<dyn Error>> {
    let asked: Vec<u32> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let merely_tested = std::env::args().any(|argument| argument == "--test");
    let sizes = match &asked[..] {
        [] if merely_tested => &[1_000][..],
        [] => &[10_000, 100_000, 1_000_000, 5_000_000, 10_000_000],
        asked => asked,
    };
    println!("   entries  file/MB  verify:SHA  memory/MB  open/us  miss/ns  of map's  hit/ns  of map's");
    for entries in sizes {
        println!("{}", Row::measure(*entries)?);
    }
    Ok(())
}

struct Row {
    entries: u32,
    file: usize,
    hash: Duration,
    verify: Duration,
    memory: usize,
    open: Duration,
    miss: f64,
    map_miss: f64,
    hit: f64,
    map_hit: f64,
}

impl Row {
    fn measure(entries: u32) -> Result<Self, Box<dyn Error>> {
        let adult = Adult::new()?;
        let now = Time::from_unix(NOW);
        let verifier = Verifier::new(RustCrypto, &adult.anchors()?);
        let der = national_list(entries)?;

        let hash = best(|| Ok::<_, Box<dyn Error>>(sha256(black_box(&der))))?;
        let index = || -> Result<CrlIndex, hokensho::pki::Error> {
            let list = verifier.verify_crl(Crl::parse(black_box(&der))?, Purpose::Authentication, now)?;
            Ok(list.into_index())
        };
        let verify = best(index)?;
        let region = Region::new(ALLOCATOR);
        let made = index()?;
        // All that was ever taken, whether given back or not.
        let memory = region.change().bytes_allocated;
        let open = best(|| {
            (0..OPENINGS).try_for_each(|_| CrlIndex::open_trusted(black_box(made.as_bytes())).map(drop))
        })?;

        let map: HashMap<u64, (u8, u32)> =
            (0..entries).map(|nth| (serial_of(nth).into(), (4, nth))).collect();
        let listed = questions(0, entries);
        let others = questions(entries, MANY_SERIALS - entries);
        let asked = |serial: u32| Ok(made.entry(&serial.to_be_bytes())?.is_some());
        let mapped = |serial: u32| Ok(map.get(&u64::from(serial)).map(black_box).is_some());
        Ok(Self {
            entries,
            file: der.len(),
            hash,
            verify,
            memory,
            open: open / OPENINGS,
            hit: each(&listed, true, asked)?,
            map_hit: each(&listed, true, mapped)?,
            miss: each(&others, false, asked)?,
            map_miss: each(&others, false, mapped)?,
        })
    }
}

/// Serials out of so many from the first on, in no order.
fn questions(first: u32, count: u32) -> Vec<u32> {
    (0..QUESTIONS).map(|nth| serial_of(first + nth.wrapping_mul(2_654_435_761) % count)).collect()
}

/// Nanoseconds for one question.
fn each(
    questions: &[u32],
    listed: bool,
    ask: impl Fn(u32) -> Result<bool, hokensho::pki::Error>,
) -> Result<f64, Box<dyn Error>> {
    let took = best(|| {
        for serial in questions {
            if ask(black_box(*serial))? != listed {
                return Err(Box::<dyn Error>::from("a wrong answer"));
            }
        }
        Ok(())
    })?;
    Ok(took.as_secs_f64() * 1e9 / f64::from(QUESTIONS))
}

/// The best mean of some rounds: what other programs on the machine disturb least. The clock ticks every few
/// milliseconds, so that a round goes on for many.
fn best<T, E: Into<Box<dyn Error>>>(
    mut run: impl FnMut() -> Result<T, E>,
) -> Result<Duration, Box<dyn Error>> {
    let mut best = Duration::MAX;
    for _ in 0..ROUNDS {
        let (start, mut times) = (Spent::now(), 0);
        let spent = loop {
            black_box(run().map_err(Into::into)?);
            times += 1;
            let spent = start.since();
            if spent >= ROUND {
                break spent;
            }
        };
        best = best.min(spent / times);
    }
    Ok(best)
}

/// The time that this thread was at work, where Linux tells it; else the time on the wall.
enum Spent {
    Thread(Duration),
    Wall(Instant),
}

impl Spent {
    fn now() -> Self {
        Self::of_thread().map_or_else(|| Self::Wall(Instant::now()), Self::Thread)
    }

    /// Nanoseconds, in the first field.
    fn of_thread() -> Option<Duration> {
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
    }

    fn since(&self) -> Duration {
        match self {
            Self::Thread(start) => Self::of_thread().map_or(Duration::MAX, |now| now - *start),
            Self::Wall(start) => start.elapsed(),
        }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [file, memory] = [self.file, self.memory].map(|bytes| bytes / 100_000);
        let mega = |tenths: usize| format!("{}.{}", tenths / 10, tenths % 10);
        write!(
            f,
            "{:>10} {:>8} {:>11.2} {:>10} {:>8.2} {:>8.1} {:>9.2} {:>7.1} {:>9.2}",
            self.entries,
            mega(file),
            self.verify.as_secs_f64() / self.hash.as_secs_f64(),
            mega(memory),
            self.open.as_secs_f64() * 1e6,
            self.miss,
            self.miss / self.map_miss,
            self.hit,
            self.hit / self.map_hit,
        )
    }
}
