//! Lists and answers of any CA, without a path: the certificate of an issuer, that of a leaf, and a time.

use hokensho_mock::der::{self, Node};
use hokensho_mock::pki::{
    Authority, Entity, Key, Ocsp, OcspStatus, Reason, Revoked, extension, field, responder_id,
};
use hokensho_pki::{
    Certificate, Crl, Document, Error, OcspHash, OcspRequest, OcspResponse, Revocation, Role, Rule, Time,
    Unchecked,
};

use super::setting::{Chosen, DAY, NOW, VALIDITY, now};

const UPDATES: [i64; 2] = [NOW - DAY, NOW + DAY];
const GOOD: Revocation = Revocation::Good { as_of: Time::from_unix(NOW - DAY) };
const ISSUER: Role = Role::Issuer { above: 0 };
const WEEK_SECONDS: u32 = 7 * 86_400;

/// The leaf's serial.
const SERIAL: u64 = 5;

fn ca() -> Entity {
    Entity::new("Test Intermediate CA", "adult-auth").unwrap()
}

/// A certificate by the CA, with the extensions that are given and no others.
fn issued(subject: &Entity, serial: u64, extensions: Vec<Node>) -> Vec<u8> {
    let mut tbs = ca().tbs(subject, serial, VALIDITY, extensions);
    if tbs.at(&[field::EXTENSIONS, 0]).unwrap().children().is_empty() {
        tbs.remove(&[field::EXTENSIONS]).unwrap();
    }
    ca().sign(&tbs)
}

fn leaf() -> Vec<u8> {
    issued(&Entity::new("Test Cert", "adult-sign").unwrap(), SERIAL, vec![])
}

fn issuer(extensions: Vec<Node>) -> Vec<u8> {
    issued(&ca(), 1, extensions)
}

fn list(revoked: &[Revoked]) -> Vec<u8> {
    ca().sign(&ca().list_tbs(7, UPDATES, revoked, []))
}

/// What a list says of a leaf if the issuer's certificate is this one.
fn said(list: &[u8], issuer: &[u8], leaf: &[u8], at: Time) -> Result<Revocation, Error> {
    let list = Crl::parse(list)?.verify(&Chosen, &Certificate::parse(issuer)?, at)?;
    Ok(list.revocation(&Certificate::parse(leaf)?, at, 0))
}

fn verified(list: &[u8], issuer: &[u8]) -> Result<Revocation, Error> {
    said(list, issuer, &leaf(), now())
}

#[test]
fn a_list_of_any_ca_says_good_and_revoked() {
    assert_eq!(verified(&list(&[]), &issuer(vec![])), Ok(GOOD));
    let at = NOW - 2 * DAY;
    let entry = Revoked { serial: SERIAL, at, reason: Reason::KeyCompromise };
    let (reason, at) = (hokensho_pki::Reason::KeyCompromise, Time::from_unix(at));
    assert_eq!(verified(&list(&[entry]), &issuer(vec![])), Ok(Revocation::Revoked { reason, at }));
}

#[test]
fn refuses_a_list_of_another_issuer_or_key() {
    let other = |name, key| {
        let other = Entity::new(name, key).unwrap();
        verified(&list(&[]), &issued(&other, 1, vec![extension::authority(None)]))
    };
    let role = Role::RevocationList;
    assert_eq!(other("Another CA", "adult-auth"), Err(Error::Rule { role, rule: Rule::IssuerName }));
    let document = Document::RevocationList;
    assert_eq!(other("test intermediate ca", "elderly-auth"), Err(Error::BadSignature { document }));
}

#[test]
fn refuses_a_list_that_names_another_key() {
    let other = Entity::new("Other", "elderly-auth").unwrap();
    let other = other.extensions(&other).collect();
    let refused = Error::Rule { role: Role::RevocationList, rule: Rule::AuthorityKeyId };
    assert_eq!(verified(&list(&[]), &issuer(other)), Err(refused));
}

#[test]
fn refuses_an_issuer_whose_key_does_not_sign_lists() {
    let refused = Error::Rule { role: ISSUER, rule: Rule::IssuerSignsLists };
    assert_eq!(verified(&list(&[]), &issuer(vec![extension::key_usage(2, 0b0000_0100)])), Err(refused));
    assert_eq!(verified(&list(&[]), &issuer(vec![extension::key_usage(1, 0b0000_0010)])), Ok(GOOD));
}

#[test]
fn refuses_an_issuer_outside_of_its_validity() {
    let at = |time| said(&list(&[]), &issuer(vec![]), &leaf(), Time::from_unix(time));
    assert_eq!(at(VALIDITY[0] - 1), Err(Error::NotYetValid { role: ISSUER }));
    assert_eq!(at(VALIDITY[1] + 1), Err(Error::Expired { role: ISSUER }));
}

#[test]
fn refuses_a_list_changed_after_signing() {
    let mut list = list(&[]);
    *list.last_mut().unwrap() ^= 1;
    let document = Document::RevocationList;
    assert_eq!(verified(&list, &issuer(vec![])), Err(Error::BadSignature { document }));
}

#[test]
fn a_list_says_nothing_about_others() {
    let other = Entity::new("Another CA", "elderly-auth").unwrap();
    let leaf = other.sign(&other.tbs(&other, SERIAL, VALIDITY, other.extensions(&other)));
    let why = Unchecked::OtherIssuer;
    assert_eq!(said(&list(&[]), &issuer(vec![]), &leaf, now()), Ok(Revocation::NotChecked { why }));

    let attributes = der::sequence([der::context_bytes(5, [0xFF])]);
    let scope = extension::critical(extension::ISSUING_DISTRIBUTION_POINT, attributes);
    let scoped = ca().sign(&ca().list_tbs(7, UPDATES, &[], [scope]));
    let why = Unchecked::OtherScope;
    assert_eq!(verified(&scoped, &issuer(vec![])), Ok(Revocation::NotChecked { why }));
}

#[test]
fn only_a_fresh_list_says_good() {
    let at = |updates| verified(&ca().sign(&ca().list_tbs(7, updates, &[], [])), &issuer(vec![]));
    let why = Unchecked::ListNotYet;
    assert_eq!(at([NOW + 1, NOW + DAY]), Ok(Revocation::NotChecked { why }));
    assert_eq!(at([NOW - DAY, NOW - 1]), Ok(Revocation::Stale { next_update: Time::from_unix(NOW - 1) }));
}

/// The answer of somebody about the leaf: four days old, without a nonce, without an end.
fn answer(request: &OcspRequest, by: &Key, certificates: Vec<Node>) -> Vec<u8> {
    let this_update = NOW - 4 * DAY;
    let of_jpki = Ocsp {
        authority: Authority::Auth,
        serial: SERIAL,
        status: OcspStatus::Good,
        produced_at: this_update,
        this_update,
        next_update: None,
        nonce: None,
    };
    let mut tbs = of_jpki.tbs();
    tbs.replace(&[0], responder_id(by)).unwrap();
    // Responders copy the name of the certificate from the request.
    tbs.replace(&[2, 0, 0], Node::raw(asked(&request.der()))).unwrap();
    of_jpki.response_by(by, &tbs, certificates).encode()
}

/// The CertID in a request: what begins with the name of SHA-1, and the two bytes before it.
fn asked(request: &[u8]) -> &[u8] {
    let sha1 = [0x30, 0x09, 0x06, 0x05, 0x2B, 0x0E, 0x03, 0x02, 0x1A, 0x05, 0x00];
    let start = request.windows(sha1.len()).position(|window| window == sha1).unwrap() - 2;
    &request[start..][..2 + usize::from(request[start + 1])]
}

fn request() -> OcspRequest {
    let (leaf, issuer) = (leaf(), issuer(vec![]));
    let [leaf, issuer] = [&leaf, &issuer].map(|der| Certificate::parse(der).unwrap());
    OcspRequest::new(&leaf, &issuer, OcspHash::Sha1, [7; 32]).unwrap()
}

fn answered(request: &OcspRequest, response: &[u8]) -> Result<Revocation, Error> {
    Ok(request.verify(&Chosen, &OcspResponse::parse(response)?, now())?.revocation(now(), 0))
}

#[test]
fn an_answer_of_any_ca_counts_as_far_as_the_caller_says() {
    let by_ca = answer(&request(), ca().key(), vec![]);
    assert_eq!(answered(&request(), &by_ca), Err(Error::NonceMissing));
    let lenient = request().accepting_no_nonce();
    assert!(matches!(answered(&lenient, &by_ca), Ok(Revocation::Stale { .. })));
    let as_of = Time::from_unix(NOW - 4 * DAY);
    assert_eq!(answered(&lenient.with_max_age(WEEK_SECONDS), &by_ca), Ok(Revocation::Good { as_of }));
}

#[test]
fn a_responder_of_any_ca_needs_its_purpose() {
    let responder = Entity::new("Test OCSP Signer", "elderly-sign").unwrap();
    let purpose = |arc: u32| {
        let purposes = der::sequence([der::oid(&[1, 3, 6, 1, 5, 5, 7, 3, arc])]);
        vec![extension::plain(extension::EXT_KEY_USAGE, purposes)]
    };
    let request = request().accepting_no_nonce().with_max_age(WEEK_SECONDS).accepting_unchecked_responder();
    let by = |extensions| {
        let certificate = Node::raw(issued(&responder, 2, extensions));
        answered(&request, &answer(&request, responder.key(), vec![certificate]))
    };
    assert!(matches!(by(purpose(9)), Ok(Revocation::Good { .. })));
    let refused = Err(Error::Rule { role: Role::Responder, rule: Rule::ExtendedKeyUsage });
    assert_eq!((by(purpose(1)), by(vec![])), (refused, refused));
    let missing = answered(&request, &answer(&request, responder.key(), vec![]));
    assert_eq!(missing, Err(Error::ResponderUnknown));
}
