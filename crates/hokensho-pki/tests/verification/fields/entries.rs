//! What an entry of a revocation list says (RFC 5280, 5.3), in the second of two.

use hokensho_mock::pki::extension::{critical, plain};
use hokensho_mock::pki::{Authority, directory_name};

use super::*;

const SERIAL: Place<'static> = Field(&[5, 1, 0]);
const DATE: Place<'static> = Field(&[5, 1, 1]);
const EXTENSIONS: Place<'static> = Field(&[5, 1, 2]);
const REASON: Place<'static> = Field(&[5, 1, 2, 0]);
const BEHIND_REASON: Place<'static> = Field(&[5, 1, 2, 1]);
const CODE: Place<'static> = Field(&[5, 1, 2, 0, 1, 0]);
const CERTIFICATE_ISSUER: &[u32] = &[2, 5, 29, 29];

fn names() -> Node {
    der::sequence([directory_name(Authority::Sign.name())])
}

fn code(bytes: &[u8]) -> Node {
    Node::new(0x0A, bytes)
}

refusals! { list {
    refuses_a_serial_of_no_bytes: replace(SERIAL, Node::new(0x02, [])) => Fault::IntegerNotMinimal;
    refuses_a_serial_of_zero: replace(SERIAL, der::integer(&[])) => Fault::IntegerZero;
    refuses_a_negative_serial: replace(SERIAL, Node::new(0x02, [0x82])) => Fault::IntegerNegative;
    refuses_a_padded_serial: replace(SERIAL, Node::new(0x02, [0, 2])) => Fault::IntegerNotMinimal;
    refuses_a_serial_of_21_bytes: replace(SERIAL, Node::new(0x02, [1; 21])) => Fault::IntegerTooLong;
    refuses_a_serial_twice: replace(SERIAL, der::integer(&[1])) => Fault::Duplicate, at Field(&[5, 0]);
    refuses_an_entry_twice: duplicate(Field(&[5, 1])) => Fault::Duplicate, at Field(&[5, 0]);

    refuses_a_date_without_zone: replace(DATE, Node::new(0x17, "261121000000")) => Fault::Time;
    refuses_a_date_with_an_offset: replace(DATE, Node::new(0x17, "261121090000+0900")) => Fault::Time;
    refuses_a_date_without_seconds: replace(DATE, Node::new(0x17, "2611210000Z")) => Fault::Time;
    refuses_a_date_with_fractions: replace(DATE, Node::new(0x18, "20261121000000.5Z")) => Fault::Time;
    refuses_a_date_on_no_day: replace(DATE, Node::new(0x17, "260229000000Z")) => Fault::Time;
    refuses_a_date_centuries_ago: replace(DATE, Node::new(0x18, "18000101000000Z")) => Fault::TimeTooFar, at Field(&[5, 1]);
    refuses_a_date_centuries_ahead: replace(DATE, Node::new(0x18, "99991231235959Z")) => Fault::TimeTooFar, at Field(&[5, 1]);

    refuses_no_extensions_in_their_place: replace(EXTENSIONS, der::sequence([])) => Fault::Empty, at REASON;
    refuses_something_behind_the_extensions: append(Field(&[5, 1]), der::null()) => Fault::TrailingBytes;
    refuses_an_extension_twice: duplicate(REASON) => Fault::Duplicate;
    refuses_an_extension_without_identifier: remove(Field(&[5, 1, 2, 0, 0])) => tag(0x06, 0x04);
    refuses_an_extension_without_value: remove(Field(&[5, 1, 2, 0, 1])) => Fault::Truncated;
    refuses_criticality_written_as_false: insert(Field(&[5, 1, 2, 0, 1]), der::boolean(false)) => Fault::Boolean;
    refuses_bytes_after_an_extension: append(REASON, der::null()) => Fault::TrailingBytes;
    refuses_bytes_after_the_reason: insert(Field(&[5, 1, 2, 0, 1, 1]), der::null()) => Fault::TrailingBytes;
    refuses_an_extension_without_reason: remove(CODE) => Fault::Truncated;
    refuses_a_reason_of_another_type: change(CODE, |code| code.with_tag(0x02)) => tag(0x0A, 0x02);
    refuses_a_negative_reason: replace(CODE, code(&[0xFF])) => Fault::IntegerTooLong;
    refuses_a_reason_of_two_bytes: replace(CODE, code(&[0, 4])) => Fault::IntegerTooLong;
    refuses_a_reason_of_no_bytes: replace(CODE, code(&[])) => Fault::IntegerTooLong;
    refuses_a_reason_taken_off_a_list: replace(CODE, code(&[8])) => Fault::DeltaList;
    refuses_a_critical_date_of_invalidity:
        insert(BEHIND_REASON, critical(&[2, 5, 29, 24], der::generalized_time(NOW))) => unknown_critical("2.5.29.24");
    refuses_a_critical_instruction_on_hold:
        insert(BEHIND_REASON, critical(&[2, 5, 29, 23], der::oid(&[1, 2, 840, 10_040, 2, 2]))) => unknown_critical("2.5.29.23");
    refuses_another_cas_certificate: insert(BEHIND_REASON, critical(CERTIFICATE_ISSUER, names())) => Fault::IndirectList;
    refuses_another_cas_certificate_that_is_not_critical:
        insert(BEHIND_REASON, plain(CERTIFICATE_ISSUER, names())) => Fault::IndirectList;
    refuses_an_unknown_critical_extension:
        insert(BEHIND_REASON, critical(UNKNOWN, der::null())) => unknown_critical("1.2.392.200149.8.5.99");
} }

#[test]
fn reasons_that_nobody_knows_are_kept_and_revoke() {
    for unknown in [7, 11, 127] {
        list().replace(CODE, code(&[unknown])).assert_accepted();
    }
}
