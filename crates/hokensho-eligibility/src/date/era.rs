//! The five eras (元号) of the civil calendar.

use super::Date;
use crate::Language;

/// One line for each era: a new one is one line more, and an end for the line before.
macro_rules! eras {
    ($(
        $era:ident = $code:literal, $letter:literal, $ja:literal, $en:literal,
            $first:expr, $last:expr, year 1 = $year_one:literal;
    )+) => {
        /// An era (元号). A day is of one era alone: 昭和64年 ends on 7 January 1989, 平成元年 begins on the 8th.
        ///
        /// ```
        /// use hokensho_eligibility::{Date, Era, Language};
        ///
        /// let day = Date::new(2019, 5, 1)?;
        /// assert_eq!(Era::of(day), Some(Era::Reiwa));
        /// assert_eq!(Era::Reiwa.first_day(), day);
        /// assert_eq!(Era::Reiwa.name(Language::Ja), "令和");
        /// # Ok::<(), hokensho_eligibility::Error>(())
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
        pub enum Era { $( #[doc = $ja] $era, )+ }

        impl Era {
            /// All of them, the oldest first.
            pub const ALL: &[Self] = &[$( Self::$era ),+];

            /// The digit of receipts and prescription symbols, 1 to 5.
            ///
            /// ```
            /// assert_eq!(hokensho_eligibility::Era::Showa.code(), 3);
            /// ```
            #[must_use]
            pub const fn code(self) -> u8 {
                match self { $( Self::$era => $code, )+ }
            }

            /// The letter of the medicine notebook and of forms.
            ///
            /// ```
            /// assert_eq!(hokensho_eligibility::Era::Heisei.letter(), 'H');
            /// ```
            #[must_use]
            pub const fn letter(self) -> char {
                match self { $( Self::$era => $letter, )+ }
            }

            /// The name.
            #[must_use]
            pub const fn name(self, language: Language) -> &'static str {
                match (self, language) {
                    $( (Self::$era, Language::Ja) => $ja, (Self::$era, Language::En) => $en, )+
                }
            }

            /// The first day. Meiji begins here with its sixth year: before 1873 the months followed the moon, and no day
            /// of theirs has the same number in today's calendar.
            #[must_use]
            pub const fn first_day(self) -> Date {
                match self { $( Self::$era => $first, )+ }
            }

            /// The last day; none while the era lasts.
            ///
            /// ```
            /// use hokensho_eligibility::{Date, Era};
            ///
            /// assert_eq!(Era::Showa.last_day(), Some(Date::new(1989, 1, 7)?));
            /// assert_eq!(Era::Reiwa.last_day(), None);
            /// # Ok::<(), hokensho_eligibility::Error>(())
            /// ```
            #[must_use]
            pub const fn last_day(self) -> Option<Date> {
                match self { $( Self::$era => $last, )+ }
            }

            /// The Western year in which the era's first year (元年) lies.
            pub(super) const fn year_one(self) -> i16 {
                match self { $( Self::$era => $year_one, )+ }
            }
        }
    };
}

eras! {
    Meiji = 1, 'M', "明治", "Meiji", Date::known(1873, 1, 1), Some(Date::known(1912, 7, 29)), year 1 = 1868;
    Taisho = 2, 'T', "大正", "Taisho", Date::known(1912, 7, 30), Some(Date::known(1926, 12, 24)), year 1 = 1912;
    Showa = 3, 'S', "昭和", "Showa", Date::known(1926, 12, 25), Some(Date::known(1989, 1, 7)), year 1 = 1926;
    Heisei = 4, 'H', "平成", "Heisei", Date::known(1989, 1, 8), Some(Date::known(2019, 4, 30)), year 1 = 1989;
    Reiwa = 5, 'R', "令和", "Reiwa", Date::known(2019, 5, 1), None, year 1 = 2019;
}

impl Era {
    /// The era of a day; none before 1873.
    #[must_use]
    pub fn of(day: Date) -> Option<Self> {
        Self::ALL.iter().rev().copied().find(|era| era.first_day() <= day)
    }
}
