use std::mem;

use super::name::is_name;
use super::{Element, is_allowed};
use crate::leaf::Content;
use crate::path::Path;
use crate::sink::{Place, Sink};
use crate::{Encoding, Error};

/// Writes a document: declaration, two blanks for each level, CRLF, as the systems in use do.
pub(crate) struct Writer {
    out: Vec<u8>,
    encoding: Encoding,
    path: Path,
    depth: usize,
    /// Whether nothing has come since an element was opened: what is empty takes one line.
    is_bare: bool,
    /// Whether values that name an encoding name this one, whatever they said.
    converts: bool,
}

impl Writer {
    pub(crate) fn new(encoding: Encoding) -> Self {
        let declaration = format!("<?xml version=\"1.0\" encoding=\"{encoding}\" standalone=\"no\"?>\r\n");
        let (out, path) = (declaration.into_bytes(), Path::default());
        Self { out, encoding, path, depth: 0, is_bare: false, converts: false }
    }

    /// For a message that may have been read in another encoding, and says so.
    pub(crate) fn converting(encoding: Encoding) -> Self {
        Self { converts: true, ..Self::new(encoding) }
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.out
    }

    /// What has been written since this was called last.
    pub(crate) fn take(&mut self) -> Vec<u8> {
        mem::take(&mut self.out)
    }

    /// Opens an element that holds elements: all that comes until it is closed.
    pub(crate) fn open<S: AsRef<str>>(
        &mut self,
        (name, nth): (&str, Option<usize>),
        attributes: &[(S, S)],
    ) -> Result<(), Error> {
        self.path.push_step(name, nth);
        self.start(name, attributes)?;
        self.is_bare = true;
        self.depth += 1;
        Ok(())
    }

    pub(crate) fn close(&mut self, name: &str) -> Result<(), Error> {
        self.depth -= 1;
        if !mem::take(&mut self.is_bare) {
            self.indent();
        }
        self.end(name)
    }

    fn leaf_with<S: AsRef<str>>(
        &mut self,
        name: &str,
        attributes: &[(S, S)],
        text: &str,
    ) -> Result<(), Error> {
        self.path.push(name);
        self.start(name, attributes)?;
        self.escaped(text)?;
        self.end(name)
    }

    fn start<S: AsRef<str>>(&mut self, name: &str, attributes: &[(S, S)]) -> Result<(), Error> {
        if mem::take(&mut self.is_bare) {
            self.raw("\r\n")?;
        }
        self.indent();
        self.raw("<")?;
        self.raw(name)?;
        for (name, value) in attributes {
            self.raw(" ")?;
            self.raw(name.as_ref())?;
            self.raw("=\"")?;
            self.escaped(value.as_ref())?;
            self.raw("\"")?;
        }
        self.raw(">")
    }

    fn end(&mut self, name: &str) -> Result<(), Error> {
        self.raw("</")?;
        self.raw(name)?;
        self.raw(">\r\n")?;
        self.path.pop();
        Ok(())
    }

    fn indent(&mut self) {
        self.out.extend(std::iter::repeat_n(b' ', 2 * self.depth));
    }

    /// Text or an attribute's value. Line ends and tabs are written as references: as themselves they wouldn't be
    /// read back (XML 1.0, 2.11 and 3.3.3).
    fn escaped(&mut self, text: &str) -> Result<(), Error> {
        let special = |c: char| matches!(c, '&' | '<' | '>' | '"' | '\r' | '\n' | '\t') || !is_allowed(c);
        let mut rest = text;
        while let Some((plain, character, after)) = split_at_char(rest, special) {
            self.raw(plain)?;
            match character {
                '&' => self.raw("&amp;")?,
                '<' => self.raw("&lt;")?,
                '>' => self.raw("&gt;")?,
                '"' => self.raw("&quot;")?,
                '\r' => self.raw("&#13;")?,
                '\n' => self.raw("&#10;")?,
                '\t' => self.raw("&#9;")?,
                refused => return Err(self.unencodable(refused)),
            }
            rest = after;
        }
        self.raw(rest)
    }

    fn raw(&mut self, text: &str) -> Result<(), Error> {
        self.encoding.encode(text, &mut self.out).map_err(|character| self.unencodable(character))
    }

    fn unencodable(&self, character: char) -> Error {
        let (code_point, encoding) = (u32::from(character), self.encoding);
        Error::Unencodable { code_point, encoding, path: self.path.to_string() }
    }
}

impl Sink for Writer {
    fn group<S: AsRef<str>>(
        &mut self,
        Place { name, nth, .. }: Place<'_>,
        attributes: &[(S, S)],
        content: impl FnOnce(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.open((name, nth), attributes)?;
        content(self)?;
        self.close(name)
    }

    fn several(
        &mut self,
        _name: &str,
        content: impl FnOnce(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        content(self)
    }

    fn leaf(&mut self, name: &str, text: &str) -> Result<(), Error> {
        self.leaf_with::<&str>(name, &[], text)
    }

    fn value<'t>(&mut self, name: &str, value: &impl Content<'t>) -> Result<(), Error> {
        let text = if self.converts { value.to_text_in(self.encoding) } else { value.to_text() };
        self.leaf(name, &text)
    }

    fn elements<S: AsRef<str>>(&mut self, elements: &[Element<S>]) -> Result<(), Error> {
        let hides = self.path.hide(true);
        elements.iter().try_for_each(|element| {
            if !is_name(element.name()) {
                return Err(Error::NameInXml { path: self.path.to(element.name()) });
            }
            if element.children.is_empty() {
                return self.leaf_with(element.name(), &element.attributes, element.text());
            }
            let place = Place::of_members(element.name());
            self.group(place, &element.attributes, |writer| writer.elements(&element.children))
        })?;
        self.path.hide(hides);
        Ok(())
    }
}

/// What is before the first such character, the character, and what is after.
fn split_at_char(text: &str, wanted: impl Fn(char) -> bool) -> Option<(&str, char, &str)> {
    let (place, character) = text.char_indices().find(|&(_, character)| wanted(character))?;
    let (plain, rest) = text.split_at_checked(place)?;
    Some((plain, character, rest.get(character.len_utf8()..)?))
}
