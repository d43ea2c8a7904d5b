//! Which of a person's names is meant.

use super::{ItaijiTable, NameComparison, NameMatch, NameText, NoItaiji};
use crate::Person;

/// The names that a person can be filed under.
///
/// ```
/// assert_eq!(hokensho_eligibility::NameKind::ALL.len(), 4);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum NameKind {
    /// 氏名.
    Name,
    /// 氏名（その他）: an alias (通称).
    Alias,
    /// 氏名カナ.
    Kana,
    /// 氏名カナ（その他）.
    AliasKana,
}

impl NameKind {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Name, Self::Alias, Self::Kana, Self::AliasKana];
}

/// Which of a person's names comes nearest to another, and how near.
///
/// ```
/// use hokensho_eligibility::{Date, NameKind, NameMatch, Person, Sex};
///
/// let person = Person {
///     name: "RAMOS MARIA".to_string().into(),
///     alias: Some("山本　マリア".to_string().into()),
///     kana: None, alias_kana: None,
///     sex: Sex::Female, sex_on_card: None,
///     birth: Date::new(1980, 2, 17)?.into(),
///     address: None, post_number: None,
/// };
/// let found = person.compare_name("山本マリア");
/// assert_eq!((found.kind, found.comparison.result()), (NameKind::Alias, &NameMatch::Width));
/// let found = person.compare_name("Maria Ramos");
/// assert_eq!((found.kind, found.comparison.result()), (NameKind::Name, &NameMatch::LatinOrder));
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PersonNameMatch {
    /// Which name.
    pub kind: NameKind,
    /// How near.
    pub comparison: NameComparison,
}

impl Person {
    /// Compares a name with all of the person's, without a table of kanji variants.
    #[must_use]
    pub fn compare_name<'a>(&'a self, other: impl Into<NameText<'a>>) -> PersonNameMatch {
        self.compare_name_with(other, &NoItaiji)
    }

    /// Compares a name with all of the person's; of two that are equally near the first counts, and one that is filed
    /// empty is none.
    #[must_use]
    pub fn compare_name_with<'a>(
        &'a self,
        other: impl Into<NameText<'a>>,
        table: &impl ItaijiTable,
    ) -> PersonNameMatch {
        let other = other.into();
        let compared = |kind, name: &'a str| PersonNameMatch {
            kind,
            comparison: NameComparison::with(name, other, table),
        };
        let names = [
            (NameKind::Name, Some(&self.name)),
            (NameKind::Alias, self.alias.as_ref()),
            (NameKind::Kana, self.kana.as_ref()),
            (NameKind::AliasKana, self.alias_kana.as_ref()),
        ];
        let filed = names.into_iter().filter_map(|(kind, name)| Some((kind, name?.expose())));
        filed
            .filter(|(_, name)| !name.trim().is_empty())
            .map(|(kind, name)| compared(kind, name))
            .min_by_key(|found| found.comparison.result.distance())
            .unwrap_or_else(|| compared(NameKind::Name, self.name.expose()))
    }
}

impl NameMatch {
    /// How far down the ladder.
    const fn distance(&self) -> u8 {
        match self {
            Self::Exact => 0,
            Self::Width => 1,
            Self::KanaSize => 2,
            Self::KanaSound => 3,
            Self::Latin => 4,
            Self::LatinOrder => 5,
            Self::Itaiji => 6,
            Self::SubstituteAt { .. } => 7,
            Self::UnknownAt { .. } => 8,
            Self::Incomparable => 9,
            Self::Different => 10,
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::{String, ToString};

    use super::*;
    use crate::fixtures::person;

    fn compared(person: &Person, other: &str) -> (NameKind, NameMatch) {
        let found = person.compare_name(other);
        (found.kind, found.comparison.result().clone())
    }

    #[test]
    fn a_name_that_is_filed_empty_hides_no_difference() {
        for empty in ["", "　"] {
            let empty = Some(empty.to_string().into());
            let person = Person { alias: empty.clone(), alias_kana: empty, kana: None, ..person() };
            assert_eq!(compared(&person, "保険太郎"), (NameKind::Name, NameMatch::Different));
            assert_eq!(compared(&person, "保険花子"), (NameKind::Name, NameMatch::Width));
        }
        let nameless = Person { name: String::new().into(), kana: None, ..person() };
        assert_eq!(compared(&nameless, "保険花子"), (NameKind::Name, NameMatch::Incomparable));
        let alias = Some("山本　マリア".to_string().into());
        let person = Person { alias, ..nameless };
        assert_eq!(compared(&person, "保険花子"), (NameKind::Alias, NameMatch::Different));
    }

    #[test]
    fn a_name_of_which_no_character_is_known_is_not_called_different() {
        let person = Person { name: "●●".to_string().into(), ..person() };
        assert_eq!(compared(&person, "保険花子"), (NameKind::Name, NameMatch::Incomparable));
    }
}
