use std::fmt;

use crate::{Budget, Encoding, Error};

/// Texts in use are a line or two.
const MAX_BYTES: usize = 64 * 1024;

/// The text that comes instead of a result when a request is refused before anything ran (`.err`).
///
/// Its form isn't documented: it is shown as it is. `Debug` hides it, since it may repeat the request.
///
/// ```
/// use hokensho_oqs::ErrFile;
///
/// let file = ErrFile::read(&[0x8C, 0xEB, 0x82, 0xE8])?;
/// assert_eq!(file.text(), "誤り");
/// # Ok::<(), hokensho_oqs::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ErrFile {
    text: String,
    encoding: Encoding,
}

impl ErrFile {
    /// Reads UTF-8, with or without mark, else Windows-31J.
    ///
    /// # Errors
    /// [`Error::OverBudget`] for more than 64 KiB, [`Error::Undecodable`] if it is neither.
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        if bytes.len() > MAX_BYTES {
            return Err(Error::OverBudget { budget: Budget::Bytes, limit: MAX_BYTES, offset: MAX_BYTES });
        }
        let (encoding, text) = match Encoding::Utf8.decode(bytes) {
            Ok(text) => (Encoding::Utf8, text),
            Err(_) => (Encoding::Windows31J, Encoding::Windows31J.decode(bytes)?),
        };
        Ok(Self { text: text.trim_start_matches('\u{FEFF}').to_owned(), encoding })
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it was read as.
    #[must_use]
    pub const fn encoding(&self) -> Encoding {
        self.encoding
    }
}

impl fmt::Debug for ErrFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ErrFile({} bytes, {})", self.text.len(), self.encoding)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_8_goes_before_windows_31j_and_the_mark_is_no_text() {
        let file = ErrFile::read("\u{FEFF}形式エラー".as_bytes()).unwrap();
        assert_eq!((file.text(), file.encoding()), ("形式エラー", Encoding::Utf8));
    }

    #[test]
    fn refuses_what_is_neither_encoding_or_no_message_at_all() {
        assert!(matches!(ErrFile::read(b"ab\xFF"), Err(Error::Undecodable { offset: 2, .. })));
        assert!(matches!(ErrFile::read(&[b'a'; MAX_BYTES + 1]), Err(Error::OverBudget { .. })));
    }

    #[test]
    fn debug_hides_the_text() {
        assert_eq!(format!("{:?}", ErrFile::read(b"HOKEN HANAKO").unwrap()), "ErrFile(12 bytes, UTF-8)");
    }
}
