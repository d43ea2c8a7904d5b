//! What a request has to hold: the tables of elements say it, and every request that is made is held against them. What
//! is read is not: files of others are read as they are.

use crate::group::Group;
use crate::path::Path;
use crate::{Error, Leaf, RequestFault, Unknown, xml};

/// What an element of a request has to be. Lengths that are known from one program alone aren't asked.
#[derive(Clone, Copy)]
pub(crate) struct Rule {
    is_required: bool,
    form: Form,
}

#[derive(Clone, Copy)]
enum Form {
    /// Any text that isn't blank and that files can hold.
    Any,
    /// So many characters.
    AtMost(usize),
    /// 枝番: two digits, of either width.
    Branch,
}

impl Rule {
    pub(crate) const ANY: Self = Self { is_required: false, form: Form::Any };

    /// It can't be left out.
    pub(crate) const fn required(self) -> Self {
        Self { is_required: true, ..self }
    }

    pub(crate) const fn at_most(self, characters: usize) -> Self {
        Self { form: Form::AtMost(characters), ..self }
    }

    pub(crate) const fn branch(self) -> Self {
        Self { form: Form::Branch, ..self }
    }

    /// Holds it against what there is none of.
    pub(crate) fn allows_none(self, path: impl FnOnce() -> String) -> Result<(), Error> {
        if self.is_required { Err(Error::Absent { path: path() }) } else { Ok(()) }
    }

    /// Why a text can't stand there.
    pub(crate) fn fault(self, text: &str) -> Option<RequestFault> {
        // No number or identifier has control characters, also those that XML could hold (1.0, 2.2).
        let refused = |it: &char| it.is_control() || !xml::is_allowed(*it);
        if text.trim().is_empty() {
            return Some(RequestFault::Blank);
        }
        if let Some(character) = text.chars().find(refused) {
            return Some(RequestFault::Character { code_point: character.into() });
        }
        let (length, is_digit) = (text.chars().count(), |it| matches!(it, '0'..='9' | '０'..='９'));
        match self.form {
            Form::AtMost(most) if length > most => Some(RequestFault::TooLong { most }),
            Form::Branch if length != 2 || !text.chars().all(is_digit) => Some(RequestFault::Branch),
            Form::Any | Form::AtMost(_) | Form::Branch => None,
        }
    }
}

/// What was read leniently may hold a second value of an element, kept beside the first.
pub(crate) fn check_unknown<S: AsRef<str>>(
    unknown: &Unknown<S>,
    knows: impl Fn(&str) -> bool,
    path: &Path,
) -> Result<(), Error> {
    match unknown.elements.iter().find(|element| knows(element.name())) {
        Some(second) => {
            Err(Error::Unsendable { path: path.to(second.name()), fault: RequestFault::Repeated })
        }
        None => Ok(()),
    }
}

/// A part of a request, if one can carry it.
pub(crate) fn checked<G: for<'t> Group<'t>>(part: G, element: &'static str) -> Result<G, Error> {
    let mut path = Path::default();
    path.push(element);
    part.check(&mut path)?;
    Ok(part)
}

/// The first and the last day or month that a request asks about; the element at the path holds the last.
pub(crate) fn period<T: PartialOrd>(first: T, last: T, path: &str) -> Result<(Leaf<T>, Leaf<T>), Error> {
    if last < first {
        return Err(Error::Unsendable { path: path.to_owned(), fault: RequestFault::Period });
    }
    Ok((first.into(), last.into()))
}
