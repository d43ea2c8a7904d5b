use core::fmt;
use zeroize::Zeroize;

/// A day as the card writes it: eight digits of the Gregorian calendar, year, month and day.
///
/// Registers hold birthdays of which only the year, or the year and month, are known; a month or day of 00 is
/// taken for that (unverified on a real card).
///
/// ```
/// use hokensho_card::CardDate;
///
/// let birth = CardDate::parse(b"19800217").unwrap();
/// assert_eq!((birth.year(), birth.month(), birth.day()), (1980, Some(2), Some(17)));
/// assert_eq!(birth.to_string(), "1980-02-17");
/// assert_eq!(CardDate::parse(b"19800230"), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CardDate {
    year: u16,
    month: u8,
    day: u8,
}

/// Mostly a birth date, so `Debug` doesn't tell it; `Display` does.
impl fmt::Debug for CardDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CardDate(..)")
    }
}

impl CardDate {
    /// The date; none if there is no such day between the years 1800 and 9999.
    ///
    /// ```
    /// use hokensho_card::CardDate;
    ///
    /// assert!(CardDate::new(2000, 2, 29).is_some());
    /// assert!(CardDate::new(1900, 2, 29).is_none());
    /// ```
    #[must_use]
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let last = match month {
            0 => 0,
            2 if is_leap(year) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        // Nobody alive was born before 1800, and a year has four digits.
        if year < 1800 || year > 9999 || day > last {
            return None;
        }
        Some(Self { year, month, day })
    }

    /// Reads `YYYYMMDD`; none if it isn't a date.
    #[must_use]
    pub fn parse(digits: &[u8]) -> Option<Self> {
        let digits: &[u8; 8] = digits.try_into().ok()?;
        let [y1, y2, y3, y4, m1, m2, d1, d2] = *digits;
        let pair = |tens: u8, ones: u8| {
            (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| (tens - b'0') * 10 + (ones - b'0'))
        };
        let year = u16::from(pair(y1, y2)?) * 100 + u16::from(pair(y3, y4)?);
        Self::new(year, pair(m1, m2)?, pair(d1, d2)?)
    }

    /// The Gregorian year.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12, if known.
    #[must_use]
    pub const fn month(self) -> Option<u8> {
        if self.month == 0 { None } else { Some(self.month) }
    }

    /// The day of the month, if known.
    #[must_use]
    pub const fn day(self) -> Option<u8> {
        if self.day == 0 { None } else { Some(self.day) }
    }
}

const fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

impl fmt::Display for CardDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Zeroize for CardDate {
    fn zeroize(&mut self) {
        self.year.zeroize();
        self.month.zeroize();
        self.day.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use proptest::prelude::*;

    #[test]
    fn keeps_unknown_parts_of_a_birthday() {
        let date = CardDate::parse(b"19250000").unwrap();
        assert_eq!((date.month(), date.day()), (None, None));
    }

    #[test]
    fn refuses_a_day_without_its_month() {
        assert_eq!(CardDate::parse(b"19250017"), None);
    }

    #[test]
    fn refuses_what_is_no_day() {
        for digits in [
            &b"19801301"[..],
            b"19800431",
            b"19990229",
            b"1980021",
            b"198002170",
            b"1980O217",
            b"        ",
            b"",
        ] {
            assert_eq!(CardDate::parse(digits), None);
        }
    }

    proptest! {
        #[test]
        fn reads_what_it_writes(year in 1800u16..=9999, month in 0u8..=12, day in 0u8..=31) {
            if let Some(date) = CardDate::new(year, month, day) {
                let written = date.to_string().replace('-', "");
                prop_assert_eq!(CardDate::parse(written.as_bytes()), Some(date));
            }
        }

        #[test]
        fn never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..10)) {
            let _ = CardDate::parse(&bytes);
        }
    }
}
