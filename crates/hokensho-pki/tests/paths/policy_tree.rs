//! The rules for policies, beside the tree of RFC 5280, 6.1, written as it stands there.

use std::collections::BTreeSet;

use hokensho_mock::der::Node;
use hokensho_pki::{AnyPolicy, Error, ExplicitPolicy, PolicyRules, Role, Rule};
use proptest::prelude::*;

use super::setting::{Hierarchy, inhibit_any, policies, require_explicit};

/// 0 is `anyPolicy`.
type Policy = u8;

/// One certificate, as far as policies go.
#[derive(Clone, Debug)]
struct Link {
    self_issued: bool,
    policies: Option<BTreeSet<Policy>>,
    require_explicit: Option<u8>,
    inhibit_any: Option<u8>,
}

#[derive(Clone, Debug)]
struct Asked {
    accepted: BTreeSet<Policy>,
    explicit: bool,
    inhibit_any: bool,
}

/// A node of the tree: its policy, and those below it. Its depth is how far it stands from the root. Without mappings
/// what is expected of a node's children is its own policy.
#[derive(Clone, Debug)]
struct Branch {
    policy: Policy,
    children: Vec<Branch>,
}

impl Branch {
    fn leaf(policy: Policy) -> Self {
        Self { policy, children: Vec::new() }
    }

    /// The nodes at a depth below this one.
    fn at(&mut self, depth: usize) -> Vec<&mut Self> {
        if depth == 0 {
            return vec![self];
        }
        self.children.iter_mut().flat_map(|child| child.at(depth - 1)).collect()
    }

    /// 6.1.3 (d) (3): nodes above the depth without children go.
    fn prune(&mut self, depth: usize) -> bool {
        if depth == 0 {
            return true;
        }
        self.children.retain_mut(|child| child.prune(depth - 1));
        !self.children.is_empty()
    }
}

/// 6.1.3 to 6.1.5 for policies only.
fn valid_by_the_tree(path: &[Link], asked: &Asked) -> bool {
    let n = path.len();
    let mut tree = Some(Branch::leaf(0));
    let mut explicit = if asked.explicit { 0 } else { n + 1 };
    let mut inhibit = if asked.inhibit_any { 0 } else { n + 1 };
    for (i, link) in (1..).zip(path) {
        // 6.1.3 (d) and (e).
        tree = match (tree, &link.policies) {
            (Some(mut tree), Some(policies)) => {
                for policy in policies.iter().filter(|policy| **policy != 0) {
                    let mut parents = tree.at(i - 1);
                    let exact = parents.iter().any(|parent| parent.policy == *policy);
                    let parent = if exact { *policy } else { 0 };
                    for it in parents.iter_mut().filter(|it| it.policy == parent) {
                        it.children.push(Branch::leaf(*policy));
                    }
                }
                if policies.contains(&0) && (inhibit > 0 || (i < n && link.self_issued)) {
                    for parent in tree.at(i - 1) {
                        if !parent.children.iter().any(|child| child.policy == parent.policy) {
                            parent.children.push(Branch::leaf(parent.policy));
                        }
                    }
                }
                tree.prune(i).then_some(tree)
            }
            _ => None,
        };
        // 6.1.3 (f).
        if explicit == 0 && tree.is_none() {
            return false;
        }
        if i < n {
            // 6.1.4 (h) to (j).
            if !link.self_issued {
                explicit = explicit.saturating_sub(1);
                inhibit = inhibit.saturating_sub(1);
            }
            explicit = link.require_explicit.map_or(explicit, |skip| explicit.min(skip.into()));
            inhibit = link.inhibit_any.map_or(inhibit, |skip| inhibit.min(skip.into()));
        } else {
            // 6.1.5 (a) and (b).
            explicit = explicit.saturating_sub(1);
            if link.require_explicit == Some(0) {
                explicit = 0;
            }
        }
    }
    // 6.1.5 (g).
    let left = tree.is_some_and(|mut tree| intersects(&mut tree, n, &asked.accepted));
    explicit > 0 || left
}

/// 6.1.5 (g) (iii): nodes whose parent is `anyPolicy` and that aren't accepted go, with all below; then `anyPolicy` at
/// the end makes room for what is accepted.
fn intersects(tree: &mut Branch, n: usize, accepted: &BTreeSet<Policy>) -> bool {
    if accepted.contains(&0) {
        return true;
    }
    fn cut(branch: &mut Branch, accepted: &BTreeSet<Policy>) {
        if branch.policy == 0 {
            branch.children.retain(|child| child.policy == 0 || accepted.contains(&child.policy));
        }
        branch.children.iter_mut().for_each(|child| cut(child, accepted));
    }
    cut(tree, accepted);
    let mut last = tree.at(n);
    last.iter_mut().any(|it| it.policy != 0) || (!last.is_empty() && !accepted.is_empty())
}

fn arcs(policy: Policy) -> Vec<u32> {
    if policy == 0 { vec![2, 5, 29, 32, 0] } else { vec![1, 2, 3, policy.into()] }
}

fn extensions(link: &Link) -> impl Iterator<Item = Node> {
    let list = link.policies.as_ref().map(|list| {
        let arcs: Vec<_> = list.iter().map(|policy| arcs(*policy)).collect();
        policies(&arcs.iter().map(Vec::as_slice).collect::<Vec<_>>())
    });
    list.into_iter()
        .chain(link.require_explicit.map(require_explicit))
        .chain(link.inhibit_any.map(inhibit_any))
}

fn link() -> impl Strategy<Value = Link> {
    let policies = prop::option::weighted(0.9, prop::collection::btree_set(0_u8..4, 1..4));
    let skip = || prop::option::weighted(0.3, 0_u8..4);
    (prop::bool::weighted(0.3), policies, skip(), skip()).prop_map(
        |(self_issued, policies, require_explicit, inhibit_any)| Link {
            self_issued,
            policies,
            require_explicit,
            inhibit_any,
        },
    )
}

fn asked() -> impl Strategy<Value = Asked> {
    (prop::collection::btree_set(0_u8..4, 0..3), any::<bool>(), prop::bool::weighted(0.2))
        .prop_map(|(accepted, explicit, inhibit_any)| Asked { accepted, explicit, inhibit_any })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn rules_and_tree_agree(path in prop::collection::vec(link(), 1..5), asked in asked()) {
        let mut names = vec!["Root".to_owned()];
        for (at, link) in path.iter().enumerate() {
            names.push(if link.self_issued { names[at].clone() } else { format!("Entity {at}") });
        }
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        let mut hierarchy = Hierarchy::of(&names);
        for (at, link) in (1..).zip(&path) {
            hierarchy = extensions(link).fold(hierarchy, |all, extension| all.with(at, extension));
        }
        let oid = |policy: &Policy| {
            arcs(*policy).iter().map(u32::to_string).collect::<Vec<_>>().join(".").parse().unwrap()
        };
        let rules = PolicyRules {
            accepted: Some(asked.accepted.iter().map(oid).collect()),
            any: if asked.inhibit_any { AnyPolicy::Inhibited } else { AnyPolicy::AsCertificatesSay },
            explicit: if asked.explicit { ExplicitPolicy::Required } else { ExplicitPolicy::AsCertificatesSay },
        };
        let refused = Err(Error::Rule { role: Role::Leaf, rule: Rule::Policy });
        let expected = if valid_by_the_tree(&path, &asked) { Ok(()) } else { refused };
        prop_assert_eq!(hierarchy.validate_by(rules), expected);
    }
}
