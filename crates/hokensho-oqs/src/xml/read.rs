use std::borrow::Cow;
use std::collections::BTreeSet;

use super::attribute::{self, Attributes};
use super::element::Form;
use super::name::is_name;
use super::text::{is_blank, line_ends, resolve};
use super::token::{StartTag, Token, Tokens};
use super::{Element, Limits, is_allowed};
use crate::encoding::{Decoded, MAX_DECLARATION, Offsets};
use crate::leaf::Text;
use crate::ledger::Ledger;
use crate::path;
use crate::source::{Expected, Found, Source};
use crate::{Encoding, Error, Finding, Mode, XmlFault};

/// A start tag.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag<'t> {
    pub(crate) name: &'t str,
    attributes: &'t str,
    /// Where it starts in the text.
    place: usize,
}

/// Reads a decoded file element by element, within budgets: straight into types, in one pass. Where it stands in the
/// file, in words and in bytes, is worked out only when something is wrong.
#[derive(Debug)]
pub(crate) struct Reader<'t> {
    text: &'t str,
    tokens: Tokens<'t>,
    /// Whether an element that ends with its start tag has still to end.
    ends: bool,
    open: Vec<Open<'t>>,
    ledger: Ledger<'t>,
}

/// An element whose end is still to come.
#[derive(Debug)]
struct Open<'t> {
    tag: Tag<'t>,
    /// Which of several of one name it is, counted from 1.
    nth: Option<usize>,
    holds: Holds,
    /// Whether it has no name in the messages.
    is_unknown: bool,
}

/// What an element is known to hold: no message mixes text and elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Nothing,
    Text,
    Elements,
}

/// What comes next.
enum Step<'t> {
    Start(Tag<'t>),
    /// As it stands, with whatever line ends the file has.
    Raw(&'t str, usize),
    /// As it is meant.
    Text(Cow<'t, str>, usize),
    End,
    EndOfFile,
}

impl<'t> Reader<'t> {
    pub(crate) fn new(decoded: &'t Decoded<'_>, mode: Mode, limits: Limits) -> Result<Self, Error> {
        let text: &str = &decoded.text;
        let offsets = Offsets::new(text, decoded.encoding, decoded.mark);
        let mut reader = Self::inside(&[], text, offsets, mode, limits);
        reader.check()?;
        Ok(reader)
    }

    /// Reads a part of a file that stands inside these elements, of which the characters are yet to be checked.
    pub(crate) fn inside(
        open: &[&'static str],
        text: &'t str,
        offsets: Offsets<'t>,
        mode: Mode,
        limits: Limits,
    ) -> Self {
        let tag = |name| Tag { name, attributes: "", place: 0 };
        let open = open.iter().map(|name| Open { holds: Holds::Elements, ..Open::of(tag(name)) });
        Self {
            text,
            tokens: Tokens::new(text),
            ends: false,
            open: open.collect(),
            ledger: Ledger::new(offsets, mode, limits),
        }
    }

    /// Refuses characters that XML forbids, inside what is open.
    pub(crate) fn check(&mut self) -> Result<(), Error> {
        first_forbidden(self.text).map_or(Ok(()), |place| Err(self.fault(XmlFault::Character, place)))
    }

    /// Elements and attributes that have come.
    pub(crate) const fn counted(&self) -> usize {
        self.ledger.counted()
    }

    /// The root element.
    pub(crate) fn root(&mut self) -> Result<Tag<'t>, Error> {
        loop {
            match self.step()? {
                Step::Start(tag) => return Ok(tag),
                Step::Raw(text, _) if is_blank(text) => {}
                Step::Raw(_, place) | Step::Text(_, place) => {
                    return Err(self.fault(XmlFault::OutsideRoot, place));
                }
                Step::End | Step::EndOfFile => return Err(self.fault(XmlFault::Truncated, self.text.len())),
            }
        }
    }

    /// The text of the element that is open, up to its end.
    fn characters(&mut self) -> Result<Cow<'t, str>, Error> {
        let place = self.tokens.place();
        let name = self.open.last().map_or("", |open| open.tag.name);
        if !self.ends
            && let Some(text) = self.tokens.plain(name)
        {
            self.open.pop();
            self.ledger.lengthen(text.len(), place)?;
            return Ok(text.into());
        }
        let mut text = Cow::Borrowed("");
        loop {
            let (more, place) = match self.step()? {
                Step::Raw(raw, place) => (line_ends(raw), place),
                Step::Text(more, place) => (more, place),
                Step::End => {
                    self.open.pop();
                    return Ok(text);
                }
                Step::Start(_) => return Err(self.child_in_text(&text)),
                Step::EndOfFile => return Err(self.fault(XmlFault::Truncated, self.text.len())),
            };
            self.append(&mut text, more, place)?;
        }
    }

    /// An element without a name in the messages, whole.
    pub(crate) fn element<S: Text<'t>>(&mut self, tag: &Tag<'t>) -> Result<Element<S>, Error> {
        if !is_name(tag.name) {
            self.open.pop();
            return Err(self.fault(XmlFault::Syntax, tag.place));
        }
        self.hide();
        let attributes = self.attributes(tag)?;
        let (mut text, mut children) = (Cow::Borrowed(""), Vec::new());
        loop {
            let (more, place) = match self.step()? {
                Step::Start(child) => {
                    // As deep as the budget lets elements nest.
                    children.push(self.element(&child)?);
                    continue;
                }
                Step::End => break,
                Step::EndOfFile => return Err(self.fault(XmlFault::Truncated, self.text.len())),
                Step::Raw(raw, place) => (line_ends(raw), place),
                Step::Text(more, place) => (more, place),
            };
            if !is_blank(&more) {
                self.holds_text(place)?;
            }
            self.append(&mut text, more, place)?;
        }
        self.open.pop();
        // The blanks between elements lay them out.
        let text = if children.is_empty() { text } else { Cow::Borrowed("") };
        Ok(Element {
            name: Cow::Borrowed(tag.name).into(),
            attributes,
            text: text.into(),
            children,
            form: Form::Plain,
        })
    }

    pub(crate) fn offset(&mut self, tag: &Tag<'t>) -> usize {
        self.ledger.offset(tag.place)
    }

    fn step(&mut self) -> Result<Step<'t>, Error> {
        if self.ends {
            self.ends = false;
            return Ok(Step::End);
        }
        // Every token but the last takes at least one byte, so there are no more rounds than bytes.
        loop {
            let place = self.tokens.place();
            let token = self.tokens.next().map_err(|fault| self.fault(fault, place))?;
            return Ok(match token {
                Token::Start(tag) => Step::Start(self.start(tag, place)?),
                Token::End(name) if self.open.last().is_some_and(|open| open.tag.name == name) => Step::End,
                Token::End(_) => return Err(self.fault(XmlFault::EndTag, place)),
                Token::Text(text) => Step::Raw(text, place),
                Token::CData(text) => Step::Text(line_ends(text), place),
                Token::Reference(name) => {
                    let character = resolve(name).ok_or_else(|| self.fault(XmlFault::Reference, place))?;
                    Step::Text(character.to_string().into(), place)
                }
                Token::Doctype => return Err(Error::Doctype { offset: self.ledger.offset(place) }),
                Token::Declaration if place > 0 => {
                    self.late_declaration(place)?;
                    continue;
                }
                Token::Declaration | Token::Other => continue,
                Token::EndOfFile => Step::EndOfFile,
            });
        }
    }

    /// A declaration that isn't the first thing in the file: nothing but blanks may come before.
    fn late_declaration(&mut self, place: usize) -> Result<(), Error> {
        if place >= MAX_DECLARATION || !self.text.get(..place).is_some_and(is_blank) {
            return Err(self.fault(XmlFault::Syntax, place));
        }
        self.ledger.note_at(place, Finding::LateDeclaration)
    }

    fn start(&mut self, tag: StartTag<'t>, place: usize) -> Result<Tag<'t>, Error> {
        self.ledger.count(place)?;
        self.ledger.deepen(self.open.len(), place)?;
        if let Some(parent) = self.open.last_mut() {
            if parent.holds == Holds::Text {
                return Err(self.fault(XmlFault::MixedContent, place));
            }
            parent.holds = Holds::Elements;
        }
        let StartTag { name, attributes, is_empty } = tag;
        self.ends = is_empty;
        let tag = Tag { name, attributes, place };
        self.open.push(Open::of(tag));
        Ok(tag)
    }

    fn holds_text(&mut self, place: usize) -> Result<(), Error> {
        if let Some(open) = self.open.last_mut() {
            if open.holds == Holds::Elements {
                return Err(self.fault(XmlFault::MixedContent, place));
            }
            open.holds = Holds::Text;
        }
        Ok(())
    }

    /// An element opened inside one that holds text.
    fn child_in_text(&mut self, text: &str) -> Error {
        let child = self.open.pop();
        if !is_blank(text) {
            return self.fault(XmlFault::MixedContent, child.map_or(0, |child| child.tag.place));
        }
        let place = self.open.last().map_or(0, |open| open.tag.place);
        Error::Shape { path: self.path(), offset: self.ledger.offset(place) }
    }

    /// The element that was just opened has no name in the messages.
    fn hide(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.is_unknown = true;
        }
    }

    fn append(&mut self, text: &mut Cow<'t, str>, more: Cow<'t, str>, place: usize) -> Result<(), Error> {
        self.ledger.lengthen(text.len() + more.len(), place)?;
        if text.is_empty() {
            *text = more;
        } else {
            text.to_mut().push_str(&more);
        }
        Ok(())
    }

    fn fault(&mut self, fault: XmlFault, place: usize) -> Error {
        Error::Xml { fault, offset: self.ledger.offset(place), path: self.path() }
    }

    fn path(&self) -> String {
        self.open.iter().map(Open::step).collect::<Vec<_>>().join("/")
    }

    fn path_to(&self, last: &Open<'t>) -> String {
        self.open.iter().chain([last]).map(Open::step).collect::<Vec<_>>().join("/")
    }
}

impl<'t> Source<'t> for Reader<'t> {
    type Tag = Tag<'t>;

    /// Text instead of elements is refused: there is no way to keep it.
    fn child(&mut self) -> Result<Option<Tag<'t>>, Error> {
        loop {
            match self.step()? {
                Step::Start(tag) => return Ok(Some(tag)),
                Step::Raw(text, _) if is_blank(text) => {}
                Step::Text(text, _) if is_blank(&text) => {}
                Step::Raw(_, place) | Step::Text(_, place) => self.holds_text(place)?,
                Step::End => {
                    return match self.open.pop() {
                        Some(open) if open.holds == Holds::Text => {
                            let path = self.path_to(&open);
                            Err(Error::Shape { path, offset: self.ledger.offset(open.tag.place) })
                        }
                        _ => Ok(None),
                    };
                }
                Step::EndOfFile => return Err(self.fault(XmlFault::Truncated, self.text.len())),
            }
        }
    }

    fn each(
        &mut self,
        tag: &Tag<'t>,
        expected: Option<Expected>,
        mut read: impl FnMut(&Tag<'t>, &mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if expected.is_none() {
            self.hide();
        }
        read(tag, self)
    }

    fn attributes<S: Text<'t>>(&mut self, tag: &Tag<'t>) -> Result<Vec<(S, S)>, Error> {
        let (mut attributes, mut names) = (Vec::new(), BTreeSet::new());
        for attribute in Attributes::new(tag.attributes) {
            self.ledger.count(tag.place)?;
            let (name, value) = attribute.map_err(|fault| self.fault(fault, tag.place))?;
            if !names.insert(name) {
                return Err(self.fault(XmlFault::Attribute, tag.place));
            }
            let value = attribute::meaning(value).map_err(|fault| self.fault(fault, tag.place))?;
            attributes.push((Cow::Borrowed(name).into(), value.into()));
        }
        Ok(attributes)
    }

    fn text(&mut self, tag: &Tag<'t>) -> Result<Cow<'t, str>, Error> {
        if !tag.has_attributes() {
            return self.characters();
        }
        let attributes = self.attributes::<Cow<'t, str>>(tag)?;
        let text = self.characters()?;
        if attributes.iter().any(|(name, _)| !is_of_xml(name)) {
            self.found(Finding::Attributes, tag)?;
        }
        Ok(text)
    }

    fn keep<S: Text<'t>>(&mut self, tag: &Tag<'t>, elements: &mut Vec<Element<S>>) -> Result<(), Error> {
        elements.push(self.element(tag)?);
        Ok(())
    }

    fn keep_again<S: Text<'t>>(
        &mut self,
        tag: &Tag<'t>,
        elements: &mut Vec<Element<S>>,
    ) -> Result<(), Error> {
        self.keep(tag, elements)?;
        self.found(Finding::Repeated, tag)
    }

    fn skip(&mut self) -> Result<(), Error> {
        let depth = self.open.len();
        while self.open.len() >= depth {
            match self.step()? {
                Step::Start(_) => self.hide(),
                Step::End => drop(self.open.pop()),
                Step::Raw(..) | Step::Text(..) => {}
                Step::EndOfFile => return Err(self.fault(XmlFault::Truncated, self.text.len())),
            }
        }
        Ok(())
    }

    fn number(&mut self, nth: usize) {
        if let Some(open) = self.open.last_mut() {
            open.nth = Some(nth);
        }
    }

    fn close(&mut self) {
        self.open.pop();
    }

    fn path_of(&self, tag: &Tag<'t>) -> String {
        self.path_to(&Open::of(*tag))
    }

    fn ledger(&mut self) -> &mut Ledger<'t> {
        &mut self.ledger
    }

    fn encoding(&self) -> Option<Encoding> {
        Some(self.ledger.encoding())
    }

    fn finish(&mut self) -> Result<(), Error> {
        loop {
            match self.step()? {
                Step::End | Step::EndOfFile => return Ok(()),
                Step::Raw(text, _) if is_blank(text) => {}
                Step::Start(Tag { place, .. }) | Step::Raw(_, place) | Step::Text(_, place) => {
                    self.open.clear();
                    return Err(self.fault(XmlFault::OutsideRoot, place));
                }
            }
        }
    }
}

impl Found for Tag<'_> {
    fn name(&self) -> &str {
        self.name
    }

    fn place(&self) -> usize {
        self.place
    }
}

impl Tag<'_> {
    const fn has_attributes(&self) -> bool {
        !self.attributes.is_empty()
    }
}

impl<'t> Open<'t> {
    const fn of(tag: Tag<'t>) -> Self {
        Self { tag, nth: None, holds: Holds::Nothing, is_unknown: false }
    }

    fn step(&self) -> Cow<'_, str> {
        path::step(if self.is_unknown { path::UNKNOWN } else { self.tag.name }, self.nth)
    }
}

/// Whether an attribute is XML's own, namespaces' or XML Schema's, by its usual prefix. Programs write them on any element,
/// and they say nothing of what it holds.
fn is_of_xml(attribute: &str) -> bool {
    let prefix = attribute.split_once(':').map_or("", |(prefix, _)| prefix);
    attribute == "xmlns" || matches!(prefix, "xml" | "xmlns" | "xsi")
}

/// The first character that XML 1.0 (2.2) forbids.
fn first_forbidden(text: &str) -> Option<usize> {
    // U+FFFE and U+FFFF begin with EF BF, as hardly any other character does; the others are control characters. One
    // look at all bytes without a way out in the middle takes many at a time, and hardly any file needs the second one.
    let bytes = text.as_bytes();
    let control = |byte: u8| {
        u8::from(byte < b' ') & u8::from(byte != b'\t') & u8::from(byte != b'\n') & u8::from(byte != b'\r')
    };
    let controls = bytes.iter().fold(0, |any, &byte| any | control(byte));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let last = pairs.fold(0, |any, (&one, &next)| any | (u8::from(one == 0xEF) & u8::from(next == 0xBF)));
    if controls | last == 0 {
        return None;
    }
    text.char_indices().find(|&(_, character)| !is_allowed(character)).map(|(place, _)| place)
}
