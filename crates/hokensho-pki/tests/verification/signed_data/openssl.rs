//! Signed data by `openssl cms`, as `tests/data/openssl/README.md` tells.

use hokensho_pki::{DetachedContent, Document, Error, Fault, SignatureScheme, SignedData, SignerRule};

use super::super::setting::{now, unchecked, verifier};
use super::CONTENT;

macro_rules! made {
    ($name:literal) => {
        include_bytes!(concat!("../../data/openssl/", $name, ".der"))
    };
}

fn verify(der: &[u8]) -> Result<usize, Error> {
    let verifier = verifier();
    let verified = verifier.verify_attached(&SignedData::parse(der)?, now(), unchecked)?;
    assert_eq!(verified.content(), Some(CONTENT));
    Ok(verified.signers().len())
}

#[test]
fn what_openssl_signs_is_accepted() {
    assert_eq!(verify(made!("attached")), Ok(1));
    assert_eq!(verify(made!("no-attributes")), Ok(1));
    assert_eq!(verify(made!("cades-key-id")), Ok(1));
    assert_eq!(verify(made!("two-signers")), Ok(2));
}

#[test]
fn what_openssl_signs_beside_a_file_is_accepted() {
    let signed = SignedData::parse(made!("detached")).unwrap();
    let verifier = verifier();
    let verified =
        verifier.verify_detached(&signed, DetachedContent::Bytes(CONTENT), now(), unchecked).unwrap();
    assert_eq!(verified.signers().len(), 1);
    let other = verifier.verify_detached(&signed, DetachedContent::Bytes(b"another"), now(), unchecked).err();
    assert_eq!(other, Some(Error::Signer { signer: 0, rule: SignerRule::MessageDigest }));
}

#[test]
fn what_openssl_streams_is_refused_until_it_is_written_again_in_der() {
    let document = Document::SignedData;
    let refused = Error::Malformed { document, offset: 0, fault: Fault::IndefiniteLength };
    assert_eq!(verify(made!("streamed")), Err(refused));
    assert_eq!(verify(made!("streamed-rewritten")), Ok(1));
}

#[test]
fn pss_by_openssl_is_accepted_when_asked_for() {
    let document = Document::SignedDataBy { signer: 0 };
    let scheme = SignatureScheme::RsaPssSha256;
    assert_eq!(verify(made!("pss")), Err(Error::SchemeRefused { document, scheme }));
    let signed = SignedData::parse(made!("pss")).unwrap();
    assert!(verifier().accepting_pss().verify_attached(&signed, now(), unchecked).is_ok());
}

#[test]
fn refuses_what_openssl_signs_without_certificates() {
    let refused = Error::Signer { signer: 0, rule: SignerRule::Certificate };
    assert_eq!(verify(made!("no-certificates")), Err(refused));
}

#[test]
fn refuses_rsa_with_sha_384_by_openssl() {
    assert!(matches!(verify(made!("sha384")), Err(Error::AlgorithmUnsupported { .. })));
}
