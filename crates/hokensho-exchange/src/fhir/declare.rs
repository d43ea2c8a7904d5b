//! How the structures of FHIR are declared here.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::Error;

/// What came in elements that have no field here. It is written back as it came. `Debug` shows how many they are.
///
/// `resourceType` is never among them: which resource a text is, and that it is that one, says
/// [`Resource::read`](super::Resource::read), with which resources are read.
///
/// ```
/// use hokensho_exchange::fhir::{Others, Reference};
///
/// let reference: Reference = serde_json::from_str(r#"{"reference":"Patient/1","type":"Patient"}"#)?;
/// assert_eq!(format!("{:?}", reference.others), "Others(1)");
/// assert_ne!(reference.others, Others::default());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Map<String, Value>")]
pub struct Others(Map<String, Value>);

impl From<Map<String, Value>> for Others {
    fn from(mut elements: Map<String, Value>) -> Self {
        elements.remove("resourceType");
        Self(elements)
    }
}

impl Others {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn value(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// The items of a list.
    pub(super) fn items(&self, name: &str) -> impl Iterator<Item = &Value> {
        self.value(name).and_then(Value::as_array).into_iter().flatten()
    }

    /// Whether what isn't known here leaves the meaning of the rest alone. FHIR marks what doesn't: who doesn't
    /// understand it mustn't read the rest (R4, Extensibility, 2.4.2; Resource, 2.26.3.2).
    pub(super) fn leave_meaning(&self, path: &'static str) -> Result<(), Error> {
        let changes =
            ["modifierExtension", "implicitRules"].into_iter().any(|name| self.0.contains_key(name));
        if changes { Err(Error::FhirElement { path }) } else { Ok(()) }
    }
}

impl fmt::Debug for Others {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Others({})", self.0.len())
    }
}

/// Whether an element is left out: FHIR knows no empty ones.
pub(super) trait Absent {
    fn is_absent(&self) -> bool;
}

impl<T> Absent for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Absent for Vec<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// Makes structures whose elements are all optional, that keep what they don't know, and whose `Debug` says nothing of
/// a person.
macro_rules! fhir {
    ($(
        $(#[$meta:meta])*
        $name:ident { $( $(#[$field_meta:meta])* $field:ident: $type:ty, )* }
    )+) => { $(
        $(#[$meta])*
        #[derive(Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub struct $name {
            $(
                $(#[$field_meta])*
                #[serde(default, skip_serializing_if = "crate::fhir::declare::Absent::is_absent")]
                pub $field: $type,
            )*
            /// Elements that have no field here.
            #[serde(flatten)]
            pub others: crate::fhir::declare::Others,
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )+ };
}
pub(super) use fhir;
