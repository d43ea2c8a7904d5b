//! From the text of a persona file to a [`Persona`]: every field is checked, every file that it names is read.

mod check;
mod folder;

use std::io;
use std::path::Path;

use super::certificate::Spec;
use super::secret::Pins;
use super::token::{birth_code, code_b, is_real_my_number};
use super::{Face, Holder, OnDevice, Persona, Secret, Token, TokenKind, schema};
use crate::pki::{self, Authority};
use crate::{Error, FieldFault};
use check::{bounded, date, digits, password, refuse, required};
use folder::Folder;

pub(super) fn text(path: &Path) -> Result<String, Error> {
    let file = |source| Error::PersonaFile { path: path.to_owned(), source };
    String::from_utf8(folder::bytes(path)?)
        .map_err(|error| file(io::Error::new(io::ErrorKind::InvalidData, error.utf8_error())))
}

pub(super) fn persona(text: &str, dir: Option<&Path>) -> Result<Persona, Error> {
    let file: schema::File = toml::from_str(text).map_err(|error| syntax(text, &error))?;
    let folder = Folder(dir);
    let holder = holder(file.holder)?;
    let pins = pins(file.secrets, &file.card)?;
    let token = token(file.card, &holder, folder)?;
    let issue_auth = |spec: &Spec| Authority::Auth.issue(&spec.auth_tbs(&holder));
    let issue_sign = |spec: &Spec| Authority::Sign.issue(&spec.sign_tbs(&holder));
    let auth = folder.certificate(file.certificates.auth, &folder::AUTH, issue_auth)?;
    let sign =
        file.certificates.sign.map(|sign| folder.certificate(sign, &folder::SIGN, issue_sign)).transpose()?;
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
        sex: raw.sex,
        address: bounded("holder.address", raw.address)?,
        municipality_code: digits("holder.municipality.code", raw.municipality.code, 5)?,
        prefecture: bounded("holder.municipality.prefecture", raw.municipality.prefecture)?,
        city: bounded("holder.municipality.city", raw.municipality.city)?,
    })
}

fn token(card: schema::Card, holder: &Holder, folder: Folder<'_>) -> Result<Token, Error> {
    match card.kind {
        TokenKind::Card => {
            refuse("card.user_verified_on_device", card.user_verified_on_device)?;
            Ok(Token::Card(Box::new(face(card, holder, folder)?)))
        }
        TokenKind::Android => {
            refuse("card.user_verified_on_device", card.user_verified_on_device)?;
            refuse_face(card)?;
            Ok(Token::Android)
        }
        TokenKind::Iphone => {
            let verified = required("card.user_verified_on_device", card.user_verified_on_device)?;
            refuse_face(card)?;
            Ok(Token::Iphone { user: if verified { OnDevice::Verified } else { OnDevice::NotVerified } })
        }
    }
}

/// What only a card can have.
fn refuse_face(card: schema::Card) -> Result<(), Error> {
    refuse("card.expiry", card.expiry)?;
    refuse("card.security_code", card.security_code)?;
    refuse("card.code_b_year", card.code_b_year)?;
    refuse("card.my_number", card.my_number)?;
    refuse("card.face", card.face)?;
    refuse("card.images", card.images)?;
    refuse("card.name_image", card.name_image)?;
    refuse("card.address_image", card.address_image)?;
    refuse("card.security_code_image", card.security_code_image)?;
    refuse("card.my_number_image", card.my_number_image)
}

fn face(card: schema::Card, holder: &Holder, folder: Folder<'_>) -> Result<Face, Error> {
    let expiry = date("card.expiry", required("card.expiry", card.expiry)?)?;
    let security_code = digits("card.security_code", required("card.security_code", card.security_code)?, 4)?;
    let my_number = digits("card.my_number", required("card.my_number", card.my_number)?, 12)?;
    if my_number.as_bytes().first_chunk().is_some_and(is_real_my_number) {
        return Err(Error::PersonaField { field: "card.my_number", fault: FieldFault::RealMyNumber });
    }
    let birth_code = birth_code(holder, card.code_b_year.unwrap_or_default());
    let images = card.images.as_deref().unwrap_or("neutral");
    let image = |field, image, kind| {
        required(field, folder.source(field, image, &format!("{images}-{kind}"), pki::image)?)
    };
    Ok(Face {
        expiry,
        code_b: code_b(&birth_code, expiry, &security_code),
        birth_code,
        my_number,
        photo: folder.source("card.face", card.face, "face-1", pki::image)?,
        name_image: image("card.name_image", card.name_image, "name")?,
        address_image: image("card.address_image", card.address_image, "address")?,
        security_code_image: image("card.security_code_image", card.security_code_image, "security-code")?,
        my_number_image: image("card.my_number_image", card.my_number_image, "my-number")?,
    })
}

fn pins(raw: schema::Secrets, card: &schema::Card) -> Result<Pins, Error> {
    let text_pin = match card.kind {
        TokenKind::Card => Some(digits("secrets.text_pin", required("secrets.text_pin", raw.text_pin)?, 4)?),
        TokenKind::Android | TokenKind::Iphone => {
            refuse("secrets.text_pin", raw.text_pin)?;
            None
        }
    };
    let juki_pin = match card.kind {
        TokenKind::Card => raw.juki_pin.map(|pin| digits("secrets.juki_pin", pin, 4)).transpose()?,
        TokenKind::Android | TokenKind::Iphone => {
            refuse("secrets.juki_pin", raw.juki_pin)?;
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
        juki_pin,
        tries: [
            left("card.tries.auth_pin", Secret::AuthPin, tries.auth_pin)?,
            left("card.tries.sign_password", Secret::SignPassword, tries.sign_password)?,
            left("card.tries.text_pin", Secret::TextPin, tries.text_pin)?,
            left("card.tries.code_a", Secret::TextCodeA, tries.code_a)?,
            left("card.tries.code_b", Secret::TextCodeB, tries.code_b)?,
            left("card.tries.birth_code", Secret::VisualBirthCode, tries.birth_code)?,
            left("card.tries.code_a", Secret::VisualCodeA, tries.code_a)?,
            left("card.tries.code_b", Secret::VisualCodeB, tries.code_b)?,
            left("card.tries.juki_pin", Secret::CommonPin, tries.juki_pin)?,
            left("card.tries.juki_pin", Secret::JukiPin, tries.juki_pin)?,
        ],
    })
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
