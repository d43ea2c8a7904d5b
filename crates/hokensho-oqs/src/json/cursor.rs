use std::borrow::Cow;

use crate::JsonFault;

/// Where a reader stands in a text, and the smallest steps from there (RFC 8259). After a fault it stands where that is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    rest: &'t str,
}

impl<'t> Cursor<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, rest: text }
    }

    pub(super) const fn place(&self) -> usize {
        self.text.len() - self.rest.len()
    }

    /// What was read over from a place on.
    pub(super) fn since(&self, place: usize) -> &'t str {
        self.text.get(place..self.place()).unwrap_or_default()
    }

    /// The first byte of what comes next; blanks are read over.
    pub(super) fn peek(&mut self) -> Option<u8> {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
        self.rest.bytes().next()
    }

    /// Whether a string or an object with something in it comes next.
    pub(super) fn is_element(mut self) -> bool {
        match self.peek() {
            Some(b'"') => true,
            Some(b'{') => self.mark(b'{').is_ok() && self.peek() != Some(b'}'),
            _ => false,
        }
    }

    /// Whether an array comes next with an array as its first item.
    pub(super) fn is_nested(mut self) -> bool {
        self.mark(b'[').is_ok() && self.peek() == Some(b'[')
    }

    /// Reads over one of the marks of JSON.
    pub(super) fn mark(&mut self, mark: u8) -> Result<(), JsonFault> {
        match self.peek() {
            Some(next) if next == mark => {
                self.advance(1);
                Ok(())
            }
            Some(_) => Err(JsonFault::Syntax),
            None => Err(JsonFault::Truncated),
        }
    }

    /// Whether another member or item comes before the end of an object or array, which is read over, as is the comma.
    pub(super) fn another(&mut self, end: u8, is_first: &mut bool) -> Result<bool, JsonFault> {
        if self.peek() == Some(end) {
            self.advance(1);
            return Ok(false);
        }
        if !std::mem::take(is_first) {
            self.mark(b',')?;
        }
        match self.peek() {
            Some(next) if next == end => Err(JsonFault::Syntax),
            Some(_) => Ok(true),
            None => Err(JsonFault::Truncated),
        }
    }

    /// A string, as it is meant.
    pub(super) fn string(&mut self) -> Result<Cow<'t, str>, JsonFault> {
        self.mark(b'"')?;
        let mut text = Cow::Borrowed("");
        // Every round takes at least the two bytes of an escape.
        loop {
            let end = self.rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | ..b' '));
            let plain = self.advance(end.unwrap_or(self.rest.len()));
            if text.is_empty() {
                text = Cow::Borrowed(plain);
            } else {
                text.to_mut().push_str(plain);
            }
            match self.rest.bytes().next() {
                Some(b'"') => {
                    self.advance(1);
                    return Ok(text);
                }
                Some(b'\\') => text.to_mut().push(self.escape()?),
                Some(_) => return Err(JsonFault::Character),
                None => return Err(JsonFault::Truncated),
            }
        }
    }

    /// `true`, `false`, `null` or a number, as it stands.
    pub(super) fn literal(&mut self) -> Result<&'t str, JsonFault> {
        self.peek();
        let end = self
            .rest
            .bytes()
            .position(|byte| !matches!(byte, b'+' | b'-' | b'.') && !byte.is_ascii_alphanumeric());
        let mut after = *self;
        match after.advance(end.unwrap_or(self.rest.len())) {
            "" if self.rest.is_empty() => Err(JsonFault::Truncated),
            "" => Err(JsonFault::Syntax),
            literal if matches!(literal, "true" | "false" | "null") || is_number(literal) => {
                *self = after;
                Ok(literal)
            }
            _ => Err(JsonFault::Literal),
        }
    }

    /// The character that a backslash and what follows it mean.
    fn escape(&mut self) -> Result<char, JsonFault> {
        let mut after = *self;
        after.advance(1);
        let escaped = after.rest.bytes().next().ok_or(JsonFault::Truncated)?;
        after.advance(1);
        let meant = match escaped {
            b'"' | b'\\' | b'/' => char::from(escaped),
            b'b' => '\u{8}',
            b'f' => '\u{C}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => after.utf_16()?,
            _ => return Err(JsonFault::Escape),
        };
        *self = after;
        Ok(meant)
    }

    /// A character in one unit of UTF-16 or in two, each of four digits; the `u` of the first has been read.
    fn utf_16(&mut self) -> Result<char, JsonFault> {
        let first = self.unit()?;
        let second = match self.rest.strip_prefix("\\u") {
            Some(rest) if (0xD800..0xDC00).contains(&first) => {
                self.rest = rest;
                Some(self.unit()?)
            }
            _ => None,
        };
        let mut characters = char::decode_utf16([first].into_iter().chain(second));
        characters.next().and_then(Result::ok).ok_or(JsonFault::Escape)
    }

    fn unit(&mut self) -> Result<u16, JsonFault> {
        let digits = self.rest.get(..4).unwrap_or(self.rest);
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(JsonFault::Escape);
        }
        if digits.len() < 4 {
            return Err(JsonFault::Truncated);
        }
        self.advance(4);
        u16::from_str_radix(digits, 16).map_err(|_| JsonFault::Escape)
    }

    fn advance(&mut self, bytes: usize) -> &'t str {
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }
}

/// Numbers (RFC 8259, 6).
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (text, exponent) = split(text, ['e', 'E']);
    let (whole, fraction) = split(text, ['.', '.']);
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|text| digits(text.strip_prefix(['+', '-']).unwrap_or(text)))
}

fn split(text: &str, at: [char; 2]) -> (&str, Option<&str>) {
    text.split_once(at).map_or((text, None), |(before, after)| (before, Some(after)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn string(text: &str) -> Result<String, JsonFault> {
        Cursor::new(text).string().map(Cow::into_owned)
    }

    #[test]
    fn only_a_string_with_escapes_is_copied() {
        assert!(matches!(Cursor::new(r#""保険""#).string(), Ok(Cow::Borrowed("保険"))));
        assert_eq!(
            string(r#""\"\\\/\b\f\n\r\t\u0041\u9ad9\uD842\uDFB7""#).unwrap(),
            "\"\\/\u{8}\u{C}\n\r\tA髙𠮷"
        );
    }

    #[test]
    fn refuses_escapes_that_mean_nothing() {
        for text in [
            r#""\a""#,
            r#""\u12G4""#,
            r#""\uD842""#,
            r#""\uDFB7""#,
            r#""\uD842A""#,
            r#""\uD842\u0041""#,
            r#""\u保""#,
        ] {
            assert_eq!(string(text), Err(JsonFault::Escape), "{text}");
        }
        for text in ["", "\"", "\"a", "\"\\", "\"\\u00", "\"\\uD842\\u1"] {
            assert_eq!(string(text), Err(JsonFault::Truncated), "{text}");
        }
        assert_eq!(string("\"a\nb\""), Err(JsonFault::Character));
    }

    #[test]
    fn stands_where_the_fault_is() {
        let mut cursor = Cursor::new("\"ab\\x\"");
        assert_eq!((cursor.string(), cursor.place()), (Err(JsonFault::Escape), 3));
        let mut cursor = Cursor::new(" 01");
        assert_eq!((cursor.literal(), cursor.place()), (Err(JsonFault::Literal), 1));
    }

    proptest! {
        #[test]
        fn literals_are_those_of_a_general_reader(text in "[-+]?[0-9]{0,3}[.]?[0-9]{0,2}[eE]?[-+]?[0-9]{0,2}|true|false|nul+|True") {
            let expected = serde_json::from_str::<serde_json::Value>(&text).is_ok();
            let literal = Cursor::new(&text).literal();
            prop_assert_eq!(literal.is_ok(), expected || is_number(&text), "{}", text);
            // A general reader refuses numbers that are too large for it.
            prop_assert!(expected || literal.is_err() || text.contains(['e', 'E']));
        }

        #[test]
        fn strings_are_those_of_a_general_reader(
            parts in prop::collection::vec(prop::sample::select(vec![
                "a", "保", "\\n", "\\\\", "\\\"", "\\u0041", "\\ud842", "\\udfb7", "\\x", "\\", "\t", "\\u00", "/", "\u{7F}",
            ]), 0..6),
        ) {
            let text = format!("\"{}\"", parts.concat());
            let whole = |read: String, cursor: Cursor<'_>| cursor.rest.is_empty().then_some(read);
            let mut cursor = Cursor::new(&text);
            let read = cursor.string().ok().map(Cow::into_owned).and_then(|read| whole(read, cursor));
            prop_assert_eq!(read, serde_json::from_str::<String>(&text).ok(), "{}", text);
        }
    }
}
