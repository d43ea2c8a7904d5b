use core::fmt;

use super::FileId;
use crate::Application;

/// A PIN, password or code that the card checks.
///
/// ```
/// use hokensho_card::{Application, Secret};
///
/// assert_eq!(Secret::AuthPin.application(), Application::Jpki);
/// assert_eq!(u16::from(Secret::AuthPin.id()), 0x0018);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Secret {
    /// JPKI 0018: 利用者証明用暗証番号, 4 digits, 3 tries.
    AuthPin,
    /// JPKI 001B: 署名用暗証番号, 6 to 16 letters and digits, 5 tries.
    SignPassword,
    /// Text 0011: 券面事項入力補助用暗証番号, 4 digits, 3 tries.
    TextPin,
    /// Text 0014: 照合番号A. It is the My Number: its tries can be asked for, and no type holds its value.
    TextCodeA,
    /// Text 0015: 照合番号B, 14 digits; sources disagree on 3 or 10 tries, so the card is asked.
    TextCodeB,
    /// Visual 0011: the birth date as six digits.
    VisualBirthCode,
    /// Visual 0012: 照合番号B, with its own count of tries.
    VisualCodeB,
    /// Visual 0013: 照合番号A, with its own count of tries. As [`TextCodeA`](Self::TextCodeA).
    VisualCodeA,
    /// Common 001C: one half of 住民基本台帳用暗証番号, 4 digits, 3 tries.
    CommonPin,
    /// Juki 001C: the other half; the holder knows one number for both.
    JukiPin,
}

impl Secret {
    /// All of them, application by application.
    ///
    /// ```
    /// use hokensho_card::Secret;
    ///
    /// assert!(Secret::ALL.contains(&Secret::AuthPin));
    /// ```
    pub const ALL: [Self; 10] = [
        Self::AuthPin,
        Self::SignPassword,
        Self::TextPin,
        Self::TextCodeA,
        Self::TextCodeB,
        Self::VisualBirthCode,
        Self::VisualCodeB,
        Self::VisualCodeA,
        Self::CommonPin,
        Self::JukiPin,
    ];

    /// The application that checks the secret.
    ///
    /// ```
    /// use hokensho_card::{Application, Secret};
    ///
    /// assert_eq!(Secret::VisualBirthCode.application(), Application::Visual);
    /// ```
    #[must_use]
    pub const fn application(self) -> Application {
        self.row().0
    }

    /// The identifier of the secret's file.
    ///
    /// ```
    /// use hokensho_card::Secret;
    ///
    /// // One PIN to its holder, two secrets to the card.
    /// assert_eq!(Secret::CommonPin.id(), Secret::JukiPin.id());
    /// assert_ne!(Secret::CommonPin.application(), Secret::JukiPin.application());
    /// ```
    #[must_use]
    pub const fn id(self) -> FileId {
        FileId(self.row().1)
    }

    const fn row(self) -> (Application, u16, &'static str) {
        match self {
            Self::AuthPin => (Application::Jpki, 0x0018, "the auth PIN"),
            Self::SignPassword => (Application::Jpki, 0x001B, "the sign password"),
            Self::TextPin => (Application::Text, 0x0011, "the PIN of the text application"),
            Self::TextCodeA => (Application::Text, 0x0014, "code A of the text application"),
            Self::TextCodeB => (Application::Text, 0x0015, "code B of the text application"),
            Self::VisualBirthCode => (Application::Visual, 0x0011, "the birth code"),
            Self::VisualCodeB => (Application::Visual, 0x0012, "code B of the visual application"),
            Self::VisualCodeA => (Application::Visual, 0x0013, "code A of the visual application"),
            Self::CommonPin => (Application::Common, 0x001C, "the PIN of the common application"),
            Self::JukiPin => (Application::Juki, 0x001C, "the PIN of the juki application"),
        }
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.row().2)
    }
}
