use crate::certificate::point_name;
use crate::der::{Fault, Reader, Result, tag};
use crate::validation::is_authority;
use crate::{Certificate, GeneralName, GeneralNames, Unchecked};

/// Bytes of the names of one list. Those of a municipality have about 200.
pub(super) const MAX_NAMES: usize = 32_768;

/// Which certificates of its issuer a list speaks of (RFC 5280, 5.2.5). JPKI has a list for each municipality.
///
/// ```
/// use hokensho_pki::{Coverage, IssuingDistributionPoint};
///
/// fn of_persons(scope: &IssuingDistributionPoint<'_>) -> bool {
///     scope.coverage() == Coverage::EndEntities
/// }
/// ```
#[derive(Clone, Debug)]
pub struct IssuingDistributionPoint<'a> {
    names: Option<GeneralNames<'a>>,
    coverage: Coverage,
}

/// Which kind of certificates a list speaks of.
///
/// ```
/// assert_ne!(hokensho_pki::Coverage::All, hokensho_pki::Coverage::Authorities);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// All kinds.
    All,
    /// Attribute certificates only.
    Attributes,
    /// Those of CAs only.
    Authorities,
    /// Those of end entities only.
    EndEntities,
}

impl<'a> IssuingDistributionPoint<'a> {
    pub(super) fn read(value: &mut Reader<'a>) -> Result<Self> {
        // RFC 5280, 5.2.5: it "MUST NOT" be an empty SEQUENCE.
        let mut fields = value.filled_sequence()?;
        let named = fields;
        let names = point_name(&mut fields, GeneralNames::of)?;
        if names.is_some_and(|names| names.content().len() > MAX_NAMES) {
            return named.fault(Fault::TooMany { budget: MAX_NAMES });
        }
        // A name relative to the issuer says a scope that can't be compared here.
        let relative = names.is_none() && named.begins_with(tag::constructed(0));
        let end_entities = fields.implicit_true(tag::context(1))?;
        let authorities = fields.implicit_true(tag::context(2))?;
        if relative || fields.begins_with(tag::context(3)) {
            return fields.fault(Fault::PartialList);
        }
        if fields.implicit_true(tag::context(4))? {
            return fields.fault(Fault::IndirectList);
        }
        let attributes = fields.implicit_true(tag::context(5))?;
        let coverage = match (end_entities, authorities, attributes) {
            (false, false, false) => Coverage::All,
            (true, false, false) => Coverage::EndEntities,
            (false, true, false) => Coverage::Authorities,
            (false, false, true) => Coverage::Attributes,
            // RFC 5280, 5.2.5: at most one of them may be TRUE.
            _ => return fields.fault(Fault::Duplicate),
        };
        fields.finish()?;
        Ok(Self { names, coverage })
    }

    /// Where the list is kept; `None` if it doesn't say.
    #[must_use]
    pub const fn names(&self) -> Option<GeneralNames<'a>> {
        self.names
    }

    /// Which kind of certificates it speaks of.
    #[must_use]
    pub const fn coverage(&self) -> Coverage {
        self.coverage
    }
}

impl Coverage {
    fn includes(self, certificate: &Certificate<'_>) -> bool {
        match self {
            Self::All => true,
            Self::Attributes => false,
            Self::Authorities => is_authority(certificate),
            Self::EndEntities => !is_authority(certificate),
        }
    }
}

/// What a list must say of its scope to be believed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ScopeRule {
    /// No more than RFC 5280 asks for: without a scope it is about all certificates of its issuer, and its issuer's name is
    /// as good a place as the certificate's own.
    AcceptMissing,
    /// That it is kept where the certificate says.
    #[default]
    Required,
}

impl ScopeRule {
    /// Whether a list of this scope is about a certificate of its issuer (RFC 5280, 6.3.3 (b)(2)).
    pub(crate) fn check(
        self,
        coverage: Option<Coverage>,
        names: Option<GeneralNames<'_>>,
        certificate: &Certificate<'_>,
    ) -> core::result::Result<(), Unchecked> {
        let kind = coverage.is_none_or(|coverage| coverage.includes(certificate));
        let place = match (names, self) {
            (None, Self::Required) => return Err(Unchecked::NoScope),
            (None, Self::AcceptMissing) => true,
            (Some(names), rule) => {
                let points = certificate.extensions().crl_distribution_points;
                points.is_some_and(|points| points.value.iter().any(|point| point.is_covered_by(names)))
                    || rule == Self::AcceptMissing && is_issuers(names, certificate)
            }
        };
        if kind && place { Ok(()) } else { Err(Unchecked::OtherScope) }
    }
}

/// Whether the issuer's name is among these: without a distribution point a certificate's list is where that says.
fn is_issuers(names: GeneralNames<'_>, certificate: &Certificate<'_>) -> bool {
    let issuer = GeneralName::Directory(certificate.issuer());
    names.iter().any(|name| name == issuer)
}
