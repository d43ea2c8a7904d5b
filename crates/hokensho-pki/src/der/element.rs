use super::{Fault, Located, Reader, Result};

/// One element: tag, length, content.
#[derive(Clone, Copy)]
pub(crate) struct Element<'a> {
    pub(crate) tag: u8,
    /// Tag, length and content as they stand in the document.
    pub(crate) whole: &'a [u8],
    pub(crate) content: &'a [u8],
    /// Where the tag stands in the document.
    pub(crate) offset: usize,
}

impl<'a> Element<'a> {
    pub(crate) const fn located(&self, fault: Fault) -> Located {
        Located { offset: self.offset, fault }
    }

    pub(crate) const fn fault<T>(&self, fault: Fault) -> Result<T> {
        Err(self.located(fault))
    }

    /// Reads the content as elements.
    pub(crate) const fn reader(&self) -> Reader<'a> {
        Reader::at(self.content, self.offset + self.whole.len() - self.content.len())
    }

    /// X.690, 11.1 and 11.5: TRUE is FF, and a default of FALSE isn't written.
    pub(super) fn default_true(&self) -> Result<bool> {
        if self.content == [0xFF] { Ok(true) } else { self.fault(Fault::Boolean) }
    }

    /// A positive INTEGER of at most 20 bytes, without the sign byte: serial and list numbers
    /// (RFC 5280, 4.1.2.2 and 5.2.3).
    #[inline]
    pub(crate) fn positive(&self) -> Result<&'a [u8]> {
        match self.unsigned()? {
            [] => self.fault(Fault::IntegerZero),
            magnitude => Ok(magnitude),
        }
    }

    /// An INTEGER that isn't negative, of at most 20 bytes, without leading zeros.
    #[inline]
    pub(crate) fn unsigned(&self) -> Result<&'a [u8]> {
        // RFC 5280, 4.1.2.2: "MUST NOT use serialNumber values longer than 20 octets".
        if self.content.len() > 20 {
            return self.fault(Fault::IntegerTooLong);
        }
        match self.content {
            [0] => Ok(&[]),
            [] | [0, 0..0x80, ..] => self.fault(Fault::IntegerNotMinimal),
            [0x80..=0xFF, ..] => self.fault(Fault::IntegerNegative),
            [0, magnitude @ ..] | magnitude => Ok(magnitude),
        }
    }

    /// An `INTEGER (0..MAX)` that counts certificates of a path: 255 stands for all that are more.
    pub(crate) fn count(&self) -> Result<u8> {
        Ok(match self.unsigned()? {
            [] => 0,
            [count] => *count,
            _ => u8::MAX,
        })
    }

    /// An ENUMERATED or INTEGER from 0 to 127.
    pub(crate) fn small(&self) -> Result<u8> {
        match self.content {
            [value @ 0..0x80] => Ok(*value),
            _ => self.fault(Fault::IntegerTooLong),
        }
    }

    /// The bytes of a BIT STRING made of whole bytes: keys and signatures.
    pub(crate) fn octets(&self) -> Result<&'a [u8]> {
        match self.content {
            [0, octets @ ..] => Ok(octets),
            _ => self.fault(Fault::BitString),
        }
    }

    /// Reads a BIT STRING made of whole bytes as elements.
    pub(crate) fn octets_reader(&self) -> Result<Reader<'a>> {
        self.octets().map(|octets| Reader::at(octets, self.offset + (self.whole.len() - octets.len())))
    }

    /// The first two bytes of a named-bit BIT STRING, highest bit first (X.690, 11.2.2: no trailing zero bits).
    pub(crate) fn named_bits(&self) -> Result<u16> {
        let (unused, bits, last) = match self.content {
            [unused, last] => (*unused, [*last, 0], *last),
            [unused, first, last] => (*unused, [*first, *last], *last),
            _ => return self.fault(Fault::BitString),
        };
        if u32::from(unused) == last.trailing_zeros() && last != 0 {
            Ok(u16::from_be_bytes(bits))
        } else {
            self.fault(Fault::BitString)
        }
    }

    /// Text in UTF-8 (UTF8String).
    pub(crate) fn text(&self) -> Result<&'a str> {
        core::str::from_utf8(self.content).map_err(|_| self.located(Fault::Text))
    }

    /// Text of seven-bit characters (IA5String).
    pub(crate) fn ascii(&self) -> Result<&'a str> {
        core::str::from_utf8(self.content)
            .ok()
            .filter(|text| text.is_ascii())
            .ok_or(self.located(Fault::Text))
    }
}
