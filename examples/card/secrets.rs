//! PINs, passwords and codes: a mock card's persona knows them, a person types them.

use hokensho::card::{AuthPin, BirthCode, CodeB, Error, JukiPin, SignPassword, TextPin};
use hokensho_examples::{Failure, causes, chain, prompt};
use hokensho_mock::Persona;

/// Something that the card can be shown.
pub(crate) trait Typed: Sized {
    /// What a person is asked for.
    const ASKED: &'static str;

    /// The persona's own.
    fn of(persona: &Persona) -> Option<&str>;

    fn parse(text: &str) -> Result<Self, Error>;

    /// The persona's, else what is typed.
    fn ask(persona: Option<&Persona>) -> Result<Self, Failure> {
        match persona {
            Some(persona) => {
                let text = Self::of(persona);
                let text = text.ok_or_else(|| format!("{} has no {}", persona.name(), Self::ASKED))?;
                Ok(Self::parse(text)?)
            }
            None => Ok(Self::parse(&prompt::secret(Self::ASKED)?)?),
        }
    }

    /// A new one, which nobody knows yet.
    fn ask_new() -> Result<Self, Failure> {
        Ok(Self::parse(&prompt::new_secret(Self::ASKED)?)?)
    }

    /// What was given as an argument, else as [`ask`](Self::ask).
    fn given_or_asked(given: Option<&str>, persona: Option<&Persona>) -> Result<Self, Failure> {
        given.map_or_else(|| Self::ask(persona), |text| Ok(Self::parse(text)?))
    }
}

macro_rules! typed {
    ($($secret:ident, $asked:literal, $of:expr;)+) => {$(
        impl Typed for $secret {
            const ASKED: &'static str = $asked;

            fn of(persona: &Persona) -> Option<&str> {
                $of(persona)
            }

            fn parse(text: &str) -> Result<Self, Error> {
                Self::new(text)
            }
        }
    )+};
}

typed! {
    AuthPin, "PIN of 4 digits (利用者証明用電子証明書の暗証番号)", auth_pin;
    SignPassword, "password of 6 to 16 letters and digits (署名用電子証明書の暗証番号)", Persona::sign_password;
    TextPin, "PIN of 4 digits (券面事項入力補助用の暗証番号)", Persona::text_pin;
    JukiPin, "PIN of 4 digits (住民基本台帳用の暗証番号)", Persona::juki_pin;
    CodeB, "code B of 14 digits (照合番号B: birth YYMMDD, expiry YYYY, security code)", Persona::code_b;
    BirthCode, "birth code of 6 digits (YYMMDD)", birth_code;
}

/// Everybody has one.
#[expect(clippy::unnecessary_wraps, reason = "some secrets are missing")]
fn auth_pin(persona: &Persona) -> Option<&str> {
    Some(persona.auth_pin())
}

/// Code B begins with it.
fn birth_code(persona: &Persona) -> Option<&str> {
    persona.code_b()?.get(..6)
}

/// Who presented a wrong PIN or code must know how often it can still be done.
pub(crate) fn with_tries(error: Failure) -> Failure {
    let wrong = causes(error.as_ref()).find_map(|cause| match cause.downcast_ref() {
        Some(Error::WrongSecret { tries_left, .. }) => *tries_left,
        _ => None,
    });
    let said = chain(error.as_ref());
    match wrong {
        None => error,
        Some(0) => format!("{said}, and is blocked now").into(),
        Some(1) => format!("{said}; 1 try left").into(),
        Some(tries) => format!("{said}; {tries} tries left").into(),
    }
}
