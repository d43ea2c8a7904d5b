//! What a card is asked to sign, so that its holder proves to be there now.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::hash::{digest_info, sha256};
use crate::{Error, Time};

/// How long an answer may take unless the caller says otherwise: a person has to type a PIN, no more.
const MAX_AGE_SECONDS: u32 = 300;

/// Begins what is signed, so that no other protocol's bytes can be mistaken for it.
const LABEL: &[u8] = b"hokensho challenge 1\0";

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
}

/// Bytes for a card to sign, bound to an audience and a time, to be answered once.
///
/// It can't be copied, and checking an answer uses it up, so that no answer is taken twice:
///
/// ```compile_fail,E0382
/// # use hokensho_pki::{Audience, Backend, Challenge, Time, VerifiedPath};
/// # fn twice<B: Backend>(path: &VerifiedPath<'_, B>, challenge: Challenge, answer: &[u8], here: &Audience, now: Time) {
/// let first = path.authenticate(challenge, answer, here, now);
/// let replayed = path.authenticate(challenge, answer, here, now); // use of moved value
/// # }
/// ```
///
/// ```
/// use hokensho_pki::{Audience, Challenge, Time};
///
/// let here = Audience::new("eligibility", "1312345678");
/// let random = [7; 32]; // from the system's generator, in earnest
/// let challenge = Challenge::new(random, &here, Time::from_utc(2026, 11, 22, 0, 0, 0)?);
/// assert_eq!(challenge.digest_info().len(), 51);
/// # Ok::<(), hokensho_pki::Error>(())
/// ```
pub struct Challenge {
    random: [u8; 32],
    audience: Audience,
    made: Time,
    max_age_seconds: u32,
}

impl Challenge {
    /// Makes a challenge from 32 bytes that nobody can guess, to be answered within five minutes.
    #[must_use]
    pub fn new(random: [u8; 32], audience: &Audience, now: Time) -> Self {
        Self { random, audience: audience.clone(), made: now, max_age_seconds: MAX_AGE_SECONDS }
    }

    /// Allows more or less time for the answer.
    ///
    /// ```
    /// use hokensho_pki::{Audience, Challenge, Time};
    ///
    /// let here = Audience::new("eligibility", "1312345678");
    /// let quick = Challenge::new([7; 32], &here, Time::from_unix(0)).with_max_age(30);
    /// assert_eq!(quick.digest_info(), Challenge::new([7; 32], &here, Time::from_unix(0)).digest_info());
    /// ```
    #[must_use]
    pub fn with_max_age(self, seconds: u32) -> Self {
        Self { max_age_seconds: seconds, ..self }
    }

    /// The bytes whose SHA-256 is signed: a label, the time, the random bytes, and the audience with lengths, so that
    /// no two challenges have the same.
    ///
    /// ```
    /// use hokensho_pki::{Audience, Challenge, Time};
    ///
    /// let one = Challenge::new([7; 32], &Audience::new("ab", "c"), Time::from_unix(0));
    /// let other = Challenge::new([7; 32], &Audience::new("a", "bc"), Time::from_unix(0));
    /// assert_ne!(one.message(), other.message());
    /// ```
    #[must_use]
    pub fn message(&self) -> Vec<u8> {
        let mut message = Vec::from(LABEL);
        message.extend(self.made.unix().to_be_bytes());
        message.extend(self.random);
        for text in [&self.audience.purpose, &self.audience.institution] {
            // As 64 bits, so that every platform signs the same.
            message.extend(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
            message.extend(text.bytes());
        }
        message
    }

    /// What is sent to the card: the DigestInfo of [`Challenge::message`].
    ///
    /// ```
    /// use hokensho_pki::{Audience, Challenge, Time, digest_info, sha256};
    ///
    /// let challenge = Challenge::new([7; 32], &Audience::new("a", "b"), Time::from_unix(0));
    /// assert_eq!(challenge.digest_info(), digest_info(&sha256(&challenge.message())));
    /// ```
    #[must_use]
    pub fn digest_info(&self) -> [u8; 51] {
        digest_info(&sha256(&self.message()))
    }

    /// Uses the challenge up, and gives the bytes that must have been signed.
    pub(crate) fn redeem(self, audience: &Audience, now: Time) -> Result<Vec<u8>, Error> {
        if self.audience != *audience {
            return Err(Error::ChallengeForeign);
        }
        if now < self.made {
            return Err(Error::ChallengeNotYet);
        }
        if now > self.made.after(self.max_age_seconds.into()) {
            return Err(Error::ChallengeLate { max_age_seconds: self.max_age_seconds });
        }
        Ok(self.message())
    }
}

impl fmt::Debug for Challenge {
    /// Leaves the random bytes out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Challenge({:?}, made {})", self.audience, self.made)
    }
}
