//! The certified reader and its face files.

use hokensho_eligibility::{ConsentFlag, ConsentItem, DateTime, Identity, ReferenceClassification};
use hokensho_oqs::{CharacterCode, Encoding, FaceFileName, Message as _, Mode, QualificationResult};
use hokensho_terminal::sim::{
    Operator, PersonId, Presented, Reader, ReaderEvent, Registry, Scenario, SimTerminal,
};

use crate::common::{self, ADULT, ISSUER, SERIAL, Window, institution, now, registry};

const CARD: Presented<'_> = Presented::Certificate { issuer: ISSUER, serial: SERIAL };

fn accepted(window: &Window, reader: &mut Reader) -> (FaceFileName, Vec<u8>) {
    let ReaderEvent::Accepted(name) = reader.read(CARD, Identity::Face, now()).unwrap() else { panic!() };
    let bytes = std::fs::read(window.root.path().join("face").join(name.to_string())).unwrap();
    (name, bytes)
}

#[test]
fn a_face_file_is_named_and_written_as_real_ones_are() {
    for (scenario, encoding) in [("normal", Encoding::Utf8), ("sjis", Encoding::Windows31J)] {
        let window = Window::new(scenario);
        let (name, bytes) = accepted(&window, &mut window.reader());
        assert_eq!(name.institution(), Some(institution()));
        assert_eq!(name.written_at(), now());
        let received = QualificationResult::read(bytes, Mode::Strict).unwrap();
        assert_eq!(received.encoding, encoding);
        let header = received.message.header;
        assert_eq!(header.reference_classification.value(), Some(&ReferenceClassification::Card));
        assert_eq!(header.file_identifier.value().unwrap().len(), 16);
        assert_eq!(received.message.body.search, None, "nothing was typed");
    }
}

#[test]
fn elements_come_in_another_order_in_each_file() {
    let window = Window::new("normal");
    let mut reader = window.reader();
    let order = |bytes: &[u8]| {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        text.lines().filter_map(|line| line.trim().split('>').next().map(str::to_owned)).collect::<Vec<_>>()
    };
    let (first, second) = (accepted(&window, &mut reader).1, accepted(&window, &mut reader).1);
    assert_ne!(order(&first), order(&second));
}

#[test]
fn two_reads_are_two_files() {
    let window = Window::new("normal");
    let mut reader = window.reader();
    let (first, second) = (accepted(&window, &mut reader).0, accepted(&window, &mut reader).0);
    assert_ne!(first, second);
    assert_eq!(window.files("face").len(), 2);
}

#[test]
fn nobody_identified_is_nobody_accepted() {
    let window = Window::new("normal");
    let event = window.reader().read(CARD, Identity::None, now()).unwrap();
    assert_eq!(event, ReaderEvent::IdentityFailed);
    assert!(window.files("face").is_empty());
}

#[test]
fn trouble_at_the_reader_writes_no_file() {
    for (scenario, expected, code) in [
        ("reader-cannot-read", ReaderEvent::CannotRead, Some("001")),
        ("reader-other-card", ReaderEvent::OtherCard, Some("002")),
        ("cancelled", ReaderEvent::Cancelled, None),
        ("face-mismatch", ReaderEvent::IdentityFailed, None),
        ("pin-wrong", ReaderEvent::PinWrong { tries_left: 2 }, None),
        ("pin-blocked", ReaderEvent::PinBlocked, None),
        ("certificate-refused", ReaderEvent::CertificateRefused, None),
        ("revoked", ReaderEvent::CertificateRefused, None),
    ] {
        let window = Window::new(scenario);
        let event = window.reader().read(CARD, Identity::Face, now()).unwrap();
        assert_eq!((event.code(), &event), (code, &expected), "{scenario}");
        assert!(window.files("face").is_empty(), "{scenario}");
    }
}

#[test]
fn a_card_of_somebody_unknown_is_not_accepted() {
    let window = Window::new("normal");
    let mut reader = window.reader();
    let unknown = Presented::Certificate { issuer: ISSUER, serial: &[0x01] };
    assert_eq!(reader.read(unknown, Identity::Face, now()).unwrap(), ReaderEvent::OtherCard);
    let nobody = PersonId::from("P9999");
    assert_eq!(
        reader.read(Presented::Person(&nobody), Identity::Face, now()).unwrap(),
        ReaderEvent::OtherCard
    );
}

#[test]
fn a_suspended_certificate_is_refused_from_the_moment_of_its_suspension() {
    let persona = ADULT.replace(
        "channel = \"reader\" }",
        "revocation = { reason = \"certificateHold\", at = 2026-11-20T09:30:00+09:00 } }",
    );
    let root = tempfile::tempdir().unwrap();
    let scenario = Scenario::named("normal").unwrap();
    let mut registry = Registry::from_personas([persona.as_str()]).unwrap();
    registry.enrol(ISSUER, SERIAL, &PersonId::from("P0001")).unwrap();
    let operator = Operator::new(registry, &scenario);
    SimTerminal::new(root.path(), operator.clone(), &scenario).unwrap();
    let mut reader = Reader::new(root.path(), institution(), operator, &scenario);
    let mut read = |at: &str| reader.read(CARD, Identity::Pin, DateTime::from_digits(at).unwrap()).unwrap();
    assert!(matches!(read("20261120092959"), ReaderEvent::Accepted(_)));
    assert_eq!(read("20261120093000"), ReaderEvent::CertificateRefused);
}

#[test]
fn an_expired_certificate_has_its_grace_and_shows_no_medical_information() {
    let read = |not_after: &str, at: &str| {
        let persona = ADULT.replace(
            "certificates.auth.serial = 0x227B13",
            &format!("certificates.auth = {{ serial = 0x227B13, not_after = {not_after} }}"),
        );
        let root = tempfile::tempdir().unwrap();
        let scenario = Scenario::named("normal").unwrap();
        let operator = Operator::new(registry(&[&persona]), &scenario);
        SimTerminal::new(root.path(), operator.clone(), &scenario).unwrap();
        let mut reader = Reader::new(root.path(), institution(), operator, &scenario);
        let ReaderEvent::Accepted(name) = reader.read(CARD, Identity::Pin, common::at(at)).unwrap() else {
            return None;
        };
        let bytes = std::fs::read(root.path().join("face").join(name.to_string())).unwrap();
        let result = QualificationResult::read(bytes, Mode::Strict).unwrap().message;
        let consent = result.body.qualifications()[0].consents.of(ConsentItem::Medicines).unwrap();
        consent.flag.value().cloned()
    };
    assert_eq!(read("2026-05-25", "20260525"), Some(ConsentFlag::Given));
    assert_eq!(read("2026-05-25", "20260526"), Some(ConsentFlag::NotGiven));
    assert_eq!(read("2026-05-25", "20260831"), Some(ConsentFlag::NotGiven));
    assert_eq!(read("2026-05-25", "20260901"), None);
    // Over the end of the year, and into a February.
    assert_eq!(read("2026-11-30", "20270228"), Some(ConsentFlag::NotGiven));
    assert_eq!(read("2026-11-30", "20270301"), None);
    assert_eq!(read("2026-09-01", "20261231"), Some(ConsentFlag::NotGiven));
    assert_eq!(read("2026-09-01", "20270101"), None);
}

#[test]
fn a_scenarios_revocation_counts_from_its_moment_too() {
    let window = Window::new("revoked");
    let mut reader = window.reader();
    let mut read = |at: &str| reader.read(CARD, Identity::Pin, DateTime::from_digits(at).unwrap()).unwrap();
    assert!(matches!(read("20261101085959"), ReaderEvent::Accepted(_)));
    assert_eq!(read("20261101090000"), ReaderEvent::CertificateRefused);
}

#[test]
fn a_terminal_that_lies_about_its_encoding_does_so_in_declaration_and_header() {
    let window = Window::new("lying-encoding");
    let (_, bytes) = accepted(&window, &mut window.reader());
    assert!(bytes.starts_with(b"<?xml version=\"1.0\" encoding=\"UTF-8\""));
    assert!(String::from_utf8(bytes.clone()).is_err());
    let received = QualificationResult::read(bytes, Mode::Lenient).unwrap();
    assert_eq!(received.encoding, Encoding::Windows31J);
    assert_eq!(received.message.header.character_code.value(), Some(&CharacterCode::Utf8));
}

#[test]
fn the_reader_registers_on_the_spot() {
    let window = Window::new("not-registered");
    let (_, bytes) = accepted(&window, &mut window.reader());
    let answer = QualificationResult::read(bytes, Mode::Strict).unwrap().message.answer().unwrap();
    assert!(answer.outcome(now().date(), &window.scenario.policy()).is_eligible());
}

#[test]
fn consents_hold_for_a_day() {
    let window = Window::new("normal");
    let (_, bytes) = accepted(&window, &mut window.reader());
    let result = QualificationResult::read(bytes, Mode::Strict).unwrap().message;
    let consent = result.body.qualifications()[0].consents.of(ConsentItem::Medicines).unwrap();
    assert_eq!(consent.given_at.value(), Some(&now()));
    assert_eq!(consent.available_until.value(), Some(&DateTime::from_digits("20261123093000").unwrap()));
}

#[test]
fn refused_consents_are_stated_and_touch_nothing_else() {
    let window = Window::new("no-consent");
    let (_, bytes) = accepted(&window, &mut window.reader());
    let result = QualificationResult::read(bytes, Mode::Strict).unwrap().message;
    let consent = result.body.qualifications()[0].consents.of(ConsentItem::Operations).unwrap();
    assert_eq!(consent.flag.value(), Some(&ConsentFlag::NotGiven));
    assert!(consent.given_at.is_absent() && consent.available_until.is_absent());
    assert!(result.answer().unwrap().outcome(now().date(), &window.scenario.policy()).is_eligible());
}

#[test]
fn a_stale_file_is_old_in_its_name_and_in_its_header() {
    let window = Window::new("stale-face");
    let (name, bytes) = accepted(&window, &mut window.reader());
    let half_an_hour_ago = DateTime::from_digits("20261122090000").unwrap();
    assert_eq!(name.written_at(), half_an_hour_ago);
    let header = QualificationResult::read(bytes, Mode::Strict).unwrap().message.header;
    assert_eq!(header.executed_at.value(), Some(&half_an_hour_ago));
}

#[test]
fn debug_shows_nothing_of_the_patient() {
    let window = Window::new("normal");
    let shown = format!("{:?} {CARD:?}", window.reader());
    for personal in ["見本　花子", "1980", "227B13", "34, 123, 19"] {
        assert!(!shown.contains(personal), "{personal}");
    }
}
