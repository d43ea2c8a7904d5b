use core::fmt;

/// The name of an outstanding challenge, by which an answer says what it answers.
///
/// It is a digest of what is signed: it names one challenge only, and its random bytes can't be worked out from it.
///
/// ```
/// use hokensho_pki::{Audience, Challenge, ChallengeId, Time};
///
/// let challenge = Challenge::new([7; 32], &Audience::new("eligibility", "1312345678"), Time::from_unix(0));
/// let sent = challenge.id().to_string();
/// assert_eq!(sent.len(), 32);
/// assert_eq!(ChallengeId::from_bytes(*challenge.id().bytes()), challenge.id());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChallengeId([u8; 16]);

impl ChallengeId {
    /// The name that came back with an answer.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The 16 bytes, to be sent with what is to be signed.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for ChallengeId {
    /// Writes lower-case hexadecimal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ChallengeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ChallengeId({self})")
    }
}
