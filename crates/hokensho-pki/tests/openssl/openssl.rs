//! What is held against the `openssl` command, and how.

pub(crate) mod command;
pub(crate) mod mutations;
pub(crate) mod tally;
