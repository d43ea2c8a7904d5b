use std::fmt;

use hokensho_pki::{Backend, OcspError, OcspFetch, OcspHash, OcspRequest, Time, VerifiedPath, Verifier};

use super::{RevocationSource, said};
use crate::Error;

/// An OCSP responder, asked anew about each certificate.
///
/// ```
/// use hokensho::{Responder, RevocationSource};
/// use hokensho::pki::OcspFetch;
/// # use hokensho::pki::{Purpose, Revocation, RustCrypto, Time, Verifier};
///
/// /// An HTTP client would post the request.
/// struct Unreachable;
/// impl OcspFetch for Unreachable {
///     type Error = std::io::Error;
///     fn fetch(&mut self, _address: Option<&str>, _request: &[u8]) -> Result<Vec<u8>, Self::Error> {
///         Err(std::io::ErrorKind::TimedOut.into())
///     }
/// }
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// # let mut anchors = hokensho::pki::TestAnchors::new();
/// # anchors.accept(Purpose::Authentication, adult.auth_ca_certificate())?;
/// # let leaf = adult.auth_certificate().ok_or("no certificate")?;
/// # let (now, verifier) = (Time::from_unix(1_795_307_400), Verifier::new(RustCrypto, &anchors));
/// # let mut path = verifier.verify_path(leaf, Purpose::Authentication, now)?;
/// let mut responder = Responder::new(Unreachable, || [7; 32]); // from the system's generator, in earnest
/// assert!(responder.ask(&verifier, &mut path, now, 5).is_err());
/// assert!(matches!(path.revocation(), Revocation::NotChecked { .. }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct Responder<F, N, R = fn(OcspRequest) -> OcspRequest> {
    fetch: F,
    nonce: N,
    hash: OcspHash,
    rules: R,
}

impl<F: OcspFetch, N: FnMut() -> [u8; 32]> Responder<F, N> {
    /// A responder that is reached by `fetch`. `nonce` gives 32 bytes that nobody can guess, others each time: by them
    /// an answer is known to be one to this question.
    #[must_use]
    pub const fn new(fetch: F, nonce: N) -> Self {
        Self { fetch, nonce, hash: OcspHash::Sha1, rules: |strict| strict }
    }
}

impl<F, N, R> Responder<F, N, R> {
    /// Asks less of the answers, or more, than [`OcspRequest`] does by itself: what is accepted is said by its own methods.
    ///
    /// Whether the responder for JPKI repeats nonces isn't public. If it turns out to sign its answers ahead, it is
    /// accepted so:
    ///
    /// ```
    /// # use hokensho::Responder;
    /// # use hokensho::pki::{OcspFetch, OcspRequest};
    /// # struct Unreachable;
    /// # impl OcspFetch for Unreachable {
    /// #     type Error = std::io::Error;
    /// #     fn fetch(&mut self, _address: Option<&str>, _request: &[u8]) -> Result<Vec<u8>, Self::Error> {
    /// #         Err(std::io::ErrorKind::TimedOut.into())
    /// #     }
    /// # }
    /// let responder = Responder::new(Unreachable, || [7; 32]).with_rules(OcspRequest::accepting_no_nonce);
    /// let stricter = responder.with_rules(|request| request.accepting_no_nonce().with_max_age(60));
    /// assert_eq!(format!("{stricter:?}"), "Responder(Sha1)");
    /// ```
    #[must_use]
    pub fn with_rules<S: FnMut(OcspRequest) -> OcspRequest>(self, rules: S) -> Responder<F, N, S> {
        let Self { fetch, nonce, hash, .. } = self;
        Responder { fetch, nonce, hash, rules }
    }

    /// Names certificates by another hash than SHA-1, which every responder knows (RFC 5019, 2.1.1) and which nothing
    /// here relies on.
    #[must_use]
    pub fn naming_by(self, hash: OcspHash) -> Self {
        Self { hash, ..self }
    }
}

impl<B, F, N, R> RevocationSource<B> for Responder<F, N, R>
where
    B: Backend,
    F: OcspFetch<Error: Send + Sync>,
    N: FnMut() -> [u8; 32],
    R: FnMut(OcspRequest) -> OcspRequest,
{
    fn ask(
        &mut self,
        verifier: &Verifier<B>,
        path: &mut VerifiedPath<'_, B>,
        now: Time,
        tolerance_seconds: u32,
    ) -> Result<(), Error> {
        let request = (self.rules)(verifier.ocsp_request(path, self.hash, (self.nonce)())?);
        match verifier.ask_responder(path, &request, &mut self.fetch, now, tolerance_seconds) {
            Ok(revocation) => said(revocation),
            Err(OcspError::Response(refused)) => Err(refused.into()),
            Err(error) => Err(Error::ResponderUnreachable { source: Box::new(error) }),
        }
    }
}

impl<F, N, R> fmt::Debug for Responder<F, N, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Responder({:?})", self.hash)
    }
}
