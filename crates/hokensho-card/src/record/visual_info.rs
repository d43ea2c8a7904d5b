use alloc::vec::Vec;
use core::ops::Range;
use hokensho_apdu::Zeroizing;

use super::{KeyId, Municipality, Objects, Specification, part, value_of};
use crate::{Error, File, FileFault};

/// What the visual application says of itself, visual EF 0003. Nothing signs it.
///
/// ```
/// use hokensho_card::Card;
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
/// let info = card.visual()?.basic_info()?;
/// assert_eq!(info.specification().raw(), [0x06, 0x03, 0x0E, 0x01]);
/// assert_eq!(info.municipality().to_string().len(), 5);
/// assert_ne!(info.key(), info.opaque_key());
/// assert_eq!(info.opaque().len(), 256);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct VisualBasicInfo {
    raw: Zeroizing<Vec<u8>>,
    specification: Specification,
    key: KeyId,
    version: u8,
    municipality: Municipality,
    opaque_key: KeyId,
    opaque: Range<usize>,
}

impl VisualBasicInfo {
    /// Cuts `FF30 { DF31 specification, DF32 key id, DF33 version, DF34 municipality, DF35 { key id, unknown } }`.
    ///
    /// ```
    /// use hokensho_card::{Error, File, VisualBasicInfo};
    ///
    /// let error = VisualBasicInfo::parse(vec![0xFF, 0x30, 0x03, 0xDF, 0x32, 0x00]).unwrap_err();
    /// assert!(matches!(error, Error::Malformed { file: File::VisualBasicInfo, offset: 3, .. }));
    /// ```
    ///
    /// # Errors
    /// [`Error::Malformed`] with the place.
    pub fn parse(raw: impl Into<Zeroizing<Vec<u8>>>) -> Result<Self, Error> {
        let raw = raw.into();
        let mut objects = Objects::open(File::VisualBasicInfo, &raw, 0xFF30)?;
        let specification = objects.require(0xDF31)?;
        let key = objects.require(0xDF32)?;
        let version = objects.require(0xDF33)?;
        let municipality = objects.require(0xDF34)?;
        let opaque = objects.require(0xDF35)?;
        objects.finish()?;
        let [version] = objects.array(&version)?;
        let Some((opaque_key, rest)) = opaque.value().split_first_chunk::<16>() else {
            let fault = FileFault::Length { expected: 16, found: opaque.value().len() };
            return Err(objects.fault(&opaque, fault));
        };
        let opaque_end = value_of(&opaque).end;
        Ok(Self {
            specification: objects.array(&specification)?.into(),
            key: objects.array(&key)?.into(),
            version,
            municipality: objects.municipality(&municipality)?,
            opaque_key: KeyId::from(*opaque_key),
            opaque: opaque_end - rest.len()..opaque_end,
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

    /// A version; of what, nobody has reported.
    #[must_use]
    pub const fn version(&self) -> u8 {
        self.version
    }

    /// The municipality that issued the card.
    #[must_use]
    pub const fn municipality(&self) -> Municipality {
        self.municipality
    }

    /// Names a key that has to do with [`opaque`](Self::opaque), it seems.
    #[must_use]
    pub const fn opaque_key(&self) -> KeyId {
        self.opaque_key
    }

    /// Bytes of unknown meaning: 256 on every card seen, as many as a block of RSA-2048.
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
