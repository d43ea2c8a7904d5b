//! Records that a JPKI test card returned, verified as a user would: our reading of layouts, signed ranges and keys,
//! held against real silicon. The holder is synthetic; where the files come from stands beside them.

use std::fs;
use std::path::{Path, PathBuf};

use hokensho::card::{
    AgeRecord, Attributes, CardKeyRecord, CvCertificate, FaceRecord, File, IntegrityRecord,
};
use hokensho::pki::{Application, CvAnchor, CvAnchors, Hierarchy};
use hokensho::{VerifiedAge, VerifiedAttributes, VerifiedFace, VerifiedTextKey};

use super::common::{flip, mock_cv_anchors};

fn read(path: PathBuf) -> Vec<u8> {
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A file of the test card.
fn file(name: &str) -> Vec<u8> {
    read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../hokensho-card/tests/data").join(name))
}

fn certificate(of: File) -> CvCertificate {
    let name = if of == File::VisualCvCertificate { "surface-0004.bin" } else { "text-0004.bin" };
    CvCertificate::parse(of, file(name)).unwrap()
}

fn anchors() -> CvAnchors {
    let anchor = |application, of, name: &str| CvAnchor {
        application,
        key_id: *certificate(of).issuer().as_bytes(),
        modulus: read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name))
            .try_into()
            .unwrap(),
    };
    CvAnchors::test([
        anchor(Application::Visual, File::VisualCvCertificate, "cv-ca-6000023.bin"),
        anchor(Application::Text, File::TextCvCertificate, "cv-ca-6000033.bin"),
    ])
}

#[test]
fn the_face_of_a_test_card_is_verified() {
    let certificate = certificate(File::VisualCvCertificate);
    let record = || FaceRecord::parse(file("surface-0002.bin")).unwrap();
    let face = VerifiedFace::verify(record(), &certificate, &anchors()).unwrap();
    assert_eq!(face.hierarchy(), Hierarchy::Test);
    assert_eq!(face.birth().to_string(), "1980-02-17");
    for others in [mock_cv_anchors(), CvAnchors::production()] {
        assert!(VerifiedFace::verify(record(), &certificate, &others).is_err());
    }
}

#[test]
fn the_age_record_of_a_test_card_is_verified_and_has_the_key_of_its_face() {
    let certificate = certificate(File::VisualCvCertificate);
    let raw = file("surface-0001.bin");
    let record = AgeRecord::parse(raw.clone()).unwrap();
    let face = FaceRecord::parse(file("surface-0002.bin")).unwrap();
    assert_eq!(record.card_key(), face.card_key());
    let age = VerifiedAge::verify(record, &certificate, &anchors()).unwrap();
    assert_eq!(age.birth(), face.birth());

    let mut changed = raw;
    let at = changed.windows(8).position(|it| it == b"19800217").unwrap();
    changed[at + 3] = b'1';
    let record = AgeRecord::parse(changed).unwrap();
    assert!(VerifiedAge::verify(record, &certificate, &anchors()).is_err());
}

#[test]
fn the_attributes_of_a_test_card_are_verified_and_so_is_its_key() {
    let certificate = certificate(File::TextCvCertificate);
    let integrity = IntegrityRecord::parse(file("text-0003.bin")).unwrap();
    let attributes = Attributes::parse(file("text-0002.bin")).unwrap();
    let attributes = VerifiedAttributes::verify(attributes, &integrity, &certificate, &anchors()).unwrap();
    assert_eq!(attributes.birth().to_string(), "1980-02-17");

    let raw = file("text-0007.bin");
    let record = CardKeyRecord::parse(raw.clone()).unwrap();
    assert!(VerifiedTextKey::verify(&record, &certificate, &anchors()).is_ok());
    let mut changed = raw;
    flip(&mut changed, 8 * 100); // inside the modulus
    let record = CardKeyRecord::parse(changed).unwrap();
    assert!(VerifiedTextKey::verify(&record, &certificate, &anchors()).is_err());
}

#[test]
fn the_issuers_keys_of_a_test_card_are_named_after_its_municipality() {
    // 13221 is Kiyose in Tokyo. So other cards' records are signed by the same keys.
    for of in [File::VisualCvCertificate, File::TextCvCertificate] {
        assert!(certificate(of).subject().as_bytes().starts_with(b"13221"));
    }
}
