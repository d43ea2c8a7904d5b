//! Whom a signing leaf names, and what is done with names that nobody expected.

use hokensho_mock::der::{self, Node};
use hokensho_mock::pki::extension;
use hokensho_pki::{AttributeKind, Certificate, Era, FlagFinding, GeneralName, HolderAttributes, Sex};

use super::setting::{UNKNOWN, adult, set, spoiled_sign, verify_sign};

fn other_name(number: u32, value: Node) -> Node {
    let kind = der::oid(&[1, 2, 392, 200_149, 8, 5, 5, number]);
    der::context(0, [kind, der::context(0, [value])])
}

fn text(number: u32, value: &str) -> Node {
    other_name(number, der::utf8(value))
}

/// A signing leaf with these names, which verifies whatever they are.
fn leaf(names: impl Into<Vec<Node>>) -> Vec<u8> {
    let names = der::sequence(names);
    let leaf = spoiled_sign(|tbs| {
        set(tbs, extension::SUBJECT_ALT_NAME, extension::plain(extension::SUBJECT_ALT_NAME, names));
    });
    assert_eq!(verify_sign(&leaf), Ok(()));
    leaf
}

fn read<T>(leaf: &[u8], look: impl FnOnce(HolderAttributes<'_>) -> T) -> T {
    look(Certificate::parse(leaf).unwrap().holder_attributes().unwrap())
}

#[test]
fn the_six_names_of_a_signing_leaf_are_read() {
    let names = [
        text(1, "見本　花子"),
        text(4, "319800217"),
        text(3, "2"),
        text(5, "東京都清瀬市中里５－８４２"),
        text(2, "01000"),
        text(6, "0000000000001"),
    ];
    read(&leaf(names), |holder| {
        let (name, address) = (holder.name().unwrap(), holder.address().unwrap());
        assert_eq!((name.text(), name.finding()), ("見本　花子", None));
        assert_eq!(name.replaced().collect::<Vec<_>>(), [1]);
        assert_eq!((address.text(), address.finding()), ("東京都清瀬市中里５－８４２", None));
        assert_eq!(address.replaced().collect::<Vec<_>>(), [12]);
        assert_eq!(holder.sex(), Some(Sex::Female));
        assert_eq!(holder.birth_date().unwrap().era(), Era::Showa);
        assert_eq!(holder.others().count(), 0);
    });
}

#[test]
fn an_authentication_leaf_names_nobody() {
    let adult = adult();
    let leaf = Certificate::parse(adult.auth_certificate().unwrap()).unwrap();
    assert!(leaf.holder_attributes().is_none());
}

#[test]
fn an_unknown_other_name_is_offered_raw() {
    let unknown = der::context(0, [der::oid(UNKNOWN), der::context(0, [der::utf8("ミホン")])]);
    read(&leaf([text(1, "見本　花子"), unknown, text(7, "ミホン　ハナコ")]), |holder| {
        assert_eq!(holder.name().unwrap().text(), "見本　花子");
        let others: Vec<_> = holder.others().collect();
        let [GeneralName::Other { value: one, .. }, GeneralName::Other { kind, value }] = others[..] else {
            panic!("{others:?}")
        };
        assert_eq!(one, der::utf8("ミホン").encode());
        assert_eq!(kind.to_string(), "1.2.392.200149.8.5.5.7");
        assert_eq!(value, der::utf8("ミホン　ハナコ").encode());
    });
}

#[test]
fn a_name_of_another_kind_is_offered_raw() {
    let uri = der::context_bytes(6, "http://hokensho-mock.invalid");
    read(&leaf([uri]), |holder| {
        assert!(matches!(holder.others().next(), Some(GeneralName::Uri(_))));
        assert!(holder.name().is_none() && holder.sex().is_none());
    });
}

#[test]
fn an_attribute_that_is_not_text_is_offered_raw() {
    for value in [der::null(), der::octets(b"\xFF"), der::utf8("x").with_tag(0x13)] {
        read(&leaf([other_name(1, value)]), |holder| {
            assert!(holder.name().is_none());
            assert_eq!(holder.others().count(), 1);
        });
    }
}

#[test]
fn a_second_name_does_not_replace_the_first() {
    read(&leaf([text(1, "見本　花子"), text(1, "見本　太郎")]), |holder| {
        assert_eq!(holder.name().unwrap().text(), "見本　花子");
        let second = der::utf8("見本　太郎").encode();
        assert!(matches!(holder.others().next(), Some(GeneralName::Other { value, .. }) if value == second));
    });
}

#[test]
fn every_code_of_sex_but_two_is_unknown_and_kept() {
    for code in ["0", "3", "9", "", "12", "１"] {
        read(&leaf([text(3, code)]), |holder| {
            assert_eq!(holder.sex(), Some(Sex::Unknown { code }));
        });
    }
    read(&leaf([text(3, "1")]), |holder| assert_eq!(holder.sex(), Some(Sex::Male)));
}

#[test]
fn a_birth_date_with_unknown_parts_keeps_the_known() {
    read(&leaf([text(4, "319450000")]), |holder| {
        let birth = holder.birth_date().unwrap();
        assert_eq!((birth.year(), birth.month(), birth.day(), birth.date()), (Some(1945), None, None, None));
    });
}

#[test]
fn a_birth_date_in_another_form_is_kept_as_text() {
    read(&leaf([text(4, "昭和55年2月17日")]), |holder| {
        assert!(holder.birth_date().is_none());
        assert_eq!(holder.text(AttributeKind::BirthDate), Some("昭和55年2月17日"));
    });
}

#[test]
fn flags_that_do_not_fit_are_a_finding_and_no_error() {
    read(&leaf([text(1, "見本"), text(2, "0"), text(5, "東京")]), |holder| {
        let short = FlagFinding::Length { characters: 2, flags: 1 };
        assert_eq!(holder.name().unwrap().finding(), Some(short));
        assert_eq!(holder.address().unwrap().finding(), Some(FlagFinding::Missing));
    });
}

#[test]
fn flags_without_a_text_are_no_text() {
    read(&leaf([text(2, "000")]), |holder| assert!(holder.name().is_none()));
}

#[test]
fn attributes_are_kept_beyond_their_certificate() {
    let kept = read(&leaf([text(1, "見本　花子"), text(7, "?")]), |holder| holder.to_owned());
    assert_eq!(kept.view().name().unwrap().text(), "見本　花子");
    assert_eq!(kept.view().others().count(), 1);
}

#[test]
fn debug_output_shows_nobody() {
    let names =
        [text(1, "見本　花子"), text(2, "00000"), text(3, "2"), text(4, "319800217"), text(5, "東京都")];
    let shown = read(&leaf(names), |holder| {
        format!(
            "{holder:?} {:?} {:?} {:?} {:?} {:?}",
            holder.name(),
            holder.sex(),
            holder.birth_date(),
            holder.address(),
            holder.to_owned()
        )
    });
    for secret in ["見", "東", "1980", "Female", "Showa", "0217", "00000"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
