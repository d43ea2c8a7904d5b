use alloc::string::{String, ToString};
use alloc::vec;

use super::*;
use crate::Error;
use crate::fixtures::day;

const COLUMNS: &[(&str, InstitutionField)] = &[
    ("コード", InstitutionField::Code),
    ("名称", InstitutionField::Name),
    ("区分", InstitutionField::Kind),
    ("所在地", InstitutionField::Address),
    ("開始日", InstitutionField::EquippedSince),
    ("スマホ", InstitutionField::Equipment(Equipment::PhoneReader)),
    ("医療扶助", InstitutionField::Equipment(Equipment::MedicalAid)),
];

const HEADINGS: [&str; 8] = ["番号", "コード", "名称", "区分", "所在地", "開始日", "スマホ", "医療扶助"];

fn read(rows: &[[&str; 8]]) -> InstitutionList {
    InstitutionList::from_rows(COLUMNS, core::iter::once(HEADINGS).chain(rows.iter().copied())).unwrap()
}

fn list() -> InstitutionList {
    read(&[
        ["1", "1310000008", "試験医院", "医科", "東京都千代田区１－２", "2021/10/20", "○", ""],
        ["2", "2740000003", "見本薬局", "薬局", "大阪府大阪市北区3", "2025年9月19日", "×", "○"],
        ["3", "", "訪問見本", "", "", "", "", "0"],
    ])
}

fn found(query: &InstitutionQuery) -> Vec<String> {
    list().search(query).map(|it| it.name.to_string()).collect()
}

#[test]
fn a_list_is_read_by_its_headings() {
    let list = list();
    assert_eq!(list.problems(), []);
    let [clinic, pharmacy, visiting] = list.institutions() else { panic!() };
    assert_eq!(clinic.equipped_since, Some(day("2021-10-20")));
    assert_eq!(clinic.stated(Equipment::PhoneReader), Stated::Has);
    assert_eq!(clinic.stated(Equipment::MedicalAid), Stated::Nothing); // an empty cell
    assert_eq!(clinic.stated(Equipment::HomeVisit), Stated::Nothing); // no column
    assert_eq!(pharmacy.stated(Equipment::PhoneReader), Stated::HasNot);
    assert_eq!(pharmacy.kind(), Some(PointTable::Pharmacy));
    assert_eq!(pharmacy.equipped_since, Some(day("2025-09-19")));
    assert_eq!((visiting.kind(), visiting.prefecture(), visiting.equipped_since), (None, None, None));
    let code = InstitutionCode::new("2740000003").unwrap();
    assert_eq!(list.by_code(&code), Some(pharmacy));
}

#[test]
fn each_question_narrows_the_search() {
    let all = ["試験医院", "見本薬局", "訪問見本"];
    assert_eq!(found(&InstitutionQuery::new()), all);
    assert_eq!(found(&InstitutionQuery::new().named("見本")), ["見本薬局", "訪問見本"]);
    assert_eq!(found(&InstitutionQuery::new().at("千代田区1-2")), ["試験医院"]);
    assert_eq!(found(&InstitutionQuery::new().of_kind(PointTable::Pharmacy)), ["見本薬局"]);
    assert_eq!(found(&InstitutionQuery::new().in_prefecture(Prefecture::new(13).unwrap())), ["試験医院"]);
    assert_eq!(found(&InstitutionQuery::new().with(Equipment::MedicalAid)), ["見本薬局"]);
    // None of them states it.
    assert_eq!(found(&InstitutionQuery::new().with(Equipment::HomeVisit)), [""; 0]);
    let both = InstitutionQuery::new().with(Equipment::MedicalAid).with(Equipment::PhoneReader);
    assert_eq!(found(&both), [""; 0]);
}

#[test]
fn who_begins_later_does_not_take_the_card_yet() {
    let on = |date| found(&InstitutionQuery::new().equipped_on(day(date)));
    assert_eq!(on("2021-10-19"), [""; 0]);
    assert_eq!(on("2021-10-20"), ["試験医院"]);
    assert_eq!(on("2025-09-19"), ["試験医院", "見本薬局"]);
}

#[test]
fn what_cannot_be_read_is_told_and_not_guessed() {
    let list = read(&[
        ["1", "131000000", "試験医院", "獣医", "", "令和3年10月20日", "?", "はい"],
        ["2", "", "", "", "", "", "", ""],
    ]);
    let told: Vec<_> = list.problems().iter().map(|it| (it.row, it.field)).collect();
    let expected = [
        (2, InstitutionField::Code),
        (2, InstitutionField::Kind),
        (2, InstitutionField::EquippedSince),
        (2, InstitutionField::Equipment(Equipment::PhoneReader)),
        (2, InstitutionField::Equipment(Equipment::MedicalAid)),
        (3, InstitutionField::Name),
    ];
    assert_eq!(told, expected);
    assert_eq!(list.institutions(), [Institution::named("試験医院")]);
}

#[test]
fn refuses_dates_that_do_not_exist_or_go_on() {
    for text in ["2025-02-30", "2025-9", "2025-9-19-1", "9/19/2025x", "2025/9/", "２０２５"] {
        let list = read(&[["1", "", "試験医院", "", "", text, "", ""]]);
        assert_eq!(list.problems().len(), 1, "{text}");
    }
}

#[test]
fn a_row_that_is_cut_short_is_read_as_far_as_it_goes() {
    let rows = [HEADINGS.to_vec(), vec!["1", "1310000008", "試験医院"]];
    let list = InstitutionList::from_rows(COLUMNS, rows).unwrap();
    assert_eq!(list.institutions()[0].name, "試験医院");
    assert_eq!(list.institutions()[0].equipped_since, None);
}

#[test]
fn refuses_a_list_without_its_columns_or_without_names() {
    let missing = Err(Error::ColumnMissing { field: InstitutionField::Code });
    assert_eq!(InstitutionList::from_rows(COLUMNS, [["名称", "区分"]]), missing);
    assert_eq!(InstitutionList::from_rows(COLUMNS, [[""; 0]; 0]), missing);
    let nameless = InstitutionList::from_rows(&[("区分", InstitutionField::Kind)], [["区分"]]);
    assert_eq!(nameless, Err(Error::ColumnMissing { field: InstitutionField::Name }));
}

#[test]
fn refuses_a_list_that_does_not_end() {
    let columns = [("名称", InstitutionField::Name)];
    let most = InstitutionList::MAX_ROWS;
    let rows = |count| {
        let rows = core::iter::once(["名称"]).chain(core::iter::repeat([""]));
        InstitutionList::from_rows(&columns, rows.take(count))
    };
    assert_eq!(rows(most).unwrap().problems().len(), most - 1);
    assert_eq!(rows(most + 1), Err(Error::TooManyRows { most }));
}
