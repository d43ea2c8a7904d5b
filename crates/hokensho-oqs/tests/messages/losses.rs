//! No silent loss: whatever is done to a file, what is read of it holds everything, or says what it doesn't.

use std::cell::Cell;
use std::fmt::Debug;

use hokensho_oqs::{Diagnostic, Encoding, Finding, Message, Mode};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::tree::Tree;

/// One thing done to the bytes of a file.
#[derive(Clone, Debug)]
enum Edit {
    Delete(usize),
    Insert(&'static [u8]),
    Replace(u8),
    Repeat(usize),
}

/// What a file may well hold, in the right place or not.
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
    b"\x83\x65",
];

fn edits() -> impl Strategy<Value = Vec<(prop::sample::Index, Edit)>> {
    let edit = prop_oneof![
        2 => (1..40_usize).prop_map(Edit::Delete),
        6 => prop::sample::select(PIECES).prop_map(Edit::Insert),
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
                || file.get(*at) == Some(&b'<')
                || at.checked_sub(1).map(|at| file[at]) == Some(b'>')
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
    let run = runner.run(&(files, edits()), |(file, edits)| {
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
            let at = lost.iter().position(|leaf| *leaf == kept);
            prop_assert!(at.is_some(), "{kept:?} was never there");
            lost.remove(at.unwrap());
        }
        for (path, _) in lost {
            let said = |found: &Diagnostic| {
                found.finding == Finding::Attributes
                    && path.starts_with(&format!("{}/@", unnumbered(&found.path)))
            };
            prop_assert!(received.diagnostics.iter().any(said), "{path} is lost");
        }
        Ok(())
    });
    run.unwrap();
    assert!(accepted.get() > 10, "hardly any file could still be read");
}

mod nothing_is_lost_silently {
    for_each_message!(nothing_is_lost_silently);
}
