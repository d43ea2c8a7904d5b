use std::io;

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
    /// A ZIP archive that no message can be taken from.
    #[cfg(feature = "zip")]
    #[error("{fault} in the archive")]
    Archive {
        /// What is wrong.
        fault: ArchiveFault,
    },
    /// An entry of a ZIP archive that can't be read or trusted. Its name isn't told: it may be a person's.
    #[cfg(feature = "zip")]
    #[error("{fault} in entry {entry} of the archive")]
    ArchiveEntry {
        /// Which one, counted from 1.
        entry: u16,
        /// What is wrong.
        fault: EntryFault,
    },
    /// Attributes, for which JSON has no place. No known element has any.
    #[error("the attributes of {path} can't be written in JSON")]
    AttributesInJson {
        /// The element.
        path: String,
    },
    /// A document type definition: no message has one, and its entities could blow up a reader.
    #[error("a document type definition at byte {offset}")]
    Doctype {
        /// Where it starts in the file.
        offset: usize,
    },
    /// An element that holds elements, and that there can be only one of, is there twice; neither can be believed. Of one
    /// that holds a value it is [`Finding::Repeated`](crate::Finding::Repeated).
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
    /// Not well-formed JSON, or JSON that no message uses.
    #[error("{fault} at byte {offset}, inside \"{path}\"")]
    Json {
        /// What is wrong.
        fault: JsonFault,
        /// Where, in the file.
        offset: usize,
        /// The element that was open.
        path: String,
    },
    /// A name that JSON lets a member have and XML no element: empty, with blanks, `@type`.
    #[error("{path} has a name that can't be written in XML")]
    NameInXml {
        /// The element.
        path: String,
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
        kind: io::ErrorKind,
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
    /// A request that can't be made: what an element would hold is blank, too long or not in its form.
    #[error("{fault} in {path}")]
    Unsendable {
        /// The element; from the part on, if it is in no request yet.
        path: String,
        /// What is wrong.
        fault: RequestFault,
    },
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

impl Error {
    /// What is wrong with what was read from, of which so many bytes came before. Sources of this crate say it themselves.
    pub(crate) fn of_source(error: io::Error, offset: impl TryInto<usize>) -> Self {
        let (kind, offset) = (error.kind(), offset.try_into().unwrap_or(usize::MAX));
        error.downcast().unwrap_or(Self::Source { kind, offset })
    }
}

/// What is wrong with a ZIP archive.
#[cfg(feature = "zip")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ArchiveFault {
    /// No directory right before the end, or one that is malformed.
    #[error("no readable directory")]
    Directory,
    /// A larger directory than that of an archive with messages.
    #[error("a directory of more than {limit} bytes")]
    DirectorySize {
        /// Bytes that are allowed.
        limit: u32,
    },
    /// More entries than an archive with messages has.
    #[error("more than {limit} entries")]
    Entries {
        /// How many are allowed.
        limit: u16,
    },
    /// Nothing is named like the message, nor is there a single entry, or a single one in XML.
    #[error("no entry for the message")]
    NoMessage,
    /// Several entries are named like the message.
    #[error("several entries for the message")]
    SeveralMessages,
    /// The archive goes over several files.
    #[error("a part of several")]
    Split,
    /// The form for more than 4 GiB or 65,534 entries.
    #[error("the form for more than 4 GiB")]
    Zip64,
}

/// What is wrong with an entry of a ZIP archive.
#[cfg(feature = "zip")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EntryFault {
    /// What came out has another checksum than stated.
    #[error("a wrong checksum")]
    Checksum,
    /// What should have been deflated wasn't.
    #[error("malformed data")]
    Deflate,
    /// A name that another entry has too, in whatever letter case.
    #[error("the name of another entry")]
    Duplicate,
    /// Encryption, which no terminal is known to use.
    #[error("encrypted data")]
    Encrypted,
    /// A header before the data that isn't there or says another thing than the directory.
    #[error("another header than the directory's")]
    Header,
    /// What came out, or went in, has another length than stated.
    #[error("a wrong length")]
    Length,
    /// Packed in another way than deflated or stored.
    #[error("compression method {method}")]
    Method {
        /// The number of the method (APPNOTE 4.4.5).
        method: u16,
    },
    /// A name that isn't that of a file in no folder.
    #[error("a name that no message has")]
    Name,
    /// Data that doesn't lie before the directory.
    #[error("a place outside the data")]
    Place,
    /// More came out than any message holds in so little.
    #[error("more than {limit} times the packed data")]
    Ratio {
        /// How many times are allowed.
        limit: u64,
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

/// What a reader of JSON (RFC 8259) stops at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JsonFault {
    /// A control character that isn't escaped.
    #[error("a control character")]
    Character,
    /// A backslash before something that it gives no meaning, or half a character.
    #[error("an unknown escape")]
    Escape,
    /// A word or number that is none of JSON's.
    #[error("an unknown word or malformed number")]
    Literal,
    /// Something beside the message.
    #[error("something outside the message")]
    OutsideRoot,
    /// Any other mark than may stand there.
    #[error("malformed JSON")]
    Syntax,
    /// The file ends too early.
    #[error("an unexpected end")]
    Truncated,
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

/// Why a request can't be made. It never says the text: a number is somebody's.
///
/// ```
/// use hokensho_eligibility::InstitutionCode;
/// use hokensho_oqs::{BulkDownload, Error, RequestFault};
///
/// let error = BulkDownload::new(InstitutionCode::new("1300000005")?, " ").unwrap_err();
/// assert!(matches!(error, Error::Unsendable { fault: RequestFault::Blank, .. }));
/// assert_eq!(error.to_string(), "nothing but blanks in XmlMsg/MessageBody/ReceptionNumber");
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RequestFault {
    /// A text without anything but blanks, also full-width ones.
    #[error("nothing but blanks")]
    Blank,
    /// 枝番 that isn't two digits.
    #[error("a branch number of other than two digits")]
    Branch,
    /// A control character, or one that XML can't hold.
    #[error("the character U+{code_point:04X}")]
    Character {
        /// Its Unicode number.
        code_point: u32,
    },
    /// Days or months that end before they begin.
    #[error("an end before the beginning")]
    Period,
    /// A second element of a name that there is once: the part was read leniently.
    #[error("two of what there is once")]
    Repeated,
    /// More characters than the interface has room for.
    #[error("more than {most} characters")]
    TooLong {
        /// How many are allowed.
        most: usize,
    },
    /// A value that would be read back as another, such as a known code as [`Other`](crate::LimitConsent::Other).
    #[error("a value that would be read as another")]
    Value,
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
