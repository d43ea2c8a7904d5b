//! No silent loss: whatever is done to a file, what is read of it holds everything, or says what it doesn't.

use std::cell::Cell;
use std::fmt::Debug;

use hokensho_oqs::{Diagnostic, Encoding, Finding, JsonRoot, Message, Mode};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::tree::{Tree, without_padding};

/// One thing done to the bytes of a file.
#[derive(Clone, Debug)]
enum Edit {
    Delete(usize),
    Insert(&'static [u8]),
    Replace(u8),
    Repeat(usize),
}

/// What a file of XML may well hold, in the right place or not.
const PIECES: &[&[u8]] = &[
    b"<New a='1'>x</New>",
    b"<New><b c=\"&#10;\"/>\n</New>",
    b"<!-- -->",
    b"<![CDATA[<a>]]>",
    b"<?a b?>",
    b"&amp;",
    b"&#x9ad9;",
    b"\r\n",
    b" ",
    b"\t",
    b"0",
    b"1",
    b"-",
    b"/",
    b" a='1'",
    b" xmlns='urn:a'",
    b"<Name>a</Name>",
    b"<Name/>",
    b"</MessageBody><MessageBody>",
    b"<ReferenceNumber>1</ReferenceNumber>",
    b"<ResultCode b='2'>1</ResultCode>",
    b"\xEF\xBB\xBF",
    b"\x1A",
    b"\0\n",
    b"\x83\x65",
];

/// What programs lay out elements with.
const BLANKS: [char; 4] = [' ', '\t', '\r', '\n'];

/// What a file of JSON may well hold.
const JSON_PIECES: &[&[u8]] = &[
    b"\"New\":\"x\",",
    b"\"New\":{\"A\":[1,\"y\",{\"B\":-1.5}],\"C\":[[true]]},",
    b"\"New\":[{},\"x\"],",
    b"{\"A\":\"x\"},",
    b"\"x\",",
    b",\"x\"",
    b"[",
    b"]",
    b"\x1A",
    b"\0\n",
    b"null,",
    b"null",
    b"1,",
    b"0",
    b"-",
    b" ",
    b"\\u9ad9",
    b"\\n",
    b"\"Name\":\"a\",",
    b"\"Name\":7,",
    b"\"ReferenceNumber\":[\"1\",\"2\"],",
    b"\"ResultList\":[{\"A\":\"x\"}],",
    b"\"ResultList\":{\"ResultOfQualificationConfirmation\":{\"Name\":\"x\"}},",
    b"\"QualificationConfirmSearchInfo\":{\"A\":\"x\"},",
];

fn edits(pieces: &'static [&'static [u8]]) -> impl Strategy<Value = Vec<(prop::sample::Index, Edit)>> {
    let edit = prop_oneof![
        2 => (1..40_usize).prop_map(Edit::Delete),
        6 => prop::sample::select(pieces).prop_map(Edit::Insert),
        2 => any::<u8>().prop_map(Edit::Replace),
        1 => (1..200_usize).prop_map(Edit::Repeat),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), edit), 1..3)
}

/// Does an edit beside markup or, of every four, once in the middle of something.
fn edited(mut file: Vec<u8>, edits: Vec<(prop::sample::Index, Edit)>) -> Vec<u8> {
    for (index, edit) in edits {
        let beside_markup = |at: &usize| {
            index.index(4) == 0
                || matches!(file.get(*at), Some(b'<' | b'{' | b'}' | b'[' | b']' | b'"'))
                || at.checked_sub(1).is_some_and(|at| matches!(file[at], b'>' | b'{' | b'[' | b','))
        };
        let places: Vec<usize> = (0..=file.len()).filter(beside_markup).collect();
        if places.is_empty() {
            return file;
        }
        let at = *index.get(&places);
        match edit {
            Edit::Delete(bytes) => drop(file.drain(at..file.len().min(at + bytes))),
            Edit::Insert(piece) => drop(file.splice(at..at, piece.iter().copied())),
            Edit::Replace(byte) => {
                if let Some(there) = file.get_mut(at) {
                    *there = byte;
                }
            }
            Edit::Repeat(bytes) => {
                let end = file.len().min(at + bytes);
                let again = file[at..end].to_vec();
                drop(file.splice(at..at, again));
            }
        }
    }
    file
}

/// Path of an element as leaves have it: without the place among several of one name.
fn unnumbered(path: &str) -> String {
    path.split('/').map(|step| format!("/{}", step.split('[').next().unwrap_or_default())).collect()
}

fn nothing_is_lost_silently<M: Message + PartialEq + Debug>(file: &str) {
    let right = Tree::parse(file);
    let files = [Encoding::Utf8, Encoding::Windows31J].map(|encoding| right.to_bytes(encoding));
    let files = prop::sample::select(files.to_vec());
    let accepted = Cell::new(0);
    let mut runner = TestRunner::new(ProptestConfig::with_cases(200));
    let run = runner.run(&(files, edits(PIECES)), |(file, edits)| {
        let bytes = edited(file, edits);
        let strict = M::read(&*bytes, Mode::Strict);
        let Ok(received) = M::read(&*bytes, Mode::Lenient) else {
            prop_assert!(strict.is_err());
            return Ok(());
        };
        accepted.set(accepted.get() + 1);
        // Strict reading takes what lenient reading has nothing to say of, and reads the same.
        match strict {
            Ok(strict) => prop_assert_eq!(&strict, &received),
            Err(_) => prop_assert!(!received.diagnostics.is_empty()),
        }
        let text = received.encoding.decode(&bytes).unwrap();
        let mut lost = Tree::parse(text.trim_start_matches('\u{FEFF}')).leaves();
        let written = received.message.write(Encoding::Utf8).unwrap();
        for kept in Tree::parse(std::str::from_utf8(&written).unwrap()).leaves() {
            // Of a code or value the blanks around it aren't kept.
            let at = lost.iter().position(|leaf| *leaf == kept).or_else(|| {
                lost.iter().position(|(path, text)| *path == kept.0 && text.trim_matches(BLANKS) == kept.1)
            });
            prop_assert!(at.is_some(), "{kept:?} was never there");
            lost.remove(at.unwrap());
        }
        for (path, _) in lost {
            let said = |found: &Diagnostic| {
                found.finding == Finding::Attributes
                    && path.starts_with(&format!("{}/@", unnumbered(&found.path)))
            };
            let is_of_xml = path.ends_with("/@xmlns");
            prop_assert!(is_of_xml || received.diagnostics.iter().any(said), "{path} is lost");
        }
        Ok(())
    });
    run.unwrap();
    assert!(accepted.get() > 10, "hardly any file could still be read");
}

mod nothing_is_lost_silently {
    for_each_message!(nothing_is_lost_silently);
}

/// Every text, number and truth value of a text that is JSON, with the name of the member that it stands in: arrays around
/// it, and `null` and empty texts, which say nothing, left out.
fn json_leaves(text: &str) -> Vec<(String, String)> {
    let (mut leaves, mut above, mut name, mut rest) = (Vec::new(), Vec::new(), String::new(), text);
    while let Some(next) = rest.chars().next() {
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<serde_json::Value>();
        match next {
            '{' | '[' => above.push(name.clone()),
            '}' | ']' => name = above.pop().unwrap(),
            '"' | '-' | '0'..='9' | 'a'..='z' => {
                let value = values.next().unwrap().unwrap();
                let (token, after) = rest.split_at(values.byte_offset());
                rest = after;
                let value = value.as_str().map_or_else(|| token.to_owned(), str::to_owned);
                if after.trim_start().starts_with(':') {
                    name = value;
                } else if !value.is_empty() && value != "null" {
                    let text = if name == "InsurerNumber" { without_padding(&value) } else { &value };
                    leaves.push((name.clone(), text.to_owned()));
                }
                continue;
            }
            _ => {}
        }
        rest = rest.strip_prefix(next).unwrap();
    }
    leaves
}

#[test]
fn the_leaves_of_json_are_told_with_their_members() {
    let found = json_leaves(r#"{"a":[1,{"b":"x\n"},"y"],"c":null,"d":[[true,""]],"a":-1.50}"#);
    let leaf = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    assert_eq!(
        found,
        [leaf("a", "1"), leaf("b", "x\n"), leaf("a", "y"), leaf("d", "true"), leaf("a", "-1.50")]
    );
}

fn nothing_is_lost_silently_in_json<M: Message + PartialEq + Debug>(file: &str) {
    let right = Tree::parse(file);
    let files = [JsonRoot::XmlMsg, JsonRoot::Bare].map(|root| right.to_json(root).into_bytes());
    let accepted = Cell::new(0);
    let mut runner = TestRunner::new(ProptestConfig::with_cases(400));
    let run = runner.run(&(prop::sample::select(files.to_vec()), edits(JSON_PIECES)), |(file, edits)| {
        let bytes = edited(file, edits);
        let strict = M::read_json(&*bytes, Mode::Strict);
        let Ok(received) = M::read_json(&*bytes, Mode::Lenient) else {
            prop_assert!(strict.is_err());
            return Ok(());
        };
        accepted.set(accepted.get() + 1);
        match strict {
            Ok(strict) => prop_assert_eq!(&strict, &received),
            Err(_) => prop_assert!(!received.diagnostics.is_empty()),
        }
        let text = received.encoding.decode(&bytes).unwrap();
        let mut was = json_leaves(text.trim_start_matches('\u{FEFF}'));
        let written = received.message.write_json(JsonRoot::Bare).unwrap();
        let mut kept = json_leaves(std::str::from_utf8(&written).unwrap());
        // Of a code or value the blanks around it aren't kept.
        for leaves in [&mut was, &mut kept] {
            leaves.iter_mut().for_each(|(_, text)| *text = text.trim_matches(BLANKS).to_owned());
            leaves.retain(|(_, text)| !text.is_empty());
            leaves.sort();
        }
        prop_assert_eq!(kept, was);
        Ok(())
    });
    run.unwrap();
    assert!(accepted.get() > 10, "hardly any file could still be read");
}

mod nothing_is_lost_silently_in_json {
    for_each_message!(nothing_is_lost_silently_in_json);
}
