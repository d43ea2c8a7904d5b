//! Signed data made in two steps, so that a card signs in between.

use alloc::vec;
use alloc::vec::Vec;
use core::fmt;

use super::attributes::{CONTENT_TYPE, MESSAGE_DIGEST, SIGNING_CERTIFICATE_V2, SIGNING_TIME};
use super::content::{ContentDigest, DigestAlgorithm};
use super::rule::SignerRule;
use super::{DATA, SIGNED_DATA};
use crate::algorithm::{ECDSA_WITH_SHA256, ECDSA_WITH_SHA384, SHA256_WITH_RSA};
use crate::der::{tag, write};
use crate::{Certificate, Document, EcPublicKey, Error, PublicKey, Time};

/// Makes signed data with one signer (RFC 5652, 5; RFC 5754), whose certificate comes along and is signed too
/// (`signingCertificateV2`; RFC 5035, 3).
///
/// ```
/// use hokensho_pki::{ContentHasher, SignedDataBuilder, Time};
///
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// let certificate = adult.sign_certificate().ok_or("no certificate")?; // read from the card
/// let builder = SignedDataBuilder::new(certificate)?
///     .with_signing_time(Time::from_utc(2026, 11, 22, 0, 0, 0)?)?
///     .with_certificate(adult.sign_ca_certificate())?;
///
/// let mut hasher = ContentHasher::new(builder.digest_algorithm());
/// hasher.update(b"a large file, ");
/// hasher.update(b"piece by piece");
/// let request = builder.request(&hasher.finish())?;
///
/// // The card does this, with its sign password.
/// let signature = adult.sign_key().ok_or("no key")?.sign_sha256(request.to_sign());
/// let beside_the_file = request.detached(&signature);
/// let around_the_file = request.attached(&signature);
/// assert!(around_the_file.before.len() + around_the_file.after.len() > beside_the_file.len());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct SignedDataBuilder<'a> {
    certificate: Certificate<'a>,
    scheme: Scheme,
    signing_time: Option<Vec<u8>>,
    certificates: Vec<&'a [u8]>,
}

/// The one way in which a key signs here.
#[derive(Clone, Copy)]
enum Scheme {
    Rsa,
    P256,
    P384,
}

impl Scheme {
    fn of(key: PublicKey<'_>) -> Result<Self, Error> {
        match key {
            PublicKey::Rsa(_) => Ok(Self::Rsa),
            PublicKey::Ec(EcPublicKey::P256(_)) => Ok(Self::P256),
            PublicKey::Ec(EcPublicKey::P384(_)) => Ok(Self::P384),
            PublicKey::Other(oid) => {
                Err(Error::AlgorithmUnsupported { document: Document::Certificate, oid })
            }
        }
    }

    const fn digest(self) -> DigestAlgorithm {
        match self {
            Self::Rsa | Self::P256 => DigestAlgorithm::Sha256,
            Self::P384 => DigestAlgorithm::Sha384,
        }
    }

    /// RFC 5754, 3.2 and 3.3: NULL with RSA, nothing with ECDSA.
    fn write(self) -> Vec<u8> {
        let (oid, parameters): (_, &[u8]) = match self {
            Self::Rsa => (SHA256_WITH_RSA, &[tag::NULL, 0]),
            Self::P256 => (ECDSA_WITH_SHA256, &[]),
            Self::P384 => (ECDSA_WITH_SHA384, &[]),
        };
        write::element(tag::SEQUENCE, &[&write::element(tag::OID, &[oid]), parameters])
    }
}

impl<'a> SignedDataBuilder<'a> {
    /// Begins with the signer's certificate. Whether it is genuine and for signing is not asked: who verifies does.
    ///
    /// # Errors
    /// [`Error::Malformed`] if it is no certificate, [`Error::AlgorithmUnsupported`] if its key is of a kind that nothing
    /// here verifies with.
    pub fn new(certificate: &'a [u8]) -> Result<Self, Error> {
        let parsed = Certificate::parse(certificate)?;
        let scheme = Scheme::of(parsed.public_key())?;
        Ok(Self { certificate: parsed, scheme, signing_time: None, certificates: vec![certificate] })
    }

    /// States when it was signed: the signer's own claim.
    ///
    /// # Errors
    /// [`Error::TimeUnwritable`] outside of the years 1 to 9999.
    pub fn with_signing_time(self, time: Time) -> Result<Self, Error> {
        let time = write::time(time).ok_or(Error::TimeUnwritable)?;
        Ok(Self { signing_time: Some(time), ..self })
    }

    /// Sends another certificate along, such as the CA's. One that is there already isn't repeated.
    ///
    /// # Errors
    /// [`Error::Malformed`] if it is no certificate.
    pub fn with_certificate(mut self, certificate: &'a [u8]) -> Result<Self, Error> {
        Certificate::parse(certificate)?;
        if !self.certificates.contains(&certificate) {
            self.certificates.push(certificate);
        }
        Ok(self)
    }

    /// How the content must be hashed for the signer's key.
    #[must_use]
    pub const fn digest_algorithm(&self) -> DigestAlgorithm {
        self.scheme.digest()
    }

    /// Puts together what the key is to sign.
    ///
    /// # Errors
    /// [`Error::Signer`] if the content was hashed with another algorithm than [`SignedDataBuilder::digest_algorithm`].
    pub fn request(self, content: &ContentDigest) -> Result<SignatureRequest, Error> {
        let digest = self.digest_algorithm();
        if content.algorithm() != digest {
            return Err(Error::Signer { signer: 0, rule: SignerRule::DigestOfSignature });
        }
        let mut attributes = vec![
            attribute(CONTENT_TYPE, &write::element(tag::OID, &[DATA])),
            attribute(MESSAGE_DIGEST, &write::element(tag::OCTET_STRING, &[content.bytes()])),
            attribute(SIGNING_CERTIFICATE_V2, &signing_certificate(&self.certificate)),
        ];
        attributes.extend(self.signing_time.map(|time| attribute(SIGNING_TIME, &time)));
        let serial = write::unsigned(self.certificate.serial());
        let issuer_and_serial = [self.certificate.issuer().der(), &serial];
        let certificates = self.certificates.into_iter().map(<[u8]>::to_vec).collect();
        Ok(SignatureRequest {
            to_sign: write::set_of(tag::SET, attributes),
            signer: write::element(tag::SEQUENCE, &issuer_and_serial),
            digest: digest.write(),
            algorithm: self.scheme.write(),
            certificates: write::set_of(tag::constructed(0), certificates),
            content_length: content.content_length(),
        })
    }
}

impl fmt::Debug for SignedDataBuilder<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignedDataBuilder({} certificates)", self.certificates.len())
    }
}

/// Signed data that waits for its signature.
///
/// Made by [`SignedDataBuilder::request`]. `Debug` shows lengths only.
///
/// ```
/// use hokensho_pki::{ContentDigest, DigestAlgorithm, SignedDataBuilder, digest_info, sha256};
///
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// # let certificate = adult.sign_certificate().ok_or("no certificate")?;
/// let content = ContentDigest::of(DigestAlgorithm::Sha256, b"contract");
/// let request = SignedDataBuilder::new(certificate)?.request(&content)?;
/// let for_the_card = digest_info(&sha256(request.to_sign()));
/// assert_eq!(for_the_card.len(), 51);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct SignatureRequest {
    to_sign: Vec<u8>,
    signer: Vec<u8>,
    digest: Vec<u8>,
    algorithm: Vec<u8>,
    certificates: Vec<u8>,
    content_length: u64,
}

impl SignatureRequest {
    /// What the key signs: the signed attributes as a SET OF (RFC 5652, 5.4), hashed like the content. With RSA the
    /// signature is RSASSA-PKCS1-v1_5, with ECDSA it is in DER.
    #[must_use]
    pub fn to_sign(&self) -> &[u8] {
        &self.to_sign
    }

    /// Signed data that goes beside its content. Whether the signature fits isn't asked: who verifies does.
    #[must_use]
    pub fn detached(&self, signature: &[u8]) -> Vec<u8> {
        let content_type = write::element(tag::OID, &[DATA]);
        let content = write::element(tag::SEQUENCE, &[&content_type]);
        let after = self.after_content(signature);
        let mut der = self.before_content(&content, 0, &after);
        der.extend(after);
        der
    }

    /// Signed data that goes around its content, in two parts: a large content is written between them, and never
    /// copied.
    ///
    /// Whoever verifies it here needs all of it in one slice, and less than 4 GiB: more is written, but
    /// [`SignedData::parse`](crate::SignedData::parse) refuses its length. Larger contents go
    /// [beside](SignatureRequest::detached) it.
    #[must_use]
    pub fn attached(&self, signature: &[u8]) -> AttachedParts {
        let length = self.content_length;
        let octets = write::header(tag::OCTET_STRING, length);
        let explicit = open(tag::constructed(0), &[&octets], length);
        let content_type = write::element(tag::OID, &[DATA]);
        let content = open(tag::SEQUENCE, &[&content_type, &explicit], length);
        let after = self.after_content(signature);
        AttachedParts { before: self.before_content(&content, length, &after), after }
    }

    /// ContentInfo and SignedData up to the content, of which the beginning is given and `missing` bytes come later.
    fn before_content(&self, content: &[u8], missing: u64, after: &[u8]) -> Vec<u8> {
        let missing = missing.saturating_add(length(after));
        let version = write::unsigned(&[1]);
        let digests = write::element(tag::SET, &[&self.digest]);
        let signed_data = open(tag::SEQUENCE, &[&version, &digests, content], missing);
        let explicit = open(tag::constructed(0), &[&signed_data], missing);
        let content_type = write::element(tag::OID, &[SIGNED_DATA]);
        open(tag::SEQUENCE, &[&content_type, &explicit], missing)
    }

    /// The certificates and the SignerInfo.
    fn after_content(&self, signature: &[u8]) -> Vec<u8> {
        let mut attributes = self.to_sign.clone();
        if let Some(tag) = attributes.first_mut() {
            *tag = tag::constructed(0);
        }
        let signer = write::element(
            tag::SEQUENCE,
            &[
                &write::unsigned(&[1]),
                &self.signer,
                &self.digest,
                &attributes,
                &self.algorithm,
                &write::element(tag::OCTET_STRING, &[signature]),
            ],
        );
        [&self.certificates[..], &write::element(tag::SET, &[&signer])].concat()
    }
}

impl fmt::Debug for SignatureRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignatureRequest({} bytes to sign)", self.to_sign.len())
    }
}

/// What comes before and after the content that was signed.
///
/// ```
/// use hokensho_pki::AttachedParts;
///
/// let parts = AttachedParts { before: b"<".to_vec(), after: b">".to_vec() };
/// assert_eq!(parts.around(b"content"), b"<content>");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct AttachedParts {
    /// The bytes before the content.
    pub before: Vec<u8>,
    /// The bytes after the content.
    pub after: Vec<u8>,
}

impl AttachedParts {
    /// All of it in memory, for a content that is small enough. It must be the one that was hashed.
    #[must_use]
    pub fn around(&self, content: &[u8]) -> Vec<u8> {
        [&self.before[..], content, &self.after].concat()
    }
}

impl fmt::Debug for AttachedParts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AttachedParts({} and {} bytes)", self.before.len(), self.after.len())
    }
}

/// The header of an element, and the parts of its content that are there; `missing` bytes come later.
fn open(tag: u8, parts: &[&[u8]], missing: u64) -> Vec<u8> {
    let present = parts.iter().fold(missing, |sum, part| sum.saturating_add(length(part)));
    let header = write::header(tag, present);
    core::iter::once(&header[..]).chain(parts.iter().copied()).flatten().copied().collect()
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

/// An attribute with one value (RFC 5652, 5.3).
fn attribute(oid: &[u8], value: &[u8]) -> Vec<u8> {
    write::element(tag::SEQUENCE, &[&write::element(tag::OID, &[oid]), &write::element(tag::SET, &[value])])
}

/// SigningCertificateV2 with the SHA-256 of the certificate, which is the default and so not said (RFC 5035, 3 and 4).
fn signing_certificate(certificate: &Certificate<'_>) -> Vec<u8> {
    let digest = ContentDigest::of(DigestAlgorithm::Sha256, certificate.der());
    let hash = write::element(tag::OCTET_STRING, &[digest.bytes()]);
    [tag::SEQUENCE; 3].into_iter().fold(hash, |inner, tag| write::element(tag, &[&inner]))
}
