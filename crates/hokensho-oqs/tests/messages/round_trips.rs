use std::fmt::Debug;

use hokensho_oqs::{Encoding, JsonRoot, Leaf, Message, Mode, QualificationResult};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::format::Format;
use crate::tree::Tree;
use crate::{FACE, RESULT};

/// What must hold for every file that can be read: nothing is lost on the way through the types, and what it is written
/// in makes no difference.
fn keeps_everything<M: Message + PartialEq + Debug>(tree: &Tree) {
    for (encoding, other) in [(Encoding::Utf8, Encoding::Windows31J), (Encoding::Windows31J, Encoding::Utf8)]
    {
        let message = comes_back::<M>(Format::Xml(encoding), tree);
        // In the other encoding the header names that one; back in its own it is what it was.
        let converted = M::read(message.convert(other).unwrap(), Mode::Strict).unwrap().message;
        assert_eq!(M::read(converted.convert(encoding).unwrap(), Mode::Strict).unwrap().message, message);
    }
    let tree = tree.without_attributes();
    let xml = M::read(tree.to_bytes(Encoding::Utf8), Mode::Strict).unwrap().message;
    for root in [JsonRoot::XmlMsg, JsonRoot::Bare] {
        assert_eq!(comes_back::<M>(Format::Json(root), &tree), xml);
    }
}

fn comes_back<M: Message + PartialEq + Debug>(format: Format, tree: &Tree) -> M {
    let file = format.file(tree);
    let received = format.read::<M>(file.clone(), Mode::Strict).unwrap();
    assert_eq!(received.bytes, file);
    assert_eq!(received.encoding, format.encoding());
    let written = format.write(&received.message).unwrap();
    assert_eq!(format.read::<M>(&*written, Mode::Strict).unwrap().message, received.message);
    assert_eq!(format.leaves(&written), format.leaves(&file));
    received.message
}

fn every_file_is_written_back_whole<M: Message + PartialEq + Debug>(file: &str) {
    keeps_everything::<M>(&Tree::parse(file));
}

mod every_file_is_written_back_whole {
    for_each_message!(every_file_is_written_back_whole);
}

#[test]
fn every_element_of_the_result_has_its_place() {
    let result = QualificationResult::read(RESULT, Mode::Strict).unwrap().message;
    let insured = format!("{:?} {:?}", result.header, result.body.qualifications()[0]);
    // One element is of bulk results alone.
    let rest = insured.replacen("limit_changed: Absent", "", 1);
    assert!(!rest.contains("Absent"), "{rest}");
    // An element that isn't known would be shown by its name.
    assert!(!format!("{result:?}").contains('<'));
}

#[test]
fn absent_and_empty_are_told_apart() {
    let result = QualificationResult::read(FACE, Mode::Strict).unwrap().message;
    let qualification = &result.body.qualifications()[0];
    assert_eq!(qualification.name_of_other, Leaf::Empty);
    assert_eq!(qualification.insured_name, Leaf::Absent);
}

#[test]
fn elements_that_are_not_known_are_kept_in_their_place() {
    let result = QualificationResult::read(FACE, Mode::Strict).unwrap().message;
    let key = &result.body.qualifications()[0].unknown.elements[0];
    assert_eq!((key.name(), key.text()), ("QualificationConfirmationKey", "k+/="));
    let newer = &result.body.unknown.elements[0];
    assert_eq!((newer.name(), newer.children()[0].text()), ("NewerThing", "値 & <値>"));
}

#[test]
fn line_ends_blanks_and_markup_in_texts_survive() {
    let mut result = QualificationResult::default();
    result.body.result_message = " a\r\nb\tc\n<&>\"'\u{3000}".into();
    for format in Format::ALL {
        let file = format.write(&result).unwrap();
        assert_eq!(format.read::<QualificationResult>(file, Mode::Strict).unwrap().message, result);
    }
}

#[test]
fn a_value_that_cannot_be_is_written_back_as_it_came() {
    let file = RESULT.replace("<Birthdate>19530217", "<Birthdate>19530230");
    let received = QualificationResult::read(file, Mode::Lenient).unwrap();
    assert_eq!(received.diagnostics.len(), 3);
    let written = received.message.write(Encoding::Utf8).unwrap();
    assert_eq!(QualificationResult::read(written, Mode::Lenient).unwrap().message, received.message);
}

/// A tree like this one, with its elements shuffled; those of one name keep their order, which means something.
pub(crate) fn shuffled(tree: Tree) -> BoxedStrategy<Tree> {
    let Tree { name, attributes, text, children } = tree;
    let children: Vec<_> = children.into_iter().map(shuffled).collect();
    children
        .prop_flat_map(|children| {
            let names: Vec<_> = children.iter().map(|child| child.name.clone()).collect();
            (Just(children), Just(names).prop_shuffle())
        })
        .prop_map(move |(mut children, names)| {
            let next = |name: String| {
                let at = children.iter().position(|child| child.name == name).unwrap();
                children.remove(at)
            };
            let children = names.into_iter().map(next).collect();
            Tree { name: name.clone(), attributes: attributes.clone(), text: text.clone(), children }
        })
        .boxed()
}

/// A tree like this one, with elements left out and others holding something else, and with elements and attributes that
/// nobody knows.
pub(crate) fn varied(tree: Tree) -> BoxedStrategy<Tree> {
    let Tree { name, attributes, text, children } = tree;
    if children.is_empty() {
        let text = other_text(&name, text);
        return text
            .prop_map(move |text| Tree { attributes: attributes.clone(), ..Tree::new(&name, &text) })
            .boxed();
    }
    // Header and body have to be there.
    let left_out = if name == "XmlMsg" { 0 } else { 1 };
    let children: Vec<_> = children
        .into_iter()
        .map(|child| prop_oneof![left_out => Just(None), 4 => varied(child).prop_map(Some)])
        .collect();
    (children, new_attributes(), prop::option::of(new_element()))
        .prop_map(move |(children, attributes, extra)| Tree {
            attributes,
            children: children.into_iter().flatten().chain(extra).collect(),
            ..Tree::new(&name, "")
        })
        .boxed()
}

/// An element that nobody knows, with whatever may be in it.
fn new_element() -> impl Strategy<Value = Tree> {
    let leaf = ("New[A-Za-z]{1,8}", new_attributes(), NEW_TEXT)
        .prop_map(|(name, attributes, text)| Tree { attributes, ..Tree::new(&name, &text) });
    leaf.prop_recursive(3, 8, 3, |inside| {
        ("New[A-Za-z]{1,8}", new_attributes(), prop::collection::vec(inside, 1..3))
            .prop_map(|(name, attributes, children)| Tree { attributes, children, ..Tree::new(&name, "") })
    })
}

fn new_attributes() -> impl Strategy<Value = Vec<(String, String)>> {
    let one = prop::option::of(("new[a-z]{0,3}", NEW_TEXT));
    let other = prop::option::of(("xmlns:[a-z]{1,3}", NEW_TEXT));
    (one, other).prop_map(|(one, other)| one.into_iter().chain(other).collect())
}

const NEW_TEXT: &str = "[ぁ-んァ-ヶｱ-ﾝ&<>\"' a-z]{0,10}";

/// Another text that the element may hold.
fn other_text(name: &str, text: String) -> BoxedStrategy<String> {
    let date = "(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])";
    match text.len() {
        _ if name == "CharacterCodeIdentifier" || name.ends_with("Ratio") => Just(text).boxed(),
        _ if name == "InsurerNumber" => "[0-9]{6}|[1-9][0-9]{7}| {2}[0-9]{6}".boxed(),
        _ if name == "MedicalInstitutionCode" => "[0-9]{10}".boxed(),
        _ if name.starts_with("NumberOf") => "[0-9]{1,5}".boxed(),
        _ if name.ends_with("Amount") || name.ends_with("SelfPay") => "[0-9]{1,7}".boxed(),
        6 if name.ends_with("Month") || matches!(name, "StartDate" | "EndDate") => {
            "(19|20)[0-9]{2}(0[1-9]|1[0-2])".boxed()
        }
        8 if text.bytes().all(|byte| byte.is_ascii_digit()) => date.boxed(),
        14 if text.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{date}([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]").boxed()
        }
        1..=3 => prop_oneof![Just(text), "[0-9A-Z]{0,3}"].boxed(),
        _ => prop_oneof![Just(text), "[ぁ-んァ-ヶｱ-ﾝ髙﨑德保険花子①㈱●～　 &<>a-zA-Z0-9]{0,20}"].boxed(),
    }
}

trait BoxedRegex {
    fn boxed(self) -> BoxedStrategy<String>;
}

impl BoxedRegex for String {
    fn boxed(self) -> BoxedStrategy<String> {
        proptest::string::string_regex(&self).unwrap().boxed()
    }
}

/// Runs a check on some of the values of a strategy.
pub(crate) fn for_some<T: Debug>(values: impl Strategy<Value = T>, check: impl Fn(T)) {
    let mut runner = TestRunner::new(ProptestConfig::with_cases(48));
    let run = runner.run(&values, |value| {
        check(value);
        Ok(())
    });
    run.unwrap();
}

fn the_order_of_elements_means_nothing<M: Message + PartialEq + Debug>(file: &str) {
    let was = M::read(file, Mode::Strict).unwrap().message;
    for_some(shuffled(Tree::parse(file)), |file| {
        for format in [Format::Xml(Encoding::Utf8), Format::Json(JsonRoot::XmlMsg)] {
            assert_eq!(format.read::<M>(format.file(&file), Mode::Strict).unwrap().message, was);
        }
    });
}

mod the_order_of_elements_means_nothing {
    for_each_message!(the_order_of_elements_means_nothing);
}

fn any_message_survives<M: Message + PartialEq + Debug>(file: &str) {
    for_some(varied(Tree::parse(file)).prop_flat_map(shuffled), |file| keeps_everything::<M>(&file));
}

mod any_message_survives {
    for_each_message!(any_message_survives);
}
