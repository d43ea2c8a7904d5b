//! The tables that come with this crate.

use alloc::borrow::Cow;

use super::{CeilingFormula, CeilingRow, CeilingTable, OutpatientCeiling, YearlyCeiling};
use crate::LimitCategory::{self, *};
use crate::{Certainty, Month, Yen};

pub(super) static TABLES: [CeilingTable; 3] = [
    CeilingTable {
        // The month in which 現役並み was split in three; under 70 the five bands are of 2015-01.
        from: Month::known(2018, 8),
        until: Month::known(2025, 9),
        source: Cow::Borrowed(
            "健康保険法施行令 42 条, as insurers published it from 2018-08; without 一般Ⅱ, which had a passing rule (配慮措置)",
        ),
        certainty: Certainty::Official,
        // 一般Ⅱ comes last.
        rows: match &UNTIL_2026_07 {
            [rows @ .., _] => Cow::Borrowed(rows),
        },
    },
    CeilingTable {
        // The first month without the passing rule for 一般Ⅱ (配慮措置, until 2025-09-30).
        from: Month::known(2025, 10),
        until: Month::known(2026, 7),
        source: Cow::Borrowed("健康保険法施行令 42 条, as insurers publish it until 2026-07"),
        certainty: Certainty::Official,
        rows: Cow::Borrowed(&UNTIL_2026_07),
    },
    CeilingTable {
        from: Month::known(2026, 8),
        // For 2027-08 thirteen bands are announced, which aren't law yet.
        until: Month::known(2027, 7),
        source: Cow::Borrowed(
            "健康保険法施行令 42 条 as in force on 2026-08-01, as four public calculators give it; \
             which code carries which band is inferred from the names",
        ),
        certainty: Certainty::InUse,
        rows: Cow::Borrowed(&FROM_2026_08),
    },
];

static UNTIL_2026_07: [CeilingRow; 16] = {
    const A: Band = band(growing(252_600, 842_000)).repeated(140_100);
    const I: Band = band(growing(167_400, 558_000)).repeated(93_000);
    const U: Band = band(growing(80_100, 267_000)).repeated(44_400);
    const E: Band = band(fixed(57_600)).repeated(44_400);
    const O: Band = band(fixed(35_400)).repeated(24_600);
    const GENERAL: Band = band(fixed(57_600)).repeated(44_400).outpatient(18_000, Some(144_000));
    const LOW_2: Band = band(fixed(24_600)).outpatient(8_000, None);
    const LOW_1: Band = band(fixed(15_000)).outpatient(8_000, None);
    rows([A, I, U, E, O], [GENERAL, LOW_2, LOW_1])
};

static FROM_2026_08: [CeilingRow; 16] = {
    const A: Band = band(growing(270_300, 901_000)).repeated(140_100).year(1_680_000);
    const I: Band = band(growing(179_100, 597_000)).repeated(93_000).year(1_110_000);
    const U: Band = band(growing(85_800, 286_000)).repeated(44_400).year(530_000);
    const E: Band = band(fixed(61_500)).repeated(44_400).year(530_000).low_pay_year(410_000);
    const O: Band = band(fixed(36_900)).repeated(24_600).year(290_000);
    const GENERAL: Band =
        band(fixed(61_500)).repeated(44_400).outpatient(22_000, Some(216_000)).year(530_000);
    const LOW_2: Band = band(fixed(25_700)).repeated(24_600).outpatient(11_000, None).year(290_000);
    const LOW_1: Band = band(fixed(15_700)).outpatient(8_000, None).year(180_000);
    rows([A, I, U, E, O], [GENERAL, LOW_2, LOW_1])
};

/// A row before it has its code: several codes share a band.
#[derive(Clone, Copy)]
struct Band {
    month: CeilingFormula,
    repeated: Option<Yen>,
    outpatient: Option<OutpatientCeiling>,
    year: Option<YearlyCeiling>,
}

const fn growing(fixed: u64, threshold: u64) -> CeilingFormula {
    CeilingFormula { fixed: Yen::new(fixed), one_percent_above: Some(Yen::new(threshold)) }
}

const fn fixed(amount: u64) -> CeilingFormula {
    CeilingFormula { fixed: Yen::new(amount), one_percent_above: None }
}

const fn yearly(amount: u64) -> YearlyCeiling {
    YearlyCeiling { amount: Yen::new(amount), low_pay: None }
}

const fn band(month: CeilingFormula) -> Band {
    Band { month, repeated: None, outpatient: None, year: None }
}

impl Band {
    const fn repeated(mut self, amount: u64) -> Self {
        self.repeated = Some(Yen::new(amount));
        self
    }

    const fn outpatient(mut self, month: u64, year: Option<u64>) -> Self {
        let year = match year {
            Some(amount) => Some(yearly(amount)),
            None => None,
        };
        self.outpatient = Some(OutpatientCeiling { month: Yen::new(month), year });
        self
    }

    const fn year(mut self, amount: u64) -> Self {
        self.year = Some(yearly(amount));
        self
    }

    const fn low_pay_year(mut self, amount: u64) -> Self {
        if let Some(year) = &mut self.year {
            year.low_pay = Some(Yen::new(amount));
        }
        self
    }

    const fn of(self, category: LimitCategory) -> CeilingRow {
        let Self { month, repeated, outpatient, year } = self;
        CeilingRow { category, month, repeated, outpatient, year }
    }
}

/// The rows of a table: 現役並みⅢ to Ⅰ have the formulas of ア to ウ, and three kinds of 一般 and of 低所得Ⅰ share a band.
const fn rows([a, i, u, e, o]: [Band; 5], [general, low_2, low_1]: [Band; 3]) -> [CeilingRow; 16] {
    [
        a.of(Under70A),
        i.of(Under70I),
        u.of(Under70U),
        e.of(Under70E),
        o.of(Under70O),
        o.of(Under70OBorder),
        a.of(ActiveIncome3),
        i.of(ActiveIncome2),
        u.of(ActiveIncome1),
        general.of(General),
        general.of(General1),
        low_2.of(LowIncome2),
        low_1.of(LowIncome1),
        low_1.of(LowIncome1Pension),
        low_1.of(LowIncome1Border),
        general.of(General2),
    ]
}
