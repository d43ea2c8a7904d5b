//! What one person did, by day.

use alloc::vec::Vec;

use super::{CertificateName, Channel, RegistrationState};
use crate::Date;

#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub(super) enum Event {
    Joined { certificate: CertificateName, until: Date },
    Cancelled,
    Registered(Channel),
}

#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Record {
    /// By [`place`], each once a day.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "in_order"))]
    events: Vec<(Date, Event)>,
}

impl Record {
    /// What happens on one day happens in the order in which it is told. What is told again is known already, and of two
    /// registrations on one day the first stays: the other finds the person registered.
    pub(super) fn tell(&mut self, on: Date, event: Event) {
        let known = |told: &Event| match (told, &event) {
            (Event::Registered(_), Event::Registered(_)) => true,
            (told, event) => told == event,
        };
        if self.events.iter().any(|(day, told)| *day == on && known(told)) {
            return;
        }
        let told = (on, event);
        let place_of_told = place(&told);
        let at = self.events.partition_point(|other| place(other) <= place_of_told);
        self.events.insert(at, told);
    }

    /// The certificates that were joined, one that was joined anew several times.
    #[cfg(feature = "serde")]
    pub(super) fn certificates(&self) -> impl Iterator<Item = &CertificateName> {
        self.events.iter().filter_map(|(_, event)| match event {
            Event::Joined { certificate, .. } => Some(certificate),
            Event::Cancelled | Event::Registered(_) => None,
        })
    }

    /// The last day of a certificate that was joined by a day; none if it wasn't.
    pub(super) fn end_of(&self, certificate: &CertificateName, on: Date) -> Option<Date> {
        let joined = self.events.iter().take_while(|(since, _)| *since <= on);
        let ends = joined.filter_map(|(_, event)| match event {
            Event::Joined { certificate: joined, until } if joined == certificate => Some(*until),
            _ => None,
        });
        ends.max()
    }

    /// How it stands on a day, where `last_day` is the one on which a registration counts by a certificate that ends on
    /// a day.
    pub(super) fn state(
        &self,
        on: Date,
        last_day: impl Fn(&CertificateName, Date) -> Date,
    ) -> RegistrationState {
        let mut state = RegistrationState::Unregistered;
        // That of the certificates that were joined so far.
        let mut last = None;
        for (day, event) in self.events.iter().take_while(|(day, _)| *day <= on) {
            state = lapse(state, last, *day);
            match event {
                Event::Joined { certificate, until } => last = last.max(Some(last_day(certificate, *until))),
                Event::Cancelled if matches!(state, RegistrationState::Registered { .. }) => {
                    state = RegistrationState::Cancelled { on: *day };
                }
                Event::Registered(channel) if !matches!(state, RegistrationState::Registered { .. }) => {
                    state = RegistrationState::Registered { since: *day, channel: *channel };
                }
                Event::Cancelled | Event::Registered(_) => {}
            }
        }
        lapse(state, last, on)
    }
}

/// Where an event stands: by day, and on each day certificates before what is done with them.
const fn place((day, event): &(Date, Event)) -> (Date, bool) {
    (*day, !matches!(event, Event::Joined { .. }))
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
    let events: Vec<(Date, Event)> = serde::Deserialize::deserialize(deserializer)?;
    let mut record = Record::default();
    for (on, event) in events {
        record.tell(on, event);
    }
    Ok(record.events)
}
