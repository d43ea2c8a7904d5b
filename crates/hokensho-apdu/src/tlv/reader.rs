use core::fmt;

use super::{Fault, Limits, Tag, Tlv};
use crate::Error;

/// Reads the objects of one level, one after the other. An error leaves the reader where it was.
///
/// ```
/// use hokensho_apdu::tlv::Reader;
///
/// let mut reader = Reader::new(&[0x01, 0x01, 0xAA, 0x02, 0x00]);
/// let mut lengths = Vec::new();
/// while let Some(object) = reader.read()? {
///     lengths.push(object.value().len());
/// }
/// assert_eq!(lengths, [1, 0]);
/// # Ok::<(), hokensho_apdu::Error>(())
/// ```
#[derive(Clone)]
pub struct Reader<'a> {
    pub(super) rest: &'a [u8],
    pub(super) offset: usize,
    pub(super) level: u8,
    pub(super) count: u16,
    pub(super) limits: Limits,
}

impl<'a> Reader<'a> {
    /// Reads `bytes` within the default [`Limits`].
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self::with_limits(bytes, Limits::default())
    }

    /// Reads `bytes` within `limits`.
    #[must_use]
    pub const fn with_limits(bytes: &'a [u8], limits: Limits) -> Self {
        Self { rest: bytes, offset: 0, level: 1, count: 0, limits }
    }

    /// The next object, or none at the end.
    ///
    /// ```
    /// use hokensho_apdu::tlv::Reader;
    ///
    /// assert!(Reader::new(&[]).read()?.is_none());
    /// assert!(Reader::new(&[0x04, 0x05, 0x00]).read().is_err());
    /// # Ok::<(), hokensho_apdu::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Tlv`] with the place and the [`Fault`] if what stands there is no object within the limits.
    pub fn read(&mut self) -> Result<Option<Tlv<'a>>, Error> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let (tag, value, rest) = self.split().map_err(|fault| self.error(fault))?;
        let bytes = self.rest.get(..self.rest.len() - rest.len()).unwrap_or_default();
        let tlv = Tlv { tag, bytes, value, offset: self.offset, level: self.level, limits: self.limits };
        self.rest = rest;
        self.offset += bytes.len();
        self.count += 1; // `split` refuses at the limit, so this can't overflow
        Ok(Some(tlv))
    }

    /// The next object, which must carry `tag`.
    ///
    /// ```
    /// use hokensho_apdu::{Error, tlv::{Fault, Reader, Tag}};
    ///
    /// let error = Reader::new(&[0x91, 0x00]).require(Tag::new(0x90)).unwrap_err();
    /// assert!(matches!(error, Error::Tlv { offset: 0, fault: Fault::WrongTag { .. } }));
    /// ```
    ///
    /// # Errors
    /// As [`read`](Self::read), and [`Fault::WrongTag`] or [`Fault::Missing`].
    pub fn require(&mut self, tag: Tag) -> Result<Tlv<'a>, Error> {
        let mut ahead = self.clone();
        let fault = match ahead.read()? {
            Some(tlv) if tlv.tag() == tag => {
                *self = ahead;
                return Ok(tlv);
            }
            Some(tlv) => Fault::WrongTag { expected: tag, found: tlv.tag() },
            None => Fault::Missing { expected: tag },
        };
        Err(self.error(fault))
    }

    /// Where the reader stands, in bytes from the start of the outermost input.
    #[must_use]
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// What hasn't been read yet: filler, perhaps.
    #[must_use]
    pub const fn remaining(&self) -> &'a [u8] {
        self.rest
    }

    /// Whether everything has been read.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// Ends the reading where nothing may follow.
    ///
    /// # Errors
    /// [`Fault::TrailingBytes`] if bytes are left.
    pub fn finish(self) -> Result<(), Error> {
        match self.rest.len() {
            0 => Ok(()),
            bytes => Err(self.error(Fault::TrailingBytes { bytes })),
        }
    }

    /// Splits what is left into tag, value and the rest.
    fn split(&self) -> Result<(Tag, &'a [u8], &'a [u8]), Fault> {
        let Limits { count, bytes: limit, .. } = self.limits;
        if self.count >= count {
            return Err(Fault::TooMany { limit: count });
        }
        let input = self.offset + self.rest.len();
        if input > limit {
            return Err(Fault::InputTooLong { bytes: input, limit });
        }
        let (tag, rest) =
            Tag::split(self.rest).filter(|(tag, _)| *tag != Tag::new(0)).ok_or(Fault::NotATag)?;
        let (length, rest) = split_length(rest)?;
        let (value, rest) =
            rest.split_at_checked(length).ok_or(Fault::TruncatedValue { available: rest.len(), length })?;
        Ok((tag, value, rest))
    }

    const fn error(&self, fault: Fault) -> Error {
        Error::Tlv { offset: self.offset, fault }
    }
}

/// Cuts a length field off the front: one byte up to 7F, else 81 to 83 and as many bytes.
fn split_length(bytes: &[u8]) -> Result<(usize, &[u8]), Fault> {
    let (length, rest) = match bytes {
        [length @ ..=0x7F, rest @ ..] => ([0, 0, 0, *length], rest),
        [0x80, ..] => return Err(Fault::IndefiniteLength),
        [0x81, low, rest @ ..] => ([0, 0, 0, *low], rest),
        [0x82, high, low, rest @ ..] => ([0, 0, *high, *low], rest),
        [0x83, high, middle, low, rest @ ..] => ([0, *high, *middle, *low], rest),
        [] | [0x81..=0x83, ..] => return Err(Fault::TruncatedLength),
        [first, ..] => return Err(Fault::LengthTooLong { bytes: first & 0x7F }),
    };
    // Where `usize` has 16 bits a longer value can't be there anyway.
    Ok((usize::try_from(u32::from_be_bytes(length)).unwrap_or(usize::MAX), rest))
}

impl fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reader({} bytes left at {})", self.rest.len(), self.offset)
    }
}
