//! What was signed: attached, detached, as a digest, and passed off as something else.

use hokensho_mock::der;
use hokensho_pki::{
    ContentDigest, DetachedContent, DigestAlgorithm, Document, Error, SignedData, SignerRule,
};
use proptest::prelude::*;

use super::super::setting::{UNKNOWN, now, unchecked, verifier};
use super::{
    CONTENT, DATA, MESSAGE_DIGEST, Signer, adult, attribute, breaks, by, place, signed_data, spoiled, verify,
    verify_detached,
};

const OTHER: &[u8] = b"I give no consent.";

fn detached() -> der::Node {
    let adult = adult();
    signed_data(None, &[&adult.certificate], vec![adult.sign(CONTENT)])
}

fn bare() -> der::Node {
    by(&adult().without_attributes())
}

fn content_in(content: &[u8]) -> der::Node {
    spoiled(|tree| drop(tree.replace(&[1, 0, 2, 1, 0], der::octets(content)).unwrap()))
}

#[test]
fn refuses_another_content_inside() {
    breaks(&content_in(OTHER), SignerRule::MessageDigest);
    breaks(&content_in(b""), SignerRule::MessageDigest);
}

#[test]
fn refuses_another_content_beside() {
    let wrong = Err(Error::Signer { signer: 0, rule: SignerRule::MessageDigest });
    assert_eq!(verify_detached(&detached(), DetachedContent::Bytes(CONTENT)), Ok(()));
    assert_eq!(verify_detached(&detached(), DetachedContent::Bytes(OTHER)), wrong);
    assert_eq!(verify_detached(&detached(), DetachedContent::Bytes(b"")), wrong);
    let digest = ContentDigest::of(DigestAlgorithm::Sha256, OTHER);
    assert_eq!(verify_detached(&detached(), DetachedContent::Digests(&[digest])), wrong);
}

#[test]
fn refuses_an_attached_content_that_is_missing() {
    assert_eq!(verify(&detached()), Err(Error::ContentMissing));
}

#[test]
fn refuses_a_content_inside_and_one_beside_even_if_they_are_the_same() {
    for beside in [CONTENT, OTHER] {
        let verdict = verify_detached(&by(&adult()), DetachedContent::Bytes(beside));
        assert_eq!(verdict, Err(Error::ContentAttached));
    }
}

#[test]
fn an_empty_content_inside_is_a_content() {
    let signer = Signer::of("adult", b"");
    let tree = signed_data(Some(b""), &[&signer.certificate], vec![signer.sign(b"")]);
    assert_eq!(verify(&tree), Ok(()));
    assert_eq!(verify_detached(&tree, DetachedContent::Bytes(b"")), Err(Error::ContentAttached));
}

#[test]
fn a_large_content_is_hashed_piece_by_piece() {
    let digest = ContentDigest::of(DigestAlgorithm::Sha256, CONTENT);
    let other = ContentDigest::of(DigestAlgorithm::Sha384, CONTENT);
    assert_eq!(verify_detached(&detached(), DetachedContent::Digests(&[other, digest])), Ok(()));
}

#[test]
fn refuses_a_digest_by_another_algorithm() {
    let other = ContentDigest::of(DigestAlgorithm::Sha384, CONTENT);
    let wrong = Err(Error::Signer { signer: 0, rule: SignerRule::DigestGiven });
    assert_eq!(verify_detached(&detached(), DetachedContent::Digests(&[other])), wrong);
    assert_eq!(verify_detached(&detached(), DetachedContent::Digests(&[])), wrong);
}

#[test]
fn a_content_signed_as_it_is_is_accepted() {
    assert_eq!(verify(&bare()), Ok(()));
    let adult = adult().without_attributes();
    let beside = signed_data(None, &[&adult.certificate], vec![adult.sign(CONTENT)]);
    assert_eq!(verify_detached(&beside, DetachedContent::Bytes(CONTENT)), Ok(()));
    let other = verify_detached(&beside, DetachedContent::Bytes(OTHER));
    assert_eq!(other, Err(Error::BadSignature { document: Document::SignedDataBy { signer: 0 } }));
}

#[test]
fn refuses_a_digest_where_the_content_was_signed_as_it_is() {
    let adult = adult().without_attributes();
    let tree = signed_data(None, &[&adult.certificate], vec![adult.sign(CONTENT)]);
    let digest = ContentDigest::of(DigestAlgorithm::Sha256, CONTENT);
    let wrong = Err(Error::Signer { signer: 0, rule: SignerRule::SignedAttributes });
    assert_eq!(verify_detached(&tree, DetachedContent::Digests(&[digest])), wrong);
}

#[test]
fn refuses_a_content_of_another_type_without_signed_attributes() {
    let mut tree = bare();
    tree.replace(&[1, 0, 2, 0], der::oid(&[1, 2, 840, 113_549, 1, 9, 16, 1, 4])).unwrap();
    tree.replace(place::VERSION, der::integer(&[3])).unwrap();
    breaks(&tree, SignerRule::SignedAttributes);
}

/// Whoever holds somebody's signed data takes the attributes out of it, and calls them the content: the signature over
/// them is good.
fn attributes_as_content(order: impl FnOnce(&mut Vec<der::Node>)) -> der::Node {
    let signer = adult();
    let mut attributes = signer.attributes.clone().unwrap();
    attributes.sort_by_key(der::Node::encode);
    order(&mut attributes);
    let content = der::set(attributes).encode();
    let bare = signer.without_attributes();
    signed_data(Some(&content), &[&bare.certificate], vec![bare.sign(&content)])
}

#[test]
fn refuses_signed_attributes_passed_off_as_the_content() {
    breaks(&attributes_as_content(|_| ()), SignerRule::ContentIsAttributes);
}

#[test]
fn refuses_them_in_any_shape() {
    breaks(&attributes_as_content(|them| them.reverse()), SignerRule::ContentIsAttributes);
    breaks(&attributes_as_content(|them| them.push(der::null())), SignerRule::ContentIsAttributes);
    let many = |them: &mut Vec<der::Node>| {
        let unknown = (0..40).map(|arc| attribute(&[1, 2, 392, arc], der::null()));
        let digest = them.pop();
        them.extend(unknown);
        them.extend(digest);
    };
    breaks(&attributes_as_content(many), SignerRule::ContentIsAttributes);
}

#[test]
fn a_set_of_something_else_is_a_content() {
    let adult = adult().without_attributes();
    let contents = [
        b"1 is the tag of a set".to_vec(),
        der::set([der::null()]).encode(),
        der::set([attribute(DATA, der::null())]).encode(),
        der::sequence([attribute(MESSAGE_DIGEST, der::null())]).encode(),
    ];
    for content in contents {
        let tree = signed_data(Some(&content), &[&adult.certificate], vec![adult.sign(&content)]);
        assert_eq!(verify(&tree), Ok(()));
    }
}

#[test]
fn a_large_content_that_looks_like_attributes_is_read_once() {
    // Half a million attributes of other kinds: whoever began again at each would need hours.
    let others = attribute(UNKNOWN, der::null()).encode().repeat(500_000);
    let digest = attribute(MESSAGE_DIGEST, der::null()).encode();
    let signed_around = |attributes: Vec<u8>| {
        let content = der::Node::new(0x31, attributes).encode();
        let signer = Signer::of("adult", &content).without_attributes();
        signed_data(Some(&content), &[&signer.certificate], vec![signer.sign(&content)])
    };
    assert_eq!(verify(&signed_around(others.clone())), Ok(()));
    breaks(&signed_around([others, digest].concat()), SignerRule::ContentIsAttributes);
}

#[test]
fn refuses_signed_data_whose_attributes_were_taken_away() {
    let tree = spoiled(|tree| drop(tree.remove(&[1, 0, 4, 0, 3]).unwrap()));
    assert_eq!(verify(&tree), Err(Error::BadSignature { document: Document::SignedDataBy { signer: 0 } }));
}

#[test]
fn refuses_attributes_put_around_a_signature_over_the_content() {
    let adult = adult();
    let signature = adult.key.sign_sha256(CONTENT);
    let tree = signed_data(Some(CONTENT), &[&adult.certificate], vec![adult.signed_with(&signature)]);
    assert_eq!(verify(&tree), Err(Error::BadSignature { document: Document::SignedDataBy { signer: 0 } }));
}

#[test]
fn refuses_a_signature_over_the_content_s_digest() {
    let adult = adult().without_attributes();
    let signature = adult.key.sign_sha256(&hokensho_pki::sha256(CONTENT));
    let tree = signed_data(Some(CONTENT), &[&adult.certificate], vec![adult.signed_with(&signature)]);
    assert_eq!(verify(&tree), Err(Error::BadSignature { document: Document::SignedDataBy { signer: 0 } }));
}

/// What verifies after any change says what was signed, by whom it was signed.
fn holds_what_was_signed(bytes: &[u8]) -> bool {
    let Ok(signed) = SignedData::parse(bytes) else { return true };
    let verifier = verifier();
    let Ok(verified) = verifier.verify_attached(&signed, now(), unchecked) else { return true };
    let leaves = verified.signers().iter().map(|signer| signer.path().leaf().der());
    verified.content() == Some(CONTENT) && leaves.eq([&adult().certificate[..]])
}

#[test]
fn no_byte_set_to_another_value_changes_what_was_signed() {
    // The certificate's own bytes are the business of other tests.
    for tree in [by(&adult()), bare()] {
        let whole = tree.encode();
        let certificate = whole.windows(adult().certificate.len()).position(|it| it == adult().certificate);
        let certificate = certificate.unwrap()..certificate.unwrap() + adult().certificate.len();
        for at in (0..whole.len()).filter(|at| !certificate.contains(at)) {
            for change in [0x01, 0x80] {
                let mut changed = whole.clone();
                changed[at] ^= change;
                assert!(holds_what_was_signed(&changed), "byte {at}");
            }
        }
    }
}

proptest! {
    #[test]
    fn no_change_of_bytes_changes_what_was_signed(
        bare_one: bool,
        at: prop::sample::Index,
        taken in 0_usize..4,
        put in prop::collection::vec(any::<u8>(), 0..4),
    ) {
        let mut bytes = if bare_one { bare() } else { by(&adult()) }.encode();
        let at = at.index(bytes.len());
        let end = bytes.len().min(at + taken);
        bytes.splice(at..end, put);
        prop_assert!(holds_what_was_signed(&bytes));
    }
}
