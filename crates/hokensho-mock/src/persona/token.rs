//! What the persona holds in the hand: a card, or a phone that acts as one.

use serde::Deserialize;
use std::borrow::Cow;
use std::fmt;

use super::{Date, Holder};

/// What the persona holds in the hand.
///
/// ```
/// use hokensho_mock::{Persona, TokenKind};
///
/// assert_eq!(Persona::named("adult")?.kind(), TokenKind::Card);
/// assert_eq!(Persona::named("iphone")?.kind(), TokenKind::Iphone);
/// # Ok::<(), hokensho_mock::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenKind {
    /// A My Number Card.
    Card,
    /// An Android phone (スマホ用電子証明書): its user is verified by a PIN that the reader passes on.
    Android,
    /// An iPhone: it verifies its user by itself, before the tap.
    Iphone,
}

/// The kind of token, and what only that kind has.
#[derive(Clone)]
pub(crate) enum Token {
    Card(Box<Face>),
    Android,
    Iphone { user: OnDevice },
}

/// Whether an iPhone has checked its owner before the tap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OnDevice {
    Verified,
    NotVerified,
}

impl Token {
    pub(crate) const fn kind(&self) -> TokenKind {
        match self {
            Self::Card(_) => TokenKind::Card,
            Self::Android => TokenKind::Android,
            Self::Iphone { .. } => TokenKind::Iphone,
        }
    }

    /// The label in the token information file (JPKI EF 0006), by which readers tell tokens apart.
    pub(crate) const fn label(&self) -> &'static str {
        match self {
            Self::Card(_) => "JPKIAPICCTOKEN2",
            Self::Android => "JPKIAPGPSETOKEN",
            Self::Iphone { .. } => "JPKIAPIOSTOKEN",
        }
    }
}

/// What is printed on a card, and the images of it in the chip.
#[derive(Clone)]
pub(crate) struct Face {
    pub(crate) expiry: Date,
    pub(crate) birth_code: String,
    pub(crate) code_b: String,
    pub(crate) my_number: String,
    /// JPEG 2000; cards issued to infants have none.
    pub(crate) photo: Option<Cow<'static, [u8]>>,
    pub(crate) name_image: Cow<'static, [u8]>,
    pub(crate) address_image: Cow<'static, [u8]>,
    pub(crate) security_code_image: Cow<'static, [u8]>,
    pub(crate) my_number_image: Cow<'static, [u8]>,
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Face").finish_non_exhaustive()
    }
}

/// How the year of birth stands in the birth code and code B.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum CodeYear {
    /// Year of the Japanese era, as printed on citizens' cards: 昭和55 is `55`.
    #[default]
    Era,
    /// The last two digits of the common era's year, as printed on foreign residents' cards. Whether code B
    /// follows is documented nowhere.
    Western,
}

/// The birth code: `YYMMDD`.
pub(super) fn birth_code(holder: &Holder, year: CodeYear) -> String {
    let birth = holder.birth();
    let year = match year {
        CodeYear::Era => birth.era_year(),
        CodeYear::Western => birth.year() % 100,
    };
    format!("{year:02}{:02}{:02}", birth.month(), birth.day())
}

/// Code B (照合番号B), 14 digits: birth code, year of expiry, security code (lengths from a slide of the ministry,
/// 2015-09-10; the era year reported from real cards).
pub(super) fn code_b(birth_code: &str, expiry: Date, security_code: &str) -> String {
    format!("{birth_code}{:04}{security_code}", expiry.year())
}

/// Whether twelve digits are a My Number with the right check digit (総務省令 第85号, 2014, article 5).
pub(super) fn is_real_my_number(digits: &[u8; 12]) -> bool {
    let [base @ .., check] = digits;
    // Weights 2 to 7, then 2 to 6, from the digit before the check digit to the left.
    let weights = (2..=7).chain(2..=6);
    let sum: u32 =
        base.iter().rev().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let expected = match sum % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    };
    u32::from(check - b'0') == expected
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_a_right_check_digit() {
        assert!(is_real_my_number(b"123456789018"));
        for last in b"012345679" {
            let mut digits = *b"123456789018";
            digits[11] = *last;
            assert!(!is_real_my_number(&digits), "{}", char::from(*last));
        }
    }

    #[test]
    fn code_b_is_birth_expiry_and_security_code() {
        // The example reported with the format: 昭和55-02-17, 2035, 2285.
        let expiry = Date::new(2035, 2, 17).unwrap();
        assert_eq!(code_b("550217", expiry, "2285"), "55021720352285");
    }
}
