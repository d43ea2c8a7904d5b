//! The portal's CSV: groups, records, and everything that isn't it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use hokensho_exchange::{Error, PortalFile};

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
    let large = vec![b'a'; (16 << 20) + 1];
    assert_eq!(PortalFile::read(&large), Err(Error::TooLarge { bytes: large.len(), most: 16 << 20 }));
    let wide = format!("資格情報\n氏名,{}\n", "a".repeat((64 << 10) + 1));
    assert_eq!(read(&wide), Err(Error::PortalRow { line: 6 }));
}

#[test]
fn nothing_personal_is_in_debug() {
    let shown = format!("{:?}", read("資格情報\n氏名,見本　花子\n").unwrap());
    assert!(shown.contains("資格情報") && !shown.contains("見本"));
}
