//! What the extensions say.

use core::fmt;

use crate::der::{Fault, Reader, Result, tag};
use crate::{GeneralName, GeneralNames, Name, Oid};

/// Policies or purposes of one certificate. JPKI leaves have one.
const MAX_OIDS: usize = 16;
/// Addresses of one certificate. JPKI leaves have at most one.
const MAX_ADDRESSES: usize = 8;

/// `id-qt-cps` and `id-qt-unotice` (4.2.1.4).
const CPS: &[u8] = &[0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x02, 0x01];
const USER_NOTICE: &[u8] = &[0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x02, 0x02];
const OCSP: &[u8] = &[0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01];

/// Which key signed a certificate or list (RFC 5280, 4.2.1.1). JPKI leaves have all three parts.
///
/// ```
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// # let leaf = hokensho_pki::Certificate::parse(adult.auth_certificate().ok_or("no certificate")?)?;
/// # let ca = hokensho_pki::Certificate::parse(adult.auth_ca_certificate())?;
/// let key = leaf.extensions().authority_key_id.ok_or("no key identifier")?.value;
/// assert_eq!(key.key_id, ca.extensions().subject_key_id.map(|id| id.value));
/// assert_eq!(key.serial, Some(ca.serial()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AuthorityKeyId<'a> {
    /// The subject key identifier of the issuer's certificate.
    pub key_id: Option<&'a [u8]>,
    /// The issuer of the issuer's certificate; there if and only if its serial is.
    pub issuer: Option<Name<'a>>,
    /// The serial of the issuer's certificate, without a sign byte.
    pub serial: Option<&'a [u8]>,
}

impl<'a> AuthorityKeyId<'a> {
    pub(crate) fn read(value: &mut Reader<'a>) -> Result<Self> {
        let mut fields = value.sequence()?;
        let key_id = fields.optional(tag::context(0))?.map(|element| element.content);
        let certificate = fields;
        let names = fields.optional(tag::constructed(1))?;
        let serial = fields.optional(tag::context(2))?;
        fields.finish()?;
        let names = names.map(|names| GeneralNames::of(names.reader())).transpose()?;
        let serial = serial.map(|element| element.positive()).transpose()?;
        // "authorityCertIssuer and authorityCertSerialNumber MUST both be present or both be absent", and the issuer of a
        // certificate is a distinguished name (4.1.2.4): another name couldn't be compared.
        match (names, serial) {
            (None, None) => Ok(Self { key_id, issuer: None, serial: None }),
            (Some(names), Some(_)) if names.directory().is_some() => {
                Ok(Self { key_id, issuer: names.directory(), serial })
            }
            _ => certificate.fault(Fault::HalfNamed),
        }
    }
}

/// Whether a certificate is a CA's (RFC 5280, 4.2.1.9).
///
/// ```
/// use hokensho_pki::BasicConstraints;
///
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// # let ca = hokensho_pki::Certificate::parse(adult.auth_ca_certificate())?;
/// let constraints = ca.extensions().basic_constraints.ok_or("no constraints")?.value;
/// assert!(matches!(constraints, BasicConstraints::Authority { .. }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BasicConstraints {
    /// A CA.
    Authority {
        /// How many further CAs may stand below it; 255 for more than that.
        path_length: Option<u8>,
    },
    /// Not a CA.
    EndEntity,
}

impl BasicConstraints {
    pub(super) fn read(value: &mut Reader<'_>) -> Result<Self> {
        let mut fields = value.sequence()?;
        let authority = fields.default_false()?;
        // A path length belongs to a CA only: on anything else it is a trailing byte.
        let path_length = if authority { fields.optional(tag::INTEGER)? } else { None };
        fields.finish()?;
        let path_length = path_length.map(|length| length.count()).transpose()?;
        Ok(if authority { Self::Authority { path_length } } else { Self::EndEntity })
    }
}

/// By which rules a certificate was issued (RFC 5280, 4.2.1.4), each read once without fault.
///
/// ```
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// # let leaf = hokensho_pki::Certificate::parse(adult.auth_certificate().ok_or("no certificate")?)?;
/// let policies = leaf.extensions().certificate_policies.ok_or("no policies")?.value;
/// assert_eq!(policies.iter().count(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct CertificatePolicies<'a>(Reader<'a>);

impl<'a> CertificatePolicies<'a> {
    pub(super) fn read(value: &mut Reader<'a>) -> Result<Self> {
        value.filled_sequence().map(Self)
    }

    pub(super) fn judge(&self) -> Result<()> {
        let (mut rest, mut count) = (self.0, 0);
        while !rest.is_empty() {
            if count == MAX_OIDS {
                return rest.fault(Fault::TooMany { budget: MAX_OIDS });
            }
            let at = rest;
            let mut information = rest.sequence()?;
            let policy = information.oid()?;
            read_qualifiers(&mut information)?;
            information.finish()?;
            // RFC 5280, 4.2.1.4: a policy "MUST NOT appear more than once".
            if self.iter().take(count).any(|earlier| earlier == policy) {
                return at.fault(Fault::Duplicate);
            }
            count += 1;
        }
        Ok(())
    }

    /// The policies, in their order.
    pub fn iter(&self) -> impl Iterator<Item = Oid> + use<'a> {
        let mut rest = self.0;
        core::iter::from_fn(move || rest.sequence().ok()?.oid().ok())
    }
}

/// The qualifiers of a policy name a statement to read. They decide nothing, and are read for their form only.
fn read_qualifiers(information: &mut Reader<'_>) -> Result<()> {
    if information.is_empty() {
        return Ok(());
    }
    let mut rest = information.filled_sequence()?;
    let mut count = 0;
    while !rest.is_empty() {
        count += 1;
        if count > MAX_OIDS {
            return rest.fault(Fault::TooMany { budget: MAX_OIDS });
        }
        let mut qualifier = rest.sequence()?;
        match qualifier.oid_content()? {
            CPS => drop(qualifier.require(tag::IA5_STRING)?.ascii()?),
            USER_NOTICE => drop(qualifier.sequence()?),
            _ => drop(qualifier.read()?),
        }
        qualifier.finish()?;
    }
    Ok(())
}

impl fmt::Debug for CertificatePolicies<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// From where on a path must have a policy (RFC 5280, 4.2.1.11).
///
/// ```
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// # let ca = hokensho_pki::Certificate::parse(adult.auth_ca_certificate())?;
/// assert!(ca.extensions().policy_constraints.is_none(), "JPKI has none");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PolicyConstraints {
    /// How many certificates below may still be without one; 255 for more than that.
    pub require_explicit_policy: Option<u8>,
    /// How many certificates below may still map policies. None may here, so that it changes nothing.
    pub inhibit_policy_mapping: Option<u8>,
}

impl PolicyConstraints {
    pub(super) fn read(value: &mut Reader<'_>) -> Result<Self> {
        // "CAs MUST NOT issue certificates where policy constraints is an empty sequence."
        let mut fields = value.filled_sequence()?;
        let require_explicit_policy =
            fields.optional(tag::context(0))?.map(|skip| skip.count()).transpose()?;
        let inhibit_policy_mapping =
            fields.optional(tag::context(1))?.map(|skip| skip.count()).transpose()?;
        fields.finish()?;
        Ok(Self { require_explicit_policy, inhibit_policy_mapping })
    }
}

/// For which purposes a certificate is (RFC 5280, 4.2.1.12), each read once without fault.
///
/// ```
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// # let leaf = hokensho_pki::Certificate::parse(adult.auth_certificate().ok_or("no certificate")?)?;
/// let purposes = leaf.extensions().extended_key_usage.ok_or("no purposes")?.value;
/// assert_eq!(purposes.iter().next().map(|oid| oid.to_string()).as_deref(), Some("1.3.6.1.5.5.7.3.2"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct ExtendedKeyUsage<'a>(Reader<'a>);

impl<'a> ExtendedKeyUsage<'a> {
    pub(super) fn read(value: &mut Reader<'a>) -> Result<Self> {
        let content = value.filled_sequence()?;
        let (mut rest, mut count) = (content, 0);
        while !rest.is_empty() {
            count += 1;
            if count > MAX_OIDS {
                return rest.fault(Fault::TooMany { budget: MAX_OIDS });
            }
            rest.oid_content()?;
        }
        Ok(Self(content))
    }

    /// The purposes, in their order.
    pub fn iter(&self) -> impl Iterator<Item = Oid> + use<'a> {
        let mut rest = self.0;
        core::iter::from_fn(move || rest.oid().ok())
    }
}

impl fmt::Debug for ExtendedKeyUsage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// Where to ask about a certificate (RFC 5280, 4.2.2.1).
///
/// ```
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// # let leaf = hokensho_pki::Certificate::parse(adult.auth_certificate().ok_or("no certificate")?)?;
/// let access = leaf.extensions().authority_info_access.ok_or("no address")?.value;
/// assert!(access.ocsp.is_some_and(|address| address.starts_with("http://")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AuthorityInfoAccess<'a> {
    /// The first address of an OCSP responder. JPKI's signing leaves have none.
    pub ocsp: Option<&'a str>,
}

impl<'a> AuthorityInfoAccess<'a> {
    pub(super) fn read(value: &mut Reader<'a>) -> Result<Self> {
        let mut rest = value.filled_sequence()?;
        let (mut ocsp, mut count) = (None, 0);
        while !rest.is_empty() {
            count += 1;
            if count > MAX_ADDRESSES {
                return rest.fault(Fault::TooMany { budget: MAX_ADDRESSES });
            }
            let mut description = rest.sequence()?;
            let method = description.oid_content()?;
            let location = GeneralName::of(description.read()?)?;
            description.finish()?;
            if let (OCSP, GeneralName::Uri(address), None) = (method, location, ocsp) {
                ocsp = Some(address);
            }
        }
        Ok(Self { ocsp })
    }
}
