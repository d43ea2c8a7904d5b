use std::fmt;

use pcsc::Context;

use crate::{Atr, Error, Reader, Transaction};

/// An exclusive connection to the card on a reader. Closing it resets the card.
///
/// ```no_run
/// let reader = hokensho_pcsc::find("Virtual PCD 00 00")?;
/// let mut connection = reader.connect()?;
/// println!("{}", connection.atr());
/// let card = connection.transaction()?;
/// # Ok::<(), hokensho_pcsc::Error>(())
/// ```
pub struct Connection {
    context: Context,
    card: pcsc::Card,
    reader: Reader,
    atr: Atr,
}

impl Connection {
    pub(crate) fn new(context: Context, card: pcsc::Card, reader: Reader) -> Result<Self, Error> {
        let status = card.status2_owned().map_err(Error::new)?;
        Ok(Self { context, card, reader, atr: Atr::new(status.atr()) })
    }

    /// The reader.
    #[must_use]
    pub const fn reader(&self) -> &Reader {
        &self.reader
    }

    /// What the card answered to its reset.
    #[must_use]
    pub const fn atr(&self) -> &Atr {
        &self.atr
    }

    /// Begins a transaction: the way to talk to the card.
    ///
    /// # Errors
    /// [`Error::Transport`] if the card is gone or was reset.
    pub fn transaction(&mut self) -> Result<Transaction<'_>, Error> {
        let begun = self.card.transaction().map_err(|error| self.reader.explain(&self.context, error))?;
        Ok(Transaction::new(begun, &self.context, &self.reader))
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Connection({:?})", self.reader.name())
    }
}
