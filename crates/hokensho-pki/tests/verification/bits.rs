//! One bit changed anywhere never verifies, and nothing panics.

use hokensho_mock::pki::{Authority, Crl, Reason, Revoked};
use hokensho_pki::{Certificate, Purpose, Verifier};
use proptest::prelude::*;

use super::setting::{CHIYODA, Chosen, DAY, NOW, adult, now, verifier};

fn list() -> Vec<u8> {
    let revoked =
        [0x22_7B12, 0x22_7B14].map(|serial| Revoked { serial, at: NOW - DAY, reason: Reason::Superseded });
    let list = Crl {
        authority: Authority::Auth,
        municipality: CHIYODA,
        number: 7,
        this_update: NOW - 3600,
        next_update: NOW + DAY,
        revoked: &revoked,
    };
    Authority::Auth.issue(&list.tbs())
}

fn is_verified(verifier: &Verifier<Chosen>, leaf: &[u8]) -> bool {
    verifier.verify_path(leaf, Purpose::Authentication, now()).is_ok()
}

fn is_verified_list(verifier: &Verifier<Chosen>, list: &[u8]) -> bool {
    hokensho_pki::Crl::parse(list)
        .is_ok_and(|crl| verifier.verify_crl(crl, Purpose::Authentication, now()).is_ok())
}

#[test]
fn no_leaf_with_one_bit_changed_is_verified() {
    let verifier = verifier();
    let mut leaf = adult().auth_certificate().unwrap().to_vec();
    assert!(is_verified(&verifier, &leaf));
    for index in 0..leaf.len() {
        for bit in 0..8 {
            leaf[index] ^= 1 << bit;
            assert!(!is_verified(&verifier, &leaf), "byte {index}, bit {bit}");
            leaf[index] ^= 1 << bit;
        }
    }
}

#[test]
fn no_list_with_one_bit_changed_is_verified() {
    let verifier = verifier();
    let mut list = list();
    assert!(is_verified_list(&verifier, &list));
    for index in 0..list.len() {
        for bit in 0..8 {
            list[index] ^= 1 << bit;
            assert!(!is_verified_list(&verifier, &list), "byte {index}, bit {bit}");
            list[index] ^= 1 << bit;
        }
    }
}

#[test]
fn nothing_that_is_cut_short_is_read() {
    let (leaf, list) = (adult().auth_certificate().unwrap().to_vec(), list());
    assert!((0..leaf.len()).all(|end| Certificate::parse(&leaf[..end]).is_err()));
    assert!((0..list.len()).all(|end| hokensho_pki::Crl::parse(&list[..end]).is_err()));
}

proptest! {
    #[test]
    fn damage_anywhere_is_refused_without_a_panic(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
    ) {
        for (mut bytes, is_list) in [(adult().auth_certificate().unwrap().to_vec(), false), (list(), true)] {
            let whole = bytes.clone();
            for (index, value) in &damage {
                let index = index.index(bytes.len());
                bytes[index] = *value;
            }
            bytes.truncate(cut.index(bytes.len()) + 1);
            prop_assume!(bytes != whole);
            let verified = if is_list { is_verified_list(&verifier(), &bytes) } else { is_verified(&verifier(), &bytes) };
            prop_assert!(!verified);
        }
    }
}
