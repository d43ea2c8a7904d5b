//! What is asked of a list.

use alloc::string::String;
use alloc::vec::Vec;

use crate::name::width;
use crate::{Date, Equipment, Institution, PointTable, Prefecture, Stated};

/// What an institution has to be; nothing asked fits every one. What a list doesn't state fits nothing that is asked.
///
/// ```
/// use hokensho_eligibility::{Date, Equipment, Institution, InstitutionList, InstitutionQuery, PointTable, Prefecture};
///
/// let mut pharmacy = Institution::named("ミホン　薬局");
/// pharmacy.stated_kind = Some(PointTable::Pharmacy);
/// pharmacy.stated_prefecture = Some(Prefecture::new(27)?);
/// pharmacy.equipped_since = Some(Date::new(2025, 9, 19)?);
/// let list: InstitutionList = [pharmacy].into_iter().collect();
///
/// let query = InstitutionQuery::new()
///     .named("ﾐﾎﾝ薬局")
///     .of_kind(PointTable::Pharmacy)
///     .in_prefecture(Prefecture::new(27)?)
///     .equipped_on(Date::new(2026, 11, 22)?);
/// assert_eq!(list.search(&query).count(), 1);
/// assert_eq!(list.search(&query.with(Equipment::HomeVisit)).count(), 0);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct InstitutionQuery {
    #[cfg_attr(feature = "serde", serde(default, deserialize_with = "folded"))]
    name: Option<String>,
    #[cfg_attr(feature = "serde", serde(default, deserialize_with = "folded"))]
    place: Option<String>,
    kind: Option<PointTable>,
    prefecture: Option<Prefecture>,
    equipped_on: Option<Date>,
    equipment: Vec<Equipment>,
}

impl InstitutionQuery {
    /// Asks nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Part of the name, of either width.
    #[must_use]
    pub fn named(self, part: &str) -> Self {
        Self { name: Some(width(part)), ..self }
    }

    /// Part of the address, of either width.
    #[must_use]
    pub fn at(self, part: &str) -> Self {
        Self { place: Some(width(part)), ..self }
    }

    /// What it is.
    #[must_use]
    pub fn of_kind(self, kind: PointTable) -> Self {
        Self { kind: Some(kind), ..self }
    }

    /// Where it is.
    #[must_use]
    pub fn in_prefecture(self, prefecture: Prefecture) -> Self {
        Self { prefecture: Some(prefecture), ..self }
    }

    /// Took the card on a day already.
    #[must_use]
    pub fn equipped_on(self, day: Date) -> Self {
        Self { equipped_on: Some(day), ..self }
    }

    /// Has something; asked several times, has all of it.
    #[must_use]
    pub fn with(mut self, equipment: Equipment) -> Self {
        self.equipment.push(equipment);
        self
    }

    pub(super) fn fits(&self, it: &Institution) -> bool {
        self.kind.as_ref().is_none_or(|kind| it.kind().as_ref() == Some(kind))
            && self.prefecture.is_none_or(|prefecture| it.prefecture() == Some(prefecture))
            && self.equipped_on.is_none_or(|day| it.equipped_since.is_some_and(|since| since <= day))
            && self.equipment.iter().all(|equipment| it.stated(*equipment) == Stated::Has)
            && self.name.as_ref().is_none_or(|part| width(&it.name).contains(part))
            && self
                .place
                .as_ref()
                .is_none_or(|part| it.address.as_ref().is_some_and(|it| width(it).contains(part)))
    }
}

/// What was stored may have been written by hand, in either width.
#[cfg(feature = "serde")]
fn folded<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let part: Option<String> = serde::Deserialize::deserialize(deserializer)?;
    Ok(part.map(|part| width(&part)))
}
