use alloc::vec;

use super::*;
use crate::fixtures::month;
use crate::{CeilingTable, NoCeiling};

fn table(digits: &str) -> &'static CeilingTable {
    CeilingTable::built_in(month(digits)).unwrap()
}

fn share(setting: CareSetting, cost: u64, paid: u64) -> HouseholdShare {
    HouseholdShare { setting, cost: Yen::new(cost), paid: Yen::new(paid) }
}

fn out(cost: u64, paid: u64) -> HouseholdShare {
    share(CareSetting::OutPatient, cost, paid)
}

fn stay(cost: u64, paid: u64) -> HouseholdShare {
    share(CareSetting::InPatient, cost, paid)
}

fn member(age: AgeGroup, shares: Vec<HouseholdShare>) -> HouseholdMember {
    HouseholdMember { age, birthday: BirthdayMonth::Whole, shares }
}

fn household(members: Vec<HouseholdMember>) -> Household {
    Household {
        members,
        under_70: Some(LimitCategory::Under70U),
        from_70: Some(LimitCategory::General),
        repeated: RepeatedMonths::NONE,
    }
}

/// Step, what was added, ceiling, what is paid back.
fn steps(household: &Household, digits: &str) -> Vec<(&'static str, u64, u64, u64)> {
    let refund = household.refund(table(digits)).unwrap();
    let amounts = |it: &HouseholdStep| (it.added.amount(), it.ceiling.amount(), it.refund().amount());
    refund
        .steps
        .iter()
        .map(|it| (it.step.name(), amounts(it)))
        .map(|(name, (added, ceiling, back))| (name, added, ceiling, back))
        .collect()
}

#[test]
fn under_70_only_bills_of_21_000_yen_and_more_count() {
    let of = |paid| {
        let members = vec![
            member(AgeGroup::Under70, vec![stay(1_000_000, 87_430)]),
            member(AgeGroup::Under70, vec![out(70_000, paid)]),
        ];
        steps(&household(members), "202607")
    };
    assert_eq!(of(20_999), [("everyone", 87_430, 87_430, 0)]);
    // 80,100 + (1,070,000 − 267,000) × 1 %
    assert_eq!(of(21_000), [("everyone", 108_430, 88_130, 20_300)]);
}

#[test]
fn from_70_out_patient_bills_come_first_and_each_person_has_a_ceiling() {
    let first =
        member(AgeGroup::From70, vec![out(100_000, 10_000), out(100_000, 10_000), stay(600_000, 57_600)]);
    let second = member(AgeGroup::From70, vec![out(100_000, 10_000)]);
    let expected = [
        ("out_patient", 20_000, 18_000, 2_000),
        ("out_patient", 10_000, 18_000, 0),
        ("from_70", 85_600, 57_600, 28_000),
    ];
    assert_eq!(steps(&household(vec![first, second]), "202607"), expected);
}

#[test]
fn what_is_left_from_70_is_added_to_the_bills_under_70() {
    let old = member(AgeGroup::From70, vec![stay(400_000, 57_600)]);
    let young = member(AgeGroup::Under70, vec![stay(300_000, 80_430)]);
    // 80,100 + (700,000 − 267,000) × 1 %
    let expected = [("from_70", 57_600, 57_600, 0), ("everyone", 138_030, 84_430, 53_600)];
    assert_eq!(steps(&household(vec![young, old]), "202607"), expected);
}

#[test]
fn small_bills_from_70_count_too() {
    let old = member(AgeGroup::From70, vec![out(5_000, 1_000)]);
    let young = member(AgeGroup::Under70, vec![out(300_000, 80_430)]);
    let refund = household(vec![old, young]).refund(table("202607")).unwrap();
    assert_eq!(refund.steps.last().map(|it| it.added), Some(Yen::new(81_430)));
}

#[test]
fn the_fourth_month_has_a_lower_ceiling() {
    let members = vec![member(AgeGroup::Under70, vec![stay(1_000_000, 92_940)])];
    let repeated = Household { repeated: RepeatedMonths::new(3), ..household(members) };
    assert_eq!(steps(&repeated, "202608"), [("everyone", 92_940, 44_400, 48_540)]);
}

#[test]
fn the_75th_month_halves_the_person_and_not_the_household() {
    let turning = HouseholdMember {
        birthday: BirthdayMonth::Halved,
        ..member(AgeGroup::From70, vec![out(200_000, 20_000), stay(400_000, 40_000)])
    };
    let partner = member(AgeGroup::From70, vec![stay(600_000, 57_600)]);
    let expected = [
        ("out_patient", 20_000, 9_000, 11_000),
        ("turning_75", 49_000, 28_800, 20_200),
        ("from_70", 86_400, 57_600, 28_800),
    ];
    assert_eq!(steps(&household(vec![turning, partner]), "202607"), expected);
}

#[test]
fn the_75th_month_halves_the_ceiling_of_the_fourth_month_too() {
    let turning = HouseholdMember {
        birthday: BirthdayMonth::Halved,
        ..member(AgeGroup::From70, vec![stay(400_000, 40_000)])
    };
    let repeated = Household { repeated: RepeatedMonths::new(3), ..household(vec![turning]) };
    let expected = [("turning_75", 40_000, 22_200, 17_800), ("from_70", 22_200, 44_400, 0)];
    assert_eq!(steps(&repeated, "202607"), expected);
}

#[test]
fn the_75th_month_halves_the_21_000_yen_of_a_dependant() {
    let dependant = |paid| HouseholdMember {
        birthday: BirthdayMonth::Halved,
        ..member(AgeGroup::Under70, vec![out(40_000, paid)])
    };
    assert_eq!(steps(&household(vec![dependant(10_499)]), "202607"), []);
    let expected = [("turning_75", 10_500, 40_050, 0), ("everyone", 10_500, 80_100, 0)];
    assert_eq!(steps(&household(vec![dependant(10_500)]), "202607"), expected);
}

#[test]
fn a_band_that_is_missing_or_unknown_gives_no_number() {
    let members = || vec![member(AgeGroup::Under70, vec![stay(300_000, 80_430)])];
    let missing = Household { under_70: None, ..household(members()) };
    assert!(missing.refund(table("202607")) == Err(NoCeiling::NoCertificate));
    let unknown = Household { under_70: Some(LimitCategory::from_code("C01")), ..household(members()) };
    assert!(unknown.refund(table("202607")) == Err(NoCeiling::Unknown));
    // Nobody from 70, so that band isn't asked for.
    let young = Household { from_70: None, ..household(members()) };
    assert!(young.refund(table("202607")).is_ok());
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    fn any_member() -> impl Strategy<Value = HouseholdMember> {
        let setting = prop_oneof![Just(CareSetting::InPatient), Just(CareSetting::OutPatient)];
        let share =
            (setting, 0_u64..2_000_000).prop_map(|(setting, cost)| share(setting, cost, cost * 3 / 10));
        let age = prop_oneof![Just(AgeGroup::From70), Just(AgeGroup::Under70)];
        let birthday = prop_oneof![Just(BirthdayMonth::Whole), Just(BirthdayMonth::Halved)];
        (age, birthday, proptest::collection::vec(share, 0..4))
            .prop_map(|(age, birthday, shares)| HouseholdMember { age, birthday, shares })
    }

    proptest! {
        #[test]
        fn nobody_gets_back_more_than_was_paid(members in proptest::collection::vec(any_member(), 0..5)) {
            let paid: Yen = members.iter().flat_map(|it| &it.shares).map(|it| it.paid).sum();
            let refund = household(members).refund(table("202608")).unwrap();
            prop_assert!(refund.amount() <= paid);
        }

        #[test]
        fn the_order_of_people_changes_nothing(
            mut members in proptest::collection::vec(any_member(), 0..5),
        ) {
            let forwards = household(members.clone()).refund(table("202608")).unwrap().amount();
            members.reverse();
            let backwards = household(members).refund(table("202608")).unwrap().amount();
            prop_assert_eq!(forwards, backwards);
        }
    }
}
