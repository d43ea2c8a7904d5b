use alloc::vec::Vec;
use hokensho_apdu::Zeroizing;

use super::{SecretRule, refuse};
use crate::Error;

/// The password of the sign certificate (署名用暗証番号): 6 to 16 capital letters and digits, at least one of each.
///
/// Lower-case letters are lifted: the card knows only capitals, and offices tell people so.
///
/// ```
/// use hokensho_card::SignPassword;
///
/// let password = SignPassword::new("mock1234")?;
/// assert_eq!(format!("{password:?}"), "SignPassword([redacted])");
/// # Ok::<(), hokensho_card::Error>(())
/// ```
pub struct SignPassword(Zeroizing<Vec<u8>>);

impl SignPassword {
    /// Takes the password as its holder types it.
    ///
    /// ```
    /// use hokensho_card::{Error, SecretRule, SignPassword};
    ///
    /// let error = SignPassword::new("abcdef").unwrap_err();
    /// assert!(matches!(error, Error::SecretFormat { rule: SecretRule::LetterAndDigit }));
    /// ```
    ///
    /// # Errors
    /// [`Error::SecretFormat`] with the rule it breaks.
    pub fn new(password: &str) -> Result<Self, Error> {
        if !password.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return refuse(SecretRule::LettersAndDigits);
        }
        if !(6..=16).contains(&password.len()) {
            return refuse(SecretRule::SixToSixteen);
        }
        let has = |kind: fn(&u8) -> bool| password.as_bytes().iter().any(kind);
        if !has(u8::is_ascii_alphabetic) || !has(u8::is_ascii_digit) {
            return refuse(SecretRule::LetterAndDigit);
        }
        Ok(Self(Zeroizing::new(password.as_bytes().to_ascii_uppercase())))
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(password: &str) -> SecretRule {
        match SignPassword::new(password) {
            Err(Error::SecretFormat { rule }) => rule,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn lifts_lower_case() {
        assert_eq!(SignPassword::new("abc123").unwrap().as_bytes(), b"ABC123");
    }

    #[test]
    fn has_6_to_16_characters() {
        assert!(SignPassword::new("ABCDE1").is_ok());
        assert!(SignPassword::new("ABCDEFGHIJKLMNO1").is_ok());
        assert_eq!(rule("ABCD1"), SecretRule::SixToSixteen);
        assert_eq!(rule("ABCDEFGHIJKLMNOP1"), SecretRule::SixToSixteen);
    }

    #[test]
    fn has_a_letter_and_a_digit() {
        assert_eq!(rule("ABCDEF"), SecretRule::LetterAndDigit);
        assert_eq!(rule("123456"), SecretRule::LetterAndDigit);
    }

    #[test]
    fn has_nothing_else() {
        for password in ["ABC 123", "ABC-123", "ＡＢＣ123", "ABC123é", "ABC123\n"] {
            assert_eq!(rule(password), SecretRule::LettersAndDigits);
        }
    }
}
