//! 検証番号: the last digit, which the others ask for.

use crate::Error;

/// Whether the last digit of a number fits the others. A wrong one is a warning, never a reason to refuse what a
/// source sent: numbers with wrong check digits are in use. What somebody types, to be sent, is read by `checked`.
///
/// | number | digits | the last is a check digit |
/// |---|---|---|
/// | 保険者番号 ([`InsurerNumber`](crate::InsurerNumber)) | 法別番号 2, 都道府県 2, 保険者別 3, 検証 1; 国民健康保険 without 法別番号 | of 7, or of 5 |
/// | 公費負担者番号 ([`PayerNumber`](crate::PayerNumber)) | 法別番号 2, 都道府県 2, 実施機関 3, 検証 1 | of 7 |
/// | 受給者番号 ([`RecipientNumber`](crate::RecipientNumber)) | 6, 検証 1; of local subsidies up to 30 characters | of 6; those of other lengths have none |
/// | 医療機関コード ([`InstitutionCode`](crate::InstitutionCode)) | 都道府県 2, 点数表 1, 郡市区 2, 医療機関 4, 検証 1 | of 9 |
/// | 医療機関コード in receipts ([`LocalInstitutionCode`](crate::LocalInstitutionCode)) | the last 7 of these | no: it speaks for all ten |
///
/// The digits before it are multiplied by 2, 1, 2, 1 … from the last one leftwards, the digits of the products added, and
/// what is missing to the next ten is the check digit. Published numbers of every kind but the recipient's were verified so.
///
/// ```
/// use hokensho_eligibility::{CheckDigit, InsurerNumber};
///
/// assert_eq!(InsurerNumber::new("33120015")?.check_digit(), CheckDigit::Fits);
/// assert_eq!(InsurerNumber::new("12345678")?.check_digit(), CheckDigit::Wrong);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum CheckDigit {
    /// The last digit is the one that the others ask for.
    Fits,
    /// It isn't: a typing error, or a number that never had one.
    Wrong,
}

impl CheckDigit {
    /// Judges the last of `digits`.
    pub(super) fn of(digits: &str) -> Self {
        if weighted(digits, [1, 2]).is_multiple_of(10) { Self::Fits } else { Self::Wrong }
    }

    /// Refuses a wrong one, in a number that is to be sent.
    pub(super) const fn require(self, kind: &'static str) -> Result<(), Error> {
        match self {
            Self::Fits => Ok(()),
            Self::Wrong => Err(Error::CheckDigitWrong { kind }),
        }
    }

    /// The digit that `base` asks for after it.
    pub(super) fn after(base: &str) -> u32 {
        (10 - weighted(base, [2, 1]) % 10) % 10
    }
}

/// The digits of each product of digit and weight, added; the weights take turns from the last digit leftwards.
fn weighted(digits: &str, weights: [u32; 2]) -> u32 {
    digits
        .bytes()
        .rev()
        .map(|byte| u32::from(byte.wrapping_sub(b'0')))
        .zip(weights.into_iter().cycle())
        .map(|(digit, weight)| digit * weight / 10 + digit * weight % 10)
        .sum()
}
