//! Amounts of money, in whole yen.

use core::fmt;
use core::iter::Sum;
use core::ops::Add;

use crate::Percent;

/// An amount in yen: a bill, a ceiling, a year's sum. Sums stop at the largest amount that can be written and never
/// wrap.
///
/// ```
/// use hokensho_eligibility::{Percent, Rounding, Yen};
///
/// let cost = Yen::new(12_340);
/// assert_eq!(cost.part(Percent::from_digits("030")?, Rounding::ToTen), Yen::new(3_700));
/// assert_eq!((cost + Yen::new(660)).to_string(), "13,000");
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct Yen(u64);

/// How a part of an amount becomes whole yen.
///
/// ```
/// use hokensho_eligibility::{Percent, Rounding, Yen};
///
/// let thirty = Percent::from_digits("030")?;
/// assert_eq!(Yen::new(1_115).part(thirty, Rounding::ToOne), Yen::new(335)); // 334.5
/// assert_eq!(Yen::new(1_115).part(thirty, Rounding::ToTen), Yen::new(330));
/// assert_eq!(Yen::new(1_115).part(thirty, Rounding::Down), Yen::new(334));
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Rounding {
    /// Sen are dropped, as in tax returns.
    Down,
    /// Below 50 sen down, 50 sen and more up (健康保険法施行令 42 条: the 1 % of a ceiling).
    ToOne,
    /// Below 5 yen down, 5 yen and more up to ten yen (健康保険法 75 条: what is paid at the window).
    ToTen,
}

impl Yen {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount.
    #[must_use]
    pub const fn new(amount: u64) -> Self {
        Self(amount)
    }

    /// The number of yen.
    #[must_use]
    pub const fn amount(self) -> u64 {
        self.0
    }

    /// What is left after `other` is taken away; nothing if that is more.
    ///
    /// ```
    /// use hokensho_eligibility::Yen;
    ///
    /// assert_eq!(Yen::new(300).less(Yen::new(200)), Yen::new(100));
    /// assert_eq!(Yen::new(200).less(Yen::new(300)), Yen::ZERO);
    /// ```
    #[must_use]
    pub const fn less(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// A percentage of the amount, in whole yen.
    #[must_use]
    pub fn part(self, percent: Percent, rounding: Rounding) -> Self {
        let (unit, up_from) = match rounding {
            Rounding::Down => (1, 100),
            Rounding::ToOne => (1, 50),
            Rounding::ToTen => (10, 500),
        };
        let hundredths = u128::from(self.0) * u128::from(percent.value());
        let whole = (hundredths + unit * 100 - up_from) / (unit * 100) * unit;
        Self(u64::try_from(whole).unwrap_or(u64::MAX))
    }

    /// Half of it; every amount of the law that is ever halved is even.
    pub(crate) const fn half(self) -> Self {
        Self(self.0 / 2)
    }
}

impl Add for Yen {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Yen {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl From<u32> for Yen {
    fn from(amount: u32) -> Self {
        Self(u64::from(amount))
    }
}

impl fmt::Display for Yen {
    /// With a comma at every thousand, without a unit: that is the text's.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = alloc::format!("{}", self.0);
        let written: alloc::string::String = digits
            .char_indices()
            .flat_map(|(at, digit)| {
                let comma = at > 0 && (digits.len() - at).is_multiple_of(3);
                comma.then_some(',').into_iter().chain([digit])
            })
            .collect();
        f.pad(&written)
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use proptest::prelude::*;

    use super::*;

    fn percent(value: u8) -> Percent {
        Percent::from_digits(&alloc::format!("{value:03}")).unwrap()
    }

    #[test]
    fn fifty_sen_and_more_go_up() {
        let one_percent = |amount| Yen::new(amount).part(percent(1), Rounding::ToOne);
        assert_eq!(one_percent(49), Yen::ZERO);
        assert_eq!(one_percent(50), Yen::new(1));
        assert_eq!(one_percent(149), Yen::new(1));
        assert_eq!(one_percent(150), Yen::new(2));
    }

    #[test]
    fn five_yen_and_more_go_up_to_ten() {
        let paid = |amount| Yen::new(amount).part(percent(10), Rounding::ToTen);
        assert_eq!(paid(1_049), Yen::new(100)); // 104.9
        assert_eq!(paid(1_050), Yen::new(110)); // 105
    }

    #[test]
    fn thousands_are_parted() {
        let cases = [(0, "0"), (999, "999"), (1_000, "1,000"), (87_430, "87,430"), (1_680_000, "1,680,000")];
        for (amount, written) in cases {
            assert_eq!(Yen::new(amount).to_string(), written);
        }
    }

    #[test]
    fn no_sum_wraps() {
        let most = Yen::new(u64::MAX);
        assert_eq!(most + Yen::new(1), most);
        assert_eq!([most, most].into_iter().sum::<Yen>(), most);
        assert_eq!(most.part(percent(100), Rounding::ToTen), most);
    }

    proptest! {
        #[test]
        fn a_part_is_nearer_than_its_unit(amount in 0_u64..1 << 50, value in 0_u8..=100) {
            let exact = u128::from(amount) * u128::from(value);
            for (rounding, within) in [(Rounding::Down, 99), (Rounding::ToOne, 50), (Rounding::ToTen, 500)] {
                let part = u128::from(Yen::new(amount).part(percent(value), rounding).amount()) * 100;
                prop_assert!(part.abs_diff(exact) <= within);
            }
        }
    }
}
