//! Who does the arithmetic of signatures.

#[cfg(feature = "aws-lc-rs")]
mod aws_lc_rs;
#[cfg(feature = "rustcrypto")]
mod rustcrypto;

#[cfg(feature = "aws-lc-rs")]
pub use aws_lc_rs::{AwsLcRs, AwsLcRsKey};
#[cfg(feature = "rustcrypto")]
pub use rustcrypto::{RustCrypto, RustCryptoKey};

use crate::{PublicKey, SignatureScheme};

/// The signature doesn't fit the key and the bytes.
///
/// ```
/// use hokensho_pki::{Backend, InvalidSignature, PublicKey, RsaPublicKey, RustCrypto, SignatureScheme};
///
/// let key = RustCrypto.prepare(PublicKey::Rsa(RsaPublicKey::new(&[0xFF; 256]).ok_or("no key")?))?;
/// let checked = RustCrypto.verify(&key, SignatureScheme::RsaPkcs1Sha256, b"message", &[0; 256]);
/// assert_eq!(checked, Err(InvalidSignature));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("signature doesn't fit")]
pub struct InvalidSignature;

/// Verifies signatures: RSA of 2048 to 4096 bits with PKCS#1 v1.5 or PSS and SHA-256, ECDSA on P-256 and P-384 with
/// SHA-256 and SHA-384.
///
/// An implementation must compare the whole encoded message of PKCS#1 v1.5, never parse what it recovered, and take
/// ECDSA signatures in DER (RFC 3279, 2.2.3) only.
///
/// ```
/// use hokensho_pki::{Backend, PublicKey, RsaPublicKey, RustCrypto};
///
/// fn ready<B: Backend>(backend: &B, key: PublicKey<'_>) -> bool {
///     backend.prepare(key).is_ok()
/// }
/// assert!(RsaPublicKey::new(&[0xFF; 256]).is_some_and(|key| ready(&RustCrypto, PublicKey::Rsa(key))));
/// ```
pub trait Backend {
    /// A key with all that can be worked out before the first signature.
    type Key;

    /// Makes a key ready.
    ///
    /// # Errors
    /// [`InvalidSignature`] if nothing could ever be verified with this key.
    fn prepare(&self, key: PublicKey<'_>) -> Result<Self::Key, InvalidSignature>;

    /// Checks a signature over a message.
    ///
    /// # Errors
    /// [`InvalidSignature`] unless the signature was made so with this key over this message; a key of another kind
    /// than the scheme's verifies nothing.
    fn verify(
        &self,
        key: &Self::Key,
        scheme: SignatureScheme,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature>;

    /// Itself, if it can check over a DigestInfo that is given, too.
    ///
    /// ```
    /// use hokensho_pki::{Backend, RustCrypto};
    ///
    /// assert!(RustCrypto.digest_info_backend().is_some());
    /// ```
    fn digest_info_backend(&self) -> Option<&dyn DigestInfoBackend<Key = Self::Key>> {
        None
    }
}

/// Verifies RSASSA-PKCS1-v1_5 over a DigestInfo that is given, which a face record needs: no ordinary
/// verifier takes its 96-byte digest. Without it that record is
/// [`Error::UnsupportedByBackend`](crate::Error::UnsupportedByBackend).
///
/// ```
/// use hokensho_pki::{Backend, DigestInfoBackend, InvalidSignature, PublicKey, RsaPublicKey, RustCrypto};
///
/// let key = RustCrypto.prepare(PublicKey::Rsa(RsaPublicKey::new(&[0xFF; 256]).ok_or("no key")?))?;
/// assert_eq!(RustCrypto.verify_digest_info(&key, &[0x30, 0x00], &[0; 256]), Err(InvalidSignature));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait DigestInfoBackend: Backend {
    /// Checks a signature over a DigestInfo as it is.
    ///
    /// # Errors
    /// [`InvalidSignature`] unless the signature was made with this key over this DigestInfo.
    fn verify_digest_info(
        &self,
        key: &Self::Key,
        digest_info: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature>;
}
