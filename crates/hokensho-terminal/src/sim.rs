//! A simulator of the online side, for tests, demonstrations and CI: the operator with a registry, the terminal with its
//! folders, the certified reader. Deterministic; what it plays is a [`Scenario`], a data file.
//!
//! - [`Registry`], [`Operator`]: who is registered and covered how, and what is answered from it.
//! - [`SimTerminal`], [`Running`]: answers requests in real folders, step by step or on a thread.
//! - [`Reader`]: hands in face files.
//! - [`Scenario`]: those in [`Scenario::NAMES`] are built in, for every way in which an online side can end a check.
//!
//! It knows nothing that isn't public: no list of result codes, and not how a reader authenticates itself to a card.

mod bulk;
mod change;
mod coverage;
mod error;
mod operator;
mod output;
mod persona;
mod reader;
mod registry;
mod running;
mod scenario;
mod shuffle;
mod terminal;
mod value;

pub use error::Error;
pub use operator::{Lookup, Operator};
pub use reader::{Presented, Reader, ReaderEvent};
pub use registry::{PersonId, Registration, Registry};
pub use running::Running;
pub use scenario::{
    Addressee, Aid, Behaviour, CardFault, Change, Consent, Crl, Enrolment, LeadsTo, Message, OperatorPlan,
    PatientPin, PatientPlan, ReaderPlan, ReaderScript, ResultPlan, Revocation, RevocationPlan,
    RevocationReason, Scenario, Serial, StaffPlan, TerminalPlan, Ticket, Validity,
};
pub use terminal::SimTerminal;
