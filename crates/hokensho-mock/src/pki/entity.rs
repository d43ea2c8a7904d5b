//! Hierarchies of any shape, for whoever checks other certificates than JPKI's.

use super::crl::list_tbs;
use super::name::COMMON_NAME;
use super::{Key, Revoked, extension, name, sha256_with_rsa, signed};
use crate::der::{self, Node};

/// Somebody with a name and a key: a CA, or whom a CA certifies.
///
/// ```
/// use hokensho_mock::pki::{Entity, extension};
///
/// let root = Entity::new("Root", "adult-auth").unwrap();
/// let below = Entity::new("Below", "adult-sign").unwrap();
/// let validity = [1_577_836_800, 2_208_988_800];
/// let authority = root.extensions(&root).chain([extension::authority(Some(1))]);
/// let anchor: Vec<u8> = root.sign(&root.tbs(&root, 1, validity, authority));
/// let leaf = root.sign(&root.tbs(&below, 2, validity, root.extensions(&below)));
/// assert!(anchor.starts_with(&[0x30, 0x82]) && leaf != anchor);
/// ```
#[derive(Clone, Debug)]
pub struct Entity {
    name: Node,
    key: Key,
}

impl Entity {
    /// Somebody with this common name and one of the mock's keys; `None` if there is no such key.
    #[must_use]
    pub fn new(common_name: &str, key: &str) -> Option<Self> {
        Some(Self { name: name(&[(COMMON_NAME, common_name)]), key: Key::named(key)? })
    }

    /// The same key under another name.
    ///
    /// ```
    /// use hokensho_mock::pki::{Entity, name};
    ///
    /// let nobody = Entity::new("Somebody", "adult-auth").unwrap().with_name(name(&[]));
    /// assert_eq!(nobody.name(), &name(&[]));
    /// ```
    #[must_use]
    pub fn with_name(self, name: Node) -> Self {
        Self { name, ..self }
    }

    /// The distinguished name.
    #[must_use]
    pub const fn name(&self) -> &Node {
        &self.name
    }

    /// The key.
    ///
    /// ```
    /// use hokensho_mock::pki::{Entity, Key};
    ///
    /// let entity = Entity::new("Somebody", "adult-auth").unwrap();
    /// assert_eq!(entity.key().modulus(), Key::named("adult-auth").unwrap().modulus());
    /// ```
    #[must_use]
    pub const fn key(&self) -> &Key {
        &self.key
    }

    /// The two extensions that every certificate should have: which key signs, which key is certified.
    pub fn extensions(&self, subject: &Self) -> impl Iterator<Item = Node> + use<> {
        [self.authority_key_identifier(), extension::subject_key_identifier(&subject.key.identifier())]
            .into_iter()
    }

    /// A certificate of version 3 before this issuer signs it; the times are seconds since 1970.
    #[must_use]
    pub fn tbs(
        &self,
        subject: &Self,
        serial: u64,
        validity: [i64; 2],
        extensions: impl IntoIterator<Item = Node>,
    ) -> Node {
        let extensions = extensions.into_iter().collect();
        let (issuer, named) = (self.name.clone(), subject.name.clone());
        certificate_tbs(issuer, &serial.to_be_bytes(), validity, named, &subject.key, extensions)
    }

    /// A list of version 2 before this issuer signs it, from its time to that of the next; its number and key
    /// identifier are there, other extensions aren't.
    ///
    /// ```
    /// use hokensho_mock::pki::Entity;
    ///
    /// let root = Entity::new("Root", "adult-auth").unwrap();
    /// let list = root.sign(&root.list_tbs(7, [1_795_305_600, 1_795_392_000], &[], []));
    /// assert!(list.starts_with(&[0x30, 0x82]));
    /// ```
    #[must_use]
    pub fn list_tbs(
        &self,
        number: u64,
        updates: [i64; 2],
        revoked: &[Revoked],
        extensions: impl IntoIterator<Item = Node>,
    ) -> Node {
        let number = extension::plain(extension::CRL_NUMBER, der::integer(&number.to_be_bytes()));
        let own = [self.authority_key_identifier(), number].into_iter();
        list_tbs(self.name.clone(), updates, revoked, own.chain(extensions).collect())
    }

    /// Signs whatever the tree says: a certificate or a list in DER.
    #[must_use]
    pub fn sign(&self, tbs: &Node) -> Vec<u8> {
        signed(tbs, &self.key).encode()
    }

    fn authority_key_identifier(&self) -> Node {
        let key = der::sequence([der::context_bytes(0, self.key.identifier())]);
        extension::plain(extension::AUTHORITY_KEY_IDENTIFIER, key)
    }
}

/// A version 3 TBSCertificate.
pub(super) fn certificate_tbs(
    issuer: Node,
    serial: &[u8],
    validity: [i64; 2],
    subject: Node,
    key: &Key,
    extensions: Vec<Node>,
) -> Node {
    der::sequence([
        der::context(0, [der::integer(&[2])]),
        der::integer(serial),
        sha256_with_rsa(),
        issuer,
        der::sequence(validity.map(der::time)),
        subject,
        key.subject_public_key_info(),
        der::context(3, [der::sequence(extensions)]),
    ])
}
