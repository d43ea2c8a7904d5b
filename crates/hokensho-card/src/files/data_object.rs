use core::fmt;

/// A data object that the card manager gives (GET DATA). Which of them exist varies from card to card.
///
/// All of them were found by `myna-card` by trying every tag on real cards; two tags mean what GlobalPlatform and ISO
/// say, the others are the card's own.
///
/// ```
/// use hokensho_card::DataObject;
///
/// assert_eq!(DataObject::Expiry.tag(), 0x00F2);
/// assert_eq!(DataObject::Expiry.to_string(), "the expiry (data object 00F2)");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DataObject {
    /// 0045: a number that names the card.
    CardId,
    /// 0066: GlobalPlatform's card recognition data.
    CardRecognition,
    /// 5F51: the answer to reset of the contact interface, without its first byte TS.
    ContactAtr,
    /// 00F2: 有効期限 of the card.
    Expiry,
    /// 00F7: names the key that signed the lower certificate.
    IntermediateKey,
    /// 0042: names the issuer's key.
    IssuerKey,
    /// 7F21: a card-verifiable certificate, signed by the key that the upper one certifies. Older cards have none.
    LowerCertificate,
    /// 00F0: 全国地方公共団体コード of the municipality that issued the card.
    Municipality,
    /// 00F8: a card-verifiable certificate, signed by a key that the verifier must hold.
    UpperCertificate,
}

impl DataObject {
    /// All of them.
    ///
    /// ```
    /// use hokensho_card::DataObject;
    ///
    /// assert!(DataObject::ALL.into_iter().any(|object| object.tag() == 0x7F21));
    /// ```
    pub const ALL: [Self; 9] = [
        Self::CardId,
        Self::CardRecognition,
        Self::ContactAtr,
        Self::Expiry,
        Self::IntermediateKey,
        Self::IssuerKey,
        Self::LowerCertificate,
        Self::Municipality,
        Self::UpperCertificate,
    ];

    /// The object's tag: P1 and P2 of GET DATA.
    #[must_use]
    pub const fn tag(self) -> u16 {
        self.row().0
    }

    const fn row(self) -> (u16, &'static str) {
        match self {
            Self::CardId => (0x0045, "the card identifier"),
            Self::CardRecognition => (0x0066, "the card recognition data"),
            Self::ContactAtr => (0x5F51, "the answer to reset"),
            Self::Expiry => (0x00F2, "the expiry"),
            Self::IntermediateKey => (0x00F7, "the intermediate key"),
            Self::IssuerKey => (0x0042, "the issuer's key"),
            Self::LowerCertificate => (0x7F21, "the lower certificate"),
            Self::Municipality => (0x00F0, "the municipality"),
            Self::UpperCertificate => (0x00F8, "the upper certificate"),
        }
    }
}

impl fmt::Display for DataObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (tag, name) = self.row();
        write!(f, "{name} (data object {tag:04X})")
    }
}
