//! What one person did, by day.

use alloc::vec::Vec;

use super::{CertificateName, Channel, LapseRule, RegistrationState};
use crate::Date;

/// What happens on one day happens in this order: who cancels and registers again is registered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub(super) enum Event {
    Joined { certificate: CertificateName, until: Date },
    Cancelled,
    Registered(Channel),
}

#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Record {
    /// In order, each once.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "in_order"))]
    events: Vec<(Date, Event)>,
}

impl Record {
    /// Of two registrations on one day the one that is told first stays: the other finds the person registered.
    pub(super) fn tell(&mut self, on: Date, event: Event) {
        let registers = |event: &Event| matches!(event, Event::Registered(_));
        if registers(&event) && self.events.iter().any(|(day, told)| *day == on && registers(told)) {
            return;
        }
        let told = (on, event);
        if let Err(place) = self.events.binary_search(&told) {
            self.events.insert(place, told);
        }
    }

    /// Whether a certificate counts on a day.
    pub(super) fn has_valid(&self, certificate: &CertificateName, on: Date) -> bool {
        self.events.iter().any(|(since, event)| match event {
            Event::Joined { certificate: joined, until } => {
                joined == certificate && (*since..=*until).contains(&on)
            }
            _ => false,
        })
    }

    pub(super) fn state(&self, on: Date, rule: LapseRule) -> RegistrationState {
        let mut state = RegistrationState::Unregistered;
        // The last day of the certificates that were joined so far.
        let mut last_day = None;
        for (day, event) in self.events.iter().take_while(|(day, _)| *day <= on) {
            state = lapse(state, last_day, *day);
            match event {
                Event::Joined { until, .. } => last_day = last_day.max(Some(rule.last_day(*until))),
                Event::Cancelled if matches!(state, RegistrationState::Registered { .. }) => {
                    state = RegistrationState::Cancelled { on: *day };
                }
                Event::Registered(channel) if !matches!(state, RegistrationState::Registered { .. }) => {
                    state = RegistrationState::Registered { since: *day, channel: *channel };
                }
                Event::Cancelled | Event::Registered(_) => {}
            }
        }
        lapse(state, last_day, on)
    }
}

/// The state on a day before which nothing else happened.
fn lapse(state: RegistrationState, last_day: Option<Date>, on: Date) -> RegistrationState {
    match (state, last_day) {
        (RegistrationState::Registered { .. }, Some(last_day)) if last_day < on => {
            RegistrationState::Lapsed { last_day }
        }
        _ => state,
    }
}

/// What was stored may have been edited: in order, each once.
#[cfg(feature = "serde")]
fn in_order<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<(Date, Event)>, D::Error> {
    let mut events: Vec<_> = serde::Deserialize::deserialize(deserializer)?;
    events.sort();
    events.dedup();
    Ok(events)
}
