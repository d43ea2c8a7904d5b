//! SHA-256 and the DigestInfo around it.

use core::fmt;

use sha2::{Digest, Sha256};

/// The SHA-256 of some bytes.
///
/// ```
/// assert_eq!(hokensho_pki::sha256(b"")[..4], [0xE3, 0xB0, 0xC4, 0x42]);
/// ```
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// What an RSA key signs for a SHA-256 digest (RFC 8017, 9.2, note 1): a DigestInfo of 51 bytes.
///
/// ```
/// let info = hokensho_pki::digest_info(&hokensho_pki::sha256(b"message"));
/// assert!(info.starts_with(&[0x30, 0x31, 0x30, 0x0D]) && info.ends_with(&hokensho_pki::sha256(b"message")));
/// ```
#[must_use]
pub fn digest_info(digest: &[u8; 32]) -> [u8; 51] {
    wrap([0x30, 0x31], [0x04, 0x20], digest)
}

/// The DigestInfo of a face record: three SHA-256 digests, one after another, in one OCTET STRING of 96 bytes
/// (reported by readers of real cards; unverified). No standard has it, so that an ordinary verifier refuses it.
pub(crate) fn digest_info_of_three(digests: &[u8; 96]) -> [u8; 115] {
    wrap([0x30, 0x71], [0x04, 0x60], digests)
}

fn wrap<const OUT: usize>(sequence: [u8; 2], octets: [u8; 2], digest: &[u8]) -> [u8; OUT] {
    /// AlgorithmIdentifier of SHA-256 with NULL parameters.
    const SHA256: [u8; 15] =
        [0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00];
    joined(&[&sequence, &SHA256, &octets, digest])
}

/// Parts one after another, as many bytes of them as there is place for.
pub(crate) fn joined<const OUT: usize>(parts: &[&[u8]]) -> [u8; OUT] {
    let mut whole = [0; OUT];
    for (place, byte) in whole.iter_mut().zip(parts.iter().copied().flatten()) {
        *place = *byte;
    }
    whole
}

/// The SHA-256 of a CA certificate, as J-LIS publishes it.
///
/// ```
/// use hokensho_pki::Fingerprint;
///
/// assert!(Fingerprint::of(b"").to_string().starts_with("e3b0c44298fc1c14"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// The fingerprint of a certificate.
    #[must_use]
    pub fn of(der: &[u8]) -> Self {
        Self(sha256(der))
    }

    pub(crate) const fn new(digest: [u8; 32]) -> Self {
        Self(digest)
    }

    /// The 32 bytes.
    ///
    /// ```
    /// # use hokensho_pki::Fingerprint;
    /// assert_eq!(Fingerprint::of(b"").bytes(), &hokensho_pki::sha256(b""));
    /// ```
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}
