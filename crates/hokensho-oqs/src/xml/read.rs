use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Error as QuickError, XmlVersion};
use std::borrow::Cow;

use super::{Limits, is_allowed};
use crate::encoding::{Decoded, Offsets};
use crate::{Budget, Error, XmlFault};

/// An element as read. It holds either text or elements: no message mixes them.
#[derive(Debug)]
pub(crate) struct Node<'t> {
    pub(crate) name: &'t str,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) text: Cow<'t, str>,
    pub(crate) children: Vec<Node<'t>>,
    /// Byte offset of the start tag in the file.
    pub(crate) offset: usize,
}

impl Node<'_> {
    /// Whether it holds no text but blanks, as an empty group may, laid out.
    pub(crate) fn is_blank(&self) -> bool {
        is_blank(&self.text)
    }
}

/// Reads a decoded file into a tree. Comments and processing instructions are passed over.
pub(crate) fn read<'t>(decoded: &'t Decoded<'_>, limits: &Limits) -> Result<Node<'t>, Error> {
    let text: &'t str = &decoded.text;
    let offsets = Offsets::new(text, decoded.encoding, decoded.mark);
    TreeReader { text, offsets, limits, count: 0, open: Vec::new(), root: None }.run()
}

struct TreeReader<'t, 'l> {
    text: &'t str,
    offsets: Offsets<'t>,
    limits: &'l Limits,
    count: usize,
    open: Vec<Node<'t>>,
    root: Option<Node<'t>>,
}

impl<'t> TreeReader<'t, '_> {
    fn run(mut self) -> Result<Node<'t>, Error> {
        if let Some((place, _)) = self.text.char_indices().find(|&(_, character)| !is_allowed(character)) {
            return Err(self.fault(XmlFault::Character, place));
        }
        let mut reader = Reader::from_str(self.text);
        reader.config_mut().check_comments = true;
        // Every event but the last takes at least one byte, so there are no more rounds than bytes.
        loop {
            let place = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let event = match reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    let place = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
                    return Err(self.fault(fault(&error), place));
                }
            };
            match event {
                Event::Start(tag) => self.start(&tag, place)?,
                Event::Empty(tag) => {
                    self.start(&tag, place)?;
                    self.end();
                }
                Event::End(_) => self.end(),
                Event::Text(text) => self.characters(text.xml10_content(), place)?,
                Event::CData(text) => self.characters(text.xml10_content(), place)?,
                Event::GeneralRef(reference) => {
                    let character =
                        resolve(&reference).ok_or_else(|| self.fault(XmlFault::Reference, place))?;
                    self.characters(character.to_string().into(), place)?;
                }
                Event::DocType(_) => return Err(Error::Doctype { offset: self.offsets.in_file(place) }),
                Event::Decl(_) if place == 0 => {}
                Event::Decl(_) => return Err(self.fault(XmlFault::Syntax, place)),
                Event::Comment(_) | Event::PI(_) => {}
                Event::Eof => break,
            }
        }
        let end = self.text.len();
        match self.root.take() {
            Some(root) if self.open.is_empty() => Ok(root),
            _ => Err(self.fault(XmlFault::Truncated, end)),
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, place: usize) -> Result<(), Error> {
        if self.root.is_some() {
            return Err(self.fault(XmlFault::OutsideRoot, place));
        }
        self.count(place)?;
        let depth = usize::from(self.limits.depth);
        if self.open.len() >= depth {
            return Err(self.over(Budget::Depth, depth, place));
        }
        // The tag follows its `<`; cut from the text, since the event lends its name only to itself.
        let name_start = place + 1;
        let name = self.text.get(name_start..name_start + tag.name().as_ref().len()).unwrap_or_default();
        if !is_name(name) {
            return Err(self.fault(XmlFault::Syntax, place));
        }
        let mut attributes = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|_| self.fault(XmlFault::Attribute, place))?;
            self.count(place)?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let Some(value) = value.ok().filter(|_| is_name(attribute.key.as_ref())) else {
                return Err(self.fault(XmlFault::Attribute, place));
            };
            if !value.chars().all(is_allowed) {
                return Err(self.fault(XmlFault::Character, place));
            }
            attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
        }
        if self.open.last().is_some_and(|parent| !is_blank(&parent.text)) {
            return Err(self.fault(XmlFault::MixedContent, place));
        }
        let offset = self.offsets.in_file(place);
        self.open.push(Node { name, attributes, text: Cow::Borrowed(""), children: Vec::new(), offset });
        Ok(())
    }

    /// quick-xml has checked that the end tag fits the last start tag.
    fn end(&mut self) {
        let Some(mut done) = self.open.pop() else { return };
        if !done.children.is_empty() {
            // The blanks before the first child.
            done.text = Cow::Borrowed("");
        }
        match self.open.last_mut() {
            Some(parent) => parent.children.push(done),
            None => self.root = Some(done),
        }
    }

    fn characters(&mut self, text: Cow<'t, str>, place: usize) -> Result<(), Error> {
        let fault = match self.open.last_mut() {
            None if is_blank(&text) => return Ok(()),
            None => XmlFault::OutsideRoot,
            Some(element) if !element.children.is_empty() && is_blank(&text) => return Ok(()),
            Some(element) if !element.children.is_empty() => XmlFault::MixedContent,
            Some(element) if element.text.len() + text.len() > self.limits.text => {
                return Err(self.over(Budget::Text, self.limits.text, place));
            }
            Some(element) if element.text.is_empty() => {
                element.text = text;
                return Ok(());
            }
            Some(element) => {
                element.text.to_mut().push_str(&text);
                return Ok(());
            }
        };
        Err(self.fault(fault, place))
    }

    fn count(&mut self, place: usize) -> Result<(), Error> {
        self.count += 1;
        if self.count > self.limits.count {
            return Err(self.over(Budget::Count, self.limits.count, place));
        }
        Ok(())
    }

    fn fault(&mut self, fault: XmlFault, place: usize) -> Error {
        Error::Xml { fault, offset: self.offsets.in_file(place), path: self.path() }
    }

    fn over(&mut self, budget: Budget, limit: usize, place: usize) -> Error {
        Error::OverBudget { budget, limit, offset: self.offsets.in_file(place) }
    }

    fn path(&self) -> String {
        self.open.iter().map(|element| element.name).collect::<Vec<_>>().join("/")
    }
}

/// The five entities of XML and character references; a document type could name others, but none is let in.
fn resolve(reference: &BytesRef<'_>) -> Option<char> {
    match reference.as_ref() {
        "amp" => Some('&'),
        "apos" => Some('\''),
        "gt" => Some('>'),
        "lt" => Some('<'),
        "quot" => Some('"'),
        _ => reference.resolve_char_ref().ok().flatten().filter(|&character| is_allowed(character)),
    }
}

fn fault(error: &QuickError) -> XmlFault {
    use quick_xml::errors::IllFormedError as Ill;
    match error {
        QuickError::IllFormed(
            Ill::MismatchedEndTag { .. } | Ill::UnmatchedEndTag(_) | Ill::MissingEndTag(_),
        ) => XmlFault::EndTag,
        QuickError::IllFormed(Ill::UnclosedReference) => XmlFault::Reference,
        // All of these are kinds of markup that never end.
        QuickError::Syntax(_) => XmlFault::Truncated,
        _ => XmlFault::Syntax,
    }
}

/// White space of XML (1.0, 2.3); U+3000 is a character like any other.
fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
}

/// Names of XML (1.0, 2.3), but for letters beyond ASCII, which are all let through.
fn is_name(name: &str) -> bool {
    let start = |c: char| c.is_ascii_alphabetic() || matches!(c, '_' | ':') || !c.is_ascii();
    let other = |c: char| start(c) || c.is_ascii_digit() || matches!(c, '-' | '.');
    name.starts_with(start) && name.chars().all(other)
}
