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
    /// A birth code, and the first six digits of code B.
    #[error("a birth date is two digits each of the year, the month and the day")]
    BirthDate,
    /// A birthday in the Japanese calendar is within its eras.
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
    /// A birth code as a whole.
    #[error("a birth code is six digits, 0 to 9")]
    SixDigits,
    /// A sign password's length.
    #[error("a sign password has 6 to 16 characters")]
    SixToSixteen,
}
