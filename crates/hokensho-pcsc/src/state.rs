use pcsc::State;

use crate::Atr;

/// What a reader is about.
///
/// ```
/// use hokensho_pcsc::ReaderState;
///
/// for reader in hokensho_pcsc::readers().unwrap_or_default() {
///     match reader.state() {
///         Ok(ReaderState::Card { usage, .. }) => println!("{reader}: a card, {usage:?}"),
///         Ok(state) => println!("{reader}: {state:?}"),
///         Err(error) => println!("{error}"),
///     }
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReaderState {
    /// A card that answered its reset lies on it.
    Card {
        /// What it answered.
        atr: Atr,
        /// Who uses it.
        usage: Usage,
    },
    /// Nothing lies on it.
    Empty,
    /// A card that doesn't answer lies on it: upside down, broken, of another technology, or two at once.
    Mute,
    /// It is attached, but doesn't tell the service what lies on it.
    Unavailable,
}

/// Which programs use a card, this one included.
///
/// ```
/// use hokensho_pcsc::Usage;
///
/// assert_ne!(Usage::Free, Usage::Exclusive); // one can be connected to, the other can't
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Usage {
    /// One program, alone; a second one is refused.
    Exclusive,
    /// None.
    Free,
    /// One or more that tolerate each other; who wants the card alone, as a [`Connection`](crate::Connection) does, is
    /// refused.
    Shared,
}

impl ReaderState {
    /// `None` if the service doesn't know the reader any more.
    pub(crate) fn new(state: State, atr: &[u8]) -> Option<Self> {
        if state.contains(State::UNKNOWN) {
            return None;
        }
        Some(if state.contains(State::UNAVAILABLE) {
            Self::Unavailable
        } else if state.contains(State::EMPTY) {
            Self::Empty
        } else if !state.contains(State::PRESENT) {
            Self::Unavailable
        } else if state.contains(State::MUTE) {
            Self::Mute
        } else {
            Self::Card { atr: Atr::new(atr), usage: Usage::new(state) }
        })
    }

    /// Whether anything lies on the reader.
    pub(crate) const fn is_occupied(&self) -> bool {
        matches!(self, Self::Card { .. } | Self::Mute)
    }
}

impl Usage {
    /// Windows sets both flags for an exclusive use, pcscd one.
    const fn new(state: State) -> Self {
        if state.contains(State::EXCLUSIVE) {
            Self::Exclusive
        } else if state.contains(State::INUSE) {
            Self::Shared
        } else {
            Self::Free
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ATR: [u8; 2] = [0x3B, 0x00];

    #[test]
    fn a_card_is_present_and_answers() {
        let card = |usage| Some(ReaderState::Card { atr: Atr::new(&ATR), usage });
        let present = State::PRESENT | State::CHANGED;
        assert_eq!(ReaderState::new(present, &ATR), card(Usage::Free));
        assert_eq!(ReaderState::new(present | State::INUSE, &ATR), card(Usage::Shared));
        assert_eq!(ReaderState::new(present | State::EXCLUSIVE, &ATR), card(Usage::Exclusive));
        assert_eq!(ReaderState::new(present | State::INUSE | State::EXCLUSIVE, &ATR), card(Usage::Exclusive));
        assert_eq!(ReaderState::new(present | State::UNPOWERED, &ATR), card(Usage::Free));
        assert_eq!(ReaderState::new(present | State::MUTE, &[]), Some(ReaderState::Mute));
    }

    #[test]
    fn no_reader_is_not_an_empty_reader() {
        assert_eq!(ReaderState::new(State::EMPTY, &[]), Some(ReaderState::Empty));
        assert_eq!(ReaderState::new(State::UNKNOWN | State::UNAVAILABLE, &[]), None);
    }

    #[test]
    fn what_is_not_told_is_not_called_empty() {
        for state in [State::UNAVAILABLE, State::UNAVAILABLE | State::PRESENT, State::CHANGED, State::UNAWARE]
        {
            assert_eq!(ReaderState::new(state, &[]), Some(ReaderState::Unavailable), "{state:?}");
        }
    }
}
