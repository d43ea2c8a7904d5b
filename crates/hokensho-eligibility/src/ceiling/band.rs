//! Which band a patient is in, and in which month its ceilings are halved.

use crate::coverage::hide;
use crate::named::named;
use crate::{
    CardClassification, Coverage, Date, LimitCategory, Month, PaperNeeded, PartialDate, Ratio,
    TurningSeventyFive, Yen,
};

/// The 適用区分 that a coverage has on a day, and who says so. `Debug` shows nothing of it: it tells an income.
///
/// ```
/// use hokensho_eligibility::{
///     CardClassification, CategoryOrigin, Coverage, Date, IncomeBand, InsurerNumber, LimitCategory, NoCeiling,
///     Percent, Person, Sex,
/// };
///
/// let person = Person::new("保険　花子", Sex::Female, Date::new(1948, 2, 17)?);
/// let mut coverage = Coverage::new(CardClassification::General, person);
/// coverage.insurer_number = Some(InsurerNumber::new("39130000")?);
/// let today = Date::new(2026, 11, 22)?;
/// assert_eq!(IncomeBand::of(&coverage, today), Err(NoCeiling::RatioUnknown));
///
/// coverage.ratio = Some(Percent::from_digits("020")?);
/// let band = IncomeBand::of(&coverage, today).expect("the ratio tells the band");
/// assert_eq!((band.category, band.origin), (LimitCategory::General2, CategoryOrigin::Ratio));
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct IncomeBand {
    /// 適用区分.
    pub category: LimitCategory,
    /// Who says so.
    pub origin: CategoryOrigin,
}

hide!(IncomeBand);

named! {
    /// Who says which 適用区分 a patient has.
    ///
    /// ```
    /// use hokensho_eligibility::CategoryOrigin;
    ///
    /// assert_ne!(CategoryOrigin::Answer, CategoryOrigin::Ratio);
    /// ```
    #[non_exhaustive]
    CategoryOrigin {
        /// The ceiling certificate in the answer.
        Answer = "answer", CategoryOriginAnswer;
        /// From 70 the ratio alone, as the answer states it: who has no ceiling certificate is 一般 or 現役並みⅢ.
        Ratio = "ratio", CategoryOriginRatio;
    }
}

named! {
    /// Why there is no ceiling at the window. The patient then pays by the ratio, and the insurer pays back later; but
    /// where there is one and this crate doesn't know it (`AgeUnknown`, `NoTable`, `QualificationUnstated`, `Unknown`), no
    /// amount is known either.
    ///
    /// ```
    /// use hokensho_eligibility::{CeilingTable, Month, NoCeiling};
    ///
    /// assert_eq!(CeilingTable::built_in(Month::new(2027, 8)?), None);
    /// assert_eq!(NoCeiling::NoTable.name(), "no_table");
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[non_exhaustive]
    NoCeiling {
        /// On which side of a bound of age the patient is, isn't known: month or day of birth are missing.
        AgeUnknown = "age_unknown", NoCeilingAgeUnknown;
        /// Under 70, and the answer carries no ceiling.
        NoCertificate = "no_certificate", NoCeilingNoCertificate;
        /// No table for the month of care.
        NoTable = "no_table", NoCeilingNoTable;
        /// Not insurance: medical aid has tickets instead.
        NotInsurance = "not_insurance", NoCeilingNotInsurance;
        /// The whole cost is paid at the window (特別療養費).
        PaysInFull = "pays_in_full", NoCeilingPaysInFull;
        /// In 後期高齢者医療 in the month of the 75th birthday, and the answer doesn't say since when: nobody knows
        /// whether the month is halved.
        QualificationUnstated = "qualification_unstated", NoCeilingQualificationUnstated;
        /// From 70, without a ceiling certificate, and nobody knows the ratio.
        RatioUnknown = "ratio_unknown", NoCeilingRatioUnknown;
        /// A code or a certificate for which the rules aren't known here, or a certificate that couldn't be read or doesn't
        /// state its band.
        Unknown = "unknown", NoCeilingUnknown;
    }
}

impl IncomeBand {
    /// The band of a coverage on a day: by its ceiling certificate, or from 70 by the ratio that the answer states. Beside a
    /// 標準負担額減額認定証 the ratio doesn't tell it.
    ///
    /// # Errors
    /// [`NoCeiling`], with the reason.
    pub fn of(coverage: &Coverage, on: Date) -> Result<Self, NoCeiling> {
        if coverage.classification == CardClassification::SpecialMedicalExpense {
            return Err(NoCeiling::PaysInFull);
        }
        if coverage.is_medical_aid() {
            return Err(NoCeiling::NotInsurance);
        }
        let limit = coverage.limit.as_ref();
        if let Some(category) = limit.and_then(|limit| limit.ceiling(on)) {
            return Ok(Self { category: category.clone(), origin: CategoryOrigin::Answer });
        }
        // What isn't known may lower the ceiling, or be one where there is none by law.
        if coverage.is_unread(PaperNeeded::Ceiling) || limit.is_some_and(|limit| limit.lacks_ceiling(on)) {
            return Err(NoCeiling::Unknown);
        }
        Self::by_ratio(coverage, on)
    }

    fn by_ratio(coverage: &Coverage, on: Date) -> Result<Self, NoCeiling> {
        let stated = match Ratio::of(coverage, on) {
            Ratio::Answer(percent) => percent.value(),
            Ratio::Statute(_) => return Err(NoCeiling::NoCertificate),
            Ratio::Unknown => return Err(NoCeiling::RatioUnknown),
        };
        // It goes to low incomes, of which the ratio knows nothing.
        if coverage.limit.as_ref().is_some_and(|limit| limit.reduces_meals_alone(on)) {
            return Err(NoCeiling::Unknown);
        }
        let category = match (stated, coverage.is_late_stage()) {
            (30, _) => LimitCategory::ActiveIncome3,
            (20, true) => LimitCategory::General2,
            (10, true) => LimitCategory::General1,
            (10 | 20, false) => LimitCategory::General,
            _ => return Err(NoCeiling::Unknown),
        };
        Ok(Self { category, origin: CategoryOrigin::Ratio })
    }
}

/// Whether a month's individual ceilings are halved, because the patient changes the insurer in the middle of it by
/// turning 75: both insurers then take half. What is added up in the household isn't halved.
///
/// ```
/// use hokensho_eligibility::{BirthdayMonth, Date, Month};
///
/// let birth = Date::new(1951, 11, 20)?;
/// assert_eq!(BirthdayMonth::by_age(birth, Month::new(2026, 11)?), Some(BirthdayMonth::Halved));
/// assert_eq!(BirthdayMonth::by_age(birth, Month::new(2026, 12)?), Some(BirthdayMonth::Whole));
/// // Born on the 1st: one insurer for the whole month.
/// let first = Date::new(1951, 11, 1)?;
/// assert_eq!(BirthdayMonth::by_age(first, Month::new(2026, 11)?), Some(BirthdayMonth::Whole));
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum BirthdayMonth {
    /// The fixed part, the threshold of the 1 %, 多数回 and the 21,000 yen of the household are halved for this person.
    Halved,
    /// As in every month.
    Whole,
}

impl BirthdayMonth {
    /// Whether a person's ceilings are halved in a month by age alone: in the month of the 75th birthday, unless that
    /// is on the 1st. None if the birth may lie in that month, and isn't known to the day or was on 29 February: which day
    /// is the birthday then isn't known here.
    ///
    /// ```
    /// use hokensho_eligibility::{BirthdayMonth, Month, PartialDate};
    ///
    /// let birth = PartialDate::from_digits("19511100")?;
    /// assert_eq!(BirthdayMonth::by_age(birth, Month::new(2026, 11)?), None);
    /// assert_eq!(BirthdayMonth::by_age(birth, Month::new(2026, 12)?), Some(BirthdayMonth::Whole));
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn by_age(birth: impl Into<PartialDate>, month: Month) -> Option<Self> {
        let birth = birth.into();
        let born_in = Month::new(month.year().checked_sub(75)?, month.month()).ok()?;
        let may_turn_75 = (Month::from(birth.earliest())..=Month::from(birth.latest())).contains(&born_in);
        if !may_turn_75 {
            return Some(Self::Whole);
        }
        let (first, last) = birth.day()?.seventy_fifth_birthday().into_inner();
        match first.day() {
            1 => Some(Self::Whole),
            _ => (first == last).then_some(Self::Halved),
        }
    }

    /// Whether the ceilings of a coverage are halved in the month of a day. Who was in 後期高齢者医療 before the birthday, by
    /// a certified disability (障害認定), doesn't change the insurer and has no half.
    ///
    /// # Errors
    /// [`NoCeiling::AgeUnknown`] or [`NoCeiling::QualificationUnstated`] if that can't be told.
    pub fn of(coverage: &Coverage, on: Date, turning: TurningSeventyFive) -> Result<Self, NoCeiling> {
        let month = Month::from(on);
        let birth = match turning {
            TurningSeventyFive::Insured { birth } => birth.into(),
            TurningSeventyFive::Patient => *coverage.person.birth.expose(),
        };
        let by_age = Self::by_age(birth, month);
        if turning != TurningSeventyFive::Patient || !coverage.is_late_stage() || by_age == Some(Self::Whole)
        {
            return by_age.ok_or(NoCeiling::AgeUnknown);
        }
        let since = coverage.qualified_on.ok_or(NoCeiling::QualificationUnstated)?;
        if Month::from(since) < month {
            return Ok(Self::Whole);
        }
        let birth = birth.day().ok_or(NoCeiling::AgeUnknown)?;
        let before = since < *birth.seventy_fifth_birthday().start();
        if before { Ok(Self::Whole) } else { by_age.ok_or(NoCeiling::AgeUnknown) }
    }

    /// What this month has of an amount of the law.
    pub(super) const fn share_of(self, whole: Yen) -> Yen {
        match self {
            Self::Halved => whole.half(),
            Self::Whole => whole,
        }
    }
}
