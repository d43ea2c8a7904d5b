use core::fmt;

use super::DigestInfo;
use crate::Error;

/// The longest data that PKCS#1 v1.5 pads: 256 bytes of an RSA-2048 key, the only kind on cards so far, less 3 fixed
/// ones and at least 8 of padding (RFC 8017, 9.2).
const LONGEST_PADDED: usize = 245;

/// The longest data field of a command (ISO/IEC 7816-4:2020, 5.2).
const LONGEST_DATA: usize = 65_535;

/// What the card is given to sign, and what it adds (P1 of its signing command). The hash is always SHA-256.
///
/// The schemes were found by `myna-card`, which tried every P1 on a test card; other programs use the first alone. A
/// message to be hashed by the card travels whole: more than 255 bytes need extended length fields, which is unverified
/// on a real card. [`DigestInfo::of`] hashes a message of any length here.
///
/// ```
/// use hokensho_card::{AuthPin, Card, SigningInput};
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let persona = Persona::named("adult")?;
/// let mut card = Card::open(VirtualCard::new(&persona));
/// let mut jpki = card.jpki()?.verify_auth_pin(&AuthPin::new(persona.auth_pin())?)?;
/// let signature = jpki.sign_with(SigningInput::Message(b"challenge"))?;
/// assert_eq!(signature.as_bytes(), persona.auth_key().sign_sha256(b"challenge"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SigningInput<'a> {
    /// P1 = 01: a message, whose bare hash is signed with PKCS#1 v1.5. Without the algorithm's name beside the hash,
    /// hardly anybody verifies it.
    BareMessage(&'a [u8]),
    /// P1 = 02: a hash, which the card wraps in a DigestInfo and signs with PKCS#1 v1.5.
    Digest(&'a [u8; 32]),
    /// P1 = 03: a message, which the card hashes, and then as [`Digest`](Self::Digest).
    Message(&'a [u8]),
    /// P1 = 00: 1 to 245 bytes, signed with PKCS#1 v1.5 as they are. Mostly a DigestInfo, of any hash algorithm.
    Padded(&'a [u8]),
    /// P1 = 04: a hash, signed with RSASSA-PSS (RFC 8017, 8.1). The salt is the card's: no two signatures are equal.
    PssDigest(&'a [u8; 32]),
    /// P1 = 05: a message, which the card hashes, and then as [`PssDigest`](Self::PssDigest).
    PssMessage(&'a [u8]),
}

impl<'a> SigningInput<'a> {
    pub(crate) const fn p1(self) -> u8 {
        match self {
            Self::Padded(_) => 0x00,
            Self::BareMessage(_) => 0x01,
            Self::Digest(_) => 0x02,
            Self::Message(_) => 0x03,
            Self::PssDigest(_) => 0x04,
            Self::PssMessage(_) => 0x05,
        }
    }

    /// The command's data field, if there is a command for it.
    pub(crate) const fn data(self) -> Result<&'a [u8], Error> {
        let longest = match self {
            Self::Padded(_) => LONGEST_PADDED,
            _ => LONGEST_DATA,
        };
        let data = self.as_bytes();
        if data.is_empty() || data.len() > longest {
            return Err(Error::SigningLength { bytes: data.len(), longest });
        }
        Ok(data)
    }

    const fn as_bytes(self) -> &'a [u8] {
        match self {
            Self::Digest(hash) | Self::PssDigest(hash) => hash,
            Self::BareMessage(data) | Self::Message(data) | Self::Padded(data) | Self::PssMessage(data) => {
                data
            }
        }
    }
}

impl<'a> From<&'a DigestInfo> for SigningInput<'a> {
    fn from(digest: &'a DigestInfo) -> Self {
        Self::Padded(digest.as_bytes())
    }
}

/// What is about to be signed is its signer's own affair.
impl fmt::Debug for SigningInput<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningInput(P1 {:02X}, {} bytes)", self.p1(), self.as_bytes().len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;

    fn refused(input: SigningInput<'_>) -> (usize, usize) {
        match input.data() {
            Err(Error::SigningLength { bytes, longest }) => (bytes, longest),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn padding_leaves_room_for_245_bytes() {
        SigningInput::Padded(&[1]).data().unwrap();
        SigningInput::Padded(&[1; 245]).data().unwrap();
        assert_eq!(refused(SigningInput::Padded(&[1; 246])), (246, 245));
    }

    #[test]
    fn a_message_fits_into_one_command() {
        let long = [1; 65_536];
        for message in [SigningInput::BareMessage, SigningInput::Message, SigningInput::PssMessage] {
            message(&long[1..]).data().unwrap();
            assert_eq!(refused(message(&long)), (65_536, 65_535));
        }
    }

    #[test]
    fn nothing_can_not_be_signed() {
        for input in [
            SigningInput::BareMessage(&[]),
            SigningInput::Message(&[]),
            SigningInput::Padded(&[]),
            SigningInput::PssMessage(&[]),
        ] {
            assert_eq!(refused(input).0, 0);
        }
    }

    #[test]
    fn debug_shows_no_content() {
        let shown = format!("{:?}", SigningInput::Message(b"secret"));
        assert_eq!(shown, "SigningInput(P1 03, 6 bytes)");
    }
}
