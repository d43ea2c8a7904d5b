use alloc::format;
use alloc::string::ToString;
use alloc::vec;

use super::*;
use crate::fixtures::{answer, beside_unread, coverage, day};
use crate::{Answer, CardClassification, LimitCertificate, LimitCertificateKind, Percent, Policy};

fn covered() -> Coverage {
    let mut coverage = coverage("01130012", "2020-04-01", None);
    coverage.person.address = Some("千代田区１－２".to_string().into());
    coverage
}

fn outcome(coverages: Vec<Coverage>) -> Outcome {
    answer("1", "2026-11-22", coverages).outcome(day("2026-11-22"), &Policy::default())
}

/// What is said to have changed if the later answer is `after`.
fn changes(after: Coverage) -> Vec<&'static str> {
    Change::between(&outcome(vec![covered()]), &outcome(vec![after])).iter().map(Change::name).collect()
}

fn limit(code: &str, until: &str) -> Option<LimitCertificate> {
    Some(LimitCertificate {
        kind: None,
        category: Some(LimitCategory::from_code(code)),
        issued_on: None,
        valid_from: None,
        valid_until: Some(day(until)),
        long_term_since: None,
    })
}

#[test]
fn the_same_answer_again_changed_nothing() {
    assert_eq!(changes(covered()), [""; 0]);
}

#[test]
fn each_change_is_found_alone() {
    type Alter = fn(&mut Coverage);
    let cases: [(Alter, &str); 11] = [
        (|it| it.insurer_number = InsurerNumber::new("06130009").ok(), "insurer"),
        (|it| it.symbol = Some("99".to_string().into()), "insured_number"),
        (|it| it.branch = Some("02".to_string().into()), "insured_number"),
        (|it| it.limit = limit("A03", "2027-07-31"), "ceiling"),
        (|it| it.person.name = "山田　花子".to_string().into(), "name"),
        (|it| it.person.kana = Some("ﾔﾏﾀﾞ ﾊﾅｺ".to_string().into()), "kana"),
        (|it| it.person.alias = Some("山田".to_string().into()), "alias"),
        (|it| it.person.address = Some("千代田区１－３".to_string().into()), "address"),
        (|it| it.person.birth = day("1980-02-18").into(), "birth"),
        (|it| it.person.sex = Sex::Male, "sex"),
        (|it| it.preschool = Some(crate::PreschoolClassification::Preschool), "ratio"),
    ];
    for (alter, expected) in cases {
        let mut after = covered();
        alter(&mut after);
        assert_eq!(changes(after), [expected]);
    }
}

#[test]
fn a_new_insurers_numbers_are_not_told_apart() {
    let mut after = covered();
    after.insurer_number = InsurerNumber::new("06130009").ok();
    after.number = Some("99".to_string().into());
    assert_eq!(changes(after), ["insurer"]);
}

#[test]
fn width_spaces_and_the_size_of_kana_are_no_change() {
    let mut after = covered();
    after.symbol = Some("12-34".to_string().into());
    after.person.name = "保険 花子".to_string().into();
    after.person.kana = Some("ホケン　ハナコ".to_string().into());
    after.person.address = Some("千代田区1-2".to_string().into());
    assert_eq!(changes(after), [""; 0]);
}

#[test]
fn what_an_answer_does_not_carry_is_no_change() {
    let mut after = covered();
    (after.insurer_number, after.symbol, after.person.kana, after.person.address) = (None, None, None, None);
    assert_eq!(changes(after), [""; 0]);
}

#[test]
fn a_name_with_an_unknown_character_is_the_same_only_if_it_is_written_alike() {
    let mut before = covered();
    before.person.name = "保険●子".to_string().into();
    let same = Change::between(&outcome(vec![before.clone()]), &outcome(vec![before.clone()]));
    assert_eq!(same, []);
    let filled = Change::between(&outcome(vec![before]), &outcome(vec![covered()]));
    assert_eq!(filled.iter().map(Change::name).collect::<Vec<_>>(), ["name"]);
}

#[test]
fn a_ceiling_that_has_ended_is_none() {
    let mut after = covered();
    after.limit = limit("A03", "2026-11-21");
    assert_eq!(changes(after), [""; 0]);
}

#[test]
fn a_certificate_for_meals_alone_is_no_ceiling() {
    let mut after = covered();
    after.limit = limit("A05", "2027-07-31")
        .map(|it| LimitCertificate { kind: Some(LimitCertificateKind::Reduction), ..it });
    assert_eq!(changes(after), [""; 0]);
}

#[test]
fn the_ceiling_of_what_pays_first_is_told() {
    let mut aid = coverage("12999991", "2026-11-01", None);
    aid.classification = CardClassification::MedicalAid;
    let with = |code: &str, until| {
        let mut insured = covered();
        insured.limit = limit(code, until);
        outcome(vec![aid.clone(), insured])
    };
    let [change] =
        Change::between(&with("A03", "2027-07-31"), &with("A04", "2027-07-31")).try_into().unwrap();
    assert!(
        change
            == Change::Ceiling {
                before: Some(LimitCategory::Under70U),
                after: Some(LimitCategory::Under70E)
            }
    );
    let gone = Change::between(&with("A03", "2027-07-31"), &with("A03", "2026-11-21"));
    assert_eq!(gone.iter().map(Change::name).collect::<Vec<_>>(), ["ceiling"]);
}

#[test]
fn a_ratio_by_another_origin_is_no_change() {
    let mut after = covered();
    after.elderly = Some(crate::ElderlyRecipient {
        issued_on: None,
        valid_from: None,
        valid_until: None,
        ratio: Percent::from_digits("030").ok(),
    });
    assert_eq!(changes(after), [""; 0]);
}

#[test]
fn medical_aid_begins_and_ends() {
    let mut aid = coverage("12999991", "2026-11-01", None);
    aid.classification = CardClassification::MedicalAid;
    let (without, with) = (outcome(vec![covered()]), outcome(vec![covered(), aid]));
    assert_eq!(Change::between(&without, &with), [Change::AidBegan]);
    assert_eq!(Change::between(&with, &without), [Change::AidEnded]);
}

#[test]
fn a_loss_is_told_as_another_outcome() {
    let lost = answer("2", "2026-11-22", vec![covered()]).outcome(day("2026-11-22"), &Policy::default());
    let told = Change::between(&outcome(vec![covered()]), &lost);
    assert_eq!(told, [Change::Outcome { before: "eligible", after: "lost" }]);
}

#[test]
fn debug_tells_no_name() {
    let mut after = covered();
    after.person.name = "山田　花子".to_string().into();
    let told = Change::between(&outcome(vec![covered()]), &outcome(vec![after]));
    assert_eq!(format!("{told:?}"), "[Change(name)]");
}

/// What is said to have changed if of one of the answers, or of both, a coverage couldn't be read.
fn changes_in_part(before: &[Coverage], after: &[Coverage]) -> [Vec<&'static str>; 3] {
    let whole = [before, after].map(|it| answer("1", "2026-11-22", it.to_vec()));
    let in_part = whole.clone().map(beside_unread);
    let outcome = |answer: &Answer| answer.outcome(day("2026-11-22"), &Policy::default());
    let ([before, after], [unread_before, unread_after]) = (&whole, &in_part);
    [(unread_before, after), (before, unread_after), (unread_before, unread_after)].map(|(before, after)| {
        Change::between(&outcome(before), &outcome(after)).iter().map(Change::name).collect()
    })
}

#[test]
fn beside_an_unread_coverage_it_is_not_known_whether_anything_changed() {
    for changes in changes_in_part(&[covered()], &[covered()]) {
        assert_eq!(changes, ["coverage_unread"]);
    }
}

#[test]
fn an_insurer_that_is_read_instead_of_the_unread_one_is_no_change() {
    let other = coverage("06130009", "2010-04-01", None);
    for changes in changes_in_part(&[covered()], &[other]) {
        assert_eq!(changes, ["coverage_unread"]);
    }
}

#[test]
fn aid_that_may_be_the_unread_coverage_neither_began_nor_ended() {
    let aid = Coverage {
        classification: CardClassification::MedicalAid,
        ..coverage("12999991", "2026-01-01", None)
    };
    let (without, with) = ([covered()], [covered(), aid]);
    for changes in [changes_in_part(&without, &with), changes_in_part(&with, &without)].concat() {
        assert_eq!(changes, ["coverage_unread"]);
    }
}

#[test]
fn what_one_insurer_said_twice_is_compared_beside_an_unread_coverage() {
    let mut after = covered();
    (after.branch, after.limit) = (Some("02".to_string().into()), limit("A03", "2027-07-31"));
    after.person.name = "山田　花子".to_string().into();
    for changes in changes_in_part(&[covered()], &[after]) {
        assert_eq!(changes, ["coverage_unread", "insured_number", "ceiling", "name"]);
    }
}
