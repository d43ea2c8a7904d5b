//! Distinguished names of the mock hierarchy. In JPKI, C is a PrintableString and all else UTF8String.

use crate::der::{self, Node};

/// organizationName; JPKI's own is `JPKI`, that of its test cards `JPKI-TEST`.
pub(super) const ORGANIZATION: &str = "HOKENSHO-MOCK";

const COUNTRY: &[u32] = &[2, 5, 4, 6];
pub(super) const COMMON_NAME: &[u32] = &[2, 5, 4, 3];
pub(super) const LOCALITY: &[u32] = &[2, 5, 4, 7];
pub(super) const ORGANIZATION_NAME: &[u32] = &[2, 5, 4, 10];
pub(super) const ORGANIZATIONAL_UNIT: &[u32] = &[2, 5, 4, 11];

/// The municipality (市区町村) that issued a card: it is part of subject names, and CRLs are cut by it.
///
/// ```
/// use hokensho_mock::pki::Municipality;
///
/// let kiyose = Municipality { code: "13221", prefecture: "Tokyo-to", city: "Kiyose-shi" };
/// assert_eq!(kiyose.code.len(), 5);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Municipality<'a> {
    /// 全国地方公共団体コード without its check digit: 5 digits.
    pub code: &'a str,
    /// The prefecture in Latin letters: `Tokyo-to`.
    pub prefecture: &'a str,
    /// The municipality in Latin letters: `Kiyose-shi`.
    pub city: &'a str,
}

/// A Name (RFC 5280, 4.1.2.4): C=JP, then one attribute of a UTF8String each, by the arcs of its type.
///
/// ```
/// let name = hokensho_mock::pki::name(&[(&[2, 5, 4, 3], "nobody")]);
/// assert_eq!(name.children().len(), 2);
/// ```
#[must_use]
pub fn name(attributes: &[(&[u32], &str)]) -> Node {
    let attribute = |arcs: &[u32], value| der::set([der::sequence([der::oid(arcs), value])]);
    let country = attribute(COUNTRY, der::printable("JP"));
    let rest = attributes.iter().map(|(arcs, text)| attribute(arcs, der::utf8(text)));
    der::sequence([country].into_iter().chain(rest).collect::<Vec<_>>())
}

/// A GeneralName of the kind directoryName (RFC 5280, 4.2.1.6): explicit, since a Name is a CHOICE.
///
/// ```
/// use hokensho_mock::pki::{directory_name, name};
///
/// assert_eq!(directory_name(name(&[])).tag(), Some(0xA4));
/// ```
#[must_use]
pub fn directory_name(name: Node) -> Node {
    der::context(4, [name])
}
