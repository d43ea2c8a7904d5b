//! From a persona's file to the trees of its certificates.

use std::error::Error;
use std::fs;
use std::path::Path;

use hokensho_mock::pki::{Attributes, Authority, Key, Leaf, Municipality};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use serde::Deserialize;
use toml::value::Datetime;

/// What the certificates need to know of a persona.
#[derive(Deserialize)]
pub(crate) struct Persona {
    holder: Holder,
    certificates: Certificates,
}

#[derive(Deserialize)]
struct Holder {
    name: String,
    birth: Datetime,
    sex: String,
    address: String,
    municipality: Town,
}

#[derive(Deserialize)]
struct Town {
    code: String,
    prefecture: String,
    city: String,
}

#[derive(Deserialize)]
struct Certificates {
    auth: Option<Terms>,
    sign: Option<Terms>,
}

#[derive(Deserialize)]
struct Terms {
    der: BuiltIn,
    key: BuiltIn,
    serial: u64,
    not_before: Datetime,
    not_after: Datetime,
}

#[derive(Deserialize)]
struct BuiltIn {
    built_in: String,
}

/// A certificate to be issued.
pub(crate) struct Certificate<'a> {
    /// Of the file, without its ending.
    pub(crate) name: &'a str,
    /// The name of its key.
    pub(crate) key: &'a str,
    authority: Authority,
    terms: &'a Terms,
    holder: &'a Holder,
}

/// Every persona of the folder, by file name.
pub(crate) fn personas(folder: &Path) -> Result<Vec<Persona>, Box<dyn Error>> {
    let mut files =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
    files.sort();
    files.iter().map(|file| Ok(toml::from_str(&fs::read_to_string(file)?)?)).collect()
}

impl Persona {
    /// The keys that its certificates hold.
    pub(crate) fn key_names(&self) -> impl Iterator<Item = &str> {
        let Certificates { auth, sign } = &self.certificates;
        auth.iter().chain(sign).map(|terms| terms.key.built_in.as_str())
    }

    /// The certificates to be issued.
    pub(crate) fn certificates(&self) -> impl Iterator<Item = Certificate<'_>> {
        let Certificates { auth, sign } = &self.certificates;
        let auth = auth.iter().map(|terms| (Authority::Auth, terms));
        let sign = sign.iter().map(|terms| (Authority::Sign, terms));
        auth.chain(sign).map(|(authority, terms)| Certificate {
            name: &terms.der.built_in,
            key: &terms.key.built_in,
            authority,
            terms,
            holder: &self.holder,
        })
    }
}

impl Certificate<'_> {
    /// The certificate in DER. It begins at midnight UTC and ends with the day in Japan, as JPKI's do.
    pub(crate) fn issue(&self, key: &Key) -> Result<Vec<u8>, Box<dyn Error>> {
        let Holder { name, birth, sex, address, municipality } = self.holder;
        let leaf = Leaf {
            serial: self.terms.serial,
            not_before: unix(&self.terms.not_before, Time::midnight())?,
            not_after: unix(&self.terms.not_after, Time::constant(14, 59, 59, 0))?,
            municipality: Municipality {
                code: &municipality.code,
                prefecture: &municipality.prefecture,
                city: &municipality.city,
            },
            key,
        };
        let tbs = match self.authority {
            Authority::Auth => leaf.auth_tbs(),
            Authority::Sign => {
                let birth = date(birth)?.strftime("%Y%m%d").to_string();
                let sex = match sex.as_str() {
                    "male" => "1",
                    "female" => "2",
                    _ => "9",
                };
                leaf.sign_tbs(&Attributes { name, address, birth: &birth, sex })
            }
        };
        Ok(self.authority.issue(&tbs))
    }
}

fn unix(day: &Datetime, time: Time) -> Result<i64, Box<dyn Error>> {
    Ok(date(day)?.to_datetime(time).to_zoned(TimeZone::UTC)?.timestamp().as_second())
}

fn date(day: &Datetime) -> Result<Date, Box<dyn Error>> {
    Ok(day.to_string().parse()?)
}
