use hokensho_apdu::Zeroizing;

use super::{SecretRule, digits};
use crate::Error;

macro_rules! pins {
    ($($(#[$doc:meta])* $pin:ident;)*) => {$(
        $(#[$doc])*
        pub struct $pin(Zeroizing<[u8; 4]>);

        impl $pin {
            /// Takes the PIN as its holder types it.
            ///
            /// # Errors
            /// [`Error::SecretFormat`] unless it is four ASCII digits.
            pub fn new(pin: &str) -> Result<Self, Error> {
                digits(pin, SecretRule::FourDigits).map(Self)
            }

            pub(super) fn as_bytes(&self) -> &[u8] {
                &*self.0
            }
        }
    )*};
}

pins! {
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
    AuthPin;

    /// The PIN of the resident register (住民基本台帳用暗証番号): four digits.
    ///
    /// Its holder knows one number; the card keeps it twice, in the common and in the juki application, each with its
    /// own count of tries.
    ///
    /// ```
    /// use hokensho_card::JukiPin;
    ///
    /// assert!(JukiPin::new("1234").is_ok());
    /// assert!(JukiPin::new("12345").is_err());
    /// ```
    JukiPin;

    /// The PIN of the text application (券面事項入力補助用暗証番号): four digits.
    ///
    /// ```
    /// use hokensho_card::TextPin;
    ///
    /// assert!(TextPin::new("0000").is_ok());
    /// assert!(TextPin::new("000").is_err());
    /// ```
    TextPin;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_everything_but_four_ascii_digits() {
        for pin in ["", "123", "12345", "12 4", "12a4", "１２３４", "١٢٣٤", "+123", "-123", "12\n4"] {
            assert!(AuthPin::new(pin).is_err());
            assert!(JukiPin::new(pin).is_err());
            assert!(TextPin::new(pin).is_err());
        }
    }
}
