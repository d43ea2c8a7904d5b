//! How often signatures are checked while lists are asked about a path.

use std::cell::Cell;

use hokensho_pki::{Backend, InvalidSignature, PublicKey, SignatureScheme};

use super::*;

/// Counts the checks of signatures.
struct Counting<'a>(&'a Cell<usize>);

impl Backend for Counting<'_> {
    type Key = <Chosen as Backend>::Key;

    fn prepare(&self, key: PublicKey<'_>) -> Result<Self::Key, InvalidSignature> {
        Chosen.prepare(key)
    }

    fn verify(
        &self,
        key: &Self::Key,
        scheme: SignatureScheme,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        self.0.set(self.0.get() + 1);
        Chosen.verify(key, scheme, message, signature)
    }
}

/// How many signatures are checked to ask these lists, all of which say good.
fn checks(hierarchy: &Hierarchy, lists: &[Vec<u8>], signers: &[Vec<u8>]) -> usize {
    let count = Cell::new(0);
    let mut validator = PathValidator::new(Counting(&count));
    validator.trust(&hierarchy.certificate(0)).unwrap();
    let path = hierarchy.path();
    let path: Vec<_> = path.iter().map(Vec::as_slice).collect();
    let path = validator.validate(&path, now()).unwrap();
    let lists: Vec<_> = lists.iter().map(|list| Crl::parse(list).unwrap()).collect();
    let signers: Vec<_> = signers.iter().map(Vec::as_slice).collect();
    let known = RevocationLists { lists: &lists, signers: &signers, tolerance_seconds: 0 };
    count.set(0);
    validator.check_revocation(&path, &known, now()).unwrap().require(RevocationPolicy::default()).unwrap();
    count.get()
}

#[test]
fn a_list_is_verified_once_for_all_certificates_that_it_is_about() {
    // Changed keys: each certificate but the leaf is self-issued, and the root's list is about all of them.
    let hierarchy = Hierarchy::of(&["Root", "Root", "Root", "Root", "Leaf"]);
    let list = list(&hierarchy.entities[0], &[], &[]);
    assert_eq!(checks(&hierarchy, &[list], &[]), 1);
}

#[test]
fn a_key_for_lists_alone_is_looked_at_once_for_all_certificates_of_its_ca() {
    let hierarchy = Hierarchy::of(&["Root", "CA", "CA", "Leaf"]);
    let [root, ca, ..] = &hierarchy.entities[..] else { panic!() };
    let key = Entity::new("CA", "job-change-auth").unwrap();
    let own = root.extensions(&key).chain([extension::key_usage(1, 0b0000_0010)]); // cRLSign
    let signer = root.sign(&root.tbs(&key, 0x77, VALIDITY, own));
    let lists = [list(root, &[], &[]), list(&key, &[], &[])];
    // Both lists and the signer's certificate, however many of the path are asked about.
    assert_eq!(checks(&hierarchy, &lists, &[signer]), 3);
    assert_eq!(checks(&hierarchy, &[list(root, &[], &[]), list(ca, &[], &[])], &[]), 2);
}
