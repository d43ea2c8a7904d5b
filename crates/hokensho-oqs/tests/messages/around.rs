//! What stands around a message and is no part of it: reported leniently, refused strictly, and never in the way.

use std::io::{self, BufReader, Read};

use hokensho_oqs::{
    BulkConfirmUnit, BulkEnd, BulkQualificationResult, BulkReader, Document, Encoding, Error, Finding,
    JsonFault, JsonRoot, Message, Mode, QualificationResult, XmlFault,
};

use crate::RESULT;
use crate::format::Format;
use crate::tree::Tree;

const BULK: &str = include_str!("../data/bulk_qualification_result.xml");
const MARK: &[u8] = b"\xEF\xBB\xBF";
const MODES: [Mode; 2] = [Mode::Strict, Mode::Lenient];

/// What editors and programs leave before a declaration.
const BLANKS: [&str; 4] = ["\n", "\r\n", " ", "\r\n\t \r\n"];

/// What ends or fills up files, and where the first of it is.
const PADDING: [(&str, usize); 5] =
    [("\u{1A}", 0), ("\0", 0), ("\r\n\u{1A}", 2), ("\u{1A}\u{1A} \0\0\n", 0), (" \n\0\r\n\0", 2)];

/// A file is read as the right one, but for this finding at this byte, for which it is refused strictly.
fn finds(format: Format, right: &[u8], file: &[u8], expected: (Finding, usize)) {
    let right = format.read::<QualificationResult>(right, Mode::Strict).unwrap();
    let received = format.read::<QualificationResult>(file, Mode::Lenient).unwrap();
    assert_eq!((&received.message, received.encoding), (&right.message, right.encoding));
    assert_eq!(received.bytes, file);
    let [found] = &*received.diagnostics else { panic!("{:?}", received.diagnostics) };
    assert_eq!((&*found.path, found.finding, found.offset), ("XmlMsg", expected.0, expected.1));
    let strict = format.read::<QualificationResult>(file, Mode::Strict);
    assert_eq!(strict, Err(Error::Refused(found.clone())));
}

#[test]
fn blanks_before_a_declaration_are_found_and_what_it_says_counts() {
    let tree = Tree::parse(RESULT);
    for encoding in [Encoding::Utf8, Encoding::Windows31J] {
        let right = tree.to_bytes(encoding);
        for blanks in BLANKS {
            let file = [blanks.as_bytes(), &right].concat();
            finds(Format::Xml(encoding), &right, &file, (Finding::LateDeclaration, blanks.len()));
        }
    }
    let right = tree.to_bytes(Encoding::Utf8);
    let file = [MARK, b"\r\n", &right].concat();
    finds(Format::Xml(Encoding::Utf8), &right, &file, (Finding::LateDeclaration, 5));
    // Half-width katakana whose bytes are UTF-8 as well.
    let file =
        b"\n<?xml version='1.0' encoding='Shift_JIS'?><XmlMsg><MessageHeader><ErrorCode>\xC3\xBD</ErrorCode>\
        </MessageHeader><MessageBody/></XmlMsg>";
    let received = QualificationResult::read(file, Mode::Lenient).unwrap();
    assert_eq!(received.message.header.error_code, "ﾃｽ".into());
}

#[test]
fn blanks_before_a_message_without_declaration_are_nothing_wrong() {
    let (_, body) = RESULT.split_once("?>").unwrap();
    let file = format!(" \r\n{body}");
    assert!(QualificationResult::read(file, Mode::Strict).is_ok());
}

#[test]
fn places_behind_blanks_count_them() {
    let tree = Tree::parse(&RESULT.replacen("<Birthdate>19530217", "<Birthdate>20240230", 1));
    let right = tree.to_bytes(Encoding::Windows31J);
    let wrong = |file: &[u8]| {
        let mut diagnostics = QualificationResult::read(file, Mode::Lenient).unwrap().diagnostics;
        diagnostics.pop().unwrap().offset
    };
    assert_eq!(wrong(&[b"\r\n", &*right].concat()), wrong(&right) + 2);
}

#[test]
fn refuses_a_declaration_behind_anything_else() {
    let fault = |file: String| {
        let [strict, lenient] = MODES.map(|mode| match QualificationResult::read(&*file, mode) {
            Err(Error::Xml { fault, .. }) => fault,
            other => panic!("{other:?}"),
        });
        assert_eq!(strict, lenient);
        strict
    };
    assert_eq!(fault(format!("<!-- -->{RESULT}")), XmlFault::Syntax);
    assert_eq!(fault(format!("<?xml version='1.0'?>{RESULT}")), XmlFault::Syntax);
    assert_eq!(fault(format!("{RESULT}<?xml version='1.0'?>")), XmlFault::Syntax);
    assert_eq!(fault(format!("\u{FEFF}\u{FEFF}{RESULT}")), XmlFault::OutsideRoot);
    assert_eq!(fault(format!("\u{3000}{RESULT}")), XmlFault::OutsideRoot);
    assert_eq!(fault(RESULT.replacen("<XmlMsg>", "<XmlMsg>\n<?xml version='1.0'?>", 1)), XmlFault::Syntax);
    // Two after blanks: the first has a finding of its own, the second is refused.
    let twice = format!("\n<?xml version='1.0'?>{RESULT}");
    let lenient = QualificationResult::read(twice, Mode::Lenient);
    assert!(matches!(lenient, Err(Error::Xml { fault: XmlFault::Syntax, .. })));
}

#[test]
fn padding_behind_a_message_is_found_in_either_encoding_and_in_json() {
    let tree = Tree::parse(RESULT);
    for format in
        [Format::Xml(Encoding::Utf8), Format::Xml(Encoding::Windows31J), Format::Json(JsonRoot::Bare)]
    {
        let right = format.file(&tree);
        for (padding, first) in PADDING {
            let file = [&right, padding.as_bytes()].concat();
            finds(format, &right, &file, (Finding::Padding, right.len() + first));
        }
    }
    let padded = format!("{RESULT}\u{1A}");
    assert_eq!(Document::new(padded.as_bytes(), Mode::Strict).unwrap().text(), RESULT);
}

#[test]
fn refuses_padding_anywhere_else() {
    let refused = |format: Format, file: String| {
        let [strict, lenient] =
            MODES.map(|mode| format.read::<QualificationResult>(&*file, mode).unwrap_err());
        assert_eq!(strict, lenient);
        lenient
    };
    for wrong in [
        format!("{RESULT}\u{1A}x"),
        format!("{RESULT}\u{1A}<!-- -->"),
        format!("{RESULT}\0{RESULT}"),
        format!("\0{RESULT}"),
        RESULT.replacen("<Name>", "<Name>\u{1A}", 1),
        RESULT.replacen("<Name>", "\0<Name>", 1),
    ] {
        let refused = refused(Format::Xml(Encoding::Utf8), wrong);
        assert!(matches!(refused, Error::Xml { fault: XmlFault::Character, .. }), "{refused}");
    }
    let right = Tree::parse(RESULT).to_json(JsonRoot::Bare);
    for (wrong, fault) in [
        (format!("{right}\u{1A}x"), JsonFault::OutsideRoot),
        (format!("{right}\0{{}}"), JsonFault::OutsideRoot),
        (right.replacen("\"Name\": \"", "\"Name\": \"\u{1A}", 1), JsonFault::Character),
    ] {
        let refused = refused(Format::Json(JsonRoot::Bare), wrong);
        assert!(matches!(refused, Error::Json { fault: found, .. } if found == fault), "{refused}");
    }
}

#[test]
fn padding_makes_no_whole_file_of_half_a_one() {
    let tree = Tree::parse(&BULK.replace(' ', ""));
    for format in [Format::Xml(Encoding::Utf8), Format::Json(JsonRoot::XmlMsg)] {
        let right = format.file(&tree);
        for end in 0..right.len() {
            let cut = [&right[..end], &[0; 8]].concat();
            let error = format.read::<BulkQualificationResult>(cut, Mode::Lenient).unwrap_err();
            assert!(
                matches!(error, Error::Xml { .. } | Error::Json { .. } | Error::Undecodable { .. }),
                "{end}: {error:?}"
            );
        }
    }
}

/// A bulk result, in pieces of any size, is what it is read whole: people, findings, or the refusal.
fn streams_like_the_whole(file: &[u8]) {
    let whole = BulkQualificationResult::read(file, Mode::Lenient).unwrap();
    let Err(refused) = BulkQualificationResult::read(file, Mode::Strict) else { panic!() };
    for capacity in [1, 2, 3, 1_000, 100_000] {
        let open =
            |mode| BulkReader::<_, BulkConfirmUnit>::new(BufReader::with_capacity(capacity, file), mode);
        let mut people = open(Mode::Lenient).unwrap();
        let units: Vec<_> = people.by_ref().map(|unit| unit.unwrap().message).collect();
        assert_eq!(units, whole.message.body.units);
        assert_eq!(people.diagnostics(), whole.diagnostics);
        assert_eq!((people.end(), people.encoding()), (Some(BulkEnd::Whole), whole.encoding));
        let strict = open(Mode::Strict).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        assert_eq!(strict.unwrap_err(), refused);
    }
}

#[test]
fn bulk_results_stream_with_whatever_is_around_them() {
    let tree = Tree::parse(BULK);
    for encoding in [Encoding::Utf8, Encoding::Windows31J] {
        let right = tree.to_bytes(encoding);
        for blanks in BLANKS {
            streams_like_the_whole(&[blanks.as_bytes(), &right].concat());
        }
        for (padding, _) in PADDING {
            streams_like_the_whole(&[&right, padding.as_bytes()].concat());
        }
    }
    let declared = BULK.replacen("UTF-8", "UTF-16", 1);
    let right = declared.as_bytes();
    let file = [b"\n", right, b"\0"].concat();
    let people = BulkReader::<_, BulkConfirmUnit>::new(&*file, Mode::Lenient).unwrap();
    assert_eq!(people.diagnostics().len(), 1);
    let whole = BulkQualificationResult::read(&*file, Mode::Lenient).unwrap();
    let mut people = people;
    assert!(people.by_ref().all(|unit| unit.is_ok()));
    assert_eq!(people.diagnostics(), whole.diagnostics);
    assert_eq!(whole.diagnostics.len(), 3);
}

#[test]
fn bulk_results_are_refused_with_a_declaration_or_padding_in_the_wrong_place() {
    for wrong in [
        format!("<!-- -->{BULK}"),
        format!("\n<?xml version='1.0'?>{BULK}"),
        BULK.replacen("<XmlMsg>", "<XmlMsg>\n<?xml version='1.0'?>", 1),
        format!("{BULK}\u{1A}x"),
        format!("{BULK}x\u{1A}"),
        format!("{BULK}\u{1A}<XmlMsg/>"),
        format!("{BULK}\0<!-- -->"),
        format!("{BULK}\u{1A}\r\n<?a?>"),
        // What it says of the encoding would be found too late.
        format!("{}{BULK}", " ".repeat(20_000)),
        format!("\0{BULK}"),
        BULK.replacen("<BulkConfirmUnit>", "\0<BulkConfirmUnit>", 1),
    ] {
        let mut people = BulkReader::<_, BulkConfirmUnit>::new(wrong.as_bytes(), Mode::Lenient).unwrap();
        let last = people.by_ref().last();
        assert!(matches!(last, Some(Err(Error::Xml { .. }))), "{last:?}");
        assert_eq!(people.end(), Some(BulkEnd::Broken));
        assert!(BulkQualificationResult::read(wrong, Mode::Lenient).is_err());
    }
}

#[test]
fn padding_of_any_length_is_one_finding() {
    let padding = io::repeat(0).take(8 << 20);
    let source = BufReader::new(BULK.as_bytes().chain(padding));
    let mut people = BulkReader::<_, BulkConfirmUnit>::new(source, Mode::Lenient).unwrap();
    assert!(people.by_ref().all(|unit| unit.is_ok()));
    assert_eq!((people.end(), people.diagnostics().len()), (Some(BulkEnd::Whole), 1));
}

#[test]
fn a_declaration_of_an_encoding_that_no_terminal_writes_is_found_if_the_bytes_are_utf_8() {
    let (_, body) = RESULT.split_once("?>").unwrap();
    let ascii = "<XmlMsg><MessageHeader/><MessageBody/></XmlMsg>";
    for label in ["UTF-16", "EUC-JP", "ISO-2022-JP", "US-ASCII"] {
        for body in [body, ascii] {
            for mark in [&b""[..], MARK] {
                let right = [mark, b"<?xml version='1.0' encoding='UTF-8'?>", body.as_bytes()].concat();
                let declaration = format!("<?xml version='1.0' encoding='{label}'?>");
                let file = [mark, declaration.as_bytes(), body.as_bytes()].concat();
                let right = QualificationResult::read(right, Mode::Strict).unwrap();
                let received = QualificationResult::read(&*file, Mode::Lenient).unwrap();
                assert_eq!((received.message, received.encoding), (right.message, Encoding::Utf8));
                let found = Finding::ForeignDeclaration { found: Encoding::Utf8 };
                assert_eq!(received.diagnostics.iter().map(|one| one.finding).collect::<Vec<_>>(), [found]);
                let unknown = Error::UnknownEncoding { label: label.to_owned() };
                assert_eq!(QualificationResult::read(file, Mode::Strict), Err(unknown));
            }
        }
    }
}

#[test]
fn a_mark_shows_that_a_text_is_utf_8_which_could_be_of_the_encoding_that_is_declared() {
    let file = "<?xml version='1.0' encoding='EUC-JP'?><XmlMsg><MessageHeader/><MessageBody>\
        <ProcessingResultMessage>é</ProcessingResultMessage></MessageBody></XmlMsg>";
    let unknown = Error::UnknownEncoding { label: "EUC-JP".to_owned() };
    let marked = [MARK, file.as_bytes()].concat();
    for mode in MODES {
        assert_eq!(QualificationResult::read(file, mode).unwrap_err(), unknown);
    }
    assert_eq!(QualificationResult::read(&*marked, Mode::Strict).unwrap_err(), unknown);
    let received = QualificationResult::read(&*marked, Mode::Lenient).unwrap();
    assert_eq!(received.message.body.result_message, "é".into());
    assert_eq!(received.diagnostics[0].finding, Finding::ForeignDeclaration { found: Encoding::Utf8 });
    let mut people = BulkReader::<_, BulkConfirmUnit>::new(&*marked, Mode::Lenient).unwrap();
    assert!(people.by_ref().all(|unit| unit.is_ok()));
    assert_eq!(people.diagnostics(), received.diagnostics);
}

#[test]
fn a_stream_is_utf_8_though_what_is_looked_at_ends_in_a_character() {
    // Three bytes each, of which 16 KiB are looked at.
    let text = "保".repeat(6_000);
    for (label, before) in [("Shift_JIS", ""), ("Shift_JIS", "険a"), ("Shift_JIS", "険aa"), ("EUC-JP", "")]
    {
        let file = format!(
            "<?xml version='1.0' encoding='{label}'?><XmlMsg><MessageHeader/><MessageBody><BulkConfirmUnit>\
                <ProcessingResultMessage>{before}{text}</ProcessingResultMessage>\
                </BulkConfirmUnit></MessageBody></XmlMsg>"
        );
        let mut people = BulkReader::<_, BulkConfirmUnit>::new(file.as_bytes(), Mode::Lenient).unwrap();
        let person = people.next().unwrap().unwrap().message;
        assert_eq!(person.result_message, (before.to_owned() + &text).into(), "{label}");
        assert_eq!((people.encoding(), people.diagnostics().len()), (Encoding::Utf8, 1), "{label}");
    }
}

#[test]
fn refuses_what_is_in_an_encoding_that_no_terminal_writes() {
    let declared = BULK.replacen("UTF-8", "EUC-JP", 1);
    let file = encoding_rs::EUC_JP.encode(&declared).0.into_owned();
    let unknown = Error::UnknownEncoding { label: "EUC-JP".to_owned() };
    for mode in MODES {
        assert_eq!(BulkQualificationResult::read(&*file, mode).unwrap_err(), unknown);
        let people = BulkReader::<_, BulkConfirmUnit>::new(&*file, mode);
        let read = people.and_then(Iterator::collect::<Result<Vec<_>, _>>);
        assert_eq!(read.unwrap_err(), unknown);
    }
}
