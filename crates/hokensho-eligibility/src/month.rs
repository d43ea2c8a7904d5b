//! Months of care (診療年月): ceilings, tables and notices go by them.

use alloc::format;
use alloc::string::String;
use core::fmt;

use crate::{Date, Error};

/// A month of the Western calendar.
///
/// ```
/// use hokensho_eligibility::{Date, Month};
///
/// let month = Month::new(2026, 8)?;
/// assert_eq!(month, Month::from(Date::new(2026, 8, 31)?));
/// assert_eq!(month.to_string(), "2026-08");
/// assert!(Month::new(2026, 13).is_err());
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    month: u8,
}

impl Month {
    /// A month from year and month.
    ///
    /// # Errors
    /// [`Error::DateImpossible`] if there is no such month.
    pub fn new(year: i16, month: u8) -> Result<Self, Error> {
        // A month is one whose first day exists.
        Date::new(year, month, 1).map(Self::from)
    }

    /// Reads `YYYYMM`.
    ///
    /// ```
    /// use hokensho_eligibility::{Error, Month};
    ///
    /// assert_eq!(Month::from_digits("202608")?, Month::new(2026, 8)?);
    /// assert_eq!(Month::from_digits("2026-08"), Err(Error::DateMalformed { expected: 6 }));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::DateMalformed`] unless it is six digits, [`Error::DateImpossible`] if there is no such month.
    pub fn from_digits(text: &str) -> Result<Self, Error> {
        match Date::from_digits(&format!("{text}01")) {
            Ok(first) => Ok(first.into()),
            Err(Error::DateMalformed { .. }) => Err(Error::DateMalformed { expected: 6 }),
            Err(other) => Err(other),
        }
    }

    /// Writes `YYYYMM`.
    ///
    /// ```
    /// assert_eq!(hokensho_eligibility::Month::new(2026, 8)?.to_digits(), "202608");
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn to_digits(self) -> String {
        format!("{:04}{:02}", self.year, self.month)
    }

    /// A month that a table of this crate names.
    pub(crate) const fn known(year: i16, month: u8) -> Self {
        Self { year, month }
    }

    /// Western year.
    #[must_use]
    pub const fn year(self) -> i16 {
        self.year
    }

    /// Month, 1 to 12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }
}

impl From<Date> for Month {
    fn from(day: Date) -> Self {
        Self { year: day.year(), month: day.month() }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl fmt::Debug for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Month({self})")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn refuses_months_that_do_not_exist() {
        for text in ["202600", "202613"] {
            assert_eq!(Month::from_digits(text), Err(Error::DateImpossible), "{text}");
        }
    }

    #[test]
    fn refuses_anything_but_six_digits() {
        for text in ["", "20261", "2026011", "2026-1", "２０２６０１"] {
            assert_eq!(Month::from_digits(text), Err(Error::DateMalformed { expected: 6 }), "{text}");
        }
    }
    proptest! {
        #[test]
        fn digits_round_trip(year in 0_i16..=9999, month in 1_u8..=12) {
            let month = Month::new(year, month).unwrap();
            prop_assert_eq!(Month::from_digits(&month.to_digits()), Ok(month));
        }
    }
}
