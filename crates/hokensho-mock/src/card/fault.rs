//! Things that go wrong between a reader and a card.

use hokensho_apdu::{StatusWord, TransportError, Zeroizing};
use std::fmt;

use super::VirtualCard;

/// What happens to one command, by [`Builder::fault`](super::Builder::fault).
///
/// ```
/// use hokensho_apdu::{Transport, TransportError};
/// use hokensho_mock::{Fault, Persona, Secret, VirtualCard};
///
/// let adult = Persona::named("adult")?;
/// let mut card = VirtualCard::builder(&adult).fault(2, Fault::LoseAnswer).build();
/// card.transmit(&[0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01]).unwrap();
/// let wrong_pin = [0x00, 0x20, 0x00, 0x98, 0x04, b'0', b'0', b'0', b'0'];
/// assert!(matches!(card.transmit(&wrong_pin), Err(TransportError::Timeout)));
/// assert_eq!(card.tries_left(Secret::AuthPin), 2); // nobody was told
/// # Ok::<(), hokensho_mock::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The card acts, but these bytes come back: garbage, nothing, a status word without data.
    Answer(Vec<u8>),
    /// The card acts, the answer is lost.
    LoseAnswer,
    /// The card is taken away before the command reaches it, and stays away.
    Remove,
    /// Somebody else reset the card: the command doesn't reach it, nothing is selected or verified any more.
    Reset,
    /// The card doesn't act, and gives this word.
    Status(StatusWord),
    /// The command doesn't reach the card, and nothing comes back.
    Timeout,
    /// The card acts, but only so many bytes of its data come back, with the status word.
    Truncate(usize),
}

/// Bytes of an answer may be somebody's name: their number is shown alone.
impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer(bytes) => write!(f, "Answer({} bytes)", bytes.len()),
            Self::LoseAnswer => f.write_str("LoseAnswer"),
            Self::Remove => f.write_str("Remove"),
            Self::Reset => f.write_str("Reset"),
            Self::Status(status) => write!(f, "Status({status})"),
            Self::Timeout => f.write_str("Timeout"),
            Self::Truncate(bytes) => write!(f, "Truncate({bytes})"),
        }
    }
}

impl VirtualCard {
    pub(super) fn fail(
        &mut self,
        fault: Fault,
        command: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, TransportError> {
        match fault {
            Fault::Answer(bytes) => {
                self.answer(command);
                Ok(bytes.into())
            }
            Fault::LoseAnswer => {
                self.answer(command);
                Err(TransportError::Timeout)
            }
            Fault::Remove => {
                self.remove();
                Err(TransportError::CardRemoved)
            }
            Fault::Reset => {
                self.session = super::Session::default();
                Err(TransportError::CardReset)
            }
            Fault::Status(status) => Ok(u16::from(status).to_be_bytes().to_vec().into()),
            Fault::Timeout => Err(TransportError::Timeout),
            Fault::Truncate(bytes) => {
                let mut answer = self.answer(command);
                let end = answer.len().saturating_sub(2);
                answer.drain(bytes.min(end)..end);
                Ok(answer)
            }
        }
    }
}
