//! Commands, responses and status words, through the public API (ISO/IEC 7816-4:2020, 5.2 and 5.6).
#![allow(clippy::unwrap_used, clippy::panic)]

use hokensho_apdu::{Command, Error, Form, Le, Response, StatusWord, Zeroizing};
use proptest::prelude::*;

const HEADER: [u8; 4] = [0x00, 0xB0, 0x8A, 0x00];
const READ: Command<'_> = Command::new(0x00, 0xB0, 0x8A, 0x00);

fn with_header(body: &[u8]) -> Vec<u8> {
    [&HEADER, body].concat()
}

#[test]
fn the_seven_cases_are_written_and_read() {
    let data = [0xAA; 300];
    let (short, long) = (&data[..2], &data[..]);
    let le = |bytes| Le::new(bytes).unwrap();
    let cases = [
        (READ, vec![]),                                                                // 1
        (READ.with_le(le(256)), vec![0x00]),                                           // 2 short
        (READ.with_data(short).unwrap(), vec![0x02, 0xAA, 0xAA]),                      // 3 short
        (READ.with_data(short).unwrap().with_le(le(1)), vec![0x02, 0xAA, 0xAA, 0x01]), // 4 short
        (READ.with_le(le(257)), vec![0x00, 0x01, 0x01]),                               // 2 extended
        (READ.with_data(long).unwrap(), [&[0x00, 0x01, 0x2C], long].concat()),         // 3 extended
        (READ.with_data(long).unwrap().with_le(le(65_536)), [&[0x00, 0x01, 0x2C], long, &[0, 0]].concat()), // 4 extended
    ];
    for (command, body) in cases {
        let bytes = with_header(&body);
        assert_eq!(command.encode().as_slice(), bytes);
        let read = Command::parse(&bytes).unwrap();
        assert_eq!((read.data(), read.le(), read.form()), (command.data(), command.le(), command.form()));
    }
}

#[test]
fn a_long_data_field_makes_the_le_extended_too() {
    let data = [0; 256];
    let command = READ.with_data(&data).unwrap().with_le(Le::new(1).unwrap());
    assert_eq!(command.form(), Form::Extended);
    assert!(command.encode().ends_with(&[0x00, 0x01]));
}

#[test]
fn a_header_alone_has_no_form_but_short() {
    assert_eq!(READ.extended().form(), Form::Short);
    assert_eq!(READ.extended().encode().as_slice(), HEADER);
}

#[test]
fn refuses_a_command_shorter_than_its_header() {
    for bytes in 0..4 {
        let error = Command::parse(&HEADER[..bytes]).unwrap_err();
        assert!(matches!(error, Error::CommandTruncated { bytes: b } if b == bytes));
    }
}

#[test]
fn refuses_length_fields_that_fit_no_case() {
    for body in [
        &[0x02, 0xAA][..],                  // Lc beyond the end
        &[0x01, 0xAA, 0x00, 0x00],          // an extended Le behind a short Lc
        &[0x00, 0x00],                      // half an extended Le
        &[0x00, 0x00, 0x02, 0xAA],          // extended Lc beyond the end
        &[0x00, 0x00, 0x01, 0xAA, 0x00],    // a short Le behind an extended Lc
        &[0x00, 0x00, 0x00, 0x00],          // extended Lc of zero
        &[0x00, 0x00, 0x01, 0xAA, 0, 0, 0], // one byte too many
    ] {
        let bytes = with_header(body);
        let error = Command::parse(&bytes).unwrap_err();
        assert!(matches!(error, Error::CommandLength { bytes: b } if b == bytes.len()), "{body:02X?}");
    }
}

#[test]
fn refuses_lengths_out_of_range() {
    assert!(matches!(Le::new(0), Err(Error::LeOutOfRange { bytes: 0 })));
    assert!(matches!(Le::new(65_537), Err(Error::LeOutOfRange { bytes: 65_537 })));
    let data = vec![0; 65_536];
    assert!(matches!(READ.with_data(&data), Err(Error::DataTooLong { bytes: 65_536 })));
    assert!(READ.with_data(&data[1..]).is_ok());
}

#[test]
fn no_pin_or_name_is_in_debug() {
    let verify = Command::new(0x00, 0x20, 0x00, 0x98).with_data(b"1234").unwrap();
    assert_eq!(format!("{verify:?}"), "Command(00 20 00 98, 4 bytes of data)");
    let response = Response::new("山田".as_bytes(), StatusWord::OK);
    assert_eq!(format!("{response:?}"), "Response(6 bytes, SW 9000)");
}

#[test]
fn only_commands_that_hold_reference_data_carry_a_secret() {
    let carries = |cla, ins| Command::new(cla, ins, 0x00, 0x80).carries_secret();
    for (cla, ins) in [(0x00, 0x20), (0x10, 0x20), (0x00, 0x21), (0x00, 0x24), (0x00, 0x2C), (0x80, 0x32)] {
        assert!(carries(cla, ins), "{cla:02X} {ins:02X}");
    }
    for (cla, ins) in [(0x00, 0xA4), (0x00, 0xB0), (0x80, 0x2A), (0x00, 0x32), (0x00, 0x84), (0x00, 0x22)] {
        assert!(!carries(cla, ins), "{cla:02X} {ins:02X}");
    }
}

#[test]
fn refuses_a_response_without_a_status_word_or_over_the_longest() {
    assert!(matches!(Response::parse(&[]), Err(Error::ResponseTruncated { bytes: 0 })));
    assert!(matches!(Response::parse(&[0x90]), Err(Error::ResponseTruncated { bytes: 1 })));
    let bytes = vec![0; 65_539];
    assert!(matches!(Response::parse(&bytes), Err(Error::ResponseTooLong { bytes: 65_539 })));
    assert_eq!(Response::parse(&bytes[1..]).unwrap().data().len(), 65_536);
}

#[test]
fn a_count_of_tries_is_only_in_63cx() {
    assert_eq!(StatusWord::tries(3).tries_left(), Some(3));
    assert_eq!(StatusWord::tries(200).tries_left(), Some(15));
    for word in [0x6300, 0x63B3, 0x9003, 0x6983, 0x62C3] {
        assert_eq!(StatusWord::from(word).tries_left(), None, "{word:04X}");
    }
}

#[test]
fn a_pin_is_blocked_by_each_of_the_three_words() {
    for word in [0x63C0, 0x6983, 0x6984] {
        assert!(StatusWord::from(word).is_blocked(), "{word:04X}");
    }
    for word in [0x63C1, 0x6300, 0x6982, 0x6985, 0x9000] {
        assert!(!StatusWord::from(word).is_blocked(), "{word:04X}");
    }
}

proptest! {
    #[test]
    fn what_is_encoded_is_parsed_again(
        header in any::<[u8; 4]>(),
        data in prop::collection::vec(any::<u8>(), 0..600),
        le in prop::option::of(1_u32..=65_536),
        extended in any::<bool>(),
    ) {
        let [cla, ins, p1, p2] = header;
        let command = Command::new(cla, ins, p1, p2).with_data(&data).unwrap();
        let command = le.map_or(command, |le| command.with_le(Le::new(le).unwrap()));
        let command = if extended { command.extended() } else { command };
        let encoded = command.encode();
        let parsed = Command::parse(&encoded).unwrap();
        prop_assert_eq!((parsed.cla(), parsed.ins(), parsed.p1(), parsed.p2()), (cla, ins, p1, p2));
        prop_assert_eq!((parsed.data(), parsed.le(), parsed.form()), (&data[..], command.le(), command.form()));
        prop_assert_eq!(parsed.encode(), encoded);
    }

    #[test]
    fn what_is_parsed_is_encoded_again(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        if let Ok(command) = Command::parse(&bytes) {
            let again = command.encode();
            prop_assert_eq!(again.as_slice(), bytes);
        }
    }

    #[test]
    fn a_response_is_split_alike_whether_borrowed_or_taken(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        let borrowed = Response::parse(&bytes).ok();
        let taken = Response::try_from(Zeroizing::new(bytes.clone())).ok();
        prop_assert_eq!(&borrowed, &taken);
        if let Some(response) = borrowed {
            let joined = [response.data(), &u16::from(response.status()).to_be_bytes()].concat();
            prop_assert_eq!(joined, bytes);
        }
    }
}
