use encoding_rs::{Decoder, DecoderResult, SHIFT_JIS, UTF_8};
use std::io::{self, BufRead};

use crate::encoding::{self, Offsets};
use crate::{Encoding, Error, Finding};

/// How much is looked at before the encoding is decided: the header and some people.
const HEAD: usize = 16 * 1024;

/// How much is read on at least; twice the window where more is needed, so that long elements aren't looked through
/// again and again.
const STEP: usize = 64 * 1024;

/// The part of a file that was decoded and not yet taken.
pub(super) struct Window<R> {
    source: R,
    decoder: Decoder,
    encoding: Encoding,
    text: String,
    /// Bytes of `text` that were taken.
    taken: usize,
    /// Where what wasn't taken starts in the file.
    offset: usize,
    /// Bytes of the byte-order mark.
    mark: usize,
    read: usize,
    has_ended: bool,
}

impl<R: BufRead> Window<R> {
    /// Looks at the beginning of a file, and what its declaration gets wrong.
    pub(super) fn open(mut source: R) -> Result<(Self, Option<Finding>), Error> {
        let mut head = Vec::with_capacity(HEAD);
        while head.len() < HEAD {
            let read = fill(&mut source, head.len())?;
            let new = read.get(..read.len().min(HEAD - head.len())).unwrap_or_default();
            if new.is_empty() {
                break;
            }
            head.extend_from_slice(new);
            let new = new.len();
            source.consume(new);
        }
        let (mark, encoding, finding) = encoding::of_head(&head)?;
        let decoder = match encoding {
            Encoding::Utf8 => UTF_8,
            Encoding::Windows31J => SHIFT_JIS,
        };
        let decoder = decoder.new_decoder_without_bom_handling();
        let (text, read) = (String::new(), head.len());
        let mut window =
            Self { source, decoder, encoding, text, taken: 0, offset: mark, mark, read, has_ended: false };
        let body = head.get(mark..).unwrap_or_default();
        let decoded = decode(&mut window.decoder, body, &mut window.text, false);
        decoded.map_err(|before| window.undecodable(before))?;
        Ok((window, finding))
    }

    /// Reads on; false at the end of the file.
    pub(super) fn more(&mut self) -> Result<bool, Error> {
        if self.has_ended {
            return Ok(false);
        }
        self.text.drain(..self.taken);
        self.taken = 0;
        let wanted = self.text.len() + self.text.len().max(STEP);
        while self.text.len() < wanted && !self.has_ended {
            let chunk = fill(&mut self.source, self.read)?;
            let chunk = chunk.get(..STEP).unwrap_or(chunk);
            self.has_ended = chunk.is_empty();
            let decoded = decode(&mut self.decoder, chunk, &mut self.text, self.has_ended);
            self.read += chunk.len();
            let taken = chunk.len();
            self.source.consume(taken);
            decoded.map_err(|before| self.undecodable(before))?;
        }
        Ok(true)
    }
}

/// Decodes the next bytes of a file, or says how many bytes before their end the one lies that belongs to no character.
fn decode(decoder: &mut Decoder, bytes: &[u8], text: &mut String, last: bool) -> Result<(), usize> {
    // The most that so many bytes can become; only lengths close to all memory have none.
    text.reserve(decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(0));
    match decoder.decode_to_string_without_replacement(bytes, text, last) {
        (DecoderResult::InputEmpty | DecoderResult::OutputFull, _) => Ok(()),
        (DecoderResult::Malformed(bad, after), taken) => {
            Err((bytes.len() + usize::from(bad) + usize::from(after)).saturating_sub(taken))
        }
    }
}

impl<R> Window<R> {
    /// So many bytes before the end of what was read.
    fn undecodable(&self, before: usize) -> Error {
        Error::Undecodable { encoding: self.encoding, offset: self.read.saturating_sub(before) }
    }

    pub(super) fn text(&self) -> &str {
        self.text.get(self.taken..).unwrap_or_default()
    }

    /// Takes what was read.
    pub(super) fn take(&mut self, bytes: usize) {
        self.offset = self.offset(bytes);
        self.taken += bytes;
    }

    /// The place in the file of a place in the text.
    pub(super) fn offset(&self, place: usize) -> usize {
        self.offsets().in_file(place)
    }

    pub(super) fn offsets(&self) -> Offsets<'_> {
        Offsets::new(self.text(), self.encoding, self.offset)
    }

    /// Whether nothing was taken.
    pub(super) const fn is_at_start(&self) -> bool {
        self.offset == self.mark
    }

    pub(super) const fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Bytes of the file that were read.
    pub(super) fn read(&self) -> u64 {
        u64::try_from(self.read).unwrap_or(u64::MAX)
    }
}

/// What the source has ready, or waits for; empty at its end.
fn fill(source: &mut impl BufRead, offset: usize) -> Result<&[u8], Error> {
    // Asked twice since a borrow that is given back in a loop can't be shown to end.
    while let Err(error) = source.fill_buf() {
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(Error::of_source(error, offset));
        }
    }
    source.fill_buf().map_err(|error| Error::of_source(error, offset))
}
