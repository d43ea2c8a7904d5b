//! The JPKI application (公的個人認証AP): two certificates with their CAs, two keys, a PIN and a password.

use hokensho_apdu::Transport;

use crate::session::LastTry;
use crate::{
    AuthPin, Card, CertificateDer, CertificatePresence, DigestInfo, Error, File, Key, Locked, PinState,
    Secret, SignPassword, Signature, SigningInput, Token,
};

/// The JPKI application, selected. `S` says what has been verified: [`Locked`], [`AuthVerified`], [`SignVerified`].
///
/// Verifying consumes this and gives the next state; after an error, ask [`Card::jpki`] again, which sends nothing.
///
/// ```
/// use hokensho_card::{AuthPin, Card, DigestInfo};
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let persona = Persona::named("adult")?;
/// let mut card = Card::open(VirtualCard::new(&persona));
/// let pin = AuthPin::new(persona.auth_pin())?;
/// let signature = card.jpki()?.verify_auth_pin(&pin)?.sign(&DigestInfo::sha256(&[0x5A; 32]))?;
/// assert_eq!(signature.as_bytes().len(), 256);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Without the PIN there is no `sign`:
///
/// ```compile_fail,E0599
/// # use hokensho_card::{Card, DigestInfo};
/// # fn sign<T: hokensho_apdu::Transport>(card: &mut Card<T>) -> Result<(), hokensho_card::Error> {
/// card.jpki()?.sign(&DigestInfo::sha256(&[0x5A; 32]))?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use]
pub struct Jpki<'c, T: Transport, S = Locked> {
    pub(crate) card: &'c mut Card<T>,
    state: S,
}

/// The holder of the auth certificate has been verified: the auth key signs.
#[derive(Debug)]
pub struct AuthVerified(UserVerification);

/// The sign password has been verified: the sign certificate is readable and the sign key signs.
#[derive(Debug)]
pub struct SignVerified(());

/// How the holder was verified before the auth key was used.
///
/// ```
/// use hokensho_card::{AuthPin, Card, UserVerification};
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let persona = Persona::named("adult")?;
/// let mut card = Card::open(VirtualCard::new(&persona));
/// let jpki = card.jpki()?.verify_auth_pin(&AuthPin::new(persona.auth_pin())?)?;
/// assert_eq!(jpki.user_verification(), UserVerification::PinTyped);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UserVerification {
    /// The phone did it by face, fingerprint or passcode, before it was held to the reader.
    OnDevice,
    /// A PIN was typed on our side and the card checked it.
    PinTyped,
}

impl<'c, T: Transport, S> Jpki<'c, T, S> {
    /// Reads 利用者証明用電子証明書. A card shows it to anybody, a phone only after its user is verified.
    ///
    /// An unsigned certificate proves nothing: anybody can read it.
    ///
    /// # Errors
    /// [`Error::NotVerified`] on a phone whose user hasn't been verified, [`Error::FileMissing`] if the holder declined
    /// the certificate, and whatever goes wrong on the way.
    pub fn auth_certificate(&mut self) -> Result<CertificateDer, Error> {
        self.certificate(File::AuthCertificate)
    }

    /// Reads the certificate of the CA above the auth certificate. It is the card's claim until an anchor pins it.
    ///
    /// ```
    /// use hokensho_card::Card;
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let persona = Persona::named("adult")?;
    /// let ca = Card::open(VirtualCard::new(&persona)).jpki()?.auth_ca_certificate()?;
    /// assert_eq!(ca.as_der(), persona.auth_ca_certificate());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Whatever goes wrong on the way.
    pub fn auth_ca_certificate(&mut self) -> Result<CertificateDer, Error> {
        self.certificate(File::AuthCaCertificate)
    }

    /// Reads the certificate of the CA above the sign certificate. It is the card's claim until an anchor pins it.
    ///
    /// ```
    /// use hokensho_card::Card;
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let persona = Persona::named("adult")?;
    /// let ca = Card::open(VirtualCard::new(&persona)).jpki()?.sign_ca_certificate()?;
    /// assert_eq!(ca.as_der(), persona.sign_ca_certificate());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Whatever goes wrong on the way.
    pub fn sign_ca_certificate(&mut self) -> Result<CertificateDer, Error> {
        self.certificate(File::SignCaCertificate)
    }

    /// Reads which certificates there are. It is free to read.
    ///
    /// # Errors
    /// Whatever goes wrong on the way.
    pub fn certificate_presence(&mut self) -> Result<CertificatePresence, Error> {
        let file = File::CertificatePresence;
        CertificatePresence::parse(&self.card.session().read_fixed(file, CertificatePresence::BYTES)?)
    }

    /// Asks how many tries the auth PIN has left, without spending one.
    ///
    /// # Errors
    /// Whatever goes wrong on the way.
    pub fn auth_pin_state(&mut self) -> Result<PinState, Error> {
        self.card.session().pin_state(Secret::AuthPin)
    }

    /// Asks how many tries the sign password has left, without spending one.
    ///
    /// ```
    /// use hokensho_card::{Card, PinState};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
    /// assert_eq!(card.jpki()?.sign_password_state()?, PinState::TriesLeft(5));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Whatever goes wrong on the way.
    pub fn sign_password_state(&mut self) -> Result<PinState, Error> {
        self.card.session().pin_state(Secret::SignPassword)
    }

    /// Presents the auth PIN, once; asks for the tries left first and keeps the last one.
    ///
    /// # Errors
    /// [`Error::WrongSecret`] if it was wrong (a try is spent), [`Error::LastTry`] or [`Error::PinBlocked`] if it
    /// wasn't sent, and whatever goes wrong on the way.
    pub fn verify_auth_pin(self, pin: &AuthPin) -> Result<Jpki<'c, T, AuthVerified>, Error> {
        self.auth(pin, LastTry::Keep)
    }

    /// Presents the auth PIN, once, even if a mistake would block it. Ask the holder first.
    ///
    /// ```
    /// use hokensho_card::{AuthPin, Card, Error};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let persona = Persona::named("adult")?;
    /// let mut card = Card::open(VirtualCard::new(&persona));
    /// let wrong = AuthPin::new("0000")?;
    /// for tries in [2, 1] {
    ///     assert_eq!(card.jpki()?.verify_auth_pin(&wrong).unwrap_err().tries_left(), Some(tries));
    /// }
    /// assert!(matches!(card.jpki()?.verify_auth_pin(&wrong), Err(Error::LastTry { .. })));
    /// assert!(card.jpki()?.verify_auth_pin_spending_last_try(&AuthPin::new(persona.auth_pin())?).is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`verify_auth_pin`](Self::verify_auth_pin), [`Error::LastTry`] aside.
    pub fn verify_auth_pin_spending_last_try(
        self,
        pin: &AuthPin,
    ) -> Result<Jpki<'c, T, AuthVerified>, Error> {
        self.auth(pin, LastTry::Spend)
    }

    /// Takes the phone's word that it has verified its user itself. Nothing is sent: a phone that hasn't refuses
    /// the certificate and the signature.
    ///
    /// Only iPhones do this; how they look to a reader is public nowhere, so this is unverified on a real phone.
    ///
    /// ```
    /// use hokensho_card::{Card, UserVerification};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut phone = Card::connect(VirtualCard::new(&Persona::named("iphone")?))?;
    /// let mut jpki = phone.jpki()?.verified_on_device()?;
    /// assert_eq!(jpki.user_verification(), UserVerification::OnDevice);
    /// assert!(jpki.auth_certificate().is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::NoOnDeviceVerification`] for anything but an iPhone; those of [`Card::token`].
    pub fn verified_on_device(self) -> Result<Jpki<'c, T, AuthVerified>, Error> {
        match self.card.token()? {
            Token::Iphone => Ok(self.with_state(AuthVerified(UserVerification::OnDevice))),
            token => Err(Error::NoOnDeviceVerification { token }),
        }
    }

    /// Presents the sign password, once; asks for the tries left first and keeps the last one.
    ///
    /// ```
    /// use hokensho_card::{Card, SignPassword};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let persona = Persona::named("adult")?;
    /// let mut card = Card::open(VirtualCard::new(&persona));
    /// let password = SignPassword::new(persona.sign_password().unwrap())?;
    /// let certificate = card.jpki()?.verify_sign_password(&password)?.sign_certificate()?;
    /// assert_eq!(certificate.as_der(), persona.sign_certificate().unwrap());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`verify_auth_pin`](Self::verify_auth_pin).
    pub fn verify_sign_password(self, password: &SignPassword) -> Result<Jpki<'c, T, SignVerified>, Error> {
        self.sign_password(password, LastTry::Keep)
    }

    /// Presents the sign password, once, even if a mistake would block it. Ask the holder first.
    ///
    /// # Errors
    /// As [`verify_auth_pin`](Self::verify_auth_pin), [`Error::LastTry`] aside.
    pub fn verify_sign_password_spending_last_try(
        self,
        password: &SignPassword,
    ) -> Result<Jpki<'c, T, SignVerified>, Error> {
        self.sign_password(password, LastTry::Spend)
    }

    fn auth(self, pin: &AuthPin, last_try: LastTry) -> Result<Jpki<'c, T, AuthVerified>, Error> {
        self.card.session().verify(pin.data(), last_try)?;
        Ok(self.with_state(AuthVerified(UserVerification::PinTyped)))
    }

    fn sign_password(
        self,
        password: &SignPassword,
        last_try: LastTry,
    ) -> Result<Jpki<'c, T, SignVerified>, Error> {
        self.card.session().verify(password.data(), last_try)?;
        Ok(self.with_state(SignVerified(())))
    }

    fn with_state<N>(self, state: N) -> Jpki<'c, T, N> {
        Jpki { card: self.card, state }
    }

    fn certificate(&mut self, file: File) -> Result<CertificateDer, Error> {
        self.card.session().read(file).map(CertificateDer::new)
    }
}

impl<'c, T: Transport> Jpki<'c, T> {
    pub(crate) const fn new(card: &'c mut Card<T>) -> Self {
        Self { card, state: Locked(()) }
    }
}

impl<T: Transport> Jpki<'_, T, AuthVerified> {
    /// Signs with 利用者証明用秘密鍵.
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

    /// How the holder was verified.
    #[must_use]
    pub const fn user_verification(&self) -> UserVerification {
        self.state.0
    }
}

impl<T: Transport> Jpki<'_, T, SignVerified> {
    /// Reads 署名用電子証明書, which carries name, address, birth date and sex.
    ///
    /// # Errors
    /// [`Error::NotVerified`] if the card has forgotten the verification, and whatever goes wrong on the way.
    pub fn sign_certificate(&mut self) -> Result<CertificateDer, Error> {
        self.certificate(File::SignCertificate)
    }

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
    /// As [`sign_certificate`](Self::sign_certificate).
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
    /// As [`Jpki::<_, AuthVerified>::sign_with`].
    pub fn sign_with(&mut self, input: SigningInput<'_>) -> Result<Signature, Error> {
        self.card.session().sign(Key::Sign, input)
    }
}
