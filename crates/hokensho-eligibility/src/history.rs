//! Coverage over time: what many answers about one person say together.

mod observation;
mod period;
mod standing;

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use crate::{Answer, Coverage, Date, DateTime};
use observation::{Observation, Told};
use period::Holder;

pub use period::Period;
pub use standing::Standing;

/// What is known of one person's coverage over time. An answer is a snapshot; a history is what is left of many.
///
/// Each coverage is judged by its own dates, and only up to the last day that somebody asked about: after that day, and
/// on days that no answer speaks of, the history says [`Standing::NotAsked`]. Of two answers about the same coverage the
/// newer one wins; if it moves the first day of a coverage to a later one, what the older said of the days before no
/// longer stands, and they count as not asked about. That nothing is in force is said for the day that was asked about, and
/// for no other.
///
/// A coverage that couldn't be read ([`Answer::unread`]) may have been in force on any day up to the one asked about: those
/// days are [`Standing::CoverageUnread`] until a newer answer about that day, or about the same day as before, is read
/// wholly. One to typed data does so only for another one to typed data, and only if it speaks of every insurer that was
/// read there.
///
/// Whose history it is, the caller knows: answers about two people must not meet in one.
///
/// To take in an answer that is the newest costs a look-up. To find the periods costs a step for each answer and each
/// period with the same insurer, of which a life has few: one for each stay, or for each year's certificate.
///
/// ```
/// use hokensho_eligibility::{
///     Answer, CardClassification, Coverage, Date, DateTime, History, InsurerNumber, Person, QualificationValidity,
///     ReferenceClassification, Sex, Standing,
/// };
///
/// let person = Person::new("保険　花子", Sex::Female, Date::new(1980, 2, 17)?);
/// let mut coverage = Coverage::new(CardClassification::General, person);
/// coverage.insurer_number = Some(InsurerNumber::new("01130012")?);
/// coverage.qualified_on = Some(Date::new(2020, 4, 1)?);
///
/// let today = Date::new(2026, 11, 22)?;
/// let now = DateTime::new(today, 9, 30, 0)?;
/// let mut answer = Answer::new(ReferenceClassification::Card, now);
/// answer.validity = Some(QualificationValidity::Valid);
/// answer.coverages = vec![coverage];
///
/// let mut history = History::default();
/// history.observe(&answer, today, now);
/// assert!(matches!(history.on(today), Standing::Covered { .. }));
/// assert!(matches!(history.on(Date::new(2026, 11, 1)?), Standing::Covered { .. }));
/// assert_eq!(history.on(Date::new(2026, 11, 23)?), Standing::NotAsked);
/// assert_eq!(history.on(Date::new(2020, 3, 31)?), Standing::NotAsked);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct History {
    /// The oldest first.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "observation::in_order"))]
    observations: Vec<Observation>,
}

/// What an answer did to a history.
///
/// ```
/// use hokensho_eligibility::{Answer, Date, DateTime, History, Observed, QualificationValidity, ReferenceClassification};
///
/// let today = Date::new(2026, 11, 22)?;
/// let now = DateTime::new(today, 9, 30, 0)?;
/// let mut history = History::default();
/// let mut answer = Answer::new(ReferenceClassification::Card, now);
/// assert_eq!(history.observe(&answer, today, now), Observed::Nothing);
/// answer.validity = Some(QualificationValidity::NotFound);
/// assert_eq!(history.observe(&answer, today, now), Observed::Learnt);
/// assert_eq!(history.observe(&answer, today, now), Observed::Known);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Observed {
    /// It was new.
    Learnt,
    /// The same answer had been observed before.
    Known,
    /// It says nothing that can be believed: an error, still running, several, about another day, unclear for another reason
    /// than a coverage that couldn't be read.
    Nothing,
}

impl History {
    /// Takes in what a source answered at `at` when it was asked about the day `asked_for`.
    ///
    /// The order in which answers are taken in doesn't matter. Of two with the same `at` the one taken in last counts as
    /// the newer.
    pub fn observe(&mut self, answer: &Answer, asked_for: Date, at: DateTime) -> Observed {
        let Some(observation) = Observation::of(answer, asked_for, at) else {
            return Observed::Nothing;
        };
        let from = self.observations.partition_point(|other| other.at < at);
        let until = self.observations.partition_point(|other| other.at <= at);
        if self.observations.get(from..until).is_some_and(|same_time| same_time.contains(&observation)) {
            return Observed::Known;
        }
        self.observations.insert(until, observation);
        Observed::Learnt
    }

    /// The periods of coverage as the newest answers tell them, the earliest first.
    #[must_use]
    pub fn periods(&self) -> Vec<Period<'_>> {
        let mut by_holder: BTreeMap<Holder<'_>, Vec<Period<'_>>> = BTreeMap::new();
        for observation in self.observations.iter().rev() {
            for coverage in observation.periods() {
                let newer = by_holder.entry(Holder::of(coverage)).or_default();
                let mut older = Period::new(coverage, observation);
                if !older.yield_to(newer) {
                    newer.push(older);
                }
            }
        }
        let mut periods: Vec<_> = by_holder.into_values().flatten().collect();
        periods.sort_by_key(Period::known_from);
        periods
    }

    /// How things stood on a day.
    #[must_use]
    pub fn on(&self, date: Date) -> Standing<'_> {
        self.known().on(date)
    }

    /// The periods, found once for questions about several days.
    pub(crate) fn known(&self) -> Known<'_> {
        Known { observations: &self.observations, periods: self.periods() }
    }
}

/// What a history knows, ready to be asked about days.
pub(crate) struct Known<'a> {
    observations: &'a [Observation],
    periods: Vec<Period<'a>>,
}

impl<'a> Known<'a> {
    /// The newest coverage, if it is known from after a day only.
    pub(crate) fn newer_than(&self, date: Date) -> Option<&'a Coverage> {
        self.periods.last().filter(|period| period.known_from() > date).map(Period::coverage)
    }

    /// How things stood on a day.
    pub(crate) fn on(&self, date: Date) -> Standing<'a> {
        let periods = &self.periods;
        let denials = || self.observations.iter().rev().filter(|it| it.asked_for == date && it.denies());
        let in_force: Vec<&'a Coverage> = periods
            .iter()
            .filter(|period| period.in_force(date) && !denials().any(|denial| denial.overrules(period)))
            .map(Period::coverage)
            .collect();
        if self.leaves_open(date) {
            return Standing::unread(in_force);
        }
        if let Some(covered) = Standing::of(in_force) {
            return covered;
        }
        let ended = || {
            let ended = periods.iter().filter(|period| period.has_ended(date));
            ended.max_by_key(|period| period.last_day_bound()).map(Period::coverage)
        };
        match denials().next() {
            Some(denial) => denial.standing(ended()),
            None => ended().map_or(Standing::NotAsked, |last| Standing::Lost { last: Some(last) }),
        }
    }

    /// Whether a coverage that couldn't be read may have been in force on a day, and no newer answer, about that day or to
    /// the same question, has told what it was.
    fn leaves_open(&self, on: Date) -> bool {
        // Of each day asked about what newer answers told.
        let mut told: BTreeMap<Date, Told<'_>> = BTreeMap::new();
        for observation in self.observations.iter().rev() {
            if !observation.leaves_open(on) {
                told.entry(observation.asked_for).or_default().add(observation);
            } else if ![on, observation.asked_for]
                .iter()
                .any(|day| told.get(day).is_some_and(|it| it.settles(observation)))
            {
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests;
