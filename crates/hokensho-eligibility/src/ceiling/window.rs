//! What a patient pays at the window, and why.

use alloc::vec;
use alloc::vec::Vec;

use crate::coverage::{covers, hide};
use crate::named::named;
use crate::{
    AgeGroup, Bill, BirthdayMonth, CarePurpose, CareSetting, CategoryOrigin, CeilingRow, CeilingTable,
    Coverage, Date, IncomeBand, LimitCategory, Month, NoCeiling, PaperNeeded, Ratio, Rounding, Text, Yen,
};

/// What a patient pays for a [`Bill`] today, with everything that led to it. `Debug` shows nothing of it: it tells an
/// income.
///
/// ```
/// use hokensho_eligibility::{
///     Bill, CardClassification, CareSetting, CeilingTable, Copayment, CopaymentReason, Coverage, Date, LimitCategory,
///     LimitCertificate, Person, Sex, Yen,
/// };
///
/// let person = Person::new("保険　花子", Sex::Female, Date::new(1980, 2, 17)?);
/// let mut coverage = Coverage::new(CardClassification::General, person);
/// let category = Some(LimitCategory::Under70U);
/// coverage.limit = Some(LimitCertificate { category, ..LimitCertificate::default() });
///
/// let bill = Bill::new(CareSetting::InPatient, Yen::new(1_000_000));
/// let pay = |day| Copayment::of(&coverage, day, &bill, CeilingTable::BUILT_IN);
/// assert_eq!(pay(Date::new(2026, 7, 31)?).due, Some(Yen::new(87_430)));
/// assert_eq!(pay(Date::new(2026, 8, 1)?).due, Some(Yen::new(92_940)));
/// assert_eq!(pay(Date::new(2026, 8, 1)?).reason, CopaymentReason::Ceiling);
/// // No table, no number.
/// assert_eq!(pay(Date::new(2027, 8, 1)?).due, None);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Copayment {
    /// The patient's part, with its origin.
    pub ratio: Ratio,
    /// That part of today's cost, to ten yen; none if nobody knows the ratio, or which coverage pays.
    pub by_ratio: Option<Yen>,
    /// The ceiling of the month here, or why there is none.
    pub ceiling: Result<MonthlyCeiling, NoCeiling>,
    /// What to pay today: by the ratio, but no more than is left below the ceiling. None if nobody knows the ratio, or if
    /// there is a ceiling that isn't known here.
    pub due: Option<Yen>,
    /// Why this amount.
    pub reason: CopaymentReason,
}

/// The ceiling of one month at one window. `Debug` shows nothing of it: it tells an income.
///
/// ```
/// use hokensho_eligibility::{BirthdayMonth, CategoryOrigin, CeilingBasis, LimitCategory, MonthlyCeiling, Yen};
///
/// let ceiling = MonthlyCeiling {
///     amount: Yen::new(57_600),
///     basis: CeilingBasis::Month,
///     band: Some((LimitCategory::Under70E, CategoryOrigin::Answer)),
///     birthday: BirthdayMonth::Whole,
/// };
/// assert_eq!(format!("{ceiling:?}"), "MonthlyCeiling { .. }");
/// ```
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct MonthlyCeiling {
    /// The most that is paid here in the month.
    pub amount: Yen,
    /// Which of the ceilings it is.
    pub basis: CeilingBasis,
    /// 適用区分 and who says so; none where a certificate states the amount itself.
    pub band: Option<(LimitCategory, CategoryOrigin)>,
    /// Whether it is halved.
    pub birthday: BirthdayMonth,
}

hide!(Copayment, MonthlyCeiling);

named! {
    /// Which of the ceilings counts.
    ///
    /// ```
    /// assert_eq!(hokensho_eligibility::CeilingBasis::Repeated.name(), "repeated");
    /// ```
    #[non_exhaustive]
    CeilingBasis {
        /// The usual one of a month.
        Month = "month", CeilingBasisMonth;
        /// Out-patient, from 70 (外来（個人）).
        OutPatient = "out_patient", CeilingBasisOutPatient;
        /// From the fourth month on (多数回該当).
        Repeated = "repeated", CeilingBasisRepeated;
        /// 特定疾病療養受療証.
        SpecificDisease = "specific_disease", CeilingBasisSpecificDisease;
    }
}

named! {
    /// Why a patient pays what they pay today.
    ///
    /// ```
    /// assert_eq!(hokensho_eligibility::CopaymentReason::Ceiling.name(), "ceiling");
    /// ```
    #[non_exhaustive]
    CopaymentReason {
        /// The ceiling is reached today, or was before.
        Ceiling = "ceiling", CopaymentReasonCeiling;
        /// There is a ceiling, and it isn't known here.
        CeilingUnknown = "ceiling_unknown", CopaymentReasonCeilingUnknown;
        /// A coverage in the answer couldn't be read: which one pays isn't known.
        CoverageUnread = "coverage_unread", CopaymentReasonCoverageUnread;
        /// By the ratio: there is no ceiling here.
        NoCeiling = "no_ceiling", CopaymentReasonNoCeiling;
        /// Public expense (公費) pays too: how much of it, and up to which limit of its own, its certificate says.
        PublicExpense = "public_expense", CopaymentReasonPublicExpense;
        /// By the ratio: below the ceiling.
        Ratio = "ratio", CopaymentReasonRatio;
        /// Nobody knows the ratio.
        RatioUnknown = "ratio_unknown", CopaymentReasonRatioUnknown;
    }
}

impl Copayment {
    /// What is paid for `bill` by a coverage on a day, with the table among `tables` that holds for its month.
    #[must_use]
    pub fn of(coverage: &Coverage, on: Date, bill: &Bill, tables: &[CeilingTable]) -> Self {
        let ratio = Ratio::of(coverage, on);
        let ceiling = MonthlyCeiling::of(coverage, on, bill, tables);
        let (Ratio::Answer(percent) | Ratio::Statute(percent)) = ratio else {
            return Self { ratio, by_ratio: None, ceiling, due: None, reason: CopaymentReason::RatioUnknown };
        };
        let by_ratio = bill.cost.part(percent, Rounding::ToTen);
        let (due, reason) = match &ceiling {
            Err(
                NoCeiling::AgeUnknown
                | NoCeiling::NoTable
                | NoCeiling::QualificationUnstated
                | NoCeiling::Unknown,
            ) => (None, CopaymentReason::CeilingUnknown),
            Err(_) => (Some(by_ratio), CopaymentReason::NoCeiling),
            Ok(ceiling) => match ceiling.amount.less(bill.paid_before) {
                left if left < by_ratio => (Some(left), CopaymentReason::Ceiling),
                _ => (Some(by_ratio), CopaymentReason::Ratio),
            },
        };
        Self { ratio, by_ratio: Some(by_ratio), ceiling, due, reason }
    }

    /// The same where public expense pays too, which changes what is left to the patient: no amount, and the ratio and the
    /// ceiling are insurance's alone.
    pub(crate) fn beside_public_expense(self) -> Self {
        Self { due: None, reason: CopaymentReason::PublicExpense, ..self }
    }

    /// The same beside a coverage that couldn't be read: it may pay instead, by another ratio and up to another ceiling.
    pub(crate) fn beside_unread(self) -> Self {
        let ceiling = Err(NoCeiling::Unknown);
        Self { by_ratio: None, ceiling, due: None, reason: CopaymentReason::CoverageUnread, ..self }
    }

    /// The reason in words: why this amount, and which ceiling it is or why there is none.
    #[must_use]
    pub fn words(&self) -> Vec<Text> {
        let mut words = vec![self.reason.text()];
        match &self.ceiling {
            Err(why) => words.push(why.text()),
            Ok(ceiling) => {
                words.push(ceiling.basis.text());
                words.extend(ceiling.band.iter().map(|(_, origin)| origin.text()));
                if ceiling.birthday == BirthdayMonth::Halved {
                    words.push(Text::BirthdayMonthHalved);
                }
            }
        }
        words
    }
}

impl MonthlyCeiling {
    /// The ceiling for `bill` by a coverage on a day, with the table among `tables` that holds for its month. For a specific
    /// disease it is that of its certificate; without one in force, or where it is lower, the ordinary one.
    ///
    /// # Errors
    /// [`NoCeiling`], with the reason.
    pub fn of(
        coverage: &Coverage,
        on: Date,
        bill: &Bill,
        tables: &[CeilingTable],
    ) -> Result<Self, NoCeiling> {
        match bill.purpose {
            CarePurpose::Any => Self::by_table(coverage, on, bill, tables),
            CarePurpose::SpecificDisease => Self::by_disease(coverage, on, bill, tables),
        }
    }

    fn by_table(
        coverage: &Coverage,
        on: Date,
        bill: &Bill,
        tables: &[CeilingTable],
    ) -> Result<Self, NoCeiling> {
        let IncomeBand { category, origin } = IncomeBand::of(coverage, on)?;
        let table = CeilingTable::of(tables, Month::from(on)).ok_or(NoCeiling::NoTable)?;
        let row = table.row(&category).ok_or(NoCeiling::Unknown)?;
        let birthday = BirthdayMonth::of(coverage, on, bill.turning)?;
        let (amount, basis) = row.for_one_person(bill, birthday);
        Ok(Self { amount, basis, band: Some((category, origin)), birthday })
    }

    /// The bill doesn't say which disease it is for, so certificates tell an amount only if all tell the same.
    fn by_disease(
        coverage: &Coverage,
        on: Date,
        bill: &Bill,
        tables: &[CeilingTable],
    ) -> Result<Self, NoCeiling> {
        let ordinary = Self::by_table(coverage, on, bill, tables);
        if let Err(why @ (NoCeiling::NotInsurance | NoCeiling::PaysInFull)) = ordinary {
            return Err(why);
        }
        if coverage.is_unread(PaperNeeded::SpecificDisease) {
            return Err(NoCeiling::Unknown);
        }
        let in_force = coverage.diseases.iter().filter(|it| covers(it.valid_from, it.valid_until, on));
        let mut amounts = in_force.map(|it| it.ceiling(coverage, on));
        let Some(first) = amounts.next() else {
            return ordinary;
        };
        let whole = first.filter(|_| amounts.all(|it| it == first)).ok_or(NoCeiling::Unknown)?;
        let birthday = BirthdayMonth::of(coverage, on, bill.turning)?;
        let amount = birthday.share_of(whole);
        // Only out-patients of low income, from 70, have an ordinary ceiling below that of a disease.
        let may_be_lower = bill.setting == CareSetting::OutPatient
            && AgeGroup::of_coverage(coverage, on) != Some(AgeGroup::Under70);
        match ordinary {
            Ok(ordinary) if ordinary.amount < amount => Ok(ordinary),
            Err(why @ (NoCeiling::NoTable | NoCeiling::Unknown)) if may_be_lower => Err(why),
            _ => Ok(Self { amount, basis: CeilingBasis::SpecificDisease, band: None, birthday }),
        }
    }
}

impl CeilingRow {
    /// The ceiling of one person at one window.
    pub(super) fn for_one_person(&self, bill: &Bill, birthday: BirthdayMonth) -> (Yen, CeilingBasis) {
        if let (CareSetting::OutPatient, Some(ceiling)) = (bill.setting, self.outpatient) {
            return (birthday.share_of(ceiling.month), CeilingBasis::OutPatient);
        }
        if let Some(repeated) = self.repeated.filter(|_| bill.repeated.lowers_the_ceiling()) {
            return (birthday.share_of(repeated), CeilingBasis::Repeated);
        }
        let formula = if birthday == BirthdayMonth::Halved { self.month.halved() } else { self.month };
        (formula.amount(bill.month_cost()), CeilingBasis::Month)
    }
}
