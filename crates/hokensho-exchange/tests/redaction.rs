//! What a log could show of the formats: where something stands and what is wrong with it, never what it says.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Debug;

use hokensho_exchange::{Notebook, NotebookVersion, PortalFile, Record};

/// No code, no number, no date.
const SECRET: &str = "ひみつ髙";

#[track_caller]
fn assert_hidden(value: &(impl Debug + ?Sized)) {
    let shown = format!("{value:?} {value:#?}");
    for part in ["ひみつ", "髙", "4711"] {
        assert!(!shown.contains(part), "{shown}");
    }
}

#[test]
fn a_notebook_and_each_of_its_entries() {
    let numbers =
        [1, 2, 3, 4, 5, 11, 15, 31, 51, 55, 201, 281, 291, 301, 311, 391, 401, 411, 421, 501, 601, 701, 999];
    let mut text = String::from("JAHISTC08,1\r\n");
    for number in numbers {
        text += &format!("{number}{}\r\n", format!(",{SECRET}4711").repeat(9));
    }
    let (bytes, _, unencodable) = encoding_rs::SHIFT_JIS.encode(&text);
    assert!(!unencodable);
    let notebook = Notebook::read(&bytes).unwrap();
    assert_hidden(&notebook);
    assert_hidden(&notebook.output());
    assert_eq!(notebook.records().len(), numbers.len());
    for record in notebook.records() {
        assert_hidden(record);
        assert_hidden(&record.entry());
        assert_hidden(&record.entry().map_err(|error| error.to_string()));
    }
    for visit in notebook.visits() {
        assert_hidden(&visit);
        assert!(!visit.prescriptions().unwrap().is_empty());
        assert_hidden(&visit.prescriptions());
    }
    let record = Record::new(1, [SECRET, "a\nb"]);
    assert_hidden(&record);
    assert_hidden(&record.map_err(|error| error.to_string()));
    assert_hidden(&NotebookVersion::from_code(SECRET));
    assert_hidden(&Notebook::read(SECRET.as_bytes()));
}

#[test]
fn the_portals_file() {
    let head = "わたしの情報\n医療費通知情報\n\n項目名,内容\n";
    let rows = format!("資格情報\n氏名,{SECRET}\n{SECRET},4711\n{SECRET}様方\n");
    let file = PortalFile::read(format!("{SECRET}4711\n{head}{rows}").as_bytes()).unwrap();
    assert_hidden(&file);
    assert_hidden(file.groups());
    file.groups().iter().for_each(|group| assert_hidden(group.records()));
    assert_hidden(&file.expenses());
    for wrong in [format!("{head}{SECRET},4711\n"), format!("{head}a\n{SECRET},4711,b\n"), SECRET.to_owned()]
    {
        let error = PortalFile::read(wrong.as_bytes()).unwrap_err();
        assert_hidden(&error);
        assert_hidden(&error.to_string());
    }
}

#[cfg(feature = "fhir")]
#[test]
fn every_resource_and_what_is_wrong_with_one() {
    use hokensho_exchange::fhir::Resource;

    let inside = format!(
        r#""id":"{SECRET}","language":"4711","new":[{{"deeper":"{SECRET}"}}],
        "identifier":[{{"system":"{SECRET}","value":"4711","new":"{SECRET}"}}],
        "extension":[{{"url":"{SECRET}","valueString":"4711"}}]"#
    );
    for kind in [
        "Consent",
        "Coverage",
        "CoverageEligibilityRequest",
        "CoverageEligibilityResponse",
        "Organization",
        "Patient",
    ] {
        let right = format!(r#"{{"resourceType":"{kind}",{inside}}}"#);
        let resource = Resource::read(&right).unwrap();
        assert!(resource.write().contains(SECRET) && resource.write().contains("4711"), "{kind}");
        assert_hidden(&resource);
        for wrong in [
            format!(r#"{{"resourceType":"{kind}{SECRET}"}}"#),
            format!(r#"{{"resourceType":"{kind}","identifier":"{SECRET}4711"}}"#),
            format!(r#"{{"resourceType":"{kind}","identifier":[{{"value":["{SECRET}"]}}]}}"#),
            format!(r#"{{"resourceType":"{kind}",{inside}"#),
            format!(r#"{{"resourceType":"{kind}","Hanako4711":["#),
            format!(r#"{{"resourceType":"{kind}","extension":[{{"Hanako4711":{{"a":1,"a":2}}}}]}}"#),
            r#"{"resourceType":{"Hanako4711":1}}"#.to_owned(),
        ] {
            // Not every resource has a field for identifiers; what has none is kept.
            let read = Resource::read(&wrong);
            assert_hidden(&read);
            assert_hidden(&read.map_err(|error| error.to_string()));
        }
    }
}
