//! The medicine notebook (電子版お薬手帳) in JAHIS's format, read and written.
//!
//! The record numbers and the order of their fields are those of the published specification (versions 1.0 to 2.6, of which
//! the last is JAHIS 24-104) as programs and samples show them, which agree (reported; unverified). Whatever isn't known is
//! kept in its place.

mod date;
mod entries;
mod parts;
mod version;
mod visit;

use std::fmt;

use crate::record::MAX_FIELDS;
use crate::shift_jis;
use crate::{Error, Record};

pub use date::NotebookDate;
pub use entries::{
    Caution, Creator, Dispenser, DosageForm, Drug, DrugCaution, DrugCodeKind, DrugSupplement, Entry,
    Facility, FamilyPharmacist, GenericCodeKind, Ingredient, IngredientCodeKind, Leftover, Memo, Note,
    OverTheCounter, Patient, PatientNote, Prescriber, PrescribingFacility, PrescriptionCaution, Provided,
    ProvidedKind, Remark, RemarkKind, Usage, UsageCodeKind, UsageSupplement, Visit,
};
pub use parts::join_parts;
pub use version::{NotebookVersion, Output};
pub use visit::{Prescription, VisitRecords};

/// A notebook, or what one pharmacy adds to it: records in their order.
///
/// `Debug` shows what records there are, and nothing of what they hold.
///
/// ```
/// use hokensho_exchange::{Notebook, NotebookVersion};
///
/// let text = "JAHISTC08,1\r\n1,見本　花子,2,19800217,,,,,,\r\n5,20261122,1\r\n11,見本薬局,13,4,1234567,,,,1\r\n\
///             201,1,アムロジピン錠5mg,1,錠,2,610443047,1\r\n301,1,【１日１回朝食後服用】,14,日分,1,1,,1\r\n";
/// let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(text);
/// let notebook = Notebook::read(&bytes)?;
/// assert_eq!(notebook.version(), &NotebookVersion::Tc08);
/// assert_eq!(notebook.records().len(), 5);
/// assert_eq!(notebook.write()?, *bytes);
/// # Ok::<(), hokensho_exchange::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Notebook {
    version: NotebookVersion,
    /// What stands in the first line after the version: first 出力区分, which files of version 1.0 may lack; some have more.
    header: Vec<String>,
    records: Vec<Record>,
}

/// A symbol (QR) holds at most 2,953 bytes, and 16 of them make one message; files that a phone hands over for years of
/// dispensings are larger, but not by so much.
const MAX_BYTES: usize = 4 << 20;

/// What the first line begins with.
const NAME: &str = "JAHISTC";
/// 分割制御レコード: which message, of how many parts, which of them.
const PART: u16 = 911;

impl Notebook {
    /// An empty notebook of a version, the newest of which is [`NotebookVersion::Tc08`].
    ///
    /// ```
    /// use hokensho_exchange::{Notebook, NotebookVersion, Output};
    ///
    /// let notebook = Notebook::new(&NotebookVersion::Tc08, &Output::FromInstitution)?;
    /// assert_eq!(notebook.write()?, b"JAHISTC08,1\r\n");
    /// # Ok::<(), hokensho_exchange::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::LineBreak`] if a code that isn't known here has one.
    pub fn new(version: &NotebookVersion, output: &Output) -> Result<Self, Error> {
        let first = Record::new(0, [version.code(), output.code()])?;
        let version = NotebookVersion::from_code(first.field(0));
        Ok(Self { version, header: first.fields_from(1).to_vec(), records: Vec::new() })
    }

    /// Reads a file in Windows-31J ("Shift_JIS"), with either kind of line end. Every field of every line is kept, of
    /// the first line too. Written again they are the same bytes but for line ends, empty lines, an end-of-file mark,
    /// zeros before the number of a record, and characters with several codes, of which Windows writes one; user-defined
    /// characters (外字) are read, and not written.
    ///
    /// What was split over several symbols goes through [`join_parts`] first: one part isn't the whole.
    ///
    /// # Errors
    /// [`Error::TooLarge`] beyond 4 MiB, [`Error::Undecodable`], [`Error::NotANotebook`] without its first line,
    /// [`Error::RecordNumber`] and [`Error::TooManyFields`] for lines that aren't records, [`Error::LineBreak`] for a CR
    /// within a line, and [`Error::APart`] for a 分割制御レコード (911).
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        if bytes.len() > MAX_BYTES {
            return Err(Error::TooLarge { bytes: bytes.len(), most: MAX_BYTES });
        }
        let text = shift_jis::decode(bytes)?;
        // What is left by DOS: an end-of-file mark. Lines end with CRLF; the lines of a text typed elsewhere with LF.
        let mut lines = (1..).zip(text.trim_end_matches('\u{1A}').lines());
        let first = lines.next().map_or("", |(_, first)| first);
        // A file whose lines end with CR alone would be one line.
        if let Some(field) = first.split(',').position(|field| field.contains('\r')) {
            return Err(Error::LineBreak { record: 0, field });
        }
        let mut header = first.strip_prefix(NAME).ok_or(Error::NotANotebook)?.split(',');
        let version = NotebookVersion::from_code(header.next().unwrap_or_default());
        let header: Vec<_> = header.take(MAX_FIELDS + 1).map(str::to_owned).collect();
        if header.len() > MAX_FIELDS {
            return Err(Error::TooManyFields { record: 0, most: MAX_FIELDS });
        }
        let records =
            lines.filter(|(_, line)| !line.is_empty()).map(|(number, line)| Record::parse(line, number));
        let records = records.collect::<Result<Vec<_>, _>>()?;
        if let Some(control) = records.iter().find(|record| record.number() == PART) {
            let number = |place| control.field(place).parse().unwrap_or_default();
            return Err(Error::APart { number: number(2), of: number(1) });
        }
        Ok(Self { version, header, records })
    }

    /// Writes it in Windows-31J, a line a record, each with CRLF, as [`Record::write`] does.
    ///
    /// # Errors
    /// [`Error::Unencodable`] for a character that Windows-31J doesn't have.
    pub fn write(&self) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        let first: String = self.header.iter().map(|field| format!(",{field}")).collect();
        shift_jis::encode(&format!("{NAME}{}{first}\r\n", self.version.code()), 0, &mut bytes)?;
        for record in &self.records {
            bytes.extend(record.write()?);
        }
        Ok(bytes)
    }

    /// Of which version of the format it is.
    #[must_use]
    pub const fn version(&self) -> &NotebookVersion {
        &self.version
    }

    /// Who wrote it for whom (出力区分); none if the first line doesn't say.
    ///
    /// ```
    /// use hokensho_exchange::{Notebook, Output};
    ///
    /// assert_eq!(Notebook::read(b"JAHISTC01,2\r\n")?.output(), Some(Output::FromPatient));
    /// assert_eq!(Notebook::read(b"JAHISTC01\r\n")?.output(), None);
    /// # Ok::<(), hokensho_exchange::Error>(())
    /// ```
    #[must_use]
    pub fn output(&self) -> Option<Output> {
        self.header.first().filter(|code| !code.is_empty()).map(|code| Output::from_code(code))
    }

    /// The records, in their order.
    #[must_use]
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// Adds a record at the end.
    ///
    /// ```
    /// use hokensho_exchange::{Notebook, NotebookVersion, Output, Record};
    ///
    /// let mut notebook = Notebook::new(&NotebookVersion::Tc08, &Output::FromInstitution)?;
    /// notebook.push(Record::new(501, ["次回は2週間後", "1"])?);
    /// assert!(notebook.write()?.starts_with(b"JAHISTC08,1\r\n501,"));
    /// # Ok::<(), hokensho_exchange::Error>(())
    /// ```
    pub fn push(&mut self, record: Record) {
        self.records.push(record);
    }
}

impl fmt::Debug for Notebook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Notebook({:?}, {:?})", self.version, self.records)
    }
}
