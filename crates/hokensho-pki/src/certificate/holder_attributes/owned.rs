use alloc::vec::Vec;
use core::fmt;

use super::HolderAttributes;
use crate::GeneralNames;

/// The four attributes, kept beyond their certificate. `Debug` shows none of them.
///
/// ```
/// # let adult = hokensho_mock::Persona::named("adult")?;
/// let kept = {
///     let bytes = adult.sign_certificate().ok_or("no certificate")?.to_vec();
///     let leaf = hokensho_pki::Certificate::parse(&bytes)?;
///     leaf.holder_attributes().ok_or("no attributes")?.to_owned()
/// };
/// assert!(kept.view().name().is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct OwnedHolderAttributes(Vec<u8>);

impl HolderAttributes<'_> {
    /// The form to keep: a copy of all names.
    #[must_use]
    pub fn to_owned(&self) -> OwnedHolderAttributes {
        OwnedHolderAttributes(self.0.content().to_vec())
    }
}

impl OwnedHolderAttributes {
    /// The attributes, as they were read.
    #[must_use]
    pub fn view(&self) -> HolderAttributes<'_> {
        HolderAttributes(GeneralNames::read_before(&self.0))
    }
}

impl fmt::Debug for OwnedHolderAttributes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.view().fmt(f)
    }
}
