//! A card panics rather than give the My Number to software that must not have it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{TEXT, VISUAL, adult, open_adult, read, run, send, status, verify};
use hokensho_mock::VirtualCard;

fn panics(card: &mut VirtualCard, command: &str) -> bool {
    catch_unwind(AssertUnwindSafe(|| send(card, command))).is_err()
}

#[test]
fn select_and_read_of_the_number_panic() {
    for (application, id) in [(TEXT, 0x01), (VISUAL, 0x05)] {
        for command in [format!("00A4020C02{id:04X}"), read(id)] {
            let mut card = adult();
            run(&mut card, &[application]);
            assert!(panics(&mut card, &command), "{command}");
        }
    }
}

#[test]
fn verify_and_change_of_code_a_panic() {
    for (application, id) in [(TEXT, 0x14), (VISUAL, 0x13)] {
        let mut card = adult();
        run(&mut card, &[application]);
        assert!(panics(&mut card, &verify(id, "999000000011")));
        assert!(panics(&mut card, &verify(id, "1")));
        assert!(panics(&mut card, &verify(id, "1").replacen("002000", "002401", 1)));
        run(&mut card, &[&format!("00A4020C0200{id:02X}")]);
        assert!(panics(&mut card, "0020008001FF"));
        assert!(panics(&mut card, "00200080 0000 01 FF"), "extended length fields");
    }
}

#[test]
fn asking_for_the_tries_of_code_a_is_no_verify() {
    for (application, id) in [(TEXT, "94"), (VISUAL, "93")] {
        let mut card = adult();
        run(&mut card, &[application]);
        assert_eq!(status(&mut card, &format!("002000{id}")), 0x63CA);
    }
}

#[test]
fn the_same_files_of_other_applications_are_free() {
    let mut card = adult();
    run(&mut card, &[super::JPKI]);
    assert_eq!(status(&mut card, "00B0810000"), 0x6982); // the sign certificate
    run(&mut card, &[TEXT, "00B0850000"]); // basic information
}

#[test]
fn a_card_can_be_told_to_allow_it() {
    let mut card = open_adult().build();
    run(&mut card, &[TEXT, &verify(0x14, "999000000011"), "00A4020C020001", "00B0000000"]);
    run(&mut card, &[VISUAL, &verify(0x13, "999000000011"), "00A4020C020005", "00B0000000"]);
}
