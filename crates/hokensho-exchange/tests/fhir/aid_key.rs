use hokensho_eligibility::{PayerNumber, PublicExpense, RecipientNumber};
use hokensho_exchange::fhir::{AidKey, Identifier, MemberKey, Patient, System};
use proptest::prelude::*;

use crate::{coverage, person};

fn key(payer: &str, recipient: Option<&str>) -> Option<String> {
    let recipient = recipient.map(|recipient| RecipientNumber::new(recipient).unwrap());
    let aid = PublicExpense::on_paper(PayerNumber::new(payer).unwrap(), recipient);
    AidKey::of(&aid)?.identifier().value
}

#[test]
fn the_key_has_payer_and_seven_characters_between_its_three_colons() {
    assert_eq!(key("12999991", Some("1234566")).as_deref(), Some("12999991::1234566:"));
    assert_eq!(key("12999991", Some("66")).as_deref(), Some("12999991::0000066:"));
    assert_eq!(key("12999991", Some("医療扶助一二三")).as_deref(), Some("12999991::医療扶助一二三:"));
}

#[test]
fn other_public_expenses_and_numbers_that_do_not_fit_have_no_key() {
    assert_eq!(key("54136015", Some("1234566")), None);
    for recipient in
        [None, Some("12345678"), Some("障-12"), Some("123:567"), Some("123 567"), Some("123　567")]
    {
        assert_eq!(key("12999991", recipient), None, "{recipient:?}");
    }
}

#[test]
fn refuses_what_is_no_key() {
    let read = |system: &str, value: &str| AidKey::read(&Identifier::of(system, value));
    let system = System::AID_KEY.url();
    assert!(read(system, "12999991::1234566:").is_some());
    for value in [
        "",
        "12999991:1234566",
        "12999991:あ:1234566:",
        "12999991::1234566:01",
        "12999991::1234566",
        "12999991::123456:",
        "12999991::12345678:",
        "1299999::1234566:",
        "54136015::1234566:",
        "12999991::1234566::",
    ] {
        assert_eq!(read(system, value), None, "{value}");
    }
    assert_eq!(read(System::MEMBER_ID.url(), "12999991::1234566:"), None);
    assert_eq!(AidKey::read(&Identifier::default()), None);
}

#[test]
fn a_patient_has_the_key_of_an_insurance_or_of_medical_aid() {
    let system = System::AID_KEY.url();
    let aided = Patient::of(&person(), [Identifier::of(system, "12999991::1234566:")]);
    assert_eq!(aided.aid_key().unwrap().recipient().expose(), "1234566");
    assert_eq!(aided.member_key(), None);
    crate::second_opinion!(Patient, aided.clone());
    let insured = Patient::of(&person(), MemberKey::of(&coverage()).map(|key| key.identifier()));
    assert_eq!(insured.aid_key(), None);
    let mut former = aided;
    former.identifier[0].r#use = Some("old".to_owned());
    assert_eq!(former.aid_key(), None);
}

#[test]
fn nothing_of_the_recipient_is_in_debug() {
    let shown = format!("{:?}", AidKey::read(&Identifier::of(System::AID_KEY.url(), "12999991::1234566:")));
    assert!(shown.contains("12999991") && !shown.contains("1234566"), "{shown}");
}

proptest! {
    #[test]
    fn any_key_is_read_as_it_was_written(payer in "12[0-9]{6}", recipient in "[0-9]{1,7}|[ぁ-んA-Z0-9-]{7}") {
        let aid = PublicExpense::on_paper(PayerNumber::new(&payer).unwrap(), RecipientNumber::new(&recipient).ok());
        let key = AidKey::of(&aid).unwrap();
        prop_assert_eq!(AidKey::read(&key.identifier()), Some(key));
    }
}
