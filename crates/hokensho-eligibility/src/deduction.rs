//! The deduction for medical expenses (医療費控除), with its working.

use crate::coverage::hide;
use crate::named::named;
use crate::{Error, ExpenseSum, Percent, Rounding, Text, Yen};

/// What a year's medical expenses take off an income: by the usual rule, or by the one for medicines. `Debug` shows
/// nothing of it.
///
/// ```
/// use hokensho_eligibility::{Deduction, ExpenseSum, Language, Yen};
///
/// let sum = ExpenseSum { count: 12, paid: Yen::new(260_000), reimbursed: Yen::new(40_000) };
/// let deduction = Deduction::of_expenses(sum, Yen::new(4_000_000));
/// assert_eq!(deduction.amount(), Yen::new(120_000)); // 260,000 − 40,000 − 100,000
/// for line in deduction.working() {
///     println!("{:>12} {}", line.amount, line.text.text(Language::En));
/// }
/// # assert_eq!(deduction.working().map(|line| line.amount.amount()), [260_000, 40_000, 100_000, 120_000]);
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Deduction {
    rule: DeductionRule,
    paid: Yen,
    reimbursed: Yen,
    floor: Yen,
}

named! {
    /// By which rule expenses are deducted. A person chooses one for the year.
    ///
    /// ```
    /// assert_eq!(hokensho_eligibility::DeductionRule::SelfMedication.name(), "self_medication");
    /// ```
    #[non_exhaustive]
    DeductionRule {
        /// 医療費控除 (所得税法 73 条).
        Expenses = "expenses", DeductionRuleExpenses;
        /// セルフメディケーション税制 (租税特別措置法 41 条の 17).
        SelfMedication = "self_medication", DeductionRuleSelfMedication;
    }
}

impl DeductionRule {
    /// The most that is deducted.
    #[must_use]
    pub const fn at_most(self) -> Yen {
        match self {
            Self::Expenses => Yen::new(2_000_000),
            Self::SelfMedication => Yen::new(88_000),
        }
    }
}

/// One line of the working. `Debug` shows nothing of it.
///
/// ```
/// use hokensho_eligibility::{Deduction, ExpenseSum, Text, Yen};
///
/// let deduction = Deduction::of_expenses(ExpenseSum::default(), Yen::ZERO);
/// assert_eq!(deduction.working()[0].text, Text::DeductionPaid);
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct WorkingLine {
    /// What the amount is.
    pub text: Text,
    /// The amount.
    pub amount: Yen,
}

hide!(Deduction, WorkingLine);

impl Deduction {
    /// From this amount on, or from [5 % of the income](Self::of_expenses) if that is less.
    const FLOOR: Yen = Yen::new(100_000);
    const SELF_MEDICATION_FLOOR: Yen = Yen::new(12_000);
    /// The years for which the law has the rule for medicines; whether later ones have it isn't known here.
    const SELF_MEDICATION_YEARS: core::ops::RangeInclusive<i16> = 2017..=2026;

    /// The usual rule: paid − reimbursed − the smaller of 100,000 yen and 5 % of `income` (総所得金額等), at most
    /// 2,000,000 yen.
    ///
    /// ```
    /// use hokensho_eligibility::{Deduction, ExpenseSum, Yen};
    ///
    /// let sum = ExpenseSum { count: 1, paid: Yen::new(80_000), reimbursed: Yen::ZERO };
    /// // 5 % of 1,199,999 yen is 59,999.95: sen are dropped.
    /// assert_eq!(Deduction::of_expenses(sum, Yen::new(1_199_999)).amount(), Yen::new(20_001));
    /// ```
    #[must_use]
    pub fn of_expenses(sum: ExpenseSum, income: Yen) -> Self {
        let floor = income.part(Percent::FIVE, Rounding::Down).min(Self::FLOOR);
        Self { rule: DeductionRule::Expenses, paid: sum.paid, reimbursed: sum.reimbursed, floor }
    }

    /// The rule for medicines bought without prescription (セルフメディケーション税制): paid − reimbursed − 12,000 yen, at
    /// most 88,000 yen. It asks for a check-up or the like in that year, which is the person's to show.
    ///
    /// ```
    /// use hokensho_eligibility::{Deduction, ExpenseSum, Yen};
    ///
    /// let medicines = ExpenseSum { count: 9, paid: Yen::new(30_000), reimbursed: Yen::ZERO };
    /// assert_eq!(Deduction::of_medicines(medicines, 2026)?.amount(), Yen::new(18_000));
    /// assert!(Deduction::of_medicines(medicines, 2016).is_err());
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::DeductionUnknown`] for a year before 2017 or after 2026.
    pub fn of_medicines(sum: ExpenseSum, year: i16) -> Result<Self, Error> {
        if !Self::SELF_MEDICATION_YEARS.contains(&year) {
            return Err(Error::DeductionUnknown { year });
        }
        let (rule, floor) = (DeductionRule::SelfMedication, Self::SELF_MEDICATION_FLOOR);
        Ok(Self { rule, paid: sum.paid, reimbursed: sum.reimbursed, floor })
    }

    /// The larger of two; the first if they are equal.
    ///
    /// ```
    /// use hokensho_eligibility::{Deduction, DeductionRule, ExpenseSum, Yen};
    ///
    /// let sum = |paid| ExpenseSum { count: 1, paid: Yen::new(paid), reimbursed: Yen::ZERO };
    /// let usual = Deduction::of_expenses(sum(110_000), Yen::new(5_000_000));
    /// let medicines = Deduction::of_medicines(sum(40_000), 2026)?;
    /// assert_eq!(usual.or_larger(medicines).rule(), DeductionRule::SelfMedication);
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn or_larger(self, other: Self) -> Self {
        if other.amount() > self.amount() { other } else { self }
    }

    /// By which rule.
    #[must_use]
    pub const fn rule(&self) -> DeductionRule {
        self.rule
    }

    /// What is deducted from the income.
    #[must_use]
    pub fn amount(&self) -> Yen {
        self.paid.less(self.reimbursed).less(self.floor).min(self.rule.at_most())
    }

    /// How it comes about: paid, paid back, what a person bears alone, and what is left, at most
    /// [`DeductionRule::at_most`].
    #[must_use]
    pub fn working(&self) -> [WorkingLine; 4] {
        let (floor, result) = match self.rule {
            DeductionRule::Expenses => (Text::DeductionFloor, Text::DeductionExpenses),
            DeductionRule::SelfMedication => (Text::DeductionFloorMedicines, Text::DeductionMedicines),
        };
        [
            WorkingLine { text: Text::DeductionPaid, amount: self.paid },
            WorkingLine { text: Text::DeductionReimbursed, amount: self.reimbursed },
            WorkingLine { text: floor, amount: self.floor },
            WorkingLine { text: result, amount: self.amount() },
        ]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sum(paid: u64, reimbursed: u64) -> ExpenseSum {
        ExpenseSum { count: 1, paid: Yen::new(paid), reimbursed: Yen::new(reimbursed) }
    }

    fn usual(paid: u64, reimbursed: u64, income: u64) -> u64 {
        Deduction::of_expenses(sum(paid, reimbursed), Yen::new(income)).amount().amount()
    }

    #[test]
    fn the_smaller_of_100_000_yen_and_5_percent_of_the_income_is_borne() {
        assert_eq!(usual(150_000, 0, 2_000_000), 50_000);
        assert_eq!(usual(150_000, 0, 1_999_980), 50_001);
        assert_eq!(usual(150_000, 0, 1_999_999), 50_001); // sen are dropped
        assert_eq!(usual(150_000, 0, 1_000_000), 100_000);
        assert_eq!(usual(150_000, 0, 0), 150_000);
        assert_eq!(usual(150_000, 0, 900_000_000), 50_000);
    }

    #[test]
    fn debug_tells_no_amount() {
        let deduction = Deduction::of_expenses(sum(260_000, 40_000), Yen::new(4_000_000));
        assert_eq!(alloc::format!("{deduction:?}"), "Deduction { .. }");
        assert_eq!(alloc::format!("{:?}", deduction.working()[0]), "WorkingLine { .. }");
        assert_eq!(alloc::format!("{:?}", sum(260_000, 0)), "ExpenseSum { .. }");
    }

    #[test]
    fn at_most_two_million_are_deducted() {
        assert_eq!(usual(2_100_000, 0, 5_000_000), 2_000_000);
        assert_eq!(usual(2_100_001, 0, 5_000_000), 2_000_000);
        assert_eq!(usual(2_099_999, 0, 5_000_000), 1_999_999);
    }

    #[test]
    fn nothing_is_deducted_below_the_floor() {
        assert_eq!(usual(100_000, 0, 5_000_000), 0);
        assert_eq!(usual(180_000, 80_001, 5_000_000), 0);
        assert_eq!(usual(10_000, 20_000, 5_000_000), 0);
    }

    #[test]
    fn medicines_count_from_12_000_to_100_000() {
        let medicines =
            |paid| Deduction::of_medicines(sum(paid, 0), 2026).map(|it| it.amount().amount()).unwrap();
        assert_eq!(medicines(12_000), 0);
        assert_eq!(medicines(12_001), 1);
        assert_eq!(medicines(100_000), 88_000);
        assert_eq!(medicines(100_001), 88_000);
    }

    #[test]
    fn a_year_without_the_rule_for_medicines_gets_no_number() {
        for year in [2016, 2027] {
            assert_eq!(Deduction::of_medicines(sum(30_000, 0), year), Err(Error::DeductionUnknown { year }));
        }
    }

    proptest! {
        #[test]
        fn the_working_says_how(paid in 0_u64..5_000_000, back in 0_u64..5_000_000, income in 0_u64..9_000_000) {
            let deduction = Deduction::of_expenses(sum(paid, back), Yen::new(income));
            let [paid, back, floor, left] = deduction.working().map(|line| line.amount);
            prop_assert_eq!(left, paid.less(back).less(floor).min(Yen::new(2_000_000)));
            prop_assert!(floor <= Yen::new(100_000));
        }

        #[test]
        fn who_earns_more_deducts_no_more(paid in 0_u64..5_000_000, income in 0_u64..9_000_000) {
            prop_assert!(usual(paid, 0, income + 20) <= usual(paid, 0, income));
        }
    }
}
