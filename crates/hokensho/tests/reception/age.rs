//! The birth date by the least that a card can be asked for: offered only if its issuer signed it.

use hokensho::card::{AgeRecord, Card, CvCertificate, Error as CardError, File};
use hokensho::pki::{CvAnchors, Error as PkiError, Hierarchy};
use hokensho::{Error, VerifiedAge};
use hokensho_mock::pki::Application as Mock;
use hokensho_mock::{Application, Persona, Secret, VirtualCard};
use proptest::prelude::*;

use super::common::{birth_code, cv_anchor, flip, mock_cv_anchors, persona, session_is_over};

/// The files that prove an age, as the card gives them.
struct Files {
    record: Vec<u8>,
    certificate: Vec<u8>,
}

impl Files {
    fn of(persona: &Persona) -> Self {
        let mut card = Card::open(VirtualCard::new(persona));
        let mut visual = card.visual().unwrap().verify_birth_code(&birth_code(persona)).unwrap();
        let (record, certificate) = (visual.age_record().unwrap(), visual.cv_certificate().unwrap());
        Self { record: record.raw().to_vec(), certificate: certificate.raw().to_vec() }
    }

    fn verify(&self, anchors: &CvAnchors) -> Result<VerifiedAge, Error> {
        let certificate = CvCertificate::parse(File::VisualCvCertificate, self.certificate.clone())?;
        VerifiedAge::verify(AgeRecord::parse(self.record.clone())?, &certificate, anchors)
    }
}

#[test]
fn every_cards_birth_date_is_as_the_persona_says() {
    for name in Persona::NAMES {
        let persona = persona(name);
        let Some(_) = persona.code_b() else { continue };
        let mut card = Card::open(VirtualCard::new(&persona));
        let age = VerifiedAge::read(&mut card, &birth_code(&persona), &mock_cv_anchors()).unwrap();
        let digits = age.birth().to_string().replace('-', "");
        assert_eq!(digits, persona.holder().attributes().birth, "{name}");
        assert_eq!(age.hierarchy(), Hierarchy::Test);
    }
}

#[test]
fn anchors_of_the_other_application_or_hierarchy_verify_no_age() {
    let files = Files::of(&persona("adult"));
    assert!(files.verify(&CvAnchors::test([cv_anchor(Mock::Visual)])).is_ok());
    let vouched = files.verify(&CvAnchors::vouched_production([cv_anchor(Mock::Visual)])).unwrap();
    assert_eq!(vouched.hierarchy(), Hierarchy::Production);
    for anchors in [CvAnchors::test([cv_anchor(Mock::Text)]), CvAnchors::test([]), CvAnchors::production()] {
        assert!(matches!(files.verify(&anchors), Err(Error::Pki(PkiError::CvIssuerUnknown))));
    }
}

#[test]
fn another_persons_birth_date_in_a_signed_record_is_refused() {
    let mut files = Files::of(&persona("adult"));
    let at = files.record.windows(8).position(|it| it == b"19800217").unwrap();
    files.record[at..at + 8].copy_from_slice(b"20080217");
    let refused = files.verify(&mock_cv_anchors());
    assert!(matches!(refused, Err(Error::Pki(PkiError::BadSignature { .. }))), "{refused:?}");
}

#[test]
fn a_card_that_shows_another_cards_age_record_shows_what_was_signed_and_no_more() {
    // Genuine, and somebody else's: nothing but the card's own key tells.
    let others = Files::of(&persona("elderly")).record;
    let adult = persona("adult");
    let mut card = Card::open(VirtualCard::builder(&adult).file(Application::Visual, 0x0001, others).build());
    let age = VerifiedAge::read(&mut card, &birth_code(&adult), &mock_cv_anchors()).unwrap();
    assert_eq!(age.birth().to_string().replace('-', ""), persona("elderly").holder().attributes().birth);
}

#[test]
fn a_wrong_birth_code_costs_one_try_of_its_own_and_shows_nothing() {
    let adult = persona("adult");
    let mut card = VirtualCard::new(&adult);
    let (birth, code_b) = (card.tries_left(Secret::VisualBirthCode), card.tries_left(Secret::VisualCodeB));
    let other = birth_code(&persona("elderly"));
    let refused = VerifiedAge::read(&mut Card::open(&mut card), &other, &mock_cv_anchors());
    assert!(matches!(refused, Err(Error::Card(CardError::WrongSecret { .. }))), "{refused:?}");
    assert_eq!(card.tries_left(Secret::VisualBirthCode), birth - 1);
    assert_eq!(card.tries_left(Secret::VisualCodeB), code_b);
    assert!(session_is_over(&card));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_bit_changed_in_an_age_record_or_its_certificate_shows_no_other_date(bit: usize, in_record: bool) {
        let mut changed = Files::of(&persona("adult"));
        flip(if in_record { &mut changed.record } else { &mut changed.certificate }, bit);
        if let Ok(age) = changed.verify(&mock_cv_anchors()) {
            prop_assert_eq!(age.birth().to_string(), "1980-02-17");
        }
    }
}
