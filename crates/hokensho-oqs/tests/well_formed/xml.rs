use hokensho_oqs::{BulkConfirmUnit, BulkReader, Element, Error, Message, Mode, QualificationResult};
use proptest::prelude::*;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};

use crate::MODES;

/// A message with this beside its header and body.
fn message(inside: &str) -> String {
    format!("<XmlMsg><MessageHeader/><MessageBody/>{inside}</XmlMsg>")
}

fn elements(file: &str, mode: Mode) -> Result<Vec<Element>, Error> {
    Ok(QualificationResult::read(file, mode)?.message.unknown.elements)
}

/// The text of the one element in this.
fn text(inside: &str) -> String {
    let elements =
        elements(&message(inside), Mode::Strict).unwrap_or_else(|error| panic!("{inside}: {error}"));
    elements.first().unwrap().text().to_owned()
}

fn is_read_person_by_person(file: &str, mode: Mode) -> bool {
    BulkReader::<_, BulkConfirmUnit>::new(file.as_bytes(), mode)
        .is_ok_and(|mut people| people.all(|person| person.is_ok()))
}

/// It has to be refused for what XML says, read whole and person by person.
fn assert_refused(file: &str, clause: &str) {
    for mode in MODES {
        let refused = elements(file, mode).expect_err(clause);
        assert!(
            matches!(refused, Error::Xml { .. } | Error::Doctype { .. }),
            "{clause}: {file:?}: {refused}"
        );
        assert!(!is_read_person_by_person(file, mode), "{clause}: {file:?}, person by person");
    }
}

/// It has to be read, whole and person by person.
fn assert_read(file: &str, clause: &str) {
    for mode in MODES {
        elements(file, mode).unwrap_or_else(|error| panic!("{clause}: {file:?}: {error}"));
        assert!(is_read_person_by_person(file, mode), "{clause}: {file:?}, person by person");
    }
}

#[test]
fn refuses_a_declaration_of_any_other_form() {
    let endless = format!("<?xml version='1.0'{}?>", " ".repeat(4096));
    for (declaration, clause) in [
        (endless.as_str(), "2.8, [3]: any number of blanks, but not by the rule of this crate"),
        ("<?xml?>", "2.8, [23]: a version is needed"),
        ("<?xml encoding='UTF-8'?>", "2.8, [23]: a version is needed"),
        ("<?xml encoding='UTF-8' version='1.0'?>", "2.8, [23]: in this order"),
        ("<?xml version='1.0' standalone='no' encoding='UTF-8'?>", "2.8, [23]: in this order"),
        ("<?xml version='1.0'encoding='UTF-8'?>", "2.8, [80]: a blank before each part"),
        ("<?xml version='1.0' version='1.0'?>", "2.8, [23]: each part once"),
        ("<?xml version='1.0' author='a'?>", "2.8, [23]: no other part"),
        ("<?xml version=1.0?>", "2.8, [24]: in quotes"),
        ("<?xml version='1.0\"?>", "2.8, [24]: in the same quotes"),
        ("<?xml version='2.0'?>", "2.8, [26]: 1. and digits"),
        ("<?xml version='1.'?>", "2.8, [26]: 1. and digits"),
        ("<?xml version='1.0' encoding=''?>", "4.3.3, [81]: a letter first"),
        ("<?xml version='1.0' encoding='8859-1'?>", "4.3.3, [81]: a letter first"),
        ("<?xml version='1.0' encoding=' UTF-8'?>", "4.3.3, [81]: no blanks"),
        ("<?xml version='1.0' standalone='true'?>", "2.9, [32]: yes or no"),
        ("<?XML version='1.0'?>", "2.6, [17]: xml in any letter case names nothing else"),
        ("<!-- --><?xml version='1.0'?>", "2.8, [22]: nothing before it"),
        ("<?xml version='1.0'?><?xml version='1.0'?>", "2.6, [17]: once"),
        ("<?xml version='1.0'>", "2.8, [23]: ends with ?>"),
        ("<? xml version='1.0'?>", "2.6, [16]: the target comes first"),
    ] {
        assert_refused(&format!("{declaration}{}", message("")), clause);
    }
}

#[test]
fn reads_every_form_of_a_declaration() {
    let long = format!("<?xml version='1.0'{}?>", " ".repeat(1000));
    for (declaration, clause) in [
        (long.as_str(), "2.8, [3]: any number of blanks"),
        ("", "2.8, [22]: may be left out"),
        ("\u{FEFF}", "4.3.3: a byte-order mark"),
        ("\u{FEFF}<?xml version='1.0'?>", "4.3.3: a byte-order mark"),
        ("<?xml version=\"1.0\"?>", "2.8, [24]: either quotes"),
        ("<?xml\tversion\r\n=\n'1.0' ?>", "2.8, [25]: blanks around ="),
        ("<?xml version='1.0' encoding='utf-8' standalone='yes'?>", "2.8, [23]: all parts"),
        ("<?xml version='1.0' standalone='no'?>", "2.8, [23]: without encoding"),
        ("<?xml version='1.1'?>", "2.8: 1.x is read as 1.0"),
        ("<?xml-stylesheet encoding='EUC-JP'?>", "2.6: no declaration"),
    ] {
        assert_read(&format!("{declaration}{}", message("")), clause);
    }
}

#[test]
fn refuses_anything_beside_the_root() {
    let root = message("");
    for (file, clause) in [
        (String::new(), "2.1, [1]: one root"),
        (format!("{root}{root}"), "2.1, [1]: one root"),
        (format!("{root}<A/>"), "2.1, [1]: one root"),
        (format!("{root}x"), "2.1, [27]: no text"),
        (format!("x{root}"), "2.1, [27]: no text"),
        (format!("{root}&#32;"), "2.1, [27]: no reference, not even to a blank"),
        (format!("{root}<![CDATA[]]>"), "2.1, [27]: no CDATA"),
        (format!("<![CDATA[ ]]>{root}"), "2.1, [27]: no CDATA"),
        (format!("{root}</XmlMsg>"), "3, [39]: tags in pairs"),
        (format!("\u{FEFF}\u{FEFF}{root}"), "4.3.3: one mark"),
        (format!("<!DOCTYPE XmlMsg>{root}"), "2.8: no document type, by the rule of this crate"),
        (format!("{root}<!DOCTYPE XmlMsg>"), "2.8: no document type, by the rule of this crate"),
    ] {
        assert_refused(&file, clause);
    }
    assert_read(
        &format!("\r\n<!-- a --> <?a?>{root}<?a b?>\t<!----> \n"),
        "2.8, [27]: comments, instructions, blanks",
    );
}

#[test]
fn refuses_tags_that_are_none() {
    for (inside, clause) in [
        ("<A>", "3, [39]: an end tag"),
        ("<A></B>", "3, Element Type Match"),
        ("<A></a>", "3, Element Type Match"),
        ("<A><B></A></B>", "3, [39]: inside each other"),
        ("</A>", "3, [39]: a start tag"),
        ("< A/>", "3.1, [40]: the name comes first"),
        ("<A></ A>", "3.1, [42]: the name comes first"),
        ("<A></A b='1'>", "3.1, [42]: no attributes"),
        ("<A/ >", "3.1, [44]: /> together"),
        ("<A//>", "3.1, [44]: /> together"),
        ("<A", "3.1, [40]: ends"),
        ("<>", "3.1, [40]: a name"),
        ("<1/>", "2.3, [4]: no digit first"),
        ("<-A/>", "2.3, [4]: no hyphen first"),
        ("<A×/>", "2.3, [4a]: no sign"),
        ("<A\u{3000}/>", "2.3, [3]: no blank of XML"),
        ("<A\u{F0000}/>", "2.3, [4]: no character of private use"),
        ("<\u{300}/>", "2.3, [4]: no accent first"),
    ] {
        assert_refused(&message(inside), clause);
    }
    for (inside, clause) in [
        ("<A\r\n></A\t>", "3.1, [40], [42]: blanks at the end"),
        ("<A />", "3.1, [44]: a blank at the end"),
        ("<氏名/><é·\u{300}/><𠮷/><_.-1/>", "2.3, [4], [4a]: letters of any script"),
        ("<a:b:c/><:/>", "2.3, [4]: colons, which name no namespace here"),
    ] {
        assert_read(&message(inside), clause);
    }
}

#[test]
fn refuses_attributes_that_are_none() {
    for (attributes, clause) in [
        ("a", "3.1, [41]: a value"),
        ("a=", "3.1, [41]: a value"),
        ("='1'", "3.1, [41]: a name"),
        ("a=1", "2.3, [10]: in quotes"),
        ("a='1\"", "2.3, [10]: in the same quotes"),
        ("a='<'", "3.1, No < in Attribute Values"),
        ("a='&'", "2.3, [10]: & begins a reference"),
        ("a='&b;'", "4.1, Entity Declared"),
        ("a='&#0;'", "4.1, Legal Character"),
        ("a='1'b='2'", "3.1, [40]: a blank before each"),
        ("a='1',b='2'", "3.1, [40]: a blank before each"),
        ("a='1' a='2'", "3.1, Unique Att Spec"),
        ("a='1' b='2' a='1'", "3.1, Unique Att Spec"),
        ("1='1'", "2.3, [4]: no digit first"),
        ("×='1'", "2.3, [4]: no sign"),
        ("/a='1'", "3.1, [41]: a name"),
    ] {
        for inside in [format!("<A {attributes}/>"), format!("<A {attributes}>x</A>")] {
            assert_refused(&message(&inside), clause);
        }
        let root = message("").replacen("<XmlMsg>", &format!("<XmlMsg {attributes}>"), 1);
        assert_refused(&root, clause);
    }
}

#[test]
fn attributes_mean_what_xml_says() {
    for (attributes, meant, clause) in [
        ("a=''", "", "2.3, [10]"),
        ("a='\"'", "\"", "2.3, [10]: the other quote"),
        ("a = \"'>/>]]>\"", "'>/>]]>", "2.3, [10]: all but < and &"),
        ("a='&lt;&gt;&amp;&apos;&quot;'", "<>&'\"", "4.6: the five entities"),
        ("a='&#x9AD9;&#39640;'", "髙高", "4.1: numbers"),
        ("a='1\t2\n3\r\n4\r5'", "1 2 3 4 5", "2.11, 3.3.3: tabs and line ends are spaces"),
        ("a=' 1  2 '", " 1  2 ", "3.3.3: all blanks of CDATA are kept"),
        ("a='&#9;&#10;&#13;'", "\t\n\r", "3.3.3: but not as references"),
    ] {
        let read = elements(&message(&format!("<A\n{attributes}/>")), Mode::Strict).unwrap();
        assert_eq!(read.first().unwrap().attributes().collect::<Vec<_>>(), [("a", meant)], "{clause}");
    }
}

#[test]
fn refuses_characters_and_references_that_mean_none() {
    for (content, clause) in [
        ("\u{0}", "2.2, [2]"),
        ("\u{8}", "2.2, [2]"),
        ("\u{B}", "2.2, [2]"),
        ("\u{1F}", "2.2, [2]"),
        ("\u{FFFE}", "2.2, [2]"),
        ("\u{FFFF}", "2.2, [2]"),
        ("<!--\u{1}-->", "2.2, [2]: in comments too"),
        ("<?a \u{1}?>", "2.2, [2]: in instructions too"),
        ("<![CDATA[\u{1}]]>", "2.2, [2]: in CDATA too"),
        ("]]>", "2.4, [14]: no end of CDATA in text"),
        ("a]]]>b", "2.4, [14]: no end of CDATA in text"),
        ("a < b", "2.4, [14]: < begins markup"),
        ("&", "2.4, [14]: & begins a reference"),
        ("a & b", "2.4, [14]: & begins a reference"),
        ("&amp", "4.1, [68]: ends with ;"),
        ("&;", "4.1, [68]: a name"),
        ("& amp;", "4.1, [68]: the name comes first"),
        ("&AMP;", "4.1, Entity Declared"),
        ("&nbsp;", "4.1, Entity Declared"),
        ("&#;", "4.1, [66]: a digit"),
        ("&#x;", "4.1, [66]: a digit"),
        ("&#X41;", "4.1, [66]: a small x"),
        ("&#6A;", "4.1, [66]: digits"),
        ("&#+65;", "4.1, [66]: no sign"),
        ("&#６５;", "4.1, [66]: digits of ASCII"),
        ("&#0;", "4.1, Legal Character"),
        ("&#x1F;", "4.1, Legal Character"),
        ("&#xD800;", "4.1, Legal Character"),
        ("&#xFFFE;", "4.1, Legal Character"),
        ("&#x110000;", "4.1, Legal Character"),
        ("&#x100000041;", "4.1, Legal Character: no number is cut"),
        ("<![CDATA[", "2.7, [18]: ends"),
        ("<![cdata[]]>", "2.7, [19]: large letters"),
        ("<![CDATA []]>", "2.7, [19]: no blank"),
        ("<![INCLUDE[]]>", "2.7, [19]: no other section"),
        ("<!---->-->x<!--", "2.5, [15]: ends"),
        ("<!--a--b-->", "2.5, [15]: no two hyphens"),
        ("<!--a--->", "2.5, [15]: no hyphen before the end"),
        ("<!-->", "2.5, [15]: four hyphens"),
        ("<! -- -->", "2.5, [15]: no blank"),
        ("<??>", "2.6, [16]: a target"),
        ("<? a?>", "2.6, [16]: the target comes first"),
        ("<?1?>", "2.6, [17]: a name"),
        ("<?a,b?>", "2.6, [17]: a name"),
        ("<?a", "2.6, [16]: ends"),
        ("<?xml version='1.0'?>", "2.6, [17]: xml is reserved"),
        ("<?Xml a?>", "2.6, [17]: xml is reserved in any letter case"),
        ("<!ELEMENT A ANY>", "3.2: no declarations in an element"),
    ] {
        assert_refused(&message(&format!("<A>{content}</A>")), clause);
        let known = "<ProcessingResultMessage>";
        let body = format!("<MessageBody>{known}{content}</ProcessingResultMessage></MessageBody>");
        assert_refused(&message("").replacen("<MessageBody/>", &body, 1), clause);
    }
}

#[test]
fn texts_mean_what_xml_says() {
    for (content, meant, clause) in [
        ("a\r\nb\rc\nd", "a\nb\nc\nd", "2.11: line ends"),
        ("\r\r\n\n", "\n\n\n", "2.11: line ends"),
        ("&#13;&#10;", "\r\n", "2.11: but not as references"),
        ("<![CDATA[a\r\nb]]>", "a\nb", "2.11: in CDATA too"),
        ("<![CDATA[<a>&amp;]]]]><![CDATA[>]]>", "<a>&amp;]]>", "2.7: CDATA is text as it stands"),
        ("]] >]]&gt;]", "]] >]]>]", "2.4: all but the end of CDATA"),
        ("> \" ' ; #", "> \" ' ; #", "2.4, [14]"),
        ("a<!-- <b> & -->b<?a <b> & ?>c", "abc", "2.5, 2.6: comments and instructions are no text"),
        ("&lt;&#38;amp;", "<&amp;", "4.4: what is resolved isn't read again"),
        ("&#x00000041;&#0065;&#x10FFFF;", "AA\u{10FFFF}", "4.1, [66]: leading zeros"),
        (
            "\u{7F}\u{85}\u{2028}\u{FEFF}\u{FDD0}",
            "\u{7F}\u{85}\u{2028}\u{FEFF}\u{FDD0}",
            "2.2, [2]: discouraged, not forbidden",
        ),
        ("\t ", "\t ", "2.10: blanks of an element that holds text alone"),
    ] {
        assert_eq!(text(&format!("<A>{content}</A>")), meant, "{clause}");
        let body = format!(
            "<MessageBody><ProcessingResultMessage>{content}</ProcessingResultMessage></MessageBody>"
        );
        let file = message("").replacen("<MessageBody/>", &body, 1);
        let result = QualificationResult::read(file, Mode::Strict).unwrap().message;
        assert_eq!(result.body.result_message, meant.into(), "{clause}");
    }
}

/// What a general reader makes of the attribute `a` and of the text of an element.
fn by_quick_xml(element: &str) -> (String, String) {
    let (mut reader, mut value, mut text) = (Reader::from_str(element), String::new(), String::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                let attribute = tag.try_get_attribute("a").unwrap().unwrap();
                value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap().into_owned();
            }
            Event::Text(more) => text.push_str(&more.xml10_content()),
            Event::CData(more) => text.push_str(&more.xml10_content()),
            Event::GeneralRef(name) => match name.resolve_char_ref().unwrap() {
                Some(character) => text.push(character),
                None => text.push_str(resolve_predefined_entity(&name).unwrap()),
            },
            Event::Eof => return (value, text),
            _ => {}
        }
    }
}

proptest! {
    #[test]
    fn texts_and_values_mean_what_a_general_reader_makes_of_them(
        value in prop::collection::vec(prop::sample::select(vec![
            "a", "保険", " ", "\t", "\n", "\r", "\r\n", ">", "\"", "]]>", "&amp;", "&quot;", "&#9;", "&#13;", "&#x9AD9;", ";",
        ]), 0..8),
        content in prop::collection::vec(prop::sample::select(vec![
            "a", "保険", " ", "\t", "\n", "\r", "\r\n", "> ", "]] ", "&lt;", "&apos;", "&#10;", "&#x0041;", "<!-- <a> -->", "<?a b?>",
            "<![CDATA[]]>", "<![CDATA[<a>&amp;\r\n]]]]>", "\u{3000}",
        ]), 0..8),
    ) {
        let element = format!("<A a='{}'>{}</A>", value.concat(), content.concat());
        let read = elements(&message(&element), Mode::Strict).unwrap();
        let read = read.first().unwrap();
        let attribute = read.attributes().next().unwrap().1;
        prop_assert_eq!((attribute.to_owned(), read.text().to_owned()), by_quick_xml(&element), "{}", element);
    }
}
