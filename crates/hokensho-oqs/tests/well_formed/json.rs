use hokensho_oqs::{Error, Finding, JsonRoot, Message, Mode, QualificationResult};
use proptest::prelude::*;
use serde_json::Value;

use crate::MODES;

/// A message with this as the value of a member that isn't known.
fn message(value: &str) -> String {
    format!(r#"{{"XmlMsg":{{"MessageHeader":{{}},"MessageBody":{{"A":{value},"B":"after"}}}}}}"#)
}

fn read(file: impl Into<Vec<u8>>, mode: Mode) -> Result<QualificationResult, Error> {
    QualificationResult::read_json(file, mode).map(|received| received.message)
}

fn assert_refused(file: impl Into<Vec<u8>>, clause: &str) {
    let file = file.into();
    for mode in MODES {
        let refused = read(&*file, mode).expect_err(clause);
        assert!(
            matches!(refused, Error::Json { .. } | Error::Undecodable { .. }),
            "{clause}: {}: {refused}",
            String::from_utf8_lossy(&file)
        );
    }
}

#[test]
fn refuses_values_that_are_none() {
    for (value, clause) in [
        ("", "2: a value"),
        ("True", "3: literal names in small letters"),
        ("nul", "3: no other literal names"),
        ("nulll", "3: no other literal names"),
        ("NaN", "6: no such number"),
        ("Infinity", "6: no such number"),
        ("-Infinity", "6: no such number"),
        ("undefined", "3: no other literal names"),
        ("+1", "6: no plus"),
        ("-", "6: a digit"),
        ("--1", "6: one minus"),
        ("- 1", "6: no blank inside"),
        ("01", "6: no leading zeros"),
        ("-01", "6: no leading zeros"),
        ("00", "6: no leading zeros"),
        (".5", "6: a digit before the point"),
        ("1.", "6: a digit behind the point"),
        ("1.e1", "6: a digit behind the point"),
        ("1.2.3", "6: one point"),
        ("1e", "6: a digit of the exponent"),
        ("1e+", "6: a digit of the exponent"),
        ("1e1.5", "6: a whole exponent"),
        ("1eE2", "6: one exponent"),
        ("0x1F", "6: decimal digits"),
        ("１", "6: digits of ASCII"),
        ("1_000", "6: digits alone"),
        ("1 000", "6: no blank inside"),
        ("1a", "6: digits alone"),
        ("A", "3: no words"),
        ("'a'", "7: quotation marks"),
        ("“a”", "7: quotation marks"),
        ("\"a", "7: ends"),
        ("\"a\tb\"", "7: control characters are escaped"),
        ("\"a\nb\"", "7: control characters are escaped"),
        ("\"\u{0}\"", "7: control characters are escaped"),
        ("\"\u{1F}\"", "7: control characters are escaped"),
        (r#""\a""#, "7: no other escapes"),
        (r#""\'""#, "7: no other escapes"),
        (r#""\x41""#, "7: no other escapes"),
        (r#""\U0041""#, "7: a small u"),
        (r#""\u004""#, "7: four digits"),
        (r#""\u00G1""#, "7: hexadecimal digits"),
        (r#""\u+041""#, "7: hexadecimal digits"),
        (r#""\ud800""#, "8.2: no half of a character, by the rule of this crate"),
        (r#""\udc00""#, "8.2: no half of a character, by the rule of this crate"),
        (r#""\ud800\ud800""#, "8.2: no half of a character, by the rule of this crate"),
        (r#""\ud800\u0041""#, "8.2: no half of a character, by the rule of this crate"),
        (r#""\ud842 \udfb7""#, "8.2: no half of a character, by the rule of this crate"),
        ("[", "5: ends"),
        ("[1", "5: ends"),
        ("[1,]", "5: no comma at the end"),
        ("[,1]", "5: no comma at the beginning"),
        ("[1,,2]", "5: a value between commas"),
        ("[,]", "5: values"),
        ("[1 2]", "5: a comma between"),
        ("[1:2]", "5: a comma between"),
        ("[1;2]", "5: a comma between"),
        ("[1}", "5: the same bracket"),
        ("[1]]", "5: one bracket"),
        ("{", "4: ends"),
        ("{\"a\"}", "4: a value"),
        ("{\"a\":}", "4: a value"),
        ("{\"a\" 1}", "4: a colon"),
        ("{\"a\":1,}", "4: no comma at the end"),
        ("{,\"a\":1}", "4: no comma at the beginning"),
        ("{\"a\":1 \"b\":2}", "4: a comma between"),
        ("{\"a\"::1}", "4: one colon"),
        ("{a:1}", "4: names are strings"),
        ("{1:1}", "4: names are strings"),
        ("{'a':1}", "4: names are strings"),
        ("{null:1}", "4: names are strings"),
        ("{\"a\":1]", "4: the same bracket"),
        ("{[]:1}", "4: names are strings"),
        ("1 // a", "2: no comments"),
        ("/* a */1", "2: no comments"),
        ("1#a", "2: no comments"),
        ("\u{A0}1", "2: four blanks alone"),
        ("\u{3000}1", "2: four blanks alone"),
        ("\u{C}1", "2: four blanks alone"),
        ("\u{FEFF}1", "2: four blanks alone"),
    ] {
        assert_refused(message(value), clause);
        // As deep in lists as what isn't known may stand.
        assert_refused(message(&format!("[[{value}],{{\"C\":{value}}}]")), clause);
        let known = format!(r#"{{"MessageHeader":{{"ErrorMessage":{value}}},"MessageBody":{{}}}}"#);
        assert!(MODES.iter().all(|&mode| read(&*known, mode).is_err()), "{clause}: {known}");
    }
}

#[test]
fn refuses_files_that_hold_anything_but_one_object() {
    let whole = message("1");
    for (file, clause) in [
        (String::new(), "2: a value"),
        (format!("{whole}}}"), "2: one value"),
        (format!("{whole}{whole}"), "2: one value"),
        (format!("{whole},"), "2: one value"),
        (format!("{whole} x"), "2: one value"),
        (format!("{whole}/**/"), "2: no comments"),
    ] {
        assert_refused(file, clause);
    }
    for (end, _) in whole.char_indices() {
        assert_refused(whole.split_at(end).0, "4: ends");
    }
    let two_marks = format!("\u{FEFF}\u{FEFF}{whole}");
    assert!(read(two_marks, Mode::Lenient).is_err(), "8.1: no more than one mark, which is let through");
    let neither_encoding = [message("").as_bytes(), b"\xFF"].concat();
    assert_refused(neither_encoding, "8.1: UTF-8");
}

#[test]
fn values_of_every_form_are_kept_as_they_are_written() {
    for value in [
        "0",
        "-0",
        "1",
        "-1",
        "10",
        "1.0",
        "1.50",
        "-0.0",
        "1e5",
        "1E5",
        "1e+5",
        "1e-05",
        "0e0",
        "1.5e300",
        // Beyond what any number type holds.
        "1e99999",
        "-1e-99999",
        "123456789012345678901234567890",
        "0.1234567890123456789012345678901",
        "true",
        "false",
        "null",
        "\"\"",
        "[]",
        "[[]]",
        "[null]",
        "[1, \"a\", {}]",
        "[{\"a\":[]},2]",
        // Kept as it stands, so nothing of it is lost.
        "[1,{\"a\":1,\"a\":2}]",
        "\"\u{7F}\u{2028}\u{FFFF}\"",
    ] {
        let message = read(message(value), Mode::Strict).unwrap();
        let written = String::from_utf8(message.write_json(JsonRoot::XmlMsg).unwrap()).unwrap();
        assert!(written.contains(&format!("\"A\":{value},")), "{value}: {written}");
    }
}

#[test]
fn strings_mean_what_json_says() {
    for (string, meant, clause) in [
        (r#""""#, "", "7"),
        (r#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t", "7: the eight short escapes"),
        (r#""\u0041\u9AD9\u9ad9""#, "A髙髙", "7: digits in either letter case"),
        (r#""\uD842\uDFB7\ud83d\ude00""#, "𠮷😀", "7: two halves"),
        (r#""\u0000\u001F""#, "\u{0}\u{1F}", "7: control characters, escaped"),
        (r#""\uFFFE\uFDD0""#, "\u{FFFE}\u{FDD0}", "8.2: no character, and let through"),
        ("\"/\u{7F}\u{80}\u{2028}\u{FEFF}\"", "/\u{7F}\u{80}\u{2028}\u{FEFF}", "7: all else as it is"),
        (r#""\\u0041""#, "\\u0041", "7: an escaped backslash"),
    ] {
        for key in ["A", "\\u0041"] {
            let file = message(string).replacen("\"A\"", &format!("\"{key}\""), 1);
            let read = read(file, Mode::Strict).unwrap().body.unknown.elements;
            let element = read.first().unwrap();
            assert_eq!((element.name(), element.text()), ("A", meant), "{clause}");
        }
    }
}

#[test]
fn blanks_and_a_mark_around_the_marks_mean_nothing() {
    let plain = message("[1,{\"a\":\"b\"}]");
    let laid_out = plain.replace(':', "\t:\n").replace(',', " ,\r\n").replace('}', "\n}").replace('{', "{ ");
    let read = |file: String| QualificationResult::read_json(file, Mode::Strict).unwrap().message;
    let element = |message: QualificationResult| message.body.unknown.elements.len();
    assert_eq!(element(read(plain.clone())), element(read(format!("\u{FEFF} {laid_out} \n"))));
}

#[test]
fn a_name_twice_is_a_finding_and_both_are_kept() {
    let file = message("{\"a\":\"1\",\"a\":\"1\"}");
    assert!(
        matches!(read(&*file, Mode::Strict), Err(Error::Refused(found)) if found.finding == Finding::Repeated)
    );
    let message = read(file, Mode::Lenient).unwrap();
    assert_eq!(message.body.unknown.elements.first().unwrap().children().len(), 2);
}

#[test]
fn nesting_ends_at_the_budget_and_not_at_the_stack() {
    for open in ["[", "{\"a\":", "[{\"a\":"] {
        let file = message(&open.repeat(100_000));
        assert!(matches!(read(file, Mode::Lenient), Err(Error::OverBudget { .. })), "{open}");
    }
}

/// JSON, and what becomes of it by a slip.
fn value() -> impl Strategy<Value = String> {
    let string = prop::sample::select(vec![
        "\"a\"",
        "\"\"",
        "\"保険\"",
        r#""\n\u0041""#,
        r#""\ud842\udfb7""#,
        r#""\ud842""#,
        "\"\t\"",
        r#""\x""#,
        "0",
        "-1.5",
        "01",
        "1e3",
        "1.",
        "true",
        "null",
        "nul",
        "[]",
        "{}",
        "",
    ]);
    let value = string.prop_map(str::to_owned).prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec(inner.clone(), 0..3).prop_map(|members| {
                let members = members.iter().zip('a'..);
                let members: Vec<_> = members.map(|(value, name)| format!("\"{name}\": {value}")).collect();
                format!("{{{}}}", members.join(", "))
            }),
            inner.prop_map(|value| format!(" {value}\n")),
        ]
    });
    (
        value,
        any::<prop::sample::Index>(),
        prop::sample::select(vec!["", "", ",", "]", "}", "\"", ":", "\\", "1", " ", "x"]),
    )
        .prop_map(|(value, place, slip)| {
            let places: Vec<_> = value.char_indices().map(|(place, _)| place).chain([value.len()]).collect();
            let (before, after) = value.split_at(*place.get(&places));
            format!("{before}{slip}{after}")
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn what_is_read_is_what_a_general_reader_takes(value in value()) {
        let file = message(&value);
        let general = serde_json::from_str::<Value>(&file);
        match (read(&*file, Mode::Lenient), general) {
            (Ok(message), Ok(general)) => {
                let written = message.write_json(JsonRoot::XmlMsg).unwrap();
                let written = serde_json::from_slice::<Value>(&written).unwrap();
                prop_assert_eq!(written, general, "{}", file);
            }
            (Err(_), Err(_)) => {}
            (ours, general) => prop_assert!(false, "{}: {:?}, {:?}", file, ours, general),
        }
    }
}
