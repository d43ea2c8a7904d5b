//! What is read of a leaf although a CA shouldn't write it so, and where reading ends.

use hokensho_mock::der::{self, Node};
use hokensho_mock::pki::{extension, field};
use hokensho_pki::Fault;

use super::setting::{UNKNOWN, add, malformed, spoiled, verify};

fn with_field(path: &[usize], node: Node) -> Vec<u8> {
    spoiled(|tbs| {
        tbs.replace(path, node).unwrap();
    })
}

/// RFC 5280, 4.1.2.5: a CA writes UTCTime until 2049; who reads "MUST be able to process" both.
#[test]
fn reads_a_generalized_time_before_2050() {
    assert_eq!(verify(&with_field(&[field::VALIDITY, 1], der::generalized_time(2_500_613_999))), Ok(()));
}

#[test]
fn reads_a_serial_of_20_bytes() {
    assert_eq!(verify(&with_field(&[field::SERIAL], der::integer(&[0x01; 20]))), Ok(()));
}

#[test]
fn reads_over_unique_identifiers_but_over_nothing_else() {
    let with = |tag| spoiled(|tbs| tbs.insert(&[field::EXTENSIONS], Node::new(tag, [0, 1])).unwrap());
    assert_eq!(verify(&with(0x81)), Ok(()));
    assert_eq!(verify(&with(0x82)), Ok(()));
    malformed(&with(0x84), Fault::TrailingBytes);
}

#[test]
fn reads_over_an_unknown_extension_that_is_not_critical() {
    assert_eq!(verify(&spoiled(|tbs| add(tbs, extension::plain(UNKNOWN, der::null())))), Ok(()));
}

#[test]
fn refuses_bytes_after_the_certificate() {
    malformed(&[&spoiled(|_| ())[..], &[0x00]].concat(), Fault::TrailingBytes);
}

#[test]
fn refuses_more_extensions_than_the_budget() {
    let leaf = spoiled(|tbs| {
        for arc in 0..32 {
            add(tbs, extension::plain(&[UNKNOWN, &[arc]].concat(), der::null()));
        }
    });
    malformed(&leaf, Fault::TooMany { budget: 32 });
}

#[test]
fn refuses_more_bytes_than_the_budget() {
    let leaf = spoiled(|tbs| add(tbs, extension::plain(UNKNOWN, der::octets([0; 16 * 1024]))));
    malformed(&leaf, Fault::TooMany { budget: 16 * 1024 });
}

#[test]
fn says_at_which_byte_the_fault_is() {
    let leaf = with_field(&[field::SERIAL], der::integer(&[]));
    // Two headers of four bytes, five of the version: the serial begins at byte 13.
    assert_eq!(verify(&leaf).unwrap_err().to_string(), "integer is zero at byte 13 of the certificate");
}
