//! Signatures by the two keys.

use hokensho_apdu::Transport;

use super::{AuthVerified, Jpki, SignVerified};
use crate::{DigestInfo, Error, Key, Signature, SigningInput};

impl<T: Transport> Jpki<'_, T, AuthVerified> {
    /// Signs with 利用者証明用秘密鍵.
    ///
    /// ```
    /// use hokensho_card::{AuthPin, Card, DigestInfo};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let persona = Persona::named("adult")?;
    /// let mut card = Card::open(VirtualCard::new(&persona));
    /// let mut jpki = card.jpki()?.verify_auth_pin(&AuthPin::new(persona.auth_pin())?)?;
    /// let signature = jpki.sign(&DigestInfo::of(b"challenge"))?;
    /// assert_eq!(signature.as_bytes(), persona.auth_key().sign_sha256(b"challenge"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::NotVerified`] if the card has forgotten the verification, and whatever goes wrong on the way.
    pub fn sign(&mut self, digest: &DigestInfo) -> Result<Signature, Error> {
        self.sign_with(digest.into())
    }

    /// Signs with 利用者証明用秘密鍵, in any way that the card knows.
    ///
    /// ```
    /// use hokensho_card::{AuthPin, Card, SigningInput};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let persona = Persona::named("adult")?;
    /// let mut card = Card::open(VirtualCard::new(&persona));
    /// let mut jpki = card.jpki()?.verify_auth_pin(&AuthPin::new(persona.auth_pin())?)?;
    /// let pss = jpki.sign_with(SigningInput::PssDigest(&[0x5A; 32]))?;
    /// assert_ne!(pss, jpki.sign_with(SigningInput::PssDigest(&[0x5A; 32]))?); // another salt
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::SigningLength`] for what no command carries, and those of [`sign`](Self::sign).
    pub fn sign_with(&mut self, input: SigningInput<'_>) -> Result<Signature, Error> {
        self.card.session().sign(Key::Auth, input)
    }
}

impl<T: Transport> Jpki<'_, T, SignVerified> {
    /// Signs with 署名用秘密鍵: in law, a signature.
    ///
    /// ```
    /// use hokensho_card::{Card, DigestInfo, SignPassword};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let persona = Persona::named("adult")?;
    /// let mut card = Card::open(VirtualCard::new(&persona));
    /// let password = SignPassword::new(persona.sign_password().unwrap())?;
    /// let signature = card.jpki()?.verify_sign_password(&password)?.sign(&DigestInfo::sha256(&[0x5A; 32]))?;
    /// assert_eq!(signature.as_bytes().len(), 256);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::NotVerified`] if the card has forgotten the verification, and whatever goes wrong on the way.
    pub fn sign(&mut self, digest: &DigestInfo) -> Result<Signature, Error> {
        self.sign_with(digest.into())
    }

    /// Signs with 署名用秘密鍵, in any way that the card knows: in law, a signature.
    ///
    /// ```
    /// use hokensho_card::{Card, SignPassword, SigningInput};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let persona = Persona::named("adult")?;
    /// let mut card = Card::open(VirtualCard::new(&persona));
    /// let password = SignPassword::new(persona.sign_password().unwrap())?;
    /// let mut jpki = card.jpki()?.verify_sign_password(&password)?;
    /// let signature = jpki.sign_with(SigningInput::Digest(&[0x5A; 32]))?;
    /// assert_eq!(signature.as_bytes(), persona.sign_key().unwrap().sign_digest(&[0x5A; 32]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::SigningLength`] for what no command carries, and those of [`sign`](Self::sign).
    pub fn sign_with(&mut self, input: SigningInput<'_>) -> Result<Signature, Error> {
        self.card.session().sign(Key::Sign, input)
    }
}
