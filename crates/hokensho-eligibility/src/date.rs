//! Civil dates and times as the messages carry them: Western calendar, Japan standard time.

use core::fmt;
use core::ops::RangeInclusive;

use jiff::ToSpan;
use jiff::civil;

pub use self::era::Era;
pub use self::japanese::{EraDay, JapaneseDate};
pub use self::partial::{DateMatch, KnownPart, PartialDate};
use crate::Error;

mod era;
mod japanese;
mod partial;

/// A day of the Western calendar.
///
/// ```
/// use hokensho_eligibility::Date;
///
/// let day = Date::from_digits("20261122")?;
/// assert_eq!(day, Date::new(2026, 11, 22)?);
/// assert_eq!(day.to_string(), "2026-11-22");
/// assert!(Date::from_digits("20240230").is_err());
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// A day from year, month and day.
    ///
    /// # Errors
    /// [`Error::DateImpossible`] if there is no such day.
    pub fn new(year: i16, month: u8, day: u8) -> Result<Self, Error> {
        let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else {
            return Err(Error::DateImpossible);
        };
        civil::Date::new(year, month, day).map(Self).map_err(|_| Error::DateImpossible)
    }

    /// A day that stands in this crate's own tables: one that doesn't exist fails the build.
    pub(crate) const fn known(year: i16, month: i8, day: i8) -> Self {
        Self(civil::date(year, month, day))
    }

    /// The day with the same number that many months later; the last of its month if there is none with it.
    pub(crate) fn months_later(self, months: u8) -> Self {
        Self(self.0.saturating_add(i32::from(months).months()))
    }

    /// The last day of the month.
    pub(crate) fn last_of_month(self) -> Self {
        Self(self.0.last_of_month())
    }

    /// The last second of the day.
    pub(crate) fn last_second(self) -> DateTime {
        DateTime(self.0.at(23, 59, 59, 0))
    }

    /// Reads `YYYYMMDD`.
    ///
    /// # Errors
    /// [`Error::DateMalformed`] unless it is eight digits, [`Error::DateImpossible`] if there is no such day.
    pub fn from_digits(text: &str) -> Result<Self, Error> {
        let [y1, y2, y3, y4, m1, m2, d1, d2] = digits(text)?;
        Self::new(number([y1, y2, y3, y4]), pair(m1, m2), pair(d1, d2))
    }

    /// Writes `YYYYMMDD`.
    ///
    /// ```
    /// assert_eq!(hokensho_eligibility::Date::new(1980, 2, 17)?.to_digits(), "19800217");
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn to_digits(self) -> alloc::string::String {
        alloc::format!("{:04}{:02}{:02}", self.0.year(), self.0.month(), self.0.day())
    }

    /// Western year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.0.month().unsigned_abs()
    }

    /// Day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.0.day().unsigned_abs()
    }

    /// The day before; none before the year −9999.
    ///
    /// ```
    /// use hokensho_eligibility::Date;
    ///
    /// let first_without_coverage = Date::new(2026, 3, 1)?;
    /// assert_eq!(first_without_coverage.day_before(), Some(Date::new(2026, 2, 28)?));
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn day_before(self) -> Option<Self> {
        self.0.yesterday().ok().map(Self)
    }

    /// The age, in years, of a person born on this day: in law a year of age is complete at the end of the day
    /// before the birthday (年齢計算ニ関スル法律), so it already counts on that day.
    ///
    /// ```
    /// use hokensho_eligibility::Date;
    ///
    /// let birth = Date::new(1956, 11, 23)?;
    /// assert_eq!(birth.age_in_law(Date::new(2026, 11, 21)?), 69);
    /// assert_eq!(birth.age_in_law(Date::new(2026, 11, 22)?), 70);
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn age_in_law(self, on: Self) -> i16 {
        let tomorrow = on.0.saturating_add(1.day());
        let years = tomorrow.year() - self.0.year();
        let reached = (tomorrow.month(), tomorrow.day()) >= (self.0.month(), self.0.day());
        years - i16::from(!reached)
    }

    /// The 75th birthday of a person born on this day: the first and the last day that it can be. They differ for who
    /// was born on 29 February: the year has none, and no source that is known says which day stands for it.
    pub(crate) fn seventy_fifth_birthday(self) -> RangeInclusive<Self> {
        let first = self.0.saturating_add(75.years());
        let missing = i64::from(first.day() < self.0.day());
        Self(first)..=Self(first.saturating_add(missing.days()))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Date({self})")
    }
}

/// A moment in Japan standard time, to the second.
///
/// ```
/// use hokensho_eligibility::DateTime;
///
/// let executed = DateTime::from_digits("20261122093000")?;
/// assert_eq!(executed.to_string(), "2026-11-22 09:30:00");
/// assert_eq!(DateTime::from_unix(1_795_307_400), Some(executed));
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime(civil::DateTime);

/// Japan standard time is nine hours ahead of UTC, all year.
const JST: i64 = 9 * 3600;

impl DateTime {
    /// A moment from a day and a time of day.
    ///
    /// # Errors
    /// [`Error::TimeImpossible`] outside 00:00:00 to 23:59:59.
    pub fn new(date: Date, hour: u8, minute: u8, second: u8) -> Result<Self, Error> {
        let impossible = Error::TimeImpossible { hour, minute, second };
        let (Ok(h), Ok(m), Ok(s)) = (i8::try_from(hour), i8::try_from(minute), i8::try_from(second)) else {
            return Err(impossible);
        };
        let time = civil::Time::new(h, m, s, 0).map_err(|_| impossible)?;
        Ok(Self(date.0.to_datetime(time)))
    }

    /// Reads `YYYYMMDDHHmmss`.
    ///
    /// # Errors
    /// [`Error::DateMalformed`] unless it is fourteen digits, [`Error::DateImpossible`] or
    /// [`Error::TimeImpossible`] if there is no such day or time.
    pub fn from_digits(text: &str) -> Result<Self, Error> {
        let [y1, y2, y3, y4, m1, m2, d1, d2, h1, h2, n1, n2, s1, s2] = digits(text)?;
        let date = Date::new(number([y1, y2, y3, y4]), pair(m1, m2), pair(d1, d2))?;
        Self::new(date, pair(h1, h2), pair(n1, n2), pair(s1, s2))
    }

    /// The moment `seconds` after 1970-01-01T00:00:00Z; none outside the years −9999 to 9999.
    #[must_use]
    pub fn from_unix(seconds: i64) -> Option<Self> {
        let local = jiff::Timestamp::from_second(seconds.checked_add(JST)?).ok()?;
        Some(Self(jiff::tz::Offset::UTC.to_datetime(local)))
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    ///
    /// ```
    /// use hokensho_eligibility::DateTime;
    ///
    /// assert_eq!(DateTime::from_digits("19700101090000")?.to_unix(), 0);
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn to_unix(self) -> i64 {
        let days = self.0.date().duration_since(civil::date(1970, 1, 1)).as_secs();
        let (h, m, s) = (i64::from(self.0.hour()), i64::from(self.0.minute()), i64::from(self.0.second()));
        days + h * 3600 + m * 60 + s - JST
    }

    /// Writes `YYYYMMDDHHmmss`.
    #[must_use]
    pub fn to_digits(self) -> alloc::string::String {
        let (h, m, s) = (self.0.hour(), self.0.minute(), self.0.second());
        alloc::format!("{}{h:02}{m:02}{s:02}", self.date().to_digits())
    }

    /// Minutes after midnight.
    pub(crate) fn minute_of_day(self) -> u16 {
        u16::from(self.0.hour().unsigned_abs()) * 60 + u16::from(self.0.minute().unsigned_abs())
    }

    /// The day.
    #[must_use]
    pub fn date(self) -> Date {
        Date(self.0.date())
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (h, m, s) = (self.0.hour(), self.0.minute(), self.0.second());
        write!(f, "{} {h:02}:{m:02}:{s:02}", self.date())
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DateTime({self})")
    }
}

/// Exactly `N` ASCII digits, as values.
fn digits<const N: usize>(text: &str) -> Result<[u8; N], Error> {
    let malformed = Error::DateMalformed { expected: N };
    let ascii: [u8; N] = text.as_bytes().try_into().map_err(|_| malformed)?;
    if ascii.iter().all(u8::is_ascii_digit) { Ok(ascii.map(|digit| digit - b'0')) } else { Err(malformed) }
}

fn pair(tens: u8, ones: u8) -> u8 {
    tens * 10 + ones
}

fn number(digits: [u8; 4]) -> i16 {
    digits.into_iter().fold(0, |sum, digit| sum * 10 + i16::from(digit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn refuses_days_that_do_not_exist() {
        for text in ["20240230", "20230229", "20261301", "20260001", "20260100", "20260431"] {
            assert!(matches!(Date::from_digits(text), Err(Error::DateImpossible)), "{text}");
        }
    }

    #[test]
    fn refuses_anything_but_the_exact_number_of_digits() {
        for text in ["", "2026112", "202611220", "2026-1-1", "２０２６１１２２", "YYYYMMDD", "+2026112"]
        {
            assert_eq!(Date::from_digits(text), Err(Error::DateMalformed { expected: 8 }), "{text}");
        }
        assert_eq!(DateTime::from_digits("20261122"), Err(Error::DateMalformed { expected: 14 }));
    }

    #[test]
    fn refuses_times_that_do_not_exist() {
        for text in ["20261122240000", "20261122006000", "20261122000060"] {
            assert!(matches!(DateTime::from_digits(text), Err(Error::TimeImpossible { .. })), "{text}");
        }
    }

    #[test]
    fn a_leap_day_child_ages_on_28_february() {
        let birth = Date::new(2020, 2, 29).unwrap();
        assert_eq!(birth.age_in_law(Date::new(2026, 2, 27).unwrap()), 5);
        assert_eq!(birth.age_in_law(Date::new(2026, 2, 28).unwrap()), 6);
        assert_eq!(birth.age_in_law(Date::new(2028, 2, 28).unwrap()), 8);
    }

    proptest! {
        #[test]
        fn digits_round_trip(seconds in -2_000_000_000_i64..4_000_000_000) {
            let moment = DateTime::from_unix(seconds).unwrap();
            prop_assert_eq!(moment.to_unix(), seconds);
            prop_assert_eq!(DateTime::from_digits(&moment.to_digits()), Ok(moment));
            prop_assert_eq!(Date::from_digits(&moment.date().to_digits()), Ok(moment.date()));
        }
    }
}
