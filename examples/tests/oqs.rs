//! The example `oqs` as its users run it: what it prints, what it writes, and the status that it ends with.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that can't go on has failed")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use hokensho::oqs::{BulkQualificationResult, Encoding, JsonRoot, Message as _, Mode, QualificationResult};
use serde_json::{Value, json};

/// A sender and a person whose check digits fit.
const SENDER: [&str; 2] = ["--institution", "1300000005"];
const PERSON: [&str; 4] = ["--insurer", "01130012", "--number", "4260"];
/// What a file says of its people: nothing of it is for the screen.
const PERSONAL: [&str; 6] = ["髙橋", "花子", "19800217", "20010", "4260", "記号"];

/// The built example. `cargo test` builds it before the tests; what runs this test alone may not have.
fn example() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let target = tests.ancestors().nth(2).unwrap();
    let example = target.join("examples").join(format!("oqs{}", std::env::consts::EXE_SUFFIX));
    if !example.exists() {
        let build = ["build", "--quiet", "--package", "hokensho-examples", "--example", "oqs"];
        assert!(Command::new(env!("CARGO")).args(build).status().unwrap().success());
    }
    example
}

/// How it ended, and what it said.
struct Ran {
    status: Option<i32>,
    out: Vec<u8>,
    err: String,
}

impl Ran {
    fn text(&self) -> &str {
        str::from_utf8(&self.out).unwrap()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.out).unwrap()
    }

    fn shows_nobody(&self) {
        for personal in PERSONAL {
            assert!(!self.text().contains(personal) && !self.err.contains(personal), "{personal}");
        }
    }
}

fn oqs<'a>(args: impl IntoIterator<Item = &'a str>) -> Ran {
    oqs_with("", args)
}

fn oqs_with<'a>(input: &str, args: impl IntoIterator<Item = &'a str>) -> Ran {
    let mut child = Command::new(example())
        .args(["--lang", "en"])
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Who is refused at once may not have read it.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Ran { status: output.status.code(), out: output.stdout, err: String::from_utf8(output.stderr).unwrap() }
}

/// The messages that the tests of `hokensho-oqs` read.
fn data(name: &str) -> String {
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/hokensho-oqs/tests/data");
    Path::new(data).join(name).to_str().unwrap().to_owned()
}

/// A file with this in it, in a folder that lives as long.
fn file(name: &str, content: impl AsRef<[u8]>) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (folder, path)
}

/// A bulk result in which the first of two people can't be read.
fn broken() -> String {
    let whole = fs::read_to_string(data("bulk_qualification_result.xml")).unwrap();
    let search = "<QualificationConfirmSearchInfo/>";
    whole.replacen("<BulkConfirmUnit>", &format!("<BulkConfirmUnit>{}", search.repeat(2)), 1)
}

#[test]
fn what_is_right_is_named_and_ends_well() {
    let (request, bulk) = (data("request.xml"), data("bulk_qualification_result.zip"));
    let ran = oqs(["check", &request, &bulk]);
    ran.shows_nobody();
    let wanted = format!(
        "{request}: qualification request, UTF-8\n{bulk}: bulk qualification result, UTF-8, 2 people\n"
    );
    assert_eq!((ran.text(), &*ran.err, ran.status), (&*wanted, "", Some(0)));
}

#[test]
fn the_json_of_the_web_api_is_known_too_and_becomes_xml() {
    let answer = data("answer.json");
    let ran = oqs(["check", "--json", &answer]);
    assert_eq!(
        (&ran.json()["kind"], ran.status),
        (&json!("qualification_result"), Some(0)),
        "{}",
        ran.text()
    );
    ran.shows_nobody();
    let ran = oqs(["convert", &answer, "--to", "sjis"]);
    let read = QualificationResult::read(ran.out, Mode::Strict).unwrap();
    assert_eq!(read.encoding, Encoding::Windows31J);
    let json = QualificationResult::read_json(fs::read(answer).unwrap(), Mode::Strict).unwrap();
    assert_eq!(read.message.body, json.message.body);
}

#[test]
fn a_finding_is_told_with_its_place_and_fails() {
    let wrong = fs::read_to_string(data("request.xml")).unwrap().replace("20010327", "20010230");
    let at = wrong.find("<Birthdate>").unwrap();
    let (_folder, path) = file("a.xml", wrong);
    let ran = oqs(["check", "--json", &path]);
    let found = format!(
        "XmlMsg/MessageBody/QualificationConfirmSearchInfo/Birthdate at byte {at}: no such date or time"
    );
    let wanted = json!({
        "file": path, "kind": "qualification_request", "label": "qualification request", "encoding": "UTF-8",
        "people": null, "findings": 1, "found": [found],
    });
    assert_eq!((ran.json(), ran.status), (wanted, Some(1)));
    assert_eq!(ran.err, "1 of 1 with something wrong\n");
    ran.shows_nobody();
}

#[test]
fn a_person_who_cannot_be_read_is_a_finding_among_the_others() {
    let (_folder, path) = file("a.xml", broken());
    let ran = oqs(["check", "--json", &path]);
    assert_eq!((ran.json()["people"].as_u64(), ran.json()["findings"].as_u64()), (Some(2), Some(1)));
    let found = ran.json()["found"][0].as_str().unwrap().to_owned();
    assert!(
        found.starts_with("XmlMsg/MessageBody/BulkConfirmUnit[1]/QualificationConfirmSearchInfo"),
        "{found}"
    );
    assert_eq!(ran.status, Some(1));
    ran.shows_nobody();
    let ran = oqs(["summary", &path]);
    assert!(ran.text().contains("        1  people who can't be read\n"), "{}", ran.text());
    assert_eq!(ran.status, Some(0));
    // In a converted file nobody may be missing.
    let ran = oqs(["convert", &path, "--to", "sjis"]);
    assert_eq!(ran.status, Some(1));
    ran.shows_nobody();
}

#[test]
fn a_file_that_breaks_off_is_no_count_of_its_people() {
    let whole = fs::read_to_string(data("bulk_qualification_result.xml")).unwrap();
    let (cut, _) = whole.rsplit_once("<ProcessingResultStatus>").unwrap();
    let (_folder, path) = file("a.xml", cut);
    let ran = oqs(["summary", &path]);
    assert_eq!((ran.text(), ran.status), ("", Some(1)));
    assert!(ran.err.contains("an unexpected end"), "{}", ran.err);
    ran.shows_nobody();
    assert_eq!(oqs(["check", &path]).status, Some(1));
}

#[test]
fn other_people_than_the_header_counts_are_a_finding() {
    let whole = fs::read_to_string(data("bulk_qualification_result.xml")).unwrap();
    let wrong = whole.replace("<NumberOfProcessingResult>002<", "<NumberOfProcessingResult>3<");
    assert_ne!(wrong, whole);
    let (_folder, path) = file("a.xml", wrong);
    let ran = oqs(["check", "--json", &path]);
    assert_eq!(ran.json()["found"], json!(["the header says 3 people, but 2 came"]));
    assert_eq!(ran.status, Some(1));
}

#[test]
fn people_of_a_result_that_is_read_whole_are_counted_too() {
    let xml = fs::read(data("bulk_qualification_result.xml")).unwrap();
    let result = BulkQualificationResult::read(xml, Mode::Strict).unwrap().message;
    let (_folder, path) = file("a.json", result.write_json(JsonRoot::XmlMsg).unwrap());
    let (of_json, of_xml) = (path, data("bulk_qualification_result.xml"));
    let counts = |path: &str| oqs(["summary", "--json", path]).json()["counts"].clone();
    assert_eq!(counts(&of_json), counts(&of_xml));
    assert_eq!(oqs(["check", "--json", &of_json]).json()["people"], json!(2));
}

#[test]
fn a_header_after_the_people_is_converted_as_any() {
    let whole = fs::read_to_string(data("bulk_qualification_result.xml")).unwrap();
    let (before, rest) = whole.split_once("<MessageHeader>").unwrap();
    let (header, body) = rest.split_once("</MessageHeader>").unwrap();
    let (body, _) = body.split_once("</XmlMsg>").unwrap();
    let late = format!("{before}{body}<MessageHeader>{header}</MessageHeader></XmlMsg>");
    let (_folder, path) = file("a.xml", late);
    let ran = oqs(["convert", &path, "--to", "sjis"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert_eq!(ran.out, oqs(["convert", &data("bulk_qualification_result.xml"), "--to", "sjis"]).out);
}

#[test]
fn refuses_a_request_for_days_or_months_that_end_before_they_begin() {
    let days = ["--from", "20261122", "--to", "20261121"];
    for what in ["home-visits", "online-care"] {
        let ran = oqs(["request", what].into_iter().chain(SENDER).chain(days));
        assert_eq!((&*ran.out, ran.status), (&b""[..], Some(1)), "{what}");
        assert!(ran.err.contains("/ConsentDateTo"), "{}", ran.err);
    }
    let months = ["--from", "202610", "--to", "202609"];
    let ran = oqs(["request", "medicines"].into_iter().chain(SENDER).chain(PERSON).chain(months));
    assert_eq!((&*ran.out, ran.status), (&b""[..], Some(1)));
    assert!(ran.err.contains("/EndDate"), "{}", ran.err);
}

#[test]
fn refuses_a_request_without_a_number_or_with_one_that_no_message_has_room_for() {
    let long = "4711".repeat(13);
    for (what, more, told) in [
        ("registration", ["--reference", ""], "/ReferenceNumber is missing or empty"),
        ("registration", ["--reference", "　"], "nothing but blanks in "),
        ("registration", ["--reference", &long], "more than 50 characters in "),
        ("checkups", ["--branch", "1"], "a branch number of other than two digits in "),
        ("checkups", ["--identifier", "47\n11"], "the character U+000A in "),
    ] {
        let ran = oqs(["request", what].into_iter().chain(SENDER).chain(PERSON).chain(more));
        assert_eq!((&*ran.out, ran.status), (&b""[..], Some(1)), "{what}");
        assert!(ran.err.contains(told) && !ran.err.contains("47"), "{}", ran.err);
    }
}

#[test]
fn findings_without_end_are_counted_and_the_first_told() {
    let whole = fs::read_to_string(data("bulk_qualification_result.xml")).unwrap();
    let unit =
        "<BulkConfirmUnit><ProcessingResultStatus>1</ProcessingResultStatus><QualificationConfirmSearchInfo>
        <Birthdate>x</Birthdate></QualificationConfirmSearchInfo></BulkConfirmUnit>";
    let (head, _) = whole.split_once("<BulkConfirmUnit>").unwrap();
    let head = head.replace("<NumberOfProcessingResult>002<", "<NumberOfProcessingResult>250<");
    let (_folder, path) = file("a.xml", format!("{head}{}</MessageBody></XmlMsg>", unit.repeat(250)));
    let ran = oqs(["check", &path]);
    assert_eq!((ran.text().lines().count(), ran.text().lines().last()), (102, Some("  … 150")));
}

#[test]
fn what_is_no_message_is_refused_file_by_file() {
    let (_folder, other) = file("a.xml", "<XmlMsg><MessageHeader/><MessageBody/></XmlMsg>");
    let (_folder, archive) = file("b.zip", b"PK and nothing more");
    let request = data("request.xml");
    let ran = oqs(["check", &other, &archive, "no-such-file", &request]);
    let lines: Vec<_> = ran.text().lines().collect();
    assert_eq!(lines[0], format!("{other}: no message is known by these elements"));
    assert!(lines[1].starts_with(&format!("{archive}: ")) && lines[1].contains("no readable directory"));
    assert!(lines[2].starts_with("no-such-file: "));
    assert_eq!(lines[3], format!("{request}: qualification request, UTF-8"));
    assert_eq!((&*ran.err, ran.status), ("3 of 4 with something wrong\n", Some(1)));
}

#[test]
fn a_name_decides_only_where_the_content_does_not() {
    let one = fs::read_to_string(data("bulk_qualification_request.xml")).unwrap();
    let (head, rest) = one.split_once("<QualificationConfirmSearchInfo>").unwrap();
    let (search, _) = rest.split_once("</QualificationConfirmSearchInfo>").unwrap();
    let one = format!(
        "{head}<QualificationConfirmSearchInfo>{search}</QualificationConfirmSearchInfo></MessageBody></XmlMsg>"
    );
    // Of one person it looks like a single request.
    let (_folder, path) = file("OQSmuquc01req_1.xml", one);
    assert_eq!(oqs(["check", "--json", &path]).json()["kind"], json!("qualification_request"));
    // A refusal that says no more than that looks like nothing.
    let refused =
        "<XmlMsg><MessageHeader><SegmentOfResult>9</SegmentOfResult></MessageHeader><MessageBody/></XmlMsg>";
    let (_folder, path) = file("OQSmuquc02res_1.xml", refused);
    let ran = oqs(["summary", "--json", &path]);
    assert_eq!(ran.json()["kind"], json!("bulk_qualification_result"));
    assert_eq!((&ran.json()["counts"], ran.status), (&json!({ "people": 0 }), Some(0)));
}

#[test]
fn a_summary_counts_and_shows_nobody() {
    let bulk = data("bulk_qualification_result.zip");
    let ran = oqs(["summary", &bulk]);
    ran.shows_nobody();
    let wanted = "bulk qualification result, UTF-8, finished
        2  people
        2  people by the header
        1  people with a reference number
        1  valid
        1  without an answer
";
    assert_eq!((ran.text(), ran.status), (wanted, Some(0)));
    let ran = oqs(["--lang", "ja", "summary", "--json", &data("medicines_result.xml")]);
    assert_eq!(ran.status, Some(2), "said twice");
    let ran = oqs(["summary", "--json", &data("medicines_result.xml")]);
    assert_eq!((&ran.json()["counts"]["medicines"], ran.status), (&json!(6), Some(0)));
}

#[test]
fn a_code_that_nobody_knows_is_not_shown() {
    let whole = fs::read_to_string(data("bulk_qualification_result.xml")).unwrap();
    let odd = whole.replacen("<QualificationValidity>1", "<QualificationValidity>花子", 1);
    assert_ne!(odd, whole);
    let (_folder, path) = file("a.xml", odd);
    let ran = oqs(["summary", &path]);
    assert!(ran.text().contains("1  unknown codes"));
    ran.shows_nobody();
}

#[test]
fn a_converted_message_says_so_and_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.xml");
    let (face, out) = (data("face.xml"), out.to_str().unwrap());
    let ran = oqs(["convert", &face, "--to", "sjis", "--output", out, "--json"]);
    assert_eq!(
        (&ran.json()["file"], &ran.json()["encoding"], ran.status),
        (&json!(out), &json!("Shift_JIS"), Some(0))
    );
    assert_eq!(oqs(["check", out]).status, Some(0));
    let back = oqs(["convert", out, "--to", "utf8"]);
    let read = |bytes: &[u8]| QualificationResult::read(bytes, Mode::Strict).unwrap().message;
    assert_eq!(read(&back.out), read(&fs::read(face).unwrap()));
    // Nothing is written over, and nothing half-written stays.
    assert_eq!(oqs(["convert", &data("request.xml"), "--to", "utf8", "-o", out]).status, Some(1));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_bulk_result_is_converted_out_of_an_archive_as_written_whole() {
    let ran = oqs(["convert", &data("bulk_qualification_result.zip"), "--to", "sjis"]);
    assert_eq!(ran.status, Some(0));
    let read = BulkQualificationResult::read(&*ran.out, Mode::Strict).unwrap();
    assert_eq!(read.message.write(Encoding::Windows31J).unwrap(), ran.out);
    let of_file = fs::read(data("bulk_qualification_result.xml")).unwrap();
    let of_file = BulkQualificationResult::read(of_file, Mode::Strict).unwrap().message;
    assert_eq!(read.message.body, of_file.body);
}

#[test]
fn how_far_a_long_file_is_can_be_told() {
    let whole = fs::read_to_string(data("bulk_qualification_result.xml")).unwrap();
    let (head, rest) = whole.split_once("<BulkConfirmUnit>").unwrap();
    let (unit, _) = rest.split_once("</BulkConfirmUnit>").unwrap();
    let units = format!("<BulkConfirmUnit>{unit}</BulkConfirmUnit>").repeat(11_000);
    let (_folder, path) = file("a.xml", format!("{head}{units}</MessageBody></XmlMsg>"));
    let ran = oqs(["--progress", "summary", &path]);
    assert_eq!((ran.err.lines().count(), ran.status), (11, Some(0)));
    assert!(ran.err.contains("\n[##########----------]  50 % "), "{}", ran.err);
    ran.shows_nobody();
    // Nobody looks at it where it wasn't asked for and there is no terminal, nor at that of a short file.
    assert_eq!(oqs(["summary", &path]).err, "");
    assert_eq!(oqs(["--progress", "summary", &data("bulk_qualification_result.zip")]).err, "");
}

#[test]
fn every_request_gets_the_name_of_its_kind_and_is_right() {
    let folder = tempfile::tempdir().unwrap();
    let into = folder.path().to_str().unwrap();
    let days = ["--from", "20261101", "--to", "20261122"];
    let months = ["--from", "202509", "--to", "202609", "--care", "home-visit"];
    let list = "insurer,number,birth\n01130012,1,19800217\n";
    let numbers = "reference,insurer,number\n7,01130012,1\n";
    for (kind, name, more, input) in [
        ("qualification", "OQSsiquc01req", [&PERSON[..], &["--birth", "19800217", "--limit"]].concat(), ""),
        (
            "registration",
            "OQSsiimm01req",
            [&PERSON[..], &["--reference", "7", "--branch", "01"]].concat(),
            "",
        ),
        ("bulk-qualification", "OQSmuquc01req", vec!["--people", "-"], list),
        ("bulk-registration", "OQSmuimm01req", vec!["--people", "-"], numbers),
        ("download", "OQSmuquc02req", vec!["--reception", "R1"], ""),
        ("download", "OQSmuimm02req", vec!["--reception", "R1", "--of", "registration"], ""),
        ("download", "OQSmutic02req", vec!["--reception", "R1", "--of", "medical-aid"], ""),
        ("download", "OQSmuhvq02req", vec!["--reception", "R1", "--of", "home-visits"], ""),
        ("download", "OQSmuonq02req", vec!["--reception", "R1", "--of", "online-care"], ""),
        ("medical-aid", "OQSmutic01req", vec!["--month", "202611"], ""),
        ("home-visits", "OQSmuhvq01req", days.to_vec(), ""),
        ("online-care", "OQSmuonq01req", days.to_vec(), ""),
        ("medicines", "YZKsiquc01req", [&PERSON[..], &months].concat(), ""),
        ("checkups", "TKKsiquc01req", [&PERSON[..], &["--pdf", "--symbol", "記号"]].concat(), ""),
    ] {
        let dated = ["--into", into, "--dated", "20261122", "--counter", "7", "--json"];
        let ran = oqs_with(input, [&["request", kind], &SENDER[..], &more, &dated].concat());
        let path = folder.path().join(format!("{name}_202611220007.xml"));
        assert_eq!((ran.status, &*ran.err), (Some(0), ""), "{kind}");
        assert_eq!(ran.json()["file"], json!(path.to_str().unwrap()), "{kind}");
        assert_eq!(ran.json()["encoding"], json!("Shift_JIS"));
        ran.shows_nobody();
        let checked = oqs(["check", path.to_str().unwrap()]);
        assert_eq!(checked.status, Some(0), "{kind}: {}", checked.text());
        // The terminal may have it already.
        let again = oqs_with(input, [&["request", kind], &SENDER[..], &more, &dated].concat());
        assert_eq!(again.status, Some(1), "{kind}");
    }
}

#[test]
fn a_list_is_read_in_either_encoding_and_any_order() {
    let list =
        "key,birth,number,insurer,symbol,limit\nk1,19800217,1,01130012,記号,1\n,19400101, 2 ,39130000,,\n";
    let (_folder, utf8) = file("a.csv", format!("\u{FEFF}{list}"));
    let sjis = [
        b"key,birth,number,insurer,symbol,limit\r\nk1,19800217,1,01130012,".as_slice(),
        &[0x8B, 0x4C, 0x8D, 0x86],
    ];
    let (_folder, sjis) =
        file("b.csv", [&sjis.concat(), b",1\r\n,19400101,2,39130000,,\r\n".as_slice()].concat());
    let request = |people| {
        let args = ["request", "bulk-qualification", "--day", "20261122", "--people", people];
        oqs([&args[..], &SENDER].concat()).out
    };
    assert_eq!(request(&utf8), request(&sjis));
    let read = hokensho::oqs::BulkQualificationRequest::read(request(&utf8), Mode::Strict).unwrap().message;
    let [first, second] = &read.body.searches[..] else { panic!() };
    assert_eq!((&first.symbol, &first.identifier), (&"記号".into(), &"k1".into()));
    assert!(second.symbol.is_absent() && second.identifier.is_absent());
    assert_eq!(second.identification_number, "2".into());
}

#[test]
fn a_line_that_cannot_be_asked_about_is_named_without_what_stands_there() {
    for (list, told) in [
        ("insurer,number,birth\n01130012,4260,19800217\n01130013,4260,19800217\n", "-: line 3: insurer: "),
        ("insurer,number,birth\n01130012,4260,19800230\n", "-: line 2: birth: "),
        ("insurer,number,birth,limit\n01130012,4260,19800217,9\n", "-: line 2: limit is 0 or 1"),
        (
            "insurer,number,birth\n01130012,1,19800217\n01130012,,19800217\n",
            "-: line 3: QualificationConfirmSearchInfo/InsuredIdentificationNumber is missing or empty",
        ),
        (
            "insurer,number,birth,branch\n01130012,4260,19800217,1\n",
            "-: line 2: a branch number of other than two digits in ",
        ),
        ("insurer,number\n01130012,4260\n", "-: line 2: "),
        (
            "insurer,number,birth,名前\n01130012,4260,19800217,花子\n",
            "-: line 1: column 4 is none of insurer,",
        ),
        // A list without names of columns.
        ("花子,01130012\n一郎,01130012\n", "-: line 1: column 1 is none of insurer,"),
        ("insurer,number,birth\n01130012,4260\n", "-: "),
        ("insurer,number,birth\n", "-: nobody in it"),
    ] {
        let ran = oqs_with(list, [&["request", "bulk-qualification", "--people", "-"], &SENDER[..]].concat());
        assert_eq!((ran.status, ran.text()), (Some(1), ""), "{list}");
        assert!(ran.err.starts_with(told), "{}", ran.err);
        ran.shows_nobody();
    }
}

#[test]
fn what_is_wrong_with_the_command_is_told_apart() {
    let mut qualification =
        [&["request", "qualification", "--birth", "19800230"], &SENDER[..], &PERSON].concat();
    let ran = oqs(qualification.clone());
    assert_eq!((ran.status, ran.text()), (Some(1), ""));
    ran.shows_nobody();
    qualification.push("--json");
    assert_eq!(oqs(qualification).status, Some(2), "the message and JSON about it on one screen");
    for command in [
        &["check"][..],
        &["convert", "a.xml", "--to", "euc-jp"],
        &["convert", "a.xml", "--to", "utf8", "--json"],
        &["request", "download", "--institution", "1300000006", "--reception", "1"],
        &["request", "download", "--institution", "1300000005"],
        &["translate"],
    ] {
        assert_eq!(oqs(command.iter().copied()).status, Some(2), "{command:?}");
    }
}

#[test]
fn the_reason_of_a_refusal_is_known_by_its_name() {
    let (_folder, path) = file("OQSsiquc01req_202611220007.err", [0x8C, 0xEB, 0x82, 0xE8]);
    let ran = oqs(["check", &path]);
    assert_eq!(ran.text(), format!("{path}: why a request was refused, Shift_JIS\n"));
    assert_eq!(
        oqs(["summary", &path]).text(),
        "why a request was refused, Shift_JIS\n        2  characters\n"
    );
    assert_eq!(oqs(["convert", &path, "--to", "utf8"]).status, Some(1));
}
