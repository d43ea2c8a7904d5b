//! 医療機関コード: the code of an institution.

use alloc::format;
use alloc::string::{String, ToString};

use super::{digits, is_digits};
use crate::codes;
use crate::{CheckDigit, Error, Prefecture};

codes! {
    /// 点数表: by which price list an institution claims, which tells its kind.
    ///
    /// ```
    /// use hokensho_eligibility::{InstitutionCode, Language, PointTable};
    ///
    /// let code = InstitutionCode::new("2714206386")?;
    /// assert_eq!(code.point_table(), PointTable::Medical);
    /// assert_eq!(PointTable::Pharmacy.label(Language::Ja), "調剤");
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    PointTable {
        Medical = "1", "医科", "medical";
        Dental = "3", "歯科", "dental";
        Pharmacy = "4", "調剤", "pharmacy";
        HomeNursing = "6", "訪問看護", "home nursing";
    }
}

/// An institution's code (医療機関コード): ten digits (都道府県 2, 点数表 1, 郡市区 2, 医療機関 4, 検証 1).
///
/// ```
/// use hokensho_eligibility::{CheckDigit, InstitutionCode};
///
/// let code = InstitutionCode::new("2714206386")?;
/// assert_eq!(code.check_digit(), CheckDigit::Fits);
/// assert_eq!(code.prefecture().map(|it| it.ja()), Some("大阪府"));
/// assert_eq!(code.local().as_str(), "4206386");
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InstitutionCode(String);

digits!(InstitutionCode);

const KIND: &str = "an institution code (医療機関コード)";

impl InstitutionCode {
    /// Reads ten digits.
    ///
    /// # Errors
    /// [`Error::NumberMalformed`] for anything else. A wrong check digit is no error.
    pub fn new(text: &str) -> Result<Self, Error> {
        if text.len() == 10 && is_digits(text) {
            Ok(Self(text.to_string()))
        } else {
            Err(Error::NumberMalformed { kind: KIND, expected: "10" })
        }
    }

    /// Reads a code that somebody types, and that is to be sent: it has to be right.
    ///
    /// ```
    /// use hokensho_eligibility::{Error, InstitutionCode};
    ///
    /// assert!(InstitutionCode::checked("1300000005").is_ok());
    /// assert!(matches!(InstitutionCode::checked("1311111111"), Err(Error::CheckDigitWrong { .. })));
    /// ```
    ///
    /// # Errors
    /// As [`InstitutionCode::new`], and [`Error::CheckDigitWrong`].
    pub fn checked(text: &str) -> Result<Self, Error> {
        let code = Self::new(text)?;
        code.check_digit().require(KIND)?;
        Ok(code)
    }

    /// Builds a code, with the check digit that it asks for.
    ///
    /// ```
    /// use hokensho_eligibility::{InstitutionCode, PointTable, Prefecture};
    ///
    /// let code = InstitutionCode::build(Prefecture::new(27)?, &PointTable::Medical, 42, 638)?;
    /// assert_eq!(code.as_str(), "2714206386");
    /// assert!(InstitutionCode::build(Prefecture::new(27)?, &PointTable::Medical, 100, 638).is_err());
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::NumberMalformed`] if `district` (郡市区番号) has more than two digits, `institution` (医療機関番号) more than
    /// four, or the code of an unknown point table isn't one digit.
    pub fn build(
        prefecture: Prefecture,
        table: &PointTable,
        district: u8,
        institution: u16,
    ) -> Result<Self, Error> {
        let base = format!("{prefecture}{}{district:02}{institution:04}", table.code());
        // Each part that is too long makes the whole too long.
        Self::new(&format!("{base}0"))?;
        Ok(Self(format!("{base}{}", CheckDigit::after(&base))))
    }

    /// Puts a code together from the parts that receipts carry apart. They are what somebody wrote: whether the last digit
    /// fits, [`InstitutionCode::check_digit`] says.
    ///
    /// ```
    /// use hokensho_eligibility::{InstitutionCode, LocalInstitutionCode, PointTable, Prefecture};
    ///
    /// let local = LocalInstitutionCode::new("4206386")?;
    /// let code = InstitutionCode::from_parts(Prefecture::new(27)?, &PointTable::Medical, &local)?;
    /// assert_eq!(code.as_str(), "2714206386");
    /// # Ok::<(), hokensho_eligibility::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::NumberMalformed`] if the code of an unknown point table isn't one digit.
    pub fn from_parts(
        prefecture: Prefecture,
        table: &PointTable,
        local: &LocalInstitutionCode,
    ) -> Result<Self, Error> {
        Self::new(&format!("{prefecture}{}{local}", table.code()))
    }

    /// Whether the last digit fits. It speaks for all ten: the seven of a receipt don't have one of their own.
    #[must_use]
    pub fn check_digit(&self) -> CheckDigit {
        CheckDigit::of(&self.0)
    }

    /// The prefecture; none if there is none with those digits.
    #[must_use]
    pub fn prefecture(&self) -> Option<Prefecture> {
        Prefecture::from_digits(self.0.get(..2)?)
    }

    /// By which price list the institution claims.
    #[must_use]
    pub fn point_table(&self) -> PointTable {
        PointTable::from_code(self.0.get(2..3).unwrap_or_default())
    }

    /// The last seven digits.
    #[must_use]
    pub fn local(&self) -> LocalInstitutionCode {
        LocalInstitutionCode(self.0.get(3..).unwrap_or_default().to_string())
    }
}

/// The last seven digits of an institution's code (郡市区 2, 医療機関 4, 検証 1), as receipts carry it beside 都道府県 and
/// 点数表. Another institution elsewhere may have the same seven.
///
/// ```
/// use hokensho_eligibility::LocalInstitutionCode;
///
/// assert_eq!(LocalInstitutionCode::new("4206386")?.to_string(), "4206386");
/// assert!(LocalInstitutionCode::new("2714206386").is_err());
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalInstitutionCode(String);

digits!(LocalInstitutionCode);

impl LocalInstitutionCode {
    /// Reads seven digits.
    ///
    /// # Errors
    /// [`Error::NumberMalformed`] for anything else.
    pub fn new(text: &str) -> Result<Self, Error> {
        if text.len() == 7 && is_digits(text) {
            Ok(Self(text.to_string()))
        } else {
            Err(Error::NumberMalformed {
                kind: "an institution code as in receipts (医療機関コード)",
                expected: "7",
            })
        }
    }
}
