//! X.509 certificates of version 3 (RFC 5280, 4.1), read without copying.

mod distribution_point;
mod extensions;
mod holder_attributes;
mod key_usage;
mod values;

pub(crate) use distribution_point::point_name;
pub use distribution_point::{DistributionPoint, DistributionPoints};
pub(crate) use extensions::each_extension;
pub use extensions::{Criticality, Extension, Extensions};
pub use holder_attributes::{
    AttributeKind, BirthDate, CertifiedText, Era, FlagFinding, HolderAttributes, OwnedHolderAttributes, Sex,
};
pub use key_usage::KeyUsage;
pub use values::{
    AuthorityInfoAccess, AuthorityKeyId, BasicConstraints, CertificatePolicies, ExtendedKeyUsage,
    PolicyConstraints,
};

use core::fmt;

use crate::der::{Fault, Reader, Result, tag};
use crate::{Document, Error, Name, PublicKey, SignatureAlgorithm, Time};

/// Real leaves and CA certificates have 1,300 to 1,800 bytes.
const MAX_BYTES: usize = 16 * 1024;

/// A certificate as it was read: well-formed, every critical extension understood, nothing verified.
///
/// It borrows the bytes it was read from. `Debug` shows no content, since a leaf names a person.
///
/// ```
/// use hokensho_mock::Persona;
/// use hokensho_pki::Certificate;
///
/// let adult = Persona::named("adult")?;
/// let der = adult.auth_certificate().ok_or("no certificate")?;
/// let leaf = Certificate::parse(der)?;
/// assert!(leaf.not_before() < leaf.not_after());
/// assert!(der.starts_with(&[0x30, 0x82]) && leaf.der() == der);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Certificate<'a> {
    der: &'a [u8],
    signed: &'a [u8],
    serial: &'a [u8],
    signature_algorithm: SignatureAlgorithm,
    issuer: Name<'a>,
    not_before: Time,
    not_after: Time,
    subject: Name<'a>,
    public_key: PublicKey<'a>,
    key_bits: &'a [u8],
    extensions: Extensions<'a>,
    signature: &'a [u8],
}

impl<'a> Certificate<'a> {
    /// Reads one certificate from DER, with nothing after it.
    ///
    /// # Errors
    /// [`Error::Malformed`] with the fault and its offset: not DER, not version 3, a duplicate or unknown critical
    /// extension, a serial that is not positive or longer than 20 bytes, and so on.
    pub fn parse(der: &'a [u8]) -> core::result::Result<Self, Error> {
        Self::parse_as(Document::Certificate, der)
    }

    /// Reads a certificate that errors call something more than that.
    pub(crate) fn parse_as(document: Document, der: &'a [u8]) -> core::result::Result<Self, Error> {
        let malformed = |located| Error::malformed(document, located);
        let certificate = read(der).map_err(malformed)?;
        certificate.extensions.judge().map_err(malformed)?;
        Ok(certificate)
    }

    /// Reads what was parsed without fault before, byte for byte: the lists in it aren't judged again.
    #[cfg(feature = "std")]
    pub(crate) fn parse_again(der: &'a [u8]) -> core::result::Result<Self, Error> {
        read(der).map_err(|located| Error::malformed(Document::Certificate, located))
    }

    /// The whole certificate as it was given.
    #[must_use]
    pub const fn der(&self) -> &'a [u8] {
        self.der
    }

    /// The bytes that are signed, cut from the input.
    #[must_use]
    pub const fn signed(&self) -> &'a [u8] {
        self.signed
    }

    /// The serial (発行の番号), big-endian, without a sign byte.
    ///
    /// The law limits what a serial may be used for: don't show or log it.
    #[must_use]
    pub const fn serial(&self) -> &'a [u8] {
        self.serial
    }

    /// How the certificate is signed.
    #[must_use]
    pub const fn signature_algorithm(&self) -> SignatureAlgorithm {
        self.signature_algorithm
    }

    /// Who issued it. All generations of a JPKI CA have the same name.
    #[must_use]
    pub const fn issuer(&self) -> Name<'a> {
        self.issuer
    }

    /// The first second of its validity.
    #[must_use]
    pub const fn not_before(&self) -> Time {
        self.not_before
    }

    /// The last second of its validity.
    #[must_use]
    pub const fn not_after(&self) -> Time {
        self.not_after
    }

    /// Whom it names.
    #[must_use]
    pub const fn subject(&self) -> Name<'a> {
        self.subject
    }

    /// Whether issuer and subject are named the same (RFC 5280, 6.1): no statement about who signed it.
    pub(crate) fn is_self_issued(&self) -> bool {
        self.issuer.matches(&self.subject)
    }

    /// The key it certifies.
    #[must_use]
    pub const fn public_key(&self) -> PublicKey<'a> {
        self.public_key
    }

    /// The bits of its key alone, without its algorithm: what key identifiers are hashes of (RFC 5280, 4.2.1.2).
    pub(crate) const fn key_bits(&self) -> &'a [u8] {
        self.key_bits
    }

    /// The extensions that JPKI uses.
    #[must_use]
    pub const fn extensions(&self) -> &Extensions<'a> {
        &self.extensions
    }

    /// The identifier of the key that signed it (RFC 5280, 4.2.1.1).
    ///
    /// ```
    /// # let adult = hokensho_mock::Persona::named("adult")?;
    /// # let leaf = hokensho_pki::Certificate::parse(adult.auth_certificate().ok_or("no certificate")?)?;
    /// let ca = hokensho_pki::Certificate::parse(adult.auth_ca_certificate())?;
    /// assert_eq!(leaf.authority_key_id(), ca.subject_key_id());
    /// assert_eq!(leaf.subject_key_id().map(<[u8]>::len), Some(20));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn authority_key_id(&self) -> Option<&'a [u8]> {
        self.extensions.authority_key_id.as_ref()?.value.key_id
    }

    /// The identifier of the key it certifies (RFC 5280, 4.2.1.2).
    #[must_use]
    pub fn subject_key_id(&self) -> Option<&'a [u8]> {
        self.extensions.subject_key_id.as_ref().map(|found| found.value)
    }

    /// The directory entry where its revocation list is: in JPKI one for each municipality (RFC 5280, 4.2.1.13).
    ///
    /// ```
    /// # let adult = hokensho_mock::Persona::named("adult")?;
    /// let leaf = hokensho_pki::Certificate::parse(adult.auth_certificate().ok_or("no certificate")?)?;
    /// assert!(leaf.distribution_point().is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn distribution_point(&self) -> Option<Name<'a>> {
        let points = self.extensions.crl_distribution_points.as_ref()?;
        points.value.iter().filter(DistributionPoint::is_whole).find_map(|point| point.directory_name())
    }

    /// The address of the OCSP responder, which signing leaves of JPKI don't name (RFC 5280, 4.2.2.1).
    ///
    /// ```
    /// # let adult = hokensho_mock::Persona::named("adult")?;
    /// let auth = hokensho_pki::Certificate::parse(adult.auth_certificate().ok_or("no certificate")?)?;
    /// let sign = hokensho_pki::Certificate::parse(adult.sign_certificate().ok_or("no certificate")?)?;
    /// assert!(auth.ocsp_address().is_some_and(|address| address.starts_with("http://")));
    /// assert_eq!(sign.ocsp_address(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn ocsp_address(&self) -> Option<&'a str> {
        self.extensions.authority_info_access.as_ref()?.value.ocsp
    }

    /// Whom a signing leaf of JPKI names: the four attributes (基本4情報). `None` without any further name of the subject,
    /// as in an authentication leaf.
    #[must_use]
    pub fn holder_attributes(&self) -> Option<HolderAttributes<'a>> {
        self.extensions.subject_alternative_name.as_ref().map(|found| HolderAttributes::of(found.value))
    }

    /// The signature over [`Certificate::signed`].
    #[must_use]
    pub const fn signature(&self) -> &'a [u8] {
        self.signature
    }
}

fn read(der: &[u8]) -> Result<Certificate<'_>> {
    let mut document = Reader::new(der);
    if der.len() > MAX_BYTES {
        return document.fault(Fault::TooMany { budget: MAX_BYTES });
    }
    let mut outer = document.sequence()?;
    document.finish()?;
    let body = outer.require(tag::SEQUENCE)?;
    let stated = outer;
    let signature_algorithm = SignatureAlgorithm::read(&mut outer)?;
    let signature = outer.require(tag::BIT_STRING)?.octets()?;
    outer.finish()?;

    let mut fields = body.reader();
    let version = fields.require(tag::constructed(0))?;
    // Version 3 is written 2.
    if version.content != [tag::INTEGER, 1, 2] {
        return version.fault(Fault::Version);
    }
    let serial = fields.require(tag::INTEGER)?.positive()?;
    same_algorithm(&mut fields, stated)?;
    // RFC 5280, 4.1.2.4: the issuer "MUST contain a non-empty distinguished name".
    let issuer = Name::read_filled(&mut fields)?;
    let mut validity = fields.sequence()?;
    let not_before = validity.time()?;
    let end = validity;
    let not_after = validity.time()?;
    validity.finish()?;
    if not_after < not_before {
        return end.fault(Fault::TimeOrder);
    }
    let at_subject = fields;
    let subject = Name::read(&mut fields)?;
    let (public_key, key_bits) = PublicKey::read(&mut fields)?;
    // Unique identifiers: RFC 5280, 4.1.2.8, forbids a CA to write them, wants them read, and gives them no meaning.
    for unique_id in [tag::context(1), tag::context(2)] {
        fields.optional(unique_id)?;
    }
    let extensions = fields.optional(tag::constructed(3))?;
    fields.finish()?;
    let extensions = extensions.map_or(Ok(Extensions::default()), |them| Extensions::read(them.reader()))?;
    // RFC 5280, 4.1.2.6: who has no name here has another, critically.
    if subject.is_empty() && !extensions.subject_alternative_name.is_some_and(|names| names.is_critical()) {
        return at_subject.fault(Fault::Empty);
    }
    Ok(Certificate {
        der,
        signed: body.whole,
        serial,
        signature_algorithm,
        issuer,
        not_before,
        not_after,
        subject,
        public_key,
        key_bits,
        extensions,
        signature,
    })
}

/// RFC 5280, 4.1.1.2 and 5.1.1.2: the signed algorithm is the stated one, parameters included.
pub(crate) fn same_algorithm(signed: &mut Reader<'_>, mut stated: Reader<'_>) -> Result<()> {
    let signed = signed.require(tag::SEQUENCE)?;
    if signed.whole == stated.read()?.whole { Ok(()) } else { signed.fault(Fault::AlgorithmMismatch) }
}

impl fmt::Debug for Certificate<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Certificate({} bytes)", self.der.len())
    }
}
