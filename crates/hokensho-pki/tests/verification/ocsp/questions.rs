//! What is sent.

use std::io;

use hokensho_mock::der;
use hokensho_mock::pki::Authority;
use hokensho_pki::{
    Certificate, Document, Error, OcspError, OcspFetch, OcspHash, OcspRefusal, OcspRequest, OcspResponse,
    Purpose, Revocation, Role, Rule, TestAnchors, Unchecked, Verifier, sha256,
};

use super::{GOOD, NONCE, answer, path, spoiled};
use crate::verification::setting::{Chosen, adult, now, verifier};

fn written(id: der::Node) -> Vec<u8> {
    let nonce =
        der::sequence([der::oid(&[1, 3, 6, 1, 5, 5, 7, 48, 1, 2]), der::octets_of(der::octets(NONCE))]);
    let list = der::sequence([der::sequence([id])]);
    der::sequence([der::sequence([list, der::context(2, [der::sequence([nonce])])])]).encode()
}

fn request(hash: OcspHash) -> OcspRequest {
    let (verifier, adult) = (verifier(), adult());
    verifier.ocsp_request(&path(&verifier, adult.auth_certificate().unwrap()), hash, NONCE).unwrap()
}

#[test]
fn a_question_is_what_the_mock_would_write() {
    assert_eq!(request(OcspHash::Sha1).der(), written(answer().certificate_id()));
}

#[test]
fn a_question_by_sha_256_names_the_same_issuer() {
    let ca = Certificate::parse(Authority::Auth.certificate()).unwrap();
    let mut id = answer().certificate_id();
    let key = Authority::Auth.key().subject_public_key_info();
    let bits = key.at(&[1]).unwrap().body();
    id.replace(&[0, 0], der::oid(&[2, 16, 840, 1, 101, 3, 4, 2, 1])).unwrap();
    id.replace(&[1], der::octets(sha256(ca.subject().der()))).unwrap();
    id.replace(&[2], der::octets(sha256(&bits[1..]))).unwrap();
    assert_eq!(request(OcspHash::Sha256).der(), written(id.clone()));

    let mut tbs = answer().tbs();
    tbs.replace(&super::field::ID, id).unwrap();
    let bytes = answer().response(&tbs).encode();
    let response = OcspResponse::parse(&bytes).unwrap();
    let said = |hash| request(hash).verify(&Chosen, &response, now()).unwrap().revocation(now(), 0);
    assert_eq!(said(OcspHash::Sha256), GOOD);
    assert_eq!(said(OcspHash::Sha1), Revocation::NotChecked { why: Unchecked::NotAnswered });
}

#[test]
fn refuses_to_ask_a_ca_about_anothers_leaf() {
    let adult = adult();
    let leaf = Certificate::parse(adult.auth_certificate().unwrap()).unwrap();
    let other = Certificate::parse(Authority::Sign.certificate()).unwrap();
    let refused = OcspRequest::new(&leaf, &other, OcspHash::Sha1, NONCE).map(|_| ());
    assert_eq!(refused, Err(Error::Rule { role: Role::Leaf, rule: Rule::IssuerName }));
}

#[test]
fn refuses_to_ask_about_the_path_of_another_verifier() {
    let mut anchors = TestAnchors::new();
    anchors.accept(Purpose::Signing, Authority::Sign.certificate()).unwrap();
    let (other, verifier, adult) = (Verifier::new(Chosen, &anchors), verifier(), adult());
    let path = path(&verifier, adult.auth_certificate().unwrap());
    let refused = other.ocsp_request(&path, OcspHash::Sha1, NONCE).map(|_| ());
    let (document, purpose) = (Document::Certificate, Purpose::Authentication);
    assert_eq!(refused, Err(Error::AnchorUnknown { document, purpose }));
}

#[test]
fn debug_output_shows_neither_serial_nor_nonce() {
    let request = request(OcspHash::Sha1);
    let bytes = spoiled(|_| ());
    let answer = request.verify(&Chosen, &OcspResponse::parse(&bytes).unwrap(), now()).unwrap();
    let ca = hokensho_pki::Fingerprint::of(Authority::Auth.certificate());
    assert_eq!(format!("{request:?}"), format!("OcspRequest(to {ca})"));
    assert_eq!(format!("{answer:?}"), format!("VerifiedOcsp({ca}, produced 2026-11-22T00:00:00Z)"));
}

/// Answers as it was told, and keeps what it was asked.
struct Line {
    answer: Option<Vec<u8>>,
    asked: Vec<(Option<String>, Vec<u8>)>,
}

impl OcspFetch for Line {
    type Error = io::Error;

    fn fetch(&mut self, address: Option<&str>, request: &[u8]) -> Result<Vec<u8>, io::Error> {
        self.asked.push((address.map(str::to_owned), request.to_vec()));
        self.answer.clone().ok_or(io::ErrorKind::TimedOut.into())
    }
}

/// What came of asking, and what the path holds after it.
fn ask_over(answer: Option<Vec<u8>>) -> (Result<Revocation, OcspError<io::Error>>, Revocation) {
    let (verifier, adult) = (verifier(), adult());
    let mut path = path(&verifier, adult.auth_certificate().unwrap());
    let request = request(OcspHash::Sha1);
    let mut line = Line { answer, asked: Vec::new() };
    let said = verifier.ask_responder(&mut path, &request, &mut line, now(), 0);
    let [(Some(address), asked)] = &line.asked[..] else { panic!("asked {} times", line.asked.len()) };
    assert!(address.starts_with("http://"));
    assert_eq!(*asked, request.der());
    (said, path.revocation())
}

#[test]
fn a_responder_is_asked_once_at_the_certificates_address() {
    let (said, holds) = ask_over(Some(spoiled(|_| ())));
    assert_eq!((said.unwrap(), holds), (GOOD, GOOD));
}

#[test]
fn a_responder_out_of_reach_leaves_the_leaf_unchecked() {
    let (said, holds) = ask_over(None);
    assert!(matches!(said, Err(OcspError::Fetch { source }) if source.kind() == io::ErrorKind::TimedOut));
    assert_eq!(holds, Revocation::NotChecked { why: Unchecked::NoList });
}

#[test]
fn a_refusal_leaves_the_leaf_unchecked() {
    let (said, holds) = ask_over(Some(der::sequence([der::enumerated(3)]).encode()));
    let refused = Error::OcspRefused { refusal: OcspRefusal::TryLater };
    assert!(matches!(said, Err(OcspError::Response(error)) if error == refused));
    assert_eq!(holds, Revocation::NotChecked { why: Unchecked::NoList });
}
