//! The medicine notebook: read, written, and read again.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use hokensho_exchange::{Entry, Error, Notebook, NotebookVersion, Output, Record};
use proptest::prelude::*;

/// Synthetic, with every kind of record, in the order of the published layout.
const WHOLE: &str = "JAHISTC08,1\r\n\
    1,見本　花子,2,S550217,100-0013,東京都千代田区霞が関１－２－２,03-0000-0000,見本　太郎,A,50.5,ﾐﾎﾝ ﾊﾅｺ\r\n\
    2,1,ペニシリン,1\r\n\
    3,見本錠Ａ,20261101,20261103,2,1,4900000000000\r\n\
    31,1,見本成分,1,,2\r\n\
    4,食後に飲む,R081101,2\r\n\
    5,20261122,1\r\n\
    11,見本薬局,13,4,1234567,100-0013,東京都千代田区,03-0000-0001,1\r\n\
    15,見本　三郎,03-0000-0001,1\r\n\
    51,見本診療所,13,1,7654321,1\r\n\
    55,見本　次郎,内科,1\r\n\
    201,1,見本カプセル5mg,6,Ｃ,2,620004992,1,,,\r\n\
    281,1,一包化,1\r\n\
    291,1,グレープフルーツを避ける,1\r\n\
    201,1,見本配合錠,6,錠,4,1234567F1234,1,,,\r\n\
    301,1,【分３ 毎食後服用】,5,日分,1,1,,1\r\n\
    311,1,粉砕,1\r\n\
    391,1,眠気に注意,1\r\n\
    201,2,見本テープ,7,枚,2,620001111,1,見本一般名,2,1234567S1ZZZ\r\n\
    301,2,１日１回貼付,1,調剤,5,2,2B74000000000000,1\r\n\
    401,運転を避ける,1\r\n\
    411,嚥下困難,31,1\r\n\
    421,見本カプセルが10カプセル,1\r\n\
    501,次回は2週間後,1\r\n\
    601,眠くなった,R081125\r\n\
    701,見本　三郎,見本薬局,03-0000-0001,R080401,,1\r\n\
    999,新しいもの,1\r\n";

fn bytes(text: &str) -> Vec<u8> {
    encoding_rs::SHIFT_JIS.encode(text).0.into_owned()
}

#[test]
fn every_record_has_its_name_and_is_written_back_whole() {
    let notebook = Notebook::read(&bytes(WHOLE)).unwrap();
    assert_eq!(
        (notebook.version(), notebook.output()),
        (&NotebookVersion::Tc08, Some(Output::FromInstitution))
    );
    assert_eq!(notebook.write().unwrap(), bytes(WHOLE));
    let unknown: Vec<_> = notebook
        .records()
        .iter()
        .filter(|record| matches!(record.entry().unwrap(), Entry::Unknown(_)))
        .map(Record::number)
        .collect();
    assert_eq!(unknown, [999]);
}

#[test]
fn every_version_is_written_back_with_all_that_its_first_line_has() {
    for version in NotebookVersion::KNOWN {
        for rest in ["", ",", ",1", ",2", ",7", ",1,20261122,,x", ",,,"] {
            let file = format!("JAHISTC{}{rest}\r\n501,a,1\r\n", version.code());
            let notebook = Notebook::read(file.as_bytes()).unwrap();
            assert_eq!(notebook.version(), version);
            assert_eq!(notebook.write().unwrap(), file.as_bytes(), "{file}");
        }
    }
}

#[test]
fn a_first_line_without_a_direction_has_none() {
    let output = |first: &str| Notebook::read(first.as_bytes()).unwrap().output();
    assert_eq!((output("JAHISTC01"), output("JAHISTC01,"), output("JAHISTC01,,1")), (None, None, None));
    assert_eq!(output("JAHISTC08,7").unwrap().code(), "7");
}

/// The record that an entry makes.
fn rewritten(record: &Record) -> Record {
    macro_rules! rewritten {
        ($($name:ident),+) => {
            match record.entry().unwrap() {
                $( Entry::$name(it) => it.to_record().unwrap(), )+
                Entry::Unknown(it) => it.clone(),
                _ => panic!("a record without a name here"),
            }
        };
    }
    rewritten!(
        Patient,
        Remark,
        OverTheCounter,
        Ingredient,
        Memo,
        Visit,
        Facility,
        Dispenser,
        PrescribingFacility,
        Prescriber,
        Drug,
        DrugSupplement,
        DrugCaution,
        Usage,
        UsageSupplement,
        PrescriptionCaution,
        Caution,
        Provided,
        Leftover,
        Note,
        PatientNote,
        FamilyPharmacist
    )
}

/// How many fields the records of each number have, and which of them are dates.
const LAYOUTS: [(u16, usize, &[usize]); 22] = [
    (1, 10, &[2]),
    (2, 3, &[]),
    (3, 6, &[1, 2]),
    (4, 3, &[1]),
    (5, 2, &[0]),
    (11, 8, &[]),
    (15, 3, &[]),
    (31, 5, &[]),
    (51, 5, &[]),
    (55, 3, &[]),
    (201, 10, &[]),
    (281, 3, &[]),
    (291, 3, &[]),
    (301, 8, &[]),
    (311, 3, &[]),
    (391, 3, &[]),
    (401, 2, &[]),
    (411, 3, &[]),
    (421, 2, &[]),
    (501, 2, &[]),
    (601, 2, &[1]),
    (701, 6, &[3, 4]),
];

#[test]
fn what_a_record_says_makes_the_same_record() {
    for record in Notebook::read(&bytes(WHOLE)).unwrap().records() {
        assert_eq!(&rewritten(record), record);
    }
}

#[test]
fn a_shorter_record_is_filled_up_and_says_the_same() {
    let short = Record::new(201, ["1", "見本錠"]).unwrap();
    let filled = rewritten(&short);
    assert_eq!(filled.to_string(), "201,1,見本錠,,,,,,,,");
    assert_eq!(filled.entry(), short.entry());
}

#[test]
fn fields_of_a_later_version_are_kept_behind_those_that_are_known() {
    let record = Record::new(501, ["見本", "1", "later", ""]).unwrap();
    let Entry::Note(note) = record.entry().unwrap() else { panic!() };
    assert_eq!(note.more, ["later", ""]);
    assert_eq!(note.to_record().unwrap(), record);
}

#[test]
fn drugs_are_found_by_visit_and_prescription() {
    let notebook =
        Notebook::read(&bytes(&format!("{WHOLE}5,20261129,1\r\n201,1,見本錠,1,錠,1,,1\r\n"))).unwrap();
    let visits = notebook.visits();
    assert_eq!(visits.len(), 2);
    let [first, second] = &*visits[0].prescriptions().unwrap() else { panic!() };
    assert_eq!((first.rp, first.drugs.len()), ("1", 2));
    assert_eq!(first.usages[0].name, "【分３ 毎食後服用】");
    assert_eq!((second.drugs[0].generic_name, second.drugs[0].generic_code), ("見本一般名", "1234567S1ZZZ"));
    assert!(visits[1].prescriptions().unwrap()[0].usages.is_empty());
    assert!(empty().visits().is_empty());
}

fn empty() -> Notebook {
    Notebook::new(&NotebookVersion::Tc08, &Output::FromPatient).unwrap()
}

#[test]
fn a_prescription_of_another_hospital_or_prescriber_is_another_whatever_its_number() {
    let file = "JAHISTC08,1\r\n5,20261122,1\r\n51,A,13,1,1234567,1\r\n55,a,,1\r\n201,1,x,1,,,,\r\n\
                51,B,13,1,7654321,1\r\n201,1,y,1,,,,\r\n55,b,,1\r\n201,1,z,1,,,,\r\n301,1,c,,,,,,\r\n";
    let notebook = Notebook::read(file.as_bytes()).unwrap();
    let prescriptions = notebook.visits()[0].prescriptions().unwrap();
    let names: Vec<_> = prescriptions.iter().map(|it| (it.rp, it.drugs[0].name, it.usages.len())).collect();
    assert_eq!(names, [("1", "x", 0), ("1", "y", 0), ("1", "z", 1)]);
}

#[test]
fn a_second_usage_of_one_prescription_is_kept_beside_the_first() {
    let file = b"JAHISTC08,1\r\n5,20261122,1\r\n201,1,x,1\r\n301,1,a\r\n301,1,b\r\n";
    let notebook = Notebook::read(file).unwrap();
    let prescriptions = notebook.visits()[0].prescriptions().unwrap();
    let usages: Vec<_> = prescriptions[0].usages.iter().map(|usage| usage.name).collect();
    assert_eq!(usages, ["a", "b"]);
}

#[test]
fn a_notebook_is_made_of_any_version_and_its_codes_end_no_line() {
    let made = |version: &str, output: &str| {
        Notebook::new(&NotebookVersion::from_code(version), &Output::from_code(output))
    };
    assert_eq!(made("04", "2").unwrap().write().unwrap(), b"JAHISTC04,2\r\n");
    assert_eq!(made("08", "1\r\n501,a"), Err(Error::LineBreak { record: 0, field: 1 }));
    assert_eq!(made("08\n501", "1"), Err(Error::LineBreak { record: 0, field: 0 }));
}

#[test]
fn lines_may_end_with_lf_and_the_file_with_an_end_of_file_mark() {
    let notebook = Notebook::read(b"JAHISTC01,2,9,9\n501,a,1\n\n501,b,1\n\x1A").unwrap();
    assert_eq!((notebook.version(), notebook.output()), (&NotebookVersion::Tc01, Some(Output::FromPatient)));
    assert_eq!(notebook.records().len(), 2);
}

#[test]
fn a_version_that_is_not_known_is_kept() {
    let notebook = Notebook::read(b"JAHISTC09,1\r\n").unwrap();
    assert_eq!(notebook.write().unwrap(), b"JAHISTC09,1\r\n");
}

#[test]
fn refuses_what_is_no_notebook() {
    let refused = |bytes: &[u8]| Notebook::read(bytes).unwrap_err();
    assert_eq!(refused(b""), Error::NotANotebook);
    assert_eq!(refused(b"JAHIS9\r\n1,1,1234567"), Error::NotANotebook);
    assert_eq!(refused(b"JAHISTC08,1\r\n201,a\r\nabc,1\r\n"), Error::RecordNumber { line: 3 });
    assert_eq!(refused(b"JAHISTC08,1\r\n+5,1\r\n"), Error::RecordNumber { line: 2 });
    assert_eq!(refused(b"JAHISTC08,1\r\n99999,1\r\n"), Error::RecordNumber { line: 2 });
    assert_eq!(refused(b"JAHISTC08,1\r\n501,\xFF\r\n"), Error::Undecodable { offset: 17 });
    let wide = format!("JAHISTC08,1\r\n201{}\r\n", ",".repeat(65));
    assert_eq!(refused(wide.as_bytes()), Error::TooManyFields { record: 201, most: 64 });
    let wide = format!("JAHISTC01{}\r\n", ",".repeat(65));
    assert_eq!(refused(wide.as_bytes()), Error::TooManyFields { record: 0, most: 64 });
    let large = vec![b' '; (4 << 20) + 1];
    assert_eq!(refused(&large), Error::TooLarge { bytes: large.len(), most: 4 << 20 });
}

#[test]
fn refuses_one_part_of_a_split_message_and_says_what_makes_it_whole() {
    let refused =
        |control: &str| Notebook::read(format!("JAHISTC08,1\r\n501,a,1\r\n{control}\r\n").as_bytes());
    let error = refused("911,20261122000001,3,1").unwrap_err();
    assert_eq!(error, Error::APart { number: 1, of: 3 });
    assert!(error.to_string().contains("join_parts"));
    assert_eq!(refused("911"), Err(Error::APart { number: 0, of: 0 }));
}

#[test]
fn refuses_lines_that_end_with_cr_alone() {
    let field = |record, field| Err(Error::LineBreak { record, field });
    assert_eq!(Notebook::read(b"JAHISTC08,1\r501,a,1\r"), field(0, 1));
    assert_eq!(Notebook::read(b"JAHISTC08\r501,a,1\r"), field(0, 0));
    assert_eq!(Notebook::read(b"JAHISTC08,1\n501,a,1\r502,b,1\n"), field(501, 1));
}

#[test]
fn a_date_that_is_none_is_said_by_its_place_and_the_record_stays() {
    let notebook = Notebook::read(b"JAHISTC08,1\r\n5,20261131,1\r\n").unwrap();
    assert_eq!(notebook.records()[0].entry(), Err(Error::Field { record: 5, field: 0 }));
    assert_eq!(notebook.write().unwrap(), b"JAHISTC08,1\r\n5,20261131,1\r\n");
}

#[test]
fn refuses_to_write_what_would_come_back_as_something_else() {
    assert_eq!(Record::new(501, ["a\r\nb"]), Err(Error::LineBreak { record: 501, field: 0 }));
    assert_eq!(Record::new(501, ["a,b"]).unwrap().field(0), "a，b");
    let mut notebook = empty();
    notebook.push(Record::new(501, ["𠮷"]).unwrap());
    assert_eq!(notebook.write(), Err(Error::Unencodable { record: 501, character: 0x20BB7 }));
}

#[test]
fn nothing_personal_is_in_debug() {
    let notebook = Notebook::read(&bytes(WHOLE)).unwrap();
    let entries: Vec<_> = notebook.records().iter().map(Record::entry).collect();
    let shown = format!("{notebook:?} {entries:?} {:?}", notebook.visits());
    for personal in ["見本", "550217", "ペニシリン", "眠"] {
        assert!(!shown.contains(personal), "{personal}");
    }
}

proptest! {
    #[test]
    fn any_records_survive(
        // 911 would make it one part of a message.
        records in prop::collection::vec((0u16..911, prop::collection::vec("[ぁ-んァ-ヶｱ-ﾝ保険①a-zA-Z0-9 ]{0,9}", 0..12)), 0..20),
    ) {
        let mut notebook = empty();
        for (number, fields) in &records {
            notebook.push(Record::new(*number, fields.iter().map(String::as_str)).unwrap());
        }
        prop_assert_eq!(Notebook::read(&notebook.write().unwrap()).unwrap(), notebook);
    }

    #[test]
    fn any_entry_of_any_kind_makes_its_record_again(
        (number, fields, dates) in prop::sample::select(LAYOUTS.to_vec()),
        texts in prop::collection::vec("[ぁ-んァ-ヶ保険a-zA-Z0-9]{0,9}", 16),
        days in prop::collection::vec("|2026(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])|R0[1-8]1[0-2]1[0-9]|S[1-5]01001", 16),
        more in 0..4_usize,
    ) {
        let field = |place: usize| if dates.contains(&place) { &days[place] } else { &texts[place] };
        let record = Record::new(number, (0..fields + more).map(|place| field(place).as_str())).unwrap();
        prop_assert_eq!(rewritten(&record), record);
    }

    #[test]
    fn a_date_that_is_none_is_refused_in_every_place_of_one(
        (number, _, dates) in prop::sample::select(LAYOUTS.to_vec()),
        wrong in "[0-9]{1,7}|2026(00|1[3-9])[0-9]{2}|[A-Z][0-9]{8}|[ぁ-ん]{1,8}",
    ) {
        for place in dates {
            let fields = (0..=*place).map(|it| if it == *place { wrong.as_str() } else { "" });
            let record = Record::new(number, fields).unwrap();
            prop_assert_eq!(record.entry(), Err(Error::Field { record: number, field: *place }));
        }
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let bytes = [b"JAHISTC08,1\r\n".as_slice(), &bytes].concat();
        if let Ok(notebook) = Notebook::read(&bytes) {
            for record in notebook.records() {
                let _ = record.entry();
            }
            for visit in notebook.visits() {
                let _ = visit.prescriptions();
            }
        }
    }
}
