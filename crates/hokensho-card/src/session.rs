//! One session with one card: what is selected, what has been learnt about it, and its sure end.

mod read;
mod verify;

use hokensho_apdu::{Command, Le, Response, StatusWord, Transport, exchange};

use crate::{Application, DigestInfo, Error, Key, Secret, Signature, Step};

use read::ExtendedLe;
pub(crate) use read::malformed;
pub use read::{ReadMode, ShortLe};
pub(crate) use verify::LastTry;
pub use verify::PinState;

/// The commands of the card, over a transport.
#[derive(Debug)]
pub(crate) struct Session<T: Transport> {
    transport: T,
    /// Unknown after a failed exchange: the card may have been reset.
    selected: Option<Application>,
    read_mode: ReadMode,
    extended_le: ExtendedLe,
    /// What the card said of a secret, until it is presented: nobody else can spend a try during a session.
    known_state: Option<(Secret, PinState)>,
    /// Whether anything was sent that the end of the session must undo.
    touched: bool,
}

impl<T: Transport> Session<T> {
    pub(crate) const fn new(transport: T) -> Self {
        Self {
            transport,
            selected: None,
            read_mode: ReadMode::Auto,
            extended_le: ExtendedLe::Untried,
            known_state: None,
            touched: false,
        }
    }

    pub(crate) const fn transport(&self) -> &T {
        &self.transport
    }

    pub(crate) const fn set_read_mode(&mut self, mode: ReadMode) {
        self.read_mode = mode;
    }

    /// Selects `application` unless it is selected already. The card's own answer, if it has none: 6A82.
    pub(crate) fn select(&mut self, application: Application) -> Result<(), Error> {
        if self.selected == Some(application) {
            return Ok(());
        }
        self.selected = None;
        let step = Step::Select(application);
        // P2 = 0C: no FCI wanted; the card has none to give.
        let command = with_data(Command::new(0x00, 0xA4, 0x04, 0x0C), application.aid(), step)?;
        match self.send(step, &command)?.status() {
            StatusWord::OK => {
                self.selected = Some(application);
                Ok(())
            }
            StatusWord::FILE_NOT_FOUND => Err(Error::ApplicationMissing { application, token: None }),
            status => Err(Error::Refused { step, status }),
        }
    }

    /// Signs with a key that has been unlocked (PERFORM SECURITY OPERATION in a proprietary class; P1 = 00: the
    /// card pads the data as it is, so the data is a DigestInfo).
    pub(crate) fn sign(&mut self, key: Key, digest: &DigestInfo) -> Result<Signature, Error> {
        let step = Step::Sign(key);
        let command = Command::new(0x80, 0x2A, 0x00, key.id().short());
        let command = with_data(command, digest.as_bytes(), step)?.with_le(Le::SHORT_MAX);
        let response = self.send(step, &command)?;
        match response.status() {
            StatusWord::OK => {
                Signature::from_card(response).ok_or(Error::Refused { step, status: StatusWord::OK })
            }
            status => Err(refusal(step, status)),
        }
    }

    /// Deselects every application, and with it every verified PIN; takes the power away if the card won't.
    pub(crate) fn end(&mut self) -> Result<(), Error> {
        if !self.touched {
            return Ok(());
        }
        self.selected = None;
        self.known_state = None;
        let select = with_data(Command::new(0x00, 0xA4, 0x04, 0x0C), Application::Manager.aid(), Step::End)?;
        match exchange(&mut self.transport, &select) {
            Ok(response) if response.status() == StatusWord::OK => {}
            _ => self
                .transport
                .power_down()
                .map_err(|error| Error::Exchange { step: Step::End, source: error.into() })?,
        }
        // Only now: an end that failed is tried again on drop.
        self.touched = false;
        Ok(())
    }

    fn send(&mut self, step: Step, command: &Command<'_>) -> Result<Response, Error> {
        self.touched = true;
        exchange(&mut self.transport, command).map_err(|source| {
            self.selected = None;
            self.known_state = None;
            Error::Exchange { step, source }
        })
    }
}

impl<T: Transport> Drop for Session<T> {
    fn drop(&mut self) {
        // There is nobody left to tell; `Card::end` tells.
        let _ = self.end();
    }
}

fn with_data<'a>(command: Command<'a>, data: &'a [u8], step: Step) -> Result<Command<'a>, Error> {
    command.with_data(data).map_err(|source| Error::Exchange { step, source })
}

/// What a status word other than 9000 means for any step.
fn refusal(step: Step, status: StatusWord) -> Error {
    match status {
        StatusWord::SECURITY_STATUS_NOT_SATISFIED => Error::NotVerified { step },
        _ => Error::Refused { step, status },
    }
}

#[cfg(test)]
mod tests;
