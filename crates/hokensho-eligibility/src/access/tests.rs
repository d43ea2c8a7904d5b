use alloc::string::String;

use super::*;
use crate::fixtures::{consenting, day, given, time};
use crate::{CareForm, Certainty, ConsentStatement, Via};

const NOW: &str = "20261122100000";
const END: &str = "20261123093000";
const ITEM: ConsentItem = ConsentItem::Medicines;

fn consent(via: Via, form: &CareForm, statement: ConsentStatement) -> Consent {
    consenting(via, [statement]).consent(ITEM, form, time(NOW)).unwrap()
}

fn doctor() -> Staff {
    Staff { role: Role::Doctor, institution: PointTable::Medical }
}

#[test]
fn access_that_was_granted_ends_with_the_consent() {
    let consent = consent(Via::Reader, &CareForm::Outpatient, given());
    let late = time("20261124000000");
    let table = AccessTable::BUILT_IN;
    let opened_late = MedicalAccess::open(consent.clone(), doctor(), table, late);
    assert!(matches!(opened_late, Err(Refusal::Expired { .. })));
    let viewer = Viewer::Staff(MedicalAccess::open(consent, doctor(), table, time(NOW)).unwrap());
    assert_eq!(viewer.check(ITEM, time(END)), Ok(()));
    assert!(matches!(viewer.check(ITEM, late), Err(Refusal::Expired { .. })));
    assert!(matches!(viewer.check(ConsentItem::Tests, time(NOW)), Err(Refusal::AnotherItem { .. })));
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
fn every_role_sees_in_every_kind_of_institution_what_is_allowed_and_nothing_else() {
    // By the order of `ConsentItem::ALL`: what is allowed, what is only reported to be, and what isn't.
    let expected = |role, institution: &PointTable| match (role, institution) {
        (Role::Doctor | Role::Dentist, PointTable::Medical | PointTable::Dental) => "aaaarrrrrr",
        (Role::Pharmacist, PointTable::Pharmacy | PointTable::Medical | PointTable::Dental) => "aar-------",
        (Role::VisitingNurse, PointTable::HomeNursing) => "rrr-------",
        _ => "----------",
    };
    let reported = AccessTable { least: Certainty::Reported, ..AccessTable::BUILT_IN.clone() };
    let today = day("2026-11-22");
    for role in Role::ALL {
        for institution in PointTable::KNOWN.iter().cloned().chain([PointTable::from_code("9")]) {
            let staff = Staff { role: *role, institution };
            let seen: String = ConsentItem::ALL
                .iter()
                .map(|item| {
                    let by = |table: &AccessTable| table.rule(&staff, *item, today).is_some();
                    match (by(AccessTable::BUILT_IN), by(&reported)) {
                        (true, true) => 'a',
                        (false, true) => 'r',
                        (_, false) => '-',
                    }
                })
                .collect();
            assert_eq!(seen, expected(*role, &staff.institution), "{staff:?}");
        }
    }
}

#[test]
fn each_item_is_seen_from_its_first_day_on() {
    for (item, before, from) in
        [(ConsentItem::Treatment, "20220831", "20220901"), (ConsentItem::Operations, "20230430", "20230501")]
    {
        assert!(!allowed(Role::Doctor, PointTable::Medical, item, before), "{item:?}");
        assert!(allowed(Role::Doctor, PointTable::Medical, item, from), "{item:?}");
    }
}

#[test]
fn access_ends_with_the_rule_that_allowed_it() {
    let mut table = AccessTable::BUILT_IN.clone();
    table.rows.to_mut().iter_mut().for_each(|row| row.until = Some(day("2026-11-22")));
    let consent = consent(Via::Reader, &CareForm::Outpatient, given());
    let access = MedicalAccess::open(consent.clone(), doctor(), &table, time(NOW)).unwrap();
    assert_eq!(access.check(ITEM, time("20261122235959")), Ok(()));
    let refused = Refusal::RoleNotAllowed { role: Role::Doctor, item: ITEM };
    let midnight = time("20261123000000");
    assert_eq!(access.check(ITEM, midnight), Err(refused.clone()));
    assert_eq!(MedicalAccess::open(consent, doctor(), &table, midnight), Err(refused));
}

#[test]
fn access_begins_with_the_rule_that_allowed_it() {
    let mut table = AccessTable::BUILT_IN.clone();
    table.rows.to_mut().iter_mut().for_each(|row| row.from = Some(day("2026-11-23")));
    let consent = consent(Via::Reader, &CareForm::Outpatient, given());
    let midnight = time("20261123000000");
    let access = MedicalAccess::open(consent, doctor(), &table, midnight).unwrap();
    assert_eq!(access.check(ITEM, midnight), Ok(()));
    let refused = Refusal::RoleNotAllowed { role: Role::Doctor, item: ITEM };
    assert_eq!(access.check(ITEM, time("20261122235959")), Err(refused));
}

#[test]
fn access_at_a_home_visit_is_for_the_day_that_was_asked_about() {
    let consent =
        consent(Via::Fetched, &CareForm::HomeVisit, ConsentStatement { available_until: None, ..given() });
    let access = MedicalAccess::open(consent.clone(), doctor(), AccessTable::BUILT_IN, time(NOW)).unwrap();
    assert_eq!(access.check(ITEM, time("20261122235959")), Ok(()));
    let next_day = time("20261123000000");
    let not_asked = Refusal::NotAsked { item: ITEM, asked_for: day("2026-11-22") };
    assert_eq!(access.check(ITEM, next_day), Err(not_asked.clone()));
    let opened = MedicalAccess::open(consent, doctor(), AccessTable::BUILT_IN, next_day);
    assert_eq!(opened, Err(not_asked));
}

#[test]
fn a_kind_of_institution_that_is_not_known_is_not_allowed() {
    assert!(!allowed(Role::Doctor, PointTable::from_code("9"), ITEM, "20261122"));
    assert!(!allowed(Role::Doctor, PointTable::Pharmacy, ITEM, "20261122"));
}
