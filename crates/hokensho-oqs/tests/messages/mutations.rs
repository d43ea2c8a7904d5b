//! One thing wrong with an otherwise right file: never a panic, never a silent loss.

use hokensho_oqs::{AnyMessage, Encoding, Error, JsonRoot, Message, Mode, QualificationResult};
use std::fmt::Debug;

use crate::format::Format;
use crate::tree::Tree;
use crate::{FACE, REQUEST};

const MODES: [Mode; 2] = [Mode::Strict, Mode::Lenient];

trait Check {
    fn check<M: Message + PartialEq + Debug>(&self, wrong: &Tree, read: Result<M, Error>, was: &M);
}

/// For every element below the root of a file: the file as it was, and `change`d there.
fn at_every_element<M: Message + PartialEq + Debug>(
    file: &str,
    change: impl Fn(&mut Vec<Tree>, usize),
    check: &impl Check,
) {
    let right = Tree::parse(file);
    let was = M::read(file, Mode::Strict).unwrap().message;
    for nth in 0..right.size() - 1 {
        let mut wrong = right.clone();
        let (siblings, at) = wrong.place_of(nth);
        change(siblings, at);
        for format in [Format::Xml(Encoding::Utf8), Format::Json(JsonRoot::XmlMsg)] {
            for mode in MODES {
                let read = format.read::<M>(format.file(&wrong), mode).map(|received| received.message);
                check.check(&wrong, read, &was);
            }
        }
    }
}

struct Deleted;
impl Check for Deleted {
    fn check<M: Message + PartialEq + Debug>(&self, wrong: &Tree, read: Result<M, Error>, was: &M) {
        match read {
            Ok(message) => assert_ne!(&message, was),
            // Only header and body have to be there.
            Err(Error::Absent { .. }) => assert_eq!(wrong.children.len(), 1),
            Err(other) => panic!("{other}"),
        }
    }
}

fn a_deleted_element_is_missed<M: Message + PartialEq + Debug>(file: &str) {
    let delete = |siblings: &mut Vec<Tree>, at: usize| {
        siblings.remove(at);
    };
    at_every_element::<M>(file, delete, &Deleted);
}

mod a_deleted_element_is_missed {
    for_each_message!(a_deleted_element_is_missed);
}

struct Kept;
impl Check for Kept {
    fn check<M: Message + PartialEq + Debug>(&self, wrong: &Tree, read: Result<M, Error>, was: &M) {
        match read {
            Ok(message) => {
                assert_ne!(&message, was);
                let written = message.write(Encoding::Utf8).unwrap();
                let leaves = Tree::parse(std::str::from_utf8(&written).unwrap()).leaves();
                assert_eq!(leaves, wrong.leaves());
            }
            Err(Error::Absent { path }) => assert!(path.matches('/').count() == 1),
            Err(other) => panic!("{other}"),
        }
    }
}

fn a_renamed_element_is_kept_under_its_new_name<M: Message + PartialEq + Debug>(file: &str) {
    at_every_element::<M>(file, |siblings, at| siblings[at].name.push('X'), &Kept);
}

mod a_renamed_element_is_kept_under_its_new_name {
    for_each_message!(a_renamed_element_is_kept_under_its_new_name);
}

struct Same;
impl Check for Same {
    fn check<M: Message + PartialEq + Debug>(&self, _: &Tree, read: Result<M, Error>, was: &M) {
        assert_eq!(&read.unwrap(), was);
    }
}

fn swapped_elements_of_different_names_change_nothing<M: Message + PartialEq + Debug>(file: &str) {
    let swap = |siblings: &mut Vec<Tree>, at: usize| {
        if at > 0 && siblings[at - 1].name != siblings[at].name {
            siblings.swap(at - 1, at);
        }
    };
    at_every_element::<M>(file, swap, &Same);
}

mod swapped_elements_of_different_names_change_nothing {
    for_each_message!(swapped_elements_of_different_names_change_nothing);
}

struct Refused;
impl Check for Refused {
    fn check<M: Message + PartialEq + Debug>(&self, wrong: &Tree, read: Result<M, Error>, _: &M) {
        match read {
            Err(Error::Shape { .. } | Error::Absent { .. }) => {}
            Err(other) => panic!("{other}"),
            // What isn't known has no shape to be held to.
            Ok(message) => {
                let written = message.write(Encoding::Utf8).unwrap();
                let leaves = Tree::parse(std::str::from_utf8(&written).unwrap()).leaves();
                assert_eq!(leaves, wrong.leaves());
            }
        }
    }
}

fn text_in_place_of_elements_and_the_reverse_is_refused<M: Message + PartialEq + Debug>(file: &str) {
    let turn_around = |siblings: &mut Vec<Tree>, at: usize| {
        let element = &mut siblings[at];
        if element.children.is_empty() {
            element.text.clear();
            element.children.push(Tree::new("Inside", "x"));
        } else {
            element.children.clear();
            element.text.push('x');
        }
    };
    at_every_element::<M>(file, turn_around, &Refused);
}

mod text_in_place_of_elements_and_the_reverse_is_refused {
    for_each_message!(text_in_place_of_elements_and_the_reverse_is_refused);
}

fn a_file_cut_at_any_byte_is_refused<M: Message + Debug>(file: &str) {
    let file = Tree::parse(file);
    for format in
        [Format::Xml(Encoding::Utf8), Format::Xml(Encoding::Windows31J), Format::Json(JsonRoot::XmlMsg)]
    {
        let bytes = format.file(&file);
        for end in 0..bytes.len() {
            // The modes in turn, to save time.
            let error = format.read::<M>(&bytes[..end], MODES[end % 2]).unwrap_err();
            assert!(
                matches!(error, Error::Xml { .. } | Error::Json { .. } | Error::Undecodable { .. }),
                "{end}: {error:?}"
            );
        }
    }
}

mod a_file_cut_at_any_byte_is_refused {
    for_each_message!(a_file_cut_at_any_byte_is_refused);
}

#[test]
fn no_single_byte_makes_a_reader_panic() {
    let formats = [Format::Xml(Encoding::Utf8), Format::Json(JsonRoot::XmlMsg)];
    for (file, format) in [REQUEST, FACE].into_iter().flat_map(|file| formats.map(|format| (file, format))) {
        let right = format.file(&Tree::parse(file));
        for at in 0..right.len() {
            for byte in [0x00, b'<', b'&', b'"', b'[', b'}', b'\\', b'1', 0x80, 0xFF] {
                let mut wrong = right.clone();
                wrong[at] = byte;
                let _ = AnyMessage::read(&*wrong, Mode::Lenient);
                let _ = format
                    .read::<QualificationResult>(wrong, Mode::Lenient)
                    .map(|received| received.message.answer());
            }
        }
    }
}
