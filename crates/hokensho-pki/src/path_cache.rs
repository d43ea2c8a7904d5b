//! Leaves that were seen before, for servers that see the same people again and again.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, VecDeque};
use alloc::sync::Arc;
use core::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::backend::Backend;
use crate::verifier::Genuine;
use crate::{Error, Fingerprint, GraceRule, Purpose, Time, VerifiedPath, Verifier};

/// Leaves that are remembered unless the caller says otherwise: the patients of a large hospital in a month, each with
/// a leaf and a key of a few kilobytes.
const MAX_LEAVES: usize = 10_000;

/// A [`Verifier`] that remembers which leaves for authentication are genuine, and keeps their keys ready. A leaf is
/// the one that was seen only if every byte is the same.
///
/// A remembered path saves the arithmetic over what can't change: the CA's signature and the profile. Everything that
/// does change is asked again each time: the validity of leaf and anchor at the caller's time, and revocation, of which
/// a path from here knows as little as one from the verifier. Only what was found genuine is remembered, and the leaf
/// that was remembered first is the first to be forgotten. Threads may share it.
///
/// What is remembered are whole leaves, as DER, up to the budget, until they are forgotten or [`clear`](Self::clear)ed; a
/// leaf is compared byte by byte with the one that ends alike, and not by a hash. An authentication leaf holds no name,
/// but its serial and its key are its holder's.
///
/// Leaves for signing are verified anew each time: they hold names and addresses, which shall not stay in memory.
///
/// The verifier belongs to the cache, so that nothing is remembered that another set of anchors or policies allowed.
///
/// ```
/// use hokensho_mock::Persona;
/// use hokensho_pki::{Certificate, CertificateState, PathCache, Purpose, RustCrypto, TestAnchors, Time, Verifier};
///
/// let adult = Persona::named("adult")?;
/// let mut anchors = TestAnchors::new();
/// anchors.accept(Purpose::Authentication, adult.auth_ca_certificate())?;
/// let cache = PathCache::new(Verifier::new(RustCrypto, &anchors));
///
/// let leaf = adult.auth_certificate().ok_or("no certificate")?;
/// let now = Time::from_utc(2026, 11, 22, 0, 0, 0)?;
/// for visit in 0..3 {
///     let path = cache.verify_path(leaf, Purpose::Authentication, now.after(visit * 86_400))?;
///     assert_eq!(path.state(), CertificateState::NotChecked);
/// }
/// assert_eq!(cache.count(), 1);
/// let late = Certificate::parse(leaf)?.not_after().after(1);
/// assert!(cache.verify_path(leaf, Purpose::Authentication, late).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct PathCache<B: Backend> {
    verifier: Verifier<B>,
    budget: usize,
    known: Mutex<Known<B::Key>>,
}

/// The end of a leaf, which is that of its signature: as good as a hash of all that was signed, and nothing has to be
/// worked out. Of two leaves with the same end, which nobody has seen yet, one is remembered.
type End = [u8; 16];

struct Known<K> {
    leaves: BTreeMap<End, Leaf<K>>,
    /// The leaves as they came.
    order: VecDeque<End>,
}

struct Leaf<K> {
    der: Box<[u8]>,
    anchor: Fingerprint,
    key: Arc<K>,
}

impl<B: Backend> PathCache<B> {
    /// Remembers up to 10,000 leaves.
    #[must_use]
    pub const fn new(verifier: Verifier<B>) -> Self {
        Self::with_budget(verifier, MAX_LEAVES)
    }

    /// Remembers up to `budget` leaves, each with its key; how large a key is when made ready depends on the backend.
    ///
    /// ```
    /// use hokensho_pki::{PathCache, RustCrypto, TestAnchors, Verifier};
    ///
    /// let cache = PathCache::with_budget(Verifier::new(RustCrypto, &TestAnchors::new()), 100);
    /// assert_eq!(format!("{cache:?}"), "PathCache(0 of 100)");
    /// ```
    #[must_use]
    pub const fn with_budget(verifier: Verifier<B>, budget: usize) -> Self {
        Self { verifier, budget, known: Mutex::new(Known::new()) }
    }

    /// The verifier, for revocation lists.
    #[must_use]
    pub const fn verifier(&self) -> &Verifier<B> {
        &self.verifier
    }

    /// How many leaves are remembered.
    #[must_use]
    pub fn count(&self) -> usize {
        self.locked().leaves.len()
    }

    /// Forgets all leaves: at the end of the day, for one.
    ///
    /// ```
    /// use hokensho_pki::{PathCache, Purpose, RustCrypto, TestAnchors, Time, Verifier};
    ///
    /// # let adult = hokensho_mock::Persona::named("adult")?;
    /// # let mut anchors = TestAnchors::new();
    /// # anchors.accept(Purpose::Authentication, adult.auth_ca_certificate())?;
    /// # let now = Time::from_utc(2026, 11, 22, 0, 0, 0)?;
    /// # let leaf = adult.auth_certificate().ok_or("no certificate")?;
    /// let cache = PathCache::new(Verifier::new(RustCrypto, &anchors));
    /// cache.verify_path(leaf, Purpose::Authentication, now)?;
    /// assert_eq!(cache.count(), 1);
    /// cache.clear();
    /// assert_eq!(cache.count(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn clear(&self) {
        *self.locked() = Known::new();
    }

    /// Verifies a leaf, as [`Verifier::verify_path`] does.
    ///
    /// # Errors
    /// Those of [`Verifier::verify_path`].
    pub fn verify_path<'a>(
        &'a self,
        leaf: &'a [u8],
        purpose: Purpose,
        now: Time,
    ) -> Result<VerifiedPath<'a, B>, Error> {
        let (genuine, key) = self.genuine(leaf, purpose)?;
        Ok(self.verifier.path_now(genuine, now)?.with_key(key))
    }

    /// Verifies a leaf that may be in the grace, as [`Verifier::verify_path_with_grace`] does.
    ///
    /// ```
    /// # use hokensho_mock::Persona;
    /// # use hokensho_pki::{Certificate, GraceRule, PathCache, Purpose, RustCrypto, TestAnchors, Validity, Verifier};
    /// # let adult = Persona::named("adult")?;
    /// # let mut anchors = TestAnchors::new();
    /// # anchors.accept(Purpose::Authentication, adult.auth_ca_certificate())?;
    /// # let cache = PathCache::new(Verifier::new(RustCrypto, &anchors));
    /// let leaf = adult.auth_certificate().ok_or("no certificate")?;
    /// let late = Certificate::parse(leaf)?.not_after().after(3600);
    /// let path = cache.verify_path_with_grace(leaf, Purpose::Authentication, late, GraceRule::default())?;
    /// assert_eq!(path.validity(), Validity::Grace);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`Verifier::verify_path_with_grace`].
    pub fn verify_path_with_grace<'a>(
        &'a self,
        leaf: &'a [u8],
        purpose: Purpose,
        now: Time,
        rule: GraceRule,
    ) -> Result<VerifiedPath<'a, B>, Error> {
        let (genuine, key) = self.genuine(leaf, purpose)?;
        Ok(self.verifier.path_with_grace(genuine, now, rule)?.with_key(key))
    }

    fn genuine<'a>(&'a self, leaf: &'a [u8], purpose: Purpose) -> Result<Remembered<'a, B>, Error> {
        if purpose != Purpose::Authentication {
            return Ok((self.verifier.genuine(leaf, &[], purpose)?, None));
        }
        let end = leaf.last_chunk().copied().unwrap_or_default();
        if let Some((anchor, key)) = self.locked().find(&end, leaf) {
            return Ok((self.verifier.known(leaf, purpose, anchor)?, Some(key)));
        }
        // The arithmetic goes on without the lock: two threads may both do it for the same leaf, and remember it once.
        let genuine = self.verifier.genuine(leaf, &[], purpose)?;
        let key = self.verifier.prepare(&genuine.leaf).map(Arc::new);
        if let Some(key) = &key {
            let leaf = Leaf { der: leaf.into(), anchor: genuine.anchor.fingerprint(), key: Arc::clone(key) };
            self.locked().remember(end, leaf, self.budget);
        }
        Ok((genuine, key))
    }

    /// A thread that panicked with the lock held leaves nothing half done: at worst a place in the order without its leaf.
    fn locked(&self) -> MutexGuard<'_, Known<B::Key>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

type Remembered<'a, B> = (Genuine<'a>, Option<Arc<<B as Backend>::Key>>);

impl<K> Known<K> {
    const fn new() -> Self {
        Self { leaves: BTreeMap::new(), order: VecDeque::new() }
    }

    fn find(&self, end: &End, leaf: &[u8]) -> Option<(Fingerprint, Arc<K>)> {
        let known = self.leaves.get(end).filter(|known| *known.der == *leaf)?;
        Some((known.anchor, Arc::clone(&known.key)))
    }

    fn remember(&mut self, end: End, leaf: Leaf<K>, budget: usize) {
        if self.leaves.contains_key(&end) {
            return;
        }
        self.order.push_back(end);
        self.leaves.insert(end, leaf);
        while self.order.len() > budget {
            if let Some(oldest) = self.order.pop_front() {
                self.leaves.remove(&oldest);
            }
        }
    }
}

impl<B: Backend> fmt::Debug for PathCache<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PathCache({} of {})", self.count(), self.budget)
    }
}
