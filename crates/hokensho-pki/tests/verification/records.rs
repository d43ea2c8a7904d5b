//! The signed records of the card.

use hokensho_mock::pki::{self, CvCertificate, Key, KeyId};
use hokensho_pki::{
    Application, CvAnchor, CvAnchors, Document, Error, Fault, Hierarchy, RustCrypto, Signed,
    VerifiedIssuerKey, sha256,
};

const VISUAL: (Application, pki::Application) = (Application::Visual, pki::Application::Visual);
const TEXT: (Application, pki::Application) = (Application::Text, pki::Application::Text);

fn anchors() -> CvAnchors {
    let keys = [VISUAL, TEXT].map(|(application, mock)| {
        let anchor = mock.cv_anchor();
        CvAnchor { application, key_id: *anchor.key_id.bytes(), modulus: anchor.modulus }
    });
    CvAnchors::test(keys)
}

/// Body and signature of an application's CV certificate.
fn cut(mock: pki::Application) -> (Vec<u8>, Vec<u8>) {
    let certificate = mock.cv_certificate();
    let [body, signature] = certificate.children() else { panic!("not two parts") };
    (body.body(), signature.body())
}

fn issuer_key(
    (application, mock): (Application, pki::Application),
) -> VerifiedIssuerKey<'static, RustCrypto> {
    let (body, signature) = cut(mock);
    anchors().verify(&RustCrypto, application, &body, &signature).unwrap()
}

fn refused(application: Application, body: &[u8], signature: &[u8]) -> Error {
    anchors().verify(&RustCrypto, application, body, signature).unwrap_err()
}

#[test]
fn a_record_signed_as_one_run_is_verified() {
    let signature = TEXT.1.issuer_key().sign_sha256(b"hashes");
    let record = issuer_key(TEXT).verify_record(Signed::Bytes(b"hashes"), &signature).unwrap();
    assert_eq!(record.signed(), Signed::Bytes(b"hashes"));
    assert_eq!((record.application(), record.hierarchy()), (Application::Text, Hierarchy::Test));
}

#[test]
fn a_record_signed_as_three_digests_is_verified() {
    let parts: [&[u8]; 3] = [b"birth, sex, key", b"name, address", b"photo"];
    let digests = parts.map(sha256).concat();
    let key = VISUAL.1.issuer_key();
    let signature = key.sign_padded(&Key::digest_info(&digests)).unwrap();
    let record = issuer_key(VISUAL).verify_record(Signed::Parts(parts), &signature).unwrap();
    assert_eq!(record.application(), Application::Visual);
    for spoiled in 0..3 {
        let mut other = parts;
        other[spoiled] = b"another";
        let refused = issuer_key(VISUAL).verify_record(Signed::Parts(other), &signature);
        assert_eq!(refused.unwrap_err(), Error::BadSignature { document: Document::Record });
    }
}

#[test]
fn three_digests_are_not_one_run_of_the_same_bytes() {
    let parts: [&[u8]; 3] = [b"a", b"b", b"c"];
    let signature = VISUAL.1.issuer_key().sign_sha256(b"abc");
    let refused = issuer_key(VISUAL).verify_record(Signed::Parts(parts), &signature);
    assert_eq!(refused.unwrap_err(), Error::BadSignature { document: Document::Record });
}

#[test]
fn parts_may_not_be_moved_against_each_other() {
    let digests = [b"ab".as_slice(), b"c", b"d"].map(sha256).concat();
    let signature = VISUAL.1.issuer_key().sign_padded(&Key::digest_info(&digests)).unwrap();
    let refused = issuer_key(VISUAL).verify_record(Signed::Parts([b"a", b"bc", b"d"]), &signature);
    assert!(refused.is_err());
}

#[test]
fn refuses_a_record_with_one_byte_changed() {
    let mut signature = TEXT.1.issuer_key().sign_sha256(b"hashes");
    let key = issuer_key(TEXT);
    assert!(key.verify_record(Signed::Bytes(b"hasheS"), &signature).is_err());
    signature[17] ^= 1;
    assert!(key.verify_record(Signed::Bytes(b"hashes"), &signature).is_err());
}

#[test]
fn refuses_a_record_that_the_cards_own_key_signed() {
    let signature = TEXT.1.card_key().sign_sha256(b"hashes");
    assert!(issuer_key(TEXT).verify_record(Signed::Bytes(b"hashes"), &signature).is_err());
}

#[test]
fn each_application_has_its_own_anchor() {
    let (body, signature) = cut(VISUAL.1);
    assert_eq!(refused(Application::Text, &body, &signature), Error::CvIssuerUnknown);
    let (body, signature) = cut(TEXT.1);
    assert_eq!(refused(Application::Visual, &body, &signature), Error::CvIssuerUnknown);
}

#[test]
fn production_knows_no_ca_of_the_mock() {
    let (body, signature) = cut(VISUAL.1);
    let refused = CvAnchors::production().verify(&RustCrypto, Application::Visual, &body, &signature);
    assert_eq!(refused.unwrap_err(), Error::CvIssuerUnknown);
}

#[test]
fn keys_that_a_caller_vouches_for_replace_those_of_production() {
    let anchor = VISUAL.1.cv_anchor();
    let key = CvAnchor { application: VISUAL.0, key_id: *anchor.key_id.bytes(), modulus: anchor.modulus };
    let (body, signature) = cut(VISUAL.1);
    let vouched = CvAnchors::vouched_production([key]);
    assert_eq!(vouched.hierarchy(), Hierarchy::Production);
    assert!(vouched.verify(&RustCrypto, VISUAL.0, &body, &signature).is_ok());
    let nobody = CvAnchors::vouched_production([]);
    let refused = nobody.verify(&RustCrypto, VISUAL.0, &body, &signature);
    assert_eq!(refused.unwrap_err(), Error::CvIssuerUnknown);
}

#[test]
fn refuses_a_cv_certificate_that_another_key_signed_in_the_name_of_the_ca() {
    let issuer = TEXT.1.issuer_key();
    let forged = CvCertificate {
        issuer: KeyId::new(*b"9000033", *b"001"),
        subject: KeyId::new(*b"9100033", *b"001"),
        key: &issuer,
    };
    let refused = refused(Application::Text, &forged.body(), &issuer.sign_sha256(&forged.body()));
    assert_eq!(refused, Error::BadSignature { document: Document::CvCertificate });
}

#[test]
fn refuses_a_cv_certificate_in_the_name_of_production() {
    let issuer = VISUAL.1.issuer_key();
    let forged = CvCertificate {
        issuer: KeyId::new(*b"5000023", *b"001"),
        subject: KeyId::new(*b"5100023", *b"001"),
        key: &issuer,
    };
    let signature = issuer.sign_sha256(&forged.body());
    let refused =
        CvAnchors::production().verify(&RustCrypto, Application::Visual, &forged.body(), &signature);
    assert_eq!(refused.unwrap_err(), Error::BadSignature { document: Document::CvCertificate });
}

#[test]
fn no_cv_certificate_with_one_bit_changed_is_verified() {
    let (mut body, signature) = cut(TEXT.1);
    let anchors = anchors();
    for index in 0..body.len() {
        for bit in 0..8 {
            body[index] ^= 1 << bit;
            assert!(anchors.verify(&RustCrypto, Application::Text, &body, &signature).is_err());
            body[index] ^= 1 << bit;
        }
    }
}

#[test]
fn refuses_a_body_that_is_cut_padded_or_of_another_key() {
    let (body, signature) = cut(TEXT.1);
    let malformed = |body: &[u8]| match refused(Application::Text, body, &signature) {
        Error::Malformed { document: Document::CvCertificate, offset, fault } => (offset, fault),
        other => panic!("{other:?}"),
    };
    assert_eq!(malformed(&body[..20]), (20, Fault::Truncated));
    assert_eq!(malformed(&[]), (0, Fault::Truncated));
    assert_eq!(malformed(&body[..296]), (32, Fault::KeySize));
    assert_eq!(malformed(&[&body[..], &[0]].concat()), (32, Fault::KeySize));
    let mut even = body.clone();
    even[296] &= 0xFE;
    assert_eq!(malformed(&even), (32, Fault::KeySize));
    let mut small = body.clone();
    small[41] &= 0x7F;
    assert_eq!(malformed(&small), (32, Fault::KeySize));
}

#[test]
fn debug_output_shows_lengths_only() {
    let signature = TEXT.1.issuer_key().sign_sha256("見本　花子".as_bytes());
    let record = issuer_key(TEXT).verify_record(Signed::Bytes("見本　花子".as_bytes()), &signature).unwrap();
    assert_eq!(
        format!("{record:?}"),
        "VerifiedRecord { signed: Signed(15 bytes), application: Text, hierarchy: Test }"
    );
}
