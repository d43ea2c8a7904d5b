//! The JPKI application (公的個人認証AP): two certificates with their CAs, two keys, a PIN and a password.

mod sign;
mod verified;

use hokensho_apdu::Transport;

use crate::{Card, CertificateDer, CertificatePresence, Error, File, Locked};

pub use verified::{AuthVerified, SignVerified, UserVerification};

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

impl<'c, T: Transport, S> Jpki<'c, T, S> {
    /// Reads 利用者証明用電子証明書. A card shows it to anybody, a phone only after its user is verified.
    ///
    /// An unsigned certificate proves nothing: anybody can read it.
    ///
    /// ```
    /// use hokensho_card::Card;
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let persona = Persona::named("adult")?;
    /// let mut card = Card::open(VirtualCard::new(&persona));
    /// let certificate = card.jpki()?.auth_certificate()?;
    /// assert_eq!(certificate.as_der(), persona.auth_certificate().unwrap());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
    /// ```
    /// use hokensho_card::{Card, Presence};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("child")?));
    /// let presence = card.jpki()?.certificate_presence()?;
    /// assert_ne!(presence.sign(), Presence::Present); // so nobody is asked for a password
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Whatever goes wrong on the way.
    pub fn certificate_presence(&mut self) -> Result<CertificatePresence, Error> {
        let file = File::CertificatePresence;
        CertificatePresence::parse(&self.card.session().read_fixed(file, CertificatePresence::BYTES)?)
    }

    fn certificate(&mut self, file: File) -> Result<CertificateDer, Error> {
        self.card.session().read(file).map(CertificateDer::new)
    }
}

impl<T: Transport> Jpki<'_, T, SignVerified> {
    /// Reads 署名用電子証明書, which carries name, address, birth date and sex.
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
    /// [`Error::NotVerified`] if the card has forgotten the verification, and whatever goes wrong on the way.
    pub fn sign_certificate(&mut self) -> Result<CertificateDer, Error> {
        self.certificate(File::SignCertificate)
    }
}

impl<'c, T: Transport> Jpki<'c, T> {
    pub(crate) const fn new(card: &'c mut Card<T>) -> Self {
        Self { card, state: Locked(()) }
    }
}
