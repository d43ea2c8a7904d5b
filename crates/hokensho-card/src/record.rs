//! Files cut into their parts: values, and the exact bytes that signatures cover. Nothing is verified here; that
//! needs cryptography and a trust anchor, which this crate has not.
//!
//! The layouts were found by the open program `myna-card`, which checks them against real test cards.

mod attributes;
mod certificate;
mod cv_certificate;
mod face;
mod integrity;

use core::fmt;
use core::ops::Range;
use hokensho_apdu::tlv::{Fault, Reader, Tag, Tlv};

use crate::session::malformed;
use crate::{CardDate, Error, File, FileFault};

pub use attributes::Attributes;
pub use certificate::CertificateDer;
pub use cv_certificate::{CvCertificate, KeyId};
pub use face::FaceRecord;
pub use integrity::IntegrityRecord;

/// Sex as the card writes it: the codes of ISO/IEC 5218, one digit.
///
/// ```
/// use hokensho_card::Sex;
///
/// assert_eq!(Sex::from(b'2'), Sex::Female);
/// assert_eq!(Sex::from(b'7'), Sex::Other(b'7'));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Sex {
    /// `2`
    Female,
    /// `1`
    Male,
    /// `9`
    NotApplicable,
    /// `0`
    NotKnown,
    /// A code that the standard doesn't have, kept as it is.
    Other(u8),
}

impl From<u8> for Sex {
    fn from(code: u8) -> Self {
        match code {
            b'0' => Self::NotKnown,
            b'1' => Self::Male,
            b'2' => Self::Female,
            b'9' => Self::NotApplicable,
            other => Self::Other(other),
        }
    }
}

/// An RSA public key as records carry it: `90` exponent, `91` modulus.
///
/// ```
/// use hokensho_card::Card;
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
/// let certificate = card.text()?.cv_certificate()?;
/// assert_eq!(certificate.key().modulus().len(), 256); // RSA-2048
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicKey<'a> {
    exponent: &'a [u8],
    modulus: &'a [u8],
}

/// A card's own key tells one card from all others, so `Debug` shows its length alone.
impl fmt::Debug for PublicKey<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({} bytes)", self.modulus.len())
    }
}

impl<'a> PublicKey<'a> {
    /// The exponent, big-endian.
    #[must_use]
    pub const fn exponent(&self) -> &'a [u8] {
        self.exponent
    }

    /// The modulus, big-endian.
    #[must_use]
    pub const fn modulus(&self) -> &'a [u8] {
        self.modulus
    }
}

/// Where a key's numbers lie in a file.
#[derive(Clone)]
struct KeyParts {
    exponent: Range<usize>,
    modulus: Range<usize>,
}

impl KeyParts {
    /// Cuts the key that starts at byte `base` of `file`.
    fn cut(file: File, key: &[u8], base: usize) -> Result<Self, Error> {
        let broken = |error| malformed(file, base, error);
        let mut reader = Reader::new(key);
        let exponent = reader.require(Tag::new(0x90)).map_err(broken)?;
        let modulus = reader.require(Tag::new(0x91)).map_err(broken)?;
        reader.finish().map_err(broken)?;
        let shift = |part: Range<usize>| base + part.start..base + part.end;
        Ok(Self { exponent: shift(value_of(&exponent)), modulus: shift(value_of(&modulus)) })
    }

    fn of<'a>(&self, raw: &'a [u8]) -> PublicKey<'a> {
        PublicKey { exponent: part(raw, &self.exponent), modulus: part(raw, &self.modulus) }
    }
}

/// Reads the objects of one file in their order; errors name the file and the place.
struct Objects<'a> {
    file: File,
    reader: Reader<'a>,
}

impl<'a> Objects<'a> {
    /// Opens the outermost object, behind which nothing may follow.
    fn open(file: File, raw: &'a [u8], tag: u32) -> Result<Self, Error> {
        let broken = |error| malformed(file, 0, error);
        let mut reader = Reader::new(raw);
        let outermost = reader.require(Tag::new(tag)).map_err(broken)?;
        reader.finish().map_err(broken)?;
        Ok(Self { file, reader: outermost.children().map_err(broken)? })
    }

    fn require(&mut self, tag: u32) -> Result<Tlv<'a>, Error> {
        self.reader.require(Tag::new(tag)).map_err(|error| malformed(self.file, 0, error))
    }

    /// An object that some files don't have.
    fn optional(&mut self, tag: u32) -> Result<Option<Tlv<'a>>, Error> {
        match self.reader.require(Tag::new(tag)) {
            Ok(object) => Ok(Some(object)),
            Err(hokensho_apdu::Error::Tlv {
                fault: Fault::WrongTag { .. } | Fault::Missing { .. }, ..
            }) => Ok(None),
            Err(error) => Err(malformed(self.file, 0, error)),
        }
    }

    fn finish(&self) -> Result<(), Error> {
        self.reader.clone().finish().map_err(|error| malformed(self.file, 0, error))
    }

    fn fault(&self, at: &Tlv<'_>, fault: FileFault) -> Error {
        Error::Malformed { file: self.file, offset: at.offset(), fault }
    }

    /// Checks a table of 16-bit offsets, counted from the start of the file, against where the objects start.
    /// Readers that jump by the table and readers that walk the objects must see the same file.
    fn check_offsets(&self, table: &Tlv<'_>, objects: &[Tlv<'_>]) -> Result<(), Error> {
        let (offsets, odd) = table.value().as_chunks::<2>();
        let stated = offsets.iter().map(|offset| usize::from(u16::from_be_bytes(*offset)));
        if odd.is_empty() && stated.eq(objects.iter().map(Tlv::offset)) {
            Ok(())
        } else {
            Err(self.fault(table, FileFault::OffsetTable))
        }
    }

    fn date(&self, object: &Tlv<'_>) -> Result<CardDate, Error> {
        CardDate::parse(object.value()).ok_or_else(|| self.fault(object, FileFault::Date))
    }

    fn check_length(&self, object: &Tlv<'_>, expected: usize) -> Result<(), Error> {
        match object.value().len() {
            found if found == expected => Ok(()),
            found => Err(self.fault(object, FileFault::Length { expected, found })),
        }
    }

    fn key(&self, object: &Tlv<'_>) -> Result<KeyParts, Error> {
        KeyParts::cut(self.file, object.value(), value_of(object).start)
    }
}

/// Where the whole object lies in its file.
fn whole(object: &Tlv<'_>) -> Range<usize> {
    object.offset()..object.offset() + object.bytes().len()
}

/// Where the object's value lies in its file.
fn value_of(object: &Tlv<'_>) -> Range<usize> {
    let end = whole(object).end;
    end - object.value().len()..end
}

/// A part of a file. The ranges were made by cutting the same bytes, so there always is one.
pub(crate) fn part<'a>(raw: &'a [u8], range: &Range<usize>) -> &'a [u8] {
    raw.get(range.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
