//! Leaves that the CA signed although they are not what RFC 5280 and DER ask for.

use hokensho_mock::der::{self, Length, Node};
use hokensho_mock::pki::{Authority, Key, extension, field, sha256_with_rsa};
use hokensho_pki::{Error, Fault, Role, Rule};

use super::setting::{UNKNOWN, add, adult, malformed, set, spoiled, verify};

const SHA1_WITH_RSA: &[u32] = &[1, 2, 840, 113_549, 1, 1, 5];
const RSA: &[u32] = &[1, 2, 840, 113_549, 1, 1, 1];

fn with_field(index: usize, node: Node) -> Vec<u8> {
    spoiled(|tbs| {
        tbs.replace(&[index], node).unwrap();
    })
}

fn with_algorithms(inner: &Node, outer: &Node) -> Vec<u8> {
    let mut tbs = adult().auth_tbs();
    tbs.replace(&[field::SIGNATURE], inner.clone()).unwrap();
    let signature = Authority::Auth.key().sign_sha256(&tbs.encode());
    der::sequence([tbs, outer.clone(), der::bits(0, &signature)]).encode()
}

fn with_key(modulus: &[u8], exponent: &[u8]) -> Vec<u8> {
    let algorithm = der::sequence([der::oid(RSA), der::null()]);
    let key = der::sequence([der::integer(modulus), der::integer(exponent)]);
    with_field(field::PUBLIC_KEY, der::sequence([algorithm, der::bits_of(key)]))
}

#[test]
fn the_unspoiled_leaf_is_accepted() {
    assert_eq!(verify(&spoiled(|_| ())), Ok(()));
}

#[test]
fn refuses_versions_1_and_2() {
    malformed(&with_field(field::VERSION, der::context(0, [der::integer(&[1])])), Fault::Version);
    malformed(&with_field(field::VERSION, der::context(0, [der::integer(&[])])), Fault::Version);
    let without = spoiled(|tbs| {
        tbs.remove(&[field::VERSION]).unwrap();
    });
    malformed(&without, Fault::Tag { expected: 0xA0, found: 0x02 });
}

#[test]
fn refuses_a_serial_of_zero() {
    malformed(&with_field(field::SERIAL, der::integer(&[])), Fault::IntegerZero);
}

#[test]
fn refuses_a_negative_serial() {
    malformed(&with_field(field::SERIAL, Node::new(0x02, [0xFF])), Fault::IntegerNegative);
}

#[test]
fn refuses_a_serial_of_21_bytes() {
    malformed(&with_field(field::SERIAL, der::integer(&[0x01; 21])), Fault::IntegerTooLong);
    assert_eq!(verify(&with_field(field::SERIAL, der::integer(&[0x01; 20]))), Ok(()));
}

#[test]
fn refuses_a_padded_serial() {
    malformed(&with_field(field::SERIAL, Node::new(0x02, [0x00, 0x22, 0x7B])), Fault::IntegerNotMinimal);
}

#[test]
fn refuses_an_algorithm_that_differs_outside() {
    let sha1 = der::sequence([der::oid(SHA1_WITH_RSA), der::null()]);
    malformed(&with_algorithms(&sha1, &sha256_with_rsa()), Fault::AlgorithmMismatch);
    malformed(&with_algorithms(&sha256_with_rsa(), &sha1), Fault::AlgorithmMismatch);
}

#[test]
fn refuses_algorithm_parameters_that_are_absent_or_wrong() {
    let absent = der::sequence([sha256_with_rsa().children()[0].clone()]);
    let wrong = der::sequence([sha256_with_rsa().children()[0].clone(), der::integer(&[])]);
    let more = der::sequence([sha256_with_rsa().children()[0].clone(), der::null(), der::null()]);
    for algorithm in [absent, wrong, more] {
        malformed(&with_algorithms(&algorithm, &algorithm), Fault::AlgorithmParameters);
    }
}

#[test]
fn refuses_an_empty_issuer() {
    malformed(&with_field(field::ISSUER, der::sequence([])), Fault::Empty);
}

#[test]
fn refuses_times_in_another_form() {
    let with_time = |time: Node| {
        spoiled(|tbs| {
            tbs.replace(&[field::VALIDITY, 1], time).unwrap();
        })
    };
    // A CA should write it otherwise until 2049; who reads it must understand it.
    assert_eq!(verify(&with_time(der::generalized_time(2_500_613_999))), Ok(()));
    malformed(&with_time(Node::new(0x17, *b"490331145959+0900")), Fault::Time);
    malformed(&with_time(Node::new(0x17, *b"4903311459Z")), Fault::Time);
    malformed(&with_time(Node::new(0x17, *b"490231145959Z")), Fault::Time);
    malformed(&with_time(der::null()), Fault::Tag { expected: 0x17, found: 0x05 });
}

#[test]
fn refuses_keys_of_other_sizes() {
    let modulus = Key::named("adult-auth").unwrap().modulus();
    malformed(&with_key(&modulus[..128], &[1, 0, 1]), Fault::KeySize);
    malformed(&with_key(&[&modulus[..], &modulus, &[0x01]].concat(), &[1, 0, 1]), Fault::KeySize);
}

#[test]
fn refuses_other_exponents() {
    let modulus = Key::named("adult-auth").unwrap().modulus();
    malformed(&with_key(&modulus, &[3]), Fault::KeySize);
    malformed(&with_key(&modulus, &[1]), Fault::KeySize);
}

#[test]
fn refuses_an_even_modulus() {
    let mut modulus = Key::named("adult-auth").unwrap().modulus();
    modulus[255] &= 0xFE;
    malformed(&with_key(&modulus, &[1, 0, 1]), Fault::KeySize);
}

#[test]
fn refuses_an_rsa_key_without_null_parameters() {
    let leaf = spoiled(|tbs| {
        tbs.remove(&[field::PUBLIC_KEY, 0, 1]).unwrap();
    });
    malformed(&leaf, Fault::AlgorithmParameters);
}

#[test]
fn reads_over_unique_identifiers_but_over_nothing_else() {
    let with = |tag| spoiled(|tbs| tbs.insert(&[field::EXTENSIONS], Node::new(tag, [0, 1])).unwrap());
    assert_eq!(verify(&with(0x81)), Ok(()));
    assert_eq!(verify(&with(0x82)), Ok(()));
    malformed(&with(0x84), Fault::TrailingBytes);
}

#[test]
fn refuses_a_leaf_without_extensions() {
    let leaf = spoiled(|tbs| {
        tbs.remove(&[field::EXTENSIONS]).unwrap();
    });
    assert_eq!(verify(&leaf), Err(Error::Rule { role: Role::Leaf, rule: Rule::IssuerKey }));
    malformed(&with_field(field::EXTENSIONS, der::context(3, [der::sequence([])])), Fault::Empty);
}

#[test]
fn refuses_an_extension_given_twice() {
    for oid in [extension::KEY_USAGE, extension::CERTIFICATE_POLICIES, extension::SUBJECT_KEY_IDENTIFIER] {
        let leaf = spoiled(|tbs| tbs.duplicate(&extension::path(tbs, oid).unwrap()).unwrap());
        malformed(&leaf, Fault::Duplicate);
    }
    let unknown = || extension::plain(UNKNOWN, der::null());
    malformed(
        &spoiled(|tbs| {
            add(tbs, unknown());
            add(tbs, unknown());
        }),
        Fault::Duplicate,
    );
}

#[test]
fn refuses_an_unknown_critical_extension_by_its_name() {
    let oid = "1.2.392.200149.8.5.99".parse().unwrap();
    malformed(
        &spoiled(|tbs| add(tbs, extension::critical(UNKNOWN, der::null()))),
        Fault::UnknownCritical { oid },
    );
    assert_eq!(verify(&spoiled(|tbs| add(tbs, extension::plain(UNKNOWN, der::null())))), Ok(()));
}

#[test]
fn refuses_constraints_even_if_they_are_not_critical() {
    for last in [30, 33] {
        let oid = format!("2.5.29.{last}").parse().unwrap();
        let constraint = || extension::plain(&[2, 5, 29, last], der::sequence([]));
        malformed(&spoiled(|tbs| add(tbs, constraint())), Fault::NeverIgnored { oid });
    }
}

#[test]
fn refuses_criticality_written_otherwise_than_true() {
    for value in [&[0x00][..], &[0x01], &[]] {
        let leaf = spoiled(|tbs| {
            let flag = [&extension::path(tbs, extension::KEY_USAGE).unwrap()[..], &[1]].concat();
            tbs.replace(&flag, Node::new(0x01, value)).unwrap();
        });
        malformed(&leaf, Fault::Boolean);
    }
}

#[test]
fn refuses_bytes_after_the_certificate() {
    malformed(&[&spoiled(|_| ())[..], &[0x00]].concat(), Fault::TrailingBytes);
}

#[test]
fn refuses_bytes_after_the_value_of_an_extension() {
    let value = der::octets([0x03, 0x02, 0x07, 0x80, 0x00]);
    let usage = der::sequence([der::oid(extension::KEY_USAGE), der::boolean(true), value]);
    malformed(&spoiled(|tbs| set(tbs, extension::KEY_USAGE, usage)), Fault::TrailingBytes);
}

#[test]
fn refuses_lengths_that_only_ber_knows() {
    let with_length = |length| {
        spoiled(|tbs| {
            let serial = tbs.at(&[field::SERIAL]).unwrap().clone().with_length(length);
            tbs.replace(&[field::SERIAL], serial).unwrap();
        })
    };
    malformed(&with_length(Length::Long(0)), Fault::LengthNotMinimal);
    malformed(&with_length(Length::Long(1)), Fault::LengthNotMinimal);
    malformed(&with_length(Length::Indefinite), Fault::IndefiniteLength);
    malformed(&with_length(Length::Claimed(60_000)), Fault::Truncated);
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
fn refuses_more_names_than_the_budget() {
    let names: Vec<_> = (0..33).map(|_| der::context_bytes(6, *b"http://a")).collect();
    let names = extension::plain(extension::ISSUER_ALT_NAME, der::sequence(names));
    malformed(&spoiled(|tbs| set(tbs, extension::ISSUER_ALT_NAME, names)), Fault::TooMany { budget: 32 });
}

#[test]
fn refuses_key_usage_with_stray_bits() {
    for (unused, bits) in [(0, 0x80), (7, 0x00), (8, 0x80)] {
        let usage = extension::critical(extension::KEY_USAGE, der::bits(unused, &[bits]));
        malformed(&spoiled(|tbs| set(tbs, extension::KEY_USAGE, usage)), Fault::BitString);
    }
}

#[test]
fn refuses_empty_lists_in_extensions() {
    for oid in [
        extension::CERTIFICATE_POLICIES,
        extension::EXT_KEY_USAGE,
        extension::CRL_DISTRIBUTION_POINTS,
        extension::AUTHORITY_INFO_ACCESS,
        extension::ISSUER_ALT_NAME,
    ] {
        let empty = extension::plain(oid, der::sequence([]));
        malformed(&spoiled(|tbs| set(tbs, oid, empty)), Fault::Empty);
    }
}

#[test]
fn refuses_a_policy_given_twice() {
    let policy = der::sequence([der::oid(&[1, 2, 392, 200_149, 8, 5, 1, 0, 30])]);
    let policies =
        extension::critical(extension::CERTIFICATE_POLICIES, der::sequence([policy.clone(), policy]));
    malformed(&spoiled(|tbs| set(tbs, extension::CERTIFICATE_POLICIES, policies)), Fault::Duplicate);
}

#[test]
fn refuses_a_path_length_on_a_leaf() {
    let constraints = extension::critical(extension::BASIC_CONSTRAINTS, der::sequence([der::integer(&[])]));
    malformed(&spoiled(|tbs| add(tbs, constraints)), Fault::TrailingBytes);
}

#[test]
fn refuses_a_signature_with_unused_bits() {
    let tbs = adult().auth_tbs();
    let signature = Authority::Auth.key().sign_sha256(&tbs.encode());
    let leaf = der::sequence([tbs, sha256_with_rsa(), der::bits(1, &signature)]).encode();
    malformed(&leaf, Fault::BitString);
}

#[test]
fn refuses_an_address_that_is_not_ascii() {
    let description =
        der::sequence([der::oid(&[1, 3, 6, 1, 5, 5, 7, 48, 1]), der::context_bytes(6, "http://例え")]);
    let access = extension::plain(extension::AUTHORITY_INFO_ACCESS, der::sequence([description]));
    malformed(&spoiled(|tbs| set(tbs, extension::AUTHORITY_INFO_ACCESS, access)), Fault::Text);
}

#[test]
fn says_at_which_byte_the_fault_is() {
    let leaf = with_field(field::SERIAL, der::integer(&[]));
    // Two headers of four bytes, five of the version: the serial begins at byte 13.
    assert_eq!(verify(&leaf).unwrap_err().to_string(), "integer is zero at byte 13 of the certificate");
}
