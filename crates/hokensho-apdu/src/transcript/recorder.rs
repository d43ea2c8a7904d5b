use alloc::vec::Vec;
use zeroize::Zeroizing;

use super::{Kind, Transcript};
use crate::{Transport, TransportError};

/// A transport that writes down what goes through it, up to 10,000 steps; the rest goes through unrecorded, and
/// [`Transcript::is_complete`] says so.
///
/// ```
/// use hokensho_apdu::{Command, Transport, exchange};
/// use hokensho_apdu::transcript::{Recorder, Replay};
///
/// let card = Replay::new("hokensho transcript 1 full\n> 0020009804********\n< 9000\n".parse()?)?;
/// let mut card = Recorder::new(card);
/// exchange(&mut card, &Command::new(0x00, 0x20, 0x00, 0x98).with_data(b"1234")?)?;
/// assert_eq!(
///     card.transcript().to_string(),
///     "hokensho transcript 1 redacted\n> 00200098 data 4\n< sw 9000\n"
/// );
/// # Ok::<(), hokensho_apdu::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Recorder<T> {
    inner: T,
    transcript: Transcript,
}

impl<T> Recorder<T> {
    /// Records headers, lengths and status words.
    #[must_use]
    pub const fn new(inner: T) -> Self {
        Self { inner, transcript: Transcript::new(Kind::Redacted) }
    }

    /// Records every byte except PINs, to be replayed. From a real card that would be a person's name, address
    /// and photo: use it with mock cards only.
    ///
    /// ```
    /// use hokensho_apdu::Transport;
    /// use hokensho_apdu::transcript::{Recorder, Replay};
    ///
    /// let text = "hokensho transcript 1 full\n> 00B08A0000\n< AABB9000\n";
    /// let mut card = Recorder::full_for_mock_cards_only(Replay::new(text.parse()?)?);
    /// card.transmit(&[0x00, 0xB0, 0x8A, 0x00, 0x00])?;
    /// assert_eq!(card.into_transcript().to_string(), text);
    /// # Ok::<(), hokensho_apdu::Error>(())
    /// ```
    #[must_use]
    pub const fn full_for_mock_cards_only(inner: T) -> Self {
        Self { inner, transcript: Transcript::new(Kind::Full) }
    }

    /// What was said so far.
    #[must_use]
    pub const fn transcript(&self) -> &Transcript {
        &self.transcript
    }

    /// What was said, taken out.
    #[must_use]
    pub fn into_transcript(self) -> Transcript {
        self.transcript
    }

    /// The transport inside.
    #[must_use]
    pub const fn inner(&self) -> &T {
        &self.inner
    }

    /// The transport inside, for what is no part of a conversation; what is said to it this way isn't written down.
    ///
    /// ```
    /// use hokensho_apdu::Transport;
    /// use hokensho_apdu::transcript::{Recorder, Replay};
    ///
    /// let text = "hokensho transcript 1 full\n= power-down\n> 00B08A0000\n< AABB9000\n";
    /// let mut card = Recorder::new(Replay::new(text.parse()?)?);
    /// card.inner_mut().power_down()?;
    /// card.transmit(&[0x00, 0xB0, 0x8A, 0x00, 0x00])?;
    /// assert_eq!(card.transcript().len(), 1);
    /// # Ok::<(), hokensho_apdu::Error>(())
    /// ```
    pub const fn inner_mut(&mut self) -> &mut T {
        &mut self.inner
    }
}

impl<T: Transport> Transport for Recorder<T> {
    fn transmit(&mut self, command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TransportError> {
        let result = self.inner.transmit(command);
        self.transcript.push_exchange(command, &result);
        result
    }

    fn power_down(&mut self) -> Result<(), TransportError> {
        self.transcript.push_power_down();
        self.inner.power_down()
    }
}
