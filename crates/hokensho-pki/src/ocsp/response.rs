use alloc::vec::Vec;
use core::fmt;

use super::answer::{Answer, only};
use super::certificate_id::sha1;
use super::{NONCE, OcspRefusal};
use crate::certificate::{Certificate, each_extension};
use crate::der::{Element, Fault, Reader, Result, tag};
use crate::{Document, Error, Name, SignatureAlgorithm, Time};

/// `id-pkix-ocsp-basic` (RFC 6960, 4.2.1).
const BASIC: &[u8] = &[0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01, 0x01];

/// Real responses have 500 to 5,000 bytes.
const MAX_BYTES: usize = 64 * 1024;
/// Answers of one response. We ask about one certificate; RFC 5019, 2.2.1, wants no more in the response.
const MAX_ANSWERS: usize = 16;
/// Certificates of one response: the responder's, perhaps those above it.
const MAX_CERTIFICATES: usize = 8;

/// A response as it was read: successful, basic, every critical extension understood, nothing verified.
///
/// ```
/// use hokensho_pki::{Error, Fault, OcspRefusal, OcspResponse};
///
/// let unauthorized = OcspResponse::parse(&[0x30, 0x03, 0x0A, 0x01, 0x06]);
/// assert!(matches!(unauthorized, Err(Error::OcspRefused { refusal: OcspRefusal::Unauthorized })));
/// let cut = OcspResponse::parse(&[0x30, 0x03, 0x0A]);
/// assert!(matches!(cut, Err(Error::Malformed { fault: Fault::Truncated, .. })));
/// ```
#[derive(Clone)]
pub struct OcspResponse<'a> {
    signed: &'a [u8],
    signature_algorithm: SignatureAlgorithm,
    signature: &'a [u8],
    responder: ResponderId<'a>,
    produced_at: Time,
    pub(super) answers: Vec<Answer<'a>>,
    nonce: Option<&'a [u8]>,
    certificates: Vec<&'a [u8]>,
}

/// Who says to have signed (RFC 6960, 4.2.1).
#[derive(Clone, Copy)]
enum ResponderId<'a> {
    /// The SHA-1 of a key.
    Key(&'a [u8]),
    Name(Name<'a>),
}

impl<'a> OcspResponse<'a> {
    /// The content type of a response (RFC 6960, A.2).
    ///
    /// ```
    /// assert_eq!(hokensho_pki::OcspResponse::MEDIA_TYPE, "application/ocsp-response");
    /// ```
    pub const MEDIA_TYPE: &'static str = "application/ocsp-response";

    /// Reads one response from DER, with nothing after it.
    ///
    /// # Errors
    /// [`Error::OcspRefused`] if the responder gave no answer; [`Error::Malformed`] with the fault and its offset: not
    /// DER, not a basic response, without answers, two answers about one certificate, an unknown critical extension.
    pub fn parse(der: &'a [u8]) -> core::result::Result<Self, Error> {
        match read(der) {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(refusal)) => Err(Error::OcspRefused { refusal }),
            Err(located) => Err(Error::malformed(Document::OcspResponse, located)),
        }
    }

    /// The bytes that are signed, cut from the input.
    #[must_use]
    pub const fn signed(&self) -> &'a [u8] {
        self.signed
    }

    /// How it is signed.
    #[must_use]
    pub const fn signature_algorithm(&self) -> SignatureAlgorithm {
        self.signature_algorithm
    }

    /// The signature over [`OcspResponse::signed`].
    #[must_use]
    pub const fn signature(&self) -> &'a [u8] {
        self.signature
    }

    /// When it was signed.
    #[must_use]
    pub const fn produced_at(&self) -> Time {
        self.produced_at
    }

    /// The nonce of the question that it answers, if it repeats one.
    #[must_use]
    pub const fn nonce(&self) -> Option<&'a [u8]> {
        self.nonce
    }

    /// The certificates that came with it, as DER, not read yet.
    #[must_use]
    pub fn certificates(&self) -> &[&'a [u8]] {
        &self.certificates
    }

    /// Whether it says to be signed with the key of this certificate.
    pub(super) fn names(&self, signer: &Certificate<'_>) -> bool {
        match self.responder {
            ResponderId::Key(id) => id == sha1(signer.key_bits()),
            ResponderId::Name(name) => name.matches(&signer.subject()),
        }
    }
}

fn read(der: &[u8]) -> Result<core::result::Result<OcspResponse<'_>, OcspRefusal>> {
    let mut document = Reader::new(der);
    if der.len() > MAX_BYTES {
        return document.fault(Fault::TooMany { budget: MAX_BYTES });
    }
    let mut outer = document.sequence()?;
    document.finish()?;
    let status = outer.require(tag::ENUMERATED)?.small()?;
    if status != 0 {
        // RFC 6960, 4.2.1: with an error status "the responseBytes field is not set".
        return outer.finish().map(|()| Err(OcspRefusal::of(status)));
    }
    let mut bytes = only(outer.require(tag::constructed(0))?.reader(), Reader::sequence)?;
    outer.finish()?;
    let kind = bytes;
    let oid = bytes.oid()?;
    if oid.content() != BASIC {
        return kind.fault(Fault::ResponseType { oid });
    }
    let basic = bytes.require(tag::OCTET_STRING)?;
    bytes.finish()?;
    only(basic.reader(), read_basic).map(Ok)
}

fn read_basic<'a>(reader: &mut Reader<'a>) -> Result<OcspResponse<'a>> {
    let mut basic = reader.sequence()?;
    let data = basic.require(tag::SEQUENCE)?;
    let signature_algorithm = SignatureAlgorithm::read(&mut basic)?;
    let signature = basic.require(tag::BIT_STRING)?.octets()?;
    let certificates = basic.optional(tag::constructed(0))?.map_or(Ok(Vec::new()), read_certificates)?;
    basic.finish()?;

    let mut fields = data.reader();
    // Version 1 is the default, and so isn't written (X.690, 11.5); there is no other.
    if let Some(version) = fields.optional(tag::constructed(0))? {
        return version.fault(Fault::Version);
    }
    let responder = ResponderId::read(&mut fields)?;
    let produced_at = fields.generalized_time()?;
    let answers = read_answers(fields.filled_sequence()?)?;
    let extensions = fields.optional(tag::constructed(1))?;
    let nonce = extensions.map_or(Ok(None), |extensions| read_nonce(extensions.reader()))?;
    fields.finish()?;
    Ok(OcspResponse {
        signed: data.whole,
        signature_algorithm,
        signature,
        responder,
        produced_at,
        answers,
        nonce,
        certificates,
    })
}

impl<'a> ResponderId<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self> {
        const NAME: u8 = tag::constructed(1);
        const KEY: u8 = tag::constructed(2);
        let choice = reader.read()?;
        match choice.tag {
            NAME => only(choice.reader(), Name::read_filled).map(Self::Name),
            KEY => {
                only(choice.reader(), |key| key.require(tag::OCTET_STRING)).map(|key| Self::Key(key.content))
            }
            found => choice.fault(Fault::Tag { expected: NAME, found }),
        }
    }
}

fn read_answers(mut rest: Reader<'_>) -> Result<Vec<Answer<'_>>> {
    let mut answers: Vec<Answer<'_>> = Vec::new();
    while !rest.is_empty() {
        if answers.len() == MAX_ANSWERS {
            return rest.fault(Fault::TooMany { budget: MAX_ANSWERS });
        }
        let start = rest;
        let answer = Answer::read(&mut rest)?;
        // Of two answers about one certificate nobody can say which holds.
        if answers.iter().any(|earlier| earlier.id == answer.id) {
            return start.fault(Fault::Duplicate);
        }
        answers.push(answer);
    }
    Ok(answers)
}

fn read_certificates(explicit: Element<'_>) -> Result<Vec<&[u8]>> {
    let mut rest = only(explicit.reader(), Reader::sequence)?;
    let mut certificates = Vec::new();
    while !rest.is_empty() {
        if certificates.len() == MAX_CERTIFICATES {
            return rest.fault(Fault::TooMany { budget: MAX_CERTIFICATES });
        }
        certificates.push(rest.require(tag::SEQUENCE)?.whole);
    }
    Ok(certificates)
}

fn read_nonce(explicit: Reader<'_>) -> Result<Option<&[u8]>> {
    let mut nonce = None;
    each_extension(only(explicit, Reader::filled_sequence)?, |extension| match extension.oid {
        NONCE => extension.set(&mut nonce, |value| value.require(tag::OCTET_STRING)),
        _ => extension.unknown(),
    })?;
    Ok(nonce.map(|nonce| nonce.value.content))
}

impl fmt::Debug for OcspResponse<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OcspResponse({} answers, produced {})", self.answers.len(), self.produced_at)
    }
}
