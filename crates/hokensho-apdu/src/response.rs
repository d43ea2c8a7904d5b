//! Response APDUs (ISO/IEC 7816-4:2020, 5.1).

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
        let Some((data, status)) = bytes.split_last_chunk::<2>() else {
            return Err(Error::ResponseTruncated { bytes: bytes.len() });
        };
        if data.len() > 65_536 {
            return Err(Error::ResponseTooLong { bytes: bytes.len() });
        }
        Ok(Self::new(data, StatusWord::from(*status)))
    }

    /// A response of `data` and `status`.
    #[must_use]
    pub fn new(data: &[u8], status: StatusWord) -> Self {
        Self { data: Zeroizing::new(data.to_vec()), status }
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

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Response({} bytes, {})", self.data.len(), self.status)
    }
}
