use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ffi::CString;
use std::fmt;
use std::mem;
use std::sync::Arc;
use std::time::{Duration, Instant};

use pcsc::{Context, PNP_NOTIFICATION, State};

use crate::canceller::Line;
use crate::change::{Seen, changes};
use crate::{Canceller, Error, Event, Reader, ReaderName};

/// The longest wait in one piece. Two things escape a waiting service: a cancellation, and a reader plugged in, in
/// the moment before the wait begins. Both are seen when the piece ends.
const PIECE: Duration = Duration::from_secs(1);

/// A pause after an answer without news, so that a service that gives many doesn't keep the processor busy.
const BREATH: Duration = Duration::from_millis(10);

/// The most readers that are watched: pcsc-lite waits for 16 things at once (`PCSCLITE_MAX_READERS_CONTEXTS`), and one
/// of them is a change in the list of readers.
const MAX_READERS: usize = 15;

/// Tells of readers and cards as they come and go: at all readers, the first fifteen if there are more.
///
/// It begins by telling what is there already: each reader, and each card that lies on one. While the smart card
/// service is away there are no readers; a monitor waits for its return. As an iterator it waits for ever, and ends
/// when it is [cancelled](Canceller::cancel):
///
/// ```
/// use std::{thread, time::Duration};
///
/// use hokensho_pcsc::{Change, Error, Monitor};
///
/// fn main() -> Result<(), Error> {
///     let monitor = match Monitor::new() {
///         Err(Error::NoService) => return Ok(()), // nothing to show here
///         monitor => monitor?,
///     };
///     let canceller = monitor.canceller(); // for whoever closes the window
///     thread::spawn(move || {
///         thread::sleep(Duration::from_millis(50));
///         canceller.cancel();
///     });
///     for event in monitor {
///         let event = event?;
///         match event.change {
///             Change::CardInserted { .. } => match event.reader.connect() {
///                 Ok(connection) => println!("a reception begins: {connection:?}"),
///                 Err(error) => println!("{error}"), // it left again, or another program was faster
///             },
///             Change::CardMissed | Change::CardMute => println!("please lay the card down again"),
///             Change::CardRemoved => println!("thank you"),
///             Change::ReaderRemoved => println!("{}: please plug it in again", event.reader),
///             _ => {}
///         }
///     }
///     Ok(())
/// }
/// ```
///
/// A reader it tells of has nothing to do with the monitor: cards can be used, in this thread or another, while it
/// waits.
pub struct Monitor {
    line: Arc<Line>,
    /// What is asked of the service: the list of readers itself, then the readers.
    watched: Vec<pcsc::ReaderState>,
    seen: View,
    untold: VecDeque<Event>,
}

type View = BTreeMap<ReaderName, Seen>;

impl Monitor {
    /// A monitor that has told nothing yet.
    ///
    /// # Errors
    /// [`Error::NoService`] without pcscd.
    pub fn new() -> Result<Self, Error> {
        let line = Line::default();
        line.context().map_err(Error::new)?;
        Ok(Self {
            line: Arc::new(line),
            watched: vec![pcsc::ReaderState::new(PNP_NOTIFICATION(), State::UNAWARE)],
            seen: View::new(),
            untold: VecDeque::new(),
        })
    }

    /// What ends this monitor's waiting, from any thread.
    #[must_use]
    pub fn canceller(&self) -> Canceller {
        Canceller::new(Arc::clone(&self.line))
    }

    /// The next event; `None` if there was none for `timeout`.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use hokensho_pcsc::{Change, Error, Monitor};
    ///
    /// if let Ok(mut monitor) = Monitor::new() {
    ///     while let Some(event) = monitor.wait(Duration::from_millis(50))? {
    ///         println!("{}: {:?}", event.reader, event.change);
    ///     }
    ///     monitor.canceller().cancel();
    ///     assert!(matches!(monitor.wait(Duration::MAX), Err(Error::Cancelled)));
    /// }
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Cancelled`], now and ever after, once it was cancelled; [`Error::Transport`] if the service fails.
    pub fn wait(&mut self, timeout: Duration) -> Result<Option<Event>, Error> {
        self.wait_until(Instant::now().checked_add(timeout))
    }

    /// Without an `end`, waits for ever.
    fn wait_until(&mut self, end: Option<Instant>) -> Result<Option<Event>, Error> {
        loop {
            if self.line.is_cancelled() {
                return Err(Error::Cancelled);
            }
            if let Some(event) = self.untold.pop_front() {
                return Ok(Some(event));
            }
            let left = end.map_or(PIECE, |end| end.saturating_duration_since(Instant::now()));
            self.look(left.min(PIECE))?;
            if self.untold.is_empty() {
                if left.is_zero() {
                    return Ok(None);
                }
                self.line.pause(left.min(BREATH));
            }
        }
    }

    /// Waits for news, and puts them down as events.
    fn look(&mut self, patience: Duration) -> Result<(), Error> {
        let now = match self.ask(patience) {
            Ok(Some(now)) => now,
            Ok(None) => return Ok(()),
            Err(error) if is_service_lost(error) => {
                self.line.hang_up();
                if self.seen.is_empty() {
                    self.line.pause(patience);
                }
                View::new()
            }
            Err(error) => return Err(Error::new(error)),
        };
        let before = mem::replace(&mut self.seen, now);
        let names: BTreeSet<_> = before.keys().chain(self.seen.keys()).collect();
        for name in names {
            let reader = Reader::new(name.clone());
            let steps = changes(before.get(name), self.seen.get(name)).into_iter();
            self.untold.extend(steps.map(|change| Event { reader: reader.clone(), change }));
        }
        Ok(())
    }

    /// What the readers are about, as soon as it is not what was seen before; `None` if there are no news.
    fn ask(&mut self, patience: Duration) -> Result<Option<View>, pcsc::Error> {
        let context = self.line.context()?;
        let names = list(&context)?;
        let mut now = self.seen.clone();
        now.retain(|name, _| names.contains(name));
        if now.len() < self.seen.len() {
            return Ok(Some(now));
        }
        self.watch(&names);
        if self.watched.is_empty() {
            self.line.pause(patience);
            return Ok(None);
        }
        match context.get_status_change(patience, &mut self.watched) {
            // Time-outs tell something too: pcsc-lite doesn't wake who waits when another program takes a card.
            Ok(()) | Err(pcsc::Error::Timeout) => {}
            Err(pcsc::Error::Cancelled) => return Ok(None),
            Err(pcsc::Error::UnknownReader) => {
                // If no reader left in this moment, it is the list of readers that this service can't watch.
                if list(&context)? == names {
                    self.watched.retain(|watched| watched.name() != PNP_NOTIFICATION());
                }
                return Ok(None);
            }
            Err(error) => return Err(error),
        }
        let Self { watched, seen, .. } = self;
        watched.iter_mut().for_each(pcsc::ReaderState::sync_current_state);
        let readers = watched.iter().filter(|watched| watched.name() != PNP_NOTIFICATION());
        let now = readers.filter_map(|reader| {
            let name = ReaderName::new(reader.name());
            // Whether a time-out leaves a state blank is the service's choice.
            let blank = reader.event_state() == State::UNAWARE;
            let now = if blank { seen.get(&name).cloned() } else { Seen::new(reader) };
            Some((name, now?))
        });
        Ok(Some(now.collect()))
    }

    /// Watches these readers from what was last known of them, and the list of readers.
    fn watch(&mut self, names: &[ReaderName]) {
        let is_seen = |name: &ReaderName| self.seen.contains_key(name);
        self.watched.retain(|watched| {
            watched.name() == PNP_NOTIFICATION() || is_seen(&ReaderName::new(watched.name()))
        });
        let new = names.iter().filter(|name| !is_seen(name));
        self.watched
            .extend(new.map(|name| pcsc::ReaderState::new(CString::from(name.as_c_str()), State::UNAWARE)));
    }
}

impl Iterator for Monitor {
    type Item = Result<Event, Error>;

    /// `None` once cancelled. After an error the next call asks the service anew.
    fn next(&mut self) -> Option<Self::Item> {
        match self.wait_until(None) {
            Err(Error::Cancelled) => None,
            event => event.transpose(),
        }
    }
}

impl fmt::Debug for Monitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Monitor").field("seen", &self.seen).finish_non_exhaustive()
    }
}

fn list(context: &Context) -> Result<Vec<ReaderName>, pcsc::Error> {
    match context.list_readers_owned() {
        Ok(names) => Ok(names.into_iter().take(MAX_READERS).map(ReaderName::new).collect()),
        Err(pcsc::Error::NoReadersAvailable) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// Windows stops its service when the last reader is unplugged; pcscd may be restarted, and its old connections
/// break.
const fn is_service_lost(error: pcsc::Error) -> bool {
    use pcsc::Error as E;
    matches!(error, E::CommError | E::InvalidHandle | E::NoService | E::ServiceStopped | E::Shutdown)
}
