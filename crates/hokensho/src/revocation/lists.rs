use hokensho_pki::{Backend, Certificate, Crl, Time, VerifiedPath, Verifier};

use super::{RevocationSource, said};
use crate::Error;

/// Lists as DER, by the leaf's distribution point. Each is verified anew for each leaf: long ones want a
/// [`RevocationIndexes`](crate::RevocationIndexes).
impl<B: Backend, F: FnMut(&Certificate<'_>) -> Option<Vec<u8>>> RevocationSource<B> for F {
    fn ask(
        &mut self,
        verifier: &Verifier<B>,
        path: &mut VerifiedPath<'_, B>,
        now: Time,
        tolerance_seconds: u32,
    ) -> Result<(), Error> {
        let Some(list) = self(path.leaf()) else { return Ok(()) };
        let list = verifier.verify_crl(Crl::parse(&list)?, path.purpose(), now)?;
        said(path.check_revocation(&list, now, tolerance_seconds))
    }
}

/// Nothing to ask: the state of every certificate is `not_checked`, which the default policy refuses.
///
/// ```
/// use hokensho::{NoRevocation, RevocationSource};
/// use hokensho::pki::{Revocation, Unchecked};
/// # use hokensho::pki::{Purpose, RustCrypto, Time, Verifier};
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// # let mut anchors = hokensho::pki::TestAnchors::new();
/// # anchors.accept(Purpose::Authentication, adult.auth_ca_certificate())?;
/// # let leaf = adult.auth_certificate().ok_or("no certificate")?;
/// # let (now, verifier) = (Time::from_unix(1_795_307_400), Verifier::new(RustCrypto, &anchors));
/// # let mut path = verifier.verify_path(leaf, Purpose::Authentication, now)?;
///
/// NoRevocation.ask(&verifier, &mut path, now, 0)?;
/// assert_eq!(path.revocation(), Revocation::NotChecked { why: Unchecked::NoList });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoRevocation;

impl<B: Backend> RevocationSource<B> for NoRevocation {
    fn ask(&mut self, _: &Verifier<B>, _: &mut VerifiedPath<'_, B>, _: Time, _: u32) -> Result<(), Error> {
        Ok(())
    }
}
