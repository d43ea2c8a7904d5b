//! One signer: who, how, and the signature (RFC 5652, 5.3).

use super::attributes::{SignedAttributes, read_unsigned};
use super::content::{DigestAlgorithm, StatedDigest};
use crate::algorithm::{SHA256_WITH_RSA, null_parameters};
use crate::der::{Fault, Reader, Result, tag};
use crate::key::RSA;
use crate::{Certificate, Name, SignatureAlgorithm, SignatureScheme};

#[derive(Clone)]
pub(super) struct SignerInfo<'a> {
    pub(super) identifier: SignerIdentifier<'a>,
    pub(super) digest: StatedDigest,
    pub(super) attributes: Option<SignedAttributes<'a>>,
    pub(super) algorithm: SignatureAlgorithm,
    pub(super) signature: &'a [u8],
}

/// Which certificate is the signer's.
#[derive(Clone)]
pub(super) enum SignerIdentifier<'a> {
    IssuerAndSerial(Name<'a>, &'a [u8]),
    KeyId(&'a [u8]),
}

impl<'a> SignerInfo<'a> {
    pub(super) fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut fields = reader.sequence()?;
        let version = fields.require(tag::INTEGER)?;
        let identifier = SignerIdentifier::read(&mut fields)?;
        if version.content != [identifier.version()] {
            return version.fault(Fault::Version);
        }
        let digest = DigestAlgorithm::read(&mut fields)?;
        let attributes = fields.optional(tag::constructed(0))?;
        let attributes = attributes.map(|set| SignedAttributes::read(&set)).transpose()?;
        let algorithm = read_algorithm(&mut fields, digest)?;
        let signature = fields.require(tag::OCTET_STRING)?.content;
        if let Some(set) = fields.optional(tag::constructed(1))? {
            read_unsigned(&set)?;
        }
        fields.finish()?;
        Ok(Self { identifier, digest, attributes, algorithm, signature })
    }
}

impl<'a> SignerIdentifier<'a> {
    fn read(fields: &mut Reader<'a>) -> Result<Self> {
        if let Some(key_id) = fields.optional(tag::context(0))? {
            return Ok(Self::KeyId(key_id.content));
        }
        let mut named = fields.sequence()?;
        let issuer = Name::read_filled(&mut named)?;
        let serial = named.require(tag::INTEGER)?.positive()?;
        named.finish()?;
        Ok(Self::IssuerAndSerial(issuer, serial))
    }

    /// The version that goes with this form (RFC 5652, 5.3).
    pub(super) const fn version(&self) -> u8 {
        match self {
            Self::IssuerAndSerial(..) => 1,
            Self::KeyId(_) => 3,
        }
    }

    pub(super) fn names(&self, certificate: &Certificate<'_>) -> bool {
        match self {
            Self::IssuerAndSerial(issuer, serial) => {
                *serial == certificate.serial() && issuer.matches(&certificate.issuer())
            }
            Self::KeyId(key_id) => {
                certificate.extensions().subject_key_id.is_some_and(|found| found.value == *key_id)
            }
        }
    }
}

/// An AlgorithmIdentifier as CMS writes it: with RSA often the key's kind only, the hash being the signer's digest
/// algorithm (RFC 3370, 3.2). With `sha256WithRSAEncryption`, "implementations MUST accept the parameters being absent
/// as well as present" (RFC 5754, 3.2).
fn read_algorithm(fields: &mut Reader<'_>, digest: StatedDigest) -> Result<SignatureAlgorithm> {
    let mut ahead = *fields;
    let mut sequence = ahead.sequence()?;
    let oid = sequence.oid()?;
    let algorithm = match oid.content() {
        RSA => {
            null_parameters(sequence)?;
            match digest {
                Ok(DigestAlgorithm::Sha256) => SignatureAlgorithm::Known(SignatureScheme::RsaPkcs1Sha256),
                _ => SignatureAlgorithm::Other(oid),
            }
        }
        SHA256_WITH_RSA if sequence.is_empty() => SignatureAlgorithm::Known(SignatureScheme::RsaPkcs1Sha256),
        _ => return SignatureAlgorithm::read(fields),
    };
    *fields = ahead;
    Ok(algorithm)
}
