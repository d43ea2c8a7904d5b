//! RSA-2048 keys that sign without randomness, so that everything made from them can be made again byte for byte.

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;

use rsa::pkcs8::DecodePrivateKey;
use rsa::rand_core::{TryCryptoRng, TryRng};
use rsa::traits::PublicKeyParts;
use rsa::{Pkcs1v15Sign, Pss, RsaPrivateKey};
use sha1::{Digest, Sha1};
use sha2::Sha256;

use super::data;
use crate::der::{self, Node};

/// Bytes of a modulus and of a signature.
const BYTES: usize = 256;
/// What PKCS#1 v1.5 leaves room for: 3 fixed bytes and at least 8 of padding (RFC 8017, 9.2).
const LONGEST: usize = BYTES - 11;
const RSA_ENCRYPTION: &[u32] = &[1, 2, 840, 113_549, 1, 1, 1];
const SHA_256: &[u32] = &[2, 16, 840, 1, 101, 3, 4, 2, 1];

/// An RSA-2048 private key with e = 65537. Test data: every built-in one is public.
///
/// ```
/// use hokensho_mock::pki::Key;
///
/// let key = Key::named("adult-auth").unwrap();
/// assert_eq!(key.sign_sha256(b"challenge"), key.sign_sha256(b"challenge"));
/// assert!(Key::named("nobody-auth").is_none());
/// ```
#[derive(Clone)]
pub struct Key(Arc<RsaPrivateKey>);

/// Why bytes are no usable key, or can't be signed with one.
///
/// ```
/// use hokensho_mock::pki::{Key, KeyError};
///
/// assert!(matches!(Key::from_pkcs8(b"no key"), Err(KeyError::Encoding { .. })));
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// PKCS#1 v1.5 signs 1 to 245 bytes with a 2,048-bit key.
    #[error("{bytes} bytes can't be padded for a signature; 1 to 245 can")]
    DataLength {
        /// Length of the data.
        bytes: usize,
    },
    /// Not PKCS#8 with an RSA key in it.
    #[error("not an RSA key in PKCS#8")]
    Encoding {
        /// What the decoder said.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Not 2,048 bits, or not e = 65537.
    #[error("RSA key of {bits} bits; only 2048 bits with e = 65537 are made for cards")]
    Parameters {
        /// Length of the modulus.
        bits: u32,
    },
}

impl Key {
    /// A built-in key: `adult-auth`, `adult-sign` and so on for each persona, and those of the authorities.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::from_pkcs8(data::key(name)?).ok()
    }

    /// A key from PKCS#8 in DER.
    ///
    /// # Errors
    /// [`KeyError::Encoding`] and [`KeyError::Parameters`].
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, KeyError> {
        let key = RsaPrivateKey::from_pkcs8_der(der)
            .map_err(|source| KeyError::Encoding { source: source.into() })?;
        let bits = key.n().bits();
        if bits == 2_048 && *key.e_bytes() == [1, 0, 1] {
            Ok(Self(Arc::new(key)))
        } else {
            Err(KeyError::Parameters { bits })
        }
    }

    /// Signs `data` as it stands under PKCS#1 v1.5 padding of type 1, as the card's `80 2A` with P1 = 00 does.
    ///
    /// ```
    /// use hokensho_mock::pki::{Key, KeyError};
    ///
    /// let key = Key::named("adult-auth").unwrap();
    /// let digest_info = Key::digest_info(&[0; 32]);
    /// assert_eq!(key.sign_padded(&digest_info)?, key.sign_digest(&[0; 32]));
    /// assert!(matches!(key.sign_padded(&[0; 246]), Err(KeyError::DataLength { bytes: 246 })));
    /// # Ok::<(), KeyError>(())
    /// ```
    ///
    /// # Errors
    /// [`KeyError::DataLength`] unless there are 1 to 245 bytes.
    pub fn sign_padded(&self, data: &[u8]) -> Result<[u8; BYTES], KeyError> {
        if data.is_empty() || data.len() > LONGEST {
            return Err(KeyError::DataLength { bytes: data.len() });
        }
        Ok(whole(self.0.sign(Pkcs1v15Sign::new_unprefixed(), data)))
    }

    /// Signs a SHA-256 digest (RSASSA-PKCS1-v1_5, RFC 8017, 8.2).
    #[must_use]
    pub fn sign_digest(&self, sha256: &[u8; 32]) -> [u8; BYTES] {
        self.sign_digest_info(sha256)
    }

    /// Signs three SHA-256 digests side by side in one DigestInfo, as the front of the card is signed.
    pub(super) fn sign_digests(&self, sha256: [[u8; 32]; 3]) -> [u8; BYTES] {
        self.sign_digest_info(sha256.as_flattened())
    }

    /// Signs the SHA-256 digest of `message` (RSASSA-PKCS1-v1_5, RFC 8017, 8.2).
    #[must_use]
    pub fn sign_sha256(&self, message: &[u8]) -> [u8; BYTES] {
        self.sign_digest(&Sha256::digest(message).into())
    }

    /// Signs a SHA-256 digest with RSASSA-PSS, MGF1 with SHA-256 and the salt given (RFC 8017, 8.1).
    ///
    /// ```
    /// let key = hokensho_mock::pki::Key::named("adult-auth").unwrap();
    /// assert_ne!(key.sign_pss(&[0; 32], &[1; 32]), key.sign_pss(&[0; 32], &[2; 32]));
    /// ```
    #[must_use]
    pub fn sign_pss(&self, sha256: &[u8; 32], salt: &[u8; 32]) -> [u8; BYTES] {
        let padding = Pss::<Sha256> { blinded: false, ..Pss::new() };
        whole(self.0.sign_with_rng(&mut Salt(*salt), padding, sha256))
    }

    /// A DigestInfo with the OID of SHA-256 (RFC 8017, 9.2) around `digest`; up to 245 bytes come out of up to 226.
    ///
    /// ```
    /// assert_eq!(hokensho_mock::pki::Key::digest_info(&[0; 32]).len(), 51);
    /// assert_eq!(hokensho_mock::pki::Key::digest_info(&[0; 96]).len(), 115);
    /// ```
    #[must_use]
    pub fn digest_info(digest: &[u8]) -> Vec<u8> {
        der::sequence([der::sequence([der::oid(SHA_256), der::null()]), der::octets(digest)]).encode()
    }

    /// The modulus, big-endian.
    #[must_use]
    pub fn modulus(&self) -> [u8; BYTES] {
        let mut modulus = [0; BYTES];
        modulus.copy_from_slice(&self.0.n_bytes());
        modulus
    }

    /// The public exponent, big-endian: 65537.
    #[must_use]
    pub fn exponent(&self) -> [u8; 3] {
        [1, 0, 1]
    }

    /// The public key as the card's records carry it: `90` exponent, `91` modulus, 265 bytes in all
    /// (read from a test card by others).
    ///
    /// ```
    /// let nodes = hokensho_mock::pki::Key::named("adult-auth").unwrap().card_public_key();
    /// assert_eq!(nodes.map(|node| node.encode().len()), [5, 260]);
    /// ```
    #[must_use]
    pub fn card_public_key(&self) -> [Node; 2] {
        [Node::new(0x90, self.exponent()), Node::new(0x91, self.modulus())]
    }

    /// SubjectPublicKeyInfo (RFC 5280, 4.1.2.7, with the parameters of RFC 3279, 2.3.1).
    #[must_use]
    pub fn subject_public_key_info(&self) -> Node {
        der::sequence([
            der::sequence([der::oid(RSA_ENCRYPTION), der::null()]),
            der::bits_of(self.rsa_public_key()),
        ])
    }

    /// SHA-1 of the key bits: the key identifier of RFC 5280, 4.2.1.2 (1).
    ///
    /// ```
    /// use hokensho_mock::pki::Key;
    ///
    /// let [auth, sign] = ["adult-auth", "adult-sign"].map(|name| Key::named(name).unwrap().identifier());
    /// assert_ne!(auth, sign);
    /// ```
    #[must_use]
    pub fn identifier(&self) -> [u8; 20] {
        Sha1::digest(self.rsa_public_key().encode()).into()
    }

    fn sign_digest_info(&self, digest: &[u8]) -> [u8; BYTES] {
        whole(self.0.sign(Pkcs1v15Sign::new_unprefixed(), &Self::digest_info(digest)))
    }

    fn rsa_public_key(&self) -> Node {
        der::sequence([der::integer(&self.modulus()), der::integer(&self.exponent())])
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(RSA-2048)")
    }
}

#[expect(
    clippy::expect_used,
    reason = "data of a length that was checked, under a key whose numbers were checked when it was read"
)]
fn whole(signature: rsa::Result<Vec<u8>>) -> [u8; BYTES] {
    signature.ok().and_then(|bytes| bytes.try_into().ok()).expect("a checked key signs")
}

/// Stands in for the random source from which a PSS signature draws its salt, and nothing else.
struct Salt([u8; 32]);

impl TryRng for Salt {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(0)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(0)
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        for (byte, salt) in out.iter_mut().zip(self.0) {
            *byte = salt;
        }
        Ok(())
    }
}

impl TryCryptoRng for Salt {}

#[cfg(test)]
mod tests {
    use rsa::RsaPublicKey;
    use rsa::pkcs8::EncodePrivateKey;

    use super::*;

    fn key() -> Key {
        Key::named("adult-auth").unwrap()
    }

    fn public() -> RsaPublicKey {
        key().0.to_public_key()
    }

    #[test]
    fn signs_what_an_ordinary_verifier_accepts() {
        let digest = Sha256::digest(b"message");
        let padding = Pkcs1v15Sign { hash_len: Some(32), prefix: Key::digest_info(&[0; 32])[..19].into() };
        public().verify(padding, &digest, &key().sign_sha256(b"message")).unwrap();
    }

    #[test]
    fn signs_pss_with_the_salt_given() {
        let digest: [u8; 32] = Sha256::digest(b"message").into();
        public().verify(Pss::<Sha256>::new(), &digest, &key().sign_pss(&digest, &[7; 32])).unwrap();
    }

    #[test]
    fn pads_from_1_to_245_bytes_as_they_are() {
        for data in [&[0xA5; 1][..], &[0xA5; 115], &[0xA5; 245]] {
            let signature = key().sign_padded(data).unwrap();
            public().verify(Pkcs1v15Sign::new_unprefixed(), data, &signature).unwrap();
        }
        assert!(matches!(key().sign_padded(&[]), Err(KeyError::DataLength { bytes: 0 })));
        assert!(matches!(key().sign_padded(&[0; 246]), Err(KeyError::DataLength { bytes: 246 })));
    }

    #[test]
    fn refuses_a_cut_key() {
        let der = data::key("adult-auth").unwrap();
        assert!(matches!(Key::from_pkcs8(&der[..der.len() - 1]), Err(KeyError::Encoding { .. })));
    }

    #[test]
    fn refuses_a_key_with_another_exponent() {
        let key = RsaPrivateKey::new_with_exp(&mut rand::rng(), 2_048, 257_u64.into()).unwrap();
        let der = key.to_pkcs8_der().unwrap();
        assert!(matches!(Key::from_pkcs8(der.as_bytes()), Err(KeyError::Parameters { bits: 2_048 })));
    }

    #[test]
    fn shows_no_number_of_the_key() {
        assert_eq!(format!("{:?}", key()), "Key(RSA-2048)");
    }
}
