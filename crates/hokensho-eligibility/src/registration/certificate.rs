//! What names a certificate, and how long a registration outlives it.

use alloc::vec::Vec;
use core::fmt;

use crate::Date;

/// The name of a certificate: its issuer's name in DER, and its serial number as bytes. It names a certificate, not a
/// person; `Debug` hides it, for the law bounds what the number may be used for.
///
/// ```
/// use hokensho_eligibility::CertificateName;
///
/// let name = CertificateName::new(b"issuer", b"\x01\x02");
/// assert_ne!(name, CertificateName::new(b"issuer of phones", b"\x01\x02"));
/// assert_eq!(format!("{name:?}"), "CertificateName { .. }");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct CertificateName {
    issuer: Vec<u8>,
    serial: Vec<u8>,
}

impl CertificateName {
    /// The certificate of `issuer` (DER of its distinguished name) with `serial` (big-endian).
    #[must_use]
    pub fn new(issuer: &[u8], serial: &[u8]) -> Self {
        Self { issuer: issuer.to_vec(), serial: serial.to_vec() }
    }
}

impl fmt::Debug for CertificateName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CertificateName").finish_non_exhaustive()
    }
}

/// How long a registration counts after its last certificate's end.
///
/// It is the rule of `hokensho_pki::GraceRule`, said of days: that one judges a certificate by the second, in a crate
/// that knows nothing of registrations, and this one lets an operator end a registration that nobody renewed. Whoever
/// sets one to another rule than the default sets both.
///
/// ```
/// use hokensho_eligibility::{Date, LapseRule};
///
/// let until = Date::new(2025, 11, 10)?;
/// assert_eq!(LapseRule::default().last_day(until), Date::new(2026, 2, 28)?);
/// assert_eq!(LapseRule::FromDay { months: 3 }.last_day(until), Date::new(2026, 2, 10)?);
/// assert_eq!(LapseRule::None.last_day(until), until);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum LapseRule {
    /// Until the day with the same number, that many months later. One insurer tells its members so.
    FromDay {
        /// The number of months.
        months: u8,
    },
    /// Until the end of the month that many months later: three, as the ministry and insurers publish it.
    FromEndOfMonth {
        /// The number of months.
        months: u8,
    },
    /// Not at all: it ends with the certificate.
    None,
}

impl Default for LapseRule {
    fn default() -> Self {
        Self::FromEndOfMonth { months: 3 }
    }
}

impl LapseRule {
    /// The last day on which a registration counts whose last certificate ends on `until`.
    #[must_use]
    pub fn last_day(self, until: Date) -> Date {
        match self {
            Self::FromDay { months } => until.months_later(months),
            Self::FromEndOfMonth { months } => until.months_later(months).last_of_month(),
            Self::None => until,
        }
    }
}
