//! Every application, file, key and secret that this library addresses: the one place where their numbers stand.
//!
//! No specification of the card is public. The numbers were found by independent open programs that agree with
//! each other: OpenSC (`card-jpki.c`), jpki/myna and the crate `myna-card`. Files that hold the My Number
//! (個人番号) and the code that opens them (照合番号A) have no name here, so nothing in this library can reach them.

use core::fmt;

/// GlobalPlatform's issuer security domain. Selecting it deselects every application, and with it every PIN
/// (reported by `myna-card` for real cards).
pub(crate) const ISSUER_DOMAIN: &[u8] = &[0xA0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00];

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
    /// 公的個人認証AP: certificates and the two signing keys. The only one that a phone has, too.
    Jpki,
    /// 券面事項入力補助AP: name, address, birth date and sex as text.
    Text,
    /// 券面事項確認AP: the face of the card as images, with the photo.
    Visual,
}

impl Application {
    /// The full application identifier; a shorter one could select a neighbour (JICSAP allows prefix matches).
    #[must_use]
    pub const fn aid(self) -> &'static [u8] {
        match self {
            Self::Jpki => &[0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01],
            Self::Text => &[0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08],
            Self::Visual => &[0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x02],
        }
    }
}

impl fmt::Display for Application {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Jpki => "the JPKI application",
            Self::Text => "the text application",
            Self::Visual => "the visual application",
        })
    }
}

/// The identifier of an elementary file (EF).
///
/// ```
/// use hokensho_card::File;
///
/// let id = File::AuthCertificate.id();
/// assert_eq!(u16::from(id), 0x000A);
/// assert_eq!(id.to_string(), "EF 000A");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct FileId(u16);

impl FileId {
    /// The file as P1 or P2 of a command that names it by its short identifier (ISO/IEC 7816-4:2020, 11.3.3:
    /// b8 set, the identifier in b5 to b1). Every file named here has an identifier of five bits.
    pub(crate) const fn short(self) -> u8 {
        let [_, low] = self.0.to_be_bytes();
        0x80 | low
    }
}

impl From<FileId> for u16 {
    fn from(id: FileId) -> Self {
        id.0
    }
}

impl fmt::Display for FileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EF {:04X}", self.0)
    }
}

impl fmt::Debug for FileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileId({:04X})", self.0)
    }
}

/// A file that this library reads.
///
/// ```
/// use hokensho_card::{Application, File};
///
/// assert_eq!(File::FaceRecord.application(), Application::Visual);
/// assert_eq!(File::FaceRecord.to_string(), "the face record (visual EF 0002)");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum File {
    /// JPKI 000A: 利用者証明用電子証明書. Free on a card, behind the PIN on a phone.
    AuthCertificate,
    /// JPKI 000B: the certificate of the CA above it. Free.
    AuthCaCertificate,
    /// JPKI 0001: 署名用電子証明書, with name and address in it. Behind the password.
    SignCertificate,
    /// JPKI 0002: the certificate of the CA above it. Free.
    SignCaCertificate,
    /// JPKI 0006: 160 bytes that say what kind of card or phone this is. Free.
    TokenInfo,
    /// Text 0002: 基本4情報. Behind the PIN or code B.
    Attributes,
    /// Text 0003: the issuer's signature over the attributes. Behind the PIN or code B.
    IntegrityRecord,
    /// Text 0004: the card-verifiable certificate of the key that signed the integrity record. Free.
    TextCvCertificate,
    /// Visual 0002: photo, images of name and address, birth date, and the issuer's signature. Behind code B.
    FaceRecord,
    /// Visual 0004: the card-verifiable certificate of the key that signed the face record. Free.
    VisualCvCertificate,
}

impl File {
    /// The application that holds the file.
    #[must_use]
    pub const fn application(self) -> Application {
        match self {
            Self::AuthCertificate
            | Self::AuthCaCertificate
            | Self::SignCertificate
            | Self::SignCaCertificate
            | Self::TokenInfo => Application::Jpki,
            Self::Attributes | Self::IntegrityRecord | Self::TextCvCertificate => Application::Text,
            Self::FaceRecord | Self::VisualCvCertificate => Application::Visual,
        }
    }

    /// The file's identifier.
    #[must_use]
    pub const fn id(self) -> FileId {
        FileId(match self {
            Self::SignCertificate => 0x0001,
            Self::SignCaCertificate | Self::Attributes | Self::FaceRecord => 0x0002,
            Self::IntegrityRecord => 0x0003,
            Self::TextCvCertificate | Self::VisualCvCertificate => 0x0004,
            Self::TokenInfo => 0x0006,
            Self::AuthCertificate => 0x000A,
            Self::AuthCaCertificate => 0x000B,
        })
    }
}

impl fmt::Display for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, application) = match self {
            Self::AuthCertificate => ("the auth certificate", "JPKI"),
            Self::AuthCaCertificate => ("the CA certificate of the auth certificate", "JPKI"),
            Self::SignCertificate => ("the sign certificate", "JPKI"),
            Self::SignCaCertificate => ("the CA certificate of the sign certificate", "JPKI"),
            Self::TokenInfo => ("the token information", "JPKI"),
            Self::Attributes => ("the attributes", "text"),
            Self::IntegrityRecord => ("the integrity record", "text"),
            Self::TextCvCertificate => ("the card-verifiable certificate", "text"),
            Self::FaceRecord => ("the face record", "visual"),
            Self::VisualCvCertificate => ("the card-verifiable certificate", "visual"),
        };
        write!(f, "{name} ({application} {})", self.id())
    }
}

/// A key of the holder's that signs.
///
/// ```
/// assert_eq!(u16::from(hokensho_card::Key::Auth.id()), 0x0017);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Key {
    /// JPKI 0017: 利用者証明用秘密鍵, after the PIN.
    Auth,
    /// JPKI 001A: 署名用秘密鍵, after the password.
    Sign,
}

impl Key {
    /// The identifier of the key's file.
    #[must_use]
    pub const fn id(self) -> FileId {
        FileId(match self {
            Self::Auth => 0x0017,
            Self::Sign => 0x001A,
        })
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Auth => "the auth key",
            Self::Sign => "the sign key",
        })
    }
}

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
    /// Text 0015: 照合番号B, 14 digits; sources disagree on 3 or 10 tries, so the card is asked.
    TextCodeB,
    /// Visual 0012: 照合番号B, with its own count of tries.
    VisualCodeB,
}

impl Secret {
    /// The application that checks the secret.
    #[must_use]
    pub const fn application(self) -> Application {
        match self {
            Self::AuthPin | Self::SignPassword => Application::Jpki,
            Self::TextPin | Self::TextCodeB => Application::Text,
            Self::VisualCodeB => Application::Visual,
        }
    }

    /// The identifier of the secret's file.
    #[must_use]
    pub const fn id(self) -> FileId {
        FileId(match self {
            Self::AuthPin => 0x0018,
            Self::SignPassword => 0x001B,
            Self::TextPin => 0x0011,
            Self::TextCodeB => 0x0015,
            Self::VisualCodeB => 0x0012,
        })
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AuthPin => "the auth PIN",
            Self::SignPassword => "the sign password",
            Self::TextPin => "the PIN of the text application",
            Self::TextCodeB => "code B of the text application",
            Self::VisualCodeB => "code B of the visual application",
        })
    }
}
