use core::ops::Range;
use hokensho_apdu::tlv::{Fault, Reader, Tag, Tlv};

use super::{KeyParts, Municipality, Origin};
use crate::{CardDate, Error, FileFault};

/// Reads the objects of one file or data object in their order; errors name it and the place.
pub(super) struct Objects<'a> {
    origin: Origin,
    pub(super) reader: Reader<'a>,
}

impl<'a> Objects<'a> {
    /// Reads what has no outermost object around it.
    pub(super) fn new(origin: impl Into<Origin>, raw: &'a [u8]) -> Self {
        Self { origin: origin.into(), reader: Reader::new(raw) }
    }

    /// Opens the outermost object, behind which nothing may follow.
    pub(super) fn open(origin: impl Into<Origin>, raw: &'a [u8], tag: u32) -> Result<Self, Error> {
        let mut outside = Self::new(origin, raw);
        let outermost = outside.require(tag)?;
        outside.finish()?;
        let reader = outermost.children().map_err(|error| outside.origin.broken(0, error))?;
        Ok(Self { reader, ..outside })
    }

    pub(super) fn require(&mut self, tag: u32) -> Result<Tlv<'a>, Error> {
        self.reader.require(Tag::new(tag)).map_err(|error| self.origin.broken(0, error))
    }

    /// An object that some files don't have.
    pub(super) fn optional(&mut self, tag: u32) -> Result<Option<Tlv<'a>>, Error> {
        match self.reader.require(Tag::new(tag)) {
            Ok(object) => Ok(Some(object)),
            Err(hokensho_apdu::Error::Tlv {
                fault: Fault::WrongTag { .. } | Fault::Missing { .. }, ..
            }) => Ok(None),
            Err(error) => Err(self.origin.broken(0, error)),
        }
    }

    pub(super) fn finish(&self) -> Result<(), Error> {
        self.reader.clone().finish().map_err(|error| self.origin.broken(0, error))
    }

    pub(super) fn fault(&self, at: &Tlv<'_>, fault: FileFault) -> Error {
        self.origin.malformed(at.offset(), fault)
    }

    /// Checks a table of 16-bit offsets, counted from the start of the file, against where the objects start.
    /// Readers that jump by the table and readers that walk the objects must see the same file.
    pub(super) fn check_offsets(&self, table: &Tlv<'_>, objects: &[Tlv<'_>]) -> Result<(), Error> {
        let (offsets, odd) = table.value().as_chunks::<2>();
        let stated = offsets.iter().map(|offset| usize::from(u16::from_be_bytes(*offset)));
        if odd.is_empty() && stated.eq(objects.iter().map(Tlv::offset)) {
            Ok(())
        } else {
            Err(self.fault(table, FileFault::OffsetTable))
        }
    }

    pub(super) fn date(&self, object: &Tlv<'_>) -> Result<CardDate, Error> {
        CardDate::parse(object.value()).ok_or_else(|| self.fault(object, FileFault::Date))
    }

    pub(super) fn municipality(&self, object: &Tlv<'_>) -> Result<Municipality, Error> {
        Municipality::parse(object.value()).ok_or_else(|| self.fault(object, FileFault::Digits))
    }

    /// The whole value, which must have `N` bytes.
    pub(super) fn array<const N: usize>(&self, object: &Tlv<'_>) -> Result<[u8; N], Error> {
        let fault = FileFault::Length { expected: N, found: object.value().len() };
        object.value().try_into().map_err(|_| self.fault(object, fault))
    }

    pub(super) fn check_length(&self, object: &Tlv<'_>, expected: usize) -> Result<(), Error> {
        match object.value().len() {
            found if found == expected => Ok(()),
            found => Err(self.fault(object, FileFault::Length { expected, found })),
        }
    }

    pub(super) fn key(&self, object: &Tlv<'_>) -> Result<KeyParts, Error> {
        self.key_at(value_of(object).start, object.value())
    }

    /// A key that has no object of its own around it.
    pub(super) fn key_at(&self, offset: usize, key: &[u8]) -> Result<KeyParts, Error> {
        KeyParts::cut(self.origin, key, offset)
    }
}

/// Where the whole object lies in its file.
pub(super) fn whole(object: &Tlv<'_>) -> Range<usize> {
    object.offset()..object.offset() + object.bytes().len()
}

/// Where the object's value lies in its file.
pub(super) fn value_of(object: &Tlv<'_>) -> Range<usize> {
    let end = whole(object).end;
    end - object.value().len()..end
}

/// A part of a file. The ranges were made by cutting the same bytes, so there always is one.
pub(crate) fn part<'a>(raw: &'a [u8], range: &Range<usize>) -> &'a [u8] {
    raw.get(range.clone()).unwrap_or_default()
}
