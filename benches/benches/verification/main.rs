//! What it costs to verify a leaf and to authenticate its holder, beside the arithmetic that nobody can do without, and
//! beside others who do the same work; and what a face record costs.
//!
//! `cargo bench --bench verification --features peers`; without the feature, the default backend alone. All of it runs in
//! turns on one core, and is judged by ratios: absolute times are those of the machine. `-- --plot FILE` draws it, FILE
//! seen from the workspace's folder.
#![allow(clippy::print_stdout, reason = "the table is for people")]

mod face;
#[cfg(feature = "peers")]
mod peers;
mod side;

use std::convert::Infallible;
use std::error::Error;
use std::hint::black_box;

use hokensho::pki::{Certificate, RustCrypto, sha256};
use hokensho_benches::{Adult, Contest, Figure, Results, draw};

use face::Face;
use side::{Entries, Setting, Side};

/// Contests, each with its keys and numbers elsewhere in memory.
const CONTESTS: usize = 24;
/// Turns of each in each.
const ROUNDS: u32 = 300;

fn main() -> Result<(), Box<dyn Error>> {
    let adult = Adult::new()?;
    let setting = Setting::new(&adult)?;
    let mut results = Results::default();
    let merely_tested = std::env::args().any(|argument| argument == "--test");
    let (contests, rounds) = if merely_tested { (1, 1) } else { (CONTESTS, ROUNDS) };
    let mut elsewhere = Vec::new();
    for nth in 1..contests {
        contest(&setting, rounds, &mut results)?;
        // Holes of these sizes are filled from now on.
        elsewhere.extend((0..32).map(|block| vec![0_u8; 16 * (1 + (7 * nth + 13 * block) % 64)]));
    }
    let all = contest(&setting, rounds, &mut results)?;
    drop(elsewhere);

    #[cfg(feature = "peers")]
    println!("beside {}", openssl::version::version());
    println!("{:<64} {:>8}", format!("an auth leaf of {} bytes", setting.leaf.der().len()), "us");
    for (name, nanoseconds) in results.iter() {
        println!("{name:<64} {:>8.2}", nanoseconds / 1000.0);
    }
    println!();
    for figure in all.figures(&results) {
        println!("{figure}");
    }
    if let Some(file) = std::env::args().skip_while(|argument| argument != "--plot").nth(1) {
        draw(&file, &all.picture(&results)?)?;
    }
    Ok(())
}

/// Everybody's places.
struct Everybody {
    rust_crypto: Entries,
    #[cfg(feature = "peers")]
    peers: peers::PeerEntries,
}

fn contest(setting: &Setting<'_>, rounds: u32, results: &mut Results) -> Result<Everybody, Box<dyn Error>> {
    let rust_crypto = Side::new("rustcrypto", RustCrypto, setting)?;
    #[cfg(feature = "peers")]
    let peers = peers::Peers::new(setting)?;
    let (der, face) = (setting.leaf.der(), Face::new(setting.adult)?);
    let mut contest = Contest::new();
    contest.enter("certificate/bare SHA-256", || Ok::<_, Infallible>(sha256(black_box(der))))?;
    contest.enter("certificate/parse", || Certificate::parse(black_box(der)))?;
    face.enter(&mut contest)?;
    let everybody = Everybody {
        rust_crypto: rust_crypto.enter(setting, &mut contest)?,
        #[cfg(feature = "peers")]
        peers: peers.enter(setting, &mut contest)?,
    };
    contest.measure(rounds, results);
    Ok(everybody)
}

impl Everybody {
    #[cfg(feature = "peers")]
    fn figures(&self, results: &Results) -> Vec<Figure> {
        self.peers.figures(results, self.rust_crypto)
    }

    #[cfg(not(feature = "peers"))]
    fn figures(&self, results: &Results) -> [Figure; 3] {
        self.rust_crypto.of_arithmetic("rustcrypto", results)
    }

    #[cfg(feature = "peers")]
    fn picture(&self, results: &Results) -> Result<String, Infallible> {
        Ok(self.peers.picture(results, self.rust_crypto))
    }

    #[cfg(not(feature = "peers"))]
    fn picture(&self, _: &Results) -> Result<String, &'static str> {
        Err("others are in the picture: --features peers")
    }
}
