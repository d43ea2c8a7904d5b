//! Others who read lists.

use std::convert::Infallible;
use std::error::Error;
use std::fmt;
use std::hint::black_box;
use std::time::Duration;

use hokensho_mock::pki::Authority;
use openssl::asn1::Asn1Integer;
use openssl::bn::BigNum;
use openssl::x509::{CrlStatus, X509, X509Crl};
use stats_alloc::{Region, Stats};
use x509_cert::certificate::Rfc5280;
use x509_cert::crl::CertificateList;
use x509_cert::der::Decode;
use x509_cert::serial_number::SerialNumber;

use crate::ALLOCATOR;
use crate::clock::mean;
use crate::questions::Questions;

/// Longer lists would fill the memory.
const LONGEST: u32 = 5_000_000;
const TURN: Duration = Duration::from_millis(100);
const QUESTIONS: u32 = 10_000;
/// A search from the first entry to the last takes milliseconds.
const SEARCHES: u32 = 20;

/// What a list costs somebody else.
pub(crate) struct Peer {
    read: Duration,
    /// Bytes beyond the file.
    memory: u64,
    /// Nanoseconds of one question.
    miss: f64,
    hit: f64,
}

impl Peer {
    /// Decoded, the signature checked, and the entries sorted, as they are at the first question.
    pub(crate) fn openssl(der: &[u8], entries: u32) -> Result<Option<Self>, Box<dyn Error>> {
        if entries > LONGEST {
            return Ok(None);
        }
        let key = X509::from_der(Authority::Auth.certificate())?.public_key()?;
        let number = |serial: u32| Asn1Integer::from_bn(BigNum::from_u32(serial)?.as_ref());
        let first = number(1)?;
        let read = || -> Result<X509Crl, Box<dyn Error>> {
            let list = X509Crl::from_der(black_box(der))?;
            if !list.verify(&key)? {
                return Err("OpenSSL refuses the list".into());
            }
            black_box(list.get_by_serial(&first));
            Ok(list)
        };
        let before = resident()?;
        let list = read()?;
        let memory = resident()?.saturating_sub(before);
        let ask = |questions: &Questions| -> Result<f64, Box<dyn Error>> {
            let numbers = questions.each_as(number)?;
            let is_listed = |serial: &Asn1Integer| {
                Ok::<_, Infallible>(matches!(list.get_by_serial(serial), CrlStatus::Revoked(_)))
            };
            Ok(questions.each(mean(TURN, || numbers.ask(is_listed))?))
        };
        let (miss, hit) = both(entries, QUESTIONS, ask)?;
        drop(list);
        Ok(Some(Self { read: mean(TURN, read)?, memory, miss, hit }))
    }

    /// Decoded; it checks no signature, and a serial is searched for from the first entry on.
    pub(crate) fn x509_cert(der: &[u8], entries: u32) -> Result<Option<Self>, Box<dyn Error>> {
        if entries > LONGEST {
            return Ok(None);
        }
        let read = || CertificateList::<Rfc5280>::from_der(black_box(der));
        let region = Region::new(ALLOCATOR);
        let list = read()?;
        let Stats { bytes_allocated, bytes_deallocated, .. } = region.change();
        let memory = u64::try_from(bytes_allocated.saturating_sub(bytes_deallocated))?;
        let revoked = list.tbs_cert_list.revoked_certificates.as_deref().unwrap_or_default();
        let ask = |questions: &Questions| -> Result<f64, Box<dyn Error>> {
            let is_listed = |serial: &u32| {
                let serial = SerialNumber::<Rfc5280>::from(*serial);
                let found = revoked.iter().find(|entry| entry.serial_number == serial);
                Ok::<_, Infallible>(found.map(black_box).is_some())
            };
            Ok(questions.each(mean(TURN, || questions.ask(is_listed))?))
        };
        let (miss, hit) = both(entries, SEARCHES, ask)?;
        drop(list);
        Ok(Some(Self { read: mean(TURN, read)?, memory, miss, hit }))
    }

    pub(crate) fn seconds(&self) -> f64 {
        self.read.as_secs_f64()
    }

    /// In the columns of a row, beside the same passes and questions.
    pub(crate) fn write(
        &self,
        f: &mut fmt::Formatter<'_>,
        hash: Duration,
        [map_miss, map_hit]: [f64; 2],
    ) -> fmt::Result {
        let Self { read, memory, miss, hit } = self;
        write!(
            f,
            "{:>10.1} {:>9.2} {:>10} {:>8} {miss:>9.0} {:>8.0} {hit:>9.0} {:>8.0}",
            read.as_secs_f64() * 1e3,
            read.as_secs_f64() / hash.as_secs_f64(),
            format!("{}.{}", memory / 1_000_000, memory / 100_000 % 10),
            "",
            miss / map_miss,
            hit / map_hit,
        )
    }
}

/// Nanoseconds of a question for what isn't listed, and for what is.
fn both(
    entries: u32,
    count: u32,
    ask: impl Fn(&Questions) -> Result<f64, Box<dyn Error>>,
) -> Result<(f64, f64), Box<dyn Error>> {
    Ok((ask(&Questions::others(entries, count))?, ask(&Questions::listed(entries, count))?))
}

/// Bytes of this process that are in memory, where Linux tells it; else none. What C takes, Rust doesn't count.
fn resident() -> Result<u64, Box<dyn Error>> {
    let told = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next());
    Ok(kilobytes.map_or(Ok(0), str::parse::<u64>)? * 1024)
}
