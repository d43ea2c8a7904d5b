use core::fmt;

use crate::der::{Fault, Reader, Result, tag};

/// An RSA key of 2048 to 4096 bits with the exponent 65537. All of JPKI's have 2048.
///
/// ```
/// use hokensho_pki::RsaPublicKey;
///
/// assert!(RsaPublicKey::new(&[0xFF; 256]).is_some());
/// assert!(RsaPublicKey::new(&[0xFF; 128]).is_none(), "1024 bits");
/// assert!(RsaPublicKey::new(&[0x7F; 256]).is_none(), "2047 bits");
/// assert!(RsaPublicKey::new(&[0xFE; 256]).is_none(), "even");
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RsaPublicKey<'a> {
    modulus: &'a [u8],
}

impl<'a> RsaPublicKey<'a> {
    /// 65537, big-endian.
    pub const EXPONENT: [u8; 3] = [0x01, 0x00, 0x01];

    /// A key from its modulus, big-endian; `None` unless that is an odd number of whole bytes, 256 to 512 of them.
    #[must_use]
    pub const fn new(modulus: &'a [u8]) -> Option<Self> {
        match modulus {
            // Below, a modulus can be factored; above, a certificate could make its reader work for nothing.
            [0x80..=0xFF, .., last] if modulus.len() >= 256 && modulus.len() <= 512 && *last & 1 == 1 => {
                Some(Self { modulus })
            }
            _ => None,
        }
    }

    /// Reads an RSAPublicKey (RFC 8017, A.1.1).
    pub(super) fn read(mut document: Reader<'a>) -> Result<Self> {
        let mut key = document.sequence()?;
        document.finish()?;
        let modulus = key.require(tag::INTEGER)?;
        let exponent = key.require(tag::INTEGER)?;
        key.finish()?;
        match modulus.content {
            [0, magnitude @ ..] if exponent.content == Self::EXPONENT => Self::new(magnitude),
            _ => None,
        }
        .ok_or(modulus.located(Fault::KeySize))
    }

    /// The modulus, big-endian.
    ///
    /// ```
    /// let key = hokensho_pki::RsaPublicKey::new(&[0xFF; 256]).ok_or("no key")?;
    /// assert_eq!(key.modulus().len() * 8, 2048);
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub const fn modulus(&self) -> &'a [u8] {
        self.modulus
    }
}

impl fmt::Debug for RsaPublicKey<'_> {
    /// A key names a person as well as a serial does: not shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RsaPublicKey({} bits)", self.modulus.len() * 8)
    }
}
