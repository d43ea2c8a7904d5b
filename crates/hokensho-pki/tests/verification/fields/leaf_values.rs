//! Values in an authentication leaf that are of the right type and wrong.

use hokensho_mock::pki::Key;
use hokensho_mock::pki::field::{EXTENSIONS, ISSUER, PUBLIC_KEY, SERIAL, SUBJECT, VALIDITY, VERSION};

use hokensho_pki::Role;

use super::*;

fn version(bytes: &[u8]) -> Node {
    der::context(0, [Node::new(0x02, bytes)])
}

fn utc(text: &str) -> Node {
    Node::new(0x17, text)
}

fn generalized(text: &str) -> Node {
    Node::new(0x18, text)
}

/// A key whose modulus, as it is written, is changed.
fn modulus(change: impl FnOnce(&mut Vec<u8>)) -> Node {
    let mut bytes = [&[0], &Key::named("adult-auth").unwrap().modulus()[..]].concat();
    change(&mut bytes);
    Node::new(0x02, bytes)
}

const MODULUS: Place<'static> = Field(&[PUBLIC_KEY, 1, 1, 0]);
const EXPONENT: Place<'static> = Field(&[PUBLIC_KEY, 1, 1, 1]);

refusals! { leaf {
    refuses_version_1_written_out: replace(Field(&[VERSION]), version(&[0])) => Fault::Version;
    refuses_version_2: replace(Field(&[VERSION]), version(&[1])) => Fault::Version;
    refuses_version_4: replace(Field(&[VERSION]), version(&[3])) => Fault::Version;
    refuses_a_negative_version: replace(Field(&[VERSION]), version(&[0xFE])) => Fault::Version;
    refuses_a_padded_version: replace(Field(&[VERSION]), version(&[0, 2])) => Fault::Version;
    refuses_a_version_that_is_no_number: replace(Field(&[VERSION]), der::context(0, [der::null()])) => Fault::Version;

    refuses_a_serial_of_no_bytes: replace(Field(&[SERIAL]), Node::new(0x02, [])) => Fault::IntegerNotMinimal;
    refuses_a_serial_of_zero: replace(Field(&[SERIAL]), Node::new(0x02, [0])) => Fault::IntegerZero;
    refuses_a_negative_serial: replace(Field(&[SERIAL]), Node::new(0x02, [0x80])) => Fault::IntegerNegative;
    refuses_a_negative_serial_of_many_bytes:
        replace(Field(&[SERIAL]), Node::new(0x02, [0xFF, 0x22, 0x7B, 0x13])) => Fault::IntegerNegative;
    refuses_a_serial_with_a_needless_zero:
        replace(Field(&[SERIAL]), Node::new(0x02, [0, 0x22, 0x7B, 0x13])) => Fault::IntegerNotMinimal;
    refuses_a_serial_of_21_bytes: replace(Field(&[SERIAL]), Node::new(0x02, [1; 21])) => Fault::IntegerTooLong;
    refuses_a_serial_of_20_bytes_and_a_sign:
        replace(Field(&[SERIAL]), der::integer(&[0xFF; 20])) => Fault::IntegerTooLong;

    refuses_another_name_for_the_issuer:
        replace(Field(&[ISSUER, 1, 0, 1]), der::utf8("JPKI")) => Rule::IssuerName;
    refuses_the_issuers_name_in_another_order:
        change(Field(&[ISSUER]), |name| {
            der::sequence(name.children().iter().rev().cloned().collect::<Vec<_>>())
        }) => Rule::IssuerName;
    refuses_the_issuers_name_cut: remove(Field(&[ISSUER, 3])) => Rule::IssuerName;
    refuses_the_issuers_name_with_more: duplicate(Field(&[ISSUER, 3])) => Rule::IssuerName;
    refuses_the_issuers_name_in_another_string_type:
        change(Field(&[ISSUER, 1, 0, 1]), |text| text.with_tag(0x13)) => Rule::IssuerName;
    refuses_the_issuers_name_in_lower_case:
        replace(Field(&[ISSUER, 0, 0, 1]), der::printable("jp")) => Rule::IssuerName;
    refuses_an_issuer_of_no_name: replace(Field(&[ISSUER]), der::sequence([])) => Fault::Empty;
    refuses_a_subject_of_no_name: replace(Field(&[SUBJECT]), der::sequence([])) => Fault::Empty;

    refuses_a_time_without_zone: replace(Field(&[VALIDITY, 0]), utc("240401000000")) => Fault::Time;
    refuses_a_time_with_an_offset: replace(Field(&[VALIDITY, 0]), utc("240401090000+0900")) => Fault::Time;
    refuses_a_time_without_seconds: replace(Field(&[VALIDITY, 0]), utc("2404010000Z")) => Fault::Time;
    refuses_a_time_with_fractions:
        replace(Field(&[VALIDITY, 1]), generalized("20490331145959.5Z")) => Fault::Time;
    refuses_a_time_in_small_letters: replace(Field(&[VALIDITY, 0]), utc("240401000000z")) => Fault::Time;
    refuses_a_time_with_something_behind: replace(Field(&[VALIDITY, 0]), utc("240401000000Z ")) => Fault::Time;
    refuses_a_time_of_no_bytes: replace(Field(&[VALIDITY, 0]), utc("")) => Fault::Time;
    refuses_a_time_with_a_sign: replace(Field(&[VALIDITY, 0]), utc("24040100000+Z")) => Fault::Time;
    refuses_a_year_of_four_digits_where_two_belong:
        replace(Field(&[VALIDITY, 0]), utc("20240401000000Z")) => Fault::Time;
    refuses_a_year_of_two_digits_where_four_belong:
        replace(Field(&[VALIDITY, 0]), generalized("240401000000Z")) => Fault::Time;
    refuses_the_year_zero: replace(Field(&[VALIDITY, 0]), generalized("00000401000000Z")) => Fault::Time;
    refuses_month_0: replace(Field(&[VALIDITY, 0]), utc("240001000000Z")) => Fault::Time;
    refuses_month_13: replace(Field(&[VALIDITY, 0]), utc("241301000000Z")) => Fault::Time;
    refuses_day_0: replace(Field(&[VALIDITY, 0]), utc("240400000000Z")) => Fault::Time;
    refuses_the_31st_of_april: replace(Field(&[VALIDITY, 0]), utc("240431000000Z")) => Fault::Time;
    refuses_a_leap_day_in_another_year: replace(Field(&[VALIDITY, 0]), utc("230229000000Z")) => Fault::Time;
    refuses_hour_24: replace(Field(&[VALIDITY, 0]), utc("240401240000Z")) => Fault::Time;
    refuses_minute_60: replace(Field(&[VALIDITY, 0]), utc("240401006000Z")) => Fault::Time;
    refuses_a_leap_second: replace(Field(&[VALIDITY, 0]), utc("231231235960Z")) => Fault::Time;
    refuses_an_end_before_the_beginning:
        replace(Field(&[VALIDITY, 1]), utc("200101000000Z")) => Fault::TimeOrder;
    refuses_a_leaf_that_has_not_begun:
        replace(Field(&[VALIDITY, 0]), der::utc_time(NOW + 1)) => Error::NotYetValid { role: Role::Leaf };
    refuses_a_leaf_that_has_ended:
        replace(Field(&[VALIDITY, 1]), der::utc_time(NOW - 1)) => Error::Expired { role: Role::Leaf };

    refuses_a_key_of_stray_bits:
        change(Field(&[PUBLIC_KEY, 1]), |bits| Node::new(0x03, [&[1], &bits.body()[1..]].concat())) => Fault::BitString;
    refuses_a_key_of_no_bytes: replace(Field(&[PUBLIC_KEY, 1]), Node::new(0x03, [])) => Fault::BitString;
    refuses_a_modulus_of_1024_bits: replace(MODULUS, modulus(|bytes| bytes.truncate(129))) => Fault::KeySize;
    refuses_a_modulus_of_2040_bits: replace(MODULUS, modulus(|bytes| bytes.truncate(256))) => Fault::KeySize;
    refuses_a_modulus_of_4104_bits:
        replace(MODULUS, modulus(|bytes| drop(bytes.splice(1..1, [0x81; 257])))) => Fault::KeySize;
    refuses_a_negative_modulus: replace(MODULUS, modulus(|bytes| { bytes.remove(0); })) => Fault::KeySize;
    refuses_a_padded_modulus: replace(MODULUS, modulus(|bytes| bytes.insert(0, 0))) => Fault::KeySize;
    refuses_an_even_modulus: replace(MODULUS, modulus(|bytes| bytes[256] &= 0xFE)) => Fault::KeySize;
    refuses_exponent_1: replace(EXPONENT, der::integer(&[1])) => Fault::KeySize, at MODULUS;
    refuses_exponent_3: replace(EXPONENT, der::integer(&[3])) => Fault::KeySize, at MODULUS;
    refuses_an_even_exponent: replace(EXPONENT, der::integer(&[1, 0, 0])) => Fault::KeySize, at MODULUS;
    refuses_a_padded_exponent: replace(EXPONENT, Node::new(0x02, [0, 1, 0, 1])) => Fault::KeySize, at MODULUS;
    refuses_an_endless_exponent: replace(EXPONENT, der::integer(&[1; 256])) => Fault::KeySize, at MODULUS;
    refuses_a_key_without_parameters: remove(Field(&[PUBLIC_KEY, 0, 1])) => Fault::AlgorithmParameters;
    refuses_a_key_with_other_parameters:
        replace(Field(&[PUBLIC_KEY, 0, 1]), der::integer(&[1])) => Fault::AlgorithmParameters;
    refuses_a_key_with_filled_parameters:
        replace(Field(&[PUBLIC_KEY, 0, 1]), Node::new(0x05, [0])) => Fault::AlgorithmParameters;
    refuses_a_key_with_more_parameters: insert(Field(&[PUBLIC_KEY, 0, 2]), der::null()) => Fault::AlgorithmParameters,
        at Field(&[PUBLIC_KEY, 0, 1]);
    refuses_a_key_whose_kind_is_no_identifier:
        replace(Field(&[PUBLIC_KEY, 0, 0]), Node::new(0x06, [])) => Fault::Oid;

    refuses_no_extensions_in_their_place: replace(Field(&[EXTENSIONS, 0]), der::sequence([])) => Fault::Empty,
        at Field(&[EXTENSIONS, 0, 0]);
    refuses_a_fourth_part_of_the_leaf: insert(Field(&[EXTENSIONS + 1]), der::context(4, [])) => Fault::TrailingBytes;
    refuses_a_tag_of_several_bytes:
        insert(Field(&[EXTENSIONS]), Node::new(0xBF1F, [])) => Fault::TrailingBytes;
    refuses_a_time_of_a_long_tag: change(Field(&[VALIDITY, 0]), |time| time.with_tag(0x1F18)) => Fault::TagNumber;
    refuses_a_length_of_five_bytes:
        change(Field(&[SERIAL]), |serial| serial.with_length(der::Length::Long(4))) => Fault::LengthTooLong;
    refuses_a_length_beyond_the_end:
        change(Field(&[SERIAL]), |serial| serial.with_length(der::Length::Claimed(60_000))) => Fault::Truncated;
} }
