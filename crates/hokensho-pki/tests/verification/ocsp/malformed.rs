//! Responses that are refused as a whole.

use hokensho_mock::der::{self, Length, Node};
use hokensho_mock::pki::{Authority, Ocsp, OcspStatus, extension};
use hokensho_pki::{Error, Fault, OcspRefusal, OcspResponse};

use super::{ADULT, NONCE, THIS_UPDATE, answer, field, malformed, replaced, spoiled};
use crate::verification::setting::{DAY, NOW, UNKNOWN};

const NONCE_OID: &[u32] = &[1, 3, 6, 1, 5, 5, 7, 48, 1, 2];

fn response() -> Node {
    answer().response(&answer().tbs())
}

/// The response, spoiled outside what is signed.
fn spoiled_outside(spoil: impl FnOnce(&mut Node)) -> Vec<u8> {
    let mut response = response();
    spoil(&mut response);
    response.encode()
}

/// One answer about another certificate.
fn other(serial: u64) -> Node {
    Ocsp { serial, ..answer() }.tbs().at(&[field::ANSWERS, 0]).unwrap().clone()
}

#[test]
fn a_response_without_answer_says_why() {
    for (status, expected) in [
        (1, OcspRefusal::MalformedRequest),
        (2, OcspRefusal::InternalError),
        (3, OcspRefusal::TryLater),
        (4, OcspRefusal::Other(4)),
        (5, OcspRefusal::SignatureRequired),
        (6, OcspRefusal::Unauthorized),
        (99, OcspRefusal::Other(99)),
    ] {
        let refused = der::sequence([der::enumerated(status)]).encode();
        let refused = OcspResponse::parse(&refused).map(|_| ());
        assert_eq!(refused, Err(Error::OcspRefused { refusal: expected }));
    }
}

#[test]
fn refuses_a_success_without_a_response() {
    malformed(&der::sequence([der::enumerated(0)]).encode(), Fault::Truncated);
}

#[test]
fn refuses_a_refusal_with_a_response() {
    let both = spoiled_outside(|response| {
        response.replace(&[0], der::enumerated(3)).unwrap();
    });
    malformed(&both, Fault::TrailingBytes);
}

#[test]
fn refuses_a_response_of_another_type() {
    let other = spoiled_outside(|response| {
        response.replace(&[1, 0, 0], der::oid(UNKNOWN)).unwrap();
    });
    malformed(&other, Fault::ResponseType { oid: "1.2.392.200149.8.5.99".parse().unwrap() });
}

#[test]
fn refuses_bytes_after_each_part() {
    let after = spoiled_outside(|response| {
        response.insert(&[2], der::null()).unwrap();
    });
    malformed(&after, Fault::TrailingBytes);
    let places: [&[usize]; 4] = [&[1, 1], &[1, 0, 2], &[1, 0, 1, 1], &[1, 0, 1, 0, 3]];
    for place in places {
        let more = spoiled_outside(|response| response.insert(place, der::null()).unwrap());
        malformed(&more, Fault::TrailingBytes);
    }
    malformed(&[&response().encode()[..], &[0]].concat(), Fault::TrailingBytes);
}

#[test]
fn refuses_lengths_that_are_not_der() {
    for (length, fault) in [
        (Length::Long(1), Fault::LengthNotMinimal),
        (Length::Indefinite, Fault::IndefiniteLength),
        (Length::Claimed(5000), Fault::Truncated),
    ] {
        malformed(&response().with_length(length).encode(), fault);
        let tbs = answer().tbs().with_length(length);
        malformed(&answer().response(&tbs).encode(), fault);
    }
}

#[test]
fn refuses_a_response_cut_anywhere() {
    let whole = response().encode();
    for length in 0..whole.len() {
        assert!(matches!(OcspResponse::parse(&whole[..length]), Err(Error::Malformed { .. })), "{length}");
    }
}

#[test]
fn refuses_more_bytes_than_the_budget() {
    malformed(&vec![0x30; 64 * 1024 + 1], Fault::TooMany { budget: 64 * 1024 });
}

#[test]
fn refuses_a_version_even_if_it_is_the_default() {
    for version in [0, 1] {
        let version = der::context(0, [der::integer(&[version])]);
        malformed(&spoiled(|tbs| tbs.insert(&[0], version).unwrap()), Fault::Version);
    }
}

#[test]
fn refuses_more_certificates_than_the_budget() {
    let certificates = vec![der::sequence([]); 9];
    let response = answer().response_by(&Authority::Auth.key(), &answer().tbs(), certificates);
    malformed(&response.encode(), Fault::TooMany { budget: 8 });
}

#[test]
fn refuses_certificates_that_are_no_sequences() {
    let response = answer().response_by(&Authority::Auth.key(), &answer().tbs(), [der::null()]);
    malformed(&response.encode(), Fault::Tag { expected: 0x30, found: 0x05 });
}

#[test]
fn refuses_a_responder_of_another_kind() {
    let key = der::octets(Authority::Auth.key().identifier());
    let found = 0xA3;
    malformed(&replaced(&[field::RESPONDER], der::context(3, [key])), Fault::Tag { expected: 0xA1, found });
}

#[test]
fn refuses_a_responder_of_no_name_or_another_type() {
    let nameless = der::context(1, [der::sequence([])]);
    malformed(&replaced(&[field::RESPONDER], nameless), Fault::Empty);
    let bits = der::context(2, [der::bits(0, &[0; 20])]);
    malformed(&replaced(&[field::RESPONDER], bits), Fault::Tag { expected: 0x04, found: 0x03 });
    let name = Authority::Auth.name();
    malformed(&replaced(&[field::RESPONDER], der::context(1, [name, der::null()])), Fault::TrailingBytes);
}

#[test]
fn refuses_times_that_are_not_generalized() {
    let fault = Fault::Tag { expected: 0x18, found: 0x17 };
    let utc = der::utc_time(NOW);
    malformed(&replaced(&[field::PRODUCED_AT], utc.clone()), fault);
    malformed(&replaced(&field::THIS_UPDATE, utc.clone()), fault);
    malformed(&replaced(&field::NEXT_UPDATE, der::context(0, [utc.clone()])), fault);
    malformed(&replaced(&field::STATUS, der::context(1, [utc])), fault);
}

#[test]
fn refuses_times_of_another_form() {
    for text in
        ["20261122000000", "20261122000000+0900", "20261122000000.5Z", "202611220000Z", "20261322000000Z"]
    {
        let time = Node::new(0x18, text);
        malformed(&replaced(&[field::PRODUCED_AT], time.clone()), Fault::Time);
        malformed(&replaced(&field::THIS_UPDATE, time.clone()), Fault::Time);
        malformed(&replaced(&field::NEXT_UPDATE, der::context(0, [time])), Fault::Time);
    }
}

#[test]
fn refuses_a_next_update_before_this_update() {
    let next_update = |at| replaced(&field::NEXT_UPDATE, der::context(0, [der::generalized_time(at)]));
    assert!(OcspResponse::parse(&next_update(THIS_UPDATE)).is_ok());
    malformed(&next_update(THIS_UPDATE - 1), Fault::TimeOrder);
}

#[test]
fn refuses_a_response_without_answers() {
    malformed(&replaced(&[field::ANSWERS], der::sequence([])), Fault::Empty);
}

#[test]
fn refuses_more_answers_than_the_budget() {
    let answers = |count: u64| {
        let answers: Vec<_> = (ADULT..ADULT + count).map(other).collect();
        replaced(&[field::ANSWERS], der::sequence(answers))
    };
    assert!(OcspResponse::parse(&answers(16)).is_ok());
    malformed(&answers(17), Fault::TooMany { budget: 16 });
}

#[test]
fn refuses_two_answers_about_one_certificate() {
    malformed(&spoiled(|tbs| tbs.duplicate(&[field::ANSWERS, 0]).unwrap()), Fault::Duplicate);
    let revoked = OcspStatus::Revoked { at: NOW - DAY, reason: hokensho_mock::pki::Reason::Superseded };
    let no = Ocsp { status: revoked, ..answer() }.tbs().at(&[field::ANSWERS, 0]).unwrap().clone();
    malformed(&spoiled(|tbs| tbs.insert(&[field::ANSWERS, 1], no).unwrap()), Fault::Duplicate);
}

#[test]
fn refuses_a_status_of_another_kind() {
    malformed(
        &replaced(&field::STATUS, der::context_bytes(3, [])),
        Fault::Tag { expected: 0x80, found: 0x83 },
    );
    malformed(&replaced(&field::STATUS, der::null()), Fault::Tag { expected: 0x80, found: 0x05 });
}

#[test]
fn refuses_good_and_unknown_with_something_in_it() {
    for number in [0, 2] {
        malformed(&replaced(&field::STATUS, der::context_bytes(number, [0x05, 0x00])), Fault::TrailingBytes);
    }
}

#[test]
fn refuses_good_in_constructed_form() {
    malformed(&replaced(&field::STATUS, der::context(0, [])), Fault::Tag { expected: 0x80, found: 0xA0 });
}

#[test]
fn refuses_revoked_without_a_time_or_with_more() {
    malformed(&replaced(&field::STATUS, der::context(1, [])), Fault::Truncated);
    let at = der::generalized_time(NOW - DAY);
    malformed(&replaced(&field::STATUS, der::context(1, [at, der::null()])), Fault::TrailingBytes);
}

#[test]
fn refuses_a_reason_of_another_type() {
    let status = |reason| der::context(1, [der::generalized_time(NOW - DAY), der::context(0, [reason])]);
    malformed(
        &replaced(&field::STATUS, status(der::integer(&[4]))),
        Fault::Tag { expected: 0x0A, found: 0x02 },
    );
    malformed(&replaced(&field::STATUS, status(Node::new(0x0A, [0xFF]))), Fault::IntegerTooLong);
}

#[test]
fn refuses_impossible_serials() {
    let serial = [&field::ID[..], &[3]].concat();
    for (bytes, fault) in [
        (&[0][..], Fault::IntegerZero),
        (&[0xFF], Fault::IntegerNegative),
        (&[0, 0x22], Fault::IntegerNotMinimal),
        (&[0x22; 21], Fault::IntegerTooLong),
        (&[], Fault::IntegerNotMinimal),
    ] {
        malformed(&replaced(&serial, Node::new(0x02, bytes)), fault);
    }
}

#[test]
fn refuses_wrong_parameters_of_the_hash() {
    let place = [&field::ID[..], &[0, 1]].concat();
    malformed(&replaced(&place, der::integer(&[1])), Fault::AlgorithmParameters);
}

#[test]
fn refuses_bytes_after_a_certificate_id_and_an_answer() {
    let place = [&field::ID[..], &[4]].concat();
    malformed(&spoiled(|tbs| tbs.insert(&place, der::null()).unwrap()), Fault::TrailingBytes);
    malformed(
        &spoiled(|tbs| tbs.insert(&[field::ANSWERS, 0, 4], der::null()).unwrap()),
        Fault::TrailingBytes,
    );
}

#[test]
fn refuses_an_unknown_critical_extension() {
    let oid = "1.2.392.200149.8.5.99".parse().unwrap();
    let unknown = extension::critical(UNKNOWN, der::null());
    let response = spoiled(|tbs| tbs.insert(&[field::EXTENSIONS, 0, 0], unknown.clone()).unwrap());
    malformed(&response, Fault::UnknownCritical { oid });
    let single = der::context(1, [der::sequence([unknown])]);
    let response = spoiled(|tbs| tbs.insert(&[field::ANSWERS, 0, 4], single).unwrap());
    malformed(&response, Fault::UnknownCritical { oid });
}

#[test]
fn refuses_an_unknown_critical_extension_of_an_answer_about_others() {
    let oid = "1.2.392.200149.8.5.99".parse().unwrap();
    let mut stranger = other(ADULT + 1);
    let unknown = extension::critical(UNKNOWN, der::null());
    stranger.insert(&[4], der::context(1, [der::sequence([unknown])])).unwrap();
    let response = spoiled(|tbs| tbs.insert(&[field::ANSWERS, 1], stranger).unwrap());
    malformed(&response, Fault::UnknownCritical { oid });
}

#[test]
fn refuses_empty_extensions() {
    let empty = der::context(1, [der::sequence([])]);
    malformed(&replaced(&[field::EXTENSIONS], empty.clone()), Fault::Empty);
    malformed(&spoiled(|tbs| tbs.insert(&[field::ANSWERS, 0, 4], empty).unwrap()), Fault::Empty);
}

#[test]
fn refuses_a_nonce_that_is_no_octet_string() {
    // RFC 2560 left the form open; RFC 9654, 2.1, has an OCTET STRING in the OCTET STRING.
    let bare = der::sequence([der::oid(NONCE_OID), der::octets(NONCE)]);
    malformed(&replaced(&[field::EXTENSIONS, 0, 0], bare), Fault::Tag { expected: 0x04, found: 0x07 });
    let longer = extension::plain(NONCE_OID, Node::list([der::octets(NONCE), der::null()]));
    malformed(&replaced(&[field::EXTENSIONS, 0, 0], longer), Fault::TrailingBytes);
}

#[test]
fn debug_output_shows_no_serials() {
    let bytes = response().encode();
    let response = OcspResponse::parse(&bytes).unwrap();
    assert_eq!(format!("{response:?}"), "OcspResponse(1 answers, produced 2026-11-22T00:00:00Z)");
}
