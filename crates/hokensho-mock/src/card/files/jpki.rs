use super::{Access, Ef, behind, free};
use crate::persona::{OnDevice, Token};
use crate::pki::Key;
use crate::{Persona, Secret};

const AUTH_PIN: Access = Access::AnyOf(&[Secret::AuthPin]);
const SIGN_PASSWORD: Access = Access::AnyOf(&[Secret::SignPassword]);

/// 公的個人認証AP.
pub(super) fn files(persona: &Persona) -> [(u16, Ef); 17] {
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
        (0x0006, free(token_information(persona))),
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

/// EF 0006: `CK_TOKEN_INFO` of PKCS#11 with 32-bit big-endian numbers, 160 bytes. Numbers, versions and the nines of the clock
/// are as `myna-card` shows them of a physical card; manufacturer, model and serial number are this mock's own. Of phones
/// only the label is known.
fn token_information(persona: &Persona) -> Vec<u8> {
    // CKF_RNG, CKF_LOGIN_REQUIRED, CKF_USER_PIN_INITIALIZED, CKF_TOKEN_INITIALIZED (PKCS#11 2.40, 3.2).
    const FLAGS: u32 = 0x0000_040D;
    // CK_UNAVAILABLE_INFORMATION in 32 bits.
    const UNAVAILABLE: u32 = u32::MAX;
    let sessions = [1, 0, 1, 0]; // at most and open, then such as may write
    let pin_bytes = [16, 6]; // at most and at least: the sign password
    let memory = [UNAVAILABLE; 4]; // public in all and free, then private
    let numbers = [&[FLAGS][..], &sessions, &pin_bytes, &memory].concat();
    let label = persona.token_label();
    let text = format!("{label:<32}{:<32}{:<16}{:016}", "hokensho-mock", "MOCK", persona.serial());
    let mut bytes = text.into_bytes();
    bytes.extend(numbers.into_iter().flat_map(u32::to_be_bytes));
    // Versions of hardware and firmware, as digits; the clock.
    bytes.extend_from_slice(b"03019999999999999999");
    bytes
}
