//! Card or phone: what EF 0006 of the JPKI application says.

use core::fmt;

use crate::{Error, File};

/// The file's length: a PKCS#11 `CK_TOKEN_INFO` with 32-bit numbers (reported by `myna-card`).
pub(crate) const TOKEN_INFO_BYTES: usize = 160;

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

    /// Reads the label, the first 32 bytes of the token information.
    pub(crate) fn from_info(info: &[u8]) -> Result<Self, Error> {
        let Some((label, _)) = info.split_first_chunk::<32>() else {
            return Err(Error::FileTruncated {
                file: File::TokenInfo,
                offset: info.len(),
                expected: TOKEN_INFO_BYTES,
            });
        };
        let label = TokenLabel(*label);
        Ok(match label.as_bytes() {
            b"JPKIAPGPSETOKEN" => Self::Android,
            b"JPKIAPICCTOKEN2" => Self::Card,
            b"JPKIAPIOSTOKEN" => Self::Iphone,
            b"JPKIAPICCTOKEN" => Self::LegacyCard,
            _ => Self::Unknown(label),
        })
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
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenLabel([u8; 32]);

impl TokenLabel {
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

    fn info(label: &[u8]) -> [u8; TOKEN_INFO_BYTES] {
        let mut info = [b' '; TOKEN_INFO_BYTES];
        info[..label.len()].copy_from_slice(label);
        info
    }

    #[test]
    fn tells_the_known_tokens_by_their_whole_label() {
        for (label, token) in [
            (&b"JPKIAPICCTOKEN2"[..], Token::Card),
            (b"JPKIAPICCTOKEN", Token::LegacyCard),
            (b"JPKIAPGPSETOKEN", Token::Android),
            (b"JPKIAPIOSTOKEN", Token::Iphone),
        ] {
            assert_eq!(Token::from_info(&info(label)).unwrap(), token);
        }
    }

    #[test]
    fn keeps_an_unknown_label() {
        let token = Token::from_info(&info(b"JPKIAPICCTOKEN3")).unwrap();
        assert!(matches!(token, Token::Unknown(label) if label.as_bytes() == b"JPKIAPICCTOKEN3"));
        assert!(!token.is_phone());
    }

    #[test]
    fn shows_control_characters_of_a_label_escaped() {
        assert_eq!(Token::from_info(&info(b"A\x1B[2J")).unwrap().to_string(), "an unknown token (A\\x1b[2J)");
    }

    #[test]
    fn refuses_a_label_that_is_cut() {
        assert!(matches!(
            Token::from_info(&info(b"JPKIAPICCTOKEN2")[..31]),
            Err(Error::FileTruncated { file: File::TokenInfo, offset: 31, .. })
        ));
    }
}
