//! The text application (券面事項入力補助AP): name, address, birth date and sex, signed by their issuer.

use hokensho_apdu::Transport;

use crate::secret::VerificationData;
use crate::session::{LastTry, Session};
use crate::{
    Attributes, CardKeyRecord, CodeB, CvCertificate, Error, File, Filler, IntegrityRecord, Locked, Opened,
    SessionKey, TextBasicInfo, TextPin,
};

/// The text application, selected. `S` says whether it has been opened: [`Locked`], [`Opened`].
///
/// ```
/// use hokensho_card::{Card, TextPin};
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let persona = Persona::named("adult")?;
/// let mut card = Card::open(VirtualCard::new(&persona));
/// let mut text = card.text()?.verify_pin(&TextPin::new(persona.text_pin().unwrap())?)?;
/// assert_eq!(text.attributes()?.name(), "見本\u{3000}花子");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
#[must_use]
pub struct Text<'c, T: Transport, S = Locked> {
    pub(crate) session: &'c mut Session<T>,
    _state: S,
}

impl<'c, T: Transport, S> Text<'c, T, S> {
    /// Reads the certificate of the key that signed the integrity record. It is free to read.
    ///
    /// ```
    /// use hokensho_card::Card;
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
    /// assert_eq!(card.text()?.cv_certificate()?.raw().len(), 568);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Malformed`], and whatever goes wrong on the way.
    pub fn cv_certificate(&mut self) -> Result<CvCertificate, Error> {
        let file = File::TextCvCertificate;
        CvCertificate::parse(file, self.session.read(file)?)
    }

    /// Reads what the application says of itself. It is free to read.
    ///
    /// # Errors
    /// [`Error::Malformed`], and whatever goes wrong on the way.
    pub fn basic_info(&mut self) -> Result<TextBasicInfo, Error> {
        TextBasicInfo::parse(self.session.read(File::TextBasicInfo)?)
    }

    /// Reads sixteen bytes that say nothing. They are free to read.
    ///
    /// # Errors
    /// [`Error::FileTruncated`], and whatever goes wrong on the way.
    pub fn filler(&mut self) -> Result<Filler, Error> {
        self.session.read_filler(File::TextFiller)
    }

    /// Presents the PIN, once; asks for the tries left first and keeps the last one.
    ///
    /// ```
    /// use hokensho_card::{Card, TextPin};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let persona = Persona::named("adult")?;
    /// let mut card = Card::open(VirtualCard::new(&persona));
    /// let pin = TextPin::new(persona.text_pin().unwrap())?;
    /// assert!(card.text()?.verify_pin(&pin)?.attributes().is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::WrongSecret`] if it was wrong (a try is spent), [`Error::LastTry`] or [`Error::PinBlocked`] if it
    /// wasn't sent, and whatever goes wrong on the way.
    pub fn verify_pin(self, pin: &TextPin) -> Result<Text<'c, T, Opened>, Error> {
        self.open(pin.data(), LastTry::Keep)
    }

    /// Presents the PIN, once, even if a mistake would block it. Ask the holder first.
    ///
    /// ```
    /// use hokensho_card::{Card, TextPin};
    /// use hokensho_mock::{Persona, Secret, VirtualCard};
    ///
    /// let persona = Persona::named("adult")?.with_tries(Secret::TextPin, 1);
    /// let mut card = Card::open(VirtualCard::new(&persona));
    /// let pin = TextPin::new(persona.text_pin().unwrap())?;
    /// assert!(card.text()?.verify_pin(&pin).is_err());
    /// assert!(card.text()?.verify_pin_spending_last_try(&pin).is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`verify_pin`](Self::verify_pin), [`Error::LastTry`] aside.
    pub fn verify_pin_spending_last_try(self, pin: &TextPin) -> Result<Text<'c, T, Opened>, Error> {
        self.open(pin.data(), LastTry::Spend)
    }

    /// Presents code B, once; asks for the tries left first and keeps the last one.
    ///
    /// ```
    /// use hokensho_card::{Card, CodeB};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let persona = Persona::named("adult")?;
    /// let mut card = Card::open(VirtualCard::new(&persona));
    /// let code = CodeB::new(persona.code_b().unwrap())?; // from the face of the card
    /// assert!(card.text()?.verify_code_b(&code)?.attributes().is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`verify_pin`](Self::verify_pin).
    pub fn verify_code_b(self, code: &CodeB) -> Result<Text<'c, T, Opened>, Error> {
        self.open(code.for_text(), LastTry::Keep)
    }

    /// Presents code B, once, even if a mistake would block it. Ask the holder first.
    ///
    /// ```
    /// use hokensho_card::{Card, CodeB};
    /// use hokensho_mock::{Persona, Secret, VirtualCard};
    ///
    /// let persona = Persona::named("adult")?.with_tries(Secret::TextCodeB, 1);
    /// let mut card = Card::open(VirtualCard::new(&persona));
    /// let code = CodeB::new(persona.code_b().unwrap())?;
    /// assert!(card.text()?.verify_code_b(&code).is_err());
    /// assert!(card.text()?.verify_code_b_spending_last_try(&code).is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`verify_pin`](Self::verify_pin), [`Error::LastTry`] aside.
    pub fn verify_code_b_spending_last_try(self, code: &CodeB) -> Result<Text<'c, T, Opened>, Error> {
        self.open(code.for_text(), LastTry::Spend)
    }

    fn open(self, data: VerificationData<'_>, last_try: LastTry) -> Result<Text<'c, T, Opened>, Error> {
        self.session.verify(data, last_try)?;
        Ok(Text { session: self.session, _state: Opened(()) })
    }
}

impl<'c, T: Transport> Text<'c, T> {
    pub(crate) const fn new(session: &'c mut Session<T>) -> Self {
        Self { session, _state: Locked(()) }
    }
}

impl<T: Transport> Text<'_, T, Opened> {
    /// Reads 基本4情報. They are what the card says; [`integrity`](Self::integrity) says whether to believe it.
    ///
    /// # Errors
    /// [`Error::Malformed`], and whatever goes wrong on the way.
    pub fn attributes(&mut self) -> Result<Attributes, Error> {
        Attributes::parse(self.session.read(File::Attributes)?)
    }

    /// Reads the issuer's signature over the attributes.
    ///
    /// # Errors
    /// [`Error::Malformed`], and whatever goes wrong on the way.
    pub fn integrity(&mut self) -> Result<IntegrityRecord, Error> {
        IntegrityRecord::parse(self.session.read(File::IntegrityRecord)?)
    }

    /// Reads the public half of the card's own key, signed.
    ///
    /// # Errors
    /// [`Error::Malformed`], and whatever goes wrong on the way.
    pub fn card_key(&mut self) -> Result<CardKeyRecord, Error> {
        CardKeyRecord::parse(self.session.read(File::TextCardKey)?)
    }

    /// Reads the public key to which a session key would be encrypted.
    ///
    /// # Errors
    /// [`Error::Malformed`], and whatever goes wrong on the way.
    pub fn session_key(&mut self) -> Result<SessionKey, Error> {
        SessionKey::parse(self.session.read(File::SessionKey)?)
    }
}
