//! Messages that borrow from the file.

use std::borrow::Cow;

use hokensho_oqs::{Document, Encoding, Error, Limits, Message, Mode, QualificationResult};

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
