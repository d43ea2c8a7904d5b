//! A transport for readers that answer by callback or live on another thread: a phone's NFC, a kiosk's event loop.
//!
//! The card work keeps one end and blocks, as all card work does. The other end goes to the code that the platform
//! calls: it takes each [`Request`], does it in its own way and time, and gives the answer to the [`Responder`].
//!
//! ```
//! use hokensho_apdu::callback::{self, Request};
//! use hokensho_apdu::{Command, StatusWord, exchange};
//! use std::time::Duration;
//!
//! let (mut transport, requests) = callback::pair(Duration::from_secs(5));
//! let phone = std::thread::spawn(move || {
//!     for request in requests {
//!         match request {
//!             Request::Transmit { command, answer } => {
//!                 assert_eq!(command.len(), 4); // here: IsoDep.transceive, NFCISO7816Tag.sendCommand
//!                 answer.give(Ok(vec![0x90, 0x00].into()));
//!             }
//!             Request::PowerDown { answer } => answer.give(Ok(())), // here: close, invalidate
//!         }
//!     }
//! });
//! let response = exchange(&mut transport, &Command::new(0x00, 0x20, 0x00, 0x98))?;
//! assert_eq!(response.status(), StatusWord::OK);
//! drop(transport);
//! phone.join().unwrap(); // the requests end with the transport
//! # Ok::<(), hokensho_apdu::Error>(())
//! ```
//!
//! Each command has a [`Responder`] of its own, so an answer that comes late reaches nobody: it can't be taken for that
//! of another command. A command that was given up before it was taken is never handed out: a PIN can't arrive later than
//! its caller waits. And after a command without an answer nothing more is sent but [`Request::PowerDown`]: what the card
//! is doing then, nobody knows.

use alloc::sync::{Arc, Weak};
use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, SyncSender};
use zeroize::Zeroizing;

use crate::{Transport, TransportError};

/// The two ends of a way to one card. An answer that takes longer than `limit` is given up; a signature takes a card
/// seconds, so allow five.
#[must_use]
pub fn pair(limit: Duration) -> (CallbackTransport, Requests) {
    let (requests, taken) = mpsc::channel();
    (CallbackTransport { requests, limit, lost: None }, Requests(taken))
}

/// The end of the card work: a [`Transport`].
///
/// ```
/// use hokensho_apdu::{Transport, TransportError, callback};
/// use std::time::Duration;
///
/// let (mut transport, requests) = callback::pair(Duration::from_secs(5));
/// drop(requests); // the user closed the sheet
/// assert!(matches!(transport.transmit(&[0x00, 0x84, 0x00, 0x00]), Err(TransportError::ReaderGone)));
/// ```
#[derive(Debug)]
pub struct CallbackTransport {
    requests: Sender<Request>,
    limit: Duration,
    /// Once something is lost, no command is sent any more.
    lost: Option<Lost>,
}

#[derive(Clone, Copy, Debug)]
enum Lost {
    /// A command was given up.
    Answer,
    /// The reader's end was dropped, or a responder without an answer.
    Reader,
}

impl From<Lost> for TransportError {
    fn from(lost: Lost) -> Self {
        match lost {
            Lost::Answer => Self::Timeout,
            Lost::Reader => Self::ReaderGone,
        }
    }
}

impl CallbackTransport {
    fn ask<T>(&mut self, request: impl FnOnce(Responder<T>) -> Request) -> Result<T, TransportError> {
        let (answer, answers) = mpsc::sync_channel(1);
        let waiting = Arc::new(());
        let responder = Responder { answer, waiting: Arc::downgrade(&waiting) };
        let answer = match self.requests.send(request(responder)) {
            Ok(()) => answers.recv_timeout(self.limit),
            Err(_) => Err(RecvTimeoutError::Disconnected),
        };
        answer.unwrap_or_else(|error| {
            let lost = match error {
                RecvTimeoutError::Disconnected => Lost::Reader,
                RecvTimeoutError::Timeout => Lost::Answer,
            };
            self.lost = Some(lost);
            Err(lost.into())
        })
    }
}

impl Transport for CallbackTransport {
    fn transmit(&mut self, command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TransportError> {
        if let Some(lost) = self.lost {
            return Err(lost.into());
        }
        let command = Zeroizing::new(command.to_vec());
        self.ask(|answer| Request::Transmit { command, answer })
    }

    fn power_down(&mut self) -> Result<(), TransportError> {
        let lost = self.lost.take();
        match self.ask(|answer| Request::PowerDown { answer }) {
            Err(error) if !error.is_card_gone() => {
                self.lost = self.lost.or(lost);
                Err(error)
            }
            // Without power the card has forgotten what was given up, too. One that is gone has none, and whoever drops
            // an end has let go of it.
            _ => Ok(()),
        }
    }
}

/// The reader's end: what the card work asks for, one at a time, until it is over.
///
/// Dropping it says that the card is out of reach, its field off: the user closed the sheet, or the system did. It ends
/// the wait of a command that hasn't been taken yet; one that has been taken, by dropping its [`Responder`].
#[derive(Debug)]
pub struct Requests(Receiver<Request>);

impl Iterator for Requests {
    type Item = Request;

    /// Waits for the next request that somebody waits for; none once the [`CallbackTransport`] is dropped.
    fn next(&mut self) -> Option<Request> {
        self.0.iter().find(Request::is_awaited)
    }
}

/// What the reader is to do.
pub enum Request {
    /// Send `command` to the card, once, and give what it answers, status word included.
    Transmit {
        /// The whole command. It may hold a PIN: never write it down.
        command: Zeroizing<Vec<u8>>,
        /// Who waits for the answer.
        answer: Responder<Zeroizing<Vec<u8>>>,
    },
    /// Take the power from the card: let go of it, so that its field goes off.
    PowerDown {
        /// Who waits until it is done.
        answer: Responder<()>,
    },
}

impl Request {
    fn is_awaited(&self) -> bool {
        match self {
            Self::Transmit { answer, .. } => answer.is_awaited(),
            Self::PowerDown { answer } => answer.is_awaited(),
        }
    }
}

/// Shows no command: it may hold a PIN.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transmit { command, .. } => write!(f, "Transmit({} bytes)", command.len()),
            Self::PowerDown { .. } => f.write_str("PowerDown"),
        }
    }
}

/// Who waits for the answer to one request. Dropping it without one says that the reader is gone.
#[derive(Debug)]
pub struct Responder<T> {
    answer: SyncSender<Result<T, TransportError>>,
    /// Held by the transport as long as it waits.
    waiting: Weak<()>,
}

impl<T> Responder<T> {
    /// Gives the answer, or why there is none. If it was given up meanwhile, it reaches nobody.
    ///
    /// ```
    /// use hokensho_apdu::callback::{self, Request};
    /// use hokensho_apdu::{Transport, TransportError};
    /// use std::time::Duration;
    ///
    /// let (mut transport, requests) = callback::pair(Duration::from_secs(5));
    /// std::thread::spawn(move || {
    ///     for request in requests {
    ///         match request {
    ///             Request::Transmit { answer, .. } => answer.give(Err(TransportError::CardRemoved)), // the tag was lost
    ///             Request::PowerDown { answer } => answer.give(Ok(())),
    ///         }
    ///     }
    /// });
    /// assert!(transport.transmit(&[0x00, 0x84, 0x00, 0x00]).unwrap_err().is_card_gone());
    /// ```
    pub fn give(self, answer: Result<T, TransportError>) {
        // Room for one answer, so this never waits; nobody is left if it came too late.
        let _ = self.answer.send(answer);
    }

    /// Whether somebody still waits. A reader that queues commands itself asks before it sends one to the card.
    ///
    /// ```
    /// use hokensho_apdu::callback::{self, Request};
    /// use hokensho_apdu::Transport;
    /// use std::time::Duration;
    ///
    /// let (mut transport, mut requests) = callback::pair(Duration::from_millis(500));
    /// let slow = std::thread::spawn(move || {
    ///     let Some(Request::Transmit { answer, .. }) = requests.next() else { panic!() };
    ///     assert!(answer.is_awaited());
    ///     answer
    /// });
    /// assert!(transport.transmit(&[0x00, 0x84, 0x00, 0x00]).is_err());
    /// assert!(!slow.join().unwrap().is_awaited());
    /// ```
    #[must_use]
    pub fn is_awaited(&self) -> bool {
        self.waiting.strong_count() > 0
    }
}

#[cfg(test)]
mod tests;
