//! A borrowed reader for the part of DER (ITU-T X.690) that certificates, lists and signed data use, and a small writer.
//!
//! Nothing here calls itself: the depth of what is read is the depth of the code that reads it.

mod element;
mod fault;
pub(crate) mod time;
pub(crate) mod write;

pub(crate) use element::Element;
pub use fault::Fault;

use crate::{Oid, Time};

pub(crate) mod tag {
    pub(crate) const BOOLEAN: u8 = 0x01;
    pub(crate) const INTEGER: u8 = 0x02;
    pub(crate) const BIT_STRING: u8 = 0x03;
    pub(crate) const OCTET_STRING: u8 = 0x04;
    pub(crate) const NULL: u8 = 0x05;
    pub(crate) const OID: u8 = 0x06;
    pub(crate) const ENUMERATED: u8 = 0x0A;
    pub(crate) const UTF8_STRING: u8 = 0x0C;
    pub(crate) const IA5_STRING: u8 = 0x16;
    pub(crate) const UTC_TIME: u8 = 0x17;
    pub(crate) const GENERALIZED_TIME: u8 = 0x18;
    pub(crate) const SEQUENCE: u8 = 0x30;
    pub(crate) const SET: u8 = 0x31;

    /// A primitive context-specific tag, such as `[0] IMPLICIT OCTET STRING`.
    pub(crate) const fn context(number: u8) -> u8 {
        0x80 | number
    }

    /// A constructed context-specific tag, such as `[3] EXPLICIT`.
    pub(crate) const fn constructed(number: u8) -> u8 {
        0xA0 | number
    }
}

/// What is wrong, and at which byte of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Located {
    pub(crate) offset: usize,
    pub(crate) fault: Fault,
}

pub(crate) type Result<T> = core::result::Result<T, Located>;

/// A run of elements.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
    offset: usize,
}

impl<'a> Reader<'a> {
    pub(crate) const fn new(document: &'a [u8]) -> Self {
        Self { rest: document, offset: 0 }
    }

    /// A run that begins at this byte of the document.
    const fn at(rest: &'a [u8], offset: usize) -> Self {
        Self { rest, offset }
    }

    /// What hasn't been read.
    pub(crate) const fn rest(&self) -> &'a [u8] {
        self.rest
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(crate) fn begins_with(&self, tag: u8) -> bool {
        self.rest.first() == Some(&tag)
    }

    pub(crate) const fn located(&self, fault: Fault) -> Located {
        Located { offset: self.offset, fault }
    }

    pub(crate) const fn fault<T>(&self, fault: Fault) -> Result<T> {
        Err(self.located(fault))
    }

    #[inline]
    pub(crate) fn read(&mut self) -> Result<Element<'a>> {
        // Nearly all elements are short.
        match self.rest {
            [tag, length @ 0..0x80, ..] if tag & 0x1F != 0x1F => self.split(*tag, 2, usize::from(*length)),
            _ => self.read_long(),
        }
    }

    /// X.690, 10.1: the definite form with the fewest bytes.
    fn read_long(&mut self) -> Result<Element<'a>> {
        let (tag, header, length) = match self.rest {
            [tag, ..] if tag & 0x1F == 0x1F => return self.fault(Fault::TagNumber),
            [_, 0x80, ..] => return self.fault(Fault::IndefiniteLength),
            [tag, 0x81, a @ 0x80..=0xFF, ..] => (*tag, 3, u32::from(*a)),
            [tag, 0x82, a @ 1..=0xFF, b, ..] => (*tag, 4, u32::from_be_bytes([0, 0, *a, *b])),
            [tag, 0x83, a @ 1..=0xFF, b, c, ..] => (*tag, 5, u32::from_be_bytes([0, *a, *b, *c])),
            [tag, 0x84, a @ 1..=0xFF, b, c, d, ..] => (*tag, 6, u32::from_be_bytes([*a, *b, *c, *d])),
            [_, 0x81, _, ..] | [_, 0x82, _, _, ..] | [_, 0x83, _, _, _, ..] | [_, 0x84, _, _, _, _, ..] => {
                return self.fault(Fault::LengthNotMinimal);
            }
            [_, 0x85..=0xFF, ..] => return self.fault(Fault::LengthTooLong),
            _ => return self.fault(Fault::Truncated),
        };
        let length = usize::try_from(length).map_err(|_| self.located(Fault::LengthTooLong))?;
        self.split(tag, header, length)
    }

    /// Takes the element off, whose header and content are so long.
    #[inline]
    fn split(&mut self, tag: u8, header: usize, length: usize) -> Result<Element<'a>> {
        let Self { rest, offset } = *self;
        let located = Located { offset, fault: Fault::Truncated };
        let (whole, rest) = rest.split_at_checked(header.saturating_add(length)).ok_or(located)?;
        let (_, content) = whole.split_at_checked(header).ok_or(located)?;
        *self = Self { rest, offset: offset + whole.len() };
        Ok(Element { tag, whole, content, offset })
    }

    /// The next element, which must have this tag.
    #[inline]
    pub(crate) fn require(&mut self, expected: u8) -> Result<Element<'a>> {
        match self.rest {
            [tag, ..] if *tag != expected => self.fault(Fault::Tag { expected, found: *tag }),
            _ => self.read(),
        }
    }

    /// The next element if it has this tag.
    pub(crate) fn optional(&mut self, tag: u8) -> Result<Option<Element<'a>>> {
        if self.begins_with(tag) { self.read().map(Some) } else { Ok(None) }
    }

    /// The content of the next SEQUENCE.
    #[inline]
    pub(crate) fn sequence(&mut self) -> Result<Self> {
        Ok(self.require(tag::SEQUENCE)?.reader())
    }

    /// The content of the next SEQUENCE, which must hold something (`SEQUENCE SIZE (1..MAX)`).
    pub(crate) fn filled_sequence(&mut self) -> Result<Self> {
        let sequence = self.sequence()?;
        if sequence.is_empty() { sequence.fault(Fault::Empty) } else { Ok(sequence) }
    }

    /// `BOOLEAN DEFAULT FALSE`.
    pub(crate) fn default_false(&mut self) -> Result<bool> {
        self.implicit_true(tag::BOOLEAN)
    }

    /// `[n] IMPLICIT BOOLEAN DEFAULT FALSE`.
    pub(crate) fn implicit_true(&mut self, tag: u8) -> Result<bool> {
        self.optional(tag)?.map_or(Ok(false), |element| element.default_true())
    }

    pub(crate) fn oid(&mut self) -> Result<Oid> {
        let element = self.require(tag::OID)?;
        Oid::from_content(element.content).ok_or(element.located(Fault::Oid))
    }

    /// The content of an OBJECT IDENTIFIER that could be an [`Oid`], where it is looked at only.
    #[inline]
    pub(crate) fn oid_content(&mut self) -> Result<&'a [u8]> {
        let element = self.require(tag::OID)?;
        if Oid::is_content(element.content) { Ok(element.content) } else { element.fault(Fault::Oid) }
    }

    /// UTCTime or GeneralizedTime in the forms of RFC 5280, 4.1.2.5. A CA writes UTCTime until 2049; whoever reads "MUST
    /// be able to process validity dates that are encoded in either".
    #[inline]
    pub(crate) fn time(&mut self) -> Result<Time> {
        let element = self.read()?;
        match element.tag {
            tag::UTC_TIME => time::utc(element.content),
            tag::GENERALIZED_TIME => time::generalized(element.content),
            found => return element.fault(Fault::Tag { expected: tag::UTC_TIME, found }),
        }
        .ok_or(element.located(Fault::Time))
    }

    /// GeneralizedTime in the form of RFC 5280, 4.1.2.5.2.
    pub(crate) fn generalized_time(&mut self) -> Result<Time> {
        let element = self.require(tag::GENERALIZED_TIME)?;
        time::generalized(element.content).ok_or(element.located(Fault::Time))
    }

    /// Nothing may be left.
    pub(crate) const fn finish(&self) -> Result<()> {
        if self.is_empty() { Ok(()) } else { self.fault(Fault::TrailingBytes) }
    }
}

#[cfg(test)]
mod tests;
