//! 保険者番号: the number of an insurer.

use alloc::format;
use alloc::string::{String, ToString};

use super::{digits, is_digits};
use crate::{CheckDigit, Date, Error, LawKind, LawNumber, LawTable, Prefecture};

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
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
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

/// An insurer's number (保険者番号), or a public-expense payer's (公費負担者番号): six digits (国民健康保険: 都道府県 2,
/// 保険者別 3, 検証 1) or eight (法別番号 2 before them).
///
/// Read with or without the padding that the messages use; compared and shown without it.
///
/// ```
/// use hokensho_eligibility::InsurerNumber;
///
/// let number = InsurerNumber::new("  138008")?;
/// assert_eq!(number.as_str(), "138008");
/// assert_eq!(number.padded(), "  138008");
/// assert_eq!(number.zero_padded(), "00138008");
/// assert_eq!(InsurerNumber::new("00138008")?, number);
/// assert_eq!(number.prefecture().map(|it| it.ja()), Some("東京都"));
/// assert!(InsurerNumber::new("13800").is_err());
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InsurerNumber(String);

digits!(InsurerNumber);

const KIND: &str = "an insurer number (保険者番号)";

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
        if matches!(digits.len(), 6 | 8) && is_digits(digits) {
            Ok(Self(digits.to_string()))
        } else {
            Err(Error::NumberMalformed { kind: KIND, expected: "6 or 8" })
        }
    }

    /// Builds a number, with the check digit that it asks for. Without a law it is one of 国民健康保険.
    ///
    /// ```
    /// use hokensho_eligibility::{InsurerNumber, LawNumber, Prefecture};
    ///
    /// let law = LawNumber::new(6)?;
    /// assert_eq!(InsurerNumber::build(Some(law), Prefecture::new(13)?, 0)?.as_str(), "06130009");
    /// assert_eq!(InsurerNumber::build(None, Prefecture::new(13)?, 800)?.as_str(), "138008");
    /// assert!(InsurerNumber::build(None, Prefecture::new(13)?, 1000).is_err());
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::NumberMalformed`] if `office` (保険者別番号) has more than three digits.
    pub fn build(law: Option<LawNumber>, prefecture: Prefecture, office: u16) -> Result<Self, Error> {
        if office > 999 {
            return Err(Error::NumberMalformed {
                kind: "the insurer's own part (保険者別番号)",
                expected: "3",
            });
        }
        let law = law.map(|law| law.to_string()).unwrap_or_default();
        let base = format!("{law}{:02}{office:03}", prefecture.number());
        Ok(Self(format!("{base}{}", CheckDigit::after(&base))))
    }

    /// Reads a number that somebody types, and that is to be sent: it has to be right.
    ///
    /// ```
    /// use hokensho_eligibility::{Error, InsurerNumber};
    ///
    /// assert!(InsurerNumber::checked("01130012").is_ok());
    /// assert!(matches!(InsurerNumber::checked("01130013"), Err(Error::CheckDigitWrong { .. })));
    /// ```
    ///
    /// # Errors
    /// As [`InsurerNumber::new`], and [`Error::CheckDigitWrong`].
    pub fn checked(text: &str) -> Result<Self, Error> {
        let number = Self::new(text)?;
        number.check_digit().require(KIND)?;
        Ok(number)
    }

    /// Eight characters, padded with spaces on the left, as requests carry it.
    #[must_use]
    pub fn padded(&self) -> String {
        format!("{:>8}", self.0)
    }

    /// Eight characters, padded with zeros on the left, as FHIR resources carry it.
    #[must_use]
    pub fn zero_padded(&self) -> String {
        format!("{:0>8}", self.0)
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

    /// 法別番号 as a number that [`LawTable`] knows.
    #[must_use]
    pub fn law_number(&self) -> Option<LawNumber> {
        self.law().and_then(LawNumber::from_digits)
    }

    /// The prefecture that the number names; none if there is none with those digits.
    #[must_use]
    pub fn prefecture(&self) -> Option<Prefecture> {
        let from = self.0.len().checked_sub(6)?;
        Prefecture::from_digits(self.0.get(from..from + 2)?)
    }

    /// Whether this stands in a claim for an insurer that nobody knows: all sevens, or sevens with the check digit that
    /// they ask for (77777779). Reported by readers of the claim rules; unverified.
    ///
    /// ```
    /// use hokensho_eligibility::InsurerNumber;
    ///
    /// assert!(InsurerNumber::new("77777779")?.is_unknown());
    /// assert!(!InsurerNumber::new("01130012")?.is_unknown());
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        matches!(self.as_str(), "77777777" | "77777779")
    }

    /// What kind of insurance this is, by the table of laws that comes with this crate.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        self.scheme_by(LawTable::BUILT_IN, LawTable::BUILT_IN.as_of)
    }

    /// What kind of insurance this is on a day, by another table of laws.
    ///
    /// ```
    /// use hokensho_eligibility::{Certainty, InsurerNumber, LawTable, Scheme};
    ///
    /// let insurer = InsurerNumber::new("06130009")?;
    /// assert_eq!(insurer.scheme(), Scheme::Employees);
    /// // Which number is which insurance is merely reported.
    /// let strict = LawTable { least: Certainty::Official, ..LawTable::BUILT_IN.clone() };
    /// assert_eq!(insurer.scheme_by(&strict, strict.as_of), Scheme::Other);
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    #[must_use]
    pub fn scheme_by(&self, laws: &LawTable, on: Date) -> Scheme {
        match self.law() {
            None | Some("67") => Scheme::NationalHealth,
            Some("39") => Scheme::LateStageElderly,
            Some("12") => Scheme::MedicalAid,
            Some(_) => match self.law_number().and_then(|law| laws.law(law, on)) {
                Some(row) if row.fact.kind == LawKind::Insurance => Scheme::Employees,
                _ => Scheme::Other,
            },
        }
    }
}
