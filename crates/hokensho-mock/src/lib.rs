//! (being written)

pub mod der;
pub mod pki;

pub mod bridge;
mod card;
mod error;
mod persona;

pub use card::{Application, Builder, ExtendedLe, Fault, TriesQuery, VirtualCard, WarmReset};
pub use error::{Error, FieldFault};
pub use persona::{Date, Holder, Persona, Secret, Sex};
