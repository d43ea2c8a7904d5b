use alloc::vec::Vec;
use core::ops::Range;
use hokensho_apdu::Zeroizing;

use super::{KeyId, Objects, Specification, part, value_of};
use crate::{Error, File};

/// What the text application says of itself, text EF 0005. Nothing signs it.
///
/// ```
/// use hokensho_card::Card;
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
/// let info = card.text()?.basic_info()?;
/// assert_eq!(info.specification().version(), 0x01);
/// assert_eq!(info.opaque().len(), 128);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct TextBasicInfo {
    raw: Zeroizing<Vec<u8>>,
    specification: Specification,
    key: KeyId,
    opaque: Range<usize>,
}

impl TextBasicInfo {
    /// Cuts `FF40 { DF41 specification, DF42 key id, DF43 unknown }`.
    ///
    /// ```
    /// use hokensho_card::{Error, File, TextBasicInfo};
    ///
    /// let error = TextBasicInfo::parse(vec![0xFF, 0x40, 0x03, 0xDF, 0x42, 0x00]).unwrap_err();
    /// assert!(matches!(error, Error::Malformed { file: File::TextBasicInfo, offset: 3, .. }));
    /// ```
    ///
    /// # Errors
    /// [`Error::Malformed`] with the place.
    pub fn parse(raw: impl Into<Zeroizing<Vec<u8>>>) -> Result<Self, Error> {
        let raw = raw.into();
        let mut objects = Objects::open(File::TextBasicInfo, &raw, 0xFF40)?;
        let specification = objects.require(0xDF41)?;
        let key = objects.require(0xDF42)?;
        let opaque = objects.require(0xDF43)?;
        objects.finish()?;
        Ok(Self {
            specification: objects.array(&specification)?.into(),
            key: objects.array(&key)?.into(),
            opaque: value_of(&opaque),
            raw,
        })
    }

    /// What the application was built to.
    #[must_use]
    pub const fn specification(&self) -> Specification {
        self.specification
    }

    /// Names a key; not the one of the card-verifiable certificate. Whose it is, nobody has reported.
    #[must_use]
    pub const fn key(&self) -> KeyId {
        self.key
    }

    /// Bytes of unknown meaning: 128 on every card seen, all `FF` but the first 32.
    #[must_use]
    pub fn opaque(&self) -> &[u8] {
        part(&self.raw, &self.opaque)
    }

    /// The file's outermost object as the card holds it.
    #[must_use]
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }
}
