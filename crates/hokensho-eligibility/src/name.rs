//! Comparing names: how alike two spellings are and why, never merely whether. What is stored is never changed:
//! spellings are folded in keys, made for the comparison alone.

mod fill;
mod fold;
mod itaiji;
mod person;
mod shapes;

use alloc::string::String;
use alloc::vec::Vec;

pub use self::fill::fill_unknown;
use self::fold::Placed;
pub(crate) use self::fold::{is_accent, width};
#[cfg(feature = "itaiji")]
pub use self::itaiji::Itaiji;
pub use self::itaiji::{ItaijiTable, NoItaiji};
pub use self::person::{NameKind, PersonNameMatch};
pub(crate) use self::shapes::plain;
use crate::Personal;

/// What stands for a character that the source's character set doesn't have: the operator's is smaller than the
/// resident register's.
pub(crate) const UNKNOWN: char = '●';

/// What stands here for a character that was replaced by another (代替文字): the printers' mark for a missing one.
const SUBSTITUTED: char = '〓';

/// How alike two spellings of a name are, the likest first. What is enough is for the caller to say: a card beside a
/// patient asks for less than a claim.
///
/// ```
/// use hokensho_eligibility::{NameComparison, NameMatch, NamePlace};
///
/// let result = |left, right| NameComparison::of(left, right).result().clone();
/// assert_eq!(result("ﾎｹﾝ ﾊﾅｺ", "ホケン　ハナコ"), NameMatch::Width);
/// assert_eq!(result("ショウイチ", "シヨウイチ"), NameMatch::KanaSize);
/// assert_eq!(result("SMITH JOHN", "Smith, John"), NameMatch::Latin);
/// assert_eq!(result("保険　●子", "保険花子"), NameMatch::UnknownAt { places: vec![NamePlace { left: 3, right: 2 }] });
/// assert_eq!(result("保険花子", "保険太郎"), NameMatch::Different);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum NameMatch {
    /// Character by character the same.
    Exact,
    /// The same but for width, spaces, hyphens, compatibility forms and variation selectors.
    Width,
    /// The same but for the size of kana (ショウ, シヨウ: some systems have no small ones) and for hiragana in place of
    /// katakana.
    KanaSize,
    /// Kana that sound the same: ヂ and ジ, ヅ and ズ, ヴァ and バ, ヲ and オ, with and without long marks.
    KanaSound,
    /// The same Latin letters but for case, accents and punctuation.
    Latin,
    /// The same Latin words in another order.
    LatinOrder,
    /// The same but for variants of kanji (異体字), by the table that was given.
    Itaiji,
    /// The same where it can be compared, but for characters that a certificate says were replaced.
    SubstituteAt {
        /// Where.
        places: Vec<NamePlace>,
    },
    /// The same where it can be compared, but for characters of which at least one is ●.
    UnknownAt {
        /// Where either name can't be compared.
        places: Vec<NamePlace>,
    },
    /// Nothing can be compared: a name is empty, or every character unknown.
    Incomparable,
    /// Another name.
    Different,
}

/// A place in two names that were compared, in characters from 0 of each as it was given: with its spaces, and half-width
/// voiced kana as two.
///
/// ```
/// use hokensho_eligibility::{NameComparison, NameMatch, NamePlace};
///
/// let compared = NameComparison::of("ﾔﾏｸﾞﾁ ●ﾝｼﾞ", "ヤマグチケンジ");
/// let places = vec![NamePlace { left: 6, right: 4 }];
/// assert_eq!(compared.result(), &NameMatch::UnknownAt { places });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct NamePlace {
    /// In the first of the two.
    pub left: usize,
    /// In the second.
    pub right: usize,
}

/// A name to be compared, and which of its characters were replaced.
///
/// ```
/// use hokensho_eligibility::{NameComparison, NameMatch, NamePlace, NameText};
///
/// // The certificate has 吉 in the place of 𠮷, and says so.
/// let certified = NameText::with_substitutes("吉田　太郎", &[0]);
/// let result = NameComparison::of(certified, "𠮷田　太郎").result().clone();
/// assert_eq!(result, NameMatch::SubstituteAt { places: vec![NamePlace { left: 0, right: 0 }] });
/// ```
#[derive(Clone, Copy)]
pub struct NameText<'a> {
    text: &'a str,
    substituted: &'a [usize],
}

impl<'a> NameText<'a> {
    /// A name of which the characters at `positions`, counted from 0, stand for others (代替文字).
    #[must_use]
    pub const fn with_substitutes(text: &'a str, positions: &'a [usize]) -> Self {
        Self { text, substituted: positions }
    }

    /// The text, with a mark in each place that was replaced.
    fn marked(self) -> String {
        let mark = |(position, it)| if self.substituted.contains(&position) { SUBSTITUTED } else { it };
        self.text.chars().enumerate().map(mark).collect()
    }
}

impl<'a> From<&'a str> for NameText<'a> {
    fn from(text: &'a str) -> Self {
        Self::with_substitutes(text, &[])
    }
}

impl core::fmt::Debug for NameText<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("NameText").field("substituted", &self.substituted).finish_non_exhaustive()
    }
}

/// How alike two names are, and by which keys that was found.
///
/// ```
/// use hokensho_eligibility::NameComparison;
///
/// let compared = NameComparison::of("ｼｮｳｲﾁ", "シヨウイチ");
/// let (left, right) = compared.keys();
/// assert_eq!((left.expose().as_str(), right.expose().as_str()), ("シヨウイチ", "シヨウイチ"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct NameComparison {
    result: NameMatch,
    left: Personal<String>,
    right: Personal<String>,
}

impl NameComparison {
    /// Compares two names, without a table of kanji variants.
    #[must_use]
    pub fn of<'a>(left: impl Into<NameText<'a>>, right: impl Into<NameText<'a>>) -> Self {
        Self::with(left, right, &NoItaiji)
    }

    /// Compares two names. Kanji that `table` calls variants of each other are alike.
    #[must_use]
    pub fn with<'a>(
        left: impl Into<NameText<'a>>,
        right: impl Into<NameText<'a>>,
        table: &impl ItaijiTable,
    ) -> Self {
        let (left, right) = (left.into().marked(), right.into().marked());
        let comparable = |text: &str| text.chars().any(|it| !is_gap(it) && !it.is_whitespace());
        if !comparable(&left) || !comparable(&right) {
            return Self::new(NameMatch::Incomparable, left, right);
        }
        let has_gap = left.contains(is_gap) || right.contains(is_gap);
        // Two marks in one place are two characters that aren't known, not the same one; what a rung would leave out is
        // left out below.
        let rungs = if has_gap { &[][..] } else { fold::RUNGS };
        for (result, fold) in rungs {
            if let (Some(left), Some(right)) = (fold(&left), fold(&right))
                && left == right
            {
                return Self::new(result.clone(), left, right);
            }
        }
        let fold = if has_gap { fold::letters } else { fold::sounds };
        let (left, right) = (fold(&left), fold(&right));
        Self::new(place_by_place(&left, &right, table), fold::key(left), fold::key(right))
    }

    fn new(result: NameMatch, left: String, right: String) -> Self {
        Self { result, left: left.into(), right: right.into() }
    }

    /// How alike they are.
    #[must_use]
    pub const fn result(&self) -> &NameMatch {
        &self.result
    }

    /// The two keys that were compared last.
    #[must_use]
    pub const fn keys(&self) -> (&Personal<String>, &Personal<String>) {
        (&self.left, &self.right)
    }
}

const fn is_gap(it: char) -> bool {
    matches!(it, UNKNOWN | SUBSTITUTED)
}

/// Compares two keys character by character, where some aren't known, were replaced, or are variants of each other.
fn place_by_place(left: &[Placed], right: &[Placed], table: &impl ItaijiTable) -> NameMatch {
    if left.len() != right.len() {
        return NameMatch::Different;
    }
    let (mut places, mut unknown, mut compared) = (Vec::new(), false, false);
    for ((left_at, left), (right_at, right)) in left.iter().copied().zip(right.iter().copied()) {
        if is_gap(left) || is_gap(right) {
            places.push(NamePlace { left: left_at, right: right_at });
            unknown |= left == UNKNOWN || right == UNKNOWN;
        } else if left == right || table.are_variants(left, right) {
            compared = true;
        } else {
            return NameMatch::Different;
        }
    }
    match (compared, places.is_empty()) {
        (false, _) => NameMatch::Incomparable,
        (true, true) => NameMatch::Itaiji,
        (true, false) if unknown => NameMatch::UnknownAt { places },
        (true, false) => NameMatch::SubstituteAt { places },
    }
}

#[cfg(test)]
mod tests;
