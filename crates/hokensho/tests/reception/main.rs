//! The facade as its users see it: receptions by each of the three ways, on a mock card, in real folders, with a clock
//! that only a test moves. No card here lets its My Number be read: the mock panics at the first attempt.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

mod age;
mod common;
mod contract;
mod course;
mod faults;
mod genuine;
mod history;
mod my_number;
mod phones;
mod pin;
mod presence;
mod proofs;
mod reader;
mod records;
mod redaction;
mod revocation;
mod round_trips;
mod sessions;
mod source;
mod test_card;
mod typed;
