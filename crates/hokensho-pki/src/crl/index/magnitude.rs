use super::MAX_WIDTH;

/// A serial as a number of at most 20 bytes, in words: they are hashed faster than bytes.
#[derive(Clone, Copy)]
pub(super) struct Magnitude {
    pub(super) high: u64,
    pub(super) middle: u64,
    pub(super) low: u64,
}

impl Magnitude {
    /// `None` if there are more than 20 bytes.
    #[inline]
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        let (before, low) = last_word(bytes);
        let (before, middle) = last_word(before);
        let (_, high) = last_word(before);
        (bytes.len() <= MAX_WIDTH).then_some(Self { high, middle, low })
    }

    #[inline]
    pub(super) const fn is_zero(&self) -> bool {
        self.high | self.middle | self.low == 0
    }

    /// The last `width` bytes; `None` if there is something before them.
    pub(super) fn in_width(&self, width: u8) -> Option<Key> {
        let bytes = [self.high, self.middle, self.low].map(u64::to_be_bytes);
        let (before, last) = bytes.as_flattened().split_last_chunk::<MAX_WIDTH>()?;
        let zeros = last.get(..MAX_WIDTH.checked_sub(width.into())?)?;
        let fits = before.iter().chain(zeros).all(|byte| *byte == 0);
        fits.then_some(Key { padded: *last, zeros: zeros.len() })
    }
}

/// The last eight bytes as a number, and what is before them.
#[inline]
fn last_word(bytes: &[u8]) -> (&[u8], u64) {
    match bytes.split_last_chunk() {
        Some((before, word)) => (before, u64::from_be_bytes(*word)),
        None => (&[], bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte))),
    }
}

/// The bytes of a serial as records hold it.
pub(super) struct Key {
    padded: [u8; MAX_WIDTH],
    zeros: usize,
}

impl Key {
    pub(super) fn bytes(&self) -> &[u8] {
        self.padded.get(self.zeros..).unwrap_or_default()
    }
}
