//! 利用登録: whether a person has registered the My Number Card as a health-insurance card.

mod certificate;
mod record;

use alloc::collections::BTreeMap;
use alloc::string::String;

use crate::named::named;
use crate::{Date, Error, Personal, Text};
use record::{Event, Record};

pub use certificate::{CertificateName, LapseRule};

/// An operator's own key for a person. It names a person, where a certificate's name doesn't: one person has several
/// certificates. `Debug` hides it.
///
/// ```
/// use hokensho_eligibility::PersonKey;
///
/// assert_eq!(format!("{:?}", PersonKey::from("4711")), "PersonKey([personal])");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct PersonKey(Personal<String>);

impl From<&str> for PersonKey {
    fn from(key: &str) -> Self {
        Self(String::from(key).into())
    }
}

named! {
    /// Where somebody registered.
    ///
    /// ```
    /// use hokensho_eligibility::{Channel, Language};
    ///
    /// assert_eq!(Channel::Reader.name(), "reader");
    /// assert_eq!(Channel::Reader.text().text(Language::Ja), "顔認証付きカードリーダー");
    /// ```
    Channel {
        /// セブン銀行ATM.
        Atm = "atm", ChannelAtm;
        /// The municipal office, with staff's help.
        MunicipalOffice = "municipal_office", ChannelMunicipalOffice;
        /// マイナポータル, with a computer and a card reader.
        PortalComputer = "portal_computer", ChannelPortalComputer;
        /// マイナポータル, with a phone.
        PortalPhone = "portal_phone", ChannelPortalPhone;
        /// 顔認証付きカードリーダー, at a visit.
        Reader = "reader", ViaReader;
    }
}

/// How a person's registration stands on a day.
///
/// ```
/// use hokensho_eligibility::{Date, PersonKey, RegistrationState, Registrations};
///
/// let state = Registrations::default().state(&PersonKey::from("4711"), Date::new(2026, 11, 22)?);
/// assert_eq!(state, RegistrationState::Unregistered);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum RegistrationState {
    /// Never registered.
    Unregistered,
    /// Registered.
    Registered {
        /// The day of registration.
        since: Date,
        /// Where.
        channel: Channel,
    },
    /// The last certificate ended without another in its place, and so did the registration.
    Lapsed {
        /// The last day on which it counted.
        last_day: Date,
    },
    /// The person took it back.
    Cancelled {
        /// The day.
        on: Date,
    },
}

impl RegistrationState {
    /// The name in snake case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unregistered => "unregistered",
            Self::Registered { .. } => "registered",
            Self::Lapsed { .. } => "lapsed",
            Self::Cancelled { .. } => "cancelled",
        }
    }

    /// The words for it.
    ///
    /// ```
    /// use hokensho_eligibility::{Language, RegistrationState};
    ///
    /// assert_eq!(RegistrationState::Unregistered.text().text(Language::Ja), "利用登録なし");
    /// ```
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::Unregistered => Text::RegistrationUnregistered,
            Self::Registered { .. } => Text::RegistrationRegistered,
            Self::Lapsed { .. } => Text::RegistrationLapsed,
            Self::Cancelled { .. } => Text::RegistrationCancelled,
        }
    }
}

/// Who has registered, kept by an operator: certificates joined to people, and what people did, each by its day. The
/// order in which things are told doesn't matter, but that a certificate is joined before it registers anybody, and that
/// what is done on one day is told in its order: of two registrations on one day the first stays, and who registers and
/// cancels is cancelled. Telling a thing twice changes nothing, so one day knows one registration and one cancellation.
///
/// A renewed certificate and a phone's are joined to the person whose first one was; neither is a new registration.
///
/// ```
/// use hokensho_eligibility::{CertificateName, Channel, Date, PersonKey, RegistrationState, Registrations};
///
/// let mut registrations = Registrations::default();
/// let (person, card) = (PersonKey::from("4711"), CertificateName::new(b"issuer", b"\x01"));
/// registrations.join(&person, &card, Date::new(2025, 5, 1)?, Date::new(2030, 4, 3)?)?;
/// let since = Date::new(2026, 11, 22)?;
/// let state = registrations.register(&card, Channel::Reader, since)?;
/// assert_eq!(state, RegistrationState::Registered { since, channel: Channel::Reader });
///
/// // The phone's certificate names the same person, who is registered already.
/// let phone = CertificateName::new(b"issuer of phones", b"\x01");
/// registrations.join(&person, &phone, since, Date::new(2030, 4, 3)?)?;
/// assert_eq!(registrations.person(&phone), Some(&person));
/// assert_eq!(registrations.register(&phone, Channel::PortalPhone, since)?, state);
/// # Ok::<(), hokensho_eligibility::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Registrations {
    rule: LapseRule,
    people: BTreeMap<PersonKey, Record>,
    #[cfg_attr(feature = "serde", serde(with = "crate::serial::pairs"))]
    certificates: BTreeMap<CertificateName, PersonKey>,
}

impl Registrations {
    /// No registrations yet, that lapse by a rule.
    #[must_use]
    pub fn new(rule: LapseRule) -> Self {
        Self { rule, ..Self::default() }
    }

    /// Joins a certificate to a person: the first, a renewed one, a phone's. It counts from `since`, and ends on `until`,
    /// which belongs to it.
    ///
    /// # Errors
    /// [`Error::CertificateOfAnother`] if it is joined to somebody else.
    pub fn join(
        &mut self,
        person: &PersonKey,
        certificate: &CertificateName,
        since: Date,
        until: Date,
    ) -> Result<(), Error> {
        let holder = self.certificates.entry(certificate.clone()).or_insert_with(|| person.clone());
        if holder != person {
            return Err(Error::CertificateOfAnother);
        }
        let event = Event::Joined { certificate: certificate.clone(), until };
        self.people.entry(person.clone()).or_default().tell(since, event);
        Ok(())
    }

    /// Registers the person to whom a certificate is joined. Whoever is registered stays so, since the day and by the
    /// channel of the first time.
    ///
    /// # Errors
    /// [`Error::CertificateUnknown`] if it is joined to nobody, [`Error::CertificateEnded`] if it doesn't count on that day:
    /// the months in which eligibility is still answered don't let anybody register.
    pub fn register(
        &mut self,
        certificate: &CertificateName,
        channel: Channel,
        on: Date,
    ) -> Result<RegistrationState, Error> {
        let person = self.certificates.get(certificate).cloned().ok_or(Error::CertificateUnknown)?;
        let record = self.people.entry(person).or_default();
        if !record.has_valid(certificate, on) {
            return Err(Error::CertificateEnded { on });
        }
        record.tell(on, Event::Registered(channel));
        Ok(record.state(on, self.rule))
    }

    /// Takes a person's registration back (利用登録の解除). Without one nothing happens.
    pub fn cancel(&mut self, person: &PersonKey, on: Date) -> RegistrationState {
        if let Some(record) = self.people.get_mut(person) {
            record.tell(on, Event::Cancelled);
        }
        self.state(person, on)
    }

    /// The person to whom a certificate is joined.
    #[must_use]
    pub fn person(&self, certificate: &CertificateName) -> Option<&PersonKey> {
        self.certificates.get(certificate)
    }

    /// How a person's registration stands on a day.
    #[must_use]
    pub fn state(&self, person: &PersonKey, on: Date) -> RegistrationState {
        let record = self.people.get(person);
        record.map_or(RegistrationState::Unregistered, |record| record.state(on, self.rule))
    }
}

#[cfg(test)]
mod tests;
