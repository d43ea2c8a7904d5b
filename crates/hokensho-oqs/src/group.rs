//! Elements that hold elements: one table per element says which, and reading, writing and `Debug` follow from it.

use crate::path::Path;
use crate::xml::{Node, Unknown, Writer};
use crate::{Diagnostic, Error, Finding, Mode};

/// What is known while a file is read into types.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) mode: Mode,
    pub(crate) path: Path,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Reading {
    pub(crate) fn new(mode: Mode) -> Self {
        Self { mode, path: Path::default(), diagnostics: Vec::new() }
    }

    /// Notes what is wrong with an element below the present path, or refuses it.
    pub(crate) fn found(&mut self, finding: Finding, name: &str, offset: usize) -> Result<(), Error> {
        let diagnostic = Diagnostic { path: self.path.to(name), offset, finding };
        match self.mode {
            Mode::Strict => Err(Error::Refused(diagnostic)),
            Mode::Lenient => {
                self.diagnostics.push(diagnostic);
                Ok(())
            }
        }
    }

    /// Reads the element at the present path. Text in it instead of elements is refused: there is no way to keep it.
    fn group<G: Group>(&mut self, node: Node<'_>) -> Result<G, Error> {
        if !node.is_blank() {
            return Err(Error::Shape { path: self.path.to_string(), offset: node.offset });
        }
        G::read(node, self)
    }

    pub(crate) fn duplicate(&self, node: &Node<'_>) -> Error {
        Error::Duplicate { path: self.path.to(node.name), offset: node.offset }
    }
}

/// A place in a [`Group`] that elements of one name go to.
pub(crate) trait Slot {
    fn accept(&mut self, node: Node<'_>, reading: &mut Reading) -> Result<(), Error>;
    /// Refuses what was read as something that can't be a value.
    fn check(&self, name: &'static str, path: &mut Path) -> Result<(), Error>;
    fn put(&self, name: &'static str, writer: &mut Writer) -> Result<(), Error>;
}

/// An element that holds elements.
pub(crate) trait Group: Sized {
    /// Reads the element at the present path.
    fn read(node: Node<'_>, reading: &mut Reading) -> Result<Self, Error>;
    /// Writes what the element holds.
    fn write(&self, writer: &mut Writer) -> Result<(), Error>;
    fn unknown(&self) -> &Unknown;
    /// Refuses what was read as something that can't be a value. Families are left out.
    fn check(&self, path: &mut Path) -> Result<(), Error>;

    /// Writes the whole element: the `nth` of its name, if there may be several.
    fn put_as(&self, name: &str, nth: Option<usize>, writer: &mut Writer) -> Result<(), Error> {
        writer.group((name, nth), &self.unknown().attributes, |writer| self.write(writer))
    }
}

/// Elements that a file may have once.
impl<G: Group> Slot for Option<G> {
    fn accept(&mut self, node: Node<'_>, reading: &mut Reading) -> Result<(), Error> {
        if self.is_some() {
            return Err(reading.duplicate(&node));
        }
        reading.path.push(node.name);
        *self = Some(reading.group(node)?);
        reading.path.pop();
        Ok(())
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
impl<G: Group> Slot for Vec<G> {
    fn accept(&mut self, node: Node<'_>, reading: &mut Reading) -> Result<(), Error> {
        reading.path.push_nth(node.name, self.len() + 1);
        self.push(reading.group(node)?);
        reading.path.pop();
        Ok(())
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

/// Makes types of elements that hold elements: `field: Type = "ElementName"`. The type of a field says how often the
/// element may occur: `Leaf` and `Option` once, `Vec` any number of times. `..field: Type` takes whole families of
/// elements that the table doesn't name.
macro_rules! group {
    ($(
        $(#[$meta:meta])*
        $name:ident {
            $( $(#[$field_meta:meta])* $field:ident: $type:ty = $element:literal, )+
            $( ..$family:ident: $family_type:ty )?
        }
    )+) => { $(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct $name {
            $( $(#[$field_meta])* #[doc = concat!(" (`", $element, "`)")] pub $field: $type, )+
            $( #[doc = concat!("See [`", stringify!($family_type), "`].")] pub $family: $family_type, )?
            /// What this version has no name for.
            pub unknown: crate::Unknown,
        }

        impl $name {
            /// With nothing in it.
            fn empty() -> Self {
                Self {
                    $( $field: Default::default(), )+
                    $( $family: Default::default(), )?
                    unknown: Default::default(),
                }
            }
        }

        impl crate::group::Group for $name {
            fn read(
                node: crate::xml::Node<'_>,
                reading: &mut crate::group::Reading,
            ) -> Result<Self, crate::Error> {
                let mut group = Self::empty();
                group.unknown.attributes = node.attributes;
                for child in node.children {
                    match child.name {
                        $( $element => {
                            crate::group::Slot::accept(&mut group.$field, child, reading)?;
                        } )+
                        _ => {
                            $( let Some(child) = group.$family.accept(child, reading)? else {
                                continue;
                            }; )?
                            group.unknown.elements.push(child.into());
                        }
                    }
                }
                Ok(group)
            }

            fn write(&self, writer: &mut crate::xml::Writer) -> Result<(), crate::Error> {
                $( crate::group::Slot::put(&self.$field, $element, writer)?; )+
                $( self.$family.put(writer)?; )?
                self.unknown.elements.iter().try_for_each(|element| writer.element(element))
            }

            fn unknown(&self) -> &crate::Unknown {
                &self.unknown
            }

            fn check(&self, path: &mut crate::path::Path) -> Result<(), crate::Error> {
                $( crate::group::Slot::check(&self.$field, $element, path)?; )+
                Ok(())
            }
        }
    )+ };
}

pub(crate) use group;
