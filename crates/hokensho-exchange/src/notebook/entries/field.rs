use std::borrow::Cow;

use hokensho_eligibility::Sex;

use super::codes::{
    Creator, DosageForm, DrugCodeKind, GenericCodeKind, IngredientCodeKind, ProvidedKind, RemarkKind,
    UsageCodeKind,
};
use crate::notebook::NotebookDate;

/// A field of a record, which may be empty.
pub(super) trait Field<'a>: Sized {
    fn read(text: &'a str) -> Option<Self>;
    fn write(&self) -> Cow<'_, str>;
}

impl<'a> Field<'a> for &'a str {
    fn read(text: &'a str) -> Option<Self> {
        Some(text)
    }

    fn write(&self) -> Cow<'_, str> {
        (*self).into()
    }
}

impl Field<'_> for Option<NotebookDate> {
    fn read(text: &str) -> Option<Self> {
        if text.is_empty() { Some(None) } else { NotebookDate::read(text).map(Some) }
    }

    fn write(&self) -> Cow<'_, str> {
        self.map_or(Cow::Borrowed(""), |date| date.to_string().into())
    }
}

macro_rules! codes {
    ($($code:ident),+) => { $(
        impl Field<'_> for Option<$code> {
            fn read(text: &str) -> Option<Self> {
                Some((!text.is_empty()).then(|| $code::from_code(text)))
            }

            fn write(&self) -> Cow<'_, str> {
                self.as_ref().map_or("", $code::code).into()
            }
        }
    )+ };
}

codes!(
    Creator,
    DosageForm,
    DrugCodeKind,
    GenericCodeKind,
    IngredientCodeKind,
    ProvidedKind,
    RemarkKind,
    Sex,
    UsageCodeKind
);
