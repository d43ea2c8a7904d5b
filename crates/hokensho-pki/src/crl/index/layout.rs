//! Where what stands in an index.

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::magnitude::Magnitude;
use super::{IndexFault, MAX_WIDTH, NUMBER};

/// Of a block of the filter and of what it holds: bits for slots, a rank, a checksum. One line of a processor's cache.
pub(super) const FILTER_BLOCK: usize = 64;
/// Of a block of records; two lines of a processor's cache.
pub(super) const RECORD_BLOCK: usize = 128;
/// Of a checksum: the end of every block and of the header.
pub(super) const CHECKSUM: usize = 8;
/// Of what a record holds besides the serial: a reason code, and seconds.
pub(super) const PAYLOAD: usize = 5;

/// Of the longest record.
pub(super) const MAX_RECORD: usize = NUMBER + PAYLOAD;
/// Of the reason code, which is below 80 hexadecimal: the place holds a record.
pub(super) const TAKEN: u8 = 0x80;

/// Bits of a filter block: what a rank and a checksum leave of it.
pub(super) const SLOTS_PER_BLOCK: u64 = 384;
/// Sixteen slots for each entry, so that an index of five million takes no more than a third of its list: one in sixteen
/// of the serials that aren't listed meets a slot in use, and a record is read in vain.
const ENTRIES_PER_BLOCK: usize = 24;
/// Of a list of less than a million, to which memory is nothing, one in sixty-four.
const ENTRIES_PER_BLOCK_OF_SMALL: usize = 6;
const SMALL: usize = 1_000_000;

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
    /// How many slots the filter has.
    slots: u64,
    /// Where the records begin, in bytes.
    pub(super) records: usize,
    /// Bytes of a record.
    pub(super) record: usize,
    /// How many records a block holds.
    per_block: usize,
    pub(super) record_blocks: usize,
    /// Of the whole index, in bytes.
    pub(super) length: usize,
}

/// A bit of the filter.
#[derive(Clone, Copy)]
pub(super) struct Slot {
    pub(super) block: usize,
    bit: usize,
}

/// The place of a record.
#[derive(Clone, Copy)]
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
        let filter_blocks =
            entries / if entries < SMALL { ENTRIES_PER_BLOCK_OF_SMALL } else { ENTRIES_PER_BLOCK } + 1;
        let slots = wide(filter_blocks).checked_mul(SLOTS_PER_BLOCK)?;
        let records = filter_blocks.checked_mul(FILTER_BLOCK)?.checked_add(header)?;
        let length = record_blocks.checked_mul(RECORD_BLOCK)?.checked_add(records)?;
        Some(Self { header, entries, width, salt, slots, records, record, per_block, record_blocks, length })
    }

    #[inline]
    pub(super) fn slot(&self, serial: &Magnitude) -> Option<Slot> {
        let hash = self.hash(serial);
        // The upper half of the product: the hash, scaled down to the number of slots.
        let (_, slot) = hash.carrying_mul(self.slots, 0);
        let (block, bit) = (slot / SLOTS_PER_BLOCK, slot % SLOTS_PER_BLOCK);
        Some(Slot { block: block.try_into().ok()?, bit: bit.try_into().ok()? })
    }

    /// Words multiplied and folded, as wyhash does it: a fraction of the time of what is meant for long inputs. The last
    /// word goes through twice: once isn't enough for serials that are given in equal steps, as they are. Whoever picks
    /// serials that meet each other gets a list that is refused.
    #[inline]
    fn hash(&self, serial: &Magnitude) -> u64 {
        let above = fold(serial.high ^ self.salt, serial.middle ^ 0xA076_1D64_78BD_642F);
        fold(fold(above ^ serial.low, 0xE703_7ED1_A0B4_28DB), 0x8EBC_6AF0_9C88_C6E3)
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

    #[inline]
    pub(super) fn write(&self, record: &mut [u8], serial: &Magnitude, payload: [u8; PAYLOAD]) {
        if let Some((key, place)) = record.split_last_chunk_mut() {
            key.copy_from_slice(self.key(&serial.bytes()));
            *place = payload;
        }
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
        xxh3_64_with_seed(content, self.salt ^ wide(offset)).to_le_bytes()
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

#[inline]
fn fold(one: u64, other: u64) -> u64 {
    let (low, high) = one.carrying_mul(other, 0);
    low ^ high
}

impl Slot {
    /// Whether the slot is in use.
    #[inline]
    pub(super) fn is_used(self, bits: &[[u8; 8]]) -> bool {
        let word = bits.get(self.bit / 64).copied().map_or(0, u64::from_le_bytes);
        word >> (self.bit % 64) & 1 == 1
    }

    /// How many slots before it are in use, in its block.
    #[inline]
    pub(super) fn used_before(self, bits: &[[u8; 8]]) -> Option<usize> {
        let (before, from) = bits.split_at_checked(self.bit / 64)?;
        let word = u64::from_le_bytes(*from.first()?) & ((1 << (self.bit % 64)) - 1);
        let before = before.iter().map(|word| u64::from_le_bytes(*word).count_ones());
        usize::try_from(before.sum::<u32>() + word.count_ones()).ok()
    }

    #[inline]
    pub(super) fn set(self, bits: &mut [[u8; 8]]) -> Option<()> {
        let word = bits.get_mut(self.bit / 64)?;
        *word = (u64::from_le_bytes(*word) | 1 << (self.bit % 64)).to_le_bytes();
        Some(())
    }
}
