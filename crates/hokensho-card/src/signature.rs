//! What the card signs, and what it gives back.

mod input;

use alloc::vec::Vec;
use core::fmt;
use hokensho_apdu::{Response, Zeroizing};
use sha2::{Digest, Sha256};

pub use input::SigningInput;

/// The DER before a SHA-256 hash in a DigestInfo (RFC 8017, 9.2, note 1).
const SHA256_PREFIX: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
    0x04, 0x20,
];

/// A hash with the name of its algorithm, as PKCS#1 v1.5 signs it (RFC 8017, 9.2). The card adds the padding.
///
/// ```
/// use hokensho_card::DigestInfo;
///
/// let digest = DigestInfo::sha256(&[0xAB; 32]);
/// assert_eq!(digest.as_bytes().len(), 51);
/// assert_eq!(digest.as_bytes()[19..], [0xAB; 32]);
/// assert_eq!(format!("{digest:?}"), "DigestInfo(..)");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct DigestInfo([u8; 51]);

/// A short message can be found again from its hash, so `Debug` doesn't tell it.
impl fmt::Debug for DigestInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DigestInfo(..)")
    }
}

impl DigestInfo {
    /// The DigestInfo of a message: it is hashed here, and never sent.
    ///
    /// ```
    /// use hokensho_card::DigestInfo;
    ///
    /// // SHA-256 of "abc" (FIPS 180-2, B.1).
    /// assert_eq!(DigestInfo::of(b"abc").as_bytes()[19..23], [0xBA, 0x78, 0x16, 0xBF]);
    /// ```
    #[must_use]
    pub fn of(message: &[u8]) -> Self {
        Self::sha256(&Sha256::digest(message).into())
    }

    /// The DigestInfo of a SHA-256 hash.
    ///
    /// ```
    /// use hokensho_card::DigestInfo;
    ///
    /// assert_eq!(DigestInfo::sha256(&[0xAB; 32]).as_bytes()[19..], [0xAB; 32]);
    /// ```
    #[must_use]
    pub fn sha256(hash: &[u8; 32]) -> Self {
        let mut bytes = [0; 51];
        let (prefix, rest) = bytes.split_at_mut(SHA256_PREFIX.len());
        prefix.copy_from_slice(&SHA256_PREFIX);
        rest.copy_from_slice(hash);
        Self(bytes)
    }

    /// The DER.
    ///
    /// ```
    /// use hokensho_card::DigestInfo;
    ///
    /// // SHA-256 is 2.16.840.1.101.3.4.2.1.
    /// assert_eq!(DigestInfo::of(b"abc").as_bytes()[6..15], [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]);
    /// ```
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// A signature as the card gave it; nobody has checked it yet.
///
/// Its length is that of the key: 256 bytes on every card so far, nothing that may be counted on.
///
/// ```
/// use hokensho_card::{Card, DigestInfo};
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
/// let signature = card.visual()?.sign_challenge(&DigestInfo::of(b"challenge"))?;
/// assert_eq!(format!("{signature:?}"), "Signature(256 bytes)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Signature(Zeroizing<Vec<u8>>);

impl Signature {
    /// The signature in a response; none if the response is empty.
    pub(crate) fn from_card(response: Response) -> Option<Self> {
        let bytes = response.into_data();
        (!bytes.is_empty()).then_some(Self(bytes))
    }

    /// The signature's bytes.
    ///
    /// ```
    /// use hokensho_card::{AuthPin, Card, DigestInfo};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let persona = Persona::named("adult")?;
    /// let mut card = Card::open(VirtualCard::new(&persona));
    /// let mut jpki = card.jpki()?.verify_auth_pin(&AuthPin::new(persona.auth_pin())?)?;
    /// let signature = jpki.sign(&DigestInfo::sha256(&[0; 32]))?;
    /// assert_eq!(signature.as_bytes().len(), 256);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for Signature {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signature({} bytes)", self.0.len())
    }
}
