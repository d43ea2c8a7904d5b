//! Public keys and signature algorithms.

use core::fmt;

use crate::Oid;
use crate::der::{Fault, Reader, Result, tag};

/// `rsaEncryption` (RFC 3279, 2.3.1).
const RSA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01];
/// `sha256WithRSAEncryption` (RFC 4055, 5).
const SHA256_WITH_RSA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B];

/// How a certificate or a list is signed.
///
/// ```
/// use hokensho_pki::{Certificate, SignatureAlgorithm};
///
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// let ca = Certificate::parse(adult.auth_ca_certificate())?;
/// assert_eq!(ca.signature_algorithm(), SignatureAlgorithm::Sha256WithRsa);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignatureAlgorithm {
    /// An algorithm that nothing here verifies.
    Other(Oid),
    /// RSASSA-PKCS1-v1_5 with SHA-256: all that JPKI uses today.
    Sha256WithRsa,
}

impl SignatureAlgorithm {
    /// Reads an AlgorithmIdentifier.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let mut sequence = reader.sequence()?;
        let algorithm = sequence.oid()?;
        if algorithm.content() != SHA256_WITH_RSA {
            return Ok(Self::Other(algorithm));
        }
        null_parameters(sequence)?;
        Ok(Self::Sha256WithRsa)
    }
}

/// RFC 4055, 5, and RFC 3279, 2.3.1: with RSA the parameters are NULL, and present.
fn null_parameters(mut parameters: Reader<'_>) -> Result<()> {
    let start = parameters;
    match parameters.read() {
        Ok(null) if null.tag == tag::NULL && null.content.is_empty() && parameters.is_empty() => Ok(()),
        _ => start.fault(Fault::AlgorithmParameters),
    }
}

/// The key of a certificate.
///
/// ```
/// use hokensho_pki::{Certificate, PublicKey};
///
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// let ca = Certificate::parse(adult.auth_ca_certificate())?;
/// assert!(matches!(ca.public_key(), PublicKey::Rsa(_)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PublicKey<'a> {
    /// A key of a kind that nothing here verifies with.
    Other(Oid),
    /// An RSA key.
    Rsa(RsaPublicKey<'a>),
}

impl<'a> PublicKey<'a> {
    /// Reads a SubjectPublicKeyInfo.
    pub(crate) fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut info = reader.sequence()?;
        let mut algorithm = info.sequence()?;
        let kind = algorithm.oid()?;
        let bits = info.require(tag::BIT_STRING)?;
        info.finish()?;
        if kind.content() != RSA {
            return Ok(Self::Other(kind));
        }
        null_parameters(algorithm)?;
        let mut inside = bits.octets_reader()?;
        let mut key = inside.sequence()?;
        inside.finish()?;
        let modulus = key.require(tag::INTEGER)?;
        let exponent = key.require(tag::INTEGER)?;
        key.finish()?;
        match modulus.content {
            [0, magnitude @ ..] if exponent.content == RsaPublicKey::EXPONENT => magnitude.try_into().ok(),
            _ => None,
        }
        .and_then(RsaPublicKey::new)
        .map(Self::Rsa)
        .ok_or(modulus.located(Fault::KeySize))
    }
}

/// An RSA key of 2048 bits with the exponent 65537, as all of JPKI's are.
///
/// ```
/// use hokensho_pki::RsaPublicKey;
///
/// assert!(RsaPublicKey::new(&[0xFF; 256]).is_some());
/// assert!(RsaPublicKey::new(&[0x7F; 256]).is_none(), "2047 bits");
/// assert!(RsaPublicKey::new(&[0xFE; 256]).is_none(), "even");
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RsaPublicKey<'a> {
    modulus: &'a [u8; 256],
}

impl<'a> RsaPublicKey<'a> {
    /// 65537, big-endian.
    pub const EXPONENT: [u8; 3] = [0x01, 0x00, 0x01];

    /// A key from its modulus, big-endian; `None` unless that is an odd number of exactly 2048 bits.
    #[must_use]
    pub const fn new(modulus: &'a [u8; 256]) -> Option<Self> {
        match modulus {
            [0x80..=0xFF, .., last] if *last & 1 == 1 => Some(Self { modulus }),
            _ => None,
        }
    }

    /// The modulus, big-endian.
    ///
    /// ```
    /// let key = hokensho_pki::RsaPublicKey::new(&[0xFF; 256]).ok_or("no key")?;
    /// assert_eq!(key.modulus().len() * 8, 2048);
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub const fn modulus(&self) -> &'a [u8; 256] {
        self.modulus
    }
}

impl fmt::Debug for RsaPublicKey<'_> {
    /// A key names a person as well as a serial does: not shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RsaPublicKey(2048 bits)")
    }
}
