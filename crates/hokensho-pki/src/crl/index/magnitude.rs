use super::{MAX_WIDTH, hash};

/// A serial as a number of at most 20 bytes, in words: they are hashed faster than bytes.
#[derive(Clone, Copy)]
pub(super) struct Magnitude {
    high: u64,
    middle: u64,
    low: u64,
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

    #[inline]
    pub(super) fn hash(&self, salt: u64) -> u64 {
        hash::of_serial([self.high, self.middle, self.low], salt)
    }
}

/// The last eight bytes as a number, and what is before them.
#[inline]
fn last_word(bytes: &[u8]) -> (&[u8], u64) {
    match bytes.split_last_chunk() {
        Some((before, word)) => (before, u64::from_be_bytes(*word)),
        None => (&[], short_word(bytes)),
    }
}

/// Fewer than eight bytes as a number.
#[inline]
fn short_word(bytes: &[u8]) -> u64 {
    // Most serials have four bytes. Of five to seven, the first four and the last four share some, which are the same.
    match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => {
            let [first, last] = [*first, *last].map(|word| u64::from(u32::from_be_bytes(word)));
            first << (8 * (bytes.len() - 4)) | last
        }
        _ => bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_the_bytes_of_the_number(bytes in prop::collection::vec(any::<u8>(), 0..=20)) {
            let serial = Magnitude::of(&bytes).unwrap();
            let words = serial.bytes();
            let (zeros, number) = words.as_flattened().split_at(24 - bytes.len());
            prop_assert!(zeros.iter().all(|byte| *byte == 0));
            prop_assert_eq!(number, &bytes[..]);
            let leading = bytes.iter().take_while(|byte| **byte == 0).count();
            prop_assert_eq!(usize::try_from(serial.width()).unwrap(), bytes.len() - leading);
            prop_assert_eq!(serial.is_zero(), leading == bytes.len());
        }
    }

    #[test]
    fn more_than_20_bytes_are_no_serial() {
        assert!(Magnitude::of(&[1; 20]).is_some() && Magnitude::of(&[1; 21]).is_none());
    }
}
