use std::fmt;
use std::sync::Arc;

use hokensho_pki::{Backend, Certificate, CrlIndex, Time, VerifiedPath, Verifier};

use super::{RevocationSource, said};
use crate::Error;

/// Lists that were verified and indexed once, and answer for everybody: found by a closure, by the leaf's distribution
/// point. A [`CrlStore`](hokensho_pki::CrlStore) gives the one that holds now.
///
/// ```
/// use hokensho::pki::{Certificate, Crl, CrlStore, Purpose, Revocation, RustCrypto, Time, Verifier};
/// use hokensho::{RevocationIndexes, RevocationSource};
/// # use hokensho_mock::{Persona, pki::{self, Authority}};
///
/// # let adult = Persona::named("adult")?;
/// # let mut anchors = hokensho::pki::TestAnchors::new();
/// # anchors.accept(Purpose::Authentication, adult.auth_ca_certificate())?;
/// # let leaf = adult.auth_certificate().ok_or("no certificate")?;
/// # let (authority, municipality) = (Authority::Auth, adult.holder().municipality());
/// # let (this_update, next_update) = (1_795_302_000, 1_795_392_000);
/// # let list = pki::Crl { authority, municipality, number: 1, this_update, next_update, revoked: &[] };
/// # let list = authority.issue(&list.tbs());
/// let (now, verifier) = (Time::from_unix(1_795_307_400), Verifier::new(RustCrypto, &anchors));
/// let store = CrlStore::new(verifier.verify_crl(Crl::parse(&list)?, Purpose::Authentication, now)?.into_index());
/// let mut indexes = RevocationIndexes(|_: &Certificate<'_>| Some(store.current()));
///
/// let mut path = verifier.verify_path(leaf, Purpose::Authentication, now)?;
/// indexes.ask(&verifier, &mut path, now, 0)?;
/// assert!(matches!(path.revocation(), Revocation::Good { .. }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct RevocationIndexes<F>(pub F);

impl<B, F, I> RevocationSource<B> for RevocationIndexes<F>
where
    B: Backend,
    F: FnMut(&Certificate<'_>) -> Option<Arc<CrlIndex<I>>>,
    I: AsRef<[u8]>,
{
    fn ask(
        &mut self,
        _: &Verifier<B>,
        path: &mut VerifiedPath<'_, B>,
        now: Time,
        tolerance_seconds: u32,
    ) -> Result<(), Error> {
        let Some(index) = (self.0)(path.leaf()) else { return Ok(()) };
        said(path.check_revocation_in(&index, now, tolerance_seconds))
    }
}

impl<F> fmt::Debug for RevocationIndexes<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RevocationIndexes")
    }
}
