//! Public expense (公費負担医療): which of several payers pays first.

use crate::{Date, LawKind, LawNumber, LawTable};

/// The order in which public expenses pay (公費の優先順位), as it was on a day. Whoever knows a newer one uses that.
///
/// The built-in one is in use in 2026, as two independent systems and pages for clerks give it; it isn't checked against
/// the ministry's own list.
///
/// ```
/// use hokensho_eligibility::{PayerNumber, PayerOrder};
///
/// let numbers = ["80131114", "12999991", "54136015"].map(PayerNumber::new);
/// let mut payers = numbers.into_iter().collect::<Result<Vec<_>, _>>()?;
/// payers.sort_by_key(|payer| payer.law().map(|law| PayerOrder::BUILT_IN.rank(law)));
/// // 指定難病, medical aid, then the prefecture's own.
/// let payers: Vec<_> = payers.iter().map(PayerNumber::as_str).collect();
/// assert_eq!(payers, ["54136015", "12999991", "80131114"]);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PayerOrder<'a> {
    /// The day of the order.
    pub as_of: Date,
    /// 法別番号 of national public expense, the one that pays first in front.
    pub laws: &'a [u8],
}

/// Where a payer stands. Lower pays first.
///
/// ```
/// use hokensho_eligibility::{LawNumber, PayerOrder, PayerRank};
///
/// let rank = |law| LawNumber::new(law).map(|law| PayerOrder::BUILT_IN.rank(law));
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

impl PayerOrder<'static> {
    /// The order that comes with this crate; what each law is, [`LawTable`] says.
    pub const BUILT_IN: Self = Self {
        as_of: Date::known(2026, 11, 1),
        laws: &[
            13, 14, 18, 29, 30, 10, 11, 20, 21, 15, 16, 24, 22, 28, 17, 79, 19, 23, 52, 54, 51, 38, 53, 66,
            62, 25, 12,
        ],
    };
}

impl PayerOrder<'_> {
    /// Where the payers of a law stand: to be sorted by.
    #[must_use]
    pub fn rank(&self, law: LawNumber) -> PayerRank {
        if let Some(place) = self.laws.iter().position(|known| *known == law.number()) {
            return PayerRank::National(place);
        }
        match LawTable::BUILT_IN.law(law).map(|law| law.kind) {
            Some(LawKind::Insurance) => PayerRank::Insurance,
            Some(LawKind::LocalSubsidy) => PayerRank::Local,
            Some(LawKind::PublicExpense) | None => PayerRank::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn law(number: u8) -> LawNumber {
        LawNumber::new(number).unwrap()
    }

    fn rank(number: u8) -> PayerRank {
        PayerOrder::BUILT_IN.rank(law(number))
    }

    #[test]
    fn no_law_stands_twice_and_each_has_its_place() {
        for (place, number) in PayerOrder::BUILT_IN.laws.iter().enumerate() {
            assert_eq!(rank(*number), PayerRank::National(place), "{number}");
        }
    }

    #[test]
    fn every_public_expense_that_is_known_has_a_place() {
        let known = LawTable::BUILT_IN.laws.iter().filter(|law| law.kind == LawKind::PublicExpense);
        for number in known.flat_map(|law| law.numbers.clone()) {
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
        assert_eq!(PayerOrder::BUILT_IN.laws.last(), Some(&12));
        assert!(rank(12) < rank(80));
    }

    #[test]
    fn the_local_ones_stay_as_they_came() {
        let mut laws = [91, 80, 21, 83];
        laws.sort_by_key(|number| rank(*number));
        assert_eq!(laws, [21, 91, 80, 83]);
    }

    #[test]
    fn a_law_that_is_not_in_the_order_gets_no_place() {
        for number in [9, 40, 78] {
            assert_eq!(rank(number), PayerRank::Unknown, "{number}");
        }
    }

    #[test]
    fn another_order_counts_instead() {
        let order = PayerOrder { laws: &[12, 54], ..PayerOrder::BUILT_IN };
        assert!(order.rank(law(12)) < order.rank(law(54)));
        assert_eq!(order.rank(law(21)), PayerRank::Unknown);
    }
}
