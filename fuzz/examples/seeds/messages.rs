use hokensho_oqs::{
    CharacterCode, Encoding, JsonRoot, Message, Mode, QualificationRequest, QualificationResult,
};

use crate::{Result, Seed, seed};

const REQUEST: &str = include_str!("../../../crates/hokensho-oqs/tests/data/request.xml");
const RESULT: &str = include_str!("../../../crates/hokensho-oqs/tests/data/result.xml");
const ZIPPED: &[u8] = include_bytes!("../../../crates/hokensho-oqs/tests/data/bulk_qualification_result.zip");
const ANSWER: &str = include_str!("../../../crates/hokensho-oqs/tests/data/answer.json");
const FACE: &str = include_str!("../../../crates/hokensho-oqs/tests/data/face.xml");

/// The messages beside these, by the number of their parser.
macro_rules! others {
    ($( $parser:literal: $name:literal; )+) => {
        [$( ($parser, $name, include_str!(concat!("../../../crates/hokensho-oqs/tests/data/", $name, ".xml"))) ),+]
    };
}

pub(crate) fn seeds() -> Result<Vec<Seed>> {
    let [request, result, name, face_name, err] = [0, 1, 2, 3, 4];
    let small =
        |inside: &str| format!("<XmlMsg><MessageHeader/><MessageBody>{inside}</MessageBody></XmlMsg>");
    let asked = |inside: &str| {
        small(&format!("<QualificationConfirmSearchInfo>{inside}</QualificationConfirmSearchInfo>"))
    };
    let dtd = format!(
        "<!DOCTYPE a [<!ENTITY b \"c\">]>{}",
        small("<ProcessingResultMessage>&b;</ProcessingResultMessage>")
    );
    let lies = FACE.replace("UTF-8", "Shift_JIS");
    let deep = small(&format!("{}{}", "<A>".repeat(20), "</A>".repeat(20)));
    let twice = small("<ProcessingResultCode>1</ProcessingResultCode>".repeat(2).as_str());
    let others = others! {
        6: "registration_request";
        7: "registration_result";
        8: "bulk_qualification_request";
        9: "bulk_qualification_result";
        10: "bulk_registration_request";
        11: "bulk_registration_result";
        12: "bulk_reception";
        13: "bulk_download";
        14: "collection_request";
        15: "medicines_request";
        16: "medicines_result";
        17: "checkups_request";
        18: "checkups_result";
    };
    let mut seeds: Vec<Seed> = others
        .into_iter()
        .map(|(parser, name, file)| seed(parser, &name.replace('_', "-"), file.as_bytes()))
        .collect();
    let [any, bulk, zip, json] = [5, 9, 19, 24];
    let in_json = |members: &str| format!("{{\"MessageHeader\":{{}},\"MessageBody\":{{{members}}}}}");
    // With one byte changed: a flag in the directory, the name's extension in both headers, the checksum.
    let listed = ZIPPED.windows(4).position(|four| four == b"PK\x01\x02").ok_or("no directory")?;
    let changed = |places: &[usize], byte| {
        let mut archive = ZIPPED.to_vec();
        for place in places {
            archive[*place] = byte;
        }
        archive
    };
    seeds.extend([
        seed(
            any,
            "any-bulk-result",
            include_bytes!("../../../crates/hokensho-oqs/tests/data/bulk_qualification_result.xml"),
        ),
        seed(any, "refused-any-running", small("<SegmentOfResult>2</SegmentOfResult>").as_bytes()),
        seed(request, "request", REQUEST.as_bytes()),
        seed(
            request,
            "request-shift-jis",
            &QualificationRequest::read(REQUEST, Mode::Strict)?.message.write(Encoding::Windows31J)?,
        ),
        seed(request, "request-marked", &[b"\xEF\xBB\xBF", REQUEST.as_bytes()].concat()),
        seed(request, "refused-request-impossible-date", asked("<Birthdate>20240230</Birthdate>").as_bytes()),
        seed(request, "refused-request-insurer", asked("<InsurerNumber>12A</InsurerNumber>").as_bytes()),
        seed(result, "result", RESULT.as_bytes()),
        seed(result, "result-shift-jis", &in_shift_jis(RESULT)?),
        seed(result, "face", FACE.as_bytes()),
        seed(result, "face-shift-jis", &in_shift_jis(FACE)?),
        seed(result, "result-empty", small("").as_bytes()),
        seed(result, "refused-result-dtd", dtd.as_bytes()),
        seed(result, "refused-result-declared-wrongly", lies.as_bytes()),
        seed(result, "refused-result-deep", deep.as_bytes()),
        seed(result, "refused-result-twice", twice.as_bytes()),
        seed(result, "refused-result-cut", RESULT.split_at(900).0.as_bytes()),
        seed(name, "name-request", b"OQSsiquc01req_202611220007.xml"),
        seed(name, "name-zip", b"OQSmuquc02res_202611220007.ZIP"),
        seed(name, "refused-name-path", b"OQSsiquc01res_../../x.xml"),
        seed(face_name, "face-name", b"OQSsiquc01res_face_27142063864da5260a16de5a3d3ad7_20260929160112.xml"),
        seed(
            face_name,
            "refused-face-name-time",
            b"OQSsiquc01res_face_27142063864da5260a16de5a3d3ad7_20260231160112.xml",
        ),
        seed(bulk, "refused-bulk-dtd", small("<BulkConfirmUnit><!DOCTYPE a></BulkConfirmUnit>").as_bytes()),
        seed(bulk, "refused-bulk-padding", (small("<BulkConfirmUnit/>") + "\0<!-- -->").as_bytes()),
        seed(zip, "zip", ZIPPED),
        seed(zip, "refused-zip-cut", ZIPPED.split_at(500).0),
        seed(zip, "refused-zip-encrypted", &changed(&[listed + 8], 1)),
        seed(zip, "refused-zip-path", &changed(&[30 + 13, listed + 46 + 13], b'/')),
        seed(zip, "refused-zip-checksum", &changed(&[listed + 16], 0)),
        seed(json, "json", ANSWER.as_bytes()),
        seed(
            json,
            "json-result",
            &QualificationResult::read(RESULT, Mode::Strict)?.message.write_json(JsonRoot::Bare)?,
        ),
        seed(
            json,
            "json-unknown",
            in_json(r#""A":[1,[]],"B":[{"C":null}],"D":["\u9ad9"],"E":{},"F":[{},{}]"#).as_bytes(),
        ),
        seed(json, "refused-json-twice", in_json(r#""A":"1","B":2,"A":[3]"#).as_bytes()),
        seed(json, "refused-json-number", in_json(r#""QualificationValidity":1"#).as_bytes()),
        seed(json, "refused-json-shape", in_json(r#""ResultList":["1"]"#).as_bytes()),
        seed(
            json,
            "refused-json-deep",
            in_json(&format!("\"A\":{}{}", "[".repeat(20), "]".repeat(20))).as_bytes(),
        ),
        seed(json, "refused-json-cut", ANSWER.split_at(900).0.as_bytes()),
        seed(any, "any-json", ANSWER.as_bytes()),
        seed(err, "err", "形式エラー".as_bytes()),
        seed(err, "err-shift-jis", &[0x8C, 0xEB, 0x82, 0xE8]),
        seed(err, "refused-err-neither", &[0x61, 0xFF]),
    ]);
    Ok(seeds)
}

/// A result in the other encoding, which its header names too.
fn in_shift_jis(file: &str) -> Result<Vec<u8>> {
    let mut result = QualificationResult::read(file, Mode::Strict)?.message;
    result.header.character_code = CharacterCode::ShiftJis.into();
    Ok(result.write(Encoding::Windows31J)?)
}
