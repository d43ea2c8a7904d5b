//! The one thing a reader must do: carry a command to a card and bring the response back.

use alloc::boxed::Box;
use alloc::vec::Vec;
use zeroize::Zeroizing;

/// A way to one card: PC/SC, a phone's NFC, a mock.
///
/// # Bringing one's own
///
/// A transport carries bytes and judges nothing. Two functions, and these rules:
///
/// - **Once.** Each command goes to the card exactly once, as given. A transport that sends again after a failure
///   spends a PIN try that nobody typed. If it is unknown whether the card got the command, that is an error.
/// - **Whole.** The response comes back with its status word and nothing else. Provide room for 65,538 bytes:
///   where the answer doesn't fit, the card has acted all the same.
/// - **Unread.** 61xx and 6Cxx are left alone; [`exchange`](crate::exchange) knows what to do with them.
/// - **Alone.** Nobody else talks to the card between two commands: open it exclusively, or hold a transaction.
/// - **Silent.** Commands hold PINs and answers hold names and photos: log neither. What passed can be written
///   down by a [`Recorder`](crate::transcript::Recorder), which hides both.
/// - **Finite.** A card that doesn't answer ends in [`TransportError::Timeout`]. Allow a signature a few seconds.
/// - **Named.** Each failure gets the variant that says what happened; what fits none is
///   [`TransportError::Failed`] with its cause.
///
/// A reader that answers by callback, or on a thread of its own, doesn't need one: the module `callback` (feature
/// `std`) keeps the rules that can be kept for it. The [guide] goes through Android's `IsoDep` and iOS' Core NFC.
///
/// [guide]: https://github.com/hokensho/hokensho/blob/main/docs/transport.md
///
/// ```
/// use hokensho_apdu::{Command, Counted, Transport, TransportError, Zeroizing, exchange};
///
/// /// A phone's NFC, as most platforms offer it: one call that sends and receives, one that hangs up.
/// struct Phone<S, H> {
///     send: S,
///     hang_up: H,
/// }
///
/// #[derive(Debug)]
/// enum Lost {
///     Tag,
///     Time,
/// }
///
/// impl<S, H> Transport for Phone<S, H>
/// where
///     S: FnMut(&[u8]) -> Result<Vec<u8>, Lost>,
///     H: FnMut(),
/// {
///     fn transmit(&mut self, command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TransportError> {
///         (self.send)(command).map(Zeroizing::new).map_err(|lost| match lost {
///             Lost::Tag => TransportError::CardRemoved,
///             Lost::Time => TransportError::Timeout,
///         })
///     }
///
///     fn power_down(&mut self) -> Result<(), TransportError> {
///         (self.hang_up)(); // the field goes off, and with it the card
///         Ok(())
///     }
/// }
///
/// let mut phone = Counted::new(Phone { send: |_: &[u8]| Ok(vec![0x6D, 0x00]), hang_up: || () });
/// let response = exchange(&mut phone, &Command::new(0x00, 0x84, 0x00, 0x00))?;
/// assert_eq!(u16::from(response.status()), 0x6D00);
///
/// let mut gone = Phone { send: |_: &[u8]| Err(Lost::Tag), hang_up: || () };
/// assert!(gone.transmit(&[0x00, 0x84, 0x00, 0x00]).unwrap_err().is_card_gone());
/// # Ok::<(), hokensho_apdu::Error>(())
/// ```
pub trait Transport {
    /// Sends one encoded command and returns the card's answer, status word included.
    ///
    /// # Errors
    /// [`TransportError`] if no answer came. Whether the card acted on the command is then unknown.
    fn transmit(&mut self, command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TransportError>;

    /// Takes the power from the card, so that no security status survives.
    ///
    /// # Errors
    /// [`TransportError`] if the reader can't; a card that is gone has lost its power and is no error.
    fn power_down(&mut self) -> Result<(), TransportError>;
}

impl<T: Transport + ?Sized> Transport for &mut T {
    fn transmit(&mut self, command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TransportError> {
        (**self).transmit(command)
    }

    fn power_down(&mut self) -> Result<(), TransportError> {
        (**self).power_down()
    }
}

impl<T: Transport + ?Sized> Transport for Box<T> {
    fn transmit(&mut self, command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TransportError> {
        (**self).transmit(command)
    }

    fn power_down(&mut self) -> Result<(), TransportError> {
        (**self).power_down()
    }
}

/// Why no answer came.
///
/// ```
/// use hokensho_apdu::TransportError;
///
/// assert!(TransportError::CardRemoved.is_card_gone());
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TransportError {
    /// The card was reset by somebody else: its security status and selected file are gone.
    #[error("the card was reset by another program")]
    CardReset,
    /// The card was taken away.
    #[error("the card was removed")]
    CardRemoved,
    /// The reader or its driver failed.
    #[error("the reader failed")]
    Failed(#[source] Box<dyn core::error::Error + Send + Sync>),
    /// The reader was unplugged.
    #[error("the reader is gone")]
    ReaderGone,
    /// Another program holds the card.
    #[error("another program uses the card")]
    Sharing,
    /// Nothing came in time.
    #[error("the card didn't answer in time")]
    Timeout,
    /// The card is there but doesn't answer (mute, or put in wrongly).
    #[error("the card doesn't respond")]
    Unresponsive,
}

impl TransportError {
    /// Whether the card or the reader left.
    #[must_use]
    pub const fn is_card_gone(&self) -> bool {
        matches!(self, Self::CardRemoved | Self::ReaderGone)
    }
}
