use proptest::prelude::*;

use super::*;
use crate::Date;

fn bands() -> impl Strategy<Value = LimitCategory> {
    proptest::sample::select(LimitCategory::KNOWN)
}

fn days() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(&["20251001", UNTIL_REFORM, FROM_REFORM, "20270731"][..])
}

fn settings() -> impl Strategy<Value = CareSetting> {
    prop_oneof![Just(CareSetting::InPatient), Just(CareSetting::OutPatient)]
}

fn covered(category: LimitCategory) -> Coverage {
    if category.code().starts_with('A') { young(category) } else { old(20, Some(category)) }
}

/// The insured person's birthday, in the month of a day.
fn insured_turns_75_in(on: &str) -> TurningSeventyFive {
    let on = day(on);
    TurningSeventyFive::Insured { birth: Date::new(on.year() - 75, on.month(), 15).unwrap() }
}

/// More than any month of care has ever cost.
const COST: core::ops::Range<u64> = 0..500_000_000;

proptest! {
    #[test]
    fn nobody_pays_more_than_the_ratio_says(
        category in bands(), on in days(), setting in settings(), cost in COST, paid in 0_u64..300_000,
    ) {
        let bill = Bill { paid_before: Yen::new(paid), ..Bill::new(setting, Yen::new(cost)) };
        let copayment = pay(&covered(category), on, &bill);
        prop_assert!(copayment.due <= copayment.by_ratio);
    }

    #[test]
    fn a_month_never_costs_more_than_its_ceiling(
        category in bands(), on in days(), setting in settings(),
        costs in proptest::collection::vec(0_u64..3_000_000, 1..8),
    ) {
        let coverage = covered(category);
        let mut bill = Bill::new(setting, Yen::ZERO);
        let mut paid = Yen::ZERO;
        for cost in costs {
            bill.cost = Yen::new(cost);
            let copayment = pay(&coverage, on, &bill);
            let due = copayment.due.unwrap();
            paid = paid + due;
            prop_assert!(paid <= copayment.ceiling.unwrap().amount);
            bill = bill.followed_by(due);
        }
    }

    #[test]
    fn a_ceiling_never_falls_when_the_cost_grows(
        category in bands(), on in days(), setting in settings(), cost in COST, more in 0_u64..1_000_000,
    ) {
        let at = |cost| ceiling(&covered(category.clone()), on, &Bill::new(setting, Yen::new(cost)));
        let (less, more) = (at(cost), at(cost + more));
        prop_assert!(less.is_ok() && less <= more);
    }

    #[test]
    fn the_fourth_month_never_costs_more(
        category in bands(), on in days(), setting in settings(), cost in COST,
    ) {
        let coverage = covered(category);
        let bill = Bill::new(setting, Yen::new(cost));
        let repeated = Bill { repeated: RepeatedMonths::new(3), ..bill };
        prop_assert!(ceiling(&coverage, on, &repeated) <= ceiling(&coverage, on, &bill));
    }

    #[test]
    fn two_halves_cost_no_less_than_the_whole_and_one_no_more(
        category in bands(), on in days(), setting in settings(), cost in COST,
    ) {
        let coverage = covered(category);
        let bill = Bill::new(setting, Yen::new(cost));
        let half = ceiling(&coverage, on, &Bill { turning: insured_turns_75_in(on), ..bill }).unwrap();
        let whole = ceiling(&coverage, on, &bill).unwrap();
        prop_assert!(half <= whole && whole <= half * 2);
    }

    #[test]
    fn a_month_outside_the_tables_never_gets_a_number(
        category in bands(), setting in settings(), cost in COST,
        on in proptest::sample::select(&["20150101", "20180731", "20270801", "20300101"][..]),
    ) {
        let bill = Bill::new(setting, Yen::new(cost));
        prop_assert_eq!(ceiling(&covered(category), on, &bill), Err(NoCeiling::NoTable));
    }
}
