//! Challenges that wait for their answers, each of which is taken once.

use alloc::collections::{BTreeMap, BTreeSet};
use core::fmt;

use super::{Challenge, ChallengeId};
use crate::{Error, Time};

/// Challenges that wait at once unless the caller says otherwise: 200 a second for five minutes, in some 15 MB.
const MAX_OUTSTANDING: usize = 60_000;

/// Late challenges that go with each new one. Two, so that their number falls however many there are, and no call has to
/// wait for more.
const DROPPED_AT_ONCE: usize = 2;

/// Keeps challenges until they are answered, for servers that issue many at the same time.
///
/// [`take`](ChallengeStore::take) must be one atomic step: however many callers ask for the same challenge at once, one
/// gets it. It happens before the signature is checked, so that a challenge is used up whatever the answer.
///
/// `Mutex<OutstandingChallenges>` is one in memory (feature `std`). Whoever keeps challenges in a database stores
/// [`Challenge::into_bytes`] under its name, and takes it with a statement that deletes and returns in one.
///
/// ```
/// use std::sync::Mutex;
/// use hokensho_pki::{Audience, Challenge, ChallengeStore, Error, OutstandingChallenges, Time};
///
/// let store = Mutex::new(OutstandingChallenges::new());
/// let (here, now) = (Audience::new("eligibility", "1312345678"), Time::from_unix(0));
/// let challenge = Challenge::new([7; 32], &here, now);
/// let to_sign = challenge.message();
/// let id = store.keep(challenge, now)?; // both go to whoever has the card
///
/// let challenge = store.take(id)?; // then the answer comes
/// assert_eq!(challenge.message(), to_sign);
/// assert!(matches!(store.take(id), Err(Error::ChallengeUnknown)), "a replay");
/// # Ok::<(), Error>(())
/// ```
pub trait ChallengeStore {
    /// What can go wrong: an [`Error`], or the store itself.
    type Error: From<Error>;

    /// Keeps a challenge, and returns its name.
    ///
    /// # Errors
    /// [`Error::ChallengeRepeated`] if the same one waits already; [`Error::ChallengesFull`] if no more can wait.
    fn keep(&self, challenge: Challenge, now: Time) -> Result<ChallengeId, Self::Error>;

    /// Takes a challenge out, in one atomic step.
    ///
    /// # Errors
    /// [`Error::ChallengeUnknown`] if none of this name waits.
    fn take(&self, id: ChallengeId) -> Result<Challenge, Self::Error>;
}

/// Challenges in memory that wait for their answers, at most so many.
///
/// Those that can't be answered in time any more make room, the oldest first. One that can is never dropped: where all
/// places are taken by such, no further one is issued.
///
/// ```
/// use hokensho_pki::{Audience, Challenge, Error, OutstandingChallenges, Time};
///
/// let mut outstanding = OutstandingChallenges::with_budget(1);
/// let here = Audience::new("eligibility", "1312345678");
/// let mut issue = |random, now| outstanding.keep(Challenge::new([random; 32], &here, now), now);
///
/// let first = issue(1, Time::from_unix(0))?;
/// assert_eq!(issue(2, Time::from_unix(300)), Err(Error::ChallengesFull { budget: 1 }));
/// issue(3, Time::from_unix(301))?;
/// assert!(outstanding.take(first).is_err(), "it would have been late");
/// # Ok::<(), Error>(())
/// ```
pub struct OutstandingChallenges {
    budget: usize,
    by_id: BTreeMap<ChallengeId, Challenge>,
    by_deadline: BTreeSet<(Time, ChallengeId)>,
}

impl OutstandingChallenges {
    /// Keeps up to 60,000 challenges: 200 a second for five minutes.
    #[must_use]
    pub const fn new() -> Self {
        Self::with_budget(MAX_OUTSTANDING)
    }

    /// Keeps up to `budget` challenges, of some 250 bytes each.
    #[must_use]
    pub const fn with_budget(budget: usize) -> Self {
        Self { budget, by_id: BTreeMap::new(), by_deadline: BTreeSet::new() }
    }

    /// How many wait, those included that nobody has dropped since they are late.
    ///
    /// ```
    /// assert_eq!(hokensho_pki::OutstandingChallenges::new().count(), 0);
    /// ```
    #[must_use]
    pub fn count(&self) -> usize {
        self.by_id.len()
    }

    /// Keeps a challenge, and returns its name.
    ///
    /// # Errors
    /// [`Error::ChallengeRepeated`] if the same one waits already; [`Error::ChallengesFull`] if no more can wait.
    pub fn keep(&mut self, challenge: Challenge, now: Time) -> Result<ChallengeId, Error> {
        for _ in 0..DROPPED_AT_ONCE {
            self.drop_late(now);
        }
        let id = challenge.id();
        if self.by_id.contains_key(&id) {
            return Err(Error::ChallengeRepeated);
        }
        if self.by_id.len() >= self.budget {
            return Err(Error::ChallengesFull { budget: self.budget });
        }
        self.by_deadline.insert((challenge.deadline(), id));
        self.by_id.insert(id, challenge);
        Ok(id)
    }

    /// Takes a challenge out.
    ///
    /// # Errors
    /// [`Error::ChallengeUnknown`] if none of this name waits: it was never issued, or taken before, or dropped.
    pub fn take(&mut self, id: ChallengeId) -> Result<Challenge, Error> {
        let challenge = self.by_id.remove(&id).ok_or(Error::ChallengeUnknown)?;
        self.by_deadline.remove(&(challenge.deadline(), id));
        Ok(challenge)
    }

    fn drop_late(&mut self, now: Time) {
        if let Some(&oldest) = self.by_deadline.first().filter(|(deadline, _)| *deadline < now) {
            self.by_deadline.remove(&oldest);
            self.by_id.remove(&oldest.1);
        }
    }
}

impl Default for OutstandingChallenges {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for OutstandingChallenges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OutstandingChallenges({} of {})", self.count(), self.budget)
    }
}

#[cfg(feature = "std")]
impl ChallengeStore for std::sync::Mutex<OutstandingChallenges> {
    type Error = Error;

    fn keep(&self, challenge: Challenge, now: Time) -> Result<ChallengeId, Error> {
        locked(self).keep(challenge, now)
    }

    fn take(&self, id: ChallengeId) -> Result<Challenge, Error> {
        locked(self).take(id)
    }
}

/// A thread that panicked with the lock held leaves nothing half done: at worst a deadline without its challenge.
#[cfg(feature = "std")]
fn locked(
    store: &std::sync::Mutex<OutstandingChallenges>,
) -> std::sync::MutexGuard<'_, OutstandingChallenges> {
    store.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
