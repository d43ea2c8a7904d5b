//! A list as rows of cells, the first of which holds the headings.

use alloc::vec::Vec;
use core::fmt;

use crate::name::width;
use crate::{
    Date, Equipment, Error, Institution, InstitutionCode, InstitutionList, Language, PointTable, Prefecture,
};

/// What a column of a list holds.
///
/// ```
/// use hokensho_eligibility::{Error, InstitutionField, InstitutionList};
///
/// let columns = [("名称", InstitutionField::Name), ("電話", InstitutionField::Telephone)];
/// let missing = InstitutionList::from_rows(&columns, [["名称", "住所"]]);
/// assert_eq!(missing, Err(Error::ColumnMissing { field: InstitutionField::Telephone }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum InstitutionField {
    /// 所在地.
    Address,
    /// 医療機関コード, ten digits.
    Code,
    /// Whether it has something: ○, 有, あり, 対応 or 1; ×, －, 無, なし, 未対応 or 0 if not. An empty cell says neither: in some
    /// lists it means no, in others that nobody asked.
    Equipment(Equipment),
    /// 運用開始日: `20250919`, `2025-9-19`, `2025/09/19` or 2025年9月19日.
    EquippedSince,
    /// What it is: 医科, 歯科, 調剤 or 薬局, 訪問看護.
    Kind,
    /// 医療機関名.
    Name,
    /// 都道府県: the name written whole, or the number.
    Prefecture,
    /// 電話番号.
    Telephone,
}

impl fmt::Display for InstitutionField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Address => "address",
            Self::Code => "code",
            Self::Equipment(equipment) => equipment.name(),
            Self::EquippedSince => "equipped_since",
            Self::Kind => "kind",
            Self::Name => "name",
            Self::Prefecture => "prefecture",
            Self::Telephone => "telephone",
        })
    }
}

/// A cell that couldn't be read, or a name that is missing.
///
/// ```
/// use hokensho_eligibility::{InstitutionField, InstitutionList, RowProblem};
///
/// let columns = [("名称", InstitutionField::Name), ("都道府県", InstitutionField::Prefecture)];
/// let rows = [["名称", "都道府県"], ["試験医院", "江戸"]];
/// let list = InstitutionList::from_rows(&columns, rows)?;
/// assert_eq!(list.problems(), [RowProblem { row: 2, field: InstitutionField::Prefecture }]);
/// assert_eq!(list.institutions()[0].prefecture(), None);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct RowProblem {
    /// The row, counted from 1; that of the headings is the first.
    pub row: usize,
    /// What couldn't be read.
    pub field: InstitutionField,
}

impl InstitutionList {
    /// Reads a list from rows of cells. `columns` says by its heading which column holds what; others are left alone.
    ///
    /// # Errors
    /// [`Error::ColumnMissing`] if a heading isn't in the first row, or if no column is said to hold the name;
    /// [`Error::TooManyRows`] beyond [`InstitutionList::MAX_ROWS`].
    pub fn from_rows<Row, Cell>(
        columns: &[(&str, InstitutionField)],
        rows: impl IntoIterator<Item = Row>,
    ) -> Result<Self, Error>
    where
        Row: AsRef<[Cell]>,
        Cell: AsRef<str>,
    {
        if !columns.iter().any(|(_, field)| *field == InstitutionField::Name) {
            return Err(Error::ColumnMissing { field: InstitutionField::Name });
        }
        let mut rows = rows.into_iter();
        let headings = rows.next();
        let place = |heading: &str| {
            let headings = headings.as_ref()?.as_ref();
            headings.iter().position(|it| it.as_ref().trim() == heading)
        };
        let mut places = Vec::new();
        for (heading, field) in columns {
            places.push((place(heading).ok_or(Error::ColumnMissing { field: *field })?, *field));
        }

        let mut list = Self::default();
        for (row, cells) in (2..).zip(rows) {
            if row > Self::MAX_ROWS {
                return Err(Error::TooManyRows { most: Self::MAX_ROWS });
            }
            let mut institution = Institution::named("");
            for (place, field) in &places {
                let cell = cells.as_ref().get(*place).map_or("", |cell| cell.as_ref().trim());
                if institution.fill(*field, cell).is_none() {
                    list.problems.push(RowProblem { row, field: *field });
                }
            }
            if !institution.name.is_empty() {
                list.institutions.push(institution);
            }
        }
        Ok(list)
    }
}

impl Institution {
    /// Takes a cell over; none if it can't be read.
    fn fill(&mut self, field: InstitutionField, cell: &str) -> Option<()> {
        match field {
            InstitutionField::Name if cell.is_empty() => return None,
            InstitutionField::Name => self.name = cell.into(),
            // What isn't written isn't stated.
            _ if cell.is_empty() => {}
            InstitutionField::Equipment(equipment) => {
                let list = if has(cell)? { &mut self.equipment } else { &mut self.lacking };
                list.push(equipment);
            }
            InstitutionField::Address => self.address = Some(cell.into()),
            InstitutionField::Code => self.code = Some(InstitutionCode::new(&width(cell)).ok()?),
            InstitutionField::EquippedSince => self.equipped_since = Some(date(&width(cell))?),
            InstitutionField::Kind => self.stated_kind = Some(kind(cell)?),
            InstitutionField::Prefecture => self.stated_prefecture = Some(prefecture(cell)?),
            InstitutionField::Telephone => self.telephone = Some(cell.into()),
        }
        Some(())
    }
}

/// Whether a mark says that something is there; none if it is no mark that is known.
fn has(cell: &str) -> Option<bool> {
    match width(cell).as_str() {
        "○" | "◯" | "〇" | "●" | "有" | "あり" | "対応" | "1" => Some(true),
        "×" | "✕" | "-" | "無" | "なし" | "未対応" | "0" => Some(false),
        _ => None,
    }
}

fn kind(cell: &str) -> Option<PointTable> {
    if cell == "薬局" {
        return Some(PointTable::Pharmacy);
    }
    PointTable::KNOWN.iter().find(|kind| kind.label(Language::Ja) == cell).cloned()
}

fn prefecture(cell: &str) -> Option<Prefecture> {
    Prefecture::named(cell).or_else(|| Prefecture::new(width(cell).parse().ok()?).ok())
}

fn date(cell: &str) -> Option<Date> {
    if let Ok(day) = Date::from_digits(cell) {
        return Some(day);
    }
    let mut parts = cell.strip_suffix('日').unwrap_or(cell).split(['-', '/', '年', '月']);
    let [year, month, day] = [parts.next()?, parts.next()?, parts.next()?];
    let whole = parts.next().is_none();
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok().filter(|_| whole)
}
