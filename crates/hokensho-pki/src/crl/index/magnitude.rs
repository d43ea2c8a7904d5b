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
        (bytes.len() <= usize::from(MAX_WIDTH)).then_some(Self { high, middle, low })
    }

    #[inline]
    pub(super) const fn is_zero(&self) -> bool {
        self.high | self.middle | self.low == 0
    }

    /// Bytes from the first that isn't zero.
    #[inline]
    pub(super) fn width(&self) -> u32 {
        match self {
            Self { high: 0, middle: 0, low } => 8 - low.leading_zeros() / 8,
            Self { high: 0, middle, .. } => 16 - middle.leading_zeros() / 8,
            Self { high, .. } => 24 - high.leading_zeros() / 8,
        }
    }

    /// Big-endian, with zeros before it.
    #[inline]
    pub(super) fn bytes(&self) -> [[u8; 8]; 3] {
        [self.high, self.middle, self.low].map(u64::to_be_bytes)
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
