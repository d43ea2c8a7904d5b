//! Which message a file is: by its elements, and by its name.

use std::collections::BTreeSet;

use hokensho_eligibility::Language;
use hokensho_oqs::{AnyMessage, ApiId, Error, JsonRoot, Message, MessageKind, Mode, QualificationResult};

use crate::RESULT;
use crate::format::Format;
use crate::tree::Tree;

fn a_file_is_known_by_its_elements<M: Message>(file: &str) {
    let received = AnyMessage::read(file, Mode::Strict).unwrap();
    assert_eq!(received.message.kind().apis(), M::APIS);
    for format in Format::ALL {
        let again = AnyMessage::read(format.file(&Tree::parse(file)), Mode::Lenient).unwrap();
        assert_eq!(again.message.kind(), received.message.kind());
    }
    let json = received.message.write_json(JsonRoot::Bare).unwrap();
    assert_eq!(AnyMessage::read(json, Mode::Strict).unwrap().message, received.message);
}

mod a_file_is_known_by_its_elements {
    for_each_message!(a_file_is_known_by_its_elements);
}

#[test]
fn null_in_an_array_that_is_not_known_is_no_obstacle() {
    let file = r#"{"MessageHeader":{},"MessageBody":{"QualificationValidity":"1","New":[null]}}"#;
    assert!(AnyMessage::read(file, Mode::Strict).is_ok());
}

#[test]
fn every_id_is_of_one_message() {
    let apis: Vec<&ApiId> = MessageKind::ALL.iter().flat_map(|kind| kind.apis()).collect();
    let once: BTreeSet<&ApiId> = apis.iter().copied().collect();
    assert_eq!((apis.len(), once.len()), (28, 28));
    for api in apis {
        assert_eq!(api.as_str().parse::<ApiId>().as_ref(), Ok(api));
        assert!(MessageKind::of_api(api).unwrap().apis().contains(api));
    }
}

#[test]
fn every_request_has_an_answer_that_is_known() {
    for kind in MessageKind::ALL {
        for answer in kind.apis().iter().filter_map(ApiId::answer) {
            assert!(MessageKind::of_api(&answer).is_some(), "{answer}");
        }
    }
}

#[test]
fn every_message_has_words_in_both_languages() {
    for kind in MessageKind::ALL {
        assert!(kind.label(Language::En).is_ascii());
        assert!(!kind.label(Language::Ja).is_ascii());
    }
}

#[test]
fn what_could_be_several_messages_is_not_guessed() {
    let file = |header: &str, body: &str| {
        format!("<XmlMsg><MessageHeader>{header}</MessageHeader><MessageBody>{body}</MessageBody></XmlMsg>")
    };
    for file in [
        file("", ""),
        // A bulk result that is still running, of whichever function.
        file("<ReceptionNumber>1</ReceptionNumber><SegmentOfResult>2</SegmentOfResult>", ""),
        // Nothing to view, of whichever kind.
        file("<ResultCode>2</ResultCode><MessageContents>なし</MessageContents>", ""),
        file("", "<New/>"),
    ] {
        assert_eq!(AnyMessage::read(&*file, Mode::Lenient), Err(Error::Unrecognised), "{file}");
    }
}

#[test]
fn what_cannot_be_read_is_told_by_the_path_of_the_message_that_it_seems_to_be() {
    let file = RESULT.replacen("<Name>", "<Name>&x;", 1);
    let expected = QualificationResult::read(&*file, Mode::Strict).unwrap_err();
    assert!(matches!(&expected, Error::Xml { path, .. } if path.ends_with("[1]/Name")), "{expected}");
    assert_eq!(AnyMessage::read(file, Mode::Strict), Err(expected));
}

#[test]
fn what_is_no_message_is_refused_as_by_the_readers() {
    assert!(matches!(AnyMessage::read("<a>", Mode::Strict), Err(Error::Xml { .. })));
    assert!(matches!(AnyMessage::read(b"\xFF", Mode::Strict), Err(Error::Undecodable { .. })));
    let other = RESULT.replace("XmlMsg>", "Message>");
    assert!(matches!(AnyMessage::read(other, Mode::Strict), Err(Error::Root { .. })));
}
