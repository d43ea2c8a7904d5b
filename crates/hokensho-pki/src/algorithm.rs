//! How things are signed.

use core::fmt;

use crate::der::{Element, Fault, Reader, Result, tag};
use crate::{Document, Error, Oid};

/// `id-RSASSA-PSS` (RFC 4055, 3.1).
const RSASSA_PSS: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0A];
/// `sha256WithRSAEncryption` (RFC 4055, 5).
pub(crate) const SHA256_WITH_RSA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B];
/// `ecdsa-with-SHA256` and `ecdsa-with-SHA384` (RFC 5758, 3.2).
pub(crate) const ECDSA_WITH_SHA256: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02];
pub(crate) const ECDSA_WITH_SHA384: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x03];
/// `id-mgf1` and `id-sha256` (RFC 4055, 2.1 and 2.2).
const MGF1: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x08];
pub(crate) const SHA256: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];

/// A way to sign that a [`Backend`](crate::Backend) verifies.
///
/// ```
/// assert_eq!(hokensho_pki::SignatureScheme::RsaPkcs1Sha256.to_string(), "RSA PKCS#1 v1.5 with SHA-256");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SignatureScheme {
    /// ECDSA with SHA-256 (RFC 5758, 3.2).
    EcdsaSha256,
    /// ECDSA with SHA-384. With a key on P-384 it is what the next card is said to use.
    EcdsaSha384,
    /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, 8.2): all that JPKI uses today.
    RsaPkcs1Sha256,
    /// RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes (RFC 8017, 8.1). Cards can make it; nothing
    /// of JPKI's is signed so, and a verifier takes it only when asked to.
    RsaPssSha256,
}

impl fmt::Display for SignatureScheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::EcdsaSha256 => "ECDSA with SHA-256",
            Self::EcdsaSha384 => "ECDSA with SHA-384",
            Self::RsaPkcs1Sha256 => "RSA PKCS#1 v1.5 with SHA-256",
            Self::RsaPssSha256 => "RSA PSS with SHA-256",
        })
    }
}

/// What a certificate or a list says about how it is signed, or a key about how it signs.
///
/// ```
/// use hokensho_pki::{Certificate, SignatureAlgorithm, SignatureScheme};
///
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// let ca = Certificate::parse(adult.auth_ca_certificate())?;
/// assert_eq!(ca.signature_algorithm(), SignatureAlgorithm::Known(SignatureScheme::RsaPkcs1Sha256));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureAlgorithm {
    /// One that can be verified.
    Known(SignatureScheme),
    /// One that nothing here verifies.
    Other(Oid),
}

impl SignatureAlgorithm {
    /// Reads an AlgorithmIdentifier.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let mut sequence = reader.sequence()?;
        let algorithm = sequence.oid()?;
        Ok(Self::Known(match algorithm.content() {
            SHA256_WITH_RSA => {
                null_parameters(sequence)?;
                SignatureScheme::RsaPkcs1Sha256
            }
            // RFC 5758, 3.2: "the encoding MUST omit the parameters field".
            ECDSA_WITH_SHA256 => no_parameters(sequence).map(|()| SignatureScheme::EcdsaSha256)?,
            ECDSA_WITH_SHA384 => no_parameters(sequence).map(|()| SignatureScheme::EcdsaSha384)?,
            RSASSA_PSS => match pss_parameters(sequence)? {
                Pss::Sha256 => SignatureScheme::RsaPssSha256,
                Pss::Other => return Ok(Self::Other(algorithm)),
            },
            _ => return Ok(Self::Other(algorithm)),
        }))
    }
}

/// Which of the schemes are taken.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum SchemeRules {
    AcceptPss,
    #[default]
    RefusePss,
}

impl SchemeRules {
    /// The scheme of a document, if it is taken.
    pub(crate) const fn scheme_of(
        self,
        document: Document,
        algorithm: SignatureAlgorithm,
    ) -> core::result::Result<SignatureScheme, Error> {
        match (algorithm, self) {
            (SignatureAlgorithm::Other(oid), _) => Err(Error::AlgorithmUnsupported { document, oid }),
            (SignatureAlgorithm::Known(scheme @ SignatureScheme::RsaPssSha256), Self::RefusePss) => {
                Err(Error::SchemeRefused { document, scheme })
            }
            (SignatureAlgorithm::Known(scheme), _) => Ok(scheme),
        }
    }
}

/// RFC 4055, 5, and RFC 3279, 2.3.1: with RSA the parameters are NULL, and present.
pub(crate) fn null_parameters(mut parameters: Reader<'_>) -> Result<()> {
    let start = parameters;
    match parameters.read() {
        Ok(null) if is_null(&null) && parameters.is_empty() => Ok(()),
        _ => start.fault(Fault::AlgorithmParameters),
    }
}

fn no_parameters(parameters: Reader<'_>) -> Result<()> {
    if parameters.is_empty() { Ok(()) } else { parameters.fault(Fault::AlgorithmParameters) }
}

fn is_null(element: &Element<'_>) -> bool {
    element.tag == tag::NULL && element.content.is_empty()
}

enum Pss {
    Sha256,
    Other,
}

/// RSASSA-PSS-params (RFC 4055, 3.1). What isn't written is SHA-1 or a salt of 20 bytes, and so another scheme.
fn pss_parameters(mut parameters: Reader<'_>) -> Result<Pss> {
    let mut fields = parameters.sequence()?;
    parameters.finish()?;
    let hash = fields.optional(tag::constructed(0))?.map(|hash| names_sha256(hash.reader()));
    let mask = fields.optional(tag::constructed(1))?.map(|mask| names_mgf1_sha256(mask.reader()));
    let salt = fields.optional(tag::constructed(2))?.map(|salt| salt.content == [tag::INTEGER, 1, 32]);
    // The trailer has one value, which is the default and so not written.
    fields.finish()?;
    let all = hash.transpose()? == Some(true) && mask.transpose()? == Some(true) && salt == Some(true);
    Ok(if all { Pss::Sha256 } else { Pss::Other })
}

fn names_mgf1_sha256(mut outer: Reader<'_>) -> Result<bool> {
    let mut sequence = outer.sequence()?;
    outer.finish()?;
    Ok(sequence.oid()?.content() == MGF1 && names_sha256(sequence)?)
}

/// RFC 4055, 2.1: the parameters of a hash are NULL or absent, and both must be taken.
fn names_sha256(mut outer: Reader<'_>) -> Result<bool> {
    let mut sequence = outer.sequence()?;
    outer.finish()?;
    let named = sequence.oid()?.content() == SHA256;
    Ok(named && (sequence.is_empty() || null_parameters(sequence).is_ok()))
}
