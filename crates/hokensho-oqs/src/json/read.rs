use std::borrow::Cow;
use std::collections::BTreeSet;

use super::cursor::Cursor;
use crate::encoding::Offsets;
use crate::leaf::Text;
use crate::ledger::Ledger;
use crate::message::ROOT;
use crate::source::{Expected, Found, Item, Source};
use crate::xml::Form;
use crate::{Diagnostic, Document, Element, Encoding, Error, Finding, JsonFault, path};

/// The name of a member, for what stands after it or for one item of that.
#[derive(Clone, Debug)]
pub(crate) struct Tag<'t> {
    name: Cow<'t, str>,
    /// Where name or item starts in the text.
    place: usize,
    /// Whether the object had a member of this name before, with which all that stands after it is said to be again.
    is_again: bool,
}

/// Reads a text member by member, within budgets: straight into types, in one pass.
#[derive(Debug)]
pub(crate) struct Reader<'t> {
    cursor: Cursor<'t>,
    /// Whether the message is the one member of an object.
    is_wrapped: bool,
    open: Vec<Open<'t>>,
    ledger: Ledger<'t>,
}

/// An element whose end is still to come.
#[derive(Debug)]
struct Open<'t> {
    tag: Tag<'t>,
    /// Which of several of one name it is, counted from 1.
    nth: Option<usize>,
    at: At,
    /// Whether it has no name in the messages.
    is_unknown: bool,
    /// Of the members of the object so far.
    names: BTreeSet<Cow<'t, str>>,
}

/// Where in an element the reader stands.
#[derive(Clone, Copy, Debug)]
enum At {
    /// Before all of it; of a mere list, with what is in it.
    Start { item: Option<Item> },
    /// Before or after a member of the object that it is.
    Member { is_first: bool },
    /// Before or after an item of the array that it is.
    Item { item: Item, is_first: bool },
    /// Before or after a member of an object in that array.
    ItemMember { item: Item, is_first: bool },
    /// After an empty text, which says as little as `{}`.
    End,
}

impl<'t> Reader<'t> {
    /// Opens the message, whether it is in an object of its own or not.
    pub(crate) fn new(document: &'t Document<'_>) -> Result<(Self, Tag<'t>), Error> {
        let Document { decoded, mode, limits } = document;
        let text: &str = &decoded.text;
        let ledger = Ledger::new(Offsets::new(text, decoded.encoding, decoded.mark), *mode, *limits);
        let mut cursor = Cursor::new(text);
        cursor.peek();
        let mut inside = cursor;
        let is_wrapped = inside.mark(b'{').is_ok()
            && inside.string().is_ok_and(|name| name == ROOT)
            && inside.mark(b':').is_ok();
        if is_wrapped {
            cursor = inside;
        }
        let tag = Tag { name: ROOT.into(), place: cursor.place(), is_again: false };
        let mut reader = Self { cursor, is_wrapped, open: Vec::new(), ledger };
        reader.enter(&tag, Some(Expected { repeats: false, item: None }))?;
        Ok((reader, tag))
    }

    /// Opens an element, which has a name in the messages if anything is expected of it.
    fn enter(&mut self, tag: &Tag<'t>, expected: Option<Expected>) -> Result<(), Error> {
        self.ledger.deepen(self.open.len(), tag.place)?;
        let (tag, at) = (tag.clone(), At::Start { item: expected.and_then(|expected| expected.item) });
        self.open.push(Open { tag, nth: None, at, is_unknown: expected.is_none(), names: BTreeSet::new() });
        Ok(())
    }

    fn stand(&mut self, at: At) {
        if let Some(open) = self.open.last_mut() {
            open.at = at;
        }
    }

    /// Steps into the object or array that the element is.
    fn start(&mut self, item: Option<Item>) -> Result<(), Error> {
        match (self.cursor.peek(), item) {
            (Some(b'['), Some(item)) => {
                self.mark(b'[')?;
                self.stand(At::Item { item, is_first: true });
            }
            (Some(b'{') | None, _) => {
                self.mark(b'{')?;
                self.stand(At::Member { is_first: true });
            }
            (Some(b'"'), _) if self.step(Cursor::string)?.is_empty() => self.stand(At::End),
            _ => return Err(self.shape()),
        }
        Ok(())
    }

    /// The name of the next member of the object that the reader stands in.
    fn member(&mut self) -> Result<Tag<'t>, Error> {
        let place = self.cursor.place();
        self.ledger.count(place)?;
        let name = self.step(Cursor::string)?;
        self.mark(b':')?;
        let open = self.open.last_mut();
        let is_again = open.is_some_and(|open| !open.names.insert(name.clone()));
        Ok(Tag { name, place, is_again })
    }

    /// The next item of a list: the element itself, or none if it is an object that holds the element, which is stepped
    /// into, or `null`.
    fn item(&mut self, item: Item) -> Result<Option<Tag<'t>>, Error> {
        let place = self.cursor.place();
        match self.cursor.peek() {
            Some(b'{') if self.holds(item)? => {
                self.mark(b'{')?;
                if let Some(open) = self.open.last_mut() {
                    open.names.clear();
                }
                self.stand(At::ItemMember { item, is_first: true });
                Ok(None)
            }
            Some(next @ (b'{' | b'n')) => {
                self.ledger.count(place)?;
                let tag = Tag { name: item.name.into(), place, is_again: false };
                if next == b'n' {
                    self.nothing(&tag)?;
                    return Ok(None);
                }
                Ok(Some(tag))
            }
            _ => Err(self.shape()),
        }
    }

    /// `null` as an item of an array.
    fn nothing(&mut self, tag: &Tag<'t>) -> Result<(), Error> {
        self.step(Cursor::literal)?;
        self.found(Finding::Nothing, tag)
    }

    /// Whether the object that comes next in a list holds one of its elements, rather than to be one. Known are objects
    /// that have that element as their one member; so one other member is something that isn't known, in a list, unless
    /// the elements themselves can have it.
    fn holds(&mut self, item: Item) -> Result<bool, Error> {
        let before = self.cursor;
        self.mark(b'{')?;
        let (mut is_first, mut others, mut found, mut is_item) = (true, 0, false, false);
        while !found && self.another(b'}', &mut is_first)? {
            let name = self.step(Cursor::string)?;
            found = name == item.name;
            self.mark(b':')?;
            if !found {
                self.pass(1)?;
                others += 1;
                is_item |= (item.knows)(&name);
            }
        }
        self.cursor = before;
        Ok(found || others == 1 && !is_item)
    }

    /// Reads over what comes next, inside so many objects and arrays more than are open.
    fn pass(&mut self, inside: usize) -> Result<(), Error> {
        let end = match self.cursor.peek() {
            Some(b'{') => b'}',
            Some(b'[') => b']',
            Some(b'"') => return self.step(Cursor::string).map(drop),
            _ => return self.step(Cursor::literal).map(drop),
        };
        self.ledger.deepen(self.open.len() + inside, self.cursor.place())?;
        self.mark(if end == b'}' { b'{' } else { b'[' })?;
        let mut is_first = true;
        while self.another(end, &mut is_first)? {
            if end == b'}' {
                self.step(Cursor::string)?;
                self.mark(b':')?;
            }
            // As deep as the budget lets elements nest.
            self.pass(inside + 1)?;
        }
        Ok(())
    }

    /// How many items the array that comes next has; none if one of them can't be an element.
    fn elements_ahead(&mut self) -> Result<Option<usize>, Error> {
        let before = self.cursor;
        self.mark(b'[')?;
        let (mut is_first, mut count, mut fit) = (true, 0, true);
        while fit && self.another(b']', &mut is_first)? {
            fit = self.cursor.is_element();
            self.pass(0)?;
            count += 1;
        }
        self.cursor = before;
        Ok((fit && count > 0).then_some(count))
    }

    /// An element without a name in the messages, whole.
    fn element<S: Text<'t>>(&mut self, tag: &Tag<'t>, form: Form) -> Result<Element<S>, Error> {
        let (mut text, mut children, mut form) = (Cow::Borrowed(""), Vec::new(), form);
        match self.cursor.peek() {
            Some(b'"') => text = self.step(Cursor::string)?,
            Some(b'{') if self.cursor.is_element() => {
                self.enter(tag, None)?;
                while let Some(child) = self.child()? {
                    // As deep as the budget lets elements nest.
                    self.keep(&child, &mut children)?;
                }
            }
            _ => {
                let place = self.cursor.place();
                self.pass(0)?;
                (text, form) = (self.cursor.since(place).into(), Form::Json);
            }
        }
        self.ledger.lengthen(text.len(), tag.place)?;
        let (name, text) = (tag.name.clone().into(), text.into());
        Ok(Element { name, attributes: Vec::new(), text, children, form })
    }

    /// What is to be noted of an element that is there again, once it has turned out that it may: where it is has to be
    /// asked in the order of the file.
    fn again(&mut self, tag: &Tag<'t>, name: &str) -> Diagnostic {
        let (path, offset) = (self.path_to(name), self.ledger.offset(tag.place));
        Diagnostic { path, offset, finding: Finding::Repeated }
    }

    fn note(&mut self, diagnostic: Option<Diagnostic>) -> Result<(), Error> {
        diagnostic.map_or(Ok(()), |diagnostic| self.ledger.note(diagnostic))
    }

    fn another(&mut self, end: u8, is_first: &mut bool) -> Result<bool, Error> {
        self.step(|cursor| cursor.another(end, is_first))
    }

    fn mark(&mut self, mark: u8) -> Result<(), Error> {
        self.step(|cursor| cursor.mark(mark))
    }

    fn step<T>(&mut self, step: impl FnOnce(&mut Cursor<'t>) -> Result<T, JsonFault>) -> Result<T, Error> {
        step(&mut self.cursor).map_err(|fault| self.fault(fault, self.cursor.place()))
    }

    fn fault(&mut self, fault: JsonFault, place: usize) -> Error {
        Error::Json { fault, offset: self.ledger.offset(place), path: self.path() }
    }

    /// The element that is open isn't what it should be.
    fn shape(&mut self) -> Error {
        let place = self.open.last().map_or(0, |open| open.tag.place);
        Error::Shape { path: self.path(), offset: self.ledger.offset(place) }
    }

    fn path(&self) -> String {
        self.open.iter().map(Open::step).collect::<Vec<_>>().join("/")
    }

    fn path_to(&self, name: &str) -> String {
        self.open.iter().map(Open::step).chain([name.into()]).collect::<Vec<_>>().join("/")
    }
}

impl<'t> Source<'t> for Reader<'t> {
    type Tag = Tag<'t>;

    fn child(&mut self) -> Result<Option<Tag<'t>>, Error> {
        // Every round but the last steps into or out of an object or array.
        while let Some(at) = self.open.last().map(|open| open.at) {
            match at {
                At::Start { item } => self.start(item)?,
                At::Member { mut is_first } => {
                    if !self.another(b'}', &mut is_first)? {
                        break;
                    }
                    self.stand(At::Member { is_first });
                    return self.member().map(Some);
                }
                At::ItemMember { item, mut is_first } => {
                    if self.another(b'}', &mut is_first)? {
                        self.stand(At::ItemMember { item, is_first });
                        return self.member().map(Some);
                    }
                    self.stand(At::Item { item, is_first: false });
                }
                At::Item { item, mut is_first } => {
                    if !self.another(b']', &mut is_first)? {
                        break;
                    }
                    self.stand(At::Item { item, is_first });
                    if let Some(tag) = self.item(item)? {
                        return Ok(Some(tag));
                    }
                }
                At::End => break,
            }
        }
        self.open.pop();
        Ok(None)
    }

    fn each(
        &mut self,
        tag: &Tag<'t>,
        expected: Option<Expected>,
        mut read: impl FnMut(&Tag<'t>, &mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let name = if expected.is_some() { &tag.name } else { path::UNKNOWN };
        let again = tag.is_again.then(|| self.again(tag, name));
        let item = expected.and_then(|expected| expected.item);
        match self.cursor.peek() {
            Some(b'n') => drop(self.step(Cursor::literal)?),
            // A list is an array itself, and several are an array of these.
            Some(b'[') if item.is_none() || self.cursor.is_nested() => {
                self.mark(b'[')?;
                let mut is_first = true;
                while self.another(b']', &mut is_first)? {
                    let tag = Tag { place: self.cursor.place(), ..tag.clone() };
                    self.ledger.count(tag.place)?;
                    if expected.is_some() && self.cursor.peek() == Some(b'n') {
                        self.nothing(&tag)?;
                        continue;
                    }
                    self.enter(&tag, expected)?;
                    read(&tag, self)?;
                }
                if is_first && expected.is_some_and(|expected| !expected.repeats) {
                    self.found(Finding::Nothing, tag)?;
                }
            }
            _ => {
                self.enter(tag, expected)?;
                read(tag, self)?;
            }
        }
        self.note(again)
    }

    fn attributes<S: Text<'t>>(&mut self, _tag: &Tag<'t>) -> Result<Vec<(S, S)>, Error> {
        Ok(Vec::new())
    }

    fn text(&mut self, tag: &Tag<'t>) -> Result<Cow<'t, str>, Error> {
        let text = match self.cursor.peek() {
            Some(b'"') => {
                let text = self.step(Cursor::string)?;
                self.open.pop();
                text
            }
            Some(b'{' | b'[') => return Err(self.shape()),
            _ => match self.step(Cursor::literal)? {
                "null" => return Err(self.shape()),
                literal => {
                    self.open.pop();
                    self.found(Finding::NoText, tag)?;
                    literal.into()
                }
            },
        };
        self.ledger.lengthen(text.len(), tag.place)?;
        Ok(text)
    }

    fn keep<S: Text<'t>>(&mut self, tag: &Tag<'t>, elements: &mut Vec<Element<S>>) -> Result<(), Error> {
        let again = tag.is_again.then(|| self.again(tag, path::UNKNOWN));
        let items = if self.cursor.peek() == Some(b'[') { self.elements_ahead()? } else { None };
        match items {
            None => elements.push(self.element(tag, Form::Plain)?),
            Some(count) => {
                self.mark(b'[')?;
                let form = if count == 1 { Form::Only } else { Form::Plain };
                let mut is_first = true;
                while self.another(b']', &mut is_first)? {
                    self.ledger.count(self.cursor.place())?;
                    elements.push(self.element(tag, form)?);
                }
            }
        }
        self.note(again)
    }

    fn keep_again<S: Text<'t>>(
        &mut self,
        tag: &Tag<'t>,
        elements: &mut Vec<Element<S>>,
    ) -> Result<(), Error> {
        // An array in an array of texts. Kept, it would be read as several texts again.
        if self.cursor.peek() == Some(b'[') {
            return Err(self.shape());
        }
        self.close();
        let again = (!tag.is_again).then(|| self.again(tag, &tag.name));
        elements.push(self.element(tag, Form::Plain)?);
        self.note(again)
    }

    fn skip(&mut self) -> Result<(), Error> {
        self.open.pop();
        self.pass(0)
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
        self.path_to(&tag.name)
    }

    fn ledger(&mut self) -> &mut Ledger<'t> {
        &mut self.ledger
    }

    /// JSON has one encoding (RFC 8259, 8.1), so the setting of a terminal says nothing about it.
    fn encoding(&self) -> Option<Encoding> {
        None
    }

    fn finish(&mut self) -> Result<(), Error> {
        let mut is_end = true;
        if self.is_wrapped {
            is_end = self.cursor.peek() != Some(b',');
            if is_end {
                self.mark(b'}')?;
            }
        }
        if !is_end || self.cursor.peek().is_some() {
            return Err(self.fault(JsonFault::OutsideRoot, self.cursor.place()));
        }
        Ok(())
    }
}

impl Found for Tag<'_> {
    fn name(&self) -> &str {
        &self.name
    }

    fn place(&self) -> usize {
        self.place
    }
}

impl Open<'_> {
    fn step(&self) -> Cow<'_, str> {
        path::step(if self.is_unknown { path::UNKNOWN } else { &self.tag.name }, self.nth)
    }
}
