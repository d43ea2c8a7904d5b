use std::fmt;

use crate::encoding::{self, Decoded};
use crate::{Budget, Diagnostic, Encoding, Error, Limits, Mode};

/// A file's text, decoded, for messages to borrow from. Of a file in UTF-8 nothing is copied.
///
/// ```
/// use hokensho_oqs::{Document, Message, Mode, QualificationResult};
///
/// let file = "<XmlMsg><MessageHeader/><MessageBody><ProcessingResultMessage>注意</ProcessingResultMessage>\
///     </MessageBody></XmlMsg>";
/// let document = Document::new(file.as_bytes(), Mode::Strict)?;
/// let result = QualificationResult::view(&document)?.message;
/// assert_eq!(result.body.result_message.value().map(|text| &**text), Some("注意"));
/// # Ok::<(), hokensho_oqs::Error>(())
/// ```
pub struct Document<'a> {
    pub(crate) decoded: Decoded<'a>,
    pub(crate) mode: Mode,
    pub(crate) limits: Limits,
}

impl<'a> Document<'a> {
    /// Decodes a file within [`Limits::SINGLE`].
    ///
    /// # Errors
    /// As [`within`](Self::within).
    pub fn new(bytes: &'a [u8], mode: Mode) -> Result<Self, Error> {
        Self::within(bytes, mode, &Limits::SINGLE)
    }

    /// Decodes a file within other limits: by byte-order mark, then declaration, then as UTF-8.
    ///
    /// # Errors
    /// [`Error::OverBudget`] for too many bytes, [`Error::UnknownEncoding`] and [`Error::Undecodable`].
    pub fn within(bytes: &'a [u8], mode: Mode, limits: &Limits) -> Result<Self, Error> {
        if bytes.len() > limits.bytes {
            return Err(Error::OverBudget {
                budget: Budget::Bytes,
                limit: limits.bytes,
                offset: limits.bytes,
            });
        }
        Ok(Self { decoded: encoding::decode(bytes, mode)?, mode, limits: *limits })
    }

    /// What the file was read as.
    #[must_use]
    pub const fn encoding(&self) -> Encoding {
        self.decoded.encoding
    }

    /// The text, without byte-order mark and without what may pad a file behind its end.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.decoded.text
    }
}

/// How long it is, not what it says.
impl fmt::Debug for Document<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Document({} bytes, {})", self.text().len(), self.encoding())
    }
}

/// A message that borrows from a [`Document`], with what was wrong in it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Viewed<M> {
    /// What the file says.
    pub message: M,
    /// What was wrong; always empty in [`Mode::Strict`].
    pub diagnostics: Vec<Diagnostic>,
}
