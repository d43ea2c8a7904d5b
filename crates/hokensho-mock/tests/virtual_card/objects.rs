//! GET DATA: what the card manager tells, and when.

use super::{ADULT, COMMON, JPKI, JUKI, MANAGER, TEXT, VISUAL, adult, hex, persona, run, send, status};
use hokensho_apdu::{StatusWord, Transport};
use hokensho_mock::{ContactAtr, ExtendedLe, Secret, VirtualCard, pki};

/// Tag and length of each object.
const OBJECTS: [(u16, usize); 9] = [
    (0x0042, 16),
    (0x0045, 15),
    (0x0066, 49),
    (0x00F0, 5),
    (0x00F2, 8),
    (0x00F7, 16),
    (0x00F8, 575),
    (0x7F21, 575),
    (0x5F51, 8),
];

fn short(tag: u16) -> String {
    format!("00CA{tag:04X}00")
}

fn extended(tag: u16) -> String {
    format!("00CA{tag:04X}000000")
}

#[test]
fn every_object_is_told_after_power_up_and_after_select_of_the_card_manager() {
    for before in [&[][..], &[MANAGER], &[JPKI, MANAGER]] {
        let mut card = adult();
        run(&mut card, before);
        for (tag, length) in OBJECTS {
            let (data, word) = send(&mut card, &extended(tag));
            assert_eq!((data.len(), word), (length, 0x9000), "{tag:04X}");
        }
    }
}

#[test]
fn what_is_known_of_them_is_the_personas() {
    let mut card = adult();
    for (tag, content) in [(0x00F0, &b"13101"[..]), (0x00F2, b"20350217"), (0x0045, b"900000002259731")] {
        assert_eq!(send(&mut card, &short(tag)).0, content, "{tag:04X}");
    }
    let [upper, lower] = pki::manager_certificates();
    assert_eq!(send(&mut card, &extended(0x00F8)).0, upper.encode());
    assert_eq!(send(&mut card, &extended(0x7F21)).0, lower.encode());
    let issuer = send(&mut card, &short(0x00F7)).0;
    assert_eq!(upper.at(&[1]).unwrap().body()[16..32], issuer, "the subject of the upper certificate");
    assert_eq!(lower.at(&[1]).unwrap().body()[..16], issuer, "is the issuer of the lower one");
}

#[test]
fn the_contact_atr_checks() {
    let atr = send(&mut adult(), &short(0x5F51)).0;
    assert_eq!(atr.iter().fold(0, |sum, byte| sum ^ byte), 0, "TCK (ISO/IEC 7816-3:2006, 8.2.5)");
    let published = hex("3BE000FF8131FE4514");
    assert_eq!(published[1..], atr);
}

#[test]
fn a_large_object_refuses_a_short_le() {
    for (tag, length) in OBJECTS {
        let word = if length > 256 { 0x6700 } else { 0x9000 };
        assert_eq!(send(&mut adult(), &short(tag)).1, word, "{tag:04X}");
        assert_eq!(status(&mut adult(), &format!("00CA{tag:04X}01")), 0x6700, "{tag:04X}");
    }
    let mut card = ADULT.clone().extended_le(ExtendedLe::Refused(StatusWord::WRONG_LENGTH)).build();
    assert_eq!(status(&mut card, &extended(0x00F8)), 0x6700, "a card that can't tell it at all");
}

#[test]
fn other_tags_and_lengths_are_refused() {
    for (command, word) in [
        ("00CADF3005", 0x6A88),
        ("00CA004300", 0x6A88),
        ("00CA9F7F00", 0x6A88),
        ("00CA0042", 0x6700),
        ("00CA00420100", 0x6700),
        ("80CA004200", 0x6D00),
    ] {
        assert_eq!(status(&mut adult(), command), word, "{command}");
    }
}

#[test]
fn an_application_tells_the_contact_atr_alone() {
    for application in [COMMON, JPKI, JUKI, TEXT, VISUAL] {
        let mut card = adult();
        run(&mut card, &[application]);
        for (tag, _) in OBJECTS {
            let word = if tag == 0x5F51 { 0x9000 } else { 0x6A88 };
            assert_eq!(status(&mut card, &extended(tag)), word, "{tag:04X}");
        }
    }
}

#[test]
fn cards_differ_in_what_they_have() {
    let mut card = ADULT.clone().without_data_object(0x7F21).contact_atr(ContactAtr::InApplications).build();
    assert_eq!(status(&mut card, &extended(0x7F21)), 0x6A88);
    assert_eq!(status(&mut card, &extended(0x5F51)), 0x6A88);
    run(&mut card, &[&extended(0x00F8), JPKI, &extended(0x5F51)]);
}

#[test]
fn a_phone_tells_nothing() {
    for name in ["android", "iphone"] {
        let mut card = VirtualCard::new(&persona(name));
        for (tag, _) in OBJECTS {
            assert_eq!(status(&mut card, &extended(tag)), 0x6A88, "{name} {tag:04X}");
        }
    }
}

#[test]
fn asking_changes_nothing() {
    let mut card = adult();
    run(&mut card, &[JPKI, &super::verify(0x18, "1234"), &short(0x5F51)]);
    assert!(card.is_verified(Secret::AuthPin));
    card.power_down().unwrap();
    assert_eq!(card.selected(), None);
    run(&mut card, &[&short(0x00F0)]);
}
