//! One coverage with the days for which it is known.

use alloc::string::String;
use core::fmt;

use super::observation::Observation;
use crate::name::width;
use crate::{Coverage, Date, DateTime, InsurerNumber};

/// A coverage as the newest answer tells it, with the days up to which it is known. Issue, validity, qualification, loss
/// and its reason stand in [`Period::coverage`]; a newer answer with other validity may have moved the qualification
/// since, so ask [`Period::qualified_on`] and [`Period::lost_on`]. `Debug` shows nothing of it.
///
/// ```
/// use hokensho_eligibility::{Answer, Coverage, Date, DateTime, History, Person, QualificationValidity};
/// # use hokensho_eligibility::{CardClassification, ReferenceClassification, Sex};
/// # let person = Person {
/// #     name: "保険　花子".to_string().into(),
/// #     alias: None, kana: None, alias_kana: None,
/// #     sex: Sex::Female, sex_on_card: None,
/// #     birth: Date::new(1980, 2, 17)?.into(),
/// #     address: None, post_number: None,
/// # };
/// # let mut coverage = Coverage::new(CardClassification::General, person);
/// # let now = DateTime::from_digits("20261122093000")?;
/// # let mut answer = Answer::new(ReferenceClassification::Card, now);
///
/// coverage.qualified_on = Some(Date::new(2020, 4, 1)?);
/// coverage.lost_on = Some(Date::new(2026, 11, 1)?);
/// answer.validity = Some(QualificationValidity::Invalid);
/// answer.coverages = vec![coverage];
///
/// let mut history = History::default();
/// history.observe(&answer, now.date(), now);
/// let periods = history.periods();
/// assert_eq!(periods[0].known_from(), Date::new(2020, 4, 1)?);
/// assert_eq!(periods[0].known_until(), Date::new(2026, 11, 22)?);
/// assert!(periods[0].in_force(Date::new(2026, 10, 31)?));
/// assert_eq!(periods[0].lost_on(), Some(Date::new(2026, 11, 1)?));
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Period<'a> {
    coverage: &'a Coverage,
    qualified_on: Option<Date>,
    lost_on: Option<Date>,
    seen_at: DateTime,
    first_asked: Date,
    last_asked: Date,
}

/// Whose coverage it is. A person belongs to an insurer once at a time: the insurer names the coverage, whatever became of
/// symbol and number. Without an insurer the number does.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Holder<'a> {
    Insurer(&'a InsurerNumber),
    Number(Option<String>),
}

impl<'a> Holder<'a> {
    pub(super) fn of(coverage: &'a Coverage) -> Self {
        match &coverage.insurer_number {
            Some(insurer) => Self::Insurer(insurer),
            None => Self::Number(coverage.number.as_ref().map(|number| width(number.expose()))),
        }
    }
}

impl fmt::Debug for Period<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Period").finish_non_exhaustive()
    }
}

impl<'a> Period<'a> {
    pub(super) const fn new(coverage: &'a Coverage, observation: &Observation) -> Self {
        Self {
            coverage,
            qualified_on: coverage.qualified_on,
            lost_on: coverage.lost_on,
            seen_at: observation.at,
            first_asked: observation.asked_for,
            last_asked: observation.asked_for,
        }
    }

    /// The coverage.
    #[must_use]
    pub const fn coverage(&self) -> &'a Coverage {
        self.coverage
    }

    /// 資格取得年月日, by the newest answer.
    #[must_use]
    pub const fn qualified_on(&self) -> Option<Date> {
        self.qualified_on
    }

    /// 資格喪失年月日, the first day without coverage, by the newest answer.
    #[must_use]
    pub const fn lost_on(&self) -> Option<Date> {
        self.lost_on
    }

    /// The first day for which it is known: that of qualification or validity, or the first that was asked about.
    #[must_use]
    pub fn known_from(&self) -> Date {
        self.qualified_on.max(self.coverage.valid_from).unwrap_or(self.first_asked)
    }

    /// The last day for which it is known: the last that was asked about.
    #[must_use]
    pub const fn known_until(&self) -> Date {
        self.last_asked
    }

    /// When the newest answer with this coverage came.
    #[must_use]
    pub const fn seen_at(&self) -> DateTime {
        self.seen_at
    }

    /// Whether it is known to be in force on a day.
    #[must_use]
    pub fn in_force(&self, on: Date) -> bool {
        let qualified =
            self.qualified_on.is_none_or(|from| from <= on) && self.lost_on.is_none_or(|lost| on < lost);
        (self.known_from()..=self.last_asked).contains(&on) && qualified && self.coverage.in_force(on)
    }

    /// Whether it is known to have ended by a day.
    pub(super) fn has_ended(&self, by: Date) -> bool {
        let ended = self.lost_on.is_some_and(|lost| lost <= by)
            || self.coverage.valid_until.is_some_and(|last| last < by);
        ended && by <= self.last_asked
    }

    /// The day that tells which of two ended last.
    pub(super) fn last_day_bound(&self) -> Option<Date> {
        self.lost_on.or(self.coverage.valid_until)
    }

    /// Gives way to newer periods with the same [`Holder`]. True if nothing is left of this one; else what they know of the
    /// qualification counts here too.
    pub(super) fn yield_to(&mut self, newer: &mut [Self]) -> bool {
        let began_alike = newer.iter().any(|newer| self.began_with(newer));
        let own = self.clone();
        let mut replaced = false;
        for newer in newer {
            if !(if began_alike { own.began_with(newer) } else { own.overlaps(newer) }) {
                continue;
            }
            // Both are known for as long as either: the newer answer knows what became of the older.
            self.last_asked = self.last_asked.max(newer.last_asked);
            newer.last_asked = newer.last_asked.max(own.last_asked);
            newer.first_asked = newer.first_asked.min(own.first_asked);
            (self.qualified_on, self.lost_on) = (newer.qualified_on, newer.lost_on);
            replaced |= own.shares_validity(newer);
        }
        replaced
    }

    pub(super) fn has_insurer_of(&self, other: &Coverage) -> bool {
        Holder::of(self.coverage) == Holder::of(other)
    }

    /// The same qualification, and the newer answer doesn't move its first day. What ends on the day it began never was,
    /// and is known by that day.
    fn began_with(&self, newer: &Self) -> bool {
        self.qualified_on == newer.qualified_on
    }

    /// Neither was lost before the other began: the newer answer moves the first day.
    fn overlaps(&self, newer: &Self) -> bool {
        let before =
            |a: &Self, b: &Self| a.lost_on.zip(b.qualified_on).is_some_and(|(lost, began)| lost <= began);
        !before(self, newer) && !before(newer, self)
    }

    /// The stretches of validity have a day in common; an absent bound bounds nothing.
    fn shares_validity(&self, newer: &Self) -> bool {
        let starts_by_end = |a: &Coverage, b: &Coverage| {
            a.valid_from.zip(b.valid_until).is_none_or(|(from, until)| from <= until)
        };
        starts_by_end(self.coverage, newer.coverage) && starts_by_end(newer.coverage, self.coverage)
    }
}
