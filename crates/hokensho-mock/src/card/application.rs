/// An application (DF) of the card. Nobody has published them officially: names and files are reported by readers of
/// real cards and of test cards.
///
/// ```
/// use hokensho_mock::Application;
///
/// assert_eq!(Application::Jpki.aid().len(), 10);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Application {
    /// 共通カードAP: the card's serial number.
    Common,
    /// 公的個人認証AP: certificates and keys. The only one that phones have.
    Jpki,
    /// 住基AP: the resident register's. Of what is in it, only a key's name and a PIN can be reached.
    Juki,
    /// 券面事項入力補助AP: what is printed on the card, as text.
    Text,
    /// 券面事項確認AP: what is printed on the card, as images.
    Visual,
}

impl Application {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Common, Self::Jpki, Self::Juki, Self::Text, Self::Visual];

    /// The name by which SELECT finds it.
    #[must_use]
    pub const fn aid(self) -> &'static [u8] {
        match self {
            Self::Common => &[0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x01, 0x00],
            Self::Jpki => &[0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01],
            Self::Juki => &[0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x01],
            Self::Text => &[0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08],
            Self::Visual => &[0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x02],
        }
    }

    /// The key that shows that the card itself is there; it needs no PIN.
    pub(super) const fn own_key(self) -> Option<u16> {
        match self {
            Self::Common | Self::Jpki | Self::Juki => None,
            Self::Text => Some(0x0013),
            Self::Visual => Some(0x001A),
        }
    }
}
