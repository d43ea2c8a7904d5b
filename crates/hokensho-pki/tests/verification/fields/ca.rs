//! The CA's own certificate, before it is believed.

use hokensho_mock::pki::extension::{
    AUTHORITY_INFO_ACCESS, AUTHORITY_KEY_IDENTIFIER, BASIC_CONSTRAINTS, CRL_DISTRIBUTION_POINTS, KEY_USAGE,
    SUBJECT_ALT_NAME, SUBJECT_KEY_IDENTIFIER, critical, plain,
};
use hokensho_mock::pki::field::{
    EXTENSIONS, ISSUER, PUBLIC_KEY, SERIAL, SIGNATURE, SUBJECT, VALIDITY, VERSION,
};
use hokensho_pki::Document;

use super::*;

const IS_CA: Place<'static> = Value(BASIC_CONSTRAINTS, &[0, 0]);
const DSA: &[u32] = &[1, 2, 840, 10_040, 4, 1];

fn unusable_key() -> Error {
    Error::AlgorithmUnsupported { document: Document::AnchorCertificate, oid: oid("1.2.840.10040.4.1") }
}

fn path_length(bytes: &[u8]) -> Node {
    der::sequence([der::boolean(true), Node::new(0x02, bytes)])
}

fields! { ca {
    version: Field(&[VERSION]), 0xA0;
    serial: Field(&[SERIAL]), 0x02;
    signature: Field(&[SIGNATURE]), 0x30;
    issuer: Field(&[ISSUER]), 0x30;
    validity: Field(&[VALIDITY]), 0x30;
    not_before: Field(&[VALIDITY, 0]), 0x17;
    not_after: Field(&[VALIDITY, 1]), 0x17;
    subject: Field(&[SUBJECT]), 0x30;
    public_key: Field(&[PUBLIC_KEY]), 0x30;
    all_extensions: Field(&[EXTENSIONS]), 0xA3 or Fault::TrailingBytes;
} }

extensions! { ca {
    key_usage: KEY_USAGE, 0x03;
    subject_alternative_name: SUBJECT_ALT_NAME, 0x30;
    basic_constraints: BASIC_CONSTRAINTS, 0x30;
    crl_distribution_points: CRL_DISTRIBUTION_POINTS, 0x30;
    subject_key_identifier: SUBJECT_KEY_IDENTIFIER, 0x04;
} }

refusals! { ca {
    refuses_a_ca_of_version_1: replace(Field(&[VERSION]), der::context(0, [der::integer(&[])])) => Fault::Version;
    refuses_a_ca_of_serial_zero: replace(Field(&[SERIAL]), der::integer(&[])) => Fault::IntegerZero;
    refuses_a_ca_without_issuer: replace(Field(&[ISSUER]), der::sequence([])) => Fault::Empty;
    refuses_a_ca_without_name: replace(Field(&[SUBJECT]), der::sequence([])) => Fault::Empty;
    refuses_a_ca_that_ends_before_it_begins:
        replace(Field(&[VALIDITY, 1]), der::utc_time(0)) => Fault::TimeOrder;
    refuses_a_ca_with_exponent_3: replace(Field(&[PUBLIC_KEY, 1, 1, 1]), der::integer(&[3])) => Fault::KeySize,
        at Field(&[PUBLIC_KEY, 1, 1, 0]);
    refuses_a_ca_whose_key_nothing_can_use: replace(Field(&[PUBLIC_KEY, 0, 0]), der::oid(DSA)) => unusable_key();
    refuses_a_ca_without_extensions: remove(Field(&[EXTENSIONS])) => Rule::AnchorIsAuthority;

    refuses_a_ca_without_basic_constraints: remove(Extension(BASIC_CONSTRAINTS, &[])) => Rule::AnchorIsAuthority;
    refuses_a_ca_whose_basic_constraints_are_not_critical: turn(BASIC_CONSTRAINTS) => Rule::AnchorIsAuthority;
    refuses_a_ca_that_says_it_is_none: set(BASIC_CONSTRAINTS, der::sequence([])) => Rule::AnchorIsAuthority;
    refuses_a_ca_that_writes_that_it_is_none: replace(IS_CA, der::boolean(false)) => Fault::Boolean;
    refuses_a_ca_that_writes_true_as_one: replace(IS_CA, Node::new(0x01, [0x01])) => Fault::Boolean;
    refuses_a_ca_whose_truth_has_two_bytes: replace(IS_CA, Node::new(0x01, [0xFF, 0xFF])) => Fault::Boolean;
    refuses_a_path_length_below_zero: set(BASIC_CONSTRAINTS, path_length(&[0xFF])) => Fault::IntegerNegative,
        at Value(BASIC_CONSTRAINTS, &[0, 1]);
    refuses_a_padded_path_length: set(BASIC_CONSTRAINTS, path_length(&[0, 1])) => Fault::IntegerNotMinimal,
        at Value(BASIC_CONSTRAINTS, &[0, 1]);
    refuses_a_path_length_of_no_bytes: set(BASIC_CONSTRAINTS, path_length(&[])) => Fault::IntegerNotMinimal,
        at Value(BASIC_CONSTRAINTS, &[0, 1]);
    refuses_a_path_length_of_21_bytes: set(BASIC_CONSTRAINTS, path_length(&[1; 21])) => Fault::IntegerTooLong,
        at Value(BASIC_CONSTRAINTS, &[0, 1]);
    refuses_a_path_length_of_another_type: append(Value(BASIC_CONSTRAINTS, &[0]), der::enumerated(1)) => Fault::TrailingBytes;
    refuses_a_path_length_before_the_truth:
        set(BASIC_CONSTRAINTS, der::sequence([der::integer(&[1]), der::boolean(true)])) => Fault::TrailingBytes,
        at IS_CA;

    refuses_a_ca_without_key_usage: remove(Extension(KEY_USAGE, &[])) => Rule::AnchorSignsCertificates;
    refuses_a_ca_whose_key_usage_is_not_critical: turn(KEY_USAGE) => Rule::KeyUsageCriticality;
    refuses_a_ca_that_signs_lists_only: set(KEY_USAGE, der::bits(1, &[0x02])) => Rule::AnchorSignsCertificates;
    refuses_a_ca_with_the_usage_of_a_leaf: set(KEY_USAGE, der::bits(6, &[0xC0])) => Rule::AnchorSignsCertificates;
    refuses_a_ca_whose_key_usage_has_no_bits: set(KEY_USAGE, der::bits(0, &[])) => Fault::BitString;

    refuses_a_ca_that_does_not_name_its_key: remove(Extension(SUBJECT_KEY_IDENTIFIER, &[])) => Rule::AnchorNamesItsKey;
    refuses_a_ca_that_names_its_key_critically: turn(SUBJECT_KEY_IDENTIFIER) => Rule::SubjectKeyIdCriticality;
    refuses_a_ca_that_names_its_issuers_key_critically:
        add(critical(AUTHORITY_KEY_IDENTIFIER, der::sequence([]))) => Rule::AuthorityKeyIdCriticality;
    refuses_a_ca_with_critical_access:
        add(critical(AUTHORITY_INFO_ACCESS, der::sequence([
            der::sequence([der::oid(UNKNOWN), der::context_bytes(6, "http://a")]),
        ]))) => Rule::AuthorityInfoAccessCriticality;
    refuses_a_ca_with_an_unknown_critical_extension:
        add(critical(UNKNOWN, der::null())) => unknown_critical("1.2.392.200149.8.5.99");
    refuses_a_ca_with_name_constraints:
        add(critical(&[2, 5, 29, 30], der::sequence([]))) => Fault::NeverIgnored { oid: oid("2.5.29.30") };
    refuses_a_ca_with_policy_mappings:
        add(plain(&[2, 5, 29, 33], der::sequence([]))) => Fault::NeverIgnored { oid: oid("2.5.29.33") };
    refuses_a_ca_whose_policy_constraints_are_not_critical:
        add(plain(&[2, 5, 29, 36], der::sequence([der::context_bytes(0, [0])]))) => Rule::PolicyConstraintCriticality;
    refuses_a_ca_whose_end_of_any_policy_is_not_critical:
        add(plain(&[2, 5, 29, 54], der::integer(&[]))) => Rule::PolicyConstraintCriticality;
} }
