//! Command APDUs (ISO/IEC 7816-4:2020, 5.2).

use alloc::vec::Vec;
use core::fmt;
use zeroize::Zeroizing;

use crate::Error;

/// The number of response bytes a command expects: 1 to 65,536.
///
/// ```
/// use hokensho_apdu::Le;
///
/// assert_eq!(Le::new(256)?, Le::SHORT_MAX);
/// assert!(Le::new(0).is_err());
/// # Ok::<(), hokensho_apdu::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Le(u32);

impl Le {
    /// All that a short response can carry: 256 bytes, written `00`.
    pub const SHORT_MAX: Self = Self(256);
    /// All that an extended response can carry: 65,536 bytes, written `00 00`.
    pub const EXTENDED_MAX: Self = Self(65_536);

    /// Expects `bytes` bytes.
    ///
    /// # Errors
    /// [`Error::LeOutOfRange`] unless 1 ≤ `bytes` ≤ 65,536.
    pub const fn new(bytes: u32) -> Result<Self, Error> {
        if bytes == 0 || bytes > 65_536 {
            return Err(Error::LeOutOfRange { bytes });
        }
        Ok(Self(bytes))
    }

    /// The number of bytes.
    ///
    /// ```
    /// assert_eq!(hokensho_apdu::Le::SHORT_MAX.bytes(), 256);
    /// ```
    #[must_use]
    pub const fn bytes(self) -> u32 {
        self.0
    }
}

impl From<u8> for Le {
    /// Reads a short Le byte: `00` is 256.
    fn from(byte: u8) -> Self {
        if byte == 0 { Self::SHORT_MAX } else { Self(byte.into()) }
    }
}

/// How the length fields are written (ISO/IEC 7816-4:2020, 5.2).
///
/// ```
/// use hokensho_apdu::{Command, Form, Le};
///
/// let read = Command::new(0x00, 0xB0, 0x8A, 0x00).with_le(Le::EXTENDED_MAX);
/// assert_eq!(read.form(), Form::Extended);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// One byte each: at most 255 bytes out, 256 back.
    Short,
    /// `00` and two bytes: at most 65,535 bytes out, 65,536 back.
    Extended,
}

/// A command APDU: header, optional data, optional Le (cases 1 to 4, short and extended).
///
/// `Debug` shows the header and lengths, never the data: it may be a PIN.
///
/// ```
/// use hokensho_apdu::{Command, Le};
///
/// let sign = Command::new(0x80, 0x2A, 0x00, 0x80).with_data(&[0x30; 51])?.with_le(Le::SHORT_MAX);
/// assert_eq!(sign.encode().len(), 4 + 1 + 51 + 1);
/// assert_eq!(Command::parse(&sign.encode())?, sign);
/// # Ok::<(), hokensho_apdu::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Command<'a> {
    header: [u8; 4],
    data: &'a [u8],
    le: Option<Le>,
    extended: bool,
}

impl<'a> Command<'a> {
    /// A case 1 command: a header alone.
    ///
    /// ```
    /// let tries = hokensho_apdu::Command::new(0x00, 0x20, 0x00, 0x80);
    /// assert_eq!(&tries.encode()[..], [0x00, 0x20, 0x00, 0x80]);
    /// ```
    #[must_use]
    pub const fn new(cla: u8, ins: u8, p1: u8, p2: u8) -> Self {
        Self { header: [cla, ins, p1, p2], data: &[], le: None, extended: false }
    }

    /// Adds a data field of 1 to 65,535 bytes; no bytes leave the command without one.
    ///
    /// ```
    /// let verify = hokensho_apdu::Command::new(0x00, 0x20, 0x00, 0x80).with_data(b"1234")?;
    /// assert_eq!(verify.data().len(), 4);
    /// # Ok::<(), hokensho_apdu::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::DataTooLong`] for more than 65,535 bytes.
    pub const fn with_data(mut self, data: &'a [u8]) -> Result<Self, Error> {
        if data.len() > 65_535 {
            return Err(Error::DataTooLong { bytes: data.len() });
        }
        self.data = data;
        Ok(self)
    }

    /// Expects up to `le` bytes back.
    ///
    /// ```
    /// use hokensho_apdu::{Command, Le};
    ///
    /// let read = Command::new(0x00, 0xB0, 0x86, 0x00).with_le(Le::SHORT_MAX);
    /// assert_eq!(&read.encode()[..], [0x00, 0xB0, 0x86, 0x00, 0x00]);
    /// ```
    #[must_use]
    pub const fn with_le(mut self, le: Le) -> Self {
        self.le = Some(le);
        self
    }

    /// Writes extended length fields even where short ones would do.
    ///
    /// ```
    /// use hokensho_apdu::{Command, Le};
    ///
    /// let read = Command::new(0x00, 0xB0, 0x86, 0x00).with_le(Le::SHORT_MAX).extended();
    /// assert_eq!(&read.encode()[..], [0x00, 0xB0, 0x86, 0x00, 0x00, 0x01, 0x00]);
    /// ```
    #[must_use]
    pub const fn extended(mut self) -> Self {
        self.extended = true;
        self
    }

    /// Class byte.
    #[must_use]
    pub const fn cla(&self) -> u8 {
        self.header[0]
    }

    /// Instruction byte.
    #[must_use]
    pub const fn ins(&self) -> u8 {
        self.header[1]
    }

    /// First parameter.
    #[must_use]
    pub const fn p1(&self) -> u8 {
        self.header[2]
    }

    /// Second parameter.
    #[must_use]
    pub const fn p2(&self) -> u8 {
        self.header[3]
    }

    /// The data field; empty if there is none.
    #[must_use]
    pub const fn data(&self) -> &'a [u8] {
        self.data
    }

    /// What the command expects back.
    #[must_use]
    pub const fn le(&self) -> Option<Le> {
        self.le
    }

    /// Whether the data field holds a PIN or password: VERIFY, CHANGE REFERENCE DATA, RESET RETRY COUNTER
    /// (ISO/IEC 7816-4, INS 20, 24, 2C and their BER-TLV twins), and JICSAP's CHANGE KEY (`80 32`).
    ///
    /// Such a command is never repeated by [`exchange`](crate::exchange) and never written to a transcript.
    ///
    /// ```
    /// use hokensho_apdu::Command;
    ///
    /// assert!(Command::new(0x00, 0x20, 0x00, 0x80).carries_secret());
    /// assert!(!Command::new(0x00, 0xB0, 0x00, 0x00).carries_secret());
    /// ```
    #[must_use]
    pub const fn carries_secret(&self) -> bool {
        match self.ins() {
            0x20 | 0x21 | 0x24 | 0x25 | 0x2C | 0x2D => true,
            0x32 => self.cla() & 0x80 != 0,
            _ => false,
        }
    }

    /// Whether the length fields are short or extended: extended if asked for or needed.
    #[must_use]
    pub fn form(&self) -> Form {
        let needs = self.data.len() > 255 || self.le.is_some_and(|le| le > Le::SHORT_MAX);
        let has_length = !self.data.is_empty() || self.le.is_some();
        if needs || (self.extended && has_length) { Form::Extended } else { Form::Short }
    }

    /// The bytes to send; wiped when dropped, since they may hold a PIN.
    #[must_use]
    pub fn encode(&self) -> Zeroizing<Vec<u8>> {
        // 4 header, 3 Lc, 2 Le at most; reserved at once so that no copy of a PIN is left behind by growth.
        let mut out = Zeroizing::new(Vec::with_capacity(self.data.len() + 9));
        out.extend_from_slice(&self.header);
        let extended = self.form() == Form::Extended;
        if !self.data.is_empty() {
            match (extended, u8::try_from(self.data.len())) {
                (false, Ok(lc)) => out.push(lc),
                _ => {
                    // `with_data` bounds the length, so the two low bytes are all of it.
                    let [.., high, low] = self.data.len().to_be_bytes();
                    out.extend_from_slice(&[0, high, low]);
                }
            }
            out.extend_from_slice(self.data);
        }
        if let Some(Le(bytes)) = self.le {
            // 256 and 65,536 are written as zeros: their low bytes.
            let [_, _, high, low] = bytes.to_be_bytes();
            match (extended, self.data.is_empty()) {
                (false, _) => out.push(low),
                (true, true) => out.extend_from_slice(&[0, high, low]),
                (true, false) => out.extend_from_slice(&[high, low]),
            }
        }
        out
    }

    /// Reads a command APDU as a card would (ISO/IEC 7816-4:2020, 5.2).
    ///
    /// # Errors
    /// [`Error::CommandTruncated`] under four bytes, [`Error::CommandLength`] if the length fields fit no case.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, Error> {
        let Some((header, body)) = bytes.split_first_chunk::<4>() else {
            return Err(Error::CommandTruncated { bytes: bytes.len() });
        };
        let wrong = || Error::CommandLength { bytes: bytes.len() };
        let (data, le, extended): (&[u8], Option<Le>, bool) = match body {
            [] => (&[], None, false),
            [le] => (&[], Some(Le::from(*le)), false),
            [0, high, low] => (&[], Some(extended_le(*high, *low)), true),
            [0, high, low, rest @ ..] => {
                let lc = usize::from(u16::from_be_bytes([*high, *low]));
                let (data, le) = rest.split_at_checked(lc).filter(|_| lc > 0).ok_or_else(wrong)?;
                match le {
                    [] => (data, None, true),
                    [high, low] => (data, Some(extended_le(*high, *low)), true),
                    _ => return Err(wrong()),
                }
            }
            [lc, rest @ ..] => {
                let lc = usize::from(*lc);
                let (data, le) = rest.split_at_checked(lc).filter(|_| lc > 0).ok_or_else(wrong)?;
                match le {
                    [] => (data, None, false),
                    [le] => (data, Some(Le::from(*le)), false),
                    _ => return Err(wrong()),
                }
            }
        };
        Ok(Self { header: *header, data, le, extended })
    }
}

fn extended_le(high: u8, low: u8) -> Le {
    match u16::from_be_bytes([high, low]) {
        0 => Le::EXTENDED_MAX,
        bytes => Le(bytes.into()),
    }
}

impl fmt::Debug for Command<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [cla, ins, p1, p2] = self.header;
        write!(f, "Command({cla:02X} {ins:02X} {p1:02X} {p2:02X}, {} bytes of data", self.data.len())?;
        match self.le {
            Some(Le(bytes)) => write!(f, ", Le {bytes})"),
            None => f.write_str(")"),
        }
    }
}
