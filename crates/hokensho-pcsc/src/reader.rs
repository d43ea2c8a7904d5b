use std::ffi::{CStr, CString};
use std::fmt;
use std::time::Duration;

use hokensho_apdu::TransportError;
use pcsc::{Context, Protocols, ReaderState, Scope, ShareMode, State};

use crate::{Connection, Error};

/// How many changes of a reader's state a wait sits through: a card that is put on, taken off and put on again
/// makes six (present, in use, powered…); more is a reader that flutters.
const MAX_CHANGES: u8 = 16;

/// How long a reader may take to see that a card was taken away in the middle of a command: pcscd asks most
/// readers every 200 to 400 milliseconds.
const REMOVAL_NOTICE: Duration = Duration::from_millis(500);

/// The readers attached; never empty.
///
/// ```
/// match hokensho_pcsc::readers() {
///     Ok(readers) => assert!(!readers.is_empty()),
///     Err(error) => eprintln!("{error}"),
/// }
/// ```
///
/// # Errors
/// [`Error::NoReaders`] if there is none, [`Error::NoService`] without pcscd.
pub fn readers() -> Result<Vec<Reader>, Error> {
    let context = Context::establish(Scope::User).map_err(Error::new)?;
    let names = context.list_readers_owned().map_err(Error::new)?;
    if names.is_empty() {
        return Err(Error::NoReaders);
    }
    Ok(names.into_iter().map(|name| Reader { context: context.clone(), name: ReaderName(name) }).collect())
}

/// The reader called `name`, as [`ReaderName`] shows it.
///
/// ```
/// assert!(hokensho_pcsc::find("no such reader").is_err());
/// ```
///
/// # Errors
/// [`Error::UnknownReader`] if none is called so; otherwise as [`readers`].
pub fn find(name: &str) -> Result<Reader, Error> {
    let found = readers()?.into_iter().find(|reader| reader.name.to_string() == name);
    found.ok_or_else(|| Error::UnknownReader { name: name.to_owned() })
}

/// The name under which PC/SC knows an attached reader.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReaderName(CString);

impl ReaderName {
    pub(crate) fn as_c_str(&self) -> &CStr {
        &self.0
    }
}

impl fmt::Display for ReaderName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_string_lossy())
    }
}

impl fmt::Debug for ReaderName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0.to_string_lossy())
    }
}

/// An attached reader.
///
/// ```
/// for reader in hokensho_pcsc::readers().unwrap_or_default() {
///     println!("{}", reader.name());
/// }
/// ```
#[derive(Clone)]
pub struct Reader {
    context: Context,
    name: ReaderName,
}

impl Reader {
    /// Its name.
    #[must_use]
    pub const fn name(&self) -> &ReaderName {
        &self.name
    }

    /// Connects to the card on the reader; no other program can use it meanwhile.
    ///
    /// # Errors
    /// [`Error::NoCard`] for an empty reader, [`Error::Transport`] with `Sharing` if another program uses the
    /// card, with `Unresponsive` if the card doesn't answer a reset.
    pub fn connect(&self) -> Result<Connection, Error> {
        match self.context.connect(self.name.as_c_str(), ShareMode::Exclusive, Protocols::ANY) {
            Ok(card) => Connection::new(card, self.clone()),
            Err(pcsc::Error::NoSmartcard | pcsc::Error::RemovedCard) => Err(self.no_card()),
            Err(error) => Err(Error::new(error)),
        }
    }

    /// Waits until a card that answers lies on the reader; each change of the reader's state starts the
    /// `timeout` anew.
    ///
    /// # Errors
    /// [`Error::NoCard`] if none came in time; [`Error::Transport`] with `ReaderGone` if the reader was
    /// unplugged.
    pub fn wait_for_card(&self, timeout: Duration) -> Result<(), Error> {
        let usable = |state: State| state.contains(State::PRESENT) && !state.contains(State::MUTE);
        self.wait(State::UNAWARE, timeout, usable).map_err(|error| match error {
            pcsc::Error::Timeout => self.no_card(),
            other => Error::new(other),
        })
    }

    /// What `error` means to a conversation. A contactless card that leaves in the middle of a command shows as a
    /// failure or a reset at first.
    pub(crate) fn explain(&self, error: pcsc::Error) -> TransportError {
        use pcsc::Error as E;
        match error {
            E::CommError | E::NotTransacted | E::ResetCard if self.loses_card() => {
                TransportError::CardRemoved
            }
            other => Error::new(other).into(),
        }
    }

    /// Whether the reader sees that its card is gone, now or in a moment.
    pub(crate) fn loses_card(&self) -> bool {
        self.wait(State::PRESENT, REMOVAL_NOTICE, |state| !state.contains(State::PRESENT)).is_ok()
    }

    fn wait(&self, known: State, timeout: Duration, done: impl Fn(State) -> bool) -> Result<(), pcsc::Error> {
        let mut states = [ReaderState::new(self.name.as_c_str(), known)];
        for _ in 0..MAX_CHANGES {
            self.context.get_status_change(timeout, &mut states)?;
            let [state] = &mut states;
            let now = state.event_state();
            if now.intersects(State::UNKNOWN | State::UNAVAILABLE) {
                return Err(pcsc::Error::ReaderUnavailable);
            }
            if done(now) {
                return Ok(());
            }
            state.sync_current_state();
        }
        Err(pcsc::Error::Timeout)
    }

    fn no_card(&self) -> Error {
        Error::NoCard { reader: self.name.clone() }
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reader({:?})", self.name)
    }
}
