use core::fmt;

use super::FileId;
use crate::Application;

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
    /// JPKI 0008: 3 bytes that say which certificates there are. Free.
    CertificatePresence,
    /// Text 0002: 基本4情報. Behind the PIN or code B.
    Attributes,
    /// Text 0003: the issuer's signature over the attributes. Behind the PIN or code B.
    IntegrityRecord,
    /// Text 0004: the card-verifiable certificate of the key that signed the integrity record. Free.
    TextCvCertificate,
    /// Text 0005: version and key of the application. Free.
    TextBasicInfo,
    /// Text 0006: the public key to which a session key is delivered. Behind the PIN or code B.
    SessionKey,
    /// Text 0007: the card's own public key, signed by the issuer. Behind the PIN or code B.
    TextCardKey,
    /// Text 0008: 16 bytes of filler. Free.
    TextFiller,
    /// Visual 0001: birth date and card's key, signed by the issuer. Behind the birth code.
    AgeRecord,
    /// Visual 0002: photo, images of name and address, birth date, and the issuer's signature. Behind code B.
    FaceRecord,
    /// Visual 0003: version, key and municipality of the application. Free.
    VisualBasicInfo,
    /// Visual 0004: the card-verifiable certificate of the key that signed the records. Free.
    VisualCvCertificate,
    /// Visual 0006: 16 bytes of filler. Behind code B.
    VisualFiller,
    /// Common 0001: a record with the card's serial number, municipality and expiry. Free.
    CardSerial,
    /// Common 0002: a record that names a key. Free.
    CommonKeyReference,
    /// Juki 0002: a record that names the same key. Free.
    JukiKeyReference,
}

impl File {
    /// All of them.
    ///
    /// ```
    /// use hokensho_card::{Application, File};
    ///
    /// let on_phones = File::ALL.into_iter().filter(|file| file.application() == Application::Jpki);
    /// assert_eq!(on_phones.count(), 6);
    /// ```
    pub const ALL: [Self; 21] = [
        Self::AuthCertificate,
        Self::AuthCaCertificate,
        Self::SignCertificate,
        Self::SignCaCertificate,
        Self::TokenInfo,
        Self::CertificatePresence,
        Self::Attributes,
        Self::IntegrityRecord,
        Self::TextCvCertificate,
        Self::TextBasicInfo,
        Self::SessionKey,
        Self::TextCardKey,
        Self::TextFiller,
        Self::AgeRecord,
        Self::FaceRecord,
        Self::VisualBasicInfo,
        Self::VisualCvCertificate,
        Self::VisualFiller,
        Self::CardSerial,
        Self::CommonKeyReference,
        Self::JukiKeyReference,
    ];

    /// The application that holds the file.
    #[must_use]
    pub const fn application(self) -> Application {
        self.row().0
    }

    /// The file's identifier.
    #[must_use]
    pub const fn id(self) -> FileId {
        FileId(self.row().1)
    }

    const fn row(self) -> (Application, u16, &'static str) {
        match self {
            Self::AuthCertificate => (Application::Jpki, 0x000A, "the auth certificate"),
            Self::AuthCaCertificate => {
                (Application::Jpki, 0x000B, "the CA certificate of the auth certificate")
            }
            Self::SignCertificate => (Application::Jpki, 0x0001, "the sign certificate"),
            Self::SignCaCertificate => {
                (Application::Jpki, 0x0002, "the CA certificate of the sign certificate")
            }
            Self::TokenInfo => (Application::Jpki, 0x0006, "the token information"),
            Self::CertificatePresence => (Application::Jpki, 0x0008, "the presence of certificates"),
            Self::Attributes => (Application::Text, 0x0002, "the attributes"),
            Self::IntegrityRecord => (Application::Text, 0x0003, "the integrity record"),
            Self::TextCvCertificate => (Application::Text, 0x0004, "the card-verifiable certificate"),
            Self::TextBasicInfo => (Application::Text, 0x0005, "the basic information"),
            Self::SessionKey => (Application::Text, 0x0006, "the key for session keys"),
            Self::TextCardKey => (Application::Text, 0x0007, "the card key record"),
            Self::TextFiller => (Application::Text, 0x0008, "the filler"),
            Self::AgeRecord => (Application::Visual, 0x0001, "the age record"),
            Self::FaceRecord => (Application::Visual, 0x0002, "the face record"),
            Self::VisualBasicInfo => (Application::Visual, 0x0003, "the basic information"),
            Self::VisualCvCertificate => (Application::Visual, 0x0004, "the card-verifiable certificate"),
            Self::VisualFiller => (Application::Visual, 0x0006, "the filler"),
            Self::CardSerial => (Application::Common, 0x0001, "the serial number"),
            Self::CommonKeyReference => (Application::Common, 0x0002, "the key reference"),
            Self::JukiKeyReference => (Application::Juki, 0x0002, "the key reference"),
        }
    }
}

impl fmt::Display for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (application, _, name) = self.row();
        write!(f, "{name} ({} {})", application.short_name(), self.id())
    }
}
