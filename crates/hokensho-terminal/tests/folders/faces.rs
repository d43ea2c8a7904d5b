//! Watching for what certified readers hand in, through real files.

use std::fs;

use crate::common::{NAME, Share, answer, ms, utf8};
use hokensho_oqs::Encoding;
use hokensho_oqs::Message as _;
use hokensho_terminal::{Error, FaceFile, FaceWatch};

fn name(time: &str) -> String {
    format!("OQSsiquc01res_face_1300000005abcdefghij0123456789_{time}.xml")
}

fn face(share: &Share, time: &str, bytes: impl AsRef<[u8]>) {
    share.write(&format!("face/{}", name(time)), bytes);
}

/// Polls every 100 ms until something comes.
fn next(watch: &mut FaceWatch, from: u64) -> Result<FaceFile, Error> {
    for step in 0..200 {
        if let Some(file) = watch.poll(ms(from + step * 100))? {
            return Ok(file);
        }
    }
    panic!("nothing came in twenty seconds");
}

#[test]
fn files_that_are_there_already_are_not_looked_at() {
    let share = Share::new();
    face(&share, "20261122090000", utf8(&answer()));
    let mut watch = share.terminal().watch_faces().unwrap();
    assert!((0..20).all(|step| watch.poll(ms(step * 300)).unwrap().is_none()));
    face(&share, "20261122093000", utf8(&answer()));
    assert_eq!(next(&mut watch, 10_000).unwrap().name.to_string(), name("20261122093000"));
}

#[test]
fn a_new_file_comes_once_byte_for_byte_and_stays_where_it_is() {
    for encoding in [Encoding::Utf8, Encoding::Windows31J] {
        let share = Share::new();
        let mut watch = share.terminal().watch_faces().unwrap();
        let bytes = answer().write(encoding).unwrap();
        face(&share, "20261122093000", &bytes);
        assert_eq!(next(&mut watch, 0).unwrap().bytes, bytes);
        assert!((0..20).all(|step| watch.poll(ms(10_000 + step * 300)).unwrap().is_none()));
        assert_eq!(share.files("face"), [name("20261122093000")]);
    }
}

#[test]
fn two_new_files_come_oldest_first() {
    let share = Share::new();
    let mut watch = share.terminal().watch_faces().unwrap();
    face(&share, "20261122093005", utf8(&answer()));
    face(&share, "20261122093000", utf8(&answer()));
    assert_eq!(next(&mut watch, 0).unwrap().name.to_string(), name("20261122093000"));
    assert_eq!(next(&mut watch, 1_000).unwrap().name.to_string(), name("20261122093005"));
}

#[test]
fn a_younger_file_waits_for_an_older_one_that_is_still_being_written() {
    let share = Share::new();
    let mut watch = share.terminal().watch_faces().unwrap();
    let whole = utf8(&answer());
    face(&share, "20261122093000", &whole[..500]);
    face(&share, "20261122093005", &whole);
    assert!((0..8).all(|step| watch.poll(ms(step * 300)).unwrap().is_none()));
    face(&share, "20261122093000", &whole);
    let first = next(&mut watch, 2_400).unwrap();
    assert_eq!((first.name.to_string(), first.bytes), (name("20261122093000"), whole));
    assert_eq!(next(&mut watch, 3_000).unwrap().name.to_string(), name("20261122093005"));
}

#[test]
fn a_file_that_is_no_message_is_given_out_as_it_is() {
    let share = Share::new();
    let mut watch = share.terminal().watch_faces().unwrap();
    face(&share, "20261122093000", "<XmlMsg><half");
    assert_eq!(next(&mut watch, 0).unwrap().bytes, b"<XmlMsg><half");
}

#[test]
fn a_file_that_vanishes_is_an_error_once_and_holds_up_nobody() {
    let share = Share::new();
    let mut watch = share.terminal().watch_faces().unwrap();
    face(&share, "20261122093000", utf8(&answer()));
    assert!(watch.poll(ms(0)).unwrap().is_none());
    fs::remove_file(share.path(&format!("face/{}", name("20261122093000")))).unwrap();
    face(&share, "20261122093005", utf8(&answer()));
    assert!(matches!(next(&mut watch, 300), Err(Error::Unreadable { .. })));
    assert_eq!(next(&mut watch, 10_000).unwrap().name.to_string(), name("20261122093005"));
}

#[test]
fn a_name_that_was_gone_and_comes_again_is_new() {
    let share = Share::new();
    face(&share, "20261122090000", utf8(&answer()));
    let mut watch = share.terminal().watch_faces().unwrap();
    let file = share.path(&format!("face/{}", name("20261122090000")));
    for again in [0, 10_000] {
        fs::remove_file(&file).unwrap();
        assert!(watch.poll(ms(again)).unwrap().is_none());
        face(&share, "20261122090000", utf8(&answer()));
        assert_eq!(next(&mut watch, again + 300).unwrap().name.to_string(), name("20261122090000"));
    }
}

#[test]
fn other_names_are_not_taken_for_face_files() {
    let share = Share::new();
    let mut watch = share.terminal().watch_faces().unwrap();
    for other in
        ["OQSsiquc01res_202611220001.xml", "Thumbs.db", "OQSsiquc01res_face_1_20261122093000.xml.part"]
    {
        share.write(&format!("face/{other}"), utf8(&answer()));
    }
    assert!((0..20).all(|step| watch.poll(ms(step * 300)).unwrap().is_none()));
}

#[test]
fn a_folder_that_goes_away_is_an_error_and_comes_back() {
    let share = Share::new();
    let mut watch = share.terminal().watch_faces().unwrap();
    fs::remove_dir(share.path("face")).unwrap();
    assert!(matches!(watch.poll(ms(0)), Err(Error::FolderMissing { .. })));
    fs::create_dir(share.path("face")).unwrap();
    face(&share, "20261122093000", utf8(&answer()));
    next(&mut watch, 300).unwrap();
}

#[test]
fn debug_shows_nothing_of_the_patient() {
    let share = Share::new();
    let mut watch = share.terminal().watch_faces().unwrap();
    face(&share, "20261122093000", utf8(&answer()));
    assert!(watch.poll(ms(0)).unwrap().is_none());
    let shown = format!("{watch:?} {:?}", next(&mut watch, 300).unwrap());
    assert!(!shown.contains(NAME) && !shown.contains("1980"), "{shown}");
}
