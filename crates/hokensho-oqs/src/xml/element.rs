use std::fmt;

use super::name::is_name;
use crate::owned::IntoOwned;
use crate::path;

/// An element that this version has no name for, kept as it came.
///
/// What XML has no form for, such as a number in JSON or `null`, is kept as a text: that of the JSON.
///
/// `Debug` shows its name if it could be one of the interface, never what it holds.
///
/// ```
/// use hokensho_oqs::{Message, Mode, QualificationResult};
///
/// let file = b"<XmlMsg><MessageHeader><New a='1'>x</New></MessageHeader><MessageBody/></XmlMsg>";
/// let received = QualificationResult::read(file, Mode::Strict)?;
/// let [new] = &received.message.header.unknown.elements[..] else { panic!() };
/// assert_eq!((new.name(), new.text()), ("New", "x"));
/// assert_eq!(new.attributes().next(), Some(("a", "1")));
/// # Ok::<(), hokensho_oqs::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Element<S = String> {
    pub(crate) name: S,
    pub(crate) attributes: Vec<(S, S)>,
    pub(crate) text: S,
    pub(crate) children: Vec<Self>,
    pub(crate) form: Form,
}

/// What an element that isn't known was in the file, as far as its name, text and children don't show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// An element of XML; in JSON a string or an object, alone or as one of several items.
    Plain,
    /// The only item of an array.
    Only,
    /// Anything else in JSON, as it stood there: a number, `[]`, an array of arrays.
    Json,
}

impl<S: AsRef<str>> Element<S> {
    /// Its name, with prefix if it has one. In JSON it may be any text, also one that no element of XML can have as its name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name.as_ref()
    }

    /// Its attributes, name and value, in the order of the file.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (name.as_ref(), value.as_ref()))
    }

    /// Its text; empty if it holds elements.
    #[must_use]
    pub fn text(&self) -> &str {
        self.text.as_ref()
    }

    /// The elements in it.
    #[must_use]
    pub fn children(&self) -> &[Self] {
        &self.children
    }
}

impl<S: IntoOwned> IntoOwned for Element<S> {
    type Owned = Element<S::Owned>;

    fn into_owned(self) -> Self::Owned {
        let Self { name, attributes, text, children, form } = self;
        let (name, attributes, text) = (name.into_owned(), attributes.into_owned(), text.into_owned());
        // As deep as the budget let elements nest.
        Element { name, attributes, text, children: children.into_owned(), form }
    }
}

impl<S: AsRef<str>> fmt::Debug for Element<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}>", shown(self.name()))
    }
}

/// A name in logs: all of the interface are of ASCII. What else stands there may be anything, also a person's.
fn shown(name: &str) -> &str {
    if name.is_ascii() && is_name(name) { name } else { path::UNKNOWN }
}

/// What an element held besides what this version knows: written back with it, so that nothing is lost.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unknown<S = String> {
    /// Attributes, name and value; no known element of the messages has any.
    pub attributes: Vec<(S, S)>,
    /// Elements, in the order of the file.
    pub elements: Vec<Element<S>>,
}

impl<S> Unknown<S> {
    /// Whether everything was known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.attributes.is_empty() && self.elements.is_empty()
    }
}

impl<S: IntoOwned> IntoOwned for Unknown<S> {
    type Owned = Unknown<S::Owned>;

    fn into_owned(self) -> Self::Owned {
        Unknown { attributes: self.attributes.into_owned(), elements: self.elements.into_owned() }
    }
}

impl<S> Default for Unknown<S> {
    fn default() -> Self {
        Self { attributes: Vec::new(), elements: Vec::new() }
    }
}

impl<S: AsRef<str>> fmt::Debug for Unknown<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.attributes.iter().map(|(name, _)| shown(name.as_ref())))
            .entries(&self.elements)
            .finish()
    }
}
