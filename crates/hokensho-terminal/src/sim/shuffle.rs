//! Real files come with their elements in the order of some hash table. So do the simulator's, but each file always in
//! the same.

/// Puts the elements beside each other into another order, on every level. `file` is as our own writer lays it out:
/// one tag, or one whole leaf, on a line.
pub(super) fn shuffle(file: &[u8], seed: &str) -> Vec<u8> {
    let mut lines = file.split_inclusive(|byte| *byte == b'\n');
    let mut out = lines.next().unwrap_or_default().to_vec();
    let (root, _) = siblings(&mut lines, &mut Random::new(seed));
    out.extend(root);
    out
}

/// The elements up to the end tag of the one that holds them, in another order; and that end tag.
fn siblings<'f>(lines: &mut impl Iterator<Item = &'f [u8]>, random: &mut Random) -> (Vec<u8>, &'f [u8]) {
    let mut found: Vec<Vec<u8>> = Vec::new();
    // Calls itself as deep as our messages are: six levels.
    let end = loop {
        let Some(line) = lines.next() else { break &b""[..] };
        let tag = line.trim_ascii();
        if tag.starts_with(b"</") {
            break line;
        }
        let mut element = line.to_vec();
        if !tag.windows(2).any(|pair| pair == b"</") {
            let (children, end) = siblings(lines, random);
            element.extend(children);
            element.extend(end);
        }
        found.push(element);
    };
    found.sort_by_cached_key(|_| random.next());
    (found.concat(), end)
}

/// SplitMix64, seeded by FNV-1a: the same numbers on every machine, for nothing that has to be secret.
struct Random(u64);

impl Random {
    fn new(seed: &str) -> Self {
        Self(seed.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
        }))
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hokensho_eligibility::SegmentOfResult;
    use hokensho_oqs::{Encoding, Message as _, Mode, Qualification, QualificationResult};

    fn file(encoding: Encoding) -> (QualificationResult, Vec<u8>) {
        let mut result = QualificationResult::default();
        result.header.segment_of_result = SegmentOfResult::Normal.into();
        result.header.file_identifier = "x".into();
        result.header.error_message = "表示ソ能<>&\r\n".into(); // bytes and signs that look like markup or line ends
        let mut one = Qualification::default();
        one.name = "試験　太郎".into();
        one.insurer_name = "見本".into();
        result.body.push(one);
        let bytes = result.write(encoding).unwrap();
        (result, bytes)
    }

    #[test]
    fn another_order_is_the_same_message() {
        for encoding in [Encoding::Utf8, Encoding::Windows31J] {
            let (message, bytes) = file(encoding);
            for seed in ["a", "b", "c", "d"] {
                let shuffled = shuffle(&bytes, seed);
                assert_eq!(QualificationResult::read(shuffled, Mode::Strict).unwrap().message, message);
            }
        }
    }

    #[test]
    fn each_seed_has_its_order_and_keeps_it() {
        let (_, bytes) = file(Encoding::Utf8);
        assert_eq!(shuffle(&bytes, "a"), shuffle(&bytes, "a"));
        let orders: std::collections::BTreeSet<_> =
            (0..20).map(|seed| shuffle(&bytes, &seed.to_string())).collect();
        assert!(orders.len() > 3, "{}", orders.len());
    }
}
