use crate::leaf::Content;
use crate::source::Item;
use crate::{Element, Error};

/// What a message is written to: XML or JSON.
pub(crate) trait Sink: Sized {
    /// An element that holds elements, which `content` writes.
    fn group<S: AsRef<str>>(
        &mut self,
        place: Place<'_>,
        attributes: &[(S, S)],
        content: impl FnOnce(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error>;

    /// Elements that there may be any number of, which `content` writes.
    fn several(
        &mut self,
        name: &str,
        content: impl FnOnce(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error>;

    /// An element that holds text.
    fn leaf(&mut self, name: &str, text: &str) -> Result<(), Error>;

    /// An element that holds a value.
    fn value<'t>(&mut self, name: &str, value: &impl Content<'t>) -> Result<(), Error>;

    /// Elements that this version doesn't know.
    fn elements<S: AsRef<str>>(&mut self, elements: &[Element<S>]) -> Result<(), Error>;
}

/// What an element that holds elements is called, and what it is to those around it and in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'n> {
    pub(crate) name: &'n str,
    /// Which of several of one name, counted from 1.
    pub(crate) nth: Option<usize>,
    /// What it is a mere list of; none if it holds elements of different names.
    pub(crate) list: Option<Item>,
}

impl<'n> Place<'n> {
    /// The only one of its name, with elements of different names in it.
    pub(crate) const fn of_members(name: &'n str) -> Self {
        Self { name, nth: None, list: None }
    }
}
