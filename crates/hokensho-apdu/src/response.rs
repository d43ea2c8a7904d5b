//! Response APDUs (ISO/IEC 7816-4:2020, 5.2).

use alloc::vec::Vec;
use core::fmt;
use zeroize::Zeroizing;

use crate::{Error, StatusWord};

/// A response APDU: data and status word. The data is wiped on drop and never shown by `Debug`: it may be
/// a person's name or photo.
///
/// ```
/// use hokensho_apdu::{Response, StatusWord};
///
/// let response = Response::parse(&[0xDE, 0xAD, 0x90, 0x00])?;
/// assert_eq!(response.data(), [0xDE, 0xAD]);
/// assert_eq!(response.status(), StatusWord::OK);
/// assert_eq!(format!("{response:?}"), "Response(2 bytes, SW 9000)");
/// # Ok::<(), hokensho_apdu::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Response {
    data: Zeroizing<Vec<u8>>,
    status: StatusWord,
}

impl Response {
    /// Splits the bytes a card sent into data and status word.
    ///
    /// # Errors
    /// [`Error::ResponseTruncated`] under two bytes, [`Error::ResponseTooLong`] over 65,538.
    pub fn parse(bytes: &[u8]) -> Result<Self, Error> {
        let (data, status) = split(bytes)?;
        Ok(Self::new(data, status))
    }

    /// A response of `data` and `status`.
    #[must_use]
    pub fn new(data: &[u8], status: StatusWord) -> Self {
        Self { data: Zeroizing::new(data.to_vec()), status }
    }

    pub(crate) const fn from_parts(data: Zeroizing<Vec<u8>>, status: StatusWord) -> Self {
        Self { data, status }
    }

    /// The data without the status word.
    #[must_use]
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// The data, taken out.
    #[must_use]
    pub fn into_data(self) -> Zeroizing<Vec<u8>> {
        self.data
    }

    /// The status word.
    #[must_use]
    pub const fn status(&self) -> StatusWord {
        self.status
    }
}

impl TryFrom<Zeroizing<Vec<u8>>> for Response {
    type Error = Error;

    /// As [`Response::parse`], but keeps the buffer of the transport: personal data isn't copied.
    fn try_from(mut bytes: Zeroizing<Vec<u8>>) -> Result<Self, Error> {
        let (data, status) = split(&bytes)?;
        let kept = data.len();
        bytes.truncate(kept); // the status word stays behind in the capacity; it is wiped with the rest
        Ok(Self { data: bytes, status })
    }
}

fn split(bytes: &[u8]) -> Result<(&[u8], StatusWord), Error> {
    match bytes.split_last_chunk::<2>() {
        Some((data, _)) if data.len() > 65_536 => Err(Error::ResponseTooLong { bytes: bytes.len() }),
        Some((data, status)) => Ok((data, StatusWord::from(*status))),
        None => Err(Error::ResponseTruncated { bytes: bytes.len() }),
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Response({} bytes, {})", self.data.len(), self.status)
    }
}
