use std::fmt;

use crate::{Error, Reader, Transaction};

/// An exclusive connection to the card on a reader. Closing it resets the card.
///
/// ```no_run
/// let reader = hokensho_pcsc::find("Virtual PCD 00 00")?;
/// let mut connection = reader.connect()?;
/// println!("{:02X?}", connection.atr());
/// let card = connection.transaction()?;
/// # Ok::<(), hokensho_pcsc::Error>(())
/// ```
pub struct Connection {
    card: pcsc::Card,
    reader: Reader,
    atr: Vec<u8>,
}

impl Connection {
    pub(crate) fn new(card: pcsc::Card, reader: Reader) -> Result<Self, Error> {
        let status = card.status2_owned().map_err(Error::new)?;
        Ok(Self { card, reader, atr: status.atr().to_vec() })
    }

    /// The reader.
    #[must_use]
    pub const fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The answer to reset (ISO/IEC 7816-3, 8.2): something to show. It doesn't tell whose card it is; over a
    /// contactless reader it is the reader's own work.
    #[must_use]
    pub fn atr(&self) -> &[u8] {
        &self.atr
    }

    /// Begins a transaction: the way to talk to the card.
    ///
    /// # Errors
    /// [`Error::Transport`] if the card is gone or was reset.
    pub fn transaction(&mut self) -> Result<Transaction<'_>, Error> {
        let begun = self.card.transaction().map_err(|error| self.reader.explain(error))?;
        Ok(Transaction::new(begun, &self.reader))
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Connection({:?})", self.reader.name())
    }
}
