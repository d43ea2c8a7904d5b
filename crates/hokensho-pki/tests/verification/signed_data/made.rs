//! What the builder makes: held to the mock's tree, and verified.

use hokensho_mock::Persona;
use hokensho_mock::der;
use hokensho_mock::pki::{Authority, field};
use hokensho_pki::{
    Certificate, ContentDigest, ContentHasher, DetachedContent, DigestAlgorithm, Document, Error, Fault,
    SignatureRequest, SignedData, SignedDataBuilder, SignerRule, Time,
};
use proptest::prelude::*;

use super::super::setting::{NOW, UNKNOWN, now, spoiled_sign, unchecked, verifier};
use super::{CONTENT, SIGNING_CERTIFICATE_V2, Signer, attribute, sha256, signed_data, verify_detached};

fn builder() -> SignedDataBuilder<'static> {
    SignedDataBuilder::new(hokensho_mock::pki::certificate("adult-sign").unwrap()).unwrap()
}

fn sign(request: &SignatureRequest) -> [u8; 256] {
    Persona::named("adult").unwrap().sign_key().unwrap().sign_sha256(request.to_sign())
}

fn digest(content: &[u8]) -> ContentDigest {
    ContentDigest::of(DigestAlgorithm::Sha256, content)
}

/// The same by the mock.
fn expected(content: Option<&[u8]>) -> Vec<u8> {
    let mut signer = Signer::of("adult", CONTENT);
    let hash = der::octets(sha256(&signer.certificate));
    let named = der::sequence([der::sequence([der::sequence([hash])])]);
    signer.attributes.as_mut().unwrap().push(attribute(SIGNING_CERTIFICATE_V2, named));
    signed_data(content, &[&signer.certificate], vec![signer.sign(CONTENT)]).encode()
}

#[test]
fn what_is_made_is_what_the_mock_makes() {
    let request = builder().with_signing_time(now()).unwrap().request(&digest(CONTENT)).unwrap();
    let signature = sign(&request);
    assert_eq!(request.detached(&signature), expected(None));
    assert_eq!(request.attached(&signature).around(CONTENT), expected(Some(CONTENT)));
}

#[test]
fn the_time_is_left_out_unless_given() {
    let with = builder().with_signing_time(now()).unwrap().request(&digest(CONTENT)).unwrap();
    let without = builder().request(&digest(CONTENT)).unwrap();
    assert_eq!(with.to_sign().len() - without.to_sign().len(), 30);
    let der = without.attached(&sign(&without)).around(CONTENT);
    let verifier = verifier();
    let verified = verifier.verify_attached(&SignedData::parse(&der).unwrap(), now(), unchecked).unwrap();
    assert_eq!(verified.signers()[0].claimed_time(), None);
}

#[test]
fn certificates_stand_in_order_and_once() {
    let (adult, ca) = (hokensho_mock::pki::certificate("adult-sign").unwrap(), Authority::Sign.certificate());
    let builder = builder().with_certificate(ca).unwrap().with_certificate(ca).unwrap();
    let request = builder.with_certificate(adult).unwrap().request(&digest(CONTENT)).unwrap();
    let der = request.detached(&sign(&request));
    let signed = SignedData::parse(&der).unwrap();
    let mut expected = [adult, ca];
    expected.sort_unstable();
    assert!(signed.certificates().iter().map(Certificate::der).eq(expected));
}

#[test]
fn says_with_what_the_signers_hashed() {
    let request = builder().request(&digest(CONTENT)).unwrap();
    let der = request.detached(&sign(&request));
    let signed = SignedData::parse(&der).unwrap();
    assert!(signed.digest_algorithms().eq([DigestAlgorithm::Sha256]));
    assert!(!signed.is_attached());
}

#[test]
fn refuses_a_digest_that_does_not_go_with_the_key() {
    let digest = ContentDigest::of(DigestAlgorithm::Sha384, CONTENT);
    let refused = builder().request(&digest).err();
    assert_eq!(refused, Some(Error::Signer { signer: 0, rule: SignerRule::DigestOfSignature }));
}

#[test]
fn refuses_what_is_no_certificate() {
    let truncated = |result: Result<SignedDataBuilder<'_>, Error>| {
        matches!(result, Err(Error::Malformed { fault: Fault::Truncated, .. }))
    };
    assert!(truncated(SignedDataBuilder::new(&[0x30])));
    assert!(truncated(builder().with_certificate(&[0x30])));
}

#[test]
fn refuses_a_key_that_nothing_here_verifies_with() {
    let info = der::sequence([der::sequence([der::oid(UNKNOWN)]), der::bits(0, &[0])]);
    let leaf = spoiled_sign(|tbs| drop(tbs.replace(&[field::PUBLIC_KEY], info).unwrap()));
    let (document, oid) = (Document::Certificate, "1.2.392.200149.8.5.99".parse().unwrap());
    let refused = SignedDataBuilder::new(&leaf).err();
    assert_eq!(refused, Some(Error::AlgorithmUnsupported { document, oid }));
}

#[test]
fn refuses_a_time_that_nobody_can_write() {
    for seconds in [i64::MIN / 2, -62_135_596_801, 253_402_300_800] {
        let refused = builder().with_signing_time(Time::from_unix(seconds)).err();
        assert_eq!(refused, Some(Error::TimeUnwritable));
    }
}

#[test]
fn a_large_content_is_never_in_memory() {
    // Lengths are written from the digest's count; the file itself would come between the two parts.
    let mut hasher = ContentHasher::new(DigestAlgorithm::Sha256);
    let mib = vec![0; 1 << 20];
    (0..17).for_each(|_| hasher.update(&mib));
    let digest = hasher.finish();
    assert_eq!(digest.content_length(), 17 << 20);
    let request = builder().request(&digest).unwrap();
    let parts = request.attached(&sign(&request));
    assert!(parts.before.ends_with(&[0x04, 0x84, 0x01, 0x10, 0x00, 0x00]));
    assert!(parts.before.len() + parts.after.len() < 4096);
}

#[test]
fn a_signature_of_another_card_is_made_but_not_verified() {
    let request = builder().request(&digest(CONTENT)).unwrap();
    let other = Persona::named("elderly").unwrap().sign_key().unwrap().sign_sha256(request.to_sign());
    let der = request.attached(&other).around(CONTENT);
    let refused = verifier().verify_attached(&SignedData::parse(&der).unwrap(), now(), unchecked).err();
    assert_eq!(refused, Some(Error::BadSignature { document: Document::SignedDataBy { signer: 0 } }));
}

#[test]
fn nothing_of_the_person_is_shown() {
    let request = builder().request(&digest(CONTENT)).unwrap();
    let der = request.attached(&sign(&request)).around(CONTENT);
    let signed = SignedData::parse(&der).unwrap();
    let verifier = verifier();
    let verified = verifier.verify_attached(&signed, now(), unchecked).unwrap();
    assert_eq!(format!("{:?}", builder()), "SignedDataBuilder(1 certificates)");
    assert_eq!(format!("{request:?}"), "SignatureRequest(135 bytes to sign)");
    assert_eq!(format!("{signed:?}"), "SignedData(1 signers)");
    assert_eq!(
        format!("{verified:?}"),
        "VerifiedSignedData([VerifiedSigner(VerifiedPath(Test, signing, not checked for revocation))])"
    );
}

proptest! {
    #[test]
    fn what_is_made_is_verified(
        content in prop::collection::vec(any::<u8>(), 0..400),
        other in prop::collection::vec(any::<u8>(), 0..400),
        pieces in 1_usize..100,
        time in prop::option::of(-62_135_596_800_i64..253_402_300_800),
    ) {
        let mut builder = builder();
        if let Some(time) = time {
            builder = builder.with_signing_time(Time::from_unix(time)).unwrap();
        }
        let mut hasher = ContentHasher::new(builder.digest_algorithm());
        content.chunks(pieces).for_each(|piece| hasher.update(piece));
        let request = builder.request(&hasher.finish()).unwrap();
        let signature = sign(&request);

        let der = request.attached(&signature).around(&content);
        let signed = SignedData::parse(&der).unwrap();
        let verifier = verifier();
        let verified = verifier.verify_attached(&signed, Time::from_unix(NOW), unchecked).unwrap();
        prop_assert_eq!(verified.content(), Some(&content[..]));
        prop_assert_eq!(verified.signers()[0].claimed_time().map(Time::unix), time);

        let detached = der::Node::raw(request.detached(&signature));
        prop_assert_eq!(verify_detached(&detached, DetachedContent::Bytes(&content)), Ok(()));
        let verdict = verify_detached(&detached, DetachedContent::Bytes(&other));
        prop_assert_eq!(verdict.is_ok(), content == other);
    }
}
