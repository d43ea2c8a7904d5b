//! The way through a file from one person to the next.

use std::io::BufRead;

use super::extent::{element_end, is_balanced};
use super::window::Window;
use crate::document::Viewed;
use crate::encoding::{MAX_DECLARATION, padding};
use crate::group::Group;
use crate::message::{BODY, ROOT};
use crate::source::Source;
use crate::xml::{BLANKS, Reader, Token, Tokens, is_blank, resolve};
use crate::{Budget, Diagnostic, Element, Encoding, Error, Finding, Limits, Mode, XmlFault};

/// Finds the elements between which people stand, and reads them one by one, each within [`Limits::SINGLE`].
pub(super) struct Walk<R> {
    window: Window<R>,
    mode: Mode,
    limits: Limits,
    place: Place,
    /// Whether nothing but blanks has come.
    is_blank: bool,
    /// Elements and attributes, and bytes, of what was kept without a name.
    kept: (usize, usize),
}

/// Inside which element the walk stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    BeforeRoot,
    Root,
    Body,
    AfterRoot,
}

impl Place {
    const fn open(self) -> &'static [&'static str] {
        match self {
            Self::BeforeRoot | Self::AfterRoot => &[],
            Self::Root => &[ROOT],
            Self::Body => &[ROOT, BODY],
        }
    }

    const fn inside(self) -> Self {
        match self {
            Self::BeforeRoot => Self::Root,
            Self::Root | Self::Body => Self::Body,
            Self::AfterRoot => Self::AfterRoot,
        }
    }

    const fn outside(self) -> Self {
        match self {
            Self::Body => Self::Root,
            Self::BeforeRoot | Self::Root | Self::AfterRoot => Self::AfterRoot,
        }
    }
}

/// What comes next between people.
enum Next {
    Start(String),
    End,
    Blank,
    /// Comments and the like.
    Over,
    /// What is passed over, but not without a word: what is wrong, and where in what was looked at.
    Found(Finding, usize),
    Doctype,
    EndOfFile,
}

impl<R: BufRead> Walk<R> {
    /// Looks at the beginning of a file.
    pub(super) fn open(source: R, mode: Mode) -> Result<Self, Error> {
        let (window, limits) = (Window::open(source, mode)?, Limits::SINGLE);
        Ok(Self { window, mode, limits, place: Place::BeforeRoot, is_blank: true, kept: (0, 0) })
    }

    /// The name of the next element, which is then still to be entered, read or kept; none at the end of the file.
    /// Blanks and comments are read over.
    pub(super) fn next(&mut self) -> Result<Option<String>, Error> {
        // Every round takes bytes, or makes the window longer, which the budget ends.
        loop {
            let (next, taken) = self.look();
            match next {
                Ok(Next::Blank) => self.window.take(taken),
                Ok(Next::Over) => {
                    self.reader(taken).check()?;
                    self.is_blank = false;
                    self.window.take(taken);
                }
                Ok(Next::Found(finding, place)) => {
                    self.window.note(self.window.offset(place), finding)?;
                    self.is_blank = false;
                    self.window.take(taken);
                }
                Ok(Next::End) => {
                    self.window.take(taken);
                    self.place = self.place.outside();
                }
                Ok(Next::EndOfFile) | Err(XmlFault::Truncated | XmlFault::Reference) if self.more()? => {}
                Ok(Next::Start(name)) => return self.start(name).map(Some),
                Ok(Next::EndOfFile) if self.place == Place::AfterRoot => return Ok(None),
                Ok(Next::EndOfFile) => return Err(self.fault(XmlFault::Truncated)),
                Ok(Next::Doctype) => return Err(Error::Doctype { offset: self.offset() }),
                Err(fault) => return Err(self.fault(fault)),
            }
        }
    }

    fn start(&self, name: String) -> Result<String, Error> {
        match self.place {
            Place::BeforeRoot if name != ROOT => Err(Error::Root { offset: self.offset() }),
            Place::AfterRoot => Err(self.fault(XmlFault::OutsideRoot)),
            Place::BeforeRoot | Place::Root | Place::Body => Ok(name),
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
            Token::Declaration if self.window.is_at_start() => Ok(Next::Over),
            Token::Declaration
                if self.is_blank && self.place == Place::BeforeRoot && self.offset() < MAX_DECLARATION =>
            {
                Ok(Next::Found(Finding::LateDeclaration, 0))
            }
            Token::Declaration => Err(XmlFault::Syntax),
            Token::Other if self.is_padded() => Err(XmlFault::OutsideRoot),
            Token::Other => Ok(Next::Over),
            Token::Text(text) if is_blank(text) => Ok(Next::Blank),
            Token::Text(text) if self.place == Place::AfterRoot => match padding(text) {
                Some(place) if is_blank(text.get(..place).unwrap_or_default()) => {
                    Ok(Next::Found(Finding::Padding, place))
                }
                _ => Err(XmlFault::OutsideRoot),
            },
            // Written out or not, blanks between elements lay them out; outside the root they can only be themselves.
            Token::CData(text) if !open.is_empty() && is_blank(text) => Ok(Next::Blank),
            Token::Reference(name)
                if !open.is_empty() && resolve(name).is_some_and(|meant| BLANKS.contains(&meant)) =>
            {
                Ok(Next::Blank)
            }
            Token::Text(_) | Token::CData(_) | Token::Reference(_) if open.is_empty() => {
                Err(XmlFault::OutsideRoot)
            }
            Token::Text(_) | Token::CData(_) | Token::Reference(_) => Err(XmlFault::MixedContent),
            Token::Doctype => Ok(Next::Doctype),
            Token::EndOfFile => Ok(Next::EndOfFile),
        });
        (next, tokens.place())
    }

    /// Whether the file has ended but for its padding.
    fn is_padded(&self) -> bool {
        self.diagnostics().iter().any(|found| found.finding == Finding::Padding)
    }

    /// Steps into the element that comes next; its attributes.
    pub(super) fn enter(&mut self) -> Result<Vec<(String, String)>, Error> {
        let mut tokens = Tokens::new(self.window.text());
        let is_empty = matches!(tokens.next(), Ok(Token::Start(tag)) if tag.is_empty);
        let end = tokens.place();
        let mut reader = self.reader(end);
        reader.check()?;
        let tag = reader.root()?;
        let attributes = reader.attributes(&tag)?;
        self.window.take(end);
        self.place = self.place.inside();
        if is_empty {
            self.place = self.place.outside();
        }
        Ok(attributes)
    }

    /// Reads the element that comes next.
    pub(super) fn group<G: for<'t> Group<'t>>(&mut self) -> Result<Viewed<G>, Error> {
        let end = self.element_end()?;
        self.read(end, None)
    }

    /// Reads the element that comes next, the `nth` of its name; or says what is wrong with it alone, and passes over it,
    /// if it can be trusted to end where it seems to.
    pub(super) fn unit<G: for<'t> Group<'t>>(
        &mut self,
        nth: usize,
    ) -> Result<Result<Viewed<G>, Error>, Error> {
        let end = self.element_end()?;
        let read = self.read(end, Some(nth));
        if let Err(error) = read {
            let text = self.window.text().get(..end).unwrap_or_default();
            if self.mode == Mode::Strict || !is_balanced(text, self.limits.depth) {
                return Err(error);
            }
            self.window.take(end);
            return Ok(Err(error));
        }
        Ok(read)
    }

    /// Reads an element that comes next and has no name in the messages. All of them together take no more than one
    /// person may.
    pub(super) fn element(&mut self) -> Result<Element, Error> {
        let end = self.element_end()?;
        let mut reader = self.reader(end);
        reader.check()?;
        let tag = reader.root()?;
        let element = reader.element(&tag)?;
        let (count, bytes) = (self.kept.0 + reader.counted(), self.kept.1 + end);
        for (budget, kept, limit) in
            [(Budget::Count, count, self.limits.count), (Budget::Bytes, bytes, self.limits.bytes)]
        {
            if kept > limit {
                return Err(Error::OverBudget { budget, limit, offset: self.offset() });
            }
        }
        self.kept = (count, bytes);
        self.window.take(end);
        Ok(element)
    }

    fn read<G: for<'t> Group<'t>>(&mut self, end: usize, nth: Option<usize>) -> Result<Viewed<G>, Error> {
        let mut reader = self.reader(end);
        let tag = reader.root()?;
        if let Some(nth) = nth {
            reader.number(nth);
        }
        reader.check()?;
        let mut message = G::empty();
        message.fill(&tag, &mut reader)?;
        let diagnostics = reader.ledger().take_diagnostics();
        self.window.take(end);
        Ok(Viewed { message, diagnostics })
    }

    fn reader(&self, end: usize) -> Reader<'_> {
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
            return Err(Error::OverBudget { budget: Budget::Bytes, limit, offset: self.offset() });
        }
        self.window.more()
    }

    /// The element that comes next is there a second time.
    pub(super) fn duplicate(&self, name: &str) -> Error {
        Error::Duplicate { path: format!("{ROOT}/{name}"), offset: self.offset() }
    }

    fn fault(&self, fault: XmlFault) -> Error {
        Error::Xml { fault, offset: self.offset(), path: self.place.open().join("/") }
    }

    /// Where in the file it stands.
    fn offset(&self) -> usize {
        self.window.offset(0)
    }
}

impl<R> Walk<R> {
    pub(super) const fn place(&self) -> Place {
        self.place
    }

    /// What is wrong with the file as such, as far as is known.
    pub(super) fn diagnostics(&self) -> &[Diagnostic] {
        self.window.diagnostics()
    }

    pub(super) const fn encoding(&self) -> Encoding {
        self.window.encoding()
    }

    /// Bytes of the file that were read.
    pub(super) fn bytes(&self) -> u64 {
        self.window.read()
    }
}
