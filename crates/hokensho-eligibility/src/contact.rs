//! Whom to call: the public numbers with their hours and languages, as they were on a day.

use alloc::vec::Vec;

use crate::named::named;
use crate::{Date, DateTime, PatientLanguage};

named! {
    /// What a caller wants.
    ///
    /// ```
    /// use hokensho_eligibility::{Directory, Language, PatientLanguage, Topic};
    ///
    /// let call = Directory::BUILT_IN.find(Topic::LossOrTheft, PatientLanguage::Ja);
    /// assert_eq!(call.first().map(|it| it.telephone), Some("0120-95-0178"));
    /// assert_eq!(Topic::LossOrTheft.text().text(Language::Ja), "カードの紛失・盗難による一時停止");
    /// ```
    Topic {
        /// The card and its certificates.
        Card = "card", TopicCard;
        /// The card was lost or stolen: it is suspended by telephone (一時停止).
        LossOrTheft = "loss_or_theft", TopicLossOrTheft;
        /// マイナンバー制度, and マイナポータル.
        SystemAndPortal = "system_and_portal", TopicSystemAndPortal;
    }
}

/// Which hours a day has. Holidays are for the caller to know.
///
/// ```
/// use hokensho_eligibility::{DateTime, DayKind, Hours};
///
/// let evening = DateTime::from_digits("20261122190000")?;
/// assert!(Hours::OFFICE.is_open(evening, DayKind::Weekday));
/// assert!(!Hours::OFFICE.is_open(evening, DayKind::WeekendOrHoliday));
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum DayKind {
    /// 平日: Monday to Friday, unless a holiday.
    Weekday,
    /// 土日祝.
    WeekendOrHoliday,
    /// 年末年始: 29 December to 3 January.
    YearEnd,
}

/// From when until when somebody answers, in minutes after midnight; the last one doesn't belong to it.
///
/// ```
/// use hokensho_eligibility::Opening;
///
/// assert_eq!(Opening::clock(9, 30, 20, 0), Opening { from: 570, until: 1200 });
/// assert_eq!(Opening::clock(9, 30, 20, 0).to_string(), "9:30–20:00");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Opening {
    /// The first minute.
    pub from: u16,
    /// The first minute after.
    pub until: u16,
}

impl Opening {
    /// From an hour and minute until another.
    #[must_use]
    pub const fn clock(from_hour: u16, from_minute: u16, until_hour: u16, until_minute: u16) -> Self {
        Self { from: from_hour * 60 + from_minute, until: until_hour * 60 + until_minute }
    }
}

impl core::fmt::Display for Opening {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let Self { from, until } = self;
        write!(f, "{}:{:02}–{}:{:02}", from / 60, from % 60, until / 60, until % 60)
    }
}

/// When somebody answers.
///
/// ```
/// use hokensho_eligibility::{DateTime, DayKind, Hours};
///
/// let night = DateTime::from_digits("20270101030000")?;
/// assert!(Hours::Always.is_open(night, DayKind::YearEnd));
/// assert!(!Hours::OFFICE.is_open(night, DayKind::YearEnd));
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Hours {
    /// Around the clock, every day of the year.
    Always,
    /// Every day but 年末年始.
    Daily {
        /// On weekdays.
        weekday: Opening,
        /// On weekends and holidays.
        weekend: Opening,
    },
}

impl Hours {
    /// The hours of the public numbers, as municipalities publish them.
    pub const OFFICE: Self =
        Self::Daily { weekday: Opening::clock(9, 30, 20, 0), weekend: Opening::clock(9, 30, 17, 30) };

    /// Whether somebody answers at `at`, on a day of that kind.
    #[must_use]
    pub fn is_open(self, at: DateTime, day: DayKind) -> bool {
        let opening = match (self, day) {
            (Self::Always, _) => return true,
            (Self::Daily { .. }, DayKind::YearEnd) => return false,
            (Self::Daily { weekday, .. }, DayKind::Weekday) => weekday,
            (Self::Daily { weekend, .. }, DayKind::WeekendOrHoliday) => weekend,
        };
        (opening.from..opening.until).contains(&at.minute_of_day())
    }
}

/// A number to call.
///
/// ```
/// use hokensho_eligibility::{Directory, Hours, PatientLanguage, Topic};
///
/// let call = Directory::BUILT_IN.find(Topic::LossOrTheft, PatientLanguage::Pt)[0];
/// assert_eq!((call.telephone, call.hours), ("0120-0178-27", Hours::Always));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Contact<'a> {
    /// The number, as it is printed.
    pub telephone: &'a str,
    /// What it is for.
    pub topics: &'a [Topic],
    /// Which languages are spoken.
    pub languages: &'a [PatientLanguage],
    /// When somebody answers.
    pub hours: Hours,
}

/// The numbers as they were on a day. They change: whoever knows newer ones uses those.
///
/// ```
/// use hokensho_eligibility::{Contact, Date, Directory, Hours, PatientLanguage, Topic};
///
/// let mine = [Contact {
///     telephone: "000-0000-0000",
///     topics: &[Topic::Card],
///     languages: &[PatientLanguage::Ja],
///     hours: Hours::OFFICE,
/// }];
/// let directory = Directory { as_of: Date::new(2027, 4, 1)?, contacts: &mine };
/// assert_eq!(directory.find(Topic::Card, PatientLanguage::Ja).len(), 1);
/// assert!(directory.find(Topic::Card, PatientLanguage::Ko).is_empty());
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Directory<'a> {
    /// The day on which they were read.
    pub as_of: Date,
    /// The numbers: of two that fit, the first is to be called first.
    pub contacts: &'a [Contact<'a>],
}

impl Directory<'static> {
    /// The public numbers, as municipalities and J-LIS publish them. The 050 numbers are for telephones that can't reach
    /// the free ones.
    pub const BUILT_IN: Self = Self { as_of: Date::known(2026, 11, 22), contacts: BUILT_IN };
}

impl<'a> Directory<'a> {
    /// Whom to call about something, in a language; the first one first.
    #[must_use]
    pub fn find(&self, topic: Topic, language: PatientLanguage) -> Vec<&'a Contact<'a>> {
        let fits = |it: &&Contact<'_>| it.topics.contains(&topic) && it.languages.contains(&language);
        self.contacts.iter().filter(fits).collect()
    }
}

const JAPANESE: &[PatientLanguage] = &[PatientLanguage::Ja];
const FOREIGN: &[PatientLanguage] = &[
    PatientLanguage::En,
    PatientLanguage::Zh,
    PatientLanguage::Ko,
    PatientLanguage::Es,
    PatientLanguage::Pt,
];

const BUILT_IN: &[Contact<'static>] = &[
    Contact {
        telephone: "0120-95-0178",
        topics: &[Topic::LossOrTheft],
        languages: JAPANESE,
        hours: Hours::Always,
    },
    Contact {
        telephone: "0120-95-0178",
        topics: &[Topic::Card, Topic::SystemAndPortal],
        languages: JAPANESE,
        hours: Hours::OFFICE,
    },
    Contact {
        telephone: "050-3818-1250",
        topics: &[Topic::LossOrTheft],
        languages: JAPANESE,
        hours: Hours::Always,
    },
    Contact { telephone: "050-3818-1250", topics: &[Topic::Card], languages: JAPANESE, hours: Hours::OFFICE },
    Contact {
        telephone: "050-3816-9405",
        topics: &[Topic::SystemAndPortal],
        languages: JAPANESE,
        hours: Hours::OFFICE,
    },
    Contact {
        telephone: "0120-0178-27",
        topics: &[Topic::LossOrTheft],
        languages: FOREIGN,
        hours: Hours::Always,
    },
    Contact { telephone: "0120-0178-27", topics: &[Topic::Card], languages: FOREIGN, hours: Hours::OFFICE },
    Contact {
        telephone: "0120-0178-26",
        topics: &[Topic::SystemAndPortal],
        languages: FOREIGN,
        hours: Hours::OFFICE,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_answers_about_everything_in_every_language() {
        for topic in Topic::ALL {
            for language in PatientLanguage::ALL {
                let found = Directory::BUILT_IN.find(*topic, *language);
                assert!(!found.is_empty(), "{topic:?} {language:?}");
            }
        }
    }

    #[test]
    fn a_lost_card_is_suspended_at_any_hour() {
        for language in PatientLanguage::ALL {
            let found = Directory::BUILT_IN.find(Topic::LossOrTheft, *language);
            assert!(found.iter().all(|it| it.hours == Hours::Always), "{language:?}");
        }
    }

    #[test]
    fn hours_hold_their_first_minute_and_not_their_last() {
        let open = |time: &str, day| {
            let at = DateTime::from_digits(&alloc::format!("20261124{time}")).unwrap();
            Hours::OFFICE.is_open(at, day)
        };
        for (time, weekday, weekend) in [
            ("092959", false, false),
            ("093000", true, true),
            ("172959", true, true),
            ("173000", true, false),
            ("195959", true, false),
            ("200000", false, false),
        ] {
            assert_eq!(open(time, DayKind::Weekday), weekday, "{time}");
            assert_eq!(open(time, DayKind::WeekendOrHoliday), weekend, "{time}");
            assert!(!open(time, DayKind::YearEnd), "{time}");
        }
    }
}
