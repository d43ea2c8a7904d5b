//! The tables: every 適用区分 with its amounts, by the month of care.

use alloc::borrow::Cow;

use crate::{Certainty, LimitCategory, Month, Percent, Rounding, Yen};

mod built_in;

/// The ceilings (高額療養費の自己負担限度額) of some months of care: dated data, which a caller can replace. No table for a
/// month, no number.
///
/// | | at the window | in the household, afterwards |
/// |---|---|---|
/// | for | one institution, in- and out-patient apart, medical and dental apart | all bills of one insurer's household |
/// | by | [`Eligible::copayment`](crate::Eligible::copayment) of a [`Bill`](crate::Bill) | [`Household::refund`](crate::Household::refund) |
/// | gives | a [`Copayment`](crate::Copayment): what to take today, and why | a [`HouseholdRefund`](crate::HouseholdRefund): what the insurer pays back, step by step |
///
/// Not part of it: meals and the like in hospital (標準負担額), and care that public expense pays for too
/// (特定給付対象療養), which has ceilings of its own.
///
/// Three are built in: 2018-08 to 2025-09, 2025-10 to 2026-07, and the reform from 2026-08 to 2027-07. The first has no
/// row for 一般Ⅱ, for which a passing rule (配慮措置) made other sums. Before 2018-08 the bands were others, and the thirteen
/// announced for 2027-08 aren't law yet: neither has a table.
///
/// ```
/// use hokensho_eligibility::{CeilingTable, LimitCategory, Month, Yen};
///
/// let pays = |month, category| {
///     let row = CeilingTable::built_in(month)?.row(&category)?;
///     Some(row.month.amount(Yen::new(1_000_000)).amount())
/// };
/// let (july, august) = (Month::new(2026, 7)?, Month::new(2026, 8)?);
/// // ウ: 80,100 + (1,000,000 − 267,000) × 1 %, and from 2026-08 85,800 + (1,000,000 − 286,000) × 1 %.
/// assert_eq!(pays(july, LimitCategory::Under70U), Some(87_430));
/// assert_eq!(pays(august, LimitCategory::Under70U), Some(92_940));
/// // イ: 179,100 + (1,000,000 − 597,000) × 1 %; ア: 270,300 + (1,000,000 − 901,000) × 1 %.
/// assert_eq!(pays(august, LimitCategory::Under70I), Some(183_130));
/// assert_eq!(pays(august, LimitCategory::Under70A), Some(271_290));
/// assert_eq!(pays(Month::new(2027, 8)?, LimitCategory::Under70U), None);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
///
/// Worked by hand, for 1,000,000 yen of care in a month:
///
/// | | to 2026-07 | from 2026-08 |
/// |---|---|---|
/// | ア, 現役並みⅢ | 252,600 + 158,000 × 1 % = 254,180 | 270,300 + 99,000 × 1 % = 271,290 |
/// | イ, 現役並みⅡ | 167,400 + 442,000 × 1 % = 171,820 | 179,100 + 403,000 × 1 % = 183,130 |
/// | ウ, 現役並みⅠ | 80,100 + 733,000 × 1 % = 87,430 | 85,800 + 714,000 × 1 % = 92,940 |
/// | エ | 57,600 | 61,500 |
/// | オ | 35,400 | 36,900 |
/// | 一般 | 57,600; out-patient 18,000 | 61,500; out-patient 22,000 |
/// | 低所得Ⅱ | 24,600; out-patient 8,000 | 25,700; out-patient 11,000 |
/// | 低所得Ⅰ | 15,000; out-patient 8,000 | 15,700; out-patient 8,000 |
///
/// ```
/// use hokensho_eligibility::{CeilingTable, LimitCategory as Band, Month, Yen};
///
/// let worked = [
///     (Band::Under70A, [254_180, 271_290]), (Band::ActiveIncome3, [254_180, 271_290]),
///     (Band::Under70I, [171_820, 183_130]), (Band::ActiveIncome2, [171_820, 183_130]),
///     (Band::Under70U, [87_430, 92_940]), (Band::ActiveIncome1, [87_430, 92_940]),
///     (Band::Under70E, [57_600, 61_500]), (Band::Under70O, [35_400, 36_900]),
///     (Band::General, [57_600, 61_500]), (Band::LowIncome2, [24_600, 25_700]),
///     (Band::LowIncome1, [15_000, 15_700]),
/// ];
/// for (band, amounts) in worked {
///     for (month, amount) in ["202607", "202608"].into_iter().zip(amounts) {
///         let row = CeilingTable::built_in(Month::from_digits(month)?).and_then(|table| table.row(&band));
///         assert_eq!(row.map(|row| row.month.amount(Yen::new(1_000_000))), Some(Yen::new(amount)));
///     }
/// }
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct CeilingTable {
    /// The first month of care it holds for.
    pub from: Month,
    /// The last month of care it holds for.
    pub until: Month,
    /// Where the amounts come from.
    pub source: Cow<'static, str>,
    /// How sure they are.
    pub certainty: Certainty,
    /// One row for each 適用区分.
    pub rows: Cow<'static, [CeilingRow]>,
}

impl CeilingTable {
    /// The tables that come with this crate.
    pub const BUILT_IN: &'static [Self] = &built_in::TABLES;

    /// The built-in table for a month of care, if there is one.
    #[must_use]
    pub fn built_in(month: Month) -> Option<&'static Self> {
        Self::of(Self::BUILT_IN, month)
    }

    /// The one of `tables` that holds for a month of care.
    ///
    /// ```
    /// use hokensho_eligibility::{CeilingTable, Month};
    ///
    /// assert!(CeilingTable::of(CeilingTable::BUILT_IN, Month::new(2018, 7)?).is_none());
    /// assert!(CeilingTable::of(CeilingTable::BUILT_IN, Month::new(2018, 8)?).is_some());
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn of(tables: &[Self], month: Month) -> Option<&Self> {
        tables.iter().find(|table| (table.from..=table.until).contains(&month))
    }

    /// The row of an 適用区分; none for a code that the table doesn't know.
    #[must_use]
    pub fn row(&self, category: &LimitCategory) -> Option<&CeilingRow> {
        self.rows.iter().find(|row| row.category == *category)
    }
}

/// What an 適用区分 pays at most.
///
/// ```
/// use hokensho_eligibility::{CeilingTable, LimitCategory, Month, Yen};
///
/// let table = CeilingTable::built_in(Month::new(2026, 8)?).expect("a month with a table");
/// let general = table.row(&LimitCategory::General).expect("一般 is in every table");
/// assert_eq!(general.outpatient.map(|it| it.month), Some(Yen::new(22_000)));
/// assert_eq!(general.repeated, Some(Yen::new(44_400)));
/// assert_eq!(general.year.map(|it| it.amount), Some(Yen::new(530_000)));
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct CeilingRow {
    /// 適用区分.
    pub category: LimitCategory,
    /// A month: in-patient, the household, and out-patient where there is no ceiling of its own.
    pub month: CeilingFormula,
    /// 多数回該当: from the fourth month on in twelve.
    pub repeated: Option<Yen>,
    /// 外来（個人）: out-patient, each person; from 70 only.
    pub outpatient: Option<OutpatientCeiling>,
    /// A year, from 2026-08 on.
    pub year: Option<YearlyCeiling>,
}

/// A ceiling that may grow with the cost: `fixed`, and 1 % of the cost above a threshold.
///
/// ```
/// use hokensho_eligibility::{CeilingFormula, Yen};
///
/// let formula = CeilingFormula { fixed: Yen::new(80_100), one_percent_above: Some(Yen::new(267_000)) };
/// assert_eq!(formula.amount(Yen::new(267_049)), Yen::new(80_100)); // 49 sen
/// assert_eq!(formula.amount(Yen::new(267_050)), Yen::new(80_101)); // 50 sen
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct CeilingFormula {
    /// The part that every month has.
    pub fixed: Yen,
    /// The cost above which 1 % is added; none if the ceiling doesn't grow.
    pub one_percent_above: Option<Yen>,
}

impl CeilingFormula {
    /// The ceiling for a month's cost (医療費: ten yen a point, before any insurance).
    #[must_use]
    pub fn amount(&self, cost: Yen) -> Yen {
        let above = self.one_percent_above.map_or(Yen::ZERO, |threshold| cost.less(threshold));
        self.fixed + above.part(Percent::ONE, Rounding::ToOne)
    }

    /// Fixed part and threshold halved, as in the month of the 75th birthday.
    ///
    /// ```
    /// use hokensho_eligibility::{CeilingFormula, Yen};
    ///
    /// let formula = CeilingFormula { fixed: Yen::new(80_100), one_percent_above: Some(Yen::new(267_000)) };
    /// assert_eq!(formula.halved().amount(Yen::new(133_500)), Yen::new(40_050));
    /// assert_eq!(formula.halved().amount(Yen::new(133_600)), Yen::new(40_051));
    /// ```
    #[must_use]
    pub fn halved(&self) -> Self {
        Self { fixed: self.fixed.half(), one_percent_above: self.one_percent_above.map(Yen::half) }
    }
}

/// The ceiling for out-patients, each person (外来（個人）).
///
/// ```
/// use hokensho_eligibility::{OutpatientCeiling, Yen, YearlyCeiling};
///
/// let year = YearlyCeiling { amount: Yen::new(144_000), low_pay: None };
/// let ceiling = OutpatientCeiling { month: Yen::new(18_000), year: Some(year) };
/// assert_eq!(ceiling.year.map(|it| it.paid_back(Yen::new(150_000))), Some(Yen::new(6_000)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct OutpatientCeiling {
    /// A month.
    pub month: Yen,
    /// A year; none if there is none.
    pub year: Option<YearlyCeiling>,
}

/// The ceiling of a year from August to July (年間上限): for out-patients, and from 2026-08 for everyone. What is above
/// it is paid back afterwards; it lowers nothing at the window.
///
/// ```
/// use hokensho_eligibility::{YearlyCeiling, Yen};
///
/// let ceiling = YearlyCeiling { amount: Yen::new(530_000), low_pay: Some(Yen::new(410_000)) };
/// assert_eq!(ceiling.paid_back(Yen::new(600_000)), Yen::new(70_000));
/// assert_eq!(ceiling.paid_back(Yen::new(500_000)), Yen::ZERO);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct YearlyCeiling {
    /// For everyone in the band.
    pub amount: Yen,
    /// For those with a standard monthly pay (標準報酬月額) of at most 150,000 yen, which no message tells: settled
    /// from 2027-08 on, by the insurer.
    pub low_pay: Option<Yen>,
}

impl YearlyCeiling {
    /// What the insurer pays back of what was borne from August to July.
    #[must_use]
    pub const fn paid_back(&self, borne: Yen) -> Yen {
        borne.less(self.amount)
    }
}
