//! The text of a persona file, before anything in it is believed.

use serde::Deserialize;
use std::path::PathBuf;
use toml::value::Date;

use super::Sex;
use super::token::{CodeYear, TokenKind};

/// A whole file. What the online side knows (`[registration]`, `[[coverage]]`, any section that others add) is
/// for other readers and isn't looked at here; a section of ours with a misspelt field is an error.
#[derive(Deserialize)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) summary: Option<String>,
    pub(super) holder: Holder,
    pub(super) card: Card,
    #[serde(default)]
    pub(super) secrets: Secrets,
    pub(super) certificates: Certificates,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Holder {
    pub(super) name: String,
    pub(super) alias: Option<String>,
    pub(super) kana: Option<String>,
    pub(super) birth: Date,
    pub(super) sex: Sex,
    pub(super) address: String,
    pub(super) municipality: Municipality,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Municipality {
    pub(super) code: String,
    pub(super) prefecture: String,
    pub(super) city: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Card {
    pub(super) kind: TokenKind,
    #[serde(default)]
    pub(super) tries: Tries,
    // A phone only.
    pub(super) user_verified_on_device: Option<bool>,
    // A card only.
    pub(super) expiry: Option<Date>,
    pub(super) security_code: Option<String>,
    pub(super) code_b_year: Option<CodeYear>,
    pub(super) my_number: Option<String>,
    pub(super) face: Option<Source>,
    /// Whose built-in images of name, address, security code and number, where no file is named.
    pub(super) images: Option<String>,
    pub(super) name_image: Option<Source>,
    pub(super) address_image: Option<Source>,
    pub(super) security_code_image: Option<Source>,
    pub(super) my_number_image: Option<Source>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tries {
    pub(super) auth_pin: Option<u8>,
    pub(super) sign_password: Option<u8>,
    pub(super) text_pin: Option<u8>,
    pub(super) juki_pin: Option<u8>,
    pub(super) birth_code: Option<u8>,
    pub(super) code_a: Option<u8>,
    pub(super) code_b: Option<u8>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Secrets {
    pub(super) auth_pin: Option<String>,
    pub(super) sign_password: Option<String>,
    pub(super) text_pin: Option<String>,
    pub(super) juki_pin: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Certificates {
    pub(super) auth: Certificate,
    pub(super) sign: Option<Certificate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Certificate {
    pub(super) der: Option<Source>,
    pub(super) key: Source,
    pub(super) serial: u32,
    pub(super) not_before: Date,
    pub(super) not_after: Date,
}

/// `{ built_in = "face-1" }`, `{ file = "my.jp2" }`, relative to the persona's own file, or `"none"`.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Source {
    BuiltIn(String),
    File(PathBuf),
    None,
}
