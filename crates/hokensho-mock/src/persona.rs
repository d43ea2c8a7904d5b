//! Who holds the card: data files, fifteen of them built in.

mod certificate;
mod date;
mod holder;
mod load;
mod schema;
mod secret;
mod token;

use std::fmt;
use std::path::Path;

use certificate::Certificate;
pub use date::Date;
pub use holder::{Holder, Sex};
pub use secret::Secret;
pub use token::TokenKind;
pub(crate) use token::{Face, OnDevice, Token};

use crate::Error;
use crate::der::Node;
use crate::pki::{Authority, Key};

/// A person with a card or a phone: everything that a [`VirtualCard`](crate::VirtualCard) is made of.
///
/// A persona is a TOML file. Sections that the card can't know, such as `[[coverage]]`, belong to other readers: they
/// take them from [`source`](Self::source).
///
/// ```
/// use hokensho_mock::Persona;
///
/// for name in Persona::NAMES {
///     let persona = Persona::named(name)?;
///     assert_eq!(persona.name(), *name);
/// }
/// # Ok::<(), hokensho_mock::Error>(())
/// ```
///
#[doc = include_str!("../PERSONAS.md")]
#[derive(Clone)]
pub struct Persona {
    name: String,
    summary: String,
    source: String,
    holder: Holder,
    token: Token,
    pins: secret::Pins,
    auth: Certificate,
    sign: Option<Certificate>,
}

macro_rules! built_in {
    ($($name:literal),+ $(,)?) => {
        /// Names and texts of the built-in personas.
        const BUILT_IN: &[(&str, &str)] = &[$(($name, include_str!(concat!("../personas/", $name, ".toml")))),+];

        impl Persona {
            /// The names of the built-in personas.
            pub const NAMES: &[&str] = &[$($name),+];
        }
    };
}

built_in![
    "adult",
    "child",
    "infant",
    "elderly-70",
    "elderly",
    "foreign",
    "long-name",
    "face-only",
    "android",
    "iphone",
    "suspended",
    "renewed",
    "job-change",
    "job-change-gap",
    "expired",
];

impl Persona {
    /// A built-in persona.
    ///
    /// ```
    /// let adult = hokensho_mock::Persona::named("adult")?;
    /// assert_eq!(adult.auth_pin(), "1234");
    /// # Ok::<(), hokensho_mock::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::PersonaUnknown`] for a name that isn't in [`NAMES`](Self::NAMES).
    pub fn named(name: &str) -> Result<Self, Error> {
        let built_in = BUILT_IN.iter().find(|(known, _)| *known == name);
        let (_, text) = built_in.ok_or_else(|| Error::PersonaUnknown { name: name.to_owned() })?;
        Self::from_toml(text, None)
    }

    /// Reads a persona from a file; paths in it are relative to its folder.
    ///
    /// ```
    /// use hokensho_mock::Persona;
    ///
    /// let file = concat!(env!("CARGO_MANIFEST_DIR"), "/personas/adult.toml");
    /// assert_eq!(Persona::load(file)?.name(), "adult");
    /// # Ok::<(), hokensho_mock::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::PersonaFile`] if it or a file that it names can't be read; otherwise [`Error::PersonaLoad`] with its
    /// path and an error of [`from_toml`](Self::from_toml).
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        Self::from_toml(&load::text(path)?, path.parent()).map_err(|error| match error {
            Error::PersonaFile { .. } => error,
            error => Error::PersonaLoad { path: path.to_owned(), source: error.into() },
        })
    }

    /// Reads a persona from TOML; paths in it are relative to `dir`.
    ///
    /// ```
    /// use hokensho_mock::{Error, Persona};
    ///
    /// let text = Persona::named("adult")?.source().replace("security_code", "secruity_code");
    /// let error = Persona::from_toml(&text, None).unwrap_err();
    /// assert!(matches!(error, Error::PersonaSyntax { line: 17, .. }), "{error}");
    /// # Ok::<(), hokensho_mock::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::PersonaSyntax`] for what isn't TOML or isn't a field, [`Error::PersonaField`] for a field that no card
    /// can hold, [`Error::PersonaFile`] for a file that can't be read.
    pub fn from_toml(text: &str, dir: Option<&Path>) -> Result<Self, Error> {
        load::persona(text, dir)
    }

    /// The persona's name, as in its file.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A line that says what is special about it; empty if the file has none.
    #[must_use]
    pub fn summary(&self) -> &str {
        &self.summary
    }

    /// The same persona, with another number of tries left for one secret when the card is made: 0 is blocked, and no
    /// counter holds more than [`Secret::max_tries`].
    ///
    /// ```
    /// use hokensho_mock::{Persona, Secret, VirtualCard};
    ///
    /// let forgetful = Persona::named("adult")?.with_tries(Secret::AuthPin, 1);
    /// assert_eq!(VirtualCard::new(&forgetful).tries_left(Secret::AuthPin), 1);
    /// # Ok::<(), hokensho_mock::Error>(())
    /// ```
    #[must_use]
    pub fn with_tries(mut self, secret: Secret, tries: u8) -> Self {
        for (known, left) in &mut self.pins.tries {
            if *known == secret {
                *left = tries.min(secret.max_tries());
            }
        }
        self
    }

    /// The whole TOML text, for readers of the other sections.
    ///
    /// ```
    /// let persona = hokensho_mock::Persona::named("renewed")?;
    /// assert!(persona.source().contains("person = \"P0001\""));
    /// # Ok::<(), hokensho_mock::Error>(())
    /// ```
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The person.
    #[must_use]
    pub const fn holder(&self) -> &Holder {
        &self.holder
    }

    /// Whether it is a card or a phone.
    #[must_use]
    pub const fn kind(&self) -> TokenKind {
        self.token.kind()
    }

    /// Whether the phone has verified its user by itself before the tap, so that no PIN is asked. Only an iPhone does.
    ///
    /// ```
    /// use hokensho_mock::Persona;
    ///
    /// let iphone = Persona::named("iphone")?;
    /// assert!(iphone.user_verified_on_device());
    /// let text = iphone.source().replace("on_device = true", "on_device = false");
    /// assert!(!Persona::from_toml(&text, None)?.user_verified_on_device());
    /// assert!(!Persona::named("android")?.user_verified_on_device());
    /// # Ok::<(), hokensho_mock::Error>(())
    /// ```
    #[must_use]
    pub const fn user_verified_on_device(&self) -> bool {
        matches!(self.token, Token::Iphone { user: OnDevice::Verified })
    }

    /// The label by which readers tell cards and phones apart: `JPKIAPICCTOKEN2`, `JPKIAPGPSETOKEN`, `JPKIAPIOSTOKEN`.
    ///
    /// ```
    /// use hokensho_mock::Persona;
    ///
    /// assert_eq!(Persona::named("adult")?.token_label(), "JPKIAPICCTOKEN2");
    /// assert_eq!(Persona::named("android")?.token_label(), "JPKIAPGPSETOKEN");
    /// # Ok::<(), hokensho_mock::Error>(())
    /// ```
    #[must_use]
    pub const fn token_label(&self) -> &'static str {
        self.token.label()
    }

    /// The 4-digit PIN of the auth key (利用者証明用); the right one even where the card has it blocked.
    #[must_use]
    pub fn auth_pin(&self) -> &str {
        &self.pins.auth_pin
    }

    /// The password of the sign key (署名用); none on cards of children and on face-only cards.
    #[must_use]
    pub fn sign_password(&self) -> Option<&str> {
        self.pins.sign_password.as_deref()
    }

    /// The 4-digit PIN of the text application (券面事項入力補助用); phones have none.
    #[must_use]
    pub fn text_pin(&self) -> Option<&str> {
        self.pins.text_pin.as_deref()
    }

    /// The 4-digit PIN of the resident register (住民基本台帳用), which two applications check; phones have none.
    ///
    /// ```
    /// assert_eq!(hokensho_mock::Persona::named("adult")?.juki_pin(), Some("8765"));
    /// # Ok::<(), hokensho_mock::Error>(())
    /// ```
    #[must_use]
    pub fn juki_pin(&self) -> Option<&str> {
        self.pins.juki_pin.as_deref()
    }

    /// The serial number that the card has for itself; made here of that of the auth certificate, so that personas
    /// differ.
    ///
    /// ```
    /// assert_eq!(hokensho_mock::Persona::named("adult")?.serial(), 900_000_002_259_731);
    /// # Ok::<(), hokensho_mock::Error>(())
    /// ```
    #[must_use]
    pub fn serial(&self) -> u64 {
        900_000_000_000_000 + u64::from(self.auth.spec.serial)
    }

    /// Code B (照合番号B), 14 digits that are printed on the card; phones have none.
    ///
    /// ```
    /// use hokensho_mock::Persona;
    ///
    /// assert_eq!(Persona::named("adult")?.code_b(), Some("55021720352285"));
    /// assert_eq!(Persona::named("foreign")?.code_b(), Some("91110520296614"));
    /// assert_eq!(Persona::named("iphone")?.code_b(), None);
    /// # Ok::<(), hokensho_mock::Error>(())
    /// ```
    #[must_use]
    pub fn code_b(&self) -> Option<&str> {
        self.face().map(|face| face.code_b.as_str())
    }

    /// The last day of the card; phones have none.
    #[must_use]
    pub fn card_expiry(&self) -> Option<Date> {
        self.face().map(|face| face.expiry)
    }

    /// The face photo, JPEG 2000; phones and infants' cards have none.
    ///
    /// ```
    /// use hokensho_mock::Persona;
    ///
    /// assert!(Persona::named("adult")?.photo().is_some());
    /// assert!(Persona::named("infant")?.photo().is_none());
    /// # Ok::<(), hokensho_mock::Error>(())
    /// ```
    #[must_use]
    pub fn photo(&self) -> Option<&[u8]> {
        self.face().and_then(|face| face.photo.as_deref())
    }

    /// The auth certificate (利用者証明用電子証明書), DER; none on the card of somebody who didn't want it.
    #[must_use]
    pub fn auth_certificate(&self) -> Option<&[u8]> {
        self.auth.der.as_deref()
    }

    /// The sign certificate (署名用電子証明書), DER; none on cards of children and on face-only cards.
    #[must_use]
    pub fn sign_certificate(&self) -> Option<&[u8]> {
        self.sign.as_ref()?.der.as_deref()
    }

    /// The certificate of the CA above the auth certificate, DER.
    #[must_use]
    pub fn auth_ca_certificate(&self) -> &[u8] {
        Authority::Auth.certificate()
    }

    /// The certificate of the CA above the sign certificate, DER.
    #[must_use]
    pub fn sign_ca_certificate(&self) -> &[u8] {
        Authority::Sign.certificate()
    }

    /// The tree from which the auth certificate of this persona is issued: edit it, then sign it with
    /// [`Authority::issue`].
    ///
    /// ```
    /// use hokensho_mock::{Persona, pki::Authority};
    ///
    /// let adult = Persona::named("adult")?;
    /// assert_eq!(Authority::Auth.issue(&adult.auth_tbs()), adult.auth_certificate().unwrap());
    /// # Ok::<(), hokensho_mock::Error>(())
    /// ```
    #[must_use]
    pub fn auth_tbs(&self) -> Node {
        self.auth.spec.auth_tbs(&self.holder)
    }

    /// The tree from which the sign certificate of this persona is issued, if it has one.
    #[must_use]
    pub fn sign_tbs(&self) -> Option<Node> {
        self.sign.as_ref().map(|sign| sign.spec.sign_tbs(&self.holder))
    }

    /// The private key of the auth certificate. Only test data has such a function.
    ///
    /// ```
    /// let adult = hokensho_mock::Persona::named("adult")?;
    /// let modulus = adult.auth_key().modulus();
    /// assert!(adult.auth_certificate().unwrap().windows(256).any(|window| window == modulus));
    /// # Ok::<(), hokensho_mock::Error>(())
    /// ```
    #[must_use]
    pub const fn auth_key(&self) -> &Key {
        &self.auth.spec.key
    }

    /// The private key of the sign certificate, if there is one.
    #[must_use]
    pub fn sign_key(&self) -> Option<&Key> {
        self.sign.as_ref().map(|sign| &sign.spec.key)
    }

    pub(crate) const fn token(&self) -> &Token {
        &self.token
    }

    pub(crate) fn face(&self) -> Option<&Face> {
        match &self.token {
            Token::Card(face) => Some(face),
            Token::Android | Token::Iphone { .. } => None,
        }
    }

    /// The right value of a secret; none if this token has nothing to compare with.
    pub(crate) fn secret(&self, secret: Secret) -> Option<&str> {
        match secret {
            Secret::AuthPin => Some(&self.pins.auth_pin),
            Secret::SignPassword => self.sign_password(),
            Secret::TextPin => self.text_pin(),
            Secret::CommonPin | Secret::JukiPin => self.juki_pin(),
            Secret::TextCodeA | Secret::VisualCodeA => self.face().map(|face| face.my_number.as_str()),
            Secret::TextCodeB | Secret::VisualCodeB => self.code_b(),
            Secret::VisualBirthCode => self.face().map(|face| face.birth_code.as_str()),
        }
    }

    /// The tries that are left on a new card.
    pub(crate) fn tries(&self, secret: Secret) -> u8 {
        let known = self.pins.tries.iter().find(|(known, _)| *known == secret);
        known.filter(|_| self.secret(secret).is_some()).map_or(0, |(_, tries)| *tries)
    }
}

/// Shows the name alone: the rest is a person.
impl fmt::Debug for Persona {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Persona").field("name", &self.name).finish_non_exhaustive()
    }
}
