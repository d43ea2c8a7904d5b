use hokensho_eligibility::{Date, InstitutionCode, InsurerNumber};
use hokensho_oqs::{
    Encoding, Leaf, LimitConsent, Message, Mode, QualificationRequest, QualificationResult, SearchInfo,
};
use proptest::prelude::*;

use crate::tree::Tree;
use crate::{FACE, REQUEST, RESULT};

const ENCODINGS: [Encoding; 2] = [Encoding::Utf8, Encoding::Windows31J];

/// What must hold for every file that can be read: nothing is lost on the way through the types.
fn keeps_everything<M: Message + PartialEq + std::fmt::Debug>(file: &Tree) {
    for encoding in ENCODINGS {
        let bytes = file.to_bytes(encoding);
        let received = M::read(bytes.clone(), Mode::Strict).unwrap();
        assert_eq!(received.bytes, bytes);
        assert_eq!(received.encoding, encoding);
        let written = received.message.write(encoding).unwrap();
        assert_eq!(M::read(&*written, Mode::Strict).unwrap().message, received.message);
        let text = encoding.decode(&written).unwrap();
        let read = Tree::parse(&encoding.decode(&bytes).unwrap());
        assert_eq!(Tree::parse(&text).leaves(), read.leaves());
    }
}

#[test]
fn every_file_is_written_back_whole() {
    keeps_everything::<QualificationRequest>(&Tree::parse(REQUEST));
    keeps_everything::<QualificationResult>(&Tree::parse(RESULT));
    keeps_everything::<QualificationResult>(&Tree::parse(FACE));
}

#[test]
fn a_built_request_is_the_file_that_a_terminal_expects() {
    let (today, birth) = (Date::new(2026, 11, 22).unwrap(), Date::new(2001, 3, 27).unwrap());
    let insurer = InsurerNumber::new("138008").unwrap();
    let search = SearchInfo::new(insurer, "4260", birth, LimitConsent::Given)
        .symbol("１２‐３４")
        .branch_number("01")
        .identifier("1001");
    let institution = InstitutionCode::new("1300000005").unwrap();
    let request = QualificationRequest::new(today, institution, search).file_identifier("20261122-0001");
    let expected = REQUEST.replace(" >", ">").replace('\n', "\r\n");
    assert_eq!(String::from_utf8(request.write(Encoding::Utf8).unwrap()).unwrap(), expected);
    let expected = expected.replace("UTF-8", "Shift_JIS");
    assert_eq!(request.write(Encoding::Windows31J).unwrap(), *encoding_rs::SHIFT_JIS.encode(&expected).0);
}

#[test]
fn every_element_of_the_result_has_its_place() {
    let result = QualificationResult::read(RESULT, Mode::Strict).unwrap().message;
    let insured = format!("{:?} {:?}", result.header, result.body.qualifications()[0]);
    assert!(!insured.contains("Absent"), "{insured}");
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
    for encoding in ENCODINGS {
        let bytes = result.write(encoding).unwrap();
        assert_eq!(QualificationResult::read(bytes, Mode::Strict).unwrap().message, result);
    }
}

#[test]
fn a_value_that_cannot_be_is_written_back_as_it_came() {
    let file = RESULT.replace("<Birthdate>19530217", "<Birthdate>19530200");
    let received = QualificationResult::read(file, Mode::Lenient).unwrap();
    assert_eq!(received.diagnostics.len(), 3);
    let written = received.message.write(Encoding::Utf8).unwrap();
    assert_eq!(QualificationResult::read(written, Mode::Lenient).unwrap().message, received.message);
}

/// A tree like this one, with its elements shuffled; lists keep their order, which means something.
fn shuffled(tree: Tree) -> BoxedStrategy<Tree> {
    let Tree { name, text, children } = tree;
    let children: Vec<_> = children.into_iter().map(shuffled).collect();
    children
        .prop_flat_map(|children| {
            let list = children.windows(2).all(|two| two[0].name == two[1].name);
            if list { Just(children).boxed() } else { Just(children).prop_shuffle().boxed() }
        })
        .prop_map(move |children| Tree { name: name.clone(), text: text.clone(), children })
        .boxed()
}

/// A tree like this one, with elements left out and others holding something else.
fn varied(tree: Tree) -> BoxedStrategy<Tree> {
    let Tree { name, text, children } = tree;
    if children.is_empty() {
        let text = other_text(&name, text);
        return text.prop_map(move |text| Tree::new(&name, &text)).boxed();
    }
    // Header and body have to be there.
    let left_out = if name == "XmlMsg" { 0 } else { 1 };
    let children: Vec<_> = children
        .into_iter()
        .map(|child| prop_oneof![left_out => Just(None), 4 => varied(child).prop_map(Some)])
        .collect();
    let extra = prop::option::of(("New[A-Za-z]{1,8}", "[ぁ-んァ-ヶｱ-ﾝ&<>\"' a-z]{0,10}"));
    (children, extra)
        .prop_map(move |(children, extra)| {
            let extra = extra.map(|(name, text)| Tree::new(&name, &text));
            Tree {
                name: name.clone(),
                text: String::new(),
                children: children.into_iter().flatten().chain(extra).collect(),
            }
        })
        .boxed()
}

/// Another text that the element may hold.
fn other_text(name: &str, text: String) -> BoxedStrategy<String> {
    let date = "(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])";
    match text.len() {
        _ if name == "CharacterCodeIdentifier" || name.ends_with("Ratio") => Just(text).boxed(),
        _ if name == "InsurerNumber" => "[0-9]{6}|[1-9][0-9]{7}| {2}[0-9]{6}".boxed(),
        _ if name == "MedicalInstitutionCode" => "[0-9]{10}".boxed(),
        _ if name.ends_with("Amount") || name.ends_with("SelfPay") => "[0-9]{1,7}".boxed(),
        6 if name.ends_with("Month") => "(19|20)[0-9]{2}(0[1-9]|1[0-2])".boxed(),
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_elements_means_nothing(file in shuffled(Tree::parse(RESULT))) {
        let received = QualificationResult::read(file.to_bytes(Encoding::Utf8), Mode::Strict).unwrap();
        prop_assert_eq!(received.message, QualificationResult::read(RESULT, Mode::Strict).unwrap().message);
    }

    #[test]
    fn any_request_survives(file in varied(Tree::parse(REQUEST)).prop_flat_map(shuffled)) {
        keeps_everything::<QualificationRequest>(&file);
    }

    #[test]
    fn any_result_survives(file in varied(Tree::parse(RESULT)).prop_flat_map(shuffled)) {
        keeps_everything::<QualificationResult>(&file);
    }
}
