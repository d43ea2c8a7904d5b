use alloc::vec::Vec;
use core::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use super::CrlIndex;

/// The list that holds now, replaced while others read it.
///
/// Who asked before a replacement goes on with what it has; who asks after gets the new one; nobody waits for a look-up
/// of somebody else's. Nothing is in it but what [`replace`](Self::replace) put there: whether a list is newer than the
/// one before, and verified, is for its caller.
///
/// ```
/// # use hokensho_pki::{Crl, CrlStore, Purpose, Time};
/// # use hokensho_mock::{Persona, pki::{self, Authority, Municipality}};
/// # let adult = Persona::named("adult")?;
/// # let mut anchors = hokensho_pki::TestAnchors::new();
/// # anchors.accept(Purpose::Authentication, adult.auth_ca_certificate())?;
/// # let verifier = hokensho_pki::Verifier::new(hokensho_pki::RustCrypto, &anchors);
/// # let now = Time::from_utc(2026, 11, 22, 0, 0, 0)?;
/// # let list = |this_update| {
/// #     let municipality = Municipality { code: "13101", prefecture: "Tokyo-to", city: "Chiyoda-ku" };
/// #     let next_update = this_update + 90_000;
/// #     let list = pki::Crl { authority: Authority::Auth, municipality, number: 7, this_update, next_update, revoked: &[] };
/// #     Authority::Auth.issue(&list.tbs())
/// # };
/// # let (yesterday, today) = (list(1_795_215_600), list(1_795_302_000));
/// let verified = |list| verifier.verify_crl(Crl::parse(list)?, Purpose::Authentication, now);
/// let store = CrlStore::new(verified(&yesterday)?.into_index());
///
/// let reading = store.current();
/// let replaced = store.replace(verified(&today)?.into_index());
/// assert_eq!(reading.this_update(), replaced.this_update());
/// assert!(store.current().this_update() > reading.this_update());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct CrlStore<B = Vec<u8>>(RwLock<Arc<CrlIndex<B>>>);

impl<B> CrlStore<B> {
    /// A store of a first list.
    #[must_use]
    pub fn new(index: CrlIndex<B>) -> Self {
        Self(RwLock::new(Arc::new(index)))
    }

    /// The list that holds now, for as long as it is kept.
    #[must_use]
    pub fn current(&self) -> Arc<CrlIndex<B>> {
        // Nobody panics while it is held, and a pointer is never half replaced.
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts another in its place, and returns the one before.
    pub fn replace(&self, index: CrlIndex<B>) -> Arc<CrlIndex<B>> {
        let next = Arc::new(index);
        core::mem::replace(&mut *self.0.write().unwrap_or_else(PoisonError::into_inner), next)
    }
}

impl<B> fmt::Debug for CrlStore<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CrlStore").field(&self.current()).finish()
    }
}
