//! Checks of single fields.

use crate::persona::Date;
use crate::{Error, FieldFault};

/// Bytes of a name and an address. JPKI writes addresses of up to 200 characters; three bytes each.
const MAX_TEXT: usize = 600;

/// What this kind of token must have.
pub(super) fn required<T>(field: &'static str, value: Option<T>) -> Result<T, Error> {
    value.ok_or(Error::PersonaField { field, fault: FieldFault::Missing })
}

/// What this kind of token can't have.
pub(super) fn refuse<T>(field: &'static str, value: Option<T>) -> Result<(), Error> {
    value.map_or(Ok(()), |_| Err(Error::PersonaField { field, fault: FieldFault::Foreign }))
}

/// Some text, and not more than fits.
pub(super) fn bounded(field: &'static str, text: String) -> Result<String, Error> {
    match text.len() {
        0 => Err(Error::PersonaField { field, fault: FieldFault::Missing }),
        1..=MAX_TEXT => Ok(text),
        bytes => Err(Error::PersonaField { field, fault: FieldFault::Length { bytes, max: MAX_TEXT } }),
    }
}

pub(super) fn digits(field: &'static str, text: String, expected: usize) -> Result<String, Error> {
    if text.len() == expected && text.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(text)
    } else {
        Err(Error::PersonaField { field, fault: FieldFault::Digits { expected } })
    }
}

/// 6 to 16 upper-case letters and digits, at least one of each (as municipalities tell holders).
pub(super) fn password(text: String) -> Result<String, Error> {
    let letters = text.bytes().filter(u8::is_ascii_uppercase).count();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if (6..=16).contains(&text.len()) && letters + digits == text.len() && letters > 0 && digits > 0 {
        Ok(text)
    } else {
        Err(Error::PersonaField { field: "secrets.sign_password", fault: FieldFault::Password })
    }
}

pub(super) fn date(field: &'static str, date: toml::value::Date) -> Result<Date, Error> {
    let fault = FieldFault::Date;
    Date::new(date.year, date.month, date.day).ok_or(Error::PersonaField { field, fault })
}
