//! The card: a mock one, or whatever lies on a PC/SC reader.

use hokensho::apdu::Transport;
use hokensho::card::Card;
use hokensho_mock::{Fault, Persona, Secret, VirtualCard};
use hokensho_terminal::sim::CardFault;

use crate::Failure;

/// A card that can be opened once.
#[derive(Debug)]
pub enum Device {
    /// In this process.
    Mock(Box<VirtualCard>),
    /// On a reader.
    #[cfg(feature = "pcsc")]
    Pcsc(hokensho::pcsc::Connection),
}

impl Device {
    /// The mock card of a persona, with what a scenario says is wrong with it.
    #[must_use]
    pub fn mock(persona: &Persona, fault: Option<CardFault>) -> Self {
        let builder = VirtualCard::builder(persona);
        let builder = match fault {
            None => builder,
            Some(CardFault::PinBlocked) => {
                VirtualCard::builder(&persona.clone().with_tries(Secret::AuthPin, 0))
            }
            Some(CardFault::Removed { after_apdus }) => {
                builder.fault(after_apdus.saturating_add(1), Fault::Remove)
            }
            // Not found: what any other card says to the application's name.
            Some(CardFault::OtherCard) => {
                builder.fault(1, Fault::Status(hokensho::apdu::StatusWord::FILE_NOT_FOUND))
            }
            // A card that lies badly: nothing comes back, however often it is asked.
            Some(_) => (1..=MUTE_FOR).fold(builder, |builder, nth| builder.fault(nth, Fault::Timeout)),
        };
        Self::Mock(Box::new(builder.build()))
    }

    /// Whether it is in this process.
    #[must_use]
    pub const fn is_mock(&self) -> bool {
        matches!(self, Self::Mock(_))
    }

    /// What lies on the first reader with `name` in its name.
    ///
    /// # Errors
    /// If there is no such reader, no card on it, or another program uses it.
    #[cfg(feature = "pcsc")]
    pub fn pcsc(name: &str) -> Result<Self, Failure> {
        let readers = hokensho::pcsc::readers()?;
        let reader = readers.iter().find(|reader| reader.name().to_string().contains(name));
        let reader = reader.ok_or_else(|| {
            let names: Vec<_> = readers.iter().map(|reader| reader.name().to_string()).collect();
            format!("no reader has {name:?} in its name; there are: {}", names.join(", "))
        })?;
        Ok(Self::Pcsc(reader.connect()?))
    }

    /// The way to the card, for one session.
    ///
    /// # Errors
    /// If the reader can't be held.
    pub fn transport(&mut self) -> Result<Box<dyn Transport + '_>, Failure> {
        match self {
            Self::Mock(card) => Ok(Box::new(card.as_mut())),
            #[cfg(feature = "pcsc")]
            Self::Pcsc(connection) => Ok(Box::new(connection.transaction()?)),
        }
    }

    /// One session, ended when `run` has come to its end. Ask for secrets before: a reader is held meanwhile.
    ///
    /// # Errors
    /// If the reader can't be held, `run` fails, or the session doesn't end.
    pub fn session<R, E: Into<Failure>>(
        &mut self,
        run: impl FnOnce(&mut Session<'_>) -> Result<R, E>,
    ) -> Result<R, Failure> {
        let mut card = Card::open(self.transport()?);
        let result = run(&mut card).map_err(Into::into)?;
        card.end()?;
        Ok(result)
    }
}

/// A session with whatever card it is.
pub type Session<'a> = Card<Box<dyn Transport + 'a>>;

/// More commands than any example sends.
const MUTE_FOR: u32 = 64;
