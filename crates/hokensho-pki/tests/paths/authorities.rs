//! Who may issue, and how far down (RFC 5280, 6.1.4 (k) to (n)).

use hokensho_mock::der;
use hokensho_mock::pki::extension;
use hokensho_pki::{Fault, Role, Rule};

use super::setting::Hierarchy;

const ISSUER: Role = Role::Issuer { above: 0 };

fn length(path_length: u64) -> der::Node {
    extension::authority(Some(path_length))
}

fn plain_authority() -> der::Node {
    extension::plain(extension::BASIC_CONSTRAINTS, der::sequence([der::boolean(true)]))
}

#[test]
fn refuses_an_issuer_without_basic_constraints() {
    Hierarchy::short()
        .without(1, extension::BASIC_CONSTRAINTS)
        .without(1, extension::KEY_USAGE)
        .breaks(ISSUER, Rule::IssuerIsAuthority);
}

#[test]
fn refuses_an_issuer_that_says_it_is_no_ca() {
    for make in [extension::critical, extension::plain] {
        let end_entity = make(extension::BASIC_CONSTRAINTS, der::sequence([]));
        Hierarchy::short().with(1, end_entity).breaks(ISSUER, Rule::IssuerIsAuthority);
    }
}

#[test]
fn accepts_a_ca_below_the_anchor_that_says_so_uncritically() {
    Hierarchy::short().with(1, plain_authority()).is_valid();
}

#[test]
fn refuses_an_anchor_that_is_no_ca() {
    let end_entity = extension::critical(extension::BASIC_CONSTRAINTS, der::sequence([]));
    Hierarchy::short().with(0, end_entity).breaks(Role::Anchor, Rule::IssuerIsAuthority);
    Hierarchy::short().without(0, extension::BASIC_CONSTRAINTS).breaks(Role::Anchor, Rule::AnchorIsAuthority);
}

#[test]
fn refuses_an_anchor_that_is_a_ca_uncritically() {
    Hierarchy::short().with(0, plain_authority()).breaks(Role::Anchor, Rule::AnchorIsAuthority);
}

#[test]
fn refuses_an_issuer_without_cert_sign() {
    // cRLSign alone; critical or not.
    for make in [extension::critical, extension::plain] {
        let usage = || make(extension::KEY_USAGE, der::bits(1, &[0b0000_0010]));
        Hierarchy::short().with(1, usage()).breaks(ISSUER, Rule::IssuerSignsCertificates);
        Hierarchy::short().with(0, usage()).breaks(Role::Anchor, Rule::IssuerSignsCertificates);
    }
}

#[test]
fn accepts_an_issuer_without_key_usage() {
    Hierarchy::short().without(1, extension::KEY_USAGE).without(0, extension::KEY_USAGE).is_valid();
}

#[test]
fn accepts_an_uncritical_key_usage() {
    let usage = extension::plain(extension::KEY_USAGE, der::bits(2, &[0b0000_0100]));
    Hierarchy::short().with(1, usage).is_valid();
}

#[test]
fn refuses_a_leaf_with_cert_sign_that_is_no_ca() {
    Hierarchy::short().with(2, extension::key_usage(2, 0b1000_0100)).breaks(Role::Leaf, Rule::LeafSigns);
}

#[test]
fn accepts_a_leaf_without_key_usage() {
    Hierarchy::short().without(2, extension::KEY_USAGE).is_valid();
}

#[test]
fn accepts_a_ca_as_the_leaf() {
    let ca = Hierarchy::short().with(2, extension::key_usage(1, 0b0000_0110));
    ca.with(2, extension::authority(None)).is_valid();
}

#[test]
fn a_path_length_of_zero_allows_a_leaf_only() {
    Hierarchy::short().with(1, length(0)).is_valid();
    Hierarchy::of(&["Root", "A", "B", "Leaf"])
        .with(1, length(0))
        .breaks(Role::Issuer { above: 0 }, Rule::PathLength);
}

#[test]
fn a_path_length_does_not_count_the_leaf_even_if_it_is_a_ca() {
    Hierarchy::of(&["Root", "A", "B"])
        .with(1, length(0))
        .with(2, extension::key_usage(2, 0b0000_0100))
        .with(2, length(0))
        .is_valid();
}

#[test]
fn a_path_length_is_exact() {
    let names = ["Root", "A", "B", "C", "Leaf"];
    Hierarchy::of(&names).with(1, length(2)).is_valid();
    Hierarchy::of(&names).with(1, length(1)).breaks(Role::Issuer { above: 0 }, Rule::PathLength);
    Hierarchy::of(&names).with(1, length(0)).breaks(Role::Issuer { above: 1 }, Rule::PathLength);
}

#[test]
fn the_anchors_path_length_counts() {
    Hierarchy::short().with(0, length(1)).is_valid();
    Hierarchy::short().with(0, length(0)).breaks(ISSUER, Rule::PathLength);
}

#[test]
fn a_ca_below_cannot_lengthen_the_path() {
    let names = ["Root", "A", "B", "C", "Leaf"];
    Hierarchy::of(&names)
        .with(1, length(1))
        .with(2, length(6))
        .breaks(Role::Issuer { above: 0 }, Rule::PathLength);
    Hierarchy::of(&["Root", "A", "B", "Leaf"]).with(1, length(1)).with(2, length(2)).is_valid();
}

#[test]
fn a_ca_below_can_shorten_the_path() {
    Hierarchy::of(&["Root", "A", "B", "C", "Leaf"])
        .with(1, length(6))
        .with(2, length(0))
        .breaks(Role::Issuer { above: 0 }, Rule::PathLength);
}

#[test]
fn self_issued_certificates_are_not_counted() {
    Hierarchy::of(&["Root", "A", "A", "Leaf"]).with(1, length(0)).is_valid();
    Hierarchy::of(&["Root", "A", "A", "B", "Leaf"]).with(1, length(1)).with(2, length(1)).is_valid();
    Hierarchy::of(&["Root", "A", "A", "B", "B", "Leaf"]).with(1, length(1)).is_valid();
}

#[test]
fn others_are_counted_beside_self_issued_ones() {
    Hierarchy::of(&["Root", "A", "A", "B", "Leaf"])
        .with(1, length(0))
        .breaks(Role::Issuer { above: 0 }, Rule::PathLength);
    Hierarchy::of(&["Root", "A", "A", "B", "B", "C", "Leaf"])
        .with(1, length(1))
        .breaks(Role::Issuer { above: 0 }, Rule::PathLength);
}

#[test]
fn a_name_that_only_differs_in_case_is_self_issued_too() {
    Hierarchy::of(&["Root", "Authority", "AUTHORITY", "Leaf"]).with(1, length(0)).is_valid();
}

#[test]
fn understands_path_lengths_beyond_every_path() {
    for many in [127, 128, 255, 256, u64::MAX] {
        Hierarchy::short().with(1, length(many)).is_valid();
    }
}

#[test]
fn refuses_a_path_length_that_is_not_a_number_from_zero_on() {
    let with = |content: &[u8]| {
        let parts = [der::boolean(true), der::Node::new(0x02, content)];
        Hierarchy::short().with(1, extension::critical(extension::BASIC_CONSTRAINTS, der::sequence(parts)))
    };
    with(&[0xFF]).is_malformed(Fault::IntegerNegative);
    with(&[]).is_malformed(Fault::IntegerNotMinimal);
    with(&[0, 1]).is_malformed(Fault::IntegerNotMinimal);
}
