//! The parts of a scenario that the simulator acts on.

mod operator;
mod reader;
mod terminal;

pub use operator::{Aid, Change, Enrolment, Message, OperatorPlan, ResultPlan, Ticket, Validity};
pub use reader::{Consent, ReaderPlan, ReaderScript};
pub use terminal::{Addressee, Behaviour, TerminalPlan};
