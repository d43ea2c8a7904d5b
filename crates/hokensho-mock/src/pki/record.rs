//! The signed records of the two applications that hold what is printed on the card.
//!
//! Layouts and signatures follow files that others read from JPKI test cards; nothing of them is published officially.

use sha2::{Digest, Sha256};

use super::{Application, Key};
use crate::der::{Length, Node};

mod text;
mod visual;

pub use text::TextFiles;
pub use visual::VisualFiles;

/// A field. Lengths are written in one byte under 128 and else in three, `82` first, also where two would do: so in every file
/// that others have read.
fn field(tag: u32, bytes: impl Into<Vec<u8>>) -> Node {
    stored(Node::new(tag, bytes))
}

/// A field of further fields.
fn template(tag: u32, nodes: impl Into<Vec<Node>>) -> Node {
    stored(Node::of(tag, nodes))
}

fn stored(node: Node) -> Node {
    match node.body().len() {
        128..256 => node.with_length(Length::Long(1)),
        _ => node,
    }
}

/// `outer{table, fields…}`, where the table lists the place of each field as two bytes, counted from the start of the file.
fn with_offsets(outer: u32, table: u32, fields: Vec<Node>) -> Node {
    let file = |offsets: Vec<u8>| {
        let nodes = [vec![field(table, offsets)], fields.clone()].concat();
        template(outer, nodes)
    };
    // The offsets don't depend on themselves: measure with a table of the right length first.
    let end = file(vec![0; fields.len() * 2]).encode().len();
    let mut offset = end - fields.iter().map(|field| field.encode().len()).sum::<usize>();
    let mut offsets = Vec::new();
    for field in &fields {
        // READ BINARY reaches 32,767 at most, so no card has a file that needs more than two bytes.
        offsets.extend(u16::try_from(offset).unwrap_or(u16::MAX).to_be_bytes());
        offset += field.encode().len();
    }
    file(offsets)
}

/// `outer{fields…, tag signature}`, the signature over the fields as stored.
fn with_signature(outer: u32, fields: Vec<Node>, tag: u32, key: &Key) -> Node {
    let signature = key.sign_sha256(&encode_all(&fields));
    template(outer, [fields, vec![field(tag, signature)]].concat())
}

/// The card's own public key under `tag`.
fn card_key(tag: u32, application: Application) -> Node {
    template(tag, application.card_key().card_public_key())
}

fn encode_all(nodes: &[Node]) -> Vec<u8> {
    nodes.iter().flat_map(Node::encode).collect()
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}
