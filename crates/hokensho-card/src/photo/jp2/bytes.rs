use super::refused;
use crate::Error;
use crate::photo::ImageFault;

/// What is left of a file, or of a part of it, and where that lies.
#[derive(Clone)]
pub(super) struct Bytes<'a> {
    rest: &'a [u8],
    at: usize,
}

impl<'a> Bytes<'a> {
    pub(super) const fn new(file: &'a [u8]) -> Self {
        Self { rest: file, at: 0 }
    }

    /// The bytes that weren't read yet.
    pub(super) const fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Where they begin, counted from the start of the file.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    pub(super) fn take<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        let (taken, rest) = self.rest.split_first_chunk().ok_or_else(|| self.truncated())?;
        self.rest = rest;
        self.at += N;
        Ok(*taken)
    }

    /// Numbers of four bytes.
    pub(super) fn numbers<const N: usize>(&mut self) -> Result<[u32; N], Error> {
        let mut numbers = [0; N];
        for number in &mut numbers {
            *number = u32::from_be_bytes(self.take()?);
        }
        Ok(numbers)
    }

    /// Takes a part off the front.
    pub(super) fn split(&mut self, length: usize) -> Result<Self, Error> {
        let (part, rest) = self.rest.split_at_checked(length).ok_or_else(|| self.truncated())?;
        let part = Self { rest: part, at: self.at };
        self.rest = rest;
        self.at += length;
        Ok(part)
    }

    /// What follows a marker: a length of two bytes that counts itself, and the rest (A.4).
    pub(super) fn segment(&mut self) -> Result<Self, Error> {
        let at = self.at;
        let length = usize::from(u16::from_be_bytes(self.take()?));
        self.split(length.checked_sub(2).ok_or_else(|| refused(at, ImageFault::Unsupported))?)
    }

    /// The next box (I.4): its type and its content.
    pub(super) fn next_box(&mut self) -> Result<([u8; 4], Self), Error> {
        let at = self.at;
        let [length] = self.numbers()?;
        let kind = self.take()?;
        let content = match usize::try_from(length) {
            Ok(0) => Some(self.rest.len()),
            // 1 announces a length of eight bytes, which no short file needs; 2 to 7 mean nothing.
            length => length.ok().and_then(|length| length.checked_sub(8)),
        };
        Ok((kind, self.split(content.ok_or_else(|| refused(at, ImageFault::Unsupported))?)?))
    }

    /// The content of the next box of this type; others are passed over.
    pub(super) fn find_box(&mut self, wanted: [u8; 4]) -> Result<Self, Error> {
        loop {
            let (kind, content) = self.next_box()?;
            if kind == wanted {
                return Ok(content);
            }
        }
    }

    fn truncated(&self) -> Error {
        refused(self.at, ImageFault::Truncated)
    }
}
