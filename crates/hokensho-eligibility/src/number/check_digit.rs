//! 検証番号: the last digit, which the others ask for.

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
