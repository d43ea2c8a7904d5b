//! Every row of the tables, written out again.

use super::*;

/// What a row must say. Of a growing ceiling: at the threshold, 49 sen and 50 sen above it, and 10,000 yen above.
struct Row {
    category: LimitCategory,
    fixed: u64,
    threshold: Option<u64>,
    repeated: Option<u64>,
    outpatient: Option<(u64, Option<u64>)>,
    year: Option<u64>,
}

impl Row {
    fn holds_in(&self, digits: &str) {
        let table = CeilingTable::built_in(month(digits)).unwrap();
        let row = table.row(&self.category).unwrap();
        let amount = |cost| row.month.amount(Yen::new(cost)).amount();
        assert_eq!(amount(0), self.fixed);
        match self.threshold {
            Some(threshold) => {
                let above =
                    [0, 49, 50, 149, 150, 1_000_000].map(|more| amount(threshold + more) - self.fixed);
                assert_eq!(above, [0, 0, 1, 1, 2, 10_000]);
            }
            None => assert_eq!(amount(100_000_000), self.fixed),
        }
        assert_eq!(row.repeated.map(Yen::amount), self.repeated);
        let outpatient = row.outpatient.map(|it| (it.month.amount(), it.year.map(|it| it.amount.amount())));
        assert_eq!(outpatient, self.outpatient);
        assert_eq!(row.year.map(|it| it.amount.amount()), self.year);
    }
}

macro_rules! rows {
    ($( $first:literal to $last:literal: $module:ident {
        $( $test:ident: $category:ident, $fixed:literal, $threshold:expr, $repeated:expr, $out:expr, $year:expr; )+
    } )+) => { $( mod $module {
        use super::*;
        $( #[test] fn $test() {
            let category = LimitCategory::$category;
            let row = Row {
                category, fixed: $fixed, threshold: $threshold, repeated: $repeated, outpatient: $out, year: $year,
            };
            row.holds_in($first);
            row.holds_in($last);
        } )+
    } )+ };
}

rows! {
    "201808" to "202509": until_2025_09 {
        a01: Under70A, 252_600, Some(842_000), Some(140_100), None, None;
        a02: Under70I, 167_400, Some(558_000), Some(93_000), None, None;
        a03: Under70U, 80_100, Some(267_000), Some(44_400), None, None;
        a04: Under70E, 57_600, None, Some(44_400), None, None;
        a05: Under70O, 35_400, None, Some(24_600), None, None;
        a06: Under70OBorder, 35_400, None, Some(24_600), None, None;
        b01: ActiveIncome3, 252_600, Some(842_000), Some(140_100), None, None;
        b02: ActiveIncome2, 167_400, Some(558_000), Some(93_000), None, None;
        b03: ActiveIncome1, 80_100, Some(267_000), Some(44_400), None, None;
        b04: General, 57_600, None, Some(44_400), Some((18_000, Some(144_000))), None;
        b05: LowIncome2, 24_600, None, None, Some((8_000, None)), None;
        b06: LowIncome1, 15_000, None, None, Some((8_000, None)), None;
        b07: LowIncome1Pension, 15_000, None, None, Some((8_000, None)), None;
        b08: LowIncome1Border, 15_000, None, None, Some((8_000, None)), None;
        b10: General1, 57_600, None, Some(44_400), Some((18_000, Some(144_000))), None;
    }
    "202510" to "202607": until_2026_07 {
        a01: Under70A, 252_600, Some(842_000), Some(140_100), None, None;
        a02: Under70I, 167_400, Some(558_000), Some(93_000), None, None;
        a03: Under70U, 80_100, Some(267_000), Some(44_400), None, None;
        a04: Under70E, 57_600, None, Some(44_400), None, None;
        a05: Under70O, 35_400, None, Some(24_600), None, None;
        a06: Under70OBorder, 35_400, None, Some(24_600), None, None;
        b01: ActiveIncome3, 252_600, Some(842_000), Some(140_100), None, None;
        b02: ActiveIncome2, 167_400, Some(558_000), Some(93_000), None, None;
        b03: ActiveIncome1, 80_100, Some(267_000), Some(44_400), None, None;
        b04: General, 57_600, None, Some(44_400), Some((18_000, Some(144_000))), None;
        b05: LowIncome2, 24_600, None, None, Some((8_000, None)), None;
        b06: LowIncome1, 15_000, None, None, Some((8_000, None)), None;
        b07: LowIncome1Pension, 15_000, None, None, Some((8_000, None)), None;
        b08: LowIncome1Border, 15_000, None, None, Some((8_000, None)), None;
        b09: General2, 57_600, None, Some(44_400), Some((18_000, Some(144_000))), None;
        b10: General1, 57_600, None, Some(44_400), Some((18_000, Some(144_000))), None;
    }
    "202608" to "202707": from_2026_08 {
        a01: Under70A, 270_300, Some(901_000), Some(140_100), None, Some(1_680_000);
        a02: Under70I, 179_100, Some(597_000), Some(93_000), None, Some(1_110_000);
        a03: Under70U, 85_800, Some(286_000), Some(44_400), None, Some(530_000);
        a04: Under70E, 61_500, None, Some(44_400), None, Some(530_000);
        a05: Under70O, 36_900, None, Some(24_600), None, Some(290_000);
        a06: Under70OBorder, 36_900, None, Some(24_600), None, Some(290_000);
        b01: ActiveIncome3, 270_300, Some(901_000), Some(140_100), None, Some(1_680_000);
        b02: ActiveIncome2, 179_100, Some(597_000), Some(93_000), None, Some(1_110_000);
        b03: ActiveIncome1, 85_800, Some(286_000), Some(44_400), None, Some(530_000);
        b04: General, 61_500, None, Some(44_400), Some((22_000, Some(216_000))), Some(530_000);
        b05: LowIncome2, 25_700, None, Some(24_600), Some((11_000, None)), Some(290_000);
        b06: LowIncome1, 15_700, None, None, Some((8_000, None)), Some(180_000);
        b07: LowIncome1Pension, 15_700, None, None, Some((8_000, None)), Some(180_000);
        b08: LowIncome1Border, 15_700, None, None, Some((8_000, None)), Some(180_000);
        b09: General2, 61_500, None, Some(44_400), Some((22_000, Some(216_000))), Some(530_000);
        b10: General1, 61_500, None, Some(44_400), Some((22_000, Some(216_000))), Some(530_000);
    }
}

#[test]
fn every_known_band_has_one_row_in_every_table_but_for_general_2_under_its_passing_rule() {
    for table in CeilingTable::BUILT_IN {
        let passing = table.until < month("202510");
        assert_eq!(table.rows.len() + usize::from(passing), LimitCategory::KNOWN.len());
        for category in LimitCategory::KNOWN {
            let has_none = passing && *category == LimitCategory::General2;
            assert_eq!(table.row(category).is_none(), has_none, "{category:?}");
        }
    }
}

#[test]
fn no_two_tables_hold_for_one_month() {
    for pair in CeilingTable::BUILT_IN.windows(2) {
        assert!(pair[0].until < pair[1].from);
    }
}

#[test]
fn only_low_pay_has_a_yearly_ceiling_of_its_own() {
    let table = CeilingTable::built_in(month("202608")).unwrap();
    for row in table.rows.iter() {
        let low_pay = row.year.and_then(|it| it.low_pay).map(Yen::amount);
        assert_eq!(low_pay, (row.category == LimitCategory::Under70E).then_some(410_000));
    }
}

#[test]
fn halves_are_those_that_insurers_publish() {
    let table = CeilingTable::built_in(month("202607")).unwrap();
    let halved = |category| table.row(&category).unwrap().month.halved();
    let of = |fixed, threshold: Option<u64>| CeilingFormula {
        fixed: Yen::new(fixed),
        one_percent_above: threshold.map(Yen::new),
    };
    assert_eq!(halved(LimitCategory::ActiveIncome3), of(126_300, Some(421_000)));
    assert_eq!(halved(LimitCategory::ActiveIncome2), of(83_700, Some(279_000)));
    assert_eq!(halved(LimitCategory::ActiveIncome1), of(40_050, Some(133_500)));
    assert_eq!(halved(LimitCategory::General), of(28_800, None));
    assert_eq!(halved(LimitCategory::LowIncome2), of(12_300, None));
    assert_eq!(halved(LimitCategory::LowIncome1), of(7_500, None));
}

#[test]
fn every_amount_that_is_halved_is_even() {
    for row in CeilingTable::BUILT_IN.iter().flat_map(|table| table.rows.iter()) {
        let amounts = [Some(row.month.fixed), row.month.one_percent_above, row.repeated];
        let outpatient = row.outpatient.map(|it| it.month);
        for amount in amounts.into_iter().chain([outpatient]).flatten() {
            assert!(amount.amount().is_multiple_of(2), "{:?}", row.category);
        }
    }
}
