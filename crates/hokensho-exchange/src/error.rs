/// What can be wrong with a file. Nothing personal is in it: places, numbers and sizes only.
///
/// ```
/// use hokensho_exchange::{Error, Notebook};
///
/// let error = Notebook::read(b"1,somebody").unwrap_err();
/// assert_eq!(error, Error::NotANotebook);
/// assert_eq!(error.to_string(), "the first line isn't that of a medicine notebook");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// One part of a split message, which [`join_parts`](crate::join_parts) makes whole.
    #[error("part {number} of {of} isn't a whole notebook: join_parts makes it one")]
    APart {
        /// Its number, from 1; 0 if it doesn't say.
        number: usize,
        /// How many there are; 0 if it doesn't say.
        of: usize,
    },
    /// A row of a CSV file that can't be cut into cells.
    #[error("row {line} isn't CSV")]
    Csv {
        /// Line, from 1; 0 if it isn't known.
        line: u64,
    },
    /// A field that isn't what its place says, such as a date.
    #[error("field {field} of a record {record} can't be read")]
    Field {
        /// Number of the record.
        record: u16,
        /// Place of the field, from 0.
        field: usize,
    },
    /// A field of a record that can't be empty, and of which nothing is known.
    #[error("field {field} of a record {record} can't be empty")]
    FieldMissing {
        /// Number of the record.
        record: u16,
        /// Place of the field, from 0.
        field: usize,
    },
    /// An element of a FHIR resource that is missing, or isn't what its place says.
    #[error("{path} is missing or can't be read")]
    FhirElement {
        /// Its path.
        path: &'static str,
    },
    /// Text that isn't JSON, or not of a resource that is known here.
    #[error("{path} can't be read at line {line}, column {column}")]
    Json {
        /// The element that isn't what its place says, such as `Coverage.order`; `Resource` where the text isn't JSON, or has
        /// a name twice.
        path: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// A line break inside a field.
    #[error("field {field} of a record {record} has a line break")]
    LineBreak {
        /// Number of the record; 0 for the first line.
        record: u16,
        /// Place of the field, from 0.
        field: usize,
    },
    /// Neither an insurance nor a public expense: there is nothing to write.
    #[error("neither insurance nor public expense pays")]
    NobodyPays,
    /// A file that doesn't begin with `JAHISTC`.
    #[error("the first line isn't that of a medicine notebook")]
    NotANotebook,
    /// What was given as a part of a split message is none.
    #[error("part {place} has no first line or no single record 911")]
    NotAPart {
        /// Place among the parts given, from 0.
        place: usize,
    },
    /// An insurance or a public expense that doesn't pay on the day.
    #[error("what a record {record} would say isn't in force on the day")]
    NotInForce {
        /// Number of the record that it would have.
        record: u16,
    },
    /// Bytes that aren't UTF-8.
    #[error("not UTF-8 at byte {offset}")]
    NotUtf8 {
        /// Of the first wrong byte.
        offset: usize,
    },
    /// A part of another message, or a second time the same.
    #[error("part {number} is of another message, or comes twice")]
    PartForeign {
        /// Its number, from 1.
        number: usize,
    },
    /// A part of a split message isn't there.
    #[error("part {number} is missing")]
    PartMissing {
        /// Its number, from 1.
        number: usize,
    },
    /// The portal's heading (`項目名,内容`) isn't where it belongs.
    #[error("the heading is missing at row {line}")]
    PortalHeading {
        /// Line, from 1; 0 if there is none in the whole file.
        line: u64,
    },
    /// A row of the portal's file that isn't a name and a value of a group.
    #[error("row {line} isn't a name and a value of a group")]
    PortalRow {
        /// Line, from 1.
        line: u64,
    },
    /// A line that doesn't begin with the number of a record.
    #[error("line {line} doesn't begin with a record's number")]
    RecordNumber {
        /// Line, from 1.
        line: usize,
    },
    /// A file beyond what anybody has.
    #[error("{bytes} bytes are more than {most}")]
    TooLarge {
        /// How many it has.
        bytes: usize,
        /// How many are read.
        most: usize,
    },
    /// A record of more fields than any has.
    #[error("a record {record} has more than {most} fields")]
    TooManyFields {
        /// Number of the record.
        record: u16,
        /// How many it may have.
        most: usize,
    },
    /// More parts than can be numbered.
    #[error("{parts} parts are more than {most}")]
    TooManyParts {
        /// How many there are.
        parts: usize,
        /// How many are read.
        most: usize,
    },
    /// More public expenses (公費) than a prescription has records for.
    #[error("{expenses} public expenses are more than three")]
    TooManyPublicExpenses {
        /// How many there are.
        expenses: usize,
    },
    /// Bytes that aren't Windows-31J.
    #[error("not Windows-31J at byte {offset}")]
    Undecodable {
        /// At which the first malformed sequence starts.
        offset: usize,
    },
    /// A character that Windows-31J doesn't have.
    #[error("U+{character:04X} in a record {record} isn't in Windows-31J")]
    Unencodable {
        /// Number of the record; 0 for the first line.
        record: u16,
        /// Its code point.
        character: u32,
    },
}
