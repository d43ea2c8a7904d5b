//! Public keys.

mod ec;
mod rsa;

pub use ec::EcPublicKey;
pub use rsa::RsaPublicKey;

use crate::algorithm::null_parameters;
use crate::der::{Fault, Reader, Result, tag};
use crate::{Oid, SignatureAlgorithm, SignatureScheme};

/// `rsaEncryption` (RFC 3279, 2.3.1).
pub(crate) const RSA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01];
/// `id-ecPublicKey` (RFC 5480, 2.1.1).
const EC: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01];
/// `secp256r1` and `secp384r1` (RFC 5480, 2.1.1.1).
const P256: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07];
const P384: &[u8] = &[0x2B, 0x81, 0x04, 0x00, 0x22];

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
    /// A key on the curve P-256 or P-384.
    Ec(EcPublicKey<'a>),
    /// A key of a kind that nothing here verifies with: its algorithm, or its curve.
    Other(Oid),
    /// An RSA key.
    Rsa(RsaPublicKey<'a>),
}

impl<'a> PublicKey<'a> {
    /// How it is signed with unless something else is agreed: RSA with PKCS#1 v1.5, ECDSA with the hash that is as
    /// strong as the curve.
    ///
    /// ```
    /// use hokensho_pki::{EcPublicKey, PublicKey, SignatureAlgorithm, SignatureScheme};
    ///
    /// let key = PublicKey::Ec(EcPublicKey::p384(&[0x04; 97]).ok_or("compressed")?);
    /// assert_eq!(key.usual_algorithm(), SignatureAlgorithm::Known(SignatureScheme::EcdsaSha384));
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub const fn usual_algorithm(&self) -> SignatureAlgorithm {
        SignatureAlgorithm::Known(match self {
            Self::Ec(EcPublicKey::P256(_)) => SignatureScheme::EcdsaSha256,
            Self::Ec(EcPublicKey::P384(_)) => SignatureScheme::EcdsaSha384,
            Self::Other(oid) => return SignatureAlgorithm::Other(*oid),
            Self::Rsa(_) => SignatureScheme::RsaPkcs1Sha256,
        })
    }

    /// Reads a SubjectPublicKeyInfo: the key, and its bits as they stand.
    pub(crate) fn read(reader: &mut Reader<'a>) -> Result<(Self, &'a [u8])> {
        let mut info = reader.sequence()?;
        let mut algorithm = info.sequence()?;
        let kind = algorithm.oid()?;
        let bits = info.require(tag::BIT_STRING)?;
        info.finish()?;
        let octets = bits.octets()?;
        let key = match kind.content() {
            RSA => {
                null_parameters(algorithm)?;
                RsaPublicKey::read(bits.octets_reader()?).map(Self::Rsa)?
            }
            EC => {
                // RFC 5480, 2.1.1: a curve is named, never described.
                let curve = algorithm.oid()?;
                algorithm.finish()?;
                let point = match curve.content() {
                    P256 => octets.try_into().ok().and_then(EcPublicKey::p256),
                    P384 => octets.try_into().ok().and_then(EcPublicKey::p384),
                    _ => return Ok((Self::Other(curve), octets)),
                };
                point.map(Self::Ec).ok_or(bits.located(Fault::EcPoint))?
            }
            _ => Self::Other(kind),
        };
        Ok((key, octets))
    }
}
