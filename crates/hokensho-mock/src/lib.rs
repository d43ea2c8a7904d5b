//! (being written)

pub mod der;
pub mod pki;
