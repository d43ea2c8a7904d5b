use alloc::boxed::Box;
use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

use proptest::prelude::*;

use super::*;
use crate::fixtures::{consenting, day, given, time};
use crate::{
    CareForm, CertificateState, Outcome, ReferenceClassification, Report, Text, UnreadCoverage, UnreadReason,
    Via,
};

const GIVEN: &str = "20261122093000";
const NOW: &str = "20261122100000";
const END: &str = "20261123093000";

fn flagged(flag: ConsentFlag) -> ConsentStatement {
    ConsentStatement { flag, ..given() }
}

fn ask(report: &Report, form: CareForm, at: &str) -> Result<ConsentEnd, Refusal> {
    report.consent(ConsentItem::Medicines, &form, time(at)).map(|consent| consent.end())
}

fn at_the_window(statement: ConsentStatement, at: &str) -> Result<ConsentEnd, Refusal> {
    ask(&consenting(Via::Reader, [statement]), CareForm::Outpatient, at)
}

const ITEM: ConsentItem = ConsentItem::Medicines;

#[test]
fn a_consent_lasts_until_the_time_stated_and_not_a_second_longer() {
    assert_eq!(at_the_window(given(), END), Ok(ConsentEnd::At(time(END))));
    let expired = Refusal::Expired { item: ITEM, at: Some(time(END)), reason: None };
    assert_eq!(at_the_window(given(), "20261123093001"), Err(expired));
}

#[test]
fn a_consent_from_the_future_is_not_in_force() {
    let not_yet = Refusal::NotYet { item: ITEM, from: time(GIVEN) };
    assert_eq!(at_the_window(given(), "20261122092959"), Err(not_yet));
}

#[test]
fn a_consent_is_not_in_force_before_it_was_given_whenever_it_was_asked_for() {
    let later = ConsentStatement { given_at: Some(time("20261122094500")), ..given() };
    let consent =
        consenting(Via::Reader, [later, given()]).consent(ITEM, &CareForm::Outpatient, time(NOW)).unwrap();
    assert_eq!(consent.from(), Some(time("20261122094500")));
    assert_eq!(consent.check(ITEM, time("20261122094500")), Ok(()));
    let not_yet = Refusal::NotYet { item: ITEM, from: time("20261122094500") };
    assert_eq!(consent.check(ITEM, time("20261122094459")), Err(not_yet));
}

#[test]
fn an_answer_to_typed_data_carries_no_consent_whatever_the_report_says_of_the_way() {
    for (via, form, other) in
        [(Via::Reader, CareForm::Outpatient, false), (Via::Fetched, CareForm::HomeVisit, true)]
    {
        for (reference, opens) in [("1", true), ("2", false), ("9", other), ("", other)] {
            let mut report = consenting(via, [given()]);
            let eligible = report.outcome.eligible().unwrap().clone();
            let eligible = eligible.answering(&ReferenceClassification::from_code(reference));
            report.outcome = Outcome::Eligible(eligible.into());
            let refused = Err(Refusal::NotOfficial { via, form: form.clone() });
            let expected = if opens { Ok(ConsentEnd::At(time(END))) } else { refused };
            assert_eq!(ask(&report, form.clone(), NOW), expected, "{reference}");
        }
    }
}

#[cfg(feature = "serde")]
#[test]
fn a_report_that_was_stored_carries_no_consent() {
    let report = consenting(Via::Reader, [given()]);
    let stored = serde_json::to_string(&report).unwrap();
    let read: Report = serde_json::from_str(&stored).unwrap();
    assert_eq!(read, report);
    assert_eq!(ask(&read, CareForm::Outpatient, NOW), Err(Refusal::NotLive));
}

#[test]
fn an_end_that_is_not_stated_is_never_computed() {
    let open_ended = ConsentStatement { available_until: None, ..given() };
    assert_eq!(at_the_window(open_ended, NOW), Err(Refusal::EndUnstated { item: ITEM }));
}

#[test]
fn only_a_flag_that_says_given_gives() {
    for (flag, refusal) in [
        (ConsentFlag::NotGiven, Refusal::NotGiven { item: ITEM }),
        (ConsentFlag::Expired, Refusal::Expired { item: ITEM, at: None, reason: None }),
        (ConsentFlag::Unobtainable, Refusal::OnlyInEmergencies { item: ITEM }),
        (ConsentFlag::from_code("9"), Refusal::UnknownFlag { item: ITEM, flag: ConsentFlag::from_code("9") }),
    ] {
        assert_eq!(at_the_window(flagged(flag), NOW), Err(refusal));
    }
}

#[test]
fn an_emergency_in_which_nobody_could_consent_has_the_end_stated_or_none_that_is_known() {
    let stated = ConsentStatement { flag: ConsentFlag::Unobtainable, ..given() };
    let report = consenting(Via::Fetched, [stated.clone()]);
    assert_eq!(ask(&report, CareForm::Emergency, END), Ok(ConsentEnd::At(time(END))));
    let late = ask(&report, CareForm::Emergency, "20261123093001");
    assert_eq!(late, Err(Refusal::Expired { item: ITEM, at: Some(time(END)), reason: None }));

    let endless = ConsentStatement { available_until: None, ..stated };
    let report = consenting(Via::Fetched, [endless]);
    assert_eq!(ask(&report, CareForm::Emergency, NOW), Ok(ConsentEnd::Unknown));
    assert_eq!(ask(&report, CareForm::Emergency, "20261122235959"), Ok(ConsentEnd::Unknown));
    let next_day = ask(&report, CareForm::Emergency, "20261123000000");
    assert_eq!(next_day, Err(Refusal::NotAsked { item: ITEM, asked_for: day("2026-11-22") }));
    for form in [CareForm::HomeVisit, CareForm::Online] {
        assert_eq!(ask(&report, form, NOW), Err(Refusal::OnlyInEmergencies { item: ITEM }));
    }
}

#[test]
fn a_consent_given_in_an_emergency_needs_its_end() {
    let report = consenting(Via::Fetched, [ConsentStatement { available_until: None, ..given() }]);
    assert_eq!(ask(&report, CareForm::Emergency, NOW), Err(Refusal::EndUnstated { item: ITEM }));
}

#[test]
fn a_home_visit_s_consent_lasts_until_revoked_and_a_new_answer_says_whether_it_was() {
    let report = consenting(Via::Fetched, [ConsentStatement { available_until: None, ..given() }]);
    let consent = report.consent(ITEM, &CareForm::HomeVisit, time(NOW)).unwrap();
    assert_eq!((consent.end(), consent.asked_for()), (ConsentEnd::UntilRevoked, day("2026-11-22")));
    assert_eq!(consent.check(ITEM, time("20261122235959")), Ok(()));
    let not_asked = Refusal::NotAsked { item: ITEM, asked_for: day("2026-11-22") };
    for at in ["20261121235959", "20261123000000", "20271122100000"] {
        assert_eq!(consent.check(ITEM, time(at)), Err(not_asked.clone()), "{at}");
    }
}

#[test]
fn a_home_visit_s_consent_with_a_stated_end_lasts_until_then() {
    let report = consenting(Via::Fetched, [given()]);
    assert_eq!(ask(&report, CareForm::HomeVisit, END), Ok(ConsentEnd::At(time(END))));
    let late = ask(&report, CareForm::HomeVisit, "20261123093001");
    assert_eq!(late, Err(Refusal::Expired { item: ITEM, at: Some(time(END)), reason: None }));
}

#[test]
fn online_care_asks_every_time_and_each_consent_has_its_end() {
    let report = consenting(Via::Fetched, [given()]);
    assert_eq!(ask(&report, CareForm::Online, NOW), Ok(ConsentEnd::At(time(END))));
    let report = consenting(Via::Fetched, [ConsentStatement { available_until: None, ..given() }]);
    assert_eq!(ask(&report, CareForm::Online, NOW), Err(Refusal::EndUnstated { item: ITEM }));
}

#[test]
fn a_consent_that_was_revoked_says_by_whom() {
    for (code, text) in [
        ("0", Text::RefusalExpired),
        ("1", Text::RefusalRevokedByInstitution),
        ("2", Text::RefusalRevokedByPatient),
        ("3", Text::RefusalPurposeChanged),
        ("9", Text::RefusalExpired),
    ] {
        let reason = Some(ConsentEndReason::from_code(code));
        let revoked = ConsentStatement {
            available_until: None,
            end_reason: reason.clone(),
            ..flagged(ConsentFlag::Expired)
        };
        for form in [CareForm::HomeVisit, CareForm::Online, CareForm::Emergency] {
            let refused = ask(&consenting(Via::Fetched, [revoked.clone()]), form, NOW).unwrap_err();
            assert_eq!(refused, Refusal::Expired { item: ITEM, at: None, reason: reason.clone() });
            assert_eq!(refused.text(), text, "{code}");
        }
    }
}

#[test]
fn a_reason_of_the_end_ends_what_is_flagged_as_given() {
    let reason = Some(ConsentEndReason::ByPatient);
    for flag in [ConsentFlag::Given, ConsentFlag::Unobtainable] {
        let revoked = ConsentStatement { end_reason: reason.clone(), ..flagged(flag) };
        let refused = ask(&consenting(Via::Fetched, [revoked]), CareForm::Emergency, NOW);
        // Its time isn't over yet, so when it ended isn't known.
        assert_eq!(refused, Err(Refusal::Expired { item: ITEM, at: None, reason: reason.clone() }));
    }
}

#[test]
fn neither_the_direct_way_nor_typed_data_carries_a_consent() {
    for via in [Via::Direct, Via::Typed] {
        for form in CareForm::KNOWN {
            let refused = ask(&consenting(via, [given()]), form.clone(), NOW);
            assert_eq!(refused, Err(Refusal::NotOfficial { via, form: form.clone() }));
        }
    }
}

#[test]
fn a_reader_is_asked_at_the_institution_and_the_operators_page_elsewhere() {
    for form in CareForm::KNOWN {
        let at_reader = ask(&consenting(Via::Reader, [given()]), form.clone(), NOW).is_ok();
        let fetched = ask(&consenting(Via::Fetched, [given()]), form.clone(), NOW).is_ok();
        assert_eq!(
            (at_reader, fetched),
            match form {
                CareForm::Outpatient => (true, false),
                _ => (false, true),
            }
        );
    }
    let unknown = ask(&consenting(Via::Reader, [given()]), CareForm::from_code("5"), NOW);
    assert!(matches!(unknown, Err(Refusal::NotOfficial { .. })));
}

#[test]
fn a_certificate_that_this_program_judged_carries_no_consent() {
    for certificate in CertificateState::ALL {
        let report = Report { certificate: *certificate, ..consenting(Via::Reader, [given()]) };
        let is_official = ask(&report, CareForm::Outpatient, NOW).is_ok();
        assert_eq!(is_official, *certificate == CertificateState::ByOperator, "{certificate:?}");
    }
}

#[test]
fn who_is_not_covered_is_not_looked_at() {
    let report = Report { outcome: Outcome::NotFound, ..consenting(Via::Reader, [given()]) };
    assert_eq!(ask(&report, CareForm::Outpatient, NOW), Err(Refusal::NotEligible));
}

#[test]
fn beside_a_result_that_could_not_be_read_no_consent_is_certain() {
    let mut report = consenting(Via::Reader, [given()]);
    let eligible = report.outcome.eligible().unwrap().clone();
    let unread = UnreadCoverage { place: "Sex1".to_string(), why: UnreadReason::Absent };
    report.outcome = Outcome::Eligible(Box::new(eligible.beside(vec![unread])));
    assert_eq!(ask(&report, CareForm::Outpatient, NOW), Err(Refusal::CoverageUnread { item: ITEM }));
}

#[test]
fn of_two_statements_the_stricter_counts() {
    let shorter = ConsentStatement { available_until: Some(time("20261122120000")), ..given() };
    let both = consenting(Via::Reader, [given(), shorter]);
    assert_eq!(ask(&both, CareForm::Outpatient, NOW), Ok(ConsentEnd::At(time("20261122120000"))));
    let endless = ConsentStatement { available_until: None, ..given() };
    for both in [[given(), endless.clone()], [endless, given()]] {
        let both = consenting(Via::Fetched, both);
        assert_eq!(ask(&both, CareForm::HomeVisit, NOW), Ok(ConsentEnd::UntilRevoked));
        assert!(matches!(ask(&both, CareForm::HomeVisit, "20261123080000"), Err(Refusal::NotAsked { .. })));
    }
    let contradiction = consenting(Via::Reader, [given(), flagged(ConsentFlag::NotGiven)]);
    let refused = ask(&contradiction, CareForm::Outpatient, NOW);
    assert_eq!(refused, Err(Refusal::NotGiven { item: ITEM }));
}

#[test]
fn a_consent_to_one_item_opens_no_other() {
    let report = consenting(Via::Reader, [given()]);
    for item in ConsentItem::ALL.iter().filter(|item| **item != ITEM) {
        let refused = report.consent(*item, &CareForm::Outpatient, time(NOW));
        assert_eq!(refused, Err(Refusal::NotStated { item: *item }));
    }
    let consent = report.consent(ITEM, &CareForm::Outpatient, time(NOW)).unwrap();
    let asked = ConsentItem::Operations;
    assert_eq!(consent.check(asked, time(NOW)), Err(Refusal::AnotherItem { consented: ITEM, asked }));
}

#[test]
fn debug_shows_nobody() {
    let consent = consenting(Via::Reader, [given()]).consent(ITEM, &CareForm::Outpatient, time(NOW)).unwrap();
    assert_eq!(alloc::format!("{consent:?}"), "Consent { .. }");
}

fn moment() -> impl Strategy<Value = DateTime> {
    // Some five days around the day asked about.
    (1_795_100_000_i64..1_795_540_000).prop_map(|seconds| DateTime::from_unix(seconds).unwrap())
}

fn statement() -> impl Strategy<Value = ConsentStatement> {
    let flag = prop::sample::select(vec!["0", "1", "2", "3", "9"]);
    let reason = prop::option::weighted(0.2, prop::sample::select(vec!["0", "1", "2", "3"]));
    (flag, prop::option::of(moment()), prop::option::of(moment()), reason).prop_map(
        |(flag, given_at, available_until, reason)| ConsentStatement {
            flag: ConsentFlag::from_code(flag),
            given_at,
            available_until,
            end_reason: reason.map(ConsentEndReason::from_code),
        },
    )
}

proptest! {
    #[test]
    fn what_opens_is_given_begun_and_not_over_whenever_it_is_checked(
        statements in prop::collection::vec(statement(), 1..3),
        via in prop::sample::select(Via::ALL),
        form in prop::sample::select(CareForm::KNOWN),
        asked in moment(),
        checked in moment(),
    ) {
        let report = consenting(via, statements.clone());
        let Ok(consent) = report.consent(ITEM, &form, asked) else { return Ok(()) };
        prop_assert!(matches!((via, &form), (Via::Reader, CareForm::Outpatient) | (Via::Fetched, _)));
        prop_assert_eq!(consent.check(ITEM, asked), Ok(()));
        for statement in &statements {
            let unobtainable = statement.flag == ConsentFlag::Unobtainable && form == CareForm::Emergency;
            prop_assert!(statement.flag == ConsentFlag::Given || unobtainable);
            prop_assert_eq!(&statement.end_reason, &None);
            prop_assert!(statement.given_at.is_none_or(|from| from <= asked));
        }
        if consent.check(ITEM, checked).is_ok() {
            prop_assert!(statements.iter().filter_map(|it| it.given_at).all(|from| from <= checked));
            let ends: Vec<_> = statements.iter().map(|it| it.available_until).collect();
            prop_assert!(ends.iter().flatten().all(|end| checked <= *end));
            prop_assert!(!ends.contains(&None) || checked.date() == day("2026-11-22"));
        }
    }
}
