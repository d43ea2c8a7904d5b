//! The JSON of the Web API: its shapes, and what is refused.

use hokensho_oqs::{
    Budget, BulkQualificationResult, CheckupsResult, Encoding, Error, Finding, JsonFault, JsonRoot, Leaf,
    Limits, MedicinesResult, Message, Mode, QualificationRequest, QualificationResult, Received,
    SpecificDiseasesCertificate, Viewed,
};
use proptest::prelude::*;
use serde_json::Value;
use std::borrow::Cow;

use crate::{FACE, REQUEST, RESULT};

/// An answer of the Web API: names and shapes as one program in use reads them.
const ANSWER: &str = include_str!("../data/answer.json");
/// The same as a file.
const ANSWER_AS_XML: &str = include_str!("../data/answer.xml");

fn strict(file: impl AsRef<[u8]>) -> Result<QualificationResult, Error> {
    QualificationResult::read_json(file.as_ref(), Mode::Strict).map(|received| received.message)
}

fn lenient(file: impl AsRef<[u8]>) -> Received<QualificationResult> {
    QualificationResult::read_json(file.as_ref(), Mode::Lenient).unwrap()
}

/// The error for a file, which must be the same in both modes.
fn refused(file: impl AsRef<[u8]>) -> Error {
    let lenient = QualificationResult::read_json(file.as_ref(), Mode::Lenient).unwrap_err();
    assert_eq!(strict(file).unwrap_err(), lenient);
    lenient
}

fn fault(file: impl AsRef<[u8]>) -> (JsonFault, usize) {
    match refused(file) {
        Error::Json { fault, offset, .. } => (fault, offset),
        other => panic!("{other:?}"),
    }
}

/// What is wrong with a file by strict reading, which must be all that lenient reading reports; and what that reads.
fn finding(file: &str) -> (String, usize, Finding, QualificationResult) {
    let Error::Refused(first) = strict(file).unwrap_err() else { panic!("not a finding") };
    let received = lenient(file);
    assert_eq!(received.diagnostics, std::slice::from_ref(&first));
    (first.path, first.offset, first.finding, received.message)
}

/// A body with these members.
fn body(members: &str) -> String {
    format!("{{\"MessageHeader\":{{}},\"MessageBody\":{{{members}}}}}")
}

/// Where they start.
const INSIDE: usize = "{\"MessageHeader\":{},\"MessageBody\":{".len();

fn written(message: &QualificationResult) -> String {
    String::from_utf8(message.write_json(JsonRoot::Bare).unwrap()).unwrap()
}

/// Reads members of a body and writes them.
fn rewritten(members: &str) -> String {
    let written = written(&strict(body(members)).unwrap());
    let around = body("");
    let (start, end) = around.split_at(INSIDE);
    written.strip_prefix(start).unwrap().strip_suffix(end).unwrap().to_owned()
}

#[test]
fn an_answer_says_what_the_file_says() {
    let answer = strict(ANSWER).unwrap();
    assert_eq!(answer, QualificationResult::read(ANSWER_AS_XML, Mode::Strict).unwrap().message);
    assert!(answer.answer().is_ok());
}

#[test]
fn what_is_written_is_what_a_general_reader_reads() {
    for file in [FACE, RESULT] {
        let message = QualificationResult::read(file, Mode::Strict).unwrap().message;
        let value: Value = serde_json::from_slice(&message.write_json(JsonRoot::XmlMsg).unwrap()).unwrap();
        let list = value["XmlMsg"]["MessageBody"]["ResultList"].as_array().unwrap();
        assert_eq!(list.len(), message.body.qualifications().len());
        for (item, qualification) in list.iter().zip(message.body.qualifications()) {
            assert_eq!(item.as_object().unwrap().len(), 1);
            let name = &item["ResultOfQualificationConfirmation"]["Name"];
            assert_eq!(name.as_str(), qualification.name.value().map(String::as_str));
        }
    }
}

#[test]
fn a_request_is_written_without_blanks_and_with_zeros_before_the_number_of_an_insurer() {
    let request = QualificationRequest::read(REQUEST, Mode::Strict).unwrap().message;
    let expected = include_str!("../data/request.json").trim_end();
    assert_eq!(String::from_utf8(request.write_json(JsonRoot::XmlMsg).unwrap()).unwrap(), expected);
    assert_eq!(QualificationRequest::read_json(expected, Mode::Strict).unwrap().message, request);
}

#[test]
fn a_list_is_an_array_of_what_it_holds_or_of_objects_with_that() {
    let one = "{\"SpecificDiseasesDiseaseCategory\":\"1\",\"SpecificDiseasesSelfPay\":\"10000\"}";
    let read = |list: &str| {
        let members = format!("\"ResultList\":[{{\"ResultOfQualificationConfirmation\":{{{list}}}}}]");
        let result = strict(body(&members)).unwrap();
        let diseases = result.body.qualifications()[0].specific_diseases.clone();
        let written = written(&result);
        (diseases, written)
    };
    let wrapped = format!("{{\"SpecificDiseasesCertificateInfo\":{one}}}");
    let (documented, written) = read(&format!("\"SpecificDiseasesCertificateList\":[{wrapped},{wrapped}]"));
    assert!(written.contains(&format!("\"SpecificDiseasesCertificateList\":[{wrapped},{wrapped}]")));
    let list = &documented.as_ref().unwrap().list;
    assert_eq!(list.iter().filter_map(|one: &SpecificDiseasesCertificate| one.category.value()).count(), 2);
    for other in [
        format!("[{one},{one}]"),
        format!("[{wrapped},{one}]"),
        format!("{{\"SpecificDiseasesCertificateInfo\":[{one},{one}]}}"),
        format!("[{{\"SpecificDiseasesCertificateInfo\":[{one},{one}]}}]"),
        format!("[[{wrapped},{wrapped}]]"),
    ] {
        let list = format!("\"SpecificDiseasesCertificateList\":{other}");
        assert_eq!(read(&list).0, documented, "{other}");
    }
    let (empty, written) = read("\"SpecificDiseasesCertificateList\":[]");
    assert!(empty.unwrap().list.is_empty());
    assert!(written.contains("\"SpecificDiseasesCertificateList\":[]"));
    assert_eq!(read("\"SpecificDiseasesCertificateList\":null").0, None);
}

/// The lengths of the arrays with members of one name, as they are written.
fn lengths(message: &impl Message, name: &str) -> Vec<usize> {
    fn collect(value: &Value, name: &str, lengths: &mut Vec<usize>) {
        match value {
            Value::Object(members) => members.iter().for_each(|(key, value)| {
                lengths.extend(value.as_array().filter(|_| key == name).map(Vec::len));
                collect(value, name, lengths);
            }),
            Value::Array(items) => items.iter().for_each(|item| collect(item, name, lengths)),
            _ => {}
        }
    }
    let mut lengths = Vec::new();
    let written = message.write_json(JsonRoot::Bare).unwrap();
    collect(&serde_json::from_slice(&written).unwrap(), name, &mut lengths);
    lengths
}

#[test]
fn an_item_with_one_member_is_an_item_of_every_list() {
    fn holds<M: Message>(members: &str, list: &str, item: &str) {
        let message = M::read_json(body(members), Mode::Strict).unwrap().message;
        assert_eq!(lengths(&message, list), [2], "{members}");
        let written = String::from_utf8(message.write_json(JsonRoot::Bare).unwrap()).unwrap();
        assert_eq!(written.matches(&format!("{{\"{item}\":{{")).count(), 2, "{members} as {written}");
    }
    let two = |list: &str, member: &str| format!("\"{list}\":[{{{member}}},{{\"Name\":\"x\",{member}}}]");
    let inside = |around: &str, list: &str, member: &str| {
        format!("{around}{}{}", two(list, member), "}]".repeat(around.matches("[{").count()))
    };
    let person = "ResultOfQualificationConfirmation";
    holds::<QualificationResult>(&two("ResultList", "\"NameKana\":\"x\""), "ResultList", person);
    holds::<QualificationResult>(
        &two("ResultList", "\"PharmacistsInfoConsFlg\":\"1\""),
        "ResultList",
        person,
    );
    for (list, item, member) in [
        (
            "SpecificDiseasesCertificateList",
            "SpecificDiseasesCertificateInfo",
            "\"SpecificDiseasesSelfPay\":\"10000\"",
        ),
        ("PublicExpenseResultList", "MedicalTicketInfo", "\"InjuryName1\":\"x\""),
    ] {
        holds::<QualificationResult>(&inside("\"ResultList\":[{", list, member), list, item);
    }
    let checkups = inside(
        "\"SpecificHealthCheckupInfo\":[{",
        "HealthCheckupResultAndQuestionInfos",
        "\"ItemCode\":\"1\"",
    );
    holds::<CheckupsResult>(
        &checkups,
        "HealthCheckupResultAndQuestionInfos",
        "HealthCheckupResultAndQuestionInfo",
    );
}

#[test]
fn what_stands_in_a_list_beside_its_items_is_never_written_as_one_of_them() {
    let item = "\"ResultOfQualificationConfirmation\":{\"Sex1\":\"2\"}";
    for list in [
        format!("\"ResultList\":[{{{item},\"Name\":\"x\",\"Sex1\":[\"1\",\"2\"]}}]"),
        "\"ResultList\":[{\"ResultOfQualificationConfirmation\":null,\"Name\":\"x\"}]".to_owned(),
    ] {
        assert_eq!(rewritten(&list), list);
    }
    // What no item can have stands alone, in its order and as it stood.
    for alone in
        ["{\"A\":[\"x\"]}", "{\"A\":\"x\"},{\"B\":\"y\"},{\"A\":[\"z\"]}", "{\"A\":[[]]},{\"A\":\"\"}"]
    {
        let list = format!("\"ResultList\":[{alone}]");
        assert_eq!(rewritten(&list), list);
    }
    let alone = format!("\"ResultList\":[{{{item}}},{{\"Unknown\":\"x\"}}]");
    assert_eq!(rewritten(&alone), alone);

    let name = "<ResultList><Name>x</Name></ResultList>";
    let file = format!("<XmlMsg><MessageHeader/><MessageBody>{name}</MessageBody></XmlMsg>");
    let message = QualificationResult::read(file, Mode::Strict).unwrap().message;
    assert_eq!(strict(written(&message)).unwrap(), message);
}

#[test]
fn medicines_with_nothing_but_a_name_are_medicines() {
    let file = body(
        "\"ShDiInf\":[{\"ShPrDateInfs\":[{\"ShDrugInfs\":[{\"ShDrugN\":\"見本錠\"},{\"ShDrugN\":\"見本散\"}]}]}]",
    );
    let result = MedicinesResult::read_json(file, Mode::Strict).unwrap().message;
    assert_eq!(lengths(&result, "ShPrDateInfs"), [1]);
    assert_eq!(lengths(&result, "ShDrugInfs"), [2]);
}

#[test]
fn an_array_without_what_belongs_in_it_is_found() {
    for (members, name, offset) in [
        ("\"QualificationValidity\":[]", "QualificationValidity", 0),
        ("\"QualificationConfirmSearchInfo\":[]", "QualificationConfirmSearchInfo", 0),
        ("\"QualificationValidity\":[null]", "QualificationValidity", 25),
        ("\"ResultList\":[null]", "ResultList/ResultOfQualificationConfirmation", 14),
    ] {
        let (path, place, finding, message) = finding(&body(members));
        assert_eq!((path, place), (format!("XmlMsg/MessageBody/{name}"), INSIDE + offset));
        assert_eq!(finding, Finding::Nothing, "{members}");
        assert!(message.body.validity.is_absent() && message.body.search.is_none());
        assert!(message.body.qualifications().is_empty());
    }
    let units = body("\"BulkConfirmUnit\":[{},null,{}]");
    let received = BulkQualificationResult::read_json(&*units, Mode::Lenient).unwrap();
    assert_eq!((received.message.body.units.len(), received.diagnostics.len()), (2, 1));
    assert!(BulkQualificationResult::read_json(&*units, Mode::Strict).is_err());
}

#[test]
fn what_may_be_there_several_times_may_be_no_array_and_what_may_not_may_be_one() {
    let read = |units: &str| {
        let file = body(&format!("\"BulkConfirmUnit\":{units}"));
        BulkQualificationResult::read_json(file, Mode::Strict).unwrap().message
    };
    let alone = read("{\"ReferenceNumber\":\"1\"}");
    assert_eq!(alone, read("[{\"ReferenceNumber\":[\"1\"]}]"));
    let written = alone.write_json(JsonRoot::Bare).unwrap();
    assert_eq!(
        String::from_utf8(written).unwrap(),
        body("\"BulkConfirmUnit\":[{\"ReferenceNumber\":[\"1\"]}]")
    );
    assert_eq!(read("[]"), read("null"));
    assert_eq!(rewritten("\"QualificationValidity\":[\"1\"]"), "\"QualificationValidity\":\"1\"");
}

#[test]
fn several_lists_of_one_name_are_an_array_of_arrays() {
    let lists = "\"CzDiInf\":[[{\"CzDiMonthInf\":{\"CzDiMonth\":\"202610\"}},{\"CzDiMonthInf\":{}}],[]]";
    let result = MedicinesResult::read_json(body(lists), Mode::Strict).unwrap().message;
    let lengths: Vec<_> = result.body.dispensed.iter().map(|months| months.list.len()).collect();
    assert_eq!(lengths, [2, 0]);
    assert_eq!(String::from_utf8(result.write_json(JsonRoot::Bare).unwrap()).unwrap(), body(lists));
}

#[test]
fn null_is_nothing_and_an_empty_text_is_empty() {
    let result =
        strict(body("\"QualificationValidity\":null,\"ProcessingResultMessage\":\"\",\"ResultList\":\"\""))
            .unwrap();
    assert_eq!(result.body.validity, Leaf::Absent);
    assert_eq!(result.body.result_message, Leaf::Empty);
    assert!(result.body.results.unwrap().list.is_empty());
}

#[test]
fn what_is_not_known_is_kept_and_written_back_as_it_stood() {
    for members in [
        "\"New\":\"x\"",
        "\"New\":1.50e+1",
        "\"New\":true,\"Newer\":null",
        "\"New\":{}",
        "\"New\":[]",
        "\"New\":[{}]",
        "\"New\":[\"x\"]",
        "\"New\":[\"x\",\"y\"]",
        "\"New\":[\"x\",{\"Inner\":\"y\"}]",
        "\"New\":[\"x\", 1]",
        "\"New\":[ [\"x\"], [] ]",
        "\"New\":[{\"Inner\":\"x\"}]",
        "\"New\":{\"Inner\":[{\"Innermost\":false},{\"Innermost\":[null]}],\"Other\":\"\"}",
        "\"New\":\"\\\"\\\\\\n\\u0001髙\"",
    ] {
        assert_eq!(rewritten(members), members);
    }
    let result = strict(body("\"New\":[{\"Inner\":\"x\"},{\"Inner\":5}]")).unwrap();
    let [first, second] = &result.body.unknown.elements[..] else { panic!() };
    assert_eq!((first.name(), first.children()[0].text()), ("New", "x"));
    assert_eq!((second.name(), second.children()[0].text()), ("New", "5"));
    let xml = String::from_utf8(result.write(Encoding::Utf8).unwrap()).unwrap();
    assert!(xml.contains("<Inner>5</Inner>"));
}

#[test]
fn a_number_or_truth_value_in_place_of_a_text_is_found_and_kept() {
    for (value, text) in [("1", "1"), ("true", "true"), ("-1.5e3", "-1.5e3")] {
        let file = body(&format!("\"QualificationValidity\":{value}"));
        let (path, offset, finding, message) = finding(&file);
        assert_eq!((path.as_str(), offset), ("XmlMsg/MessageBody/QualificationValidity", INSIDE));
        assert_eq!(finding, Finding::NoText);
        assert_eq!(message.body.validity.value().unwrap().code(), text);
        assert!(written(&message).contains(&format!("\"{text}\"")));
    }
    // What is no value as a text is none as a number either: the zero before it is lost.
    let search = body("\"QualificationConfirmSearchInfo\":{\"InsurerNumber\":1130012}");
    assert!(matches!(strict(&search), Err(Error::Refused(first)) if first.finding == Finding::NoText));
    assert_eq!(lenient(&search).diagnostics.len(), 2);
}

#[test]
fn a_member_twice_is_refused_strictly_and_loses_nothing() {
    let (path, offset, found, message) = finding(&body("\"New\":\"x\",\"New\":\"y\""));
    assert_eq!((path.as_str(), offset), ("XmlMsg/MessageBody/?", INSIDE + 10));
    assert_eq!(found, Finding::Repeated);
    assert_eq!(written(&message), body("\"New\":[\"x\",\"y\"]"));
    let (_, _, found, message) = finding(&body(
        "\"ResultList\":[{\"ResultOfQualificationConfirmation\":{},\"ResultOfQualificationConfirmation\":{}}]",
    ));
    assert_eq!((found, message.body.qualifications().len()), (Finding::Repeated, 2));
    let header = "{\"MessageHeader\":{},\"MessageHeader\":{},\"MessageBody\":{}}";
    assert_eq!(refused(header), Error::Duplicate { path: "XmlMsg/MessageHeader".to_owned(), offset: 20 });
}

#[test]
fn refuses_what_is_not_well_formed() {
    assert_eq!(fault(""), (JsonFault::Truncated, 0));
    assert_eq!(fault("{"), (JsonFault::Truncated, 1));
    assert_eq!(fault(body("\"A\" 1")), (JsonFault::Syntax, INSIDE + 4));
    assert_eq!(fault(body("\"A\":1,")), (JsonFault::Syntax, INSIDE + 6));
    assert_eq!(fault(body(",\"A\":1")), (JsonFault::Syntax, INSIDE));
    assert_eq!(fault(body("\"A\":1 \"B\":1")), (JsonFault::Syntax, INSIDE + 6));
    assert_eq!(fault(body("\"A\":[\"x\",]")), (JsonFault::Syntax, INSIDE + 9));
    assert_eq!(fault(body("\"A\":[\"x\"}")), (JsonFault::Syntax, INSIDE + 8));
    assert_eq!(fault(body("\"A\":[1:2]")), (JsonFault::Syntax, INSIDE + 6));
    assert_eq!(fault(body("A:1")), (JsonFault::Syntax, INSIDE));
    assert_eq!(fault(body("'A':1")), (JsonFault::Syntax, INSIDE));
    assert_eq!(fault(body("\"A\":01")), (JsonFault::Literal, INSIDE + 4));
    assert_eq!(fault(body("\"A\":None")), (JsonFault::Literal, INSIDE + 4));
    assert_eq!(fault(body("\"A\":// x\n1")), (JsonFault::Syntax, INSIDE + 4));
    assert_eq!(fault(body("\"A\":\"\\x\"")), (JsonFault::Escape, INSIDE + 5));
    assert_eq!(fault(body("\"A\":\"\\ud842\"")), (JsonFault::Escape, INSIDE + 5));
    assert_eq!(fault(body("\"A\":\"a\tb\"")), (JsonFault::Character, INSIDE + 6));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn what_is_taken_is_json_and_comes_back(
        parts in prop::collection::vec(prop::sample::select(vec![
            "\"A\":", "\"B\":1", "\"A\":[\"x\",", "\"A\":[\"x\"]", "{\"A\":\"x\"}", "\"A\":{\"B\":", "\"ResultList\":[", "\"ResultList\":[{", "{}", "[]",
            "\"ResultOfQualificationConfirmation\":", "\"QualificationValidity\":", "\"\"", "null", ",", "]", "}", "}]",
        ]), 0..7),
    ) {
        let file = body(&parts.concat());
        if let Ok(received) = QualificationResult::read_json(&*file, Mode::Lenient) {
            prop_assert!(serde_json::from_str::<Value>(&file).is_ok(), "{}", file);
            let again = lenient(received.message.write_json(JsonRoot::XmlMsg).unwrap());
            let is_repeated = received.diagnostics.iter().any(|one| one.finding == Finding::Repeated);
            prop_assert!(again.message == received.message || is_repeated, "{}", file);
        }
    }
}

#[test]
fn refuses_what_is_beside_the_message() {
    let message = body("");
    let wrapped = format!("{{\"XmlMsg\":{message}}}");
    assert_eq!(strict(&wrapped), strict(&message));
    assert_eq!(fault(format!("{message}{message}")), (JsonFault::OutsideRoot, message.len()));
    assert_eq!(fault(format!("{wrapped}x")), (JsonFault::OutsideRoot, wrapped.len()));
    let more = format!("{{\"XmlMsg\":{message},\"More\":1}}");
    assert_eq!(fault(more), (JsonFault::OutsideRoot, wrapped.len() - 1));
    assert_eq!(fault(format!("{{\"XmlMsg\":{message}")), (JsonFault::Truncated, wrapped.len() - 1));
}

#[test]
fn refuses_other_shapes_and_says_where() {
    let shape = |path: &str, offset| Error::Shape { path: path.to_owned(), offset };
    for root in ["[]", "1", "\"x\"", "null", "<XmlMsg/>"] {
        assert_eq!(refused(root), shape("XmlMsg", 0), "{root}");
    }
    assert_eq!(refused("{\"XmlMsg\":[]}"), shape("XmlMsg", 10));
    let path = "XmlMsg/MessageBody/QualificationValidity";
    for value in ["{}", "{\"A\":1}", "[[]]", "[[\"1\"]]", "[{}]"] {
        let start = INSIDE + if value.starts_with('[') { 25 } else { 0 };
        assert_eq!(
            refused(body(&format!("\"QualificationValidity\":{value}"))),
            shape(path, start),
            "{value}"
        );
    }
    let path = "XmlMsg/MessageBody/ResultList";
    for value in ["1", "\"x\"", "true", "[1]", "[\"x\"]", "[\"\"]"] {
        assert_eq!(refused(body(&format!("\"ResultList\":{value}"))), shape(path, INSIDE), "{value}");
    }
    let path = "XmlMsg/MessageBody/ResultList/ResultOfQualificationConfirmation[1]";
    let list = body("\"ResultList\":[{\"ResultOfQualificationConfirmation\":\"x\"}]");
    let Error::Shape { path: found, .. } = refused(list) else { panic!() };
    assert_eq!(path, found);
}

#[test]
fn refuses_a_message_without_header_or_body() {
    for (file, missing) in [
        ("{\"MessageBody\":{}}", "MessageHeader"),
        ("{\"MessageHeader\":{},\"MessageBody\":null}", "MessageBody"),
    ] {
        assert_eq!(refused(file), Error::Absent { path: format!("XmlMsg/{missing}") });
    }
}

#[test]
fn every_budget_ends_the_reading_where_it_is_passed() {
    let limits = Limits { bytes: 1000, depth: 4, count: 10, text: 20 };
    let over = |file: String| match QualificationResult::read_json_within(file, Mode::Lenient, &limits) {
        Err(Error::OverBudget { budget, limit, offset }) => (budget, limit, offset),
        other => panic!("{other:?}"),
    };
    assert_eq!(over(body(&" ".repeat(1000))), (Budget::Bytes, 1000, 1000));
    assert_eq!(over(body("\"A\":{\"B\":{\"C\":{\"D\":\"x\"}}}")), (Budget::Depth, 4, INSIDE + 10));
    assert_eq!(over(body("\"A\":[[[[1]]]]")), (Budget::Depth, 4, INSIDE + 7));
    let members: Vec<_> = (0..9).map(|nth| format!("\"A{nth}\":1")).collect();
    assert_eq!(over(body(&members.join(","))), (Budget::Count, 10, INSIDE + 8 * 7));
    assert_eq!(over(body("\"A\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\"]")).0, Budget::Count);
    assert_eq!(over(body("\"A\":\"123456789012345678901\"")), (Budget::Text, 20, INSIDE));
    assert_eq!(over(body("\"ErrorCode\":[1, 2, 3, 4, 5, 6, 7, 8]")), (Budget::Text, 20, INSIDE));
    assert_eq!(over(body("\"QualificationValidity\":\"123456789012345678901\"")).0, Budget::Text);
}

#[test]
fn the_budgets_of_one_answer_stop_nesting_and_floods() {
    let budget = |file: String| match refused(file) {
        Error::OverBudget { budget, .. } => budget,
        other => panic!("{other:?}"),
    };
    for (open, close) in [("[", "]"), ("{\"A\":", "}"), ("[{\"A\":", "}]")] {
        for name in ["A", "ResultList", "QualificationConfirmSearchInfo"] {
            let deep = format!("\"{name}\":{}1{}", open.repeat(100_000), close.repeat(100_000));
            assert!(matches!(refused(body(&deep)), Error::OverBudget { .. } | Error::Shape { .. }), "{name}");
        }
    }
    let flood = format!("\"New\":[{}\"x\"]", "\"x\",".repeat(100_000));
    assert_eq!(budget(body(&flood)), Budget::Count);
    let names: Vec<_> = (0..20_000).map(|nth| format!("\"A{nth}\":1")).collect();
    assert_eq!(budget(body(&names.join(","))), Budget::Count);
    assert_eq!(budget(body(&format!("\"A\":\"{}\"", "a".repeat(100_000)))), Budget::Text);
}

#[test]
fn places_count_bytes_of_the_file_in_the_order_of_the_file() {
    let units = "\"BulkConfirmUnit\":{\"A\":\"髙ﾊﾅ\",\"ProcessingResultStatus\":1},".repeat(10_000);
    let file = encoding_rs::SHIFT_JIS.encode(&body(&format!("{units}\"B\":1"))).0.into_owned();
    let received = BulkQualificationResult::read_json(&*file, Mode::Lenient).unwrap();
    assert_eq!(received.diagnostics.len(), 1 + 10_000 + 9_999);
    for diagnostic in &received.diagnostics[1..] {
        let name = diagnostic.path.rsplit('/').next().unwrap().split('[').next().unwrap();
        let found = &file[diagnostic.offset..][..name.len() + 1];
        assert_eq!(found, format!("\"{name}").as_bytes());
    }
}

#[test]
fn a_mark_at_the_start_and_blanks_change_nothing() {
    let marked = format!("\u{FEFF} \r\n\t{ANSWER}\n");
    assert_eq!(strict(&marked), strict(ANSWER));
    let wrong = format!("\u{FEFF}{}", body("\"ResultList\":1"));
    let path = "XmlMsg/MessageBody/ResultList".to_owned();
    assert_eq!(refused(wrong), Error::Shape { path, offset: INSIDE + 3 });
}

#[test]
fn json_is_utf_8_whatever_the_header_says() {
    let file = ANSWER.replace("\"CharacterCodeIdentifier\": \"0\"", "\"CharacterCodeIdentifier\": \"1\"");
    assert_ne!(file, ANSWER);
    assert!(strict(file).is_ok());
    let windows_31j = encoding_rs::SHIFT_JIS.encode(ANSWER).0;
    assert!(matches!(strict(&windows_31j), Err(Error::Undecodable { encoding: Encoding::Utf8, .. })));
    let received = lenient(&windows_31j);
    assert_eq!(received.message, strict(ANSWER).unwrap());
    assert!(matches!(received.diagnostics[0].finding, Finding::Declaration { .. }));
}

#[test]
fn a_view_borrows_every_text_without_escapes() {
    let file = body("\"ProcessingResultMessage\":\"注意\",\"ProcessingResultCode\":\"\\u0041\"");
    let document = hokensho_oqs::Document::new(file.as_bytes(), Mode::Strict).unwrap();
    let Viewed { message, .. } = QualificationResult::view_json(&document).unwrap();
    assert!(matches!(message.body.result_message.value(), Some(Cow::Borrowed("注意"))));
    assert!(matches!(message.body.result_code.value(), Some(Cow::Owned(code)) if code == "A"));
}

#[test]
fn attributes_are_not_lost_but_refused() {
    let file = "<XmlMsg><MessageHeader/><MessageBody><New><Inner a='1'/></New></MessageBody></XmlMsg>";
    let message = QualificationResult::read(file, Mode::Strict).unwrap().message;
    let path = "XmlMsg/MessageBody/?/?".to_owned();
    assert_eq!(message.write_json(JsonRoot::XmlMsg), Err(Error::AttributesInJson { path }));
    let file = "<XmlMsg a='1'><MessageHeader/><MessageBody/></XmlMsg>";
    let message = QualificationResult::read(file, Mode::Strict).unwrap().message;
    let path = "XmlMsg".to_owned();
    assert_eq!(message.write_json(JsonRoot::Bare), Err(Error::AttributesInJson { path }));
}

#[test]
fn names_that_no_element_can_have_are_kept_and_written_in_json_alone() {
    for name in ["", "A B", "1", "@type", "$ref", "\\u0000", "a×", "\\\""] {
        for members in [format!("\"{name}\":\"x\""), format!("\"A\":{{\"{name}\":[1]}}")] {
            let message = strict(body(&members)).unwrap();
            let written = String::from_utf8(message.write_json(JsonRoot::XmlMsg).unwrap()).unwrap();
            assert!(written.contains(&members), "{written}");
            let unwritable = message.write(Encoding::Utf8).unwrap_err();
            let Error::NameInXml { path } = unwritable else { panic!("{members}: {unwritable}") };
            assert!(path.starts_with("XmlMsg/MessageBody/?"), "{path}");
        }
    }
}

#[test]
fn errors_show_no_values() {
    for members in [
        "\"QualificationValidity\":12345",
        "\"QualificationValidity\":[\"HANAKO\",\"HANAKO\"]",
        "\"A\":HANAKO",
    ] {
        let error = strict(body(members)).unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("HANAKO") && !shown.contains("12345"), "{shown}");
    }
}
