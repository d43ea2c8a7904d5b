//! When a certificate's time is over, as the window counts it.

use crate::validation::check_time;
use crate::{Certificate, CivilDate, Error, Role, Time};

/// How long before its end a certificate is called expiring, in months: cities accept a renewal
/// during the last three.
const EXPIRING_MONTHS: i16 = 3;

/// How long eligibility may still be asked with an expired certificate.
///
/// The Ministry of Health says: until three months after the end of the month of expiry
/// (有効期限が属する月の末日から3か月). Days are those of Japan.
///
/// ```
/// use hokensho_pki::{GraceRule, Time};
///
/// let expired = Time::from_utc(2025, 11, 10, 14, 59, 59)?;
/// let last = GraceRule::FromEndOfMonth { months: 3 }.last_second(expired);
/// assert_eq!(last.jst_date().to_string(), "2026-02-28");
/// assert_eq!(GraceRule::default().last_second(expired), last);
/// assert_eq!(GraceRule::FromDay { months: 3 }.last_second(expired).jst_date().to_string(), "2026-02-10");
/// # Ok::<(), hokensho_pki::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GraceRule {
    /// Until the end of the day with the same number, that many months later.
    FromDay {
        /// The number of months.
        months: u8,
    },
    /// Until the end of the month that many months later.
    FromEndOfMonth {
        /// The number of months.
        months: u8,
    },
    /// Not at all: an expired certificate is expired.
    None,
}

impl Default for GraceRule {
    fn default() -> Self {
        Self::FromEndOfMonth { months: 3 }
    }
}

impl GraceRule {
    /// The last second of the grace for a certificate whose validity ends at `not_after`; without a grace that itself.
    #[must_use]
    pub fn last_second(self, not_after: Time) -> Time {
        let day = not_after.jst_date();
        match self {
            Self::FromDay { months } => day.plus_months(months.into()),
            // The last day of a month plus whole months is a last day again, however long the months are.
            Self::FromEndOfMonth { months } => day.plus_months(months.into()).end_of_month(),
            Self::None => return not_after,
        }
        .jst_end()
    }
}

/// Where in its time a verified certificate is. After the grace it isn't verified any more.
///
/// ```
/// use hokensho_mock::Persona;
/// use hokensho_pki::{Certificate, Validity};
///
/// let adult = Persona::named("adult")?;
/// let leaf = Certificate::parse(adult.auth_certificate().ok_or("no certificate")?)?;
/// assert_eq!(Validity::at(&leaf, leaf.not_before())?, Validity::Valid);
/// assert_eq!(Validity::at(&leaf, leaf.not_after())?, Validity::Expiring);
/// assert!(Validity::at(&leaf, leaf.not_after().after(1)).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// It ends within three months.
    Expiring,
    /// It has ended, and the grace for eligibility runs.
    Grace,
    /// It is valid.
    Valid,
}

impl Validity {
    /// The validity of a leaf at a time, without grace.
    ///
    /// # Errors
    /// [`Error::NotYetValid`] before, [`Error::Expired`] after.
    pub fn at(leaf: &Certificate<'_>, now: Time) -> Result<Self, Error> {
        check_time(leaf, Role::Leaf, now)?;
        let renewable = renewable_from(leaf.not_after().jst_date()).jst_start();
        Ok(if now >= renewable { Self::Expiring } else { Self::Valid })
    }

    /// The validity of a leaf at a time, with grace.
    ///
    /// ```
    /// use hokensho_pki::{Certificate, GraceRule, Validity};
    ///
    /// # let adult = hokensho_mock::Persona::named("adult")?;
    /// # let leaf = Certificate::parse(adult.auth_certificate().ok_or("no certificate")?)?;
    /// let late = leaf.not_after().after(1);
    /// assert_eq!(Validity::with_grace_at(&leaf, late, GraceRule::default())?, Validity::Grace);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::NotYetValid`] before, [`Error::Expired`] after the grace.
    pub fn with_grace_at(leaf: &Certificate<'_>, now: Time, rule: GraceRule) -> Result<Self, Error> {
        match Self::at(leaf, now) {
            Err(Error::Expired { .. }) if now <= rule.last_second(leaf.not_after()) => Ok(Self::Grace),
            other => other,
        }
    }
}

fn renewable_from(expiry: CivilDate) -> CivilDate {
    expiry.plus_months(-EXPIRING_MONTHS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    fn last_day(rule: GraceRule, year: u16, month: u8, day: u8) -> alloc::string::String {
        rule.last_second(Time::from_utc(year, month, day, 14, 59, 59).unwrap()).jst_date().to_string()
    }

    #[test]
    fn grace_ends_with_the_third_month_after_that_of_expiry() {
        let rule = GraceRule::default();
        assert_eq!(last_day(rule, 2025, 2, 1), "2025-05-31");
        assert_eq!(last_day(rule, 2025, 2, 28), "2025-05-31");
        assert_eq!(last_day(rule, 2025, 11, 30), "2026-02-28");
        assert_eq!(last_day(rule, 2027, 11, 30), "2028-02-29");
        assert_eq!(last_day(rule, 2025, 12, 31), "2026-03-31");
    }

    #[test]
    fn grace_from_the_day_ends_on_the_same_day_of_the_month() {
        let rule = GraceRule::FromDay { months: 3 };
        assert_eq!(last_day(rule, 2025, 2, 17), "2025-05-17");
        assert_eq!(last_day(rule, 2025, 11, 30), "2026-02-28");
    }

    #[test]
    fn the_month_of_expiry_is_that_of_japan() {
        // 15:00 UTC on 30 June is 1 July in Japan.
        let july = Time::from_utc(2025, 6, 30, 15, 0, 0).unwrap();
        assert_eq!(GraceRule::default().last_second(july).jst_date().to_string(), "2025-10-31");
    }

    #[test]
    fn without_a_grace_the_last_second_stays_the_last() {
        let end = Time::from_utc(2025, 2, 17, 14, 59, 59).unwrap();
        assert_eq!(GraceRule::None.last_second(end), end);
    }

    #[test]
    fn extreme_times_have_a_grace_without_overflow() {
        for time in [i64::MIN, i64::MAX].map(Time::from_unix) {
            for rule in [GraceRule::FromDay { months: 255 }, GraceRule::FromEndOfMonth { months: 255 }] {
                assert!(rule.last_second(time) >= time);
            }
        }
    }

    #[test]
    fn grace_ends_with_the_last_second_of_the_day_in_japan() {
        let last = GraceRule::default().last_second(Time::from_utc(2025, 2, 17, 14, 59, 59).unwrap());
        assert_eq!(last, Time::from_utc(2025, 5, 31, 14, 59, 59).unwrap());
    }
}
