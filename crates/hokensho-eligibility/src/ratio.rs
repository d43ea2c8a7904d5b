//! What part of the cost the patient pays (一部負担金割合), and who says so.

use core::fmt;

use crate::coverage::covers;
use crate::named::named;
use crate::{
    AgeGroup, CardClassification, Coverage, Date, Error, Month, PaperNeeded, PartialDate,
    PreschoolClassification,
};

mod finding;

pub use finding::RatioFinding;

/// A part of a hundred, 0 to 100.
///
/// ```
/// use hokensho_eligibility::Percent;
///
/// assert_eq!(Percent::from_digits("030")?.value(), 30);
/// assert!(Percent::from_digits("101").is_err());
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(u8);

impl Percent {
    pub(crate) const ONE: Self = Self(1);
    pub(crate) const FIVE: Self = Self(5);
    const TWENTY: Self = Self(20);
    const THIRTY: Self = Self(30);
    const ALL: Self = Self(100);

    /// Reads three digits, as the messages carry it: `030` is 30 %.
    ///
    /// # Errors
    /// [`Error::PercentMalformed`] for anything else and for more than 100.
    pub fn from_digits(text: &str) -> Result<Self, Error> {
        let digits = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|value| digits && *value <= 100).map(Self).ok_or(Error::PercentMalformed)
    }

    /// The number.
    #[must_use]
    pub const fn value(self) -> u8 {
        self.0
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.0)
    }
}

/// The patient's part, with its origin: never guessed.
///
/// ```
/// use hokensho_eligibility::{Date, Ratio, RatioOrigin};
///
/// let (birth, today) = (Date::new(1950, 5, 5)?, Date::new(2026, 11, 22)?);
/// assert_eq!(Ratio::by_statute(birth, today), Ratio::Unknown);
/// assert_eq!(Ratio::Unknown.origin(), RatioOrigin::Unknown);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Ratio {
    /// The answer says so: the 後期 field, the 高齢受給者 field, or 特別療養費.
    Answer(Percent),
    /// Follows from law and age.
    Statute(Percent),
    /// 70 and older, or in 後期, and the answer doesn't say; 65 and older, where nobody knows the insurer; beside a
    /// 高齢受給者証 that couldn't be read; or medical aid alone.
    Unknown,
}

named! {
    /// Who says what part the patient pays.
    ///
    /// ```
    /// assert_eq!(hokensho_eligibility::RatioOrigin::Statute.name(), "statute");
    /// ```
    RatioOrigin {
        /// The source's answer.
        Answer = "answer", RatioAnswer;
        /// The law.
        Statute = "statute", RatioStatute;
        /// Nobody.
        Unknown = "unknown", RatioUnknown;
    }
}

impl Ratio {
    /// The ratio of a coverage on a day.
    #[must_use]
    pub fn of(coverage: &Coverage, on: Date) -> Self {
        if coverage.classification == CardClassification::SpecialMedicalExpense {
            return Self::Answer(Percent::ALL);
        }
        if coverage.is_medical_aid() {
            return Self::Unknown;
        }
        if coverage.is_late_stage() {
            return coverage.ratio.map_or(Self::Unknown, Self::Answer);
        }
        let elderly = coverage.elderly.filter(|it| covers(it.valid_from, it.valid_until, on));
        if let Some(ratio) = elderly.and_then(|it| it.ratio) {
            return Self::Answer(ratio);
        }
        // One that couldn't be read would go before the law.
        if coverage.is_unread(PaperNeeded::ElderlyRecipient) {
            return Self::Unknown;
        }
        if coverage.preschool == Some(PreschoolClassification::Preschool) {
            return Self::Statute(Percent::TWENTY);
        }
        let birth = *coverage.person.birth.expose();
        // From 65 on a certified disability may have led to 後期高齢者医療: only an insurer that is known is none of it.
        if coverage.scheme().is_none() && *birth.age_in_law(on).end() >= 65 {
            return Self::Unknown;
        }
        Self::by_statute(birth, on)
    }

    /// The ratio that law and age give a person outside 後期 (健康保険法 74 条, 110 条; 国民健康保険法 42 条): 20 %
    /// until the 31 March on which, or first after which, the child is six in law; 30 % after. From the month after the
    /// one in which 70 is reached in law ([`AgeGroup`]) the answer alone can say. Unknown too where the day of birth would
    /// decide and isn't known.
    ///
    /// ```
    /// use hokensho_eligibility::{Date, PartialDate, Ratio};
    ///
    /// // 70 in law on 22 November: 30 % to the end of the month.
    /// let birth = Date::new(1956, 11, 23)?;
    /// assert_eq!(Ratio::by_statute(birth, Date::new(2026, 11, 30)?).percent(), Some(30));
    /// assert_eq!(Ratio::by_statute(birth, Date::new(2026, 12, 1)?), Ratio::Unknown);
    ///
    /// let birth = PartialDate::from_digits("19560000")?;
    /// assert_eq!(Ratio::by_statute(birth, Date::new(2025, 12, 31)?).percent(), Some(30));
    /// assert_eq!(Ratio::by_statute(birth, Date::new(2026, 1, 1)?), Ratio::Unknown);
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn by_statute(birth: impl Into<PartialDate>, on: Date) -> Self {
        birth.into().agreed(|birth| Self::by_birth(birth, on)).unwrap_or(Self::Unknown)
    }

    fn by_birth(birth: Date, on: Date) -> Self {
        if AgeGroup::if_born(birth, Month::from(on)) == AgeGroup::From70 {
            return Self::Unknown;
        }
        // The school year in which a day lies is named by the year of its April.
        let april_year = |day: Date| day.year() - i16::from(day.month() < 4);
        // Born on 1 April: six on 31 March, so that school year still counts from the April before.
        let sixth_school_year = birth.year() + 6 - i16::from((birth.month(), birth.day()) <= (4, 1));
        if april_year(on) <= sixth_school_year {
            Self::Statute(Percent::TWENTY)
        } else {
            Self::Statute(Percent::THIRTY)
        }
    }

    /// The percentage, unless unknown.
    #[must_use]
    pub const fn percent(self) -> Option<u8> {
        match self {
            Self::Answer(percent) | Self::Statute(percent) => Some(percent.value()),
            Self::Unknown => None,
        }
    }

    /// Who says so.
    #[must_use]
    pub const fn origin(self) -> RatioOrigin {
        match self {
            Self::Answer(_) => RatioOrigin::Answer,
            Self::Statute(_) => RatioOrigin::Statute,
            Self::Unknown => RatioOrigin::Unknown,
        }
    }
}

#[cfg(test)]
mod tests;
