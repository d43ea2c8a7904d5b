//! The one thing a reader must do: carry a command to a card and bring the response back.

use alloc::boxed::Box;
use alloc::vec::Vec;
use zeroize::Zeroizing;

/// A way to one card: PC/SC, a phone's NFC, a mock.
///
/// An implementation carries bytes; it doesn't retry, doesn't interpret status words, doesn't log.
///
/// ```
/// use hokensho_apdu::{Transport, TransportError, Zeroizing};
///
/// /// A card that knows no command.
/// struct Deaf;
///
/// impl Transport for Deaf {
///     fn transmit(&mut self, _command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TransportError> {
///         Ok(vec![0x6D, 0x00].into())
///     }
///     fn power_down(&mut self) -> Result<(), TransportError> {
///         Ok(())
///     }
/// }
///
/// assert_eq!(Deaf.transmit(&[0x00, 0xA4, 0x04, 0x0C]).unwrap().as_slice(), [0x6D, 0x00]);
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
