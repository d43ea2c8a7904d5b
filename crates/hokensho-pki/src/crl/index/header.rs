//! The header of an index: all that a list says besides its entries.
//!
//! Numbers are little-endian but for the list's. In this order: [`MAGIC`]; length of the header, entries, length of the
//! names, salt (u64 each); thisUpdate, nextUpdate (i64, seconds since 1970); length of a serial, coverage, whether
//! there is a number (u8 each); the number of the list (20 bytes); the SHA-256 of the CA certificate; the names
//! as DER; zeros up to the checksum (u64). Lengths are in bytes.

use alloc::vec::Vec;

use super::layout::{CHECKSUM, FILTER_BLOCK, Layout, wide};
use super::{IndexFault, NUMBER};
use crate::crl::scope::MAX_NAMES;
use crate::{Coverage, Fingerprint, Time};

/// What an index begins with; the last byte is the version.
const MAGIC: [u8; 8] = *b"hksnCRL\x01";
/// Bytes before the names.
const FIXED: usize = 111;

#[derive(Clone)]
pub(super) struct Header {
    pub(super) layout: Layout,
    pub(super) anchor: Fingerprint,
    pub(super) this_update: Time,
    pub(super) next_update: Time,
    /// With zeros before it.
    pub(super) number: Option<[u8; NUMBER]>,
    /// `None` if the list doesn't say of what it speaks.
    pub(super) coverage: Option<Coverage>,
    /// Bytes of the names of the distribution point.
    pub(super) names: usize,
}

/// The length of a header with names of this length, in bytes: whole blocks.
pub(super) const fn length(names: usize) -> usize {
    (FIXED + names + CHECKSUM).next_multiple_of(FILTER_BLOCK)
}

impl Header {
    pub(super) fn write(&self, names: &[u8]) -> Vec<u8> {
        let layout = &self.layout;
        let mut bytes = Vec::with_capacity(layout.header);
        bytes.extend(MAGIC);
        bytes.extend(wide(layout.header).to_le_bytes());
        bytes.extend(wide(layout.entries).to_le_bytes());
        bytes.extend(wide(names.len()).to_le_bytes());
        bytes.extend(layout.salt.to_le_bytes());
        bytes.extend(self.this_update.unix().to_le_bytes());
        bytes.extend(self.next_update.unix().to_le_bytes());
        bytes.extend([layout.width, scope_code(self.coverage), self.number.is_some().into()]);
        bytes.extend(self.number.unwrap_or_default());
        bytes.extend(self.anchor.bytes());
        bytes.extend(names);
        bytes.resize(layout.header - CHECKSUM, 0);
        bytes.extend(layout.checksum(&bytes, 0));
        bytes
    }

    /// Reads the header, whose checksum must hold, and holds the length of the whole against it.
    pub(super) fn read(index: &[u8]) -> Result<Self, IndexFault> {
        let found = index.len();
        let (fixed, _) = index.split_first_chunk().ok_or(IndexFault::NoIndex)?;
        let header = Self::read_fixed(fixed).ok_or(IndexFault::NoIndex)?;
        let layout = header.layout;
        let (whole, _) = index
            .split_at_checked(layout.header)
            .ok_or(IndexFault::Length { expected: layout.header, found })?;
        layout.checked(whole, 0)?;
        let expected = layout.length;
        if expected == found { Ok(header) } else { Err(IndexFault::Length { expected, found }) }
    }

    fn read_fixed(fixed: &[u8; FIXED]) -> Option<Self> {
        let mut rest = fixed.strip_prefix(&MAGIC)?;
        let header = usize::try_from(u64::from_le_bytes(take(&mut rest)?)).ok()?;
        let entries = usize::try_from(u64::from_le_bytes(take(&mut rest)?)).ok()?;
        let names = usize::try_from(u64::from_le_bytes(take(&mut rest)?)).ok()?;
        let salt = u64::from_le_bytes(take(&mut rest)?);
        let this_update = Time::from_unix(i64::from_le_bytes(take(&mut rest)?));
        let next_update = Time::from_unix(i64::from_le_bytes(take(&mut rest)?));
        let [width, coverage, numbered] = take(&mut rest)?;
        let number = take(&mut rest)?;
        let anchor = Fingerprint::new(take(&mut rest)?);
        if names > MAX_NAMES || header != length(names) {
            return None;
        }
        let number = match numbered {
            0 => None,
            1 => Some(number),
            _ => return None,
        };
        let (layout, coverage) = (Layout::new(header, entries, width, salt)?, scope_of(coverage)?);
        Some(Self { layout, anchor, this_update, next_update, number, coverage, names })
    }

    /// The names as DER, from an index that begins with this header.
    pub(super) fn names<'a>(&self, index: &'a [u8]) -> Option<&'a [u8]> {
        let (_, after) = index.split_at_checked(FIXED)?;
        after.get(..self.names).filter(|names| !names.is_empty())
    }
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, after) = rest.split_first_chunk()?;
    *rest = after;
    Some(*taken)
}

const fn scope_code(coverage: Option<Coverage>) -> u8 {
    match coverage {
        None => 0,
        Some(Coverage::All) => 1,
        Some(Coverage::Attributes) => 2,
        Some(Coverage::Authorities) => 3,
        Some(Coverage::EndEntities) => 4,
    }
}

const fn scope_of(code: u8) -> Option<Option<Coverage>> {
    Some(match code {
        0 => None,
        1 => Some(Coverage::All),
        2 => Some(Coverage::Attributes),
        3 => Some(Coverage::Authorities),
        4 => Some(Coverage::EndEntities),
        _ => return None,
    })
}
