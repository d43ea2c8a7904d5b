//! The sum, step by step.

use alloc::vec::Vec;

use super::{AgeGroup, Household, HouseholdMember, HouseholdShare};
use crate::ceiling::table::CeilingRow;
use crate::coverage::hide;
use crate::named::named;
use crate::{Bill, BirthdayMonth, CareSetting, CeilingTable, NoCeiling, RepeatedMonths, Yen};

/// What is paid back to a household, step by step. `Debug` shows nothing of it: it tells an income.
///
/// ```
/// use hokensho_eligibility::{CeilingTable, Household, Month, RepeatedMonths, Yen};
///
/// let nobody =
///     Household { members: Vec::new(), under_70: None, from_70: None, repeated: RepeatedMonths::NONE };
/// let table = CeilingTable::built_in(Month::new(2026, 8)?).expect("a month with a table");
/// assert_eq!(nobody.refund(table).expect("nothing to look up").amount(), Yen::ZERO);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct HouseholdRefund {
    /// The working.
    pub steps: Vec<HouseholdStep>,
}

impl HouseholdRefund {
    /// All that is paid back.
    #[must_use]
    pub fn amount(&self) -> Yen {
        self.steps.iter().map(HouseholdStep::refund).sum()
    }
}

/// One step of the sum. `Debug` shows nothing of it: it tells an income.
///
/// ```
/// use hokensho_eligibility::{HouseholdStep, RefundStep, Yen};
///
/// let step = HouseholdStep { step: RefundStep::Everyone, added: Yen::new(81_000), ceiling: Yen::new(57_600) };
/// assert_eq!(step.refund(), Yen::new(23_400));
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct HouseholdStep {
    /// Which step.
    pub step: RefundStep,
    /// What was added up.
    pub added: Yen,
    /// The ceiling for it.
    pub ceiling: Yen,
}

impl HouseholdStep {
    /// What is paid back in this step.
    #[must_use]
    pub const fn refund(&self) -> Yen {
        self.added.less(self.ceiling)
    }
}

named! {
    /// The steps, in their order.
    ///
    /// ```
    /// assert_eq!(hokensho_eligibility::RefundStep::OutPatient.name(), "out_patient");
    /// ```
    RefundStep {
        /// The out-patient bills of one person from 70.
        OutPatient = "out_patient", RefundStepOutPatient;
        /// All bills of one person in the month of the 75th birthday.
        TurningSeventyFive = "turning_75", RefundStepTurningSeventyFive;
        /// All bills of everyone from 70.
        From70 = "from_70", RefundStepFrom70;
        /// All bills of the household.
        Everyone = "everyone", RefundStepEveryone;
    }
}

hide!(HouseholdRefund, HouseholdStep);

/// Costs and payments that were added up.
#[derive(Clone, Copy, Default)]
struct Added {
    cost: Yen,
    paid: Yen,
}

impl Added {
    fn of<'a>(shares: impl Iterator<Item = &'a HouseholdShare>) -> Self {
        shares.fold(Self::default(), |sum, share| sum.and(Self { cost: share.cost, paid: share.paid }))
    }

    fn and(self, other: Self) -> Self {
        Self { cost: self.cost + other.cost, paid: self.paid + other.paid }
    }

    /// What stays with the household after a step.
    fn capped(self, step: RefundStep, ceiling: Yen, steps: &mut Vec<HouseholdStep>) -> Self {
        if self.paid == Yen::ZERO {
            return self;
        }
        steps.push(HouseholdStep { step, added: self.paid, ceiling });
        Self { paid: self.paid.min(ceiling), ..self }
    }
}

impl Household {
    /// What the insurer pays back for a month of `table`.
    ///
    /// # Errors
    /// [`NoCeiling`], if a band is missing or the table doesn't know it.
    pub fn refund(&self, table: &CeilingTable) -> Result<HouseholdRefund, NoCeiling> {
        let mut steps = Vec::new();
        let from_70 = self.group(AgeGroup::From70, table, &mut steps)?;
        let under_70 = self.group(AgeGroup::Under70, table, &mut steps)?;
        let from_70 = match from_70 {
            Some((row, added)) => added.capped(RefundStep::From70, self.ceiling(row, added), &mut steps),
            None => Added::default(),
        };
        if let Some((row, added)) = under_70.filter(|(_, added)| added.paid > Yen::ZERO) {
            let everyone = added.and(from_70);
            everyone.capped(RefundStep::Everyone, self.ceiling(row, everyone), &mut steps);
        }
        Ok(HouseholdRefund { steps })
    }

    /// The household's own ceiling, which no birthday halves.
    fn ceiling(&self, row: &CeilingRow, added: Added) -> Yen {
        let bill = Bill { repeated: self.repeated, ..Bill::new(CareSetting::InPatient, added.cost) };
        row.for_one_person(&bill, BirthdayMonth::Whole).0
    }

    /// What counts of one age group after the steps that each person has alone; none without people.
    fn group<'a>(
        &self,
        age: AgeGroup,
        table: &'a CeilingTable,
        steps: &mut Vec<HouseholdStep>,
    ) -> Result<Option<(&'a CeilingRow, Added)>, NoCeiling> {
        let mut members = self.members.iter().filter(|member| member.age == age).peekable();
        if members.peek().is_none() {
            return Ok(None);
        }
        let category = match age {
            AgeGroup::From70 => &self.from_70,
            AgeGroup::Under70 => &self.under_70,
        };
        let category = category.as_ref().ok_or(NoCeiling::NoCertificate)?;
        let row = table.row(category).ok_or(NoCeiling::Unknown)?;
        let added = members.fold(Added::default(), |sum, it| sum.and(it.alone(row, self.repeated, steps)));
        Ok(Some((row, added)))
    }
}

impl HouseholdMember {
    /// What counts of this person for the household, after the steps for one person alone.
    fn alone(&self, row: &CeilingRow, repeated: RepeatedMonths, steps: &mut Vec<HouseholdStep>) -> Added {
        let from = match self.age {
            AgeGroup::From70 => Yen::ZERO,
            AgeGroup::Under70 => self.birthday.share_of(HouseholdShare::COUNTS_FROM),
        };
        let at =
            |setting| Added::of(self.shares.iter().filter(|it| it.setting == setting && it.paid >= from));
        let ceiling = |setting, added: Added| {
            let bill = Bill { repeated, ..Bill::new(setting, added.cost) };
            row.for_one_person(&bill, self.birthday).0
        };
        let mut out_patient = at(CareSetting::OutPatient);
        if row.outpatient.is_some() {
            let ceiling = ceiling(CareSetting::OutPatient, out_patient);
            out_patient = out_patient.capped(RefundStep::OutPatient, ceiling, steps);
        }
        let added = out_patient.and(at(CareSetting::InPatient));
        match self.birthday {
            BirthdayMonth::Whole => added,
            BirthdayMonth::Halved => {
                added.capped(RefundStep::TurningSeventyFive, ceiling(CareSetting::InPatient, added), steps)
            }
        }
    }
}
