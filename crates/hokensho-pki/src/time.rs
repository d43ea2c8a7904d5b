//! Points in time, as certificates write them and as the law counts them.

use core::fmt;

use crate::Error;

/// Japan Standard Time is nine hours ahead of UTC, without summer time since 1951.
const JST_SECONDS: i64 = 9 * 3600;
const DAY_SECONDS: i64 = 86_400;

/// A point in time: whole seconds since 1970-01-01T00:00:00Z, without leap seconds.
///
/// The library has no clock: the caller says what time it is.
///
/// ```
/// use hokensho_pki::Time;
///
/// let time = Time::from_utc(2025, 11, 10, 14, 59, 59)?;
/// assert_eq!(time.to_string(), "2025-11-10T14:59:59Z");
/// assert_eq!(time.jst_date().to_string(), "2025-11-10");
/// assert_eq!(time.after(1).jst_date().to_string(), "2025-11-11");
/// # Ok::<(), hokensho_pki::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(i64);

impl Time {
    /// The time that many seconds after 1970-01-01T00:00:00Z.
    ///
    /// ```
    /// assert_eq!(hokensho_pki::Time::from_unix(86_400).to_string(), "1970-01-02T00:00:00Z");
    /// ```
    #[must_use]
    pub const fn from_unix(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    ///
    /// ```
    /// assert_eq!(hokensho_pki::Time::from_unix(7).unix(), 7);
    /// ```
    #[must_use]
    pub const fn unix(self) -> i64 {
        self.0
    }

    /// A date and time of day in UTC.
    ///
    /// ```
    /// use hokensho_pki::Time;
    ///
    /// assert!(Time::from_utc(2024, 2, 29, 0, 0, 0).is_ok());
    /// assert!(Time::from_utc(2025, 2, 29, 0, 0, 0).is_err());
    /// ```
    ///
    /// # Errors
    /// [`Error::NoSuchDate`] unless the date exists (years 1 to 9999),
    /// [`Error::NoSuchTime`] unless the time of day does; 23:59:60 doesn't (RFC 5280, 4.1.2.5, has no leap seconds).
    pub const fn from_utc(
        year: u16,
        month: u8,
        day: u8,
        hour: u8,
        minute: u8,
        second: u8,
    ) -> Result<Self, Error> {
        let date = match CivilDate::new(year, month, day) {
            Ok(date) => date,
            Err(error) => return Err(error),
        };
        if hour > 23 || minute > 59 || second > 59 {
            return Err(Error::NoSuchTime { hour, minute, second });
        }
        Ok(Self(date.days() * DAY_SECONDS + widen(hour) * 3600 + widen(minute) * 60 + widen(second)))
    }

    /// The time that many seconds later; earlier if `seconds` is negative.
    ///
    /// ```
    /// use hokensho_pki::Time;
    ///
    /// assert_eq!(Time::from_unix(10).after(-3), Time::from_unix(7));
    /// ```
    #[must_use]
    pub const fn after(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// The day in Japan at this time.
    ///
    /// ```
    /// let time = hokensho_pki::Time::from_utc(2025, 12, 31, 15, 0, 0)?;
    /// assert_eq!(time.jst_date().to_string(), "2026-01-01");
    /// # Ok::<(), hokensho_pki::Error>(())
    /// ```
    #[must_use]
    pub const fn jst_date(self) -> CivilDate {
        CivilDate::from_days(self.0.saturating_add(JST_SECONDS).div_euclid(DAY_SECONDS))
    }
}

impl fmt::Display for Time {
    /// Writes UTC in the form of RFC 3339.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = CivilDate::from_days(self.0.div_euclid(DAY_SECONDS));
        let second = self.0.rem_euclid(DAY_SECONDS);
        write!(f, "{date}T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60)
    }
}

/// A day of the Gregorian calendar.
///
/// ```
/// use hokensho_pki::CivilDate;
///
/// let expiry = CivilDate::new(2025, 11, 10)?;
/// assert_eq!(expiry.plus_months(3), CivilDate::new(2026, 2, 10)?);
/// assert_eq!(expiry.end_of_month(), CivilDate::new(2025, 11, 30)?);
/// # Ok::<(), hokensho_pki::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDate {
    year: i64,
    month: u8,
    day: u8,
}

impl CivilDate {
    /// A day of the years 1 to 9999.
    ///
    /// ```
    /// assert!(hokensho_pki::CivilDate::new(2025, 4, 31).is_err());
    /// ```
    ///
    /// # Errors
    /// [`Error::NoSuchDate`] if the calendar has no such day.
    pub const fn new(year: u16, month: u8, day: u8) -> Result<Self, Error> {
        let wide = widen_year(year);
        if year == 0 || year > 9999 || day == 0 || day > days_in_month(wide, month) {
            return Err(Error::NoSuchDate { year, month, day });
        }
        Ok(Self { year: wide, month, day })
    }

    /// The same day of the month that many months later, or that month's last day if it is shorter.
    ///
    /// ```
    /// use hokensho_pki::CivilDate;
    ///
    /// assert_eq!(CivilDate::new(2025, 11, 30)?.plus_months(3), CivilDate::new(2026, 2, 28)?);
    /// assert_eq!(CivilDate::new(2026, 2, 28)?.plus_months(-3), CivilDate::new(2025, 11, 28)?);
    /// # Ok::<(), hokensho_pki::Error>(())
    /// ```
    #[must_use]
    pub fn plus_months(self, months: i16) -> Self {
        let count = self.year * 12 + i64::from(self.month) - 1 + i64::from(months);
        let (year, month) = (count.div_euclid(12), narrow(count.rem_euclid(12) + 1));
        Self { year, month, day: self.day.min(days_in_month(year, month)) }
    }

    /// The last day of the month.
    ///
    /// ```
    /// use hokensho_pki::CivilDate;
    ///
    /// assert_eq!(CivilDate::new(2028, 2, 1)?.end_of_month(), CivilDate::new(2028, 2, 29)?);
    /// # Ok::<(), hokensho_pki::Error>(())
    /// ```
    #[must_use]
    pub const fn end_of_month(self) -> Self {
        Self { day: days_in_month(self.year, self.month), ..self }
    }

    /// Days since 1970-01-01. Counts whole years from one that begins in March, so that the leap day comes last.
    const fn days(self) -> i64 {
        let month = widen(self.month);
        let (year, month) = if month > 2 { (self.year, month - 3) } else { (self.year - 1, month + 9) };
        let century = year.div_euclid(100);
        let leap_days = year.div_euclid(4) - century + century.div_euclid(4);
        let day_of_year = (153 * month + 2) / 5 + widen(self.day) - 1;
        year * 365 + leap_days + day_of_year - 719_468
    }

    /// The inverse of [`CivilDate::days`].
    const fn from_days(days: i64) -> Self {
        let days = days + 719_468;
        let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = narrow(day - (153 * month + 2) / 5 + 1);
        let (next, month) = if month < 10 { (0, month + 3) } else { (1, month - 9) };
        Self { year: era * 400 + year + next, month: narrow(month), day }
    }

    /// The first second of the day in Japan.
    pub(crate) const fn jst_start(self) -> Time {
        Time(self.days().saturating_mul(DAY_SECONDS).saturating_sub(JST_SECONDS))
    }

    /// The last second of the day in Japan.
    pub(crate) const fn jst_end(self) -> Time {
        self.jst_start().after(DAY_SECONDS - 1)
    }
}

impl fmt::Display for CivilDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

const fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

/// `i64::from` isn't const.
const fn widen(byte: u8) -> i64 {
    i64::from_be_bytes([0, 0, 0, 0, 0, 0, 0, byte])
}

/// `i64::from` isn't const.
const fn widen_year(year: u16) -> i64 {
    let [high, low] = year.to_be_bytes();
    i64::from_be_bytes([0, 0, 0, 0, 0, 0, high, low])
}

/// The low byte of a month or day, which are all of it.
const fn narrow(small: i64) -> u8 {
    let [.., low] = small.to_be_bytes();
    low
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use proptest::prelude::*;

    fn utc(year: u16, month: u8, day: u8) -> Time {
        Time::from_utc(year, month, day, 0, 0, 0).unwrap()
    }

    #[test]
    fn counts_from_1970() {
        assert_eq!(utc(1970, 1, 1).unix(), 0);
        assert_eq!(utc(2000, 3, 1).unix(), 951_868_800);
        assert_eq!(utc(1969, 12, 31).unix(), -86_400);
        assert_eq!(Time::from_utc(2030, 2, 17, 14, 59, 59).unwrap().unix(), 1_897_570_799);
    }

    #[test]
    fn knows_leap_years() {
        assert!(CivilDate::new(2000, 2, 29).is_ok());
        assert!(CivilDate::new(1900, 2, 29).is_err());
        assert!(CivilDate::new(2023, 2, 29).is_err());
    }

    #[test]
    fn refuses_what_no_clock_shows() {
        for (hour, minute, second) in [(24, 0, 0), (23, 60, 0), (23, 59, 60)] {
            assert!(matches!(
                Time::from_utc(2025, 1, 1, hour, minute, second),
                Err(Error::NoSuchTime { .. })
            ));
        }
        for (year, month, day) in
            [(0, 1, 1), (2025, 0, 1), (2025, 13, 1), (2025, 1, 0), (2025, 1, 32), (10_000, 1, 1)]
        {
            assert!(matches!(CivilDate::new(year, month, day), Err(Error::NoSuchDate { .. })));
        }
    }

    #[test]
    fn the_day_in_japan_begins_at_15_utc() {
        assert_eq!(Time::from_utc(2025, 3, 31, 14, 59, 59).unwrap().jst_date().to_string(), "2025-03-31");
        assert_eq!(Time::from_utc(2025, 3, 31, 15, 0, 0).unwrap().jst_date().to_string(), "2025-04-01");
    }

    #[test]
    fn extreme_times_are_written_without_overflow() {
        assert!(!Time::from_unix(i64::MAX).to_string().is_empty());
        assert!(!Time::from_unix(i64::MIN).jst_date().to_string().is_empty());
    }

    proptest! {
        #[test]
        fn days_survive_a_round_trip(days in -719_162_i64..2_932_897) {
            let date = CivilDate::from_days(days);
            prop_assert_eq!(date.days(), days);
            prop_assert!(CivilDate::new(u16::try_from(date.year).unwrap(), date.month, date.day).is_ok());
        }

        #[test]
        fn the_end_of_a_day_is_a_second_before_the_next(days in -700_000_i64..2_900_000) {
            let date = CivilDate::from_days(days);
            prop_assert_eq!(date.jst_end().after(1), CivilDate::from_days(days + 1).jst_start());
            prop_assert_eq!(date.jst_end().jst_date(), date);
        }
    }
}
