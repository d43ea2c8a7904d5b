//! Status words.

use super::{JPKI, MANAGER, adult, run, send, status};

/// What a card in JPKI with the auth certificate (1,586 bytes) selected says.
const IN_JPKI: &[(&str, u16)] = &[
    // Classes and instructions.
    ("01B0000000", 0x6881),
    ("03B0000000", 0x6881),
    ("40B0000000", 0x6881),
    ("7FB0000000", 0x6881),
    ("04B0000000", 0x6E00),
    ("0CB0000000", 0x6E00),
    ("81B0000000", 0x6E00),
    ("FFB0000000", 0x6E00),
    ("00FF0000", 0x6D00),
    ("00C0000000", 0x6D00),
    ("80B0000000", 0x6D00),
    ("80AE000001FF00", 0x6D00),
    ("80A200C1", 0x6700),
    ("80FC0000", 0x6700),
    ("00CA004200", 0x6A88),
    // Lengths that fit no case.
    ("00A4", 0x6700),
    ("00A4040C0AD392", 0x6700),
    ("00A4040C0000", 0x6700),
    // SELECT.
    ("00A4000C023F00", 0x6A86),
    ("00A40000", 0x9000),
    ("00A4040D0AD392F000260100000001", 0x6A86),
    ("00A4040C05D392F00026", 0x6A82),
    ("00A4040C0BD392F00026010000000100", 0x6A82),
    ("00A4040C", 0x6A82),
    ("00A4020C0101", 0x6700),
    ("00A4020C03000A00", 0x6700),
    ("00A4020C020003", 0x6A82),
    ("00A4020C022F10", 0x6A82),
    ("00A4020C020009", 0x9000),
    ("00A4020002000A", 0x9000),
    // READ BINARY.
    ("00B0000000", 0x9000),
    ("00B00000", 0x6700),
    ("00B0000001FF", 0x6700),
    ("00B07FFF00", 0x6B00),
    ("00B08000FF", 0x6A86),
    ("00B09F0000", 0x6A86),
    ("00B0A00000", 0x6A86),
    ("00B0830000", 0x6A82),
    ("00B0890000", 0x6982),
    ("00B0980000", 0x6981),
    ("00B0970000", 0x6981),
    ("00B2010400", 0x6981),
    // VERIFY and CHANGE.
    ("0020008A", 0x6981),
    ("00200083", 0x6A82),
    ("002000000431323334", 0x6A86),
    ("0020009F0431323334", 0x6A86),
    ("002001980431323334", 0x6A86),
    ("00200098113132333435363738393031323334353637", 0x6700),
    ("00200098043132333400", 0x6700),
    ("0024009804 31323334", 0x6A86),
    ("00240198", 0x6700),
    // GET CHALLENGE.
    ("00840000", 0x6700),
    ("0084010008", 0x6A86),
    ("0084000008", 0x9000),
];

#[test]
fn each_command_gets_its_word() {
    for (command, word) in IN_JPKI {
        let mut card = adult();
        run(&mut card, &[JPKI, "00A4020C02000A"]);
        assert_eq!(status(&mut card, command), *word, "{command}");
        assert_eq!(card.tries_left(hokensho_mock::Secret::AuthPin), 3, "{command}");
    }
}

#[test]
fn without_an_application_there_is_no_file() {
    for manager in [true, false] {
        let mut card = adult();
        if manager {
            run(&mut card, &[MANAGER]);
        }
        for (command, word) in [
            ("00A4020C02000A", 0x6A82),
            ("00A40000", 0x6A86),
            ("00B08A0000", 0x6A82),
            ("00B0000000", 0x6986),
            ("00B2010400", 0x6986),
            ("00200098", 0x6A82),
            ("00200080", 0x6986),
            ("0024018004 31323334", 0x6986),
            ("802A00000101 00", 0x6A88),
        ] {
            assert_eq!(status(&mut card, command), word, "{command}");
        }
    }
}

#[test]
fn reading_ends_with_the_file() {
    let mut card = adult();
    run(&mut card, &[JPKI, "00A4020C020006"]);
    assert_eq!(send(&mut card, "00B0009F00").0.len(), 1);
    assert_eq!(status(&mut card, "00B000A000"), 0x6B00);
    assert_eq!(send(&mut card, "00B0000000").0.len(), 160, "Le may be longer than the file");
}

#[test]
fn a_refusal_carries_no_data() {
    let mut card = adult();
    run(&mut card, &[JPKI]);
    for (command, word) in IN_JPKI.iter().filter(|(_, word)| *word != 0x9000) {
        let (data, given) = send(&mut card, command);
        if given == *word {
            assert!(data.is_empty(), "{command}");
        }
    }
}
