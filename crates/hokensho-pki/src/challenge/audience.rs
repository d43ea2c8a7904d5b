use alloc::string::String;

use sha2::{Digest, Sha256};

/// For what and by whom a challenge is made.
///
/// ```
/// use hokensho_pki::Audience;
///
/// let here = Audience::new("eligibility", "1312345678");
/// assert_ne!(here, Audience::new("eligibility", "1398765432"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Audience {
    purpose: String,
    institution: String,
}

impl Audience {
    /// A purpose and an institution, in the caller's own words; the code of the institution (医療機関コード) will do.
    #[must_use]
    pub fn new(purpose: &str, institution: &str) -> Self {
        Self { purpose: purpose.into(), institution: institution.into() }
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

    /// The SHA-256 of both with their lengths, so that no two audiences have the same.
    pub(super) fn digest(&self) -> [u8; 32] {
        let mut digest = Sha256::new();
        for text in [&self.purpose, &self.institution] {
            // As 64 bits, so that every platform signs the same.
            digest.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
            digest.update(text);
        }
        digest.finalize().into()
    }
}
