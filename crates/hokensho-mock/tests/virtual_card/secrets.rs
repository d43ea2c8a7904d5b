//! PINs: counters, blocked ones, queries, changes, and when they are forgotten.

use super::{JPKI, MANAGER, TEXT, VISUAL, adult, open_adult, persona, read, run, status, verify};
use hokensho_apdu::{StatusWord, Transport};
use hokensho_mock::{Secret, TriesQuery, VirtualCard, WarmReset};

#[test]
fn a_wrong_pin_costs_one_try_and_a_right_one_gives_all_back() {
    let mut card = adult();
    run(&mut card, &[JPKI]);
    assert_eq!(status(&mut card, &verify(0x18, "9999")), 0x63C2);
    assert_eq!(status(&mut card, &verify(0x18, "99999999")), 0x63C1);
    assert_eq!(card.tries_left(Secret::AuthPin), 1);
    run(&mut card, &[&verify(0x18, "1234")]);
    assert_eq!(card.tries_left(Secret::AuthPin), 3);
}

#[test]
fn a_blocked_pin_stays_blocked_even_for_the_right_value() {
    let mut card = adult();
    run(&mut card, &[JPKI]);
    for left in [0x63C2, 0x63C1, 0x63C0] {
        assert_eq!(status(&mut card, &verify(0x18, "9999")), left);
    }
    assert_eq!(status(&mut card, &verify(0x18, "1234")), 0x6984);
    card.power_down().unwrap();
    run(&mut card, &[JPKI]);
    assert_eq!(status(&mut card, &verify(0x18, "1234")), 0x6984);
    assert_eq!(status(&mut card, "00200098"), 0x63C0);
    assert!(!card.is_verified(Secret::AuthPin));
}

#[test]
fn each_secret_has_its_own_counter() {
    let code_b = persona("adult").code_b().unwrap().to_owned();
    let mut card = adult();
    run(&mut card, &[VISUAL]);
    assert_eq!(status(&mut card, &verify(0x12, "00000000000000")), 0x63C9);
    run(&mut card, &[TEXT, &verify(0x15, &code_b)]);
    assert_eq!(card.tries_left(Secret::VisualCodeB), 9);
    assert_eq!(card.tries_left(Secret::TextCodeB), 10);
}

#[test]
fn asking_for_the_tries_costs_nothing() {
    let mut card = adult();
    run(&mut card, &[JPKI]);
    for _ in 0..20 {
        assert_eq!(status(&mut card, "00200098"), 0x63C3);
    }
    assert_eq!(status(&mut card, "0020009B"), 0x63C5);
    run(&mut card, &[TEXT]);
    assert_eq!(status(&mut card, "00200092"), 0x63C0, "a secret that is blocked on every card");
    assert_eq!(status(&mut card, &verify(0x12, "1234")), 0x6984);
}

#[test]
fn what_a_query_says_of_a_verified_or_blocked_secret_is_a_setting() {
    let mut card = open_adult().tries_query(TriesQuery::OkIfVerified).build();
    run(&mut card, &[JPKI]);
    assert_eq!(status(&mut card, "00200098"), 0x63C3);
    run(&mut card, &[&verify(0x18, "1234"), "00200098"]);

    for word in [StatusWord::BLOCKED, StatusWord::REFERENCE_NOT_USABLE] {
        let mut card = VirtualCard::builder(&persona("face-only")).blocked_query(word).build();
        run(&mut card, &[JPKI]);
        assert_eq!(status(&mut card, "00200098"), u16::from(word));
    }
}

#[test]
fn a_wrong_try_forgets_an_earlier_right_one() {
    let mut card = adult();
    run(&mut card, &[JPKI, &verify(0x18, "1234")]);
    assert_eq!(status(&mut card, &verify(0x18, "4321")), 0x63C2);
    assert!(!card.is_verified(Secret::AuthPin));
}

#[test]
fn verified_secrets_survive_only_the_same_application_selected_again() {
    let verified = [JPKI, &verify(0x18, "1234")];
    for (selected, survives) in [(JPKI, true), (TEXT, false), (VISUAL, false), (MANAGER, false)] {
        let mut card = adult();
        run(&mut card, &verified);
        run(&mut card, &[selected]);
        assert_eq!(card.is_verified(Secret::AuthPin), survives, "{selected}");
    }
    let mut card = adult();
    run(&mut card, &verified);
    assert_eq!(status(&mut card, "00A4040C0AD392F000260100000002"), 0x6A82);
    assert!(card.is_verified(Secret::AuthPin), "an unknown name changes nothing");
    card.power_down().unwrap();
    assert!(!card.is_verified(Secret::AuthPin));
    assert_eq!(card.selected(), None);
}

#[test]
fn a_warm_reset_keeps_or_drops_what_was_verified() {
    for (setting, survives) in [(WarmReset::KeepsStatus, true), (WarmReset::DropsStatus, false)] {
        let mut card = open_adult().warm_reset(setting).build();
        run(&mut card, &[JPKI, &verify(0x18, "1234")]);
        card.warm_reset();
        assert_eq!(card.is_verified(Secret::AuthPin), survives, "{setting:?}");
    }
}

#[test]
fn a_pin_is_changed_after_the_old_one_was_verified() {
    for (application, id, old) in [(JPKI, 0x18, "1234"), (JPKI, 0x1B, "ABC123"), (TEXT, 0x11, "5678")] {
        let change = verify(id, "87654321").replacen("002000", "002401", 1);
        let mut card = adult();
        run(&mut card, &[application]);
        assert_eq!(status(&mut card, &change), 0x6982);
        run(&mut card, &[&verify(id, old), &change]);
        card.power_down().unwrap();
        run(&mut card, &[application]);
        assert_eq!(status(&mut card, &verify(id, old)) & 0xFFF0, 0x63C0);
        run(&mut card, &[&verify(id, "87654321")]);
    }
}

#[test]
fn what_is_printed_on_the_card_is_not_changed() {
    let code_b = persona("adult").code_b().unwrap().to_owned();
    let mut card = adult();
    run(&mut card, &[VISUAL, &verify(0x12, &code_b)]);
    assert_eq!(status(&mut card, "0024019204 31323334"), 0x6985);
}

#[test]
fn a_childs_sign_password_answers_as_blocked() {
    let mut card = VirtualCard::new(&persona("child"));
    run(&mut card, &[JPKI]);
    assert_eq!(status(&mut card, "0020009B"), 0x63C0);
    assert_eq!(status(&mut card, &verify(0x1B, "ABC123")), 0x6984);
    assert_eq!(status(&mut card, &read(0x01)), 0x6982);
}
