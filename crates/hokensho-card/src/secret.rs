//! PINs, passwords and codes that can't be built wrong: a card would charge a try for each mistake.
//!
//! All are wiped when dropped; none can be copied, printed or compared.

mod code_b;
mod password;
mod pin;

pub use code_b::{BirthCalendar, CodeB};
pub use password::SignPassword;
pub use pin::{AuthPin, TextPin};

/// A rule that a PIN, password or code must keep.
///
/// ```
/// use hokensho_card::{AuthPin, Error, SecretRule};
///
/// let error = AuthPin::new("12345").unwrap_err();
/// assert!(matches!(error, Error::SecretFormat { rule: SecretRule::FourDigits }));
/// assert_eq!(error.to_string(), "a PIN is four digits, 0 to 9");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum SecretRule {
    /// Digits 1 to 6 of code B are a year, a month and a day.
    #[error("code B starts with a birth date: two digits of the year, month, day")]
    BirthDate,
    /// Code B on a card of the Japanese calendar needs a birthday within its eras.
    #[error("the birth date is before the Japanese eras in use")]
    BirthEra,
    /// Digits 7 to 10 of code B are the year in which the card expires.
    #[error("code B has the year of expiry, four digits from 2016 on, after the birth date")]
    ExpiryYear,
    /// A PIN.
    #[error("a PIN is four digits, 0 to 9")]
    FourDigits,
    /// Code B as a whole.
    #[error("code B is fourteen digits, 0 to 9")]
    FourteenDigits,
    /// A sign password's characters.
    #[error("a sign password has only the letters A to Z and the digits 0 to 9")]
    LettersAndDigits,
    /// A sign password's variety.
    #[error("a sign password has at least one letter and one digit")]
    LetterAndDigit,
    /// The code printed beside the photo.
    #[error("a security code is four digits, 0 to 9")]
    SecurityCode,
    /// A sign password's length.
    #[error("a sign password has 6 to 16 characters")]
    SixToSixteen,
}
