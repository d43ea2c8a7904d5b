use alloc::vec::Vec;
use core::fmt;

use super::content::{DigestAlgorithm, StatedDigest};
use super::signer_info::{SignerIdentifier, SignerInfo};
use super::{DATA, SIGNED_DATA};
use crate::der::{Element, Fault, Reader, Result, tag};
use crate::{Certificate, Document, Error, Oid};

/// Signers of one document. A contract has two or three.
const MAX_SIGNERS: usize = 16;
/// Certificates that come along: one for each signer, and CAs.
const MAX_CERTIFICATES: usize = 32;
/// Revocation lists that come along: one for each certificate.
const MAX_LISTS: usize = 32;
/// Digest algorithms that are announced. Few more are in use anywhere.
const MAX_DIGESTS: usize = 16;

/// CMS signed data as it was read (RFC 5652, 5.1): well-formed, nothing verified.
///
/// [`Verifier::verify_attached`](crate::Verifier::verify_attached) and
/// [`Verifier::verify_detached`](crate::Verifier::verify_detached) check every signer. The content isn't to be had
/// before.
///
/// DER only. What is streamed in BER (`openssl cms -sign -stream`) is refused with [`Fault::IndefiniteLength`];
/// `openssl cms -cmsout -inform DER -outform DER` writes it again in DER, and the signatures stay good. Refused too, and
/// not passed over: countersignatures, attribute certificates, and signed data without signers.
///
/// ```
/// use hokensho_pki::{Error, Fault, SignedData};
///
/// let streamed = SignedData::parse(&[0x30, 0x80, 0x06, 0x09]);
/// assert!(matches!(streamed, Err(Error::Malformed { offset: 0, fault: Fault::IndefiniteLength, .. })));
/// ```
#[derive(Clone)]
pub struct SignedData<'a> {
    pub(super) content_type: Oid,
    pub(super) content: Option<&'a [u8]>,
    pub(super) digests: Vec<StatedDigest>,
    certificates: Vec<Certificate<'a>>,
    revocation_lists: Vec<&'a [u8]>,
    pub(super) signers: Vec<SignerInfo<'a>>,
}

impl<'a> SignedData<'a> {
    /// Reads signed data from DER, with nothing after it: all of it in memory, its content too if that came along, and less
    /// than 4 GiB.
    ///
    /// # Errors
    /// [`Error::Malformed`] with the fault and its offset; its document is a certificate if one of those that came along
    /// is malformed, and then the offset is the one in the certificate.
    pub fn parse(der: &'a [u8]) -> core::result::Result<Self, Error> {
        let (mut read, certificates) =
            read(der).map_err(|located| Error::malformed(Document::SignedData, located))?;
        for certificate in certificates {
            read.certificates.push(Certificate::parse(certificate)?);
        }
        Ok(read)
    }

    /// What kind of content it is; plain data is `1.2.840.113549.1.7.1`.
    ///
    /// ```
    /// # use hokensho_pki::{ContentDigest, DigestAlgorithm, SignedData, SignedDataBuilder};
    /// # let adult = hokensho_mock::Persona::named("adult")?;
    /// # let content = ContentDigest::of(DigestAlgorithm::Sha256, b"contract");
    /// # let certificate = adult.sign_certificate().ok_or("no certificate")?;
    /// # let request = SignedDataBuilder::new(certificate)?.request(&content)?;
    /// # let signature = adult.sign_key().ok_or("no key")?.sign_sha256(request.to_sign());
    /// let der = request.detached(&signature);
    /// assert_eq!(SignedData::parse(&der)?.content_type().to_string(), "1.2.840.113549.1.7.1");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn content_type(&self) -> Oid {
        self.content_type
    }

    /// Whether the content came along.
    #[must_use]
    pub const fn is_attached(&self) -> bool {
        self.content.is_some()
    }

    /// How the signers hashed the content, each algorithm once: a detached content is hashed with them.
    pub fn digest_algorithms(&self) -> impl Iterator<Item = DigestAlgorithm> {
        let used = |algorithm: &DigestAlgorithm| self.signers.iter().any(|it| it.digest == Ok(*algorithm));
        [DigestAlgorithm::Sha256, DigestAlgorithm::Sha384].into_iter().filter(used)
    }

    /// The certificates that came along, unverified.
    #[must_use]
    pub fn certificates(&self) -> &[Certificate<'a>] {
        &self.certificates
    }

    /// The revocation lists that came along, as DER and unverified, for [`Crl::parse`](crate::Crl::parse).
    #[must_use]
    pub fn revocation_lists(&self) -> &[&'a [u8]] {
        &self.revocation_lists
    }

    /// The certificate of a signer, by the number that errors name it by, from 0; `None` if there is no such signer, or
    /// not exactly one certificate that it can mean. Nothing is verified.
    ///
    /// ```
    /// # use hokensho_pki::{ContentDigest, DigestAlgorithm, SignedDataBuilder};
    /// use hokensho_pki::SignedData;
    ///
    /// # let adult = hokensho_mock::Persona::named("adult")?;
    /// # let content = ContentDigest::of(DigestAlgorithm::Sha256, b"contract");
    /// # let certificate = adult.sign_certificate().ok_or("no certificate")?;
    /// # let request = SignedDataBuilder::new(certificate)?.request(&content)?;
    /// # let der = request.detached(&adult.sign_key().ok_or("no key")?.sign_sha256(request.to_sign()));
    /// let signed = SignedData::parse(&der)?;
    /// let first = signed.certificate_of_signer(0).ok_or("no certificate")?;
    /// assert_eq!(first.der(), certificate);
    /// assert!(signed.certificate_of_signer(1).is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn certificate_of_signer(&self, signer: usize) -> Option<&Certificate<'a>> {
        self.certificate_of(&self.signers.get(signer)?.identifier)
    }

    /// The only certificate that a signer can mean.
    pub(super) fn certificate_of(&self, signer: &SignerIdentifier<'_>) -> Option<&Certificate<'a>> {
        let mut named = self.certificates.iter().filter(|certificate| signer.names(certificate));
        named.next().filter(|_| named.next().is_none())
    }
}

impl fmt::Debug for SignedData<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignedData({} signers)", self.signers.len())
    }
}

/// Reads everything but the insides of the certificates.
fn read(der: &[u8]) -> Result<(SignedData<'_>, Vec<&[u8]>)> {
    let mut document = Reader::new(der);
    let mut outer = document.sequence()?;
    document.finish()?;
    let start = outer;
    if outer.oid()?.content() != SIGNED_DATA {
        return start.fault(Fault::ContentType);
    }
    let mut explicit = outer.require(tag::constructed(0))?.reader();
    outer.finish()?;
    let mut fields = explicit.sequence()?;
    explicit.finish()?;

    let version = fields.require(tag::INTEGER)?;
    let mut digests = Vec::new();
    each(&fields.require(tag::SET)?, MAX_DIGESTS, |set| {
        digests.push(DigestAlgorithm::read(set)?);
        Ok(())
    })?;
    let (content_type, content) = read_content(&mut fields)?;
    let certificates = read_choices(&mut fields, tag::constructed(0), MAX_CERTIFICATES)?;
    let revocation_lists = read_choices(&mut fields, tag::constructed(1), MAX_LISTS)?;
    let set = fields.require(tag::SET)?;
    let mut signers = Vec::new();
    each(&set, MAX_SIGNERS, |set| {
        signers.push(SignerInfo::read(set)?);
        Ok(())
    })?;
    if signers.is_empty() {
        return set.fault(Fault::Empty);
    }
    fields.finish()?;

    // RFC 5652, 5.1: 1, or 3 if anything newer is inside; 4 and 5 go with what is refused here.
    let newer = content_type.content() != DATA || signers.iter().any(|it| it.identifier.version() == 3);
    if version.content != [if newer { 3 } else { 1 }] {
        return version.fault(Fault::Version);
    }
    let read =
        SignedData { content_type, content, digests, certificates: Vec::new(), revocation_lists, signers };
    Ok((read, certificates))
}

/// EncapsulatedContentInfo (RFC 5652, 5.2).
fn read_content<'a>(fields: &mut Reader<'a>) -> Result<(Oid, Option<&'a [u8]>)> {
    let mut encapsulated = fields.sequence()?;
    let content_type = encapsulated.oid()?;
    let explicit = encapsulated.optional(tag::constructed(0))?;
    encapsulated.finish()?;
    let content = explicit.map(|explicit| {
        let mut explicit = explicit.reader();
        let content = explicit.require(tag::OCTET_STRING)?.content;
        explicit.finish()?;
        Ok(content)
    });
    Ok((content_type, content.transpose()?))
}

/// The certificates or lists that come along (RFC 5652, 10.2.1 and 10.2.2). X.509's are SEQUENCEs; the other choices have
/// tags, and are refused. Everything else is decided when they are used.
fn read_choices<'a>(fields: &mut Reader<'a>, tag: u8, budget: usize) -> Result<Vec<&'a [u8]>> {
    let mut choices: Vec<&[u8]> = Vec::new();
    let Some(set) = fields.optional(tag)? else { return Ok(choices) };
    each(&set, budget, |set| {
        let choice = set.require(tag::SEQUENCE)?;
        if choices.contains(&choice.whole) {
            return choice.fault(Fault::Duplicate);
        }
        choices.push(choice.whole);
        Ok(())
    })?;
    Ok(choices)
}

/// Goes through a set, in any order: only signed attributes must be in DER's.
fn each<'a>(
    set: &Element<'a>,
    budget: usize,
    mut take: impl FnMut(&mut Reader<'a>) -> Result<()>,
) -> Result<()> {
    let mut rest = set.reader();
    let mut left = budget;
    while !rest.is_empty() {
        if left == 0 {
            return rest.fault(Fault::TooMany { budget });
        }
        left -= 1;
        take(&mut rest)?;
    }
    Ok(())
}
