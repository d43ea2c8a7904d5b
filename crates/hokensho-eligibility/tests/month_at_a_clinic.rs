//! A month at a clinic, by the public interface alone: two visits, a job change that is filed late, the claim.
#![allow(clippy::unwrap_used, reason = "tests")]

use hokensho_eligibility::{
    Answer, BranchNumber, CardClassification, Change, Claim, ClaimFindingKind, Coverage, Date, DateTime,
    History, InsuredNumber, InsurerNumber, Observed, Outcome, Person, Policy, QualificationValidity,
    ReferenceClassification, Severity, Sex, Standing, Symbol,
};

fn day(number: u8) -> Date {
    Date::new(2026, 11, number).unwrap()
}

fn at(number: u8) -> DateTime {
    DateTime::new(day(number), 9, 30, 0).unwrap()
}

fn coverage(insurer: &str, number: &str, qualified_on: Date) -> Coverage {
    let person = Person {
        name: "髙橋　花子".to_owned().into(),
        alias: None,
        kana: Some("ﾀｶﾊｼ ﾊﾅｺ".to_owned().into()),
        alias_kana: None,
        sex: Sex::Female,
        sex_on_card: None,
        birth: Date::new(1980, 2, 17).unwrap().into(),
        address: None,
        post_number: None,
    };
    let mut coverage = Coverage::new(CardClassification::General, person);
    coverage.insurer_number = Some(InsurerNumber::new(insurer).unwrap());
    coverage.symbol = Some("１２".to_owned().into());
    coverage.number = Some(number.to_owned().into());
    coverage.branch = Some("00".to_owned().into());
    coverage.qualified_on = Some(qualified_on);
    coverage
}

fn answer(number: u8, coverages: Vec<Coverage>) -> Answer {
    let mut answer = Answer::new(ReferenceClassification::Card, at(number));
    answer.validity = Some(QualificationValidity::Valid);
    answer.coverages = coverages;
    answer
}

fn outcome(answer: &Answer) -> Outcome {
    answer.outcome(answer.executed_at.date(), &Policy::default())
}

fn claim(insurer: &str, number: &str, days: &[u8]) -> Claim {
    Claim {
        insurer: InsurerNumber::checked(insurer).unwrap(),
        symbol: Some(Symbol::new("12").unwrap()),
        number: InsuredNumber::new(number).unwrap(),
        branch: Some(BranchNumber::new("00").unwrap()),
        name: Some("髙橋　花子".to_owned().into()),
        birth: Date::new(1980, 2, 17).unwrap().into(),
        sex: Sex::Female,
        ratio: None,
        days: days.iter().copied().map(day).collect(),
    }
}

#[test]
fn a_job_change_filed_late_is_found_before_the_claim_is_sent() {
    let since = Date::new(2020, 4, 1).unwrap();
    let first = answer(4, vec![coverage("01130012", "5678", since)]);
    let mut lost = coverage("01130012", "5678", since);
    lost.lost_on = Some(day(10));
    let second = answer(18, vec![coverage("06130009", "99", day(10)), lost]);

    // The first visit: nothing but the name is to be mended.
    let mut history = History::default();
    assert_eq!(history.observe(&first, day(4), at(4)), Observed::Learnt);
    let findings = claim("01130012", "5678", &[4]).check(&history);
    assert!(
        matches!(findings.as_slice(), [only] if matches!(only.kind, ClaimFindingKind::CharacterRefused(_)))
    );

    // The second: the window is told what changed.
    assert_eq!(history.observe(&second, day(18), at(18)), Observed::Learnt);
    let changes: Vec<_> =
        Change::between(&outcome(&first), &outcome(&second)).iter().map(Change::name).collect();
    assert_eq!(changes, ["insurer"]);

    // Care on the 12th belongs to the new insurer already, though the old card was still shown then.
    assert!(matches!(history.on(day(9)), Standing::Covered { .. }));
    let findings = claim("01130012", "5678", &[4, 12, 18]).check(&history);
    let other = ClaimFindingKind::InsurerDiffers { filed: InsurerNumber::new("06130009").ok() };
    let differs = findings.iter().find(|finding| finding.kind == other).unwrap();
    assert_eq!(differs.kind.severity(), Severity::Error);
    assert_eq!(differs.days, [day(12), day(18)]);

    // Two claims, each to its insurer, with the name as claims take it.
    for mut split in [claim("01130012", "5678", &[4]), claim("06130009", "99", &[12, 18])] {
        let name = split.name.take().unwrap();
        split.name = hokensho_eligibility::claimable(name.expose()).map(Into::into);
        assert_eq!(split.check(&history), []);
    }
}
