use core::fmt;

use aws_lc_rs::signature::{
    self, ParsedPublicKey, RsaPublicKeyComponents, UnparsedPublicKey, VerificationAlgorithm,
};

use super::{Backend, InvalidSignature};
use crate::{EcPublicKey, PublicKey, RsaPublicKey, SignatureScheme};

/// The backend for servers: AWS-LC, in C and assembly, through the crate `aws-lc-rs`.
///
/// Several times faster than the other backend. It needs a C compiler to build, and checks nothing over a given
/// DigestInfo: a face record is left to the other.
///
/// ```
/// use hokensho_mock::Persona;
/// use hokensho_pki::{AwsLcRs, Backend, Certificate, SignatureScheme};
///
/// let adult = Persona::named("adult")?;
/// let ca = Certificate::parse(adult.auth_ca_certificate())?;
/// let key = AwsLcRs.prepare(ca.public_key())?;
/// let scheme = SignatureScheme::RsaPkcs1Sha256;
/// assert!(AwsLcRs.verify(&key, scheme, ca.signed(), ca.signature()).is_ok(), "self-signed");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct AwsLcRs;

/// A key made ready for [`AwsLcRs`], and for the scheme that is usual for it: it is read anew for each signature made in
/// another.
///
/// ```
/// use hokensho_pki::{AwsLcRs, AwsLcRsKey, Backend, PublicKey, RsaPublicKey};
///
/// let key = PublicKey::Rsa(RsaPublicKey::new(&[0xFF; 256]).ok_or("no key")?);
/// let key: AwsLcRsKey = AwsLcRs.prepare(key)?;
/// assert_eq!(format!("{key:?}"), "AwsLcRsKey(RSA)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct AwsLcRsKey {
    kind: Kind,
    /// For the usual scheme.
    key: ParsedPublicKey,
}

#[derive(Clone, Copy)]
enum Kind {
    P256,
    P384,
    Rsa,
}

impl fmt::Debug for AwsLcRsKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            Kind::P256 => "AwsLcRsKey(P-256)",
            Kind::P384 => "AwsLcRsKey(P-384)",
            Kind::Rsa => "AwsLcRsKey(RSA)",
        })
    }
}

impl Backend for AwsLcRs {
    type Key = AwsLcRsKey;

    fn prepare(&self, key: PublicKey<'_>) -> Result<AwsLcRsKey, InvalidSignature> {
        let (kind, key) = match key {
            PublicKey::Ec(EcPublicKey::P256(point)) => {
                (Kind::P256, ParsedPublicKey::new(&signature::ECDSA_P256_SHA256_ASN1, point))
            }
            PublicKey::Ec(EcPublicKey::P384(point)) => {
                (Kind::P384, ParsedPublicKey::new(&signature::ECDSA_P384_SHA384_ASN1, point))
            }
            PublicKey::Other(_) => return Err(InvalidSignature),
            PublicKey::Rsa(key) => {
                let parts = RsaPublicKeyComponents { n: key.modulus(), e: &RsaPublicKey::EXPONENT };
                (Kind::Rsa, parts.to_parsed_public_key(&signature::RSA_PKCS1_2048_8192_SHA256))
            }
        };
        Ok(AwsLcRsKey { kind, key: key.map_err(|_| InvalidSignature)? })
    }

    fn verify(
        &self,
        AwsLcRsKey { kind, key }: &AwsLcRsKey,
        scheme: SignatureScheme,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        let other: &dyn VerificationAlgorithm = match (kind, scheme) {
            (Kind::Rsa, SignatureScheme::RsaPkcs1Sha256)
            | (Kind::P256, SignatureScheme::EcdsaSha256)
            | (Kind::P384, SignatureScheme::EcdsaSha384) => {
                return key.verify_sig(message, signature).map_err(|_| InvalidSignature);
            }
            (Kind::Rsa, SignatureScheme::RsaPssSha256) => &signature::RSA_PSS_2048_8192_SHA256,
            (Kind::P256, SignatureScheme::EcdsaSha384) => &signature::ECDSA_P256_SHA384_ASN1,
            (Kind::P384, SignatureScheme::EcdsaSha256) => &signature::ECDSA_P384_SHA256_ASN1,
            (Kind::Rsa, SignatureScheme::EcdsaSha256 | SignatureScheme::EcdsaSha384)
            | (Kind::P256 | Kind::P384, SignatureScheme::RsaPkcs1Sha256 | SignatureScheme::RsaPssSha256) => {
                return Err(InvalidSignature);
            }
        };
        UnparsedPublicKey::new(other, key).verify(message, signature).map_err(|_| InvalidSignature)
    }
}
