//! What the extensions of a path's certificates must not say (RFC 5280, 4.2).

use hokensho_mock::der::{self, Node};
use hokensho_mock::pki::extension;
use hokensho_pki::{Error, Fault, PathValidator, Role, Rule};

use super::setting::{Chosen, Hierarchy, require_explicit};

/// An arc under which nobody has registered anything that we know.
const UNKNOWN: &[u32] = &[1, 2, 392, 200_149, 8, 5, 99];
const SERVER_AUTH: &[u32] = &[1, 3, 6, 1, 5, 5, 7, 3, 1];
const CLIENT_AUTH: &[u32] = &[1, 3, 6, 1, 5, 5, 7, 3, 2];
const ANY_PURPOSE: &[u32] = &[2, 5, 29, 37, 0];
/// The certificates below the anchor.
const BELOW: [(usize, Role); 2] = [(1, Role::Issuer { above: 0 }), (2, Role::Leaf)];

fn purposes(list: &[&[u32]]) -> Node {
    let list: Vec<_> = list.iter().map(|arcs| der::oid(arcs)).collect();
    extension::plain(extension::EXT_KEY_USAGE, der::sequence(list))
}

/// Asked for client authentication.
fn for_clients(hierarchy: &Hierarchy) -> Result<(), Error> {
    hierarchy.validate_with(PathValidator::new(Chosen).for_purpose("1.3.6.1.5.5.7.3.2".parse().unwrap()))
}

#[test]
fn refuses_an_unknown_critical_extension_in_every_place() {
    let oid = "1.2.392.200149.8.5.99".parse().unwrap();
    for at in 0..3 {
        let unknown = extension::critical(UNKNOWN, der::null());
        Hierarchy::short().with(at, unknown).is_malformed(Fault::UnknownCritical { oid });
    }
}

#[test]
fn passes_over_an_unknown_extension_that_is_not_critical() {
    for at in 0..3 {
        Hierarchy::short().with(at, extension::plain(UNKNOWN, der::null())).is_valid();
    }
}

#[test]
fn refuses_an_extension_given_twice_in_every_place() {
    for at in 0..3 {
        let twice = Hierarchy::short().spoil(at, |tbs| {
            tbs.duplicate(&extension::path(tbs, extension::KEY_USAGE).unwrap()).unwrap();
        });
        twice.is_malformed(Fault::Duplicate);
    }
}

#[test]
fn refuses_name_constraints_and_policy_mappings_in_every_place() {
    for last in [30, 33] {
        let oid = format!("2.5.29.{last}").parse().unwrap();
        for at in 0..3 {
            for make in [extension::critical, extension::plain] {
                let constraint = make(&[2, 5, 29, last], der::sequence([der::null()]));
                Hierarchy::short().with(at, constraint).is_malformed(Fault::NeverIgnored { oid });
            }
        }
    }
}

#[test]
fn refuses_a_critical_authority_information_access() {
    let access = || {
        let place = [der::oid(&[1, 3, 6, 1, 5, 5, 7, 48, 2]), der::context_bytes(2, *b"example.com")];
        der::sequence([der::sequence(place)])
    };
    for (at, role) in BELOW {
        let critical = extension::critical(extension::AUTHORITY_INFO_ACCESS, access());
        Hierarchy::short().with(at, critical).breaks(role, Rule::AuthorityInfoAccessCriticality);
        Hierarchy::short().with(at, extension::plain(extension::AUTHORITY_INFO_ACCESS, access())).is_valid();
    }
}

#[test]
fn refuses_constraints_on_policies_that_are_not_critical() {
    let path = require_explicit(5);
    let value = path.children()[2].clone();
    for (at, role) in BELOW {
        let plain = der::sequence([path.children()[0].clone(), value.clone()]);
        Hierarchy::short().with(at, plain).breaks(role, Rule::PolicyConstraintCriticality);
        let inhibit = extension::plain(&[2, 5, 29, 54], der::integer(&[3]));
        Hierarchy::short().with(at, inhibit).breaks(role, Rule::PolicyConstraintCriticality);
    }
}

#[test]
fn refuses_empty_constraints_on_policies() {
    let empty = extension::critical(&[2, 5, 29, 36], der::sequence([]));
    Hierarchy::short().with(1, empty).is_malformed(Fault::Empty);
}

#[test]
fn refuses_alternative_names_that_are_no_names() {
    let value = der::octets(*b"example.com");
    let malformed = der::sequence([der::oid(extension::SUBJECT_ALT_NAME), value]);
    assert!(matches!(Hierarchy::short().with(2, malformed).validate(), Err(Error::Malformed { .. })));
}

#[test]
fn a_leaf_for_other_purposes_is_refused_where_one_is_asked_for() {
    let other = Hierarchy::short().with(2, purposes(&[SERVER_AUTH]));
    other.is_valid();
    assert_eq!(for_clients(&other), Err(Error::Rule { role: Role::Leaf, rule: Rule::ExtendedKeyUsage }));
}

#[test]
fn a_leaf_for_the_purpose_for_any_or_for_none_in_particular_is_accepted() {
    assert_eq!(for_clients(&Hierarchy::short()), Ok(()));
    assert_eq!(for_clients(&Hierarchy::short().with(2, purposes(&[ANY_PURPOSE]))), Ok(()));
    assert_eq!(for_clients(&Hierarchy::short().with(2, purposes(&[SERVER_AUTH, CLIENT_AUTH]))), Ok(()));
}

#[test]
fn refuses_an_empty_list_of_purposes() {
    Hierarchy::short().with(2, purposes(&[])).is_malformed(Fault::Empty);
}
