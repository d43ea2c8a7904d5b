//! Ceilings of what a patient pays in a month (高額療養費の自己負担限度額): at the window, and in the household. What there is
//! to know of them as a whole stands at [`CeilingTable`].

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
