use std::ffi::CString;

use proptest::prelude::*;

use super::*;
use crate::ReaderName;

fn atr(number: u8) -> Atr {
    Atr::new(&[0x3B, number])
}

fn seen(state: ReaderState, events: u32) -> Seen {
    Seen { state, events }
}

fn card(number: u8, usage: Usage) -> ReaderState {
    ReaderState::Card { atr: atr(number), usage }
}

fn inserted(number: u8) -> Change {
    Change::CardInserted { atr: atr(number) }
}

#[test]
fn a_new_reader_is_told_with_its_card_and_who_uses_it() {
    let now = seen(card(1, Usage::Exclusive), 7);
    let exclusive = Change::UsageChanged { usage: Usage::Exclusive };
    assert_eq!(changes(None, Some(&now)), [Change::ReaderAdded, inserted(1), exclusive]);
    assert_eq!(changes(None, Some(&seen(ReaderState::Empty, 0))), [Change::ReaderAdded]);
}

#[test]
fn a_card_leaves_before_its_reader() {
    for state in [card(1, Usage::Free), ReaderState::Mute] {
        let before = seen(state, 1);
        assert_eq!(changes(Some(&before), None), [Change::CardRemoved, Change::ReaderRemoved]);
        let failing = seen(ReaderState::Unavailable, 1);
        assert_eq!(changes(Some(&before), Some(&failing)), [Change::CardRemoved, Change::ReaderUnavailable]);
    }
}

#[test]
fn a_card_exchanged_between_two_looks_is_told_as_two_changes() {
    let (before, now) = (seen(card(1, Usage::Free), 1), seen(card(1, Usage::Free), 3));
    assert_eq!(changes(Some(&before), Some(&now)), [Change::CardRemoved, inserted(1)]);
}

#[test]
fn a_card_that_came_and_left_between_two_looks_is_missed() {
    let (empty, later) = (seen(ReaderState::Empty, 4), seen(ReaderState::Empty, 6));
    assert_eq!(changes(Some(&empty), Some(&later)), [Change::CardMissed]);
    let third = seen(card(3, Usage::Free), 5);
    assert_eq!(changes(Some(&seen(ReaderState::Empty, 2)), Some(&third)), [Change::CardMissed, inserted(3)]);
}

#[test]
fn an_odd_event_more_is_a_reader_that_failed_for_a_moment() {
    let (before, now) = (seen(ReaderState::Empty, 4), seen(ReaderState::Empty, 5));
    assert_eq!(changes(Some(&before), Some(&now)), []);
}

#[test]
fn the_count_of_events_may_begin_anew() {
    let (before, now) = (seen(card(1, Usage::Free), 0xFFFF), seen(ReaderState::Empty, 0));
    assert_eq!(changes(Some(&before), Some(&now)), [Change::CardRemoved]);
}

#[test]
fn a_count_that_goes_back_is_a_reader_plugged_in_again() {
    let (before, now) = (seen(card(1, Usage::Free), 5), seen(card(1, Usage::Free), 1));
    let steps = [Change::CardRemoved, Change::ReaderRemoved, Change::ReaderAdded, inserted(1)];
    assert_eq!(changes(Some(&before), Some(&now)), steps);
}

#[test]
fn a_service_that_does_not_count_is_believed_by_what_it_shows() {
    let (empty, full) = (seen(ReaderState::Empty, 0), seen(card(1, Usage::Free), 0));
    assert_eq!(changes(Some(&empty), Some(&full)), [inserted(1)]);
    assert_eq!(changes(Some(&full), Some(&empty)), [Change::CardRemoved]);
}

#[test]
fn another_answer_to_a_warm_reset_is_no_other_card() {
    let (before, now) = (seen(card(1, Usage::Free), 1), seen(card(2, Usage::Free), 1));
    assert_eq!(changes(Some(&before), Some(&now)), []);
}

#[test]
fn a_card_that_begins_to_answer_is_inserted_without_having_left() {
    let (mute, answering) = (seen(ReaderState::Mute, 1), seen(card(1, Usage::Free), 1));
    assert_eq!(changes(Some(&mute), Some(&answering)), [inserted(1)]);
    assert_eq!(changes(Some(&answering), Some(&mute)), [Change::CardMute]);
}

#[test]
fn a_failing_reader_counts_nothing() {
    let (failing, back) = (seen(ReaderState::Unavailable, 0), seen(ReaderState::Empty, 5));
    assert_eq!(changes(Some(&failing), Some(&back)), [Change::ReaderAvailable]);
    assert_eq!(changes(Some(&back), Some(&failing)), [Change::ReaderUnavailable]);
    assert_eq!(changes(Some(&failing), Some(&failing)), []);
}

#[test]
fn an_event_says_where() {
    let reader = Reader::new(ReaderName::new(CString::default()));
    let event = Event { reader: reader.clone(), change: Change::CardRemoved };
    assert_eq!(event.reader, reader);
}

/// What may happen to a reader, and whether a monitor looks afterwards.
#[derive(Debug, Clone, Copy)]
enum Happening {
    Plugged,
    Unplugged,
    Laid { number: u8, answers: bool },
    Taken,
    Used(Usage),
    Failed,
    Looked,
}

fn happening() -> impl Strategy<Value = Happening> {
    use Happening as H;
    let usage = prop_oneof![Just(Usage::Exclusive), Just(Usage::Free), Just(Usage::Shared)];
    prop_oneof![
        Just(H::Plugged),
        Just(H::Unplugged),
        (any::<u8>(), any::<bool>()).prop_map(|(number, answers)| H::Laid { number, answers }),
        Just(H::Taken),
        usage.prop_map(H::Used),
        Just(H::Failed),
        Just(H::Looked),
    ]
}

/// A reader as a service would show it.
fn live(reader: Option<Seen>, happening: Happening) -> Option<Seen> {
    use Happening as H;
    let Some(Seen { state, events }) = reader else {
        return matches!(happening, H::Plugged).then(|| seen(ReaderState::Empty, 0));
    };
    let (state, passed) = match (happening, state) {
        (H::Unplugged, _) => return None,
        (H::Laid { number, answers: true }, ReaderState::Empty) => (card(number, Usage::Free), 1),
        (H::Laid { answers: false, .. }, ReaderState::Empty) => (ReaderState::Mute, 1),
        (H::Taken, ReaderState::Card { .. } | ReaderState::Mute | ReaderState::Unavailable) => {
            (ReaderState::Empty, 1)
        }
        (H::Used(usage), ReaderState::Card { atr, .. }) => (ReaderState::Card { atr, usage }, 0),
        (H::Failed, _) => (ReaderState::Unavailable, 0),
        (_, state) => (state, 0),
    };
    Some(seen(state, (events + passed) % Seen::EVENTS))
}

/// What someone knows of a reader who hears the changes only.
fn replay(state: Option<ReaderState>, change: Change) -> Option<ReaderState> {
    match (state, change) {
        (None, Change::ReaderAdded) => Some(ReaderState::Empty),
        (Some(ReaderState::Unavailable), Change::ReaderAvailable) => Some(ReaderState::Empty),
        (Some(ReaderState::Empty | ReaderState::Unavailable), Change::ReaderRemoved) => None,
        (Some(ReaderState::Empty), Change::ReaderUnavailable) => Some(ReaderState::Unavailable),
        (Some(ReaderState::Empty | ReaderState::Mute), Change::CardInserted { atr }) => {
            Some(ReaderState::Card { atr, usage: Usage::Free })
        }
        (Some(ReaderState::Empty | ReaderState::Card { .. }), Change::CardMute) => Some(ReaderState::Mute),
        (Some(ReaderState::Card { .. } | ReaderState::Mute), Change::CardRemoved) => Some(ReaderState::Empty),
        (Some(ReaderState::Empty), Change::CardMissed) => Some(ReaderState::Empty),
        (Some(ReaderState::Card { atr, usage: before }), Change::UsageChanged { usage })
            if before != usage =>
        {
            Some(ReaderState::Card { atr, usage })
        }
        (state, change) => panic!("{change:?} can't happen to {state:?}"),
    }
}

proptest! {
    #[test]
    fn who_replays_the_changes_knows_the_state(happenings in prop::collection::vec(happening(), 0..60)) {
        let mut now = None;
        let mut looked: Option<Seen> = None;
        let mut heard = None;
        for happening in happenings {
            now = live(now, happening);
            // A reader that leaves wakes the wait: none leaves and comes back between two looks.
            if matches!(happening, Happening::Looked | Happening::Unplugged) {
                heard = changes(looked.as_ref(), now.as_ref()).into_iter().fold(heard, replay);
                looked.clone_from(&now);
                prop_assert_eq!(&heard, &now.as_ref().map(|seen| seen.state.clone()));
            }
        }
    }

    #[test]
    fn who_looks_every_time_hears_of_every_card_once(happenings in prop::collection::vec(happening(), 0..60)) {
        let mut now = None;
        let mut heard = 0;
        let mut laid = 0;
        for happening in happenings {
            let next = live(now.clone(), happening);
            let occupied = |seen: &Option<Seen>| seen.as_ref().is_some_and(|seen| seen.state.is_occupied());
            laid += usize::from(!occupied(&now) && occupied(&next));
            let steps = changes(now.as_ref(), next.as_ref());
            prop_assert!(!steps.contains(&Change::CardMissed));
            heard += steps.iter().filter(|step| matches!(step, Change::CardInserted { .. } | Change::CardMute)).count();
            now = next;
        }
        prop_assert_eq!(heard, laid);
    }

    #[test]
    fn what_is_as_before_is_not_told(happenings in prop::collection::vec(happening(), 0..60)) {
        let now = happenings.into_iter().fold(None, live);
        prop_assert_eq!(changes(now.as_ref(), now.as_ref()), []);
    }
}
