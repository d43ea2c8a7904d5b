use alloc::string::String;
use core::fmt;

use sha2::{Digest, Sha256};

/// For what and by whom a challenge is made.
///
/// ```
/// use hokensho_pki::Audience;
///
/// let here = Audience::new("eligibility", "1312345678");
/// assert_ne!(here, Audience::new("eligibility", "1398765432"));
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Audience {
    purpose: String,
    institution: String,
    /// The SHA-256 of both with their lengths, so that no two audiences have the same.
    digest: [u8; 32],
}

impl Audience {
    /// A purpose and an institution, in the caller's own words; the code of the institution (医療機関コード) will do.
    #[must_use]
    pub fn new(purpose: &str, institution: &str) -> Self {
        let mut digest = Sha256::new();
        for text in [purpose, institution] {
            // As 64 bits, so that every platform signs the same.
            digest.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
            digest.update(text);
        }
        Self { purpose: purpose.into(), institution: institution.into(), digest: digest.finalize().into() }
    }

    /// What for.
    ///
    /// ```
    /// assert_eq!(hokensho_pki::Audience::new("eligibility", "1312345678").purpose(), "eligibility");
    /// ```
    #[must_use]
    pub fn purpose(&self) -> &str {
        &self.purpose
    }

    /// By whom.
    ///
    /// ```
    /// assert_eq!(hokensho_pki::Audience::new("eligibility", "1312345678").institution(), "1312345678");
    /// ```
    #[must_use]
    pub fn institution(&self) -> &str {
        &self.institution
    }

    pub(super) const fn digest(&self) -> [u8; 32] {
        self.digest
    }
}

impl fmt::Debug for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Audience({:?}, {:?})", self.purpose, self.institution)
    }
}
