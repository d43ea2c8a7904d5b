//! The fixed keys, certificates and images of `data/`, made by `examples/generate`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Key;

/// The files of one folder with their names.
macro_rules! files {
    ($folder:literal, $extension:literal, [$($name:expr),* $(,)?]) => {
        &[$(($name, include_bytes!(concat!("../../data/", $folder, "/", $name, $extension)))),*]
    };
}

/// One file for each certificate of each persona.
macro_rules! leaves {
    ($folder:literal) => {
        files! { $folder, ".der", [
            "adult-auth", "adult-sign",
            "android-auth", "android-sign",
            "child-auth",
            "elderly-70-auth", "elderly-70-sign",
            "elderly-auth", "elderly-sign",
            "expired-auth", "expired-sign",
            "face-only-auth",
            "foreign-auth", "foreign-sign",
            "infant-auth",
            "iphone-auth", "iphone-sign",
            "job-change-auth", "job-change-sign",
            "job-change-gap-auth", "job-change-gap-sign",
            "long-name-auth", "long-name-sign",
            "renewed-auth", "renewed-sign",
            "suspended-auth", "suspended-sign",
        ] }
    };
}

/// The printed fields of each persona that has a card.
macro_rules! printed {
    ($($persona:literal)*) => {
        files!("images", ".png", [$(
            concat!($persona, "-name"),
            concat!($persona, "-address"),
            concat!($persona, "-security-code"),
            concat!($persona, "-my-number"),
        )*])
    };
}

type Files = &'static [(&'static str, &'static [u8])];

pub(super) static AUTH_CA: &[u8] = include_bytes!("../../data/certs/auth-ca.der");
pub(super) static SIGN_CA: &[u8] = include_bytes!("../../data/certs/sign-ca.der");

static CERTIFICATES: Files = leaves!("certs");
static KEYS: Files = leaves!("keys");
static FIXED_KEYS: Files = files! { "keys", ".der", [
    "auth-ca", "sign-ca",
    "cv-manager-ca", "cv-visual-ca", "cv-text-ca",
    "cv-manager-issuer", "cv-visual-issuer", "cv-text-issuer",
    "card-common", "card-manager", "card-visual", "card-text", "card-session",
] };
static FACES: Files = files! { "images", ".jp2", ["face-1", "face-2"] };
static PRINTED: Files = printed! {
    "adult" "child" "elderly" "elderly-70" "expired" "face-only" "foreign" "infant" "job-change" "job-change-gap"
    "long-name" "neutral" "renewed" "suspended"
};

/// A built-in certificate by its name, in DER: `adult-auth`, `adult-sign` and so on.
///
/// ```
/// use hokensho_mock::pki;
///
/// assert!(pki::certificate("adult-sign").is_some());
/// assert!(pki::certificate("child-sign").is_none()); // under 15: no 署名用電子証明書
/// ```
#[must_use]
pub fn certificate(name: &str) -> Option<&'static [u8]> {
    find(CERTIFICATES, name)
}

/// A built-in image by its name: `face-1`, `face-2` (JPEG 2000), and for each persona with a card `adult-name`, `adult-address`,
/// `adult-security-code`, `adult-my-number` (PNG). `neutral-name` and so on serve for everybody else.
///
/// ```
/// use hokensho_mock::pki;
///
/// assert!(pki::image("face-1").unwrap().starts_with(b"\0\0\0\x0CjP  "));
/// assert!(pki::image("neutral-name").unwrap().starts_with(b"\x89PNG"));
/// ```
#[must_use]
pub fn image(name: &str) -> Option<&'static [u8]> {
    find(FACES, name).or_else(|| find(PRINTED, name))
}

/// The PKCS#8 of a built-in key.
pub(super) fn key(name: &str) -> Option<&'static [u8]> {
    find(KEYS, name).or_else(|| find(FIXED_KEYS, name))
}

/// A key that this crate itself needs. Every card is signed with several of them, so they are read only once.
#[expect(clippy::expect_used, reason = "a test reads every file of this table")]
pub(super) fn fixed_key(name: &'static str) -> Key {
    static READ: LazyLock<BTreeMap<&str, Key>> = LazyLock::new(|| {
        FIXED_KEYS.iter().filter_map(|(name, der)| Some((*name, Key::from_pkcs8(der).ok()?))).collect()
    });
    READ.get(name).cloned().expect("the name of a key in data/keys")
}

fn find(files: Files, name: &str) -> Option<&'static [u8]> {
    files.iter().find_map(|(file, bytes)| (*file == name).then_some(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_read() {
        for (name, bytes) in KEYS.iter().chain(FIXED_KEYS) {
            assert!(Key::from_pkcs8(bytes).is_ok(), "{name}");
        }
    }

    #[test]
    fn every_certificate_holds_its_own_key() {
        for (name, certificate) in CERTIFICATES {
            let modulus = Key::named(name).unwrap().modulus();
            assert!(certificate.windows(modulus.len()).any(|bytes| bytes == modulus), "{name}");
        }
    }
}
