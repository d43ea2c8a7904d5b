//! Which of several payers pays first (公費の優先順位).

use alloc::borrow::Cow;

use crate::{Certainty, Date, Dated, LawKind, LawNumber, LawTable, PayerNumber, PublicExpense, Table};

/// The order in which public expenses pay (公費の優先順位): 法別番号 of national public expense, the one that pays first
/// in front.
///
/// ```
/// use hokensho_eligibility::{LawTable, PayerNumber, PayerOrder};
///
/// let (order, laws) = (PayerOrder::BUILT_IN, LawTable::BUILT_IN);
/// let numbers = ["80131114", "12999991", "54136015"].map(PayerNumber::new);
/// let mut payers = numbers.into_iter().collect::<Result<Vec<_>, _>>()?;
/// payers.sort_by_key(|payer| order.rank_of(payer, order.as_of, laws));
/// // 指定難病, medical aid, then the prefecture's own.
/// let payers: Vec<_> = payers.iter().map(PayerNumber::as_str).collect();
/// assert_eq!(payers, ["54136015", "12999991", "80131114"]);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
pub type PayerOrder = Table<LawNumber>;

/// Where a payer stands. Lower pays first.
///
/// ```
/// use hokensho_eligibility::{LawNumber, LawTable, PayerOrder, PayerRank};
///
/// let (order, laws) = (PayerOrder::BUILT_IN, LawTable::BUILT_IN);
/// let rank = |law| LawNumber::new(law).map(|law| order.rank(law, order.as_of, laws));
/// assert_eq!(rank(6)?, PayerRank::Insurance);
/// assert!(rank(21)? < rank(12)?);
/// assert_eq!(rank(99)?, PayerRank::Local);
/// assert_eq!(rank(40)?, PayerRank::Unknown);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum PayerRank {
    /// Insurance, before any public expense, unless that pays all (戦傷病者, for example), which no number tells.
    Insurance,
    /// National public expense, by its place in the order.
    National(usize),
    /// Of a prefecture or municipality (法別番号 80 to 99): among themselves they have an order of their own.
    Local,
    /// A law that isn't in the order: a person decides.
    Unknown,
}

impl Table<LawNumber> {
    /// The order that comes with this crate, in use in 2026, as two independent systems and pages for clerks give it. It
    /// isn't checked against the ministry's own list: every row is [`Certainty::InUse`].
    pub const BUILT_IN: &'static Self = &BUILT_IN;

    /// Where the payers of a law stand on a day: to be sorted by. What isn't in the order `laws` tell.
    #[must_use]
    pub fn rank(&self, law: LawNumber, on: Date, laws: &LawTable) -> PayerRank {
        if let Some(place) = self.on(on).position(|row| row.fact == law) {
            return PayerRank::National(place);
        }
        match laws.law(law, on).map(|row| row.fact.kind) {
            Some(LawKind::Insurance) => PayerRank::Insurance,
            Some(LawKind::LocalSubsidy) => PayerRank::Local,
            Some(LawKind::PublicExpense) | None => PayerRank::Unknown,
        }
    }

    /// Where a payer stands on a day; one whose number names no law is unknown.
    #[must_use]
    pub fn rank_of(&self, payer: &PayerNumber, on: Date, laws: &LawTable) -> PayerRank {
        payer.law().map_or(PayerRank::Unknown, |law| self.rank(law, on, laws))
    }

    /// Puts public expenses in the order of a day. Those of one rank stay among themselves as they were.
    ///
    /// ```
    /// use hokensho_eligibility::{Date, LawTable, PayerNumber, PayerOrder, PublicExpense};
    ///
    /// let of = |payer| PayerNumber::new(payer).map(|payer| PublicExpense::on_paper(payer, None));
    /// let mut expenses = [of("80131114")?, of("54136015")?];
    /// PayerOrder::BUILT_IN.sort(&mut expenses, Date::new(2026, 11, 22)?, LawTable::BUILT_IN);
    /// assert_eq!(expenses[0].payer.as_str(), "54136015");
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    pub fn sort(&self, expenses: &mut [PublicExpense], on: Date, laws: &LawTable) {
        expenses.sort_by_key(|expense| self.rank_of(&expense.payer, on, laws));
    }
}

static BUILT_IN: PayerOrder = PayerOrder {
    as_of: Date::known(2026, 11, 1),
    least: Certainty::InUse,
    rows: {
        const fn law(number: u8) -> Dated<LawNumber> {
            Dated::always(LawNumber::known(number), Certainty::InUse)
        }
        static ROWS: [Dated<LawNumber>; 27] = [
            law(13),
            law(14),
            law(18),
            law(29),
            law(30),
            law(10),
            law(11),
            law(20),
            law(21),
            law(15),
            law(16),
            law(24),
            law(22),
            law(28),
            law(17),
            law(79),
            law(19),
            law(23),
            law(52),
            law(54),
            law(51),
            law(38),
            law(53),
            law(66),
            law(62),
            law(25),
            law(12),
        ];
        Cow::Borrowed(&ROWS)
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::day;

    fn law(number: u8) -> LawNumber {
        LawNumber::new(number).unwrap()
    }

    fn rank(number: u8) -> PayerRank {
        BUILT_IN.rank(law(number), BUILT_IN.as_of, LawTable::BUILT_IN)
    }

    #[test]
    fn no_law_stands_twice_and_each_has_its_place() {
        for (place, row) in BUILT_IN.rows.iter().enumerate() {
            assert_eq!(rank(row.fact.number()), PayerRank::National(place), "{}", row.fact);
        }
    }

    #[test]
    fn every_public_expense_that_is_known_has_a_place() {
        let known = LawTable::BUILT_IN.rows.iter().filter(|row| row.fact.kind == LawKind::PublicExpense);
        for number in known.flat_map(|row| row.fact.numbers.clone()) {
            assert!(matches!(rank(number), PayerRank::National(_)), "{number}");
        }
    }

    #[test]
    fn insurance_pays_before_any_public_expense() {
        for number in [1, 6, 31, 39, 67, 75] {
            assert!(rank(number) < PayerRank::National(0), "{number}");
        }
    }

    #[test]
    fn medical_aid_pays_last_of_the_nation_and_before_the_local_ones() {
        assert_eq!(BUILT_IN.rows.last().map(|row| row.fact), Some(law(12)));
        assert!(rank(12) < rank(80));
    }

    #[test]
    fn the_local_ones_stay_as_they_came() {
        let mut laws = [91, 80, 21, 83];
        laws.sort_by_key(|number| rank(*number));
        assert_eq!(laws, [21, 91, 80, 83]);
    }

    #[test]
    fn a_payer_whose_number_names_no_law_gets_no_place() {
        let payer = PayerNumber::new("00136015").unwrap();
        assert_eq!(BUILT_IN.rank_of(&payer, BUILT_IN.as_of, LawTable::BUILT_IN), PayerRank::Unknown);
    }

    #[test]
    fn a_law_that_is_not_in_the_order_gets_no_place() {
        for number in [9, 40, 78] {
            assert_eq!(rank(number), PayerRank::Unknown, "{number}");
        }
    }

    #[test]
    fn another_order_counts_instead_from_its_day_on() {
        let (before, from) = (day("2027-03-31"), day("2027-04-01"));
        let mut order = BUILT_IN.clone();
        order
            .rows
            .to_mut()
            .insert(0, Dated { from: Some(from), ..Dated::always(law(12), Certainty::Official) });
        let rank = |number, on| order.rank(law(number), on, LawTable::BUILT_IN);
        assert!(rank(12, before) > rank(54, before));
        assert!(rank(12, from) < rank(54, from));
    }

    #[test]
    fn another_table_of_laws_says_what_is_not_in_the_order() {
        let none = LawTable { rows: Cow::Borrowed(&[]), ..LawTable::BUILT_IN.clone() };
        for number in [6, 80] {
            assert_eq!(BUILT_IN.rank(law(number), BUILT_IN.as_of, &none), PayerRank::Unknown, "{number}");
        }
        assert_eq!(BUILT_IN.rank(law(54), BUILT_IN.as_of, &none), rank(54));
    }
}
