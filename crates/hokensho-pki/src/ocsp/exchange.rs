use alloc::vec::Vec;

use crate::Error;

/// Carries a question to a responder and brings the answer: HTTP, usually, and the caller's.
///
/// ```
/// use hokensho_pki::OcspFetch;
///
/// /// An HTTP client would post to the address as `application/ocsp-request`.
/// struct Kept(Vec<u8>);
/// impl OcspFetch for Kept {
///     type Error = std::io::Error;
///     fn fetch(&mut self, _address: Option<&str>, _request: &[u8]) -> Result<Vec<u8>, Self::Error> {
///         Ok(self.0.clone())
///     }
/// }
/// assert_eq!(Kept(vec![0x30]).fetch(None, b"")?, [0x30]);
/// # Ok::<(), std::io::Error>(())
/// ```
pub trait OcspFetch {
    /// Why nothing came.
    type Error: core::error::Error + 'static;

    /// Posts a request (DER, [`OcspRequest::MEDIA_TYPE`](crate::OcspRequest::MEDIA_TYPE)), and returns the body of the
    /// answer. It should stop reading after 64 KiB: more is refused anyway.
    ///
    /// `address` is what the certificate says, if it says any: JPKI's signing leaves don't. Whoever has an address of
    /// his own goes there.
    ///
    /// # Errors
    /// Whatever keeps the answer away.
    fn fetch(&mut self, address: Option<&str>, request: &[u8]) -> Result<Vec<u8>, Self::Error>;
}

/// Why a responder gave no answer that can be used.
///
/// ```
/// use hokensho_pki::{Error, OcspError, OcspRefusal};
///
/// let refused = Error::OcspRefused { refusal: OcspRefusal::TryLater };
/// let error: OcspError<std::io::Error> = refused.into();
/// assert_eq!(error.to_string(), refused.to_string());
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OcspError<E: core::error::Error + 'static> {
    /// Nothing came.
    #[error("no response came from the OCSP responder")]
    Fetch {
        /// What the carrier says.
        #[source]
        source: E,
    },
    /// Something came, but it isn't an answer to be believed.
    #[error(transparent)]
    Response(#[from] Error),
}
