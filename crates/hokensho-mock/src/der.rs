//! A tree of data values, written as DER (ITU-T X.690) or BER-TLV (ISO/IEC 7816-4, 6.3): rightly, or wrongly on purpose.
//!
//! Certificates, CRLs and records are built as trees, edited, and only then signed, so that a test can break
//! one field and leave the rest, the signature included, as it should be. There is no reader here, and no code
//! of any DER library: what this module gets wrong, a reader doesn't get wrong in the same way.
//!
//! ```
//! use hokensho_mock::der::{self, Length};
//!
//! let mut name = der::sequence([der::oid(&[2, 5, 4, 6]), der::printable("JP")]);
//! assert_eq!(name.encode(), b"\x30\x09\x06\x03\x55\x04\x06\x13\x02JP");
//!
//! name.replace(&[1], der::printable("ZZ"))?;
//! assert_eq!(name.with_length(Length::Long(0)).encode(), b"\x30\x81\x09\x06\x03\x55\x04\x06\x13\x02ZZ");
//! # Ok::<(), hokensho_mock::der::NoSuchNode>(())
//! ```

mod edit;
mod time;
mod value;

pub use edit::NoSuchNode;
pub use time::{generalized_time, time, utc_time};
pub use value::{
    bits, bits_of, boolean, context, context_bytes, enumerated, ia5, integer, null, octets, octets_of, oid,
    printable, sequence, set, utf8,
};

/// One data value: a tag, a length and a body of bytes or of further nodes; or a body without the other two.
///
/// ```
/// use hokensho_mock::der::Node;
///
/// let file = Node::of(0xFF10, [Node::new(0xDF11, b"20000101")]);
/// assert_eq!(file.encode(), b"\xFF\x10\x0B\xDF\x11\x0820000101");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    header: Option<(u32, Length)>,
    body: Body,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Body {
    Bytes(Vec<u8>),
    Nodes(Vec<Node>),
}

/// How a length is written (X.690, 8.1.3 and 10.1). DER allows only [`Length::Minimal`].
///
/// ```
/// use hokensho_mock::der::{self, Length};
///
/// let null = |length| der::null().with_length(length).encode();
/// assert_eq!(null(Length::Minimal), [0x05, 0x00]);
/// assert_eq!(null(Length::Long(1)), [0x05, 0x82, 0x00, 0x00]);
/// assert_eq!(null(Length::Claimed(300)), [0x05, 0x82, 0x01, 0x2C]);
/// assert_eq!(null(Length::Indefinite), [0x05, 0x80, 0x00, 0x00]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Length {
    /// In as few bytes as possible.
    #[default]
    Minimal,
    /// In the long form, with this many zero bytes in front: not minimal if there are any, or under 128.
    Long(u8),
    /// Minimal, but of another number of bytes than follow.
    Claimed(usize),
    /// `80`, and two zero bytes after the body.
    Indefinite,
}

impl Node {
    /// A value of bytes. The tag is written as it stands: `0x02`, `0xDF21`, `0x7F21`.
    #[must_use]
    pub fn new(tag: u32, bytes: impl Into<Vec<u8>>) -> Self {
        Self { header: Some((tag, Length::Minimal)), body: Body::Bytes(bytes.into()) }
    }

    /// A value of further values. The tag is written as it stands, with the constructed bit or without.
    #[must_use]
    pub fn of(tag: u32, nodes: impl Into<Vec<Self>>) -> Self {
        Self { header: Some((tag, Length::Minimal)), body: Body::Nodes(nodes.into()) }
    }

    /// Bytes that are written as they are: trailing bytes, or a value from somewhere else.
    ///
    /// ```
    /// use hokensho_mock::der::{self, Node};
    ///
    /// let trailing = der::sequence([der::null(), Node::raw([0xFF])]);
    /// assert_eq!(trailing.encode(), [0x30, 0x03, 0x05, 0x00, 0xFF]);
    /// ```
    #[must_use]
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self { header: None, body: Body::Bytes(bytes.into()) }
    }

    /// Nodes one after the other, with no tag around them: a file with filler behind its value.
    ///
    /// ```
    /// use hokensho_mock::der::{self, Node};
    ///
    /// assert_eq!(Node::list([der::null(), Node::raw([0xFF])]).encode(), [0x05, 0x00, 0xFF]);
    /// ```
    #[must_use]
    pub fn list(nodes: impl Into<Vec<Self>>) -> Self {
        Self { header: None, body: Body::Nodes(nodes.into()) }
    }

    /// The same value with another tag; what has no tag stays as it is.
    ///
    /// ```
    /// use hokensho_mock::der;
    ///
    /// assert_eq!(der::utf8("JP").with_tag(0x13), der::printable("JP"));
    /// ```
    #[must_use]
    pub fn with_tag(mut self, tag: u32) -> Self {
        self.header = self.header.map(|(_, length)| (tag, length));
        self
    }

    /// The same value with its length written in another way; what has no tag stays as it is.
    #[must_use]
    pub fn with_length(mut self, length: Length) -> Self {
        self.header = self.header.map(|(tag, _)| (tag, length));
        self
    }

    /// The tag; none for raw bytes and lists.
    #[must_use]
    pub fn tag(&self) -> Option<u32> {
        self.header.map(|(tag, _)| tag)
    }

    /// The nodes of the body; none if it is made of bytes.
    #[must_use]
    pub fn children(&self) -> &[Self] {
        match &self.body {
            Body::Bytes(_) => &[],
            Body::Nodes(nodes) => nodes,
        }
    }

    /// The bytes to be stored or signed.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.write(&mut out);
        out
    }

    /// The bytes of the body, without tag and length.
    ///
    /// ```
    /// assert_eq!(hokensho_mock::der::utf8("通称").body(), "通称".as_bytes());
    /// ```
    #[must_use]
    pub fn body(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.write_body(&mut out);
        out
    }

    /// Writes the body first, since its length stands in front of it.
    fn write(&self, out: &mut Vec<u8>) {
        let start = out.len();
        self.write_body(out);
        let Some((tag, length)) = self.header else { return };
        let mut header = significant(&tag.to_be_bytes()).to_vec();
        length.write(out.len() - start, &mut header);
        out.splice(start..start, header);
        if length == Length::Indefinite {
            out.extend([0, 0]);
        }
    }

    fn write_body(&self, out: &mut Vec<u8>) {
        match &self.body {
            Body::Bytes(bytes) => out.extend(bytes),
            Body::Nodes(nodes) => nodes.iter().for_each(|node| node.write(out)),
        }
    }
}

impl Length {
    fn write(self, bytes: usize, out: &mut Vec<u8>) {
        let (bytes, zeros) = match self {
            Self::Minimal => (bytes, None),
            Self::Long(zeros) => (bytes, Some(usize::from(zeros))),
            Self::Claimed(claimed) => (claimed, None),
            Self::Indefinite => return out.push(0x80),
        };
        match (significant(&bytes.to_be_bytes()), zeros) {
            ([short @ 0..0x80], None) => out.push(*short),
            (digits, zeros) => {
                // The count has 7 bits, and 127 is reserved (X.690, 8.1.3.5); a usize takes at most 8 digits.
                let zeros = zeros.unwrap_or(0).min(126 - digits.len());
                out.extend(u8::try_from(zeros + digits.len()).map(|count| 0x80 | count));
                out.resize(out.len() + zeros, 0);
                out.extend(digits);
            }
        }
    }
}

/// A big-endian number without its leading zero bytes; one zero byte for zero.
fn significant(mut be: &[u8]) -> &[u8] {
    while let [0, rest @ ..] = be
        && !rest.is_empty()
    {
        be = rest;
    }
    be
}

#[cfg(test)]
mod tests;
