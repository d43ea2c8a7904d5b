use hokensho_apdu::Zeroizing;

use super::birth::{birth_digits, check_birth};
use super::{SecretRule, digits};
use crate::{BirthCalendar, CardDate, Error};

/// The code that opens the age record: the holder's birthday, `YYMMDD` with the year of the era (reported by
/// `myna-card`, whose test card took 550217 for 昭和55年2月17日).
///
/// ```
/// use hokensho_card::BirthCode;
///
/// assert!(BirthCode::new("550217").is_ok());
/// assert!(BirthCode::new("551317").is_err()); // no thirteenth month
/// # Ok::<(), hokensho_card::Error>(())
/// ```
pub struct BirthCode(Zeroizing<[u8; 6]>);

impl BirthCode {
    /// Takes the six digits.
    ///
    /// ```
    /// use hokensho_card::{BirthCode, Error, SecretRule};
    ///
    /// assert!(BirthCode::new("640107").is_ok());
    /// let error = BirthCode::new("19890107").unwrap_err();
    /// assert!(matches!(error, Error::SecretFormat { rule: SecretRule::SixDigits }));
    /// ```
    ///
    /// # Errors
    /// [`Error::SecretFormat`] with the rule they break.
    pub fn new(code: &str) -> Result<Self, Error> {
        let code = digits(code, SecretRule::SixDigits)?;
        check_birth(&code)?;
        Ok(Self(code))
    }

    /// The code of whoever was born on that day.
    ///
    /// ```
    /// use hokensho_card::{BirthCalendar, BirthCode, CardDate};
    ///
    /// let code = BirthCode::from_birth(CardDate::new(1980, 2, 17).unwrap(), BirthCalendar::Japanese)?; // 550217
    /// assert_eq!(format!("{code:?}"), "BirthCode([redacted])");
    /// # Ok::<(), hokensho_card::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::SecretFormat`] for a birthday before the first era.
    pub fn from_birth(birth: CardDate, calendar: BirthCalendar) -> Result<Self, Error> {
        birth_digits(birth, calendar).map(Self)
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &*self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn is_six_ascii_digits() {
        for code in ["", "55021", "5502170", "55021x", "５５０２"] {
            let error = BirthCode::new(code).unwrap_err();
            assert!(matches!(error, Error::SecretFormat { rule: SecretRule::SixDigits }));
        }
    }

    #[test]
    fn is_a_birthday() {
        let error = BirthCode::new("550231").unwrap_err();
        assert!(matches!(error, Error::SecretFormat { rule: SecretRule::BirthDate }));
    }

    proptest! {
        #[test]
        fn what_a_birthday_gives_is_a_code(year in 1869u16..2030, month in 0u8..=12, day in 0u8..=31) {
            if let Some(birth) = CardDate::new(year, month, day) {
                for calendar in [BirthCalendar::Japanese, BirthCalendar::Western] {
                    let built = BirthCode::from_birth(birth, calendar).unwrap();
                    let typed = BirthCode::new(core::str::from_utf8(built.as_bytes()).unwrap()).unwrap();
                    prop_assert_eq!(typed.as_bytes(), built.as_bytes());
                }
            }
        }
    }
}
