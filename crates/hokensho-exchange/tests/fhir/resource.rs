use hokensho_exchange::Error;
use hokensho_exchange::fhir::{Patient, Resource};
use proptest::prelude::*;

use crate::{coverage, patient, person, written};

#[test]
fn refuses_what_is_no_resource_that_is_known() {
    for json in ["", "[]", "{}", r#"{"resourceType":"Claim"}"#, r#"{"resourceType":"Coverage","payor":{}}"#] {
        assert!(matches!(Resource::read(json), Err(Error::Json { .. })), "{json}");
    }
    let large = format!(r#"{{"resourceType":"Patient","id":"{}"}}"#, "a".repeat(1 << 20));
    assert_eq!(Resource::read(&large), Err(Error::TooLarge { bytes: large.len(), most: 1 << 20 }));
}

#[test]
fn refuses_what_stands_behind_a_resource() {
    let read = Resource::read(r#"{"resourceType":"Coverage"} {}"#);
    assert_eq!(read, Err(Error::Json { path: "Resource".to_owned(), line: 1, column: 29 }));
}

#[test]
fn an_element_that_cannot_be_read_is_named_by_its_path() {
    for (json, path) in [
        (r#"{"resourceType":"Claim"}"#, "Resource.resourceType"),
        (r#"{"resourceType":"Coverage","order":1.5}"#, "Coverage.order"),
        (r#"{"resourceType":"Coverage","order":-1}"#, "Coverage.order"),
        (r#"{"resourceType":"Coverage","payor":[{},{"reference":1}]}"#, "Coverage.payor[1].reference"),
        (
            r#"{"resourceType":"CoverageEligibilityResponse","insurance":[{"item":[{"benefit":[{"allowedUnsignedInt":30.5}]}]}]}"#,
            "CoverageEligibilityResponse.insurance[0].item[0].benefit[0].allowedUnsignedInt",
        ),
        // A name that isn't known here comes from the file, and isn't repeated.
        (r#"{"resourceType":"Patient","見本 花子":[}"#, "Resource"),
        (r#"{"resourceType":"Patient","MihonHanako":[}"#, "Resource"),
        (r#"{"resourceType":"Patient","MihonHanako":{"a":1,"a":2}}"#, "Resource"),
    ] {
        let Err(Error::Json { path: found, .. }) = Resource::read(json) else { panic!("{json}") };
        assert_eq!(found, path);
    }
}

#[test]
fn refuses_a_name_that_stands_twice_rather_than_choose() {
    for (json, path) in [
        (r#"{"resourceType":"Patient","gender":"male","gender":"female"}"#, "Resource"),
        (r#"{"resourceType":"Patient","later":1,"later":1}"#, "Resource"),
        (r#"{"resourceType":"Patient","later":[{"a":{"b":1,"c":[],"b":null}}]}"#, "Resource"),
        (r#"{"resourceType":"Patient","resourceType":"Coverage"}"#, "Resource"),
    ] {
        let Err(Error::Json { path: found, .. }) = Resource::read(json) else { panic!("{json}") };
        assert_eq!(found, path, "{json}");
    }
    let once = r#"{"resourceType":"Patient","later":[{"a":1},{"a":1.5,"b":{"a":null}},true,"a","a",-1]}"#;
    assert!(Resource::read(once).is_ok());
}

#[test]
fn what_is_not_known_here_is_kept() {
    let json = r#"{"resourceType":"Patient","name":[{"text":"見本","prefix":["様"]}],"_birthDate":{"id":"a"},"link":[]}"#;
    let read = Resource::read(json).unwrap();
    let again: serde_json::Value = serde_json::from_str(&read.write()).unwrap();
    assert_eq!(again, serde_json::from_str::<serde_json::Value>(json).unwrap());
}

#[test]
fn a_null_among_texts_keeps_its_place_beside_its_extension() {
    let json = r#"{"resourceType":"Patient","name":[{"text":"見本","given":[null,"花子"],"_given":[{"id":"a"},null]}]}"#;
    let read = Resource::read(json).unwrap();
    let again: serde_json::Value = serde_json::from_str(&read.write()).unwrap();
    assert_eq!(again, serde_json::from_str::<serde_json::Value>(json).unwrap());
    let Resource::Patient(patient) = read else { panic!() };
    assert_eq!(patient.name[0].given, [None, Some("花子".to_owned())]);
}

#[test]
fn what_serde_reads_alone_has_its_type_once_when_it_is_written() {
    let json = r#"{"resourceType":"Patient","gender":"female"}"#;
    let alone: Patient = serde_json::from_str(json).unwrap();
    assert_eq!(Resource::from(alone.clone()).write(), json);
    assert_eq!(Resource::read(json), Ok(alone.into()));
}

/// Found by fuzzing: what was read wasn't what was written.
#[test]
fn a_number_that_is_not_known_here_is_the_same_when_it_is_read_again() {
    for number in ["35555555555555555555555555555555555555555555550.0", "0.1", "1e300", "72.50", "-3"] {
        for json in [
            format!(r#"{{"resourceType":"Patient","extra":{number}}}"#),
            format!(
                r#"{{"resourceType":"Coverage","costToBeneficiary":[{{"valueQuantity":{{"value":{number}}}}}]}}"#
            ),
        ] {
            let read = Resource::read(&json).unwrap();
            assert_eq!(Resource::read(&read.write()).unwrap(), read, "{number}");
        }
    }
}

#[test]
fn nothing_personal_is_in_debug() {
    let shown = format!("{:?} {:?}", patient(&person()), Resource::Coverage(written(&coverage())));
    for personal in ["見本", "1980", "187", "１８７", "100-0013"] {
        assert!(!shown.contains(personal), "{personal} in {shown}");
    }
}

proptest! {
    #[test]
    fn no_text_panics(json in r#"[\{\}\[\]":,a-zA-Z0-9\. -]{0,200}"#) {
        let _ = Resource::read(&json);
    }
}
