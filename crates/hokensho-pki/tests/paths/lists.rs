//! Revocation along a path (RFC 5280, 6.3).

mod counted;
mod openssl;

use hokensho_mock::der::{self, Node};
use hokensho_mock::pki::{self, Entity, Reason, Revoked, extension};
use hokensho_pki::{
    CertificateState, Crl, Error, Fault, PathValidator, Revocation, RevocationLists, RevocationPolicy, Role,
    Time, Unchecked,
};

use super::setting::{Chosen, DAY, Hierarchy, NOW, VALIDITY, now, serial};

const UPDATES: [i64; 2] = [NOW - DAY, NOW + DAY];
const GOOD: Revocation = Revocation::Good { as_of: Time::from_unix(NOW - DAY) };

const fn unchecked(why: Unchecked) -> Revocation {
    Revocation::NotChecked { why }
}

fn list(issuer: &Entity, revoked: &[Revoked], extensions: &[Node]) -> Vec<u8> {
    issuer.sign(&issuer.list_tbs(7, UPDATES, revoked, extensions.to_vec()))
}

fn entry(serial: u64, reason: Reason) -> Revoked {
    Revoked { serial, at: NOW - 2 * DAY, reason }
}

/// Of what a list speaks: the fields of an issuing distribution point.
fn scope(parts: &[Node]) -> Node {
    extension::critical(extension::ISSUING_DISTRIBUTION_POINT, der::sequence(parts))
}

fn place(name: Node) -> Node {
    der::context(0, [der::context(0, [name])])
}

fn uri(address: &str) -> Node {
    place(der::context_bytes(6, address))
}

fn only(number: u8) -> Node {
    der::context_bytes(number, [0xFF])
}

/// What the lists say of each certificate, the leaf first.
fn asked(hierarchy: &Hierarchy, lists: &[Vec<u8>], signers: &[Vec<u8>]) -> Result<Vec<Revocation>, Error> {
    let mut validator = PathValidator::new(Chosen);
    validator.trust(&hierarchy.certificate(0))?;
    let path = hierarchy.path();
    let path: Vec<_> = path.iter().map(Vec::as_slice).collect();
    let path = validator.validate(&path, now())?;
    let lists = lists.iter().map(|list| Crl::parse(list)).collect::<Result<Vec<_>, _>>()?;
    let signers: Vec<_> = signers.iter().map(Vec::as_slice).collect();
    let known = RevocationLists { lists: &lists, signers: &signers, tolerance_seconds: 0 };
    let found = validator.check_revocation(&path, &known, now())?;
    let good = found.certificates().iter().all(|it| matches!(it, Revocation::Good { .. }));
    assert_eq!(found.require(RevocationPolicy::default()).is_ok(), good, "only good is enough");
    Ok(found.certificates().to_vec())
}

/// What one list says of the leaf.
fn said(hierarchy: &Hierarchy, list: Vec<u8>) -> Revocation {
    asked(hierarchy, &[list], &[]).unwrap()[0]
}

fn line() -> Hierarchy {
    Hierarchy::of(&["Root", "Leaf"])
}

#[test]
fn without_lists_nothing_is_determined_and_the_strict_policy_refuses() {
    assert_eq!(asked(&Hierarchy::short(), &[], &[]), Ok(vec![unchecked(Unchecked::NoList); 2]));
}

#[test]
fn each_certificate_needs_a_list_of_its_own_issuer() {
    let hierarchy = Hierarchy::short();
    let [root, ca, _] = &hierarchy.entities[..] else { panic!() };
    let (upper, lower) = (list(root, &[], &[]), list(ca, &[], &[]));
    assert_eq!(asked(&hierarchy, &[upper.clone(), lower.clone()], &[]), Ok(vec![GOOD, GOOD]));
    assert_eq!(asked(&hierarchy, &[upper], &[]).unwrap()[0], unchecked(Unchecked::OtherIssuer));
    assert_eq!(asked(&hierarchy, &[lower], &[]).unwrap()[1], unchecked(Unchecked::OtherIssuer));
}

#[test]
fn a_revoked_certificate_is_refused_wherever_it_stands() {
    let hierarchy = Hierarchy::short();
    let [root, ca, _] = &hierarchy.entities[..] else { panic!() };
    let upper = list(root, &[entry(serial(1), Reason::KeyCompromise)], &[]);
    let found = asked(&hierarchy, &[upper, list(ca, &[], &[])], &[]).unwrap();
    assert!(matches!(found[..], [Revocation::Good { .. }, Revocation::Revoked { .. }]));
    let lower = list(ca, &[entry(serial(2), Reason::CertificateHold)], &[]);
    assert!(matches!(asked(&hierarchy, &[lower], &[]).unwrap()[0], Revocation::OnHold { .. }));
}

#[test]
fn a_refusal_names_the_certificate() {
    let hierarchy = Hierarchy::short();
    let mut validator = PathValidator::new(Chosen);
    validator.trust(&hierarchy.certificate(0)).unwrap();
    let path = hierarchy.path();
    let path: Vec<_> = path.iter().map(Vec::as_slice).collect();
    let path = validator.validate(&path, now()).unwrap();
    let lower = list(&hierarchy.entities[1], &[], &[]);
    let lists = [Crl::parse(&lower).unwrap()];
    let known = RevocationLists { lists: &lists, ..RevocationLists::default() };
    let found = validator.check_revocation(&path, &known, now()).unwrap();
    let (role, state) = (Role::Issuer { above: 0 }, CertificateState::NotChecked);
    assert_eq!(found.require(RevocationPolicy::default()), Err(Error::RefusedInPath { role, state }));
    assert_eq!(found.require(RevocationPolicy::AcceptNotChecked), Ok(()));
}

#[test]
fn the_same_serial_on_the_list_of_another_issuer_says_nothing() {
    let hierarchy = Hierarchy::short();
    let [root, ca, _] = &hierarchy.entities[..] else { panic!() };
    let upper = list(root, &[entry(serial(2), Reason::KeyCompromise)], &[]);
    assert_eq!(asked(&hierarchy, &[upper, list(ca, &[], &[])], &[]), Ok(vec![GOOD, GOOD]));
}

#[test]
fn a_list_signed_by_another_key_says_nothing_good_or_bad() {
    let stranger = Entity::new("Root", "job-change-auth").unwrap();
    for revoked in [&[][..], &[entry(serial(1), Reason::KeyCompromise)]] {
        assert_eq!(said(&line(), list(&stranger, revoked, &[])), unchecked(Unchecked::BadSignature));
    }
    let mut broken = list(&line().entities[0], &[], &[]);
    *broken.last_mut().unwrap() ^= 1;
    assert_eq!(said(&line(), broken), unchecked(Unchecked::BadSignature));
}

#[test]
fn an_entry_on_any_list_of_the_issuer_counts() {
    let hierarchy = line();
    let root = &hierarchy.entities[0];
    let empty = || list(root, &[], &[]);
    let lists = [empty(), list(root, &[entry(serial(1), Reason::Superseded)], &[]), empty()];
    assert!(matches!(asked(&hierarchy, &lists, &[]).unwrap()[..], [Revocation::Revoked { .. }]));
}

#[test]
fn an_issuer_without_crl_sign_signs_no_lists() {
    let hierarchy = line().with(0, extension::key_usage(2, 0b0000_0100)); // keyCertSign
    let bytes = list(&hierarchy.entities[0], &[], &[]);
    assert_eq!(said(&hierarchy, bytes.clone()), unchecked(Unchecked::BadSignature));
    assert_eq!(said(&line().without(0, extension::KEY_USAGE), bytes), GOOD, "without a key usage it may");
}

#[test]
fn a_list_without_a_number_says_nothing() {
    let hierarchy = line();
    let root = &hierarchy.entities[0];
    let mut tbs = root.list_tbs(7, UPDATES, &[], []);
    tbs.remove(&[tbs.children().len() - 1, 0, 1]).unwrap();
    assert_eq!(said(&hierarchy, root.sign(&tbs)), unchecked(Unchecked::NoNumber));
}

#[test]
fn refuses_a_list_whose_number_or_key_identifier_is_critical() {
    let root = &line().entities[0];
    for (place, expected) in [(0, "2.5.29.35"), (1, "2.5.29.20")] {
        let mut tbs = root.list_tbs(7, UPDATES, &[], []);
        let extensions = tbs.children().len() - 1;
        tbs.insert(&[extensions, 0, place, 1], der::boolean(true)).unwrap();
        let refused = asked(&line(), &[root.sign(&tbs)], &[]);
        let Err(Error::Malformed { fault: Fault::Critical { oid }, .. }) = refused else {
            panic!("{refused:?}")
        };
        assert_eq!(oid.to_string(), expected);
    }
}

#[test]
fn refuses_a_list_that_says_where_its_changes_are() {
    // Not listed here may be listed there (RFC 5280, 5.2.6).
    let point = || der::sequence([der::sequence([uri("http://ca.invalid/delta")])]);
    let freshest = extension::plain(&[2, 5, 29, 46], point());
    let refused = asked(&line(), &[list(&line().entities[0], &[], &[freshest])], &[]);
    assert!(matches!(refused, Err(Error::Malformed { fault: Fault::DeltaList, .. })));
    let elsewhere = extension::plain(extension::AUTHORITY_INFO_ACCESS, point());
    assert_eq!(said(&line(), list(&line().entities[0], &[], &[elsewhere])), GOOD);
}

#[test]
fn no_list_says_good_of_a_certificate_that_names_a_list_of_changes() {
    // Not listed here may be listed there (RFC 5280, 4.2.1.15).
    let point = der::sequence([der::sequence([uri("http://ca.invalid/delta")])]);
    let named = line().with(1, extension::plain(&[2, 5, 29, 46], point));
    let root = &named.entities[0];
    assert_eq!(said(&named, list(root, &[], &[])), unchecked(Unchecked::DeltaUnread));
    let revoked = list(root, &[entry(serial(1), Reason::KeyCompromise)], &[]);
    assert!(matches!(said(&named, revoked), Revocation::Revoked { .. }), "what is listed stays listed");
    named.is_valid();
}

#[test]
fn refuses_more_than_eight_certificates_of_keys_for_lists() {
    let signers = vec![line().certificate(1); 9];
    assert_eq!(asked(&line(), &[], &signers[1..]), Ok(vec![unchecked(Unchecked::NoList)]));
    let refused = asked(&line(), &[], &signers);
    assert_eq!(refused, Err(Error::SignersTooMany { signers: 9, budget: 8 }));
}

#[test]
fn only_a_fresh_list_says_good() {
    let hierarchy = line();
    let root = &hierarchy.entities[0];
    let at = |updates| said(&hierarchy, root.sign(&root.list_tbs(7, updates, &[], [])));
    assert!(matches!(at([NOW, NOW]), Revocation::Good { .. }));
    assert!(matches!(at([NOW - DAY, NOW - 1]), Revocation::Stale { .. }));
    assert_eq!(at([NOW + 1, NOW + DAY]), unchecked(Unchecked::ListNotYet));
}

#[test]
fn a_list_with_a_place_covers_who_names_that_place() {
    let point = der::sequence([der::sequence([uri("http://ca.invalid/1")])]);
    let named = line().with(1, extension::plain(extension::CRL_DISTRIBUTION_POINTS, point));
    let root = &named.entities[0];
    let here = list(root, &[], &[scope(&[uri("http://ca.invalid/1")])]);
    let elsewhere = list(root, &[], &[scope(&[uri("http://ca.invalid/2")])]);
    assert_eq!(said(&named, here.clone()), GOOD);
    assert_eq!(said(&named, elsewhere), unchecked(Unchecked::OtherScope));
    assert_eq!(said(&named, list(root, &[], &[])), GOOD, "a list without a place covers all");
    assert_eq!(said(&line(), here), unchecked(Unchecked::OtherScope));
}

#[test]
fn a_name_that_is_no_place_makes_places_unknown() {
    // A host beside the address, on either side: nobody knows what it means there.
    let address = || der::context_bytes(6, "http://ca.invalid/1");
    let host = || der::context_bytes(2, "ca.invalid");
    let names = |names: Vec<Node>| der::context(0, [der::context(0, names)]);
    let with = |point: Vec<Node>, scoped: Vec<Node>| {
        let point = der::sequence([der::sequence([names(point)])]);
        let named = line().with(1, extension::plain(extension::CRL_DISTRIBUTION_POINTS, point));
        said(&named, list(&named.entities[0], &[], &[scope(&[names(scoped)])]))
    };
    let no = unchecked(Unchecked::OtherScope);
    assert_eq!(with(vec![address()], vec![address()]), GOOD);
    assert_eq!(with(vec![address(), host()], vec![address()]), no);
    assert_eq!(with(vec![address()], vec![address(), host()]), no);
}

#[test]
fn a_list_at_its_issuers_own_name_covers_who_names_no_place() {
    let hierarchy = line();
    let root = &hierarchy.entities[0];
    let at = |name: &Node| scope(&[place(pki::directory_name(name.clone()))]);
    assert_eq!(said(&hierarchy, list(root, &[], &[at(root.name())])), GOOD);
    let leaf = hierarchy.entities[1].name();
    assert_eq!(said(&hierarchy, list(root, &[], &[at(leaf)])), unchecked(Unchecked::OtherScope));
}

#[test]
fn a_point_for_some_reasons_or_of_another_issuer_is_no_place_of_a_list() {
    let issuer = der::context(2, [pki::directory_name(pki::name(&[]))]);
    for more in [der::context_bytes(1, [6, 0x40]), issuer] {
        let point = der::sequence([der::sequence([uri("http://ca.invalid/1"), more])]);
        let named = line().with(1, extension::plain(extension::CRL_DISTRIBUTION_POINTS, point));
        let here = list(&named.entities[0], &[], &[scope(&[uri("http://ca.invalid/1")])]);
        assert_eq!(said(&named, here), unchecked(Unchecked::OtherScope));
    }
}

#[test]
fn lists_of_one_kind_cover_that_kind_only() {
    let (leaf, ca) = (line(), line().with(1, extension::authority(None)));
    let of = |number| list(&leaf.entities[0], &[], &[scope(&[only(number)])]);
    let no = unchecked(Unchecked::OtherScope);
    for (number, of_leaf, of_ca) in [(1, GOOD, no), (2, no, GOOD), (5, no, no)] {
        assert_eq!((said(&leaf, of(number)), said(&ca, of(number))), (of_leaf, of_ca));
    }
}

#[test]
fn after_a_change_of_keys_the_new_key_speaks_for_certificates_of_the_old() {
    // The leaf is by the old key, which the new one certified; the new one signs all lists.
    let hierarchy = Hierarchy::of(&["Root", "CA", "CA", "Leaf"]);
    let [root, new, old, _] = &hierarchy.entities[..] else { panic!() };
    let lists = [list(root, &[], &[]), list(new, &[], &[])];
    assert_eq!(asked(&hierarchy, &lists, &[]), Ok(vec![GOOD; 3]));
    let lists = [list(root, &[], &[]), list(old, &[], &[])];
    let found = asked(&hierarchy, &lists, &[]).unwrap();
    assert!(matches!(found[1], Revocation::NotChecked { .. }), "the old key doesn't speak for itself");
}

#[test]
fn a_key_for_lists_alone_is_taken_only_with_its_right_and_a_list_of_its_own() {
    let hierarchy = Hierarchy::short();
    let [root, ca, leaf] = &hierarchy.entities[..] else { panic!() };
    let by = |above: &Entity, name: &str, (unused, bits): (u8, u8), revoked: &[Revoked]| {
        let key = Entity::new(name, "job-change-auth").unwrap();
        let own = above.extensions(&key).chain([extension::key_usage(unused, bits)]);
        let certificate = above.sign(&above.tbs(&key, 0x77, VALIDITY, own));
        let lists = [list(root, revoked, &[]), list(&key, &[], &[])];
        asked(&hierarchy, &lists, &[certificate]).unwrap()[0]
    };
    let (lists, signatures) = ((1, 0b0000_0010), (7, 0b1000_0000));
    let refused = unchecked(Unchecked::BadSignature);
    assert_eq!(by(root, "CA", lists, &[]), GOOD);
    assert_eq!(by(root, "CA", lists, &[entry(0x77, Reason::KeyCompromise)]), refused);
    assert_eq!(by(root, "CA", signatures, &[]), refused);
    assert_eq!(by(ca, "CA", lists, &[]), refused, "no list speaks of it");
    assert_eq!(by(leaf, "CA", lists, &[]), refused);
    assert_eq!(by(root, "Other", lists, &[]), unchecked(Unchecked::OtherIssuer));
}

#[test]
fn a_path_of_another_validator_is_not_asked_about() {
    let hierarchy = line();
    let mut validator = PathValidator::new(Chosen);
    validator.trust(&hierarchy.certificate(0)).unwrap();
    let leaf = hierarchy.certificate(1);
    let path = validator.validate(&[&leaf], now()).unwrap();
    let refused = PathValidator::new(Chosen).check_revocation(&path, &RevocationLists::default(), now());
    assert_eq!(refused.map(drop), Err(Error::AnchorMissing));
}
