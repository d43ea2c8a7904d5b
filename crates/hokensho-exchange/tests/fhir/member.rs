use hokensho_exchange::fhir::{Identifier, MemberKey, System};
use proptest::prelude::*;

use crate::coverage;

fn keys() -> [String; 2] {
    of(&coverage())
}

fn of(coverage: &hokensho_eligibility::Coverage) -> [String; 2] {
    let key = MemberKey::of(coverage).unwrap();
    [key.identifier(), key.csv_identifier()].map(|it| it.value.unwrap())
}

#[test]
fn the_key_is_of_one_width_and_keeps_its_three_colons() {
    let mut coverage = coverage();
    let colons = |coverage: &_| of(coverage)[0].clone();
    assert_eq!(colons(&coverage), "00138008:あいう:１８７:05");
    coverage.symbol = Some("１２".to_owned().into());
    assert_eq!(colons(&coverage), "00138008:12:187:05");
    coverage.symbol = Some("12-3".to_owned().into());
    assert_eq!(colons(&coverage), "00138008:１２－３:１８７:05");
    coverage.symbol = Some("1:2".to_owned().into());
    assert_eq!(colons(&coverage), "00138008:１：２:１８７:05");
    coverage.symbol = None;
    assert_eq!(colons(&coverage), "00138008::187:05");
    coverage.branch = None;
    assert_eq!(colons(&coverage), "00138008::187:");
    coverage.insurer_number = None;
    assert_eq!(MemberKey::of(&coverage), None);
}

#[test]
fn the_colon_is_u_003a() {
    assert_eq!(keys()[0].matches('\u{3A}').count(), 3);
}

#[test]
fn the_key_as_csv_has_symbol_and_number_full_width_and_the_rest_half_width() {
    let mut coverage = coverage();
    coverage.symbol = Some("12-34".to_owned().into());
    assert_eq!(of(&coverage)[1], r#""00138008","１２－３４","１８７","05""#);
    (coverage.symbol, coverage.branch) = (None, None);
    assert_eq!(of(&coverage)[1], r#""00138008","","１８７","""#);
}

#[test]
fn a_branch_that_is_not_two_digits_makes_no_key() {
    let mut coverage = coverage();
    for (branch, written) in [("1", "01"), ("００", "00"), ("", ""), ("　", "")] {
        coverage.branch = Some(branch.to_owned().into());
        assert_eq!(of(&coverage)[0], format!("00138008:あいう:１８７:{written}"), "{branch}");
    }
    for branch in ["A1", "1:", "123", "-1"] {
        coverage.branch = Some(branch.to_owned().into());
        assert_eq!(MemberKey::of(&coverage), None, "{branch}");
    }
}

#[test]
fn no_key_is_everybodys() {
    let mut coverage = coverage();
    for number in [None, Some(""), Some("　 ")] {
        coverage.number = number.map(|number| number.to_owned().into());
        assert_eq!(MemberKey::of(&coverage), None, "{number:?}");
    }
}

fn read(system: Option<&str>, value: &str) -> Option<(String, String)> {
    let identifier = Identifier {
        system: system.map(str::to_owned),
        value: Some(value.to_owned()),
        ..Identifier::default()
    };
    let key = MemberKey::read(&identifier)?;
    let parts =
        [key.symbol, key.number, key.branch].map(|it| it.map_or(String::new(), |it| it.expose().clone()));
    Some((key.insurer.map_or(String::new(), |it| it.to_string()), parts.join("|")))
}

const COLONS: Option<&str> = Some(System::MEMBER_ID.url());
const CSV: Option<&str> = Some(System::MEMBER_CSV.url());

#[test]
fn keys_are_read_in_every_form_that_is_about() {
    for (system, value, insurer, parts) in [
        (COLONS, "00138008:あいう:１８７:05", "138008", "あいう|１８７|05"),
        (COLONS, "06130009:::", "06130009", "||"),
        (CSV, r#""06130009","１２－３４","５６７８","00""#, "06130009", "１２－３４|５６７８|00"),
        // JP Core 1.1 has no insurer in it, and no system.
        (None, r#""１２－３４","５６７８","００""#, "", "１２－３４|５６７８|００"),
    ] {
        assert_eq!(read(system, value), Some((insurer.to_owned(), parts.to_owned())));
    }
}

#[test]
fn refuses_what_is_no_key() {
    for (system, value) in [
        (COLONS, ""),
        (COLONS, "00138008:あいう:１８７"),
        (COLONS, "00138008:あいう:１８７:05:"),
        // A full-width colon parts nothing.
        (COLONS, "00138008：あいう：１８７：05"),
        (COLONS, "138X08:あいう:１８７:05"),
        (COLONS, r#""00138008","あいう","１８７","05""#),
        (CSV, "00138008:あいう:１８７:05"),
        (CSV, r#""１２－３４","５６７８","００""#),
        (CSV, r#"00138008,あいう,１８７,05"#),
        (CSV, "\""),
        (CSV, ""),
        (None, "00138008:あいう:１８７:05"),
        (Some("urn:oid:1.2"), r#""00138008","あいう","１８７","05""#),
    ] {
        assert_eq!(read(system, value), None, "{value}");
    }
    assert_eq!(MemberKey::read(&Identifier::default()), None);
}

#[test]
fn nothing_of_a_key_is_in_debug() {
    let shown = format!("{:?}", MemberKey::of(&coverage()));
    assert!(!shown.contains("187") && !shown.contains("あいう"), "{shown}");
}

proptest! {
    #[test]
    fn what_is_written_is_read_and_written_the_same_again(
        symbol in prop::option::of("[ぁ-んァ-ヶｱ-ﾝﾞﾟ０-９0-9a-zA-Z－:\"-]{1,20}"),
        number in "[0-9０-９]{1,20}",
        branch in prop::option::of("[0-9０-９]{1,2}"),
        // 12 would be medical aid (医療扶助), which is no insurance.
        insurer in "[0-9]{6}|[2-9][0-9]{7}",
    ) {
        let mut coverage = coverage();
        coverage.symbol = symbol.map(Into::into);
        coverage.number = Some(number.into());
        coverage.branch = branch.map(Into::into);
        coverage.insurer_number = hokensho_eligibility::InsurerNumber::new(&insurer).ok();
        let key = MemberKey::of(&coverage).unwrap();
        for identifier in [key.identifier(), key.csv_identifier()] {
            let read = MemberKey::read(&identifier).unwrap();
            prop_assert_eq!(&read.insurer, &coverage.insurer_number);
            prop_assert_eq!(read.identifier(), key.identifier());
            prop_assert_eq!(read.csv_identifier(), key.csv_identifier());
        }
    }

    #[test]
    fn no_key_panics(value in "[0-9:\",あ]{0,30}") {
        for system in [COLONS, CSV, None] {
            let _ = read(system, &value);
        }
    }
}
