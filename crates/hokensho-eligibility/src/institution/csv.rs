//! A list as a file of comma-separated values.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::str;

use csv_core::{ReadFieldResult, Reader};

use crate::{Error, InstitutionField, InstitutionList, windows_31j};

impl InstitutionList {
    /// The most bytes that are read: a thousand for each of 230,000 institutions.
    pub const MAX_BYTES: usize = 256 << 20;

    /// Reads a list from CSV (RFC 4180, with either kind of line end): in UTF-8, with or without byte-order mark, or else
    /// in Windows-31J. `columns` says by its heading which column holds what, as for [`from_rows`](Self::from_rows);
    /// lines that are empty are no rows.
    ///
    /// ```
    /// use hokensho_eligibility::{InstitutionField, InstitutionList, InstitutionQuery};
    ///
    /// let columns = [("名称", InstitutionField::Name), ("所在地", InstitutionField::Address)];
    /// let file = "番号,名称,所在地\r\n1,見本薬局,\"東京都見本区1-2, 見本ビル\"\r\n";
    /// let list = InstitutionList::from_csv(&columns, file.as_bytes())?;
    /// let query = InstitutionQuery::new().at("見本ビル");
    /// let found: Vec<_> = list.search(&query).map(|it| it.name.as_str()).collect();
    /// assert_eq!(found, ["見本薬局"]);
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    ///
    /// # Errors
    /// What [`from_rows`](Self::from_rows) says; [`Error::TooManyBytes`] beyond [`InstitutionList::MAX_BYTES`],
    /// [`Error::Undecodable`] if it is in neither encoding, [`Error::QuoteUnclosed`] if a quotation mark has no second
    /// one, which would make one cell of all that follows.
    pub fn from_csv(columns: &[(&str, InstitutionField)], file: &[u8]) -> Result<Self, Error> {
        if file.len() > Self::MAX_BYTES {
            return Err(Error::TooManyBytes { bytes: file.len(), most: Self::MAX_BYTES });
        }
        let text = match str::from_utf8(file) {
            Ok(text) => Cow::Borrowed(text.strip_prefix('\u{FEFF}').unwrap_or(text)),
            Err(_) => windows_31j::decode(file).map_err(|offset| Error::Undecodable { offset })?,
        };
        // Marks stand around a cell, and two for one inside it.
        if !text.matches('"').count().is_multiple_of(2) {
            return Err(Error::QuoteUnclosed);
        }
        Self::from_rows(columns, Rows { reader: Reader::new(), rest: text.as_bytes() })
    }
}

struct Rows<'a> {
    reader: Reader,
    rest: &'a [u8],
}

impl Iterator for Rows<'_> {
    type Item = Vec<String>;

    fn next(&mut self) -> Option<Vec<String>> {
        let (mut row, mut cell) = (Vec::new(), Vec::new());
        let mut part = [0; 256];
        // Each round takes bytes, empties them into a cell, or comes to the end: no more rounds than bytes, and two.
        loop {
            let (result, read, written) = self.reader.read_field(self.rest, &mut part);
            self.rest = self.rest.get(read..).unwrap_or_default();
            cell.extend_from_slice(part.get(..written).unwrap_or_default());
            match result {
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::Field { record_end } => {
                    row.push(String::from_utf8_lossy(&core::mem::take(&mut cell)).into_owned());
                    if record_end {
                        return Some(row);
                    }
                }
                ReadFieldResult::End => return None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::borrow::ToOwned;
    use alloc::format;
    use alloc::vec;

    use proptest::prelude::*;

    use super::*;
    use crate::{Equipment, Institution, Stated};

    const COLUMNS: &[(&str, InstitutionField)] = &[
        ("名称", InstitutionField::Name),
        ("所在地", InstitutionField::Address),
        ("スマホ", InstitutionField::Equipment(Equipment::PhoneReader)),
    ];

    fn read(file: &str) -> Result<InstitutionList, Error> {
        InstitutionList::from_csv(COLUMNS, file.as_bytes())
    }

    fn sjis(file: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        windows_31j::encode(file, &mut bytes).unwrap();
        bytes
    }

    const FILE: &str = "名称,所在地,スマホ\n髙橋医院,東京都見本区〜1,○\n\n見本薬局,,\n";

    #[test]
    fn both_encodings_and_all_line_ends_read_the_same() {
        let list = read(FILE).unwrap();
        let names: Vec<_> = list.institutions().iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["髙橋医院", "見本薬局"]);
        assert_eq!(read(&FILE.replace('\n', "\r\n")).unwrap(), list);
        assert_eq!(read(&format!("\u{FEFF}{FILE}")).unwrap(), list);
        assert_eq!(read(FILE.trim_end()).unwrap(), list);
        let file = FILE.replace('〜', "～");
        assert_eq!(InstitutionList::from_csv(COLUMNS, &sjis(&file)).unwrap(), read(&file).unwrap());
    }

    #[test]
    fn a_cell_in_quotation_marks_may_hold_what_parts_cells() {
        let list = read("名称,所在地,スマホ\r\n\"見本\"\"薬局\",\"1-2,\r\n見本ビル\",×\r\n").unwrap();
        let [pharmacy] = list.institutions() else { panic!() };
        assert_eq!(
            (pharmacy.name.as_str(), pharmacy.address.as_deref()),
            ("見本\"薬局", Some("1-2,\r\n見本ビル"))
        );
        assert_eq!(pharmacy.stated(Equipment::PhoneReader), Stated::HasNot);
    }

    #[test]
    fn refuses_a_quotation_mark_without_its_second_one() {
        for file in ["名称,所在地,スマホ\n\"見本薬局,,\n試験医院,,\n", "\"", "名称,所在地,スマホ\n見\"本,,\n"]
        {
            assert_eq!(read(file), Err(Error::QuoteUnclosed), "{file}");
        }
    }

    #[test]
    fn refuses_bytes_of_neither_encoding_and_says_where() {
        let file = [FILE.as_bytes(), b"\xFF"].concat();
        assert!(matches!(InstitutionList::from_csv(COLUMNS, &file), Err(Error::Undecodable { .. })));
        let file = [&sjis("名称,"), &b"\xFF"[..]].concat();
        assert_eq!(InstitutionList::from_csv(COLUMNS, &file), Err(Error::Undecodable { offset: 5 }));
    }

    #[test]
    fn refuses_a_file_without_its_headings() {
        for file in ["", "\n\n", "名称,所在地\n", "名称;所在地;スマホ\n見本薬局;;\n"] {
            assert!(matches!(read(file), Err(Error::ColumnMissing { .. })), "{file}");
        }
    }

    #[test]
    fn refuses_a_file_that_is_larger_than_any_list() {
        let (bytes, most) = (InstitutionList::MAX_BYTES + 1, InstitutionList::MAX_BYTES);
        let read = InstitutionList::from_csv(COLUMNS, &vec![b' '; bytes]);
        assert_eq!(read, Err(Error::TooManyBytes { bytes, most }));
    }

    fn quoted(cell: &str) -> String {
        format!("\"{}\"", cell.replace('"', "\"\""))
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            institutions in prop::collection::vec(("[a-z見本医院]{1,300}", "[a-z0-9,\"\r\n見本区]{0,20}"), 0..6),
            windows in any::<bool>(),
        ) {
            let mut file = "名称,所在地,スマホ\r\n".to_owned();
            for (name, address) in &institutions {
                file += &format!("{},{},\r\n", quoted(name), quoted(address));
            }
            let bytes = if windows { sjis(&file) } else { file.into_bytes() };
            let expected: InstitutionList = institutions
                .iter()
                .map(|(name, address)| Institution {
                    address: Some(address.trim().to_owned()).filter(|it| !it.is_empty()),
                    ..Institution::named(name)
                })
                .collect();
            prop_assert_eq!(InstitutionList::from_csv(COLUMNS, &bytes), Ok(expected));
        }

        #[test]
        fn no_file_panics(file in prop::collection::vec(prop::sample::select(&b"a,\"\r\n\x82\xA0\xFF"[..]), 0..60)) {
            let mut bytes = "名称,所在地,スマホ\n".as_bytes().to_vec();
            bytes.extend(file);
            let _ = InstitutionList::from_csv(COLUMNS, &bytes);
        }
    }
}
