//! Dates of the Japanese calendar (和暦), as forms and receipts carry them.

use alloc::format;
use alloc::string::String;
use core::fmt;

use super::{Date, Era};
use crate::{Error, Language};

/// For how many years after an era's end dates in it are tolerated. Papers printed before the change was announced
/// carry such dates, and few are valid for more than ten years; 平成99年, which some systems write for "without end",
/// is none of them.
const TOLERATED_YEARS: i16 = 10;

/// A date of the Japanese calendar as it was written: era, year of the era, month, day.
///
/// ```
/// use hokensho_eligibility::{Date, Era, JapaneseDate};
///
/// let written = JapaneseDate::parse("令和元年５月１日")?;
/// assert_eq!(written.strict()?, Date::new(2019, 5, 1)?);
/// assert_eq!(JapaneseDate::of(Date::new(2026, 11, 22)?).unwrap().to_string(), "令和8年11月22日");
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct JapaneseDate {
    era: Era,
    year: u8,
    month: u8,
    day: u8,
}

/// The day that a [`JapaneseDate`] names. What names none is an error.
///
/// ```
/// use hokensho_eligibility::{Date, EraDay, JapaneseDate};
///
/// // Reiwa began on that day, but papers printed before say Heisei.
/// assert_eq!(JapaneseDate::parse("H31.5.1")?.day()?, EraDay::AfterEra(Date::new(2019, 5, 1)?));
/// assert!(JapaneseDate::parse("H31.5.1")?.strict().is_err());
/// assert!(JapaneseDate::parse("H1.1.7")?.day().is_err());
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum EraDay {
    /// The day lies in the era.
    InEra(Date),
    /// The era had ended before the day, by at most ten years: common in real data, and what was meant is clear.
    AfterEra(Date),
}

impl EraDay {
    /// The day, whichever it is: for whoever tolerates dates after the end of an era.
    ///
    /// ```
    /// use hokensho_eligibility::{Date, JapaneseDate};
    ///
    /// assert_eq!(JapaneseDate::parse("S64.1.8")?.day()?.tolerant(), Date::new(1989, 1, 8)?);
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub const fn tolerant(self) -> Date {
        match self {
            Self::InEra(day) | Self::AfterEra(day) => day,
        }
    }
}

impl JapaneseDate {
    /// A day in the Japanese calendar; none before 1873.
    ///
    /// ```
    /// use hokensho_eligibility::{Date, JapaneseDate};
    ///
    /// assert_eq!(JapaneseDate::of(Date::new(1989, 1, 7)?).unwrap().to_letter(), "S640107");
    /// assert_eq!(JapaneseDate::of(Date::new(1872, 12, 31)?), None);
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn of(day: Date) -> Option<Self> {
        let era = Era::of(day)?;
        let year = u8::try_from(day.year() - era.year_one() + 1).ok()?;
        Some(Self { era, year, month: day.month(), day: day.day() })
    }

    /// Reads `GYYMMDD` with a digit 1 to 5 (receipts, prescription symbols) or a letter (the medicine notebook),
    /// `H31.4.30` with `.`, `/` or `-`, and `令和8年11月22日`, also with 元年. Full-width digits and letters and spaces
    /// are read like half-width ones. Whether there is such a day is [`day`](Self::day)'s to say.
    ///
    /// ```
    /// use hokensho_eligibility::JapaneseDate;
    ///
    /// let spellings = ["4310430", "H310430", "h31.4.30", "Ｈ31/04/30", "平成 31年 4月 30日"];
    /// for text in spellings {
    ///     assert_eq!(JapaneseDate::parse(text)?.to_code(), "4310430");
    /// }
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::JapaneseDateMalformed`] for anything else.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let malformed = Error::JapaneseDateMalformed;
        let half: String = text.chars().map(half_width).filter(|it| !it.is_whitespace()).collect();
        let (era, rest) = Self::split_era(&half).ok_or(malformed)?;
        let [year, month, day] = separated(rest).or_else(|| six_digits(rest)).ok_or(malformed)?;
        let year = if year == "元" { "1" } else { year };
        Ok(Self { era, year: number(year)?, month: number(month)?, day: number(day)? })
    }

    fn split_era(text: &str) -> Option<(Era, &str)> {
        Era::ALL.iter().find_map(|era| {
            let rest = text.strip_prefix(era.name(Language::Ja)).or_else(|| {
                let mut chars = text.chars();
                let first = chars.next()?;
                let is_era = first.to_digit(10) == Some(era.code().into())
                    || first.eq_ignore_ascii_case(&era.letter());
                is_era.then_some(chars.as_str())
            });
            rest.map(|rest| (*era, rest))
        })
    }

    /// The era as written.
    ///
    /// ```
    /// use hokensho_eligibility::{Era, JapaneseDate};
    ///
    /// assert_eq!(JapaneseDate::parse("3550217")?.era(), Era::Showa);
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub const fn era(self) -> Era {
        self.era
    }

    /// The day meant.
    ///
    /// # Errors
    /// [`Error::DateImpossible`] if there is no such day, [`Error::DateOutsideEra`] if it lies before the era, or more
    /// than ten years after its end.
    pub fn day(self) -> Result<EraDay, Error> {
        if self.year == 0 {
            return Err(Error::DateImpossible);
        }
        let day = Date::new(self.era.year_one() + i16::from(self.year) - 1, self.month, self.day)?;
        let last = self.era.last_day();
        match last {
            _ if day < self.era.first_day() => Err(Error::DateOutsideEra { era: self.era }),
            Some(last) if day.year() > last.year() + TOLERATED_YEARS => {
                Err(Error::DateOutsideEra { era: self.era })
            }
            Some(last) if day > last => Ok(EraDay::AfterEra(day)),
            _ => Ok(EraDay::InEra(day)),
        }
    }

    /// The day meant, if the era was in force on it.
    ///
    /// # Errors
    /// [`Error::DateImpossible`] if there is no such day, [`Error::DateOutsideEra`] if it isn't of that era.
    pub fn strict(self) -> Result<Date, Error> {
        match self.day()? {
            EraDay::InEra(day) => Ok(day),
            EraDay::AfterEra(_) => Err(Error::DateOutsideEra { era: self.era }),
        }
    }

    /// `GYYMMDD` with a digit for the era, as receipts and prescription symbols write it.
    #[must_use]
    pub fn to_code(self) -> String {
        format!("{}{:02}{:02}{:02}", self.era.code(), self.year, self.month, self.day)
    }

    /// `GYYMMDD` with a letter for the era, as the medicine notebook writes it.
    #[must_use]
    pub fn to_letter(self) -> String {
        format!("{}{:02}{:02}{:02}", self.era.letter(), self.year, self.month, self.day)
    }
}

/// 令和8年11月22日; the first year is 元年.
impl fmt::Display for JapaneseDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.era.name(Language::Ja))?;
        match self.year {
            1 => f.write_str("元")?,
            year => write!(f, "{year}")?,
        }
        write!(f, "年{}月{}日", self.month, self.day)
    }
}

impl fmt::Debug for JapaneseDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JapaneseDate({self})")
    }
}

/// Full-width ASCII as half-width.
fn half_width(it: char) -> char {
    match it {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(it) - 0xfee0).unwrap_or(it),
        other => other,
    }
}

/// Year, month and day, each before its sign or parted by one.
fn separated(text: &str) -> Option<[&str; 3]> {
    let signs = [["年", "月", "日"], [".", ".", ""], ["/", "/", ""], ["-", "-", ""]];
    signs.into_iter().find_map(|[after_year, after_month, after_day]| {
        let (year, rest) = text.split_once(after_year)?;
        let (month, rest) = rest.split_once(after_month)?;
        Some([year, month, rest.strip_suffix(after_day)?])
    })
}

fn six_digits(text: &str) -> Option<[&str; 3]> {
    (text.len() == 6).then_some([text.get(..2)?, text.get(2..4)?, text.get(4..)?])
}

/// One or two digits.
fn number(text: &str) -> Result<u8, Error> {
    let digits = matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits).ok_or(Error::JapaneseDateMalformed)
}

#[cfg(test)]
mod tests;
