//! The common application (共通カードAP): the card's serial number, in a file of records.

use hokensho_apdu::Transport;

use crate::session::Session;
use crate::{Application, CardSerial, ContactAtr, DataObject, Error, File, KeyReference};

/// The common application, selected. All that it has to read is free.
///
/// ```
/// use hokensho_card::Card;
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
/// assert_eq!(card.common()?.serial()?.expiry().to_string(), "2035-02-17");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
#[must_use]
pub struct Common<'c, T: Transport> {
    pub(crate) session: &'c mut Session<T>,
}

impl<'c, T: Transport> Common<'c, T> {
    pub(crate) const fn new(session: &'c mut Session<T>) -> Self {
        Self { session }
    }

    /// Reads the card's serial number, who issued it and when it expires.
    ///
    /// # Errors
    /// [`Error::Malformed`], and whatever goes wrong on the way.
    pub fn serial(&mut self) -> Result<CardSerial, Error> {
        CardSerial::parse(self.session.read_record(File::CardSerial, 1)?)
    }

    /// Reads the name of a key.
    ///
    /// # Errors
    /// [`Error::Malformed`], and whatever goes wrong on the way.
    pub fn key_reference(&mut self) -> Result<KeyReference, Error> {
        let file = File::CommonKeyReference;
        KeyReference::parse(file, &self.session.read_record(file, 1)?)
    }

    /// Asks for the card's answer to reset over its contacts. Some cards give it only while an application is selected
    /// (reported by `myna-card`), so here is the sure place to ask; [`Manager::contact_atr`](crate::Manager::contact_atr) is
    /// the other.
    ///
    /// ```
    /// use hokensho_card::Card;
    /// use hokensho_mock::{ContactAtr, Persona, VirtualCard};
    ///
    /// let builder = VirtualCard::builder(&Persona::named("adult")?);
    /// let mut card = Card::open(builder.contact_atr(ContactAtr::InApplications).build());
    /// assert!(card.common()?.contact_atr()?.is_some());
    /// assert!(card.manager()?.contact_atr()?.is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::ObjectMalformed`], and whatever goes wrong on the way.
    pub fn contact_atr(&mut self) -> Result<Option<ContactAtr>, Error> {
        let atr = self.session.data_object(Application::Common, DataObject::ContactAtr)?;
        atr.map(|atr| ContactAtr::parse(&atr)).transpose()
    }
}
