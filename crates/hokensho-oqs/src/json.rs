//! JSON as the Web API uses it: the elements of the XML as members of objects, with the same names. Read in one pass with
//! budgets, borrowed from the text; and written.

mod cursor;
mod read;
mod write;

use crate::encoding::UTF_8_MARK;

pub(crate) use read::Reader;
pub(crate) use write::Writer;

/// Whether a file begins as a message in JSON does; none in XML does so.
pub(crate) fn is_like(file: &[u8]) -> bool {
    file.strip_prefix(UTF_8_MARK).unwrap_or(file).trim_ascii_start().starts_with(b"{")
}

/// What the outermost object of a message in JSON is. Both are read. Which of them the Web API wants in a request isn't
/// publicly known; of its answers, one program in use reads those with `XmlMsg` alone, so that is the usual one here.
///
/// ```
/// use hokensho_oqs::{JsonRoot, Message, QualificationResult};
///
/// let result = QualificationResult::default();
/// assert_eq!(result.write_json(JsonRoot::XmlMsg)?, br#"{"XmlMsg":{"MessageHeader":{},"MessageBody":{}}}"#);
/// assert_eq!(result.write_json(JsonRoot::Bare)?, br#"{"MessageHeader":{},"MessageBody":{}}"#);
/// # Ok::<(), hokensho_oqs::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum JsonRoot {
    /// An object with the one member `XmlMsg`, which is the message.
    #[default]
    XmlMsg,
    /// The message: an object with `MessageHeader` and `MessageBody`.
    Bare,
}
