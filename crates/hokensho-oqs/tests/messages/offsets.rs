//! Where something is wrong, byte for byte in the file: at every element, in either encoding, with a mark or without.

use std::fmt::Debug;

use hokensho_oqs::{Diagnostic, Encoding, Error, Finding, Message, Mode};

use crate::tree::Tree;

/// The bytes of a file in each form in which it may come.
fn forms(file: &Tree) -> [Vec<u8>; 3] {
    let utf_8 = file.to_bytes(Encoding::Utf8);
    let marked = [b"\xEF\xBB\xBF", &*utf_8].concat();
    [utf_8, marked, file.to_bytes(Encoding::Windows31J)]
}

/// The element that a path names, if there is one.
fn at_path<'t>(root: &'t Tree, path: &str) -> Option<&'t Tree> {
    let mut steps = path.split('/');
    let root = (steps.next()? == root.name).then_some(root);
    steps.fold(root, |above, step| {
        let (name, nth) = match step.split_once('[') {
            Some((name, nth)) => (name, nth.strip_suffix(']')?.parse().ok()?),
            None => (step, 1_usize),
        };
        above?.children.iter().filter(|child| child.name == name).nth(nth.checked_sub(1)?)
    })
}

/// An attribute belongs on no value, so it shows where a value is said to be.
fn a_wrong_value_is_where_it_is_said_to_be<M: Message + PartialEq + Debug>(file: &str) {
    let right = Tree::parse(file);
    let was = M::read(file, Mode::Strict).unwrap().message;
    let mut values = 0;
    for nth in 0..right.size() - 1 {
        let mut wrong = right.clone();
        let (siblings, at) = wrong.place_of(nth);
        siblings[at].attributes.push(("wrong".to_owned(), String::new()));
        for bytes in forms(&wrong) {
            let found = match M::read(&*bytes, Mode::Strict) {
                Err(Error::Refused(found)) => found,
                Err(other) => panic!("{other}"),
                // Groups, and what isn't known, keep theirs.
                Ok(received) => {
                    assert_ne!(received.message, was);
                    continue;
                }
            };
            let Diagnostic { path, offset, finding: Finding::Attributes, .. } = &found else {
                panic!("{found}")
            };
            let element = at_path(&wrong, path).unwrap();
            let start = format!("<{} wrong=", element.name);
            assert!(bytes[*offset..].starts_with(start.as_bytes()), "{path} at {offset}");
            let received = M::read(bytes, Mode::Lenient).unwrap();
            assert_eq!(received.diagnostics, [found]);
            values += 1;
        }
    }
    assert!(values > 0);
}

mod a_wrong_value_is_where_it_is_said_to_be {
    for_each_message!(a_wrong_value_is_where_it_is_said_to_be);
}

fn a_second_element_is_where_it_is_said_to_be<M: Message + PartialEq + Debug>(file: &str) {
    let right = Tree::parse(file);
    for nth in 0..right.size() - 1 {
        let mut wrong = right.clone();
        let (siblings, at) = wrong.place_of(nth);
        let second = Tree { attributes: vec![("second".to_owned(), String::new())], ..siblings[at].clone() };
        siblings.insert(at + 1, second);
        for bytes in forms(&wrong) {
            let (path, offset) = match M::read(&*bytes, Mode::Lenient) {
                Err(Error::Duplicate { path, offset }) => (path, offset),
                Err(other) => panic!("{other}"),
                // There may be several, some of them with an attribute that belongs on none.
                Ok(received) if received.diagnostics.iter().all(|one| one.finding == Finding::Attributes) => {
                    continue;
                }
                Ok(received) => {
                    let [Diagnostic { path, offset, finding: Finding::Repeated, .. }] =
                        &*received.diagnostics
                    else {
                        panic!("{:?}", received.diagnostics)
                    };
                    (path.clone(), *offset)
                }
            };
            let element = at_path(&wrong, &path).unwrap();
            let start = format!("<{} second=", element.name);
            assert!(bytes[offset..].starts_with(start.as_bytes()), "{path} at {offset}");
        }
    }
}

mod a_second_element_is_where_it_is_said_to_be {
    for_each_message!(a_second_element_is_where_it_is_said_to_be);
}
