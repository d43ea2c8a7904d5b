//! 利用登録: whether a person has registered the My Number Card as a health-insurance card.

mod certificate;
mod held;
mod record;
mod state;
#[cfg(feature = "serde")]
mod stored;

use alloc::collections::BTreeMap;
use alloc::string::String;

use crate::{CertificateState, Date, DateTime, Error, Personal};
use held::{Held, Hold};
use record::{Event, Record};

pub use certificate::{CertificateName, LapseRule};
pub use state::{Channel, RegistrationState};

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

/// Who has registered, kept by an operator: certificates joined to people, and what people did, each by its day. The
/// order in which things are told doesn't matter, but that what happened to a certificate is told before it registers
/// anybody, and that what a person does on one day is told in its order: of two registrations on one day the first
/// stays, and who registers and cancels is cancelled. Telling a thing twice changes nothing, so one day knows one
/// registration and one cancellation.
///
/// A renewed certificate and a phone's are joined to the person whose first one was; neither is a new registration. One
/// that is suspended or revoked registers nobody. How long a registration outlives a certificate that was revoked isn't
/// public: here, as long as one that ended on the day before.
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
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "stored::Parts")
)]
pub struct Registrations {
    rule: LapseRule,
    people: BTreeMap<PersonKey, Record>,
    #[cfg_attr(feature = "serde", serde(with = "crate::serial::pairs"))]
    certificates: BTreeMap<CertificateName, Held>,
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
        let held = self.certificates.entry(certificate.clone());
        if held.or_insert_with(|| Held::by(person.clone())).person != *person {
            return Err(Error::CertificateOfAnother);
        }
        let event = Event::Joined { certificate: certificate.clone(), until };
        self.people.entry(person.clone()).or_default().tell(since, event);
        Ok(())
    }

    /// A certificate is on hold from a moment on (一時停止), as when its card was reported lost. The registration stays.
    ///
    /// ```
    /// use hokensho_eligibility::{CertificateName, CertificateState, Channel, Date, DateTime, Error, PersonKey, Registrations};
    ///
    /// let mut registrations = Registrations::default();
    /// let card = CertificateName::new(b"issuer", b"\x01");
    /// registrations.join(&PersonKey::from("4711"), &card, Date::new(2025, 5, 1)?, Date::new(2030, 4, 3)?)?;
    /// let on = Date::new(2026, 11, 22)?;
    /// registrations.suspend(&card, DateTime::new(on, 3, 0, 0)?)?;
    /// assert_eq!(registrations.certificate_state(&card, on), Some(CertificateState::Suspended));
    /// let refused = registrations.register(&card, Channel::Reader, on);
    /// assert_eq!(refused, Err(Error::CertificateSuspended { on }));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::CertificateUnknown`] if it is joined to nobody.
    pub fn suspend(&mut self, certificate: &CertificateName, at: DateTime) -> Result<(), Error> {
        self.held(certificate)?.hold(Hold::Suspended, at);
        Ok(())
    }

    /// A certificate is on hold no longer. Of this and a suspension at one second the suspension counts.
    ///
    /// # Errors
    /// [`Error::CertificateUnknown`] if it is joined to nobody.
    pub fn lift_suspension(&mut self, certificate: &CertificateName, at: DateTime) -> Result<(), Error> {
        self.held(certificate)?.hold(Hold::Lifted, at);
        Ok(())
    }

    /// A certificate counts no longer from a day on (失効), for ever. Of several days the first counts.
    ///
    /// # Errors
    /// [`Error::CertificateUnknown`] if it is joined to nobody.
    pub fn revoke(&mut self, certificate: &CertificateName, on: Date) -> Result<(), Error> {
        self.held(certificate)?.revoke(on);
        Ok(())
    }

    fn held(&mut self, certificate: &CertificateName) -> Result<&mut Held, Error> {
        self.certificates.get_mut(certificate).ok_or(Error::CertificateUnknown)
    }

    /// How a certificate stands on a day: one that was on hold for a part of it was on hold. None if it isn't joined to
    /// anybody by then.
    #[must_use]
    pub fn certificate_state(&self, certificate: &CertificateName, on: Date) -> Option<CertificateState> {
        let held = self.certificates.get(certificate)?;
        let until = self.people.get(&held.person)?.end_of(certificate, on)?;
        Some(match on {
            _ if held.is_revoked(on) => CertificateState::Revoked,
            _ if held.is_suspended(on) => CertificateState::Suspended,
            _ if on <= until => CertificateState::Valid,
            _ if on <= self.rule.last_day(until) => CertificateState::Grace,
            _ => CertificateState::Expired,
        })
    }

    /// Registers the person to whom a certificate is joined. Whoever is registered stays so, since the day and by the
    /// channel of the first time.
    ///
    /// # Errors
    /// [`Error::CertificateUnknown`] if it is joined to nobody; [`Error::CertificateRevoked`],
    /// [`Error::CertificateSuspended`]; [`Error::CertificateEnded`] if it doesn't count on that day: the months in which
    /// eligibility is still answered don't let anybody register.
    pub fn register(
        &mut self,
        certificate: &CertificateName,
        channel: Channel,
        on: Date,
    ) -> Result<RegistrationState, Error> {
        let person = self.person(certificate).cloned().ok_or(Error::CertificateUnknown)?;
        match self.certificate_state(certificate, on) {
            Some(CertificateState::Valid) => {}
            Some(CertificateState::Revoked) => return Err(Error::CertificateRevoked { on }),
            Some(CertificateState::Suspended) => return Err(Error::CertificateSuspended { on }),
            _ => return Err(Error::CertificateEnded { on }),
        }
        self.people.entry(person.clone()).or_default().tell(on, Event::Registered(channel));
        Ok(self.state(&person, on))
    }

    /// Takes a person's registration back (利用登録の解除). Without one nothing changes, but one of an earlier day may be
    /// told later.
    pub fn cancel(&mut self, person: &PersonKey, on: Date) -> RegistrationState {
        self.people.entry(person.clone()).or_default().tell(on, Event::Cancelled);
        self.state(person, on)
    }

    /// The person to whom a certificate is joined.
    #[must_use]
    pub fn person(&self, certificate: &CertificateName) -> Option<&PersonKey> {
        self.certificates.get(certificate).map(|held| &held.person)
    }

    /// How a person's registration stands on a day.
    #[must_use]
    pub fn state(&self, person: &PersonKey, on: Date) -> RegistrationState {
        let last_day = |certificate: &CertificateName, until| {
            let held = self.certificates.get(certificate);
            self.rule.last_day(held.map_or(until, |held| held.last_day(until)))
        };
        let record = self.people.get(person);
        record.map_or(RegistrationState::Unregistered, |record| record.state(on, last_day))
    }
}

#[cfg(test)]
mod tests;
