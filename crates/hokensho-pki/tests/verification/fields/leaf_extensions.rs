//! The extensions of an authentication leaf (RFC 5280, 4.2), and those that it must not have.

use hokensho_mock::pki::extension::{
    AUTHORITY_INFO_ACCESS, AUTHORITY_KEY_IDENTIFIER, BASIC_CONSTRAINTS, CERTIFICATE_POLICIES,
    CRL_DISTRIBUTION_POINTS, EXT_KEY_USAGE, ISSUER_ALT_NAME, KEY_USAGE, SUBJECT_KEY_IDENTIFIER, critical,
    plain,
};
use hokensho_mock::pki::{Authority, directory_name};
use hokensho_pki::{Document, Purpose};

use super::*;

const USER_NOTICE: &[u32] = &[1, 3, 6, 1, 5, 5, 7, 2, 2];
const NAME_CONSTRAINTS: &[u32] = &[2, 5, 29, 30];
const POLICY_MAPPINGS: &[u32] = &[2, 5, 29, 33];
const POLICY_CONSTRAINTS: &[u32] = &[2, 5, 29, 36];
const FRESHEST_CRL: &[u32] = &[2, 5, 29, 46];
const INHIBIT_ANY_POLICY: &[u32] = &[2, 5, 29, 54];

const UNKNOWN_ANCHOR: Error =
    Error::AnchorUnknown { document: Document::Certificate, purpose: Purpose::Authentication };

extensions! { leaf {
    key_usage: KEY_USAGE, 0x03;
    extended_key_usage: EXT_KEY_USAGE, 0x30;
    certificate_policies: CERTIFICATE_POLICIES, 0x30;
    issuer_alternative_name: ISSUER_ALT_NAME, 0x30;
    crl_distribution_points: CRL_DISTRIBUTION_POINTS, 0x30;
    authority_information_access: AUTHORITY_INFO_ACCESS, 0x30;
    authority_key_identifier: AUTHORITY_KEY_IDENTIFIER, 0x30;
    subject_key_identifier: SUBJECT_KEY_IDENTIFIER, 0x04;
} }

fn oids(list: &[&[u32]]) -> Node {
    der::sequence(list.iter().map(|arcs| der::oid(arcs)).collect::<Vec<_>>())
}

fn times(count: usize, node: &Node) -> Node {
    der::sequence(vec![node.clone(); count])
}

fn policies(count: u32) -> Node {
    let policy = |last| der::sequence([der::oid(&[UNKNOWN, &[last]].concat())]);
    der::sequence((0..count).map(policy).collect::<Vec<_>>())
}

/// 4.2.1.3 says what a key may do.
mod usages {
    use super::*;

    refusals! { leaf {
        refuses_no_key_usage: remove(Extension(KEY_USAGE, &[])) => Rule::KeyUsage;
        refuses_a_usage_that_is_not_critical: turn(KEY_USAGE) => Rule::KeyUsageCriticality;
        refuses_a_usage_of_no_bits: set(KEY_USAGE, der::bits(0, &[])) => Fault::BitString;
        refuses_a_usage_of_no_bytes: set(KEY_USAGE, Node::new(0x03, [])) => Fault::BitString;
        refuses_a_usage_of_zeros: set(KEY_USAGE, der::bits(7, &[0])) => Fault::BitString;
        refuses_a_usage_with_zeros_behind: set(KEY_USAGE, der::bits(6, &[0x80])) => Fault::BitString;
        refuses_a_usage_with_bits_beyond_its_end: set(KEY_USAGE, der::bits(7, &[0xC0])) => Fault::BitString;
        refuses_a_usage_with_8_unused_bits: set(KEY_USAGE, der::bits(8, &[0x80])) => Fault::BitString;
        refuses_a_usage_of_three_bytes: set(KEY_USAGE, der::bits(7, &[0x80, 0, 0x80])) => Fault::BitString;
        refuses_non_repudiation_alone: set(KEY_USAGE, der::bits(6, &[0x40])) => Rule::KeyUsage;
        refuses_key_encipherment_alone: set(KEY_USAGE, der::bits(5, &[0x20])) => Rule::KeyUsage;
        refuses_data_encipherment_alone: set(KEY_USAGE, der::bits(4, &[0x10])) => Rule::KeyUsage;
        refuses_key_agreement_alone: set(KEY_USAGE, der::bits(3, &[0x08])) => Rule::KeyUsage;
        refuses_decipher_only_alone: set(KEY_USAGE, der::bits(7, &[0x00, 0x80])) => Rule::KeyUsage;
        refuses_signatures_over_certificates: set(KEY_USAGE, der::bits(2, &[0x84])) => Rule::LeafSigns;
        refuses_signatures_over_lists: set(KEY_USAGE, der::bits(1, &[0x82])) => Rule::LeafSigns;

        refuses_no_purposes_in_their_place: set(EXT_KEY_USAGE, der::sequence([])) => Fault::Empty,
            at Value(EXT_KEY_USAGE, &[0, 0]);
        refuses_a_purpose_that_is_no_identifier:
            replace(Value(EXT_KEY_USAGE, &[0, 0]), padded_oid()) => Fault::Oid;
        refuses_a_purpose_of_another_type:
            replace(Value(EXT_KEY_USAGE, &[0, 0]), der::utf8("clientAuth")) => tag(0x06, 0x0C);
        refuses_17_purposes: set(EXT_KEY_USAGE, times(17, &der::oid(CLIENT_AUTH))) => Fault::TooMany { budget: 16 },
            at Value(EXT_KEY_USAGE, &[0, 16]);
        refuses_the_purpose_of_a_server: set(EXT_KEY_USAGE, oids(&[&[1, 3, 6, 1, 5, 5, 7, 3, 1]])) => Rule::ExtendedKeyUsage;
        refuses_the_purpose_of_a_responder: set(EXT_KEY_USAGE, oids(&[&[1, 3, 6, 1, 5, 5, 7, 3, 9]])) => Rule::ExtendedKeyUsage;
        refuses_a_purpose_that_begins_like_the_right_one:
            set(EXT_KEY_USAGE, oids(&[&[1, 3, 6, 1, 5, 5, 7, 3, 2, 1]])) => Rule::ExtendedKeyUsage;
        refuses_a_purpose_that_the_right_one_begins_with:
            set(EXT_KEY_USAGE, oids(&[&[1, 3, 6, 1, 5, 5, 7, 3]])) => Rule::ExtendedKeyUsage;
    } }
}

/// 4.2.1.4, with one policy and the address of its statement.
mod rules_of_issue {
    use super::*;

    const POLICY: Place<'static> = Value(CERTIFICATE_POLICIES, &[0, 0, 0]);
    const QUALIFIERS: Place<'static> = Value(CERTIFICATE_POLICIES, &[0, 0, 1]);
    const QUALIFIER: Place<'static> = Value(CERTIFICATE_POLICIES, &[0, 0, 1, 0]);
    const ADDRESS: Place<'static> = Value(CERTIFICATE_POLICIES, &[0, 0, 1, 0, 1]);

    refusals! { leaf {
        refuses_no_policies: remove(Extension(CERTIFICATE_POLICIES, &[])) => Rule::Policy;
        refuses_policies_that_are_not_critical: turn(CERTIFICATE_POLICIES) => Rule::PolicyCriticality;
        refuses_no_policies_in_their_place: set(CERTIFICATE_POLICIES, der::sequence([])) => Fault::Empty,
            at Value(CERTIFICATE_POLICIES, &[0, 0]);
        refuses_a_policy_of_another_type:
            change(Value(CERTIFICATE_POLICIES, &[0, 0]), |policy| policy.with_tag(0x31)) => tag(0x30, 0x31);
        refuses_a_policy_without_identifier: remove(POLICY) => tag(0x06, 0x30);
        refuses_a_policy_that_is_no_identifier: replace(POLICY, padded_oid()) => Fault::Oid;
        refuses_any_policy: replace(POLICY, der::oid(&[2, 5, 29, 32, 0])) => Rule::Policy;
        refuses_the_policy_of_signing: replace(POLICY, der::oid(&[1, 2, 392, 200_149, 8, 5, 1, 0, 20])) => Rule::Policy;
        refuses_the_policy_of_production: replace(POLICY, der::oid(&[1, 2, 392, 200_149, 8, 5, 1, 3, 30])) => Rule::Policy;
        refuses_a_policy_that_begins_like_the_right_one:
            replace(POLICY, der::oid(&[1, 2, 392, 200_149, 8, 5, 1, 0, 30, 1])) => Rule::Policy;
        refuses_a_policy_that_the_right_one_begins_with:
            replace(POLICY, der::oid(&[1, 2, 392, 200_149, 8, 5, 1, 0])) => Rule::Policy;
        refuses_a_policy_twice: duplicate(Value(CERTIFICATE_POLICIES, &[0, 0])) => Fault::Duplicate;
        refuses_17_policies: set(CERTIFICATE_POLICIES, policies(17)) => Fault::TooMany { budget: 16 },
            at Value(CERTIFICATE_POLICIES, &[0, 16]);
        refuses_two_lists_of_qualifiers: duplicate(QUALIFIERS) => Fault::TrailingBytes;
        refuses_no_qualifiers_in_their_place: replace(QUALIFIERS, der::sequence([])) => Fault::Empty, at QUALIFIER;
        refuses_qualifiers_of_another_type: change(QUALIFIERS, |list| list.with_tag(0x31)) => tag(0x30, 0x31);
        refuses_a_qualifier_of_another_type: change(QUALIFIER, |one| one.with_tag(0x31)) => tag(0x30, 0x31);
        refuses_a_qualifier_without_value: remove(ADDRESS) => Fault::Truncated;
        refuses_a_qualifier_of_two_values: duplicate(ADDRESS) => Fault::TrailingBytes;
        refuses_an_address_of_another_type: change(ADDRESS, |text| text.with_tag(0x0C)) => tag(0x16, 0x0C);
        refuses_an_address_beyond_ascii: replace(ADDRESS, der::ia5("http://例え")) => Fault::Text;
        refuses_a_notice_of_another_type:
            replace(QUALIFIER, der::sequence([der::oid(USER_NOTICE), der::utf8("x")])) => tag(0x30, 0x0C), at ADDRESS;
        refuses_17_qualifiers:
            change(QUALIFIERS, |list| times(17, &list.children()[0])) => Fault::TooMany { budget: 16 },
            at Value(CERTIFICATE_POLICIES, &[0, 0, 1, 16]);
    } }
}

/// 4.2.1.6 and 4.2.1.7, shown in the further names of the issuer.
mod general_names {
    use super::*;

    const NAME: Place<'static> = Value(ISSUER_ALT_NAME, &[0, 0]);
    const INSIDE: Place<'static> = Value(ISSUER_ALT_NAME, &[0, 0, 0]);
    const BEHIND: Place<'static> = Value(ISSUER_ALT_NAME, &[0, 0, 1]);

    refusals! { leaf {
        refuses_no_names_in_their_place: set(ISSUER_ALT_NAME, der::sequence([])) => Fault::Empty, at NAME;
        refuses_a_tenth_kind_of_name: change(NAME, |name| name.with_tag(0xA9)) => tag(0xA4, 0xA9);
        refuses_a_directory_name_without_its_explicit_tag:
            change(NAME, |name| name.children()[0].clone()) => tag(0xA4, 0x30);
        refuses_a_directory_name_in_primitive_form: change(NAME, |name| name.with_tag(0x84)) => tag(0xA4, 0x84);
        refuses_an_empty_directory_name: replace(INSIDE, der::sequence([])) => Fault::Empty;
        refuses_a_directory_name_of_nothing: remove(INSIDE) => Fault::Truncated;
        refuses_two_directory_names_in_one: duplicate(INSIDE) => Fault::TrailingBytes;
        refuses_a_mail_address_beyond_ascii: replace(NAME, der::context_bytes(1, "見本@example.jp")) => Fault::Text;
        refuses_a_host_beyond_ascii: replace(NAME, der::context_bytes(2, "例え.jp")) => Fault::Text;
        refuses_an_address_beyond_ascii: replace(NAME, der::context_bytes(6, "http://例え")) => Fault::Text;
        refuses_an_other_name_without_value: replace(NAME, der::context(0, [der::oid(UNKNOWN)])) => Fault::Truncated, at BEHIND;
        refuses_33_names:
            set(ISSUER_ALT_NAME, times(33, &der::context_bytes(6, "http://a"))) => Fault::TooMany { budget: 32 },
            at Value(ISSUER_ALT_NAME, &[0, 32]);
    } }
}

/// 4.2.1.13, with one directory entry.
mod distribution_points {
    use super::*;

    const POINT: Place<'static> = Value(CRL_DISTRIBUTION_POINTS, &[0, 0]);
    const POINT_NAME: Place<'static> = Value(CRL_DISTRIBUTION_POINTS, &[0, 0, 0]);
    const FULL_NAME: Place<'static> = Value(CRL_DISTRIBUTION_POINTS, &[0, 0, 0, 0]);
    const NAME: Place<'static> = Value(CRL_DISTRIBUTION_POINTS, &[0, 0, 0, 0, 0]);

    refusals! { leaf {
        refuses_no_points_in_their_place: set(CRL_DISTRIBUTION_POINTS, der::sequence([])) => Fault::Empty, at POINT;
        refuses_a_point_of_another_type: change(POINT, |point| point.with_tag(0x31)) => tag(0x30, 0x31);
        refuses_an_empty_point: replace(POINT, der::sequence([])) => Fault::Empty, at POINT_NAME;
        refuses_a_point_name_of_nothing: replace(POINT_NAME, der::context(0, [])) => Fault::Truncated, at FULL_NAME;
        refuses_a_third_kind_of_point_name: change(FULL_NAME, |name| name.with_tag(0xA2)) => tag(0xA0, 0xA2);
        refuses_two_point_names: duplicate(FULL_NAME) => Fault::TrailingBytes;
        refuses_a_full_name_without_names: replace(FULL_NAME, der::context(0, [])) => Fault::Empty, at NAME;
        refuses_a_full_name_of_another_kind: change(NAME, |name| name.with_tag(0xA9)) => tag(0xA4, 0xA9);
        refuses_a_relative_name_of_nothing: replace(FULL_NAME, der::context(1, [])) => Fault::Empty, at NAME;
        refuses_reasons_before_the_name: insert(POINT_NAME, der::context_bytes(1, [1, 0x40])) => Fault::TrailingBytes,
            at Value(CRL_DISTRIBUTION_POINTS, &[0, 0, 1]);
        refuses_a_fourth_part_of_a_point: append(POINT, der::context_bytes(3, [])) => Fault::TrailingBytes;
        refuses_9_points:
            change(Value(CRL_DISTRIBUTION_POINTS, &[0]), |list| times(9, &list.children()[0]))
            => Fault::TooMany { budget: 8 }, at Value(CRL_DISTRIBUTION_POINTS, &[0, 8]);
    } }
}

/// 4.2.2.1, with the address of the responder.
mod information_access {
    use super::*;

    const METHOD: Place<'static> = Value(AUTHORITY_INFO_ACCESS, &[0, 0, 0]);
    const LOCATION: Place<'static> = Value(AUTHORITY_INFO_ACCESS, &[0, 0, 1]);

    refusals! { leaf {
        refuses_critical_access: turn(AUTHORITY_INFO_ACCESS) => Rule::AuthorityInfoAccessCriticality;
        refuses_no_access_in_its_place: set(AUTHORITY_INFO_ACCESS, der::sequence([])) => Fault::Empty,
            at Value(AUTHORITY_INFO_ACCESS, &[0, 0]);
        refuses_no_method: remove(METHOD) => tag(0x06, 0x86);
        refuses_a_method_that_is_no_identifier: replace(METHOD, padded_oid()) => Fault::Oid;
        refuses_no_location: remove(LOCATION) => Fault::Truncated;
        refuses_two_locations: duplicate(LOCATION) => Fault::TrailingBytes;
        refuses_a_location_that_is_no_name: change(LOCATION, |name| name.with_tag(0x16)) => tag(0xA4, 0x16);
        refuses_a_location_beyond_ascii: replace(LOCATION, der::context_bytes(6, "http://例え")) => Fault::Text;
        refuses_9_locations:
            change(Value(AUTHORITY_INFO_ACCESS, &[0]), |list| times(9, &list.children()[0]))
            => Fault::TooMany { budget: 8 }, at Value(AUTHORITY_INFO_ACCESS, &[0, 8]);
    } }
}

/// 4.2.1.1 and 4.2.1.2, with all three parts.
mod key_identifiers {
    use super::*;

    const KEY: Place<'static> = Value(AUTHORITY_KEY_IDENTIFIER, &[0, 0]);
    const ISSUER: Place<'static> = Value(AUTHORITY_KEY_IDENTIFIER, &[0, 1]);
    const SERIAL: Place<'static> = Value(AUTHORITY_KEY_IDENTIFIER, &[0, 2]);

    fn serial(bytes: &[u8]) -> Node {
        Node::new(0x82, bytes)
    }

    refusals! { leaf {
        refuses_a_critical_identifier_of_the_issuers_key: turn(AUTHORITY_KEY_IDENTIFIER) => Rule::AuthorityKeyIdCriticality;
        refuses_a_critical_identifier_of_its_key: turn(SUBJECT_KEY_IDENTIFIER) => Rule::SubjectKeyIdCriticality;
        refuses_no_identifier_of_the_issuers_key: remove(Extension(AUTHORITY_KEY_IDENTIFIER, &[])) => Rule::IssuerKey;
        refuses_issuer_and_serial_without_the_key: remove(KEY) => Rule::IssuerKey;
        refuses_another_key: replace(KEY, der::context_bytes(0, Authority::Sign.key().identifier())) => UNKNOWN_ANCHOR;
        refuses_the_key_cut: change(KEY, |key| der::context_bytes(0, &key.body()[..19])) => UNKNOWN_ANCHOR;
        refuses_the_key_with_a_byte_more:
            change(KEY, |key| der::context_bytes(0, [&key.body()[..], &[0]].concat())) => UNKNOWN_ANCHOR;
        refuses_an_empty_key: replace(KEY, der::context_bytes(0, [])) => UNKNOWN_ANCHOR;
        refuses_another_issuer: replace(ISSUER, der::context(1, [directory_name(Authority::Sign.name())])) => Rule::AuthorityKeyId;
        refuses_no_issuers_in_their_place: replace(ISSUER, der::context(1, [])) => Fault::Empty,
            at Value(AUTHORITY_KEY_IDENTIFIER, &[0, 1, 0]);
        refuses_an_issuer_that_is_no_general_name: replace(ISSUER, der::context(1, [Authority::Auth.name()])) => tag(0xA4, 0x30),
            at Value(AUTHORITY_KEY_IDENTIFIER, &[0, 1, 0]);
        refuses_another_serial: replace(SERIAL, serial(&[0x01])) => Rule::AuthorityKeyId;
        refuses_a_serial_of_zero: replace(SERIAL, serial(&[0])) => Fault::IntegerZero;
        refuses_a_negative_serial: replace(SERIAL, serial(&[0xFF])) => Fault::IntegerNegative;
        refuses_a_padded_serial: replace(SERIAL, serial(&[0, 0x21, 0x88, 0x01])) => Fault::IntegerNotMinimal;
        refuses_a_serial_of_21_bytes: replace(SERIAL, serial(&[1; 21])) => Fault::IntegerTooLong;
        refuses_an_issuer_without_a_serial: remove(SERIAL) => Fault::HalfNamed, at ISSUER;
        refuses_a_serial_without_an_issuer: remove(ISSUER) => Fault::HalfNamed;
        refuses_an_issuer_that_is_named_by_an_address:
            replace(ISSUER, der::context(1, [der::context_bytes(6, "http://ca.invalid")])) => Fault::HalfNamed;
        refuses_parts_in_another_order: insert(KEY, serial(&[0x21, 0x88, 0x01])) => Fault::TrailingBytes,
            at ISSUER;
        refuses_a_fourth_part: append(Value(AUTHORITY_KEY_IDENTIFIER, &[0]), der::context_bytes(3, [])) => Fault::TrailingBytes;
    } }
}

/// What a leaf of JPKI hasn't, and what is refused rather than passed over.
mod strangers {
    use super::*;

    fn never_ignored(dotted: &str) -> Fault {
        Fault::NeverIgnored { oid: oid(dotted) }
    }

    fn changes() -> Node {
        let address = der::context_bytes(6, "http://ca.invalid/delta");
        der::sequence([der::sequence([der::context(0, [der::context(0, [address])])])])
    }

    fn constraints(authority: &[u8]) -> Node {
        critical(BASIC_CONSTRAINTS, der::sequence([Node::new(0x01, authority)]))
    }

    refusals! { leaf {
        refuses_an_unknown_critical_extension:
            add(critical(UNKNOWN, der::null())) => unknown_critical("1.2.392.200149.8.5.99");
        refuses_a_critical_address_of_changes_to_lists:
            add(critical(FRESHEST_CRL, changes())) => Fault::Critical { oid: oid("2.5.29.46") };
        refuses_an_address_of_changes_to_lists: add(plain(FRESHEST_CRL, changes())) => Rule::DeltaLists;
        refuses_no_addresses_of_changes_in_their_place: add(plain(FRESHEST_CRL, der::sequence([]))) => Fault::Empty,
            at Value(FRESHEST_CRL, &[0, 0]);
        refuses_an_address_of_changes_that_is_none: add(plain(FRESHEST_CRL, der::sequence([der::null()]))) => tag(0x30, 0x05),
            at Value(FRESHEST_CRL, &[0, 0]);
        refuses_name_constraints: add(plain(NAME_CONSTRAINTS, der::sequence([]))) => never_ignored("2.5.29.30");
        refuses_critical_name_constraints: add(critical(NAME_CONSTRAINTS, der::sequence([]))) => never_ignored("2.5.29.30");
        refuses_policy_mappings: add(plain(POLICY_MAPPINGS, der::sequence([]))) => never_ignored("2.5.29.33");
        refuses_critical_policy_mappings: add(critical(POLICY_MAPPINGS, der::sequence([]))) => never_ignored("2.5.29.33");
        refuses_policy_constraints_that_are_not_critical:
            add(plain(POLICY_CONSTRAINTS, der::sequence([der::context_bytes(0, [0])]))) => Rule::PolicyConstraintCriticality;
        refuses_empty_policy_constraints: add(critical(POLICY_CONSTRAINTS, der::sequence([]))) => Fault::Empty,
            at Value(POLICY_CONSTRAINTS, &[0, 0]);
        refuses_policy_constraints_below_zero:
            add(critical(POLICY_CONSTRAINTS, der::sequence([der::context_bytes(0, [0xFF])]))) => Fault::IntegerNegative,
            at Value(POLICY_CONSTRAINTS, &[0, 0]);
        refuses_policy_constraints_in_another_order:
            add(critical(POLICY_CONSTRAINTS, der::sequence([1, 0].map(|part| der::context_bytes(part, [0])))))
            => Fault::TrailingBytes, at Value(POLICY_CONSTRAINTS, &[0, 1]);
        refuses_an_end_of_any_policy_that_is_not_critical:
            add(plain(INHIBIT_ANY_POLICY, der::integer(&[]))) => Rule::PolicyConstraintCriticality;
        refuses_an_end_of_any_policy_below_zero:
            add(critical(INHIBIT_ANY_POLICY, Node::new(0x02, [0xFF]))) => Fault::IntegerNegative,
            at Value(INHIBIT_ANY_POLICY, &[0]);
        refuses_a_ca: add(constraints(&[0xFF])) => Rule::LeafIsAuthority;
        refuses_a_ca_that_is_not_critical:
            add(plain(BASIC_CONSTRAINTS, der::sequence([der::boolean(true)]))) => Rule::LeafIsAuthority;
        refuses_no_ca_written_out: add(constraints(&[0x00])) => Fault::Boolean, at Value(BASIC_CONSTRAINTS, &[0, 0]);
        refuses_a_ca_of_one: add(constraints(&[0x01])) => Fault::Boolean, at Value(BASIC_CONSTRAINTS, &[0, 0]);
        refuses_a_path_length:
            add(critical(BASIC_CONSTRAINTS, der::sequence([der::integer(&[])]))) => Fault::TrailingBytes,
            at Value(BASIC_CONSTRAINTS, &[0, 0]);
    } }
}
