//! Face and attributes: offered only if their issuer signed them, for the right application, in the right hierarchy.

use hokensho::card::{
    Attributes, Card, CodeB, CvCertificate, Error as CardError, FaceRecord, File, IntegrityRecord, TextPin,
};
use hokensho::pki::{CvAnchors, Error as PkiError, Hierarchy};
use hokensho::{Error, VerifiedAttributes, VerifiedFace};
use hokensho_mock::pki::{Application as Mock, TextFiles};
use hokensho_mock::{Persona, Secret, VirtualCard};
use proptest::prelude::*;

use super::common::{code_b, cv_anchor, flip, mock_cv_anchors, persona, session_is_over, text_pin};

/// The files of the visual application, as the card gives them.
struct Face {
    record: Vec<u8>,
    certificate: Vec<u8>,
}

impl Face {
    fn of(persona: &Persona) -> Self {
        let mut card = Card::open(VirtualCard::new(persona));
        let mut visual = card.visual().unwrap().verify_code_b(&code_b(persona)).unwrap();
        let (record, certificate) = (visual.face_record().unwrap(), visual.cv_certificate().unwrap());
        Self { record: record.raw().to_vec(), certificate: certificate.raw().to_vec() }
    }

    fn verify(&self, anchors: &CvAnchors) -> Result<VerifiedFace, Error> {
        let certificate = CvCertificate::parse(File::VisualCvCertificate, self.certificate.clone())?;
        VerifiedFace::verify(FaceRecord::parse(self.record.clone())?, &certificate, anchors)
    }
}

/// The files of the text application, as the mock writes them.
#[derive(Clone)]
struct Text {
    attributes: Vec<u8>,
    integrity: Vec<u8>,
    certificate: Vec<u8>,
}

impl Text {
    fn of(persona: &Persona) -> Self {
        let filed: toml::Table = toml::from_str(persona.source()).unwrap();
        let my_number = filed["card"]["my_number"].as_str().unwrap();
        let files = TextFiles { attributes: persona.holder().attributes(), my_number };
        Self {
            attributes: files.attributes().encode(),
            integrity: files.integrity().encode(),
            certificate: Mock::Text.cv_certificate().encode(),
        }
    }

    fn verify(&self, anchors: &CvAnchors) -> Result<VerifiedAttributes, Error> {
        let certificate = CvCertificate::parse(File::TextCvCertificate, self.certificate.clone())?;
        let integrity = IntegrityRecord::parse(self.integrity.clone())?;
        VerifiedAttributes::verify(
            Attributes::parse(self.attributes.clone())?,
            &integrity,
            &certificate,
            anchors,
        )
    }
}

#[test]
fn every_cards_face_and_attributes_are_as_the_persona_says() {
    for name in Persona::NAMES {
        let persona = persona(name);
        let Some(_) = persona.code_b() else { continue };
        let mut card = Card::open(VirtualCard::new(&persona));
        let face = VerifiedFace::read(&mut card, &code_b(&persona), &mock_cv_anchors()).unwrap();
        assert_eq!(face.photo(), persona.photo(), "{name}");
        let Some(_) = persona.text_pin() else { continue };
        let attributes = match VerifiedAttributes::read(&mut card, &text_pin(&persona), &mock_cv_anchors()) {
            // A face-only card has its PINs blocked.
            Err(Error::Card(CardError::PinBlocked { .. })) if *name == "face-only" => continue,
            read => read.unwrap(),
        };
        assert_eq!(attributes.name(), persona.holder().name(), "{name}");
        assert_eq!(attributes.address(), persona.holder().address(), "{name}");
        assert_eq!((attributes.birth(), attributes.sex()), (face.birth(), face.sex()), "{name}");
    }
}

#[test]
fn anchors_of_the_other_application_or_hierarchy_verify_nothing() {
    let adult = persona("adult");
    let (face, text) = (Face::of(&adult), Text::of(&adult));
    let [visual_only, text_only] =
        [Mock::Visual, Mock::Text].map(|application| CvAnchors::test([cv_anchor(application)]));
    assert!(face.verify(&visual_only).is_ok() && text.verify(&text_only).is_ok());
    let nobody = CvAnchors::test([]);
    for anchors in [&text_only, &nobody, &CvAnchors::production()] {
        assert!(matches!(face.verify(anchors), Err(Error::Pki(_))));
    }
    for anchors in [&visual_only, &nobody, &CvAnchors::production()] {
        assert!(matches!(text.verify(anchors), Err(Error::Pki(_))));
    }
}

#[test]
fn face_and_attributes_say_of_which_hierarchy_they_are() {
    let adult = persona("adult");
    let (face, text) = (Face::of(&adult), Text::of(&adult));
    let keys = || [Mock::Visual, Mock::Text].map(cv_anchor);
    for (anchors, hierarchy) in [
        (CvAnchors::test(keys()), Hierarchy::Test),
        (CvAnchors::vouched_production(keys()), Hierarchy::Production),
    ] {
        assert_eq!(face.verify(&anchors).unwrap().hierarchy(), hierarchy);
        assert_eq!(text.verify(&anchors).unwrap().hierarchy(), hierarchy);
    }
}

#[test]
fn the_key_of_one_application_under_the_name_of_the_other_verifies_nothing() {
    let adult = persona("adult");
    let (visual, text) = (cv_anchor(Mock::Visual), cv_anchor(Mock::Text));
    let swapped = [
        hokensho::pki::CvAnchor { application: visual.application, ..text },
        hokensho::pki::CvAnchor { application: text.application, ..visual },
    ];
    let anchors = CvAnchors::test(swapped);
    assert!(Face::of(&adult).verify(&anchors).is_err());
    assert!(Text::of(&adult).verify(&anchors).is_err());
}

#[test]
fn attributes_with_another_cards_integrity_record_are_refused() {
    let (adult, other) = (Text::of(&persona("adult")), Text::of(&persona("elderly")));
    let mixed = Text { integrity: other.integrity, ..adult };
    assert!(matches!(mixed.verify(&mock_cv_anchors()), Err(Error::Pki(PkiError::BadSignature { .. }))));
}

#[test]
fn the_two_applications_certificates_do_not_stand_in_for_each_other() {
    let adult = persona("adult");
    let (mut face, mut text) = (Face::of(&adult), Text::of(&adult));
    std::mem::swap(&mut face.certificate, &mut text.certificate);
    assert!(face.verify(&mock_cv_anchors()).is_err());
    assert!(text.verify(&mock_cv_anchors()).is_err());
}

#[test]
fn a_wrong_code_or_pin_costs_one_try_and_shows_nothing() {
    let adult = persona("adult");
    let mut card = VirtualCard::new(&adult);
    let (codes, pins) = (card.tries_left(Secret::VisualCodeB), card.tries_left(Secret::TextPin));
    let other = CodeB::new(persona("elderly").code_b().unwrap()).unwrap();
    let refused = VerifiedFace::read(&mut Card::open(&mut card), &other, &mock_cv_anchors());
    assert!(matches!(refused, Err(Error::Card(CardError::WrongSecret { .. }))));
    assert_eq!(card.tries_left(Secret::VisualCodeB), codes - 1);

    let wrong = TextPin::new("0000").unwrap();
    let refused = VerifiedAttributes::read(&mut Card::open(&mut card), &wrong, &mock_cv_anchors());
    assert!(matches!(refused, Err(Error::Card(CardError::WrongSecret { .. }))));
    assert_eq!(card.tries_left(Secret::TextPin), pins - 1);
    assert_eq!((card.tries_left(Secret::VisualCodeB), card.tries_left(Secret::TextCodeB)), (codes - 1, 10));
    assert!(session_is_over(&card));
}

/// Bits that the signature doesn't cover, and that change nothing of what is offered: said here, so that a change is
/// noticed.
fn same_person(changed: &VerifiedFace, original: &VerifiedFace) -> bool {
    changed.photo() == original.photo()
        && changed.name_image() == original.name_image()
        && changed.address_image() == original.address_image()
        && (changed.birth(), changed.sex()) == (original.birth(), original.sex())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_bit_changed_in_a_face_record_or_its_certificate_offers_nothing_else(bit: usize, in_record: bool) {
        let adult = persona("adult");
        let original = Face::of(&adult);
        let mut changed = Face::of(&adult);
        flip(if in_record { &mut changed.record } else { &mut changed.certificate }, bit);
        if let Ok(face) = changed.verify(&mock_cv_anchors()) {
            prop_assert!(same_person(&face, &original.verify(&mock_cv_anchors()).unwrap()), "another face");
        }
    }

    #[test]
    fn one_bit_changed_in_attributes_signature_or_certificate_is_refused(bit: usize, file in 0..3) {
        let mut changed = Text::of(&persona("adult"));
        flip(match file {
            0 => &mut changed.attributes,
            1 => &mut changed.integrity,
            _ => &mut changed.certificate,
        }, bit);
        prop_assert!(changed.verify(&mock_cv_anchors()).is_err());
    }
}
