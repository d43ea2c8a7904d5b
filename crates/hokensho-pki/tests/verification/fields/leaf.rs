//! The fields of an authentication leaf (RFC 5280, 4.1), each left out, twice, of another type, of another length.

use hokensho_mock::pki::field::{
    EXTENSIONS, ISSUER, PUBLIC_KEY, SERIAL, SIGNATURE, SUBJECT, VALIDITY, VERSION,
};

use super::*;

fields! { leaf {
    version: Field(&[VERSION]), 0xA0;
    serial: Field(&[SERIAL]), 0x02;
    signature: Field(&[SIGNATURE]), 0x30;
    issuer: Field(&[ISSUER]), 0x30;
    issuer_part: Field(&[ISSUER, 0]), 0x31;
    issuer_attribute: Field(&[ISSUER, 0, 0]), 0x30;
    issuer_attribute_type: Field(&[ISSUER, 0, 0, 0]), 0x06;
    issuer_attribute_value: Field(&[ISSUER, 1, 0, 1]), 0x0C;
    validity: Field(&[VALIDITY]), 0x30;
    not_before: Field(&[VALIDITY, 0]), 0x17;
    not_after: Field(&[VALIDITY, 1]), 0x17;
    subject: Field(&[SUBJECT]), 0x30;
    subject_part: Field(&[SUBJECT, 1]), 0x31;
    public_key: Field(&[PUBLIC_KEY]), 0x30;
    key_algorithm: Field(&[PUBLIC_KEY, 0]), 0x30;
    key_algorithm_identifier: Field(&[PUBLIC_KEY, 0, 0]), 0x06;
    key_bits: Field(&[PUBLIC_KEY, 1]), 0x03;
    rsa_key: Field(&[PUBLIC_KEY, 1, 1]), 0x30;
    rsa_modulus: Field(&[PUBLIC_KEY, 1, 1, 0]), 0x02;
    rsa_exponent: Field(&[PUBLIC_KEY, 1, 1, 1]), 0x02;
    all_extensions: Field(&[EXTENSIONS]), 0xA3 or Fault::TrailingBytes;
    list_of_extensions: Field(&[EXTENSIONS, 0]), 0x30;
    extension: Field(&[EXTENSIONS, 0, 0]), 0x30;
} }

refusals! { leaf {
    refuses_no_version: remove(Field(&[VERSION])) => tag(0xA0, 0x02);
    refuses_two_versions: duplicate(Field(&[VERSION])) => tag(0x02, 0xA0);
    refuses_no_serial: remove(Field(&[SERIAL])) => tag(0x02, 0x30);
    refuses_two_serials: duplicate(Field(&[SERIAL])) => tag(0x30, 0x02);
    refuses_no_signature_algorithm: remove(Field(&[SIGNATURE])) => Fault::AlgorithmMismatch;
    refuses_two_signature_algorithms:
        duplicate(Field(&[SIGNATURE])) => tag(0x31, 0x06), at Field(&[SIGNATURE + 1, 0]);
    refuses_no_issuer: remove(Field(&[ISSUER])) => tag(0x31, 0x17), at Field(&[ISSUER, 0]);
    refuses_two_issuers: duplicate(Field(&[ISSUER])) => tag(0x17, 0x31), at Field(&[ISSUER + 1, 0]);
    refuses_no_validity: remove(Field(&[VALIDITY])) => tag(0x17, 0x31), at Field(&[VALIDITY, 0]);
    refuses_two_validities: duplicate(Field(&[VALIDITY])) => tag(0x31, 0x17), at Field(&[VALIDITY + 1, 0]);
    refuses_no_not_before: remove(Field(&[VALIDITY, 0])) => Fault::Truncated, at Field(&[VALIDITY, 1]);
    refuses_no_not_after: remove(Field(&[VALIDITY, 1])) => Fault::Truncated;
    refuses_three_times: duplicate(Field(&[VALIDITY, 1])) => Fault::TrailingBytes;
    refuses_no_subject: remove(Field(&[SUBJECT])) => tag(0x31, 0x30), at Field(&[SUBJECT, 0]);
    refuses_two_subjects: duplicate(Field(&[SUBJECT])) => tag(0x30, 0x31), at Field(&[SUBJECT + 1, 0]);
    refuses_no_key: remove(Field(&[PUBLIC_KEY])) => tag(0x30, 0xA3);
    refuses_two_keys: duplicate(Field(&[PUBLIC_KEY])) => Fault::TrailingBytes;
    refuses_no_key_algorithm: remove(Field(&[PUBLIC_KEY, 0])) => tag(0x30, 0x03);
    refuses_two_key_algorithms: duplicate(Field(&[PUBLIC_KEY, 0])) => tag(0x03, 0x30);
    refuses_a_key_algorithm_without_identifier: remove(Field(&[PUBLIC_KEY, 0, 0])) => tag(0x06, 0x05);
    refuses_two_identifiers_of_the_key: duplicate(Field(&[PUBLIC_KEY, 0, 0])) => Fault::AlgorithmParameters;
    refuses_no_key_bits: remove(Field(&[PUBLIC_KEY, 1])) => Fault::Truncated;
    refuses_two_key_bits: duplicate(Field(&[PUBLIC_KEY, 1])) => Fault::TrailingBytes;
    refuses_key_bits_without_a_key: remove(Field(&[PUBLIC_KEY, 1, 1])) => Fault::Truncated;
    refuses_two_rsa_keys: duplicate(Field(&[PUBLIC_KEY, 1, 1])) => Fault::TrailingBytes;
    refuses_no_modulus:
        remove(Field(&[PUBLIC_KEY, 1, 1, 0])) => Fault::Truncated, at Field(&[PUBLIC_KEY, 1, 1, 1]);
    refuses_no_exponent: remove(Field(&[PUBLIC_KEY, 1, 1, 1])) => Fault::Truncated;
    refuses_two_exponents: duplicate(Field(&[PUBLIC_KEY, 1, 1, 1])) => Fault::TrailingBytes;
    refuses_no_extensions: remove(Field(&[EXTENSIONS])) => Rule::IssuerKey;
    refuses_extensions_twice: duplicate(Field(&[EXTENSIONS])) => Fault::TrailingBytes;
    refuses_two_lists_of_extensions: duplicate(Field(&[EXTENSIONS, 0])) => Fault::TrailingBytes;
    refuses_extensions_without_a_list: remove(Field(&[EXTENSIONS, 0])) => Fault::Truncated;
} }
