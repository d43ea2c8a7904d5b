use std::ffi::{CStr, CString};
use std::fmt;
use std::time::{Duration, Instant};

use hokensho_apdu::TransportError;
use pcsc::{Context, Protocols, Scope, ShareMode, State};

use crate::{Connection, Error, ReaderState};

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
    let names = context().and_then(|context| context.list_readers_owned()).map_err(Error::new)?;
    if names.is_empty() {
        return Err(Error::NoReaders);
    }
    Ok(names.into_iter().map(|name| Reader::new(ReaderName::new(name))).collect())
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

/// The name under which PC/SC knows a reader.
///
/// ```
/// use hokensho_pcsc::{ReaderName, find, readers};
///
/// let names: Vec<ReaderName> = readers().unwrap_or_default().iter().map(|reader| reader.name().clone()).collect();
/// assert!(names.iter().all(|name| find(&name.to_string()).is_ok()));
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReaderName(CString);

impl ReaderName {
    pub(crate) fn new(name: impl Into<CString>) -> Self {
        Self(name.into())
    }

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

/// A reader that is, or was, attached. What is done with one doesn't wait for what is done with another, and a
/// reader that is unplugged and plugged in again is still the same.
///
/// ```
/// for reader in hokensho_pcsc::readers().unwrap_or_default() {
///     println!("{}", reader.name());
/// }
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reader {
    name: ReaderName,
}

impl Reader {
    pub(crate) const fn new(name: ReaderName) -> Self {
        Self { name }
    }

    /// Its name.
    #[must_use]
    pub const fn name(&self) -> &ReaderName {
        &self.name
    }

    /// What it is about at this moment.
    ///
    /// ```
    /// use hokensho_pcsc::{ReaderState, readers};
    ///
    /// let empty = |state| matches!(state, Ok(ReaderState::Empty));
    /// let empty = readers().unwrap_or_default().iter().filter(|reader| empty(reader.state())).count();
    /// println!("{empty} readers have no card");
    /// ```
    ///
    /// # Errors
    /// [`Error::Transport`] with `ReaderGone` if it was unplugged; [`Error::NoService`] without pcscd.
    pub fn state(&self) -> Result<ReaderState, Error> {
        let state =
            context().and_then(|context| self.wait(&context, State::UNAWARE, Duration::ZERO, |_| true));
        state.map_err(Error::new)
    }

    /// Connects to the card on the reader; no other program can use it meanwhile.
    ///
    /// ```no_run
    /// use hokensho_apdu::TransportError;
    /// use hokensho_pcsc::{Error, find};
    ///
    /// match find("Virtual PCD 00 00")?.connect() {
    ///     Ok(connection) => println!("{}", connection.atr()),
    ///     Err(Error::NoCard { reader }) => println!("{reader} is empty"),
    ///     Err(Error::Transport(TransportError::Sharing)) => println!("another program uses the card"),
    ///     Err(error) => return Err(error),
    /// }
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::NoCard`] for an empty reader, [`Error::Transport`] with `Sharing` if another program uses the
    /// card, with `Unresponsive` if the card doesn't answer a reset, with `ReaderGone` if the reader was unplugged.
    pub fn connect(&self) -> Result<Connection, Error> {
        // A context does one thing at a time: with one of its own, no connection waits for another.
        let context = context().map_err(Error::new)?;
        match context.connect(self.name.as_c_str(), ShareMode::Exclusive, Protocols::ANY) {
            Ok(card) => Connection::new(context, card, self.clone()),
            Err(pcsc::Error::NoSmartcard | pcsc::Error::RemovedCard) => Err(self.no_card()),
            // What pcscd says of a card that got its power and didn't answer.
            Err(pcsc::Error::UnpoweredCard) => Err(TransportError::Unresponsive.into()),
            Err(error) => Err(Error::new(error)),
        }
    }

    /// Waits until a card that answers lies on the reader. A [`Monitor`](crate::Monitor) waits at all readers, and
    /// can be cancelled.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// for reader in hokensho_pcsc::readers().unwrap_or_default() {
    ///     match reader.wait_for_card(Duration::from_millis(20)) {
    ///         Ok(()) => println!("{reader} has a card"),
    ///         Err(error) => println!("{error}"),
    ///     }
    /// }
    /// ```
    ///
    /// # Errors
    /// [`Error::NoCard`] if none came before `timeout` was over; [`Error::Transport`] with `ReaderGone` if the
    /// reader was unplugged.
    pub fn wait_for_card(&self, timeout: Duration) -> Result<(), Error> {
        let answers = |state: &ReaderState| matches!(state, ReaderState::Card { .. });
        match context().and_then(|context| self.wait(&context, State::UNAWARE, timeout, answers)) {
            Ok(_) => Ok(()),
            Err(pcsc::Error::Timeout) => Err(self.no_card()),
            Err(error) => Err(Error::new(error)),
        }
    }

    /// What `error` means to a conversation. A card that leaves in the middle of a command, or its reader, shows as a
    /// failure or a reset at first.
    pub(crate) fn explain(&self, context: &Context, error: pcsc::Error) -> TransportError {
        use pcsc::Error as E;
        let lost = match error {
            E::CommError | E::NotTransacted | E::ResetCard => self.loss(context),
            _ => None,
        };
        lost.unwrap_or_else(|| Error::new(error).into())
    }

    /// What the reader sees gone, now or in a moment: its card, or itself.
    pub(crate) fn loss(&self, context: &Context) -> Option<TransportError> {
        let empty = |state: &ReaderState| matches!(state, ReaderState::Empty);
        match self.wait(context, State::PRESENT, REMOVAL_NOTICE, empty) {
            Ok(_) => Some(TransportError::CardRemoved),
            Err(pcsc::Error::ReaderUnavailable | pcsc::Error::UnknownReader) => {
                Some(TransportError::ReaderGone)
            }
            Err(_) => None,
        }
    }

    fn wait(
        &self,
        context: &Context,
        known: State,
        timeout: Duration,
        done: impl Fn(&ReaderState) -> bool,
    ) -> Result<ReaderState, pcsc::Error> {
        let end = Instant::now().checked_add(timeout);
        let mut watched = [pcsc::ReaderState::new(self.name.as_c_str(), known)];
        loop {
            let left = end.map(|end| end.saturating_duration_since(Instant::now()));
            context.get_status_change(left, &mut watched)?;
            let [reader] = &mut watched;
            let state = ReaderState::new(reader.event_state(), reader.atr());
            let state = state.ok_or(pcsc::Error::ReaderUnavailable)?;
            if done(&state) {
                return Ok(state);
            }
            if left.is_some_and(|left| left.is_zero()) {
                return Err(pcsc::Error::Timeout);
            }
            reader.sync_current_state();
        }
    }

    fn no_card(&self) -> Error {
        Error::NoCard { reader: self.name.clone() }
    }
}

impl fmt::Display for Reader {
    /// Its name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name.fmt(f)
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reader({:?})", self.name)
    }
}

fn context() -> Result<Context, pcsc::Error> {
    Context::establish(Scope::User)
}
