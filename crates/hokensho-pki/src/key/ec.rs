use core::fmt;

/// A point on P-256 or P-384, uncompressed (SEC 1, 2.3.3): `04`, then both coordinates.
///
/// Whether it lies on the curve is found out by the backend. JPKI has none yet; the next card is said to have ECDSA of
/// 384 bits, and what phones have is public nowhere.
///
/// ```
/// use hokensho_pki::EcPublicKey;
///
/// let mut point = [0x11; 65];
/// assert!(EcPublicKey::p256(&point).is_none(), "compressed points aren't taken");
/// point[0] = 0x04;
/// assert!(EcPublicKey::p256(&point).is_some());
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum EcPublicKey<'a> {
    /// 65 bytes.
    P256(&'a [u8; 65]),
    /// 97 bytes.
    P384(&'a [u8; 97]),
}

impl<'a> EcPublicKey<'a> {
    /// A key on P-256; `None` unless the point is uncompressed.
    #[must_use]
    pub const fn p256(point: &'a [u8; 65]) -> Option<Self> {
        match point {
            [0x04, ..] => Some(Self::P256(point)),
            _ => None,
        }
    }

    /// A key on P-384; `None` unless the point is uncompressed.
    ///
    /// ```
    /// assert!(hokensho_pki::EcPublicKey::p384(&[0x04; 97]).is_some());
    /// ```
    #[must_use]
    pub const fn p384(point: &'a [u8; 97]) -> Option<Self> {
        match point {
            [0x04, ..] => Some(Self::P384(point)),
            _ => None,
        }
    }
}

impl fmt::Debug for EcPublicKey<'_> {
    /// A key names a person as well as a serial does: not shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::P256(_) => "EcPublicKey(P-256)",
            Self::P384(_) => "EcPublicKey(P-384)",
        })
    }
}
