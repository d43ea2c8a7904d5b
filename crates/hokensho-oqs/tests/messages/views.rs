//! Messages that borrow from the file.

use std::borrow::Cow;
use std::fmt::Debug;

use hokensho_oqs::{Document, Encoding, Error, JsonRoot, Limits, Message, Mode, QualificationResult};

use crate::tree::Tree;
use crate::{FACE, RESULT};

#[test]
fn a_view_borrows_every_text_that_stands_as_it_is_meant() {
    let document = Document::new(RESULT.as_bytes(), Mode::Strict).unwrap();
    let result = QualificationResult::view(&document).unwrap().message;
    let [insured, _] = &result.body.results.as_ref().unwrap().list[..] else { panic!() };
    assert!(matches!(insured.name.value(), Some(Cow::Borrowed("髙橋　花子"))));
    assert!(!format!("{result:?}").contains("花子"));
}

#[test]
fn a_text_with_references_or_other_line_ends_is_copied() {
    for (text, meant) in
        [("a&amp;b", "a&b"), ("a\r\nb", "a\nb"), ("<![CDATA[a]]>b", "ab"), ("a<!-- -->b", "ab")]
    {
        let file = format!(
            "<XmlMsg><MessageHeader><ErrorCode>{text}</ErrorCode></MessageHeader><MessageBody/></XmlMsg>"
        );
        let document = Document::new(file.as_bytes(), Mode::Strict).unwrap();
        let result = QualificationResult::view(&document).unwrap().message;
        assert!(
            matches!(result.header.error_code.value(), Some(Cow::Owned(text)) if text == meant),
            "{text}"
        );
    }
}

#[test]
fn a_view_says_the_same_as_the_message_in_both_encodings() {
    for file in [RESULT, FACE] {
        for encoding in [Encoding::Utf8, Encoding::Windows31J] {
            let bytes = Tree::parse(file).to_bytes(encoding);
            let document = Document::new(&bytes, Mode::Strict).unwrap();
            let view = QualificationResult::view(&document).unwrap();
            let owned = QualificationResult::read(&*bytes, Mode::Strict).unwrap();
            assert_eq!(document.encoding(), encoding);
            assert_eq!(view.diagnostics, owned.diagnostics);
            // Elements without a name here are shown by theirs, values by what they are.
            assert_eq!(format!("{:?}", view.message), format!("{:?}", owned.message));
        }
    }
}

/// Both from XML and from JSON, with elements that nobody knows.
fn a_view_that_owns_its_texts_is_the_message<M: Message + PartialEq + Debug>(file: &str) {
    let mut tree = Tree::parse(file);
    let mut new = Tree::new("New", "");
    new.children = vec![Tree::new("Inner", "&"), Tree::new("Inner", "")];
    tree.children[0].children.push(new);
    let xml = tree.to_bytes(Encoding::Windows31J);
    let document = Document::within(&xml, Mode::Strict, &Limits::BULK).unwrap();
    let view = M::view(&document).unwrap().message;
    assert_eq!(view.into(), M::read(&*xml, Mode::Strict).unwrap().message);
    let json = tree.to_json(JsonRoot::Bare);
    let document = Document::within(json.as_bytes(), Mode::Strict, &Limits::BULK).unwrap();
    let view = M::view_json(&document).unwrap().message;
    assert_eq!(view.into(), M::read_json(&*json, Mode::Strict).unwrap().message);
}

mod a_view_that_owns_its_texts_is_the_message {
    for_each_message!(a_view_that_owns_its_texts_is_the_message);
}

#[test]
fn a_part_of_a_view_can_own_its_texts_too() {
    let file = RESULT.replace("<Birthdate>19530217", "<Birthdate>19539999");
    let document = Document::new(file.as_bytes(), Mode::Lenient).unwrap();
    let mut view = QualificationResult::view(&document).unwrap().message;
    let part = view.body.results.take().unwrap().into_owned();
    let message = QualificationResult::read(&*file, Mode::Lenient).unwrap().message;
    assert_eq!(Some(part), message.body.results);
}

#[test]
fn a_view_is_refused_where_a_message_is() {
    let wrong = RESULT.replace("<Sex1>2", "<Sex1 a='b'>2").replace("<Birthdate>1953", "<Birthdate>x");
    for mode in [Mode::Strict, Mode::Lenient] {
        let document = Document::new(wrong.as_bytes(), mode).unwrap();
        let view = QualificationResult::view(&document).map(|view| view.diagnostics);
        assert_eq!(view, QualificationResult::read(&*wrong, mode).map(|owned| owned.diagnostics));
    }
    let limits = Limits { bytes: 10, ..Limits::SINGLE };
    let refused = Document::within(RESULT.as_bytes(), Mode::Strict, &limits).unwrap_err();
    assert!(matches!(refused, Error::OverBudget { offset: 10, .. }));
}
