use core::fmt;

use super::{Fault, Limits, Reader, Tag};
use crate::Error;

/// One data object, borrowed from the input. `Debug` shows tag and length, never the value.
///
/// ```
/// use hokensho_apdu::tlv::{Reader, Tag};
///
/// let object = Reader::new(&[0x90, 0x81, 0x02, 0x0A, 0x0B]).require(Tag::new(0x90))?;
/// assert_eq!(object.value(), [0x0A, 0x0B]);
/// assert_eq!(object.bytes(), [0x90, 0x81, 0x02, 0x0A, 0x0B]); // as stored, long length and all
/// assert_eq!(format!("{object:?}"), "Tlv(90, 2 bytes at 0)");
/// # Ok::<(), hokensho_apdu::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Tlv<'a> {
    pub(super) tag: Tag,
    pub(super) bytes: &'a [u8],
    pub(super) value: &'a [u8],
    pub(super) offset: usize,
    pub(super) level: u8,
    pub(super) limits: Limits,
}

impl<'a> Tlv<'a> {
    /// The tag.
    #[must_use]
    pub const fn tag(&self) -> Tag {
        self.tag
    }

    /// The value.
    #[must_use]
    pub const fn value(&self) -> &'a [u8] {
        self.value
    }

    /// Tag, length and value as stored: what a signature over the object covers.
    #[must_use]
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// Where the tag stands, in bytes from the start of the outermost input.
    #[must_use]
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// A reader of the objects within this one.
    ///
    /// ```
    /// use hokensho_apdu::tlv::{Reader, Tag};
    ///
    /// let key = Reader::new(&[0xA1, 0x03, 0x90, 0x01, 0x03]).require(Tag::new(0xA1))?;
    /// let exponent = key.children()?.require(Tag::new(0x90))?;
    /// assert_eq!((exponent.value(), exponent.offset()), (&[0x03][..], 2));
    /// # Ok::<(), hokensho_apdu::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Fault::NotConstructed`] for a primitive object, [`Fault::TooDeep`] at the depth limit.
    pub const fn children(&self) -> Result<Reader<'a>, Error> {
        if !self.tag.is_constructed() {
            return Err(Error::Tlv { offset: self.offset, fault: Fault::NotConstructed { tag: self.tag } });
        }
        if self.level >= self.limits.depth {
            return Err(Error::Tlv {
                offset: self.offset,
                fault: Fault::TooDeep { limit: self.limits.depth },
            });
        }
        Ok(Reader {
            rest: self.value,
            // The value is the tail of the stored bytes.
            offset: self.offset + (self.bytes.len() - self.value.len()),
            level: self.level + 1,
            count: 0,
            limits: self.limits,
        })
    }
}

impl fmt::Debug for Tlv<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tlv({}, {} bytes at {})", self.tag, self.value.len(), self.offset)
    }
}
