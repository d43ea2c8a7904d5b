//! PIN and password presented, and what that opens.

use hokensho_apdu::Transport;

use super::Jpki;
use crate::session::LastTry;
use crate::{AuthPin, Error, SignPassword, Token};

/// The holder of the auth certificate has been verified: the auth key signs.
///
/// ```
/// use hokensho_apdu::Transport;
/// use hokensho_card::{AuthVerified, DigestInfo, Error, Jpki, Signature};
///
/// fn answer<T: Transport>(jpki: &mut Jpki<'_, T, AuthVerified>, challenge: &[u8]) -> Result<Signature, Error> {
///     jpki.sign(&DigestInfo::of(challenge))
/// }
/// # let persona = hokensho_mock::Persona::named("adult")?;
/// # let mut card = hokensho_card::Card::open(hokensho_mock::VirtualCard::new(&persona));
/// # let mut jpki = card.jpki()?.verify_auth_pin(&hokensho_card::AuthPin::new(persona.auth_pin())?)?;
/// # assert!(answer(&mut jpki, b"challenge").is_ok());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct AuthVerified(UserVerification);

/// The sign password has been verified: the sign certificate is readable and the sign key signs.
///
/// ```compile_fail,E0599
/// # use hokensho_apdu::Transport;
/// # use hokensho_card::{CertificateDer, Error, Jpki, Locked};
/// fn too_early<T: Transport>(jpki: &mut Jpki<'_, T, Locked>) -> Result<CertificateDer, Error> {
///     jpki.sign_certificate()
/// }
/// ```
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
    /// Presents the auth PIN, once; asks for the tries left first and keeps the last one.
    ///
    /// ```
    /// use hokensho_card::{AuthPin, Card, Error};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let persona = Persona::named("adult")?;
    /// let mut card = Card::open(VirtualCard::new(&persona));
    /// let wrong = AuthPin::new("0000")?;
    /// let error = card.jpki()?.verify_auth_pin(&wrong).unwrap_err();
    /// assert!(matches!(error, Error::WrongSecret { tries_left: Some(2), .. }));
    /// drop(card.jpki()?.verify_auth_pin(&AuthPin::new(persona.auth_pin())?)?); // and three are left again
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
    /// [`Error::NoOnDeviceVerification`] for anything but an iPhone; those of
    /// [`Card::token`](crate::Card::token).
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
    /// ```
    /// use hokensho_card::{Card, Error, SignPassword};
    /// use hokensho_mock::{Persona, Secret, VirtualCard};
    ///
    /// let persona = Persona::named("adult")?.with_tries(Secret::SignPassword, 1);
    /// let mut card = Card::open(VirtualCard::new(&persona));
    /// let password = SignPassword::new(persona.sign_password().unwrap())?;
    /// assert!(matches!(card.jpki()?.verify_sign_password(&password), Err(Error::LastTry { .. })));
    /// assert!(card.jpki()?.verify_sign_password_spending_last_try(&password).is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
}

impl<T: Transport> Jpki<'_, T, AuthVerified> {
    /// How the holder was verified.
    ///
    /// ```
    /// use hokensho_card::{Card, UserVerification};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut phone = Card::connect(VirtualCard::new(&Persona::named("iphone")?))?;
    /// let jpki = phone.jpki()?.verified_on_device()?;
    /// assert_eq!(jpki.user_verification(), UserVerification::OnDevice);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn user_verification(&self) -> UserVerification {
        self.state.0
    }
}
