use std::collections::BTreeMap;
use std::fmt;

use hokensho_eligibility::{Date, DateTime, Personal};
use serde::Deserialize;

use super::Error;
use super::persona::{Certificate, Filed, Named, Persona};
use super::scenario::{Revocation, Serial};

/// A person as the operator of the online side names one, for example `P0001`. Several certificates belong to one
/// person: of the card, of a phone, before and after a renewal.
///
/// ```
/// use hokensho_terminal::sim::PersonId;
///
/// assert_eq!(PersonId::from("P0001").to_string(), "P0001");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub struct PersonId(String);

impl From<&str> for PersonId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a person has registered the card for use as a health-insurance card (利用登録).
///
/// ```
/// use hokensho_terminal::sim::Registration;
///
/// assert_ne!(Registration::Registered, Registration::Cancelled);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Registration {
    /// Registered.
    Registered,
    /// Not yet.
    Unregistered,
    /// Ended by itself, after the certificate did.
    Lapsed,
    /// Ended by the person.
    Cancelled,
}

/// Whom the online side knows, what their insurers filed, and which certificates are theirs.
///
/// ```
/// use hokensho_terminal::sim::{PersonId, Registry};
///
/// let mut registry = Registry::from_personas([r#"
///     registration = { person = "P0001", state = "registered" }
///     [[coverage]]
///     insured_card_classification = "01"
///     insurer_number = "01130012"
///     insurer_name = "全国健康保険協会東京支部"
///     name = "見本　花子"
///     sex1 = "2"
///     birthdate = 1980-02-17
/// "#])?;
/// registry.enrol(b"issuer", &[0x22, 0x7B, 0x13], &PersonId::from("P0001"))?;
/// assert!(registry.enrol(b"issuer", &[0x01], &PersonId::from("P9999")).is_err());
/// assert!(!format!("{registry:?}").contains("花子"));
/// # Ok::<(), hokensho_terminal::sim::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Registry {
    people: BTreeMap<PersonId, Person>,
    /// By issuer (DER of its name) and serial (big-endian, without leading zeros): a serial alone names nothing.
    certificates: BTreeMap<(Vec<u8>, Personal<Vec<u8>>), PersonId>,
    revocations: Vec<Revocation>,
    /// The last days of certificates.
    ends: Vec<(Serial, Date)>,
}

/// What the operator thinks of a certificate that a reader shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// In force.
    Good,
    /// Past its end, but still good for eligibility, though not for medical information.
    Grace,
    /// Revoked, on hold, or past the grace.
    Refused,
}

#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) registration: Registration,
    pub(crate) filed: Vec<Filed>,
}

impl Registry {
    /// The registry of these personas (TOML). Of each, `[registration]`, `[[coverage]]`, and serial and last day of the
    /// auth certificate are read. Personas with the same person are one person, with the coverages of all.
    ///
    /// # Errors
    /// [`Error::Persona`] for the first text that can't be read.
    pub fn from_personas<'t>(texts: impl IntoIterator<Item = &'t str>) -> Result<Self, Error> {
        let mut registry = Self::default();
        for (text, nth) in texts.into_iter().zip(1..) {
            let name = || toml::from_str::<Named>(text).ok().map(|persona| persona.name);
            let persona = toml::from_str(text).map_err(|source| Error::Persona {
                nth,
                name: name(),
                source: source.into(),
            })?;
            registry.add(persona);
        }
        Ok(registry)
    }

    fn add(&mut self, persona: Persona) {
        let Some(registered) = persona.registration else { return };
        let auth = persona.certificates.and_then(|it| it.auth);
        if let Some(Certificate { serial: Some(serial), not_after }) = auth {
            let serial = Serial::Number(serial);
            self.ends.extend(not_after.map(|day| (serial, day.0)));
            let revoked = registered.revocation;
            self.revocations.extend(revoked.map(|it| Revocation { serial, reason: it.reason, at: it.at.0 }));
        }
        let new = Person { registration: registered.state, filed: Vec::new() };
        self.people.entry(registered.person).or_insert(new).filed.extend(persona.coverage);
    }

    /// Makes a certificate, named by its issuer (DER) and serial (big-endian), one of this person's. Enrolling it
    /// again, or for another person, replaces what was.
    ///
    /// # Errors
    /// [`Error::PersonUnknown`] if no persona describes the person.
    pub fn enrol(&mut self, issuer: &[u8], serial: &[u8], person: &PersonId) -> Result<(), Error> {
        if !self.people.contains_key(person) {
            return Err(Error::PersonUnknown { person: person.to_string() });
        }
        self.certificates.insert(key(issuer, serial), person.clone());
        Ok(())
    }

    /// Whose certificate this is.
    #[must_use]
    pub fn person(&self, issuer: &[u8], serial: &[u8]) -> Option<&PersonId> {
        self.certificates.get(&key(issuer, serial))
    }

    /// The revoked certificates of the personas, for whoever makes the CRL.
    #[must_use]
    pub fn revocations(&self) -> &[Revocation] {
        &self.revocations
    }

    /// How a certificate stands at a time, as far as the personas say.
    pub(crate) fn standing(&self, serial: &[u8], at: DateTime) -> Standing {
        let end = self.ends.iter().find(|(certificate, _)| certificate.names(serial)).map(|(_, end)| *end);
        let past = |last: Option<Date>| last.is_some_and(|last| last < at.date());
        if self.revocations.iter().any(|it| it.names(serial) && it.at <= at) || past(end.and_then(grace)) {
            Standing::Refused
        } else if past(end) {
            Standing::Grace
        } else {
            Standing::Good
        }
    }

    pub(crate) fn get(&self, person: &PersonId) -> Option<&Person> {
        self.people.get(person)
    }

    pub(crate) fn people(&self) -> impl Iterator<Item = &Person> {
        self.people.values()
    }
}

/// The last day on which eligibility is still answered: three months after the end of the month in which the
/// certificate ends, as health insurers tell their members.
fn grace(end: Date) -> Option<Date> {
    let (year, month) = (end.year() + i16::from(end.month() > 9), (end.month() + 2) % 12 + 1);
    (28..=31).rev().find_map(|day| Date::new(year, month, day).ok())
}

/// Leading zeros of a serial say nothing: DER adds one for the sign.
fn key(issuer: &[u8], serial: &[u8]) -> (Vec<u8>, Personal<Vec<u8>>) {
    let serial: Vec<u8> = serial.iter().copied().skip_while(|byte| *byte == 0).collect();
    (issuer.to_owned(), serial.into())
}
