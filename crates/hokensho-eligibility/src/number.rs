//! The numbers of insurers (保険者番号) and institutions (医療機関コード).

use alloc::string::{String, ToString};
use core::fmt;

use crate::Error;

/// Whether the last digit of a number fits the others. A wrong one is a warning, never a reason to refuse what a
/// source sent: numbers with wrong check digits are in use.
///
/// ```
/// use hokensho_eligibility::{CheckDigit, InsurerNumber};
///
/// assert_eq!(InsurerNumber::new("33120015")?.check_digit(), CheckDigit::Fits);
/// assert_eq!(InsurerNumber::new("12345678")?.check_digit(), CheckDigit::Wrong);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CheckDigit {
    /// The last digit is the one that the others ask for.
    Fits,
    /// It isn't: a typing error, or a number that never had one.
    Wrong,
}

impl CheckDigit {
    /// Weights 2, 1, 2, 1 … from the digit before the check digit leftwards; the digits of each product are
    /// added; all together must be a multiple of ten.
    fn of(digits: &str) -> Self {
        let sum: u32 = digits
            .bytes()
            .rev()
            .map(|byte| u32::from(byte.wrapping_sub(b'0')))
            .zip([1, 2].into_iter().cycle())
            .map(|(digit, weight)| digit * weight / 10 + digit * weight % 10)
            .sum();
        if sum.is_multiple_of(10) { Self::Fits } else { Self::Wrong }
    }
}

/// The kinds of insurance that matter at the window, told by the number's structure.
///
/// ```
/// use hokensho_eligibility::{InsurerNumber, Scheme};
///
/// assert_eq!(InsurerNumber::new("138008")?.scheme(), Scheme::NationalHealth);
/// assert_eq!(InsurerNumber::new("39130000")?.scheme(), Scheme::LateStageElderly);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scheme {
    /// 被用者保険: the insurance of employees and their families (eight digits).
    Employees,
    /// 後期高齢者医療 (法別番号 39).
    LateStageElderly,
    /// 生活保護の医療扶助 (法別番号 12).
    MedicalAid,
    /// 国民健康保険 (six digits), with its retired members (法別番号 67).
    NationalHealth,
    /// Another law: public expense (公費), or one that isn't known here.
    Other,
}

/// An insurer's number (保険者番号), or a public-expense payer's (公費負担者番号): six digits (国民健康保険) or eight
/// (法別番号 2, 都道府県 2, 保険者別 3, 検証 1).
///
/// Read with or without the padding that the messages use; compared and shown without it.
///
/// ```
/// use hokensho_eligibility::InsurerNumber;
///
/// let number = InsurerNumber::new("  138008")?;
/// assert_eq!(number.as_str(), "138008");
/// assert_eq!(number.padded(), "  138008");
/// assert_eq!(InsurerNumber::new("00138008")?, number);
/// assert!(InsurerNumber::new("13800").is_err());
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InsurerNumber(String);

impl InsurerNumber {
    /// Reads six digits, eight, or six padded to eight with spaces or zeros on the left.
    ///
    /// # Errors
    /// [`Error::NumberMalformed`] for anything else. A wrong check digit is no error.
    pub fn new(text: &str) -> Result<Self, Error> {
        let trimmed = text.trim_start_matches(' ');
        // No 法別番号 starts with 00: two zeros are padding, as some systems send it.
        let digits = match trimmed.strip_prefix("00") {
            Some(rest) if rest.len() == 6 => rest,
            _ => trimmed,
        };
        if matches!(digits.len(), 6 | 8) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(digits.to_string()))
        } else {
            Err(Error::NumberMalformed { kind: "an insurer number (保険者番号)", expected: "6 or 8" })
        }
    }

    /// The six or eight digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Eight characters, padded with spaces on the left, as requests carry it.
    #[must_use]
    pub fn padded(&self) -> String {
        alloc::format!("{:>8}", self.0)
    }

    /// Whether the last digit fits.
    #[must_use]
    pub fn check_digit(&self) -> CheckDigit {
        CheckDigit::of(&self.0)
    }

    /// 法別番号: the law under which the insurer works; none for 国民健康保険.
    ///
    /// ```
    /// use hokensho_eligibility::InsurerNumber;
    ///
    /// assert_eq!(InsurerNumber::new("06130009")?.law(), Some("06"));
    /// assert_eq!(InsurerNumber::new("138008")?.law(), None);
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn law(&self) -> Option<&str> {
        if self.0.len() == 8 { self.0.get(..2) } else { None }
    }

    /// What kind of insurance this is.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        match self.law() {
            None | Some("67") => Scheme::NationalHealth,
            Some("39") => Scheme::LateStageElderly,
            Some("12") => Scheme::MedicalAid,
            Some(
                "01" | "02" | "03" | "04" | "06" | "07" | "31" | "32" | "33" | "34" | "63" | "72" | "73"
                | "74" | "75",
            ) => Scheme::Employees,
            Some(_) => Scheme::Other,
        }
    }
}

impl fmt::Display for InsurerNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for InsurerNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InsurerNumber({})", self.0)
    }
}

/// An institution's code (医療機関コード): ten digits (都道府県 2, 点数表 1, 郡市区 2, 医療機関 4, 検証 1).
///
/// ```
/// use hokensho_eligibility::{CheckDigit, InstitutionCode};
///
/// let code = InstitutionCode::new("2714206386")?;
/// assert_eq!(code.check_digit(), CheckDigit::Fits);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InstitutionCode(String);

impl InstitutionCode {
    /// Reads ten digits.
    ///
    /// # Errors
    /// [`Error::NumberMalformed`] for anything else. A wrong check digit is no error.
    pub fn new(text: &str) -> Result<Self, Error> {
        if text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(text.to_string()))
        } else {
            Err(Error::NumberMalformed {
                kind: "an institution code (医療機関コード)", expected: "10"
            })
        }
    }

    /// The ten digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the last digit fits.
    #[must_use]
    pub fn check_digit(&self) -> CheckDigit {
        CheckDigit::of(&self.0)
    }
}

impl fmt::Display for InstitutionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for InstitutionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InstitutionCode({})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn check_digits_of_published_numbers_fit() {
        for number in ["33120015", "01130012", "39131156", "54016027", "138123"] {
            assert_eq!(InsurerNumber::new(number).unwrap().check_digit(), CheckDigit::Fits, "{number}");
        }
        for code in ["0110113719", "2714206386", "1300000005"] {
            assert_eq!(InstitutionCode::new(code).unwrap().check_digit(), CheckDigit::Fits, "{code}");
        }
    }

    #[test]
    fn refuses_numbers_of_other_lengths_and_characters() {
        for text in ["", "1", "1234567", "123456789", "0113001a", "０１１３００１２", "01 30012", "  0113001"]
        {
            assert!(InsurerNumber::new(text).is_err(), "{text}");
        }
        for text in ["", "130000000", "13000000050", "13-0000005"] {
            assert!(InstitutionCode::new(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_law_that_is_not_an_insurances_is_not_guessed_to_be_one() {
        let scheme = |number| InsurerNumber::new(number).unwrap().scheme();
        assert_eq!(scheme("54016027"), Scheme::Other);
        assert_eq!(scheme("67130001"), Scheme::NationalHealth);
        assert_eq!(scheme("06130009"), Scheme::Employees);
    }

    proptest! {
        #[test]
        fn exactly_one_check_digit_fits(base in "[0-9]{7}") {
            let fits = (0..10)
                .filter(|digit| CheckDigit::of(&alloc::format!("{base}{digit}")) == CheckDigit::Fits)
                .count();
            prop_assert_eq!(fits, 1);
        }

        #[test]
        fn padding_is_read_back(text in "[0-9]{6}|(0[1-9]|[1-9][0-9])[0-9]{6}") {
            let number = InsurerNumber::new(&text).unwrap();
            prop_assert_eq!(InsurerNumber::new(&number.padded()).unwrap(), number);
        }
    }
}
