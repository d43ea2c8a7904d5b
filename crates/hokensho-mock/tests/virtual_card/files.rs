//! What is in the files, and the sizes that real ones have.

use super::{JPKI, TEXT, VISUAL, adult, open_adult, persona, read, run, send, status, verify};
use hokensho_apdu::StatusWord;
use hokensho_mock::{ExtendedLe, Persona, VirtualCard};

fn content(card: &mut VirtualCard, id: u16) -> Vec<u8> {
    let (data, status) = send(card, &read(id));
    assert_eq!(status, 0x9000, "{id:04X}");
    data
}

#[test]
fn certificates_are_the_personas() {
    let (adult, mut card) = (persona("adult"), adult());
    run(&mut card, &[JPKI]);
    assert_eq!(content(&mut card, 0x0A), adult.auth_certificate().unwrap());
    assert_eq!(content(&mut card, 0x0B), adult.auth_ca_certificate());
    assert_eq!(content(&mut card, 0x02), adult.sign_ca_certificate());
    run(&mut card, &[&verify(0x1B, "ABC123")]);
    assert_eq!(content(&mut card, 0x01), adult.sign_certificate().unwrap());
}

#[test]
fn files_have_the_sizes_of_real_ones() {
    let (adult, mut card) = (persona("adult"), adult());
    run(&mut card, &[JPKI, &verify(0x1B, "ABC123")]);
    for (id, sizes) in
        [(0x0A, 1_537..=1_792), (0x01, 1_537..=1_792), (0x0B, 1_281..=1_536), (0x02, 1_281..=1_536)]
    {
        assert!(sizes.contains(&content(&mut card, id).len()), "{id:04X}");
    }
    assert_eq!(content(&mut card, 0x06).len(), 160);

    run(&mut card, &[VISUAL, &verify(0x12, adult.code_b().unwrap())]);
    assert!((3_073..=3_328).contains(&content(&mut card, 0x02).len()));
    assert_eq!(content(&mut card, 0x04).len(), 568);

    run(&mut card, &[TEXT, &verify(0x11, "5678")]);
    assert!(content(&mut card, 0x02).len() <= 256);
    assert_eq!(content(&mut card, 0x03).len(), 336);
    assert_eq!(content(&mut card, 0x04).len(), 568);
}

#[test]
fn the_number_file_is_seventeen_bytes_with_its_filler() {
    let mut card = open_adult().build();
    run(&mut card, &[TEXT, &verify(0x11, "5678")]);
    assert_eq!(content(&mut card, 0x01), hex_of("FF100C", "999000000011", "FFFF"));
}

fn hex_of(before: &str, text: &str, after: &str) -> Vec<u8> {
    [super::hex(before), text.as_bytes().to_vec(), super::hex(after)].concat()
}

#[test]
fn attributes_are_the_holders() {
    let mut card = adult();
    run(&mut card, &[TEXT, &verify(0x11, "5678")]);
    let attributes = content(&mut card, 0x02);
    for text in ["見本　花子", "東京都千代田区霞が関１－２－２", "19800217"] {
        assert!(attributes.windows(text.len()).any(|window| window == text.as_bytes()), "{text}");
    }
}

#[test]
fn an_infants_front_has_an_empty_photo() {
    let infant = persona("infant");
    assert!(infant.photo().is_none());
    let mut card = VirtualCard::new(&infant);
    run(&mut card, &[VISUAL, &verify(0x12, infant.code_b().unwrap())]);
    let front = content(&mut card, 0x02);
    assert!(front.windows(3).any(|window| window == [0xDF, 0x27, 0x00]));
}

#[test]
fn a_long_address_is_there_as_a_whole() {
    let address = "東京都千代田区霞が関１－２－２　".repeat(4);
    let text = persona("adult").source().replace("東京都千代田区霞が関１－２－２", &address);
    let mut card = VirtualCard::new(&Persona::from_toml(&text, None).unwrap());
    run(&mut card, &[TEXT, &verify(0x11, "5678")]);
    let attributes = content(&mut card, 0x02);
    assert!(attributes.windows(address.len()).any(|window| window == address.as_bytes()));
}

#[test]
fn long_names_have_lengths_of_three_bytes() {
    let (long, mut card) = (persona("long-name"), VirtualCard::new(&persona("long-name")));
    run(&mut card, &[TEXT, &verify(0x11, long.text_pin().unwrap())]);
    let attributes = content(&mut card, 0x02);
    let length = u16::try_from(attributes.len() - 5).unwrap().to_be_bytes();
    assert_eq!(attributes[..5], [&[0xFF, 0x20, 0x82], &length[..]].concat());
    for (tag, value) in [(0x22, long.holder().name()), (0x23, long.holder().address())] {
        let length = u16::try_from(value.len()).unwrap().to_be_bytes();
        let field = [&[0xDF, tag, 0x82], &length[..], value.as_bytes()].concat();
        assert!(attributes.windows(field.len()).any(|window| window == field), "DF{tag:X}");
    }
    assert!(long.holder().name().len() > 127 && long.holder().address().len() > 255);
    assert_eq!(send(&mut card, "00B0820000").0.len(), 256, "one short Le isn't enough");
}

#[test]
fn a_file_is_read_from_an_offset_in_pieces() {
    let (adult, mut card) = (persona("adult"), adult());
    run(&mut card, &[JPKI, "00A4020C02000A"]);
    let mut whole = Vec::new();
    loop {
        let (piece, status) = send(&mut card, &format!("00B0{:04X}00", whole.len()));
        if status == 0x6B00 {
            break;
        }
        assert_eq!(status, 0x9000);
        whole.extend(piece);
    }
    assert_eq!(whole, adult.auth_certificate().unwrap());
}

#[test]
fn reading_by_short_identifier_makes_the_file_current() {
    let mut card = adult();
    run(&mut card, &[JPKI]);
    assert_eq!(status(&mut card, "00B0000004"), 0x6986);
    let (first, _) = send(&mut card, "00B08A0004");
    assert_eq!(send(&mut card, "00B0000004"), (first, 0x9000));
}

#[test]
fn a_short_identifier_takes_an_offset_of_one_byte() {
    let (adult, mut card) = (persona("adult"), adult());
    run(&mut card, &[JPKI]);
    assert_eq!(send(&mut card, "00B08AFF02").0, adult.auth_certificate().unwrap()[255..257]);
}

#[test]
fn extended_lengths_can_be_refused_or_cut() {
    for word in [0x6700, 0x6C00, 0x6D00, 0x6F00] {
        let mut card = open_adult().extended_le(ExtendedLe::Refused(StatusWord::from(word))).build();
        run(&mut card, &[JPKI]);
        assert_eq!(status(&mut card, &read(0x0A)), word);
        assert_eq!(send(&mut card, "00B08A0000").0.len(), 256);
    }
    let mut card = open_adult().extended_le(ExtendedLe::Shortened).build();
    run(&mut card, &[JPKI]);
    assert_eq!(send(&mut card, &read(0x0A)).0.len(), 256);
}

#[test]
fn a_file_can_be_replaced() {
    let mut card = VirtualCard::builder(&persona("adult"))
        .file(hokensho_mock::Application::Text, 0x02, vec![0xFF])
        .build();
    run(&mut card, &[TEXT]);
    assert_eq!(status(&mut card, &read(0x02)), 0x6982);
    run(&mut card, &[&verify(0x11, "5678")]);
    assert_eq!(content(&mut card, 0x02), [0xFF]);
}
