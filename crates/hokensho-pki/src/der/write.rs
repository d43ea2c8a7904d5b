//! Writing DER: for questions only. What was signed is never written again.

use alloc::vec::Vec;

use super::tag;

/// One element: its tag, its length in as few bytes as possible (X.690, 10.1), and the parts of its content.
pub(crate) fn element(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let mut element = Vec::with_capacity(2 + length);
    element.push(tag);
    match u8::try_from(length) {
        Ok(short @ 0..0x80) => element.push(short),
        _ => {
            let bytes = length.to_be_bytes();
            let significant = bytes.into_iter().skip_while(|byte| *byte == 0);
            element.push(significant.clone().fold(0x80, |form, _| form + 1));
            element.extend(significant);
        }
    }
    for part in parts {
        element.extend_from_slice(part);
    }
    element
}

/// An INTEGER that isn't negative, from its bytes without a sign (X.690, 8.3).
pub(crate) fn unsigned(magnitude: &[u8]) -> Vec<u8> {
    match magnitude {
        [1..0x80, ..] => element(tag::INTEGER, &[magnitude]),
        [0, rest @ ..] => unsigned(rest),
        _ => element(tag::INTEGER, &[&[0], magnitude]),
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

    proptest! {
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
