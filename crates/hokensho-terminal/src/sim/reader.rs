use std::fmt;
use std::path::PathBuf;

use hokensho_eligibility::{DateTime, Identity, InstitutionCode};
use hokensho_oqs::FaceFileName;

use super::output::put;
use super::registry::{PersonId, Standing};
use super::scenario::{
    Addressee, Behaviour, Consent, ReaderPlan, ReaderScript, Revocation, Scenario, TerminalPlan,
};
use super::{Error, Operator};
use crate::Folder;

/// A certified reader (顔認証付きカードリーダー): the only thing that makes a card sign without its PIN, because it
/// authenticates itself to the card (端末認証, whose specification isn't public). What it hands in is a face file, as the
/// terminal's program writes it: elements in the order of a hash table, in the encoding that the terminal is set to.
///
/// ```
/// use hokensho_eligibility::{DateTime, Identity, InstitutionCode};
/// use hokensho_terminal::sim::{
///     Operator, PersonId, Presented, Reader, ReaderEvent, Registry, Scenario, SimTerminal,
/// };
///
/// # let root = tempfile::tempdir()?;
/// let registry = Registry::from_personas([r#"
///     registration = { person = "P0001", state = "registered" }
///     [[coverage]]
///     insured_card_classification = "01"
///     insurer_name = "全国健康保険協会東京支部"
///     name = "見本　花子"
///     sex1 = "2"
///     birthdate = 1980-02-17
/// "#])?;
/// let scenario = Scenario::named("normal")?;
/// let operator = Operator::new(registry, &scenario);
/// let _terminal = SimTerminal::new(root.path(), operator.clone(), &scenario)?;
/// let mut reader = Reader::new(root.path(), InstitutionCode::new("1300000005")?, operator, &scenario);
///
/// let at = DateTime::from_digits("20261122093000")?;
/// let event = reader.read(Presented::Person(&PersonId::from("P0001")), Identity::Face, at)?;
/// let ReaderEvent::Accepted(name) = event else { panic!() };
/// assert!(root.path().join("face").join(name.to_string()).exists());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Reader {
    root: PathBuf,
    institution: InstitutionCode,
    operator: Operator,
    plan: ReaderPlan,
    terminal: TerminalPlan,
    revoked: Vec<Revocation>,
    read: u32,
}

/// Whose card is put on the reader.
///
/// ```
/// use hokensho_terminal::sim::Presented;
///
/// let presented = Presented::Certificate { issuer: b"issuer", serial: &[0x22, 0x7B, 0x13] };
/// assert_eq!(format!("{presented:?}"), "Certificate");
/// ```
#[derive(Clone, Copy)]
pub enum Presented<'a> {
    /// The card with this auth certificate.
    Certificate {
        /// DER of the issuer's name.
        issuer: &'a [u8],
        /// Big-endian.
        serial: &'a [u8],
    },
    /// A card of this person, whichever.
    Person(&'a PersonId),
}

/// How it went at the reader.
///
/// ```
/// use hokensho_terminal::sim::ReaderEvent;
///
/// assert_eq!(ReaderEvent::CannotRead.code(), Some("001"));
/// assert_eq!(ReaderEvent::Cancelled.code(), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum ReaderEvent {
    /// Person and certificate are accepted. The face file has this name; with a terminal that never answers it never
    /// comes.
    Accepted(FaceFileName),
    /// The patient stopped, or pulled the card.
    Cancelled,
    /// The card can't be read.
    CannotRead,
    /// The operator refuses the certificate, and the reader says so to the patient: no file comes.
    CertificateRefused,
    /// The face doesn't match, staff refuse, or nobody looked.
    IdentityFailed,
    /// Not a My Number Card, or one of somebody unknown to the operator.
    OtherCard,
    /// The patient chose the PIN, and it is blocked.
    PinBlocked,
    /// The patient typed a wrong PIN.
    PinWrong {
        /// How many tries the card has left.
        tries_left: u8,
    },
}

impl ReaderEvent {
    /// The code that the reader's screen shows.
    #[must_use]
    pub const fn code(&self) -> Option<&'static str> {
        match self {
            Self::CannotRead => Some("001"),
            Self::OtherCard => Some("002"),
            _ => None,
        }
    }
}

impl Reader {
    /// A reader at an institution, whose terminal has its folders under `root`.
    #[must_use]
    pub fn new(
        root: impl Into<PathBuf>,
        institution: InstitutionCode,
        operator: Operator,
        scenario: &Scenario,
    ) -> Self {
        Self {
            root: root.into(),
            institution,
            operator,
            plan: scenario.reader,
            terminal: scenario.terminal.clone(),
            revoked: scenario.revocation.entries.clone(),
            read: 0,
        }
    }

    /// A card is put on the reader and its holder identified.
    ///
    /// # Errors
    /// [`Error::Io`] if the file can't be written, [`Error::Message`] if it can't be in the terminal's encoding.
    pub fn read(
        &mut self,
        presented: Presented<'_>,
        identity: Identity,
        at: DateTime,
    ) -> Result<ReaderEvent, Error> {
        match self.plan.script {
            ReaderScript::Reads if identity == Identity::None => return Ok(ReaderEvent::IdentityFailed),
            ReaderScript::Reads => {}
            ReaderScript::Cancelled => return Ok(ReaderEvent::Cancelled),
            ReaderScript::CannotRead => return Ok(ReaderEvent::CannotRead),
            ReaderScript::CertificateRefused => return Ok(ReaderEvent::CertificateRefused),
            ReaderScript::IdentityFails => return Ok(ReaderEvent::IdentityFailed),
            ReaderScript::OtherCard => return Ok(ReaderEvent::OtherCard),
            ReaderScript::PinBlocked => return Ok(ReaderEvent::PinBlocked),
            ReaderScript::PinWrong { tries_left } => return Ok(ReaderEvent::PinWrong { tries_left }),
        }
        let registry = self.operator.registry();
        let (person, standing) = match presented {
            Presented::Person(person) => (Some(person), Standing::Good),
            Presented::Certificate { issuer, serial } => {
                (registry.person(issuer, serial), self.standing(serial, at))
            }
        };
        let consent = match standing {
            Standing::Good => self.plan.consent,
            Standing::Grace => Consent::NotGiven,
            Standing::Refused => return Ok(ReaderEvent::CertificateRefused),
        };
        let age = i64::from(self.plan.file_age_minutes) * 60;
        let written = DateTime::from_unix(at.to_unix() - age).unwrap_or(at);
        let result =
            person.and_then(|person| self.operator.by_reader(person, &self.institution, consent, written));
        let Some(mut result) = result else { return Ok(ReaderEvent::OtherCard) };
        self.read = self.read.wrapping_add(1);
        let name = FaceFileName::new(&self.institution, &format!("simulated{:011}", self.read), written)?;
        result.header.file_identifier = format!("simulated{:07}", self.read).into();
        if self.terminal.addressee == Addressee::OtherInstitution {
            self.terminal.addressee.mislead(&mut result);
        }
        if self.terminal.behaviour != Behaviour::NeverAnswers {
            let bytes = self.terminal.bytes(result, &name.to_string())?;
            put(&self.root.join(Folder::Faces.name()).join(name.to_string()), &bytes)?;
        }
        Ok(ReaderEvent::Accepted(name))
    }

    fn standing(&self, serial: &[u8], at: DateTime) -> Standing {
        if self.revoked.iter().any(|it| it.names(serial) && it.at <= at) {
            return Standing::Refused;
        }
        self.operator.registry().standing(serial, at)
    }
}

impl fmt::Debug for Presented<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Certificate { .. } => "Certificate",
            Self::Person(_) => "Person",
        })
    }
}
