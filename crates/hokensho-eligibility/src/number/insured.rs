//! 記号, 番号, 枝番: who is insured, inside one insurer.

use alloc::format;
use alloc::string::{String, ToString};

use super::is_digits;
use crate::name::width;
use crate::{Error, Personal};

/// A text of 1 to `most` characters, none of them a control character.
pub(super) fn bounded(text: &str, kind: &'static str, most: usize) -> Result<Personal<String>, Error> {
    let length = text.chars().count();
    if (1..=most).contains(&length) && !text.chars().any(char::is_control) {
        Ok(text.to_string().into())
    } else {
        Err(Error::TextMalformed { kind, most })
    }
}

macro_rules! insured {
    ($( $(#[$meta:meta])* $name:ident = $kind:literal; )+) => { $(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Personal<String>);

        impl $name {
            /// The most characters that requests carry.
            pub const MAX_CHARACTERS: usize = 20;

            /// Reads 1 to 20 characters, none of them a control character; kept as written.
            ///
            /// # Errors
            /// [`Error::TextMalformed`] for anything else.
            pub fn new(text: &str) -> Result<Self, Error> {
                bounded(text, $kind, Self::MAX_CHARACTERS).map(Self)
            }

            /// As written.
            #[must_use]
            pub fn expose(&self) -> &str {
                self.0.expose()
            }

            /// Whether `other` is the same, however wide its letters, digits and hyphens are written.
            #[must_use]
            pub fn is_same_as(&self, other: &str) -> bool {
                width(self.expose()) == width(other)
            }
        }
    )+ };
}

insured! {
    /// 記号 of an insured person: letters, digits, kana or kanji of either width; 後期高齢者 have none. `Debug` hides it.
    ///
    /// ```
    /// use hokensho_eligibility::Symbol;
    ///
    /// let symbol = Symbol::new("１２－３４")?;
    /// assert!(symbol.is_same_as("12-34"));
    /// assert_eq!(symbol.expose(), "１２－３４");
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    Symbol = "a symbol (記号)";

    /// 番号 of an insured person. `Debug` hides it.
    ///
    /// ```
    /// use hokensho_eligibility::InsuredNumber;
    ///
    /// assert!(InsuredNumber::new("４２６０")?.is_same_as("4260"));
    /// assert!(!InsuredNumber::new("04260")?.is_same_as("4260"));
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    InsuredNumber = "a number (番号)";
}

/// 枝番: two digits that tell the persons of one symbol and number apart; 後期高齢者 have none. `Debug` hides it.
///
/// ```
/// use hokensho_eligibility::BranchNumber;
///
/// assert_eq!(BranchNumber::new("1")?.expose(), "01");
/// assert_eq!(BranchNumber::new("０２")?.expose(), "02");
/// assert!(BranchNumber::new("123").is_err());
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BranchNumber(Personal<String>);

impl BranchNumber {
    /// Reads one or two digits of either width; one is padded with a zero.
    ///
    /// # Errors
    /// [`Error::NumberMalformed`] for anything else.
    pub fn new(text: &str) -> Result<Self, Error> {
        let digits = width(text);
        if matches!(digits.len(), 1 | 2) && is_digits(&digits) {
            Ok(Self(format!("{digits:0>2}").into()))
        } else {
            Err(Error::NumberMalformed { kind: "a branch number (枝番)", expected: "2" })
        }
    }

    /// The two digits.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}
