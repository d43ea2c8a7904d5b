//! What a window knows of one patient's bill.

use crate::coverage::hide;
use crate::{Date, Yen};

/// Today's bill at one window, with what this month already brought there: one institution, in- or out-patient,
/// medical or dental, each of its own. `Debug` shows nothing of it.
///
/// ```
/// use hokensho_eligibility::{Bill, CareSetting, RepeatedMonths, Yen};
///
/// let first = Bill::new(CareSetting::OutPatient, Yen::new(120_000));
/// let second = Bill { cost: Yen::new(300_000), ..first.followed_by(Yen::new(36_000)) };
/// assert_eq!(second.month_cost(), Yen::new(420_000));
/// assert_eq!(second.paid_before, Yen::new(36_000));
/// assert_eq!(second.repeated, RepeatedMonths::NONE);
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Bill {
    /// In- or out-patient.
    pub setting: CareSetting,
    /// What is treated.
    pub purpose: CarePurpose,
    /// Today's cost (医療費: ten yen a point, before any insurance).
    pub cost: Yen,
    /// The cost of the month here before today.
    pub cost_before: Yen,
    /// What the patient paid of it.
    pub paid_before: Yen,
    /// In how many of the twelve months before a ceiling was reached. The messages don't say: the caller does.
    pub repeated: RepeatedMonths,
    /// Whose 75th birthday may halve the ceilings of this month.
    pub turning: TurningSeventyFive,
}

hide!(Bill, TurningSeventyFive);

impl Bill {
    /// The first bill of a month.
    #[must_use]
    pub const fn new(setting: CareSetting, cost: Yen) -> Self {
        Self {
            setting,
            purpose: CarePurpose::Any,
            cost,
            cost_before: Yen::ZERO,
            paid_before: Yen::ZERO,
            repeated: RepeatedMonths::NONE,
            turning: TurningSeventyFive::Patient,
        }
    }

    /// The month's next bill, with no cost yet, when the patient paid `paid` for this one.
    #[must_use]
    pub fn followed_by(&self, paid: Yen) -> Self {
        Self {
            cost: Yen::ZERO,
            cost_before: self.month_cost(),
            paid_before: self.paid_before + paid,
            ..*self
        }
    }

    /// The cost of the month here, today's included.
    #[must_use]
    pub fn month_cost(&self) -> Yen {
        self.cost_before + self.cost
    }
}

/// Where the care is given.
///
/// ```
/// use hokensho_eligibility::{Bill, CareSetting, Yen};
///
/// assert_eq!(Bill::new(CareSetting::InPatient, Yen::ZERO).setting, CareSetting::InPatient);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum CareSetting {
    /// 入院.
    InPatient,
    /// 外来; pharmacies and home nursing too.
    OutPatient,
}

/// What a bill is for.
///
/// ```
/// use hokensho_eligibility::{Bill, CarePurpose, CareSetting, Yen};
///
/// assert_eq!(Bill::new(CareSetting::OutPatient, Yen::ZERO).purpose, CarePurpose::Any);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum CarePurpose {
    /// Anything.
    Any,
    /// The disease of the patient's 特定疾病療養受療証, and nothing else.
    SpecificDisease,
}

/// In how many of the twelve months before this one a ceiling was reached, with the same insurer.
///
/// ```
/// use hokensho_eligibility::RepeatedMonths;
///
/// assert!(RepeatedMonths::new(3).lowers_the_ceiling());
/// assert!(!RepeatedMonths::new(2).lowers_the_ceiling());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct RepeatedMonths(u8);

impl RepeatedMonths {
    /// No month, or nobody knows.
    pub const NONE: Self = Self(0);

    /// So many months.
    #[must_use]
    pub const fn new(months: u8) -> Self {
        Self(months)
    }

    /// Whether this month would be the fourth or a later one (多数回該当).
    #[must_use]
    pub const fn lowers_the_ceiling(self) -> bool {
        self.0 >= 3
    }
}

/// Whose 75th birthday may halve the ceilings of a month. `Debug` doesn't say whose.
///
/// ```
/// use hokensho_eligibility::{Bill, CareSetting, Date, TurningSeventyFive, Yen};
///
/// let turning = TurningSeventyFive::Insured { birth: Date::new(1951, 8, 15)? };
/// let bill = Bill { turning, ..Bill::new(CareSetting::InPatient, Yen::ZERO) };
/// assert!(bill.turning != TurningSeventyFive::Patient);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum TurningSeventyFive {
    /// The patient's own, told by the birth date in the answer.
    Patient,
    /// The insured person's: this patient was the dependant and has to join 国民健康保険 for it. No message says so,
    /// the patient does.
    Insured {
        /// 生年月日 of the insured person: whoever was born on the 1st changes the insurer with the month, and halves
        /// nothing.
        birth: Date,
    },
}
