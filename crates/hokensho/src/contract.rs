//! The contract of a [`CertifiedReader`](crate::CertifiedReader), as a test that every vendor's implementation can run.
//!
//! The vendor writes a [`Fixture`]: how a patient comes to the reader in a test, be it an emulator, a recording, or a
//! person at a real reader who is told what to do. [`Contract::check`] then plays every [`Scene`] and holds what the
//! reader says against every [`Rule`].
//!
//! ```
//! use std::{cell::RefCell, rc::Rc};
//!
//! use hokensho::contract::{Contract, Fixture, Staged};
//! use hokensho::{CertifiedReader, Clock, Identity, Moment, ReaderEvent, ReaderResult};
//!
//! /// The vendor's component; here a drawer in which the emulator leaves what happened.
//! #[derive(Clone, Debug, Default)]
//! struct Drawer(Rc<RefCell<Option<ReaderEvent>>>);
//!
//! impl CertifiedReader for Drawer {
//!     fn poll(&mut self, _now: Moment) -> ReaderEvent {
//!         self.0.take().unwrap_or(ReaderEvent::Waiting)
//!     }
//!     fn cancel(&mut self) {
//!         self.0.take();
//!     }
//! }
//!
//! /// The vendor's emulator.
//! #[derive(Default)]
//! struct Emulator(Drawer);
//!
//! impl Fixture for Emulator {
//!     type Reader = Drawer;
//!
//!     fn begin(&mut self, _now: Moment) -> Drawer {
//!         self.0.0.take(); // what is left from before is nobody's
//!         self.0.clone()
//!     }
//!     fn accept(&mut self, identity: Identity, _now: Moment) -> Option<Vec<u8>> {
//!         let file = "<XmlMsg>見本　花子</XmlMsg>".as_bytes().to_vec();
//!         self.0.0.replace(Some(ReaderEvent::Result(ReaderResult { identity, file: file.clone() })));
//!         Some(file)
//!     }
//!     fn fail(&mut self, trouble: &ReaderEvent, _now: Moment) -> Staged {
//!         self.0.0.replace(Some(trouble.clone()));
//!         Staged::Done
//!     }
//!     fn personal(&self) -> Vec<String> {
//!         vec!["見本　花子".into()]
//!     }
//! }
//!
//! # struct Fake(Moment);
//! # impl Clock for Fake {
//! #     fn now(&mut self) -> Moment { self.0 }
//! #     fn wait(&mut self, time: std::time::Duration) { self.0.elapsed += time; }
//! # }
//! # let mut clock = Fake(Moment { unix: 1_795_307_400, elapsed: std::time::Duration::ZERO });
//! // With a real reader the clock is a `SystemClock`.
//! let report = Contract::new().check(&mut Emulator::default(), &mut clock);
//! assert_eq!(report.breaches(), []);
//! assert_eq!(report.not_staged(), []); // what can't be staged isn't held
//! ```
//!
//! # What is not public
//!
//! Nothing here speaks to a certified reader or makes a card sign without its PIN. Not public are: the command by which
//! a terminal authenticates itself to the card (`80 A2`); the certificates and keys of terminals, and who issues them;
//! the interface of the vendors' components, which registered vendors get; the thresholds at which a face counts as
//! the same; what a face-only card (顔認証マイナンバーカード) and a phone say to such a reader. So these rules are ours: what
//! a reception needs of a reader so that no patient gets another's answer. They are no certification.

mod fixture;
mod report;
mod rule;
mod trial;

use std::time::Duration;

use hokensho_eligibility::Identity;

use crate::{Clock, Patience, ReaderEvent};

pub use fixture::{Fixture, Staged};
pub use report::{Breach, Report, Scene};
pub use rule::Rule;
use trial::Trial;

/// Everything that can go wrong at a reader.
const TROUBLES: [ReaderEvent; 8] = [
    ReaderEvent::Cancelled,
    ReaderEvent::CardUnreadable,
    ReaderEvent::IdentityFailed,
    ReaderEvent::IdentityMethodUnavailable,
    ReaderEvent::NotAMyNumberCard,
    ReaderEvent::PinBlocked,
    ReaderEvent::PinWrong { left: Some(2) },
    ReaderEvent::Unavailable,
];

/// Every way in which somebody can be identified.
fn identities() -> impl Iterator<Item = Identity> {
    Identity::ALL.iter().copied().filter(|identity| *identity != Identity::None)
}

/// How the contract is checked.
///
/// ```
/// use std::time::Duration;
/// use hokensho::contract::Contract;
///
/// let patient = Contract { polls: 600, ..Contract::new() }; // a person stands at a real reader
/// assert_eq!(patient.between_polls, Duration::from_millis(100));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contract {
    /// How often a reader is polled until it must have said something, and how often to see that it says nothing.
    /// Default 50, with the default wait five seconds: a file that is written slowly is at rest in less than four.
    pub polls: u32,
    /// Between two polls. Default as in a [`Reception`](crate::Reception).
    pub between_polls: Duration,
    /// How long one poll may take on the clock that is given. Default one second: a poll that only looks takes
    /// milliseconds, and a busy test machine is no reason to fail.
    pub longest_poll: Duration,
}

impl Contract {
    /// The contract with its defaults.
    #[must_use]
    pub fn new() -> Self {
        let between_polls = Patience::default().between_looks;
        Self { polls: 50, between_polls, longest_poll: Duration::from_secs(1) }
    }

    /// Plays every scene, and says which rules were broken in which.
    ///
    /// A reader whose poll blocks until a patient comes never ends the first scene: nobody comes while it blocks.
    pub fn check<F: Fixture>(&self, fixture: &mut F, clock: &mut impl Clock) -> Report {
        let mut trial = Trial::new(self, fixture, clock);
        for identity in identities() {
            trial.accept(identity);
        }
        for trouble in TROUBLES {
            trial.fail(trouble);
        }
        for times in [1, 2] {
            trial.cancel(times);
        }
        trial.into_report()
    }
}

impl Default for Contract {
    fn default() -> Self {
        Self::new()
    }
}
