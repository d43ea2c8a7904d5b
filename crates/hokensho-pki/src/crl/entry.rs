use core::cmp::Ordering;

use crate::Time;
use crate::certificate::each_extension;
use crate::der::{Fault, Reader, Result, tag};

/// One revoked certificate.
#[derive(Clone, Copy)]
pub(crate) struct Entry<'a> {
    serial: &'a [u8],
    pub(crate) at: Time,
    pub(crate) status: Status,
}

/// Revoked for good, or held.
#[derive(Clone, Copy)]
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
    pub(super) fn read(list: &mut Reader<'a>) -> Result<Self> {
        let mut fields = list.sequence()?;
        let serial = fields.require(tag::INTEGER)?.positive()?;
        let at = fields.time()?;
        let mut status = None;
        if !fields.is_empty() {
            each_extension(fields.filled_sequence()?, |extension| match extension.oid.content() {
                [0x55, 0x1D, 21] => extension.set(&mut status, read_reason),
                // When the key was really lost (invalidityDate): earlier than `at`, changes nothing here.
                _ => extension.unknown(),
            })?;
        }
        fields.finish()?;
        let status = status.map_or(Status::default(), |found| found.value);
        Ok(Self { serial, at, status })
    }

    pub(super) const fn serial(&self) -> &'a [u8] {
        self.serial
    }

    /// Shorter serials first: cheaper than by value, and any order will do.
    pub(super) fn serial_order(&self, serial: &[u8]) -> Ordering {
        (self.serial.len(), self.serial).cmp(&(serial.len(), serial))
    }
}

pub(crate) fn read_reason(value: &mut Reader<'_>) -> Result<Status> {
    let element = value.require(tag::ENUMERATED)?;
    Ok(Status::Revoked(match element.small()? {
        0 => Reason::Unspecified,
        1 => Reason::KeyCompromise,
        2 => Reason::CaCompromise,
        3 => Reason::AffiliationChanged,
        4 => Reason::Superseded,
        5 => Reason::CessationOfOperation,
        6 => return Ok(Status::OnHold),
        // removeFromCRL stands in delta lists only.
        8 => return element.fault(Fault::DeltaList),
        9 => Reason::PrivilegeWithdrawn,
        10 => Reason::AaCompromise,
        code => Reason::Other(code),
    }))
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
