//! Words multiplied and folded, as in wyhash: a fraction of the time of what is meant for long inputs.

/// Bits in no order: two of wyhash's four constants.
const ODD: [u64; 2] = [0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB];

/// Of a serial. The last word goes through twice: once isn't enough for serials that are given in equal steps, as they
/// are.
#[inline]
pub(super) fn of_serial([high, middle, low]: [u64; 3], salt: u64) -> u64 {
    let [one, other] = ODD;
    // JPKI's fit into one word.
    let above = if high | middle == 0 { salt } else { fold(high ^ salt, middle ^ one) };
    fold(fold(above ^ low, other), one)
}

/// Of whole words; what is left of one isn't looked at.
#[inline]
pub(super) fn of_words(bytes: &[u8], seed: u64) -> u64 {
    let [one, _] = ODD;
    let (pairs, last) = bytes.as_chunks::<8>().0.as_chunks::<2>();
    let last = last.first().copied().map_or(0, u64::from_le_bytes);
    pairs.iter().fold(seed ^ last, |before, pair| {
        let [even, odd] = pair.map(u64::from_le_bytes);
        fold(even ^ before, odd ^ one)
    })
}

/// The product in 128 bits, its halves upon one another.
#[inline]
fn fold(one: u64, other: u64) -> u64 {
    let (low, high) = one.carrying_mul(other, 0);
    low ^ high
}
