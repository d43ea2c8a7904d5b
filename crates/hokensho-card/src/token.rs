//! Card or phone, and which certificates: what two free files of the JPKI application say.

mod info;
mod presence;

use core::fmt;

use crate::{Error, File};

pub use info::TokenInfo;
pub use presence::{CertificatePresence, Presence};

/// What answers as a My Number Card, by the label in its token information.
///
/// ```
/// use hokensho_card::{Card, Token};
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let mut phone = Card::connect(VirtualCard::new(&Persona::named("android")?))?;
/// assert_eq!(phone.token()?, Token::Android);
/// assert!(phone.visual().is_err()); // a phone has no photo
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Token {
    /// `JPKIAPGPSETOKEN`: the certificates in an Android phone's secure element.
    Android,
    /// `JPKIAPICCTOKEN2`: マイナンバーカード.
    Card,
    /// `JPKIAPIOSTOKEN`: the certificates in an iPhone.
    Iphone,
    /// `JPKIAPICCTOKEN`: 住民基本台帳カード, the card before; none has been valid since 2025.
    LegacyCard,
    /// Something newer than this library.
    Unknown(TokenLabel),
}

impl Token {
    /// Whether this is a phone: it has no photo and no attributes, and wants its user verified before it shows
    /// the auth certificate.
    ///
    /// ```
    /// use hokensho_card::Token;
    ///
    /// assert!(Token::Iphone.is_phone());
    /// assert!(!Token::Card.is_phone());
    /// ```
    #[must_use]
    pub const fn is_phone(self) -> bool {
        matches!(self, Self::Android | Self::Iphone)
    }
}

impl From<TokenLabel> for Token {
    fn from(label: TokenLabel) -> Self {
        match label.as_bytes() {
            b"JPKIAPGPSETOKEN" => Self::Android,
            b"JPKIAPICCTOKEN2" => Self::Card,
            b"JPKIAPIOSTOKEN" => Self::Iphone,
            b"JPKIAPICCTOKEN" => Self::LegacyCard,
            _ => Self::Unknown(label),
        }
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Android => f.write_str("an Android phone"),
            Self::Card => f.write_str("a My Number Card"),
            Self::Iphone => f.write_str("an iPhone"),
            Self::LegacyCard => f.write_str("a Juki card"),
            Self::Unknown(label) => write!(f, "an unknown token ({label})"),
        }
    }
}

/// A label that names no known token.
///
/// ```
/// use hokensho_card::{Token, TokenInfo};
///
/// let info = TokenInfo::parse([&b"JPKIAPICCTOKEN3"[..], &[b' '; 145]].concat())?; // the next card, perhaps
/// assert!(matches!(info.token(), Token::Unknown(label) if label.as_bytes() == b"JPKIAPICCTOKEN3"));
/// # Ok::<(), hokensho_card::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenLabel([u8; 32]);

impl TokenLabel {
    /// Cuts the label from the token information.
    pub(crate) fn at_the_start_of(info: &[u8]) -> Result<Self, Error> {
        let cut =
            Error::FileTruncated { file: File::TokenInfo, offset: info.len(), expected: TokenInfo::BYTES };
        info.first_chunk().copied().map(Self).ok_or(cut)
    }

    /// The label without the spaces that fill it up to 32 bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.trim_ascii_end()
    }
}

impl fmt::Display for TokenLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.as_bytes().escape_ascii())
    }
}

impl fmt::Debug for TokenLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenLabel({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    fn token(label: &[u8]) -> Token {
        let mut padded = [b' '; 32];
        padded[..label.len()].copy_from_slice(label);
        TokenLabel(padded).into()
    }

    #[test]
    fn tells_the_known_tokens_by_their_whole_label() {
        for (label, expected) in [
            (&b"JPKIAPICCTOKEN2"[..], Token::Card),
            (b"JPKIAPICCTOKEN", Token::LegacyCard),
            (b"JPKIAPGPSETOKEN", Token::Android),
            (b"JPKIAPIOSTOKEN", Token::Iphone),
        ] {
            assert_eq!(token(label), expected);
        }
    }

    #[test]
    fn keeps_an_unknown_label() {
        let token = token(b"JPKIAPICCTOKEN3");
        assert!(matches!(token, Token::Unknown(label) if label.as_bytes() == b"JPKIAPICCTOKEN3"));
        assert!(!token.is_phone());
    }

    #[test]
    fn shows_control_characters_of_a_label_escaped() {
        assert_eq!(token(b"A\x1B[2J").to_string(), "an unknown token (A\\x1b[2J)");
    }
}
