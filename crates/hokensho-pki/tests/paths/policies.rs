//! Policies along a path (RFC 5280, 6.1.3 (d) to (f), 6.1.4 (h) to (j) and 6.1.5).

use hokensho_mock::der;
use hokensho_pki::{AnyPolicy, Error, ExplicitPolicy, Fault, PolicyRules, Role, Rule};

use super::setting::{Hierarchy, policies};

const ONE: &[u32] = &[1, 2, 3, 1];
const TWO: &[u32] = &[1, 2, 3, 2];
const ANY: &[u32] = &[2, 5, 29, 32, 0];
const REFUSED: Result<(), Error> = Err(Error::Rule { role: Role::Leaf, rule: Rule::Policy });

/// Anchor, two CAs and a leaf; the last three have these policies.
fn hierarchy(of: [&[&[u32]]; 3]) -> Hierarchy {
    named(&["Root", "A", "B", "Leaf"], of)
}

fn named(names: &[&str], of: [&[&[u32]]; 3]) -> Hierarchy {
    let all = Hierarchy::of(names);
    of.into_iter()
        .zip(1..)
        .fold(all, |all, (list, at)| if list.is_empty() { all } else { all.with(at, policies(list)) })
}

fn accepting(accepted: &[&str]) -> PolicyRules {
    let accepted = accepted.iter().map(|oid| oid.parse().unwrap()).collect();
    PolicyRules { accepted: Some(accepted), ..explicit() }
}

fn explicit() -> PolicyRules {
    PolicyRules { explicit: ExplicitPolicy::Required, ..PolicyRules::default() }
}

#[test]
fn without_rules_no_policy_is_needed() {
    hierarchy([&[], &[], &[]]).is_valid();
    hierarchy([&[ONE], &[TWO], &[]]).is_valid();
}

#[test]
fn a_policy_of_all_certificates_is_accepted() {
    let all = hierarchy([&[ONE], &[ONE], &[ONE]]);
    assert_eq!(all.validate_by(explicit()), Ok(()));
    assert_eq!(all.validate_by(accepting(&["1.2.3.1"])), Ok(()));
    assert_eq!(all.validate_by(accepting(&["1.2.3.2", "1.2.3.1"])), Ok(()));
}

#[test]
fn refuses_a_policy_that_is_not_accepted() {
    let all = hierarchy([&[ONE], &[ONE], &[ONE]]);
    assert_eq!(all.validate_by(accepting(&["1.2.3.2"])), REFUSED);
    assert_eq!(all.validate_by(accepting(&[])), REFUSED);
    assert_eq!(all.validate_by(accepting(&["1.2.3"])), REFUSED, "an arc above isn't the policy");
}

#[test]
fn requiring_policies_refuses_all_others() {
    let requiring = |oid: &str| PolicyRules::requiring([oid.parse().unwrap()]);
    let all = hierarchy([&[ONE], &[ONE], &[ONE]]);
    assert_eq!(all.validate_by(requiring("1.2.3.1")), Ok(()));
    assert_eq!(all.validate_by(requiring("1.2.3.2")), REFUSED);
    assert_eq!(hierarchy([&[], &[], &[]]).validate_by(requiring("1.2.3.1")), REFUSED);
    assert_eq!(all.validate_by(PolicyRules::requiring([])), REFUSED);
}

#[test]
fn without_an_explicit_policy_what_is_accepted_decides_nothing() {
    let rules = PolicyRules { explicit: ExplicitPolicy::AsCertificatesSay, ..accepting(&["1.2.3.2"]) };
    assert_eq!(hierarchy([&[ONE], &[ONE], &[ONE]]).validate_by(rules), Ok(()));
}

#[test]
fn refuses_a_certificate_without_policies_in_between() {
    for of in [[&[][..], &[ONE], &[ONE]], [&[ONE], &[], &[ONE]], [&[ONE], &[ONE], &[]]] {
        assert_eq!(hierarchy(of).validate_by(explicit()), REFUSED);
    }
}

#[test]
fn refuses_policies_that_have_nothing_in_common() {
    assert_eq!(hierarchy([&[ONE], &[TWO], &[TWO]]).validate_by(explicit()), REFUSED);
    assert_eq!(hierarchy([&[ONE, TWO], &[ONE], &[TWO]]).validate_by(explicit()), REFUSED);
}

#[test]
fn what_is_left_of_several_policies_counts() {
    let all = hierarchy([&[ONE, TWO], &[TWO, ONE], &[TWO]]);
    assert_eq!(all.validate_by(accepting(&["1.2.3.2"])), Ok(()));
    assert_eq!(all.validate_by(accepting(&["1.2.3.1"])), REFUSED);
}

#[test]
fn a_policy_that_came_later_than_the_others_does_not_count() {
    let all = hierarchy([&[ONE], &[ONE, TWO], &[TWO]]);
    assert_eq!(all.validate_by(accepting(&["1.2.3.2"])), REFUSED);
}

#[test]
fn any_policy_stands_for_every_policy() {
    assert_eq!(hierarchy([&[ANY], &[ANY], &[ONE]]).validate_by(accepting(&["1.2.3.1"])), Ok(()));
    assert_eq!(hierarchy([&[ANY], &[ONE], &[ANY]]).validate_by(accepting(&["1.2.3.1"])), Ok(()));
    assert_eq!(hierarchy([&[ONE], &[ANY], &[ONE]]).validate_by(accepting(&["1.2.3.1"])), Ok(()));
    assert_eq!(hierarchy([&[ANY], &[ANY], &[ANY]]).validate_by(accepting(&["1.2.3.1"])), Ok(()));
    assert_eq!(hierarchy([&[ONE], &[ANY], &[TWO]]).validate_by(explicit()), REFUSED);
}

#[test]
fn any_policy_among_those_accepted_accepts_every_policy() {
    let all = hierarchy([&[ONE], &[ONE], &[ONE]]);
    assert_eq!(all.validate_by(accepting(&["2.5.29.32.0"])), Ok(()));
    assert_eq!(hierarchy([&[ONE], &[TWO], &[ONE]]).validate_by(accepting(&["2.5.29.32.0"])), REFUSED);
}

#[test]
fn any_policy_is_worth_nothing_where_the_caller_inhibits_it() {
    let rules = PolicyRules { any: AnyPolicy::Inhibited, ..explicit() };
    assert_eq!(hierarchy([&[ANY], &[ONE], &[ONE]]).validate_by(rules.clone()), REFUSED);
    assert_eq!(hierarchy([&[ONE], &[ONE], &[ANY]]).validate_by(rules.clone()), REFUSED);
    assert_eq!(hierarchy([&[ONE], &[ONE], &[ONE]]).validate_by(rules), Ok(()));
}

#[test]
fn an_inhibited_any_policy_stands_in_self_issued_cas_all_the_same() {
    let rules = || PolicyRules { any: AnyPolicy::Inhibited, ..explicit() };
    let all = named(&["Root", "A", "A", "Leaf"], [&[ONE], &[ANY], &[ONE]]);
    assert_eq!(all.validate_by(rules()), Ok(()));
    let other = named(&["Root", "A", "B", "Leaf"], [&[ONE], &[ANY], &[ONE]]);
    assert_eq!(other.validate_by(rules()), REFUSED);
}

#[test]
fn an_inhibited_any_policy_does_not_stand_in_a_self_issued_leaf() {
    let rules = PolicyRules { any: AnyPolicy::Inhibited, ..explicit() };
    let all = named(&["Root", "A", "B", "B"], [&[ONE], &[ONE], &[ANY]]);
    assert_eq!(all.validate_by(rules), REFUSED);
}

#[test]
fn duplicate_policies_are_malformed() {
    hierarchy([&[ONE, ONE], &[ONE], &[ONE]]).is_malformed(Fault::Duplicate);
}

#[test]
fn critical_policies_are_understood() {
    let tree = policies(&[ONE]);
    let (oid, value) = (&tree.children()[0], &tree.children()[1]);
    let critical = der::sequence([oid.clone(), der::boolean(true), value.clone()]);
    let all = hierarchy([&[ONE], &[ONE], &[ONE]]).with(3, critical);
    assert_eq!(all.validate_by(explicit()), Ok(()));
}
