//! Dates of which a part isn't known.

use alloc::format;
use alloc::string::{String, ToString};
use core::fmt;
use core::ops::RangeInclusive;

use super::{Date, digits, number, pair};
use crate::{Error, Personal};

/// A date of which the day, or month and day, may not be known: registers hold such births, with `00` or `99` in the
/// place of what isn't known. Nothing is filled in: who needs a day gets the earliest and the latest that it can be.
///
/// ```
/// use hokensho_eligibility::{Date, KnownPart, PartialDate};
///
/// let birth = PartialDate::from_digits("19500000")?;
/// assert_eq!(birth.known(), KnownPart::Year);
/// assert_eq!(birth.earliest(), Date::new(1950, 1, 1)?);
/// assert_eq!(birth.latest(), Date::new(1950, 12, 31)?);
/// assert_eq!(birth.day(), None);
/// assert_eq!(birth.to_string(), "1950");
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    earliest: Date,
    known: KnownPart,
}

/// How much of a [`PartialDate`] is known.
///
/// ```
/// use hokensho_eligibility::{KnownPart, PartialDate};
///
/// assert_eq!(PartialDate::from_digits("19500799")?.known(), KnownPart::Month);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum KnownPart {
    /// The year alone.
    Year,
    /// Year and month.
    Month,
    /// The day.
    Day,
}

/// Whether two dates, of which parts may not be known, are of the same day.
///
/// ```
/// use hokensho_eligibility::{DateMatch, PartialDate};
///
/// let read = |text| PartialDate::from_digits(text);
/// assert_eq!(read("19500715")?.compare(read("19500715")?), DateMatch::Exact);
/// assert_eq!(read("19500715")?.compare(read("19500700")?), DateMatch::Compatible);
/// assert_eq!(read("19500715")?.compare(read("19510000")?), DateMatch::Different);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum DateMatch {
    /// Both are known, and the same day.
    Exact,
    /// They can be the same day: what both know is the same, and at least one isn't known wholly.
    Compatible,
    /// They can't be the same day.
    Different,
}

/// What stands for a month or a day that isn't known.
const UNKNOWN: [u8; 2] = [0, 99];

/// What stands for a year that isn't known. Such a date says nothing, and is none.
const UNKNOWN_YEARS: [i16; 2] = [0, 9999];

impl PartialDate {
    /// Reads `YYYYMMDD`, where month and day, or the day, may be `00` or `99`.
    ///
    /// # Errors
    /// [`Error::DateMalformed`] unless it is eight digits; [`Error::DateImpossible`] if there is no such day or month, if
    /// a day is given without its month, or a month without its year (`0000`, or `9999` with an unknown part).
    pub fn from_digits(text: &str) -> Result<Self, Error> {
        let [y1, y2, y3, y4, m1, m2, d1, d2] = digits(text)?;
        let (year, month, day) = (number([y1, y2, y3, y4]), pair(m1, m2), pair(d1, d2));
        let (month, day, known) = match (UNKNOWN.contains(&month), UNKNOWN.contains(&day)) {
            (true, true) => (1, 1, KnownPart::Year),
            (true, false) => return Err(Error::DateImpossible),
            (false, true) => (month, 1, KnownPart::Month),
            (false, false) => (month, day, KnownPart::Day),
        };
        if known != KnownPart::Day && UNKNOWN_YEARS.contains(&year) {
            return Err(Error::DateImpossible);
        }
        Ok(Self { earliest: Date::new(year, month, day)?, known })
    }

    /// Reads as much of `YYYY-MM-DD` as is known: `1950-07` is a date without its day. So write ISO 8601 and FHIR.
    ///
    /// ```
    /// use hokensho_eligibility::PartialDate;
    ///
    /// assert_eq!(PartialDate::from_iso("1950-07")?, PartialDate::from_digits("19500700")?);
    /// assert!(PartialDate::from_iso("1950-00").is_err());
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::DateMalformed`] in another form, [`Error::DateImpossible`] if there is no such day or month.
    pub fn from_iso(text: &str) -> Result<Self, Error> {
        let digits: String = text.split('-').collect();
        let read = Self::from_digits(&format!("{digits:0<8}"))?;
        // Nothing may stand in the place of what isn't known, and every hyphen where it belongs.
        if read.to_string() == text { Ok(read) } else { Err(Error::DateMalformed { expected: 8 }) }
    }

    /// Writes `YYYYMMDD`, with `00` for what isn't known.
    ///
    /// ```
    /// assert_eq!(hokensho_eligibility::PartialDate::from_digits("19500799")?.to_digits(), "19500700");
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn to_digits(self) -> String {
        let (year, month) = (self.earliest.year(), self.earliest.month());
        match self.known {
            KnownPart::Year => format!("{year:04}0000"),
            KnownPart::Month => format!("{year:04}{month:02}00"),
            KnownPart::Day => self.earliest.to_digits(),
        }
    }

    /// How much is known.
    #[must_use]
    pub const fn known(self) -> KnownPart {
        self.known
    }

    /// The day, if it is known.
    #[must_use]
    pub fn day(self) -> Option<Date> {
        (self.known == KnownPart::Day).then_some(self.earliest)
    }

    /// The earliest day that it can be.
    #[must_use]
    pub const fn earliest(self) -> Date {
        self.earliest
    }

    /// The latest day that it can be.
    #[must_use]
    pub fn latest(self) -> Date {
        let first = self.earliest.0;
        match self.known {
            KnownPart::Year => Date(first.last_of_year()),
            KnownPart::Month => Date(first.last_of_month()),
            KnownPart::Day => self.earliest,
        }
    }

    /// Whether `day` doesn't contradict what is known: not that it is the day.
    ///
    /// ```
    /// use hokensho_eligibility::{Date, PartialDate};
    ///
    /// let birth = PartialDate::from_digits("19500700")?;
    /// assert!(birth.can_be(Date::new(1950, 7, 31)?));
    /// assert!(!birth.can_be(Date::new(1950, 8, 1)?));
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn can_be(self, day: Date) -> bool {
        (self.earliest..=self.latest()).contains(&day)
    }

    /// Whether the two are of the same day, as far as that is known.
    #[must_use]
    pub fn compare(self, other: Self) -> DateMatch {
        match (self.day(), other.day()) {
            (Some(one), Some(other)) if one == other => DateMatch::Exact,
            // Years, months and days lie in each other or apart, and never overlap in part.
            _ if self.can_be(other.earliest) || other.can_be(self.earliest) => DateMatch::Compatible,
            _ => DateMatch::Different,
        }
    }

    /// What follows from this date whichever day it is; none if that differs. Only for what changes but once in the range
    /// of days, such as being of an age.
    pub(crate) fn agreed<T: PartialEq>(self, follows: impl Fn(Date) -> T) -> Option<T> {
        let first = follows(self.earliest);
        (first == follows(self.latest())).then_some(first)
    }

    /// The ages, in years, that a person born then can have in law ([`Date::age_in_law`]).
    ///
    /// ```
    /// use hokensho_eligibility::{Date, PartialDate};
    ///
    /// let birth = PartialDate::from_digits("19500000")?;
    /// assert_eq!(birth.age_in_law(Date::new(2026, 11, 22)?), 75..=76);
    /// assert_eq!(birth.age_in_law(Date::new(2026, 12, 30)?), 76..=76);
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn age_in_law(self, on: Date) -> RangeInclusive<i16> {
        self.latest().age_in_law(on)..=self.earliest.age_in_law(on)
    }
}

/// A birth that is known to the day.
impl From<Date> for Personal<PartialDate> {
    fn from(day: Date) -> Self {
        PartialDate::from(day).into()
    }
}

impl From<Date> for PartialDate {
    fn from(day: Date) -> Self {
        Self { earliest: day, known: KnownPart::Day }
    }
}

/// As much of `YYYY-MM-DD` as is known.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.earliest.year(), self.earliest.month());
        match self.known {
            KnownPart::Year => write!(f, "{year:04}"),
            KnownPart::Month => write!(f, "{year:04}-{month:02}"),
            KnownPart::Day => write!(f, "{}", self.earliest),
        }
    }
}

impl fmt::Debug for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PartialDate({self})")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn refuses_a_day_without_its_month_and_what_does_not_exist() {
        for text in ["19500001", "19509901", "19501300", "19500732", "19500230", "19509800"] {
            assert_eq!(PartialDate::from_digits(text), Err(Error::DateImpossible), "{text}");
        }
        for text in ["", "1950", "1950000", "1950000a", "１９５００７００"] {
            assert_eq!(PartialDate::from_digits(text), Err(Error::DateMalformed { expected: 8 }), "{text}");
        }
    }

    #[test]
    fn refuses_a_date_without_a_year() {
        for text in ["00000000", "00000700", "99999999", "99990000", "99991299"] {
            assert_eq!(PartialDate::from_digits(text), Err(Error::DateImpossible), "{text}");
        }
    }

    #[test]
    fn refuses_other_forms_of_iso() {
        let malformed = Err(Error::DateMalformed { expected: 8 });
        for text in
            ["1950-00", "1950-07-00", "1950-99", "1950-1", "195007", "19500", "1950-", "1950-07-", "-1950"]
        {
            assert_eq!(PartialDate::from_iso(text), malformed, "{text}");
        }
        for text in ["1950-13", "1950-7", "1950-02-30", "0000", "1950-00-01"] {
            assert_eq!(PartialDate::from_iso(text), Err(Error::DateImpossible), "{text}");
        }
    }

    #[test]
    fn two_dates_are_the_same_day_only_if_both_are_known() {
        let compare = |one, other| {
            let [one, other] = [one, other].map(|text| PartialDate::from_digits(text).unwrap());
            assert_eq!(one.compare(other), other.compare(one));
            one.compare(other)
        };
        assert_eq!(compare("19500715", "19500715"), DateMatch::Exact);
        for (one, other) in [
            ("19500700", "19500799"),
            ("19500700", "19500000"),
            ("19500731", "19500700"),
            ("19500000", "19501231"),
        ] {
            assert_eq!(compare(one, other), DateMatch::Compatible, "{one} {other}");
        }
        for (one, other) in [
            ("19500715", "19500716"),
            ("19500801", "19500700"),
            ("19500600", "19500700"),
            ("19510101", "19500000"),
        ] {
            assert_eq!(compare(one, other), DateMatch::Different, "{one} {other}");
        }
    }

    #[test]
    fn the_last_day_of_a_month_is_the_calendars() {
        let latest = |text| PartialDate::from_digits(text).unwrap().latest().to_digits();
        assert_eq!(latest("20240200"), "20240229");
        assert_eq!(latest("20230200"), "20230228");
        assert_eq!(latest("20239999"), "20231231");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(year in 1873_i16..2100, month in 0_u8..=12, day in 0_u8..=28) {
            let text = format!("{year:04}{month:02}{:02}", if month == 0 { 0 } else { day });
            let date = PartialDate::from_digits(&text).unwrap();
            prop_assert_eq!(date.to_digits(), text);
            prop_assert_eq!(PartialDate::from_iso(&date.to_string()), Ok(date));
            prop_assert!(date.can_be(date.earliest()) && date.can_be(date.latest()));
        }
    }
}
