use crate::Time;
use crate::certificate::each_extension;
use crate::der::{Fault, Reader, Result, tag, time};

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

/// The extensions of nearly every entry, but for the code itself: a reason code alone, not critical.
const REASON: [u8; 13] = [0x30, 12, 0x30, 10, 6, 3, 0x55, 0x1D, 21, 4, 3, 10, 1];

impl<'a> Entry<'a> {
    #[inline]
    pub(super) fn read(list: &mut Reader<'a>) -> Result<Self> {
        let fields = list.sequence()?;
        Self::usual(fields.rest()).map_or_else(|| Self::any(fields), Ok)
    }

    /// The serial alone: the rest of the entry isn't looked at.
    #[inline]
    pub(super) fn read_serial(list: &mut Reader<'a>) -> Result<&'a [u8]> {
        let mut fields = list.sequence()?;
        match usual_serial(fields.rest()) {
            Some((serial, _)) => Ok(serial),
            None => fields.require(tag::INTEGER)?.positive(),
        }
    }

    /// An entry in the shape that nearly all have, in a few steps: serial, UTCTime, reason. What isn't quite so is `None`
    /// here, also what is wrong.
    #[inline]
    fn usual(content: &'a [u8]) -> Option<Self> {
        let (serial, rest) = usual_serial(content)?;
        let ([tag::UTC_TIME, 13, time @ ..], reason) = rest.split_first_chunk::<15>()? else { return None };
        // removeFromCRL is refused where any extensions are read.
        let [code @ 0..0x80] = reason.strip_prefix(&REASON)? else { return None };
        (*code != 8).then_some(Self { serial, at: time::utc(time)?, code: *code })
    }

    #[inline(never)]
    fn any(mut fields: Reader<'a>) -> Result<Self> {
        let serial = fields.require(tag::INTEGER)?.positive()?;
        let at = fields.time()?;
        let mut status = None;
        if !fields.is_empty() {
            each_extension(fields.filled_sequence()?, |extension| match extension.oid {
                [0x55, 0x1D, 21] => extension.set(&mut status, read_reason),
                // Another CA's certificate (certificateIssuer), as on indirect lists only (RFC 5280, 5.3.3).
                [0x55, 0x1D, 29] => extension.fault(Fault::IndirectList),
                // When the key was really lost (invalidityDate): earlier than `at`, changes nothing here.
                _ => extension.unknown(),
            })?;
            fields.finish()?;
        }
        Ok(Self { serial, at, code: status.map(|found| found.value).unwrap_or_default().code() })
    }
}

/// A positive serial of at most 20 bytes, and what stands behind it.
#[inline]
fn usual_serial(content: &[u8]) -> Option<(&[u8], &[u8])> {
    let [tag::INTEGER, length @ ..=20, rest @ ..] = content else { return None };
    let (serial, rest) = rest.split_at_checked(usize::from(*length))?;
    match serial {
        [0, magnitude @ ..] if magnitude.first() >= Some(&0x80) => Some((magnitude, rest)),
        [1..0x80, ..] => Some((serial, rest)),
        _ => None,
    }
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

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use proptest::prelude::*;

    use super::*;

    /// An entry as JPKI writes it; `width` bytes of a serial, and its code.
    fn entry(width: u8, first: u8, code: u8) -> Vec<u8> {
        let serial = [&[first][..], &[0xA5].repeat(usize::from(width) - 1)].concat();
        let reason = [&REASON[..], &[code]].concat();
        [&[0x30, 31 + width, 2, width], &serial[..], &[0x17, 13], b"260131235959Z", &reason].concat()
    }

    /// What a reader makes of a whole entry.
    fn said(entry: Result<Entry<'_>>) -> Option<(Vec<u8>, Time, u8)> {
        entry.ok().map(|entry| (entry.serial.to_vec(), entry.at, entry.code))
    }

    #[test]
    fn the_usual_entry_is_read_in_a_few_steps() {
        for (width, first) in [(1, 1), (3, 0x7F), (4, 0), (20, 1)] {
            let bytes = entry(width, first, 4);
            assert!(Entry::usual(Reader::new(&bytes).sequence().unwrap().rest()).is_some(), "{width}");
        }
    }

    #[test]
    fn the_few_steps_refuse_what_is_wrong() {
        let usual = entry(4, 1, 4);
        // Each byte but those of the serial and the code, and digits that stay digits.
        let fixed = (2..4).chain([4]).chain(8..10).chain([22]).chain(23..36);
        for place in fixed {
            let mut bytes = usual.clone();
            bytes[place] ^= 0x80;
            assert!(Entry::usual(&bytes[2..]).is_none(), "byte {place}");
        }
        for (width, first, code) in [(4, 1, 8), (4, 1, 0x80), (1, 0, 4), (21, 1, 4), (4, 0x80, 4)] {
            assert!(Entry::usual(&entry(width, first, code)[2..]).is_none());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn the_few_steps_and_the_many_agree(
            width in 1..=20_u8,
            first in any::<u8>(),
            code in any::<u8>(),
            place in 2..54_usize,
            value in any::<u8>(),
            cut in 0..40_usize,
        ) {
            let mut bytes = entry(width, first, code);
            if let Some(byte) = bytes.get_mut(place) {
                *byte = value;
            }
            bytes.truncate(bytes.len() - cut.saturating_sub(38));
            bytes[1] = u8::try_from(bytes.len() - 2).unwrap();

            let fields = Reader::new(&bytes).sequence().unwrap();
            let many = Entry::any(fields);
            if let Some(few) = Entry::usual(fields.rest()) {
                prop_assert_eq!(said(Ok(few)), said(many));
            }
            let mut list = Reader::new(&bytes);
            let serial = Entry::read_serial(&mut list);
            let slow = { fields }.require(tag::INTEGER).and_then(|element| element.positive());
            prop_assert_eq!(serial, slow);
        }
    }
}
