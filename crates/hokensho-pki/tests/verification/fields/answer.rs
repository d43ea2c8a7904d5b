//! The fields of an OCSP response (RFC 6960, 4.2.1), each left out, twice, of another type, of another length.

use super::spoiled::revoked_answer;
use super::*;

const NONCE: &[u32] = &[1, 3, 6, 1, 5, 5, 7, 48, 1, 2];

fields! { answer {
    response_status: Outside(&[0]), 0x0A;
    response_bytes: Outside(&[1]), 0xA0;
    typed_response: Outside(&[1, 0]), 0x30;
    response_type: Outside(&[1, 0, 0]), 0x06;
    response: Outside(&[1, 0, 1]), 0x04;
    basic_response: Outside(&[1, 0, 1, 0]), 0x30;
    data: Outside(&[1, 0, 1, 0, 0]), 0x30;
    signature_algorithm: Outside(&[1, 0, 1, 0, 1]), 0x30;
    signature: Outside(&[1, 0, 1, 0, 2]), 0x03;
    responder: Field(&[0]), 0xA1;
    responder_key: Field(&[0, 0]), 0x04;
    produced_at: Field(&[1]), 0x18;
    answers: Field(&[2]), 0x30;
    single_answer: Field(&[2, 0]), 0x30;
    certificate_id: Field(&[2, 0, 0]), 0x30;
    hash_algorithm: Field(&[2, 0, 0, 0]), 0x30;
    hash_identifier: Field(&[2, 0, 0, 0, 0]), 0x06;
    hash_of_the_issuers_name: Field(&[2, 0, 0, 1]), 0x04;
    hash_of_the_issuers_key: Field(&[2, 0, 0, 2]), 0x04;
    serial: Field(&[2, 0, 0, 3]), 0x02;
    certificate_status: Field(&[2, 0, 1]), 0x80;
    this_update: Field(&[2, 0, 2]), 0x18;
    next_update: Field(&[2, 0, 3]), 0xA0 or Fault::TrailingBytes;
    time_of_next_update: Field(&[2, 0, 3, 0]), 0x18;
    all_extensions: Field(&[3]), 0xA1 or Fault::TrailingBytes;
    list_of_extensions: Field(&[3, 0]), 0x30;
    extension: Field(&[3, 0, 0]), 0x30;
} }

fields! { revoked_answer {
    revocation_time: Field(&[2, 0, 1, 0]), 0x18;
    revocation_reason: Field(&[2, 0, 1, 1]), 0xA0 or Fault::TrailingBytes;
    reason_code: Field(&[2, 0, 1, 1, 0]), 0x0A;
} }

extensions! { answer { nonce: NONCE, 0x04; } }

refusals! { answer {
    refuses_no_responder: remove(Field(&[0])) => tag(0xA1, 0x18);
    refuses_two_responders: duplicate(Field(&[0])) => tag(0x18, 0xA2);
    refuses_a_responder_of_nothing: remove(Field(&[0, 0])) => Fault::Truncated;
    refuses_a_responder_of_two_keys: duplicate(Field(&[0, 0])) => Fault::TrailingBytes;
    refuses_no_time_of_production: remove(Field(&[1])) => tag(0x18, 0x30);
    refuses_two_times_of_production: duplicate(Field(&[1])) => tag(0x30, 0x18);
    refuses_no_answers: remove(Field(&[2])) => tag(0x30, 0xA1);
    refuses_two_lists_of_answers: duplicate(Field(&[2])) => Fault::TrailingBytes;
    refuses_an_answer_about_nothing: remove(Field(&[2, 0, 0])) => tag(0x30, 0x80);
    refuses_no_hash_algorithm: remove(Field(&[2, 0, 0, 0])) => tag(0x30, 0x04);
    refuses_no_hash_identifier: remove(Field(&[2, 0, 0, 0, 0])) => tag(0x06, 0x05);
    refuses_no_hash_of_the_issuers_name: remove(Field(&[2, 0, 0, 1])) => tag(0x04, 0x02), at Field(&[2, 0, 0, 2]);
    refuses_no_hash_of_the_issuers_key: remove(Field(&[2, 0, 0, 2])) => tag(0x04, 0x02);
    refuses_three_hashes: duplicate(Field(&[2, 0, 0, 2])) => tag(0x02, 0x04);
    refuses_no_serial: remove(Field(&[2, 0, 0, 3])) => Fault::Truncated;
    refuses_two_serials: duplicate(Field(&[2, 0, 0, 3])) => Fault::TrailingBytes;
    refuses_no_status: remove(Field(&[2, 0, 1])) => tag(0x80, 0x18);
    refuses_two_statuses: duplicate(Field(&[2, 0, 1])) => tag(0x18, 0x80);
    refuses_no_this_update: remove(Field(&[2, 0, 2])) => tag(0x18, 0xA0);
    refuses_two_this_updates: duplicate(Field(&[2, 0, 2])) => Fault::TrailingBytes;
    refuses_a_next_update_of_nothing: remove(Field(&[2, 0, 3, 0])) => Fault::Truncated;
    refuses_extensions_twice: duplicate(Field(&[3])) => Fault::TrailingBytes;
    refuses_two_lists_of_extensions: duplicate(Field(&[3, 0])) => Fault::TrailingBytes;
    refuses_extensions_without_a_list: remove(Field(&[3, 0])) => Fault::Truncated;

    refuses_this_update_after_the_next: replace(Field(&[2, 0, 2]), der::generalized_time(NOW + DAY)) => Fault::TimeOrder,
        at Field(&[2, 0, 3]);
    refuses_a_status_of_two_bytes: replace(Outside(&[0]), Node::new(0x0A, [0, 0])) => Fault::IntegerTooLong;
    refuses_a_hash_that_is_no_identifier: replace(Field(&[2, 0, 0, 0, 0]), padded_oid()) => Fault::Oid;
    refuses_no_type: remove(Outside(&[1, 0, 0])) => tag(0x06, 0x04);
    refuses_no_response: remove(Outside(&[1, 0, 1])) => Fault::Truncated;
    refuses_an_empty_response: remove(Outside(&[1, 0, 1, 0])) => Fault::Truncated;
    refuses_another_nonce: set(NONCE, der::octets([8; 32])) => Error::NonceForeign;
    refuses_a_nonce_cut: set(NONCE, der::octets([7; 31])) => Error::NonceForeign;
    refuses_a_nonce_with_a_byte_more: set(NONCE, der::octets([7; 33])) => Error::NonceForeign;
    refuses_an_empty_nonce: set(NONCE, der::octets([])) => Error::NonceForeign;
    refuses_no_nonce: remove(Field(&[3])) => Error::NonceMissing;
} }

refusals! { revoked_answer {
    refuses_revoked_without_time: remove(Field(&[2, 0, 1, 0])) => tag(0x18, 0xA0);
    refuses_two_times_of_revocation: duplicate(Field(&[2, 0, 1, 0])) => Fault::TrailingBytes;
    refuses_two_reasons: duplicate(Field(&[2, 0, 1, 1])) => Fault::TrailingBytes;
    refuses_two_reasons_in_one: duplicate(Field(&[2, 0, 1, 1, 0])) => Fault::TrailingBytes;
    refuses_a_reason_of_nothing: remove(Field(&[2, 0, 1, 1, 0])) => Fault::Truncated;
    refuses_a_reason_taken_off_a_list: replace(Field(&[2, 0, 1, 1, 0]), der::enumerated(8)) => Fault::DeltaList;
    refuses_a_revocation_on_no_day:
        replace(Field(&[2, 0, 1, 0]), Node::new(0x18, "20260229000000Z")) => Fault::Time;
} }
