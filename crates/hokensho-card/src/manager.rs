use hokensho_apdu::Transport;

use crate::session::Session;

/// The card manager (GlobalPlatform's issuer security domain), selected: what the card says of itself.
#[derive(Debug)]
#[must_use]
pub struct Manager<'c, T: Transport> {
    pub(crate) session: &'c mut Session<T>,
}

impl<'c, T: Transport> Manager<'c, T> {
    pub(crate) const fn new(session: &'c mut Session<T>) -> Self {
        Self { session }
    }
}
