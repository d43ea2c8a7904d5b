use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use zeroize::Zeroizing;

use super::full::{Answer, Pattern, Step};
use super::step::{Failure, Kept};
use super::{Steps, Transcript};
use crate::{Error, Transport, TransportError};

/// A card that knows one conversation and insists on it: each command must be the recorded one, in order.
/// PIN bytes match any.
///
/// ```
/// use hokensho_apdu::{Transport, TransportError};
/// use hokensho_apdu::transcript::Replay;
///
/// let mut card = Replay::new("hokensho transcript 1 full\n> 00B08A0000\n< AABB9000\n".parse()?)?;
/// // The first command of the recording is another.
/// assert!(matches!(card.transmit(&[0x00, 0xB0, 0x8B, 0x00, 0x00]), Err(TransportError::Failed(_))));
/// assert_eq!(card.transmit(&[0x00, 0xB0, 0x8A, 0x00, 0x00])?.as_slice(), [0xAA, 0xBB, 0x90, 0x00]);
/// card.finish()?;
/// # Ok::<(), hokensho_apdu::Error>(())
/// ```
#[derive(Clone)]
pub struct Replay {
    steps: vec::IntoIter<Step>,
    /// Number of the next step, from 1.
    next: usize,
}

impl Replay {
    /// Replays a full transcript.
    ///
    /// # Errors
    /// [`Error::TranscriptRedacted`] for a redacted one: it has no bytes to answer with.
    pub fn new(transcript: Transcript) -> Result<Self, Error> {
        match transcript.steps {
            Steps::Full(steps) => Ok(Self { steps: steps.into_iter(), next: 1 }),
            Steps::Redacted(_) => Err(Error::TranscriptRedacted),
        }
    }

    /// Ends the replay, which must have come to its end.
    ///
    /// # Errors
    /// [`Error::ReplayUnfinished`] if steps are left.
    pub fn finish(self) -> Result<(), Error> {
        match self.steps.len() {
            0 => Ok(()),
            left => Err(Error::ReplayUnfinished { left, step: self.next }),
        }
    }

    fn advance(&mut self) {
        self.steps.next();
        self.next += 1;
    }
}

impl Transport for Replay {
    fn transmit(&mut self, command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TransportError> {
        let step = self.next;
        let (expected, response) = match self.steps.as_slice() {
            [Step::Exchange { command, response }, ..] => (command, response),
            [Step::PowerDown, ..] => {
                return Err(ReplayError::NotPoweredDown { sent: command.len(), step }.into());
            }
            [] => return Err(ReplayError::Exhausted { step }.into()),
        };
        let sent = Pattern::of(command);
        if sent != *expected {
            let offset = sent.common_prefix(expected);
            let (expected, sent) = (expected.len(), sent.len());
            return Err(ReplayError::WrongCommand { expected, offset, sent, step }.into());
        }
        let answer = match response {
            Ok(Answer(bytes)) => Ok(bytes.clone()),
            Err(failure) => Err(failed_again(*failure, step)),
        };
        self.advance();
        answer
    }

    fn power_down(&mut self) -> Result<(), TransportError> {
        let step = self.next;
        match self.steps.as_slice() {
            [Step::PowerDown, ..] => {
                self.advance();
                Ok(())
            }
            [Step::Exchange { .. }, ..] => Err(ReplayError::PoweredDown { step }.into()),
            [] => Err(ReplayError::Exhausted { step }.into()),
        }
    }
}

fn failed_again(failure: Failure, step: usize) -> TransportError {
    match failure {
        Failure::CardReset => TransportError::CardReset,
        Failure::CardRemoved => TransportError::CardRemoved,
        Failure::Failed => ReplayError::RecordedFailure { step }.into(),
        Failure::ReaderGone => TransportError::ReaderGone,
        Failure::Sharing => TransportError::Sharing,
        Failure::Timeout => TransportError::Timeout,
        Failure::Unresponsive => TransportError::Unresponsive,
    }
}

impl core::fmt::Debug for Replay {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Replay(at step {}, {} left)", self.next, self.steps.len())
    }
}

/// How a conversation left the recorded one: the cause inside [`TransportError::Failed`]. Steps count from 1.
/// It names places and lengths, no data.
///
/// ```
/// use hokensho_apdu::{Transport, TransportError};
/// use hokensho_apdu::transcript::{Replay, ReplayError};
///
/// let mut card = Replay::new("hokensho transcript 1 full\n> 00B08A0000\n< 9000\n".parse()?)?;
/// let Err(TransportError::Failed(cause)) = card.transmit(&[0x00, 0xB0, 0x8B, 0x00, 0x00]) else { panic!() };
/// assert_eq!(
///     cause.downcast_ref(),
///     Some(&ReplayError::WrongCommand { expected: 5, offset: 2, sent: 5, step: 1 })
/// );
/// # Ok::<(), hokensho_apdu::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReplayError {
    /// The recording has ended.
    #[error("the recording ends before step {step}")]
    Exhausted {
        /// The step asked for.
        step: usize,
    },
    /// A command where the recording powers the card down.
    #[error("step {step} powers the card down, but a command of {sent} bytes was sent")]
    NotPoweredDown {
        /// Length of the command.
        sent: usize,
        /// The step.
        step: usize,
    },
    /// The card was powered down where the recording sends a command.
    #[error("step {step} sends a command, but the card was powered down")]
    PoweredDown {
        /// The step.
        step: usize,
    },
    /// The reader failed when this was recorded.
    #[error("the reader failed at step {step} of the recording")]
    RecordedFailure {
        /// The step.
        step: usize,
    },
    /// Another command than the recorded one.
    #[error("step {step} sends {expected} bytes; the {sent} bytes sent differ from byte {offset}")]
    WrongCommand {
        /// Length of the recorded command.
        expected: usize,
        /// The first byte that differs.
        offset: usize,
        /// Length of the command sent.
        sent: usize,
        /// The step.
        step: usize,
    },
}

impl From<ReplayError> for TransportError {
    fn from(error: ReplayError) -> Self {
        Self::Failed(Box::new(error))
    }
}
