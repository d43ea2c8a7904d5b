//! Where it is known from whether a certificate is revoked: lists, indexes of lists, a responder, or several in turn.

mod indexes;
mod lists;
mod responder;

use hokensho_pki::{Backend, Revocation, RustCrypto, Time, VerifiedPath, Verifier};

use crate::Error;

pub use indexes::RevocationIndexes;
pub use lists::NoRevocation;
pub use responder::Responder;

/// Says whether a certificate is revoked. Fetching, keeping and renewing what it says it from is the caller's.
///
/// - A closure that gives the list (CRL, DER) for a leaf, for a folder with the lists of a few municipalities.
/// - [`RevocationIndexes`], for lists of any length that were verified and indexed once.
/// - [`Responder`], which asks by OCSP.
/// - [`InTurn`], for a second one where the first left it open; [`NoRevocation`], for none.
///
/// ```
/// use hokensho::RevocationSource;
/// use hokensho::pki::{Certificate, Purpose, Revocation, RustCrypto, Time, Verifier};
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
/// // A folder would look at the leaf's distribution points.
/// let mut lists = |_leaf: &Certificate<'_>| Some(list.clone());
///
/// let (now, verifier) = (Time::from_unix(1_795_307_400), Verifier::new(RustCrypto, &anchors));
/// let mut path = verifier.verify_path(leaf, Purpose::Authentication, now)?;
/// lists.ask(&verifier, &mut path, now, 0)?;
/// assert!(matches!(path.revocation(), Revocation::Good { .. }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait RevocationSource<B: Backend = RustCrypto> {
    /// Asks about the leaf of a path, which keeps what was said. Clocks may differ, and answers be late, by
    /// `tolerance_seconds`.
    ///
    /// To have nothing to ask is no error: the path stays [`NotChecked`](Revocation::NotChecked).
    ///
    /// # Errors
    /// Why what was there couldn't be used. The path keeps what it knew.
    fn ask(
        &mut self,
        verifier: &Verifier<B>,
        path: &mut VerifiedPath<'_, B>,
        now: Time,
        tolerance_seconds: u32,
    ) -> Result<(), Error>;
}

/// Two sources: the second is asked if the first left it open, since it had nothing, nothing usable, or nothing fresh.
///
/// ```
/// use hokensho::{InTurn, NoRevocation, RevocationSource};
/// # use hokensho::pki::{Purpose, Revocation, RustCrypto, Time, Verifier};
/// # use hokensho_mock::Persona;
///
/// # let adult = Persona::named("adult")?;
/// # let mut anchors = hokensho::pki::TestAnchors::new();
/// # anchors.accept(Purpose::Authentication, adult.auth_ca_certificate())?;
/// # let leaf = adult.auth_certificate().ok_or("no certificate")?;
/// # let (now, verifier) = (Time::from_unix(1_795_307_400), Verifier::new(RustCrypto, &anchors));
/// # let mut path = verifier.verify_path(leaf, Purpose::Authentication, now)?;
/// let mut sources = InTurn(NoRevocation, NoRevocation); // lists, then a responder, in earnest
/// sources.ask(&verifier, &mut path, now, 0)?;
/// assert!(matches!(path.revocation(), Revocation::NotChecked { .. }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InTurn<First, Second>(pub First, pub Second);

impl<B, First, Second> RevocationSource<B> for InTurn<First, Second>
where
    B: Backend,
    First: RevocationSource<B>,
    Second: RevocationSource<B>,
{
    fn ask(
        &mut self,
        verifier: &Verifier<B>,
        path: &mut VerifiedPath<'_, B>,
        now: Time,
        tolerance_seconds: u32,
    ) -> Result<(), Error> {
        let first = self.0.ask(verifier, path, now, tolerance_seconds);
        if !matches!(path.revocation(), Revocation::NotChecked { .. } | Revocation::Stale { .. }) {
            return first;
        }
        let second = self.1.ask(verifier, path, now, tolerance_seconds);
        // What the second couldn't say, the first may have said why.
        first.and(second)
    }
}

/// What a source said, as an error if it said nothing.
fn said(revocation: Revocation) -> Result<(), Error> {
    match revocation {
        Revocation::NotChecked { why } => Err(Error::RevocationUnsaid { why }),
        _ => Ok(()),
    }
}
