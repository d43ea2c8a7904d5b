//! What a text means, beside what stands there.

use std::borrow::Cow;

use super::is_allowed;

/// White space (XML 1.0, 2.3); U+3000 is a character like any other.
pub(crate) const BLANKS: [char; 4] = [' ', '\t', '\r', '\n'];

pub(crate) fn is_blank(text: &str) -> bool {
    text.bytes().all(is_blank_byte)
}

pub(super) const fn is_blank_byte(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// Line ends as XML 1.0 (2.11) means them.
pub(super) fn line_ends(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() }
}

/// The character that stands for itself between `&` and `;`: one of the five entities of XML (1.0, 4.6) or a number (4.1).
/// A document type could name others, but none is let in.
pub(crate) fn resolve(reference: &str) -> Option<char> {
    Some(match reference {
        "amp" => '&',
        "apos" => '\'',
        "gt" => '>',
        "lt" => '<',
        "quot" => '"',
        _ => {
            let number = reference.strip_prefix('#')?;
            let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |digits| (digits, 16));
            // A number may begin with a sign, a reference may not.
            let digits = digits.chars().all(|c| c.is_digit(radix)).then_some(digits)?;
            char::from_u32(u32::from_str_radix(digits, radix).ok()?)
                .filter(|&character| is_allowed(character))?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_means_a_line_feed() {
        for (text, meant) in [("a", "a"), ("a\r\nb\rc\nd", "a\nb\nc\nd"), ("\r\r\n\n\r", "\n\n\n\n")] {
            assert_eq!(line_ends(text), meant, "{text:?}");
        }
        assert!(matches!(line_ends("a\nb"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_reference_means_one_of_five_characters_or_that_of_its_number() {
        for (reference, meant) in [
            ("amp", '&'),
            ("lt", '<'),
            ("gt", '>'),
            ("quot", '"'),
            ("apos", '\''),
            ("#65", 'A'),
            ("#x41", 'A'),
            ("#00000000000065", 'A'),
            ("#x3c", '<'),
            ("#9", '\t'),
            ("#x10FFFF", '\u{10FFFF}'),
        ] {
            assert_eq!(resolve(reference), Some(meant), "{reference}");
        }
    }

    #[test]
    fn refuses_other_names_and_numbers_of_no_character() {
        for reference in [
            "",
            "AMP",
            "nbsp",
            " amp",
            "amp ",
            "#",
            "#x",
            "#X41",
            "#+65",
            "#-1",
            "# 65",
            "#6A",
            "#xG",
            "#１",
            "#0",
            "#x0",
            "#8",
            "#x1F",
            "#xD800",
            "#xDFFF",
            "#xFFFE",
            "#xFFFF",
            "#x110000",
            "#4294967361",
            "#x100000041",
        ] {
            assert_eq!(resolve(reference), None, "{reference}");
        }
    }
}
