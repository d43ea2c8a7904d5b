use std::fmt::Debug;
use std::io::{Cursor, Read};

use hokensho_oqs::{
    AnyMessage, ApiId, BulkConfirmUnit, BulkDownload, BulkQualificationRequest, BulkQualificationResult,
    BulkReader, BulkReception, BulkRegistrationRequest, BulkRegistrationResult, CheckupsRequest,
    CheckupsResult, CollectionRequest, Document, Encoding, ErrFile, Error, FaceFileName, FileName,
    MedicinesRequest, MedicinesResult, Message, MessageKind, Mode, QualificationRequest, QualificationResult,
    RegistrationRequest, RegistrationResult, ZipEntry,
};

use crate::{Verdict, choose};

/// The terminal's messages and the names of its files; the first byte chooses.
pub fn oqs(data: &[u8]) -> Verdict {
    let Some((parser, input)) = choose(data, 20) else { return Verdict::Refused };
    match parser {
        0 => message::<QualificationRequest>(input),
        1 => message::<QualificationResult>(input),
        2 => file_name(input),
        3 => face_file_name(input),
        4 => err_file(input),
        5 => any(input),
        6 => message::<RegistrationRequest>(input),
        7 => message::<RegistrationResult>(input),
        8 => message::<BulkQualificationRequest>(input),
        9 => bulk(input),
        10 => message::<BulkRegistrationRequest>(input),
        11 => message::<BulkRegistrationResult>(input),
        12 => message::<BulkReception>(input),
        13 => message::<BulkDownload>(input),
        14 => message::<CollectionRequest>(input),
        15 => message::<MedicinesRequest>(input),
        16 => message::<MedicinesResult>(input),
        17 => message::<CheckupsRequest>(input),
        18 => message::<CheckupsResult>(input),
        _ => zip(input),
    }
}

/// What is strictly right is read leniently as the same; what was read survives being written and read again.
fn message<M: Message + PartialEq + Debug>(input: &[u8]) -> Verdict {
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

/// Whoever comes out of a bulk result person by person is who is in it read whole.
fn bulk(input: &[u8]) -> Verdict {
    let people = BulkReader::<_, BulkConfirmUnit>::new(input, Mode::Lenient);
    if let (Ok(people), Ok(whole)) = (people, BulkQualificationResult::read(input, Mode::Lenient))
        && people.encoding() == whole.encoding
        && let Ok(units) = people.map(|unit| unit.map(|unit| unit.message)).collect::<Result<Vec<_>, _>>()
    {
        assert_eq!(units, whole.message.body.units);
    }
    message::<BulkQualificationResult>(input)
}

/// What comes out of an archive is as long as the archive says, and comes from what went in.
fn zip(input: &[u8]) -> Verdict {
    let mut entry = match ZipEntry::open(Cursor::new(input), &ApiId::BULK_QUALIFICATION_RESULT) {
        Ok(entry) => entry,
        refused => return Verdict::of(&refused),
    };
    let _ = format!("{entry:?}");
    let mut out = Vec::new();
    let read = entry.read_to_end(&mut out);
    assert!(out.len() <= input.len().saturating_mul(200).max(1 << 20));
    match &read {
        Ok(_) => assert_eq!(u64::try_from(out.len()), Ok(entry.stated_length())),
        Err(error) => assert!(error.get_ref().is_some_and(|error| error.is::<Error>())),
    }
    Verdict::of(&read)
}

/// What a file is known as by its elements it can be read as.
fn any(input: &[u8]) -> Verdict {
    let read = AnyMessage::read(input, Mode::Lenient);
    if let Ok(read) = &read {
        let kind = read.message.kind();
        assert!(MessageKind::ALL.contains(&kind));
        assert_eq!(AnyMessage::read_as(kind, input, Mode::Lenient).as_ref(), Ok(read));
    }
    Verdict::of(&read)
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

/// Names are read in any letter case of the extension; beside that they are written as they came.
fn file_name(input: &[u8]) -> Verdict {
    let Ok(text) = std::str::from_utf8(input) else { return Verdict::Refused };
    let parsed = text.parse::<FileName>();
    if let Ok(name) = &parsed {
        let written = name.to_string();
        assert!(written.eq_ignore_ascii_case(text));
        assert_eq!(written.parse().as_ref(), Ok(name));
        // What is written becomes one component of a path.
        assert!(!written.contains(['/', '\\', '\0']));
        if let Some(answer) = name.answer() {
            assert!(answer.answers(name) && answer.answer().is_none());
        }
    }
    Verdict::of(&parsed)
}

fn face_file_name(input: &[u8]) -> Verdict {
    let Ok(text) = std::str::from_utf8(input) else { return Verdict::Refused };
    let parsed = text.parse::<FaceFileName>();
    if let Ok(name) = &parsed {
        let written = name.to_string();
        assert!(written.eq_ignore_ascii_case(text));
        assert_eq!(written.parse().as_ref(), Ok(name));
        assert!(written.parse::<FileName>().is_ok());
        let _ = name.institution();
    }
    Verdict::of(&parsed)
}

fn err_file(input: &[u8]) -> Verdict {
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
