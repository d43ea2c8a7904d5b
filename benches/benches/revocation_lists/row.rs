use std::collections::HashMap;
use std::convert::Infallible;
use std::error::Error;
use std::fmt;
use std::hint::black_box;
use std::time::Duration;

use hokensho::pki::{Crl, CrlIndex, Purpose, RustCrypto, Time, Verifier, sha256};
use hokensho_benches::{Adult, NOW, national_list, serial_of};
use stats_alloc::Region;

use crate::ALLOCATOR;
use crate::clock::in_turns;
#[cfg(feature = "peers")]
use crate::peer::Peer;
use crate::questions::Questions;

/// Questions of one run: enough to leave every cache but the last.
const QUESTIONS: u32 = 1_000_000;
/// Openings of one run.
const OPENINGS: u32 = 10_000;
/// The list that has a limit of memory, and all that are shorter.
const NATIONAL: u32 = 5_000_000;

/// Entries of the shortest list that is held to the limits.
const JUDGED: u32 = 10_000;

/// All about the lists of one length.
pub(crate) struct Row {
    pub(crate) entries: u32,
    file: usize,
    pub(crate) hash: Duration,
    /// From the bytes to an index of a list whose signature fits.
    pub(crate) verify: Duration,
    /// Bytes beyond the file.
    memory: usize,
    open: Duration,
    miss: Beside,
    hit: Beside,
    #[cfg(feature = "peers")]
    pub(crate) openssl: Option<Peer>,
    #[cfg(feature = "peers")]
    pub(crate) x509_cert: Option<Peer>,
}

/// Nanoseconds of one question to the index, and to the map.
struct Beside {
    index: f64,
    map: f64,
}

impl Row {
    /// What stands in the columns, and what they shall not exceed.
    pub(crate) fn head() -> String {
        let line = |[entries, file, verify, hashes, memory, open, miss, misses, hit, hits]: [&str; 10]| {
            format!(
                "{entries:>10} {file:>8} {verify:>10} {hashes:>9} {memory:>10} {open:>8} {miss:>9} {misses:>8} \
                 {hit:>9} {hits:>8}"
            )
        };
        let names = [
            "entries",
            "file/MB",
            "verify/ms",
            ":SHA-256",
            "memory/MB",
            "open/us",
            "miss/ns",
            ":map",
            "hit/ns",
            ":map",
        ];
        let limits = ["", "", "", "3.50", "64", "100", "", "1.00", "", "10.00"];
        format!("{}\n{}", line(names), line(limits))
    }

    pub(crate) fn measure(entries: u32) -> Result<Self, Box<dyn Error>> {
        let adult = Adult::new()?;
        let now = Time::from_unix(NOW);
        let verifier = Verifier::new(RustCrypto, &adult.anchors()?);
        let der = national_list(entries)?;

        let index = || -> Result<CrlIndex, hokensho::pki::Error> {
            let list = verifier.verify_crl(Crl::parse(black_box(&der))?, Purpose::Authentication, now)?;
            Ok(list.into_index())
        };
        let [hash, verify] = in_turns(|| Ok(sha256(black_box(&der))), index)?;
        let region = Region::new(ALLOCATOR);
        let made = index()?;
        // All that was ever taken, whether given back or not: no less than there was at any time.
        let memory = region.change().bytes_allocated;

        let opening =
            || (0..OPENINGS).try_for_each(|_| CrlIndex::open_trusted(black_box(made.as_bytes())).map(drop));
        let [opened, _] = in_turns(opening, || Ok(()))?;
        let map: HashMap<u64, (u8, u32)> =
            (0..entries).map(|nth| (serial_of(nth).into(), (4, nth))).collect();
        let by_index =
            |serial: &u32| made.entry(&serial.to_be_bytes()).map(|said| said.map(black_box).is_some());
        let by_map =
            |serial: &u32| Ok::<_, Infallible>(map.get(&u64::from(*serial)).map(black_box).is_some());
        let beside = |questions: &Questions| -> Result<Beside, Box<dyn Error>> {
            let [index, map] = in_turns(|| questions.ask(by_index), || questions.ask(by_map))?;
            Ok(Beside { index: questions.each(index), map: questions.each(map) })
        };
        let miss = beside(&Questions::others(entries, QUESTIONS))?;
        let hit = beside(&Questions::listed(entries, QUESTIONS))?;
        Ok(Self {
            entries,
            file: der.len(),
            hash,
            verify,
            memory,
            open: opened / OPENINGS,
            miss,
            hit,
            #[cfg(feature = "peers")]
            openssl: Peer::openssl(&der, entries)?,
            #[cfg(feature = "peers")]
            x509_cert: Peer::x509_cert(&der, entries)?,
        })
    }

    /// In short lists the arithmetic of the signature, which doesn't grow, is more than all else.
    fn verdict(&self) -> &'static str {
        let held = self.verify.as_secs_f64() <= 3.5 * self.hash.as_secs_f64()
            && (self.memory <= 64_000_000 || self.entries > NATIONAL)
            && self.open <= Duration::from_micros(100)
            && self.miss.ratio() <= 1.0
            && self.hit.ratio() <= 10.0;
        match self.entries {
            ..JUDGED => "",
            _ if held => "held",
            _ => "MISSED",
        }
    }
}

impl Beside {
    fn ratio(&self) -> f64 {
        self.index / self.map
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [file, memory] = [self.file, self.memory].map(|bytes| bytes / 100_000);
        let mega = |tenths: usize| format!("{}.{}", tenths / 10, tenths % 10);
        write!(
            f,
            "{:>10} {:>8} {:>10.1} {:>9.2} {:>10} {:>8.2} {:>9.1} {:>8.2} {:>9.1} {:>8.2}  {}",
            self.entries,
            mega(file),
            self.verify.as_secs_f64() * 1e3,
            self.verify.as_secs_f64() / self.hash.as_secs_f64(),
            mega(memory),
            self.open.as_secs_f64() * 1e6,
            self.miss.index,
            self.miss.ratio(),
            self.hit.index,
            self.hit.ratio(),
            self.verdict(),
        )?;
        #[cfg(feature = "peers")]
        for (name, peer) in [("OpenSSL", &self.openssl), ("x509-cert", &self.x509_cert)] {
            write!(f, "\n{name:>19} ")?;
            match peer {
                Some(peer) => peer.write(f, self.hash, [self.miss.map, self.hit.map])?,
                None => write!(f, "  left out: it would take gigabytes")?,
            }
        }
        Ok(())
    }
}
