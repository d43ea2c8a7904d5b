use core::fmt;

use crate::CivilDate;

/// 生年月日, `EYYYYMMDD`: the era, then year, month and day of the Gregorian calendar. `Debug` doesn't show it.
///
/// A part that isn't known is written with zeros (reported by readers of real cards; unverified), and is `None` here.
///
/// ```
/// use hokensho_pki::{BirthDate, CivilDate, Era};
///
/// let whole = BirthDate::parse("319800217").ok_or("no date")?;
/// assert_eq!(whole.era(), Era::Showa);
/// assert_eq!(whole.date(), Some(CivilDate::new(1980, 2, 17)?));
///
/// let month_only = BirthDate::parse("319450300").ok_or("no date")?;
/// assert_eq!((month_only.year(), month_only.month(), month_only.day()), (Some(1945), Some(3), None));
/// assert_eq!(month_only.date(), None, "no day is made up");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct BirthDate {
    era: Era,
    year: u16,
    month: u8,
    day: u8,
}

impl BirthDate {
    /// Reads nine digits; `None` if they aren't that, or are a day that no year has.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (era, date) = text.as_bytes().split_first_chunk::<1>()?;
        let (year, date) = date.split_first_chunk::<4>()?;
        let (month, day) = date.split_first_chunk::<2>()?;
        let day = <&[u8; 2]>::try_from(day).ok()?;
        let era = Era::of(u8::try_from(number(era)?).ok()?);
        let [month, day] = [number(month)?, number(day)?].map(u8::try_from);
        let birth = Self { era, year: number(year)?, month: month.ok()?, day: day.ok()? };
        // The longest month of a leap year stands for what isn't known, so that no day is refused that may exist.
        let (year, month) = (birth.year().unwrap_or(2000), birth.month().unwrap_or(1));
        CivilDate::new(year, month, birth.day().unwrap_or(1)).is_ok().then_some(birth)
    }

    /// The era, which the year doesn't count in.
    #[must_use]
    pub const fn era(self) -> Era {
        self.era
    }

    /// The year of the Gregorian calendar.
    #[must_use]
    pub fn year(self) -> Option<u16> {
        Some(self.year).filter(|year| *year != 0)
    }

    /// The month, from 1.
    #[must_use]
    pub fn month(self) -> Option<u8> {
        Some(self.month).filter(|month| *month != 0)
    }

    /// The day of the month, from 1.
    #[must_use]
    pub fn day(self) -> Option<u8> {
        Some(self.day).filter(|day| *day != 0)
    }

    /// The day, if all of it is known.
    #[must_use]
    pub fn date(self) -> Option<CivilDate> {
        CivilDate::new(self.year, self.month, self.day).ok()
    }
}

fn number(digits: &[u8]) -> Option<u16> {
    digits.iter().try_fold(0_u16, |sum, digit| match digit {
        b'0'..=b'9' => Some(sum * 10 + u16::from(digit - b'0')),
        _ => None,
    })
}

impl fmt::Debug for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BirthDate(..)")
    }
}

/// 元号, by the first digit of a certified birth date.
///
/// ```
/// use hokensho_pki::{BirthDate, Era};
///
/// let foreign = BirthDate::parse("019900101").ok_or("no date")?;
/// assert_eq!(foreign.era(), Era::Unknown);
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Era {
    /// 平成: 4.
    Heisei,
    /// 明治: 1.
    Meiji,
    /// A digit without a meaning yet.
    Other(u8),
    /// 令和: 5.
    Reiwa,
    /// 昭和: 3.
    Showa,
    /// 大正: 2.
    Taisho,
    /// Not stated: 0.
    Unknown,
}

impl Era {
    const fn of(digit: u8) -> Self {
        match digit {
            0 => Self::Unknown,
            1 => Self::Meiji,
            2 => Self::Taisho,
            3 => Self::Showa,
            4 => Self::Heisei,
            5 => Self::Reiwa,
            other => Self::Other(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn refuses_what_is_not_nine_digits() {
        for text in ["", "3", "31980021", "3198002170", "3198O0217", "３19800217", "-19800217", " 19800217"]
        {
            assert!(BirthDate::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn refuses_days_that_no_year_has() {
        for text in ["319801301", "319800230", "319810229", "319800431", "000000230", "000001300"] {
            assert!(BirthDate::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn any_part_may_be_unknown() {
        let parts = |text| BirthDate::parse(text).map(|it| (it.year(), it.month(), it.day()));
        assert_eq!(parts("000000000"), Some((None, None, None)));
        assert_eq!(parts("319450000"), Some((Some(1945), None, None)));
        assert_eq!(parts("319450031"), Some((Some(1945), None, Some(31))));
        assert_eq!(parts("000000229"), Some((None, Some(2), Some(29))));
        assert_eq!(parts("000001200"), Some((None, Some(12), None)));
    }

    #[test]
    fn a_later_era_is_kept() {
        assert_eq!(BirthDate::parse("620600101").map(BirthDate::era), Some(Era::Other(6)));
    }

    proptest! {
        #[test]
        fn every_digit_is_read_in_its_place(era in 0_u8..10, year in 1_u16..10_000, month in 1_u8..13, day in 1_u8..29) {
            let birth = BirthDate::parse(&alloc::format!("{era}{year:04}{month:02}{day:02}")).unwrap();
            prop_assert_eq!(birth.date(), CivilDate::new(year, month, day).ok());
            prop_assert_eq!(birth.era(), Era::of(era));
        }

        #[test]
        fn any_text_is_read_without_panic(text in ".{0,12}") {
            let _ = BirthDate::parse(&text);
        }
    }
}
