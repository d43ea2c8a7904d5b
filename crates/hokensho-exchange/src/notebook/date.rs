use std::fmt;

use hokensho_eligibility::{Date, JapaneseDate};

/// A date as a notebook writes it: `YYYYMMDD`, or a letter for the era and `YYMMDD`. It is written back as it came.
///
/// `Debug` shows nothing of it: it may be a birth date.
///
/// ```
/// use hokensho_eligibility::Date;
/// use hokensho_exchange::NotebookDate;
///
/// let day = Date::new(2026, 11, 22)?;
/// assert_eq!(NotebookDate::western(day).to_string(), "20261122");
/// let japanese = NotebookDate::japanese(day).ok_or("before 1873")?;
/// assert_eq!((japanese.to_string().as_str(), japanese.day()), ("R081122", day));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct NotebookDate {
    day: Date,
    /// How it was written, if with an era: the era may have ended before the day.
    written: Option<JapaneseDate>,
}

impl NotebookDate {
    /// A day, to be written in the Western calendar.
    #[must_use]
    pub const fn western(day: Date) -> Self {
        Self { day, written: None }
    }

    /// A day, to be written with its era; none before 1873.
    #[must_use]
    pub fn japanese(day: Date) -> Option<Self> {
        JapaneseDate::of(day).map(|written| Self { day, written: Some(written) })
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        if let Ok(day) = Date::from_digits(text) {
            return Some(Self::western(day));
        }
        let written = JapaneseDate::parse(text).ok().filter(|written| written.to_letter() == text)?;
        Some(Self { day: written.day().ok()?.tolerant(), written: Some(written) })
    }

    /// The day.
    #[must_use]
    pub const fn day(self) -> Date {
        self.day
    }
}

impl fmt::Display for NotebookDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.written {
            Some(written) => f.write_str(&written.to_letter()),
            None => f.write_str(&self.day.to_digits()),
        }
    }
}

impl fmt::Debug for NotebookDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NotebookDate")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn both_forms_are_read_and_written_back_as_they_came() {
        for (text, day) in [
            ("20200410", "2020-04-10"),
            ("R020410", "2020-04-10"),
            ("S330303", "1958-03-03"),
            // Printed before the era changed.
            ("H310501", "2019-05-01"),
        ] {
            let date = NotebookDate::read(text).unwrap();
            assert_eq!((date.day().to_string().as_str(), date.to_string().as_str()), (day, text));
        }
    }

    #[test]
    fn refuses_what_is_no_day_or_another_form() {
        for text in ["", "20200230", "R020230", "X020410", "R2.4.10", "5020410", "200410", "R9912", "H010107"]
        {
            assert!(NotebookDate::read(text).is_none(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_day_is_read_as_it_was_written(year in 1873_i16..2100, month in 1_u8..=12, day in 1_u8..=28) {
            let day = Date::new(year, month, day).unwrap();
            for date in [Some(NotebookDate::western(day)), NotebookDate::japanese(day)].into_iter().flatten() {
                let read = NotebookDate::read(&date.to_string());
                prop_assert_eq!(read, Some(date));
                prop_assert_eq!(read.map(NotebookDate::day), Some(day));
            }
        }

        #[test]
        fn no_text_panics(text in "[0-9MTSHR.元年-]{0,10}") {
            let _ = NotebookDate::read(&text);
        }
    }
}
