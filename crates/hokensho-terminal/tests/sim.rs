//! The simulator through real files. Time is an argument: nothing sleeps but the one test of the thread.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "sim/common.rs"]
mod common;
#[path = "sim/operator.rs"]
mod operator;
#[path = "sim/personas.rs"]
mod personas;
#[path = "sim/reader.rs"]
mod reader;
#[path = "sim/scenarios.rs"]
mod scenarios;
#[path = "sim/terminal.rs"]
mod terminal;
