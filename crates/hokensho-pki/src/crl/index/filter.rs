//! A block of the filter: six words of bits, the number of the first record that belongs to it (u32, little-endian), and
//! how many belong to each quarter of it (u8 each).

/// Bytes of the words.
const BITS: usize = 48;

/// Records are found by a hash as if there were four times as many blocks.
pub(super) const QUARTERS: usize = 4;

/// The records of a quarter: the number of the first, and how many.
#[derive(Clone, Copy)]
pub(super) struct Run {
    pub(super) first: usize,
    pub(super) count: usize,
}

/// Whether a serial with this hash may be among those of the block: it has a bit in each word, and all of them are set.
#[inline]
pub(super) fn may_list(block: &[u8], hash: u64) -> bool {
    let words = block.as_chunks().0.iter().map(|word| u64::from_le_bytes(*word));
    // A word that says no isn't waited for: which one will is anybody's guess, a processor's too.
    places(hash).zip(words).fold(1, |all, (place, word)| all & word >> place) == 1
}

/// Sets the bits of a hash, and says whether all of them were set.
#[inline]
pub(super) fn set(block: &mut [u8], hash: u64) -> bool {
    places(hash).zip(block.as_chunks_mut().0).fold(1, |all, (place, word)| {
        let before = u64::from_le_bytes(*word);
        *word = (before | 1 << place).to_le_bytes();
        all & before >> place
    }) == 1
}

/// The place of the bit in each word, by the low end of the hash: the high end chose the block.
#[inline]
fn places(hash: u64) -> impl Iterator<Item = u64> {
    [0, 6, 12, 18, 24, 30].into_iter().map(move |shift| hash >> shift & 63)
}

impl Run {
    /// Of one of the quarters of all blocks, from the block that has it.
    #[inline]
    pub(super) fn read(block: &[u8], quarter: usize) -> Option<Self> {
        let [first, counts, ..] = block.get(BITS..)?.as_chunks::<4>().0 else { return None };
        let (before, rest) = counts.split_at_checked(quarter % QUARTERS)?;
        let before: usize = before.iter().copied().map(usize::from).sum();
        let first = usize::try_from(u32::from_le_bytes(*first)).ok()? + before;
        Some(Self { first, count: usize::from(*rest.first()?) })
    }
}

/// Writes which records belong to a block.
pub(super) fn write_runs(block: &mut [u8], first: usize, runs: [u8; QUARTERS]) -> Option<()> {
    let [first_place, counts, ..] = block.get_mut(BITS..)?.as_chunks_mut().0 else { return None };
    *first_place = u32::try_from(first).ok()?.to_le_bytes();
    *counts = runs;
    Some(())
}
