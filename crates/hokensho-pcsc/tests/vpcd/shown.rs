//! Cards on the two readers of vpcd.

use std::net::{Shutdown, TcpStream};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use hokensho_mock::{Persona, VirtualCard, bridge};
use hokensho_pcsc::{Reader, ReaderState, find};

/// pcscd asks the virtual readers every second or so.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// One test at a time has the readers.
static IN_USE: Mutex<()> = Mutex::new(());

/// The two readers, both empty.
pub(crate) struct Readers {
    pub(crate) first: Slot,
    pub(crate) second: Slot,
    _alone: MutexGuard<'static, ()>,
}

impl Readers {
    pub(crate) fn both() -> Self {
        let alone = IN_USE.lock().unwrap_or_else(PoisonError::into_inner);
        let slot = |name, port| Slot { reader: find(name).unwrap(), port };
        let (first, second) = (slot("Virtual PCD 00 00", 35963), slot("Virtual PCD 00 01", 35964));
        for slot in [&first, &second] {
            slot.wait_until("empty", |state| *state == ReaderState::Empty); // after a test that failed
        }
        Self { first, second, _alone: alone }
    }
}

/// One of them, and where vpcd listens for its card.
pub(crate) struct Slot {
    pub(crate) reader: Reader,
    port: u16,
}

impl Slot {
    /// Lays the adult's card on the reader, and waits until it is seen.
    pub(crate) fn show_adult(&self) -> Shown<'_> {
        self.show(VirtualCard::new(&Persona::named("adult").unwrap()))
    }

    pub(crate) fn show(&self, mut card: VirtualCard) -> Shown<'_> {
        let stream = self.line();
        let end = stream.try_clone().unwrap();
        let card = thread::spawn(move || {
            match bridge::serve(&mut card, &end) {
                Ok(_) | Err(hokensho_mock::Error::Bridge { .. }) => {} // pulled, perhaps in the middle of a word
                Err(error) => panic!("{error:?}"),
            }
            end.shutdown(Shutdown::Both).unwrap_or_default(); // a removed card lets go of the reader
            card
        });
        self.reader.wait_for_card(PATIENCE).unwrap();
        Shown { slot: self, stream, card: Some(card) }
    }

    /// What a card speaks through.
    pub(crate) fn line(&self) -> TcpStream {
        TcpStream::connect(("127.0.0.1", self.port)).unwrap()
    }

    pub(crate) fn wait_until(&self, what: &str, done: impl Fn(&ReaderState) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !done(&self.reader.state().unwrap()) {
            assert!(Instant::now() < end, "{} isn't {what}", self.reader);
            thread::sleep(Duration::from_millis(20));
        }
    }
}

/// A mock card on a reader, until it is taken.
pub(crate) struct Shown<'a> {
    slot: &'a Slot,
    stream: TcpStream,
    card: Option<JoinHandle<VirtualCard>>,
}

impl Shown<'_> {
    /// Takes the card away, and waits until the reader is empty.
    pub(crate) fn take(mut self) -> VirtualCard {
        self.stream.shutdown(Shutdown::Both).unwrap_or_default();
        let card = self.card.take().unwrap().join().unwrap();
        self.slot.wait_until("empty", |state| *state == ReaderState::Empty);
        card
    }
}

impl Drop for Shown<'_> {
    /// A test that failed leaves no card behind.
    fn drop(&mut self) {
        self.stream.shutdown(Shutdown::Both).unwrap_or_default();
    }
}
