//! The folders of a terminal that nobody runs, through real files. Time is an argument: nothing sleeps.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "folders/bulk.rs"]
mod bulk;
#[path = "folders/common.rs"]
mod common;
#[path = "folders/faces.rs"]
mod faces;
#[path = "folders/requests.rs"]
mod requests;
