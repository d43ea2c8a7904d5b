//! Which hospitals, clinics and pharmacies take the card: a list, read from rows and searched.

mod csv;
mod query;
mod rows;

use alloc::string::String;
use alloc::vec::Vec;

use crate::named::named;
use crate::{Date, InstitutionCode, PointTable, Prefecture};

pub use query::InstitutionQuery;
pub use rows::{InstitutionField, RowProblem};

named! {
    /// What an institution may be equipped for, besides reading the card.
    ///
    /// ```
    /// use hokensho_eligibility::{Equipment, Language};
    ///
    /// assert_eq!(Equipment::PhoneReader.name(), "phone_reader");
    /// assert_eq!(Equipment::HomeVisit.text().text(Language::Ja), "訪問診療等での資格確認");
    /// ```
    Equipment {
        /// 訪問診療等: the card is read at the patient's home.
        HomeVisit = "home_visit", EquipmentHomeVisit;
        /// 医療扶助のオンライン資格確認.
        MedicalAid = "medical_aid", EquipmentMedicalAid;
        /// 汎用カードリーダー: a phone that carries the card is read.
        PhoneReader = "phone_reader", EquipmentPhoneReader;
    }
}

/// Whether an institution has something, by its list.
///
/// ```
/// use hokensho_eligibility::{Equipment, Institution, Stated};
///
/// let mut clinic = Institution::named("試験医院");
/// assert_eq!(clinic.stated(Equipment::HomeVisit), Stated::Nothing);
/// clinic.equipment.push(Equipment::HomeVisit);
/// assert_eq!(clinic.stated(Equipment::HomeVisit), Stated::Has);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Stated {
    /// It has.
    Has,
    /// It doesn't have.
    HasNot,
    /// The list doesn't say.
    Nothing,
}

/// One institution of a list.
///
/// ```
/// use hokensho_eligibility::{Institution, InstitutionCode, PointTable};
///
/// let mut clinic = Institution::named("試験医院");
/// clinic.code = Some(InstitutionCode::new("1310000008")?);
/// assert_eq!(clinic.kind(), Some(PointTable::Medical));
/// assert_eq!(clinic.prefecture().map(|it| it.ja()), Some("東京都"));
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Institution {
    /// 医療機関名.
    pub name: String,
    /// 医療機関コード.
    pub code: Option<InstitutionCode>,
    /// What it is, if the list states it.
    pub stated_kind: Option<PointTable>,
    /// Where it is, if the list states it.
    pub stated_prefecture: Option<Prefecture>,
    /// 所在地.
    pub address: Option<String>,
    /// 電話番号.
    pub telephone: Option<String>,
    /// 運用開始日: the first day on which it takes the card.
    pub equipped_since: Option<Date>,
    /// What it has, by the list.
    pub equipment: Vec<Equipment>,
    /// What it hasn't, by the list.
    pub lacking: Vec<Equipment>,
}

impl Institution {
    /// An institution of which the name alone is known.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self {
            name: name.into(),
            code: None,
            stated_kind: None,
            stated_prefecture: None,
            address: None,
            telephone: None,
            equipped_since: None,
            equipment: Vec::new(),
            lacking: Vec::new(),
        }
    }

    /// What it is: as stated, or by the code.
    #[must_use]
    pub fn kind(&self) -> Option<PointTable> {
        self.stated_kind.clone().or_else(|| self.code.as_ref().map(InstitutionCode::point_table))
    }

    /// Where it is: as stated, or by the code.
    #[must_use]
    pub fn prefecture(&self) -> Option<Prefecture> {
        self.stated_prefecture.or_else(|| self.code.as_ref().and_then(InstitutionCode::prefecture))
    }

    /// Whether it has something.
    #[must_use]
    pub fn stated(&self, equipment: Equipment) -> Stated {
        if self.equipment.contains(&equipment) {
            Stated::Has
        } else if self.lacking.contains(&equipment) {
            Stated::HasNot
        } else {
            Stated::Nothing
        }
    }
}

/// The institutions that take the card, as a list of some day has them. No form of such a list is fixed by a public
/// specification: which column holds what is told by who knows the list at hand.
///
/// ```
/// use hokensho_eligibility::{Equipment, InstitutionField, InstitutionList, InstitutionQuery};
///
/// let columns = [
///     ("名称", InstitutionField::Name),
///     ("都道府県", InstitutionField::Prefecture),
///     ("スマホ対応", InstitutionField::Equipment(Equipment::PhoneReader)),
/// ];
/// let rows = [
///     ["名称", "都道府県", "スマホ対応"],
///     ["試験医院", "東京都", "○"],
///     ["見本薬局", "大阪府", ""],
/// ];
/// let list = InstitutionList::from_rows(&columns, rows)?;
/// assert!(list.problems().is_empty());
///
/// let query = InstitutionQuery::new().with(Equipment::PhoneReader);
/// let found: Vec<_> = list.search(&query).map(|it| it.name.as_str()).collect();
/// assert_eq!(found, ["試験医院"]);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct InstitutionList {
    institutions: Vec<Institution>,
    problems: Vec<RowProblem>,
}

impl InstitutionList {
    /// The most rows that are read: four times the hospitals, clinics and pharmacies that there are (some 230,000).
    pub const MAX_ROWS: usize = 1_000_000;

    /// All of them, in the list's order.
    #[must_use]
    pub fn institutions(&self) -> &[Institution] {
        &self.institutions
    }

    /// The cells that couldn't be read. Their institutions are in the list without them, unless it is the name that is
    /// missing.
    #[must_use]
    pub fn problems(&self) -> &[RowProblem] {
        &self.problems
    }

    /// The institution with a code.
    ///
    /// ```
    /// use hokensho_eligibility::{InstitutionCode, InstitutionList};
    ///
    /// assert_eq!(InstitutionList::default().by_code(&InstitutionCode::new("1310000008")?), None);
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn by_code(&self, code: &InstitutionCode) -> Option<&Institution> {
        self.institutions.iter().find(|it| it.code.as_ref() == Some(code))
    }

    /// Those that fit a query, in the list's order.
    pub fn search<'a>(&'a self, query: &'a InstitutionQuery) -> impl Iterator<Item = &'a Institution> {
        self.institutions.iter().filter(|institution| query.fits(institution))
    }
}

impl FromIterator<Institution> for InstitutionList {
    fn from_iter<I: IntoIterator<Item = Institution>>(institutions: I) -> Self {
        Self { institutions: institutions.into_iter().collect(), problems: Vec::new() }
    }
}

#[cfg(test)]
mod tests;
