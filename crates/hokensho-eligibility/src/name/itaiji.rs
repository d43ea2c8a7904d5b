//! Variants of kanji (異体字).

#[cfg(feature = "itaiji")]
mod table;

#[cfg(feature = "itaiji")]
pub use self::table::Itaiji;

/// A table of kanji that are variants of each other, such as 髙 and 高. A small one is built in with the feature `itaiji`
/// (`Itaiji`). The large public ones (MJ縮退マップ, CC BY-SA 2.1 JP; JIS縮退マップ, CC BY 4.0) ask for notices of their own:
/// whoever has one gives it here.
///
/// ```
/// use hokensho_eligibility::{ItaijiTable, NameComparison, NameMatch};
///
/// struct Mine;
/// impl ItaijiTable for Mine {
///     fn are_variants(&self, left: char, right: char) -> bool {
///         matches!((left, right), ('髙', '高') | ('高', '髙'))
///     }
/// }
///
/// assert_eq!(NameComparison::with("髙橋", "高橋", &Mine).result(), &NameMatch::Itaiji);
/// assert_eq!(NameComparison::of("髙橋", "高橋").result(), &NameMatch::Different);
/// ```
pub trait ItaijiTable {
    /// Whether two different characters are variants of each other, whichever comes first.
    fn are_variants(&self, left: char, right: char) -> bool;
}

/// No table: every kanji is like itself alone.
///
/// ```
/// use hokensho_eligibility::{ItaijiTable, NoItaiji};
///
/// assert!(!NoItaiji.are_variants('髙', '高'));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct NoItaiji;

impl ItaijiTable for NoItaiji {
    fn are_variants(&self, _: char, _: char) -> bool {
        false
    }
}
