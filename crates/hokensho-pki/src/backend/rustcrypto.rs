use core::fmt;

use p256::ecdsa::signature::hazmat::PrehashVerifier;
use rsa::{BoxedUint, Pkcs1v15Sign, Pss};
use sha2::{Digest, Sha256, Sha384};

use super::{Backend, DigestInfoBackend, InvalidSignature};
use crate::hash::{digest_info, sha256};
use crate::{EcPublicKey, PublicKey, SignatureScheme};

/// The backend in plain Rust: the crates `rsa`, `p256`, `p384` and `sha2` of the RustCrypto project.
///
/// RUSTSEC-2023-0071 is about private keys; only public ones are used here.
///
/// ```
/// use hokensho_mock::Persona;
/// use hokensho_pki::{Backend, Certificate, RustCrypto, SignatureScheme};
///
/// let adult = Persona::named("adult")?;
/// let ca = Certificate::parse(adult.auth_ca_certificate())?;
/// let key = RustCrypto.prepare(ca.public_key())?;
/// let scheme = SignatureScheme::RsaPkcs1Sha256;
/// assert!(RustCrypto.verify(&key, scheme, ca.signed(), ca.signature()).is_ok(), "self-signed");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct RustCrypto;

/// A key made ready for [`RustCrypto`].
///
/// ```
/// use hokensho_pki::{Backend, PublicKey, RsaPublicKey, RustCrypto, RustCryptoKey};
///
/// let key = PublicKey::Rsa(RsaPublicKey::new(&[0xFF; 256]).ok_or("no key")?);
/// let key: RustCryptoKey = RustCrypto.prepare(key)?;
/// assert_eq!(format!("{key:?}"), "RustCryptoKey(RSA)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct RustCryptoKey(Key);

#[derive(Clone)]
enum Key {
    P256(p256::ecdsa::VerifyingKey),
    P384(p384::ecdsa::VerifyingKey),
    Rsa(rsa::RsaPublicKey),
}

impl fmt::Debug for RustCryptoKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Key::P256(_) => "RustCryptoKey(P-256)",
            Key::P384(_) => "RustCryptoKey(P-384)",
            Key::Rsa(_) => "RustCryptoKey(RSA)",
        })
    }
}

impl Backend for RustCrypto {
    type Key = RustCryptoKey;

    fn prepare(&self, key: PublicKey<'_>) -> Result<RustCryptoKey, InvalidSignature> {
        Ok(RustCryptoKey(match key {
            PublicKey::Ec(EcPublicKey::P256(point)) => {
                Key::P256(p256::ecdsa::VerifyingKey::from_sec1_bytes(point).map_err(|_| InvalidSignature)?)
            }
            PublicKey::Ec(EcPublicKey::P384(point)) => {
                Key::P384(p384::ecdsa::VerifyingKey::from_sec1_bytes(point).map_err(|_| InvalidSignature)?)
            }
            PublicKey::Other(_) => return Err(InvalidSignature),
            PublicKey::Rsa(key) => {
                // As wide as the key, no wider: the arithmetic takes the square of it.
                let bits = u32::try_from(key.modulus().len() * 8).map_err(|_| InvalidSignature)?;
                let modulus = BoxedUint::from_be_slice(key.modulus(), bits).map_err(|_| InvalidSignature)?;
                let exponent = BoxedUint::from(65_537_u32);
                Key::Rsa(rsa::RsaPublicKey::new(modulus, exponent).map_err(|_| InvalidSignature)?)
            }
        }))
    }

    fn verify(
        &self,
        key: &RustCryptoKey,
        scheme: SignatureScheme,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        match (&key.0, scheme) {
            (Key::Rsa(_), SignatureScheme::RsaPkcs1Sha256) => {
                self.verify_digest_info(key, &digest_info(&sha256(message)), signature)
            }
            (Key::Rsa(key), SignatureScheme::RsaPssSha256) => {
                key.verify(Pss::<Sha256>::new(), &sha256(message), signature).map_err(|_| InvalidSignature)
            }
            (key, SignatureScheme::EcdsaSha256) => verify_ecdsa(key, &sha256(message), signature),
            (key, SignatureScheme::EcdsaSha384) => verify_ecdsa(key, &Sha384::digest(message), signature),
            (
                Key::P256(_) | Key::P384(_),
                SignatureScheme::RsaPkcs1Sha256 | SignatureScheme::RsaPssSha256,
            ) => Err(InvalidSignature),
        }
    }

    fn digest_info_backend(&self) -> Option<&dyn DigestInfoBackend<Key = RustCryptoKey>> {
        Some(self)
    }
}

/// FIPS 186-5, 6.4.2, over a digest whose leftmost bits count if it is longer than the curve's order.
fn verify_ecdsa(key: &Key, digest: &[u8], signature: &[u8]) -> Result<(), InvalidSignature> {
    match key {
        Key::P256(key) => p256::ecdsa::Signature::from_der(signature)
            .and_then(|signature| key.verify_prehash(digest, &signature)),
        Key::P384(key) => p384::ecdsa::Signature::from_der(signature)
            .and_then(|signature| key.verify_prehash(digest, &signature)),
        Key::Rsa(_) => return Err(InvalidSignature),
    }
    .map_err(|_| InvalidSignature)
}

impl DigestInfoBackend for RustCrypto {
    fn verify_digest_info(
        &self,
        key: &RustCryptoKey,
        digest_info: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        let Key::Rsa(key) = &key.0 else { return Err(InvalidSignature) };
        key.verify(Pkcs1v15Sign::new_unprefixed(), digest_info, signature).map_err(|_| InvalidSignature)
    }
}
