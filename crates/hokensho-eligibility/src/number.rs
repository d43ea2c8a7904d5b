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
pub use law::{Law, LawKind, LawNumber, LawTable};
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

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests;
