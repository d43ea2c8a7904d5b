//! What a conversation cost.

use alloc::vec::Vec;
use zeroize::Zeroizing;

use crate::{Transport, TransportError};

/// A transport that counts round trips and bytes, below the exchange loop: GET RESPONSE and repeated commands
/// count too. A command without an answer counts as one round trip.
///
/// ```
/// use hokensho_apdu::{Command, Counted, Transport, TransportError, Zeroizing, exchange};
///
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
/// let mut card = Counted::new(Deaf);
/// exchange(&mut card, &Command::new(0x00, 0x20, 0x00, 0x80))?;
/// assert_eq!((card.round_trips(), card.bytes_sent(), card.bytes_received()), (1, 4, 2));
/// # Ok::<(), hokensho_apdu::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Counted<T> {
    inner: T,
    round_trips: u32,
    bytes_sent: u64,
    bytes_received: u64,
}

impl<T> Counted<T> {
    /// Counts from zero what goes through `inner`.
    #[must_use]
    pub const fn new(inner: T) -> Self {
        Self { inner, round_trips: 0, bytes_sent: 0, bytes_received: 0 }
    }

    /// Commands sent.
    #[must_use]
    pub const fn round_trips(&self) -> u32 {
        self.round_trips
    }

    /// Bytes of all commands, headers included.
    #[must_use]
    pub const fn bytes_sent(&self) -> u64 {
        self.bytes_sent
    }

    /// Bytes of all responses, status words included.
    #[must_use]
    pub const fn bytes_received(&self) -> u64 {
        self.bytes_received
    }

    /// The transport inside.
    #[must_use]
    pub const fn inner(&self) -> &T {
        &self.inner
    }

    /// The transport inside; what is sent through it directly isn't counted.
    #[must_use]
    pub const fn inner_mut(&mut self) -> &mut T {
        &mut self.inner
    }

    /// The transport, taken out.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.inner
    }
}

impl<T: Transport> Transport for Counted<T> {
    fn transmit(&mut self, command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TransportError> {
        self.round_trips = self.round_trips.saturating_add(1);
        self.bytes_sent = self.bytes_sent.saturating_add(bytes(command));
        let response = self.inner.transmit(command)?;
        self.bytes_received = self.bytes_received.saturating_add(bytes(&response));
        Ok(response)
    }

    fn power_down(&mut self) -> Result<(), TransportError> {
        self.inner.power_down()
    }
}

fn bytes(of: &[u8]) -> u64 {
    u64::try_from(of.len()).unwrap_or(u64::MAX)
}
