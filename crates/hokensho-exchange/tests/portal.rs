//! The portal's CSV: groups, records, and everything that isn't it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use hokensho_eligibility::{Expense, ExpenseKind, Month, Yen};
use hokensho_exchange::{Error, PortalFile};
use proptest::prelude::*;

const HEAD: &str = "わたしの情報\n医療費通知情報\n\n項目名,内容\n";

fn read(rows: &str) -> Result<PortalFile, Error> {
    PortalFile::read(format!("{HEAD}{rows}").as_bytes())
}

#[test]
fn a_new_record_begins_where_the_first_name_comes_again() {
    let file = read(
        "資格情報\n氏名,見本　花子\n医療費情報明細\n診療年月,1\n医療機関等名称,甲\n診療年月,2\n診療区分,乙\n",
    )
    .unwrap();
    let details = file.group("医療費情報明細").unwrap().records();
    assert_eq!(details.len(), 2);
    assert_eq!(details[0].rows().collect::<Vec<_>>(), [("診療年月", "1"), ("医療機関等名称", "甲")]);
    assert_eq!((details[1].value("診療区分"), details[1].value("医療機関等名称")), (Some("乙"), None));
    assert_eq!(details[1].line(), 10);
}

#[test]
fn either_line_end_a_mark_and_quotes_are_read() {
    let rows = "資格情報\n氏名,\"見本, 花子\"\n";
    let plain = read(rows).unwrap();
    assert_eq!(plain.groups()[0].records()[0].value("氏名"), Some("見本, 花子"));
    let dos = format!("\u{FEFF}{HEAD}{rows}").replace('\n', "\r\n");
    assert_eq!(PortalFile::read(dos.as_bytes()).unwrap().groups()[0].name(), "資格情報");
}

#[test]
fn any_line_end_rows_of_blanks_and_an_end_of_file_mark_are_read() {
    let (month, amount) = ("診療年月,2026年9月\n", "窓口相当負担額（円）,1\n");
    let plain = format!("{HEAD}資格情報\n氏名,見本　花子\n医療費情報明細\n{month}{amount}");
    let read = PortalFile::read(plain.as_bytes()).unwrap();
    let blanks =
        format!("{HEAD}資格情報\n氏名,見本　花子\n 　\n医療費情報明細\n{month}\"\"\n{amount}　\n\n\u{1A}");
    for file in
        [plain.replace('\n', "\r"), plain.trim_end().to_owned(), blanks.clone(), blanks.replace('\n', "\r\n")]
    {
        let other = PortalFile::read(file.as_bytes()).unwrap();
        assert_eq!(other.groups().len(), 2, "{file}");
        assert_eq!(other.expenses(), read.expenses(), "{file}");
    }
}

#[test]
fn a_quote_within_a_cell_is_a_part_of_it() {
    let file = read("資格情報\n氏名,見本\"花子\n住所,\"甲\"\"乙\"\"\"\n").unwrap();
    let record = &file.groups()[0].records()[0];
    assert_eq!((record.value("氏名"), record.value("住所")), (Some("見本\"花子"), Some("甲\"乙\"")));
}

#[test]
fn refuses_a_file_whose_rows_a_sheet_filled_up_with_commas() {
    let filled = |text: &str| PortalFile::read(text.as_bytes());
    assert_eq!(filled(&format!("わたしの情報,\n{HEAD}")), Err(Error::PortalHeading { line: 1 }));
    assert_eq!(read("資格情報,\n氏名,見本\n"), Err(Error::PortalRow { line: 5 }));
}

#[test]
fn two_groups_of_one_name_stay_apart() {
    let file = read("月\n年月,1\n月\n年月,2\n").unwrap();
    assert_eq!(file.groups().len(), 2);
}

#[test]
fn refuses_what_is_no_such_file() {
    assert_eq!(PortalFile::read(b""), Err(Error::PortalHeading { line: 0 }));
    assert_eq!(PortalFile::read("わたしの情報\n".as_bytes()), Err(Error::PortalHeading { line: 0 }));
    assert_eq!(PortalFile::read("a,b\n".as_bytes()), Err(Error::PortalHeading { line: 1 }));
    assert_eq!(PortalFile::read(b"\x82\xA0"), Err(Error::NotUtf8 { offset: 0 }));
    assert_eq!(read("氏名,見本\n"), Err(Error::PortalRow { line: 5 }));
    assert_eq!(read("資格情報\n氏名,見本,花子\n"), Err(Error::PortalRow { line: 6 }));
    let large = vec![b'a'; (4 << 20) + 1];
    assert_eq!(PortalFile::read(&large), Err(Error::TooLarge { bytes: large.len(), most: 4 << 20 }));
    let wide = format!("資格情報\n氏名,{}\n", "a".repeat((64 << 10) + 1));
    assert_eq!(read(&wide), Err(Error::PortalRow { line: 6 }));
}

#[test]
fn refuses_a_record_with_one_name_twice_rather_than_lose_a_value() {
    // The second record lacks its first row.
    let merged = "医療費情報明細\n診療年月,2026年9月\n機関名,甲\n年月,1\n機関名,乙\n年月,2\n";
    assert_eq!(read(merged), Err(Error::PortalRow { line: 9 }));
}

#[test]
fn refuses_more_rows_than_ten_years_have() {
    let rows = "a,b\n".repeat(100_000 - 4);
    assert!(read(&format!("月\n{rows}")).is_ok());
    let rows = "a\n".repeat(100_000);
    assert!(matches!(read(&rows), Err(Error::PortalRow { .. })));
    let names: String = (0..=500).map(|name| format!("{name},\n")).collect();
    assert_eq!(read(&format!("月\n{names}")), Err(Error::PortalRow { line: 506 }));
}

#[test]
fn refuses_a_quote_that_nobody_closed() {
    let (month, amount) = ("診療年月,2026年9月\n", "窓口相当負担額（円）,1\n");
    let wrong = |line| Error::PortalRow { line };
    assert_eq!(read(&format!("\"資格情報\n氏名,見本\n{month}")), Err(wrong(5)));
    assert_eq!(expenses(&format!("{month}機関名,\"甲\n{amount}")), Err(wrong(8)));
    assert_eq!(
        expenses(&format!("{month}{amount}資格情報\n氏名,\"見本\n医療費情報明細\n{month}{amount}")),
        Err(wrong(11))
    );
}

#[test]
fn refuses_an_expense_outside_the_details() {
    let (month, amount) = ("診療年月,2026年9月\n", "窓口相当負担額（円）,1\n");
    let wrong = |line| Error::PortalRow { line };
    assert_eq!(expenses(&format!("{month}{amount}見本\n{month}{amount}")), Err(wrong(11)));
    assert_eq!(expenses(&format!("{month}{amount}見本\n{amount}")), Err(wrong(11)));
    assert_eq!(expenses(&format!("{month}{amount}見本\n備考,1\n")).map(|it| it.len()), Ok(1));
}

#[test]
fn nothing_personal_is_in_debug() {
    let shown = format!("{:?}", read("資格情報\n氏名,見本　花子\n").unwrap());
    assert!(shown.contains("1 groups") && !shown.contains("見本"));
}

fn expenses(details: &str) -> Result<Vec<Expense>, Error> {
    read(&format!("資格情報\n氏名,見本　花子\n医療費情報明細\n{details}"))?.expenses()
}

#[test]
fn expenses_have_person_month_kind_and_amount() {
    let details = "診療年月,2026年9月\n医療機関等名称,甲\n診療区分,医科外来\n窓口相当負担額（円）,3000\n\
                   診療年月,2026年10月\n医療機関等名称,乙\n診療区分,医科調剤\n窓口相当負担額（円）,\"1,230円\"\n日数,2日\n";
    let read = expenses(details).unwrap();
    assert_eq!(read.len(), 2);
    assert_eq!((read[0].person.expose().as_str(), read[0].facility.expose().as_str()), ("見本　花子", "甲"));
    assert_eq!((read[0].kind, read[1].kind), (ExpenseKind::Treatment, ExpenseKind::Medicine));
    assert_eq!((read[1].charged, read[1].days), (Yen::new(1_230), Some(2)));
    assert_eq!(read[1].category.as_deref(), Some("医科調剤"));
}

#[test]
fn each_expense_is_of_the_person_named_last_before_it() {
    let details = "医療費情報明細\n診療年月,2026年9月\n窓口相当負担額（円）,1\n";
    let file = read(&format!(
        "{details}資格情報\n氏名,見本　花子\n{details}{details}資格情報\n氏名,見本　太郎\n{details}資格情報\n保険者名,見本\n{details}"
    ));
    let expenses = file.unwrap().expenses().unwrap();
    let people: Vec<_> = expenses.iter().map(|it| it.person.expose().as_str()).collect();
    assert_eq!(people, ["", "見本　花子", "見本　花子", "見本　太郎", ""]);
}

#[test]
fn an_expense_without_an_insurer_of_its_own_is_of_the_one_named_last_before_it() {
    let details = "医療費情報明細\n診療年月,2026年9月\n窓口相当負担額（円）,1\n";
    let file = read(&format!(
        "資格情報\n氏名,見本　花子\n保険者等名称,見本健保\n{details}保険者名,見本市\n{details}資格情報\n氏名,見本　太郎\n{details}"
    ));
    let expenses = file.unwrap().expenses().unwrap();
    let insurers: Vec<_> = expenses.iter().map(|it| it.insurer.as_deref()).collect();
    assert_eq!(insurers, [Some("見本市"), Some("見本健保"), None]);
}

#[test]
fn of_several_people_or_insurers_named_before_it_an_expense_is_of_none() {
    let details = "医療費情報明細\n診療年月,2026年9月\n窓口相当負担額（円）,1\n";
    let read = |named: &str| {
        let expense = read(&format!("資格情報\n{named}{details}")).unwrap().expenses().unwrap().remove(0);
        (expense.person.expose().clone(), expense.insurer)
    };
    let (hanako, taro) = ("氏名,見本　花子\n", "氏名,見本　太郎\n");
    let (kenpo, city) = ("保険者名,見本健保\n", "保険者名,見本市\n");
    let one = |insurer: Option<&str>| ("見本　花子".to_owned(), insurer.map(str::to_owned));
    assert_eq!(read(&[hanako, kenpo, hanako, city].concat()), one(None));
    assert_eq!(read(&[hanako, kenpo, hanako, kenpo].concat()), one(Some("見本健保")));
    assert_eq!(read(&[hanako, kenpo, hanako].concat()), one(Some("見本健保")));
    assert_eq!(read(&[hanako, kenpo, taro, kenpo].concat()), (String::new(), Some("見本健保".to_owned())));
}

#[test]
fn months_are_read_in_the_forms_that_are_known() {
    for text in ["2026年4月", "2026年04月", "2026/4", "2026-04", "202604", "令和8年4月", "R8年4月"]
    {
        let read = expenses(&format!("診療年月,{text}\n窓口相当負担額（円）,0\n"));
        assert_eq!(read.unwrap()[0].month, Month::new(2026, 4).unwrap(), "{text}");
    }
}

#[test]
fn refuses_an_expense_without_month_or_amount_rather_than_skip_it() {
    let wrong = Err(Error::PortalRow { line: 8 });
    for details in [
        "診療年月,2026年13月\n窓口相当負担額（円）,1\n",
        "診療年月,いつか\n窓口相当負担額（円）,1\n",
        "診療年月,8年10月\n窓口相当負担額（円）,1\n",
        "診療年月,8/10\n窓口相当負担額（円）,1\n",
        "診療年月,26/10\n窓口相当負担額（円）,1\n",
        "診療年月,48/10\n窓口相当負担額（円）,1\n",
        "診療年月,20261\n窓口相当負担額（円）,1\n",
        "診療年月,2026101\n窓口相当負担額（円）,1\n",
        "診療年月,2026/\n窓口相当負担額（円）,1\n",
        "診療年月,2026/010\n窓口相当負担額（円）,1\n",
        "診療年月,2026年4月\n窓口相当負担額（円）,-1\n",
        "診療年月,2026年4月\n窓口相当負担額（円）,\n",
        "診療年月,2026年4月\n窓口相当負担額（円）,99999999999999999999\n",
        "医療機関等名称,甲\n窓口相当負担額（円）,1\n",
        "診療年月,2026年4月\n窓口相当負担額（円）,1\n日数,二日\n",
        "診療年月,2026年4月\n窓口相当負担額（円）,1\n日数,+2\n",
        "診療年月,2026年4月\n窓口相当負担額（円）,1\n日数,日\n",
        "診療年月,2026年4月\n窓口相当負担額（円）,1\n医療費の総額（円）,不明\n",
    ] {
        assert_eq!(expenses(details), wrong, "{details}");
    }
}

#[test]
fn a_file_of_something_else_has_no_expenses() {
    assert_eq!(read("薬剤情報\n薬品名,見本\n").unwrap().expenses().unwrap(), []);
}

proptest! {
    #[test]
    fn any_groups_and_records_are_read(
        groups in prop::collection::vec(
            ("[ぁ-ん]{1,6}", 1_usize..5, prop::collection::vec("[ぁ-んA-Z0-9,\" \n]{0,8}", 0..20)),
            0..6,
        ),
        mark in any::<bool>(),
    ) {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        let mut expected = Vec::new();
        for (name, names, values) in &groups {
            writer.write_record([name]).unwrap();
            for (place, value) in values.iter().enumerate() {
                writer.write_record([&format!("名{}", place % names), value]).unwrap();
            }
            let records: Vec<Vec<&str>> =
                values.chunks(*names).map(|record| record.iter().map(String::as_str).collect()).collect();
            expected.push((name.as_str(), records));
        }
        let rows = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let file = PortalFile::read(format!("{}{HEAD}{rows}", if mark { "\u{FEFF}" } else { "" }).as_bytes()).unwrap();
        let read: Vec<(&str, Vec<Vec<&str>>)> = file
            .groups()
            .iter()
            .map(|group| {
                let records = group.records().iter();
                (group.name(), records.map(|record| record.rows().map(|(_, value)| value).collect()).collect())
            })
            .collect();
        prop_assert_eq!(read, expected);
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "[資格情報医療費明細診療年月,\"\n0-9]{0,60}") {
        let _ = PortalFile::read(&bytes);
        if let Ok(file) = read(&text) {
            let _ = file.expenses();
        }
    }
}
