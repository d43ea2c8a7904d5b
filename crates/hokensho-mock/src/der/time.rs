//! UTCTime and GeneralizedTime as certificates write them (RFC 5280, 4.1.2.5), from seconds since 1970.

use super::Node;

/// The time in the form that RFC 5280, 4.1.2.5 prescribes: UTCTime through 2049, GeneralizedTime from 2050.
///
/// ```
/// use hokensho_mock::der;
///
/// assert_eq!(der::time(2_514_725_999), der::utc_time(2_514_725_999));
/// assert_eq!(der::time(2_600_000_000), der::generalized_time(2_600_000_000));
/// ```
#[must_use]
pub fn time(unix_seconds: i64) -> Node {
    match Civil::from(unix_seconds).year {
        1950..2050 => utc_time(unix_seconds),
        _ => generalized_time(unix_seconds),
    }
}

/// UTCTime `YYMMDDHHMMSSZ`; a year outside 1950 to 2049 loses its century.
///
/// ```
/// assert_eq!(hokensho_mock::der::utc_time(0).body(), b"700101000000Z");
/// ```
#[must_use]
pub fn utc_time(unix_seconds: i64) -> Node {
    let Civil { year, month, day, hour, minute, second } = unix_seconds.into();
    let year = year.rem_euclid(100);
    Node::new(0x17, format!("{year:02}{month:02}{day:02}{hour:02}{minute:02}{second:02}Z"))
}

/// GeneralizedTime `YYYYMMDDHHMMSSZ`.
///
/// ```
/// assert_eq!(hokensho_mock::der::generalized_time(0).body(), b"19700101000000Z");
/// ```
#[must_use]
pub fn generalized_time(unix_seconds: i64) -> Node {
    let Civil { year, month, day, hour, minute, second } = unix_seconds.into();
    Node::new(0x18, format!("{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}Z"))
}

/// A time of the Gregorian calendar, UTC.
struct Civil {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
}

impl From<i64> for Civil {
    /// Counts years from 1 March, so that the leap day comes last and months have a regular pattern (153 days in five);
    /// eras of 400 years have 146,097 days each, and 1970-01-01 is day 719,468 after 0000-03-01.
    fn from(unix_seconds: i64) -> Self {
        let days = unix_seconds.div_euclid(86_400) + 719_468;
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * day_of_year + 2) / 153;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let seconds = unix_seconds.rem_euclid(86_400);
        Self {
            year: era * 400 + year_of_era + i64::from(month <= 2),
            month,
            day: day_of_year - (153 * from_march + 2) / 5 + 1,
            hour: seconds / 3_600,
            minute: seconds / 60 % 60,
            second: seconds % 60,
        }
    }
}
