use hokensho_oqs::{Encoding, Error, Finding, Message, Mode, QualificationResult};

use crate::RESULT;
use crate::tree::Tree;

fn strict(file: impl AsRef<[u8]>) -> Result<QualificationResult, Error> {
    QualificationResult::read(file.as_ref(), Mode::Strict).map(|received| received.message)
}

/// What is wrong with a file by strict reading, which must be the first thing that lenient reading reports.
fn finding(file: impl AsRef<[u8]>) -> (String, Finding) {
    let Error::Refused(first) = strict(&file).unwrap_err() else { panic!("not a finding") };
    let received = QualificationResult::read(file.as_ref(), Mode::Lenient).unwrap();
    assert_eq!(received.diagnostics[0], first);
    (first.path, first.finding)
}

fn file(declared: &str, code: &str) -> String {
    RESULT
        .replace("encoding=\"UTF-8\"", &format!("encoding=\"{declared}\""))
        .replace("<CharacterCodeIdentifier>0", &format!("<CharacterCodeIdentifier>{code}"))
}

fn shift_jis(text: &str) -> Vec<u8> {
    encoding_rs::SHIFT_JIS.encode(text).0.into_owned()
}

#[test]
fn both_encodings_say_the_same() {
    let utf_8 = strict(RESULT).unwrap();
    for name in ["Shift_JIS", "shift_jis", "Windows-31J", "CP932", "MS932", "x-sjis", "csWindows31J"] {
        let mut other = strict(shift_jis(&file(name, "1"))).unwrap();
        other.header.character_code = utf_8.header.character_code.clone();
        assert_eq!(other, utf_8, "{name}");
    }
}

#[test]
fn a_mark_at_the_start_of_utf_8_changes_nothing() {
    assert_eq!(strict(format!("\u{FEFF}{RESULT}")).unwrap(), strict(RESULT).unwrap());
}

#[test]
fn a_file_without_declaration_is_utf_8() {
    let (_, body) = RESULT.split_once("?>").unwrap();
    assert_eq!(strict(body).unwrap(), strict(RESULT).unwrap());
    let windows_31j = shift_jis(&body.replace("Identifier>0", "Identifier>1"));
    assert!(matches!(strict(&windows_31j), Err(Error::Undecodable { encoding: Encoding::Utf8, .. })));
}

#[test]
fn a_mark_and_a_declaration_that_disagree_are_found() {
    let wrong = format!("\u{FEFF}{}", file("Shift_JIS", "0"));
    let lie = Finding::Declaration { declared: Encoding::Windows31J, found: Encoding::Utf8 };
    assert_eq!(finding(wrong), ("XmlMsg".to_owned(), lie));
}

#[test]
fn bytes_that_are_not_what_is_declared_are_refused_at_the_first_one() {
    let wrong = shift_jis(&file("UTF-8", "1"));
    let first = wrong.iter().position(|byte| !byte.is_ascii()).unwrap();
    assert_eq!(strict(&wrong), Err(Error::Undecodable { encoding: Encoding::Utf8, offset: first }));
    // Leniently they are read as what they are.
    let received = QualificationResult::read(wrong, Mode::Lenient).unwrap();
    assert_eq!(received.encoding, Encoding::Windows31J);
    let lie = Finding::Declaration { declared: Encoding::Utf8, found: Encoding::Windows31J };
    assert_eq!(received.diagnostics[0].finding, lie);
    let name = &received.message.body.qualifications()[0].name;
    assert_eq!(name.value().unwrap(), "髙橋　花子");
}

#[test]
fn bytes_of_neither_encoding_are_refused_in_both_modes() {
    let mut wrong = file("UTF-8", "0").into_bytes();
    let at = wrong.len() / 2;
    wrong[at] = 0xFF;
    for mode in [Mode::Strict, Mode::Lenient] {
        assert!(matches!(
            QualificationResult::read(&*wrong, mode),
            Err(Error::Undecodable { encoding: Encoding::Utf8, offset }) if offset <= at
        ));
    }
}

#[test]
fn a_character_code_that_disagrees_with_the_file_is_found() {
    let path = "XmlMsg/MessageHeader/CharacterCodeIdentifier";
    let lie = Finding::CharacterCode { stated: Encoding::Windows31J, found: Encoding::Utf8 };
    assert_eq!(finding(file("UTF-8", "1")), (path.to_owned(), lie));
    let lie = Finding::CharacterCode { stated: Encoding::Utf8, found: Encoding::Windows31J };
    assert_eq!(finding(shift_jis(&file("Shift_JIS", "0"))), (path.to_owned(), lie));
}

#[test]
fn what_is_converted_names_its_own_encoding_whatever_was_read() {
    for read in ["0", "1", "2", ""] {
        let message = QualificationResult::read(file("UTF-8", read), Mode::Lenient).unwrap().message;
        for (encoding, named) in [(Encoding::Utf8, "0"), (Encoding::Windows31J, "1")] {
            // A code that isn't known names neither.
            let expected = if matches!(read, "0" | "1") { named } else { read };
            let written = message.convert(encoding).unwrap();
            let text = encoding.decode(&written).unwrap();
            assert!(text.contains(&format!("<CharacterCodeIdentifier>{expected}</")), "{read} {encoding}");
            assert!(strict(&written).is_ok(), "{read} {encoding}");
        }
    }
}

#[test]
fn a_character_code_that_is_not_known_says_nothing() {
    assert!(strict(file("UTF-8", "2")).is_ok());
    assert!(strict(file("UTF-8", "")).is_ok());
}

#[test]
fn refuses_to_write_what_the_encoding_does_not_have_and_says_where() {
    let mut result = strict(RESULT).unwrap();
    result.body.results.as_mut().unwrap().list[1].name = "𠮷田　花子".into();
    let path = "XmlMsg/MessageBody/ResultList/ResultOfQualificationConfirmation[2]/Name".to_owned();
    let refused = Error::Unencodable { code_point: 0x20BB7, encoding: Encoding::Windows31J, path };
    assert_eq!(refused.to_string().matches("U+20BB7").count(), 1);
    assert!(!refused.to_string().contains('𠮷'));
    assert_eq!(result.write(Encoding::Windows31J), Err(refused));
    assert!(result.write(Encoding::Utf8).is_ok());
}

#[test]
fn refuses_to_write_what_no_xml_can_hold() {
    let mut result = QualificationResult::default();
    result.header.error_message = "a\0".into();
    for encoding in [Encoding::Utf8, Encoding::Windows31J] {
        let path = "XmlMsg/MessageHeader/ErrorMessage".to_owned();
        assert_eq!(result.write(encoding), Err(Error::Unencodable { code_point: 0, encoding, path }));
    }
}

#[test]
fn a_wave_dash_is_written_as_windows_means_it() {
    let mut result = QualificationResult::default();
    result.header.error_message = "１〜２".into();
    let written = strict(result.write(Encoding::Windows31J).unwrap()).unwrap();
    assert_eq!(written.header.error_message, "１～２".into());
    let written = strict(result.write(Encoding::Utf8).unwrap()).unwrap();
    assert_eq!(written.header.error_message, "１〜２".into());
}

#[test]
fn the_bytes_of_a_file_are_kept_where_decoding_loses_which_of_two_codes_it_was() {
    // NEC's row 13 and IBM's extension both have ∵; user-defined characters can be read, but not written.
    let mut file =
        b"<?xml version='1.0' encoding='Shift_JIS'?><XmlMsg><MessageHeader/><MessageBody><A>".to_vec();
    file.extend(b"\x87\x9A\xF0\x40</A></MessageBody></XmlMsg>");
    let received = QualificationResult::read(&*file, Mode::Strict).unwrap();
    assert_eq!(received.bytes, file);
    assert_eq!(received.message.body.unknown.elements[0].text(), "∵\u{E000}");
    let refused = received.message.write(Encoding::Windows31J);
    assert!(matches!(refused, Err(Error::Unencodable { code_point: 0xE000, .. })));
}

#[test]
fn the_declaration_names_the_encoding() {
    let tree = Tree::parse(RESULT);
    for encoding in [Encoding::Utf8, Encoding::Windows31J] {
        let result = strict(tree.to_bytes(encoding)).unwrap();
        let written = result.write(encoding).unwrap();
        let expected =
            format!("<?xml version=\"1.0\" encoding=\"{}\" standalone=\"no\"?>\r\n", encoding.label());
        assert!(written.starts_with(expected.as_bytes()));
    }
}
