//! The numbers by which insurers, payers, insured persons and institutions are named.

mod check_digit;
mod institution;
mod insured;
mod insurer;
mod law;
mod payer;
mod prefecture;

pub use check_digit::CheckDigit;
pub use institution::{InstitutionCode, LocalInstitutionCode, PointTable};
pub use insured::{BranchNumber, InsuredNumber, Symbol};
pub use insurer::{InsurerNumber, Scheme};
pub use law::{Certainty, Law, LawKind, LawNumber, LawTable};
pub use payer::{PayerNumber, RecipientNumber};
pub use prefecture::Prefecture;

/// What every number of plain digits can do.
macro_rules! digits {
    ($name:ident) => {
        impl $name {
            /// The digits.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
    };
}
use digits;

/// The same number however it is typed: full-width letters, digits and signs as half-width, every hyphen as one, no
/// spaces. For comparing only; what is stored stays as it came.
pub(crate) fn folded(text: &str) -> alloc::string::String {
    text.chars().filter(|it| !it.is_whitespace()).map(half_width).collect()
}

fn half_width(character: char) -> char {
    match character {
        // Hyphens, dashes, minus signs, and the long mark that is typed for one.
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}' | '\u{30fc}' | '\u{ff70}' => '-',
        // U+FF01 to U+FF5E are ASCII in the same order.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        other => other,
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests;
