//! Signatures.

use std::fs;
use std::path::PathBuf;

use clap::ValueEnum;
use hokensho::card::{AuthPin, DigestInfo, SignPassword, SigningInput};
use hokensho::pki::sha256;
use hokensho_examples::{Failure, named};

use crate::desk::{Desk, hex};
use crate::secrets::Typed as _;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The file.
    #[arg(long = "in", value_name = "FILE")]
    input: PathBuf,
    /// Whose key signs.
    #[arg(long, value_enum, default_value = "auth")]
    key: KeyArg,
    /// How, and who makes the hash.
    #[arg(long, value_enum, default_value = "pkcs1")]
    scheme: SchemeArg,
}

#[derive(Clone, Copy, ValueEnum)]
enum KeyArg {
    /// That of 利用者証明用電子証明書, by its PIN.
    Auth,
    /// That of 署名用電子証明書, by its password.
    Sign,
}

/// SHA-256 in all of them.
#[derive(Clone, Copy, ValueEnum)]
enum SchemeArg {
    /// PKCS#1 v1.5; hash and DigestInfo are made here.
    Pkcs1,
    /// PKCS#1 v1.5; the hash is made here, the DigestInfo by the card.
    Pkcs1Digest,
    /// PKCS#1 v1.5; the card makes the hash.
    Pkcs1Message,
    /// PSS; the hash is made here.
    PssDigest,
    /// PSS; the card makes the hash.
    PssMessage,
}

pub(crate) fn sign(desk: &mut Desk, args: &Args) -> Result<(), Failure> {
    let message = fs::read(&args.input).map_err(|error| named(&args.input, &error))?;
    let (digest, info) = (sha256(&message), DigestInfo::of(&message));
    let input = match args.scheme {
        SchemeArg::Pkcs1 => SigningInput::from(&info),
        SchemeArg::Pkcs1Digest => SigningInput::Digest(&digest),
        SchemeArg::Pkcs1Message => SigningInput::Message(&message),
        SchemeArg::PssDigest => SigningInput::PssDigest(&digest),
        SchemeArg::PssMessage => SigningInput::PssMessage(&message),
    };
    let (device, persona) = (&mut desk.device, desk.persona.as_ref());
    let signature = match args.key {
        KeyArg::Auth => {
            let pin = AuthPin::ask(persona)?;
            device.session(|card| card.jpki()?.verify_auth_pin(&pin)?.sign_with(input))
        }
        KeyArg::Sign => {
            let password = SignPassword::ask(persona)?;
            device.session(|card| card.jpki()?.verify_sign_password(&password)?.sign_with(input))
        }
    }?;
    desk.paper.export("signature", signature.as_bytes(), &hex(signature.as_bytes()))
}
