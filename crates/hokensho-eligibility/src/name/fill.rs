//! ● filled from a fuller spelling.

use alloc::string::String;

use unicode_normalization::UnicodeNormalization;

use super::UNKNOWN;
use crate::Personal;

/// The filed name with each ● replaced by the character that `full`, such as the card's own text, has in its place;
/// none if anything else differs but width and spaces. What is filed isn't changed: claims may be filed with ● kept.
///
/// ```
/// use hokensho_eligibility::fill_unknown;
///
/// let filled = fill_unknown("●田　太郎", "𠮷田太郎");
/// assert_eq!(filled.unwrap().expose(), "𠮷田　太郎");
/// assert!(fill_unknown("●田　太郎", "𠮷田次郎").is_none());
/// ```
#[must_use]
pub fn fill_unknown(filed: &str, full: &str) -> Option<Personal<String>> {
    let mut source = full.chars().filter(|it| !it.is_whitespace());
    let mut filled = String::new();
    for it in filed.chars() {
        if it.is_whitespace() {
            filled.push(it);
            continue;
        }
        let from = source.next()?;
        if it == UNKNOWN {
            filled.push(from);
        } else if [it].into_iter().nfkc().eq([from].into_iter().nfkc()) {
            filled.push(it);
        } else {
            return None;
        }
    }
    source.next().is_none().then(|| filled.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_every_gap_and_nothing_else() {
        let filled = |filed, full| fill_unknown(filed, full).map(|it| it.expose().clone());
        assert_eq!(filled("●●　太郎", "𠮷髙太郎").as_deref(), Some("𠮷髙　太郎"));
        assert_eq!(filled("Ａ●", "AB").as_deref(), Some("ＡB"));
        assert_eq!(filled("保険花子", "保険　花子").as_deref(), Some("保険花子"));
    }

    #[test]
    fn refuses_a_name_that_is_longer_shorter_or_another() {
        for (filed, full) in
            [("●田太郎", "田太郎"), ("●田", "𠮷田太郎"), ("●田", "𠮷山"), ("●", ""), ("", "田")]
        {
            assert_eq!(fill_unknown(filed, full), None, "{filed} {full}");
        }
    }
}
