//! The built-in table.

mod customary;
mod jinmeiyo;
mod joyo;

use unicode_normalization::UnicodeNormalization;

use super::ItaijiTable;
use crate::name::shapes;

/// The built-in table, of about 470 shapes: those that the law calls one character (人名用漢字, 常用漢字表), those that
/// JIS X 0208 exchanged, and common ones in names (俗字), which were compiled by hand and which no registry has checked.
/// Shapes that it doesn't have are other characters to it.
///
/// ```
/// use hokensho_eligibility::{Itaiji, NameComparison, NameMatch};
///
/// let compared = |left, right, table: Itaiji| NameComparison::with(left, right, &table).result().clone();
/// assert_eq!(compared("渡邉　髙志", "渡辺高志", Itaiji::OneCharacter), NameMatch::Itaiji);
/// // Two families, which lists of people often confuse.
/// assert_eq!(compared("斉藤", "斎藤", Itaiji::OneCharacter), NameMatch::Different);
/// assert_eq!(compared("斉藤", "斎藤", Itaiji::Interchanged), NameMatch::Itaiji);
/// assert_eq!(compared("萩野", "荻野", Itaiji::Interchanged), NameMatch::Different);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Itaiji {
    /// Shapes of one character: 齋 and 斎, 齊 and 斉, 邉, 邊 and 辺.
    #[default]
    OneCharacter,
    /// And characters apart that lists of people take for each other: 斉 and 斎.
    Interchanged,
}

impl Itaiji {
    /// The shape that stands for all of a character's.
    fn plain(self, kanji: char) -> char {
        // Unicode has some shapes twice (神, U+FA19): NFKC makes them one.
        let kanji = [kanji].into_iter().nfkc().next().unwrap_or(kanji);
        let tables = [jinmeiyo::JINMEIYO, joyo::JOYO, customary::SHAPES];
        let in_tables = || tables.into_iter().find_map(|rows| shapes::find(rows, kanji));
        let plain = shapes::plain(kanji).or_else(in_tables).unwrap_or(kanji);
        match self {
            Self::OneCharacter => plain,
            Self::Interchanged => shapes::find(customary::INTERCHANGED, plain).unwrap_or(plain),
        }
    }
}

impl ItaijiTable for Itaiji {
    fn are_variants(&self, left: char, right: char) -> bool {
        self.plain(left) == self.plain(right)
    }
}

#[cfg(test)]
mod tests;
