//! What a persona takes from other files, or from the built-in ones.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::check::{date, required};
use crate::persona::certificate::{Certificate, Spec};
use crate::persona::schema;
use crate::pki::{self, Key};
use crate::{Error, FieldFault};

/// READ BINARY reaches 32,767 bytes at most (15-bit offset), so no file on a card is longer, and no persona needs more.
const MAX_FILE: u64 = 32_768;

/// The names of one certificate's fields, for errors.
pub(super) struct CertificateFields {
    der: &'static str,
    key: &'static str,
    not_before: &'static str,
    not_after: &'static str,
}

pub(super) const AUTH: CertificateFields = CertificateFields {
    der: "certificates.auth.der",
    key: "certificates.auth.key",
    not_before: "certificates.auth.not_before",
    not_after: "certificates.auth.not_after",
};

pub(super) const SIGN: CertificateFields = CertificateFields {
    der: "certificates.sign.der",
    key: "certificates.sign.key",
    not_before: "certificates.sign.not_before",
    not_after: "certificates.sign.not_after",
};

/// Where relative paths start.
#[derive(Clone, Copy)]
pub(super) struct Folder<'a>(pub(super) Option<&'a Path>);

impl Folder<'_> {
    pub(super) fn certificate(
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
            None => Some(Cow::Owned(issue(&spec))),
            der => self.source(fields.der, der, "", pki::certificate)?,
        };
        Ok(Certificate { spec, der })
    }

    fn key(self, field: &'static str, source: schema::Source) -> Result<Key, Error> {
        match source {
            schema::Source::BuiltIn(name) => built_in(field, &name, Key::named),
            schema::Source::File(path) => Key::from_pkcs8(&self.read(field, &path)?)
                .map_err(|source| Error::PersonaKey { field, source }),
            schema::Source::None => required(field, None),
        }
    }

    /// The bytes that a field names, or those that `default` names where the field is left out; none for `"none"`.
    pub(super) fn source(
        self,
        field: &'static str,
        source: Option<schema::Source>,
        default: &str,
        find: impl FnOnce(&str) -> Option<&'static [u8]>,
    ) -> Result<Option<Cow<'static, [u8]>>, Error> {
        Ok(Some(match source {
            None => Cow::Borrowed(built_in(field, default, find)?),
            Some(schema::Source::BuiltIn(name)) => Cow::Borrowed(built_in(field, &name, find)?),
            Some(schema::Source::File(path)) => Cow::Owned(self.read(field, &path)?),
            Some(schema::Source::None) => return Ok(None),
        }))
    }

    fn read(self, field: &'static str, path: &Path) -> Result<Vec<u8>, Error> {
        let folder = self.0.ok_or(Error::PersonaField { field, fault: FieldFault::NoFolder })?;
        bytes(&folder.join(path))
    }
}

/// A whole file, if it isn't too long.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let read = || {
        let mut bytes = Vec::new();
        let length = File::open(path)?.take(MAX_FILE + 1).read_to_end(&mut bytes)?;
        match u64::try_from(length) {
            Ok(0..=MAX_FILE) => Ok(bytes),
            _ => Err(io::ErrorKind::FileTooLarge.into()),
        }
    };
    read().map_err(|source| Error::PersonaFile { path: path.to_owned(), source })
}

fn built_in<T>(field: &'static str, name: &str, find: impl FnOnce(&str) -> Option<T>) -> Result<T, Error> {
    find(name).ok_or_else(|| Error::PersonaField {
        field,
        fault: FieldFault::BuiltInUnknown { name: name.to_owned() },
    })
}
