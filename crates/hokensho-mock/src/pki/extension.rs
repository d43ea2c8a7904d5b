//! The extensions that JPKI's certificates and CRLs use (RFC 5280, 4.2 and 5.2).

use super::{directory_name, field};
use crate::der::{self, Node};

/// keyUsage.
pub const KEY_USAGE: &[u32] = &[2, 5, 29, 15];
/// subjectAltName.
pub const SUBJECT_ALT_NAME: &[u32] = &[2, 5, 29, 17];
/// issuerAltName.
pub const ISSUER_ALT_NAME: &[u32] = &[2, 5, 29, 18];
/// basicConstraints.
pub const BASIC_CONSTRAINTS: &[u32] = &[2, 5, 29, 19];
/// cRLNumber.
pub const CRL_NUMBER: &[u32] = &[2, 5, 29, 20];
/// reasonCode.
pub const REASON_CODE: &[u32] = &[2, 5, 29, 21];
/// issuingDistributionPoint.
pub const ISSUING_DISTRIBUTION_POINT: &[u32] = &[2, 5, 29, 28];
/// cRLDistributionPoints.
pub const CRL_DISTRIBUTION_POINTS: &[u32] = &[2, 5, 29, 31];
/// certificatePolicies.
pub const CERTIFICATE_POLICIES: &[u32] = &[2, 5, 29, 32];
/// authorityKeyIdentifier.
pub const AUTHORITY_KEY_IDENTIFIER: &[u32] = &[2, 5, 29, 35];
/// extKeyUsage.
pub const EXT_KEY_USAGE: &[u32] = &[2, 5, 29, 37];
/// subjectKeyIdentifier.
pub const SUBJECT_KEY_IDENTIFIER: &[u32] = &[2, 5, 29, 14];
/// id-pkix-ocsp-nocheck.
pub const OCSP_NO_CHECK: &[u32] = &[1, 3, 6, 1, 5, 5, 7, 48, 1, 5];
/// authorityInfoAccess.
pub const AUTHORITY_INFO_ACCESS: &[u32] = &[1, 3, 6, 1, 5, 5, 7, 1, 1];

const CPS_QUALIFIER: &[u32] = &[1, 3, 6, 1, 5, 5, 7, 2, 1];
const OCSP_ACCESS: &[u32] = &[1, 3, 6, 1, 5, 5, 7, 48, 1];

/// An extension that a reader may skip.
///
/// ```
/// use hokensho_mock::{der, pki::extension};
///
/// let skippable = extension::plain(extension::EXT_KEY_USAGE, der::null());
/// assert_eq!(skippable.children().len(), 2); // FALSE is the default, and DER leaves it out
/// ```
#[must_use]
pub fn plain(oid: &[u32], value: Node) -> Node {
    der::sequence([der::oid(oid), der::octets_of(value)])
}

/// An extension that a reader must know.
///
/// ```
/// use hokensho_mock::{der, pki::extension};
///
/// let unknown = extension::critical(&[1, 2, 3], der::null());
/// assert_eq!(unknown.children().get(1), Some(&der::boolean(true)));
/// ```
#[must_use]
pub fn critical(oid: &[u32], value: Node) -> Node {
    der::sequence([der::oid(oid), der::boolean(true), der::octets_of(value)])
}

/// The place of an extension in the tree of a certificate to be signed, to edit it by.
///
/// ```
/// use hokensho_mock::pki::{extension, Authority};
///
/// let tbs = Authority::Auth.certificate_tbs();
/// let path = extension::path(&tbs, extension::KEY_USAGE).unwrap();
/// assert!(tbs.at(&path).is_ok());
/// assert!(extension::path(&tbs, extension::EXT_KEY_USAGE).is_none());
/// ```
#[must_use]
pub fn path(tbs: &Node, oid: &[u32]) -> Option<Vec<usize>> {
    let oid = der::oid(oid);
    let extensions = tbs.at(&[field::EXTENSIONS, 0]).ok()?.children();
    let index = extensions.iter().position(|extension| extension.children().first() == Some(&oid))?;
    Some(vec![field::EXTENSIONS, 0, index])
}

/// basicConstraints of a CA, critical (RFC 5280, 4.2.1.9): how many CAs may stand below it, if it says so.
///
/// ```
/// use hokensho_mock::{der, pki::extension};
///
/// let value = der::sequence([der::boolean(true), der::integer(&[1])]);
/// assert_eq!(extension::authority(Some(1)), extension::critical(extension::BASIC_CONSTRAINTS, value));
/// ```
#[must_use]
pub fn authority(path_length: Option<u64>) -> Node {
    let length = path_length.map(|length| der::integer(&length.to_be_bytes()));
    let parts: Vec<_> = [der::boolean(true)].into_iter().chain(length).collect();
    critical(BASIC_CONSTRAINTS, der::sequence(parts))
}

/// keyUsage, critical, from its bits as they are written (RFC 5280, 4.2.1.3).
///
/// ```
/// use hokensho_mock::{der, pki::extension};
///
/// let cert_sign = extension::key_usage(2, 0b0000_0100);
/// assert_eq!(cert_sign, extension::critical(extension::KEY_USAGE, der::bits(2, &[0b0000_0100])));
/// ```
#[must_use]
pub fn key_usage(unused: u8, bits: u8) -> Node {
    critical(KEY_USAGE, der::bits(unused, &[bits]))
}

/// One policy with a CPS qualifier, critical as in JPKI (RFC 5280, 4.2.1.4).
pub(super) fn certificate_policies(policy: &[u32], cps: &str) -> Node {
    let qualifier = der::sequence([der::oid(CPS_QUALIFIER), der::ia5(cps)]);
    let information = der::sequence([der::oid(policy), der::sequence([qualifier])]);
    critical(CERTIFICATE_POLICIES, der::sequence([information]))
}

/// A distribution point named by its directory entry alone (RFC 5280, 4.2.1.13).
pub(super) fn crl_distribution_points(name: Node) -> Node {
    plain(CRL_DISTRIBUTION_POINTS, der::sequence([der::sequence([distribution_point_name(name)])]))
}

/// The scope of a CRL, critical (RFC 5280, 5.2.5).
pub(super) fn issuing_distribution_point(name: Node) -> Node {
    critical(ISSUING_DISTRIBUTION_POINT, der::sequence([distribution_point_name(name)]))
}

fn distribution_point_name(name: Node) -> Node {
    der::context(0, [der::context(0, [directory_name(name)])])
}

/// All three parts, as in JPKI (RFC 5280, 4.2.1.1).
pub(super) fn authority_key_identifier(key: &[u8], issuer: Node, serial: &[u8]) -> Node {
    let serial = der::integer(serial).with_tag(0x82);
    let parts = [der::context_bytes(0, key), der::context(1, [directory_name(issuer)]), serial];
    plain(AUTHORITY_KEY_IDENTIFIER, der::sequence(parts))
}

pub(super) fn subject_key_identifier(key: &[u8]) -> Node {
    plain(SUBJECT_KEY_IDENTIFIER, der::octets(key))
}

/// The address of an OCSP responder (RFC 5280, 4.2.2.1).
pub(super) fn authority_info_access(ocsp: &str) -> Node {
    let access = der::sequence([der::oid(OCSP_ACCESS), der::context_bytes(6, ocsp)]);
    plain(AUTHORITY_INFO_ACCESS, der::sequence([access]))
}
