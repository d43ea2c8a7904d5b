//! Windows-31J, which messages and records call Shift_JIS, by `encoding_rs`, whose `SHIFT_JIS` is the WHATWG one: JIS X 0208
//! with the NEC and IBM rows.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use encoding_rs::{DecoderResult, EncoderResult, SHIFT_JIS};

/// Decodes.
///
/// # Errors
/// The byte offset at which the first malformed sequence starts.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, usize> {
    match SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(text),
        None => Err(first_malformed(bytes)),
    }
}

fn first_malformed(bytes: &[u8]) -> usize {
    let mut decoder = SHIFT_JIS.new_decoder_without_bom_handling();
    let mut scratch = [0; 1024];
    let mut at = 0;
    // Each round takes bytes or ends, so there are no more rounds than bytes.
    while let Some(rest) = bytes.get(at..) {
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(rest, &mut scratch, true);
        at += read;
        match result {
            DecoderResult::OutputFull => {}
            DecoderResult::InputEmpty => break,
            DecoderResult::Malformed(bad, after) => {
                return at.saturating_sub(usize::from(bad) + usize::from(after));
            }
        }
    }
    at
}

/// One byte for ASCII, 0x80 and half-width katakana, two for all else.
#[must_use]
pub const fn width(character: char) -> usize {
    match character {
        '\0'..='\u{80}' | '\u{FF61}'..='\u{FF9F}' => 1,
        _ => 2,
    }
}

/// Appends the bytes of a text.
///
/// Some characters of JIS X 0208 have two code points, and other systems choose the one that Windows didn't: these
/// are written as the one that Windows means, and read back as that one. `¥` and `‾` become full-width, since their
/// one-byte codes are read back as `\` and `~`. User-defined characters (U+E000 to U+F8FF, 外字) are refused: they
/// mean something else on every system.
///
/// # Errors
/// The character that Windows-31J doesn't have.
pub fn encode(text: &str, out: &mut Vec<u8>) -> Result<(), char> {
    let meant: Cow<'_, str> = if text.contains(|character| as_windows_means(character) != character) {
        text.chars().map(as_windows_means).collect()
    } else {
        text.into()
    };
    let mut encoder = SHIFT_JIS.new_encoder();
    // No character takes more bytes than in UTF-8, so the encoder never asks for more room.
    out.reserve(meant.len());
    match encoder.encode_from_utf8_to_vec_without_replacement(&meant, out, true) {
        (EncoderResult::Unmappable(character), _) => Err(character),
        (EncoderResult::InputEmpty | EncoderResult::OutputFull, _) => Ok(()),
    }
}

/// The character of two code points as Windows has it; others as they are.
pub(crate) const fn as_windows_means(character: char) -> char {
    match character {
        '\u{301C}' => '\u{FF5E}', // 〜 ～
        '\u{2016}' => '\u{2225}', // ‖ ∥
        '\u{2014}' => '\u{2015}', // — ―
        '\u{2212}' => '\u{FF0D}', // − －
        '\u{00A2}' => '\u{FFE0}', // ¢ ￠
        '\u{00A3}' => '\u{FFE1}', // £ ￡
        '\u{00AC}' => '\u{FFE2}', // ¬ ￢
        '\u{00A5}' => '\u{FFE5}', // ¥ ￥
        '\u{203E}' => '\u{FFE3}', // ‾ ￣
        same => same,
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    fn encoded(character: char) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        encode(character.encode_utf8(&mut [0; 4]), &mut out).ok().map(|()| out)
    }

    #[test]
    fn every_code_decodes_to_one_character_of_its_own_width() {
        for first in 0..=u8::MAX {
            if let Ok(text) = decode(&[first]) {
                assert_eq!(text.chars().map(width).collect::<Vec<_>>(), [1], "{first:02X}");
                continue;
            }
            for second in 0..=u8::MAX {
                if let Ok(text) = decode(&[first, second]) {
                    assert_eq!(text.chars().map(width).collect::<Vec<_>>(), [2], "{first:02X}{second:02X}");
                }
            }
        }
    }

    #[test]
    fn what_is_encoded_decodes_to_the_same_but_for_the_named_pairs() {
        for character in '\u{80}'..='\u{FFFF}' {
            let Some(bytes) = encoded(character) else { continue };
            let text = decode(&bytes).unwrap();
            let back = text.chars().next().unwrap();
            if back != character {
                let pairs = "\u{301C}\u{2016}\u{2014}\u{2212}\u{A2}\u{A3}\u{AC}\u{A5}\u{203E}";
                assert!(pairs.contains(character), "U+{:04X}", u32::from(character));
            }
        }
    }

    #[test]
    fn names_need_the_nec_and_ibm_characters() {
        assert_eq!(encoded('髙'), Some(vec![0xFB, 0xFC]));
        assert_eq!(encoded('﨑'), Some(vec![0xFA, 0xB1]));
        assert_eq!(encoded('●'), Some(vec![0x81, 0x9C]));
        assert_eq!(encoded('〜'), encoded('～'));
    }

    #[test]
    fn refuses_characters_outside_windows_31j() {
        for character in ['𠮷', '丂', '\u{3099}', '\u{E0100}', '\u{E000}', '😀'] {
            assert_eq!(encoded(character), None, "U+{:04X}", u32::from(character));
        }
    }

    #[test]
    fn says_where_the_malformed_sequence_starts() {
        assert_eq!(decode(b"ab\xFF"), Err(2));
        assert_eq!(decode(b"ab\x8D"), Err(2));
        assert_eq!(decode(b"ab\x8D\x82\x8D<"), Err(4));
        let long = [vec![b'a'; 5000], vec![0x8D, b'<']].concat();
        assert_eq!(decode(&long), Err(5000));
    }
}
