//! Answers of responders about the adult's auth leaf.

mod answers;
mod malformed;
mod openssl;
mod questions;
mod signers;

use hokensho_mock::der::Node;
use hokensho_mock::pki::{Authority, Key, Ocsp, OcspStatus, responder_id};
use hokensho_pki::{
    Document, Error, Fault, OcspHash, OcspRequest, OcspResponse, Purpose, Revocation, Role, Rule, Time,
    VerifiedPath, Verifier,
};

use super::setting::{Chosen, NOW, adult, now, verifier};

const ADULT: u64 = 0x22_7B13;
const NONCE: [u8; 32] = [7; 32];
const THIS_UPDATE: i64 = NOW - 60;
const NEXT_UPDATE: i64 = NOW + 3600;
const GOOD: Revocation = Revocation::Good { as_of: Time::from_unix(THIS_UPDATE) };

/// The places of ResponseData's fields, and of those of its one answer.
mod field {
    pub(super) const RESPONDER: usize = 0;
    pub(super) const PRODUCED_AT: usize = 1;
    pub(super) const ANSWERS: usize = 2;
    pub(super) const EXTENSIONS: usize = 3;
    pub(super) const ID: [usize; 3] = [ANSWERS, 0, 0];
    pub(super) const STATUS: [usize; 3] = [ANSWERS, 0, 1];
    pub(super) const THIS_UPDATE: [usize; 3] = [ANSWERS, 0, 2];
    pub(super) const NEXT_UPDATE: [usize; 3] = [ANSWERS, 0, 3];
}

pub(super) fn answer() -> Ocsp<'static> {
    Ocsp {
        authority: Authority::Auth,
        serial: ADULT,
        status: OcspStatus::Good,
        produced_at: NOW,
        this_update: THIS_UPDATE,
        next_update: Some(NEXT_UPDATE),
        nonce: Some(&NONCE),
    }
}

/// The CA's answer that the leaf is good, spoiled before it is signed.
fn spoiled(spoil: impl FnOnce(&mut Node)) -> Vec<u8> {
    let mut tbs = answer().tbs();
    spoil(&mut tbs);
    answer().response(&tbs).encode()
}

pub(super) fn responder() -> Key {
    Key::named("card-manager").unwrap()
}

/// A good answer by the responder, with these certificates beside it.
pub(super) fn answered_with(certificates: impl Into<Vec<Node>>) -> Vec<u8> {
    let mut tbs = answer().tbs();
    tbs.replace(&[field::RESPONDER], responder_id(&responder())).unwrap();
    answer().response_by(&responder(), &tbs, certificates).encode()
}

fn replaced(path: &[usize], node: Node) -> Vec<u8> {
    spoiled(|tbs| {
        tbs.replace(path, node).unwrap();
    })
}

/// What the adult's path holds after this response to a question that was changed so.
fn ask_with(
    response: &[u8],
    at: Time,
    tolerance_seconds: u32,
    change: impl FnOnce(OcspRequest) -> OcspRequest,
) -> Result<Revocation, Error> {
    let (verifier, adult) = (verifier(), adult());
    let mut path = path(&verifier, adult.auth_certificate().unwrap());
    let request = change(verifier.ocsp_request(&path, OcspHash::Sha1, NONCE).unwrap());
    let response = OcspResponse::parse(response)?;
    let answer = verifier.verify_ocsp(&response, &request, Purpose::Authentication, at)?;
    let said = path.check_ocsp(&answer, at, tolerance_seconds);
    assert_eq!(path.revocation(), said, "the path keeps the answer");
    Ok(said)
}

pub(super) fn ask(response: &[u8]) -> Result<Revocation, Error> {
    ask_with(response, now(), 0, |request| request)
}

fn path<'a>(verifier: &'a Verifier<Chosen>, leaf: &'a [u8]) -> VerifiedPath<'a, Chosen> {
    verifier.verify_path(leaf, Purpose::Authentication, now()).unwrap()
}

#[track_caller]
fn malformed(response: &[u8], expected: Fault) {
    match OcspResponse::parse(response) {
        Err(Error::Malformed { document: Document::OcspResponse, fault, .. }) => assert_eq!(fault, expected),
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn breaks(response: &[u8], rule: Rule) {
    assert_eq!(ask(response), Err(Error::Rule { role: Role::Responder, rule }));
}

#[test]
fn the_unspoiled_answer_is_good() {
    assert_eq!(ask(&spoiled(|_| ())), Ok(GOOD));
}
