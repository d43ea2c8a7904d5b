mod window;

use std::fmt;
use std::io::BufRead;
use std::marker::PhantomData;

use super::BulkConfirmUnit;
use crate::document::Viewed;
use crate::group::Group;
use crate::message::{BODY, HEADER, ROOT};
use crate::xml::{Reader, Token, Tokens, is_blank};
use crate::{
    BulkRegistrationUnit, BulkResultHeader, Diagnostic, Element, Encoding, Error, Finding, Limits, Mode,
    XmlFault,
};
use window::Window;

/// Reads a bulk result person by person: the memory that it takes is that of one person, whatever the length of the file.
///
/// The file is read and decoded as it comes. A declaration that lies is found at the first byte that contradicts it, not
/// before anything is read.
///
/// An error ends the reading, but for this: in [`Mode::Lenient`] a person who can't be read, such as one with a result
/// code twice, is one error among the others, as long as every tag in the element has its other.
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
    window: Window<R>,
    mode: Mode,
    limits: Limits,
    place: Place,
    header: Option<Viewed<BulkResultHeader>>,
    has_body: bool,
    unknown: Vec<Element>,
    units: u64,
    call: Option<Box<dyn FnMut(Progress)>>,
    unit: PhantomData<fn() -> U>,
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

/// What a [`BulkReader`] reads one by one.
trait Unit: for<'t> Group<'t> {
    const ELEMENT: &'static str;
}

impl Unit for BulkConfirmUnit {
    const ELEMENT: &'static str = "BulkConfirmUnit";
}

impl Unit for BulkRegistrationUnit {
    const ELEMENT: &'static str = "BulkRegistrationUnit";
}

/// Inside which element the reader stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    BeforeRoot,
    Root,
    Body,
    AfterRoot,
    /// Nothing more comes.
    Done,
}

impl Place {
    const fn open(self) -> &'static [&'static str] {
        match self {
            Self::BeforeRoot | Self::AfterRoot | Self::Done => &[],
            Self::Root => &[ROOT],
            Self::Body => &[ROOT, BODY],
        }
    }
}

/// What comes next between people.
enum Next {
    Start(String),
    End,
    /// Blanks, comments and the like.
    Over,
    Doctype,
    EndOfFile,
}

impl<R: BufRead, U> BulkReader<R, U> {
    /// Looks at the beginning of a file, each of whose people is read within [`Limits::SINGLE`].
    ///
    /// # Errors
    /// [`Error::UnknownEncoding`], [`Error::Undecodable`], [`Error::Source`]; in strict mode [`Error::Refused`] if the
    /// declaration lies.
    pub fn new(source: R, mode: Mode) -> Result<Self, Error> {
        let (window, finding) = Window::open(source)?;
        let reader = Self {
            window,
            mode,
            limits: Limits::SINGLE,
            place: Place::BeforeRoot,
            header: None,
            has_body: false,
            unknown: Vec::new(),
            units: 0,
            call: None,
            unit: PhantomData,
        };
        if let Some(finding) = finding {
            reader.refuse_strictly(finding, ROOT.to_owned(), 0)?;
        }
        Ok(reader)
    }

    /// Calls this after each person.
    #[must_use]
    pub fn on_progress(mut self, call: impl FnMut(Progress) + 'static) -> Self {
        self.call = Some(Box::new(call));
        self
    }

    /// How far the reading has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress { bytes: self.window.read(), units: self.units }
    }

    /// The header, with what was wrong in it: before the first person in the files that are known, so `None` means that
    /// none has come yet.
    #[must_use]
    pub const fn header(&self) -> Option<&Viewed<BulkResultHeader>> {
        self.header.as_ref()
    }

    /// What the file is read as.
    #[must_use]
    pub const fn encoding(&self) -> Encoding {
        self.window.encoding()
    }

    /// Elements beside the people that this version has no name for, as far as they have come.
    #[must_use]
    pub fn unknown(&self) -> &[Element] {
        &self.unknown
    }

    fn advance(&mut self) -> Option<Result<Viewed<U>, Error>>
    where
        U: Unit,
    {
        if self.place == Place::Done {
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
            end => {
                self.place = Place::Done;
                end.err().map(Err)
            }
        }
    }

    /// The next person, or what is wrong with that person alone.
    fn unit(&mut self) -> Result<Option<Result<Viewed<U>, Error>>, Error>
    where
        U: Unit,
    {
        loop {
            match (self.place, self.next_token()?) {
                (Place::BeforeRoot, Next::Start(name)) if name == ROOT => self.enter(Place::Root)?,
                (Place::BeforeRoot, Next::Start(_)) => {
                    return Err(Error::Root { offset: self.window.offset(0) });
                }
                (Place::Root, Next::Start(name)) if name == HEADER => {
                    if self.header.is_some() {
                        return Err(self.duplicate(&name));
                    }
                    let end = self.element_end()?;
                    self.header = Some(self.group(end, None)?);
                }
                (Place::Root, Next::Start(name)) if name == BODY => {
                    if self.has_body {
                        return Err(self.duplicate(&name));
                    }
                    self.has_body = true;
                    self.enter(Place::Body)?;
                }
                (Place::Body, Next::Start(name)) if name == U::ELEMENT => {
                    let nth = usize::try_from(self.units).unwrap_or(usize::MAX).saturating_add(1);
                    let end = self.element_end()?;
                    let unit = match self.group(end, Some(nth)) {
                        Ok(unit) => Ok(unit),
                        Err(error) => Err(self.skip(end, error)?),
                    };
                    self.units += 1;
                    return Ok(Some(unit));
                }
                (Place::Root | Place::Body, Next::Start(_)) => self.strange()?,
                (Place::Body, Next::End) => self.place = Place::Root,
                (Place::Root, Next::End) => self.place = Place::AfterRoot,
                (Place::AfterRoot, Next::EndOfFile) => return self.finished(),
                (Place::Root | Place::Body | Place::BeforeRoot, Next::EndOfFile) => {
                    return Err(self.fault(XmlFault::Truncated));
                }
                (Place::BeforeRoot | Place::AfterRoot, Next::End) => return Err(self.fault(XmlFault::EndTag)),
                (Place::AfterRoot, Next::Start(_)) => return Err(self.fault(XmlFault::OutsideRoot)),
                (_, Next::Over | Next::Doctype) | (Place::Done, _) => return Ok(None),
            }
        }
    }

    fn finished<T>(&self) -> Result<Option<T>, Error> {
        let absent = |name| Err(Error::Absent { path: format!("{ROOT}/{name}") });
        match (&self.header, self.has_body) {
            (None, _) => absent(HEADER),
            (_, false) => absent(BODY),
            _ => Ok(None),
        }
    }

    /// What comes next between people, at the start of the window; blanks and comments are read over.
    fn next_token(&mut self) -> Result<Next, Error> {
        // Every round takes bytes, or makes the window longer, which the budget ends.
        loop {
            let (next, taken) = self.look();
            match next {
                Ok(Next::Over) => self.window.take(taken),
                Ok(Next::EndOfFile) | Err(XmlFault::Truncated | XmlFault::Reference) if self.more()? => {}
                Ok(Next::End) => {
                    self.window.take(taken);
                    return Ok(Next::End);
                }
                Ok(Next::Doctype) => return Err(Error::Doctype { offset: self.window.offset(0) }),
                Ok(next) => return Ok(next),
                Err(fault) => return Err(self.fault(fault)),
            }
        }
    }

    /// What is at the start of the window, and how long it is.
    fn look(&self) -> (Result<Next, XmlFault>, usize) {
        let open = self.place.open();
        let mut tokens = Tokens::new(self.window.text());
        let next = tokens.next().and_then(|token| match token {
            Token::Start(tag) => Ok(Next::Start(tag.name.to_owned())),
            Token::End(name) if open.last() == Some(&name) => Ok(Next::End),
            Token::End(_) => Err(XmlFault::EndTag),
            Token::Declaration if !self.window.is_at_start() => Err(XmlFault::Syntax),
            Token::Declaration | Token::Other => Ok(Next::Over),
            Token::Text(text) if is_blank(text) => Ok(Next::Over),
            Token::Text(_) | Token::CData(_) | Token::Reference(_) if open.is_empty() => {
                Err(XmlFault::OutsideRoot)
            }
            Token::Text(_) | Token::CData(_) | Token::Reference(_) => Err(XmlFault::MixedContent),
            Token::Doctype => Ok(Next::Doctype),
            Token::EndOfFile => Ok(Next::EndOfFile),
        });
        (next, tokens.place())
    }

    /// Steps into the element whose start tag comes next.
    fn enter(&mut self, place: Place) -> Result<(), Error> {
        let mut tokens = Tokens::new(self.window.text());
        let (Ok(Token::Start(tag)), taken) = (tokens.next(), tokens.place()) else { return Ok(()) };
        let (is_empty, has_attributes) = (tag.is_empty, !tag.attributes.is_empty());
        if has_attributes {
            let path =
                [self.place.open(), &[place.open().last().copied().unwrap_or_default()]].concat().join("/");
            self.refuse_strictly(Finding::Attributes, path, self.window.offset(0))?;
        }
        self.window.take(taken);
        self.place = match place {
            Place::Root if is_empty => Place::AfterRoot,
            Place::Body if is_empty => Place::Root,
            place => place,
        };
        Ok(())
    }

    /// Reads the element that comes next, up to its end; the `nth` of its name, if there may be several.
    fn group<G: for<'t> Group<'t>>(&mut self, end: usize, nth: Option<usize>) -> Result<Viewed<G>, Error> {
        let mut reader = self.reader(end)?;
        let tag = reader.root()?;
        if let Some(nth) = nth {
            reader.number(nth);
        }
        let mut message = G::empty();
        message.fill(&tag, &mut reader)?;
        let diagnostics = reader.into_diagnostics();
        self.window.take(end);
        Ok(Viewed { message, diagnostics })
    }

    /// Passes over an element that can't be read, if it can be trusted to end where it seems to; else the file ends here.
    fn skip(&mut self, end: usize, error: Error) -> Result<Error, Error> {
        let text = self.window.text().get(..end).unwrap_or_default();
        if self.mode == Mode::Strict || !is_balanced(text, self.limits.depth) {
            return Err(error);
        }
        self.window.take(end);
        Ok(error)
    }

    /// Keeps the element that comes next, which has no name here.
    fn strange(&mut self) -> Result<(), Error> {
        if self.unknown.len() >= self.limits.count {
            let (budget, limit) = (crate::Budget::Count, self.limits.count);
            return Err(Error::OverBudget { budget, limit, offset: self.window.offset(0) });
        }
        let end = self.element_end()?;
        let mut reader = self.reader(end)?;
        let tag = reader.root()?;
        let element = reader.element(&tag)?;
        self.unknown.push(element);
        self.window.take(end);
        Ok(())
    }

    fn reader(&self, end: usize) -> Result<Reader<'_>, Error> {
        let text = self.window.text().get(..end).unwrap_or_default();
        Reader::inside(self.place.open(), text, self.window.offsets(), self.mode, self.limits)
    }

    /// Where the element that comes next ends, once all of it is there; or where nothing more comes or may come.
    fn element_end(&mut self) -> Result<usize, Error> {
        loop {
            if let Some(end) = element_end(self.window.text()) {
                return Ok(end);
            }
            if !self.more()? {
                return Ok(self.window.text().len());
            }
        }
    }

    /// Reads on; false at the end of the file.
    fn more(&mut self) -> Result<bool, Error> {
        let limit = self.limits.bytes;
        if self.window.text().len() > limit {
            let offset = self.window.offset(0);
            return Err(Error::OverBudget { budget: crate::Budget::Bytes, limit, offset });
        }
        self.window.more()
    }

    fn refuse_strictly(&self, finding: Finding, path: String, offset: usize) -> Result<(), Error> {
        match self.mode {
            Mode::Strict => Err(Error::Refused(Diagnostic { path, offset, finding })),
            Mode::Lenient => Ok(()),
        }
    }

    fn duplicate(&self, name: &str) -> Error {
        Error::Duplicate { path: format!("{ROOT}/{name}"), offset: self.window.offset(0) }
    }

    fn fault(&self, fault: XmlFault) -> Error {
        Error::Xml { fault, offset: self.window.offset(0), path: self.place.open().join("/") }
    }
}

/// Where the element at the start of a text ends; none if that can't be seen yet. What can't be an element ends with the
/// text: the reader says what is wrong with it.
fn element_end(text: &str) -> Option<usize> {
    let mut tokens = Tokens::new(text);
    let mut depth = 0_usize;
    loop {
        match tokens.next() {
            Ok(Token::Start(tag)) if !tag.is_empty => depth += 1,
            Ok(Token::End(_)) => depth = depth.saturating_sub(1),
            Ok(Token::EndOfFile) | Err(XmlFault::Truncated) => return None,
            Err(XmlFault::Reference) if tokens.place() == text.len() => return None,
            Ok(Token::Doctype) | Err(_) => return Some(text.len()),
            Ok(_) => {}
        }
        if depth == 0 {
            return Some(tokens.place());
        }
    }
}

/// Whether every tag of an element has its other, so that nothing of the next element can be in it.
fn is_balanced(text: &str, depth: u8) -> bool {
    let mut tokens = Tokens::new(text);
    let mut open = Vec::new();
    loop {
        match tokens.next() {
            Ok(Token::Start(tag)) if !tag.is_empty => open.push(tag.name),
            Ok(Token::End(name)) if open.last() == Some(&name) => open.truncate(open.len() - 1),
            Ok(Token::EndOfFile) => return open.is_empty(),
            Ok(Token::End(_) | Token::Doctype) | Err(_) => return false,
            Ok(_) => {}
        }
        if open.len() > depth.into() {
            return false;
        }
    }
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
            .field("place", &self.place)
            .field("units", &self.units)
            .field("bytes", &self.window.read())
            .finish_non_exhaustive()
    }
}
