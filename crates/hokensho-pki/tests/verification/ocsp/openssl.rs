//! The same answers before OpenSSL: spoiled ones, and one verdict of each side.

use std::process::Command;

use hokensho_mock::der::Node;
use hokensho_mock::pki::{Authority, Key, Ocsp, OcspStatus, Reason, responder_id, responder_tbs, signed};
use hokensho_pki::{Certificate, Error, Fault, OcspHash, OcspRequest, OcspResponse, Revocation, Role, Rule};

use super::{Chosen, NONCE, NOW, adult, answer, field, now};
use crate::openssl::command::{OpenSsl, all, said};
use crate::openssl::mutations;
use crate::openssl::tally::{Difference, Tally};

/// Good and revoked from 2020 to 2040: `openssl ocsp` goes by the machine's clock.
fn answers() -> [Ocsp<'static>; 2] {
    let good = Ocsp { this_update: 1_577_836_800, next_update: Some(2_208_988_800), ..answer() };
    let status = OcspStatus::Revoked { at: 1_577_836_800, reason: Reason::KeyCompromise };
    [good, Ocsp { status, ..good }]
}

/// Answers by a responder that the CA appointed: what it signed spoiled, its certificate, and everything around.
fn cases() -> Vec<(String, Vec<u8>)> {
    let (ca, key) = (Authority::Auth.key(), Key::named("card-manager").unwrap());
    let appointment = responder_tbs(Authority::Auth, &key);
    let certificate = signed(&appointment, &ca);
    let mut cases = Vec::new();
    for (status, answer) in ["good", "revoked"].into_iter().zip(answers()) {
        let mut tbs = answer.tbs();
        tbs.replace(&[field::RESPONDER], responder_id(&key)).unwrap();
        let by = |tbs: &Node| answer.response_by(&key, tbs, [certificate.clone()]).encode();
        let structural = mutations::of(&tbs).into_iter();
        cases.extend(structural.map(|(what, tbs)| (format!("{status}, {what}"), by(&tbs))));
        let bits = mutations::bits(&tbs.encode(), 3).into_iter();
        cases.extend(bits.map(|(what, tbs)| (format!("{status}, {what}, signed"), by(&Node::raw(tbs)))));
    }
    let mut tbs = answers()[0].tbs();
    tbs.replace(&[field::RESPONDER], responder_id(&key)).unwrap();
    for (what, appointment) in mutations::of(&appointment) {
        let response = answers()[0].response_by(&key, &tbs, [signed(&appointment, &ca)]);
        cases.push((format!("appointment, {what}"), response.encode()));
    }
    // What is signed stays as it is here.
    let whole = answers()[0].response_by(&key, &Node::raw(tbs.encode()), [Node::raw(certificate.encode())]);
    cases
        .extend(mutations::of(&whole).into_iter().map(|(what, it)| (format!("around, {what}"), it.encode())));
    let bits = mutations::bits(&whole.encode(), 11).into_iter();
    cases.extend(bits.map(|(what, bytes)| (format!("{what}, not signed"), bytes)));
    cases
}

/// Why an answer isn't believed, or what it says instead of good.
#[derive(Debug)]
enum Refused {
    Error(Error),
    Said(Revocation),
}

fn fault(why: &Refused) -> Option<Fault> {
    if let Refused::Error(Error::Malformed { fault, .. }) = why { Some(*fault) } else { None }
}

const DIFFERENCES: &[Difference<Refused>] = &[
    ("BER isn't DER: X.690, 10 and 11", |why| {
        let ber = [Fault::BitString, Fault::Boolean, Fault::LengthNotMinimal, Fault::LengthTooLong];
        fault(why).is_some_and(|fault| ber.contains(&fault))
    }),
    ("everything is read whole, extensions too", |why| {
        matches!(fault(why), Some(Fault::Oid | Fault::Tag { .. } | Fault::TrailingBytes | Fault::Truncated))
    }),
    ("sizes of lists, nothing twice: RFC 6960, 4.2.1, and RFC 5280, 4.2", |why| {
        matches!(fault(why), Some(Fault::Duplicate | Fault::Empty))
    }),
    ("names are texts, and a PrintableString is ASCII: RFC 5280, A.1", |why| fault(why) == Some(Fault::Text)),
    ("times have seconds and a zone: RFC 6960, 4.2.2.1", |why| fault(why) == Some(Fault::Time)),
    ("RSA has NULL parameters: RFC 4055, 5, and RFC 3279, 2.3.1", |why| {
        fault(why) == Some(Fault::AlgorithmParameters)
    }),
    ("signed and stated algorithm are compared as bytes: RFC 5280, 4.1.1.2", |why| {
        fault(why) == Some(Fault::AlgorithmMismatch)
    }),
    ("issuer and serial stand together: RFC 5280, 4.2.1.1", |why| fault(why) == Some(Fault::HalfNamed)),
    ("serials are positive: RFC 5280, 4.1.2.2", |why| fault(why) == Some(Fault::IntegerNegative)),
    ("extensions need version 3: RFC 5280, 4.1.2.1", |why| fault(why) == Some(Fault::Version)),
    ("the nonce is ours: RFC 9654, 2.1; the command compares those of its own requests only", |why| {
        matches!(why, Refused::Error(Error::NonceForeign | Error::NonceMissing))
    }),
    ("a responder is exempt from revocation, since nobody asks for it: RFC 6960, 4.2.2.2.1", |why| {
        matches!(why, Refused::Error(Error::Rule { rule: Rule::ResponderNoCheck, .. }))
    }),
    ("a responder's certificate was valid when it signed", |why| {
        matches!(why, Refused::Error(Error::Expired { role: Role::Responder }))
    }),
    ("an answer without an end is good for five minutes: RFC 6960, 4.2.2.1", |why| {
        matches!(why, Refused::Said(Revocation::Stale { .. }))
    }),
];

fn request() -> OcspRequest {
    let adult = adult();
    let leaf = Certificate::parse(adult.auth_certificate().unwrap()).unwrap();
    let issuer = Certificate::parse(Authority::Auth.certificate()).unwrap();
    OcspRequest::new(&leaf, &issuer, OcspHash::Sha1, NONCE).unwrap()
}

fn ours(request: &OcspRequest, response: &[u8]) -> Result<(), Refused> {
    let verified = OcspResponse::parse(response).and_then(|it| request.verify(&Chosen, &it, now()));
    match verified.map_err(Refused::Error)?.revocation(now(), 0) {
        Revocation::Good { .. } => Ok(()),
        other => Err(Refused::Said(other)),
    }
}

#[test]
fn openssl_ocsp_believes_what_is_believed_here() {
    let Some(openssl) = OpenSsl::new("ocsp-openssl") else { return };
    let (request, cases) = (request(), cases());
    let issuer = openssl.write("issuer", Authority::Auth.certificate());
    let leaf = openssl.write("leaf", adult().auth_certificate().unwrap());
    let theirs = all(&cases, |at, (_, response)| {
        let mut command = Command::new("openssl");
        command.args(["ocsp", "-no-CAfile", "-no-CApath", "-no_nonce", "-attime", &NOW.to_string()]);
        command.arg("-CAstore").arg(&issuer).arg("-issuer").arg(&issuer).arg("-cert").arg(&leaf);
        let said = said(command.arg("-respin").arg(openssl.write(&format!("response-{at}"), response)));
        let good = format!("{}: good", leaf.display());
        let is_good =
            said.contains("Response verify OK") && said.contains(&good) && !said.contains("WARNING");
        if is_good { Ok(()) } else { Err(said) }
    });
    let mut tally = Tally::new(DIFFERENCES);
    for ((what, response), theirs) in cases.iter().zip(theirs) {
        tally.add(what, ours(&request, response), theirs);
    }
    tally.finish("openssl ocsp", 1_600);
}
