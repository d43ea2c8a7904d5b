//! Lists that are refused as a whole.

use hokensho_mock::der::{self, Node};
use hokensho_mock::pki::{self, Authority, Reason, Revoked, extension, field, sha256_with_rsa, signed};
use hokensho_pki::{Crl, Document, Error, Fault, Purpose, Role, Rule, TestAnchors, Verifier};

use super::setting::{CHIYODA, Chosen, DAY, NOW, UNKNOWN, malformed_list, now, set, verifier};

/// The fields of a list with entries.
const ENTRIES: usize = 5;
const EXTENSIONS: usize = 6;
/// The extensions of the mock's lists.
const AUTHORITY_KEY: usize = 0;
const SCOPE: usize = 2;

fn spoiled(spoil: impl FnOnce(&mut Node)) -> Vec<u8> {
    let revoked = [1, 2].map(|serial| Revoked { serial, at: NOW - DAY, reason: Reason::Superseded });
    let (this_update, next_update) = (NOW - 3600, NOW + DAY);
    let list = pki::Crl {
        authority: Authority::Auth,
        municipality: CHIYODA,
        number: 7,
        this_update,
        next_update,
        revoked: &revoked,
    };
    let mut tbs = list.tbs();
    spoil(&mut tbs);
    Authority::Auth.issue(&tbs)
}

fn verify(list: &[u8]) -> Result<(), Error> {
    let list = Crl::parse(list)?;
    verifier().verify_crl(list, Purpose::Authentication, now()).map(|_| ())
}

fn add(tbs: &mut Node, extension: Node) {
    tbs.insert(&[EXTENSIONS, 0, 0], extension).unwrap();
}

fn with_scope_part(part: Node) -> Vec<u8> {
    spoiled(|tbs| tbs.insert(&[EXTENSIONS, 0, SCOPE, 2, 0, 1], part).unwrap())
}

#[test]
fn the_unspoiled_list_is_accepted() {
    let list = spoiled(|_| ());
    assert_eq!(verify(&list), Ok(()));
    let list = Crl::parse(&list).unwrap();
    assert_eq!((list.len(), list.number()), (2, Some(&[7][..])));
    assert_eq!((list.this_update().unix(), list.next_update().unix()), (NOW - 3600, NOW + DAY));
}

#[test]
fn refuses_version_1() {
    malformed_list(
        &spoiled(|tbs| {
            tbs.replace(&[0], der::integer(&[])).unwrap();
        }),
        Fault::Version,
    );
    malformed_list(
        &spoiled(|tbs| {
            tbs.remove(&[0]).unwrap();
        }),
        Fault::Tag { expected: 0x02, found: 0x30 },
    );
}

#[test]
fn refuses_an_algorithm_that_differs_outside() {
    let list = spoiled(|tbs| {
        tbs.replace(&[1], der::sequence([der::oid(&[1, 2, 840, 113_549, 1, 1, 5]), der::null()])).unwrap();
    });
    malformed_list(&list, Fault::AlgorithmMismatch);
}

#[test]
fn refuses_a_list_without_the_time_of_the_next() {
    let list = spoiled(|tbs| {
        tbs.remove(&[4]).unwrap();
    });
    malformed_list(&list, Fault::Tag { expected: 0x17, found: 0x30 });
}

#[test]
fn refuses_a_list_without_extensions() {
    let list = spoiled(|tbs| {
        tbs.remove(&[EXTENSIONS]).unwrap();
    });
    malformed_list(&list, Fault::Truncated);
}

#[test]
fn refuses_an_empty_list_of_entries() {
    let list = spoiled(|tbs| {
        tbs.replace(&[ENTRIES], der::sequence([])).unwrap();
    });
    malformed_list(&list, Fault::Empty);
}

#[test]
fn refuses_a_serial_twice() {
    malformed_list(&spoiled(|tbs| tbs.duplicate(&[ENTRIES, 1]).unwrap()), Fault::Duplicate);
}

#[test]
fn refuses_entries_with_impossible_serials() {
    for (serial, fault) in [
        (der::integer(&[]), Fault::IntegerZero),
        (Node::new(0x02, [0x80]), Fault::IntegerNegative),
        (der::integer(&[1; 21]), Fault::IntegerTooLong),
        (Node::new(0x02, [0x00, 0x01]), Fault::IntegerNotMinimal),
    ] {
        let list = spoiled(|tbs| {
            tbs.replace(&[ENTRIES, 0, 0], serial).unwrap();
        });
        malformed_list(&list, fault);
    }
}

#[test]
fn refuses_unknown_critical_extensions_of_the_list() {
    let oid = "1.2.392.200149.8.5.99".parse().unwrap();
    let list = spoiled(|tbs| add(tbs, extension::critical(UNKNOWN, der::null())));
    malformed_list(&list, Fault::UnknownCritical { oid });
    assert_eq!(verify(&spoiled(|tbs| add(tbs, extension::plain(UNKNOWN, der::null())))), Ok(()));
}

#[test]
fn refuses_unknown_critical_extensions_of_an_entry() {
    let oid = "1.2.392.200149.8.5.99".parse().unwrap();
    let list =
        spoiled(|tbs| tbs.insert(&[ENTRIES, 0, 2, 0], extension::critical(UNKNOWN, der::null())).unwrap());
    malformed_list(&list, Fault::UnknownCritical { oid });
}

#[test]
fn refuses_entries_of_other_issuers() {
    let oid = "2.5.29.29".parse().unwrap();
    let names = der::sequence([pki::directory_name(Authority::Sign.name())]);
    let issuer = extension::critical(&[2, 5, 29, 29], names);
    let list = spoiled(|tbs| tbs.insert(&[ENTRIES, 0, 2, 0], issuer).unwrap());
    malformed_list(&list, Fault::UnknownCritical { oid });
}

#[test]
fn refuses_empty_extensions_of_an_entry() {
    let list = spoiled(|tbs| {
        tbs.replace(&[ENTRIES, 0, 2], der::sequence([])).unwrap();
    });
    malformed_list(&list, Fault::Empty);
}

#[test]
fn refuses_a_reason_twice_or_of_another_type() {
    malformed_list(&spoiled(|tbs| tbs.duplicate(&[ENTRIES, 0, 2, 0]).unwrap()), Fault::Duplicate);
    let integer = extension::plain(extension::REASON_CODE, der::integer(&[4]));
    let list = spoiled(|tbs| {
        tbs.replace(&[ENTRIES, 0, 2, 0], integer).unwrap();
    });
    malformed_list(&list, Fault::Tag { expected: 0x0A, found: 0x02 });
}

#[test]
fn refuses_extensions_given_twice() {
    malformed_list(&spoiled(|tbs| tbs.duplicate(&[EXTENSIONS, 0, SCOPE]).unwrap()), Fault::Duplicate);
}

#[test]
fn refuses_delta_lists() {
    for critical in [extension::critical, extension::plain] {
        let delta = critical(&[2, 5, 29, 27], der::integer(&[6]));
        malformed_list(&spoiled(|tbs| add(tbs, delta)), Fault::DeltaList);
    }
    let removed = extension::plain(extension::REASON_CODE, der::enumerated(8));
    let list = spoiled(|tbs| {
        tbs.replace(&[ENTRIES, 0, 2, 0], removed).unwrap();
    });
    malformed_list(&list, Fault::DeltaList);
}

#[test]
fn refuses_indirect_lists() {
    malformed_list(&with_scope_part(der::context_bytes(4, [0xFF])), Fault::IndirectList);
}

#[test]
fn refuses_lists_of_some_reasons() {
    malformed_list(&with_scope_part(der::context_bytes(3, [1, 0b0100_0000])), Fault::PartialList);
}

#[test]
fn refuses_a_scope_named_relative_to_the_issuer() {
    let relative =
        der::context(0, [der::context(1, [der::sequence([der::oid(&[2, 5, 4, 3]), der::utf8("a")])])]);
    let list = spoiled(|tbs| {
        tbs.replace(&[EXTENSIONS, 0, SCOPE, 2, 0, 0], relative).unwrap();
    });
    malformed_list(&list, Fault::PartialList);
}

#[test]
fn refuses_a_scope_of_two_kinds_or_with_a_default_written() {
    let both = spoiled(|tbs| {
        for number in [2, 1] {
            tbs.insert(&[EXTENSIONS, 0, SCOPE, 2, 0, 1], der::context_bytes(number, [0xFF])).unwrap();
        }
    });
    malformed_list(&both, Fault::Duplicate);
    malformed_list(&with_scope_part(der::context_bytes(1, [0x00])), Fault::Boolean);
}

#[test]
fn refuses_an_empty_scope() {
    let list = spoiled(|tbs| {
        tbs.replace(&[EXTENSIONS, 0, SCOPE, 2, 0], der::sequence([])).unwrap();
    });
    malformed_list(&list, Fault::Empty);
}

#[test]
fn refuses_bytes_after_the_list() {
    malformed_list(&[&spoiled(|_| ())[..], &[0]].concat(), Fault::TrailingBytes);
}

#[test]
fn refuses_a_list_that_another_key_signed() {
    let tbs = {
        let mut kept = None;
        spoiled(|tbs| kept = Some(tbs.clone()));
        kept.unwrap()
    };
    let list = signed(&tbs, &Authority::Sign.key()).encode();
    assert_eq!(verify(&list), Err(Error::BadSignature { document: Document::RevocationList }));
}

#[test]
fn refuses_a_list_of_the_other_ca() {
    let list = Crl::parse(&spoiled(|_| ())).map(|_| ());
    assert_eq!(list, Ok(()));
    let bytes = spoiled(|_| ());
    let refused = verifier().verify_crl(Crl::parse(&bytes).unwrap(), Purpose::Signing, now()).map(|_| ());
    let (document, purpose) = (Document::RevocationList, Purpose::Signing);
    assert_eq!(refused, Err(Error::AnchorUnknown { document, purpose }));
}

#[test]
fn refuses_a_list_that_does_not_name_its_issuers_key() {
    let list = spoiled(|tbs| {
        tbs.remove(&[EXTENSIONS, 0, AUTHORITY_KEY]).unwrap();
    });
    assert_eq!(verify(&list), Err(Error::Rule { role: Role::RevocationList, rule: Rule::IssuerKey }));
}

#[test]
fn refuses_a_list_whose_issuer_is_named_otherwise() {
    let list = spoiled(|tbs| {
        tbs.replace(&[2], Authority::Sign.name()).unwrap();
    });
    assert_eq!(verify(&list), Err(Error::Rule { role: Role::RevocationList, rule: Rule::IssuerName }));
}

fn verifier_with_ca(spoil: impl FnOnce(&mut Node)) -> Verifier<Chosen> {
    let mut ca = Authority::Auth.certificate_tbs();
    spoil(&mut ca);
    let mut anchors = TestAnchors::new();
    anchors.accept(Purpose::Authentication, &Authority::Auth.issue(&ca)).unwrap();
    Verifier::new(Chosen, &anchors)
}

#[test]
fn refuses_a_list_of_a_ca_that_may_not_sign_lists() {
    let cert_sign = extension::critical(extension::KEY_USAGE, der::bits(2, &[0b0000_0100]));
    let verifier = verifier_with_ca(|ca| set(ca, extension::KEY_USAGE, cert_sign));
    let list = spoiled(|_| ());
    let refused = verifier.verify_crl(Crl::parse(&list).unwrap(), Purpose::Authentication, now()).map(|_| ());
    assert_eq!(refused, Err(Error::Rule { role: Role::Anchor, rule: Rule::IssuerSignsLists }));
}

#[test]
fn refuses_a_list_of_an_expired_ca() {
    let verifier = verifier_with_ca(|ca| {
        ca.replace(&[field::VALIDITY, 1], der::utc_time(NOW - 1)).unwrap();
    });
    let list = spoiled(|_| ());
    let refused = verifier.verify_crl(Crl::parse(&list).unwrap(), Purpose::Authentication, now()).map(|_| ());
    assert_eq!(refused, Err(Error::Expired { role: Role::Anchor }));
}

#[test]
fn refuses_an_algorithm_that_nothing_verifies() {
    let ecdsa = der::sequence([der::oid(&[1, 2, 840, 10_045, 4, 3, 4])]);
    let mut kept = None;
    spoiled(|tbs| kept = Some(tbs.clone()));
    let mut tbs = kept.unwrap();
    tbs.replace(&[1], ecdsa.clone()).unwrap();
    let list = der::sequence([tbs, ecdsa, der::bits(0, &[0; 70])]).encode();
    let oid = "1.2.840.10045.4.3.4".parse().unwrap();
    assert_eq!(verify(&list), Err(Error::AlgorithmUnsupported { document: Document::RevocationList, oid }));
    assert!(sha256_with_rsa().encode().len() > 10);
}

#[test]
fn debug_output_shows_no_serials() {
    let list = spoiled(|_| ());
    let list = Crl::parse(&list).unwrap();
    assert_eq!(format!("{list:?}"), "Crl(2 entries, 2026-11-21T23:00:00Z to 2026-11-23T00:00:00Z)");
}
