use std::fmt;

use super::Node;

/// An element that this version has no name for, kept as it came.
///
/// `Debug` shows its name, never what it holds.
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
pub struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) text: String,
    pub(super) children: Vec<Element>,
}

impl Element {
    /// Its name, with prefix if it has one.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its attributes, name and value, in the order of the file.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Its text; empty if it holds elements.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The elements in it.
    #[must_use]
    pub fn children(&self) -> &[Self] {
        &self.children
    }
}

impl From<Node<'_>> for Element {
    fn from(node: Node<'_>) -> Self {
        Self {
            name: node.name.to_owned(),
            attributes: node.attributes,
            text: node.text.into_owned(),
            // As deep as the tree, whose depth was limited when it was read.
            children: node.children.into_iter().map(Self::from).collect(),
        }
    }
}

impl fmt::Debug for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}>", self.name)
    }
}

/// What an element held besides what this version knows: written back with it, so that nothing is lost.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unknown {
    /// Attributes, name and value; no known element of the messages has any.
    pub attributes: Vec<(String, String)>,
    /// Elements, in the order of the file.
    pub elements: Vec<Element>,
}

impl Unknown {
    /// Whether everything was known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.attributes.is_empty() && self.elements.is_empty()
    }
}

impl fmt::Debug for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.attributes.iter().map(|(name, _)| name)).entries(&self.elements).finish()
    }
}
