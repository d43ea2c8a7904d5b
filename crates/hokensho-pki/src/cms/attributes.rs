//! What a signer signs beside the content's digest (RFC 5652, 5.3 and 11).

use alloc::vec::Vec;
use core::iter;

use super::content::{ContentDigest, DigestAlgorithm, StatedDigest};
use super::rule::SignerRule;
use crate::der::{Element, Fault, Reader, Result, tag};
use crate::{Certificate, Name, Oid, Time};

/// `id-contentType`, `id-messageDigest`, `id-signingTime` and `id-countersignature` (RFC 5652, 11).
pub(super) const CONTENT_TYPE: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x03];
pub(super) const MESSAGE_DIGEST: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x04];
pub(super) const SIGNING_TIME: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x05];
const COUNTERSIGNATURE: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x06];
/// `id-aa-signingCertificate` and `id-aa-signingCertificateV2` (RFC 5035, 5 and 3).
const SIGNING_CERTIFICATE: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x02, 0x0C];
pub(super) const SIGNING_CERTIFICATE_V2: &[u8] =
    &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x02, 0x2F];

/// Attributes of one signer. OpenSSL writes four or five, profiles for long keeping about ten.
const MAX_ATTRIBUTES: usize = 32;

/// Signed attributes that have all they must.
#[derive(Clone)]
pub(super) struct SignedAttributes<'a> {
    /// As they stand in the document, under the tag `[0]`.
    whole: &'a [u8],
    content_type: Oid,
    message_digest: &'a [u8],
    pub(super) signing_time: Option<Time>,
    signing_certificate: Option<SigningCertificate<'a>>,
}

impl<'a> SignedAttributes<'a> {
    pub(super) fn read(set: &Element<'a>) -> Result<Self> {
        let (mut content_type, mut message_digest) = (None, None);
        let (mut signing_time, mut signing_certificate) = (None, None);
        let mut before: &[u8] = &[];
        each_attribute(set, |attribute| {
            // RFC 5652, 5.3: "MUST be DER encoded"; so the set is in order (X.690, 11.6).
            if attribute.whole.whole <= before {
                return attribute.whole.fault(Fault::SetOrder);
            }
            before = attribute.whole.whole;
            match attribute.oid.content() {
                CONTENT_TYPE => content_type = Some(attribute.value(Reader::oid)?),
                MESSAGE_DIGEST => {
                    message_digest =
                        Some(attribute.value(|value| Ok(value.require(tag::OCTET_STRING)?.content))?);
                }
                SIGNING_TIME => signing_time = Some(attribute.value(Reader::time)?),
                SIGNING_CERTIFICATE_V2 => {
                    signing_certificate = Some(attribute.value(SigningCertificate::read)?);
                }
                // It names a certificate by SHA-1. To pass it over would be to believe any certificate.
                SIGNING_CERTIFICATE => {
                    return attribute.whole.fault(Fault::NeverIgnored { oid: attribute.oid });
                }
                _ => {}
            }
            Ok(())
        })?;
        let missing = |name| set.located(Fault::AttributeMissing { name });
        Ok(Self {
            whole: set.whole,
            content_type: content_type.ok_or(missing("content-type"))?,
            message_digest: message_digest.ok_or(missing("message-digest"))?,
            signing_time,
            signing_certificate,
        })
    }

    /// What the signature is over: "the DER encoding of the SET OF, rather than of the IMPLICIT [0]"
    /// (RFC 5652, 5.4, in short).
    pub(super) fn to_verify(&self) -> Vec<u8> {
        iter::once(tag::SET).chain(self.whole.iter().copied().skip(1)).collect()
    }

    pub(super) fn check(
        &self,
        content_type: Oid,
        content: &ContentDigest,
        certificate: &Certificate<'_>,
    ) -> core::result::Result<(), SignerRule> {
        if self.content_type != content_type {
            return Err(SignerRule::ContentType);
        }
        if self.message_digest != content.bytes() {
            return Err(SignerRule::MessageDigest);
        }
        match &self.signing_certificate {
            Some(named) if !named.is(certificate) => Err(SignerRule::SigningCertificate),
            _ => Ok(()),
        }
    }
}

/// A certificate named by its hash (ESSCertIDv2; RFC 5035, 4).
#[derive(Clone)]
struct SigningCertificate<'a> {
    algorithm: StatedDigest,
    hash: &'a [u8],
    issuer_and_serial: Option<(Name<'a>, &'a [u8])>,
}

impl<'a> SigningCertificate<'a> {
    /// Takes one certificate, the signer's, and no policies: more of either would narrow down which paths the signer
    /// meant, and isn't supported.
    fn read(value: &mut Reader<'a>) -> Result<Self> {
        let mut attribute = value.sequence()?;
        let mut certificates = attribute.sequence()?;
        attribute.finish()?;
        let mut fields = certificates.sequence()?;
        certificates.finish()?;
        let algorithm = if fields.begins_with(tag::SEQUENCE) {
            DigestAlgorithm::read(&mut fields)?
        } else {
            Ok(DigestAlgorithm::Sha256)
        };
        let hash = fields.require(tag::OCTET_STRING)?.content;
        let issuer_and_serial =
            if fields.is_empty() { None } else { Some(read_issuer_and_serial(&mut fields)?) };
        fields.finish()?;
        Ok(Self { algorithm, hash, issuer_and_serial })
    }

    fn is(&self, certificate: &Certificate<'_>) -> bool {
        let hash_fits = self
            .algorithm
            .is_ok_and(|algorithm| ContentDigest::of(algorithm, certificate.der()).bytes() == self.hash);
        hash_fits
            && self.issuer_and_serial.is_none_or(|(issuer, serial)| {
                issuer.matches(&certificate.issuer()) && serial == certificate.serial()
            })
    }
}

/// IssuerSerial: the issuer "MUST contain only a single directoryName" for certificates of keys (RFC 5035, 4).
fn read_issuer_and_serial<'a>(fields: &mut Reader<'a>) -> Result<(Name<'a>, &'a [u8])> {
    let mut issuer_and_serial = fields.sequence()?;
    let mut names = issuer_and_serial.sequence()?;
    let mut directory = names.require(tag::constructed(4))?.reader();
    names.finish()?;
    let issuer = Name::read_filled(&mut directory)?;
    directory.finish()?;
    let serial = issuer_and_serial.require(tag::INTEGER)?.positive()?;
    issuer_and_serial.finish()?;
    Ok((issuer, serial))
}

/// Reads unsigned attributes, about which nothing is said: they are whatever anybody added. Only a countersignature is
/// refused, since it is a signer, and each signer is checked or the whole refused.
pub(super) fn read_unsigned(set: &Element<'_>) -> Result<()> {
    each_attribute(set, |attribute| match attribute.oid.content() {
        COUNTERSIGNATURE => attribute.whole.fault(Fault::NeverIgnored { oid: attribute.oid }),
        _ => Ok(()),
    })
}

/// Whether a content could have been signed as somebody's attributes: a SET in which an attribute of a message's digest
/// stands after nothing but attributes. Judged more loosely than [`SignedAttributes::read`], whose refusals must not
/// make an attack possible.
pub(super) fn are_attributes(content: &[u8]) -> bool {
    let Ok(set) = Reader::new(content).require(tag::SET) else { return false };
    let mut attributes = set.reader();
    // Each step is over once it has read an element, so that all of them cost one pass over the content.
    while let Ok(attribute) = Attribute::read(&mut attributes) {
        if attribute.oid.content() == MESSAGE_DIGEST {
            return true;
        }
    }
    false
}

/// One attribute before its value is understood.
struct Attribute<'a> {
    oid: Oid,
    whole: Element<'a>,
    values: Reader<'a>,
}

impl<'a> Attribute<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let whole = reader.require(tag::SEQUENCE)?;
        let mut fields = whole.reader();
        let oid = fields.oid()?;
        let values = fields.require(tag::SET)?.reader();
        fields.finish()?;
        Ok(Self { oid, whole, values })
    }

    /// The value of an attribute that must have just one (RFC 5652, 11.1 to 11.3).
    fn value<T>(&self, read: impl FnOnce(&mut Reader<'a>) -> Result<T>) -> Result<T> {
        let mut values = self.values;
        let value = read(&mut values)?;
        values.finish()?;
        Ok(value)
    }
}

/// Goes through `[0]` or `[1] IMPLICIT SET SIZE (1..MAX) OF Attribute`. No type may come twice: RFC 5652, 11, forbids it
/// for those that are read here, and nothing is gained by others.
fn each_attribute<'a>(set: &Element<'a>, mut take: impl FnMut(&Attribute<'a>) -> Result<()>) -> Result<()> {
    let mut rest = set.reader();
    if rest.is_empty() {
        return rest.fault(Fault::Empty);
    }
    let mut seen: Vec<Oid> = Vec::new();
    while !rest.is_empty() {
        if seen.len() == MAX_ATTRIBUTES {
            return rest.fault(Fault::TooMany { budget: MAX_ATTRIBUTES });
        }
        let attribute = Attribute::read(&mut rest)?;
        if seen.contains(&attribute.oid) {
            return attribute.whole.fault(Fault::Duplicate);
        }
        seen.push(attribute.oid);
        take(&attribute)?;
    }
    Ok(())
}
