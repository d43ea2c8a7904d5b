use core::fmt;

/// An application on the card.
///
/// ```
/// use hokensho_card::Application;
///
/// assert_eq!(Application::Jpki.aid()[..4], [0xD3, 0x92, 0xF0, 0x00]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Application {
    /// 共通カードAP: the card's serial number.
    Common,
    /// 公的個人認証AP: certificates and the two signing keys. The only one that a phone has, too.
    Jpki,
    /// 住基AP: the resident register's. What a citizen can reach in it is a PIN.
    Juki,
    /// The card manager, GlobalPlatform's issuer security domain: what the card says of itself. It has no PIN, and
    /// selecting it deselects every other application, and with it every PIN (reported by `myna-card` for real cards).
    Manager,
    /// 券面事項入力補助AP: name, address, birth date and sex as text.
    Text,
    /// 券面事項確認AP: the face of the card as images, with the photo.
    Visual,
}

impl Application {
    /// All of them.
    ///
    /// ```
    /// use hokensho_card::Application;
    ///
    /// assert!(Application::ALL.contains(&Application::Jpki));
    /// ```
    pub const ALL: [Self; 6] =
        [Self::Common, Self::Jpki, Self::Juki, Self::Manager, Self::Text, Self::Visual];

    /// The full application identifier; a shorter one could select a neighbour (JICSAP allows prefix matches).
    #[must_use]
    pub const fn aid(self) -> &'static [u8] {
        match self {
            Self::Common => &[0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x01, 0x00],
            Self::Jpki => &[0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01],
            Self::Juki => &[0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x01],
            Self::Manager => &[0xA0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00],
            Self::Text => &[0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08],
            Self::Visual => &[0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x02],
        }
    }

    /// The name in front of a file's identifier.
    pub(super) const fn short_name(self) -> &'static str {
        match self {
            Self::Common => "common",
            Self::Jpki => "JPKI",
            Self::Juki => "juki",
            Self::Manager => "card manager",
            Self::Text => "text",
            Self::Visual => "visual",
        }
    }
}

impl fmt::Display for Application {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Manager => f.write_str("the card manager"),
            other => write!(f, "the {} application", other.short_name()),
        }
    }
}
