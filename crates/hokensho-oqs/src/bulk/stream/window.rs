use encoding_rs::{Decoder, DecoderResult, SHIFT_JIS, UTF_8};
use std::io::{self, BufRead, Chain, Cursor, Read as _};

use crate::encoding::{Offsets, Stated};
use crate::message::ROOT;
use crate::{Diagnostic, Encoding, Error, Finding, Mode};

/// How much is looked at to decide the encoding, from the first byte on that isn't ASCII: some people.
const SAMPLE: usize = 16 * 1024;

/// How much is read on at least; twice the window where more is needed, so that long elements aren't looked through
/// again and again.
const STEP: usize = 64 * 1024;

/// The part of a file that was decoded and not yet taken.
pub(super) struct Window<R> {
    /// What was looked at and not decoded yet, and the rest.
    source: Chain<Cursor<Vec<u8>>, R>,
    mode: Mode,
    stated: Stated,
    /// None as long as all is ASCII, which is the same in either encoding.
    decoder: Option<Decoder>,
    encoding: Encoding,
    diagnostics: Vec<Diagnostic>,
    text: String,
    /// Bytes of `text` that were taken.
    taken: usize,
    /// Where what wasn't taken starts in the file.
    offset: usize,
    read: usize,
    has_ended: bool,
}

impl<R: BufRead> Window<R> {
    /// Looks at the beginning of a file.
    pub(super) fn open(mut source: R, mode: Mode) -> Result<Self, Error> {
        let mut head = sample(&mut source, 0)?;
        let stated = Stated::of(&head, mode)?;
        let (mark, expected) = (stated.mark, stated.expected);
        head.drain(..mark);
        let mut window = Self {
            source: Cursor::new(head).chain(source),
            mode,
            stated,
            decoder: None,
            encoding: expected,
            diagnostics: Vec::new(),
            text: String::new(),
            taken: 0,
            offset: mark,
            read: mark,
            has_ended: false,
        };
        window.decide(expected)?;
        window.read_on(SAMPLE)?;
        Ok(window)
    }

    /// Reads on; false at the end of the file.
    pub(super) fn more(&mut self) -> Result<bool, Error> {
        if self.has_ended {
            return Ok(false);
        }
        self.text.drain(..self.taken);
        self.taken = 0;
        self.read_on(self.text.len() + self.text.len().max(STEP))?;
        Ok(true)
    }

    /// Decodes on until there is as much text as wanted, or the file ends.
    fn read_on(&mut self, wanted: usize) -> Result<(), Error> {
        while self.text.len() < wanted && !self.has_ended {
            let chunk = fill(&mut self.source, self.read)?;
            let chunk = chunk.get(..wanted - self.text.len()).unwrap_or(chunk);
            self.has_ended = chunk.is_empty();
            let Some(decoder) = &mut self.decoder else {
                let plain = chunk.iter().take_while(|byte| byte.is_ascii()).count();
                let is_settled = plain < chunk.len();
                self.text.extend(chunk.iter().take(plain).map(|&byte| char::from(byte)));
                self.read += plain;
                self.source.consume(plain);
                if is_settled {
                    self.settle()?;
                }
                continue;
            };
            let decoded = decode(decoder, chunk, &mut self.text, self.has_ended);
            self.read += chunk.len();
            let taken = chunk.len();
            self.source.consume(taken);
            decoded.map_err(|before| self.undecodable(before))?;
        }
        Ok(())
    }

    /// Decides the encoding by what comes next, the first that isn't ASCII, and decodes that.
    fn settle(&mut self) -> Result<(), Error> {
        let part = sample(&mut self.source, self.read)?;
        self.read += part.len();
        self.decide(self.stated.settle(&part, self.mode)?)?;
        let decoder = match self.encoding {
            Encoding::Utf8 => UTF_8,
            Encoding::Windows31J => SHIFT_JIS,
        };
        let decoder = self.decoder.insert(decoder.new_decoder_without_bom_handling());
        decode(decoder, &part, &mut self.text, false).map_err(|before| self.undecodable(before))
    }
}

impl<R> Window<R> {
    /// Holds an encoding against the declaration.
    fn decide(&mut self, encoding: Encoding) -> Result<(), Error> {
        self.encoding = encoding;
        self.stated.finding(encoding).map_or(Ok(()), |finding| self.note(0, finding))
    }

    /// Notes once what is wrong with the file as such, or refuses it.
    pub(super) fn note(&mut self, offset: usize, finding: Finding) -> Result<(), Error> {
        let found = Diagnostic { path: ROOT.to_owned(), offset, finding };
        match self.mode {
            Mode::Strict => return Err(Error::Refused(found)),
            Mode::Lenient if self.diagnostics.iter().any(|earlier| earlier.finding == finding) => {}
            Mode::Lenient => self.diagnostics.push(found),
        }
        Ok(())
    }

    /// What is wrong with the file as such, as far as is known.
    pub(super) fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
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
        self.offset == self.stated.mark
    }

    pub(super) const fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Bytes of the file that were read.
    pub(super) fn read(&self) -> u64 {
        u64::try_from(self.read).unwrap_or(u64::MAX)
    }
}

/// The next bytes, fewer than wanted only at the end.
fn sample(source: &mut impl BufRead, offset: usize) -> Result<Vec<u8>, Error> {
    let mut sample = Vec::with_capacity(SAMPLE);
    while sample.len() < SAMPLE {
        let new = fill(source, offset + sample.len())?;
        let new = new.get(..SAMPLE - sample.len()).unwrap_or(new);
        if new.is_empty() {
            break;
        }
        sample.extend_from_slice(new);
        let new = new.len();
        source.consume(new);
    }
    Ok(sample)
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
