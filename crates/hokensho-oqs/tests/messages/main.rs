//! The messages from outside: files in, types out, and back.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod answers;
mod encodings;
mod mutations;
mod redaction;
mod refusals;
mod round_trips;
mod tree;

/// Every element of the request.
const REQUEST: &str = include_str!("../data/request.xml");
/// Every element of the result, with two results.
const RESULT: &str = include_str!("../data/result.xml");
/// As a reader writes it: one line, any order, elements that aren't known here, empty ones.
const FACE: &str = include_str!("../data/face.xml");
