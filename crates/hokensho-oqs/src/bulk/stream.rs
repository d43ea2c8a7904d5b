mod extent;
mod walk;
mod window;

use std::fmt;
use std::io::BufRead;
use std::marker::PhantomData;

use super::{BulkConfirmUnit, unit::Unit};
use crate::document::Viewed;
use crate::message::{BODY, HEADER, ROOT};
use crate::{BulkRegistrationUnit, BulkResultHeader, Diagnostic, Encoding, Error, Mode, Unknown};
use walk::{Place, Walk};

/// Reads a bulk result person by person: the memory that it takes is that of one person, whatever the length of the file.
///
/// The file is read and decoded as it comes. Its encoding is decided by the first 16 KiB from the first byte on that isn't
/// ASCII: until then a declaration that lies isn't found, and nothing is read otherwise than it would be.
///
/// An error ends the reading, but for this: in [`Mode::Lenient`] a person who can't be read, such as one with an `&` that is
/// no reference, is one error among the others, as long as every tag in the element has its other. [`end`](Self::end) tells
/// the two apart.
///
/// ```
/// use hokensho_oqs::{BulkReader, BulkConfirmUnit, Mode};
///
/// let file = b"<XmlMsg><MessageHeader><NumberOfProcessingResult>2</NumberOfProcessingResult></MessageHeader><MessageBody>
///     <BulkConfirmUnit><ProcessingResultStatus>1</ProcessingResultStatus></BulkConfirmUnit>
///     <BulkConfirmUnit><ProcessingResultStatus>2</ProcessingResultStatus></BulkConfirmUnit></MessageBody></XmlMsg>";
/// let mut people = BulkReader::<_, BulkConfirmUnit>::new(&file[..], Mode::Strict)?;
/// let first = people.next().unwrap()?.message;
/// assert_eq!(first.status.value().unwrap().code(), "1");
/// assert_eq!(people.header().unwrap().message.results.value().unwrap().number(), 2);
/// assert_eq!(people.by_ref().count(), 1);
/// assert_eq!((people.progress().units, people.progress().bytes), (2, file.len() as u64));
/// # Ok::<(), hokensho_oqs::Error>(())
/// ```
pub struct BulkReader<R, U = BulkConfirmUnit> {
    walk: Walk<R>,
    header: Option<Viewed<BulkResultHeader>>,
    unknown: Unknown,
    body_unknown: Option<Unknown>,
    units: u64,
    end: Option<BulkEnd>,
    call: Option<Box<dyn FnMut(Progress)>>,
    unit: PhantomData<fn() -> U>,
}

/// How the reading of a bulk result ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BulkEnd {
    /// The last error ended it: nobody knows who would have come after.
    Broken,
    /// With the file: everybody in it came, if only as an error.
    Whole,
}

/// How far a reading has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Bytes of the file that were read.
    pub bytes: u64,
    /// People, with those who couldn't be read.
    pub units: u64,
}

impl<R: BufRead, U> BulkReader<R, U> {
    /// Looks at the beginning of a file, each of whose people is read within [`Limits::SINGLE`](crate::Limits::SINGLE).
    ///
    /// # Errors
    /// [`Error::UnknownEncoding`], [`Error::Undecodable`], [`Error::Source`]; in strict mode [`Error::Refused`] if the
    /// declaration lies.
    pub fn new(source: R, mode: Mode) -> Result<Self, Error> {
        Ok(Self {
            walk: Walk::open(source, mode)?,
            header: None,
            unknown: Unknown::default(),
            body_unknown: None,
            units: 0,
            end: None,
            call: None,
            unit: PhantomData,
        })
    }

    /// Calls this after each person.
    #[must_use]
    pub fn on_progress(mut self, call: impl FnMut(Progress) + 'static) -> Self {
        self.call = Some(Box::new(call));
        self
    }

    fn advance(&mut self) -> Option<Result<Viewed<U>, Error>>
    where
        U: Unit,
    {
        if self.end.is_some() {
            return None;
        }
        match self.unit() {
            Ok(Some(unit)) => {
                let progress = self.progress();
                if let Some(call) = &mut self.call {
                    call(progress);
                }
                Some(unit)
            }
            Ok(None) => {
                self.end = Some(BulkEnd::Whole);
                None
            }
            Err(error) => {
                self.end = Some(BulkEnd::Broken);
                Some(Err(error))
            }
        }
    }

    /// The next person, or what is wrong with that person alone.
    fn unit(&mut self) -> Result<Option<Result<Viewed<U>, Error>>, Error>
    where
        U: Unit,
    {
        while let Some(name) = self.walk.next()? {
            match (self.walk.place(), &*name, &mut self.body_unknown) {
                (Place::Body, name, _) if name == U::ELEMENT => {
                    let nth = usize::try_from(self.units).unwrap_or(usize::MAX).saturating_add(1);
                    let unit = self.walk.unit(nth)?;
                    self.units += 1;
                    return Ok(Some(unit));
                }
                (Place::Body, _, Some(unknown)) => unknown.elements.push(self.walk.element()?),
                (Place::Root, HEADER, _) if self.header.is_none() => self.header = Some(self.walk.group()?),
                (Place::Root, BODY, body @ None) => {
                    body.insert(Unknown::default()).attributes = self.walk.enter()?;
                }
                (Place::Root, HEADER | BODY, _) => return Err(self.walk.duplicate(&name)),
                (Place::BeforeRoot, ..) => self.unknown.attributes = self.walk.enter()?,
                _ => self.unknown.elements.push(self.walk.element()?),
            }
        }
        match (&self.header, &self.body_unknown) {
            (None, _) => Err(absent(HEADER)),
            (_, None) => Err(absent(BODY)),
            _ => Ok(None),
        }
    }
}

#[expect(private_bounds, reason = "the two kinds of people are all that there are")]
impl<R: BufRead, U: Unit> BulkReader<R, U> {
    /// Reads on until the header is there, over people who come before it. Who wants these too opens the file again.
    ///
    /// ```
    /// use hokensho_oqs::{BulkConfirmUnit, BulkReader, Mode};
    ///
    /// let file = b"<XmlMsg><MessageBody><BulkConfirmUnit/></MessageBody>
    ///     <MessageHeader><ReceptionNumber>R1</ReceptionNumber></MessageHeader></XmlMsg>";
    /// let header = BulkReader::<_, BulkConfirmUnit>::new(&file[..], Mode::Strict)?.into_header()?;
    /// assert_eq!(header.message.reception_number.value().map(|number| &**number), Some("R1"));
    /// # Ok::<(), hokensho_oqs::Error>(())
    /// ```
    ///
    /// # Errors
    /// What ended the reading before the header came.
    pub fn into_header(mut self) -> Result<Viewed<BulkResultHeader>, Error> {
        let mut wrong = None;
        while self.header.is_none() && self.end.is_none() {
            wrong = self.advance().and_then(Result::err);
        }
        // A file that ends without header has ended with that error.
        self.header.ok_or_else(|| wrong.unwrap_or_else(|| absent(HEADER)))
    }
}

impl<R, U> BulkReader<R, U> {
    /// How far the reading has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress { bytes: self.walk.bytes(), units: self.units }
    }

    /// The header, with what was wrong in it: before the first person in the files that are known, so `None` means that
    /// none has come yet.
    #[must_use]
    pub const fn header(&self) -> Option<&Viewed<BulkResultHeader>> {
        self.header.as_ref()
    }

    /// How the reading ended; none before it has.
    ///
    /// ```
    /// use hokensho_oqs::{BulkConfirmUnit, BulkEnd, BulkReader, Mode};
    ///
    /// let cut = b"<XmlMsg><MessageHeader/><MessageBody><BulkConfirmUnit/><BulkConf";
    /// let mut people = BulkReader::<_, BulkConfirmUnit>::new(&cut[..], Mode::Lenient)?;
    /// assert_eq!(people.by_ref().filter(Result::is_ok).count(), 1);
    /// assert_eq!(people.end(), Some(BulkEnd::Broken));
    /// # Ok::<(), hokensho_oqs::Error>(())
    /// ```
    #[must_use]
    pub const fn end(&self) -> Option<BulkEnd> {
        self.end
    }

    /// What is wrong with the file as such, as far as it has come: a declaration that lies or stands late, padding behind
    /// the end. Header and people have their own.
    ///
    /// ```
    /// use hokensho_oqs::{BulkConfirmUnit, BulkReader, Mode};
    ///
    /// let file = "<?xml version='1.0' encoding='Shift_JIS'?><XmlMsg><MessageHeader/><MessageBody/><!-- 保険 --></XmlMsg>";
    /// let people = BulkReader::<_, BulkConfirmUnit>::new(file.as_bytes(), Mode::Lenient)?;
    /// assert_eq!(people.diagnostics().len(), 1);
    /// # Ok::<(), hokensho_oqs::Error>(())
    /// ```
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        self.walk.diagnostics()
    }

    /// What the file is read as: what it says of itself, until something that isn't ASCII comes.
    #[must_use]
    pub const fn encoding(&self) -> Encoding {
        self.walk.encoding()
    }

    /// What the root holds that this version has no name for, as far as it has come.
    #[must_use]
    pub const fn unknown(&self) -> &Unknown {
        &self.unknown
    }

    /// What stands beside the people in the body, as far as it has come; none before the body.
    ///
    /// ```
    /// use hokensho_oqs::{BulkConfirmUnit, BulkReader, Mode};
    ///
    /// let file = b"<XmlMsg><MessageHeader/><MessageBody><New/><BulkConfirmUnit/></MessageBody></XmlMsg>";
    /// let mut people = BulkReader::<_, BulkConfirmUnit>::new(&file[..], Mode::Strict)?;
    /// assert_eq!(people.by_ref().count(), 1);
    /// assert_eq!(people.body_unknown().unwrap().elements[0].name(), "New");
    /// # Ok::<(), hokensho_oqs::Error>(())
    /// ```
    #[must_use]
    pub const fn body_unknown(&self) -> Option<&Unknown> {
        self.body_unknown.as_ref()
    }
}

fn absent(name: &str) -> Error {
    Error::Absent { path: format!("{ROOT}/{name}") }
}

impl<R: BufRead> Iterator for BulkReader<R, BulkConfirmUnit> {
    type Item = Result<Viewed<BulkConfirmUnit>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.advance()
    }
}

impl<R: BufRead> Iterator for BulkReader<R, BulkRegistrationUnit> {
    type Item = Result<Viewed<BulkRegistrationUnit>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.advance()
    }
}

impl<R, U> fmt::Debug for BulkReader<R, U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BulkReader")
            .field("place", &self.walk.place())
            .field("units", &self.units)
            .field("bytes", &self.walk.bytes())
            .finish_non_exhaustive()
    }
}
