//! What there may be once, given several times: refused strictly; leniently nothing is lost, and nobody guesses.

use std::collections::BTreeSet;
use std::fmt::Debug;

use hokensho_eligibility::{ConsentFlag, ConsentItem, Coverage, QualificationValidity, UnreadReason};
use hokensho_oqs::{
    Element, Encoding, Error, Finding, JsonRoot, Leaf, Message, Mode, QualificationResult, Received,
    ResultBody,
};
use proptest::prelude::*;

use crate::RESULT;
use crate::format::Format;
use crate::round_trips::{for_some, shuffled, varied};
use crate::tree::{Repeated, Tree};

const BARE: Format = Format::Json(JsonRoot::Bare);
const UTF_8: Format = Format::Xml(Encoding::Utf8);

/// A body in XML and in JSON with so many `QualificationValidity`s: in JSON in an array, as members of one name, and both.
fn validities(codes: &[&str]) -> Vec<(Format, String)> {
    let name = "QualificationValidity";
    let xml: String = codes.iter().map(|code| format!("<{name}>{code}</{name}>")).collect();
    let quoted: Vec<_> = codes.iter().map(|code| format!("\"{code}\"")).collect();
    let array = |codes: &[String]| format!("\"{name}\":[{}]", codes.join(","));
    let members: Vec<_> = quoted.iter().map(|code| format!("\"{name}\":{code}")).collect();
    let json = |members: &str| (BARE, format!("{{\"MessageHeader\":{{}},\"MessageBody\":{{{members}}}}}"));
    vec![
        (UTF_8, format!("<XmlMsg><MessageHeader/><MessageBody>{xml}</MessageBody></XmlMsg>")),
        json(&array(&quoted)),
        json(&members.join(",")),
        json(&format!("{},{}", members[0], array(&quoted[1..]))),
    ]
}

/// Where the nth of something starts.
fn nth(file: &str, what: &str, nth: usize) -> usize {
    file.match_indices(what).nth(nth).unwrap().0
}

/// What is read leniently; strictly the first finding is an error, and what is written reads as the same.
fn lenient<M: Message + PartialEq + Debug>(format: Format, file: &[u8]) -> Received<M> {
    let received = format.read::<M>(file, Mode::Lenient).unwrap();
    match (format.read::<M>(file, Mode::Strict), received.diagnostics.first()) {
        (Ok(strict), None) => assert_eq!(strict, received),
        (Err(Error::Refused(refused)), Some(first)) => assert_eq!(&refused, first),
        other => panic!("{other:?}"),
    }
    for format in [format, UTF_8] {
        let written = format.write(&received.message).unwrap();
        let again = format.read::<M>(written, Mode::Lenient).unwrap();
        assert_eq!(again.message, received.message);
    }
    received
}

fn body(format: Format, file: &str) -> ResultBody {
    lenient::<QualificationResult>(format, file.as_bytes()).message.body
}

fn texts(body: &ResultBody) -> Vec<&str> {
    assert!(body.unknown.elements.iter().all(|element| element.name() == "QualificationValidity"));
    body.unknown.elements.iter().map(Element::text).collect()
}

#[test]
fn of_two_values_neither_is_believed_and_both_are_kept() {
    for (format, file) in validities(&["1", "2"]) {
        let body = body(format, &file);
        assert_eq!(body.validity, Leaf::Invalid("1".to_owned()), "{file}");
        assert_eq!(texts(&body), ["2"]);
    }
}

#[test]
fn the_second_and_any_other_is_found_where_it_starts() {
    let [xml, array, members, both] = <[_; 4]>::try_from(validities(&["1", "2", "3"])).unwrap();
    let name = "\"QualificationValidity\"";
    for ((format, file), offsets) in [
        (&xml, vec![nth(&xml.1, "<QualificationValidity>", 1), nth(&xml.1, "<QualificationValidity>", 2)]),
        (&array, vec![nth(&array.1, "\"2\"", 0), nth(&array.1, "\"3\"", 0)]),
        (&members, vec![nth(&members.1, name, 1), nth(&members.1, name, 2)]),
        // What stands after a name that is there again is said with it.
        (&both, vec![nth(&both.1, name, 1)]),
    ] {
        let received = lenient::<QualificationResult>(*format, file.as_bytes());
        let found: Vec<_> = received.diagnostics.iter().map(|found| found.offset).collect();
        assert_eq!(found, offsets, "{file}");
        for found in &received.diagnostics {
            assert_eq!(found.path, "XmlMsg/MessageBody/QualificationValidity");
            assert_eq!(found.finding, Finding::Repeated);
        }
        assert_eq!(texts(&received.message.body), ["2", "3"]);
    }
}

#[test]
fn values_that_say_the_same_leave_the_value_and_are_found_all_the_same() {
    for codes in [&["1", "1"][..], &["1", "1 "], &["1", "1", "1"]] {
        for (format, file) in validities(codes) {
            let body = body(format, &file);
            assert_eq!(body.validity, QualificationValidity::Valid.into(), "{file}");
            assert_eq!(texts(&body), codes[1..]);
            assert!(format.read::<QualificationResult>(file, Mode::Strict).is_err());
        }
    }
}

#[test]
fn one_that_says_otherwise_is_enough_wherever_it_stands() {
    for codes in [["1", "1", "2"], ["1", "2", "1"], ["2", "1", "1"], ["1", "", "1"], ["", "1", ""]] {
        for (format, file) in validities(&codes) {
            let body = body(format, &file);
            assert_eq!(body.validity, Leaf::Invalid(codes[0].to_owned()), "{file}");
            assert_eq!(texts(&body), codes[1..]);
        }
    }
}

#[test]
fn of_empty_elements_one_is_as_good_as_another() {
    for (format, file) in validities(&["", " "]) {
        assert_eq!(body(format, &file).validity, Leaf::Empty, "{file}");
    }
}

#[test]
fn a_second_element_of_any_shape_is_kept_whole() {
    let one = "<QualificationValidity>1</QualificationValidity>";
    for second in [
        "<QualificationValidity><A>1</A></QualificationValidity>",
        "<QualificationValidity a=\"1\">2</QualificationValidity>",
    ] {
        let file = format!("<XmlMsg><MessageHeader/><MessageBody>{one}{second}</MessageBody></XmlMsg>");
        let body = body(UTF_8, &file);
        assert_eq!(body.validity, Leaf::Invalid("1".to_owned()));
        let [kept] = &*body.unknown.elements else { panic!() };
        assert_eq!(
            (kept.children().len(), kept.attributes().count()),
            if second.contains("<A>") { (1, 0) } else { (0, 1) }
        );
    }
    // A number isn't taken for the text that it is written in, if there is another.
    for second in ["{\"A\":\"1\"}", "{}", "1", "2", "true", "{\"A\":[{\"B\":1}]}"] {
        let name = "\"QualificationValidity\"";
        for members in [format!("{name}:\"1\",{name}:{second}"), format!("{name}:[\"1\",{second}]")] {
            let file = format!("{{\"MessageHeader\":{{}},\"MessageBody\":{{{members}}}}}");
            let received = BARE.read::<QualificationResult>(file, Mode::Lenient).unwrap();
            assert_eq!(received.message.body.validity, Leaf::Invalid("1".to_owned()), "{members}");
            let written = BARE.write(&received.message).unwrap();
            assert!(String::from_utf8_lossy(&written).contains(&format!("{name}:\"1\",{name}:{second}")));
            assert_eq!(
                BARE.read::<QualificationResult>(written, Mode::Lenient).unwrap().message,
                received.message
            );
        }
    }
}

#[test]
fn refuses_an_array_in_an_array_of_values() {
    for values in ["[[\"1\"]]", "[\"1\",[\"2\"]]", "[\"1\",[]]"] {
        let file =
            format!("{{\"MessageHeader\":{{}},\"MessageBody\":{{\"QualificationValidity\":{values}}}}}");
        for mode in [Mode::Strict, Mode::Lenient] {
            let refused = BARE.read::<QualificationResult>(&*file, mode).unwrap_err();
            assert!(matches!(refused, Error::Shape { .. }), "{values}");
        }
    }
}

#[test]
fn nothing_beside_a_value_takes_nothing_from_it() {
    let name = "\"QualificationValidity\"";
    for members in [format!("{name}:null,{name}:\"1\""), format!("{name}:\"1\",{name}:null")] {
        let file = format!("{{\"MessageHeader\":{{}},\"MessageBody\":{{{members}}}}}");
        let received = BARE.read::<QualificationResult>(file, Mode::Lenient).unwrap();
        assert_eq!(received.message.body.validity, QualificationValidity::Valid.into());
        assert_eq!(received.diagnostics[0].finding, Finding::Repeated);
    }
}

#[test]
fn what_could_not_be_a_value_stays_what_it_is() {
    let birth = "<Birthdate>19530217</Birthdate>";
    let twice = RESULT.replacen(birth, "<Birthdate>19530230</Birthdate><Birthdate>19530217</Birthdate>", 1);
    let received = lenient::<QualificationResult>(UTF_8, twice.as_bytes());
    let search = received.message.body.search.unwrap();
    assert_eq!(search.birth_date, Leaf::Invalid("19530230".to_owned()));
    let findings: Vec<_> = received.diagnostics.iter().map(|found| found.finding).collect();
    assert!(matches!(findings[..], [Finding::Value(_), Finding::Repeated]), "{findings:?}");
}

#[test]
fn what_decides_and_is_there_twice_is_not_believed() {
    let answer = |element: &str, other: &str| {
        let (start, end) = (format!("<{element}>"), format!("</{element}>"));
        let (before, rest) = RESULT.split_once(&start).unwrap();
        let (text, after) = rest.split_once(&end).unwrap();
        let file = format!("{before}{start}{text}{end}{start}{other}{end}{after}");
        let received = QualificationResult::read(file, Mode::Lenient).unwrap();
        assert_eq!(received.diagnostics.len(), 1, "{element}");
        received.message.answer()
    };
    for (element, other) in [
        ("ProcessExecutionTime", "20261122093001"),
        ("SegmentOfResult", "2"),
        ("ProcessingResultStatus", "2"),
    ] {
        assert!(matches!(answer(element, other), Err(Error::Unusable { .. })), "{element}");
    }
    for (element, other) in [("InsuredPartialContributionRatio", "010"), ("QualificationDate", "20200101")] {
        let answer = answer(element, other).unwrap();
        assert_eq!((answer.coverages.len(), answer.unread[0].why), (1, UnreadReason::Invalid), "{element}");
        assert!(answer.unread[0].place.ends_with(&format!("[1]/{element}")));
    }
    let consent = |file: &str| {
        let answer = QualificationResult::read(file, Mode::Lenient).unwrap().message.answer().unwrap();
        answer.coverages[0].consents.of(ConsentItem::Medicines).unwrap().flag == ConsentFlag::Given
    };
    let given = "<PharmacistsInfoConsFlg>1</PharmacistsInfoConsFlg>";
    let twice =
        RESULT.replacen(given, &format!("{given}<PharmacistsInfoConsFlg>2</PharmacistsInfoConsFlg>"), 1);
    assert_ne!(twice, RESULT);
    assert!(consent(RESULT) && !consent(&twice));
}

#[test]
fn a_certificate_or_ticket_that_says_two_things_of_when_where_or_for_what_it_counts_for_nothing() {
    let counts = |file: &str| {
        let answer = QualificationResult::read(file, Mode::Lenient).unwrap().message.answer().unwrap();
        let of = |coverage: &Coverage| coverage.tickets.len() + usize::from(coverage.limit.is_some());
        answer.coverages.iter().map(of).sum::<usize>()
    };
    for (element, text, other) in [
        ("DesignatedMedicalInstitutionFlag", "0", "1"),
        ("MedicalTreatmentMonth", "202611", "202612"),
        // 限度額適用認定証, and 標準負担額減額認定証, which is no ceiling.
        ("LimitApplicationCertificateClassification", "01", "03"),
    ] {
        let one = |text| format!("<{element}>{text}</{element}>");
        let twice = RESULT.replacen(&one(text), &(one(text) + &one(other)), 1);
        assert_eq!(counts(&twice) + 1, counts(RESULT), "{element}");
    }
}

/// The file with an element twice, in every way in which it can be written.
fn files(tree: &Tree) -> [(Format, Vec<u8>); 3] {
    let plain = tree.without_attributes();
    [
        (UTF_8, UTF_8.file(tree)),
        (Format::Json(JsonRoot::XmlMsg), plain.to_json(JsonRoot::XmlMsg).into_bytes()),
        (BARE, plain.value(Repeated::AsMembers).into_bytes()),
    ]
}

fn a_second_element_is_kept_and_found_or_refused<M: Message + PartialEq + Debug>(file: &str) {
    let right = Tree::parse(file);
    let (mut refused, mut found) = (0, 0);
    for (nth, suffix) in (0..right.size() - 1).flat_map(|nth| [(nth, ""), (nth, "x")]) {
        let mut wrong = right.clone();
        let (siblings, at) = wrong.place_of(nth);
        let mut second = siblings[at].clone();
        let is_value = second.children.is_empty();
        if is_value {
            second.text.push_str(suffix);
        }
        siblings.insert(at + 1, second);
        for (format, file) in files(&wrong) {
            if let Err(Error::Duplicate { path, .. }) = format.read::<M>(&*file, Mode::Lenient) {
                assert!(!is_value, "{path}");
                assert!(format.read::<M>(&*file, Mode::Strict).is_err());
                refused += 1;
                continue;
            }
            let received = lenient::<M>(format, &file);
            assert!(received.diagnostics.iter().all(|one| one.finding == Finding::Repeated));
            // Lists, and what isn't known, may be there several times. A member may not, whatever stands after it.
            if format != BARE {
                assert!(received.diagnostics.len() <= 1);
                let is_doubted = format!("{:?}", received.message).contains("Invalid");
                assert_eq!(is_doubted, is_value && suffix == "x" && !received.diagnostics.is_empty());
                found += received.diagnostics.len();
            }
            let expected = if format == UTF_8 { wrong.leaves() } else { wrong.without_attributes().leaves() };
            let written = received.message.write(Encoding::Utf8).unwrap();
            assert_eq!(UTF_8.leaves(&written), expected);
        }
    }
    assert!(refused > 0 && found > 0, "{refused} {found}");
}

mod a_second_element_is_kept_and_found_or_refused {
    for_each_message!(a_second_element_is_kept_and_found_or_refused);
}

/// Names of all elements that hold text.
fn names(tree: &Tree) -> BTreeSet<String> {
    match &*tree.children {
        [] => BTreeSet::from([tree.name.clone()]),
        children => children.iter().flat_map(names).collect(),
    }
}

/// Whether the element is one of these.
fn is_one(names: &BTreeSet<String>, tree: &mut Tree, nth: usize) -> bool {
    let (siblings, at) = tree.place_of(nth);
    names.contains(&siblings[at].name)
}

fn any_message_with_any_value_twice_survives<M: Message + PartialEq + Debug>(file: &str) {
    let tree = Tree::parse(file);
    let names = names(&tree);
    let files = varied(tree).prop_flat_map(shuffled);
    for_some((files, any::<prop::sample::Index>(), "x?"), |(mut tree, index, suffix)| {
        let values: Vec<_> = (0..tree.size() - 1).filter(|nth| is_one(&names, &mut tree, *nth)).collect();
        if values.is_empty() {
            return;
        }
        let (siblings, at) = tree.place_of(*index.get(&values));
        let mut second = siblings[at].clone();
        second.text.push_str(&suffix);
        siblings.insert(at + 1, second);
        for format in Format::ALL {
            let tree = if let Format::Json(_) = format { tree.without_attributes() } else { tree.clone() };
            let received = lenient::<M>(format, &format.file(&tree));
            let findings = |received: &Received<M>| -> Vec<_> {
                received.diagnostics.iter().map(|one| one.finding).collect()
            };
            assert!(matches!(*findings(&received), [] | [Finding::Repeated]));
            let written = format.write(&received.message).unwrap();
            assert_eq!(findings(&lenient::<M>(format, &written)), findings(&received));
        }
    });
}

mod any_message_with_any_value_twice_survives {
    for_each_message!(any_message_with_any_value_twice_survives);
}
