//! The card's applications and their elementary files. Nobody has published them officially: all of it is reported by
//! readers of real cards and of test cards.

use std::collections::BTreeMap;

use crate::persona::{Face, OnDevice, Token};
use crate::pki::{self, Key, TextFiles, VisualFiles};
use crate::{Persona, Secret};

/// An application (DF) of the card.
///
/// The two that hold the resident register's numbers (住基AP, 共通カードAP) are not there: the mock answers 6A82.
///
/// ```
/// use hokensho_mock::Application;
///
/// assert_eq!(Application::Jpki.aid().len(), 10);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Application {
    /// 公的個人認証AP: certificates and keys.
    Jpki,
    /// 券面事項確認AP: what is printed on the card, as images.
    Visual,
    /// 券面事項入力補助AP: what is printed on the card, as text.
    Text,
}

impl Application {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Jpki, Self::Visual, Self::Text];

    /// The name by which SELECT finds it.
    #[must_use]
    pub const fn aid(self) -> &'static [u8] {
        match self {
            Self::Jpki => &[0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01],
            Self::Visual => &[0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x02],
            Self::Text => &[0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08],
        }
    }

    /// The key that shows that the card itself is there; it needs no PIN.
    pub(super) const fn own_key(self) -> Option<u16> {
        match self {
            Self::Jpki => None,
            Self::Visual => Some(0x001A),
            Self::Text => Some(0x0013),
        }
    }
}

/// An elementary file.
#[derive(Clone)]
pub(super) enum Ef {
    /// A secret that is blocked on every card seen.
    BlockedSecret,
    /// Bytes to read.
    Data { content: Vec<u8>, access: Access },
    /// A key to sign with.
    PrivateKey { key: Key, access: Access },
    /// A PIN or code to verify.
    Secret(Secret),
    /// A file that exists and that nobody has opened: it can be selected, and refuses all else.
    Unknown,
}

/// What must have been verified.
#[derive(Clone, Copy)]
pub(super) enum Access {
    Free,
    AnyOf(&'static [Secret]),
}

const AUTH_PIN: Access = Access::AnyOf(&[Secret::AuthPin]);
const SIGN_PASSWORD: Access = Access::AnyOf(&[Secret::SignPassword]);
const BIRTH_CODE: Access = Access::AnyOf(&[Secret::VisualBirthCode]);
const VISUAL_CODE_A: Access = Access::AnyOf(&[Secret::VisualCodeA]);
const VISUAL_CODES: Access = Access::AnyOf(&[Secret::VisualCodeA, Secret::VisualCodeB]);
const PIN_OR_CODE_A: Access = Access::AnyOf(&[Secret::TextPin, Secret::TextCodeA]);
const PIN_OR_CODE_B: Access = Access::AnyOf(&[Secret::TextPin, Secret::TextCodeB]);
const PIN_OR_CODES: Access = Access::AnyOf(&[Secret::TextPin, Secret::TextCodeA, Secret::TextCodeB]);

/// Sixteen bytes that say nothing, in both applications.
const FILLER: [u8; 16] = [0xFF; 16];

/// All files of a card.
#[derive(Clone)]
pub(super) struct FileSystem(BTreeMap<(Application, u16), Ef>);

impl FileSystem {
    pub(super) fn of(persona: &Persona) -> Self {
        let mut files = Self(BTreeMap::new());
        files.add(Application::Jpki, jpki(persona));
        if let Some(face) = persona.face() {
            files.add(Application::Visual, visual(persona, face));
            files.add(Application::Text, text(persona, face));
        }
        files
    }

    fn add<const N: usize>(&mut self, application: Application, files: [(u16, Ef); N]) {
        self.0.extend(files.map(|(id, ef)| ((application, id), ef)));
    }

    pub(super) fn put(&mut self, application: Application, id: u16, bytes: Vec<u8>) {
        match self.0.get_mut(&(application, id)) {
            Some(Ef::Data { content, .. }) => *content = bytes,
            _ => {
                self.0.insert((application, id), Ef::Data { content: bytes, access: Access::Free });
            }
        }
    }

    pub(super) fn ef(&self, application: Application, id: u16) -> Option<&Ef> {
        self.0.get(&(application, id))
    }

    pub(super) fn has(&self, application: Application) -> bool {
        self.0.keys().any(|(known, _)| *known == application)
    }
}

fn free(content: impl Into<Vec<u8>>) -> Ef {
    Ef::Data { content: content.into(), access: Access::Free }
}

fn behind(access: Access, content: impl Into<Vec<u8>>) -> Ef {
    Ef::Data { content: content.into(), access }
}

/// 公的個人認証AP.
fn jpki(persona: &Persona) -> [(u16, Ef); 17] {
    // On a phone the certificate is behind the PIN too; an iPhone has asked its owner before the tap.
    let (read, sign) = match persona.token() {
        Token::Card(_) => (Access::Free, AUTH_PIN),
        Token::Android | Token::Iphone { user: OnDevice::NotVerified } => (AUTH_PIN, AUTH_PIN),
        Token::Iphone { user: OnDevice::Verified } => (Access::Free, Access::Free),
    };
    let key = |key: Option<&Key>, certificate: Option<&[u8]>, access| match (key, certificate) {
        (Some(key), Some(_)) => Ef::PrivateKey { key: key.clone(), access },
        _ => Ef::Unknown, // what a token without the certificate has in its place is not known
    };
    let (auth_certificate, sign_certificate) = (persona.auth_certificate(), persona.sign_certificate());
    [
        (0x0001, behind(SIGN_PASSWORD, sign_certificate.unwrap_or_default())),
        (0x0002, free(persona.sign_ca_certificate())),
        (0x0005, Ef::Unknown),
        (0x0006, free(token_information(persona.token_label()))),
        (0x0008, free([presence(sign_certificate), presence(auth_certificate), 0x00])),
        (0x0009, Ef::Unknown),
        (0x000A, behind(read, auth_certificate.unwrap_or_default())),
        (0x000B, free(persona.auth_ca_certificate())),
        (0x0010, Ef::Unknown),
        (0x0016, Ef::Unknown),
        (0x0017, key(Some(persona.auth_key()), auth_certificate, sign)),
        (0x0018, Ef::Secret(Secret::AuthPin)),
        (0x0019, Ef::Unknown),
        (0x001A, key(persona.sign_key(), sign_certificate, SIGN_PASSWORD)),
        (0x001B, Ef::Secret(Secret::SignPassword)),
        (0x001C, Ef::Unknown),
        (0x001E, Ef::Unknown),
    ]
}

/// One byte of EF 0008. Only `8F`, for "there is one", has been seen.
fn presence(certificate: Option<&[u8]>) -> u8 {
    if certificate.is_some() { 0x8F } else { 0x00 }
}

/// EF 0006: PKCS#11's CK_TOKEN_INFO with 32-bit big-endian numbers, 160 bytes. Only the label and the versions are
/// known; the rest is what PKCS#11 has for "nothing to say".
fn token_information(label: &str) -> Vec<u8> {
    const UNAVAILABLE: [u8; 4] = [0xFF; 4];
    let mut bytes = Vec::with_capacity(160);
    // Label 32, manufacturer 32, model 16, serial number 16: text padded with spaces.
    bytes.extend_from_slice(format!("{label:<32}{:<32}{:<16}{:<16}", "", "", "").as_bytes());
    // Flags, then ten sizes and counts.
    bytes.extend_from_slice(&[0; 4]);
    bytes.extend_from_slice(&UNAVAILABLE.repeat(10));
    // Hardware version, firmware version, clock.
    bytes.extend_from_slice(b"0301");
    bytes.extend_from_slice(&[b' '; 16]);
    bytes
}

/// 券面事項確認AP.
fn visual(persona: &Persona, face: &Face) -> [(u16, Ef); 10] {
    let holder = persona.holder();
    let files = VisualFiles {
        birth: holder.attributes().birth,
        sex: holder.attributes().sex,
        expiry: &face.expiry.compact(),
        municipality: holder.municipality().code,
        name_image: &face.name_image,
        address_image: &face.address_image,
        photo: face.photo.as_deref().unwrap_or_default(),
        security_code_image: &face.security_code_image,
        my_number_image: &face.my_number_image,
    };
    let application = pki::Application::Visual;
    [
        (0x0001, behind(BIRTH_CODE, files.age().encode())),
        (0x0002, behind(VISUAL_CODES, files.front().encode())),
        (0x0003, free(files.basic_info().encode())),
        (0x0004, free(application.cv_certificate().encode())),
        (0x0005, behind(VISUAL_CODE_A, files.my_number().encode())),
        (0x0006, behind(VISUAL_CODES, FILLER)),
        (0x0011, Ef::Secret(Secret::VisualBirthCode)),
        (0x0012, Ef::Secret(Secret::VisualCodeB)),
        (0x0013, Ef::Secret(Secret::VisualCodeA)),
        (0x001A, Ef::PrivateKey { key: application.card_key(), access: Access::Free }),
    ]
}

/// 券面事項入力補助AP.
fn text(persona: &Persona, face: &Face) -> [(u16, Ef); 13] {
    let files = TextFiles { attributes: persona.holder().attributes(), my_number: &face.my_number };
    let application = pki::Application::Text;
    [
        (0x0001, behind(PIN_OR_CODE_A, files.my_number().encode())),
        (0x0002, behind(PIN_OR_CODE_B, files.attributes().encode())),
        (0x0003, behind(PIN_OR_CODES, files.integrity().encode())),
        (0x0004, free(application.cv_certificate().encode())),
        (0x0005, free(files.basic_info().encode())),
        (0x0006, behind(PIN_OR_CODES, files.session_key().encode())),
        (0x0007, behind(PIN_OR_CODES, files.card_key().encode())),
        (0x0008, free(FILLER)),
        (0x0011, Ef::Secret(Secret::TextPin)),
        (0x0012, Ef::BlockedSecret),
        (0x0013, Ef::PrivateKey { key: application.card_key(), access: Access::Free }),
        (0x0014, Ef::Secret(Secret::TextCodeA)),
        (0x0015, Ef::Secret(Secret::TextCodeB)),
    ]
}
