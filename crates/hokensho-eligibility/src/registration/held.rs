//! Whose a certificate is, and what happened to it before its end.

use alloc::collections::BTreeMap;

use super::PersonKey;
use crate::{Date, DateTime};

#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Held {
    pub(super) person: PersonKey,
    /// The first day on which it was revoked.
    revoked: Option<Date>,
    holds: BTreeMap<DateTime, Hold>,
}

/// Of two at one second the suspension counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub(super) enum Hold {
    Lifted,
    Suspended,
}

impl Held {
    pub(super) const fn by(person: PersonKey) -> Self {
        Self { person, revoked: None, holds: BTreeMap::new() }
    }

    /// Of several days the first counts.
    pub(super) fn revoke(&mut self, on: Date) {
        self.revoked = Some(self.revoked.map_or(on, |told| told.min(on)));
    }

    pub(super) fn hold(&mut self, hold: Hold, at: DateTime) {
        let told = self.holds.entry(at).or_insert(hold);
        *told = hold.max(*told);
    }

    pub(super) fn is_revoked(&self, on: Date) -> bool {
        self.revoked.is_some_and(|revoked| revoked <= on)
    }

    /// Whether it was on hold at any time of a day.
    pub(super) fn is_suspended(&self, on: Date) -> bool {
        let before = self.holds.iter().take_while(|(at, _)| at.date() < on).last();
        let that_day = self.holds.iter().filter(|(at, _)| at.date() == on);
        before.into_iter().chain(that_day).any(|(_, hold)| *hold == Hold::Suspended)
    }

    /// Its last day, where it would end on `until` by itself.
    pub(super) fn last_day(&self, until: Date) -> Date {
        self.revoked.and_then(Date::day_before).map_or(until, |last| last.min(until))
    }
}
