//! Medical expenses of a year (医療費通知情報): notices as data, corrected, and summed.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use crate::coverage::hide;
use crate::named::named;
use crate::{Month, Personal, Yen};

/// One line of a notice of medical expenses, or one that a person adds: what was charged for one person, facility and
/// month. `Debug` shows nothing of it: it tells an illness.
///
/// A notice is made from claims. It doesn't know what a municipality paid, what an insurer paid back, or what was
/// never paid: [`Correction`]s say so.
///
/// ```
/// use hokensho_eligibility::{Correction, Expense, ExpenseKind, Month, Yen};
///
/// let expense = Expense {
///     corrections: vec![Correction::Subsidy(Yen::new(2_600)), Correction::Reimbursed(Yen::new(100))],
///     ..Expense::new("保険　花子", "試験クリニック", Month::new(2026, 4)?, Yen::new(3_000))
/// };
/// assert_eq!((expense.paid(), expense.reimbursed()), (Yen::new(400), Yen::new(100)));
/// assert_eq!(expense.kind, ExpenseKind::Treatment);
/// assert_eq!(format!("{expense:?}"), "Expense { .. }");
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Expense {
    /// 療養を受けた者.
    pub person: Personal<String>,
    /// 病院・薬局等の名称.
    pub facility: Personal<String>,
    /// 療養を受けた年月.
    pub month: Month,
    /// 医療費の区分 of the tax form.
    pub kind: ExpenseKind,
    /// 診療区分 as the notice words it, such as 外来 or 調剤.
    pub category: Option<String>,
    /// 日数.
    pub days: Option<u16>,
    /// 医療費の総額: ten yen a point, before any insurance.
    pub total: Option<Yen>,
    /// 窓口相当負担額: what the patient is charged if nobody else pays.
    pub charged: Yen,
    /// 食事療養・生活療養 as the notice states it. It is in no sum: whether notices state the cost or the patient's part
    /// isn't public.
    pub meals: Option<Yen>,
    /// 保険者等の名称.
    pub insurer: Option<String>,
    /// What the notice doesn't know.
    pub corrections: Vec<Correction>,
}

hide!(Expense, ExpenseSum);

named! {
    /// What kind of expense the tax form (医療費控除の明細書) takes a line for.
    ///
    /// ```
    /// assert_eq!(hokensho_eligibility::ExpenseKind::Medicine.name(), "medicine");
    /// ```
    #[non_exhaustive]
    ExpenseKind {
        /// 介護保険サービス.
        Care = "care", ExpenseKindCare;
        /// 医薬品購入.
        Medicine = "medicine", ExpenseKindMedicine;
        /// その他の医療費, such as the way there.
        Other = "other", ExpenseKindOther;
        /// 診療・治療.
        Treatment = "treatment", ExpenseKindTreatment;
    }
}

/// What a notice doesn't know of an expense.
///
/// ```
/// use hokensho_eligibility::{Correction, Expense, Month, Yen};
///
/// let charged = Expense::new("保険　花子", "試験クリニック", Month::new(2026, 4)?, Yen::new(3_000));
/// let unpaid = Expense { corrections: vec![Correction::Paid(Yen::ZERO)], ..charged };
/// assert_eq!(unpaid.paid(), Yen::ZERO);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Correction {
    /// So much was really paid, whatever was charged: a bill that is still open, a ceiling at the window. The last one
    /// counts.
    Paid(Yen),
    /// 補填: an insurer paid so much back (高額療養費, 付加給付, a private insurance), for this expense.
    Reimbursed(Yen),
    /// 公費・医療費助成 paid so much at the window in the patient's stead.
    Subsidy(Yen),
}

impl Expense {
    /// A treatment with nothing else known.
    #[must_use]
    pub fn new(person: impl Into<String>, facility: impl Into<String>, month: Month, charged: Yen) -> Self {
        Self {
            person: person.into().into(),
            facility: facility.into().into(),
            month,
            kind: ExpenseKind::Treatment,
            category: None,
            days: None,
            total: None,
            charged,
            meals: None,
            insurer: None,
            corrections: Vec::new(),
        }
    }

    /// What the patient really paid: as stated, else what was charged less subsidies.
    #[must_use]
    pub fn paid(&self) -> Yen {
        let stated = self.corrections.iter().rev().find_map(|correction| match *correction {
            Correction::Paid(stated) => Some(stated),
            Correction::Reimbursed(_) | Correction::Subsidy(_) => None,
        });
        let subsidies = self.corrections.iter().filter_map(|correction| match *correction {
            Correction::Subsidy(amount) => Some(amount),
            Correction::Paid(_) | Correction::Reimbursed(_) => None,
        });
        stated.unwrap_or_else(|| self.charged.less(subsidies.sum()))
    }

    /// What was paid back of it. What goes beyond the expense isn't taken from another (所得税法 73 条, as the tax
    /// office explains it).
    #[must_use]
    pub fn reimbursed(&self) -> Yen {
        let back = self.corrections.iter().filter_map(|correction| match *correction {
            Correction::Reimbursed(amount) => Some(amount),
            Correction::Paid(_) | Correction::Subsidy(_) => None,
        });
        back.sum::<Yen>().min(self.paid())
    }
}

/// Expenses added up. `Debug` shows nothing of it.
///
/// ```
/// use hokensho_eligibility::{Expense, ExpenseSum, Month, Yen};
///
/// let month = Month::new(2026, 4)?;
/// let expenses = [
///     Expense::new("保険　花子", "試験クリニック", month, Yen::new(3_000)),
///     Expense::new("保険　花子", "見本薬局", month, Yen::new(1_200)),
///     Expense::new("保険　太郎", "試験クリニック", month, Yen::new(900)),
/// ];
/// let year: ExpenseSum = expenses.iter().collect();
/// assert_eq!((year.count, year.paid), (3, Yen::new(5_100)));
///
/// let facilities = ExpenseSum::by(&expenses, |expense| expense.facility.expose().as_str());
/// assert_eq!(facilities["試験クリニック"].paid, Yen::new(3_900));
/// let years = ExpenseSum::by(&expenses, |expense| (expense.month.year(), &expense.person));
/// assert_eq!(years.len(), 2);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ExpenseSum {
    /// How many expenses.
    pub count: usize,
    /// What was paid.
    pub paid: Yen,
    /// What was paid back of it.
    pub reimbursed: Yen,
}

impl ExpenseSum {
    /// Sums by whatever an expense has: the person, the facility, the year of its month, or several of these. The tax
    /// goes by the day of payment, which notices don't state; the month of care stands for it.
    #[must_use]
    pub fn by<'a, K: Ord>(
        expenses: impl IntoIterator<Item = &'a Expense>,
        key: impl Fn(&'a Expense) -> K,
    ) -> BTreeMap<K, Self> {
        let mut sums = BTreeMap::new();
        for expense in expenses {
            let sum: &mut Self = sums.entry(key(expense)).or_default();
            *sum = sum.with(expense);
        }
        sums
    }

    fn with(self, expense: &Expense) -> Self {
        Self {
            count: self.count + 1,
            paid: self.paid + expense.paid(),
            reimbursed: self.reimbursed + expense.reimbursed(),
        }
    }

    /// What stays with the person.
    ///
    /// ```
    /// use hokensho_eligibility::{ExpenseSum, Yen};
    ///
    /// let sum = ExpenseSum { count: 2, paid: Yen::new(5_000), reimbursed: Yen::new(1_000) };
    /// assert_eq!(sum.borne(), Yen::new(4_000));
    /// ```
    #[must_use]
    pub const fn borne(&self) -> Yen {
        self.paid.less(self.reimbursed)
    }
}

impl<'a> FromIterator<&'a Expense> for ExpenseSum {
    fn from_iter<I: IntoIterator<Item = &'a Expense>>(expenses: I) -> Self {
        expenses.into_iter().fold(Self::default(), Self::with)
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use proptest::prelude::*;

    use super::*;

    fn expense(charged: u64, corrections: Vec<Correction>) -> Expense {
        let month = Month::new(2026, 4).unwrap();
        Expense { corrections, ..Expense::new("試験　太郎", "見本病院", month, Yen::new(charged)) }
    }

    #[test]
    fn a_subsidy_lowers_what_was_paid_and_never_below_nothing() {
        assert_eq!(expense(3_000, vec![Correction::Subsidy(Yen::new(2_500))]).paid(), Yen::new(500));
        assert_eq!(expense(3_000, vec![Correction::Subsidy(Yen::new(3_500))]).paid(), Yen::ZERO);
    }

    #[test]
    fn what_was_really_paid_counts_whatever_else_is_said() {
        let corrections = [2_000, 700].map(|it| Correction::Paid(Yen::new(it)));
        let mut all = vec![Correction::Subsidy(Yen::new(2_500))];
        all.extend(corrections);
        assert_eq!(expense(3_000, all.clone()).paid(), Yen::new(700));
        all.rotate_left(1);
        assert_eq!(expense(3_000, all).paid(), Yen::new(700));
    }

    #[test]
    fn what_is_paid_back_beyond_an_expense_is_not_taken_from_another() {
        let expenses =
            [expense(1_000, vec![Correction::Reimbursed(Yen::new(50_000))]), expense(4_000, Vec::new())];
        let sum: ExpenseSum = expenses.iter().collect();
        assert_eq!(
            (sum.paid, sum.reimbursed, sum.borne()),
            (Yen::new(5_000), Yen::new(1_000), Yen::new(4_000))
        );
    }

    #[test]
    fn a_repayment_is_no_subsidy() {
        let expense = expense(1_000, vec![Correction::Reimbursed(Yen::new(400))]);
        assert_eq!(expense.paid(), Yen::new(1_000));
    }

    #[test]
    fn meals_are_in_no_sum() {
        let expense = Expense { meals: Some(Yen::new(13_800)), ..expense(1_000, Vec::new()) };
        assert_eq!(expense.paid(), Yen::new(1_000));
    }

    fn corrections() -> impl Strategy<Value = Vec<Correction>> {
        let amount = (0_u64..10_000).prop_map(Yen::new);
        let one = prop_oneof![
            amount.clone().prop_map(Correction::Paid),
            amount.clone().prop_map(Correction::Reimbursed),
            amount.prop_map(Correction::Subsidy),
        ];
        proptest::collection::vec(one, 0..4)
    }

    proptest! {
        #[test]
        fn nobody_gets_back_more_than_was_paid(charged in 0_u64..10_000, corrections in corrections()) {
            let expense = expense(charged, corrections);
            prop_assert!(expense.reimbursed() <= expense.paid());
        }

        #[test]
        fn parts_add_up_to_the_whole(charged in proptest::collection::vec(0_u64..10_000, 0..8)) {
            let expenses: Vec<_> = charged.iter().map(|it| expense(*it, Vec::new())).collect();
            let whole: ExpenseSum = expenses.iter().collect();
            let parts = ExpenseSum::by(&expenses, |it| it.charged.amount() % 3);
            prop_assert_eq!(parts.values().map(|it| it.paid).sum::<Yen>(), whole.paid);
            prop_assert_eq!(parts.values().map(|it| it.count).sum::<usize>(), whole.count);
        }
    }
}
