//! Writing DER: questions and new signatures only. What was signed is never written again.

use alloc::string::ToString;
use alloc::vec::Vec;

use super::tag;
use crate::Time;

/// One element: its tag, its length, and the parts of its content.
pub(crate) fn element(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    // The length of a part lies in memory, and so in 64 bits.
    let mut element = header(tag, u64::try_from(length).unwrap_or(u64::MAX));
    element.reserve_exact(length);
    for part in parts {
        element.extend_from_slice(part);
    }
    element
}

/// A tag and a length in as few bytes as possible (X.690, 10.1); the content comes from elsewhere.
pub(crate) fn header(tag: u8, length: u64) -> Vec<u8> {
    match u8::try_from(length) {
        Ok(short @ 0..0x80) => [tag, short].into(),
        _ => {
            let significant = length.to_be_bytes().into_iter().skip_while(|byte| *byte == 0);
            let form = significant.clone().fold(0x80, |form, _| form + 1);
            [tag, form].into_iter().chain(significant).collect()
        }
    }
}

/// An INTEGER that isn't negative, from its bytes without a sign (X.690, 8.3).
pub(crate) fn unsigned(magnitude: &[u8]) -> Vec<u8> {
    match magnitude {
        [1..0x80, ..] => element(tag::INTEGER, &[magnitude]),
        [0, rest @ ..] => unsigned(rest),
        _ => element(tag::INTEGER, &[&[0], magnitude]),
    }
}

/// A SET OF: its elements in ascending order (X.690, 11.6). None is the beginning of another, so that no padding counts.
pub(crate) fn set_of(tag: u8, mut elements: Vec<Vec<u8>>) -> Vec<u8> {
    elements.sort_unstable();
    let parts: Vec<&[u8]> = elements.iter().map(Vec::as_slice).collect();
    element(tag, &parts)
}

/// A time: UTCTime from 1950 to 2049, else GeneralizedTime (RFC 5280, 4.1.2.5; RFC 5652, 11.3). Only the years 1 to
/// 9999 can be written.
pub(crate) fn time(time: Time) -> Option<Vec<u8>> {
    let text = time.to_string();
    // "2026-11-22T00:00:00Z"; years before and after these have a sign or more digits.
    let mut value: Vec<u8> = text.bytes().filter(|byte| !matches!(byte, b'-' | b':' | b'T')).collect();
    let (year, _) = value.split_first_chunk::<4>().filter(|_| text.len() == 20 && !text.starts_with('-'))?;
    match year {
        b"0000" => None,
        year if (b"1950"..=b"2049").contains(&year) => {
            value.drain(..2);
            Some(element(tag::UTC_TIME, &[&value]))
        }
        _ => Some(element(tag::GENERALIZED_TIME, &[&value])),
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use proptest::prelude::*;

    use super::*;
    use crate::der::Reader;

    #[test]
    fn lengths_change_their_form_where_they_must() {
        for (length, header) in [
            (0, &[4, 0][..]),
            (127, &[4, 127]),
            (128, &[4, 0x81, 128]),
            (255, &[4, 0x81, 255]),
            (256, &[4, 0x82, 1, 0]),
            (65_536, &[4, 0x83, 1, 0, 0]),
        ] {
            let written = element(tag::OCTET_STRING, &[&vec![0; length]]);
            assert_eq!(written[..header.len()], *header);
            assert_eq!(written.len(), header.len() + length);
        }
    }

    #[test]
    fn integers_are_minimal_and_not_negative() {
        assert_eq!(unsigned(&[]), [2, 1, 0]);
        assert_eq!(unsigned(&[0]), [2, 1, 0]);
        assert_eq!(unsigned(&[0, 0, 0x7F]), [2, 1, 0x7F]);
        assert_eq!(unsigned(&[0x80]), [2, 2, 0, 0x80]);
    }

    #[test]
    fn sets_are_in_order() {
        assert_eq!(
            set_of(tag::SET, vec![vec![4, 1, 2], vec![2, 1, 9], vec![4, 1, 1]]),
            [0x31, 9, 2, 1, 9, 4, 1, 1, 4, 1, 2]
        );
    }

    #[test]
    fn times_outside_of_the_years_1_to_9999_cannot_be_written() {
        let first = Time::from_utc(1, 1, 1, 0, 0, 0).unwrap();
        let last = Time::from_utc(9999, 12, 31, 23, 59, 59).unwrap();
        assert!(time(first).is_some() && time(last).is_some());
        for outside in [first.after(-1), first.after(-1_234 * 31_557_600), last.after(1)] {
            assert_eq!(time(outside), None);
        }
    }

    proptest! {
        #[test]
        fn times_survive_a_round_trip(seconds in -62_135_596_800_i64..253_402_300_800) {
            let moment = Time::from_unix(seconds);
            let written = time(moment).unwrap();
            prop_assert_eq!(Reader::new(&written).time().unwrap(), moment);
            prop_assert_eq!(written[0] == tag::UTC_TIME, (-631_152_000..2_524_608_000).contains(&seconds));
        }

        #[test]
        fn what_is_written_is_read(magnitude in prop::collection::vec(any::<u8>(), 0..20), more in prop::collection::vec(any::<u8>(), 0..300)) {
            let zeros = magnitude.iter().take_while(|byte| **byte == 0).count();
            let written = element(tag::SEQUENCE, &[&unsigned(&magnitude), &element(tag::OCTET_STRING, &[&more])]);
            let mut document = Reader::new(&written);
            let mut fields = document.sequence().unwrap();
            prop_assert_eq!(fields.require(tag::INTEGER).unwrap().unsigned().unwrap(), &magnitude[zeros..]);
            prop_assert_eq!(fields.require(tag::OCTET_STRING).unwrap().content, &more[..]);
            prop_assert!(fields.finish().is_ok() && document.finish().is_ok());
        }
    }
}
