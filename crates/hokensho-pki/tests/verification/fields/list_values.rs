//! Values in a revocation list that are of the right type and wrong.

use hokensho_mock::pki::extension::{
    AUTHORITY_KEY_IDENTIFIER, CRL_NUMBER, ISSUING_DISTRIBUTION_POINT, critical, plain,
};
use hokensho_mock::pki::{Authority, directory_name};
use hokensho_pki::{Document, Purpose};

use super::*;

const UNKNOWN_ANCHOR: Error =
    Error::AnchorUnknown { document: Document::RevocationList, purpose: Purpose::Authentication };
const THIS_UPDATE: Place<'static> = Field(&[3]);
const NEXT_UPDATE: Place<'static> = Field(&[4]);
const POINT_NAME: Place<'static> = Value(ISSUING_DISTRIBUTION_POINT, &[0, 0]);
const FULL_NAME: Place<'static> = Value(ISSUING_DISTRIBUTION_POINT, &[0, 0, 0]);
/// Behind the name.
const FLAG: Place<'static> = Value(ISSUING_DISTRIBUTION_POINT, &[0, 1]);
const BEHIND_FLAG: Place<'static> = Value(ISSUING_DISTRIBUTION_POINT, &[0, 2]);
const KEY: Place<'static> = Value(AUTHORITY_KEY_IDENTIFIER, &[0, 0]);

fn critical_against_its_standard(dotted: &str) -> Fault {
    Fault::Critical { oid: oid(dotted) }
}

fn flag(number: u8) -> Node {
    der::context_bytes(number, [0xFF])
}

refusals! { list {
    refuses_version_1: replace(Field(&[0]), der::integer(&[])) => Fault::Version;
    refuses_version_3: replace(Field(&[0]), der::integer(&[2])) => Fault::Version;
    refuses_a_padded_version: replace(Field(&[0]), Node::new(0x02, [0, 1])) => Fault::Version;
    refuses_an_issuer_of_no_name: replace(Field(&[2]), der::sequence([])) => Fault::Empty;
    refuses_another_issuer: replace(Field(&[2]), Authority::Sign.name()) => Rule::IssuerName;
    refuses_the_issuers_name_cut: remove(Field(&[2, 3])) => Rule::IssuerName;
    refuses_the_issuers_name_with_more: duplicate(Field(&[2, 3])) => Rule::IssuerName;

    refuses_this_update_without_zone: replace(THIS_UPDATE, Node::new(0x17, "261121230000")) => Fault::Time;
    refuses_this_update_with_an_offset: replace(THIS_UPDATE, Node::new(0x17, "261122080000+0900")) => Fault::Time;
    refuses_this_update_with_fractions: replace(THIS_UPDATE, Node::new(0x18, "20261121230000.0Z")) => Fault::Time;
    refuses_this_update_on_no_day: replace(THIS_UPDATE, Node::new(0x17, "261131230000Z")) => Fault::Time;
    refuses_next_update_without_zone: replace(NEXT_UPDATE, Node::new(0x17, "261123000000")) => Fault::Time;
    refuses_next_update_without_seconds: replace(NEXT_UPDATE, Node::new(0x17, "2611230000Z")) => Fault::Time;
    refuses_next_update_in_hour_24: replace(NEXT_UPDATE, Node::new(0x17, "261122240000Z")) => Fault::Time;
    refuses_next_update_before_this_update: replace(NEXT_UPDATE, der::utc_time(NOW - DAY)) => Fault::TimeOrder;

    refuses_no_entries_in_their_place: replace(Field(&[5]), der::sequence([])) => Fault::Empty;

    refuses_no_identifier_of_its_key: remove(Extension(AUTHORITY_KEY_IDENTIFIER, &[])) => Rule::IssuerKey;
    refuses_issuer_and_serial_without_the_key: remove(KEY) => Rule::IssuerKey;
    refuses_a_critical_identifier_of_its_key: turn(AUTHORITY_KEY_IDENTIFIER) => critical_against_its_standard("2.5.29.35");
    refuses_another_key: replace(KEY, der::context_bytes(0, Authority::Sign.key().identifier())) => UNKNOWN_ANCHOR;
    refuses_the_key_cut: change(KEY, |key| der::context_bytes(0, &key.body()[..19])) => UNKNOWN_ANCHOR;
    refuses_an_issuer_of_its_key_without_a_serial:
        remove(Value(AUTHORITY_KEY_IDENTIFIER, &[0, 2])) => Fault::HalfNamed, at Value(AUTHORITY_KEY_IDENTIFIER, &[0, 1]);
    refuses_a_serial_of_its_key_without_an_issuer: remove(Value(AUTHORITY_KEY_IDENTIFIER, &[0, 1])) => Fault::HalfNamed;
    refuses_an_issuer_of_its_key_that_is_named_by_an_address:
        replace(Value(AUTHORITY_KEY_IDENTIFIER, &[0, 1]), der::context(1, [der::context_bytes(6, "http://ca.invalid")]))
        => Fault::HalfNamed;
    refuses_another_issuer_of_its_key:
        replace(Value(AUTHORITY_KEY_IDENTIFIER, &[0, 1]), der::context(1, [directory_name(Authority::Sign.name())]))
        => Rule::AuthorityKeyId;
    refuses_another_serial_of_its_key:
        replace(Value(AUTHORITY_KEY_IDENTIFIER, &[0, 2]), Node::new(0x82, [0x01])) => Rule::AuthorityKeyId;

    refuses_no_number: remove(Extension(CRL_NUMBER, &[])) => Rule::ListNumber;
    refuses_a_critical_number: turn(CRL_NUMBER) => critical_against_its_standard("2.5.29.20");
    refuses_a_negative_number: set(CRL_NUMBER, Node::new(0x02, [0xFF])) => Fault::IntegerNegative;
    refuses_a_padded_number: set(CRL_NUMBER, Node::new(0x02, [0, 7])) => Fault::IntegerNotMinimal;
    refuses_a_number_of_no_bytes: set(CRL_NUMBER, Node::new(0x02, [])) => Fault::IntegerNotMinimal;
    refuses_a_number_of_21_bytes: set(CRL_NUMBER, Node::new(0x02, [1; 21])) => Fault::IntegerTooLong;

    refuses_an_empty_scope: set(ISSUING_DISTRIBUTION_POINT, der::sequence([])) => Fault::Empty, at POINT_NAME;
    refuses_a_point_name_of_nothing: replace(POINT_NAME, der::context(0, [])) => Fault::Truncated, at FULL_NAME;
    refuses_two_point_names: duplicate(FULL_NAME) => Fault::TrailingBytes;
    refuses_a_third_kind_of_point_name: change(FULL_NAME, |name| name.with_tag(0xA2)) => tag(0xA0, 0xA2);
    refuses_a_full_name_without_names: replace(FULL_NAME, der::context(0, [])) => Fault::Empty,
        at Value(ISSUING_DISTRIBUTION_POINT, &[0, 0, 0, 0]);
    refuses_a_name_relative_to_the_issuer:
        replace(FULL_NAME, der::context(1, [der::sequence([der::oid(&[2, 5, 4, 3]), der::utf8("a")])]))
        => Fault::PartialList, at FLAG;
    refuses_some_reasons_only: insert(FLAG, der::context_bytes(3, [1, 0x40])) => Fault::PartialList;
    refuses_an_indirect_list: insert(FLAG, flag(4)) => Fault::IndirectList, at BEHIND_FLAG;
    refuses_a_direct_list_written_out: insert(FLAG, der::context_bytes(4, [0x00])) => Fault::Boolean;
    refuses_all_end_entities_written_out: insert(FLAG, der::context_bytes(1, [0x00])) => Fault::Boolean;
    refuses_end_entities_written_as_one: insert(FLAG, der::context_bytes(1, [0x01])) => Fault::Boolean;
    refuses_authorities_written_out: insert(FLAG, der::context_bytes(2, [0x00])) => Fault::Boolean;
    refuses_attributes_written_out: insert(FLAG, der::context_bytes(5, [0x00])) => Fault::Boolean;
    refuses_a_flag_in_constructed_form: insert(FLAG, der::context(1, [der::boolean(true)])) => Fault::TrailingBytes;
    refuses_a_seventh_part_of_the_scope: insert(FLAG, flag(6)) => Fault::TrailingBytes;
    refuses_a_flag_twice: insert(FLAG, Node::list([flag(1), flag(1)])) => Fault::TrailingBytes,
        at Value(ISSUING_DISTRIBUTION_POINT, &[0, 1, 1]);
    refuses_flags_in_another_order: insert(FLAG, Node::list([flag(5), flag(1)])) => Fault::TrailingBytes,
        at Value(ISSUING_DISTRIBUTION_POINT, &[0, 1, 1]);
    refuses_end_entities_and_authorities_only: insert(FLAG, Node::list([flag(1), flag(2)])) => Fault::Duplicate,
        at BEHIND_FLAG;
    refuses_authorities_and_attributes_only: insert(FLAG, Node::list([flag(2), flag(5)])) => Fault::Duplicate,
        at BEHIND_FLAG;

    refuses_a_delta_list: add(critical(&[2, 5, 29, 27], der::integer(&[6]))) => Fault::DeltaList;
    refuses_a_delta_list_that_is_not_critical: add(plain(&[2, 5, 29, 27], der::integer(&[6]))) => Fault::DeltaList;
    refuses_an_address_of_changes: add(plain(&[2, 5, 29, 46], der::sequence([]))) => Fault::DeltaList;
    refuses_a_critical_address_of_changes:
        add(critical(&[2, 5, 29, 46], der::sequence([]))) => Fault::DeltaList;
    refuses_a_critical_name_of_the_issuer:
        add(critical(&[2, 5, 29, 18], der::sequence([]))) => unknown_critical("2.5.29.18");
    refuses_an_unknown_critical_extension:
        add(critical(UNKNOWN, der::null())) => unknown_critical("1.2.392.200149.8.5.99");
} }

#[test]
fn refuses_33_extensions() {
    let mut list = list();
    for arc in 0..30 {
        list = list.add(plain(&[UNKNOWN, &[arc]].concat(), der::null()));
    }
    list.assert_refused(Fault::TooMany { budget: 32 });
}
