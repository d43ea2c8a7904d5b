use hokensho_apdu::Transport;

use crate::session::Session;

/// The common application (共通カードAP), selected: the card's serial number, in files of records.
#[derive(Debug)]
#[must_use]
pub struct Common<'c, T: Transport> {
    pub(crate) session: &'c mut Session<T>,
}

impl<'c, T: Transport> Common<'c, T> {
    pub(crate) const fn new(session: &'c mut Session<T>) -> Self {
        Self { session }
    }
}
