//! Records, and data objects by every way that a card and a reader leave open.

use super::*;
use crate::DataObject;

const SELECT_COMMON: &str = "00A4040C0A D3921000310001010100";
const EXTENDED_UPPER: &str = "00CA00F8 000000";
const SHORT_UPPER: &str = "00CA00F8 00";
const SHORT_EXPIRY: &str = "00CA00F2 00";

/// A session that has selected the card manager.
fn managed() -> Script {
    Script::default().then(SELECT_ISD, &[], 0x9000)
}

fn ask(script: Script, object: DataObject) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
    script.then_ends().run(|session| {
        session.select(Application::Manager)?;
        session.data_object(Application::Manager, object)
    })
}

#[test]
fn a_record_is_named_by_its_files_short_identifier_and_its_number() {
    let script = Script::default()
        .then(SELECT_COMMON, &[], 0x9000)
        .then("00B2010C 00", &[0x01], 0x9000)
        .then("00B20214 00", &[0x02], 0x6282)
        .then_ends();
    script.run(|session| {
        assert_eq!(*session.read_record(File::CardSerial, 1).unwrap(), [0x01]);
        assert_eq!(*session.read_record(File::CommonKeyReference, 2).unwrap(), [0x02]);
    });
}

#[test]
fn a_record_that_is_not_there_is_told_from_one_that_is_guarded() {
    let read = |content: &[u8], status| {
        let script = Script::default().then(SELECT_COMMON, &[], 0x9000).then("00B2010C 00", content, status);
        script.then_ends().run(|session| session.read_record(File::CardSerial, 1)).unwrap_err()
    };
    for missing in [read(&[], 0x9000), read(&[], 0x6A82), read(&[], 0x6A83)] {
        assert!(matches!(missing, Error::FileMissing { file: File::CardSerial }), "{missing}");
    }
    let step = Step::ReadRecord { file: File::CardSerial, record: 1 };
    assert!(matches!(read(&[], 0x6982), Error::NotVerified { step: at } if at == step));
    assert!(matches!(read(&[], 0x6981), Error::Refused { step: at, .. } if at == step));
}

#[test]
fn a_small_object_is_asked_for_in_short_and_a_large_one_extended() {
    let script = managed().then(SHORT_EXPIRY, b"20350217", 0x9000);
    assert_eq!(**ask(script, DataObject::Expiry).unwrap().unwrap(), *b"20350217");
    let script = managed().then(EXTENDED_UPPER, &[0x5A; 575], 0x9000);
    assert_eq!(**ask(script, DataObject::UpperCertificate).unwrap().unwrap(), [0x5A; 575]);
}

#[test]
fn an_object_that_is_larger_than_thought_is_asked_for_extended() {
    let script = managed().then(SHORT_EXPIRY, &[], 0x6700).then("00CA00F2 000000", &[0x5A; 300], 0x9000);
    assert_eq!(**ask(script, DataObject::Expiry).unwrap().unwrap(), [0x5A; 300]);
}

#[test]
fn a_large_object_falls_back_to_short_and_says_what_the_card_says() {
    for status in [0x6700, 0x6D00, 0x6F00] {
        // Only a card whose certificate is shorter can grant this.
        let refused = managed().then(EXTENDED_UPPER, &[], status);
        let script = refused.then(SHORT_UPPER, &[0x5A; 200], 0x9000);
        assert_eq!(**ask(script, DataObject::UpperCertificate).unwrap().unwrap(), [0x5A; 200]);
        let refused = managed().then(EXTENDED_UPPER, &[], status);
        let error = ask(refused.then(SHORT_UPPER, &[], 0x6700), DataObject::UpperCertificate).unwrap_err();
        assert!(matches!(error, Error::Refused { status: StatusWord::WRONG_LENGTH, .. }), "{error}");
    }
}

#[test]
fn the_refusal_is_remembered() {
    let script = managed()
        .then(EXTENDED_UPPER, &[], 0x6700)
        .then(SHORT_UPPER, &[], 0x6700)
        .then("00CA7F21 00", &[], 0x6A88)
        .then_ends();
    script.run(|session| {
        session.data_object(Application::Manager, DataObject::UpperCertificate).unwrap_err();
        let lower = session.data_object(Application::Manager, DataObject::LowerCertificate);
        assert_eq!(lower.unwrap(), None);
    });
}

#[test]
fn after_a_reader_that_failed_the_manager_is_selected_again() {
    let script = managed()
        .then_fails(EXTENDED_UPPER, failed())
        .then(SHORT_UPPER, &[], 0x6A88) // another application answers: the card was reset
        .then(SELECT_ISD, &[], 0x9000)
        .then(SHORT_UPPER, &[0x5A; 200], 0x9000);
    assert_eq!(**ask(script, DataObject::UpperCertificate).unwrap().unwrap(), [0x5A; 200]);
}

#[test]
fn after_a_reader_that_failed_at_the_second_asking_nothing_reaches_another_application() {
    let script = Script::default()
        .then(SELECT_COMMON, &[], 0x9000)
        .then("00CA5F51 00", &[], 0x6700)
        .then_fails("00CA5F51 000000", failed()) // the card was reset
        .then(SELECT_COMMON, &[], 0x9000)
        .then("0020009C", &[], 0x63C3)
        .then_ends();
    script.run(|session| {
        let error = session.data_object(Application::Common, DataObject::ContactAtr).unwrap_err();
        assert!(matches!(error, Error::Refused { status: StatusWord::WRONG_LENGTH, .. }), "{error}");
        assert_eq!(session.pin_state(Secret::CommonPin).unwrap(), PinState::TriesLeft(3));
    });
}

#[test]
fn an_object_that_the_card_has_not_is_none() {
    assert_eq!(ask(managed().then(SHORT_EXPIRY, &[], 0x6A88), DataObject::Expiry).unwrap(), None);
    assert_eq!(ask(managed().then(EXTENDED_UPPER, &[], 0x6A88), DataObject::UpperCertificate).unwrap(), None);
}

#[test]
fn any_other_refusal_of_an_object_is_an_error() {
    let step = Step::GetData(DataObject::Expiry);
    let error = ask(managed().then(SHORT_EXPIRY, &[], 0x6982), DataObject::Expiry).unwrap_err();
    assert!(matches!(error, Error::NotVerified { step: at } if at == step));
    let error = ask(managed().then(SHORT_EXPIRY, &[], 0x6985), DataObject::Expiry).unwrap_err();
    assert!(matches!(error, Error::Refused { step: at, .. } if at == step));
}
