//! The card: applications, files, access rules, counters, status words.

mod application;
mod builder;
mod fault;
mod files;
mod objects;
mod read;
mod secrets;
mod select;
mod session;
mod settings;
mod sign;

use hokensho_apdu::{Command, Form, StatusWord, Transport, TransportError, Zeroizing};
use std::fmt;

pub use application::Application;
pub use builder::Builder;
pub use fault::Fault;
pub use settings::{ContactAtr, ExtendedLe, TriesQuery, WarmReset};

use crate::{Persona, Secret};
use fault::Faults;
use files::FileSystem;
use objects::DataObjects;
use secrets::Secrets;
use session::Session;
use settings::Settings;
use sign::Randomness;

/// What a command gives: data and 9000, or another status word alone.
type Answer = Result<Vec<u8>, StatusWord>;

/// A My Number Card, or a phone that acts as one, made of a [`Persona`]. Stateful: it knows what is selected, which
/// PINs were verified and how many tries each has left.
///
/// It refuses what a real card refuses, with the status words that readers of real cards report. Nobody has published
/// a specification: what is merely reported may be wrong.
///
/// ```
/// use hokensho_apdu::{Command, Le, Response, StatusWord, Transport};
/// use hokensho_mock::{Persona, Secret, VirtualCard};
///
/// let adult = Persona::named("adult")?;
/// let mut card = VirtualCard::new(&adult);
/// let mut send = |command: &Command<'_>| Response::parse(&card.transmit(&command.encode()).unwrap()).unwrap();
///
/// let jpki = [0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01];
/// assert_eq!(send(&Command::new(0x00, 0xA4, 0x04, 0x0C).with_data(&jpki)?).status(), StatusWord::OK);
///
/// // The auth certificate is free to read, in one go if the reader takes extended lengths.
/// let read = send(&Command::new(0x00, 0xB0, 0x8A, 0x00).with_le(Le::EXTENDED_MAX));
/// assert_eq!(Some(read.data()), adult.auth_certificate());
///
/// // A wrong PIN costs one try.
/// assert_eq!(send(&Command::new(0x00, 0x20, 0x00, 0x98).with_data(b"0000")?).status(), StatusWord::tries(2));
/// assert_eq!(card.tries_left(Secret::AuthPin), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Panics
/// A card panics at the first SELECT or READ of a file with the My Number (text EF 0001, visual EF 0005), and at the
/// first VERIFY or CHANGE of code A, whose value is the My Number: no software for health insurance may do so, and a test of such
/// software must fail. [`Builder::allow_my_number`] turns this off.
pub struct VirtualCard {
    files: FileSystem,
    objects: DataObjects,
    secrets: Secrets,
    session: Session,
    randomness: Randomness,
    settings: Settings,
    faults: Faults,
    /// For [`Fault::Stale`].
    last_answer: Zeroizing<Vec<u8>>,
    apdus: u32,
    presence: Presence,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Presence {
    InReader,
    Removed,
}

impl VirtualCard {
    /// The persona's card with the usual settings.
    #[must_use]
    pub fn new(persona: &Persona) -> Self {
        Self::builder(persona).build()
    }

    /// The persona's card, to be given other settings, files and faults.
    ///
    /// ```
    /// use hokensho_apdu::StatusWord;
    /// use hokensho_mock::{ExtendedLe, Persona, VirtualCard};
    ///
    /// let adult = Persona::named("adult")?;
    /// let card = VirtualCard::builder(&adult).extended_le(ExtendedLe::Refused(StatusWord::WRONG_LENGTH)).build();
    /// assert_eq!(card.apdus(), 0);
    /// # Ok::<(), hokensho_mock::Error>(())
    /// ```
    pub fn builder(persona: &Persona) -> Builder {
        Builder::new(persona)
    }

    /// How many commands have reached the card.
    #[must_use]
    pub const fn apdus(&self) -> u32 {
        self.apdus
    }

    /// How many wrong tries a secret has left; 0 for one that this token doesn't have.
    ///
    /// ```
    /// use hokensho_mock::{Persona, Secret, VirtualCard};
    ///
    /// let card = VirtualCard::new(&Persona::named("face-only")?);
    /// assert_eq!(card.tries_left(Secret::AuthPin), 0);
    /// assert_eq!(card.tries_left(Secret::VisualCodeB), 10);
    /// # Ok::<(), hokensho_mock::Error>(())
    /// ```
    #[must_use]
    pub fn tries_left(&self, secret: Secret) -> u8 {
        self.secrets.tries_left(secret)
    }

    /// Whether a secret counts as verified now.
    ///
    /// ```
    /// use hokensho_mock::{Persona, Secret, VirtualCard};
    ///
    /// let card = VirtualCard::new(&Persona::named("adult")?);
    /// assert!(Secret::ALL.iter().all(|secret| !card.is_verified(*secret)));
    /// # Ok::<(), hokensho_mock::Error>(())
    /// ```
    #[must_use]
    pub fn is_verified(&self, secret: Secret) -> bool {
        self.session.is_verified(secret)
    }

    /// The selected application; none while the card manager is current, as after power-up.
    #[must_use]
    pub const fn selected(&self) -> Option<Application> {
        self.session.application()
    }

    /// Takes the card away: from now on every command is [`TransportError::CardRemoved`].
    ///
    /// ```
    /// use hokensho_apdu::{Transport, TransportError};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = VirtualCard::new(&Persona::named("adult")?);
    /// card.remove();
    /// assert!(matches!(card.transmit(&[0x00, 0x84, 0x00, 0x00, 0x08]), Err(TransportError::CardRemoved)));
    /// # Ok::<(), hokensho_mock::Error>(())
    /// ```
    pub fn remove(&mut self) {
        self.presence = Presence::Removed;
        self.session = Session::default();
    }

    /// Puts the card back, powered up anew.
    ///
    /// ```
    /// use hokensho_apdu::Transport;
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let mut card = VirtualCard::new(&Persona::named("adult")?);
    /// card.remove();
    /// card.insert();
    /// assert!(card.transmit(&[0x00, 0x84, 0x00, 0x00, 0x08]).is_ok());
    /// # Ok::<(), hokensho_mock::Error>(())
    /// ```
    pub const fn insert(&mut self) {
        self.presence = Presence::InReader;
    }

    /// Resets the card without cutting its power; what survives is a setting, [`WarmReset`].
    pub fn warm_reset(&mut self) {
        match self.settings.warm_reset {
            WarmReset::KeepsStatus => {}
            WarmReset::DropsStatus => self.session = Session::default(),
        }
    }

    /// Lets the card act on a command and gives its whole answer.
    fn answer(&mut self, command: &[u8]) -> Zeroizing<Vec<u8>> {
        let answer = Command::parse(command).map_err(|_| StatusWord::WRONG_LENGTH);
        let (data, status) = match answer.and_then(|command| self.process(&command)) {
            Ok(data) => (data, StatusWord::OK),
            Err(status) => (Vec::new(), status),
        };
        let mut answer = Zeroizing::new(data);
        answer.extend_from_slice(&u16::from(status).to_be_bytes());
        self.last_answer.clone_from(&answer);
        answer
    }

    fn process(&mut self, command: &Command<'_>) -> Answer {
        match (self.settings.extended_le, command.form()) {
            (ExtendedLe::Refused(status), Form::Extended) => return Err(status),
            (ExtendedLe::Refused(_) | ExtendedLe::Shortened | ExtendedLe::Supported, _) => {}
        }
        match (command.cla(), command.ins()) {
            (0x00, 0x20) => self.verify(command),
            (0x00, 0x24) => self.change_reference_data(command),
            (0x00, 0x84) => self.get_challenge(command),
            (0x00, 0x88) => self.internal_authenticate(command),
            (0x00, 0xA4) => self.select(command),
            (0x00, 0xB0) => self.read_binary(command),
            (0x00, 0xB2) => self.read_record(command),
            (0x00, 0xCA) => self.get_data(command),
            (0x80, 0x2A) => self.sign(command),
            (0x80, 0x32) => self.change_key(command),
            // Terminal authentication isn't public; a real card answers 6700 to what it doesn't understand.
            (0x80, 0xA2) => Err(StatusWord::WRONG_LENGTH),
            // The last command of a reader to an iPhone; a card answers 6700.
            (0x80, 0xFC) => self.settings.last_command.map(|()| Vec::new()),
            (0x00 | 0x80, _) => Err(StatusWord::INS_NOT_SUPPORTED),
            (0x01..=0x03 | 0x40..=0x7F, _) => Err(StatusWord::CHANNEL_NOT_SUPPORTED),
            _ => Err(StatusWord::CLA_NOT_SUPPORTED),
        }
    }
}

impl Transport for VirtualCard {
    fn transmit(&mut self, command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TransportError> {
        if self.presence == Presence::Removed {
            return Err(TransportError::CardRemoved);
        }
        self.apdus = self.apdus.saturating_add(1);
        match self.faults.take(self.apdus) {
            None => Ok(self.answer(command)),
            Some(fault) => self.fail(fault, command),
        }
    }

    /// Cuts the power: nothing stays selected or verified. The next command powers the card up again.
    fn power_down(&mut self) -> Result<(), TransportError> {
        self.session = Session::default();
        Ok(())
    }
}

/// Shows no secret and no content.
impl fmt::Debug for VirtualCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VirtualCard")
            .field("apdus", &self.apdus)
            .field("presence", &self.presence)
            .field("session", &self.session)
            .finish_non_exhaustive()
    }
}
