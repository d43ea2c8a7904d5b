//! What is refused, where, and by which error.

use hokensho_oqs::{
    Budget, Encoding, Error, Finding, Leaf, Limits, Message, Mode, QualificationResult, Unknown, ValueFault,
    XmlFault,
};

use crate::RESULT;

const MODES: [Mode; 2] = [Mode::Strict, Mode::Lenient];

/// The error for a file, which must be the same in both modes.
fn refused(file: impl AsRef<[u8]>) -> Error {
    let [strict, lenient] = MODES.map(|mode| QualificationResult::read(file.as_ref(), mode).unwrap_err());
    assert_eq!(strict, lenient);
    strict
}

fn fault(file: &str) -> (XmlFault, usize) {
    match refused(file) {
        Error::Xml { fault, offset, .. } => (fault, offset),
        other => panic!("{other:?}"),
    }
}

/// A body around some elements.
fn body(elements: &str) -> String {
    format!("<XmlMsg><MessageHeader/><MessageBody>{elements}</MessageBody></XmlMsg>")
}

/// Where those elements start.
const INSIDE: usize = "<XmlMsg><MessageHeader/><MessageBody>".len();

#[test]
fn refuses_a_document_type_definition_before_its_entities_mean_anything() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"&b;&b;\"><!ENTITY b \"bang\">]>";
    assert_eq!(refused(format!("{bomb}{}", body("&a;"))), Error::Doctype { offset: 21 });
    let external = "<!DOCTYPE XmlMsg SYSTEM \"file:///etc/passwd\">";
    assert_eq!(refused(format!("{external}{}", body(""))), Error::Doctype { offset: 0 });
}

#[test]
fn refuses_references_beyond_the_five_entities_and_the_characters_of_xml() {
    for reference in ["&nbsp;", "&a;", "&;", "&#0;", "&#x1F;", "&#xD800;", "&#x110000;", "&#-1;", "&#xFFFE;"]
    {
        let file = body(&format!("<ProcessingResultMessage>{reference}</ProcessingResultMessage>"));
        assert_eq!(fault(&file), (XmlFault::Reference, INSIDE + 25), "{reference}");
    }
    let file =
        body("<ProcessingResultMessage>&lt;&gt;&amp;&apos;&quot;&#x9ad9;&#39640;</ProcessingResultMessage>");
    let result = QualificationResult::read(file, Mode::Strict).unwrap().message;
    assert_eq!(result.body.result_message, "<>&'\"髙高".into());
}

#[test]
fn refuses_characters_that_xml_forbids() {
    let file = body("<ProcessingResultMessage>a\u{1}</ProcessingResultMessage>");
    assert_eq!(fault(&file), (XmlFault::Character, INSIDE + 26));
    let file = body("<New a=\"\u{1}\"/>");
    assert_eq!(fault(&file), (XmlFault::Character, INSIDE + 8));
}

#[test]
fn refuses_what_is_not_well_formed() {
    assert_eq!(fault(""), (XmlFault::Truncated, 0));
    assert_eq!(fault("plain text"), (XmlFault::OutsideRoot, 0));
    assert_eq!(fault(&body("</Wrong>")), (XmlFault::EndTag, INSIDE));
    assert_eq!(fault("<XmlMsg/></XmlMsg>").0, XmlFault::EndTag);
    assert_eq!(fault("<XmlMsg><MessageHeader/>").0, XmlFault::Truncated);
    assert_eq!(fault(&format!("{}<XmlMsg/>", body(""))).0, XmlFault::OutsideRoot);
    assert_eq!(fault(&format!("{}x", body(""))).0, XmlFault::OutsideRoot);
    assert_eq!(fault(&body("<1/>")), (XmlFault::Syntax, INSIDE));
    assert_eq!(fault(&body("<a<b/>")), (XmlFault::Syntax, INSIDE));
    assert_eq!(fault(&body("<New a='1' a='2'/>")), (XmlFault::Attribute, INSIDE));
    assert_eq!(fault(&body("<New a=1/>")), (XmlFault::Attribute, INSIDE));
    assert_eq!(fault(&body("<New a='&x;'/>")), (XmlFault::Reference, INSIDE));
    assert_eq!(fault(&body("<New a='&#1;'/>")), (XmlFault::Reference, INSIDE));
    assert_eq!(fault(&body("<New <='1'/>")), (XmlFault::Attribute, INSIDE));
}

#[test]
fn refuses_text_beside_elements() {
    let before = body("<ResultList>text<New/></ResultList>");
    assert_eq!(fault(&before), (XmlFault::MixedContent, INSIDE + 16));
    let after = body("<ResultList><New/>text</ResultList>");
    assert_eq!(fault(&after), (XmlFault::MixedContent, INSIDE + 18));
    // U+3000 is no blank of XML.
    assert_eq!(fault(&body("<New/>\u{3000}")).0, XmlFault::MixedContent);
}

#[test]
fn refuses_other_roots() {
    assert_eq!(refused("<Message/>"), Error::Root { offset: 0 });
    assert_eq!(refused("<x:XmlMsg/>"), Error::Root { offset: 0 });
}

#[test]
fn refuses_a_message_without_header_or_body() {
    let absent = |path: &str| Error::Absent { path: path.to_owned() };
    assert_eq!(refused("<XmlMsg><MessageBody/></XmlMsg>"), absent("XmlMsg/MessageHeader"));
    assert_eq!(refused("<XmlMsg><MessageHeader/></XmlMsg>"), absent("XmlMsg/MessageBody"));
}

#[test]
fn refuses_a_second_group_and_says_where_it_starts() {
    let (one, empty) =
        ("<ResultList><ResultOfQualificationConfirmation/></ResultList>", "<ResultList></ResultList>");
    for (first, second) in [(one, one), (empty, one), (one, empty)] {
        let path = "XmlMsg/MessageBody/ResultList".to_owned();
        let offset = INSIDE + first.len();
        assert_eq!(refused(body(&format!("{first}{second}"))), Error::Duplicate { path, offset });
    }
    let header = "<XmlMsg><MessageHeader/><MessageHeader/><MessageBody/></XmlMsg>";
    assert_eq!(refused(header), Error::Duplicate { path: "XmlMsg/MessageHeader".into(), offset: 24 });
}

#[test]
fn places_of_errors_count_bytes_of_the_file_in_either_encoding() {
    let file = format!(
        "<?xml version='1.0' encoding='Shift_JIS'?>{}",
        body("<Ａ>髙ﾊﾅ</Ａ><ResultList>x</ResultList>")
    );
    let bytes = encoding_rs::SHIFT_JIS.encode(&file).0.into_owned();
    let offset = bytes.windows(12).position(|window| window == b"<ResultList>").unwrap();
    let path = "XmlMsg/MessageBody/ResultList".to_owned();
    assert_eq!(refused(bytes), Error::Shape { path: path.clone(), offset });
    let file = format!("\u{FEFF}{}", body("<ResultList>x</ResultList>"));
    assert_eq!(refused(file), Error::Shape { path, offset: INSIDE + 3 });
}

#[test]
fn an_impossible_date_is_refused_strictly_and_kept_with_its_place_leniently() {
    let file = RESULT.replacen("<Birthdate>19530217", "<Birthdate>20240230", 3);
    let path = "XmlMsg/MessageBody/QualificationConfirmSearchInfo/Birthdate";
    let Error::Refused(first) = QualificationResult::read(&*file, Mode::Strict).unwrap_err() else {
        panic!()
    };
    let received = QualificationResult::read(&*file, Mode::Lenient).unwrap();
    assert_eq!(received.diagnostics[0], first);
    assert_eq!((first.path.as_str(), first.offset), (path, file.find("<Birthdate>").unwrap()));
    assert_eq!(first.finding, Finding::Value(ValueFault::Impossible));
    let paths: Vec<_> = received.diagnostics.iter().map(|diagnostic| &*diagnostic.path).collect();
    let result = "XmlMsg/MessageBody/ResultList/ResultOfQualificationConfirmation";
    assert_eq!(paths, [path, &format!("{result}[1]/Birthdate"), &format!("{result}[2]/Birthdate")]);
    let birth_date = &received.message.body.qualifications()[0].birth_date;
    assert_eq!(*birth_date, Leaf::Invalid("20240230".to_owned()));
}

#[test]
fn values_that_cannot_be_are_never_guessed() {
    for (element, text) in [
        ("Birthdate", "YYYYMMDD"),
        ("Birthdate", "1953021"),
        ("Birthdate", "1953 0217"),
        ("Birthdate", "\u{3000}19530217"),
        ("Birthdate", "１９５３０２１７"),
        ("Birthdate", "********"),
        ("InsurerNumber", "1234567"),
        ("InsuredPartialContributionRatio", "20"),
        ("InsuredPartialContributionRatio", "101"),
        ("PharmacistsInfoAvailableTime", "20261122250000"),
    ] {
        let inside = format!("<{element}>{text}</{element}>");
        let file = body(&format!(
            "<ResultList><ResultOfQualificationConfirmation>{inside}</ResultOfQualificationConfirmation></ResultList>"
        ));
        let strict = QualificationResult::read(&*file, Mode::Strict);
        assert!(matches!(strict, Err(Error::Refused(_))), "{inside}");
        let received = QualificationResult::read(&*file, Mode::Lenient).unwrap();
        assert_eq!(received.diagnostics.len(), 1, "{inside}");
        let written = String::from_utf8(received.message.write(Encoding::Utf8).unwrap()).unwrap();
        assert!(written.contains(&inside));
    }
}

#[test]
fn blanks_around_a_code_or_value_are_no_part_of_it() {
    let person = |inside: &str| {
        let inside =
            format!("<ResultOfQualificationConfirmation>{inside}</ResultOfQualificationConfirmation>");
        let file = body(&format!("<ResultList>{inside}</ResultList>"));
        QualificationResult::read(file, Mode::Strict).unwrap().message.body.qualifications()[0].clone()
    };
    let blank = person(
        "<DisqualificationDate> </DisqualificationDate><Sex2>\n\t</Sex2><InsurerNumber>   </InsurerNumber>",
    );
    assert_eq!(
        (blank.disqualification_date, blank.sex2, blank.insurer_number),
        (Leaf::Empty, Leaf::Empty, Leaf::Empty)
    );
    let laid_out = person("<Sex2>1 </Sex2><DisqualificationDate>\r\n  20270401\r\n</DisqualificationDate>");
    assert_eq!(laid_out.sex2.value().unwrap().code(), "1");
    assert_eq!(laid_out.disqualification_date.value().unwrap().to_digits(), "20270401");
    // Texts are as they came.
    assert_eq!(person("<NameOfOther> </NameOfOther>").name_of_other, " ".into());
}

#[test]
fn unknown_codes_are_values() {
    let file = RESULT.replace("<QualificationValidity>1", "<QualificationValidity>7");
    let result = QualificationResult::read(file, Mode::Strict).unwrap().message;
    assert_eq!(result.body.validity.value().unwrap().code(), "7");
}

#[test]
fn attributes_on_a_value_are_refused_strictly_and_reported_leniently() {
    let file = body("<QualificationValidity a='1'>4</QualificationValidity>");
    assert!(matches!(QualificationResult::read(&*file, Mode::Strict), Err(Error::Refused(_))));
    let received = QualificationResult::read(&*file, Mode::Lenient).unwrap();
    assert_eq!(received.diagnostics[0].finding, Finding::Attributes);
    assert_eq!(received.message.body.validity.value().unwrap().code(), "4");
}

#[test]
fn attributes_of_xml_itself_on_a_value_are_no_finding() {
    for attribute in ["xml:space='preserve'", "xmlns='urn:x'", "xmlns:a='urn:x'", "xsi:nil='false'"] {
        let file = body(&format!("<QualificationValidity {attribute}>4</QualificationValidity>"));
        let result = QualificationResult::read(file, Mode::Strict).unwrap().message;
        assert_eq!(result.body.validity.value().unwrap().code(), "4", "{attribute}");
    }
    for attribute in ["xml='1'", "xsi='1'", "xmlnsx='1'", "a:xml='1'"] {
        let file = body(&format!("<QualificationValidity {attribute}>4</QualificationValidity>"));
        assert!(
            matches!(QualificationResult::read(file, Mode::Strict), Err(Error::Refused(_))),
            "{attribute}"
        );
    }
}

#[test]
fn attributes_on_groups_are_kept() {
    let file = "<XmlMsg xmlns:a='urn:x'><MessageHeader/><MessageBody b='&lt;&#10;'/></XmlMsg>";
    let result = QualificationResult::read(file, Mode::Strict).unwrap().message;
    assert_eq!(result.unknown.attributes, [("xmlns:a".to_owned(), "urn:x".to_owned())]);
    assert_eq!(result.body.unknown.attributes, [("b".to_owned(), "<\n".to_owned())]);
    let written = result.write(Encoding::Utf8).unwrap();
    assert_eq!(QualificationResult::read(written, Mode::Strict).unwrap().message, result);
}

#[test]
fn comments_instructions_and_cdata_are_read_over_or_as_text() {
    let file = body("<!-- 1 --><?x y?><QualificationValidity><![CDATA[4]]></QualificationValidity>");
    let result = QualificationResult::read(file, Mode::Strict).unwrap().message;
    assert_eq!(result.body.validity.value().unwrap().code(), "4");
    assert_eq!(result.body.unknown, Unknown::default());
}

#[test]
fn every_budget_ends_the_reading_where_it_is_passed() {
    let limits = Limits { bytes: 1000, depth: 4, count: 10, text: 20 };
    let over = |file: String| match QualificationResult::read_within(file, Mode::Lenient, &limits) {
        Err(Error::OverBudget { budget, limit, offset }) => (budget, limit, offset),
        other => panic!("{other:?}"),
    };
    assert_eq!(over(body(&" ".repeat(1000))), (Budget::Bytes, 1000, 1000));
    assert_eq!(over(body("<A><B><C/></B></A>")), (Budget::Depth, 4, INSIDE + 6));
    assert_eq!(over(body(&"<A/>".repeat(8))), (Budget::Count, 10, INSIDE + 28));
    assert_eq!(over(body("<A b='1' c='2' d='3' e='4' f='5' g='6' h='7'/>")), (Budget::Count, 10, INSIDE));
    assert_eq!(over(body("<A>123456789012345678901</A>")), (Budget::Text, 20, INSIDE + 3));
    assert_eq!(over(body("<A>1234567890123456789&amp;1</A>")), (Budget::Text, 20, INSIDE + 27));
    // What has a name here isn't read in the same way.
    let known = "<ProcessingResultMessage>";
    let long = |text: &str| over(body(&format!("{known}{text}</ProcessingResultMessage>")));
    assert_eq!(long("123456789012345678901"), (Budget::Text, 20, INSIDE + known.len()));
    assert_eq!(long("1234567890123456789&amp;1"), (Budget::Text, 20, INSIDE + known.len() + 24));
}

#[test]
fn the_budgets_of_one_answer_stop_nesting_and_floods() {
    let deep = format!("{}{}", "<A>".repeat(100_000), "</A>".repeat(100_000));
    assert!(matches!(refused(body(&deep)), Error::OverBudget { budget: Budget::Depth, .. }));
    assert!(matches!(
        refused(body(&"<A/>".repeat(100_000))),
        Error::OverBudget { budget: Budget::Count, .. }
    ));
    let long = format!("<A>{}</A>", "a".repeat(100_000));
    assert!(matches!(refused(body(&long)), Error::OverBudget { budget: Budget::Text, .. }));
    assert!(matches!(refused(vec![b' '; 5 << 20]), Error::OverBudget { budget: Budget::Bytes, .. }));
}
