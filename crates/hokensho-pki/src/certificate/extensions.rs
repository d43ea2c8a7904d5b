//! The extensions of JPKI certificates (RFC 5280, 4.2).

use core::fmt;

use super::values::{
    AuthorityInfoAccess, AuthorityKeyId, BasicConstraints, CertificatePolicies, ExtendedKeyUsage,
    PolicyConstraints,
};
use super::{DistributionPoints, KeyUsage};
use crate::der::{Fault, Reader, Result, tag};
use crate::{GeneralNames, Oid};

/// Extensions of one certificate or list. JPKI leaves have nine.
const MAX_EXTENSIONS: usize = 32;

const AUTHORITY_INFO_ACCESS: &[u8] = &[0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x01];
/// `id-pkix-ocsp-nocheck`.
const OCSP_NO_CHECK: &[u8] = &[0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01, 0x05];

/// Whether software that doesn't know an extension must refuse the certificate.
///
/// ```
/// use hokensho_pki::{Certificate, Criticality};
///
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// let leaf = Certificate::parse(adult.auth_certificate().ok_or("no certificate")?)?;
/// let policies = leaf.extensions().certificate_policies.ok_or("no policies")?;
/// assert_eq!(policies.criticality, Criticality::Critical);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Criticality {
    /// It must refuse.
    Critical,
    /// It may go on.
    NonCritical,
}

/// An extension that was understood.
///
/// ```
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// # let leaf = hokensho_pki::Certificate::parse(adult.auth_certificate().ok_or("no certificate")?)?;
/// let key_id = leaf.extensions().subject_key_id.ok_or("no key identifier")?;
/// assert_eq!(key_id.value.len(), 20);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extension<T> {
    /// Whether it is marked critical.
    pub criticality: Criticality,
    /// What it says.
    pub value: T,
}

impl<T> Extension<T> {
    pub(crate) fn is_critical(&self) -> bool {
        self.criticality == Criticality::Critical
    }
}

/// The extensions of a certificate that JPKI uses; others were not critical and are left out.
///
/// ```
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// # let leaf = hokensho_pki::Certificate::parse(adult.auth_certificate().ok_or("no certificate")?)?;
/// assert!(leaf.extensions().authority_key_id.is_some());
/// assert!(leaf.extensions().subject_alternative_name.is_none(), "an auth leaf has no name in it");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
/// `Debug` shows which are there, not what they say: the identifier of a leaf's key names a person as its serial does.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Extensions<'a> {
    /// Where to ask about the certificate (4.2.2.1).
    pub authority_info_access: Option<Extension<AuthorityInfoAccess<'a>>>,
    /// Which key signed it (4.2.1.1).
    pub authority_key_id: Option<Extension<AuthorityKeyId<'a>>>,
    /// Whether it is a CA's (4.2.1.9).
    pub basic_constraints: Option<Extension<BasicConstraints>>,
    /// By which rules it was issued (4.2.1.4).
    pub certificate_policies: Option<Extension<CertificatePolicies<'a>>>,
    /// Where its revocation is told (4.2.1.13).
    pub crl_distribution_points: Option<Extension<DistributionPoints<'a>>>,
    /// For which purposes it is (4.2.1.12).
    pub extended_key_usage: Option<Extension<ExtendedKeyUsage<'a>>>,
    /// Where changes to its list of revoked certificates are told (4.2.1.15): nothing here reads lists of changes, so that a
    /// certificate with this is refused on JPKI's paths, and good by no list elsewhere.
    pub freshest_crl: Option<Extension<DistributionPoints<'a>>>,
    /// How far down `anyPolicy` stands for every policy (4.2.1.14).
    pub inhibit_any_policy: Option<Extension<u8>>,
    /// Further names of the issuer (4.2.1.7).
    pub issuer_alternative_name: Option<Extension<GeneralNames<'a>>>,
    /// What its key may do (4.2.1.3).
    pub key_usage: Option<Extension<KeyUsage>>,
    /// Whether the CA wants nobody to ask for its revocation: an OCSP responder's (RFC 6960, 4.2.2.2.1).
    pub ocsp_no_check: Option<Extension<()>>,
    /// From where on a path must have a policy (4.2.1.11).
    pub policy_constraints: Option<Extension<PolicyConstraints>>,
    /// Further names of the subject (4.2.1.6): in a signing leaf the four attributes (基本4情報).
    pub subject_alternative_name: Option<Extension<GeneralNames<'a>>>,
    /// Which key it certifies (4.2.1.2).
    pub subject_key_id: Option<Extension<&'a [u8]>>,
}

impl<'a> Extensions<'a> {
    /// Reads what stands inside `[3] EXPLICIT Extensions`.
    pub(super) fn read(mut explicit: Reader<'a>) -> Result<Self> {
        let list = explicit.filled_sequence()?;
        explicit.finish()?;
        let mut extensions = Self::default();
        each_extension(list, |extension| extensions.take(extension))?;
        Ok(extensions)
    }

    /// Reads the lists to their ends, whose frames alone were read before.
    pub(super) fn judge(&self) -> Result<()> {
        self.certificate_policies.map_or(Ok(()), |found| found.value.judge())?;
        self.crl_distribution_points.map_or(Ok(()), |found| found.value.judge())?;
        self.freshest_crl.map_or(Ok(()), |found| found.value.judge())?;
        self.issuer_alternative_name.map_or(Ok(()), |found| found.value.judge())?;
        self.subject_alternative_name.map_or(Ok(()), |found| found.value.judge())
    }

    fn take(&mut self, extension: &RawExtension<'a>) -> Result<()> {
        match extension.oid {
            [0x55, 0x1D, 14] => extension.set(&mut self.subject_key_id, |value| {
                value.require(tag::OCTET_STRING).map(|key_id| key_id.content)
            }),
            [0x55, 0x1D, 15] => extension.set(&mut self.key_usage, |value| {
                value.require(tag::BIT_STRING)?.named_bits().map(KeyUsage::from_bits)
            }),
            [0x55, 0x1D, 17] => extension.set(&mut self.subject_alternative_name, general_names),
            [0x55, 0x1D, 18] => extension.set(&mut self.issuer_alternative_name, general_names),
            [0x55, 0x1D, 19] => extension.set(&mut self.basic_constraints, BasicConstraints::read),
            [0x55, 0x1D, 31] => extension.set(&mut self.crl_distribution_points, DistributionPoints::read),
            [0x55, 0x1D, 32] => extension.set(&mut self.certificate_policies, CertificatePolicies::read),
            [0x55, 0x1D, 35] => extension.set(&mut self.authority_key_id, AuthorityKeyId::read),
            [0x55, 0x1D, 37] => extension.set(&mut self.extended_key_usage, ExtendedKeyUsage::read),
            AUTHORITY_INFO_ACCESS => {
                extension.set(&mut self.authority_info_access, AuthorityInfoAccess::read)
            }
            OCSP_NO_CHECK => extension.set(&mut self.ocsp_no_check, null),
            [0x55, 0x1D, 36] => extension.set(&mut self.policy_constraints, PolicyConstraints::read),
            [0x55, 0x1D, 46] => {
                extension.never_critical()?;
                extension.set(&mut self.freshest_crl, DistributionPoints::read)
            }
            [0x55, 0x1D, 54] => {
                extension.set(&mut self.inhibit_any_policy, |value| value.require(tag::INTEGER)?.count())
            }
            // Name constraints and policy mappings change what the certificates below may be believed for, so that
            // passing them over would believe too much.
            [0x55, 0x1D, 30 | 33] => extension.fault_naming(|oid| Fault::NeverIgnored { oid }),
            _ => extension.unknown(),
        }
    }
}

impl fmt::Debug for Extensions<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            authority_info_access,
            authority_key_id,
            basic_constraints,
            certificate_policies,
            crl_distribution_points,
            extended_key_usage,
            freshest_crl,
            inhibit_any_policy,
            issuer_alternative_name,
            key_usage,
            ocsp_no_check,
            policy_constraints,
            subject_alternative_name,
            subject_key_id,
        } = self;
        let all = [
            ("authority_info_access", authority_info_access.is_some()),
            ("authority_key_id", authority_key_id.is_some()),
            ("basic_constraints", basic_constraints.is_some()),
            ("certificate_policies", certificate_policies.is_some()),
            ("crl_distribution_points", crl_distribution_points.is_some()),
            ("extended_key_usage", extended_key_usage.is_some()),
            ("freshest_crl", freshest_crl.is_some()),
            ("inhibit_any_policy", inhibit_any_policy.is_some()),
            ("issuer_alternative_name", issuer_alternative_name.is_some()),
            ("key_usage", key_usage.is_some()),
            ("ocsp_no_check", ocsp_no_check.is_some()),
            ("policy_constraints", policy_constraints.is_some()),
            ("subject_alternative_name", subject_alternative_name.is_some()),
            ("subject_key_id", subject_key_id.is_some()),
        ];
        f.debug_set().entries(all.into_iter().filter_map(|(name, there)| there.then_some(name))).finish()
    }
}

/// One extension before it is understood.
pub(crate) struct RawExtension<'a> {
    /// The content of its identifier.
    pub(crate) oid: &'a [u8],
    criticality: Criticality,
    value: Reader<'a>,
    /// The list that it stands in, and the rest of it from there on.
    list: Reader<'a>,
    here: Reader<'a>,
}

impl<'a> RawExtension<'a> {
    fn read(list: Reader<'a>, rest: &mut Reader<'a>) -> Result<Self> {
        let here = *rest;
        let mut fields = rest.sequence()?;
        let oid = fields.oid_content()?;
        let criticality =
            if fields.default_false()? { Criticality::Critical } else { Criticality::NonCritical };
        let value = fields.require(tag::OCTET_STRING)?.reader();
        fields.finish()?;
        Ok(Self { oid, criticality, value, list, here })
    }

    /// Reads the value, all of it, into its place, which nothing may have taken (RFC 5280, 4.2).
    pub(crate) fn set<T>(
        &self,
        place: &mut Option<Extension<T>>,
        read: impl FnOnce(&mut Reader<'a>) -> Result<T>,
    ) -> Result<()> {
        if place.is_some() {
            return self.fault(Fault::Duplicate);
        }
        let mut value = self.value;
        *place = Some(Extension { criticality: self.criticality, value: read(&mut value)? });
        value.finish()
    }

    /// An extension that nothing here understands. It has no place, so that a second one is looked for.
    pub(crate) fn unknown(&self) -> Result<()> {
        if self.criticality == Criticality::Critical {
            return self.fault_naming(|oid| Fault::UnknownCritical { oid });
        }
        // At most 32 squared: cheaper than a set.
        let mut before = self.list;
        while before.rest().len() > self.here.rest().len() {
            if before.sequence()?.oid_content()? == self.oid {
                return self.fault(Fault::Duplicate);
            }
        }
        Ok(())
    }

    fn fault_naming<T>(&self, fault: impl FnOnce(Oid) -> Fault) -> Result<T> {
        self.fault(Oid::from_content(self.oid).map_or(Fault::Oid, fault))
    }

    /// Refuses an extension that its RFC wants non-critical always.
    pub(crate) fn never_critical(&self) -> Result<()> {
        match self.criticality {
            Criticality::Critical => self.fault_naming(|oid| Fault::Critical { oid }),
            Criticality::NonCritical => Ok(()),
        }
    }

    pub(crate) fn fault<T>(&self, fault: Fault) -> Result<T> {
        self.here.fault(fault)
    }
}

/// Goes through a list of extensions, each of which is set in its place, unknown or a fault: none may come twice
/// (RFC 5280, 4.2).
pub(crate) fn each_extension<'a>(
    list: Reader<'a>,
    mut take: impl FnMut(&RawExtension<'a>) -> Result<()>,
) -> Result<()> {
    let (mut rest, mut count) = (list, 0);
    while !rest.is_empty() {
        if count == MAX_EXTENSIONS {
            return rest.fault(Fault::TooMany { budget: MAX_EXTENSIONS });
        }
        take(&RawExtension::read(list, &mut rest)?)?;
        count += 1;
    }
    Ok(())
}

fn null(value: &mut Reader<'_>) -> Result<()> {
    value.require(tag::NULL)?.reader().finish()
}

fn general_names<'a>(value: &mut Reader<'a>) -> Result<GeneralNames<'a>> {
    GeneralNames::again(value.sequence()?)
}
