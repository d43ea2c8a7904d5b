//! The fields of a revocation list (RFC 5280, 5.1), each left out, twice, of another type, of another length.

use hokensho_mock::pki::extension::{AUTHORITY_KEY_IDENTIFIER, CRL_NUMBER, ISSUING_DISTRIBUTION_POINT};

use super::*;

fields! { list {
    version: Field(&[0]), 0x02;
    signature: Field(&[1]), 0x30;
    issuer: Field(&[2]), 0x30;
    issuer_part: Field(&[2, 0]), 0x31;
    this_update: Field(&[3]), 0x17;
    next_update: Field(&[4]), 0x17;
    entries: Field(&[5]), 0x30 or tag(0xA0, STRANGE);
    entry: Field(&[5, 1]), 0x30;
    serial: Field(&[5, 1, 0]), 0x02;
    revocation_date: Field(&[5, 1, 1]), 0x17;
    entry_extensions: Field(&[5, 1, 2]), 0x30;
    entry_extension: Field(&[5, 1, 2, 0]), 0x30;
    reason: Field(&[5, 1, 2, 0, 1, 0]), 0x0A;
    all_extensions: Field(&[6]), 0xA0;
    list_of_extensions: Field(&[6, 0]), 0x30;
    extension: Field(&[6, 0, 0]), 0x30;
} }

extensions! { list {
    authority_key_identifier: AUTHORITY_KEY_IDENTIFIER, 0x30;
    number: CRL_NUMBER, 0x02;
    issuing_distribution_point: ISSUING_DISTRIBUTION_POINT, 0x30;
} }

refusals! { list {
    refuses_no_version: remove(Field(&[0])) => tag(0x02, 0x30);
    refuses_two_versions: duplicate(Field(&[0])) => tag(0x30, 0x02);
    refuses_no_signature_algorithm: remove(Field(&[1])) => Fault::AlgorithmMismatch;
    refuses_two_signature_algorithms: duplicate(Field(&[1])) => tag(0x31, 0x06), at Field(&[2, 0]);
    refuses_no_issuer: remove(Field(&[2])) => tag(0x30, 0x17);
    refuses_two_issuers: duplicate(Field(&[2])) => tag(0x17, 0x30);
    refuses_no_this_update: remove(Field(&[3])) => tag(0x17, 0x30), at Field(&[4]);
    refuses_two_this_updates: duplicate(Field(&[3])) => tag(0xA0, 0x17), at Field(&[5]);
    refuses_no_next_update: remove(Field(&[4])) => tag(0x17, 0x30);
    refuses_two_next_updates: duplicate(Field(&[4])) => tag(0xA0, 0x17);
    refuses_two_lists_of_entries: duplicate(Field(&[5])) => tag(0xA0, 0x30);
    refuses_an_entry_without_serial: remove(Field(&[5, 1, 0])) => tag(0x02, 0x17);
    refuses_an_entry_of_two_serials: duplicate(Field(&[5, 1, 0])) => tag(0x17, 0x02);
    refuses_an_entry_without_date: remove(Field(&[5, 1, 1])) => tag(0x17, 0x30);
    refuses_an_entry_of_two_dates: duplicate(Field(&[5, 1, 1])) => tag(0x30, 0x17);
    refuses_an_entry_of_nothing: replace(Field(&[5, 1]), der::sequence([])) => Fault::Truncated, at Field(&[5, 1, 0]);
    refuses_an_entry_with_extensions_twice: duplicate(Field(&[5, 1, 2])) => Fault::TrailingBytes;
    refuses_no_extensions: remove(Field(&[6])) => Fault::Truncated;
    refuses_extensions_twice: duplicate(Field(&[6])) => Fault::TrailingBytes;
    refuses_extensions_without_a_list: remove(Field(&[6, 0])) => Fault::Truncated;
    refuses_two_lists_of_extensions: duplicate(Field(&[6, 0])) => Fault::TrailingBytes;
} }
