use crate::{Diagnostic, Encoding};

/// What can go wrong with a message or a file name. No variant carries what an element held.
///
/// ```
/// use hokensho_oqs::{Message, Mode, QualificationResult};
///
/// let error = QualificationResult::read(b"<!DOCTYPE x><XmlMsg/>", Mode::Strict).unwrap_err();
/// assert_eq!(error.to_string(), "a document type definition at byte 0");
/// ```
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Something required isn't there, or is there without a value.
    #[error("{path} is missing or empty")]
    Absent {
        /// The element.
        path: String,
    },
    /// A document type definition: no message has one, and its entities could blow up a reader.
    #[error("a document type definition at byte {offset}")]
    Doctype {
        /// Where it starts in the file.
        offset: usize,
    },
    /// An element that there can be only one of is there twice; neither can be believed.
    #[error("{path} a second time at byte {offset}")]
    Duplicate {
        /// The element.
        path: String,
        /// Where the second one starts in the file.
        offset: usize,
    },
    /// A file name that isn't one of the interface.
    #[error("not a file name of the interface: its {part} doesn't fit")]
    FileName {
        /// Which part is wrong.
        part: FileNamePart,
    },
    /// More than a reader of messages is willing to take.
    #[error("over the limit of {limit} {budget} at byte {offset}")]
    OverBudget {
        /// What there was too much of.
        budget: Budget,
        /// How much is allowed.
        limit: usize,
        /// Where the limit was passed, in the file.
        offset: usize,
    },
    /// In [`Mode::Strict`](crate::Mode::Strict), the first thing that is wrong.
    #[error(transparent)]
    Refused(Diagnostic),
    /// The root isn't `XmlMsg`.
    #[error("the root element at byte {offset} is not XmlMsg")]
    Root {
        /// Where it starts in the file.
        offset: usize,
    },
    /// An element that should hold text holds elements, or the reverse.
    #[error("{path} at byte {offset} has the shape of another element")]
    Shape {
        /// The element.
        path: String,
        /// Where it starts in the file.
        offset: usize,
    },
    /// What a file was read from failed.
    #[error("the source failed after {offset} bytes: {kind}")]
    Source {
        /// In which way.
        kind: std::io::ErrorKind,
        /// How much was read before.
        offset: usize,
    },
    /// Bytes that belong to no character.
    #[error("the byte at {offset} belongs to no {encoding} character")]
    Undecodable {
        /// The encoding tried.
        encoding: Encoding,
        /// Where the character would start in the file.
        offset: usize,
    },
    /// A character that can't be written.
    #[error("U+{code_point:04X} in {path} can't be written in {encoding}")]
    Unencodable {
        /// Its Unicode number.
        code_point: u32,
        /// The encoding asked for.
        encoding: Encoding,
        /// The element that holds it.
        path: String,
    },
    /// A file in another encoding than UTF-8 and Shift_JIS.
    #[error("unknown encoding {label}")]
    UnknownEncoding {
        /// The name in the declaration.
        label: String,
    },
    /// A file whose elements are of no message that is known, or don't tell of which of several.
    #[error("no message is known by these elements")]
    Unrecognised,
    /// A value that is needed was read, leniently, as one that can't be; see [`Leaf::Invalid`](crate::Leaf::Invalid).
    #[error("{path} holds a value that can't be")]
    Unusable {
        /// The element.
        path: String,
    },
    /// Not well-formed XML, or XML that no message uses.
    #[error("{fault} at byte {offset}, inside \"{path}\"")]
    Xml {
        /// What is wrong.
        fault: XmlFault,
        /// Where, in the file.
        offset: usize,
        /// The element that was open.
        path: String,
    },
}

/// What a reader takes only so much of; see [`Limits`](crate::Limits).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Budget {
    /// Bytes of a file.
    #[error("bytes of a file")]
    Bytes,
    /// Elements and attributes.
    #[error("elements and attributes")]
    Count,
    /// Elements inside each other.
    #[error("elements inside each other")]
    Depth,
    /// Bytes of text in one element.
    #[error("bytes of text in one element")]
    Text,
}

/// A part of a file name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FileNamePart {
    /// What comes before the first `_`: `OQSsiquc01req`.
    #[error("interface id")]
    Api,
    /// The counter of the day, 0 to 9999.
    #[error("counter")]
    Counter,
    /// `.xml`, `.zip`, `.pdf` or `.err`.
    #[error("extension")]
    Extension,
    /// The middle of a face file's name, or its time.
    #[error("face part")]
    Face,
    /// What comes after the first `_`.
    #[error("suffix")]
    Suffix,
}

/// What a reader of XML stops at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum XmlFault {
    /// Attributes that aren't `name="value"`, or one twice.
    #[error("malformed attributes")]
    Attribute,
    /// A character that XML 1.0 forbids.
    #[error("a forbidden character")]
    Character,
    /// An end tag that doesn't fit the start tag.
    #[error("an end tag that doesn't fit")]
    EndTag,
    /// Text beside elements in one element.
    #[error("text beside elements")]
    MixedContent,
    /// Text or an element outside the root.
    #[error("something outside the root element")]
    OutsideRoot,
    /// An entity other than the five of XML, or a reference to no character.
    #[error("an unknown reference")]
    Reference,
    /// Any other markup that isn't well-formed.
    #[error("malformed markup")]
    Syntax,
    /// The file ends too early.
    #[error("an unexpected end")]
    Truncated,
}
