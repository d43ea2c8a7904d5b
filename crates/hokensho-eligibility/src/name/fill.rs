//! ● filled from a fuller spelling.

use alloc::string::String;
use alloc::vec::Vec;

use super::UNKNOWN;
use super::fold::{is_hyphen, key, placed};
use crate::Personal;

/// The filed name with each ● replaced by the character that `full`, such as the card's own text, has in its place;
/// none if anything else differs but what [`NameMatch::Width`](crate::NameMatch::Width) leaves out. What is filed isn't
/// changed: claims may be filed with ● kept.
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
    let (filed, full) = (parts(filed), parts(full));
    if filed.len() != full.len() {
        return None;
    }
    let mut filled = String::new();
    for ((written, key), (full, full_key)) in filed.iter().zip(&full) {
        if key.starts_with(UNKNOWN) {
            // A mark that was to join what isn't known goes with it.
            for it in written.chars().filter(|it| *it == UNKNOWN || it.is_whitespace()) {
                if it == UNKNOWN {
                    filled.extend(full.chars().filter(|it| !it.is_whitespace()));
                } else {
                    filled.push(it);
                }
            }
        } else if key == full_key || (is_long(key) && is_long(full_key)) {
            filled.push_str(written);
        } else {
            return None;
        }
    }
    Some(filled.into())
}

/// Whether a key is a hyphen or a long mark: which of them depends on what stands before it, and that may be ●.
fn is_long(key: &str) -> bool {
    key.chars().all(is_hyphen)
}

/// A name in its parts: each as it is written, with the spaces beside it, and its key.
fn parts(name: &str) -> Vec<(String, String)> {
    let placed = placed(name);
    let mut written = name.chars().enumerate().peekable();
    let mut parts = placed.chunk_by(|(at, _), (next, _)| at == next).peekable();
    core::iter::from_fn(|| {
        let part = parts.next()?;
        let end = parts.peek().and_then(|next| next.first()).map_or(usize::MAX, |(at, _)| *at);
        let written = core::iter::from_fn(|| written.next_if(|(at, _)| *at < end));
        Some((written.map(|(_, it)| it).collect(), key(part.iter().copied())))
    })
    .collect()
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
    fn a_place_is_the_same_in_either_width() {
        let filled = |filed, full| fill_unknown(filed, full).map(|it| it.expose().clone());
        assert_eq!(filled("ﾔﾏｸﾞﾁ ●ﾝｼﾞ", "ヤマグチ　ケンジ").as_deref(), Some("ﾔﾏｸﾞﾁ ケﾝｼﾞ"));
        assert_eq!(filled("ヤマ●チ　ケンジ", "ﾔﾏｸﾞﾁ ｹﾝｼﾞ").as_deref(), Some("ヤマｸﾞチ　ケンジ"));
        assert_eq!(filled("●ﾞｰﾄ　 ●", "ゲート花").as_deref(), Some("ゲｰﾄ　 花"));
        assert_eq!(filled("●城", "葛\u{e0100}城").as_deref(), Some("葛\u{e0100}城"));
        assert_eq!(filled("●ーン", "ケーン").as_deref(), Some("ケーン"));
        assert_eq!(filled("ﾔﾏｸﾞﾁ ●ﾝｼﾞ", "ヤマクチ　ケンジ"), None);
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
