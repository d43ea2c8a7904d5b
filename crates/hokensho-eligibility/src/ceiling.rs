//! Ceilings of what a patient pays in a month (高額療養費の自己負担限度額): at the window, and in the household.
//!
//! | | at the window | in the household, afterwards |
//! |---|---|---|
//! | for | one institution, in- or out-patient apart, medical or dental apart | all bills of one insurer's household |
//! | gives | [`Copayment`]: what to take today, and why | [`HouseholdRefund`]: what the insurer pays back, step by step |
//! | by | [`Bill`], [`Eligible::copayment`](crate::Eligible::copayment) | [`Household`] |
//!
//! Worked, for 1,000,000 yen of care in 区分ウ: 80,100 + (1,000,000 − 267,000) × 1 % = 87,430 in 2026-07, and
//! 85,800 + (1,000,000 − 286,000) × 1 % = 92,940 in 2026-08. In the same month of 2026-08 区分ア pays 271,290 and
//! 区分イ 183,130.
//!
//! Not part of it: meals and the like in hospital (標準負担額), and care that public expense pays for too
//! (特定給付対象療養), which has ceilings of its own.
//!
//! Amounts come from [`CeilingTable`]s, which are dated data: no table for the month, no number.

mod band;
mod bill;
mod disease;
mod household;
mod table;
mod window;

pub use band::{BirthdayMonth, CategoryOrigin, IncomeBand, NoCeiling};
pub use bill::{Bill, CarePurpose, CareSetting, RepeatedMonths, TurningSeventyFive};
pub use household::{
    AgeGroup, Household, HouseholdMember, HouseholdRefund, HouseholdShare, HouseholdStep, RefundStep,
};
pub use table::{CeilingFormula, CeilingRow, CeilingTable, OutpatientCeiling, YearlyCeiling};
pub use window::{CeilingBasis, Copayment, CopaymentReason, MonthlyCeiling};

#[cfg(test)]
mod tests;
