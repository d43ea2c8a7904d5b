//! The card manager, GlobalPlatform's issuer security domain: what the card says of itself. Nothing of it is secret,
//! nor signed, the two certificates aside.
//!
//! Which data objects there are varies from card to card, so each may be missing.

mod card_id;
mod contact_atr;

use alloc::vec::Vec;
use hokensho_apdu::Transport;

use crate::record::Origin;
use crate::session::Session;
use crate::{Application, CardDate, CvCertificate, DataObject, Error, FileFault, KeyId, Municipality};

pub use card_id::CardId;
pub use contact_atr::ContactAtr;

/// The card manager, selected: the card has forgotten every PIN, password and code that was presented.
///
/// ```
/// use hokensho_card::Card;
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
/// let mut manager = card.manager()?;
/// assert_eq!(manager.expiry()?.unwrap().to_string(), "2035-02-17");
/// // The key that the upper certificate certifies signed the lower one.
/// let (upper, lower) = (manager.upper_certificate()?.unwrap(), manager.lower_certificate()?.unwrap());
/// assert_eq!(upper.subject(), lower.issuer());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
#[must_use]
pub struct Manager<'c, T: Transport> {
    session: &'c mut Session<T>,
}

impl<'c, T: Transport> Manager<'c, T> {
    pub(crate) const fn new(session: &'c mut Session<T>) -> Self {
        Self { session }
    }

    /// Asks for a number that names the card (0045).
    ///
    /// # Errors
    /// [`Error::ObjectMalformed`], and whatever goes wrong on the way.
    pub fn card_id(&mut self) -> Result<Option<CardId>, Error> {
        self.parsed(DataObject::CardId, CardId::parse)
    }

    /// Asks for GlobalPlatform's card recognition data (0066), as the card gives it.
    ///
    /// ```
    /// use hokensho_card::Card;
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
    /// let recognition = card.manager()?.card_recognition()?.unwrap();
    /// // 1.2.840.114283 in DER: GlobalPlatform's arc of object identifiers.
    /// assert!(recognition.windows(6).any(|arc| arc == [0x2A, 0x86, 0x48, 0x86, 0xFC, 0x6B]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Whatever goes wrong on the way.
    pub fn card_recognition(&mut self) -> Result<Option<Vec<u8>>, Error> {
        self.parsed(DataObject::CardRecognition, |raw| Ok(raw.to_vec()))
    }

    /// Asks for the answer to reset over the contacts (5F51). Some cards tell it only while an application is
    /// selected: [`Common::contact_atr`](crate::Common::contact_atr).
    ///
    /// # Errors
    /// [`Error::ObjectMalformed`], and whatever goes wrong on the way.
    pub fn contact_atr(&mut self) -> Result<Option<ContactAtr>, Error> {
        self.parsed(DataObject::ContactAtr, ContactAtr::parse)
    }

    /// Asks for 有効期限 of the card (00F2).
    ///
    /// # Errors
    /// [`Error::ObjectMalformed`], and whatever goes wrong on the way.
    pub fn expiry(&mut self) -> Result<Option<CardDate>, Error> {
        self.value(DataObject::Expiry, CardDate::parse, FileFault::Date)
    }

    /// Asks for the name of the key between the two certificates (00F7).
    ///
    /// ```
    /// use hokensho_card::Card;
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
    /// let mut manager = card.manager()?;
    /// let upper = manager.upper_certificate()?.unwrap();
    /// assert_eq!(manager.intermediate_key()?, Some(upper.subject()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::ObjectMalformed`], and whatever goes wrong on the way.
    pub fn intermediate_key(&mut self) -> Result<Option<KeyId>, Error> {
        self.key(DataObject::IntermediateKey)
    }

    /// Asks for the name of the issuer's key (0042).
    ///
    /// ```
    /// use hokensho_card::Card;
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
    /// let mut manager = card.manager()?;
    /// assert_ne!(manager.issuer_key()?, manager.intermediate_key()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::ObjectMalformed`], and whatever goes wrong on the way.
    pub fn issuer_key(&mut self) -> Result<Option<KeyId>, Error> {
        self.key(DataObject::IssuerKey)
    }

    /// Asks for the lower certificate (7F21), signed by the key of the upper one. Older cards have none.
    ///
    /// # Errors
    /// [`Error::ObjectMalformed`], and whatever goes wrong on the way: a reader without extended length fields can't
    /// carry it, so the card's refusal is told.
    pub fn lower_certificate(&mut self) -> Result<Option<CvCertificate>, Error> {
        self.certificate(DataObject::LowerCertificate)
    }

    /// Asks for the municipality that issued the card (00F0).
    ///
    /// ```
    /// use hokensho_card::Card;
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
    /// let municipality = card.manager()?.municipality()?;
    /// assert_eq!(municipality, Some(card.common()?.serial()?.municipality()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::ObjectMalformed`], and whatever goes wrong on the way.
    pub fn municipality(&mut self) -> Result<Option<Municipality>, Error> {
        self.value(DataObject::Municipality, Municipality::parse, FileFault::Digits)
    }

    /// Asks for the upper certificate (00F8), signed by a key that the verifier must hold.
    ///
    /// # Errors
    /// As [`lower_certificate`](Self::lower_certificate).
    pub fn upper_certificate(&mut self) -> Result<Option<CvCertificate>, Error> {
        self.certificate(DataObject::UpperCertificate)
    }

    fn certificate(&mut self, object: DataObject) -> Result<Option<CvCertificate>, Error> {
        let raw = self.session.data_object(Application::Manager, object)?;
        raw.map(|raw| CvCertificate::parse_object(object, raw)).transpose()
    }

    fn key(&mut self, object: DataObject) -> Result<Option<KeyId>, Error> {
        self.parsed(object, |raw| {
            let fault = FileFault::Length { expected: 16, found: raw.len() };
            let id: Result<[u8; 16], _> = raw.try_into();
            id.map(KeyId::from).map_err(|_| Origin::from(object).malformed(0, fault))
        })
    }

    fn value<V>(
        &mut self,
        object: DataObject,
        parse: fn(&[u8]) -> Option<V>,
        fault: FileFault,
    ) -> Result<Option<V>, Error> {
        self.parsed(object, |raw| parse(raw).ok_or_else(|| Origin::from(object).malformed(0, fault)))
    }

    fn parsed<V>(
        &mut self,
        object: DataObject,
        parse: impl FnOnce(&[u8]) -> Result<V, Error>,
    ) -> Result<Option<V>, Error> {
        let raw = self.session.data_object(Application::Manager, object)?;
        raw.map(|raw| parse(&raw)).transpose()
    }
}
