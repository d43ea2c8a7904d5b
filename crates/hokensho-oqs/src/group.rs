//! Elements that hold elements: one table per element says which, and reading, writing and `Debug` follow from it.

use crate::leaf::{Content, Text};
use crate::path::Path;
use crate::rule::Rule;
use crate::sink::{Place, Sink};
use crate::source::{Expected, Item, Source};
use crate::{Element, Error, Leaf};

/// A place in a [`Group`] that elements of one name go to.
pub(crate) trait Slot<'t> {
    /// Whether there may be several.
    const REPEATS: bool;
    /// What each of them is a mere list of.
    const ITEM: Option<Item> = None;

    /// Whether each of them can hold an element of this name.
    fn knows(_name: &str) -> bool {
        false
    }

    /// Reads the elements that have just been found. Whichever have no place here go to the ones that aren't known.
    fn accept<R: Source<'t>, S: Text<'t>>(
        &mut self,
        tag: &R::Tag,
        source: &mut R,
        unknown: &mut Vec<Element<S>>,
    ) -> Result<(), Error> {
        let expected = Expected { repeats: Self::REPEATS, item: Self::ITEM };
        source.each(tag, Some(expected), |tag, source| self.take(tag, source, unknown))
    }

    /// Reads an element that has just been opened.
    fn take<R: Source<'t>, S: Text<'t>>(
        &mut self,
        tag: &R::Tag,
        source: &mut R,
        unknown: &mut Vec<Element<S>>,
    ) -> Result<(), Error>;
    fn put(&self, name: &'static str, sink: &mut impl Sink) -> Result<(), Error>;
    /// Whether a request can have it so; `path` is that of the element around it.
    fn check(&self, name: &'static str, rule: Rule, path: &mut Path) -> Result<(), Error>;
}

/// An element that holds elements.
pub(crate) trait Group<'t>: Sized {
    /// If it is a mere list: what is in it.
    const ITEM: Option<Item>;

    /// Whether it can hold an element of this name.
    fn knows(name: &str) -> bool;
    /// With nothing in it.
    fn empty() -> Self;
    /// Reads what is in the element that has just been opened.
    fn fill<R: Source<'t>>(&mut self, tag: &R::Tag, source: &mut R) -> Result<(), Error>;
    /// Whether a request can have what is in it, by the rules of its table; `path` is its own.
    fn check(&self, path: &mut Path) -> Result<(), Error>;
    /// Writes the whole element.
    fn put_as(&self, place: Place<'_>, sink: &mut impl Sink) -> Result<(), Error>;
}

/// What elements of this name and type are written as.
fn place<'t, G: Group<'t>>(name: &str, nth: Option<usize>) -> Place<'_> {
    Place { name, nth, list: G::ITEM }
}

/// Holds an element against its table.
fn check<'t, G: Group<'t>>(group: &G, name: &str, nth: Option<usize>, path: &mut Path) -> Result<(), Error> {
    path.push_step(name, nth);
    group.check(path)?;
    path.pop();
    Ok(())
}

/// The one element of a table, if it may be there several times: a mere list of it.
pub(crate) const fn item(table: &[(Item, bool)]) -> Option<Item> {
    match table {
        &[(item, true)] => Some(item),
        _ => None,
    }
}

/// Elements that a file may have once. Of two nobody could tell which parts belong together, so a second one is refused.
impl<'t, G: Group<'t>> Slot<'t> for Option<G> {
    const REPEATS: bool = false;
    const ITEM: Option<Item> = G::ITEM;

    fn knows(name: &str) -> bool {
        G::knows(name)
    }

    fn take<R: Source<'t>, S: Text<'t>>(
        &mut self,
        tag: &R::Tag,
        source: &mut R,
        _: &mut Vec<Element<S>>,
    ) -> Result<(), Error> {
        if self.is_some() {
            return Err(source.duplicate(tag));
        }
        self.insert(G::empty()).fill(tag, source)
    }

    fn put(&self, name: &'static str, sink: &mut impl Sink) -> Result<(), Error> {
        self.iter().try_for_each(|group| group.put_as(place::<G>(name, None), sink))
    }

    fn check(&self, name: &'static str, rule: Rule, path: &mut Path) -> Result<(), Error> {
        match self {
            Some(group) => check(group, name, None, path),
            None => rule.allows_none(|| path.to(name)),
        }
    }
}

/// Elements that a file may have any number of.
impl<'t, G: Group<'t>> Slot<'t> for Vec<G> {
    const REPEATS: bool = true;
    const ITEM: Option<Item> = G::ITEM;

    fn knows(name: &str) -> bool {
        G::knows(name)
    }

    fn take<R: Source<'t>, S: Text<'t>>(
        &mut self,
        tag: &R::Tag,
        source: &mut R,
        _: &mut Vec<Element<S>>,
    ) -> Result<(), Error> {
        self.push(G::empty());
        source.number(self.len());
        self.last_mut().map_or(Ok(()), |group| group.fill(tag, source))
    }

    fn put(&self, name: &'static str, sink: &mut impl Sink) -> Result<(), Error> {
        let put = |(group, nth): (&G, usize), sink: &mut _| group.put_as(place::<G>(name, Some(nth)), sink);
        match self.as_slice() {
            [] => Ok(()),
            // A list is several already.
            [list] if G::ITEM.is_some() => put((list, 1), sink),
            groups => sink.several(name, |sink| groups.iter().zip(1..).try_for_each(|one| put(one, sink))),
        }
    }

    fn check(&self, name: &'static str, rule: Rule, path: &mut Path) -> Result<(), Error> {
        if self.is_empty() {
            return rule.allows_none(|| path.to(name));
        }
        self.iter().zip(1..).try_for_each(|(group, nth)| check(group, name, Some(nth), path))
    }
}

/// Texts that a file may have any number of; each may be empty, none is absent.
impl<'t, T: Content<'t>> Slot<'t> for Vec<Leaf<T>> {
    const REPEATS: bool = true;

    fn take<R: Source<'t>, S: Text<'t>>(
        &mut self,
        tag: &R::Tag,
        source: &mut R,
        unknown: &mut Vec<Element<S>>,
    ) -> Result<(), Error> {
        let mut leaf = Leaf::Absent;
        leaf.take(tag, source, unknown)?;
        self.push(leaf);
        Ok(())
    }

    fn put(&self, name: &'static str, sink: &mut impl Sink) -> Result<(), Error> {
        if self.is_empty() {
            return Ok(());
        }
        sink.several(name, |sink| self.iter().try_for_each(|leaf| leaf.put(name, sink)))
    }

    fn check(&self, name: &'static str, rule: Rule, path: &mut Path) -> Result<(), Error> {
        self.iter().try_for_each(|leaf| leaf.check(name, rule, path))
    }
}

/// Makes types of elements that hold elements: `field: Type = "ElementName"`, after `|` what else it is called in files,
/// which is read and never written, and in brackets what it has to be in a request, by [`Rule`]. The type of a field says
/// how often the element may occur: `Leaf` and `Option` once, `Vec` any number of times. `..field: Type` takes whole
/// families of elements that the table doesn't name. The parameter is what texts are held in. `: Default` lets a group be
/// made with nothing in it; others have something that they can't do without.
macro_rules! group {
    ($(
        $(#[$meta:meta])*
        $name:ident<$text:ident> $(: $default:ident)? {
            $( $(#[$field_meta:meta])* $field:ident: $type:ty = $element:literal $(| $also:literal)* $([ $($rule:tt)+ ])?, )+
            $( ..$family:ident: $family_type:ty )?
        }
    )+) => { $(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct $name<$text: AsRef<str> = String> {
            $( $(#[$field_meta])* #[doc = concat!(" (`", $element, "`", $( "; also read as `", $also, "`", )* ")")] pub $field: $type, )+
            $( #[doc = concat!("See [`", stringify!($family_type), "`].")] pub $family: $family_type, )?
            /// What this version has no name for.
            pub unknown: crate::Unknown<$text>,
        }

        $( impl $default for $name {
            fn default() -> Self {
                crate::group::Group::empty()
            }
        } )?

        impl $name<std::borrow::Cow<'_, str>> {
            /// The same, with texts of its own; see [`Message::View`](crate::Message::View).
            #[must_use]
            pub fn into_owned(self) -> $name {
                crate::owned::IntoOwned::into_owned(self)
            }
        }

        impl<S: AsRef<str> + crate::owned::IntoOwned<Owned = String>> crate::owned::IntoOwned for $name<S> {
            type Owned = $name;

            fn into_owned(self) -> $name {
                $name {
                    $( $field: crate::owned::IntoOwned::into_owned(self.$field), )+
                    $( $family: crate::owned::IntoOwned::into_owned(self.$family), )?
                    unknown: crate::owned::IntoOwned::into_owned(self.unknown),
                }
            }
        }

        impl<'t, $text: crate::leaf::Text<'t>> crate::group::Group<'t> for $name<$text> {
            const ITEM: Option<crate::source::Item> = crate::group::item(&[$( (
                crate::source::Item { name: $element, knows: <$type as crate::group::Slot<'t>>::knows },
                <$type as crate::group::Slot<'t>>::REPEATS,
            ) ),+]);

            fn knows(name: &str) -> bool {
                matches!(name, $( $element $(| $also)* )|+) $( || <$family_type>::knows(name) )?
            }

            fn empty() -> Self {
                Self {
                    $( $field: Default::default(), )+
                    $( $family: Default::default(), )?
                    unknown: Default::default(),
                }
            }

            fn fill<R: crate::source::Source<'t>>(
                &mut self,
                tag: &R::Tag,
                source: &mut R,
            ) -> Result<(), crate::Error> {
                self.unknown.attributes = source.attributes(tag)?;
                while let Some(child) = source.child()? {
                    match crate::source::Found::name(&child) {
                        $( $element $(| $also)* => {
                            crate::group::Slot::accept(&mut self.$field, &child, source, &mut self.unknown.elements)?;
                        } )+
                        _ => {
                            $( if self.$family.accept(&child, source, &mut self.unknown.elements)? {
                                continue;
                            } )?
                            source.keep(&child, &mut self.unknown.elements)?;
                        }
                    }
                }
                Ok(())
            }

            fn check(&self, path: &mut crate::path::Path) -> Result<(), crate::Error> {
                $( crate::group::Slot::check(
                    &self.$field,
                    $element,
                    crate::rule::Rule::ANY$( .$($rule)+ )?,
                    path,
                )?; )+
                crate::rule::check_unknown(&self.unknown, Self::knows, path)
            }

            fn put_as(
                &self,
                place: crate::sink::Place<'_>,
                sink: &mut impl crate::sink::Sink,
            ) -> Result<(), crate::Error> {
                sink.group(place, &self.unknown.attributes, |sink| {
                    $( crate::group::Slot::put(&self.$field, $element, sink)?; )+
                    $( self.$family.put(sink)?; )?
                    sink.elements(&self.unknown.elements)
                })
            }
        }
    )+ };
}

pub(crate) use group;

/// Makes methods that add one text more to a part of a request.
macro_rules! setters {
    ($( $name:ident { $( $(#[$meta:meta])* $field:ident, )+ } )+) => { $(
        impl $name {
            $(
                $(#[$meta])*
                /// An empty text says nothing: there will be no such element.
                #[must_use]
                pub fn $field(mut self, $field: &str) -> Self {
                    self.$field = $field.into();
                    self
                }
            )+
        }
    )+ };
}

pub(crate) use setters;
