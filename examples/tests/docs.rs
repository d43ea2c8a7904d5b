//! What the documents say of the card is what the code does: `docs/card.md` and `docs/transport.md` against the lists of
//! applications, files, data objects, keys and secrets, the test card's files, and each other.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that can't go on has failed"
)]

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};

use hokensho::card::{Application, DataObject, File, FileId, Key, Secret};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// The rows of the first table under a heading of `docs/card.md`, without the table's head.
fn table(heading: &str) -> Vec<Vec<String>> {
    let page = read("docs/card.md");
    let mut lines = page.lines().skip_while(|line| *line != format!("## {heading}"));
    assert!(lines.next().is_some(), "no heading {heading}");
    let rows = lines.skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    let cells = |row: &str| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    let rows: Vec<Vec<_>> = rows.map(cells).collect();
    let columns = rows.first().unwrap().len();
    assert!(rows.iter().all(|row| row.len() == columns), "{heading}: a row with other columns");
    rows.into_iter().skip(2).collect()
}

/// As the tables name it.
fn name(application: Application) -> String {
    let name = application.to_string();
    name.trim_start_matches("the ").trim_end_matches(" application").to_owned()
}

/// Each of `all` has its one row with application and identifier, and no row names what there isn't.
fn holds<T: Debug>(heading: &str, kind: &str, all: &[T], place: impl Fn(&T) -> (Application, FileId)) {
    let rows = table(heading);
    for one in all {
        let (application, id) = place(one);
        let id = format!("{:04X}", u16::from(id));
        let ours = format!("`{kind}::{one:?}`");
        let named: Vec<_> = rows.iter().filter(|row| row.last().unwrap().contains(&ours)).collect();
        let [row] = named.as_slice() else { panic!("{ours} has {} rows", named.len()) };
        assert_eq!([&row[0], &row[1]], [&name(application), &id], "{ours}");
    }
    let prefix = format!("`{kind}::");
    assert_eq!(
        rows.iter().filter(|row| row.last().unwrap().contains(&prefix)).count(),
        all.len(),
        "{heading}"
    );
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}

#[test]
fn every_application_stands_in_the_table() {
    let rows = table("Applications");
    assert_eq!(rows.len(), Application::ALL.len());
    for application in Application::ALL {
        let row = rows.iter().find(|row| row[3] == format!("`Application::{application:?}`")).unwrap();
        assert_eq!([&row[0], &row[1]], [&name(application), &format!("`{}`", hex(application.aid()))]);
    }
}

#[test]
fn every_file_stands_in_the_table() {
    holds("Files", "File", &File::ALL, |file| (file.application(), file.id()));
}

#[test]
fn every_key_stands_in_the_table() {
    holds("Keys", "Key", &Key::ALL, |key| (key.application(), key.id()));
}

#[test]
fn every_secret_stands_in_the_table() {
    holds("PINs, passwords and codes", "Secret", &Secret::ALL, |secret| (secret.application(), secret.id()));
}

#[test]
fn every_data_object_stands_in_the_table() {
    let rows = table("Data objects");
    assert_eq!(rows.len(), DataObject::ALL.len());
    for object in DataObject::ALL {
        let row = rows.iter().find(|row| row[2].starts_with(&format!("`DataObject::{object:?}`"))).unwrap();
        assert_eq!(row[0], format!("{:04X}", object.tag()));
    }
}

#[test]
fn what_is_not_offered_says_why() {
    for heading in ["Files", "Keys", "PINs, passwords and codes"] {
        for row in table(heading) {
            let here = row.last().unwrap();
            assert!(here.starts_with('`') || here.starts_with("none: "), "{heading}: {row:?}");
        }
    }
}

#[test]
fn what_is_offered_exists() {
    let exports = ["hokensho", "hokensho-card", "hokensho-pki"];
    let exports = exports.map(|name| read(&format!("crates/{name}/src/lib.rs"))).concat();
    let exports: BTreeSet<_> = exports.split(|c: char| !c.is_alphanumeric()).collect();
    for heading in ["Files", "Data objects", "PINs, passwords and codes", "What the signatures cover"] {
        for row in table(heading) {
            let offered =
                row.last().unwrap().split('`').skip(1).step_by(2).filter(|name| !name.contains("::"));
            for offered in offered {
                assert!(exports.contains(offered), "{offered} isn't exported: {row:?}");
            }
        }
    }
}

#[test]
fn sizes_are_those_of_the_test_cards_files() {
    let data = root().join("crates/hokensho-card/tests/data");
    for row in table("Files") {
        let application = if row[0] == "visual" { "surface" } else { &row[0] };
        let file = data.join(format!("{application}-{}.bin", row[1]));
        let bytes = fs::metadata(&file).map_or_else(|_| "–".to_owned(), |file| file.len().to_string());
        assert_eq!(row[4], bytes, "{}", file.display());
    }
}

#[test]
fn the_guide_lists_every_application_for_core_nfc_and_jpki_first() {
    let guide = read("docs/transport.md");
    let listed = guide.lines().filter_map(|line| line.trim().strip_prefix("<string>"));
    let listed: Vec<_> =
        listed.filter_map(|line| line.split_once('<')).map(|(aid, _)| aid.to_owned()).collect();
    assert_eq!(listed.first(), Some(&hex(Application::Jpki.aid())));
    let listed: BTreeSet<_> = listed.into_iter().collect();
    assert_eq!(listed, Application::ALL.map(|application| hex(application.aid())).into());
}

#[test]
fn every_feature_is_answered_and_a_no_says_why() {
    for row in table("Beside others") {
        let ours = &row[1];
        let full = ours.starts_with('●') || row[0] == "language, licence";
        let why = ours.split_once(' ').is_some_and(|(mark, why)| ["◐", "–"].contains(&mark) && why.len() > 2);
        assert!(full || why, "{row:?}");
    }
}

#[test]
fn links_to_files_lead_somewhere() {
    let pages = [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "docs/card.md",
        "docs/eligibility.md",
        "docs/transport.md",
    ];
    for page in pages {
        let text = read(page);
        let targets =
            text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
        for target in targets.filter(|target| !target.contains("://") && !target.starts_with('#')) {
            let file = target.split('#').next().unwrap();
            let path = root().join(page).parent().unwrap().join(file);
            assert!(path.exists(), "{page} links to {target}");
        }
    }
}
