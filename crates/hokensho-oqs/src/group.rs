//! Elements that hold elements: one table per element says which, and reading, writing and `Debug` follow from it.

use crate::leaf::Content;
use crate::path::Path;
use crate::xml::{Reader, Tag, Writer};
use crate::{Error, Leaf};

/// A place in a [`Group`] that elements of one name go to.
pub(crate) trait Slot<'t> {
    /// Reads an element that has just been opened.
    fn accept(&mut self, tag: &Tag<'t>, reader: &mut Reader<'t>) -> Result<(), Error>;
    /// Refuses what was read as something that can't be a value.
    fn check(&self, name: &'static str, path: &mut Path) -> Result<(), Error>;
    fn put(&self, name: &'static str, writer: &mut Writer) -> Result<(), Error>;
}

/// An element that holds elements.
pub(crate) trait Group<'t>: Sized {
    /// With nothing in it.
    fn empty() -> Self;
    /// Reads what is in the element that has just been opened.
    fn fill(&mut self, tag: &Tag<'t>, reader: &mut Reader<'t>) -> Result<(), Error>;
    /// Writes the whole element: the `nth` of its name, if there may be several.
    fn put_as(&self, name: &str, nth: Option<usize>, writer: &mut Writer) -> Result<(), Error>;
    /// Refuses what was read as something that can't be a value. Families are left out.
    fn check(&self, path: &mut Path) -> Result<(), Error>;
}

/// Elements that a file may have once.
impl<'t, G: Group<'t>> Slot<'t> for Option<G> {
    fn accept(&mut self, tag: &Tag<'t>, reader: &mut Reader<'t>) -> Result<(), Error> {
        if self.is_some() {
            return Err(reader.duplicate(tag));
        }
        self.insert(G::empty()).fill(tag, reader)
    }

    fn check(&self, name: &'static str, path: &mut Path) -> Result<(), Error> {
        path.push(name);
        self.iter().try_for_each(|group| group.check(path))?;
        path.pop();
        Ok(())
    }

    fn put(&self, name: &'static str, writer: &mut Writer) -> Result<(), Error> {
        self.iter().try_for_each(|group| group.put_as(name, None, writer))
    }
}

/// Elements that a file may have any number of.
impl<'t, G: Group<'t>> Slot<'t> for Vec<G> {
    fn accept(&mut self, tag: &Tag<'t>, reader: &mut Reader<'t>) -> Result<(), Error> {
        self.push(G::empty());
        reader.number(self.len());
        self.last_mut().map_or(Ok(()), |group| group.fill(tag, reader))
    }

    fn check(&self, name: &'static str, path: &mut Path) -> Result<(), Error> {
        self.iter().zip(1..).try_for_each(|(group, nth)| {
            path.push_nth(name, nth);
            group.check(path)?;
            path.pop();
            Ok(())
        })
    }

    fn put(&self, name: &'static str, writer: &mut Writer) -> Result<(), Error> {
        self.iter().zip(1..).try_for_each(|(group, nth)| group.put_as(name, Some(nth), writer))
    }
}

/// Texts that a file may have any number of; each may be empty, none is absent.
impl<'t, T: Content<'t>> Slot<'t> for Vec<Leaf<T>> {
    fn accept(&mut self, tag: &Tag<'t>, reader: &mut Reader<'t>) -> Result<(), Error> {
        let mut leaf = Leaf::Absent;
        leaf.accept(tag, reader)?;
        self.push(leaf);
        Ok(())
    }

    fn check(&self, name: &'static str, path: &mut Path) -> Result<(), Error> {
        self.iter().try_for_each(|leaf| leaf.check(name, path))
    }

    fn put(&self, name: &'static str, writer: &mut Writer) -> Result<(), Error> {
        self.iter().try_for_each(|leaf| leaf.put(name, writer))
    }
}

/// Makes types of elements that hold elements: `field: Type = "ElementName"`. The type of a field says how often the
/// element may occur: `Leaf` and `Option` once, `Vec` any number of times. `..field: Type` takes whole families of
/// elements that the table doesn't name. The parameter is what texts are held in. `: Default` lets a group be made with
/// nothing in it; others have something that they can't do without.
macro_rules! group {
    ($(
        $(#[$meta:meta])*
        $name:ident<$text:ident> $(: $default:ident)? {
            $( $(#[$field_meta:meta])* $field:ident: $type:ty = $element:literal, )+
            $( ..$family:ident: $family_type:ty )?
        }
    )+) => { $(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct $name<$text: AsRef<str> = String> {
            $( $(#[$field_meta])* #[doc = concat!(" (`", $element, "`)")] pub $field: $type, )+
            $( #[doc = concat!("See [`", stringify!($family_type), "`].")] pub $family: $family_type, )?
            /// What this version has no name for.
            pub unknown: crate::Unknown<$text>,
        }

        $( impl $default for $name {
            fn default() -> Self {
                crate::group::Group::empty()
            }
        } )?

        impl<'t, $text: crate::leaf::Text<'t>> crate::group::Group<'t> for $name<$text> {
            fn empty() -> Self {
                Self {
                    $( $field: Default::default(), )+
                    $( $family: Default::default(), )?
                    unknown: Default::default(),
                }
            }

            fn fill(
                &mut self,
                tag: &crate::xml::Tag<'t>,
                reader: &mut crate::xml::Reader<'t>,
            ) -> Result<(), crate::Error> {
                self.unknown.attributes = reader.attributes(tag)?;
                while let Some(child) = reader.child()? {
                    match child.name {
                        $( $element => crate::group::Slot::accept(&mut self.$field, &child, reader)?, )+
                        _ => {
                            $( if self.$family.accept(&child, reader)? {
                                continue;
                            } )?
                            self.unknown.elements.push(reader.element(&child)?);
                        }
                    }
                }
                Ok(())
            }

            fn put_as(
                &self,
                name: &str,
                nth: Option<usize>,
                writer: &mut crate::xml::Writer,
            ) -> Result<(), crate::Error> {
                writer.group((name, nth), &self.unknown.attributes, |writer| {
                    $( crate::group::Slot::put(&self.$field, $element, writer)?; )+
                    $( self.$family.put(writer)?; )?
                    self.unknown.elements.iter().try_for_each(|element| writer.element(element))
                })
            }

            fn check(&self, path: &mut crate::path::Path) -> Result<(), crate::Error> {
                $( crate::group::Slot::check(&self.$field, $element, path)?; )+
                Ok(())
            }
        }
    )+ };
}

pub(crate) use group;
