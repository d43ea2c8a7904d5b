mod value;

use hokensho_eligibility::{Date, PartialDate};
use std::borrow::Cow;
use std::fmt;

use crate::group::Slot;
use crate::owned::IntoOwned;
use crate::path::Path;
use crate::rule::Rule;
use crate::sink::Sink;
use crate::source::Source;
use crate::xml::Form;
use crate::{Element, Error, Finding, RequestFault};

pub(crate) use value::{Content, Text};
pub use value::{Count, ValueFault, Yen};

/// What an element that holds text can be. Files leave out what they don't know, but an empty element says something
/// too, so the two are kept apart. In JSON `""` is empty, and `null` is no more than nothing.
///
/// Blanks (space, tab, line ends) around a code, date or number aren't part of it, and an element with nothing else is
/// empty; of texts each blank is kept.
///
/// `Debug` shows which it is, never the value.
///
/// ```
/// use hokensho_oqs::Leaf;
///
/// let name = Leaf::from("保険　花子");
/// assert_eq!(name.value().map(String::as_str), Some("保険　花子"));
/// assert_eq!(format!("{name:?}"), "Value(..)");
/// assert_eq!(Leaf::<String>::Empty.value(), None);
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub enum Leaf<T> {
    /// There is no such element.
    #[default]
    Absent,
    /// The element is there and empty.
    Empty,
    /// The element holds a value.
    Value(T),
    /// The element holds this text, which can't be a value, such as an impossible date; or can't be believed, since
    /// another element of the same name says otherwise. That one is among the [`Unknown`](crate::Unknown) elements beside
    /// it. Only in [`Mode::Lenient`](crate::Mode::Lenient), and always with a [`Diagnostic`](crate::Diagnostic).
    Invalid(String),
}

impl<T> Leaf<T> {
    /// The value, if there is one.
    #[must_use]
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Empty | Self::Invalid(_) => None,
        }
    }

    /// Whether the file has no such element.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

impl<T> From<T> for Leaf<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T> From<Option<T>> for Leaf<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Value)
    }
}

/// A birth that is known to the day.
impl From<Date> for Leaf<PartialDate> {
    fn from(day: Date) -> Self {
        Self::Value(day.into())
    }
}

/// An empty text says nothing, so there will be no such element.
///
/// ```
/// use hokensho_oqs::Leaf;
///
/// assert_eq!(Leaf::from(""), Leaf::<String>::Absent);
/// ```
impl From<&str> for Leaf<String> {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Absent } else { Self::Value(text.to_owned()) }
    }
}

impl<T> fmt::Debug for Leaf<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Absent => "Absent",
            Self::Empty => "Empty",
            Self::Value(_) => "Value(..)",
            Self::Invalid(_) => "Invalid(..)",
        })
    }
}

impl<T: IntoOwned> IntoOwned for Leaf<T> {
    type Owned = Leaf<T::Owned>;

    fn into_owned(self) -> Self::Owned {
        match self {
            Self::Absent => Leaf::Absent,
            Self::Empty => Leaf::Empty,
            Self::Value(value) => Leaf::Value(value.into_owned()),
            Self::Invalid(text) => Leaf::Invalid(text),
        }
    }
}

impl<'t, T: Content<'t>> Slot<'t> for Leaf<T> {
    const REPEATS: bool = false;

    fn take<R: Source<'t>, S: Text<'t>>(
        &mut self,
        tag: &R::Tag,
        source: &mut R,
        unknown: &mut Vec<Element<S>>,
    ) -> Result<(), Error> {
        if !self.is_absent() {
            source.keep_again(tag, unknown)?;
            if !unknown.last().is_some_and(|again| says_the_same(self, again)) {
                *self = Self::Invalid(text(self).into_owned());
            }
            return Ok(());
        }
        let text = source.text(tag)?;
        if T::says_nothing(&text) {
            *self = Self::Empty;
            return Ok(());
        }
        *self = match T::parse(text) {
            Ok(value) => {
                if let Some(finding) = source.encoding().and_then(|found| value.contradicts(found)) {
                    source.found(finding, tag)?;
                }
                Self::Value(value)
            }
            Err((fault, text)) => {
                source.found(Finding::Value(fault), tag)?;
                Self::Invalid(text.into_owned())
            }
        };
        Ok(())
    }

    fn put(&self, name: &'static str, sink: &mut impl Sink) -> Result<(), Error> {
        match self {
            Self::Absent => Ok(()),
            Self::Empty => sink.leaf(name, ""),
            Self::Value(value) => sink.value(name, value),
            Self::Invalid(text) => sink.leaf(name, text),
        }
    }

    fn check(&self, name: &'static str, rule: Rule, path: &mut Path) -> Result<(), Error> {
        let value = match self {
            Self::Absent | Self::Empty => return rule.allows_none(|| path.to(name)),
            Self::Value(value) => value,
            Self::Invalid(_) => return Err(Error::Unusable { path: path.to(name) }),
        };
        let text = value.to_text();
        let is_read_back = || T::parse(text.clone().into_owned().into()).is_ok_and(|read| read == *value);
        match rule.fault(&text).or_else(|| (!is_read_back()).then_some(RequestFault::Value)) {
            Some(fault) => Err(Error::Unsendable { path: path.to(name), fault }),
            None => Ok(()),
        }
    }
}

/// What an element holds, as it is written.
fn text<'t, T: Content<'t>>(leaf: &Leaf<T>) -> Cow<'_, str> {
    match leaf {
        Leaf::Absent | Leaf::Empty => "".into(),
        Leaf::Value(value) => value.to_text(),
        Leaf::Invalid(text) => text.into(),
    }
}

/// Whether another element of the same name holds the same value, or is empty as this one is.
fn says_the_same<'t, T: Content<'t>, S: AsRef<str>>(leaf: &Leaf<T>, other: &Element<S>) -> bool {
    let is_text = other.form == Form::Plain && other.children.is_empty();
    is_text
        && match leaf {
            Leaf::Empty => T::says_nothing(other.text()),
            Leaf::Value(value) => T::parse(other.text().to_owned().into()).is_ok_and(|other| other == *value),
            Leaf::Absent | Leaf::Invalid(_) => false,
        }
}
