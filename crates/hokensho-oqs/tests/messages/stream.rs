//! Bulk results read person by person: the same as read whole, whatever the pieces they come in.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use hokensho_oqs::{
    Budget, BulkConfirmUnit, BulkEnd, BulkQualificationResult, BulkReader, BulkRegistrationResult,
    BulkRegistrationUnit, BulkResultHeader, BulkWriter, Encoding, Error, Finding, Message, Mode, Unknown,
    XmlFault,
};

use crate::tree::Tree;

const FILE: &str = include_str!("../data/bulk_qualification_result.xml");
const REGISTRATIONS: &str = include_str!("../data/bulk_registration_result.xml");

/// All people and the header, or the first error.
fn all(source: impl BufRead, mode: Mode) -> Result<(Vec<BulkConfirmUnit>, Option<BulkResultHeader>), Error> {
    let mut people = BulkReader::<_, BulkConfirmUnit>::new(source, mode)?;
    let units = people.by_ref().map(|unit| Ok(unit?.message)).collect::<Result<_, _>>()?;
    Ok((units, people.header().map(|header| header.message.clone())))
}

fn strict(file: impl AsRef<[u8]>) -> Result<Vec<BulkConfirmUnit>, Error> {
    Ok(all(file.as_ref(), Mode::Strict)?.0)
}

/// A file with so many people, made while it is read.
fn crowd(people: u64) -> impl BufRead {
    let (head, rest) = FILE.split_once("<BulkConfirmUnit>").unwrap();
    let (unit, _) = rest.split_once("</BulkConfirmUnit>").unwrap();
    let unit = format!("<BulkConfirmUnit>{unit}</BulkConfirmUnit>").into_bytes();
    let repeated = BufReader::new(Repeated { unit, left: people, at: 0 });
    io::Cursor::new(head.as_bytes().to_vec()).chain(repeated).chain(&b"</MessageBody></XmlMsg>"[..])
}

struct Repeated {
    unit: Vec<u8>,
    left: u64,
    at: usize,
}

impl Read for Repeated {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Ok(0);
        }
        let read = (&self.unit[self.at..]).read(buffer)?;
        self.at += read;
        if self.at == self.unit.len() {
            (self.at, self.left) = (0, self.left - 1);
        }
        Ok(read)
    }
}

#[test]
fn people_come_as_they_are_in_the_whole_file() {
    for encoding in [Encoding::Utf8, Encoding::Windows31J] {
        let file = Tree::parse(FILE).to_bytes(encoding);
        let whole = BulkQualificationResult::read(&*file, Mode::Strict).unwrap().message;
        for capacity in [1, 2, 3, 7, 100, 10_000] {
            let (units, header) = all(BufReader::with_capacity(capacity, &*file), Mode::Strict).unwrap();
            assert_eq!(units, whole.body.units, "{capacity}");
            assert_eq!(header.as_ref(), Some(&whole.header));
        }
    }
}

#[test]
fn registrations_stream_too() {
    let whole = BulkRegistrationResult::read(REGISTRATIONS, Mode::Strict).unwrap().message;
    let people = BulkReader::<_, BulkRegistrationUnit>::new(REGISTRATIONS.as_bytes(), Mode::Strict).unwrap();
    let units: Result<Vec<_>, _> = people.map(|unit| unit.map(|unit| unit.message)).collect();
    assert_eq!(units.unwrap(), whole.body.units);
}

#[test]
fn many_more_people_than_fit_into_a_window_come_one_by_one() {
    let mut people = BulkReader::<_, BulkConfirmUnit>::new(crowd(2_000), Mode::Strict).unwrap();
    let called = Rc::new(Cell::new(0));
    let counter = Rc::clone(&called);
    people = people.on_progress(move |progress| counter.set(progress.units));
    let first = people.next().unwrap().unwrap().message;
    assert!(people.progress().bytes < 200_000, "the file isn't read ahead");
    assert!(people.by_ref().all(|unit| unit.unwrap().message == first));
    assert_eq!((people.progress().units, called.get()), (2_000, 2_000));
}

#[test]
fn a_file_cut_at_any_byte_ends_with_an_error() {
    let file = Tree::parse(FILE).to_bytes(Encoding::Windows31J);
    for end in 0..file.len() {
        let error = strict(&file[..end]).unwrap_err();
        assert!(matches!(error, Error::Xml { .. } | Error::Undecodable { .. }), "{end}: {error:?}");
    }
}

#[test]
fn no_single_byte_makes_the_reader_panic_or_take_more_than_the_whole_file() {
    let file = Tree::parse(FILE).to_bytes(Encoding::Utf8);
    for at in 0..file.len() {
        for byte in [0x00, b'<', b'&', b'"', b'>', 0xFF] {
            let mut wrong = file.clone();
            wrong[at] = byte;
            let whole = BulkQualificationResult::read(&*wrong, Mode::Lenient);
            let stream = all(&*wrong, Mode::Lenient);
            if let Ok(whole) = whole {
                let (units, header) = stream.unwrap();
                assert_eq!(
                    (units, header),
                    (whole.message.body.units, Some(whole.message.header)),
                    "{at} {byte}"
                );
            }
        }
    }
}

#[test]
fn errors_and_diagnostics_name_the_person_and_the_byte_of_the_file() {
    let file = FILE.replacen("<Birthdate>20010327", "<Birthdate>20240230", 1).replace("UTF-8", "Shift_JIS");
    let file = file.replace("<CharacterCodeIdentifier>0", "<CharacterCodeIdentifier>1");
    let bytes = encoding_rs::SHIFT_JIS.encode(&file).0.into_owned();
    let offset = bytes.windows(11).position(|window| window == b"<Birthdate>").unwrap();
    let Err(Error::Refused(found)) = strict(&bytes) else { panic!() };
    let path = "XmlMsg/MessageBody/BulkConfirmUnit[1]/QualificationConfirmSearchInfo/Birthdate";
    assert_eq!((found.path.as_str(), found.offset), (path, offset));
    let mut people = BulkReader::<_, BulkConfirmUnit>::new(&*bytes, Mode::Lenient).unwrap();
    assert_eq!(people.next().unwrap().unwrap().diagnostics, [found]);
    assert!(people.next().unwrap().unwrap().diagnostics.is_empty());

    let (before, after) = FILE.rsplit_once("<ProcessingResultStatus>").unwrap();
    let file = format!("{before}<New><ProcessingResultStatus>{after}");
    let Err(Error::Xml { fault: XmlFault::EndTag, path, .. }) = strict(file) else { panic!() };
    assert_eq!(path, "XmlMsg/MessageBody/BulkConfirmUnit[2]/?");
}

#[test]
fn a_forbidden_character_names_the_person_too() {
    let file = "<XmlMsg><MessageHeader/><MessageBody><BulkConfirmUnit/><BulkConfirmUnit><ProcessingResultCode>\u{1}\
        </ProcessingResultCode></BulkConfirmUnit></MessageBody></XmlMsg>";
    let people: Vec<_> =
        BulkReader::<_, BulkConfirmUnit>::new(file.as_bytes(), Mode::Strict).unwrap().collect();
    let error = people.last().unwrap().as_ref().unwrap_err();
    assert!(
        matches!(error, Error::Xml { path, .. } if path == "XmlMsg/MessageBody/BulkConfirmUnit[2]"),
        "{error}"
    );
}

#[test]
fn what_stands_between_people_is_read_over_kept_or_refused() {
    let around =
        |between: &str| FILE.replacen("<BulkConfirmUnit>", &format!("{between}<BulkConfirmUnit>"), 1);
    let count = strict(FILE).unwrap().len();
    for over in ["", " \r\n", "<!-- <BulkConfirmUnit> -->", "<?a b?>", "<![CDATA[ ]]>", "&#32;"] {
        assert_eq!(strict(around(over)).unwrap().len(), count, "{over}");
    }
    let file = around("<New a='1'><BulkConfirmUnit/></New>");
    let mut people = BulkReader::<_, BulkConfirmUnit>::new(file.as_bytes(), Mode::Strict).unwrap();
    assert_eq!(people.by_ref().count(), count);
    assert_eq!(people.body_unknown().unwrap().elements[0].name(), "New");
    for (between, fault) in [
        ("text", XmlFault::MixedContent),
        ("<![CDATA[ x ]]>", XmlFault::MixedContent),
        ("&amp;", XmlFault::MixedContent),
        ("</MessageHeader>", XmlFault::EndTag),
        ("<?xml version='1.0'?>", XmlFault::Syntax),
        ("<!-- \u{1} -->", XmlFault::Character),
        ("<1/>", XmlFault::Syntax),
    ] {
        assert!(
            matches!(strict(around(between)), Err(Error::Xml { fault: found, .. }) if found == fault),
            "{between}"
        );
    }
    assert!(matches!(strict(around("<!DOCTYPE a>")), Err(Error::Doctype { .. })));
    for inside in ["<BulkConfirmUnit>", "<MessageHeader>"] {
        let file = FILE.replacen(inside, &format!("{inside}<!DOCTYPE a>"), 1);
        assert!(matches!(strict(file), Err(Error::Doctype { .. })), "{inside}");
    }
}

#[test]
fn a_file_without_or_with_two_headers_or_bodies_is_refused() {
    let absent = |path: &str| Err(Error::Absent { path: path.to_owned() });
    assert_eq!(strict("<XmlMsg><MessageBody/></XmlMsg>"), absent("XmlMsg/MessageHeader"));
    assert_eq!(strict("<XmlMsg><MessageHeader/></XmlMsg>"), absent("XmlMsg/MessageBody"));
    assert_eq!(strict("<XmlMsg><MessageBody/><MessageHeader/></XmlMsg>"), Ok(Vec::new()));
    for twice in ["MessageHeader", "MessageBody"] {
        let file = format!("<XmlMsg><{twice}/><{twice}/></XmlMsg>");
        assert!(matches!(strict(file), Err(Error::Duplicate { .. })), "{twice}");
    }
    assert_eq!(strict("<Message/>"), Err(Error::Root { offset: 0 }));
    let after = "<XmlMsg><MessageHeader/><MessageBody/></XmlMsg><XmlMsg/>";
    assert!(matches!(strict(after), Err(Error::Xml { fault: XmlFault::OutsideRoot, .. })));
}

#[test]
fn nothing_comes_after_an_error() {
    let file = FILE.replacen("<Birthdate>20010327", "<Birthdate>x", 1);
    let mut people = BulkReader::<_, BulkConfirmUnit>::new(file.as_bytes(), Mode::Strict).unwrap();
    assert!(people.next().unwrap().is_err());
    assert!(people.next().is_none());
    assert_eq!(people.end(), Some(BulkEnd::Broken));
}

#[test]
fn the_end_says_whether_people_may_be_missing() {
    let code = "<ProcessingResultCode><A/></ProcessingResultCode>";
    let unreadable = FILE.replacen("<BulkConfirmUnit>", &format!("<BulkConfirmUnit>{code}"), 1);
    let (cut, _) = FILE.rsplit_once("<ProcessingResultStatus>").unwrap();
    for (file, errors, end) in
        [(FILE, 0, BulkEnd::Whole), (&unreadable, 1, BulkEnd::Whole), (cut, 1, BulkEnd::Broken)]
    {
        let mut people = BulkReader::<_, BulkConfirmUnit>::new(file.as_bytes(), Mode::Lenient).unwrap();
        assert_eq!(people.end(), None);
        assert_eq!(people.by_ref().filter(Result::is_err).count(), errors);
        assert_eq!(people.end(), Some(end));
    }
}

#[test]
fn a_header_after_the_people_is_found_past_them() {
    let (before, rest) = FILE.split_once("<MessageHeader>").unwrap();
    let (header, body) = rest.split_once("</MessageHeader>").unwrap();
    let (body, after) = body.split_once("</XmlMsg>").unwrap();
    let late = format!("{before}{body}<MessageHeader>{header}</MessageHeader></XmlMsg>{after}");
    let header = |file: &str| {
        BulkReader::<_, BulkConfirmUnit>::new(file.as_bytes(), Mode::Strict).unwrap().into_header()
    };
    assert_eq!(header(&late).unwrap().message, header(FILE).unwrap().message);
    let none = Error::Absent { path: "XmlMsg/MessageHeader".to_owned() };
    assert_eq!(header("<XmlMsg><MessageBody><BulkConfirmUnit/></MessageBody></XmlMsg>"), Err(none));
    assert!(matches!(header("<XmlMsg><MessageBody>"), Err(Error::Xml { fault: XmlFault::Truncated, .. })));
}

/// The file, with so many bytes of ASCII before the first person.
fn padded(bytes: usize) -> String {
    FILE.replacen("<BulkConfirmUnit>", &format!("{}<BulkConfirmUnit>", " ".repeat(bytes)), 1)
}

#[test]
fn a_declaration_that_lies_is_found_however_late_the_first_other_character_comes() {
    let lie = Finding::Declaration { declared: Encoding::Windows31J, found: Encoding::Utf8 };
    for bytes in [0, 15_000, 16_384, 70_000, 200_000] {
        let file = padded(bytes).replace("UTF-8", "Shift_JIS");
        for capacity in [1, 1_000, 100_000] {
            let source = || BufReader::with_capacity(capacity, file.as_bytes());
            assert!(
                matches!(all(source(), Mode::Strict), Err(Error::Refused(found)) if found.finding == lie)
            );
            let mut people = BulkReader::<_, BulkConfirmUnit>::new(source(), Mode::Lenient).unwrap();
            let units: Vec<_> = people.by_ref().map(|unit| unit.unwrap().message).collect();
            assert_eq!(units, strict(FILE).unwrap());
            assert_eq!((people.diagnostics()[0].finding, people.encoding()), (lie, Encoding::Utf8));
        }
    }
}

#[test]
fn leniently_shift_jis_that_says_utf_8_or_nothing_is_read_as_in_the_whole_file() {
    let lie = Finding::Declaration { declared: Encoding::Utf8, found: Encoding::Windows31J };
    for bytes in [0, 16_384, 70_000] {
        let file = padded(bytes);
        let (_, undeclared) = file.split_once("?>").unwrap();
        for file in [&file, undeclared.trim_start()] {
            let file = encoding_rs::SHIFT_JIS.encode(file).0;
            let whole = BulkQualificationResult::read(&*file, Mode::Lenient).unwrap();
            let mut people = BulkReader::<_, BulkConfirmUnit>::new(&*file, Mode::Lenient).unwrap();
            let units: Vec<_> = people.by_ref().map(|unit| unit.unwrap().message).collect();
            assert_eq!(units, whole.message.body.units);
            assert_eq!((people.diagnostics()[0].finding, people.encoding()), (lie, Encoding::Windows31J));
            assert!(matches!(strict(&*file), Err(Error::Undecodable { encoding: Encoding::Utf8, .. })));
            // A mark says more than any guess.
            let marked = [&b"\xEF\xBB\xBF"[..], &file].concat();
            assert!(matches!(all(&*marked, Mode::Lenient), Err(Error::Undecodable { .. })));
        }
    }
}

#[test]
fn leniently_a_person_who_cannot_be_read_does_not_hide_the_others() {
    let (head, rest) = FILE.split_once("<BulkConfirmUnit>").unwrap();
    let stream = |inside: &str| {
        let file = format!("{head}<BulkConfirmUnit>{inside}</BulkConfirmUnit><BulkConfirmUnit>{rest}");
        let mut people = BulkReader::<_, BulkConfirmUnit>::new(file.as_bytes(), Mode::Lenient).unwrap();
        let units: Vec<_> = people.by_ref().map(|unit| unit.map(|unit| unit.message)).collect();
        (units, people.progress().units)
    };
    let twice = "<QualificationConfirmSearchInfo/>".repeat(2);
    let flood = "<A/>".repeat(20_000);
    for wrong in [
        &twice,
        "<ProcessingResultCode><A/></ProcessingResultCode>",
        &flood,
        "<1/>",
        "&new;",
        "<Address>A&B</Address>",
        "<Address>&</Address>",
        "<!-- a -- b -->",
    ] {
        let (units, come) = stream(wrong);
        assert_eq!(usize::try_from(come), Ok(units.len()));
        let [Err(error), others @ ..] = &*units else { panic!("{wrong}") };
        assert!(matches!(
            error,
            Error::Duplicate { .. } | Error::Shape { .. } | Error::OverBudget { .. } | Error::Xml { .. }
        ));
        let others: Vec<_> = others.iter().map(|unit| unit.as_ref().unwrap().clone()).collect();
        assert_eq!(others, strict(FILE).unwrap());
    }
    // Where this one ends nobody knows.
    for wrong in [&format!("{twice}<New>"), "</New>", "<A></B>", "<!DOCTYPE a>"] {
        assert!(matches!(&*stream(wrong).0, [Err(_)]), "{wrong}");
    }
    let deep = format!("{}{}", "<A>".repeat(20), "</A>".repeat(20));
    assert!(matches!(&*stream(&deep).0, [Err(Error::OverBudget { budget: Budget::Depth, .. })]));
}

#[test]
fn attributes_and_elements_around_the_people_are_kept_as_in_the_whole_file() {
    let file = FILE
        .replacen("<XmlMsg>", "<XmlMsg xmlns:x='urn:x'><Before/>", 1)
        .replacen("<MessageBody>", "<MessageBody a='1'><In b='2'>x</In>", 1)
        .replacen("</XmlMsg>", "<After/></XmlMsg>", 1);
    let whole = BulkQualificationResult::read(file.as_bytes(), Mode::Strict).unwrap().message;
    let mut people = BulkReader::<_, BulkConfirmUnit>::new(file.as_bytes(), Mode::Strict).unwrap();
    assert!(people.body_unknown().is_none());
    assert!(people.by_ref().all(|unit| unit.is_ok()));
    assert_eq!((people.unknown(), people.body_unknown()), (&whole.unknown, Some(&whole.body.unknown)));
    assert_eq!((whole.unknown.elements.len(), whole.body.unknown.attributes.len()), (2, 1));
}

#[test]
fn a_file_written_person_by_person_is_the_same_as_written_whole() {
    let full = FILE
        .replacen("<XmlMsg>", "<XmlMsg a='1'>", 1)
        .replacen("<MessageBody>", "<MessageBody b='2'><In/>", 1)
        .replacen("</XmlMsg>", "<After>x</After></XmlMsg>", 1);
    let empty = "<XmlMsg><MessageHeader/><MessageBody/></XmlMsg>";
    for (file, encoding) in [(&*full, Encoding::Utf8), (FILE, Encoding::Windows31J), (empty, Encoding::Utf8)]
    {
        let whole = BulkQualificationResult::read(file, Mode::Strict).unwrap().message;
        let unknown = [&whole.unknown, &whole.body.unknown];
        let written = |mut writer: BulkWriter<BulkConfirmUnit>| {
            let mut written = Vec::new();
            for unit in &whole.body.units {
                written.extend(writer.take());
                writer.push(unit).unwrap();
            }
            written.extend(writer.finish(unknown).unwrap());
            written
        };
        let (plain, converting) = (
            BulkWriter::new(encoding, &whole.header, unknown).unwrap(),
            BulkWriter::converting(encoding, &whole.header, unknown).unwrap(),
        );
        assert_eq!(written(plain), whole.write(encoding).unwrap());
        assert_eq!(written(converting), whole.convert(encoding).unwrap());
    }
}

#[test]
fn a_character_that_cannot_be_written_is_told_with_its_person() {
    let none = Unknown::default();
    let mut unit = BulkRegistrationUnit::default();
    let mut writer = BulkWriter::<BulkRegistrationUnit>::new(
        Encoding::Windows31J,
        &BulkResultHeader::default(),
        [&none, &none],
    )
    .unwrap();
    writer.push(&unit).unwrap();
    unit.result_message = "😀".into();
    let path = "XmlMsg/MessageBody/BulkRegistrationUnit[2]/ProcessingResultMessage".to_owned();
    let error = Error::Unencodable { code_point: 0x1F600, encoding: Encoding::Windows31J, path };
    assert_eq!(writer.push(&unit), Err(error));
}

#[test]
fn what_has_no_name_takes_no_more_than_one_person_may() {
    let around =
        |between: &str| FILE.replacen("<BulkConfirmUnit>", &format!("{between}<BulkConfirmUnit>"), 1);
    let within = around(&format!("<A>{}</A>", "<B/>".repeat(100)).repeat(99));
    assert_eq!(strict(within), strict(FILE));
    let many = around(&format!("<A>{}</A>", "<B/>".repeat(100)).repeat(100));
    assert!(matches!(strict(many), Err(Error::OverBudget { budget: Budget::Count, .. })));
    let long = around(&format!("<A>{}</A>", "x".repeat(50_000)).repeat(100));
    assert!(matches!(strict(long), Err(Error::OverBudget { budget: Budget::Bytes, .. })));
}

#[test]
fn one_person_has_the_budget_of_one() {
    let flood = FILE.replacen("<BulkConfirmUnit>", &format!("<BulkConfirmUnit>{}", "<A/>".repeat(20_000)), 1);
    assert!(matches!(strict(flood), Err(Error::OverBudget { budget: Budget::Count, .. })));
    let endless = FILE.split_once("<ProcessingResultStatus>").unwrap().0;
    let blanks = io::repeat(b' ').take(6 << 20);
    let source = BufReader::new(endless.as_bytes().chain(blanks));
    assert!(matches!(all(source, Mode::Strict), Err(Error::OverBudget { budget: Budget::Bytes, .. })));
}

#[test]
fn a_declaration_that_lies_is_found_at_once() {
    let file = FILE.replace("UTF-8", "Shift_JIS");
    let lie = Finding::Declaration { declared: Encoding::Windows31J, found: Encoding::Utf8 };
    assert!(matches!(strict(&file), Err(Error::Refused(found)) if found.finding == lie));
    let mut people = BulkReader::<_, BulkConfirmUnit>::new(file.as_bytes(), Mode::Lenient).unwrap();
    assert_eq!(people.diagnostics()[0].finding, lie);
    let people: Vec<_> = people.by_ref().map(|unit| unit.unwrap().message).collect();
    assert_eq!(people, strict(FILE).unwrap());
    let file = encoding_rs::SHIFT_JIS.encode(FILE).0;
    assert!(matches!(strict(&file), Err(Error::Undecodable { encoding: Encoding::Utf8, .. })));
}

#[test]
fn a_source_that_fails_says_where() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::ConnectionReset.into())
        }
    }
    let source = BufReader::new(FILE.as_bytes()[..700].chain(Broken));
    assert_eq!(
        all(source, Mode::Strict),
        Err(Error::Source { kind: io::ErrorKind::ConnectionReset, offset: 700 })
    );
}
