//! What `serde` writes and reads of types that have a form of their own: dates in ISO 8601, codes as they are in the
//! messages, ids and names as texts, numbers through their checks. No message repeats the value that was wrong.

use alloc::borrow::Cow;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

use crate::{
    BranchNumber, Date, DateTime, Error, InstitutionCode, InsuredNumber, InsurerNumber, JapaneseDate,
    LawNumber, LocalInstitutionCode, Month, PartialDate, PayerNumber, Percent, Prefecture, RecipientNumber,
    Symbol,
};

/// Types that are written as a text and read back through the check that makes them.
macro_rules! texts {
    ($( $type:ident: $write:expr, $read:expr; )+) => { $(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let write: fn(&Self) -> String = $write;
                serializer.serialize_str(&write(self))
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let read: fn(&str) -> Result<Self, Error> = $read;
                read(&Cow::<str>::deserialize(deserializer)?).map_err(D::Error::custom)
            }
        }
    )+ };
}

texts! {
    Date: |it| format!("{it}"), date;
    DateTime: |it| format!("{}+09:00", format!("{it}").replacen(' ', "T", 1)), date_time;
    Month: |it| format!("{:04}-{:02}", it.year(), it.month()), |text| Month::from_digits(&parted(text, &[4])?);
    PartialDate: |it| format!("{it}"), PartialDate::from_iso;
    JapaneseDate: |it| format!("{it}"), JapaneseDate::parse;
    InsurerNumber: |it| it.as_str().into(), InsurerNumber::new;
    InstitutionCode: |it| it.as_str().into(), InstitutionCode::new;
    LocalInstitutionCode: |it| it.as_str().into(), LocalInstitutionCode::new;
    PayerNumber: |it| it.as_str().into(), PayerNumber::new;
    RecipientNumber: |it| it.expose().into(), RecipientNumber::new;
    Symbol: |it| it.expose().into(), Symbol::new;
    InsuredNumber: |it| it.expose().into(), InsuredNumber::new;
    BranchNumber: |it| it.expose().into(), BranchNumber::new;
}

/// Types that are written as a small number and read back through the check that makes them.
macro_rules! small_numbers {
    ($( $type:ident: $write:expr, $read:expr; )+) => { $(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let write: fn(Self) -> u8 = $write;
                serializer.serialize_u8(write(*self))
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let read: fn(u8) -> Result<Self, Error> = $read;
                read(u8::deserialize(deserializer)?).map_err(D::Error::custom)
            }
        }
    )+ };
}

small_numbers! {
    Percent: Percent::value, |value| Percent::from_digits(&format!("{value:03}"));
    LawNumber: LawNumber::number, LawNumber::new;
    Prefecture: Prefecture::number, Prefecture::new;
}

/// The text without its hyphens, which have to stand at `places`.
fn parted(text: &str, places: &[usize]) -> Result<String, Error> {
    let found = text.match_indices('-').map(|(place, _)| place);
    if found.eq(places.iter().copied()) {
        Ok(text.replace('-', ""))
    } else {
        Err(Error::DateMalformed { expected: 8 })
    }
}

/// `YYYY-MM-DD`.
fn date(text: &str) -> Result<Date, Error> {
    Date::from_digits(&parted(text, &[4, 7])?)
}

/// `YYYY-MM-DDTHH:MM:SS+09:00`: every time of these messages is Japan standard time.
fn date_time(text: &str) -> Result<DateTime, Error> {
    let malformed = Error::DateMalformed { expected: 14 };
    let (day, time) = text.strip_suffix("+09:00").and_then(|it| it.split_once('T')).ok_or(malformed)?;
    let colons = time.match_indices(':').map(|(place, _)| place);
    if !colons.eq([2, 5]) {
        return Err(malformed);
    }
    DateTime::from_digits(&format!("{}{}", date(day)?.to_digits(), time.replace(':', "")))
}

/// A value among `all` by its name.
pub(crate) fn by_name<'de, D: Deserializer<'de>, T: Copy>(
    deserializer: D,
    all: &[T],
    name: impl Fn(T) -> &'static str,
) -> Result<T, D::Error> {
    let text = Cow::<str>::deserialize(deserializer)?;
    let found = all.iter().copied().find(|it| name(*it) == text);
    found.ok_or_else(|| D::Error::custom("there is no value with this name"))
}

/// A map as a list of pairs, for keys that aren't texts.
pub(crate) mod pairs {
    use super::{BTreeMap, Deserialize, Deserializer, Serialize, Serializer, Vec};

    pub(crate) fn serialize<K: Serialize, V: Serialize, S: Serializer>(
        map: &BTreeMap<K, V>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(map)
    }

    pub(crate) fn deserialize<'de, K, V, D>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
    where
        K: Deserialize<'de> + Ord,
        V: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        Ok(Vec::<(K, V)>::deserialize(deserializer)?.into_iter().collect())
    }
}
