//! The certificate of a responder that the CA appointed (RFC 6960, 4.2.2.2), as it comes with an answer.

use hokensho_mock::pki::extension::{
    AUTHORITY_KEY_IDENTIFIER, BASIC_CONSTRAINTS, EXT_KEY_USAGE, KEY_USAGE, OCSP_NO_CHECK,
    SUBJECT_KEY_IDENTIFIER, critical, plain,
};
use hokensho_mock::pki::field::{ISSUER, PUBLIC_KEY, SERIAL, SUBJECT, VALIDITY, VERSION};
use hokensho_mock::pki::{Authority, directory_name};
use hokensho_pki::Role;

use super::*;

fields! { responder {
    version: Field(&[VERSION]), 0xA0;
    serial: Field(&[SERIAL]), 0x02;
    issuer: Field(&[ISSUER]), 0x30;
    validity: Field(&[VALIDITY]), 0x30;
    subject: Field(&[SUBJECT]), 0x30;
    public_key: Field(&[PUBLIC_KEY]), 0x30;
} }

extensions! { responder {
    key_usage: KEY_USAGE, 0x03;
    extended_key_usage: EXT_KEY_USAGE, 0x30;
    no_check: OCSP_NO_CHECK, 0x05;
    authority_key_identifier: AUTHORITY_KEY_IDENTIFIER, 0x30;
    subject_key_identifier: SUBJECT_KEY_IDENTIFIER, 0x04;
} }

refusals! { responder {
    refuses_a_responder_of_version_1: replace(Field(&[VERSION]), der::context(0, [der::integer(&[])])) => Fault::Version;
    refuses_a_responder_of_serial_zero: replace(Field(&[SERIAL]), der::integer(&[])) => Fault::IntegerZero;
    refuses_a_responder_of_another_issuer: replace(Field(&[ISSUER]), Authority::Sign.name()) => Rule::IssuerName;
    refuses_a_responder_without_name: replace(Field(&[SUBJECT]), der::sequence([])) => Fault::Empty;
    refuses_a_responder_that_ends_before_it_begins:
        replace(Field(&[VALIDITY, 1]), der::utc_time(0)) => Fault::TimeOrder;
    refuses_a_responder_that_has_not_begun:
        replace(Field(&[VALIDITY, 0]), der::utc_time(NOW + 1)) => Error::NotYetValid { role: Role::Responder };
    refuses_a_responder_that_has_ended:
        replace(Field(&[VALIDITY, 1]), der::utc_time(NOW - 1)) => Error::Expired { role: Role::Responder };
    refuses_a_responder_with_exponent_3: replace(Field(&[PUBLIC_KEY, 1, 1, 1]), der::integer(&[3])) => Fault::KeySize,
        at Field(&[PUBLIC_KEY, 1, 1, 0]);

    refuses_a_responder_without_purposes: remove(Extension(EXT_KEY_USAGE, &[])) => Rule::ExtendedKeyUsage;
    refuses_a_responder_for_clients:
        set(EXT_KEY_USAGE, der::sequence([der::oid(CLIENT_AUTH)])) => Rule::ExtendedKeyUsage;
    refuses_a_responder_for_any_purpose:
        set(EXT_KEY_USAGE, der::sequence([der::oid(&[2, 5, 29, 37, 0])])) => Rule::ExtendedKeyUsage;
    refuses_a_responder_of_no_purposes: set(EXT_KEY_USAGE, der::sequence([])) => Fault::Empty,
        at Value(EXT_KEY_USAGE, &[0, 0]);
    refuses_a_responder_that_could_be_revoked: remove(Extension(OCSP_NO_CHECK, &[])) => Rule::ResponderNoCheck;
    refuses_a_filled_exemption: set(OCSP_NO_CHECK, Node::new(0x05, [0])) => Fault::TrailingBytes,
        at Value(OCSP_NO_CHECK, &[0, 0]);
    refuses_a_responder_that_may_only_bind: set(KEY_USAGE, der::bits(6, &[0x40])) => Rule::KeyUsage;
    refuses_a_responder_that_signs_certificates: set(KEY_USAGE, der::bits(2, &[0x84])) => Rule::LeafSigns;
    refuses_a_responder_of_another_key_of_the_ca:
        replace(Value(AUTHORITY_KEY_IDENTIFIER, &[0, 0]), der::context_bytes(0, Authority::Sign.key().identifier()))
        => Rule::AuthorityKeyId;
    refuses_a_responder_of_another_generation_of_the_ca:
        replace(Value(AUTHORITY_KEY_IDENTIFIER, &[0, 2]), Node::new(0x82, [0x01])) => Rule::AuthorityKeyId;
    refuses_a_responder_whose_issuer_had_another_issuer:
        replace(Value(AUTHORITY_KEY_IDENTIFIER, &[0, 1]), der::context(1, [directory_name(Authority::Sign.name())]))
        => Rule::AuthorityKeyId;
    refuses_a_responder_with_a_critical_identifier_of_the_cas_key:
        turn(AUTHORITY_KEY_IDENTIFIER) => Rule::AuthorityKeyIdCriticality;
    refuses_a_responder_with_a_critical_identifier_of_its_key:
        turn(SUBJECT_KEY_IDENTIFIER) => Rule::SubjectKeyIdCriticality;
    refuses_a_responder_with_an_unknown_critical_extension:
        add(critical(UNKNOWN, der::null())) => unknown_critical("1.2.392.200149.8.5.99");
    refuses_a_responder_with_name_constraints:
        add(plain(&[2, 5, 29, 30], der::sequence([]))) => Fault::NeverIgnored { oid: oid("2.5.29.30") };
    refuses_a_responder_that_writes_that_it_is_no_ca:
        add(critical(BASIC_CONSTRAINTS, der::sequence([der::boolean(false)]))) => Fault::Boolean,
        at Value(BASIC_CONSTRAINTS, &[0, 0]);
} }
