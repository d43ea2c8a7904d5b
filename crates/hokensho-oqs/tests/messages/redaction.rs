//! What a log could show of a message: which elements there are, never what they hold.

use hokensho_oqs::{Encoding, ErrFile, Message, Mode, QualificationRequest, QualificationResult};

use crate::tree::Tree;
use crate::{FACE, REQUEST, RESULT};

/// Every text of a file that is too long to stand in a path or a byte offset by chance.
fn texts(file: &str) -> Vec<String> {
    let leaves = Tree::parse(file).leaves();
    leaves.into_iter().map(|(_, text)| text).filter(|text| text.len() > 5).collect()
}

fn shows_nothing(shown: &str, file: &str) {
    let texts = texts(file);
    assert!(texts.len() > 5);
    for text in texts {
        assert!(!shown.contains(&text), "{text} in {shown}");
    }
}

#[test]
fn debug_of_messages_shows_no_values() {
    shows_nothing(&format!("{:?}", QualificationRequest::read(REQUEST, Mode::Strict).unwrap()), REQUEST);
    shows_nothing(&format!("{:?}", QualificationResult::read(RESULT, Mode::Strict).unwrap()), RESULT);
    shows_nothing(&format!("{:#?}", QualificationResult::read(FACE, Mode::Strict).unwrap()), FACE);
}

#[test]
fn debug_shows_no_values_of_codes_and_invalid_values_either() {
    let file = RESULT.replace(">19530217<", ">HANAKO<").replace("<Sex1>2<", "<Sex1>HANAKO<");
    let received = QualificationResult::read(file, Mode::Lenient).unwrap();
    assert!(!format!("{received:?}").contains("HANAKO"));
}

#[test]
fn errors_and_diagnostics_show_no_values() {
    for text in ["HANAKO", "2024023", "20240230", "19530217ｶﾅ"] {
        let file = RESULT.replace(">19530217<", &format!(">{text}<"));
        let error = QualificationResult::read(&*file, Mode::Strict).unwrap_err();
        let received = QualificationResult::read(&*file, Mode::Lenient).unwrap();
        let answer = received.message.answer().unwrap_err();
        let shown = format!("{error} {error:?} {:?} {answer} {answer:?}", received.diagnostics);
        shows_nothing(&shown, &file);
        for part in ["2024", "1953", "ｶﾅ", "HANAKO"] {
            assert!(!shown.contains(part), "{shown}");
        }
    }
    let mut result = QualificationResult::read(RESULT, Mode::Strict).unwrap().message;
    result.body.results.as_mut().unwrap().list[0].address = "𠮷町".into();
    let error = result.write(Encoding::Windows31J).unwrap_err();
    assert!(!format!("{error} {error:?}").contains('町'));
}

#[test]
fn debug_of_a_refusal_shows_no_text() {
    let file = ErrFile::read("髙橋　花子".as_bytes()).unwrap();
    assert!(!format!("{file:?}").contains('花'));
}
