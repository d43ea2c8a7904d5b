use hokensho_apdu::Transport;

use crate::session::Session;

/// The juki application (住基AP), selected. 住民票コード in it is for government keys alone.
#[derive(Debug)]
#[must_use]
pub struct Juki<'c, T: Transport> {
    pub(crate) session: &'c mut Session<T>,
}

impl<'c, T: Transport> Juki<'c, T> {
    pub(crate) const fn new(session: &'c mut Session<T>) -> Self {
        Self { session }
    }
}
