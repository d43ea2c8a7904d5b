use std::fmt;

use hokensho_apdu::{Transport, TransportError, Zeroizing};
use pcsc::{Context, Disposition, MAX_BUFFER_SIZE_EXTENDED, Protocols, ShareMode};

use crate::Reader;

/// A transaction with a card: the [`Transport`]. It borrows the connection, so it can't stay open across
/// another use of it.
///
/// When dropped it takes the power from the card if anything was sent since the last
/// [`power_down`](Transport::power_down): no security status survives, whatever happened.
///
/// ```no_run
/// use hokensho_apdu::{Command, Transport, exchange};
///
/// let mut connection = hokensho_pcsc::find("Virtual PCD 00 00")?.connect()?;
/// let mut card = connection.transaction()?;
/// let response = exchange(&mut card, &Command::new(0x00, 0x84, 0x00, 0x00))?;
/// card.power_down()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Transaction<'a> {
    card: pcsc::Transaction<'a>,
    context: &'a Context,
    reader: &'a Reader,
    /// Whether the card may remember something.
    used: bool,
}

impl<'a> Transaction<'a> {
    pub(crate) const fn new(card: pcsc::Transaction<'a>, context: &'a Context, reader: &'a Reader) -> Self {
        Self { card, context, reader, used: false }
    }
}

impl Transport for Transaction<'_> {
    fn transmit(&mut self, command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TransportError> {
        self.used = true;
        // Room for any answer: when it doesn't fit the card has acted all the same, and asking again could cost
        // a PIN try.
        let mut answer = Zeroizing::new(vec![0; MAX_BUFFER_SIZE_EXTENDED]);
        let transmitted = self.card.transmit(command, &mut answer).map(<[u8]>::len);
        let bytes = transmitted.map_err(|error| self.reader.explain(self.context, error))?;
        // Some drivers report a card that left by an empty answer.
        if bytes == 0
            && let Some(lost) = self.reader.loss(self.context)
        {
            return Err(lost);
        }
        answer.truncate(bytes);
        Ok(answer)
    }

    fn power_down(&mut self) -> Result<(), TransportError> {
        // Off and on again: the connection stays, the security status doesn't.
        let off = self.card.reconnect(ShareMode::Exclusive, Protocols::ANY, Disposition::UnpowerCard);
        match off.map_err(|error| self.reader.explain(self.context, error)) {
            Err(error) if !error.is_card_gone() => Err(error),
            _ => {
                self.used = false;
                Ok(())
            }
        }
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        if self.used {
            // Nobody is left to be told. A reader that can't take the power resets the card when the connection closes,
            // which real cards are reported to survive with what was verified: `power_down` tells, dropping can't.
            let _ = self.power_down();
        }
    }
}

impl fmt::Debug for Transaction<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Transaction({:?})", self.reader.name())
    }
}
