use core::fmt;

use rsa::{BoxedUint, Pkcs1v15Sign};

use super::{Backend, DigestInfoBackend, InvalidSignature};
use crate::RsaPublicKey;
use crate::hash::{digest_info, sha256};

/// The backend in plain Rust: the `rsa` and `sha2` crates of the RustCrypto project.
///
/// RUSTSEC-2023-0071 is about private keys; only public ones are used here.
///
/// ```
/// use hokensho_mock::Persona;
/// use hokensho_pki::{Backend, Certificate, PublicKey, RustCrypto};
///
/// let adult = Persona::named("adult")?;
/// let ca = Certificate::parse(adult.auth_ca_certificate())?;
/// let PublicKey::Rsa(key) = ca.public_key() else { return Err("no RSA key".into()) };
/// let key = RustCrypto.prepare(key)?;
/// assert!(RustCrypto.verify(&key, ca.signed(), ca.signature()).is_ok(), "self-signed");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct RustCrypto;

/// A key made ready for [`RustCrypto`].
///
/// ```
/// use hokensho_pki::{Backend, RsaPublicKey, RustCrypto, RustCryptoKey};
///
/// let key: RustCryptoKey = RustCrypto.prepare(RsaPublicKey::new(&[0xFF; 256]).ok_or("no key")?)?;
/// assert_eq!(format!("{key:?}"), "RustCryptoKey(2048 bits)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct RustCryptoKey(rsa::RsaPublicKey);

impl fmt::Debug for RustCryptoKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RustCryptoKey(2048 bits)")
    }
}

impl Backend for RustCrypto {
    type Key = RustCryptoKey;

    fn prepare(&self, key: RsaPublicKey<'_>) -> Result<RustCryptoKey, InvalidSignature> {
        let modulus = BoxedUint::from_be_slice(key.modulus(), 2048).map_err(|_| InvalidSignature)?;
        let exponent = BoxedUint::from(65_537_u32);
        rsa::RsaPublicKey::new(modulus, exponent).map(RustCryptoKey).map_err(|_| InvalidSignature)
    }

    fn verify(&self, key: &RustCryptoKey, message: &[u8], signature: &[u8]) -> Result<(), InvalidSignature> {
        self.verify_digest_info(key, &digest_info(&sha256(message)), signature)
    }
}

impl DigestInfoBackend for RustCrypto {
    fn verify_digest_info(
        &self,
        key: &RustCryptoKey,
        digest_info: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        key.0.verify(Pkcs1v15Sign::new_unprefixed(), digest_info, signature).map_err(|_| InvalidSignature)
    }
}
