//! What the insurer pays back when the bills of a household are added up (世帯合算).

use alloc::vec::Vec;

use crate::coverage::hide;
use crate::{
    BirthdayMonth, CareSetting, Coverage, Date, LimitCategory, Month, PartialDate, RepeatedMonths, Yen,
};

mod refund;

pub use refund::{HouseholdRefund, HouseholdStep, RefundStep};

/// The people of one insurer's household in one month, with what each paid at each window.
///
/// In this order (健康保険法施行令 41 条): from 70, each person's out-patient bills; all bills of whoever turns 75, alone and
/// by halved ceilings; all bills of those from 70; then everyone's, where of people under 70 only bills of 21,000 yen and
/// more count.
///
/// ```
/// use hokensho_eligibility::{
///     AgeGroup, BirthdayMonth, CareSetting, CeilingTable, Household, HouseholdMember, HouseholdShare, LimitCategory,
///     Month, RefundStep, RepeatedMonths, Yen,
/// };
///
/// let share = |setting, paid| HouseholdShare { setting, cost: Yen::new(paid * 10 / 3), paid: Yen::new(paid) };
/// let member = |shares| HouseholdMember { age: AgeGroup::Under70, birthday: BirthdayMonth::Whole, shares };
/// let household = Household {
///     members: vec![
///         member(vec![share(CareSetting::InPatient, 60_000), share(CareSetting::OutPatient, 20_999)]),
///         member(vec![share(CareSetting::OutPatient, 21_000)]),
///     ],
///     under_70: Some(LimitCategory::Under70E),
///     from_70: None,
///     repeated: RepeatedMonths::NONE,
/// };
/// let table = CeilingTable::built_in(Month::new(2026, 7)?).expect("a month with a table");
/// let refund = household.refund(table).expect("a band that the table knows");
/// assert_eq!(refund.amount(), Yen::new(60_000 + 21_000 - 57_600));
/// assert_eq!(refund.steps[0].step, RefundStep::Everyone);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Household {
    /// The people.
    pub members: Vec<HouseholdMember>,
    /// The 適用区分 of the household under 70, if there is anyone under 70.
    pub under_70: Option<LimitCategory>,
    /// The 適用区分 of the household from 70, if there is anyone of 70 or older.
    pub from_70: Option<LimitCategory>,
    /// In how many of the twelve months before a ceiling was reached.
    pub repeated: RepeatedMonths,
}

/// One person of a household.
///
/// ```
/// use hokensho_eligibility::{AgeGroup, BirthdayMonth, HouseholdMember};
///
/// let member = HouseholdMember { age: AgeGroup::From70, birthday: BirthdayMonth::Whole, shares: Vec::new() };
/// assert_eq!(format!("{member:?}"), "HouseholdMember { .. }");
/// ```
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct HouseholdMember {
    /// Under or from 70.
    pub age: AgeGroup,
    /// Whether this person's ceilings are halved.
    pub birthday: BirthdayMonth,
    /// What the person paid: one share for each institution, in- and out-patient apart, medical and dental apart.
    pub shares: Vec<HouseholdShare>,
}

/// What a person paid at one window in a month.
///
/// ```
/// use hokensho_eligibility::{CareSetting, HouseholdShare, Yen};
///
/// let share = HouseholdShare { setting: CareSetting::OutPatient, cost: Yen::new(70_000), paid: Yen::new(21_000) };
/// assert!(share.paid >= HouseholdShare::COUNTS_FROM);
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct HouseholdShare {
    /// In- or out-patient; a pharmacy's bill belongs to the prescriber's.
    pub setting: CareSetting,
    /// The month's cost.
    pub cost: Yen,
    /// What was paid of it, the ceiling at the window considered.
    pub paid: Yen,
}

hide!(Household, HouseholdMember, HouseholdShare);

impl HouseholdShare {
    /// Under 70 a share counts from this amount on.
    pub const COUNTS_FROM: Yen = Yen::new(21_000);
}

/// On which side of 70 a person is: the rules change with the month after the one in which 70 is reached in law. In
/// 後期高齢者医療 everyone counts as from 70.
///
/// ```
/// use hokensho_eligibility::{AgeGroup, Date, Month};
///
/// let september = Month::new(2026, 9)?;
/// // Born on the 1st: 70 in law on 31 August.
/// assert_eq!(AgeGroup::of(Date::new(1956, 9, 1)?, september), Some(AgeGroup::From70));
/// assert_eq!(AgeGroup::of(Date::new(1956, 9, 2)?, september), Some(AgeGroup::Under70));
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum AgeGroup {
    /// 70 and older.
    From70,
    /// Under 70.
    Under70,
}

impl AgeGroup {
    /// The group of a person in a month; none if the birth isn't known well enough to say.
    #[must_use]
    pub fn of(birth: impl Into<PartialDate>, month: Month) -> Option<Self> {
        birth.into().agreed(|birth| Self::if_born(birth, month))
    }

    pub(crate) fn if_born(birth: Date, month: Month) -> Self {
        let years = month.year() - birth.year();
        let before_birthday = (month.month(), 1) < (birth.month(), birth.day());
        if years - i16::from(before_birthday) >= 70 { Self::From70 } else { Self::Under70 }
    }

    /// The group of whom a coverage is about, in the month of a day.
    pub(crate) fn of_coverage(coverage: &Coverage, on: Date) -> Option<Self> {
        if coverage.is_late_stage() {
            return Some(Self::From70);
        }
        Self::of(*coverage.person.birth.expose(), Month::from(on))
    }
}

#[cfg(test)]
mod tests;
