//! One answer, as far as a history can use it.

use alloc::vec::Vec;

use super::{Period, Standing};
use crate::{Answer, Coverage, Date, DateTime, Outcome, Policy, ReferenceClassification};

/// What an answer said of the day it was asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub(super) enum Said {
    AidTicketMissing,
    Covered,
    Lost,
    NewerExists,
    NotFound,
}

#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Observation {
    pub(super) at: DateTime,
    pub(super) asked_for: Date,
    pub(super) said: Said,
    reference: ReferenceClassification,
    coverages: Vec<Coverage>,
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
            _ => return None,
        };
        let (reference, coverages) = (answer.reference.clone(), answer.coverages.clone());
        Some(Self { at, asked_for, said, reference, coverages })
    }

    /// The coverages whose own dates can be believed. Where the answer says that none is in force, one whose dates say
    /// otherwise has ended on a day that it doesn't tell.
    pub(super) fn periods(&self) -> impl Iterator<Item = &Coverage> {
        let covered = self.said == Said::Covered;
        self.coverages.iter().filter(move |coverage| covered || !coverage.in_force(self.asked_for))
    }

    /// Whether this answer, which says that nothing is in force, goes before an older one that says `period` is. One to
    /// typed data speaks of nothing but what was typed.
    pub(super) fn overrules(&self, period: &Period<'_>) -> bool {
        let about_it = self.reference != ReferenceClassification::Typed
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
