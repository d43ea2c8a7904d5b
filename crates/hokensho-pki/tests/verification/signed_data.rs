//! CMS signed data, made here by the mock's tree writer and by the builder, which share no code.

mod attributes;
mod beside_openssl;
mod content;
mod framing;
mod made;
mod openssl;
mod signers;

use hokensho_mock::der::{self, Node};
use hokensho_mock::pki::{Key, field, sha256_with_rsa};
use hokensho_mock::{Persona, pki};
use hokensho_pki::{DetachedContent, Error, Fault, SignedData, SignerRule, Time, sha256};

use super::setting::{NOW, now, unchecked, verifier};

pub(super) const DATA: &[u32] = &[1, 2, 840, 113_549, 1, 7, 1];
const SIGNED_DATA: &[u32] = &[1, 2, 840, 113_549, 1, 7, 2];
const SHA256: &[u32] = &[2, 16, 840, 1, 101, 3, 4, 2, 1];
const SHA384: &[u32] = &[2, 16, 840, 1, 101, 3, 4, 2, 2];
pub(super) const CONTENT_TYPE: &[u32] = &[1, 2, 840, 113_549, 1, 9, 3];
pub(super) const MESSAGE_DIGEST: &[u32] = &[1, 2, 840, 113_549, 1, 9, 4];
pub(super) const SIGNING_TIME: &[u32] = &[1, 2, 840, 113_549, 1, 9, 5];
pub(super) const SIGNING_CERTIFICATE_V2: &[u32] = &[1, 2, 840, 113_549, 1, 9, 16, 2, 47];

pub(super) const CONTENT: &[u8] = b"I give my consent.";

/// Where the parts of signed data stand in the tree.
pub(super) mod place {
    pub(crate) const VERSION: &[usize] = &[1, 0, 0];
    pub(crate) const DIGESTS: &[usize] = &[1, 0, 1];
    pub(crate) const ENCAPSULATED: &[usize] = &[1, 0, 2];
    pub(crate) const CERTIFICATES: &[usize] = &[1, 0, 3];
    pub(crate) const SIGNER: &[usize] = &[1, 0, 4, 0];
}

/// Somebody who signs, and how; tests change what they need to.
#[derive(Clone)]
pub(super) struct Signer {
    pub(super) certificate: Vec<u8>,
    pub(super) key: Key,
    pub(super) version: u8,
    pub(super) identifier: Node,
    pub(super) digest: Node,
    pub(super) attributes: Option<Vec<Node>>,
    pub(super) algorithm: Node,
}

impl Signer {
    /// A persona signs a content as everybody does.
    pub(super) fn of(persona: &str, content: &[u8]) -> Self {
        let persona = Persona::named(persona).unwrap();
        let tbs = persona.sign_tbs().unwrap();
        Self {
            certificate: persona.sign_certificate().unwrap().to_vec(),
            key: persona.sign_key().unwrap().clone(),
            version: 1,
            identifier: issuer_and_serial(&tbs),
            digest: algorithm(SHA256),
            attributes: Some(vec![
                attribute(CONTENT_TYPE, der::oid(DATA)),
                attribute(SIGNING_TIME, der::time(NOW)),
                attribute(MESSAGE_DIGEST, der::octets(sha256(content))),
            ]),
            algorithm: sha256_with_rsa(),
        }
    }

    pub(super) fn without_attributes(self) -> Self {
        Self { attributes: None, ..self }
    }

    /// What the signature is over: the attributes in DER's order, or the content.
    fn message(&self, content: &[u8]) -> Vec<u8> {
        self.attributes.clone().map_or(content.to_vec(), |attributes| der::set(sorted(attributes)).encode())
    }

    pub(super) fn sign(&self, content: &[u8]) -> Node {
        self.signed_with(&self.key.sign_sha256(&self.message(content)))
    }

    pub(super) fn signed_with(&self, signature: &[u8]) -> Node {
        let mut fields = vec![der::integer(&[self.version]), self.identifier.clone(), self.digest.clone()];
        fields.extend(self.attributes.clone().map(|attributes| der::context(0, sorted(attributes))));
        fields.extend([self.algorithm.clone(), der::octets(signature)]);
        der::sequence(fields)
    }
}

pub(super) fn adult() -> Signer {
    Signer::of("adult", CONTENT)
}

pub(super) fn issuer_and_serial(tbs: &Node) -> Node {
    der::sequence([field::ISSUER, field::SERIAL].map(|field| tbs.at(&[field]).unwrap().clone()))
}

pub(super) fn algorithm(oid: &[u32]) -> Node {
    der::sequence([der::oid(oid)])
}

pub(super) fn attribute(oid: &[u32], value: Node) -> Node {
    der::sequence([der::oid(oid), der::set([value])])
}

fn sorted(mut nodes: Vec<Node>) -> Vec<Node> {
    nodes.sort_by_key(Node::encode);
    nodes
}

/// Signed data around a content, or for one beside it.
pub(super) fn signed_data(content: Option<&[u8]>, certificates: &[&[u8]], signers: Vec<Node>) -> Node {
    let mut encapsulated = vec![der::oid(DATA)];
    encapsulated.extend(content.map(|content| der::context(0, [der::octets(content)])));
    let newer = signers.iter().any(|signer| signer.children()[0] == der::integer(&[3]));
    let certificates: Vec<_> = certificates.iter().map(|der| Node::raw(*der)).collect();
    let signed_data = der::sequence([
        der::integer(&[if newer { 3 } else { 1 }]),
        der::set([algorithm(SHA256)]),
        der::sequence(encapsulated),
        der::context(0, certificates),
        der::set(signers),
    ]);
    der::sequence([der::oid(SIGNED_DATA), der::context(0, [signed_data])])
}

/// Signed data with [`CONTENT`] by one signer.
pub(super) fn by(signer: &Signer) -> Node {
    signed_data(Some(CONTENT), &[&signer.certificate], vec![signer.sign(CONTENT)])
}

/// The adult's, spoiled before the attributes are signed.
pub(super) fn with_attributes(spoil: impl FnOnce(&mut Vec<Node>)) -> Node {
    let mut signer = adult();
    spoil(signer.attributes.as_mut().unwrap());
    by(&signer)
}

/// The adult's, spoiled after signing.
pub(super) fn spoiled(spoil: impl FnOnce(&mut Node)) -> Node {
    let mut tree = by(&adult());
    spoil(&mut tree);
    tree
}

/// The signers' certificates of attached signed data.
pub(super) fn verify_at(tree: &Node, at: Time) -> Result<Vec<Vec<u8>>, Error> {
    let der = tree.encode();
    let verifier = verifier();
    let verified = verifier.verify_attached(&SignedData::parse(&der)?, at, unchecked)?;
    Ok(verified.signers().iter().map(|signer| signer.path().leaf().der().to_vec()).collect())
}

pub(super) fn verify(tree: &Node) -> Result<(), Error> {
    verify_at(tree, now()).map(|_| ())
}

pub(super) fn verify_detached(tree: &Node, content: DetachedContent<'_>) -> Result<(), Error> {
    let der = tree.encode();
    verifier().verify_detached(&SignedData::parse(&der)?, content, now(), unchecked).map(|_| ())
}

#[track_caller]
pub(super) fn breaks(tree: &Node, rule: SignerRule) {
    assert_eq!(verify(tree), Err(Error::Signer { signer: 0, rule }));
}

#[track_caller]
pub(super) fn malformed(tree: &Node, expected: Fault) {
    match verify(tree) {
        Err(Error::Malformed { fault, .. }) => assert_eq!(fault, expected),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_well_signed_is_accepted() {
    assert_eq!(verify(&by(&adult())), Ok(()));
}

#[test]
fn the_shape_is_what_the_places_say() {
    let tree = by(&adult());
    let at = |place| tree.at(place).unwrap();
    assert_eq!(at(place::VERSION), &der::integer(&[1]));
    assert_eq!(at(place::DIGESTS), &der::set([algorithm(SHA256)]));
    assert_eq!(at(place::ENCAPSULATED).children().len(), 2);
    assert_eq!(at(place::CERTIFICATES).tag(), Some(0xA0));
    assert_eq!(at(place::SIGNER).children().len(), 6);
    assert_eq!(pki::certificate("adult-sign").unwrap(), adult().certificate);
}
