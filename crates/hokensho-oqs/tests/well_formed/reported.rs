use hokensho_oqs::{
    BulkConfirmUnit, BulkReader, Diagnostic, Encoding, Error, Finding, Message, Mode, QualificationResult,
    Received,
};

/// 保険 in Windows-31J.
const SHIFT_JIS: &[u8] = b"\x95\xDB\x8C\xAF";
const UTF_8: &[u8] = "保険".as_bytes();

const SAYS_UTF_8: Finding = Finding::Declaration { declared: Encoding::Utf8, found: Encoding::Windows31J };
const SAYS_SHIFT_JIS: Finding =
    Finding::Declaration { declared: Encoding::Windows31J, found: Encoding::Utf8 };
const SAYS_ANOTHER: Finding = Finding::ForeignDeclaration { found: Encoding::Utf8 };

fn text(received: &Received<QualificationResult>) -> &str {
    received.message.body.result_message.value().unwrap()
}

fn assert_reported(
    read: impl Fn(Mode) -> Result<Received<QualificationResult>, Error>,
    (finding, clause): (Finding, &str),
) -> Vec<Diagnostic> {
    let received = read(Mode::Lenient).expect(clause);
    assert_eq!(text(&received), "保険", "{clause}");
    let findings: Vec<_> = received.diagnostics.iter().map(|found| found.finding).collect();
    assert_eq!(findings, [finding], "{clause}");
    match read(Mode::Strict).expect_err(clause) {
        Error::Refused(found) => assert_eq!([found], *received.diagnostics, "{clause}"),
        // Before anything is decoded.
        Error::UnknownEncoding { .. } => assert_eq!(finding, SAYS_ANOTHER, "{clause}"),
        Error::Undecodable { .. } => assert_eq!(finding, SAYS_UTF_8, "{clause}"),
        refused => panic!("{clause}: {refused}"),
    }
    received.diagnostics
}

#[test]
fn of_xml_only_what_is_around_the_message_and_how_it_is_encoded() {
    let message = |[before, text, after]: [&[u8]; 3]| {
        let [start, end] = [
            &b"<XmlMsg><MessageHeader/><MessageBody><ProcessingResultMessage>"[..],
            b"</ProcessingResultMessage></MessageBody></XmlMsg>",
        ];
        [before, start, text, end, after].concat()
    };
    let declared = |encoding: &str| format!("<?xml version='1.0' encoding='{encoding}'?>").into_bytes();
    let marked = [b"\xEF\xBB\xBF", &*declared("Shift_JIS")].concat();
    for (file, finding, clause) in [
        (
            message([b" \r\n<?xml version='1.0'?>", UTF_8, b""]),
            Finding::LateDeclaration,
            "2.8, [22]: nothing before the declaration",
        ),
        (message([b"", UTF_8, b"\r\n\x1A"]), Finding::Padding, "2.2, [2]: no SUB; 2.8, [27]: no text"),
        (message([b"", UTF_8, b"\0\0\0"]), Finding::Padding, "2.2, [2]: no zero byte; 2.8, [27]: no text"),
        (message([&declared("UTF-8"), SHIFT_JIS, b""]), SAYS_UTF_8, "4.3.3: the encoding that is declared"),
        (message([b"", SHIFT_JIS, b""]), SAYS_UTF_8, "4.3.3: UTF-8 without a declaration"),
        (message([&marked, UTF_8, b""]), SAYS_SHIFT_JIS, "4.3.3: a mark is of UTF-8"),
        (
            message([&declared("Shift_JIS"), UTF_8, b""]),
            SAYS_SHIFT_JIS,
            "4.3.3: the encoding that is declared",
        ),
        (message([&declared("UTF-16"), UTF_8, b""]), SAYS_ANOTHER, "4.3.3: the encoding that is declared"),
        (message([&declared("EUC-JP"), UTF_8, b""]), SAYS_ANOTHER, "4.3.3: the encoding that is declared"),
    ] {
        let found = assert_reported(|mode| QualificationResult::read(&*file, mode), (finding, clause));
        let mut people = BulkReader::<_, BulkConfirmUnit>::new(&*file, Mode::Lenient).unwrap();
        assert!(people.by_ref().all(|unit| unit.is_ok()), "{clause}, person by person");
        assert_eq!(people.diagnostics(), found, "{clause}, person by person");
    }
}

#[test]
fn of_json_only_what_is_behind_the_message_how_it_is_encoded_and_a_name_twice() {
    let message = |[before, text, after]: [&[u8]; 3]| {
        let [start, end] =
            [&b"{\"MessageHeader\":{},\"MessageBody\":{\"ProcessingResultMessage\":\""[..], b"\"}}"];
        [before, start, text, end, after].concat()
    };
    for (file, finding, clause) in [
        (message([b"", UTF_8, b"\x1A"]), Finding::Padding, "2: nothing behind the value but blanks"),
        (message([b"", UTF_8, b"\n\0\0\0"]), Finding::Padding, "2: nothing behind the value but blanks"),
        (message([b"", SHIFT_JIS, b""]), SAYS_UTF_8, "8.1: UTF-8"),
        (
            message([b"", &[UTF_8, b"\",\"ProcessingResultMessage\":\"", UTF_8].concat(), b""]),
            Finding::Repeated,
            "4: names should be unique",
        ),
        (
            message([b"", &[UTF_8, b"\",\"A\":1,\"\\u0041\":\""].concat(), b""]),
            Finding::Repeated,
            "4, 8.3: names should be unique, however they are escaped",
        ),
    ] {
        assert_reported(|mode| QualificationResult::read_json(&*file, mode), (finding, clause));
    }
}
