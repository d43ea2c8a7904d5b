use alloc::boxed::Box;
use alloc::string::ToString;
use alloc::vec::Vec;

use super::*;
use crate::{
    CardClassification, CareForm, Certainty, CertificateState, ConsentFlag, ConsentStatement, Coverage, Date,
    Eligible, Identity, Outcome, Person, Report, Sex, Via,
};

const GIVEN: &str = "20261122093000";
const NOW: &str = "20261122100000";
const END: &str = "20261123093000";

fn time(digits: &str) -> DateTime {
    DateTime::from_digits(digits).unwrap()
}

fn given() -> ConsentStatement {
    ConsentStatement {
        flag: ConsentFlag::Given,
        given_at: Some(time(GIVEN)),
        available_until: Some(time(END)),
    }
}

fn flagged(flag: ConsentFlag) -> ConsentStatement {
    ConsentStatement { flag, ..given() }
}

/// A report of a patient with one coverage for each statement about medicines.
fn report(via: Via, statements: impl IntoIterator<Item = ConsentStatement>) -> Report {
    let person = Person {
        name: "試験　太郎".to_string().into(),
        alias: None,
        kana: None,
        alias_kana: None,
        sex: Sex::Male,
        sex_on_card: None,
        birth: Date::new(1980, 2, 17).unwrap().into(),
        address: None,
        post_number: None,
    };
    let coverages: Vec<_> = statements
        .into_iter()
        .map(|statement| {
            let mut coverage = Coverage::new(CardClassification::General, person.clone());
            coverage.consents.state(ConsentItem::Medicines, statement);
            coverage
        })
        .collect();
    let outcome = Outcome::Eligible(Box::new(Eligible::new(&coverages, time(NOW).date(), None).unwrap()));
    Report { outcome, identity: Identity::Face, certificate: CertificateState::ByOperator, via }
}

fn ask(report: &Report, form: CareForm, at: &str) -> Result<DateTime, Refusal> {
    report.consent(ConsentItem::Medicines, &form, time(at)).map(|consent| consent.until())
}

fn at_the_window(statement: ConsentStatement, at: &str) -> Result<DateTime, Refusal> {
    ask(&report(Via::Reader, [statement]), CareForm::Outpatient, at)
}

const ITEM: ConsentItem = ConsentItem::Medicines;

#[test]
fn a_consent_lasts_until_the_time_stated_and_not_a_second_longer() {
    assert_eq!(at_the_window(given(), END), Ok(time(END)));
    let expired = Refusal::Expired { item: ITEM, at: Some(time(END)) };
    assert_eq!(at_the_window(given(), "20261123093001"), Err(expired));
}

#[test]
fn a_consent_from_the_future_is_not_in_force() {
    let not_yet = Refusal::NotYet { item: ITEM, from: time(GIVEN) };
    assert_eq!(at_the_window(given(), "20261122092959"), Err(not_yet));
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
        (ConsentFlag::Expired, Refusal::Expired { item: ITEM, at: Some(time(END)) }),
        (ConsentFlag::Unobtainable, Refusal::OnlyInEmergencies { item: ITEM }),
        (ConsentFlag::from_code("9"), Refusal::UnknownFlag { item: ITEM, flag: ConsentFlag::from_code("9") }),
    ] {
        assert_eq!(at_the_window(flagged(flag), NOW), Err(refusal));
    }
}

#[test]
fn what_cannot_be_obtained_counts_in_an_emergency_and_for_that_day() {
    let endless = ConsentStatement::new(ConsentFlag::Unobtainable);
    let report = report(Via::Fetched, [endless]);
    assert_eq!(ask(&report, CareForm::Emergency, NOW), Ok(time("20261122235959")));
    assert!(matches!(ask(&report, CareForm::Emergency, "20261123000000"), Err(Refusal::Expired { .. })));
    assert_eq!(ask(&report, CareForm::HomeVisit, NOW), Err(Refusal::OnlyInEmergencies { item: ITEM }));
}

#[test]
fn neither_the_direct_way_nor_typed_data_carries_a_consent() {
    for via in [Via::Direct, Via::Typed] {
        for form in CareForm::KNOWN {
            let refused = ask(&report(via, [given()]), form.clone(), NOW);
            assert_eq!(refused, Err(Refusal::NotOfficial { via, form: form.clone() }));
        }
    }
}

#[test]
fn a_reader_is_asked_at_the_institution_and_the_operators_page_elsewhere() {
    for form in CareForm::KNOWN {
        let at_reader = ask(&report(Via::Reader, [given()]), form.clone(), NOW).is_ok();
        let fetched = ask(&report(Via::Fetched, [given()]), form.clone(), NOW).is_ok();
        assert_eq!(
            (at_reader, fetched),
            match form {
                CareForm::Outpatient => (true, false),
                _ => (false, true),
            }
        );
    }
    let unknown = ask(&report(Via::Reader, [given()]), CareForm::from_code("5"), NOW);
    assert!(matches!(unknown, Err(Refusal::NotOfficial { .. })));
}

#[test]
fn a_certificate_that_this_program_judged_carries_no_consent() {
    for certificate in CertificateState::ALL {
        let report = Report { certificate: *certificate, ..report(Via::Reader, [given()]) };
        let is_official = ask(&report, CareForm::Outpatient, NOW).is_ok();
        assert_eq!(is_official, *certificate == CertificateState::ByOperator, "{certificate:?}");
    }
}

#[test]
fn who_is_not_covered_is_not_looked_at() {
    let report = Report { outcome: Outcome::NotFound, ..report(Via::Reader, [given()]) };
    assert_eq!(ask(&report, CareForm::Outpatient, NOW), Err(Refusal::NotEligible));
}

#[test]
fn of_two_statements_the_stricter_counts() {
    let shorter = ConsentStatement { available_until: Some(time("20261122120000")), ..given() };
    let both = report(Via::Reader, [given(), shorter]);
    assert_eq!(ask(&both, CareForm::Outpatient, NOW), Ok(time("20261122120000")));
    let contradiction = report(Via::Reader, [given(), flagged(ConsentFlag::NotGiven)]);
    let refused = ask(&contradiction, CareForm::Outpatient, NOW);
    assert_eq!(refused, Err(Refusal::NotGiven { item: ITEM }));
}

#[test]
fn a_consent_to_one_item_opens_no_other() {
    let report = report(Via::Reader, [given()]);
    for item in ConsentItem::ALL.iter().filter(|item| **item != ITEM) {
        let refused = report.consent(*item, &CareForm::Outpatient, time(NOW));
        assert_eq!(refused, Err(Refusal::NotStated { item: *item }));
    }
    let consent = report.consent(ITEM, &CareForm::Outpatient, time(NOW)).unwrap();
    let asked = ConsentItem::Operations;
    assert_eq!(consent.check(asked, time(NOW)), Err(Refusal::AnotherItem { consented: ITEM, asked }));
}

#[test]
fn access_that_was_granted_ends_with_the_consent() {
    let consent = report(Via::Reader, [given()]).consent(ITEM, &CareForm::Outpatient, time(NOW)).unwrap();
    let doctor = Staff { role: Role::Doctor, institution: PointTable::Medical };
    let late = time("20261124000000");
    let table = AccessTable::BUILT_IN;
    let opened_late = MedicalAccess::open(consent.clone(), doctor.clone(), table, late);
    assert!(matches!(opened_late, Err(Refusal::Expired { .. })));
    let viewer = Viewer::Staff(MedicalAccess::open(consent, doctor, table, time(NOW)).unwrap());
    assert_eq!(viewer.check(ITEM, time(END)), Ok(()));
    assert!(matches!(viewer.check(ITEM, late), Err(Refusal::Expired { .. })));
    assert!(matches!(viewer.check(ConsentItem::Tests, time(NOW)), Err(Refusal::AnotherItem { .. })));
}

#[test]
fn debug_shows_nobody() {
    let consent = report(Via::Reader, [given()]).consent(ITEM, &CareForm::Outpatient, time(NOW)).unwrap();
    assert_eq!(alloc::format!("{consent:?}"), "Consent { .. }");
}

fn allowed(role: Role, institution: PointTable, item: ConsentItem, digits: &str) -> bool {
    let on = Date::from_digits(digits).unwrap();
    AccessTable::BUILT_IN.rule(&Staff { role, institution }, item, on).is_some()
}

#[test]
fn pharmacists_see_medicines_from_the_beginning_and_check_ups_since_the_rule_was_widened() {
    let pharmacist = |item, on| allowed(Role::Pharmacist, PointTable::Pharmacy, item, on);
    assert!(pharmacist(ConsentItem::Medicines, "20201111"));
    assert!(!pharmacist(ConsentItem::HealthCheckups, "20201111"));
    assert!(pharmacist(ConsentItem::HealthCheckups, "20201112"));
    assert!(!pharmacist(ConsentItem::Operations, "20261122"));
}

#[test]
fn doctors_and_dentists_see_the_same() {
    for item in ConsentItem::ALL {
        for on in ["20201111", "20220831", "20220901", "20230430", "20230501", "20261122"] {
            assert_eq!(
                allowed(Role::Doctor, PointTable::Medical, *item, on),
                allowed(Role::Dentist, PointTable::Dental, *item, on),
                "{item:?} {on}"
            );
        }
    }
}

#[test]
fn clerks_see_nothing_whatever_the_table_trusts() {
    let all = AccessTable { least: Certainty::Reported, ..AccessTable::BUILT_IN.clone() };
    for institution in PointTable::KNOWN {
        let clerk = Staff { role: Role::Clerk, institution: institution.clone() };
        for item in ConsentItem::ALL {
            assert_eq!(all.rule(&clerk, *item, Date::new(2026, 11, 22).unwrap()), None);
        }
    }
}

#[test]
fn a_kind_of_institution_that_is_not_known_is_not_allowed() {
    assert!(!allowed(Role::Doctor, PointTable::from_code("9"), ITEM, "20261122"));
    assert!(!allowed(Role::Doctor, PointTable::Pharmacy, ITEM, "20261122"));
}
