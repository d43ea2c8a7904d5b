//! The deduction for medical expenses (医療費控除), with its working.

mod self_medication;

use alloc::vec::Vec;

use crate::coverage::hide;
use crate::named::named;
use crate::{Date, Error, ExpenseSum, Percent, Rounding, Text, Yen};

pub use self_medication::{SelfMedication, SelfMedicationTable};

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
/// ```
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Deduction {
    paid: Yen,
    reimbursed: Yen,
    terms: Terms,
}

/// What besides the sum decides.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
enum Terms {
    Expenses { income: Yen },
    SelfMedication(SelfMedication),
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

/// One line of the working. `Debug` shows nothing of it.
///
/// ```
/// use hokensho_eligibility::{Deduction, ExpenseSum, Text, Yen};
///
/// let deduction = Deduction::of_expenses(ExpenseSum::default(), Yen::ZERO);
/// assert_eq!(deduction.working()[0].text, Text::DeductionPaid);
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct WorkingLine {
    /// What the amount is.
    pub text: Text,
    /// The amount.
    pub amount: Yen,
}

hide!(Deduction, WorkingLine);

impl Deduction {
    /// From this amount on, or from 5 % of the income if that is less.
    const FLOOR: Yen = Yen::new(100_000);
    const MOST: Yen = Yen::new(2_000_000);

    /// The usual rule (所得税法 73 条): paid − reimbursed − the smaller of 100,000 yen and 5 % of `income`, at most
    /// 2,000,000 yen. The income is 総所得金額等; a loss counts as nothing. Of the 5 % sen are dropped, as tax returns do.
    ///
    /// ```
    /// use hokensho_eligibility::{Deduction, ExpenseSum, Yen};
    ///
    /// let sum = ExpenseSum { count: 1, paid: Yen::new(80_000), reimbursed: Yen::ZERO };
    /// // 5 % of 1,199,999 yen is 59,999.95.
    /// assert_eq!(Deduction::of_expenses(sum, Yen::new(1_199_999)).amount(), Yen::new(20_001));
    /// ```
    #[must_use]
    pub const fn of_expenses(sum: ExpenseSum, income: Yen) -> Self {
        Self { paid: sum.paid, reimbursed: sum.reimbursed, terms: Terms::Expenses { income } }
    }

    /// The rule for medicines bought without prescription (セルフメディケーション税制): paid − reimbursed − what a person
    /// bears alone, at most what the table has for the year. It asks for a check-up or the like in that year, which is
    /// the person's to show.
    ///
    /// ```
    /// use hokensho_eligibility::{Deduction, ExpenseSum, SelfMedicationTable, Yen};
    ///
    /// let medicines = ExpenseSum { count: 9, paid: Yen::new(30_000), reimbursed: Yen::ZERO };
    /// let table = SelfMedicationTable::BUILT_IN;
    /// assert_eq!(Deduction::of_medicines(medicines, 2026, table)?.amount(), Yen::new(18_000));
    /// assert!(Deduction::of_medicines(medicines, 2016, table).is_err());
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::DeductionUnknown`] for a year whose end the table doesn't have.
    pub fn of_medicines(sum: ExpenseSum, year: i16, table: &SelfMedicationTable) -> Result<Self, Error> {
        let unknown = Error::DeductionUnknown { year };
        let end = Date::new(year, 12, 31).map_err(|_| unknown)?;
        let row = table.on(end).next().ok_or(unknown)?;
        let terms = Terms::SelfMedication(row.fact.clone());
        Ok(Self { paid: sum.paid, reimbursed: sum.reimbursed, terms })
    }

    /// The larger of two; the first if they are equal.
    ///
    /// ```
    /// use hokensho_eligibility::{Deduction, DeductionRule, ExpenseSum, SelfMedicationTable, Yen};
    ///
    /// let sum = |paid| ExpenseSum { count: 1, paid: Yen::new(paid), reimbursed: Yen::ZERO };
    /// let usual = Deduction::of_expenses(sum(110_000), Yen::new(5_000_000));
    /// let medicines = Deduction::of_medicines(sum(40_000), 2026, SelfMedicationTable::BUILT_IN)?;
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
        match self.terms {
            Terms::Expenses { .. } => DeductionRule::Expenses,
            Terms::SelfMedication(_) => DeductionRule::SelfMedication,
        }
    }

    /// What a person bears alone, and the most that is deducted.
    fn bounds(&self) -> (Yen, Yen) {
        match &self.terms {
            Terms::Expenses { income } => (five_percent(*income).min(Self::FLOOR), Self::MOST),
            Terms::SelfMedication(terms) => (terms.floor, terms.most),
        }
    }

    /// What is deducted from the income.
    #[must_use]
    pub fn amount(&self) -> Yen {
        let (floor, most) = self.bounds();
        self.paid.less(self.reimbursed).less(floor).min(most)
    }

    /// How it comes about, line by line: paid, paid back, their difference; by the usual rule the income and 5 % of it;
    /// what a person bears alone, the most that is deducted, and what is.
    ///
    /// ```
    /// use hokensho_eligibility::{Deduction, ExpenseSum, Yen};
    ///
    /// let sum = ExpenseSum { count: 12, paid: Yen::new(260_000), reimbursed: Yen::new(40_000) };
    /// let working = Deduction::of_expenses(sum, Yen::new(1_500_000)).working();
    /// let amounts: Vec<_> = working.iter().map(|line| line.amount.amount()).collect();
    /// assert_eq!(amounts, [260_000, 40_000, 220_000, 1_500_000, 75_000, 75_000, 2_000_000, 145_000]);
    /// ```
    #[must_use]
    pub fn working(&self) -> Vec<WorkingLine> {
        let line = |text, amount| WorkingLine { text, amount };
        let (floor, most) = self.bounds();
        let mut lines = Vec::from([
            line(Text::DeductionPaid, self.paid),
            line(Text::DeductionReimbursed, self.reimbursed),
            line(Text::DeductionDifference, self.paid.less(self.reimbursed)),
        ]);
        let (borne, result) = match &self.terms {
            Terms::Expenses { income } => {
                lines.push(line(Text::DeductionIncome, *income));
                lines.push(line(Text::DeductionFivePercent, five_percent(*income)));
                (Text::DeductionFloor, Text::DeductionExpenses)
            }
            Terms::SelfMedication(_) => (Text::DeductionFloorMedicines, Text::DeductionMedicines),
        };
        lines.extend([line(borne, floor), line(Text::DeductionMost, most), line(result, self.amount())]);
        lines
    }
}

fn five_percent(income: Yen) -> Yen {
    income.part(Percent::FIVE, Rounding::Down)
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
        assert_eq!(usual(150_000, 0, 20), 149_999);
        assert_eq!(usual(150_000, 0, 19), 150_000);
        assert_eq!(usual(150_000, 0, 0), 150_000);
        assert_eq!(usual(150_000, 0, 2_000_020), 50_000);
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
        assert_eq!(usual(2_500_000, 400_001, 5_000_000), 1_999_999);
        assert_eq!(usual(2_500_000, 400_000, 5_000_000), 2_000_000);
        assert_eq!(usual(2_000_001, 0, 0), 2_000_000);
    }

    #[test]
    fn nothing_is_deducted_below_the_floor() {
        assert_eq!(usual(100_000, 0, 5_000_000), 0);
        assert_eq!(usual(100_001, 0, 5_000_000), 1);
        assert_eq!(usual(180_000, 80_001, 5_000_000), 0);
        assert_eq!(usual(10_000, 20_000, 5_000_000), 0);
    }

    fn medicines(paid: u64, reimbursed: u64) -> u64 {
        let sum = sum(paid, reimbursed);
        Deduction::of_medicines(sum, 2026, SelfMedicationTable::BUILT_IN)
            .map(|it| it.amount().amount())
            .unwrap()
    }

    #[test]
    fn medicines_count_from_12_000_to_100_000() {
        assert_eq!(medicines(12_000, 0), 0);
        assert_eq!(medicines(12_001, 0), 1);
        assert_eq!(medicines(12_001, 1), 0);
        assert_eq!(medicines(99_999, 0), 87_999);
        assert_eq!(medicines(100_000, 0), 88_000);
        assert_eq!(medicines(100_001, 0), 88_000);
        assert_eq!(medicines(200_000, 100_001), 87_999);
    }

    #[test]
    fn a_year_without_the_rule_for_medicines_gets_no_number() {
        let of = |year| Deduction::of_medicines(sum(30_000, 0), year, SelfMedicationTable::BUILT_IN);
        for year in [i16::MIN, 2016, 2027, i16::MAX] {
            assert_eq!(of(year), Err(Error::DeductionUnknown { year }));
        }
        assert!(of(2017).is_ok() && of(2026).is_ok());
    }

    #[test]
    fn the_working_of_medicines_shows_the_table_s_amounts() {
        let working = Deduction::of_medicines(sum(130_000, 10_000), 2026, SelfMedicationTable::BUILT_IN)
            .unwrap()
            .working();
        let lines: Vec<_> = working.iter().map(|line| (line.text, line.amount.amount())).collect();
        let expected = [
            (Text::DeductionPaid, 130_000),
            (Text::DeductionReimbursed, 10_000),
            (Text::DeductionDifference, 120_000),
            (Text::DeductionFloorMedicines, 12_000),
            (Text::DeductionMost, 88_000),
            (Text::DeductionMedicines, 88_000),
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn of_two_that_are_equal_the_first_is_taken() {
        let usual = Deduction::of_expenses(sum(110_000, 0), Yen::new(5_000_000));
        let medicines = Deduction::of_medicines(sum(22_000, 0), 2026, SelfMedicationTable::BUILT_IN).unwrap();
        assert_eq!(usual.clone().or_larger(medicines.clone()).rule(), DeductionRule::Expenses);
        assert_eq!(medicines.or_larger(usual).rule(), DeductionRule::SelfMedication);
    }

    proptest! {
        #[test]
        fn the_working_says_how(paid in 0_u64..5_000_000, back in 0_u64..5_000_000, income in 0_u64..9_000_000) {
            let deduction = Deduction::of_expenses(sum(paid, back), Yen::new(income));
            let lines: Vec<_> = deduction.working().iter().map(|line| line.amount).collect();
            let [paid, back, difference, income, five, floor, most, left] = lines[..] else { panic!() };
            prop_assert_eq!(difference, paid.less(back));
            prop_assert_eq!(floor, five.min(Yen::new(100_000)));
            prop_assert!(five.amount() * 20 <= income.amount() && income.amount() < five.amount() * 20 + 20);
            prop_assert_eq!(left, difference.less(floor).min(most));
            prop_assert_eq!(left, deduction.amount());
        }

        #[test]
        fn who_earns_more_deducts_no_more(paid in 0_u64..5_000_000, income in 0_u64..9_000_000) {
            prop_assert!(usual(paid, 0, income + 20) <= usual(paid, 0, income));
        }
    }
}
