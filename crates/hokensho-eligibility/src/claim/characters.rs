//! Characters that online claims refuse: those outside JIS X 0208, which is JIS level 1 and 2 and their signs.

use alloc::string::String;
use alloc::vec::Vec;
use encoding_rs::{EncoderResult, SHIFT_JIS};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

use crate::Personal;
use crate::name::{is_accent, plain};
use crate::windows_31j::as_windows_means;

/// A character that claims refuse, and what may stand for it. `Debug` hides both: they come from a name.
///
/// ```
/// use hokensho_eligibility::refused_characters;
///
/// let refused = refused_characters("髙橋　德子");
/// assert_eq!(refused.len(), 2);
/// assert_eq!(refused[0].position, 0);
/// assert_eq!(refused[0].suggestion.as_ref().map(|it| it.expose().as_str()), Some("高"));
/// assert_eq!((refused[1].position, *refused[1].character.expose()), (3, '德'));
/// assert!(!format!("{refused:?}").contains(['德', '徳']));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct RefusedCharacter {
    /// Its place, in characters from 0.
    pub position: usize,
    /// The character.
    pub character: Personal<char>,
    /// What is commonly written for it; empty for a mark that chooses between shapes of the character before it, or is its
    /// accent.
    /// None if nobody but the patient can say.
    pub suggestion: Option<Personal<String>>,
}

/// The characters of a text that claims refuse. That level 1 and 2 are the bound is reported by readers of claims that came
/// back; unverified. A kana and the voicing mark after it are the one kana that they make. ● stands in JIS X 0208, and
/// claims with it are accepted.
///
/// ```
/// use hokensho_eligibility::refused_characters;
///
/// assert!(refused_characters("保険　花子●ABCﾊﾅｺ").is_empty());
/// assert_eq!(refused_characters("①").len(), 1);
/// ```
#[must_use]
pub fn refused_characters(text: &str) -> Vec<RefusedCharacter> {
    let refused = composed(text).into_iter().filter(|(_, character)| !is_accepted(*character));
    refused
        .map(|(position, character)| RefusedCharacter {
            position,
            character: character.into(),
            suggestion: suggestion(character).map(Personal::from),
        })
        .collect()
}

/// The text as claims take it, with the suggestions in place; none if there is a character without one.
///
/// ```
/// use hokensho_eligibility::claimable;
///
/// assert_eq!(claimable("髙橋　德子").as_deref(), Some("高橋　徳子"));
/// assert_eq!(claimable("保険　花子").as_deref(), Some("保険　花子"));
/// assert_eq!(claimable("\u{e000}橋"), None);
/// ```
#[must_use]
pub fn claimable(text: &str) -> Option<String> {
    let mut written = String::new();
    for (_, character) in composed(text) {
        if is_accepted(character) {
            written.push(character);
        } else {
            written.push_str(&suggestion(character)?);
        }
    }
    Some(written)
}

/// The characters of a text with their places, those as one that make one that is accepted, such as か and U+3099. Whole
/// NFC would change kanji too.
fn composed(text: &str) -> Vec<(usize, char)> {
    let mut characters: Vec<(usize, char)> = Vec::new();
    for (position, character) in text.chars().enumerate() {
        let one = characters.last().and_then(|(_, base)| compose(*base, character));
        match (one.filter(|one| is_accepted(*one)), characters.last_mut()) {
            (Some(one), Some((_, base))) => *base = one,
            _ => characters.push((position, character)),
        }
    }
    characters
}

/// Whether a character is ASCII, half-width katakana, or in a row of JIS X 0208: 1 to 8 (signs, digits, letters, kana),
/// 16 to 47 (level 1), 48 to 84 (level 2). What Windows-31J has beyond them stands in row 13 and from row 89.
pub(crate) fn is_accepted(character: char) -> bool {
    if matches!(character, ' '..='~' | '\u{ff61}'..='\u{ff9f}') {
        return true;
    }
    let (mut utf8, mut bytes) = ([0; 4], [0; 4]);
    let text = character.encode_utf8(&mut utf8);
    let encoded = SHIFT_JIS.new_encoder().encode_from_utf8_without_replacement(text, &mut bytes, true);
    let (EncoderResult::InputEmpty, _, 2) = encoded else {
        return false;
    };
    let [lead, trail, ..] = bytes;
    // Two rows share a lead byte; lead bytes go from 81 to 9F and on from E0.
    let pair = lead - if lead < 0xa0 { 0x81 } else { 0xc1 };
    let row = 2 * pair + 1 + u8::from(trail >= 0x9f);
    matches!(row, 1..=8 | 16..=84)
}

/// What is commonly written: the plain shape, the sign that Windows has for it, what Unicode calls compatible with it (①,
/// ㈱, the radicals that look like kanji), or the letter without its accent. A person may write their name otherwise: it is
/// offered, never applied unasked.
fn suggestion(character: char) -> Option<String> {
    // Variation selectors choose a shape of the character before them.
    if matches!(character, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}') {
        return Some(String::new());
    }
    let meant = as_windows_means(character);
    if let Some(same) = plain(character).or_else(|| is_accepted(meant).then_some(meant)) {
        return Some(same.into());
    }
    let compatible: String = [character].into_iter().nfkc().collect();
    if compatible.chars().all(is_accepted) {
        return Some(compatible);
    }
    let letters: String = [character].into_iter().nfkd().filter(|it| !is_accent(*it)).collect();
    letters.bytes().all(|it| it.is_ascii_alphabetic()).then_some(letters)
}

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    /// The other way round: what the rows decode to, which the standard counts.
    #[test]
    fn accepts_jis_x_0208_and_nothing_else() {
        let mut jis = BTreeSet::new();
        for row in (1..=8).chain(16..=84_u8) {
            for cell in 1..=94_u8 {
                let lead = 0x81 + (row - 1) / 2;
                let lead = if lead < 0xa0 { lead } else { lead + 0x40 };
                let trail = if row % 2 == 0 { 0x9e + cell } else { 0x3f + cell + u8::from(cell > 63) };
                let bytes = [lead, trail];
                let text = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(&bytes);
                jis.extend(text.iter().flat_map(|it| it.chars()));
            }
        }
        assert_eq!(jis.len(), 6_879);
        jis.insert('\u{2212}'); // the minus sign, which decodes to U+FF0D
        for character in '\0'..=char::MAX {
            let single = matches!(character, ' '..='~' | '\u{ff61}'..='\u{ff9f}');
            assert_eq!(is_accepted(character), single || jis.contains(&character), "{character:?}");
        }
    }

    #[test]
    fn every_plain_shape_is_for_a_character_that_is_refused_and_is_itself_accepted() {
        let shapes = '\0'..=char::MAX;
        let pairs = shapes.filter_map(|shape| Some((shape, plain(shape)?)));
        for (refused, shape) in pairs {
            assert!(!is_accepted(refused) && is_accepted(shape), "{refused} {shape}");
        }
    }

    #[test]
    fn suggests_the_plain_shape_and_the_letter_without_its_accent() {
        for (name, written) in [
            ("髙橋　德子", "高橋　徳子"),
            ("瀨戶　增彥", "瀬戸　増彦"),
            ("黑﨑　淸", "黒崎　清"),
            ("NGUYỄN THỊ ÁNH", "NGUYEN THI ANH"),
            ("JOSE\u{301} MÜLLER", "JOSE MULLER"),
            ("〜—", "～―"),
        ] {
            assert_eq!(claimable(name).as_deref(), Some(written));
        }
        // Letters of their own.
        for letter in ['ø', 'ß', 'Đ', 'Ł', '\u{3099}', '한', 'ヷ'] {
            assert_eq!(suggestion(letter), None, "{letter}");
        }
    }

    #[test]
    fn what_makes_one_accepted_character_is_accepted() {
        let parted = "か\u{3099}ハ\u{309a}";
        assert_eq!(claimable(parted).as_deref(), Some("がパ"));
        assert_eq!(refused_characters(parted), []);
        let places: Vec<_> =
            refused_characters("か\u{3099}髙\u{3099}").iter().map(|it| it.position).collect();
        assert_eq!(places, [2, 3]);
        assert_eq!(claimable("ワ\u{3099}"), None);
    }

    #[test]
    fn suggests_what_unicode_calls_compatible() {
        for (refused, written) in
            [('\u{fa19}', "神"), ('①', "1"), ('Ⅲ', "III"), ('㈱', "(株)"), ('\u{2f00}', "一")]
        {
            assert!(!is_accepted(refused), "{refused}");
            assert_eq!(suggestion(refused).as_deref(), Some(written));
        }
    }

    #[test]
    fn suggests_nothing_where_only_the_patient_can_say() {
        for character in "彅丂\u{e000}한".chars() {
            assert_eq!(suggestion(character), None, "{character}");
        }
    }

    #[test]
    fn level_1_and_2_are_accepted_to_their_last_character() {
        for character in "亜腕弌熙凜　、◯■０９ＡｚぁんァヶΑωАя─╂漢字●｡ﾟ ~".chars()
        {
            assert!(is_accepted(character), "{character}");
        }
    }

    #[test]
    fn refuses_what_windows_31j_has_beyond_jis() {
        for character in "①Ⅷ㍻纊黑髙﨑彅ⅰ".chars() {
            assert!(!is_accepted(character), "{character}");
        }
    }

    #[test]
    fn refuses_what_windows_31j_does_not_have() {
        for character in "丂𡈽𠮷鷗é한\u{e000}\u{3099}\u{200b}\n\u{7f}".chars() {
            assert!(!is_accepted(character), "{character}");
        }
    }

    #[test]
    fn a_mark_that_chooses_a_shape_is_left_out() {
        assert_eq!(claimable("葛\u{e0100}城").as_deref(), Some("葛城"));
    }

    proptest! {
        #[test]
        fn what_is_claimable_is_refused_nothing(text in ".*") {
            let refused = refused_characters(&text);
            match claimable(&text) {
                Some(written) => prop_assert!(refused_characters(&written).is_empty()),
                None => prop_assert!(refused.iter().any(|it| it.suggestion.is_none())),
            }
        }
    }
}
