//! The library against a whole card, the mock's. Nothing here has been run on a real one.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod changes;
mod end_of_session;
mod extended;
mod faults;
mod found;
mod holders;
mod malformed;
mod operations;
mod phones;
mod reading;
mod records;
mod redaction;
mod round_trips;
mod secrets;
mod signing;
mod tapped;
