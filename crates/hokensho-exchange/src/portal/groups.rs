use std::fmt;

use crate::Error;

/// A file of the portal, in groups of records. Names that aren't known are kept.
///
/// `Debug` shows counts only: a row of one cell may be anything.
///
/// ```
/// use hokensho_exchange::PortalFile;
///
/// let bytes = "わたしの情報\r\n医療費通知情報\r\n\r\n項目名,内容\r\n医療費情報明細\r\n診療年月,2026年10月\r\n\
///              医療機関等名称,見本診療所\r\n診療年月,2026年11月\r\n医療機関等名称,見本薬局\r\n";
/// let file = PortalFile::read(bytes.as_bytes())?;
/// assert_eq!(file.title(), "医療費通知情報");
/// let details = file.group("医療費情報明細").ok_or("no details")?;
/// assert_eq!(details.records().len(), 2);
/// assert_eq!(details.records()[1].value("医療機関等名称"), Some("見本薬局"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct PortalFile {
    titles: Vec<String>,
    groups: Vec<PortalGroup>,
}

/// A group (`資格情報`, `医療費情報明細` …) of records.
///
/// ```
/// # use hokensho_exchange::PortalFile;
/// let file = PortalFile::read("わたしの情報\n医療費通知情報\n項目名,内容\n資格情報\n氏名,保険　花子\n".as_bytes())?;
/// assert_eq!(file.groups()[0].name(), "資格情報");
/// # Ok::<(), hokensho_exchange::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct PortalGroup {
    name: String,
    records: Vec<PortalRecord>,
}

/// Names and values, in the order of the file.
///
/// ```
/// # use hokensho_exchange::PortalFile;
/// let file = PortalFile::read("わたしの情報\n医療費通知情報\n項目名,内容\n資格情報\n氏名,保険　花子\n".as_bytes())?;
/// let record = &file.groups()[0].records()[0];
/// assert_eq!(record.value("氏名"), Some("保険　花子"));
/// assert_eq!(record.value("住所"), None);
/// # Ok::<(), hokensho_exchange::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct PortalRecord {
    rows: Vec<(String, String)>,
    line: u64,
}

/// An expense has some ten rows, of forty bytes each: fifty expenses a month for ten years are 2.4 MB.
const MAX_BYTES: usize = 4 << 20;
/// The same ten years are 60,000 rows. Each takes more memory than bytes of the file, so they have a bound of their own.
const MAX_ROWS: usize = 100_000;
/// The names of one record differ, and each is compared with those before it. No record is known to have twenty.
const MAX_RECORD_ROWS: usize = 500;
/// A cell is a name, a day or an amount; the room is for remarks. What is longer is a quote that nobody closed.
const MAX_CELL_BYTES: usize = 64 << 10;

const HEADING: [&str; 2] = ["項目名", "内容"];

impl PortalFile {
    /// Reads a file in UTF-8, with or without byte-order mark, with any kind of line end. Rows of blanks are read over, and
    /// so is an end-of-file mark.
    ///
    /// A sheet that saves the file again may fill its rows up with commas. Such a file is refused: in it a group's name is
    /// a name without a value.
    ///
    /// # Errors
    /// [`Error::TooLarge`] beyond 4 MiB, [`Error::NotUtf8`], [`Error::Csv`], [`Error::PortalHeading`] if the heading is
    /// missing, and [`Error::PortalRow`] for a row that belongs to no group, has more than a name and a value, has a line
    /// break in its name, or repeats a name of its record: where a record lacks its first row, it would be taken for a part
    /// of the one before it. A file beyond 100,000 rows, or a record beyond 500, is refused by the same error.
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        if bytes.len() > MAX_BYTES {
            return Err(Error::TooLarge { bytes: bytes.len(), most: MAX_BYTES });
        }
        let text =
            std::str::from_utf8(bytes).map_err(|error| Error::NotUtf8 { offset: error.valid_up_to() })?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text).trim_end_matches('\u{1A}');
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut file = Self { titles: Vec::new(), groups: Vec::new() };
        let mut headed = false;
        for (row, place) in reader.records().zip(1..) {
            let row =
                row.map_err(|error| Error::Csv { line: error.position().map_or(0, csv::Position::line) })?;
            let line = row.position().map_or(0, csv::Position::line);
            if place > MAX_ROWS || row.iter().any(|cell| cell.len() > MAX_CELL_BYTES) {
                return Err(Error::PortalRow { line });
            }
            let mut cells = row.iter();
            let (first, second, more) = (cells.next().unwrap_or_default(), cells.next(), cells.next());
            // A quote that nobody closed has swallowed the lines after it.
            if first.contains(['\r', '\n']) {
                return Err(Error::PortalRow { line });
            }
            if second.is_none() && first.trim().is_empty() {
                continue;
            }
            match (headed, second) {
                (false, Some(second)) if [first, second] == HEADING => headed = true,
                (false, None) => file.titles.push(first.to_owned()),
                (false, Some(_)) => return Err(Error::PortalHeading { line }),
                (true, None) => file.groups.push(PortalGroup { name: first.to_owned(), records: Vec::new() }),
                (true, Some(second)) => {
                    let group = file.groups.last_mut().filter(|_| more.is_none());
                    group
                        .and_then(|group| group.push(first, second, line))
                        .ok_or(Error::PortalRow { line })?;
                }
            }
        }
        if headed { Ok(file) } else { Err(Error::PortalHeading { line: 0 }) }
    }

    /// What the file is: the last title above the heading (`医療費通知情報`).
    #[must_use]
    pub fn title(&self) -> &str {
        self.titles.last().map_or("", String::as_str)
    }

    /// The groups, in the order of the file.
    #[must_use]
    pub fn groups(&self) -> &[PortalGroup] {
        &self.groups
    }

    /// The first group of a name.
    #[must_use]
    pub fn group(&self, name: &str) -> Option<&PortalGroup> {
        self.groups.iter().find(|group| group.name == name)
    }
}

impl PortalGroup {
    /// None for a name that the record has.
    fn push(&mut self, name: &str, value: &str, line: u64) -> Option<()> {
        let first = self.records.first().and_then(|record| record.rows.first());
        if first.is_none_or(|(first, _)| first == name) {
            self.records.push(PortalRecord { rows: Vec::new(), line });
        }
        let record = self.records.last_mut()?;
        let fits = record.rows.len() < MAX_RECORD_ROWS && record.value(name).is_none();
        fits.then(|| record.rows.push((name.to_owned(), value.to_owned())))
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its records, in the order of the file.
    #[must_use]
    pub fn records(&self) -> &[PortalRecord] {
        &self.records
    }
}

impl PortalRecord {
    /// The value of a name.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.rows.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Names and values, in the order of the file.
    pub fn rows(&self) -> impl Iterator<Item = (&str, &str)> {
        self.rows.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The line of its first row, from 1.
    #[must_use]
    pub const fn line(&self) -> u64 {
        self.line
    }
}

impl fmt::Debug for PortalFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PortalFile({} titles, {} groups)", self.titles.len(), self.groups.len())
    }
}

impl fmt::Debug for PortalGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PortalGroup({} records)", self.records.len())
    }
}

impl fmt::Debug for PortalRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PortalRecord({} rows)", self.rows.len())
    }
}
