use std::collections::BTreeMap;

use super::JsonRoot;
use crate::leaf::Content;
use crate::path::Path;
use crate::sink::{Place, Sink};
use crate::source::Item;
use crate::xml::Form;
use crate::{Element, Error};

/// Writes a message without blanks between its tokens, as programs write JSON for each other.
pub(crate) struct Writer {
    out: String,
    path: Path,
    inside: Vec<Inside>,
}

/// What the writer stands in.
#[derive(Clone, Copy)]
struct Inside {
    kind: Kind,
    is_empty: bool,
}

#[derive(Clone, Copy)]
enum Kind {
    /// An object.
    Members,
    /// An array of things of one name, which stands before it.
    Items,
    /// An array of objects, each of which has one member, or more if it couldn't be told from an item otherwise.
    List(Item),
}

impl Kind {
    const fn marks(self) -> (char, char) {
        match self {
            Self::Members => ('{', '}'),
            Self::Items | Self::List(_) => ('[', ']'),
        }
    }
}

impl Writer {
    /// Writes a whole message, which `content` writes as one element.
    pub(crate) fn message(
        root: JsonRoot,
        content: impl FnOnce(&mut Self) -> Result<(), Error>,
    ) -> Result<Vec<u8>, Error> {
        let mut writer = Self { out: String::new(), path: Path::default(), inside: Vec::new() };
        match root {
            JsonRoot::Bare => content(&mut writer)?,
            JsonRoot::XmlMsg => writer.within(Kind::Members, content)?,
        }
        Ok(writer.out.into_bytes())
    }

    /// An object or array, of which `content` writes what is in it.
    fn within(
        &mut self,
        kind: Kind,
        content: impl FnOnce(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let (start, end) = kind.marks();
        self.out.push(start);
        self.inside.push(Inside { kind, is_empty: true });
        content(self)?;
        self.inside.pop();
        self.out.push(end);
        Ok(())
    }

    /// One thing more of what the writer stands in, which `value` writes; outside of everything it has no name.
    fn named(&mut self, name: &str, value: impl FnOnce(&mut Self) -> Result<(), Error>) -> Result<(), Error> {
        let Some(inside) = self.inside.last_mut() else { return value(self) };
        if !std::mem::take(&mut inside.is_empty) {
            self.out.push(',');
        }
        match inside.kind {
            Kind::Items => value(self),
            Kind::Members => {
                self.string(name);
                self.out.push(':');
                value(self)
            }
            Kind::List(_) => self.within(Kind::Members, |writer| writer.named(name, value)),
        }
    }

    /// Elements in a list that would be taken for one of its items if they stood alone: beside the last item, or, where
    /// there is none, beside its name.
    fn beside<S: AsRef<str>>(
        &mut self,
        item: Item,
        is_first: bool,
        elements: &[Element<S>],
    ) -> Result<(), Error> {
        if is_first {
            self.named(item.name, |writer| {
                writer.out.push_str("null");
                Ok(())
            })?;
        }
        // The object that ended last, of the item or its name, goes on.
        self.out.pop();
        self.inside.push(Inside { kind: Kind::Members, is_empty: false });
        self.elements(elements)?;
        self.inside.pop();
        self.out.push('}');
        Ok(())
    }

    /// An element that this version doesn't know.
    fn element<S: AsRef<str>>(&mut self, element: &Element<S>) -> Result<(), Error> {
        if !element.attributes.is_empty() {
            return Err(Error::AttributesInJson { path: self.path.to(element.name()) });
        }
        self.named(element.name(), |writer| {
            match element.form {
                Form::Json => writer.out.push_str(element.text()),
                Form::Plain | Form::Only if element.children.is_empty() => writer.string(element.text()),
                Form::Plain | Form::Only => {
                    writer.path.push(element.name());
                    writer.within(Kind::Members, |writer| writer.elements(&element.children))?;
                    writer.path.pop();
                }
            }
            Ok(())
        })
    }

    /// An element that is the only one of its name.
    fn alone<S: AsRef<str>>(&mut self, element: &Element<S>) -> Result<(), Error> {
        match element.form {
            Form::Only => self.items(element.name(), |writer| writer.element(element)),
            Form::Json | Form::Plain => self.element(element),
        }
    }

    /// Elements of which those of one name make one member, where the first of them stands.
    fn members<S: AsRef<str>>(&mut self, elements: &[Element<S>]) -> Result<(), Error> {
        let mut places = BTreeMap::new();
        let mut members: Vec<(&str, Vec<&Element<S>>)> = Vec::new();
        for element in elements {
            let place = *places.entry(element.name()).or_insert(members.len());
            match members.get_mut(place) {
                Some((_, several)) => several.push(element),
                None => members.push((element.name(), vec![element])),
            }
        }
        members.into_iter().try_for_each(|(name, several)| match several.as_slice() {
            [element] => self.alone(element),
            several => {
                self.items(name, |writer| several.iter().try_for_each(|element| writer.element(element)))
            }
        })
    }

    /// An array of things of one name.
    fn items(
        &mut self,
        name: &str,
        content: impl FnOnce(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.named(name, |writer| writer.within(Kind::Items, content))
    }

    /// A string (RFC 8259, 7).
    fn string(&mut self, text: &str) {
        self.out.push('"');
        for character in text.chars() {
            match character {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                '\0'..' ' => self.out.push_str(&format!("\\u{:04x}", u32::from(character))),
                _ => self.out.push(character),
            }
        }
        self.out.push('"');
    }
}

impl Sink for Writer {
    fn group<S: AsRef<str>>(
        &mut self,
        Place { name, nth, list }: Place<'_>,
        attributes: &[(S, S)],
        content: impl FnOnce(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.path.push_step(name, nth);
        if !attributes.is_empty() {
            return Err(Error::AttributesInJson { path: self.path.to_string() });
        }
        let kind = list.map_or(Kind::Members, Kind::List);
        self.named(name, |writer| writer.within(kind, content))?;
        self.path.pop();
        Ok(())
    }

    fn several(
        &mut self,
        name: &str,
        content: impl FnOnce(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        match self.inside.last() {
            Some(Inside { kind: Kind::List(_), .. }) => content(self),
            _ => self.items(name, content),
        }
    }

    fn leaf(&mut self, name: &str, text: &str) -> Result<(), Error> {
        self.named(name, |writer| {
            writer.string(text);
            Ok(())
        })
    }

    fn value<'t>(&mut self, name: &str, value: &impl Content<'t>) -> Result<(), Error> {
        self.leaf(name, &value.to_json())
    }

    fn elements<S: AsRef<str>>(&mut self, elements: &[Element<S>]) -> Result<(), Error> {
        let hides = self.path.hide(true);
        match self.inside.last().copied() {
            Some(Inside { kind: Kind::List(item), is_empty })
                if elements.iter().any(|element| (item.knows)(element.name())) =>
            {
                self.beside(item, is_empty, elements)
            }
            // Each has an object of its own.
            Some(Inside { kind: Kind::List(_), .. }) => {
                elements.iter().try_for_each(|element| self.alone(element))
            }
            _ => self.members(elements),
        }?;
        self.path.hide(hides);
        Ok(())
    }
}
