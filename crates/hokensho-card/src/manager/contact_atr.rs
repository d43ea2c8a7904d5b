use alloc::vec::Vec;
use core::fmt;

use crate::record::Origin;
use crate::{DataObject, Error, FileFault};

/// The answer to reset that the card gives over its contacts. A contactless reader makes up another.
///
/// ```
/// use hokensho_card::Card;
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
/// let atr = card.manager()?.contact_atr()?.unwrap();
/// assert_eq!(atr.as_bytes(), [0x3B, 0xE0, 0x00, 0xFF, 0x81, 0x31, 0xFE, 0x45, 0x14]);
/// assert_eq!(atr.to_string(), "3BE000FF8131FE4514");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ContactAtr(Vec<u8>);

impl ContactAtr {
    /// At most so many bytes follow TS (ISO/IEC 7816-3:2006, 8.2).
    const MAX: usize = 32;

    /// Takes what the card gives, which leaves out the first byte TS; that is `3B`, the direct convention, on every
    /// card seen. The last byte is the check byte TCK: every card seen speaks T=1, which demands one.
    ///
    /// ```
    /// use hokensho_card::{ContactAtr, Error, FileFault};
    ///
    /// assert!(ContactAtr::parse(&[0xE0, 0x00, 0xFF, 0x81, 0x31, 0xFE, 0x45, 0x14]).is_ok());
    /// let error = ContactAtr::parse(&[0xE0, 0x00, 0xFF, 0x81, 0x31, 0xFE, 0x45, 0x15]).unwrap_err();
    /// assert!(matches!(error, Error::ObjectMalformed { offset: 7, fault: FileFault::Checksum, .. }));
    /// ```
    ///
    /// # Errors
    /// [`Error::ObjectMalformed`] if the check byte is wrong, or if they are none or more than 32.
    pub fn parse(raw: &[u8]) -> Result<Self, Error> {
        let broken = |offset, fault| Origin::from(DataObject::ContactAtr).malformed(offset, fault);
        match raw {
            [] => Err(broken(0, FileFault::Length { expected: Self::MAX, found: 0 })),
            _ if raw.len() > Self::MAX => {
                Err(broken(0, FileFault::Length { expected: Self::MAX, found: raw.len() }))
            }
            // ISO/IEC 7816-3:2006, 8.2.5: exclusive-or of all bytes after TS gives zero.
            [before @ .., tck] if before.iter().fold(*tck, |sum, byte| sum ^ byte) != 0 => {
                Err(broken(before.len(), FileFault::Checksum))
            }
            _ => Ok(Self([&[0x3B], raw].concat())),
        }
    }

    /// The answer with its first byte.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for ContactAtr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02X}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The contact ATRs that OpenSC (`win32/customactions.cpp`) and pcsc-tools (`smartcard_list.txt`) list for JPKI.
    const KNOWN: [&[u8]; 5] = [
        &[0xE0, 0x00, 0xFF, 0x81, 0x31, 0xFE, 0x45, 0x14],
        &[
            0xDA, 0x13, 0xFF, 0x81, 0x31, 0xFB, 0x46, 0x80, 0x12, 0x39, 0x2F, 0x31, 0xC1, 0x73, 0xC6, 0x01,
            0xC0, 0x3B,
        ],
        &[0xC5, 0xFF, 0x81, 0x31, 0xFB, 0x45, 0x80, 0x73, 0xC6, 0x01, 0x00, 0x00],
        &[0xF5, 0x91, 0x00, 0xFF, 0x91, 0x81, 0x71, 0xFE, 0x40, 0x00, 0x42, 0x00, 0x01, 0x00, 0xD1, 0xD6],
        &[0xF5, 0x91, 0x00, 0xFF, 0x91, 0x81, 0x71, 0xFE, 0x40, 0x00, 0x42, 0x00, 0x01, 0xB3, 0xA1, 0x15],
    ];

    #[test]
    fn takes_every_known_one() {
        for raw in KNOWN {
            assert_eq!(ContactAtr::parse(raw).unwrap().as_bytes()[1..], *raw);
        }
    }

    #[test]
    fn refuses_none_and_too_many() {
        for length in [0, 33] {
            let error = ContactAtr::parse(&[0x00; 33][..length]).unwrap_err();
            assert!(matches!(error, Error::ObjectMalformed { fault: FileFault::Length { found, .. }, .. }
                if found == length));
        }
    }

    proptest! {
        #[test]
        fn refuses_every_wrong_bit(known in 0usize..5, at in 0usize..18, bit in 0u32..8) {
            let mut raw = KNOWN[known].to_vec();
            let at = at % raw.len();
            raw[at] ^= 1 << bit;
            prop_assert!(ContactAtr::parse(&raw).is_err());
        }
    }
}
