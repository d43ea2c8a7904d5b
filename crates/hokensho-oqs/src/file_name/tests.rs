use super::*;
use proptest::prelude::*;

#[test]
fn the_counter_of_a_day_has_four_digits() {
    let day = Date::new(2026, 11, 22).unwrap();
    let named = |counter| FileName::new(ApiId::QUALIFICATION_REQUEST, day, counter);
    assert_eq!(named(9999).unwrap().suffix(), "202611229999");
    assert_eq!(named(10_000), Err(Error::FileName { part: FileNamePart::Counter }));
}

#[test]
fn reads_the_suffixes_that_working_systems_write() {
    for name in
        ["OQSsiimm01req_2021081611906.xml", "YZKsiquc01req_0126110409301234.xml", "TKKsiquc01res_1.pdf"]
    {
        assert_eq!(name.parse::<FileName>().unwrap().to_string(), name);
    }
}

#[test]
fn refuses_names_that_are_not_of_the_interface() {
    let part = |name: &str| match name.parse::<FileName>() {
        Err(Error::FileName { part }) => part,
        other => panic!("{name}: {other:?}"),
    };
    assert_eq!(part(""), FileNamePart::Extension);
    assert_eq!(part("OQSsiquc01req_1"), FileNamePart::Extension);
    assert_eq!(part("OQSsiquc01req_1.tmp"), FileNamePart::Extension);
    assert_eq!(part("OQSsiquc01req.xml"), FileNamePart::Suffix);
    assert_eq!(part("OQSsiquc01req_.xml"), FileNamePart::Suffix);
    for api in [
        "oqssiquc01req",
        "OQSxxquc01req",
        "OQSsiquc1req",
        "OQSsiquc01rex",
        "OQSsiquc01request",
        "資格確認要求",
    ] {
        assert_eq!(part(&format!("{api}_1.xml")), FileNamePart::Api, "{api}");
    }
}

#[test]
fn refuses_suffixes_that_leave_the_folder() {
    for suffix in ["../x", "a/b", r"a\b", "a:b", "a\0b", &"9".repeat(300)] {
        let name = format!("OQSsiquc01req_{suffix}.xml");
        assert_eq!(name.parse::<FileName>(), Err(Error::FileName { part: FileNamePart::Suffix }), "{name}");
    }
}

#[test]
fn an_answer_has_the_suffix_of_its_request() {
    let request: FileName = "OQSsiquc01req_202611220001.xml".parse().unwrap();
    let answers = |name: &str| name.parse::<FileName>().unwrap().answers(&request);
    assert!(answers("OQSsiquc01res_202611220001.xml"));
    assert!(!answers("OQSsiquc01res_202611220002.xml"));
    assert!(!answers("OQSmuquc01res_202611220001.xml"));
    assert!(!answers("OQSsiquc01req_202611220001.xml"));
    let result: FileName = "OQSsiquc01res_202611220001.xml".parse().unwrap();
    assert_eq!(result.answer(), None);
    assert_eq!(result.refusal(), None);
}

#[test]
fn refuses_face_names_without_a_real_time() {
    for name in [
        "OQSsiquc01res_face_1300000005.xml",
        "OQSsiquc01res_face_1300000005_20261122.xml",
        "OQSsiquc01res_face_1300000005_20260230093000.xml",
        "OQSsiquc01res_face__20261122093000.xml",
        "OQSsiquc01res_202611220001.xml",
    ] {
        assert_eq!(name.parse::<FaceFileName>(), Err(Error::FileName { part: FileNamePart::Face }), "{name}");
    }
    let request = "OQSsiquc01req_face_1300000005_20261122093000.xml";
    assert_eq!(request.parse::<FaceFileName>(), Err(Error::FileName { part: FileNamePart::Api }));
}

#[test]
fn reads_face_names_with_any_middle() {
    for id in ["1300000005400", "a_b", "20261122"] {
        let name = format!("OQSsiquc01res_face_{id}_20261122093000.xml");
        let face: FaceFileName = name.parse().unwrap();
        assert_eq!(face.id(), id);
        assert_eq!(face.to_string(), name);
    }
}

proptest! {
    #[test]
    fn names_round_trip(
        api in "[A-Z]{3}(si|mu)[a-z]{3}[0-9]{2}(req|res)",
        suffix in "[0-9A-Za-z_.-]{1,40}",
        extension in prop::sample::select(vec!["xml", "zip", "pdf", "err"]),
    ) {
        let text = format!("{api}_{suffix}.{extension}");
        prop_assert_eq!(text.parse::<FileName>().unwrap().to_string(), text);
    }

    #[test]
    fn no_name_makes_a_reader_panic(text in ".{0,60}") {
        let _ = text.parse::<FileName>();
        let _ = text.parse::<FaceFileName>();
    }
}
