//! BER-TLV data objects (ISO/IEC 7816-4:2020, 6.3), read where they lie: borrowed, bounded, strict.
//!
//! Objects are cut, never rebuilt: records are signed as they are stored, so [`Tlv::bytes`] gives exactly the
//! bytes of the card. Reading does not recurse; each level is a [`Reader`] of its own, and [`Limits`] bound them.
//!
//! - Tags have up to three bytes. They are compared as bytes: the My Number Card uses two-byte tags such as
//!   DF21 or FF10 whose number would fit into fewer.
//! - Lengths are definite, with up to three bytes after 81, 82 or 83. A length need not be written the
//!   shortest way: BER doesn't ask for it, and the stored bytes are what counts.
//! - The indefinite length (80) is refused, and so is a length beyond the input.
//!
//! ```
//! use hokensho_apdu::tlv::{Reader, Tag};
//!
//! // One object, then the filler that some files of the card end in.
//! let file = [0xFF, 0x20, 0x05, 0xDF, 0x24, 0x02, 0x31, 0x39, 0xFF, 0xFF];
//! let mut reader = Reader::new(&file);
//! let attributes = reader.require(Tag::new(0xFF20))?;
//! let birth = attributes.children()?.require(Tag::new(0xDF24))?;
//! assert_eq!(birth.value(), b"19");
//! assert_eq!(birth.offset(), 3);
//! assert_eq!(reader.remaining(), [0xFF, 0xFF]);
//! # Ok::<(), hokensho_apdu::Error>(())
//! ```

mod fault;
mod limits;
mod object;
mod reader;
mod tag;

pub use fault::Fault;
pub use limits::Limits;
pub use object::Tlv;
pub use reader::Reader;
pub use tag::Tag;

#[cfg(test)]
mod tests;
