//! The adult of the mock, its CAs, and a verifier that trusts them, with the default backend or, without it, the other.

use hokensho_mock::der::{self, Node};
use hokensho_mock::pki::{Authority, Municipality, extension};
use hokensho_mock::{Persona, pki};
#[cfg(not(feature = "rustcrypto"))]
pub(crate) use hokensho_pki::AwsLcRs as Chosen;
#[cfg(feature = "rustcrypto")]
pub(crate) use hokensho_pki::RustCrypto as Chosen;
use hokensho_pki::{
    Backend, Crl, Document, Error, Fault, Purpose, RevocationPolicy, Role, Rule, TestAnchors, Time,
    VerifiedPath, Verifier,
};

/// 2026-11-22T00:00:00Z.
pub(crate) const NOW: i64 = 1_795_305_600;
pub(crate) const DAY: i64 = 86_400;
pub(crate) const CHIYODA: Municipality<'_> =
    Municipality { code: "13101", prefecture: "Tokyo-to", city: "Chiyoda-ku" };
pub(crate) const KIYOSE: Municipality<'_> =
    Municipality { code: "13221", prefecture: "Tokyo-to", city: "Kiyose-shi" };
/// An arc under which nobody has registered anything that we know.
pub(crate) const UNKNOWN: &[u32] = &[1, 2, 392, 200_149, 8, 5, 99];

pub(crate) fn now() -> Time {
    Time::from_unix(NOW)
}

pub(crate) fn adult() -> Persona {
    Persona::named("adult").unwrap()
}

pub(crate) fn verifier() -> Verifier<Chosen> {
    let mut anchors = TestAnchors::new();
    anchors.accept(Purpose::Authentication, Authority::Auth.certificate()).unwrap();
    anchors.accept(Purpose::Signing, Authority::Sign.certificate()).unwrap();
    Verifier::new(Chosen, &anchors)
}

/// For tests of anything but revocation.
pub(crate) fn unchecked<B: Backend>(path: VerifiedPath<'_, B>) -> VerifiedPath<'_, B> {
    path.with_revocation_policy(RevocationPolicy::AcceptNotChecked)
}

/// The adult's auth leaf, spoiled before the CA signs it.
pub(crate) fn spoiled(spoil: impl FnOnce(&mut Node)) -> Vec<u8> {
    let mut tbs = adult().auth_tbs();
    spoil(&mut tbs);
    Authority::Auth.issue(&tbs)
}

/// The same with the sign leaf.
pub(crate) fn spoiled_sign(spoil: impl FnOnce(&mut Node)) -> Vec<u8> {
    let mut tbs = adult().sign_tbs().unwrap();
    spoil(&mut tbs);
    Authority::Sign.issue(&tbs)
}

/// Puts an extension in the place of the one with the same identifier.
pub(crate) fn set(tbs: &mut Node, oid: &[u32], extension: Node) {
    let path = extension::path(tbs, oid).unwrap();
    tbs.replace(&path, extension).unwrap();
}

/// Takes an extension out.
pub(crate) fn drop(tbs: &mut Node, oid: &[u32]) {
    let path = extension::path(tbs, oid).unwrap();
    tbs.remove(&path).unwrap();
}

/// Adds an extension.
pub(crate) fn add(tbs: &mut Node, extension: Node) {
    let end = tbs.at(&[pki::field::EXTENSIONS, 0]).unwrap().children().len();
    tbs.insert(&[pki::field::EXTENSIONS, 0, end], extension).unwrap();
}

/// Turns the criticality of an extension around.
pub(crate) fn turn_criticality(tbs: &mut Node, oid: &[u32]) {
    let path = extension::path(tbs, oid).unwrap();
    let flag = [&path[..], &[1]].concat();
    if tbs.at(&path).unwrap().children().len() == 3 {
        tbs.remove(&flag).unwrap();
    } else {
        tbs.insert(&flag, der::boolean(true)).unwrap();
    }
}

pub(crate) fn verify(leaf: &[u8]) -> Result<(), Error> {
    verifier().verify_path(leaf, Purpose::Authentication, now()).map(|_| ())
}

pub(crate) fn verify_sign(leaf: &[u8]) -> Result<(), Error> {
    verifier().verify_path(leaf, Purpose::Signing, now()).map(|_| ())
}

#[track_caller]
pub(crate) fn breaks(leaf: &[u8], rule: Rule) {
    assert_eq!(verify(leaf), Err(Error::Rule { role: Role::Leaf, rule }));
}

#[track_caller]
pub(crate) fn malformed(leaf: &[u8], expected: Fault) {
    match verify(leaf) {
        Err(Error::Malformed { document: Document::Certificate, fault, .. }) => assert_eq!(fault, expected),
        other => panic!("{other:?}"),
    }
}

#[track_caller]
pub(crate) fn malformed_list(list: &[u8], expected: Fault) {
    match Crl::parse(list) {
        Err(Error::Malformed { document: Document::RevocationList, fault, .. }) => {
            assert_eq!(fault, expected);
        }
        other => panic!("{other:?}"),
    }
}
