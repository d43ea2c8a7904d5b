//! Keys of names, each rung of the ladder looser than the one before.

use alloc::string::String;
use alloc::vec::Vec;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, compose};

use super::{NameMatch, is_gap};

/// A character of a key, and the place in the name as given, in characters from 0, of what it was folded from.
pub(super) type Placed = (usize, char);

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
pub(super) const fn is_hyphen(it: char) -> bool {
    matches!(it, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | 'ー')
}

const fn is_kana(it: char) -> bool {
    matches!(it, '\u{3041}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}' | 'ー')
}

/// NFKC without spaces and variation selectors. After kana a hyphen is a long mark, elsewhere a long mark is a hyphen.
pub(crate) fn width(text: &str) -> String {
    key(placed(text))
}

pub(super) fn key(placed: impl IntoIterator<Item = Placed>) -> String {
    placed.into_iter().map(|(_, it)| it).collect()
}

pub(super) fn placed(text: &str) -> Vec<Placed> {
    let mut key: Vec<Placed> = Vec::new();
    let counts = |it: char| !is_variation_selector(it) && !it.is_whitespace();
    let mut rest = text.chars().enumerate().filter(|(_, it)| counts(*it)).peekable();
    while let Some((at, first)) = rest.next() {
        // NFKC joins characters, such as ｶ and ﾞ: those that it may join are normalised together.
        let mut joined = String::from(first);
        let mut base = [first].into_iter().nfkc().last().unwrap_or(first);
        while let Some((_, mark)) = rest.next_if(|(_, it)| joins(base, *it)) {
            joined.push(mark);
            base = compose(base, mark).unwrap_or(base);
        }
        if is_gap(first) {
            // What was to join something that isn't known is as little known.
            joined = first.into();
        }
        // Some signs, such as ¨, are a space and a mark.
        for it in joined.nfkc().filter(|it| !it.is_whitespace()) {
            let after_kana = key.last().is_some_and(|(_, it)| is_kana(*it));
            let folded = match (is_hyphen(it), after_kana) {
                (true, true) => 'ー',
                (true, false) => '-',
                (false, _) => it,
            };
            key.push((at, folded));
        }
    }
    key
}

/// Whether NFKC may make one character of `base` and the next one.
fn joins(base: char, next: char) -> bool {
    let first = [next].into_iter().nfkd().next().unwrap_or(next);
    canonical_combining_class(first) != 0 || compose(base, first).is_some()
}

/// Katakana without small ones.
fn size(text: &str) -> String {
    key(sized(text))
}

fn sized(text: &str) -> impl Iterator<Item = Placed> {
    placed(text).into_iter().map(|(at, it)| (at, large(katakana(it))))
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
fn sound(text: &str) -> String {
    key(sounds(text))
}

pub(super) fn sounds(text: &str) -> Vec<Placed> {
    let mut rest = sized(text).peekable();
    let mut key = Vec::new();
    while let Some((at, it)) = rest.next() {
        let folded = match it {
            'ー' => continue,
            'ヂ' => 'ジ',
            'ヅ' => 'ズ',
            'ヲ' => 'オ',
            'ヰ' => 'イ',
            'ヱ' => 'エ',
            'ヴ' => {
                let b = rest.peek().and_then(|(_, vowel)| match vowel {
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
        };
        key.push((at, folded));
    }
    key
}

/// The same, with Latin letters upper-case and without accents.
pub(super) fn letters(text: &str) -> Vec<Placed> {
    let upper = |it: char| [it].into_iter().nfkd().filter(|it| !is_accent(*it)).flat_map(char::to_uppercase);
    let folded = sounds(text).into_iter().map(|(at, it)| {
        let is_latin = it.is_ascii() || matches!(it, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
        (at, if is_latin { upper(it).collect() } else { String::from(it) })
    });
    folded.flat_map(|(at, letters)| letters.chars().map(|it| (at, it)).collect::<Vec<_>>()).collect()
}

/// Marks that Latin letters carry.
pub(crate) const fn is_accent(it: char) -> bool {
    matches!(it, '\u{300}'..='\u{36f}')
}

/// The words of a name in Latin letters, upper-case, without accents; none if there are other letters in it.
fn words(text: &str) -> Option<Vec<String>> {
    let decomposed: String = text.nfkd().filter(|it| !is_accent(*it)).collect();
    let is_latin = |it: char| !it.is_alphabetic() || it.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&it);
    if !decomposed.chars().all(is_latin) || !decomposed.contains(char::is_alphabetic) {
        return None;
    }
    // An apostrophe parts no words: O'Brien is written OBRIEN.
    let letters: String = decomposed.chars().filter(|it| !matches!(it, '\'' | '\u{2019}')).collect();
    let words = letters.split(|it: char| !it.is_alphanumeric()).filter(|word| !word.is_empty());
    Some(words.map(str::to_uppercase).collect())
}
