//! One answer, as far as a history can use it.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use super::{Holder, Period, Standing};
use crate::{
    Answer, Coverage, Date, DateTime, Outcome, Policy, ReferenceClassification, Unclear, UnreadCoverage,
};

/// What an answer said of the day it was asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub(super) enum Said {
    AidTicketMissing,
    Covered,
    /// That somebody is covered, by what couldn't be read.
    CoverageUnread,
    Lost,
    NewerExists,
    NotFound,
}

/// Of what an answer speaks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// Of what was typed, and of nothing else.
    Typed,
    /// Of all that the person has.
    Whole,
}

/// What answers about one day told together.
#[derive(Default)]
pub(super) struct Told<'a> {
    /// Whether one spoke of all that the person has.
    whole: bool,
    /// Of which insurers those to typed data spoke; none if there are no such.
    typed: Option<BTreeSet<Holder<'a>>>,
}

impl<'a> Told<'a> {
    pub(super) fn add(&mut self, observation: &'a Observation) {
        match observation.scope() {
            Scope::Whole => self.whole = true,
            Scope::Typed => self.typed.get_or_insert_default().extend(observation.holders()),
        }
    }

    /// Whether they told what an older answer left open. What was typed for that one nobody knows, but which insurers it
    /// speaks of.
    pub(super) fn settles(&self, older: &Observation) -> bool {
        let speaks = |typed: &BTreeSet<_>| older.holders().all(|holder| typed.contains(&holder));
        self.whole || older.scope() == Scope::Typed && self.typed.as_ref().is_some_and(speaks)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Observation {
    pub(super) at: DateTime,
    pub(super) asked_for: Date,
    pub(super) said: Said,
    reference: ReferenceClassification,
    coverages: Vec<Coverage>,
    #[cfg_attr(feature = "serde", serde(default))] // histories that were stored before there were any
    unread: Vec<UnreadCoverage>,
}

impl Observation {
    /// None if the answer can't be believed, or is about another day than was asked about.
    pub(super) fn of(answer: &Answer, asked_for: Date, at: DateTime) -> Option<Self> {
        let said = match answer.outcome(asked_for, &Policy::default()) {
            Outcome::AidTicketMissing => Said::AidTicketMissing,
            Outcome::Eligible(_) | Outcome::EligiblePayInFull(_) => Said::Covered,
            Outcome::Lost(_) => Said::Lost,
            Outcome::NewerInsurer => Said::NewerExists,
            Outcome::NotFound => Said::NotFound,
            Outcome::Unclear(Unclear::CoverageUnread(_)) => Said::CoverageUnread,
            _ => return None,
        };
        let (reference, coverages) = (answer.reference.clone(), answer.coverages.clone());
        Some(Self { at, asked_for, said, reference, coverages, unread: answer.unread.clone() })
    }

    /// The coverages whose own dates can be believed. Where the answer says that none is in force, one whose dates say
    /// otherwise has ended on a day that it doesn't tell.
    pub(super) fn periods(&self) -> impl Iterator<Item = &Coverage> {
        let covered = self.said == Said::Covered;
        self.coverages.iter().filter(move |coverage| covered || !coverage.in_force(self.asked_for))
    }

    /// Whether the source itself says that nothing is in force.
    pub(super) const fn denies(&self) -> bool {
        !matches!(self.said, Said::Covered | Said::CoverageUnread)
    }

    /// Whether a coverage that couldn't be read may have been in force on a day. From when to when it was nobody knows, but
    /// that the source knew it by the day asked about; where it said of that day that nothing is in force, that stands.
    pub(super) fn leaves_open(&self, on: Date) -> bool {
        !self.unread.is_empty() && (on < self.asked_for || on == self.asked_for && !self.denies())
    }

    fn holders(&self) -> impl Iterator<Item = Holder<'_>> {
        self.coverages.iter().map(Holder::of)
    }

    /// Of what the answer speaks.
    fn scope(&self) -> Scope {
        if self.reference == ReferenceClassification::Typed { Scope::Typed } else { Scope::Whole }
    }

    /// Whether this answer, which says that nothing is in force, goes before an older one that says `period` is. One to
    /// typed data speaks of nothing but what was typed.
    pub(super) fn overrules(&self, period: &Period<'_>) -> bool {
        let about_it = self.scope() == Scope::Whole
            || self.coverages.iter().any(|coverage| period.has_insurer_of(coverage));
        self.at >= period.seen_at() && about_it
    }

    /// How things stand on the day asked about, if nothing is in force; `ended` is what ended last.
    pub(super) fn standing<'a>(&'a self, ended: Option<&'a Coverage>) -> Standing<'a> {
        let last = ended.or_else(|| self.coverages.first());
        match self.said {
            Said::AidTicketMissing => Standing::AidTicketMissing,
            Said::NewerExists => Standing::NewerExists { outdated: last },
            Said::NotFound => Standing::NotFound,
            Said::CoverageUnread => Standing::CoverageUnread { in_force: Vec::new() },
            Said::Covered | Said::Lost => Standing::Lost { last },
        }
    }
}

/// What was stored may have been edited: the oldest first.
#[cfg(feature = "serde")]
pub(super) fn in_order<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<Observation>, D::Error> {
    let mut observations: Vec<Observation> = serde::Deserialize::deserialize(deserializer)?;
    observations.sort_by_key(|it| it.at);
    Ok(observations)
}
