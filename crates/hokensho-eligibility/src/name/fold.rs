//! Keys of names, each rung of the ladder looser than the one before.

use alloc::string::String;
use alloc::vec::Vec;

use unicode_normalization::UnicodeNormalization;

use super::NameMatch;

/// Makes a key; none if the rung isn't made for such a name.
type Fold = fn(&str) -> Option<String>;

/// The ladder: what two names are alike but for, if their keys are the same.
pub(super) const RUNGS: &[(NameMatch, Fold)] = &[
    (NameMatch::Exact, |text| Some(text.into())),
    (NameMatch::Width, |text| Some(width(text))),
    (NameMatch::KanaSize, |text| Some(size(text))),
    (NameMatch::KanaSound, |text| Some(sound(text))),
    (NameMatch::Latin, |text| Some(words(text)?.concat())),
    (NameMatch::LatinOrder, |text| {
        let mut words = words(text)?;
        words.sort_unstable();
        Some(words.concat())
    }),
];

/// Variation selectors choose a glyph of the same character.
const fn is_variation_selector(it: char) -> bool {
    matches!(it, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Hyphens, dashes and minus signs, and the long mark, which is typed for them and they for it.
const fn is_hyphen(it: char) -> bool {
    matches!(it, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | 'ー')
}

const fn is_kana(it: char) -> bool {
    matches!(it, '\u{3041}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}' | 'ー')
}

/// NFKC without spaces and variation selectors. After kana a hyphen is a long mark, elsewhere a long mark is a hyphen.
pub(crate) fn width(text: &str) -> String {
    let plain = text.chars().filter(|it| !is_variation_selector(*it)).nfkc();
    plain.filter(|it| !it.is_whitespace()).fold(String::new(), |mut key, it| {
        let after_kana = key.chars().next_back().is_some_and(is_kana);
        key.push(match (is_hyphen(it), after_kana) {
            (true, true) => 'ー',
            (true, false) => '-',
            (false, _) => it,
        });
        key
    })
}

/// Katakana without small ones.
fn size(text: &str) -> String {
    width(text).chars().map(katakana).map(large).collect()
}

fn katakana(it: char) -> char {
    match it {
        '\u{3041}'..='\u{3096}' => char::from_u32(u32::from(it) + 0x60).unwrap_or(it),
        other => other,
    }
}

const fn large(it: char) -> char {
    match it {
        'ァ' => 'ア',
        'ィ' => 'イ',
        'ゥ' => 'ウ',
        'ェ' => 'エ',
        'ォ' => 'オ',
        'ッ' => 'ツ',
        'ャ' => 'ヤ',
        'ュ' => 'ユ',
        'ョ' => 'ヨ',
        'ヮ' => 'ワ',
        'ヵ' => 'カ',
        'ヶ' => 'ケ',
        other => other,
    }
}

/// One kana for each sound, without long marks.
pub(super) fn sound(text: &str) -> String {
    let sized = size(text);
    let mut rest = sized.chars().peekable();
    let mut key = String::new();
    while let Some(it) = rest.next() {
        key.push(match it {
            'ー' => continue,
            'ヂ' => 'ジ',
            'ヅ' => 'ズ',
            'ヲ' => 'オ',
            'ヰ' => 'イ',
            'ヱ' => 'エ',
            'ヴ' => {
                let b = rest.peek().and_then(|vowel| match vowel {
                    'ア' => Some('バ'),
                    'イ' => Some('ビ'),
                    'エ' => Some('ベ'),
                    'オ' => Some('ボ'),
                    _ => None,
                });
                rest.next_if(|_| b.is_some());
                b.unwrap_or('ブ')
            }
            other => other,
        });
    }
    key
}

/// The words of a name in Latin letters, upper-case, without accents; none if there are other letters in it.
fn words(text: &str) -> Option<Vec<String>> {
    let decomposed: String = text.nfkd().filter(|it| !matches!(it, '\u{300}'..='\u{36f}')).collect();
    let is_latin = |it: char| !it.is_alphabetic() || it.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&it);
    if !decomposed.chars().all(is_latin) || !decomposed.contains(char::is_alphabetic) {
        return None;
    }
    // An apostrophe parts no words: O'Brien is written OBRIEN.
    let letters: String = decomposed.chars().filter(|it| !matches!(it, '\'' | '\u{2019}')).collect();
    let words = letters.split(|it: char| !it.is_alphanumeric()).filter(|word| !word.is_empty());
    Some(words.map(str::to_uppercase).collect())
}
