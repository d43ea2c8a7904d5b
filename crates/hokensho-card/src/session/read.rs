//! Whole files in the fewest round trips.
//!
//! A file is named in the READ BINARY that starts it (short EF identifier), so no SELECT is sent. Where the card
//! and the reader carry extended length fields, one command brings the whole file; else a file comes in pieces,
//! up to the length that its own outermost object states.

use alloc::vec::Vec;
use hokensho_apdu::tlv::{Fault, Reader, Tag};
use hokensho_apdu::{Command, Le, Response, StatusWord, Transport, TransportError, Zeroizing};

use super::{Selected, Session, refusal};
use crate::record::Origin;
use crate::{Error, File, Filler, Step};

/// What READ BINARY can address: offsets have 15 bits (ISO/IEC 7816-4:2020, 11.3.3).
const MAX_FILE: usize = 32_768;

/// 6282: the file or record ended before Le bytes (ISO/IEC 7816-4:2020, 11.3.3, 11.4.3); what came is good.
const END_OF_FILE: u16 = 0x6282;

/// How files are read.
///
/// ```
/// use hokensho_card::{Card, ReadMode, ShortLe};
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let persona = Persona::named("adult")?;
/// let mut card =
///     Card::open(VirtualCard::new(&persona)).with_read_mode(ReadMode::Short(ShortLe::ONE_FRAME));
/// assert_eq!(card.jpki()?.auth_certificate()?.as_der(), persona.auth_certificate().unwrap());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReadMode {
    /// One extended command a file; pieces of 256 bytes from the first refusal on.
    #[default]
    Auto,
    /// Short commands only, each for so many bytes.
    Short(ShortLe),
}

/// The number of bytes asked for by one short command: 16 to 256.
///
/// ```
/// use hokensho_card::ShortLe;
///
/// assert_eq!(ShortLe::new(251), Some(ShortLe::ONE_FRAME));
/// assert_eq!(ShortLe::new(257), None);
/// assert_eq!(ShortLe::new(15), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShortLe(u16);

impl ShortLe {
    /// All that a short response carries: 256 bytes.
    pub const MAX: Self = Self(256);
    /// What one contactless frame of 256 bytes carries besides block header, status word and checksum: 251 bytes
    /// (ISO/IEC 14443-4; derived, not measured).
    pub const ONE_FRAME: Self = Self(251);

    /// Asks for `bytes` bytes a command; none outside 16 to 256. The first piece of a file must hold the header of its
    /// object, seven bytes at most; no reader's frames are as small as that.
    #[must_use]
    pub const fn new(bytes: u16) -> Option<Self> {
        if bytes < 16 || bytes > 256 { None } else { Some(Self(bytes)) }
    }

    /// The number of bytes.
    ///
    /// ```
    /// assert_eq!(hokensho_card::ShortLe::MAX.bytes(), 256);
    /// ```
    #[must_use]
    pub const fn bytes(self) -> u16 {
        self.0
    }
}

/// What has been learnt of extended length fields, of this card in this reader. A refusal ends [`ReadMode::Auto`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ExtendedLe {
    Untried,
    Works,
}

impl File {
    /// The outermost tag of the file; none for what is no object: fixed structures, records, filler.
    const fn tag(self) -> Option<Tag> {
        match self {
            Self::AuthCertificate
            | Self::AuthCaCertificate
            | Self::SignCertificate
            | Self::SignCaCertificate => Some(Tag::new(0x30)),
            Self::AgeRecord => Some(Tag::new(0xFF10)),
            Self::Attributes | Self::FaceRecord => Some(Tag::new(0xFF20)),
            Self::IntegrityRecord | Self::VisualBasicInfo => Some(Tag::new(0xFF30)),
            Self::TextBasicInfo => Some(Tag::new(0xFF40)),
            Self::TextCardKey => Some(Tag::new(0xFF50)),
            Self::SessionKey => Some(Tag::new(0xA1)),
            Self::TextCvCertificate | Self::VisualCvCertificate => Some(Tag::new(0x7F21)),
            Self::CardSerial
            | Self::CertificatePresence
            | Self::CommonKeyReference
            | Self::JukiKeyReference
            | Self::TextFiller
            | Self::TokenInfo
            | Self::VisualFiller => None,
        }
    }

    /// Whether one short command usually brings the whole file, so that trying an extended one gains nothing.
    const fn is_small(self) -> bool {
        matches!(self, Self::Attributes | Self::TextBasicInfo)
    }
}

impl<T: Transport> Session<T> {
    /// Reads `bytes` bytes from the start of a file that has no outermost object.
    pub(crate) fn read_fixed(&mut self, file: File, bytes: usize) -> Result<Zeroizing<Vec<u8>>, Error> {
        self.read_piece(file, 0, bytes, bytes)
    }

    pub(crate) fn read_filler(&mut self, file: File) -> Result<Filler, Error> {
        Filler::parse(file, &self.read_fixed(file, Filler::BYTES)?)
    }

    /// Reads the outermost object of `file` whole; filler behind it is left out.
    pub(crate) fn read(&mut self, file: File) -> Result<Zeroizing<Vec<u8>>, Error> {
        let start = match self.try_extended(file)? {
            Some(start) => start,
            None => self.read_short(file, 0, self.chunk())?,
        };
        let Some(length) = stated_length(file, &start)? else {
            return Err(match start.len() {
                0 => Error::FileMissing { file },
                offset => Error::FileTruncated { file, offset, expected: offset + 1 },
            });
        };
        let mut content = if start.len() < length { self.read_rest(file, &start, length)? } else { start };
        content.truncate(length);
        if let Some(tag) = file.tag() {
            Reader::new(&content).require(tag).map_err(|error| Origin::from(file).broken(0, error))?;
        }
        Ok(content)
    }

    /// The start of the file, usually all of it, by one extended command; none if it must be asked for in short.
    fn try_extended(&mut self, file: File) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
        if !self.may_extend() || (self.extended_le == ExtendedLe::Untried && file.is_small()) {
            return Ok(None);
        }
        let Some(start) = self.read_extended(file, 0, Le::EXTENDED_MAX)? else { return Ok(None) };
        let length = stated_length(file, &start)?;
        self.note_extended(length.is_some_and(|length| start.len() >= length));
        // A cut answer is of use if at least the length can be read from it.
        Ok(length.map(|_| start))
    }

    /// What follows `start`, joined to it.
    fn read_rest(&mut self, file: File, start: &[u8], length: usize) -> Result<Zeroizing<Vec<u8>>, Error> {
        // Reserved at once, so that no copy of a photo is left behind by growth.
        let mut content = Zeroizing::new(Vec::with_capacity(length));
        content.extend_from_slice(start);
        // Each round brings what it asks for or is the last (one that turns to short commands aside), so MAX_FILE
        // bounds the rounds.
        while content.len() < length {
            let offset = content.len();
            let left = length - offset;
            let piece = match self.read_rest_extended(file, offset, left)? {
                Some(piece) => piece,
                None => self.read_piece(file, offset, left.min(self.chunk()), length)?,
            };
            content.extend_from_slice(&piece);
        }
        Ok(content)
    }

    /// All that is left of the file by one extended command, where that saves any.
    fn read_rest_extended(
        &mut self,
        file: File,
        offset: usize,
        left: usize,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
        let le = u32::try_from(left).ok().and_then(|left| Le::new(left).ok());
        let Some(le) = le.filter(|_| left > self.chunk() && self.may_extend()) else { return Ok(None) };
        let piece = self.read_extended(file, offset, le)?;
        self.note_extended(piece.as_ref().is_some_and(|piece| piece.len() >= left));
        Ok(piece)
    }

    /// The whole piece of `bytes` bytes by one short command; `expected` is the file's length.
    fn read_piece(
        &mut self,
        file: File,
        offset: usize,
        bytes: usize,
        expected: usize,
    ) -> Result<Zeroizing<Vec<u8>>, Error> {
        let piece = self.read_short(file, offset, bytes)?;
        match piece.len() {
            length if length < bytes => Err(Error::FileTruncated { file, offset: offset + length, expected }),
            _ => Ok(piece),
        }
    }

    /// One extended READ BINARY; none if it was refused in a way that a short one may not be.
    fn read_extended(
        &mut self,
        file: File,
        offset: usize,
        le: Le,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
        let response = self.try_sending(|session| session.send_read(file, offset, le))?;
        response.map(|response| content(file, offset, le, response)).transpose()
    }

    /// What one short command brings, `bytes` bytes at most.
    pub(crate) fn read_short(
        &mut self,
        file: File,
        offset: usize,
        bytes: usize,
    ) -> Result<Zeroizing<Vec<u8>>, Error> {
        let le = u8::try_from(bytes).map_or(Le::SHORT_MAX, Le::from);
        content(file, offset, le, self.send_again(|session| session.send_read(file, offset, le))?)
    }

    /// Sends a command with extended length fields; none if it was refused in a way that a short one may not be.
    pub(super) fn try_sending(
        &mut self,
        send: impl FnOnce(&mut Self) -> Result<Response, Error>,
    ) -> Result<Option<Response>, Error> {
        let selected = self.selected;
        match send(self) {
            Ok(response) => match response.status() {
                StatusWord::WRONG_LENGTH | StatusWord::INS_NOT_SUPPORTED | StatusWord::UNKNOWN_ERROR => {}
                status if status.correct_le().is_some() => {}
                _ => return Ok(Some(response)),
            },
            // The reader or its driver couldn't carry it; the card may be as it was.
            Err(Error::Exchange {
                source:
                    hokensho_apdu::Error::Transport(TransportError::Failed(_))
                    | hokensho_apdu::Error::ResponseTruncated { .. },
                ..
            }) => {
                if let Selected::Sure(application) = selected {
                    self.selected = Selected::Doubtful(application);
                }
            }
            Err(error) => return Err(error),
        }
        self.note_extended(false);
        Ok(None)
    }

    /// Sends the short command that takes the place of an extended one.
    pub(super) fn send_again(
        &mut self,
        send: impl Fn(&mut Self) -> Result<Response, Error>,
    ) -> Result<Response, Error> {
        let Selected::Doubtful(application) = self.selected else { return send(self) };
        self.selected = Selected::Sure(application);
        let response = send(self)?;
        if response.status() == StatusWord::OK {
            return Ok(response);
        }
        // A refusal by a card that was reset unseen says nothing of what was asked: select, and ask once more.
        self.selected = Selected::Unknown;
        send(self)
    }

    /// READ BINARY: from the start by short EF identifier, further on by offset in the file that it made current.
    fn send_read(&mut self, file: File, offset: usize, le: Le) -> Result<Response, Error> {
        let [p1, p2] = match u16::try_from(offset) {
            Ok(0) => {
                self.select(file.application())?;
                [file.id().short(), 0]
            }
            Ok(offset) if offset < 0x8000 => offset.to_be_bytes(),
            _ => return Err(Error::FileTooLong { file, bytes: offset }),
        };
        let command = Command::new(0x00, 0xB0, p1, p2).with_le(le);
        self.send(Step::Read { file, offset }, &command)
    }

    /// Bytes a short command asks for.
    fn chunk(&self) -> usize {
        match self.read_mode {
            ReadMode::Auto => ShortLe::MAX.0.into(),
            ReadMode::Short(le) => le.0.into(),
        }
    }

    pub(super) fn may_extend(&self) -> bool {
        self.read_mode == ReadMode::Auto
    }

    /// Remembers for the rest of the session whether an extended answer came whole.
    const fn note_extended(&mut self, whole: bool) {
        if whole {
            self.extended_le = ExtendedLe::Works;
        } else {
            self.read_mode = ReadMode::Short(ShortLe::MAX);
        }
    }
}

pub(super) fn brings_content(status: StatusWord) -> bool {
    status == StatusWord::OK || u16::from(status) == END_OF_FILE
}

fn content(file: File, offset: usize, le: Le, response: Response) -> Result<Zeroizing<Vec<u8>>, Error> {
    match response.status() {
        status if brings_content(status) => {
            let mut content = response.into_data();
            // A card that says more than it was asked isn't believed: the rest of the file would be shifted.
            content.truncate(usize::try_from(le.bytes()).unwrap_or(usize::MAX));
            Ok(content)
        }
        // The file ends before the offset: nothing is there.
        StatusWord::WRONG_OFFSET => Ok(Zeroizing::default()),
        StatusWord::FILE_NOT_FOUND if offset == 0 => Err(Error::FileMissing { file }),
        status => Err(refusal(Step::Read { file, offset }, status)),
    }
}

/// How long the file says it is, header included; none if its header isn't all there.
fn stated_length(file: File, start: &[u8]) -> Result<Option<usize>, Error> {
    let length = match Reader::new(start).read() {
        Ok(Some(object)) => object.bytes().len(),
        Ok(None) | Err(hokensho_apdu::Error::Tlv { fault: Fault::TruncatedLength, .. }) => return Ok(None),
        // The reader says what it misses: the header and the stated length together are the whole.
        Err(hokensho_apdu::Error::Tlv { fault: Fault::TruncatedValue { available, length }, .. }) => {
            (start.len() - available).saturating_add(length)
        }
        Err(error) => return Err(Origin::from(file).broken(0, error)),
    };
    if length > MAX_FILE {
        return Err(Error::FileTooLong { file, bytes: length });
    }
    Ok(Some(length))
}
