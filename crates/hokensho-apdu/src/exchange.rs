//! One command, one whole response: what a card says in pieces is put together here.

use alloc::vec::Vec;
use zeroize::Zeroizing;

use crate::{Command, Error, Le, Response, StatusWord, Transport};

/// The most data one exchange brings back: what a single extended response could carry (65,536 bytes).
const MAX_BYTES: usize = 65_536;

/// The most GET RESPONSE commands for one exchange: 65,536 bytes in full short answers of 256 need as many.
const MAX_ROUNDS: u16 = 256;

/// Sends `command` and returns the whole response.
///
/// - 61xx: the rest is fetched by GET RESPONSE (INS C0) with the class byte of the command, and joined. The
///   status is that of the last piece.
/// - 6Cxx: a command that carries Le is sent once more with the Le the card asks for. If the card refuses again,
///   its word is returned as it is. A command without Le, or one that carries a PIN
///   ([`Command::carries_secret`]), is never sent twice: each sending could cost a try.
///
/// Any other status word is the caller's to judge; it is no error here. (ISO/IEC 7816-4:2020, 5.3.4 and 5.6.)
///
/// ```
/// use hokensho_apdu::{Command, Le, StatusWord, Transport, TransportError, Zeroizing, exchange};
///
/// /// Says everything in two pieces.
/// struct Halting;
///
/// impl Transport for Halting {
///     fn transmit(&mut self, command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TransportError> {
///         Ok(match command {
///             [_, 0xC0, ..] => vec![0xCC, 0x90, 0x00],
///             _ => vec![0xAA, 0xBB, 0x61, 0x01],
///         }
///         .into())
///     }
///     fn power_down(&mut self) -> Result<(), TransportError> {
///         Ok(())
///     }
/// }
///
/// let read = Command::new(0x00, 0xB0, 0x86, 0x00).with_le(Le::SHORT_MAX);
/// let response = exchange(&mut Halting, &read)?;
/// assert_eq!(response.data(), [0xAA, 0xBB, 0xCC]);
/// assert_eq!(response.status(), StatusWord::OK);
/// # Ok::<(), hokensho_apdu::Error>(())
/// ```
///
/// # Errors
/// [`Error::Transport`] if no answer came, [`Error::ResponseTruncated`] if one came without a status word,
/// [`Error::ResponseTooLong`] for more than 65,536 bytes in all, [`Error::TooManyRounds`] for a card that never
/// stops announcing more.
pub fn exchange<T: Transport + ?Sized>(transport: &mut T, command: &Command<'_>) -> Result<Response, Error> {
    let first = send(transport, command)?;
    let Some(waiting) = first.status().more_bytes() else { return Ok(first) };
    collect(transport, command.cla(), first, waiting)
}

/// Joins `first` and the pieces that wait behind it.
fn collect<T: Transport + ?Sized>(
    transport: &mut T,
    cla: u8,
    first: Response,
    mut waiting: u8,
) -> Result<Response, Error> {
    // Reserved at once, so that no copy of a photo is left behind by growth.
    let mut data = Zeroizing::new(Vec::with_capacity(MAX_BYTES));
    append(&mut data, &first)?;
    for _ in 0..MAX_ROUNDS {
        let piece = send(transport, &Command::new(cla, 0xC0, 0x00, 0x00).with_le(Le::from(waiting)))?;
        append(&mut data, &piece)?;
        match piece.status().more_bytes() {
            Some(more) => waiting = more,
            None => return Ok(Response::from_parts(data, piece.status())),
        }
    }
    Err(Error::TooManyRounds { bytes: data.len(), rounds: MAX_ROUNDS })
}

fn append(data: &mut Vec<u8>, piece: &Response) -> Result<(), Error> {
    let bytes = data.len() + piece.data().len();
    if bytes > MAX_BYTES {
        return Err(Error::ResponseTooLong { bytes: bytes + size_of::<StatusWord>() });
    }
    data.extend_from_slice(piece.data());
    Ok(())
}

/// Sends `command`; once more with the Le that 6Cxx names, if sending again is harmless.
fn send<T: Transport + ?Sized>(transport: &mut T, command: &Command<'_>) -> Result<Response, Error> {
    let response = Response::try_from(transport.transmit(&command.encode())?)?;
    match response.status().correct_le() {
        Some(le) if command.le().is_some() && !command.carries_secret() => {
            Response::try_from(transport.transmit(&command.with_le(Le::from(le)).encode())?)
        }
        _ => Ok(response),
    }
}

#[cfg(test)]
mod tests;
