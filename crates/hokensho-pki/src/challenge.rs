//! What a card is asked to sign, so that its holder proves to be there now.

mod audience;
mod id;
mod outstanding;

pub use audience::Audience;
pub use id::ChallengeId;
pub use outstanding::{ChallengeStore, OutstandingChallenges};

use core::fmt;

use crate::hash::{digest_info, joined, sha256};
use crate::{Error, Time};

/// How long an answer may take unless the caller says otherwise: a person has to type a PIN, no more.
const MAX_AGE_SECONDS: u32 = 300;

/// Begins what is signed, so that no other protocol's bytes can be mistaken for it.
const LABEL: [u8; 21] = *b"hokensho challenge 1\0";
/// Begins what a challenge is named by.
const ID_LABEL: [u8; 24] = *b"hokensho challenge id 1\0";

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
    /// The digest of the audience: as much as is signed, and of one size.
    audience: [u8; 32],
    made: Time,
    max_age_seconds: u32,
}

impl Challenge {
    /// Makes a challenge from 32 bytes that nobody can guess, to be answered within five minutes.
    #[must_use]
    pub fn new(random: [u8; 32], audience: &Audience, now: Time) -> Self {
        Self { random, audience: audience.digest(), made: now, max_age_seconds: MAX_AGE_SECONDS }
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

    /// The bytes whose SHA-256 is signed: a label, the time, the random bytes, and the SHA-256 of the audience with its
    /// lengths, so that no two challenges have the same.
    ///
    /// ```
    /// use hokensho_pki::{Audience, Challenge, Time};
    ///
    /// let one = Challenge::new([7; 32], &Audience::new("ab", "c"), Time::from_unix(0));
    /// let other = Challenge::new([7; 32], &Audience::new("a", "bc"), Time::from_unix(0));
    /// assert_ne!(one.message(), other.message());
    /// ```
    #[must_use]
    pub fn message(&self) -> [u8; 93] {
        joined(&[&LABEL, &self.made.unix().to_be_bytes(), &self.random, &self.audience])
    }

    /// Its name, for whoever has several outstanding (see [`ChallengeStore`]).
    #[must_use]
    pub fn id(&self) -> ChallengeId {
        let named: [u8; 117] = joined(&[&ID_LABEL, &self.message()]);
        ChallengeId::from_bytes(joined(&[&sha256(&named)]))
    }

    /// Everything it is made of, for a store outside of memory. Whoever can read it there can't answer it; whoever can
    /// write there can replay.
    ///
    /// ```
    /// use hokensho_pki::{Audience, Challenge, Time};
    ///
    /// let challenge = Challenge::new([7; 32], &Audience::new("a", "b"), Time::from_unix(0));
    /// let (id, stored) = (challenge.id(), challenge.into_bytes());
    /// assert_eq!(Challenge::from_bytes(&stored).map(|it| it.id()), Some(id));
    /// ```
    #[must_use]
    pub fn into_bytes(self) -> [u8; 76] {
        let (made, max_age) = (self.made.unix().to_be_bytes(), self.max_age_seconds.to_be_bytes());
        joined(&[&self.random, &self.audience, &made, &max_age])
    }

    /// A challenge out of a store; `None` unless there are 76 bytes.
    ///
    /// ```
    /// assert!(hokensho_pki::Challenge::from_bytes(&[0; 75]).is_none());
    /// ```
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (random, rest) = bytes.split_first_chunk()?;
        let (audience, rest) = rest.split_first_chunk()?;
        let (made, max_age) = rest.split_first_chunk()?;
        let max_age_seconds = u32::from_be_bytes(max_age.try_into().ok()?);
        let made = Time::from_unix(i64::from_be_bytes(*made));
        Some(Self { random: *random, audience: *audience, made, max_age_seconds })
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
    pub(crate) fn redeem(self, audience: &Audience, now: Time) -> Result<[u8; 93], Error> {
        if self.audience != audience.digest() {
            return Err(Error::ChallengeForeign);
        }
        if now < self.made {
            return Err(Error::ChallengeNotYet);
        }
        if now > self.deadline() {
            return Err(Error::ChallengeLate { max_age_seconds: self.max_age_seconds });
        }
        Ok(self.message())
    }

    /// The last second in which it may be answered.
    pub(crate) fn deadline(&self) -> Time {
        self.made.after(self.max_age_seconds.into())
    }
}

impl fmt::Debug for Challenge {
    /// Leaves the random bytes out, and the audience, which is known by its digest only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Challenge(made {}, for {} seconds)", self.made, self.max_age_seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_stored_challenge_survives_a_round_trip(random: [u8; 32], made: i64, seconds: u32) {
            let here = Audience::new("eligibility", "1312345678");
            let challenge = Challenge::new(random, &here, Time::from_unix(made)).with_max_age(seconds);
            let (id, deadline) = (challenge.id(), challenge.deadline());
            let stored = challenge.into_bytes();
            let again = Challenge::from_bytes(&stored).unwrap();
            prop_assert_eq!((again.id(), again.deadline()), (id, deadline));
            prop_assert_eq!(again.into_bytes(), stored);
        }

        #[test]
        fn no_other_length_is_a_challenge(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert_eq!(Challenge::from_bytes(&bytes).is_some(), bytes.len() == 76);
        }
    }
}
