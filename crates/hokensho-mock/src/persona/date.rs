//! Civil dates as the card writes them.

use std::fmt;

/// The first day of the Meiji era in the Gregorian calendar; nobody with a card was born before it.
const FIRST: Date = Date { year: 1868, month: 1, day: 25 };

/// Eras of Japan: the first day of each, newest first (the days on which the new era's name took effect).
const ERAS: [Date; 5] = [
    Date { year: 2019, month: 5, day: 1 },   // 令和
    Date { year: 1989, month: 1, day: 8 },   // 平成
    Date { year: 1926, month: 12, day: 25 }, // 昭和
    Date { year: 1912, month: 7, day: 30 },  // 大正
    FIRST,                                   // 明治
];

/// A day of the Gregorian calendar, from 1868-01-25 to 9999-12-31.
///
/// ```
/// use hokensho_mock::Date;
///
/// let birth = Date::new(1980, 2, 17).unwrap();
/// assert_eq!(birth.to_string(), "1980-02-17");
/// assert_eq!(birth.compact(), "19800217");
/// assert_eq!(birth.era_year(), 55); // 昭和55
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// A date, if the calendar has it.
    ///
    /// ```
    /// assert!(hokensho_mock::Date::new(2025, 2, 29).is_none());
    /// ```
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            1..=12 => 31,
            _ => return None,
        };
        let date = Self { year, month, day };
        (1..=days).contains(&day).then_some(date).filter(|date| *date >= FIRST && year <= 9999)
    }

    /// Year of the common era.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// Month, 1 to 12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// Day of the month.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }

    /// The year within the Japanese era of this day; the first is 1.
    #[must_use]
    pub fn era_year(self) -> u16 {
        let first = ERAS.into_iter().find(|first| *first <= self).unwrap_or(FIRST);
        self.year - first.year + 1
    }

    /// Midnight UTC at the start of this day, in seconds since 1970.
    pub(crate) fn midnight(self) -> i64 {
        // Years from 1 March, so that the leap day comes last; 1970-01-01 is day 719,468 after 0000-03-01.
        let (year, month) = (i64::from(self.year), i64::from(self.month));
        let (year, from_march) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let days = 365 * year + year / 4 - year / 100 + year / 400;
        let days = days + (153 * from_march + 2) / 5 + i64::from(self.day) - 1 - 719_468;
        days * 86_400
    }

    /// `YYYYMMDD`, as the card's records hold dates.
    #[must_use]
    pub fn compact(self) -> String {
        format!("{:04}{:02}{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_era_begins_on_its_first_day() {
        let year = |y, m, d| Date::new(y, m, d).unwrap().era_year();
        assert_eq!(year(1989, 1, 7), 64); // 昭和64
        assert_eq!(year(1989, 1, 8), 1); // 平成元
        assert_eq!(year(2019, 4, 30), 31);
        assert_eq!(year(2019, 5, 1), 1);
        assert_eq!(year(1926, 12, 24), 15);
        assert_eq!(year(1926, 12, 25), 1);
        assert_eq!(year(1912, 7, 29), 45);
        assert_eq!(year(1912, 7, 30), 1);
    }

    #[test]
    fn days_are_counted_from_1970() {
        let start = |y, m, d| Date::new(y, m, d).unwrap().midnight();
        assert_eq!(start(1970, 1, 1), 0);
        assert_eq!(start(2024, 4, 1), 1_711_929_600);
        assert_eq!(start(2000, 3, 1) - start(2000, 2, 28), 2 * 86_400);
        assert_eq!(start(2100, 3, 1) - start(2100, 2, 28), 86_400);
    }

    #[test]
    fn refuses_days_that_the_calendar_lacks() {
        for (y, m, d) in
            [(2100, 2, 29), (2026, 0, 1), (2026, 13, 1), (2026, 4, 31), (2026, 1, 0), (1868, 1, 24)]
        {
            assert!(Date::new(y, m, d).is_none(), "{y}-{m}-{d}");
        }
        assert!(Date::new(2000, 2, 29).is_some());
    }
}
