//! The two encodings of the messages, UTF-8 and "Shift_JIS", which always means Windows-31J: names need the NEC and
//! IBM characters (髙, 﨑), and half-width katakana occur.

mod declaration;

use std::borrow::Cow;
use std::fmt;

use hokensho_eligibility::windows_31j;

use crate::xml::BLANKS;
use crate::{Error, Finding, Mode};

pub(crate) use declaration::MAX_DECLARATION;

/// How a message is written in bytes.
///
/// ```
/// use hokensho_oqs::Encoding;
///
/// assert_eq!(Encoding::from_label("utf-8"), Some(Encoding::Utf8));
/// assert_eq!(Encoding::from_label("Shift_JIS"), Some(Encoding::Windows31J));
/// assert_eq!(Encoding::from_label("EUC-JP"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// Windows-31J (code page 932), called Shift_JIS in declarations.
    Windows31J,
}

impl Encoding {
    /// The encoding that a declaration names, in any letter case; none for other encodings.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        // The names in use that the WHATWG table doesn't know; the second is IANA's alias.
        if ["cp932", "csWindows31J"].iter().any(|name| label.eq_ignore_ascii_case(name)) {
            return Some(Self::Windows31J);
        }
        let found = encoding_rs::Encoding::for_label(label.as_bytes())?;
        match () {
            () if found == encoding_rs::UTF_8 => Some(Self::Utf8),
            () if found == encoding_rs::SHIFT_JIS => Some(Self::Windows31J),
            () => None,
        }
    }

    /// The name that is written into declarations.
    ///
    /// ```
    /// assert_eq!(hokensho_oqs::Encoding::Windows31J.label(), "Shift_JIS");
    /// ```
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Windows31J => "Shift_JIS",
        }
    }

    /// Turns bytes into text, strictly.
    ///
    /// ```
    /// use hokensho_oqs::Encoding;
    ///
    /// assert_eq!(Encoding::Windows31J.decode(&[0xFB, 0xFC, 0x8B, 0xB4])?, "髙橋");
    /// assert!(Encoding::Utf8.decode(&[0xFB, 0xFC]).is_err());
    /// # Ok::<(), hokensho_oqs::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Undecodable`] with the place of the first byte that belongs to no character.
    pub fn decode(self, bytes: &[u8]) -> Result<Cow<'_, str>, Error> {
        self.text(bytes).map_err(|offset| Error::Undecodable { encoding: self, offset })
    }

    /// The text, or the place of the first byte that belongs to no character.
    fn text(self, bytes: &[u8]) -> Result<Cow<'_, str>, usize> {
        match self {
            Self::Utf8 => std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| error.valid_up_to()),
            Self::Windows31J => windows_31j::decode(bytes),
        }
    }

    /// Appends the bytes of a text, or says which character the encoding doesn't have.
    pub(crate) fn encode(self, text: &str, out: &mut Vec<u8>) -> Result<(), char> {
        match self {
            Self::Utf8 => {
                out.extend_from_slice(text.as_bytes());
                Ok(())
            }
            Self::Windows31J => windows_31j::encode(text, out),
        }
    }

    const fn other(self) -> Self {
        match self {
            Self::Utf8 => Self::Windows31J,
            Self::Windows31J => Self::Utf8,
        }
    }

    /// Whether bytes could be text whose last character goes on after them.
    fn may_begin(self, bytes: &[u8]) -> bool {
        let longest = match self {
            Self::Utf8 => 4,
            Self::Windows31J => 2,
        };
        self.text(bytes).map_or_else(|offset| bytes.len() - offset < longest, |_| true)
    }

    /// How many bytes this character took in the file that it was decoded from.
    const fn width(self, character: char) -> usize {
        match self {
            Self::Utf8 => character.len_utf8(),
            Self::Windows31J => windows_31j::width(character),
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label())
    }
}

/// A decoded file: its text without byte-order mark and padding, and the way back from places in the text to places in
/// the file.
#[derive(Debug)]
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) encoding: Encoding,
    /// Bytes of the byte-order mark.
    pub(crate) mark: usize,
    /// What the declaration got wrong.
    pub(crate) finding: Option<Finding>,
    /// Whether padding followed the text.
    pub(crate) is_padded: bool,
}

pub(crate) const UTF_8_MARK: &[u8] = &[0xEF, 0xBB, 0xBF];

/// Decides by byte-order mark, then declaration, then UTF-8.
pub(crate) fn decode(bytes: &[u8], mode: Mode) -> Result<Decoded<'_>, Error> {
    let stated = Stated::of(bytes, mode)?;
    let (mark, expected) = (stated.mark, stated.expected);
    let body = bytes.get(mark..).unwrap_or_default();
    stated.check(body)?;
    let (encoding, text) = match (expected, expected.text(body)) {
        (Encoding::Windows31J, Ok(text)) => match utf_8_after_all(body) {
            Some(text) => (Encoding::Utf8, text.into()),
            None => (Encoding::Windows31J, text),
        },
        (Encoding::Utf8, Ok(text)) => (Encoding::Utf8, text),
        (_, Err(offset)) => {
            let other = expected.other();
            let text = if mode == Mode::Lenient && mark == 0 { other.text(body).ok() } else { None };
            let undecodable = Error::Undecodable { encoding: expected, offset: mark + offset };
            (other, text.ok_or(undecodable)?)
        }
    };
    let (text, is_padded) = match (padding(&text), text) {
        (None, text) => (text, false),
        (Some(place), Cow::Borrowed(text)) => (text.get(..place).unwrap_or(text).into(), true),
        (Some(place), Cow::Owned(mut text)) => {
            text.truncate(place);
            (text.into(), true)
        }
    };
    Ok(Decoded { text, encoding, mark, finding: stated.finding(encoding), is_padded })
}

/// What programs of DOS end a text with (SUB), and what fills a file up that was made longer than what is written in it.
/// Neither can be part of a message: XML (1.0, 2.2) and JSON (RFC 8259, 2 and 7) forbid both.
const PADDING: [char; 2] = ['\u{1A}', '\0'];

/// Where the padding starts that a text ends with; blanks may stand between.
pub(crate) fn padding(text: &str) -> Option<usize> {
    let kept = text.trim_end_matches(|c| PADDING.contains(&c) || BLANKS.contains(&c)).len();
    text.get(kept..)?.find(PADDING).map(|place| kept + place)
}

/// What a file says of its encoding before anything is decoded.
pub(crate) struct Stated {
    /// Bytes of the byte-order mark.
    pub(crate) mark: usize,
    declared: Declared,
    /// What mark and declaration together make of it.
    pub(crate) expected: Encoding,
}

/// What a declaration says, or the lack of one means.
enum Declared {
    Known(Encoding),
    /// The name of an encoding that no terminal writes.
    Foreign(String),
}

impl Stated {
    pub(crate) fn of(bytes: &[u8], mode: Mode) -> Result<Self, Error> {
        if bytes.starts_with(&[0xFE, 0xFF]) || bytes.starts_with(&[0xFF, 0xFE]) {
            return Err(Error::UnknownEncoding { label: "UTF-16".to_owned() });
        }
        let (mark, body) = match bytes.strip_prefix(UTF_8_MARK) {
            Some(body) => (UTF_8_MARK.len(), body),
            None => (0, bytes),
        };
        let malformed = |fault| {
            let offset = bytes.len() - body.trim_ascii_start().len();
            Error::Xml { fault, offset, path: String::new() }
        };
        let declared = match declaration::label(body).map_err(malformed)? {
            // No declaration means UTF-8 (XML 1.0, 4.3.3).
            None => Declared::Known(Encoding::Utf8),
            Some(label) => match (Encoding::from_label(label), mode) {
                (Some(encoding), _) => Declared::Known(encoding),
                (None, Mode::Strict) => return Err(Error::UnknownEncoding { label: label.to_owned() }),
                (None, Mode::Lenient) => Declared::Foreign(label.to_owned()),
            },
        };
        let expected = match declared {
            Declared::Known(encoding) if mark == 0 => encoding,
            Declared::Known(_) | Declared::Foreign(_) => Encoding::Utf8,
        };
        Ok(Self { mark, declared, expected })
    }

    /// Refuses a file in an encoding that no terminal writes, by a part of it. Programs write a text that says UTF-16 as
    /// UTF-8; that it is UTF-8 a mark shows, or the text.
    fn check(&self, part: &[u8]) -> Result<(), Error> {
        match &self.declared {
            Declared::Foreign(label)
                if self.mark == 0 && !part.is_ascii() && utf_8_after_all(part).is_none() =>
            {
                Err(Error::UnknownEncoding { label: label.clone() })
            }
            Declared::Known(_) | Declared::Foreign(_) => Ok(()),
        }
    }

    /// Decides as [`decode`] does, by a part of the file before which all is ASCII and whose last character may go on.
    pub(crate) fn settle(&self, part: &[u8], mode: Mode) -> Result<Encoding, Error> {
        let whole = match std::str::from_utf8(part) {
            Err(error) if error.error_len().is_none() => part.get(..error.valid_up_to()).unwrap_or_default(),
            _ => part,
        };
        self.check(whole)?;
        let other = self.expected.other();
        let may_fall_back = mode == Mode::Lenient && self.mark == 0;
        Ok(match self.expected {
            Encoding::Windows31J if utf_8_after_all(whole).is_some() => other,
            expected if may_fall_back && !expected.may_begin(part) && other.may_begin(part) => other,
            expected => expected,
        })
    }

    /// What the declaration gets wrong in a file of this encoding.
    pub(crate) fn finding(&self, found: Encoding) -> Option<Finding> {
        match self.declared {
            Declared::Known(declared) if declared == found => None,
            Declared::Known(declared) => Some(Finding::Declaration { declared, found }),
            Declared::Foreign(_) => Some(Finding::ForeignDeclaration { found }),
        }
    }
}

/// Many texts of UTF-8 pass for Windows-31J, as rare kanji; a text of Windows-31J passes for UTF-8 by half-width katakana,
/// each with a trail byte or another one: as letters of two bytes (`ﾃｽ` as `ý`, `ﾂ　` as a control character and `@`).
/// Only a rare kanji of JIS level 2 begins like the three bytes that kana and kanji take in UTF-8, and its next
/// characters would have to go on like them. So what can be read as UTF-8, with such a character in it, is UTF-8.
fn utf_8_after_all(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    text.contains(|character| character >= '\u{800}').then_some(text)
}

/// Maps places in decoded text to byte offsets in the file. Asked in rising order it walks the text once.
#[derive(Debug)]
pub(crate) struct Offsets<'t> {
    text: &'t str,
    encoding: Encoding,
    mark: usize,
    /// The last place asked for, in the text and in the file.
    at: (usize, usize),
}

impl<'t> Offsets<'t> {
    pub(crate) fn new(text: &'t str, encoding: Encoding, mark: usize) -> Self {
        Self { text, encoding, mark, at: (0, mark) }
    }

    /// What the file was decoded from.
    pub(crate) const fn encoding(&self) -> Encoding {
        self.encoding
    }

    pub(crate) fn in_file(&mut self, place: usize) -> usize {
        if self.encoding == Encoding::Utf8 {
            return self.mark + place;
        }
        let (from, base) = if place < self.at.0 { (0, self.mark) } else { self.at };
        let between = self.text.get(from..place).unwrap_or_default();
        let offset = base + between.chars().map(|character| self.encoding.width(character)).sum::<usize>();
        self.at = (place, offset);
        offset
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_goes_before_the_declaration_and_the_declaration_before_the_default() {
        let found = |bytes: &[u8]| decode(bytes, Mode::Lenient).unwrap().encoding;
        assert_eq!(found(b"<a/>"), Encoding::Utf8);
        assert_eq!(found(b"<?xml version='1.0' encoding='shift_jis'?><a/>"), Encoding::Windows31J);
        assert_eq!(found(b"\xEF\xBB\xBF<?xml version='1.0' encoding='Shift_JIS'?><a/>"), Encoding::Utf8);
    }

    #[test]
    fn a_declaration_that_lies_is_found() {
        let lie = Finding::Declaration { declared: Encoding::Utf8, found: Encoding::Windows31J };
        let bytes = b"<?xml version='1.0' encoding='UTF-8'?><a>\x94\xED</a>";
        assert_eq!(decode(bytes, Mode::Lenient).unwrap().finding, Some(lie));
        assert!(matches!(
            decode(bytes, Mode::Strict),
            Err(Error::Undecodable { encoding: Encoding::Utf8, offset: 41 })
        ));
    }

    #[test]
    fn utf_8_declared_as_shift_jis_is_found_though_it_decodes() {
        let declared = "<?xml version='1.0' encoding='Shift_JIS'?>";
        let lie = Finding::Declaration { declared: Encoding::Windows31J, found: Encoding::Utf8 };
        let file = format!("{declared}<a>保険</a>");
        assert!(Encoding::Windows31J.decode(file.as_bytes()).is_ok());
        for mode in [Mode::Strict, Mode::Lenient] {
            let decoded = decode(file.as_bytes(), mode).unwrap();
            assert_eq!((decoded.encoding, decoded.finding), (Encoding::Utf8, Some(lie)));
        }
    }

    #[test]
    fn katakana_that_happen_to_be_utf_8_are_what_the_declaration_says() {
        // As UTF-8: ý; a control character and @; ñ and a control character with A.
        for (bytes, text) in
            [(&b"\xC3\xBD"[..], "ﾃｽ"), (b"\xC2\x81\x40", "ﾂ　"), (b"\xC3\xB1\xC2\x83A", "ﾃｱﾂア")]
        {
            assert!(std::str::from_utf8(bytes).is_ok());
            let file = [b"<?xml version='1.0' encoding='Shift_JIS'?><a>", bytes, b"</a>"].concat();
            let decoded = decode(&file, Mode::Strict).unwrap();
            assert_eq!((decoded.encoding, decoded.finding), (Encoding::Windows31J, None));
            assert!(decoded.text.contains(text), "{text}");
        }
    }

    #[test]
    fn refuses_encodings_that_no_terminal_writes() {
        // The last one is 保険 in EUC-JP.
        for bytes in [
            &b"\xFF\xFE<\0a\0"[..],
            b"\xFE\xFF\0<",
            b"<?xml version='1.0' encoding='EUC-JP'?><a>\xCA\xDD\xB8\xB1</a>",
        ] {
            for mode in [Mode::Strict, Mode::Lenient] {
                assert!(matches!(decode(bytes, mode), Err(Error::UnknownEncoding { .. })));
            }
        }
    }

    #[test]
    fn padding_is_what_only_sub_zero_and_blanks_follow() {
        for (text, place) in [
            ("<a/>\u{1A}", Some(4)),
            ("<a/>\r\n\0 \u{1A}\n", Some(6)),
            ("\0", Some(0)),
            ("", None),
            ("<a/>\r\n", None),
            ("<a\0/>", None),
            ("<a/>\u{1A}\u{3000}", None),
        ] {
            assert_eq!(padding(text), place, "{text:?}");
        }
    }

    #[test]
    fn offsets_count_the_bytes_of_the_file_not_of_the_text() {
        let bytes = b"\x8D\x82\xC3\xBD<";
        let text = Encoding::Windows31J.decode(bytes).unwrap();
        let mut offsets = Offsets::new(&text, Encoding::Windows31J, 0);
        assert_eq!(offsets.in_file(text.find('<').unwrap()), 4);
        assert_eq!(offsets.in_file(0), 0);
        assert_eq!(offsets.in_file(text.len()), 5);
    }
}
