//! Lists that are refused as a whole.

use hokensho_mock::der::{self, Node};
use hokensho_mock::pki::{self, Authority, Reason, Revoked, extension, field, signed};
use hokensho_pki::{Crl, Document, Error, Fault, Purpose, Role, Rule, TestAnchors, Verifier};

use super::setting::{CHIYODA, Chosen, DAY, NOW, UNKNOWN, malformed_list, now, set, verifier};

/// Where they stand in a list with entries.
const EXTENSIONS: usize = 6;

/// A list of two.
pub(super) fn tbs() -> Node {
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
    list.tbs()
}

fn spoiled(spoil: impl FnOnce(&mut Node)) -> Vec<u8> {
    let mut tbs = tbs();
    spoil(&mut tbs);
    Authority::Auth.issue(&tbs)
}

fn verify(list: &[u8]) -> Result<(), Error> {
    let list = Crl::parse(list)?;
    verifier().verify_crl(list, Purpose::Authentication, now()).map(|_| ())
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
fn reads_over_an_unknown_extension_that_is_not_critical() {
    let unknown = extension::plain(UNKNOWN, der::null());
    assert_eq!(verify(&spoiled(|tbs| tbs.insert(&[EXTENSIONS, 0, 0], unknown).unwrap())), Ok(()));
}

#[test]
fn refuses_bytes_after_the_list() {
    malformed_list(&[&spoiled(|_| ())[..], &[0]].concat(), Fault::TrailingBytes);
}

#[test]
fn refuses_a_list_that_another_key_signed() {
    let list = signed(&tbs(), &Authority::Sign.key()).encode();
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
    let mut tbs = tbs();
    tbs.replace(&[1], ecdsa.clone()).unwrap();
    let list = der::sequence([tbs, ecdsa, der::bits(0, &[0; 70])]).encode();
    let oid = "1.2.840.10045.4.3.4".parse().unwrap();
    assert_eq!(verify(&list), Err(Error::AlgorithmUnsupported { document: Document::RevocationList, oid }));
}

#[test]
fn debug_output_shows_no_serials() {
    let list = spoiled(|_| ());
    let list = Crl::parse(&list).unwrap();
    assert_eq!(format!("{list:?}"), "Crl(2 entries, 2026-11-21T23:00:00Z to 2026-11-23T00:00:00Z)");
}
