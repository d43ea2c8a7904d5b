//! What a leaf of JPKI must be, beyond signed.

use crate::certificate::{BasicConstraints, Certificate, KeyUsage};
use crate::validation::{ANY_PURPOSE, check_extensions};
use crate::{Error, Oid, Purpose, Role, Rule};

/// `id-kp-clientAuth` (RFC 5280, 4.2.1.12).
const CLIENT_AUTH: &[u8] = &[0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x02];

pub(super) fn check_leaf(leaf: &Certificate<'_>, purpose: Purpose, policies: &[Oid]) -> Result<(), Error> {
    let extensions = leaf.extensions();

    Role::Leaf.require(!leaf.is_self_issued(), Rule::SelfIssued)?;
    let constraints = extensions.basic_constraints.map_or(BasicConstraints::EndEntity, |found| found.value);
    Role::Leaf.require(constraints == BasicConstraints::EndEntity, Rule::LeafIsAuthority)?;

    let needed: &[KeyUsage] = match purpose {
        Purpose::Authentication => &[KeyUsage::DIGITAL_SIGNATURE],
        Purpose::Signing => &[KeyUsage::DIGITAL_SIGNATURE, KeyUsage::NON_REPUDIATION],
    };
    let usage = extensions.key_usage.ok_or(Role::Leaf.breaks(Rule::KeyUsage))?;
    let of_authority = [KeyUsage::KEY_CERT_SIGN, KeyUsage::CRL_SIGN];
    Role::Leaf.require(!of_authority.into_iter().any(|bit| usage.value.contains(bit)), Rule::LeafSigns)?;
    Role::Leaf.require(needed.iter().all(|bit| usage.value.contains(*bit)), Rule::KeyUsage)?;
    Role::Leaf.require(usage.is_critical(), Rule::KeyUsageCriticality)?;

    // JPKI's signing leaves have no purposes; if any are given, they bind all the same.
    let fits = |oid: Oid| match purpose {
        Purpose::Authentication => [CLIENT_AUTH, ANY_PURPOSE].contains(&oid.content()),
        Purpose::Signing => oid.content() == ANY_PURPOSE,
    };
    let any_fits = extensions.extended_key_usage.is_none_or(|found| found.value.iter().any(fits));
    Role::Leaf.require(any_fits, Rule::ExtendedKeyUsage)?;

    // `anyPolicy` doesn't count: what JPKI issues says its own.
    let found = extensions.certificate_policies;
    let fits = |oid: Oid| policies.contains(&oid);
    let found = found.filter(|found| found.value.iter().any(fits));
    let found = found.ok_or(Role::Leaf.breaks(Rule::Policy))?;
    Role::Leaf.require(found.is_critical(), Rule::PolicyCriticality)?;

    Role::Leaf.require(extensions.freshest_crl.is_none(), Rule::DeltaLists)?;
    check_extensions(leaf, Role::Leaf)
}
