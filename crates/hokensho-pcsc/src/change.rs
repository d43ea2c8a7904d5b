use crate::{Atr, Reader, ReaderState, Usage};

/// What happened at which reader; a [`Monitor`](crate::Monitor) tells it.
///
/// ```
/// use hokensho_pcsc::{Change, Event};
///
/// fn to_say(event: &Event) -> Option<String> {
///     match &event.change {
///         Change::CardMissed | Change::CardMute => Some(format!("{}: please lay the card on it again", event.reader)),
///         _ => None,
///     }
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
    /// Where.
    pub reader: Reader,
    /// What.
    pub change: Change,
}

/// One step in the life of a reader.
///
/// Whoever replays the changes of a reader knows its state. Steps come in pairs: a card that was
/// inserted, mute or not, is removed before another comes, before its reader leaves or fails.
///
/// ```
/// use hokensho_pcsc::{Change, ReaderState, Usage};
///
/// let after = |change| match change {
///     Change::CardInserted { atr } => Some(ReaderState::Card { atr, usage: Usage::Free }),
///     Change::CardMute => Some(ReaderState::Mute),
///     Change::CardRemoved | Change::ReaderAdded | Change::ReaderAvailable => Some(ReaderState::Empty),
///     Change::ReaderUnavailable => Some(ReaderState::Unavailable),
///     _ => None, // as before, but for the usage
/// };
/// assert_eq!(after(Change::ReaderAdded), Some(ReaderState::Empty));
/// assert_eq!(after(Change::CardMissed), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// A card lies on the reader and answers; nobody is known to use it yet.
    CardInserted {
        /// What it answered.
        atr: Atr,
    },
    /// A card came and left again before it could be looked at.
    CardMissed,
    /// A card that doesn't answer lies on the reader.
    CardMute,
    /// The card left.
    CardRemoved,
    /// The reader is attached; it counts as empty until a card is told of.
    ReaderAdded,
    /// The reader tells again what lies on it; it counts as empty until a card is told of.
    ReaderAvailable,
    /// The reader was unplugged, or the service stopped.
    ReaderRemoved,
    /// The reader is attached but fails.
    ReaderUnavailable,
    /// Another program, or this one, began or ceased to use the card; pcscd may take a second to tell.
    UsageChanged {
        /// Who uses it now.
        usage: Usage,
    },
}

/// What the service told of a reader at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) state: ReaderState,
    /// The service counts every card that comes or leaves, modulo [`EVENTS`](Self::EVENTS); some services always
    /// say nought.
    pub(crate) events: u32,
}

impl Seen {
    /// The count has the upper 16 bits of a state.
    const EVENTS: u32 = 1 << 16;

    /// `None` if the service doesn't know the reader any more.
    pub(crate) fn new(reader: &pcsc::ReaderState) -> Option<Self> {
        let state = ReaderState::new(reader.event_state(), reader.atr())?;
        Some(Self { state, events: reader.event_count() })
    }

    const fn events_since(&self, before: &Self) -> u32 {
        self.events.wrapping_sub(before.events) % Self::EVENTS
    }
}

/// The steps that lead from one look at a reader to the next; `None` is a reader that isn't attached.
pub(crate) fn changes(before: Option<&Seen>, now: Option<&Seen>) -> Vec<Change> {
    let mut steps = Vec::new();
    match (before, now) {
        (None, None) => {}
        (None, Some(now)) => {
            steps.push(Change::ReaderAdded);
            arrive(&now.state, &mut steps);
        }
        (Some(before), None) => {
            leave(&before.state, &mut steps);
            steps.push(Change::ReaderRemoved);
        }
        (Some(before), Some(now)) => attached(before, now, &mut steps),
    }
    steps
}

/// A reader that fails has no count.
fn attached(before: &Seen, now: &Seen, steps: &mut Vec<Change>) {
    use ReaderState::{Card, Unavailable};
    let events = now.events_since(before);
    match (&before.state, &now.state) {
        (Unavailable, Unavailable) => {}
        (Unavailable, state) => {
            steps.push(Change::ReaderAvailable);
            arrive(state, steps);
        }
        (state, Unavailable) => {
            leave(state, steps);
            steps.push(Change::ReaderUnavailable);
        }
        // A count that goes back begins anew: the reader was unplugged and plugged in again.
        (before, now) if events > Seen::EVENTS / 2 => {
            leave(before, steps);
            steps.extend([Change::ReaderRemoved, Change::ReaderAdded]);
            arrive(now, steps);
        }
        // The same card, whatever its ATR: a warm reset may answer otherwise than a cold one.
        (Card { usage: before, .. }, Card { usage: now, .. }) if events == 0 => {
            if before != now {
                steps.push(Change::UsageChanged { usage: *now });
            }
        }
        (before, now) if before == now && events == 0 => {}
        // The same card, which answers now, or no longer does.
        (before, now) if before.is_occupied() && now.is_occupied() && events == 0 => arrive(now, steps),
        (before, now) => {
            leave(before, steps);
            // A card more takes two events.
            if events >= u32::from(before.is_occupied()) + u32::from(now.is_occupied()) + 2 {
                steps.push(Change::CardMissed);
            }
            arrive(now, steps);
        }
    }
}

fn leave(state: &ReaderState, steps: &mut Vec<Change>) {
    if state.is_occupied() {
        steps.push(Change::CardRemoved);
    }
}

fn arrive(state: &ReaderState, steps: &mut Vec<Change>) {
    match state {
        ReaderState::Card { atr, usage } => {
            steps.push(Change::CardInserted { atr: atr.clone() });
            if *usage != Usage::Free {
                steps.push(Change::UsageChanged { usage: *usage });
            }
        }
        ReaderState::Empty => {}
        ReaderState::Mute => steps.push(Change::CardMute),
        ReaderState::Unavailable => steps.push(Change::ReaderUnavailable),
    }
}

#[cfg(test)]
mod tests;
