use std::fmt::Debug;
use std::io::{BufRead, BufReader, Cursor, Read};

use hokensho_oqs::{
    AnyMessage, ApiId, BulkConfirmUnit, BulkQualificationResult, BulkReader, Diagnostic, Document, Encoding,
    ErrFile, Error, Finding, JsonRoot, MedicinesResult, Message, MessageKind, Mode, QualificationResult,
    Received, Viewed, ZipEntry,
};

use crate::Verdict;

/// What is strictly right is read leniently as the same; what was read survives being written and read again.
pub(super) fn message<M: Message + PartialEq + Debug>(input: &[u8]) -> Verdict {
    let strict = M::read(input, Mode::Strict);
    let lenient = M::read(input, Mode::Lenient);
    if let Ok(strict) = &strict {
        assert!(strict.diagnostics.is_empty());
        assert_eq!(Some(strict), lenient.as_ref().ok());
        survives(&strict.message, strict.encoding, Mode::Strict);
    }
    if let Ok(lenient) = &lenient {
        assert_eq!(lenient.bytes, input);
        assert_eq!(strict.is_ok(), lenient.diagnostics.is_empty());
        let _ = format!("{lenient:?}");
        survives(&lenient.message, lenient.encoding, Mode::Lenient);
    }
    // A view is refused where a message is, and where it isn't shows the same.
    let document = Document::within(input, Mode::Lenient, &M::LIMITS);
    let view = document.as_ref().map_err(|error| format!("{error:?}")).and_then(|document| {
        M::view(document).map(|view| view.diagnostics).map_err(|error| format!("{error:?}"))
    });
    assert_eq!(view, lenient.map(|lenient| lenient.diagnostics).map_err(|error| format!("{error:?}")));
    Verdict::of(&strict)
}

/// How much of a bulk result decides the encoding that it is read in person by person.
const SAMPLE: usize = 16 * 1024;

/// Whoever comes out of a bulk result person by person is who is in it read whole, if nobody is too much for one; what is
/// refused whole is refused.
pub(super) fn bulk<'i, M, U>(input: &'i [u8], units: fn(&M) -> &[U]) -> Verdict
where
    M: Message + PartialEq + Debug,
    U: PartialEq + Debug,
    BulkReader<&'i [u8], U>: Iterator<Item = Result<Viewed<U>, Error>>,
{
    for mode in [Mode::Strict, Mode::Lenient] {
        let Ok(mut people) = BulkReader::<_, U>::new(input, mode) else { continue };
        let read = people.by_ref().map(|unit| unit.map(|unit| unit.message)).collect::<Result<Vec<_>, _>>();
        match (M::read(input, mode), read) {
            (Ok(whole), _) if people.encoding() != whole.encoding => assert!(input.len() > SAMPLE),
            (Ok(whole), Ok(people)) => assert_eq!(people, units(&whole.message)),
            (Ok(_), Err(error)) => assert!(matches!(error, Error::OverBudget { .. }), "{error:?}"),
            (Err(error), Ok(_)) => assert!(input.len() > SAMPLE, "{error:?}"),
            (Err(_), Err(_)) => {}
        }
    }
    message::<M>(input)
}

/// What comes out of an archive is as long as the archive says, and comes from what went in; person by person it is the
/// same.
pub(super) fn zip(input: &[u8]) -> Verdict {
    let open = || ZipEntry::open(Cursor::new(input), &ApiId::BULK_QUALIFICATION_RESULT);
    let mut entry = match open() {
        Ok(entry) => entry,
        refused => return Verdict::of(&refused),
    };
    let _ = format!("{entry:?}");
    let mut out = Vec::new();
    let read = entry.read_to_end(&mut out);
    assert!(out.len() <= input.len().saturating_mul(500).max(1 << 20));
    match &read {
        Ok(_) => {
            assert_eq!(u64::try_from(out.len()), Ok(entry.stated_length()));
            let again = open().expect("what was opened once");
            assert_eq!(people(BufReader::new(again)), people(&*out));
        }
        Err(error) => assert!(error.get_ref().is_some_and(|error| error.is::<Error>())),
    }
    Verdict::of(&read)
}

fn people(source: impl BufRead) -> Result<Vec<Result<Viewed<BulkConfirmUnit>, Error>>, Error> {
    Ok(BulkReader::<_, BulkConfirmUnit>::new(source, Mode::Lenient)?.collect())
}

/// What a file is known as by its elements it can be read as.
pub(super) fn any(input: &[u8]) -> Verdict {
    let read = AnyMessage::read(input, Mode::Lenient);
    if let Ok(read) = &read {
        let kind = read.message.kind();
        assert!(MessageKind::ALL.contains(&kind));
        assert_eq!(AnyMessage::read_as(kind, input, Mode::Lenient).as_ref(), Ok(read));
    }
    Verdict::of(&read)
}

/// As of XML, for the messages that have every shape between them: groups, lists, texts that repeat. What was read is
/// written in XML too.
pub(super) fn json(input: &[u8]) -> Verdict {
    message_in_json::<BulkQualificationResult>(input);
    message_in_json::<MedicinesResult>(input);
    message_in_json::<QualificationResult>(input)
}

fn message_in_json<M: Message + PartialEq + Debug>(input: &[u8]) -> Verdict {
    let strict = M::read_json(input, Mode::Strict);
    let lenient = M::read_json(input, Mode::Lenient);
    if let Ok(strict) = &strict {
        assert!(strict.diagnostics.is_empty());
        assert_eq!(Some(strict), lenient.as_ref().ok());
    }
    if let Ok(Received { message, bytes, diagnostics, .. }) = &lenient {
        assert_eq!(bytes, input);
        assert_eq!(strict.is_ok(), diagnostics.is_empty());
        let _ = format!("{message:?}");
        let written = message.write_json(JsonRoot::XmlMsg).expect("JSON brings no attributes");
        let again =
            M::read_json(written.as_slice(), Mode::Lenient).expect("what was written can be read").message;
        assert_eq!(again.write_json(JsonRoot::XmlMsg).as_ref(), Ok(&written));
        // Of members that aren't known and are there twice, those of one name come to stand together.
        let is_repeated = |diagnostic: &Diagnostic| diagnostic.finding == Finding::Repeated;
        assert!(again == *message || diagnostics.iter().any(is_repeated));
        match message.write(Encoding::Utf8) {
            Ok(file) => assert!(M::read(file, Mode::Lenient).is_ok()),
            Err(error) => {
                assert!(matches!(error, Error::NameInXml { .. } | Error::Unencodable { .. }), "{error:?}");
            }
        }
    }
    Verdict::of(&strict)
}

fn survives<M: Message + PartialEq + Debug>(message: &M, encoding: Encoding, mode: Mode) {
    match message.write(encoding) {
        Ok(written) => {
            let again = M::read(written.as_slice(), mode).expect("what was written can be read");
            assert_eq!(again.message, *message);
            assert_eq!(again.message.write(encoding).ok(), Some(written));
        }
        // A reference such as `&#x20AC;` names characters that the file's own encoding doesn't have.
        Err(Error::Unencodable { .. }) => assert_eq!(encoding, Encoding::Windows31J),
        Err(error) => panic!("{error}"),
    }
}

pub(super) fn err_file(input: &[u8]) -> Verdict {
    let parsed = ErrFile::read(input);
    if let Ok(file) = &parsed {
        assert!(!file.text().starts_with('\u{FEFF}'));
        if file.encoding() == Encoding::Utf8 {
            assert!(input.ends_with(file.text().as_bytes()));
        }
        let _ = format!("{file:?}");
    }
    Verdict::of(&parsed)
}
