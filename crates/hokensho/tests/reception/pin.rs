//! The PIN: asked for when it is needed, presented once, its last try kept.

use hokensho::card::{Error as CardError, Secret as CardSecret};
use hokensho::{Error, Identity, LastTry, Outcome};
use hokensho_apdu::{StatusWord, Transport, TransportError, Zeroizing};
use hokensho_mock::{Application, Secret, TriesQuery, VirtualCard};

use super::common::{Desk, session_is_over, wrong_pin};

/// Presents a wrong value so often, as an earlier visit may have.
fn spend(card: &mut VirtualCard, tries: u8, key: u8, wrong: &[u8]) {
    let length = |bytes: &[u8]| u8::try_from(bytes.len()).unwrap();
    let select =
        [&[0x00, 0xA4, 0x04, 0x0C, length(Application::Jpki.aid())], Application::Jpki.aid()].concat();
    card.transmit(&select).unwrap();
    for _ in 0..tries {
        card.transmit(&[&[0x00, 0x20, 0x00, key, length(wrong)], wrong].concat()).unwrap();
    }
    card.power_down().unwrap();
}

fn with_tries_spent(desk: &Desk, tries: u8) -> VirtualCard {
    let mut card = desk.card();
    spend(&mut card, tries, 0x98, wrong_pin(&desk.persona).as_bytes());
    assert_eq!(card.tries_left(Secret::AuthPin), 3 - tries);
    card
}

#[test]
fn a_wrong_pin_costs_one_try_and_says_how_many_are_left() {
    let mut desk = Desk::of("adult");
    let mut card = desk.card();
    let finished = desk.run(&mut card, Some("0000"));
    assert_eq!(finished.report.outcome, Outcome::PinWrong { left: Some(2) });
    assert_eq!(finished.report.identity, Identity::None);
    assert_eq!(card.tries_left(Secret::AuthPin), 2);
    assert!(session_is_over(&card));
    assert_eq!(desk.asked.get(), 0);
}

#[test]
fn a_right_pin_fills_the_counter_again() {
    let mut desk = Desk::of("adult");
    let mut card = with_tries_spent(&desk, 1);
    assert!(desk.run_right(&mut card).report.outcome.is_eligible());
    assert_eq!(card.tries_left(Secret::AuthPin), 3);
}

#[test]
fn keeps_the_last_try_and_asks_nobody_to_type_in_vain() {
    let mut desk = Desk::of("adult");
    let mut card = with_tries_spent(&desk, 2);
    // Whoever is asked for a PIN here stops, and that would be `cancelled`.
    let finished = desk.run(&mut card, None);
    assert_eq!(finished.report.outcome, Outcome::IdentityMethodUnavailable);
    let cause = finished.cause.unwrap();
    assert!(matches!(cause, Error::Card(CardError::LastTry { secret: CardSecret::AuthPin })), "{cause:?}");
    assert_eq!(card.tries_left(Secret::AuthPin), 1);
    assert!(session_is_over(&card));
}

#[test]
fn the_last_try_is_spent_by_who_wants_to() {
    let mut desk = Desk::of("adult");
    desk.settings.last_try = LastTry::Spend;
    let mut card = with_tries_spent(&desk, 2);
    assert_eq!(desk.run(&mut card, Some("0000")).report.outcome, Outcome::PinBlocked);
    assert_eq!(card.tries_left(Secret::AuthPin), 0);

    let mut card = with_tries_spent(&desk, 2);
    assert!(desk.run_right(&mut card).report.outcome.is_eligible());
    assert_eq!(card.tries_left(Secret::AuthPin), 3);
}

#[test]
fn a_blocked_pin_is_found_before_anybody_types() {
    for word in [0x63C0, 0x6983, 0x6984] {
        let mut desk = Desk::of("adult");
        desk.cards = desk.cards.blocked_query(StatusWord::from(word));
        let mut card = with_tries_spent(&desk, 3);
        assert_eq!(desk.run(&mut card, None).report.outcome, Outcome::PinBlocked, "{word:04X}");
        assert!(session_is_over(&card));
    }
}

#[test]
fn a_forgotten_pin_is_no_face_only_card_even_without_a_sign_password() {
    // A child's card has no sign certificate, and so no password either; its text PIN works.
    for name in ["adult", "child"] {
        let mut desk = Desk::of(name);
        let mut card = with_tries_spent(&desk, 3);
        spend(&mut card, 5, 0x9B, b"NOTTHIS1");
        assert_eq!(card.tries_left(Secret::SignPassword), 0);
        assert_eq!(desk.run(&mut card, None).report.outcome, Outcome::PinBlocked, "{name}");
        assert!(session_is_over(&card));
    }
}

#[test]
fn a_card_with_all_its_pins_blocked_is_taken_for_face_only() {
    let mut desk = Desk::of("face-only");
    let mut card = desk.card();
    assert_eq!(desk.run(&mut card, None).report.outcome, Outcome::IdentityMethodUnavailable);
    assert!(session_is_over(&card));
}

#[test]
fn a_card_that_says_ok_to_the_tries_query_is_asked_all_the_same() {
    let mut desk = Desk::of("adult");
    desk.cards = desk.cards.tries_query(TriesQuery::OkIfVerified);
    assert!(desk.outcome().is_eligible());
}

/// A card of some other kind.
struct OtherCard;

impl Transport for OtherCard {
    fn transmit(&mut self, _command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TransportError> {
        Ok(vec![0x6A, 0x82].into())
    }

    fn power_down(&mut self) -> Result<(), TransportError> {
        Ok(())
    }
}

#[test]
fn another_card_is_no_my_number_card() {
    let finished = Desk::of("adult").run(OtherCard, None);
    assert_eq!(finished.report.outcome, Outcome::NotAMyNumberCard);
}
