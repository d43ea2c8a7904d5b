//! The same lists before OpenSSL: spoiled ones, and one verdict of each side.

use std::process::Command;

use hokensho_mock::der::{self, Node};
use hokensho_mock::pki::{self, Reason, extension, signed};
use hokensho_pki::{
    Certificate, Crl, Error, Fault, PathValidator, Revocation, RevocationLists, Rule, Unchecked,
};

use super::{Chosen, Hierarchy, NOW, entry, line, now, only, place, scope, serial};
use crate::openssl::command::{OpenSsl, all, said};
use crate::openssl::mutations;
use crate::openssl::tally::{Difference, Tally};

/// An anchor and a leaf whose list is at a place.
fn hierarchy() -> Hierarchy {
    let point = der::sequence([der::sequence([here()])]);
    line().with(1, extension::plain(extension::CRL_DISTRIBUTION_POINTS, point))
}

fn here() -> Node {
    place(pki::directory_name(pki::name(&[(&[2, 5, 4, 3], "List")])))
}

/// Lists of that place before they are signed, with others' serials, and with the leaf's as well.
fn lists(hierarchy: &Hierarchy) -> [Node; 2] {
    let others = [entry(7, Reason::KeyCompromise), entry(8, Reason::CertificateHold)];
    let leaf = entry(serial(1), Reason::Superseded);
    let [good, revoked] = [others.to_vec(), [&others[..], &[leaf]].concat()];
    let extensions = || [scope(&[here(), only(1)]), extension::plain(&[2, 5, 29, 99], der::null())];
    let root = &hierarchy.entities[0];
    [good, revoked].map(|entries| root.list_tbs(7, super::UPDATES, &entries, extensions()))
}

/// A list spoiled in every way.
fn cases(hierarchy: &Hierarchy, tbs: &Node) -> Vec<(String, Vec<u8>)> {
    let key = hierarchy.entities[0].key();
    let signed = |tbs: &Node| signed(tbs, key).encode();
    let structural = mutations::of(tbs).into_iter().map(|(what, tbs)| (what, signed(&tbs)));
    let bits = mutations::bits(&tbs.encode(), 7).into_iter();
    let bits = bits.map(|(what, tbs)| (format!("{what}, signed"), signed(&Node::raw(tbs))));
    let later = mutations::bits(&signed(tbs), 23).into_iter();
    let later = later.map(|(what, list)| (format!("{what}, not signed"), list));
    structural.chain(bits).chain(later).collect()
}

/// Why a list isn't believed, or what it says instead of good.
#[derive(Debug)]
enum Refused {
    Error(Error),
    Said(Revocation),
}

fn fault(why: &Refused) -> Option<Fault> {
    if let Refused::Error(Error::Malformed { fault, .. }) = why { Some(*fault) } else { None }
}

const BER: Difference<Refused> = ("BER isn't DER: X.690, 10 and 11", |why| {
    matches!(
        fault(why),
        Some(Fault::BitString | Fault::Boolean | Fault::LengthNotMinimal | Fault::LengthTooLong)
    )
});
const WHOLE: Difference<Refused> = ("extensions and entries are read whole", |why| {
    matches!(fault(why), Some(Fault::Oid | Fault::Tag { .. } | Fault::TrailingBytes | Fault::Truncated))
});
const SIZES: Difference<Refused> = ("sizes of lists, nothing twice: RFC 5280, 5.1.2.6 and 5.2", |why| {
    matches!(fault(why), Some(Fault::Duplicate | Fault::Empty))
});
const NUMBERS: Difference<Refused> =
    ("serials and numbers: RFC 5280, 4.1.2.2 and 5.2.3; X.690, 8.3.2", |why| {
        matches!(fault(why), Some(Fault::IntegerNegative | Fault::IntegerNotMinimal | Fault::IntegerTooLong))
    });
const TIMES: Difference<Refused> =
    ("times have seconds and a zone: RFC 5280, 5.1.2.4 and 5.1.2.6", |why| fault(why) == Some(Fault::Time));
const VERSION: Difference<Refused> =
    ("extensions need version 2: RFC 5280, 5.1.2.1", |why| fault(why) == Some(Fault::Version));
const ALGORITHM: Difference<Refused> =
    ("signed and stated algorithm are the same: RFC 5280, 5.1.1.2", |why| {
        fault(why) == Some(Fault::AlgorithmMismatch)
    });
const NAMED_KEY: Difference<Refused> = ("a named key is the issuer's: RFC 5280, 5.2.1", |why| {
    matches!(why, Refused::Error(Error::Rule { rule: Rule::AuthorityKeyId, .. }))
});
const NUMBERED: Difference<Refused> = ("a list has a number: RFC 5280, 5.2.3", |why| {
    matches!(why, Refused::Said(Revocation::NotChecked { why: Unchecked::NoNumber }))
});
const CRITICAL: Difference<Refused> =
    ("unknown critical extensions: RFC 5280, 5.2; nobody asks the list yet", |why| {
        matches!(fault(why), Some(Fault::UnknownCritical { .. }))
    });
const ORDER: Difference<Refused> = ("the next list isn't due before this one: RFC 5280, 5.1.2.5", |why| {
    fault(why) == Some(Fault::TimeOrder)
});
const NAMES: Difference<Refused> = ("names are texts: RFC 5280, A.1", |why| fault(why) == Some(Fault::Text));

fn ours_of_signature(root: &Certificate<'_>, list: &[u8]) -> Result<(), Refused> {
    let verified = Crl::parse(list).and_then(|list| list.verify(&Chosen, root, now()));
    verified.map(drop).map_err(Refused::Error)
}

#[test]
fn openssl_crl_verifies_what_is_verified_here() {
    let hierarchy = hierarchy();
    let Some(openssl) = OpenSsl::new("lists-openssl-crl") else { return };
    let [_, revoked] = lists(&hierarchy);
    let (root, cases) = (hierarchy.certificate(0), cases(&hierarchy, &revoked));
    let store = openssl.write("root", &root);
    let theirs = all(&cases, |at, (_, list)| {
        let mut command = Command::new("openssl");
        command.args(["crl", "-noout", "-no-CAfile", "-no-CApath", "-inform", "DER", "-CAstore"]).arg(&store);
        let said = said(command.arg("-in").arg(openssl.write(&format!("list-{at}"), list)));
        if said.contains("verify OK") { Ok(()) } else { Err(said) }
    });
    let root = Certificate::parse(&root).unwrap();
    let mut tally = Tally::new(&[
        BER, WHOLE, SIZES, NUMBERS, TIMES, VERSION, ALGORITHM, NAMED_KEY, CRITICAL, ORDER, NAMES,
    ]);
    for ((what, list), theirs) in cases.iter().zip(theirs) {
        tally.add(what, ours_of_signature(&root, list), theirs);
    }
    tally.finish("openssl crl", 750);
}

#[test]
fn openssl_verify_asks_lists_as_they_are_asked_here() {
    let hierarchy = hierarchy();
    let Some(openssl) = OpenSsl::new("lists-openssl-verify") else { return };
    let (root, leaf) = (hierarchy.certificate(0), hierarchy.certificate(1));
    let cases: Vec<_> = lists(&hierarchy).iter().flat_map(|tbs| cases(&hierarchy, tbs)).collect();
    let (trusted, asked) = (openssl.write("root", &root), openssl.write("leaf", &leaf));
    let theirs = all(&cases, |at, (_, list)| {
        let mut command = Command::new("openssl");
        command.args(["verify", "-no-CAfile", "-no-CApath", "-no-CAstore", "-crl_check"]);
        command.args(["-attime", &NOW.to_string(), "-trusted"]).arg(&trusted);
        command.arg("-CRLfile").arg(openssl.write(&format!("list-{at}"), list)).arg(&asked);
        let said = said(&mut command);
        if said.contains(": OK") { Ok(()) } else { Err(said) }
    });

    let mut validator = PathValidator::new(Chosen);
    validator.trust(&root).unwrap();
    let path = validator.validate(&[&leaf], now()).unwrap();
    let ours = |list: &[u8]| {
        let lists = [Crl::parse(list).map_err(Refused::Error)?];
        let known = RevocationLists { lists: &lists, ..RevocationLists::default() };
        let found = validator.check_revocation(&path, &known, now()).map_err(Refused::Error)?;
        match found.certificates() {
            [Revocation::Good { .. }] => Ok(()),
            [said] => Err(Refused::Said(*said)),
            other => panic!("{other:?}"),
        }
    };
    let mut tally = Tally::new(&[BER, WHOLE, SIZES, NUMBERS, TIMES, VERSION, ALGORITHM, NUMBERED, NAMES]);
    for ((what, list), theirs) in cases.iter().zip(theirs) {
        tally.add(what, ours(list), theirs);
    }
    tally.finish("openssl verify -crl_check", 1_400);
}
