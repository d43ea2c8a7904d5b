//! The same signed data before OpenSSL: spoiled, and one verdict of each side.

use std::process::Command;

use hokensho_mock::der::Node;
use hokensho_mock::pki::Authority;
use hokensho_pki::{DetachedContent, Error, Fault, SignedData, SignerRule};

use super::super::setting::{NOW, now, unchecked, verifier};
use super::{CONTENT, Signer, adult, signed_data};
use crate::openssl::command::{OpenSsl, all, said};
use crate::openssl::mutations;
use crate::openssl::tally::{Difference, Tally};

/// Whether the content is inside.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Attached,
    Beside,
}

struct Case {
    what: String,
    content: Content,
    der: Vec<u8>,
}

/// Signed data with a signer's attributes as they are given, signed over these.
fn around(content: Content, signer: &Signer) -> Node {
    let attached = (content == Content::Attached).then_some(CONTENT);
    signed_data(attached, &[&signer.certificate], vec![signer.sign(CONTENT)])
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (named, content) in [("attached", Content::Attached), ("beside", Content::Beside)] {
        let mut add = |what: String, der| cases.push(Case { what: format!("{named}, {what}"), content, der });
        for (kind, signer) in [("with attributes", adult()), ("without", adult().without_attributes())] {
            let tree = around(content, &signer);
            for (what, tree) in mutations::of(&tree) {
                add(format!("{kind}, {what}"), tree.encode());
            }
            for (what, bytes) in mutations::bits(&tree.encode(), 23) {
                add(format!("{kind}, {what}"), bytes);
            }
        }
        // Attributes that are signed as they are spoiled.
        let attributes = Node::list(adult().attributes.unwrap());
        for (what, spoiled) in mutations::of(&attributes) {
            let signer = Signer { attributes: Some(spoiled.children().to_vec()), ..adult() };
            add(format!("signed, {what}"), around(content, &signer).encode());
        }
    }
    cases
}

fn fault(why: &Error) -> Option<Fault> {
    if let Error::Malformed { fault, .. } = why { Some(*fault) } else { None }
}

const DIFFERENCES: &[Difference<Error>] = &[
    ("BER isn't DER: X.690, 10 and 11", |why| {
        matches!(fault(why), Some(Fault::IndefiniteLength | Fault::LengthNotMinimal | Fault::SetOrder))
    }),
    ("versions go with what is inside: RFC 5652, 5.1 and 5.3", |why| fault(why) == Some(Fault::Version)),
    ("parameters are absent or NULL: RFC 5754, 2 and 3.2", |why| {
        fault(why) == Some(Fault::AlgorithmParameters)
    }),
    ("attributes are read whole: RFC 5652, 11", |why| {
        matches!(fault(why), Some(Fault::Tag { .. } | Fault::Time))
    }),
    ("the signed content type is the stated one: RFC 5652, 11.1", |why| {
        matches!(why, Error::Signer { rule: SignerRule::ContentType, .. })
    }),
    ("nobody signs twice", |why| matches!(why, Error::Signer { rule: SignerRule::Distinct, .. })),
    ("a digest algorithm is known, even where nothing but the signature's is used", |why| {
        matches!(why, Error::AlgorithmUnsupported { .. })
    }),
];

fn ours(case: &Case) -> Result<(), Error> {
    let verifier = verifier();
    let signed = SignedData::parse(&case.der)?;
    match case.content {
        Content::Attached => verifier.verify_attached(&signed, now(), unchecked),
        Content::Beside => {
            verifier.verify_detached(&signed, DetachedContent::Bytes(CONTENT), now(), unchecked)
        }
    }
    .map(drop)
}

#[test]
fn openssl_cms_verifies_what_is_verified_here() {
    let Some(openssl) = OpenSsl::new("cms-openssl") else { return };
    let store = openssl.write("root", Authority::Sign.certificate());
    let content = openssl.write("content", CONTENT);
    let cases = cases();
    let theirs = all(&cases, |at, case| {
        let mut command = Command::new("openssl");
        command.args(["cms", "-verify", "-binary", "-inform", "DER", "-no-CAfile", "-no-CApath", "-CAstore"]);
        command.arg(&store).args(["-attime", &NOW.to_string(), "-out"]).arg(openssl.file("out"));
        if case.content == Content::Beside {
            command.arg("-content").arg(&content);
        }
        let said = said(command.arg("-in").arg(openssl.write(&format!("signed-{at}"), &case.der)));
        if said.contains("Verification successful") { Ok(()) } else { Err(said) }
    });
    let mut tally = Tally::new(DIFFERENCES);
    for (case, theirs) in cases.iter().zip(theirs) {
        tally.add(&case.what, ours(case), theirs);
    }
    tally.finish("openssl cms -verify", 2_300);
}
