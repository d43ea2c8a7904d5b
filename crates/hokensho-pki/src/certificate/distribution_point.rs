//! Where revocation lists are found (RFC 5280, 4.2.1.13). JPKI names a directory entry for each municipality.

use core::fmt;

use crate::der::{Fault, Reader, Result, tag};
use crate::name::read_part;
use crate::{GeneralNames, Name};

/// Points of one certificate. JPKI's have one.
const MAX_POINTS: usize = 8;

/// The distribution points of a certificate, each of which was read once without fault.
///
/// ```
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// let leaf = hokensho_pki::Certificate::parse(adult.auth_certificate().ok_or("no certificate")?)?;
/// let points = leaf.extensions().crl_distribution_points.ok_or("no points")?.value;
/// let point = points.iter().next().ok_or("no point")?;
/// assert!(point.directory_name().is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct DistributionPoints<'a>(Reader<'a>);

impl<'a> DistributionPoints<'a> {
    pub(super) fn read(reader: &mut Reader<'a>) -> Result<Self> {
        reader.filled_sequence().map(Self)
    }

    pub(super) fn judge(&self) -> Result<()> {
        let (mut points, mut count) = (self.0, 0);
        while !points.is_empty() {
            count += 1;
            if count > MAX_POINTS {
                return points.fault(Fault::TooMany { budget: MAX_POINTS });
            }
            DistributionPoint::read(&mut points, GeneralNames::of)?;
        }
        Ok(())
    }

    /// The points, in their order.
    pub fn iter(&self) -> impl Iterator<Item = DistributionPoint<'a>> + use<'a> {
        let mut points = self.0;
        core::iter::from_fn(move || DistributionPoint::read(&mut points, GeneralNames::again).ok())
    }
}

impl fmt::Debug for DistributionPoints<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// One place where revocation of a certificate is told.
///
/// ```
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// let leaf = hokensho_pki::Certificate::parse(adult.auth_certificate().ok_or("no certificate")?)?;
/// let points = leaf.extensions().crl_distribution_points.ok_or("no points")?.value;
/// assert!(points.iter().all(|point| point.is_whole()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct DistributionPoint<'a> {
    names: Option<GeneralNames<'a>>,
    whole: bool,
}

impl<'a> DistributionPoint<'a> {
    fn read(reader: &mut Reader<'a>, names: ReadNames<'a>) -> Result<Self> {
        let mut fields = reader.filled_sequence()?;
        let names = point_name(&mut fields, names)?;
        let reasons = fields.optional(tag::context(1))?;
        let issuer = fields.optional(tag::constructed(2))?;
        fields.finish()?;
        Ok(Self { names, whole: reasons.is_none() && issuer.is_none() })
    }

    /// The names of the place; `None` if it has none, or only one relative to the issuer of the list.
    #[must_use]
    pub const fn names(&self) -> Option<GeneralNames<'a>> {
        self.names
    }

    /// The first name that is a directory entry.
    #[must_use]
    pub fn directory_name(&self) -> Option<Name<'a>> {
        self.names?.directory()
    }

    /// Whether the place tells all reasons, by the certificate's own issuer: neither `reasons` nor `cRLIssuer` is there.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.whole
    }

    /// Whether a list with these names is of this place: RFC 5280, 6.3.3 (b)(2)(i).
    pub(crate) fn is_covered_by(&self, list: GeneralNames<'_>) -> bool {
        self.whole && self.names.is_some_and(|names| names.share_a_place_with(list))
    }
}

/// [`GeneralNames::of`], or [`GeneralNames::again`].
type ReadNames<'a> = fn(Reader<'a>) -> Result<GeneralNames<'a>>;

/// `[0] DistributionPointName OPTIONAL`; a name relative to the issuer is read over.
pub(crate) fn point_name<'a>(
    fields: &mut Reader<'a>,
    names: ReadNames<'a>,
) -> Result<Option<GeneralNames<'a>>> {
    let Some(point) = fields.optional(tag::constructed(0))? else { return Ok(None) };
    let mut choice = point.reader();
    let name = choice.read()?;
    choice.finish()?;
    match name.tag {
        FULL_NAME => names(name.reader()).map(Some),
        RELATIVE_NAME => read_part(name.reader()).map(|_| None),
        found => name.fault(Fault::Tag { expected: FULL_NAME, found }),
    }
}

const FULL_NAME: u8 = tag::constructed(0);
const RELATIVE_NAME: u8 = tag::constructed(1);
