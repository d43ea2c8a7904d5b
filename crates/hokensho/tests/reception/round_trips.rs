//! What a reception costs on the wire. With an anchor that isn't in the store yet, the CA certificate costs one more;
//! that can't be shown to its good end here, since no production card can be made.

use hokensho::card::{ReadMode, ShortLe};
use hokensho_apdu::StatusWord;
use hokensho_mock::ExtendedLe;

use super::common::Desk;

#[test]
fn a_card_that_takes_extended_lengths_needs_seven_round_trips() {
    let mut desk = Desk::of("adult");
    let mut card = desk.card();
    let finished = desk.run_right(&mut card);
    assert!(finished.report.outcome.is_eligible(), "{:?}", finished.cause);
    assert_eq!((finished.round_trips, card.apdus()), (7, 7));
}

#[test]
fn short_commands_need_thirteen_round_trips() {
    let mut desk = Desk::of("adult");
    desk.settings.read_mode = ReadMode::Short(ShortLe::MAX);
    let mut card = desk.card();
    let finished = desk.run_right(&mut card);
    assert!(finished.report.outcome.is_eligible(), "{:?}", finished.cause);
    assert_eq!((finished.round_trips, card.apdus()), (13, 13));
}

#[test]
fn a_card_that_refuses_extended_lengths_costs_the_one_refusal_more() {
    let mut desk = Desk::of("adult");
    let mut card = desk.cards.clone().extended_le(ExtendedLe::Refused(StatusWord::WRONG_LENGTH)).build();
    let finished = desk.run_right(&mut card);
    assert!(finished.report.outcome.is_eligible(), "{:?}", finished.cause);
    assert_eq!((finished.round_trips, card.apdus()), (14, 14));
}

#[test]
fn the_steps_account_for_every_round_trip() {
    for name in ["adult", "android", "iphone"] {
        let mut desk = Desk::of(name);
        let finished = desk.run_right(desk.card());
        assert!(finished.report.outcome.is_eligible(), "{name}: {:?}", finished.cause);
        let by_step: u32 = finished.steps.iter().map(|record| record.round_trips).sum();
        assert_eq!(by_step, finished.round_trips, "{name}");
    }
}
