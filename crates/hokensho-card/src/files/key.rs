use core::fmt;

use super::FileId;
use crate::Application;

/// A private key in the chip.
///
/// ```
/// use hokensho_card::{Application, Key};
///
/// assert_eq!(u16::from(Key::Auth.id()), 0x0017);
/// assert_eq!(Key::VisualCard.application(), Application::Visual);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Key {
    /// JPKI 0017: 利用者証明用秘密鍵, after the PIN.
    Auth,
    /// JPKI 001A: 署名用秘密鍵, after the password.
    Sign,
    /// Text 0013: the card's own key, without any PIN.
    TextCard,
    /// Visual 001A: the card's own key, without any PIN.
    VisualCard,
}

impl Key {
    /// All of them.
    ///
    /// ```
    /// use hokensho_card::Key;
    ///
    /// assert!(Key::ALL.contains(&Key::Auth));
    /// ```
    pub const ALL: [Self; 4] = [Self::Auth, Self::Sign, Self::TextCard, Self::VisualCard];

    /// The application that holds the key.
    ///
    /// ```
    /// use hokensho_card::{Application, Key};
    ///
    /// assert_eq!(Key::TextCard.application(), Application::Text);
    /// ```
    #[must_use]
    pub const fn application(self) -> Application {
        self.row().0
    }

    /// The identifier of the key's file.
    ///
    /// ```
    /// assert_eq!(hokensho_card::Key::Sign.id().to_string(), "EF 001A");
    /// ```
    #[must_use]
    pub const fn id(self) -> FileId {
        FileId(self.row().1)
    }

    /// P2 of the signing command. The card's own keys are the default of their applications, and named by nothing
    /// (reported by `myna-card`).
    pub(crate) const fn reference(self) -> u8 {
        match self {
            Self::Auth | Self::Sign => self.id().short(),
            Self::TextCard | Self::VisualCard => 0x00,
        }
    }

    const fn row(self) -> (Application, u16, &'static str) {
        match self {
            Self::Auth => (Application::Jpki, 0x0017, "the auth key"),
            Self::Sign => (Application::Jpki, 0x001A, "the sign key"),
            Self::TextCard => (Application::Text, 0x0013, "the card's own key of the text application"),
            Self::VisualCard => (Application::Visual, 0x001A, "the card's own key of the visual application"),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.row().2)
    }
}
