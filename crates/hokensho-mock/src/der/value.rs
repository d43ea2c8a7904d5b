//! The ASN.1 types that certificates are made of (X.690, 8).

use super::{Node, significant};

/// SEQUENCE.
///
/// ```
/// assert_eq!(hokensho_mock::der::sequence([]).encode(), [0x30, 0x00]);
/// ```
#[must_use]
pub fn sequence(nodes: impl Into<Vec<Node>>) -> Node {
    Node::of(0x30, nodes)
}

/// SET, in the order given: DER wants the members sorted, and this doesn't sort them.
///
/// ```
/// assert_eq!(hokensho_mock::der::set([]).encode(), [0x31, 0x00]);
/// ```
#[must_use]
pub fn set(nodes: impl Into<Vec<Node>>) -> Node {
    Node::of(0x31, nodes)
}

/// INTEGER from an unsigned big-endian number: leading zeros go, and one comes where the number would look negative.
///
/// ```
/// use hokensho_mock::der;
///
/// assert_eq!(der::integer(&[0x00, 0x7F]).encode(), [0x02, 0x01, 0x7F]);
/// assert_eq!(der::integer(&[0x80]).encode(), [0x02, 0x02, 0x00, 0x80]);
/// ```
#[must_use]
pub fn integer(be: &[u8]) -> Node {
    let digits = significant(be);
    let sign: &[u8] = if digits.first().is_none_or(|first| *first >= 0x80) { &[0] } else { &[] };
    Node::new(0x02, [sign, digits].concat())
}

/// BOOLEAN: TRUE is `FF` in DER (X.690, 11.1).
///
/// ```
/// assert_eq!(hokensho_mock::der::boolean(true).encode(), [0x01, 0x01, 0xFF]);
/// ```
#[must_use]
pub fn boolean(value: bool) -> Node {
    Node::new(0x01, [if value { 0xFF } else { 0x00 }])
}

/// NULL.
///
/// ```
/// assert_eq!(hokensho_mock::der::null().encode(), [0x05, 0x00]);
/// ```
#[must_use]
pub fn null() -> Node {
    Node::new(0x05, [])
}

/// ENUMERATED, of small values.
///
/// ```
/// assert_eq!(hokensho_mock::der::enumerated(6).encode(), [0x0A, 0x01, 0x06]);
/// ```
#[must_use]
pub fn enumerated(value: u8) -> Node {
    Node::new(0x0A, [value])
}

/// OBJECT IDENTIFIER from its arcs. Fewer than two arcs can't be written (X.690, 8.19.4) and give an empty one.
///
/// ```
/// use hokensho_mock::der;
///
/// let policy = der::oid(&[1, 2, 392, 200_149, 8, 5, 1, 0, 30]);
/// assert_eq!(policy.body(), [0x2A, 0x83, 0x08, 0x8C, 0x9B, 0x55, 0x08, 0x05, 0x01, 0x00, 0x1E]);
/// ```
#[must_use]
pub fn oid(arcs: &[u32]) -> Node {
    let [first, second, rest @ ..] = arcs else { return Node::new(0x06, []) };
    let head = [first.saturating_mul(40).saturating_add(*second)];
    Node::new(0x06, head.iter().chain(rest).flat_map(|arc| base_128(*arc)).collect::<Vec<_>>())
}

/// Seven bits a byte, the top bit set in all but the last.
fn base_128(arc: u32) -> Vec<u8> {
    let digit = |shift: u32| (arc >> shift & 0x7F).to_be_bytes()[3];
    let digits = [28, 21, 14, 7, 0].map(digit);
    let (last, high) = significant(&digits).split_last().unwrap_or((&0, &[]));
    high.iter().map(|digit| digit | 0x80).chain([*last]).collect()
}

/// UTF8String.
///
/// ```
/// assert_eq!(hokensho_mock::der::utf8("JP").encode(), b"\x0C\x02JP");
/// ```
#[must_use]
pub fn utf8(text: &str) -> Node {
    Node::new(0x0C, text)
}

/// PrintableString; the characters aren't checked.
///
/// ```
/// assert_eq!(hokensho_mock::der::printable("JP").encode(), b"\x13\x02JP");
/// ```
#[must_use]
pub fn printable(text: &str) -> Node {
    Node::new(0x13, text)
}

/// IA5String; the characters aren't checked.
///
/// ```
/// assert_eq!(hokensho_mock::der::ia5("a@b").encode(), b"\x16\x03a@b");
/// ```
#[must_use]
pub fn ia5(text: &str) -> Node {
    Node::new(0x16, text)
}

/// OCTET STRING.
///
/// ```
/// assert_eq!(hokensho_mock::der::octets([1, 2]).encode(), [0x04, 0x02, 1, 2]);
/// ```
#[must_use]
pub fn octets(bytes: impl Into<Vec<u8>>) -> Node {
    Node::new(0x04, bytes)
}

/// OCTET STRING around the DER of `node`, as in an extension (RFC 5280, 4.1); paths lead into it.
///
/// ```
/// use hokensho_mock::der;
///
/// assert_eq!(der::octets_of(der::null()).encode(), [0x04, 0x02, 0x05, 0x00]);
/// ```
#[must_use]
pub fn octets_of(node: Node) -> Node {
    Node::of(0x04, [node])
}

/// BIT STRING whose last byte has `unused` bits that don't count.
///
/// ```
/// let key_usage = hokensho_mock::der::bits(7, &[0x80]);
/// assert_eq!(key_usage.encode(), [0x03, 0x02, 0x07, 0x80]);
/// ```
#[must_use]
pub fn bits(unused: u8, bytes: &[u8]) -> Node {
    Node::new(0x03, [&[unused], bytes].concat())
}

/// BIT STRING around the DER of `node`, as around an RSA key (RFC 3279, 2.3.1); paths lead into it through child 1.
///
/// ```
/// use hokensho_mock::der;
///
/// assert_eq!(der::bits_of(der::null()).encode(), [0x03, 0x03, 0x00, 0x05, 0x00]);
/// ```
#[must_use]
pub fn bits_of(node: Node) -> Node {
    Node::of(0x03, [Node::raw([0]), node])
}

/// Context-specific `[number]` around further nodes: EXPLICIT, or IMPLICIT of a constructed type. Numbers above 30 wrap.
///
/// ```
/// use hokensho_mock::der;
///
/// assert_eq!(der::context(3, [der::null()]).encode(), [0xA3, 0x02, 0x05, 0x00]);
/// ```
#[must_use]
pub fn context(number: u8, nodes: impl Into<Vec<Node>>) -> Node {
    Node::of(u32::from(0xA0 | number & 0x1F), nodes)
}

/// Context-specific `[number]` of bytes: IMPLICIT of a primitive type. Numbers above 30 wrap.
///
/// ```
/// assert_eq!(hokensho_mock::der::context_bytes(6, *b"http").encode(), b"\x86\x04http");
/// ```
#[must_use]
pub fn context_bytes(number: u8, bytes: impl Into<Vec<u8>>) -> Node {
    Node::new(u32::from(0x80 | number & 0x1F), bytes)
}
