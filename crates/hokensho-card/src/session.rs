//! One session with one card: what is selected, what has been learnt about it, and its sure end.

mod read;
mod record;
mod verify;

use alloc::vec::Vec;
use hokensho_apdu::{Command, Le, Response, StatusWord, Transport, Zeroizing, exchange};

use crate::{Application, Error, Key, Secret, Signature, SigningInput, Step, Token};

use read::ExtendedLe;
pub use read::{ReadMode, ShortLe};
pub(crate) use verify::LastTry;
pub use verify::PinState;

/// The commands of the card, over a transport.
///
/// Each file, secret and key knows its application, and each command selects it unless it is selected: so none reaches
/// another application, after a reset either.
#[derive(Debug)]
pub(crate) struct Session<T: Transport> {
    transport: T,
    selected: Selected,
    /// What the card or phone says that it is, once it was asked.
    pub(crate) token_file: Option<(Token, Zeroizing<Vec<u8>>)>,
    read_mode: ReadMode,
    extended_le: ExtendedLe,
    /// What the card said of a secret, until it is presented: nobody else can spend a try during a session.
    known_state: Option<(Secret, PinState)>,
    /// What the card said when the last secret was wrong: asked afterwards, it may not count aloud (9000, 6300).
    left_when_wrong: Option<(Secret, u8)>,
    /// Whether anything was sent that the end of the session must undo.
    touched: bool,
}

/// The selected application, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Selected {
    /// This one, unless the card was reset when its reader failed: enough to ask in short for what was asked before
    /// (`send_again`), and for nothing else. The answer tells: a card that was reset is with its manager (reported by
    /// `myna-card`), which has no files.
    Doubtful(Application),
    /// This one: the card has said so, and answered since.
    Sure(Application),
    /// Nothing was selected yet, or an exchange failed: the card may have been reset.
    Unknown,
}

impl<T: Transport> Session<T> {
    pub(crate) const fn new(transport: T) -> Self {
        Self {
            transport,
            selected: Selected::Unknown,
            token_file: None,
            read_mode: ReadMode::Auto,
            extended_le: ExtendedLe::Untried,
            known_state: None,
            left_when_wrong: None,
            touched: false,
        }
    }

    pub(crate) const fn transport(&self) -> &T {
        &self.transport
    }

    pub(crate) const fn read_mode(&self) -> ReadMode {
        self.read_mode
    }

    pub(crate) const fn set_read_mode(&mut self, mode: ReadMode) {
        self.read_mode = mode;
    }

    /// Selects `application` unless it is selected already. The card's own answer, if it has none: 6A82.
    pub(crate) fn select(&mut self, application: Application) -> Result<(), Error> {
        if self.selected == Selected::Sure(application) {
            return Ok(());
        }
        self.selected = Selected::Unknown;
        let step = Step::Select(application);
        // P2 = 0C: no FCI wanted; the card has none to give.
        let command = with_data(Command::new(0x00, 0xA4, 0x04, 0x0C), application.aid(), step)?;
        match self.send(step, &command)?.status() {
            StatusWord::OK => {
                self.selected = Selected::Sure(application);
                Ok(())
            }
            StatusWord::FILE_NOT_FOUND => Err(Error::ApplicationMissing { application, token: None }),
            status => Err(Error::Refused { step, status }),
        }
    }

    /// Signs with a key that has been unlocked, or needs no unlocking (PERFORM SECURITY OPERATION in a proprietary
    /// class).
    pub(crate) fn sign(&mut self, key: Key, input: SigningInput<'_>) -> Result<Signature, Error> {
        let data = input.data()?;
        self.select(key.application())?;
        let step = Step::Sign(key);
        let command = Command::new(0x80, 0x2A, input.p1(), key.reference());
        let command = with_data(command, data, step)?.with_le(Le::SHORT_MAX);
        let response = self.send(step, &command)?;
        match response.status() {
            StatusWord::OK => Signature::from_card(response).ok_or(Error::SignatureMissing { key }),
            status => Err(refusal(step, status)),
        }
    }

    /// Deselects every application, and with it every verified PIN; takes the power away if the card won't.
    pub(crate) fn end(&mut self) -> Result<(), Error> {
        if !self.touched {
            return Ok(());
        }
        self.forget();
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
            self.selected = Selected::Unknown;
            self.known_state = None;
            let error = Error::Exchange { step, source };
            if error.is_card_removed() {
                self.forget();
            }
            error
        })
    }

    /// The next one on the reader may be another.
    fn forget(&mut self) {
        self.selected = Selected::Unknown;
        self.token_file = None;
        self.known_state = None;
        self.left_when_wrong = None;
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
