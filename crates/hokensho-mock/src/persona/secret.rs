/// A PIN or code of the card. Each has its own counter, also the two that check the same digits.
///
/// ```
/// use hokensho_mock::Secret;
///
/// assert_eq!(Secret::AuthPin.max_tries(), 3);
/// assert_eq!(Secret::SignPassword.max_tries(), 5);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Secret {
    /// 利用者証明用暗証番号: JPKI EF 0018, 4 digits.
    AuthPin,
    /// 署名用パスワード: JPKI EF 001B, 6 to 16 characters.
    SignPassword,
    /// 券面事項入力補助用暗証番号: text EF 0011, 4 digits.
    TextPin,
    /// Code A (照合番号A), the My Number: text EF 0014.
    TextCodeA,
    /// Code B (照合番号B), 14 digits: text EF 0015.
    TextCodeB,
    /// Birth code, `YYMMDD`: visual EF 0011.
    VisualBirthCode,
    /// Code A (照合番号A), the My Number: visual EF 0013.
    VisualCodeA,
    /// Code B (照合番号B), 14 digits: visual EF 0012.
    VisualCodeB,
    /// One half of 住民基本台帳用暗証番号: common EF 001C, 4 digits. The holder knows one number for both.
    CommonPin,
    /// The other half: juki EF 001C, with a counter of its own.
    JukiPin,
}

impl Secret {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::AuthPin,
        Self::SignPassword,
        Self::TextPin,
        Self::TextCodeA,
        Self::TextCodeB,
        Self::VisualBirthCode,
        Self::VisualCodeA,
        Self::VisualCodeB,
        Self::CommonPin,
        Self::JukiPin,
    ];

    /// How many wrong tries block it. For the codes readers of real cards report 10 and 3; the mock has 10, and a
    /// persona can start lower.
    #[must_use]
    pub const fn max_tries(self) -> u8 {
        match self {
            Self::AuthPin | Self::TextPin | Self::CommonPin | Self::JukiPin => 3,
            Self::SignPassword => 5,
            Self::TextCodeA
            | Self::TextCodeB
            | Self::VisualBirthCode
            | Self::VisualCodeA
            | Self::VisualCodeB => 10,
        }
    }

    pub(crate) const fn is_code_a(self) -> bool {
        matches!(self, Self::TextCodeA | Self::VisualCodeA)
    }
}

/// What a persona's PINs are, and how many tries each secret has left when the card is made.
#[derive(Clone)]
pub(super) struct Pins {
    pub(super) auth_pin: String,
    pub(super) sign_password: Option<String>,
    pub(super) text_pin: Option<String>,
    pub(super) juki_pin: Option<String>,
    pub(super) tries: [(Secret, u8); Secret::ALL.len()],
}
