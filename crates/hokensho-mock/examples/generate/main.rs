//! Makes `data/certs` from `personas/*.toml` and `data/keys`, and keys that are missing.
//!
//! `cargo run -p hokensho-mock --example generate`; with `--new-keys`, every key is made anew, and the command must be run
//! once more, since the CAs' keys are compiled in.
#![allow(clippy::print_stdout, reason = "says what it wrote")]

mod recipe;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use hokensho_mock::pki::{Authority, Key};
use rsa::RsaPrivateKey;
use rsa::pkcs8::EncodePrivateKey;

/// Keys that belong to no persona.
const FIXED_KEYS: [&str; 13] = [
    "auth-ca",
    "sign-ca",
    "cv-manager-ca",
    "cv-visual-ca",
    "cv-text-ca",
    "cv-manager-issuer",
    "cv-visual-issuer",
    "cv-text-issuer",
    "card-common",
    "card-manager",
    "card-visual",
    "card-text",
    "card-session",
];

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let renew = std::env::args().any(|argument| argument == "--new-keys");
    let personas = recipe::personas(&root.join("personas"))?;

    let names = personas.iter().flat_map(recipe::Persona::key_names).chain(FIXED_KEYS);
    let mut made = 0;
    for name in names {
        let file = file(root, "keys", name);
        if renew || !file.exists() {
            fs::write(file, new_key()?)?;
            made += 1;
        }
    }
    if made > 0 {
        println!("{made} keys made: run this once more, so that the certificates are signed with them");
        return Ok(());
    }

    for authority in Authority::ALL {
        let name = match authority {
            Authority::Auth => "auth-ca",
            Authority::Sign => "sign-ca",
        };
        fs::write(file(root, "certs", name), authority.issue(&authority.certificate_tbs()))?;
    }
    for persona in &personas {
        for certificate in persona.certificates() {
            let key = Key::from_pkcs8(&fs::read(file(root, "keys", certificate.key))?)?;
            fs::write(file(root, "certs", certificate.name), certificate.issue(&key)?)?;
        }
    }
    println!("certificates of {} personas made", personas.len());
    Ok(())
}

fn file(root: &Path, folder: &str, name: &str) -> PathBuf {
    root.join("data").join(folder).join(name).with_extension("der")
}

/// The only place where randomness is used.
fn new_key() -> Result<Vec<u8>, Box<dyn Error>> {
    let key = RsaPrivateKey::new(&mut rand::rng(), 2_048)?;
    Ok(key.to_pkcs8_der()?.as_bytes().to_vec())
}
