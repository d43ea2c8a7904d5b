use alloc::format;
use alloc::vec::Vec;

use proptest::prelude::*;

use super::*;

fn fault_of(bytes: &[u8]) -> Fault {
    Reader::new(bytes).read().err().unwrap().fault
}

fn element(bytes: &[u8]) -> Element<'_> {
    Reader::new(bytes).read().unwrap()
}

fn time_of(tag: u8, text: &str) -> Result<Time> {
    let mut bytes = Vec::from([tag, u8::try_from(text.len()).unwrap()]);
    bytes.extend(text.bytes());
    Reader::new(&bytes).time()
}

#[test]
fn refuses_indefinite_lengths() {
    assert_eq!(fault_of(&[0x30, 0x80, 0x00, 0x00]), Fault::IndefiniteLength);
}

#[test]
fn refuses_lengths_with_needless_bytes() {
    assert_eq!(fault_of(&[0x04, 0x81, 0x01, 0x00]), Fault::LengthNotMinimal);
    assert_eq!(fault_of(&[0x04, 0x82, 0x00, 0x80]), Fault::LengthNotMinimal);
    assert_eq!(fault_of(&[0x04, 0x83, 0x00, 0x01, 0x00]), Fault::LengthNotMinimal);
    assert_eq!(fault_of(&[0x04, 0x84, 0x00, 0x01, 0x00, 0x00]), Fault::LengthNotMinimal);
}

#[test]
fn refuses_lengths_of_five_bytes() {
    assert_eq!(fault_of(&[0x04, 0x85, 1, 0, 0, 0, 0]), Fault::LengthTooLong);
}

#[test]
fn refuses_content_that_ends_early() {
    for bytes in
        [&[][..], &[0x04], &[0x04, 0x02, 0x00], &[0x04, 0x82, 0x01], &[0x04, 0x84, 0xFF, 0xFF, 0xFF, 0xFF]]
    {
        assert_eq!(fault_of(bytes), Fault::Truncated);
    }
}

#[test]
fn refuses_tags_of_several_bytes() {
    assert_eq!(fault_of(&[0x1F, 0x81, 0x01, 0x00]), Fault::TagNumber);
}

#[test]
fn says_where_in_the_document() {
    let mut outer = Reader::new(&[0x30, 0x05, 0x02, 0x01, 0x01, 0x05, 0x00]).sequence().unwrap();
    outer.read().unwrap();
    assert_eq!(
        outer.require(tag::OID).err(),
        Some(Located { offset: 5, fault: Fault::Tag { expected: tag::OID, found: tag::NULL } })
    );
}

#[test]
fn refuses_trailing_bytes() {
    let mut reader = Reader::new(&[0x05, 0x00, 0x00]);
    reader.read().unwrap();
    assert_eq!(reader.finish(), Err(Located { offset: 2, fault: Fault::TrailingBytes }));
}

#[test]
fn refuses_booleans_that_only_ber_knows() {
    assert_eq!(Reader::new(&[]).default_false(), Ok(false));
    assert_eq!(Reader::new(&[0x01, 0x01, 0xFF]).default_false(), Ok(true));
    for value in [&[0x01, 0x01, 0x00][..], &[0x01, 0x01, 0x01], &[0x01, 0x02, 0xFF, 0xFF], &[0x01, 0x00]] {
        assert_eq!(Reader::new(value).default_false().unwrap_err().fault, Fault::Boolean);
    }
}

#[test]
fn a_serial_is_positive_minimal_and_at_most_20_bytes() {
    assert_eq!(element(&[0x02, 0x03, 0x22, 0x7B, 0x13]).positive(), Ok(&[0x22, 0x7B, 0x13][..]));
    assert_eq!(element(&[0x02, 0x02, 0x00, 0x80]).positive(), Ok(&[0x80][..]));
    let fault = |bytes: &[u8]| element(bytes).positive().unwrap_err().fault;
    assert_eq!(fault(&[0x02, 0x01, 0x00]), Fault::IntegerZero);
    assert_eq!(fault(&[0x02, 0x01, 0x80]), Fault::IntegerNegative);
    assert_eq!(fault(&[0x02, 0x02, 0x00, 0x7F]), Fault::IntegerNotMinimal);
    assert_eq!(fault(&[0x02, 0x02, 0xFF, 0xFF]), Fault::IntegerNegative);
    assert_eq!(fault(&[0x02, 0x00]), Fault::IntegerNotMinimal);
    let mut long = [0x01; 23];
    long[..2].copy_from_slice(&[0x02, 21]);
    assert_eq!(fault(&long), Fault::IntegerTooLong);
}

#[test]
fn named_bits_have_no_trailing_zeros() {
    assert_eq!(element(&[0x03, 0x02, 0x07, 0x80]).named_bits(), Ok(0x8000));
    assert_eq!(element(&[0x03, 0x02, 0x06, 0xC0]).named_bits(), Ok(0xC000));
    assert_eq!(element(&[0x03, 0x03, 0x07, 0x00, 0x80]).named_bits(), Ok(0x0080));
    for bits in [
        &[0x03, 0x02, 0x00, 0x80][..],
        &[0x03, 0x02, 0x07, 0x00],
        &[0x03, 0x01, 0x00],
        &[0x03, 0x02, 0x06, 0x80],
    ] {
        assert_eq!(element(bits).named_bits().unwrap_err().fault, Fault::BitString);
    }
}

#[test]
fn utc_time_turns_the_century_at_50() {
    assert_eq!(
        time_of(tag::UTC_TIME, "491231235959Z"),
        Ok(Time::from_utc(2049, 12, 31, 23, 59, 59).unwrap())
    );
    assert_eq!(time_of(tag::UTC_TIME, "500101000000Z"), Ok(Time::from_utc(1950, 1, 1, 0, 0, 0).unwrap()));
}

#[test]
fn generalized_time_says_the_whole_year() {
    for year in [1949, 2049, 2050] {
        let time = time_of(tag::GENERALIZED_TIME, &format!("{year}0101000000Z"));
        assert_eq!(time, Ok(Time::from_utc(year, 1, 1, 0, 0, 0).unwrap()));
    }
}

#[test]
fn refuses_times_with_zones_fractions_or_without_seconds() {
    for text in [
        "2501010000Z",
        "250101000000",
        "250101000000+0900",
        "250230000000Z",
        "250101000000.5Z",
        "25010100000 Z",
    ] {
        assert_eq!(time_of(tag::UTC_TIME, text).unwrap_err().fault, Fault::Time, "{text}");
    }
    for text in ["20500101000000", "20500101000000.1Z", "205001010000Z", "20500101000000+0000"] {
        assert_eq!(time_of(tag::GENERALIZED_TIME, text).unwrap_err().fault, Fault::Time, "{text}");
    }
}

proptest! {
    #[test]
    fn reads_back_what_was_written(tag in 0_u8..0x1F, content in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut bytes = Vec::from([tag]);
        match u16::try_from(content.len()).unwrap().to_be_bytes() {
            [0, low @ 0..0x80] => bytes.push(low),
            [0, low] => bytes.extend([0x81, low]),
            [high, low] => bytes.extend([0x82, high, low]),
        }
        bytes.extend(&content);
        let element = element(&bytes);
        prop_assert_eq!((element.tag, element.content, element.whole), (tag, &content[..], &bytes[..]));
    }

    #[test]
    fn never_panics_on_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        let mut reader = Reader::new(&bytes);
        while let Ok(element) = reader.read() {
            let _ = (element.positive(), element.named_bits(), element.octets(), element.small(), element.ascii());
        }
    }
}
