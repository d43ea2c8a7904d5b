//! 公費負担者番号 and 受給者番号: who pays public expense, and for whom.

use alloc::format;
use alloc::string::{String, ToString};

use super::{digits, is_digits};
use crate::{CheckDigit, Error, InsurerNumber, LawNumber, Personal, Prefecture};

/// The number of who pays public expense (公費負担者番号): 法別番号 2, 都道府県 2, 実施機関 3, 検証 1.
///
/// ```
/// use hokensho_eligibility::{CheckDigit, PayerNumber};
///
/// let payer = PayerNumber::new("54016027")?;
/// assert_eq!(payer.law().map(|law| law.number()), Some(54));
/// assert_eq!(payer.prefecture().map(|it| it.en()), Some("Hokkaido"));
/// assert_eq!(payer.check_digit(), CheckDigit::Fits);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PayerNumber(String);

digits!(PayerNumber);

const KIND: &str = "a payer number (公費負担者番号)";
const RECIPIENT: &str = "a recipient number (受給者番号)";

impl PayerNumber {
    /// Reads eight digits.
    ///
    /// # Errors
    /// [`Error::NumberMalformed`] for anything else. A wrong check digit is no error.
    pub fn new(text: &str) -> Result<Self, Error> {
        if text.len() == 8 && is_digits(text) {
            Ok(Self(text.to_string()))
        } else {
            Err(Error::NumberMalformed { kind: KIND, expected: "8" })
        }
    }

    /// Reads a number that somebody types, and that is to be sent: it has to be right.
    ///
    /// ```
    /// use hokensho_eligibility::{Error, PayerNumber};
    ///
    /// assert!(PayerNumber::checked("54136015").is_ok());
    /// assert!(matches!(PayerNumber::checked("54136016"), Err(Error::CheckDigitWrong { .. })));
    /// ```
    ///
    /// # Errors
    /// As [`PayerNumber::new`], and [`Error::CheckDigitWrong`].
    pub fn checked(text: &str) -> Result<Self, Error> {
        let number = Self::new(text)?;
        number.check_digit().require(KIND)?;
        Ok(number)
    }

    /// Builds a number, with the check digit that it asks for.
    ///
    /// ```
    /// use hokensho_eligibility::{LawNumber, PayerNumber, Prefecture};
    ///
    /// assert_eq!(PayerNumber::build(LawNumber::new(54)?, Prefecture::new(13)?, 601)?.as_str(), "54136015");
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::NumberMalformed`] if `office` (実施機関番号) has more than three digits.
    pub fn build(law: LawNumber, prefecture: Prefecture, office: u16) -> Result<Self, Error> {
        // The same structure as an insurer's with a law.
        InsurerNumber::build(Some(law), prefecture, office).map(|number| Self(number.as_str().to_string()))
    }

    /// Whether the last digit fits.
    #[must_use]
    pub fn check_digit(&self) -> CheckDigit {
        CheckDigit::of(&self.0)
    }

    /// 法別番号; none for 00.
    #[must_use]
    pub fn law(&self) -> Option<LawNumber> {
        LawNumber::from_digits(self.0.get(..2)?)
    }

    /// The prefecture; none if there is none with those digits.
    #[must_use]
    pub fn prefecture(&self) -> Option<Prefecture> {
        Prefecture::from_digits(self.0.get(2..4)?)
    }
}

/// In the messages of medical aid 公費負担者番号 stands in the place of the insurer's number.
impl TryFrom<&InsurerNumber> for PayerNumber {
    type Error = Error;

    fn try_from(number: &InsurerNumber) -> Result<Self, Error> {
        Self::new(number.as_str())
    }
}

/// The number of a person with the payer (受給者番号): seven digits with a check digit under national laws; local
/// subsidies have other forms, up to 30 characters. `Debug` hides it.
///
/// ```
/// use hokensho_eligibility::{CheckDigit, RecipientNumber};
///
/// let national = RecipientNumber::build(123_456)?;
/// assert_eq!(national.expose(), "1234566");
/// assert_eq!(national.check_digit(), Some(CheckDigit::Fits));
/// let local = RecipientNumber::new("障-12-000345")?;
/// assert_eq!(local.check_digit(), None);
/// assert_eq!(format!("{local:?}"), "RecipientNumber([personal])");
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecipientNumber(Personal<String>);

impl RecipientNumber {
    /// The most characters that a local subsidy's number has.
    pub const MAX_CHARACTERS: usize = 30;

    /// Reads 1 to 30 characters, none of them a control character.
    ///
    /// # Errors
    /// [`Error::TextMalformed`] for anything else.
    pub fn new(text: &str) -> Result<Self, Error> {
        super::insured::bounded(text, RECIPIENT, Self::MAX_CHARACTERS).map(Self)
    }

    /// Reads a number that somebody types, and that is to be sent: if it has a check digit, that has to be right.
    ///
    /// ```
    /// use hokensho_eligibility::{Error, RecipientNumber};
    ///
    /// assert!(RecipientNumber::checked("1234566").is_ok());
    /// assert!(matches!(RecipientNumber::checked("1234567"), Err(Error::CheckDigitWrong { .. })));
    /// assert!(RecipientNumber::checked("障-12-000345").is_ok());
    /// ```
    ///
    /// # Errors
    /// As [`RecipientNumber::new`], and [`Error::CheckDigitWrong`].
    pub fn checked(text: &str) -> Result<Self, Error> {
        let number = Self::new(text)?;
        number.check_digit().map_or(Ok(()), |digit| digit.require(RECIPIENT))?;
        Ok(number)
    }

    /// Builds seven digits from six, with the check digit that they ask for.
    ///
    /// # Errors
    /// [`Error::NumberMalformed`] if there are more than six.
    pub fn build(base: u32) -> Result<Self, Error> {
        if base > 999_999 {
            return Err(Error::NumberMalformed {
                kind: "a recipient number (受給者番号) without its check digit",
                expected: "6",
            });
        }
        let base = format!("{base:06}");
        Ok(Self(format!("{base}{}", CheckDigit::after(&base)).into()))
    }

    /// The number.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// Whether the last digit fits; none for a number that isn't seven digits, and has no check digit.
    #[must_use]
    pub fn check_digit(&self) -> Option<CheckDigit> {
        let text = self.expose();
        (text.len() == 7 && is_digits(text)).then(|| CheckDigit::of(text))
    }
}
