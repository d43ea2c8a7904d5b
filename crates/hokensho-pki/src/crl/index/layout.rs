//! Where what stands in an index.

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::IndexFault;
use super::magnitude::Magnitude;

/// Of a block of the filter and of what it holds: bits for slots, a rank, a checksum. One line of a processor's cache.
pub(super) const FILTER_BLOCK: usize = 64;
/// Of a block of records; two lines of a processor's cache.
pub(super) const RECORD_BLOCK: usize = 128;
/// Of a checksum: the end of every block and of the header.
pub(super) const CHECKSUM: usize = 8;
/// Of what a record holds besides the serial: a reason code, and seconds.
pub(super) const PAYLOAD: usize = 5;

/// Bits of a filter block: what a rank and a checksum leave of it.
const SLOTS_PER_BLOCK: u64 = 384;
/// That is sixteen slots for each entry: one in sixteen of the serials that aren't listed meets a slot in use.
const ENTRIES_PER_BLOCK: usize = 24;

/// The numbers of an index from which follows where everything stands.
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
    #[inline]
    const fn filter_blocks(&self) -> usize {
        self.entries / ENTRIES_PER_BLOCK + 1
    }

    /// Of a record, in bytes.
    #[inline]
    pub(super) fn record(&self) -> usize {
        usize::from(self.width) + PAYLOAD
    }

    #[inline]
    fn records_per_block(&self) -> usize {
        (RECORD_BLOCK - CHECKSUM) / self.record()
    }

    #[inline]
    pub(super) fn record_blocks(&self) -> usize {
        self.entries.div_ceil(self.records_per_block())
    }

    /// Where the records begin, in bytes; `None` if no memory is so large.
    #[inline]
    pub(super) fn records(&self) -> Option<usize> {
        self.filter_blocks().checked_mul(FILTER_BLOCK)?.checked_add(self.header)
    }

    /// Of the whole index, in bytes.
    pub(super) fn length(&self) -> Option<usize> {
        self.record_blocks().checked_mul(RECORD_BLOCK)?.checked_add(self.records()?)
    }

    #[inline]
    pub(super) fn slot(&self, serial: &Magnitude) -> Option<Slot> {
        let hash = self.hash(serial);
        let slots = wide(self.filter_blocks()).checked_mul(SLOTS_PER_BLOCK)?;
        // The upper half of the product: the hash, scaled down to the number of slots.
        let (_, slot) = hash.carrying_mul(slots, 0);
        let (block, bit) = (slot / SLOTS_PER_BLOCK, slot % SLOTS_PER_BLOCK);
        Some(Slot { block: block.try_into().ok()?, bit: bit.try_into().ok()? })
    }

    /// Words multiplied and folded, as wyhash does it: a tenth of the time of what is meant for long inputs. Whoever picks
    /// serials that meet each other gets a list that is refused.
    #[inline]
    fn hash(&self, serial: &Magnitude) -> u64 {
        let above = fold(serial.high ^ self.salt, serial.middle ^ 0xA076_1D64_78BD_642F);
        fold(above ^ serial.low, 0xE703_7ED1_A0B4_28DB)
    }

    #[inline]
    pub(super) fn place(&self, record: usize) -> Place {
        let per_block = self.records_per_block();
        Place { block: record / per_block, at: record % per_block }
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
