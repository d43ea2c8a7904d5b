//! The applications of the resident register: records, one PIN in two places, and the key that needs none.

use super::{COMMON, JPKI, JUKI, TEXT, VISUAL, adult, persona, run, send, status, verify};
use hokensho_mock::{Persona, Secret, VirtualCard, pki};

const NUMBER: &str = "900000002259731";
const KEY_REFERENCE: &[u8] = b"\x02\x109000040\x08\x05001\0\0\0\0";

#[test]
fn the_serial_record_holds_serial_municipality_and_expiry() {
    let mut card = adult();
    run(&mut card, &[COMMON]);
    let record = [&[0x01, 0x1C], format!("{NUMBER}1310120350217").as_bytes()].concat();
    assert_eq!(send(&mut card, "00B2010C00"), (record.clone(), 0x9000), "by short identifier");
    assert_eq!(send(&mut card, "00B2010400"), (record.clone(), 0x9000), "that made it current");
    assert_eq!(send(&mut card, "00B2010402"), (record[..2].to_vec(), 0x9000), "no more than Le");
    assert_eq!(persona("adult").serial().to_string(), NUMBER);
}

#[test]
fn the_key_reference_is_the_same_in_both_applications() {
    for application in [COMMON, JUKI] {
        let mut card = adult();
        run(&mut card, &[application, "00A4020C020002"]);
        assert_eq!(send(&mut card, "00B2010400"), (KEY_REFERENCE.to_vec(), 0x9000));
    }
}

#[test]
fn records_are_read_by_number_and_one_at_a_time() {
    let mut card = adult();
    run(&mut card, &[COMMON]);
    for (command, word) in [
        ("00B2010400", 0x6986), // no current file
        ("00B2020C00", 0x6A83), // no second record
        ("00B2000C00", 0x6A83), // no current record
        ("00B2FF0C00", 0x6A83),
        ("00B2010D00", 0x6A81), // all from the first on
        ("00B2010800", 0x6A86),
        ("00B201FC00", 0x6A86), // short identifier 31
        ("00B2010C", 0x6700),
        ("00B2010C0100", 0x6700), // data
        ("00B2011C00", 0x6A82),
        ("00B201E400", 0x6981), // a PIN
        ("00B201CC00", 0x6981), // a key
        ("00B0810000", 0x6981), // READ BINARY of records
    ] {
        assert_eq!(status(&mut card, command), word, "{command}");
    }
    run(&mut card, &[JPKI]);
    assert_eq!(status(&mut card, "00B2015400"), 0x6981, "READ RECORD of a certificate");
    assert_eq!(status(&mut card, "00B2014C00"), 0x6982, "a file that nobody has opened");
}

#[test]
fn a_file_with_records_can_be_given_another_record() {
    let mut card = VirtualCard::builder(&persona("adult"))
        .file(hokensho_mock::Application::Common, 0x01, vec![0x01, 0x00])
        .build();
    run(&mut card, &[COMMON]);
    assert_eq!(send(&mut card, "00B2010C00"), (vec![0x01, 0x00], 0x9000));
}

#[test]
fn one_number_is_two_pins_with_a_counter_each() {
    let mut card = adult();
    run(&mut card, &[COMMON]);
    assert_eq!(status(&mut card, "0020009C"), 0x63C3);
    assert_eq!(status(&mut card, &verify(0x1C, "0000")), 0x63C2);
    run(&mut card, &[JUKI]);
    assert_eq!(status(&mut card, "0020009C"), 0x63C3);
    run(&mut card, &[&verify(0x1C, "8765")]);
    assert!(card.is_verified(Secret::JukiPin) && !card.is_verified(Secret::CommonPin));
    assert_eq!((card.tries_left(Secret::CommonPin), card.tries_left(Secret::JukiPin)), (2, 3));
}

#[test]
fn their_pins_change_by_change_key_and_by_nothing_else() {
    for application in [COMMON, JUKI] {
        let mut card = adult();
        run(&mut card, &[application, "00A4020C02001C"]);
        assert_eq!(status(&mut card, "8032008004 31313131"), 0x6982);
        run(&mut card, &["0020008004 38373635"]);
        assert_eq!(status(&mut card, "0024018004 31313131"), 0x6985);
        assert_eq!(status(&mut card, "8032018004 31313131"), 0x6A86);
        assert_eq!(status(&mut card, "80320080"), 0x6700);
        run(&mut card, &["8032008004 31313131", &verify(0x1C, "1111")]);
        assert_eq!(status(&mut card, &verify(0x1C, "8765")), 0x63C2);
    }
    for (application, secret, value) in [(JPKI, 0x18, "1234"), (TEXT, 0x11, "5678"), (VISUAL, 0x11, "550217")]
    {
        let mut card = adult();
        run(&mut card, &[application, &verify(secret, value)]);
        assert_eq!(status(&mut card, "8032008004 31313131"), 0x6985);
    }
}

#[test]
fn a_card_without_that_number_answers_as_blocked() {
    let text = persona("adult").source().replace("juki_pin = \"8765\"\n", "");
    let without = Persona::from_toml(&text, None).unwrap();
    assert_eq!(without.juki_pin(), None);
    for card in [&without, &persona("face-only")] {
        let mut card = VirtualCard::new(card);
        for application in [COMMON, JUKI] {
            run(&mut card, &[application]);
            assert_eq!(status(&mut card, "0020009C"), 0x63C0);
            assert_eq!(status(&mut card, &verify(0x1C, "8765")), 0x6984);
        }
    }
}

#[test]
fn one_key_alone_answers_internal_authenticate() {
    let mut card = adult();
    run(&mut card, &[COMMON]);
    let signature = pki::internal_authentication_key().sign_sha256(b"challenge").to_vec();
    let challenge = "09 6368616C6C656E6765 00";
    assert_eq!(send(&mut card, &format!("00880099{challenge}")), (signature.clone(), 0x9000));
    assert_eq!(send(&mut card, &format!("00880080{challenge}")), (signature, 0x9000), "it is current");
    for (command, word) in [
        ("0088009900".to_owned(), 0x6700),
        ("00880099096368616C6C656E6765".to_owned(), 0x6700),
        (format!("00880199{challenge}"), 0x6A86),
        (format!("00880000{challenge}"), 0x6A86),
        (format!("00880081{challenge}"), 0x6981),
        (format!("0088009D{challenge}"), 0x6A82),
        (format!("802A0099{challenge}"), 0x6985),
        (format!("802A0000{challenge}"), 0x6A88),
    ] {
        assert_eq!(status(&mut card, &command), word, "{command}");
    }
    for (application, id, word) in
        [(JPKI, "97", 0x6982), (JPKI, "9A", 0x6982), (VISUAL, "9A", 0x6985), (TEXT, "93", 0x6985)]
    {
        run(&mut card, &[application]);
        assert_eq!(status(&mut card, &format!("008800{id}{challenge}")), word, "{id}");
    }
}

#[test]
fn a_phone_has_no_such_number() {
    let text = persona("android").source().replace("auth_pin", "juki_pin = \"1111\"\nauth_pin");
    let error = Persona::from_toml(&text, None).unwrap_err();
    assert_eq!(error.to_string(), "`secrets.juki_pin` doesn't belong to this kind of token");
}
