//! What a log could show of a message: which elements there are, never what they hold.

use std::fmt::Debug;

use hokensho_oqs::{AnyMessage, Document, Encoding, ErrFile, Error, Message, Mode, QualificationResult};

use crate::RESULT;
use crate::tree::Tree;

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

/// No code, no number, no date: a text that no element can hold, but that every element may be found to.
const SECRET: &str = "ひみつ4711";

/// The file with that text in every element and attribute.
fn secret(tree: &mut Tree) {
    if tree.children.is_empty() {
        SECRET.clone_into(&mut tree.text);
    }
    tree.attributes.iter_mut().for_each(|(_, value)| SECRET.clone_into(value));
    tree.children.iter_mut().for_each(secret);
}

fn nothing_that_an_element_holds_is_shown<M: Message + Debug>(file: &str) {
    let mut tree = Tree::parse(file);
    secret(&mut tree);
    tree.children[0].attributes.push(("new".to_owned(), SECRET.to_owned()));
    let bytes = tree.to_bytes(Encoding::Utf8);
    let received = M::read(&*bytes, Mode::Lenient).unwrap();
    let shown = |what: &dyn Debug| {
        let shown = format!("{what:?} {what:#?}");
        assert!(!shown.contains("ひみつ") && !shown.contains("4711"), "{shown}");
        assert!(!shown.contains(&format!("{:?}", SECRET.as_bytes())), "{shown}");
    };
    shown(&received);
    let error = M::read(&*bytes, Mode::Strict).err();
    shown(&error);
    shown(&error.map(|error| error.to_string()));
    let said: Vec<String> = received.diagnostics.iter().map(ToString::to_string).collect();
    shown(&said);
    shown(&Document::new(&bytes, Mode::Lenient).unwrap());
    shown(&AnyMessage::read(bytes, Mode::Lenient));
}

mod nothing_that_an_element_holds_is_shown {
    for_each_message!(nothing_that_an_element_holds_is_shown);
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
        let unread = received.message.answer().unwrap().unread;
        assert!(!unread.is_empty());
        let shown = format!("{error} {error:?} {:?} {unread:?}", received.diagnostics);
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
fn paths_show_no_names_of_elements_that_are_not_known() {
    let around = |body: &str| format!("<XmlMsg><MessageHeader/><MessageBody>{body}</MessageBody></XmlMsg>");
    let nameless = |error: Error| {
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("花子"), "{shown}");
        shown
    };
    let hidden = |error: Error| assert!(nameless(error).contains("XmlMsg/MessageBody/?"));
    for body in
        ["<花子><A>&x;</A></花子>", "<A><花子>&x;</花子></A>", "<花子><花子>x<A/></花子></花子>", "<花子>"]
    {
        hidden(QualificationResult::read(around(body), Mode::Strict).unwrap_err());
        nameless(AnyMessage::read(around(body), Mode::Strict).unwrap_err());
    }
    for members in [r#""花子":{"A":x}"#, r#""花子":"1","花子":"2""#, r#""A":{"花子":"1","花子":"2"}"#]
    {
        let file = format!("{{\"MessageHeader\":{{}},\"MessageBody\":{{{members}}}}}");
        hidden(QualificationResult::read_json(&*file, Mode::Strict).unwrap_err());
        nameless(AnyMessage::read(file, Mode::Strict).unwrap_err());
    }
    let kept = QualificationResult::read(around("<花子><花子 a='1'>𠮷</花子></花子>"), Mode::Strict)
        .unwrap()
        .message;
    hidden(kept.write(Encoding::Windows31J).unwrap_err());
    hidden(kept.write_json(hokensho_oqs::JsonRoot::Bare).unwrap_err());
}

#[test]
fn debug_shows_names_of_elements_that_could_be_of_the_interface_alone() {
    let file = "<XmlMsg><MessageHeader/><MessageBody><New 花子='1' a='2'/><花子/></MessageBody></XmlMsg>";
    let kept = QualificationResult::read(file, Mode::Strict).unwrap().message.body.unknown;
    assert_eq!(format!("{kept:?}"), "[<New>, <?>]");
    let [new, _] = &kept.elements[..] else { panic!() };
    assert_eq!(new.name(), "New");
    let file = r#"{"MessageHeader":{},"MessageBody":{"Yamada Hanako":"1","":"2"}}"#;
    let kept = QualificationResult::read_json(file, Mode::Strict).unwrap().message.body.unknown;
    assert_eq!(format!("{kept:?}"), "[<?>, <?>]");
    let file = "<XmlMsg 花子='1' a='2'><MessageHeader/><MessageBody/></XmlMsg>";
    let kept = QualificationResult::read(file, Mode::Strict).unwrap().message.unknown;
    assert_eq!(format!("{kept:?}"), "[\"?\", \"a\"]");
}

#[test]
fn debug_of_a_refusal_shows_no_text() {
    let file = ErrFile::read("髙橋　花子".as_bytes()).unwrap();
    assert!(!format!("{file:?}").contains('花'));
}
