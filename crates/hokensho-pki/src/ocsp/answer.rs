use super::certificate_id::CertificateId;
use crate::Time;
use crate::certificate::each_extension;
use crate::crl::{Status, read_reason};
use crate::der::{Fault, Reader, Result, tag};

/// SingleResponse (RFC 6960, 4.2.1): what is said about one certificate.
#[derive(Clone, Copy)]
pub(super) struct Answer<'a> {
    pub(super) id: CertificateId<'a>,
    pub(super) status: CertificateStatus,
    pub(super) this_update: Time,
    pub(super) next_update: Option<Time>,
}

/// CertStatus (RFC 6960, 4.2.1).
#[derive(Clone, Copy)]
pub(super) enum CertificateStatus {
    Good,
    Revoked { status: Status, at: Time },
    Unknown,
}

impl<'a> Answer<'a> {
    pub(super) fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let mut fields = reader.sequence()?;
        let id = CertificateId::read(&mut fields)?;
        let status = CertificateStatus::read(&mut fields)?;
        let this_update = fields.generalized_time()?;
        let due = fields.optional(tag::constructed(0))?;
        let next_update = due.map(|due| only(due.reader(), Reader::generalized_time)).transpose()?;
        if let Some(due) = due.filter(|_| next_update.is_some_and(|next| next < this_update)) {
            return due.fault(Fault::TimeOrder);
        }
        if let Some(extensions) = fields.optional(tag::constructed(1))? {
            // Where the responder read it, or for how long it keeps it (4.4.2, 4.4.4): neither changes what it says.
            each_extension(only(extensions.reader(), Reader::filled_sequence)?, |extension| {
                extension.unknown()
            })?;
        }
        fields.finish()?;
        Ok(Self { id, status, this_update, next_update })
    }
}

impl CertificateStatus {
    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        const GOOD: u8 = tag::context(0);
        const REVOKED: u8 = tag::constructed(1);
        const UNKNOWN: u8 = tag::context(2);
        let element = reader.read()?;
        let mut fields = element.reader();
        let status = match element.tag {
            GOOD => Self::Good,
            REVOKED => {
                let at = fields.generalized_time()?;
                let reason = fields.optional(tag::constructed(0))?;
                let status = reason.map(|reason| only(reason.reader(), read_reason)).transpose()?;
                Self::Revoked { status: status.unwrap_or_default(), at }
            }
            UNKNOWN => Self::Unknown,
            found => return element.fault(Fault::Tag { expected: GOOD, found }),
        };
        fields.finish()?;
        Ok(status)
    }
}

/// What stands alone in an explicit tag.
pub(super) fn only<'a, T>(
    mut explicit: Reader<'a>,
    read: impl FnOnce(&mut Reader<'a>) -> Result<T>,
) -> Result<T> {
    let value = read(&mut explicit)?;
    explicit.finish()?;
    Ok(value)
}
