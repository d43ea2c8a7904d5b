use std::fmt;

use crate::{Error, shift_jis};

/// One record (レコード) of a JAHIS file: a number that says what it is, and fields by place, parted by commas. There is
/// no quoting: a comma inside a text is written full-width.
///
/// `Debug` shows the number and how many fields there are: what they hold is personal.
///
/// ```
/// use hokensho_exchange::Record;
///
/// let record = Record::new(201, ["1", "アムロジピン錠5mg", "1", "錠", "2", "610443047", "1"])?;
/// assert_eq!(record.to_string(), "201,1,アムロジピン錠5mg,1,錠,2,610443047,1");
/// assert_eq!((record.field(1), record.field(9)), ("アムロジピン錠5mg", ""));
/// assert_eq!(format!("{record:?}"), "Record(201, 7 fields)");
/// # Ok::<(), hokensho_exchange::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    number: u16,
    fields: Vec<String>,
}

/// The longest known record has 14 fields; more would be a file of something else.
pub(crate) const MAX_FIELDS: usize = 64;

impl Record {
    /// A record of fields in their order. Commas inside them become full-width.
    ///
    /// # Errors
    /// [`Error::LineBreak`] if a field has one, [`Error::TooManyFields`] beyond 64.
    pub fn new<'f>(number: u16, fields: impl IntoIterator<Item = &'f str>) -> Result<Self, Error> {
        let mut kept = Vec::new();
        for field in fields {
            if field.contains(['\r', '\n']) {
                return Err(Error::LineBreak { record: number, field: kept.len() });
            }
            if kept.len() == MAX_FIELDS {
                return Err(Error::TooManyFields { record: number, most: MAX_FIELDS });
            }
            kept.push(field.replace(',', "，"));
        }
        Ok(Self { number, fields: kept })
    }

    /// The line in Windows-31J, with CRLF. Of `〜`, `−`, `‖`, `—`, `¢`, `£`, `¬`, `¥` and `‾` it has the twins alone (`～`,
    /// `－` …), which are written in their place.
    ///
    /// ```
    /// use hokensho_exchange::{Error, Record};
    ///
    /// assert_eq!(Record::new(22, ["138008"])?.write()?, b"22,138008\r\n");
    /// assert_eq!(Record::new(23, ["𠮷"])?.write(), Err(Error::Unencodable { record: 23, character: 0x20BB7 }));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Unencodable`] for a character that Windows-31J doesn't have.
    pub fn write(&self) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        shift_jis::encode(&format!("{self}\r\n"), self.number, &mut bytes)?;
        Ok(bytes)
    }

    /// Reads a line without its end; `line` is its number in the file, from 1, for the error.
    pub(crate) fn parse(text: &str, line: usize) -> Result<Self, Error> {
        let mut fields = text.split(',');
        let number = fields.next().unwrap_or_default();
        let number = number.parse().ok().filter(|_| number.bytes().all(|byte| byte.is_ascii_digit()));
        let number = number.ok_or(Error::RecordNumber { line })?;
        let fields: Vec<_> = fields.take(MAX_FIELDS + 1).map(str::to_owned).collect();
        if fields.len() > MAX_FIELDS {
            return Err(Error::TooManyFields { record: number, most: MAX_FIELDS });
        }
        match fields.iter().position(|field| field.contains('\r')) {
            Some(field) => Err(Error::LineBreak { record: number, field }),
            None => Ok(Self { number, fields }),
        }
    }

    /// What it is.
    #[must_use]
    pub const fn number(&self) -> u16 {
        self.number
    }

    /// The fields, in their order.
    #[must_use]
    pub fn fields(&self) -> &[String] {
        &self.fields
    }

    /// The fields from a place on, from 0.
    pub(crate) fn fields_from(&self, place: usize) -> &[String] {
        self.fields.get(place..).unwrap_or_default()
    }

    /// The field at a place, from 0; empty if the record is shorter.
    #[must_use]
    pub fn field(&self, place: usize) -> &str {
        self.fields.get(place).map_or("", String::as_str)
    }
}

/// The line, without its end.
impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number)?;
        self.fields.iter().try_for_each(|field| write!(f, ",{field}"))
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Record({}, {} fields)", self.number, self.fields.len())
    }
}
