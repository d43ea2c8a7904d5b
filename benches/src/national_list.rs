use std::error::Error;

use hokensho_mock::der::{self, Node};
use hokensho_mock::pki::{Authority, Crl, Municipality, Reason, Revoked, extension};

use crate::NOW;

const DAY: i64 = 86_400;
/// Greater than any serial of a leaf was in 2026, and prime, so that multiples of anything else go through all below.
const SERIALS: u64 = 199_999_991;

/// How many serials [`serial_of`] has.
///
/// ```
/// assert!(hokensho_benches::MANY_SERIALS > 100_000_000);
/// ```
pub const MANY_SERIALS: u32 = 199_999_990;

/// Serials below two hundred million, each once and in no order.
///
/// ```
/// use hokensho_benches::serial_of;
///
/// assert!(serial_of(1) != serial_of(2) && serial_of(3) < 200_000_000);
/// ```
#[must_use]
pub fn serial_of(nth: u32) -> u32 {
    let multiple = (u64::from(nth) + 1) * 123_456_789 % SERIALS;
    u32::try_from(multiple).unwrap_or(u32::MAX)
}

/// A revocation list with the first serials of [`serial_of`], with dates and reasons, signed: of a municipality by its
/// name, of a nation by its size.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let list = hokensho_benches::national_list(100)?;
/// assert_eq!(hokensho::pki::Crl::parse(&list)?.len(), 100);
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// None, unless the mock's data is broken.
pub fn national_list(entries: u32) -> Result<Vec<u8>, Box<dyn Error>> {
    let list = Crl {
        authority: Authority::Auth,
        municipality: Municipality { code: "13101", prefecture: "Tokyo-to", city: "Chiyoda-ku" },
        number: 1,
        this_update: NOW - 3600,
        next_update: NOW + DAY,
        revoked: &[Revoked { serial: 1, at: NOW, reason: Reason::Superseded }],
    };
    let mut tbs = list.tbs();
    // A tree of millions of nodes would take gigabytes: entries are written one after another.
    let reasons = [Reason::AffiliationChanged, Reason::Superseded, Reason::CertificateHold];
    let reasons = reasons.map(|reason| {
        der::sequence([extension::plain(extension::REASON_CODE, der::enumerated(reason.code()))]).encode()
    });
    let times: Vec<_> = (0..1000).map(|nth| der::utc_time(NOW - DAY - nth * 100_003).encode()).collect();
    let mut content = Vec::with_capacity(usize::try_from(entries)? * 38);
    for ((nth, reason), time) in (0..entries).zip(reasons.iter().cycle()).zip(times.iter().cycle()) {
        let serial = der::integer(&serial_of(nth).to_be_bytes()).encode();
        let length = serial.len() + time.len() + reason.len();
        content.extend([0x30, u8::try_from(length)?]);
        for part in [&serial, time, reason] {
            content.extend(part);
        }
    }
    /// The place of the entries in a TBSCertList.
    const ENTRIES: usize = 5;
    tbs.replace(&[ENTRIES], Node::new(0x30, content))?;
    Ok(Authority::Auth.issue(&tbs))
}
