//! Certificates that ask for policies further down (RFC 5280, 4.2.1.11 and 4.2.1.14).

use hokensho_pki::{Error, ExplicitPolicy, PolicyRules, Role, Rule};

use super::setting::{Hierarchy, inhibit_any, policies, require_explicit};

const ONE: &[u32] = &[1, 2, 3, 1];
const ANY: &[u32] = &[2, 5, 29, 32, 0];
const REFUSED: Result<(), Error> = Err(Error::Rule { role: Role::Leaf, rule: Rule::Policy });

/// Anchor, three CAs and a leaf without any policy; a certificate asks for one after so many others.
fn bare(at: usize, skip: u8) -> Result<(), Error> {
    Hierarchy::of(&["Root", "A", "B", "C", "Leaf"]).with(at, require_explicit(skip)).validate()
}

/// The same with `anyPolicy` in the certificate at `any` and a policy in all others, asked for explicitly.
fn with_any(names: &[&str], inhibit: (usize, u8), any: usize) -> Result<(), Error> {
    let last = names.len() - 1;
    let all = (1..=last).fold(Hierarchy::of(names), |all, at| {
        all.with(at, policies(if at == any { &[ANY] } else { &[ONE] }))
    });
    let rules = PolicyRules { explicit: ExplicitPolicy::Required, ..PolicyRules::default() };
    all.with(inhibit.0, inhibit_any(inhibit.1)).validate_by(rules)
}

#[test]
fn a_ca_can_require_a_policy_of_all_below() {
    assert_eq!(bare(1, 0), REFUSED);
    assert_eq!(bare(3, 0), REFUSED);
}

#[test]
fn a_requirement_begins_after_as_many_certificates_as_it_says() {
    // Below the CA at 1 stand three certificates; the requirement begins with the third, and with no fourth.
    assert_eq!(bare(1, 3), REFUSED);
    assert_eq!(bare(1, 4), Ok(()));
    assert_eq!(bare(1, 10), Ok(()));
    assert_eq!(bare(2, 2), REFUSED);
    assert_eq!(bare(2, 3), Ok(()));
}

#[test]
fn in_the_leaf_only_an_immediate_requirement_counts() {
    assert_eq!(bare(4, 0), REFUSED);
    assert_eq!(bare(4, 1), Ok(()));
}

#[test]
fn of_two_requirements_the_stricter_holds() {
    let all = |first, second| {
        Hierarchy::of(&["Root", "A", "B", "C", "Leaf"])
            .with(1, require_explicit(first))
            .with(2, require_explicit(second))
            .validate()
    };
    assert_eq!(all(7, 2), REFUSED);
    assert_eq!(all(3, 7), REFUSED);
    assert_eq!(all(7, 7), Ok(()));
}

#[test]
fn a_requirement_is_met_by_a_policy_of_all_certificates() {
    let all = Hierarchy::of(&["Root", "A", "Leaf"]).with(1, require_explicit(0));
    let all = all.with(1, policies(&[ONE])).with(2, policies(&[ONE]));
    all.is_valid();
    assert_eq!(all.without(1, &[2, 5, 29, 32]).validate(), REFUSED);
}

#[test]
fn self_issued_certificates_do_not_use_up_a_requirement() {
    let all = |names: &[&str]| Hierarchy::of(names).with(1, require_explicit(2)).validate();
    assert_eq!(all(&["Root", "A", "B", "Leaf"]), REFUSED);
    assert_eq!(all(&["Root", "A", "A", "Leaf"]), Ok(()));
    assert_eq!(all(&["Root", "A", "A", "B", "Leaf"]), REFUSED);
}

#[test]
fn a_self_issued_leaf_is_counted() {
    let all = Hierarchy::of(&["Root", "A", "A"]).with(1, require_explicit(1));
    assert_eq!(all.validate(), REFUSED);
}

#[test]
fn a_ca_can_take_any_policy_its_worth_below() {
    let names = ["Root", "A", "B", "C", "Leaf"];
    assert_eq!(with_any(&names, (1, 0), 2), REFUSED);
    assert_eq!(with_any(&names, (1, 0), 4), REFUSED);
    assert_eq!(with_any(&names, (1, 1), 2), Ok(()));
    assert_eq!(with_any(&names, (1, 1), 3), REFUSED);
    assert_eq!(with_any(&names, (1, 2), 3), Ok(()));
    assert_eq!(with_any(&names, (1, 3), 4), Ok(()));
    assert_eq!(with_any(&names, (1, 2), 4), REFUSED);
}

#[test]
fn what_a_ca_takes_from_any_policy_begins_below_itself() {
    let names = ["Root", "A", "B", "C", "Leaf"];
    assert_eq!(with_any(&names, (1, 0), 1), Ok(()));
    assert_eq!(with_any(&names, (2, 0), 1), Ok(()));
    assert_eq!(with_any(&names, (4, 0), 4), Ok(()), "in the leaf it comes too late");
}

#[test]
fn any_policy_stands_in_a_self_issued_ca_below() {
    assert_eq!(with_any(&["Root", "A", "A", "Leaf"], (1, 0), 2), Ok(()));
    assert_eq!(with_any(&["Root", "A", "B", "B", "Leaf"], (1, 1), 3), Ok(()));
    assert_eq!(with_any(&["Root", "A", "A"], (1, 0), 2), REFUSED, "but not in a leaf");
}

#[test]
fn self_issued_certificates_do_not_use_up_what_is_left_to_any_policy() {
    assert_eq!(with_any(&["Root", "A", "A", "B", "Leaf"], (1, 1), 3), Ok(()));
    assert_eq!(with_any(&["Root", "A", "B", "B", "Leaf"], (1, 1), 4), REFUSED);
}
