//! An index of revoked certificates: bytes that a caller may keep in a file and open without reading them all.
//!
//! After the header come two runs of blocks. The *filter* has bits for each entry, chosen by a hash of its serial that
//! chooses the block as well: a serial of which a bit isn't set isn't listed, and one block was touched to know it. The
//! *records* hold serial, reason and date; those of a quarter of a block of the filter, which says where they are, stand
//! together in no order.
//!
//! Every block ends with a checksum (of 64 bits, by wyhash's multiplications), which is checked whenever the block is
//! touched. It finds what disks and copies do to bytes, not what people do: whoever can write the file can write checksums.

mod builder;
mod fault;
mod filter;
mod hash;
mod header;
mod layout;
mod magnitude;

pub use fault::IndexFault;

use alloc::vec::Vec;
use core::fmt;

use builder::Survey;
use filter::{QUARTERS, Run};
use header::Header;
use layout::{FILTER_BLOCK, Layout, Place, RECORD_BLOCK};
use magnitude::Magnitude;

use super::entry::{Listed, Status};
use super::{Coverage, Frame, IssuingDistributionPoint};
use crate::der::{Fault, Reader};
use crate::{Error, Fingerprint, GeneralNames, Time};

/// Bytes of the longest serial (RFC 5280, 4.1.2.2).
const MAX_WIDTH: u8 = 20;
/// The same for arrays.
const NUMBER: usize = 20;
/// Records say when, in seconds since a century before the list was issued.
const CENTURY_SECONDS: i64 = 36_525 * 86_400;

/// The entries of a revocation list, ready to be asked: millions of them without a pause.
///
/// It is made of a verified list only, by [`VerifiedCrl::into_index`](crate::VerifiedCrl::into_index), and is bytes:
/// what [`as_bytes`](Self::as_bytes) gives can be kept in a file of the caller's, and opened later in whatever holds it,
/// at once. One of the card's certificates is asked for by
/// [`VerifiedPath::check_revocation_in`](crate::VerifiedPath::check_revocation_in).
///
/// ```
/// use hokensho_pki::{Crl, CrlIndex, Listed, Purpose, Time};
///
/// # use hokensho_mock::{Persona, pki::{self, Authority, Municipality, Reason, Revoked}};
/// # let chiyoda = Municipality { code: "13101", prefecture: "Tokyo-to", city: "Chiyoda-ku" };
/// # let (this_update, next_update) = (1_795_302_000, 1_795_392_000);
/// # let revoked = [Revoked { serial: 0x22_7B14, at: 1_795_215_600, reason: Reason::CertificateHold }];
/// # let list = pki::Crl { authority: Authority::Auth, municipality: chiyoda, number: 7, this_update, next_update, revoked: &revoked };
/// # let bytes = Authority::Auth.issue(&list.tbs());
/// # let adult = Persona::named("adult")?;
/// # let mut anchors = hokensho_pki::TestAnchors::new();
/// # anchors.accept(Purpose::Authentication, adult.auth_ca_certificate())?;
/// # let verifier = hokensho_pki::Verifier::new(hokensho_pki::RustCrypto, &anchors);
/// # let now = Time::from_utc(2026, 11, 22, 0, 0, 0)?;
/// let list = verifier.verify_crl(Crl::parse(&bytes)?, Purpose::Authentication, now)?;
/// let file = list.into_index().as_bytes().to_vec();
///
/// let index = CrlIndex::open_trusted(file.as_slice())?;
/// let held = Listed::OnHold { at: Time::from_unix(1_795_215_600) };
/// assert_eq!(index.entry(&[0x22, 0x7B, 0x14])?, Some(held));
/// assert_eq!(index.entry(&[0x22, 0x7B, 0x15])?, None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct CrlIndex<B = Vec<u8>> {
    header: Header,
    bytes: B,
}

impl<B: AsRef<[u8]>> CrlIndex<B> {
    /// Opens the bytes of an index that the caller made of a verified list and kept where nobody else writes.
    ///
    /// No signature protects them: who opens an index of somebody else's believes whatever that one wrote. The header
    /// is checked now, each block when it is touched; so this takes as long for ten entries as for ten million.
    ///
    /// # Errors
    /// [`Error::Index`]: no index, one that was cut, or one whose header was damaged.
    pub fn open_trusted(bytes: B) -> Result<Self, Error> {
        let header = Header::read(bytes.as_ref())?;
        if let Some(names) = header.names(bytes.as_ref()) {
            GeneralNames::of(Reader::new(names)).map_err(|_| IndexFault::NoIndex)?;
        }
        Ok(Self { header, bytes })
    }

    /// All of the index.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.as_ref()
    }

    /// The fingerprint of the CA certificate that verified the list.
    #[must_use]
    pub const fn anchor(&self) -> Fingerprint {
        self.header.anchor
    }

    /// When the list was issued.
    #[must_use]
    pub const fn this_update(&self) -> Time {
        self.header.this_update
    }

    /// By when the next is issued.
    #[must_use]
    pub const fn next_update(&self) -> Time {
        self.header.next_update
    }

    /// The number of the list, as [`Crl::number`](crate::Crl::number) gives it.
    #[must_use]
    pub fn number(&self) -> Option<&[u8]> {
        let number = self.header.number.as_ref()?;
        let zeros = number.iter().take_while(|byte| **byte == 0).count();
        number.get(zeros..)
    }

    /// Which kind of certificates it speaks of, if it says so.
    #[must_use]
    pub const fn coverage(&self) -> Option<Coverage> {
        self.header.coverage
    }

    /// The distribution point whose certificates it speaks of, if it says so.
    #[must_use]
    pub fn names(&self) -> Option<GeneralNames<'_>> {
        self.header.names(self.bytes.as_ref()).map(GeneralNames::read_before)
    }

    /// How many certificates are listed.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.header.layout.entries
    }

    /// Whether none is.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What the list says of a serial, given as [`Certificate::serial`](crate::Certificate::serial) gives it; `None` if
    /// it isn't listed.
    ///
    /// That is the list's word alone. Whether the list speaks of a certificate, and is fresh, is asked with
    /// [`VerifiedPath::check_revocation_in`](crate::VerifiedPath::check_revocation_in).
    ///
    /// # Errors
    /// [`Error::Index`] if a block that had to be touched was damaged.
    pub fn entry(&self, serial: &[u8]) -> Result<Option<Listed>, Error> {
        self.header.find(self.bytes.as_ref(), serial)
    }
}

impl Header {
    #[inline]
    fn find(&self, index: &[u8], serial: &[u8]) -> Result<Option<Listed>, Error> {
        let Some(serial) = Magnitude::of(serial).filter(|serial| !serial.is_zero()) else { return Ok(None) };
        let (layout, hash) = (&self.layout, serial.hash(self.layout.salt));
        let block = layout.block::<FILTER_BLOCK>(index, layout.header, layout.quarter(hash) / QUARTERS)?;
        if filter::may_list(block, hash) { self.find_record(index, &serial, hash, block) } else { Ok(None) }
    }

    /// Looks through the records of a block of the filter.
    #[inline(never)]
    fn find_record(
        &self,
        index: &[u8],
        serial: &Magnitude,
        hash: u64,
        block: &[u8],
    ) -> Result<Option<Listed>, Error> {
        let layout = &self.layout;
        if serial.width() > u32::from(layout.width) {
            return Ok(None);
        }
        let bytes = serial.bytes();
        let key = layout.key(&bytes);
        let run = Run::read(block, layout.quarter(hash)).ok_or(IndexFault::NoIndex)?;
        let Place { block, mut at } = layout.place(run.first);
        let mut left = run.count;
        for block in block..layout.record_blocks {
            let content = layout.block::<RECORD_BLOCK>(index, layout.records, block)?;
            let here = left.min(layout.per_block - at);
            let mut records = (at..at + here).filter_map(|at| content.get(at * layout.record..));
            if let Some(payload) = records.find_map(|record| record.strip_prefix(key)) {
                return Ok(Some(self.listed(payload).ok_or(IndexFault::NoIndex)?));
            }
            (at, left) = (0, left - here);
            if left == 0 {
                break;
            }
        }
        Ok(None)
    }

    /// Serial apart, what a record says.
    fn listed(&self, payload: &[u8]) -> Option<Listed> {
        let (code, seconds) = payload.split_first()?;
        let after = u32::from_le_bytes(*seconds.first_chunk()?);
        let at = self.this_update.after(i64::from(after) - CENTURY_SECONDS);
        Status::of_code(*code).map(|status| Listed::new(status, at))
    }
}

/// The number of a list, with zeros before it.
fn padded(number: &[u8]) -> Option<[u8; NUMBER]> {
    let mut padded = [0; NUMBER];
    padded.get_mut(NUMBER.checked_sub(number.len())?..)?.copy_from_slice(number);
    Some(padded)
}

/// When, in seconds since a century before the list.
fn seconds_of(at: Time, this_update: Time) -> Option<u32> {
    u32::try_from(at.unix() - this_update.unix() + CENTURY_SECONDS).ok()
}

impl CrlIndex {
    /// Makes an index of the entries of a list that nobody verified yet.
    pub(super) fn build(list: &Frame<'_>, entries: Reader<'_>) -> crate::der::Result<Self> {
        let salt = hash::of_words(list.signature, 0);
        let survey = Survey::of(entries, salt)?;
        let scope = list.extensions.scope.as_ref();
        let names = scope.and_then(IssuingDistributionPoint::names).map_or(&[][..], |names| names.content());
        let layout = Layout::new(header::length(names.len()), survey.entries, survey.width, salt);
        let layout = layout.ok_or(entries.located(Fault::LengthTooLong))?;
        let bytes = builder::build(entries, &survey, &layout, list.this_update)?;
        let header = Header {
            layout,
            anchor: Fingerprint::new([0; 32]),
            this_update: list.this_update,
            next_update: list.next_update,
            number: list.extensions.number.and_then(padded),
            coverage: scope.map(IssuingDistributionPoint::coverage),
            names: names.len(),
        };
        let mut index = Self { header, bytes };
        index.write_header(list);
        Ok(index)
    }

    /// Says who verified the list.
    pub(super) fn seal(&mut self, list: &Frame<'_>, anchor: Fingerprint) {
        self.header.anchor = anchor;
        self.write_header(list);
    }

    fn write_header(&mut self, list: &Frame<'_>) {
        let names = list.extensions.scope.as_ref().and_then(IssuingDistributionPoint::names);
        let header = self.header.write(names.map_or(&[], |names| names.content()));
        for (place, byte) in self.bytes.iter_mut().zip(header) {
            *place = byte;
        }
    }
}

impl<B> fmt::Debug for CrlIndex<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Header { layout, this_update, next_update, .. } = &self.header;
        write!(f, "CrlIndex({} entries, {this_update} to {next_update})", layout.entries)
    }
}
