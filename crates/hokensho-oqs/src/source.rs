use std::borrow::Cow;

use crate::leaf::Text;
use crate::ledger::Ledger;
use crate::{Diagnostic, Element, Encoding, Error, Finding};

/// Where a message is read from, element by element: XML or JSON, which call the same things by the same names.
pub(crate) trait Source<'t>: Sized {
    /// An element that has been found.
    type Tag: Found;

    /// The next of what is inside the element that is open; none at its end, which closes it.
    fn child(&mut self) -> Result<Option<Self::Tag>, Error>;

    /// Opens what has just been found and reads it: one element of XML; of JSON as many as an array has, and none for
    /// `null`. Without anything `expected` it isn't judged whether it is right that they are there, and the name is hidden.
    fn each(
        &mut self,
        tag: &Self::Tag,
        expected: Option<Expected>,
        read: impl FnMut(&Self::Tag, &mut Self) -> Result<(), Error>,
    ) -> Result<(), Error>;

    /// The attributes of the element that is open, name and value.
    fn attributes<S: Text<'t>>(&mut self, tag: &Self::Tag) -> Result<Vec<(S, S)>, Error>;

    /// The text of the element that is open, and its end.
    fn text(&mut self, tag: &Self::Tag) -> Result<Cow<'t, str>, Error>;

    /// Keeps what has just been found, whole.
    fn keep<S: Text<'t>>(&mut self, tag: &Self::Tag, elements: &mut Vec<Element<S>>) -> Result<(), Error>;

    /// Keeps the element that was just opened, whole, though one of its name has been read and there may be no other.
    fn keep_again<S: Text<'t>>(
        &mut self,
        tag: &Self::Tag,
        elements: &mut Vec<Element<S>>,
    ) -> Result<(), Error>;

    /// Reads over what is in the element that is open, and its end; names in it are hidden.
    fn skip(&mut self) -> Result<(), Error>;

    /// Numbers the element that was just opened among others of its name, for its path.
    fn number(&mut self, nth: usize);

    /// Closes the element that was just opened, though it wasn't read.
    fn close(&mut self);

    /// The path of an element inside the one that is open.
    fn path_of(&self, tag: &Self::Tag) -> String;

    fn ledger(&mut self) -> &mut Ledger<'t>;

    /// Notes what is wrong with an element that has been read, or refuses it.
    fn found(&mut self, finding: Finding, tag: &Self::Tag) -> Result<(), Error> {
        let (path, offset) = (self.path_of(tag), self.ledger().offset(tag.place()));
        self.ledger().note(Diagnostic { path, offset, finding })
    }

    /// The element that was just opened is there a second time.
    fn duplicate(&mut self, tag: &Self::Tag) -> Error {
        self.close();
        Error::Duplicate { path: self.path_of(tag), offset: self.ledger().offset(tag.place()) }
    }

    /// The encoding that a header can contradict.
    fn encoding(&self) -> Option<Encoding>;

    /// Refuses what follows the message.
    fn finish(&mut self) -> Result<(), Error>;
}

/// What is known of the elements of one name before they are read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Expected {
    /// Whether there may be several.
    pub(crate) repeats: bool,
    /// What is in each of them, if it is a mere list.
    pub(crate) item: Option<Item>,
}

/// The elements in a mere list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    pub(crate) name: &'static str,
    /// Whether each of them can hold an element of this name.
    pub(crate) knows: fn(&str) -> bool,
}

/// An element that has been found.
pub(crate) trait Found {
    fn name(&self) -> &str;

    /// Where it starts in the text.
    fn place(&self) -> usize;
}
