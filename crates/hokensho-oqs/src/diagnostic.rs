use std::fmt;

use crate::{Encoding, ValueFault};

/// What a reader does with a file that is readable but wrong somewhere.
///
/// Leniently reported is what leaves all around it readable, if nobody has to guess and the message can keep it:
///
/// | in the file | finding | what becomes of it |
/// |---|---|---|
/// | a value that can't be | [`Value`](Finding::Value) | [`Leaf::Invalid`] |
/// | a value twice | [`Repeated`](Finding::Repeated) | kept; [`Leaf::Invalid`] if the two differ |
/// | a member of JSON twice | [`Repeated`](Finding::Repeated) | kept |
/// | a number or truth value of JSON for a text | [`NoText`](Finding::NoText) | the text that it is written in |
/// | `null` or `[]` of JSON where something belongs | [`Nothing`](Finding::Nothing) | nothing |
/// | attributes on a value | [`Attributes`](Finding::Attributes) | only in [`Received::bytes`] |
/// | a declaration, or 文字コード識別, that is wrong | [`Declaration`](Finding::Declaration), [`ForeignDeclaration`](Finding::ForeignDeclaration), [`CharacterCode`](Finding::CharacterCode) | read as what the bytes are |
/// | blanks before the declaration, padding behind the message | [`LateDeclaration`](Finding::LateDeclaration), [`Padding`](Finding::Padding) | only in [`Received::bytes`] |
///
/// An error in either mode is the rest:
///
/// | error | why it stays one |
/// |---|---|
/// | [`Absent`](crate::Error::Absent), [`Root`](crate::Error::Root), [`Unrecognised`](crate::Error::Unrecognised) | another file, or a part of one |
/// | [`Doctype`](crate::Error::Doctype), [`OverBudget`](crate::Error::OverBudget), those of archives | made to harm, as far as anybody can see |
/// | [`Duplicate`](crate::Error::Duplicate) | of two headers, bodies, lists or certificates nobody can tell which parts belong together, and the first alone would be a guess |
/// | [`Shape`](crate::Error::Shape) | elements for a value, or a text for elements: what it says would be taken for nothing |
/// | [`Json`](crate::Error::Json), [`Xml`](crate::Error::Xml) | malformed: where the next element begins is a guess. Or something that no message has a place for and that would be lost: forbidden characters, text beside elements, anything else beside the message |
/// | [`Undecodable`](crate::Error::Undecodable), [`UnknownEncoding`](crate::Error::UnknownEncoding) | which characters these are is a guess |
/// | [`Source`](crate::Error::Source) | there is more, but it can't be had |
///
/// One person's in a bulk result hides nobody else's, if [`BulkReader`] reads it leniently.
///
/// ```
/// assert_eq!(hokensho_oqs::Mode::default(), hokensho_oqs::Mode::Strict);
/// ```
///
/// [`BulkReader`]: crate::BulkReader
/// [`Leaf::Invalid`]: crate::Leaf::Invalid
/// [`Received::bytes`]: crate::Received::bytes
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// The first [`Diagnostic`] is an error.
    #[default]
    Strict,
    /// Diagnostics are collected beside the message, which keeps what it couldn't read as it came.
    Lenient,
}

/// Something wrong in a file that can still be read: where, and what. It never says what the element held.
///
/// ```
/// use hokensho_oqs::{Leaf, Message, Mode, QualificationRequest};
///
/// let file = b"<XmlMsg><MessageHeader><QualificationConfirmationDate>20240230</QualificationConfirmationDate>\
///     </MessageHeader><MessageBody/></XmlMsg>";
/// let received = QualificationRequest::read(file, Mode::Lenient)?;
/// assert_eq!(
///     received.diagnostics[0].to_string(),
///     "XmlMsg/MessageHeader/QualificationConfirmationDate at byte 23: no such date or time",
/// );
/// assert_eq!(received.message.header.confirmation_date, Leaf::Invalid("20240230".to_owned()));
/// assert!(QualificationRequest::read(file, Mode::Strict).is_err());
/// # Ok::<(), hokensho_oqs::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// Names of the elements from the root. Groups of which a message may have several come with their place among them,
    /// counted from 1; other elements of one name are told apart by the offset. An element without a name in the messages
    /// is `?`: what stands there may be anything, also a person's name.
    pub path: String,
    /// Byte offset of the element in the file.
    pub offset: usize,
    /// What is wrong.
    pub finding: Finding,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}: {}", self.path, self.offset, self.finding)
    }
}

impl std::error::Error for Diagnostic {}

/// What can be wrong in a file that can still be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Finding {
    /// Attributes on an element with a value, which has none elsewhere. They aren't kept and so aren't written back; nor are
    /// `xml:…`, `xmlns…` and `xsi:…`, which say nothing of the value and are no finding.
    #[error("attributes where none belong")]
    Attributes,
    /// 文字コード識別 (`CharacterCodeIdentifier`) names another encoding than the file has.
    #[error("the header says {stated}, but the file is {found}")]
    CharacterCode {
        /// What the header says.
        stated: Encoding,
        /// What the file was read as.
        found: Encoding,
    },
    /// The XML declaration names another encoding than the byte-order mark or the bytes show.
    #[error("the declaration says {declared}, but the file is {found}")]
    Declaration {
        /// What the declaration says, or UTF-8 without one, and in JSON.
        declared: Encoding,
        /// What the file was read as.
        found: Encoding,
    },
    /// The XML declaration names an encoding that no terminal writes, but the bytes show another: programs write what they
    /// took for UTF-16 as UTF-8.
    #[error("the declaration names an encoding that no terminal writes, but the file is {found}")]
    ForeignDeclaration {
        /// What the file was read as.
        found: Encoding,
    },
    /// Blanks before the XML declaration, of which nothing may come before (XML 1.0, 2.8). What it says counts.
    #[error("blanks before the declaration")]
    LateDeclaration,
    /// A number or truth value of JSON in place of a text. It is read as the text that it is written in, and written
    /// back as one.
    #[error("a number or truth value in place of a text")]
    NoText,
    /// An empty array of JSON in place of what there is once, or `null` as an item of an array. It is read as nothing, and
    /// isn't written back.
    #[error("nothing where something is announced")]
    Nothing,
    /// What programs of DOS end a text with (U+001A), or zero bytes, behind the message. They are no part of it, and aren't
    /// written back.
    #[error("padding behind the message")]
    Padding,
    /// What there is once is there again: an element that holds a value, or a member that the JSON object had before. All
    /// of them are kept. Two elements that say the same leave the value; if they don't, nobody may guess which of them is
    /// true, and it is [`Leaf::Invalid`]. What is kept as the text of the JSON, such as an array of numbers and objects, isn't
    /// looked into.
    ///
    /// [`Leaf::Invalid`]: crate::Leaf::Invalid
    #[error("a second time")]
    Repeated,
    /// A value that can't be: an impossible date, a number with letters. It is kept as [`Leaf::Invalid`].
    ///
    /// [`Leaf::Invalid`]: crate::Leaf::Invalid
    #[error(transparent)]
    Value(ValueFault),
}
