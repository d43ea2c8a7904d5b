//! Shows a virtual card to vpcd, the virtual reader of vsmartcard, so that every PC/SC program of the machine sees it.
//!
//! vpcd listens on TCP port 35963 and speaks in messages: two bytes of length, big-endian, then so many bytes. One byte
//! alone is an order to the card (power off, power on, reset, tell the ATR); anything longer is a command APDU.
//!
//! vpcd listens on all addresses of the machine. Run it where nobody else can reach it, for example in a network
//! namespace of its own.
//!
//! ```no_run
//! use hokensho_mock::{Persona, VirtualCard, bridge};
//! use std::net::TcpStream;
//!
//! let adult = Persona::named("adult")?;
//! let mut card = VirtualCard::builder(&adult).allow_my_number().build();
//! let stream = TcpStream::connect("127.0.0.1:35963")?;
//! bridge::serve(&mut card, &stream)?; // until vpcd goes away
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use hokensho_apdu::{Transport, TransportError, Zeroizing};
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::{Error, VirtualCard};

/// The answer to reset of a real My Number Card with contacts, known to OpenSC.
///
/// ```
/// assert_eq!(hokensho_mock::bridge::ATR.first(), Some(&0x3B)); // direct convention (ISO/IEC 7816-3:2006, 8.1)
/// ```
pub const ATR: [u8; 9] = [0x3B, 0xE0, 0x00, 0xFF, 0x81, 0x31, 0xFE, 0x45, 0x14];

/// How long vpcd may take to send the rest of a message, or to take ours. It runs on the same machine, where
/// milliseconds are usual; between messages there is no limit, since nobody may want the card for hours.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a reader can do with a card in it: send commands, take the power away, and reset it.
///
/// ```
/// use hokensho_mock::bridge::Inserted;
/// use hokensho_mock::{Persona, VirtualCard};
///
/// fn is_served<C: Inserted>(_: &C) {}
/// is_served(&VirtualCard::new(&Persona::named("adult")?));
/// # Ok::<(), hokensho_mock::Error>(())
/// ```
pub trait Inserted: Transport {
    /// Resets the card without cutting its power.
    fn warm_reset(&mut self);
}

impl Inserted for VirtualCard {
    fn warm_reset(&mut self) {
        Self::warm_reset(self);
    }
}

/// Why [`serve`] came back.
///
/// ```
/// use hokensho_mock::bridge::Ended;
///
/// assert_ne!(Ended::ByReader, Ended::CardRemoved);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// vpcd closed the connection.
    ByReader,
    /// The card was removed; vpcd notices when the connection is closed.
    CardRemoved,
}

/// Serves vpcd at the other end of `stream` with the card, until one of the two goes away. To look on, put a
/// [`Recorder`](hokensho_apdu::transcript::Recorder) between.
///
/// # Errors
/// [`Error::Bridge`] if the connection fails or stops in the middle of a message, [`Error::BridgeControl`] for an order
/// that vpcd doesn't have, [`Error::BridgeCard`] if the card gives no answer though it is there.
pub fn serve(card: &mut impl Inserted, stream: &TcpStream) -> Result<Ended, Error> {
    stream.set_write_timeout(Some(PATIENCE)).map_err(failed("setting a time-out"))?;
    while let Some(message) = receive(stream)? {
        match message.as_slice() {
            [] => {}
            [0x00 | 0x01] => card.power_down().map_err(|source| Error::BridgeCard { source })?,
            [0x02] => card.warm_reset(),
            [0x04] => send(stream, &ATR)?,
            [control] => return Err(Error::BridgeControl { control: *control }),
            command => match card.transmit(command) {
                Ok(answer) => send(stream, &answer)?,
                Err(TransportError::CardRemoved) => return Ok(Ended::CardRemoved),
                Err(source) => return Err(Error::BridgeCard { source }),
            },
        }
    }
    Ok(Ended::ByReader)
}

/// The next message; none if the other end is closed between two messages. Its length field bounds it to 65,535 bytes.
fn receive(mut stream: &TcpStream) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
    let mut first = [0];
    stream.set_read_timeout(None).map_err(failed("setting a time-out"))?;
    // `read_exact` can't tell the end between two messages from one in the middle of a message.
    loop {
        match stream.read(&mut first) {
            Ok(0) => return Ok(None),
            Ok(_) => break,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == io::ErrorKind::ConnectionReset => return Ok(None),
            Err(error) => return Err(failed("waiting for a message")(error)),
        }
    }
    let mut second = [0];
    stream.set_read_timeout(Some(PATIENCE)).map_err(failed("setting a time-out"))?;
    stream.read_exact(&mut second).map_err(failed("reading a length"))?;
    let ([high], [low]) = (first, second);
    let length = u16::from_be_bytes([high, low]);
    let mut message = Zeroizing::new(vec![0; length.into()]);
    stream.read_exact(&mut message).map_err(failed("reading a message"))?;
    Ok(Some(message))
}

/// Length and message in one piece: two small packets would wait for each other.
fn send(mut stream: &TcpStream, message: &[u8]) -> Result<(), Error> {
    let too_long = |_| failed("writing an answer")(io::ErrorKind::InvalidInput.into());
    let length = u16::try_from(message.len()).map_err(too_long)?;
    let mut packet = Zeroizing::new(Vec::with_capacity(message.len() + 2));
    packet.extend_from_slice(&length.to_be_bytes());
    packet.extend_from_slice(message);
    stream.write_all(&packet).map_err(failed("writing an answer"))
}

fn failed(action: &'static str) -> impl Fn(io::Error) -> Error {
    move |source| Error::Bridge { action, source }
}
