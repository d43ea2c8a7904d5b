use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use super::*;
use crate::fixtures::{answer, beside_unread, coverage, day, morning, partial};
use crate::{Answer, CardClassification, ElderlyRecipient};

/// A claim that fits `coverage("01130012", …)`.
fn claim(days: &[&str]) -> Claim {
    Claim {
        insurer: InsurerNumber::new("01130012").unwrap(),
        symbol: Some(Symbol::new("12-34").unwrap()),
        number: InsuredNumber::new("５６７８").unwrap(),
        branch: Some(BranchNumber::new("1").unwrap()),
        name: Some("保険　花子".to_string().into()),
        birth: day("1980-02-17").into(),
        sex: Sex::Female,
        ratio: Some(Percent::from_digits("030").unwrap()),
        days: days.iter().map(|it| day(it)).collect(),
    }
}

fn history(answers: &[Answer]) -> History {
    let mut history = History::default();
    for answer in answers {
        history.observe(answer, answer.executed_at.date(), answer.executed_at);
    }
    history
}

fn covered() -> Coverage {
    coverage("01130012", "2020-04-01", None)
}

fn covered_by(coverage: Coverage) -> History {
    covered_by_all(vec![coverage])
}

fn covered_by_all(coverages: Vec<Coverage>) -> History {
    history(&[answer("1", "2026-11-22", coverages)])
}

fn names(findings: &[ClaimFinding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.kind.name()).collect()
}

#[track_caller]
fn assert_found(claim: &Claim, history: &History, expected: &[&str]) {
    assert_eq!(names(&claim.check(history)), expected);
}

#[test]
fn a_claim_that_fits_has_no_finding() {
    assert_found(&claim(&["2026-11-02", "2026-11-22"]), &covered_by(covered()), &[]);
}

#[test]
fn a_claim_without_a_day_of_care_was_not_checked() {
    let findings = claim(&[]).check(&covered_by(covered()));
    assert_eq!(names(&findings), ["no_day"]);
    assert_eq!(findings[0].kind.severity(), Severity::Warning);
}

#[test]
fn what_the_answer_does_not_state_is_a_warning_and_no_difference() {
    type Spoil = fn(&mut Coverage);
    let cases: [(Spoil, &str); 3] = [
        (|it| it.symbol = None, "symbol_not_filed"),
        (|it| it.number = None, "number_not_filed"),
        (|it| it.branch = None, "branch_not_filed"),
    ];
    for (spoil, expected) in cases {
        let mut filed = covered();
        spoil(&mut filed);
        let findings = claim(&["2026-11-02"]).check(&covered_by(filed));
        assert_eq!(names(&findings), [expected]);
        assert_eq!(findings[0].kind.severity(), Severity::Warning);
    }
}

#[test]
fn an_answer_that_states_none_differs_from_a_claim_with_one() {
    let mut filed = covered();
    (filed.symbol, filed.branch) = (Some(String::new().into()), Some(String::new().into()));
    assert_found(&claim(&["2026-11-02"]), &covered_by(filed), &["symbol_differs", "branch_differs"]);
}

#[test]
fn a_day_that_is_stated_twice_is_found_once() {
    let findings = claim(&["2026-11-23", "2026-11-21", "2026-11-23"]).check(&History::default());
    let days: Vec<_> = findings.iter().map(|it| it.days.as_slice()).collect();
    assert_eq!(days, [[day("2026-11-21"), day("2026-11-23")]]);
}

#[test]
fn a_character_that_is_only_reported_to_be_refused_is_a_warning() {
    let mut claim = claim(&["2026-11-02"]);
    claim.name = Some("髙橋".to_string().into());
    let findings = claim.check(&covered_by(covered()));
    assert_eq!(names(&findings), ["character_refused"]);
    assert_eq!(findings[0].kind.severity(), Severity::Warning);
}

#[test]
fn only_what_is_known_to_be_wrong_would_come_back() {
    let errors = |findings: &[ClaimFinding]| findings.iter().any(|it| it.kind.severity() == Severity::Error);
    for days in [&["2026-11-23"][..], &[]] {
        assert!(!errors(&claim(days).check(&covered_by(covered()))));
    }
    let mut overlapping = history(&[answer("1", "2026-11-10", vec![covered()])]);
    let later = answer("1", "2026-11-22", vec![coverage("06130009", "2026-11-01", None)]);
    overlapping.observe(&later, day("2026-11-22"), morning("2026-11-22"));
    assert!(!errors(&claim(&["2026-11-05"]).check(&overlapping)));
}

#[test]
fn every_finding_says_what_to_do() {
    let refused = refused_characters("髙").into_iter().map(ClaimFindingKind::CharacterRefused);
    let others = [
        ClaimFindingKind::AfterLoss { lost_on: None },
        ClaimFindingKind::AidTicketMissing,
        ClaimFindingKind::BirthDiffers,
        ClaimFindingKind::BirthIncomplete,
        ClaimFindingKind::BranchDiffers,
        ClaimFindingKind::BranchMissing,
        ClaimFindingKind::BranchNotFiled,
        ClaimFindingKind::CheckDigitWrong,
        ClaimFindingKind::CoverageUnread,
        ClaimFindingKind::InsurerDiffers { filed: None },
        ClaimFindingKind::InsurerKnown { filed: None },
        ClaimFindingKind::InsurerUnknown,
        ClaimFindingKind::NewerInsurer,
        ClaimFindingKind::NoDay,
        ClaimFindingKind::NotAsked,
        ClaimFindingKind::NotFound,
        ClaimFindingKind::NumberDiffers,
        ClaimFindingKind::NumberNotFiled,
        ClaimFindingKind::Overlapping,
        ClaimFindingKind::PastInsurer { lost_on: None },
        ClaimFindingKind::RatioDiffers { filed: Ratio::Unknown },
        ClaimFindingKind::RatioUnknown,
        ClaimFindingKind::SexDiffers,
        ClaimFindingKind::SymbolDiffers,
        ClaimFindingKind::SymbolNotFiled,
    ];
    for kind in refused.chain(others) {
        assert!(kind.fix().id().starts_with("fix."), "{}", kind.name());
        assert_eq!(kind.text().id().strip_prefix("claim."), Some(kind.name()));
    }
}

#[test]
fn a_claim_that_knows_no_more_of_the_birth_than_is_filed_fits() {
    let mut filed = covered();
    filed.person.birth = partial("19800000").into();
    let mut claim = claim(&["2026-11-02"]);
    assert_found(&claim, &covered_by(filed.clone()), &["birth_incomplete"]);
    claim.birth = partial("19800000").into();
    assert_found(&claim, &covered_by(filed), &[]);
}

#[test]
fn each_difference_is_found() {
    type Spoil = fn(&mut Claim);
    let cases: [(Spoil, &str); 10] = [
        (|it| it.birth = day("1980-02-18").into(), "birth_differs"),
        (|it| it.birth = partial("19800300").into(), "birth_differs"),
        (|it| it.birth = partial("19800200").into(), "birth_incomplete"),
        (|it| it.sex = Sex::Male, "sex_differs"),
        (|it| it.symbol = None, "symbol_differs"),
        (|it| it.symbol = Symbol::new("1234").ok(), "symbol_differs"),
        (|it| it.number = InsuredNumber::new("05678").unwrap(), "number_differs"),
        (|it| it.branch = BranchNumber::new("02").ok(), "branch_differs"),
        (|it| it.branch = None, "branch_missing"),
        (|it| it.ratio = Percent::from_digits("020").ok(), "ratio_differs"),
    ];
    for (spoil, expected) in cases {
        let mut claim = claim(&["2026-11-02"]);
        spoil(&mut claim);
        assert_found(&claim, &covered_by(covered()), &[expected]);
    }
}

#[test]
fn the_late_stage_elderly_have_neither_symbol_nor_branch() {
    let mut filed = coverage("39130000", "2026-01-01", None);
    (filed.symbol, filed.branch, filed.ratio) =
        (None, Some(String::new().into()), Percent::from_digits("010").ok());
    let mut claim = claim(&["2026-11-02"]);
    claim.insurer = InsurerNumber::new("39130000").unwrap();
    (claim.symbol, claim.branch, claim.ratio) = (None, None, Percent::from_digits("010").ok());
    assert_found(&claim, &covered_by(filed.clone()), &[]);
    claim.branch = BranchNumber::new("00").ok();
    assert_found(&claim, &covered_by(filed), &["branch_differs"]);
}

#[test]
fn care_after_the_loss_is_claimed_from_the_past_insurer_while_none_newer_is_known() {
    let lost = coverage("01130012", "2020-04-01", Some("2026-11-10"));
    let known = history(&[answer("2", "2026-11-22", vec![lost.clone()])]);
    let mut claim = claim(&["2026-11-09", "2026-11-10", "2026-11-11"]);
    let findings = claim.check(&known);
    let [finding] = findings.as_slice() else { panic!("{findings:?}") };
    assert_eq!(finding.kind, ClaimFindingKind::PastInsurer { lost_on: Some(day("2026-11-10")) });
    assert_eq!(finding.kind.severity(), Severity::Warning);
    assert_eq!(finding.days, [day("2026-11-10"), day("2026-11-11")]);

    let newer = coverage("06130009", "2026-11-20", None);
    let later = history(&[answer("1", "2026-11-22", vec![lost, newer])]);
    let after_loss = ClaimFindingKind::AfterLoss { lost_on: Some(day("2026-11-10")) };
    assert_eq!(after_loss.severity(), Severity::Error);
    assert_eq!(claim.check(&later)[0].kind, after_loss);
    (claim.insurer, claim.days) = (InsurerNumber::new("138008").unwrap(), vec![day("2026-11-10")]);
    assert_eq!(claim.check(&known)[0].kind, after_loss);
}

#[test]
fn a_new_insurer_in_mid_month_is_named() {
    let history = history(&[answer(
        "1",
        "2026-11-22",
        vec![
            coverage("06130009", "2026-11-10", None),
            coverage("01130012", "2020-04-01", Some("2026-11-10")),
        ],
    )]);
    let findings = claim(&["2026-11-09", "2026-11-10"]).check(&history);
    let [finding] = findings.as_slice() else { panic!("{findings:?}") };
    assert_eq!(finding.kind, ClaimFindingKind::InsurerDiffers { filed: InsurerNumber::new("06130009").ok() });
    assert_eq!(finding.days, [day("2026-11-10")]);
}

#[test]
fn what_nobody_asked_about_is_not_right_but_open() {
    assert_found(&claim(&["2026-11-23"]), &covered_by(covered()), &["not_asked"]);
}

#[test]
fn each_way_not_to_be_covered_has_its_finding() {
    for (validity, expected) in [("3", "newer_insurer"), ("4", "not_found"), ("6", "aid_ticket_missing")] {
        let history = history(&[answer(validity, "2026-11-22", Vec::new())]);
        assert_found(&claim(&["2026-11-22"]), &history, &[expected]);
    }
}

#[test]
fn two_insurances_at_once_are_a_warning_and_the_claims_own_is_compared() {
    let mut at_once = history(&[answer("1", "2026-11-10", vec![covered()])]);
    let later = answer("1", "2026-11-22", vec![coverage("06130009", "2026-11-01", None)]);
    at_once.observe(&later, day("2026-11-22"), morning("2026-11-22"));
    assert_found(&claim(&["2026-11-05"]), &at_once, &["overlapping"]);
    let mut male = claim(&["2026-11-05"]);
    male.sex = Sex::Male;
    assert_found(&male, &at_once, &["sex_differs", "overlapping"]);
    let mut third = claim(&["2026-11-05"]);
    third.insurer = InsurerNumber::new("138008").unwrap();
    assert_found(&third, &at_once, &["insurer_differs", "overlapping"]);
    // The one that began last is the likelier.
    let newest = ClaimFindingKind::InsurerDiffers { filed: InsurerNumber::new("06130009").ok() };
    assert_eq!(third.check(&at_once)[0].kind, newest);
}

#[test]
fn an_unknown_insurer_may_be_known_by_now() {
    let mut unknown = claim(&["2026-11-22"]);
    unknown.insurer = InsurerNumber::new("77777779").unwrap();
    assert_found(&unknown, &covered_by(covered()), &["insurer_known", "insurer_unknown"]);
    assert_found(&unknown, &History::default(), &["not_asked", "insurer_unknown"]);
    // Nobody knows it still: the claim is right so.
    for validity in ["2", "3", "4"] {
        let still_unknown = history(&[answer(validity, "2026-11-22", Vec::new())]);
        assert_found(&unknown, &still_unknown, &["insurer_unknown"]);
    }
}

#[test]
fn aid_beside_two_insurances_is_claimed_as_aid() {
    let aid = coverage("12999991", "2020-04-01", None);
    let at_once = covered_by_all(vec![covered(), coverage("06130009", "2026-11-01", None), aid]);
    let mut claim = claim(&["2026-11-22"]);
    (claim.insurer, claim.ratio) = (InsurerNumber::new("12999991").unwrap(), None);
    assert_found(&claim, &at_once, &["overlapping"]);
}

#[test]
fn a_wrong_check_digit_is_a_warning() {
    let mut wrong = claim(&["2026-11-22"]);
    wrong.insurer = InsurerNumber::new("01130013").unwrap();
    let findings = wrong.check(&covered_by(coverage("01130013", "2020-04-01", None)));
    assert_eq!(names(&findings), ["check_digit_wrong"]);
    assert_eq!(findings[0].kind.severity(), Severity::Warning);
}

#[test]
fn a_ratio_by_law_is_less_sure_than_one_by_the_answer() {
    let mut claim = claim(&["2026-11-22"]);
    claim.ratio = Percent::from_digits("020").ok();
    assert_eq!(claim.check(&covered_by(covered()))[0].kind.severity(), Severity::Warning);
    let mut filed = covered();
    filed.elderly = Some(ElderlyRecipient {
        issued_on: None,
        valid_from: None,
        valid_until: None,
        ratio: Percent::from_digits("030").ok(),
    });
    assert_eq!(claim.check(&covered_by(filed))[0].kind.severity(), Severity::Error);
}

#[test]
fn a_ratio_that_nobody_states_is_no_difference() {
    let mut aid = covered();
    aid.classification = CardClassification::MedicalAid;
    assert_found(&claim(&["2026-11-22"]), &covered_by(aid), &["ratio_unknown"]);
}

#[test]
fn a_sex_that_is_not_stated_is_no_difference() {
    let mut filed = covered();
    filed.person.sex = Sex::Unset;
    assert_found(&claim(&["2026-11-22"]), &covered_by(filed.clone()), &[]);
    filed.person.sex = Sex::Male;
    filed.person.sex_on_card = Some(Sex::Female);
    assert_found(&claim(&["2026-11-22"]), &covered_by(filed), &[]);
}

#[test]
fn each_refused_character_of_the_name_is_found() {
    let mut claim = claim(&["2026-11-22"]);
    claim.name = Some("髙橋　\u{e000}子".to_string().into());
    let findings = claim.check(&covered_by(covered()));
    assert_eq!(names(&findings), ["character_refused", "character_refused"]);
    assert!(!alloc::format!("{findings:?} {claim:?}").contains('髙'));
}

#[test]
fn the_gravest_comes_first() {
    let mut claim = claim(&["2026-11-22", "2026-11-23"]);
    claim.branch = None;
    claim.sex = Sex::Male;
    let severities: Vec<Severity> =
        claim.check(&covered_by(covered())).iter().map(|it| it.kind.severity()).collect();
    assert!(severities.is_sorted_by(|a, b| a >= b), "{severities:?}");
    assert_eq!(severities.first(), Some(&Severity::Error));
}

#[test]
fn a_day_with_an_unread_coverage_is_no_clean_claim() {
    for (validity, coverages) in [("1", vec![covered()]), ("1", vec![])] {
        let history = history(&[beside_unread(answer(validity, "2026-11-22", coverages))]);
        let findings = claim(&["2026-11-02", "2026-11-22"]).check(&history);
        assert_eq!(names(&findings), ["coverage_unread"]);
        assert_eq!(findings[0].kind.severity(), Severity::Warning);
        assert_eq!(findings[0].days, [day("2026-11-02"), day("2026-11-22")]);
    }
}

#[test]
fn what_differs_from_a_coverage_that_was_read_is_found_beside_an_unread_one() {
    let history = history(&[beside_unread(answer("1", "2026-11-22", vec![covered()]))]);
    let claim = Claim { sex: Sex::Male, ..claim(&["2026-11-22"]) };
    assert_found(&claim, &history, &["sex_differs", "coverage_unread"]);
}

#[test]
fn another_insurer_than_those_read_may_be_the_unread_one() {
    let history = history(&[beside_unread(answer("1", "2026-11-22", vec![covered()]))]);
    let other = Claim { insurer: InsurerNumber::new("06130009").unwrap(), ..claim(&["2026-11-22"]) };
    assert_found(&other, &history, &["coverage_unread"]);
    assert_found(&other, &covered_by(covered()), &["insurer_differs"]);
    let unknown = Claim { insurer: InsurerNumber::new("77777777").unwrap(), ..claim(&["2026-11-22"]) };
    assert_found(&unknown, &history, &["insurer_known", "coverage_unread", "insurer_unknown"]);
}

#[test]
fn a_day_after_a_loss_that_was_read_may_be_the_unread_ones() {
    let ended = coverage("06130009", "2010-04-01", Some("2020-04-01"));
    let history = history(&[beside_unread(answer("2", "2026-11-22", vec![ended]))]);
    // Of the day itself the source says that nothing is in force.
    assert_found(&claim(&["2026-11-22"]), &history, &["after_loss"]);
    assert_found(&claim(&["2026-11-02"]), &history, &["coverage_unread"]);
}
