//! Facts that change by notice, as tables: from when until when each holds, and how sure it is.

use alloc::borrow::Cow;

use crate::Date;

/// How sure an entry of a table is.
///
/// ```
/// use hokensho_eligibility::{Certainty, LawNumber, LawTable};
///
/// let laws = LawTable::BUILT_IN;
/// let law = laws.law(LawNumber::new(1)?, laws.as_of);
/// assert_eq!(law.map(|law| law.certainty), Some(Certainty::Reported));
/// assert!(Certainty::Reported < Certainty::Official);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Certainty {
    /// Well known, not checked against the notice that sets it.
    Reported,
    /// Programs in daily use treat it so.
    InUse,
    /// Published by who sets it.
    Official,
}

/// A fact with its time and its certainty: one row of a [`Table`].
///
/// ```
/// use hokensho_eligibility::{Certainty, Date, Dated, LawNumber};
///
/// let row = Dated {
///     from: Some(Date::new(2026, 4, 1)?),
///     until: Some(Date::new(2027, 3, 31)?),
///     ..Dated::always(LawNumber::new(54)?, Certainty::InUse)
/// };
/// assert!(row.holds_on(Date::new(2027, 3, 31)?));
/// assert!(!row.holds_on(Date::new(2027, 4, 1)?));
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct Dated<T> {
    /// The first day; none if from the beginning.
    pub from: Option<Date>,
    /// The last day, which belongs to it; none if no end is known.
    pub until: Option<Date>,
    /// How sure it is.
    pub certainty: Certainty,
    /// What holds.
    pub fact: T,
}

impl<T> Dated<T> {
    /// A fact without a beginning or an end.
    #[must_use]
    pub const fn always(fact: T, certainty: Certainty) -> Self {
        Self { from: None, until: None, certainty, fact }
    }

    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// Facts that change by notice: whoever knows newer ones, or has checked what is merely reported, uses a table of their
/// own, written here or read with `serde`. A field that isn't known is refused there: an end that is misspelt would
/// never come.
///
/// The tables of this crate are [`AccessTable`](crate::AccessTable), [`Directory`](crate::Directory),
/// [`LawTable`](crate::LawTable), [`PayerOrder`](crate::PayerOrder) and
/// [`SelfMedicationTable`](crate::SelfMedicationTable), each with a `BUILT_IN` one; ceilings, which go by month, have
/// their own [`CeilingTable`](crate::CeilingTable).
///
/// ```
/// use hokensho_eligibility::{Certainty, Date, Dated, LawNumber, PayerOrder};
///
/// let day = Date::new(2027, 4, 1)?;
/// let rows = vec![
///     Dated::always(LawNumber::new(54)?, Certainty::Official),
///     Dated::always(LawNumber::new(12)?, Certainty::Reported),
/// ];
/// let order = PayerOrder { as_of: day, least: Certainty::InUse, rows: rows.into() };
/// let laws: Vec<_> = order.on(day).map(|row| row.fact.number()).collect();
/// assert_eq!(laws, [54]); // what is merely reported isn't sure enough for this table
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct Table<T: Clone + 'static> {
    /// The day on which the facts were gathered.
    pub as_of: Date,
    /// How sure a row has to be to count.
    pub least: Certainty,
    /// The facts, of which earlier rows go before later ones.
    pub rows: Cow<'static, [Dated<T>]>,
}

impl<T: Clone + 'static> Table<T> {
    /// The rows that count on a day: sure enough, begun and not ended.
    pub fn on(&self, day: Date) -> impl Iterator<Item = &Dated<T>> {
        self.rows.iter().filter(move |row| row.certainty >= self.least && row.holds_on(day))
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;
    use alloc::vec::Vec;

    use super::*;
    use crate::fixtures::day;

    fn table(least: Certainty) -> Table<char> {
        let dated = |from, until, certainty, fact| Dated { from, until, certainty, fact };
        let rows = vec![
            dated(None, Some(day("2026-03-31")), Certainty::Official, 'a'),
            dated(Some(day("2026-04-01")), None, Certainty::InUse, 'b'),
            Dated::always('c', Certainty::Reported),
            dated(Some(day("2026-04-01")), Some(day("2026-03-31")), Certainty::Official, 'd'),
        ];
        Table { as_of: day("2026-11-01"), least, rows: rows.into() }
    }

    fn facts(least: Certainty, on: &str) -> Vec<char> {
        table(least).on(day(on)).map(|row| row.fact).collect()
    }

    #[test]
    fn a_row_holds_from_its_first_day_to_its_last_both_included() {
        assert_eq!(facts(Certainty::InUse, "2026-03-31"), ['a']);
        assert_eq!(facts(Certainty::InUse, "2026-04-01"), ['b']);
    }

    #[test]
    fn a_row_that_is_not_sure_enough_does_not_count() {
        assert_eq!(facts(Certainty::Reported, "2026-03-31"), ['a', 'c']);
        assert_eq!(facts(Certainty::Official, "2026-04-01"), [' '; 0]);
    }

    #[test]
    fn a_row_that_ends_before_it_begins_never_holds() {
        for on in ["2026-03-30", "2026-03-31", "2026-04-01"] {
            assert!(!facts(Certainty::Reported, on).contains(&'d'), "{on}");
        }
    }
}
