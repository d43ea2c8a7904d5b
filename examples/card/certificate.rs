//! The certificates.

use clap::ValueEnum;
use hokensho::card::{AuthPin, SignPassword, Token};
use hokensho_examples::Failure;
use pem_rfc7468::LineEnding;

use crate::desk::Desk;
use crate::secrets::Typed as _;

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Which {
    /// 利用者証明用電子証明書.
    Auth,
    /// 署名用電子証明書: it bears name, address, birth date and sex.
    Sign,
    /// That of the CA above the first.
    AuthCa,
    /// That of the CA above the second.
    SignCa,
}

pub(crate) fn certificate(desk: &mut Desk, which: Which) -> Result<(), Failure> {
    let (device, persona) = (&mut desk.device, desk.persona.as_ref());
    let der = match which {
        Which::Auth if device.session(|card| card.token().map(Token::is_phone))? => {
            let pin = AuthPin::ask(persona)?;
            device.session(|card| card.jpki()?.verify_auth_pin(&pin)?.auth_certificate())
        }
        Which::Auth => device.session(|card| card.jpki()?.auth_certificate()),
        Which::Sign => {
            let password = SignPassword::ask(persona)?;
            device.session(|card| card.jpki()?.verify_sign_password(&password)?.sign_certificate())
        }
        Which::AuthCa => device.session(|card| card.jpki()?.auth_ca_certificate()),
        Which::SignCa => device.session(|card| card.jpki()?.sign_ca_certificate()),
    }?;
    let pem = pem_rfc7468::encode_string("CERTIFICATE", LineEnding::LF, der.as_der());
    let pem = pem.map_err(|error| error.to_string())?;
    desk.paper.export("certificate", pem.as_bytes(), &pem)
}
