//! Whom to call: the public numbers with their hours and languages, as they were on a day.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::named::named;
use crate::{Certainty, Date, DateTime, Dated, PatientLanguage, Table};

named! {
    /// What a caller wants.
    ///
    /// ```
    /// use hokensho_eligibility::{Directory, Language, PatientLanguage, Topic};
    ///
    /// let directory = Directory::BUILT_IN;
    /// let call = directory.find(Topic::LossOrTheft, PatientLanguage::Ja, directory.as_of);
    /// assert_eq!(call.first().map(|it| it.telephone.as_ref()), Some("0120-95-0178"));
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
/// let directory = Directory::BUILT_IN;
/// let call = directory.find(Topic::LossOrTheft, PatientLanguage::Pt, directory.as_of)[0];
/// assert_eq!((call.telephone.as_ref(), call.hours), ("0120-0178-27", Hours::Always));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct Contact {
    /// The number, as it is printed.
    pub telephone: Cow<'static, str>,
    /// What it is for.
    pub topics: Cow<'static, [Topic]>,
    /// Which languages are spoken.
    pub languages: Cow<'static, [PatientLanguage]>,
    /// When somebody answers.
    pub hours: Hours,
}

/// The numbers to call: of two that fit, the first is to be called first.
///
/// ```
/// use hokensho_eligibility::{Certainty, Contact, Date, Dated, Directory, Hours, PatientLanguage, Topic};
///
/// let mine = Contact {
///     telephone: "000-0000-0000".into(),
///     topics: vec![Topic::Card].into(),
///     languages: vec![PatientLanguage::Ja].into(),
///     hours: Hours::OFFICE,
/// };
/// let (before, from) = (Date::new(2027, 3, 31)?, Date::new(2027, 4, 1)?);
/// let mut directory = Directory::BUILT_IN.clone();
/// directory.rows.to_mut().insert(0, Dated { from: Some(from), ..Dated::always(mine, Certainty::Official) });
/// let first = |on| directory.find(Topic::Card, PatientLanguage::Ja, on)[0].telephone.as_ref();
/// assert_eq!(first(from), "000-0000-0000");
/// assert_eq!(first(before), "0120-95-0178");
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
pub type Directory = Table<Contact>;

impl Table<Contact> {
    /// The public numbers, as municipalities and J-LIS publish them. The 050 numbers are for telephones that can't reach
    /// the free ones. From which day on each is in use isn't known.
    pub const BUILT_IN: &'static Self = &BUILT_IN;

    /// Whom to call about something, in a language, on a day; the first one first.
    #[must_use]
    pub fn find(&self, topic: Topic, language: PatientLanguage, on: Date) -> Vec<&Contact> {
        let fits = |it: &&Contact| it.topics.contains(&topic) && it.languages.contains(&language);
        self.on(on).map(|row| &row.fact).filter(fits).collect()
    }
}

static BUILT_IN: Directory = Directory {
    as_of: Date::known(2026, 11, 22),
    least: Certainty::Official,
    rows: {
        use Hours::Always;
        use Topic::{Card, LossOrTheft, SystemAndPortal};
        const OFFICE: Hours = Hours::OFFICE;
        static ROWS: [Dated<Contact>; 8] = [
            contact("0120-95-0178", &[LossOrTheft], JAPANESE, Always),
            contact("0120-95-0178", &[Card, SystemAndPortal], JAPANESE, OFFICE),
            contact("050-3818-1250", &[LossOrTheft], JAPANESE, Always),
            contact("050-3818-1250", &[Card], JAPANESE, OFFICE),
            contact("050-3816-9405", &[SystemAndPortal], JAPANESE, OFFICE),
            contact("0120-0178-27", &[LossOrTheft], FOREIGN, Always),
            contact("0120-0178-27", &[Card], FOREIGN, OFFICE),
            contact("0120-0178-26", &[SystemAndPortal], FOREIGN, OFFICE),
        ];
        Cow::Borrowed(&ROWS)
    },
};

static JAPANESE: &[PatientLanguage] = &[PatientLanguage::Ja];
static FOREIGN: &[PatientLanguage] = &[
    PatientLanguage::En,
    PatientLanguage::Zh,
    PatientLanguage::Ko,
    PatientLanguage::Es,
    PatientLanguage::Pt,
];

const fn contact(
    telephone: &'static str,
    topics: &'static [Topic],
    languages: &'static [PatientLanguage],
    hours: Hours,
) -> Dated<Contact> {
    let (telephone, topics) = (Cow::Borrowed(telephone), Cow::Borrowed(topics));
    let fact = Contact { telephone, topics, languages: Cow::Borrowed(languages), hours };
    Dated::always(fact, Certainty::Official)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_answers_about_everything_in_every_language() {
        for topic in Topic::ALL {
            for language in PatientLanguage::ALL {
                let found = BUILT_IN.find(*topic, *language, BUILT_IN.as_of);
                assert!(!found.is_empty(), "{topic:?} {language:?}");
            }
        }
    }

    #[test]
    fn a_lost_card_is_suspended_at_any_hour() {
        for language in PatientLanguage::ALL {
            let found = BUILT_IN.find(Topic::LossOrTheft, *language, BUILT_IN.as_of);
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
