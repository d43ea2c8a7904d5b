use core::fmt;
use hokensho_apdu::Zeroizing;

use super::SecretRule;
use crate::Error;

/// The PIN of the auth certificate (利用者証明用暗証番号): four digits.
///
/// ```
/// use hokensho_card::AuthPin;
///
/// let pin = AuthPin::new("1234")?;
/// assert_eq!(format!("{pin:?}"), "AuthPin([redacted])");
/// assert!(AuthPin::new("１２３４").is_err()); // full-width digits
/// # Ok::<(), hokensho_card::Error>(())
/// ```
pub struct AuthPin(Zeroizing<[u8; 4]>);

impl AuthPin {
    /// Takes the PIN as its holder types it.
    ///
    /// # Errors
    /// [`Error::SecretFormat`] unless it is four ASCII digits.
    pub fn new(pin: &str) -> Result<Self, Error> {
        four_digits(pin).map(Self)
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &*self.0
    }
}

impl fmt::Debug for AuthPin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AuthPin([redacted])")
    }
}

/// The PIN of the text application (券面事項入力補助用暗証番号): four digits.
///
/// ```
/// use hokensho_card::TextPin;
///
/// assert!(TextPin::new("0000").is_ok());
/// assert!(TextPin::new("000").is_err());
/// ```
pub struct TextPin(Zeroizing<[u8; 4]>);

impl TextPin {
    /// Takes the PIN as its holder types it.
    ///
    /// # Errors
    /// [`Error::SecretFormat`] unless it is four ASCII digits.
    pub fn new(pin: &str) -> Result<Self, Error> {
        four_digits(pin).map(Self)
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &*self.0
    }
}

impl fmt::Debug for TextPin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TextPin([redacted])")
    }
}

fn four_digits(pin: &str) -> Result<Zeroizing<[u8; 4]>, Error> {
    match <[u8; 4]>::try_from(pin.as_bytes()) {
        Ok(digits) if digits.iter().all(u8::is_ascii_digit) => Ok(Zeroizing::new(digits)),
        _ => Err(Error::SecretFormat { rule: SecretRule::FourDigits }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_everything_but_four_ascii_digits() {
        for pin in ["", "123", "12345", "12 4", "12a4", "１２３４", "١٢٣٤", "+123", "-123", "12\n4"] {
            assert!(AuthPin::new(pin).is_err());
            assert!(TextPin::new(pin).is_err());
        }
    }
}
