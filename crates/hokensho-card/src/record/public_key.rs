use core::fmt;
use core::ops::Range;
use hokensho_apdu::tlv::{Reader, Tag};

use super::{Origin, part, value_of};
use crate::Error;

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
pub(super) struct KeyParts {
    exponent: Range<usize>,
    modulus: Range<usize>,
}

impl KeyParts {
    /// Cuts the key that starts at byte `base` of `origin`.
    pub(super) fn cut(origin: Origin, key: &[u8], base: usize) -> Result<Self, Error> {
        let broken = |error| origin.broken(base, error);
        let mut reader = Reader::new(key);
        let exponent = reader.require(Tag::new(0x90)).map_err(broken)?;
        let modulus = reader.require(Tag::new(0x91)).map_err(broken)?;
        reader.finish().map_err(broken)?;
        let shift = |part: Range<usize>| base + part.start..base + part.end;
        Ok(Self { exponent: shift(value_of(&exponent)), modulus: shift(value_of(&modulus)) })
    }

    pub(super) fn of<'a>(&self, raw: &'a [u8]) -> PublicKey<'a> {
        PublicKey { exponent: part(raw, &self.exponent), modulus: part(raw, &self.modulus) }
    }
}
