//! Values of TOML files as values of the domain. What can't be one is an error that says its line.

use hokensho_eligibility::{Date, DateTime, InsurerNumber, Month, Percent};
use hokensho_oqs::{Encoding, Yen};
use serde::de::{Deserialize, Deserializer, Error};
use toml::value::{Datetime, Offset};

/// A value of the domain as a TOML file holds it.
#[derive(Clone, Debug)]
pub(crate) struct Value<T>(pub(crate) T);

macro_rules! read_from_text {
    ($( $type:ty: $read:expr; )+) => { $(
        impl<'de> Deserialize<'de> for Value<$type> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                $read(&text).map(Self).map_err(D::Error::custom)
            }
        }
    )+ };
}

read_from_text! {
    InsurerNumber: InsurerNumber::new;
    Percent: Percent::from_digits;
    Month: Month::from_digits;
    Yen: Yen::from_digits;
    Encoding: |text| Encoding::from_label(text).ok_or("neither UTF-8 nor Shift_JIS");
}

/// A local date of TOML.
impl<'de> Deserialize<'de> for Value<Date> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Datetime { date: Some(date), time: None, offset: None } = Datetime::deserialize(deserializer)?
        else {
            return Err(D::Error::custom("not a date"));
        };
        day(date).map(Self).map_err(D::Error::custom)
    }
}

/// A date and time of TOML; without an offset it is Japan standard time.
impl<'de> Deserialize<'de> for Value<DateTime> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Datetime { date: Some(date), time: Some(time), offset } = Datetime::deserialize(deserializer)?
        else {
            return Err(D::Error::custom("not a date and time"));
        };
        let date = day(date).map_err(D::Error::custom)?;
        let local = DateTime::new(date, time.hour, time.minute, time.second.unwrap_or(0));
        let local = local.map_err(D::Error::custom)?;
        let ahead = match offset {
            None => JAPAN,
            Some(Offset::Z) => 0,
            Some(Offset::Custom { minutes }) => minutes,
        };
        // `local` read the digits as Japan standard time.
        let seconds = local.to_unix() + i64::from(JAPAN - ahead) * 60;
        DateTime::from_unix(seconds).map(Self).ok_or_else(|| D::Error::custom("not a date and time"))
    }
}

/// Minutes that Japan is ahead of UTC.
const JAPAN: i16 = 9 * 60;

fn day(date: toml::value::Date) -> Result<Date, &'static str> {
    let year = i16::try_from(date.year).map_err(|_| "not a year")?;
    Date::new(year, date.month, date.day).map_err(|_| "not a day of the calendar")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    struct At {
        at: Value<DateTime>,
    }

    fn at(text: &str) -> Result<String, toml::de::Error> {
        Ok(toml::from_str::<At>(&format!("at = {text}"))?.at.0.to_digits())
    }

    #[test]
    fn moments_become_japan_standard_time() {
        assert_eq!(at("2026-11-20T09:30:00+09:00").unwrap(), "20261120093000");
        assert_eq!(at("2026-11-20T00:30:00Z").unwrap(), "20261120093000");
        assert_eq!(at("2026-11-20T09:30:00").unwrap(), "20261120093000");
        assert_eq!(at("2026-11-19T20:30:00-04:00").unwrap(), "20261120093000");
    }

    #[test]
    fn refuses_what_is_no_moment() {
        for text in ["2026-11-20", "09:30:00", "\"2026-11-20T09:30:00Z\"", "20261120"] {
            assert!(at(text).is_err(), "{text}");
        }
    }
}
