//! From the text of a persona file to a [`Persona`]: every field is checked, every file that it names is read.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::certificate::{Certificate, Spec};
use super::secret::Pins;
use super::token::{CodeYear, birth_code, code_b, is_real_my_number};
use super::{Date, Face, Holder, OnDevice, Persona, Secret, Sex, Token, schema};
use crate::pki::{self, Authority, Key};
use crate::{Error, FieldFault};

/// READ BINARY reaches 32,767 bytes at most (15-bit offset), so no file on a card is longer, and no persona needs more.
const MAX_FILE: u64 = 32_768;
/// Bytes of a name and an address. JPKI writes addresses of up to 200 characters; three bytes each.
const MAX_TEXT: usize = 600;

pub(super) fn text(path: &Path) -> Result<String, Error> {
    let file = |source| Error::PersonaFile { path: path.to_owned(), source };
    String::from_utf8(bytes(path)?)
        .map_err(|error| file(io::Error::new(io::ErrorKind::InvalidData, error.utf8_error())))
}

pub(super) fn persona(text: &str, dir: Option<&Path>) -> Result<Persona, Error> {
    let file: schema::File = toml::from_str(text).map_err(|error| syntax(text, &error))?;
    let folder = Folder(dir);
    let holder = holder(file.holder)?;
    let token = token(&file.card, &holder, folder)?;
    let pins = pins(file.secrets, &file.card)?;
    let auth = folder
        .certificate(file.certificates.auth, &AUTH, |spec| Authority::Auth.issue(&spec.auth_tbs(&holder)))?;
    let sign = file
        .certificates
        .sign
        .map(|sign| folder.certificate(sign, &SIGN, |spec| Authority::Sign.issue(&spec.sign_tbs(&holder))));
    let sign = sign.transpose()?;
    Ok(Persona {
        name: file.name,
        summary: file.summary.unwrap_or_default(),
        source: text.to_owned(),
        holder,
        token,
        pins,
        auth,
        sign,
    })
}

fn holder(raw: schema::Holder) -> Result<Holder, Error> {
    let birth = date("holder.birth", raw.birth)?;
    Ok(Holder {
        name: bounded("holder.name", raw.name)?,
        alias: raw.alias,
        kana: raw.kana,
        birth,
        birth_text: birth.compact(),
        sex: match raw.sex {
            schema::Sex::Male => Sex::Male,
            schema::Sex::Female => Sex::Female,
            schema::Sex::NotApplicable => Sex::NotApplicable,
            schema::Sex::Unknown => Sex::Unknown,
        },
        address: bounded("holder.address", raw.address)?,
        municipality_code: digits("holder.municipality.code", raw.municipality.code, 5)?,
        prefecture: bounded("holder.municipality.prefecture", raw.municipality.prefecture)?,
        city: bounded("holder.municipality.city", raw.municipality.city)?,
    })
}

fn token(card: &schema::Card, holder: &Holder, folder: Folder<'_>) -> Result<Token, Error> {
    if !matches!(card.kind, schema::Kind::Card) {
        refuse("card.expiry", card.expiry.is_some())?;
        refuse("card.security_code", card.security_code.is_some())?;
        refuse("card.code_b_year", card.code_b_year.is_some())?;
        refuse("card.my_number", card.my_number.is_some())?;
        refuse("card.face", card.face.is_some())?;
    }
    refuse(
        "card.user_verified_on_device",
        !matches!(card.kind, schema::Kind::Iphone) && card.user_verified_on_device.is_some(),
    )?;
    match card.kind {
        schema::Kind::Card => Ok(Token::Card(Box::new(face(card, holder, folder)?))),
        schema::Kind::Android => Ok(Token::Android),
        schema::Kind::Iphone => Ok(Token::Iphone {
            user: match required("card.user_verified_on_device", card.user_verified_on_device)? {
                true => OnDevice::Verified,
                false => OnDevice::NotVerified,
            },
        }),
    }
}

fn face(card: &schema::Card, holder: &Holder, folder: Folder<'_>) -> Result<Face, Error> {
    let expiry = date("card.expiry", required("card.expiry", card.expiry)?)?;
    let security_code = required("card.security_code", card.security_code.clone())?;
    let security_code = digits("card.security_code", security_code, 4)?;
    let my_number = digits("card.my_number", required("card.my_number", card.my_number.clone())?, 12)?;
    if my_number.as_bytes().first_chunk().is_some_and(is_real_my_number) {
        return Err(Error::PersonaField { field: "card.my_number", fault: FieldFault::RealMyNumber });
    }
    let year = match card.code_b_year {
        None | Some(schema::CodeBYear::Era) => CodeYear::Era,
        Some(schema::CodeBYear::Western) => CodeYear::Western,
    };
    let birth_code = birth_code(holder, year);
    let images = card.images.as_deref().unwrap_or("neutral");
    let image = |field, image: &Option<_>, kind| {
        let image = folder.image(field, image.as_ref(), &format!("{images}-{kind}"))?;
        image.ok_or(Error::PersonaField { field, fault: FieldFault::Missing })
    };
    Ok(Face {
        expiry,
        code_b: code_b(&birth_code, expiry, &security_code),
        birth_code,
        my_number,
        photo: folder.image("card.face", card.face.as_ref(), "face-1")?,
        name_image: image("card.name_image", &card.name_image, "name")?,
        address_image: image("card.address_image", &card.address_image, "address")?,
        security_code_image: image("card.security_code_image", &card.security_code_image, "security-code")?,
        my_number_image: image("card.my_number_image", &card.my_number_image, "my-number")?,
    })
}

fn pins(raw: schema::Secrets, card: &schema::Card) -> Result<Pins, Error> {
    let text_pin = match card.kind {
        schema::Kind::Card => {
            Some(digits("secrets.text_pin", required("secrets.text_pin", raw.text_pin)?, 4)?)
        }
        schema::Kind::Android | schema::Kind::Iphone => {
            refuse("secrets.text_pin", raw.text_pin.is_some())?;
            None
        }
    };
    let tries = &card.tries;
    let left = |field, secret: Secret, tries: Option<u8>| {
        let max = secret.max_tries();
        match tries.unwrap_or(max) {
            tries if tries <= max => Ok((secret, tries)),
            _ => Err(Error::PersonaField { field, fault: FieldFault::Tries { max } }),
        }
    };
    Ok(Pins {
        auth_pin: digits("secrets.auth_pin", required("secrets.auth_pin", raw.auth_pin)?, 4)?,
        sign_password: raw.sign_password.map(password).transpose()?,
        text_pin,
        tries: [
            left("card.tries.auth_pin", Secret::AuthPin, tries.auth_pin)?,
            left("card.tries.sign_password", Secret::SignPassword, tries.sign_password)?,
            left("card.tries.text_pin", Secret::TextPin, tries.text_pin)?,
            left("card.tries.code_a", Secret::TextCodeA, tries.code_a)?,
            left("card.tries.code_b", Secret::TextCodeB, tries.code_b)?,
            left("card.tries.birth_code", Secret::VisualBirthCode, tries.birth_code)?,
            left("card.tries.code_a", Secret::VisualCodeA, tries.code_a)?,
            left("card.tries.code_b", Secret::VisualCodeB, tries.code_b)?,
        ],
    })
}

/// The names of one certificate's fields, for errors.
struct CertificateFields {
    der: &'static str,
    key: &'static str,
    not_before: &'static str,
    not_after: &'static str,
}

const AUTH: CertificateFields = CertificateFields {
    der: "certificates.auth.der",
    key: "certificates.auth.key",
    not_before: "certificates.auth.not_before",
    not_after: "certificates.auth.not_after",
};

const SIGN: CertificateFields = CertificateFields {
    der: "certificates.sign.der",
    key: "certificates.sign.key",
    not_before: "certificates.sign.not_before",
    not_after: "certificates.sign.not_after",
};

/// Where relative paths start.
#[derive(Clone, Copy)]
struct Folder<'a>(Option<&'a Path>);

impl Folder<'_> {
    fn certificate(
        self,
        raw: schema::Certificate,
        fields: &CertificateFields,
        issue: impl FnOnce(&Spec) -> Vec<u8>,
    ) -> Result<Certificate, Error> {
        let spec = Spec {
            key: self.key(fields.key, raw.key)?,
            serial: raw.serial,
            not_before: date(fields.not_before, raw.not_before)?,
            not_after: date(fields.not_after, raw.not_after)?,
        };
        let der = match raw.der {
            None => Cow::Owned(issue(&spec)),
            Some(schema::Source::File(path)) => Cow::Owned(self.read(fields.der, &path)?),
            Some(schema::Source::BuiltIn(name)) => {
                Cow::Borrowed(built_in(fields.der, name, pki::certificate)?)
            }
        };
        Ok(Certificate { spec, der })
    }

    fn key(self, field: &'static str, source: schema::Source) -> Result<Key, Error> {
        match source {
            schema::Source::BuiltIn(name) => built_in(field, name, Key::named),
            schema::Source::File(path) => Key::from_pkcs8(&self.read(field, &path)?)
                .map_err(|source| Error::PersonaKey { field, source }),
        }
    }

    fn image(
        self,
        field: &'static str,
        image: Option<&schema::Image>,
        default: &str,
    ) -> Result<Option<Cow<'static, [u8]>>, Error> {
        let name = match image {
            None => default,
            Some(schema::Image::BuiltIn(name)) => name,
            Some(schema::Image::File(path)) => return Ok(Some(Cow::Owned(self.read(field, path)?))),
            Some(schema::Image::None) => return Ok(None),
        };
        Ok(Some(Cow::Borrowed(built_in(field, name.to_owned(), pki::image)?)))
    }

    fn read(self, field: &'static str, path: &Path) -> Result<Vec<u8>, Error> {
        let folder = self.0.ok_or(Error::PersonaField { field, fault: FieldFault::NoFolder })?;
        bytes(&folder.join(path))
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let read = || {
        let mut bytes = Vec::new();
        let length = File::open(path)?.take(MAX_FILE + 1).read_to_end(&mut bytes)?;
        match u64::try_from(length) {
            Ok(0..=MAX_FILE) => Ok(bytes),
            _ => Err(io::ErrorKind::FileTooLarge.into()),
        }
    };
    read().map_err(|source| Error::PersonaFile { path: PathBuf::from(path), source })
}

fn built_in<T>(field: &'static str, name: String, find: impl FnOnce(&str) -> Option<T>) -> Result<T, Error> {
    find(&name).ok_or(Error::PersonaField { field, fault: FieldFault::BuiltInUnknown { name } })
}

fn required<T>(field: &'static str, value: Option<T>) -> Result<T, Error> {
    value.ok_or(Error::PersonaField { field, fault: FieldFault::Missing })
}

fn refuse(field: &'static str, given: bool) -> Result<(), Error> {
    if given { Err(Error::PersonaField { field, fault: FieldFault::Foreign }) } else { Ok(()) }
}

fn bounded(field: &'static str, text: String) -> Result<String, Error> {
    match text.len() {
        0 => Err(Error::PersonaField { field, fault: FieldFault::Missing }),
        1..=MAX_TEXT => Ok(text),
        bytes => Err(Error::PersonaField { field, fault: FieldFault::Length { bytes, max: MAX_TEXT } }),
    }
}

fn digits(field: &'static str, text: String, expected: usize) -> Result<String, Error> {
    if text.len() == expected && text.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(text)
    } else {
        Err(Error::PersonaField { field, fault: FieldFault::Digits { expected } })
    }
}

/// 6 to 16 upper-case letters and digits, at least one of each (as municipalities tell holders).
fn password(text: String) -> Result<String, Error> {
    let letters = text.bytes().filter(u8::is_ascii_uppercase).count();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if (6..=16).contains(&text.len()) && letters + digits == text.len() && letters > 0 && digits > 0 {
        Ok(text)
    } else {
        Err(Error::PersonaField { field: "secrets.sign_password", fault: FieldFault::Password })
    }
}

fn date(field: &'static str, date: toml::value::Date) -> Result<Date, Error> {
    let fault = FieldFault::Date;
    Date::new(date.year, date.month, date.day).ok_or(Error::PersonaField { field, fault })
}

/// The place and the message, without the lines of the file that the parser's own error would show.
fn syntax(text: &str, error: &toml::de::Error) -> Error {
    let start = error.span().map_or(0, |span| span.start);
    let before = text.get(..start).unwrap_or_default();
    Error::PersonaSyntax {
        line: before.matches('\n').count() + 1,
        column: before.len() - before.rfind('\n').map_or(0, |newline| newline + 1) + 1,
        source: error.message().into(),
    }
}
