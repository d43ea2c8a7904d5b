//! Where what stands in an index.

use super::filter::QUARTERS;
use super::hash;
use super::{IndexFault, MAX_WIDTH};

/// Of a block of the filter. One line of a processor's cache.
pub(super) const FILTER_BLOCK: usize = 64;
/// Of a block of records; two lines of a processor's cache.
pub(super) const RECORD_BLOCK: usize = 128;
/// Of a checksum: the end of every block and of the header.
pub(super) const CHECKSUM: usize = 8;
/// Of what a record holds besides the serial: a reason code, and seconds.
pub(super) const PAYLOAD: usize = 5;

/// Twelve bits of the filter for each entry: one in two hundred of the serials that aren't listed finds all of its own
/// set by others, and records are read in vain.
const ENTRIES_PER_BLOCK: usize = 32;
/// Records of a quarter of a block, which are looked through one by one. In honest lists none has more than forty; a list
/// whose serials were chosen to have more is refused, before looking them up becomes slow.
pub(super) const MAX_RUN: u8 = 64;

/// Parts into which records are first sorted, as bits of the hash: so that memory is written in so many runs, each in
/// order. Then each part is put in order by itself, in the nearest caches: to write five million records where they belong,
/// one by one all over the memory, takes longer than to hash the list twice.
pub(super) const MAX_PART_BITS: u32 = 10;
/// Entries that are put in order at once, about: a part of them fits into the nearest cache.
const ENTRIES_PER_PART: usize = 4096;

/// The numbers of an index, and where everything stands that follows from them.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    /// Bytes of the header.
    pub(super) header: usize,
    /// How many certificates are listed.
    pub(super) entries: usize,
    /// Bytes of a serial, 1 to 20.
    pub(super) width: u8,
    /// Of the list alone: the seed of hashes and checksums, so that a block of another index doesn't fit here.
    pub(super) salt: u64,
    /// Bits of the hash that choose the part.
    pub(super) part_bits: u32,
    /// Quarters of blocks of the filter; the blocks are a multiple of the parts.
    pub(super) quarters: usize,
    /// Where the records begin, in bytes.
    pub(super) records: usize,
    /// Bytes of a record.
    pub(super) record: usize,
    /// How many records a block holds.
    pub(super) per_block: usize,
    pub(super) record_blocks: usize,
    /// Of the whole index, in bytes.
    pub(super) length: usize,
}

/// The place of a record.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) block: usize,
    pub(super) at: usize,
}

impl Layout {
    /// `None` if no memory is so large, or no serial so long.
    pub(super) fn new(header: usize, entries: usize, width: u8, salt: u64) -> Option<Self> {
        if width == 0 || width > MAX_WIDTH {
            return None;
        }
        let record = usize::from(width) + PAYLOAD;
        let per_block = (RECORD_BLOCK - CHECKSUM) / record;
        let record_blocks = entries.div_ceil(per_block);
        let part_bits = (entries / ENTRIES_PER_PART).next_power_of_two().ilog2().min(MAX_PART_BITS);
        let filter_blocks = entries.div_ceil(ENTRIES_PER_BLOCK).max(1).next_multiple_of(1 << part_bits);
        let records = filter_blocks.checked_mul(FILTER_BLOCK)?.checked_add(header)?;
        let length = record_blocks.checked_mul(RECORD_BLOCK)?.checked_add(records)?;
        Some(Self {
            header,
            entries,
            width,
            salt,
            part_bits,
            quarters: filter_blocks * QUARTERS,
            records,
            record,
            per_block,
            record_blocks,
            length,
        })
    }

    /// The quarter of a block of the filter for a hash.
    #[inline]
    pub(super) fn quarter(&self, hash: u64) -> usize {
        // The upper half of the product: the hash, scaled down to the number of quarters.
        narrow(hash.carrying_mul(wide(self.quarters), 0).1)
    }

    #[inline]
    pub(super) fn place(&self, record: usize) -> Place {
        Place { block: record / self.per_block, at: record % self.per_block }
    }

    /// The place after this one.
    #[inline]
    pub(super) fn next(&self, place: Place) -> Place {
        let at = place.at + 1;
        if at < self.per_block { Place { at, ..place } } else { Place { block: place.block + 1, at: 0 } }
    }

    /// A record at its place.
    #[inline]
    pub(super) fn record_at<'b>(
        &self,
        records: &'b mut [[u8; RECORD_BLOCK]],
        place: Place,
    ) -> Option<&'b mut [u8]> {
        let start = place.at * self.record;
        records.get_mut(place.block)?.get_mut(start..start + self.record)
    }

    /// What a record holds of a serial that isn't longer than the longest.
    #[inline]
    pub(super) fn key<'b>(&self, bytes: &'b [[u8; 8]; 3]) -> &'b [u8] {
        let bytes = bytes.as_flattened();
        bytes.get(bytes.len() - usize::from(self.width)..).unwrap_or_default()
    }

    /// The checksum over the content of a block that begins there.
    #[inline]
    pub(super) fn checksum(&self, content: &[u8], offset: usize) -> [u8; CHECKSUM] {
        hash::of_words(content, self.salt ^ wide(offset)).to_le_bytes()
    }

    /// The content of one of the blocks that begin at `start`.
    #[inline]
    pub(super) fn block<'a, const SIZE: usize>(
        &self,
        index: &'a [u8],
        start: usize,
        block: usize,
    ) -> Result<&'a [u8], IndexFault> {
        let offset = block.saturating_mul(SIZE).saturating_add(start);
        let rest = index.get(offset..).unwrap_or_default();
        self.checked(rest.first_chunk::<SIZE>().ok_or(IndexFault::Checksum { offset })?, offset)
    }

    /// The content of a block that begins there, if its checksum holds.
    #[inline]
    pub(super) fn checked<'a>(&self, block: &'a [u8], offset: usize) -> Result<&'a [u8], IndexFault> {
        match block.split_last_chunk() {
            Some((content, checksum)) if *checksum == self.checksum(content, offset) => Ok(content),
            _ => Err(IndexFault::Checksum { offset }),
        }
    }
}

/// No length is longer than 64 bits.
#[inline]
pub(super) fn wide(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// A number that is no greater than some length.
#[inline]
pub(super) fn narrow(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
