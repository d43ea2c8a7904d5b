use crate::Time;
use crate::certificate::each_extension;
use crate::der::{Fault, Reader, Result, tag};

/// One revoked certificate.
#[derive(Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub(crate) serial: &'a [u8],
    pub(crate) at: Time,
    /// The reason code, which is one of [`Status`].
    pub(crate) code: u8,
}

/// Revoked for good, or held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    OnHold,
    Revoked(Reason),
}

impl Default for Status {
    /// RFC 5280, 5.3.1: without a reason it is unspecified.
    fn default() -> Self {
        Self::Revoked(Reason::Unspecified)
    }
}

impl<'a> Entry<'a> {
    #[inline]
    pub(super) fn read(list: &mut Reader<'a>) -> Result<Self> {
        let mut fields = list.sequence()?;
        let serial = fields.require(tag::INTEGER)?.positive()?;
        let at = fields.time()?;
        Ok(Self { serial, at, code: read_code(fields)? })
    }

    /// The serial alone: the rest of the entry isn't looked at.
    #[inline]
    pub(super) fn read_serial(list: &mut Reader<'a>) -> Result<&'a [u8]> {
        list.sequence()?.require(tag::INTEGER)?.positive()
    }
}

#[inline]
fn read_code(mut fields: Reader<'_>) -> Result<u8> {
    match fields.rest() {
        [] => return Ok(Status::default().code()),
        // A reason code alone, not critical, as DER can only write it: the extensions of nearly every entry, in one step.
        // What isn't quite so is read as any extensions are; removeFromCRL is refused there.
        [0x30, 12, 0x30, 10, 6, 3, 0x55, 0x1D, 21, 4, 3, 10, 1, code @ 0..0x80] if *code != 8 => {
            return Ok(*code);
        }
        _ => {}
    }
    let mut status = None;
    each_extension(fields.filled_sequence()?, |extension| match extension.oid.content() {
        [0x55, 0x1D, 21] => extension.set(&mut status, read_reason),
        // When the key was really lost (invalidityDate): earlier than `at`, changes nothing here.
        _ => extension.unknown(),
    })?;
    fields.finish()?;
    Ok(status.map(|found| found.value).unwrap_or_default().code())
}

pub(crate) fn read_reason(value: &mut Reader<'_>) -> Result<Status> {
    let element = value.require(tag::ENUMERATED)?;
    // removeFromCRL stands in delta lists only.
    Status::of_code(element.small()?).ok_or(element.located(Fault::DeltaList))
}

impl Status {
    /// `None` for removeFromCRL, which is no status.
    pub(super) const fn of_code(code: u8) -> Option<Self> {
        Some(Self::Revoked(match code {
            0 => Reason::Unspecified,
            1 => Reason::KeyCompromise,
            2 => Reason::CaCompromise,
            3 => Reason::AffiliationChanged,
            4 => Reason::Superseded,
            5 => Reason::CessationOfOperation,
            6 => return Some(Self::OnHold),
            8 => return None,
            9 => Reason::PrivilegeWithdrawn,
            10 => Reason::AaCompromise,
            code => Reason::Other(code),
        }))
    }

    const fn code(self) -> u8 {
        match self {
            Self::OnHold => 6,
            Self::Revoked(Reason::Unspecified) => 0,
            Self::Revoked(Reason::KeyCompromise) => 1,
            Self::Revoked(Reason::CaCompromise) => 2,
            Self::Revoked(Reason::AffiliationChanged) => 3,
            Self::Revoked(Reason::Superseded) => 4,
            Self::Revoked(Reason::CessationOfOperation) => 5,
            Self::Revoked(Reason::PrivilegeWithdrawn) => 9,
            Self::Revoked(Reason::AaCompromise) => 10,
            Self::Revoked(Reason::Other(code)) => code,
        }
    }
}

/// What a list says of a certificate that stands on it.
///
/// ```
/// use hokensho_pki::{Listed, Reason, Time};
///
/// let at = Time::from_unix(0);
/// assert_ne!(Listed::OnHold { at }, Listed::Revoked { reason: Reason::Superseded, at });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Listed {
    /// On hold (一時保留).
    OnHold {
        /// Since when.
        at: Time,
    },
    /// Revoked for good.
    Revoked {
        /// Why.
        reason: Reason,
        /// Since when.
        at: Time,
    },
}

impl Listed {
    pub(crate) const fn new(status: Status, at: Time) -> Self {
        match status {
            Status::OnHold => Self::OnHold { at },
            Status::Revoked(reason) => Self::Revoked { reason, at },
        }
    }
}

/// Why a certificate was revoked (RFC 5280, 5.3.1), with what JPKI's practice statement is quoted to mean by it.
///
/// ```
/// assert_ne!(hokensho_pki::Reason::Superseded, hokensho_pki::Reason::Unspecified);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The attribute authority lost its key.
    AaCompromise,
    /// Something written in the certificate has changed, such as the address.
    AffiliationChanged,
    /// The CA lost its key.
    CaCompromise,
    /// It isn't needed any more.
    CessationOfOperation,
    /// The key was lost or seen by others.
    KeyCompromise,
    /// A code that the standard doesn't know.
    Other(u8),
    /// The right to it was withdrawn.
    PrivilegeWithdrawn,
    /// It was renewed: another one took its place.
    Superseded,
    /// No reason is given; JPKI: destroyed before it was handed over.
    Unspecified,
}
