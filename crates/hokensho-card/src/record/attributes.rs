use alloc::vec::Vec;
use core::ops::Range;
use hokensho_apdu::Zeroizing;
use hokensho_apdu::tlv::Tlv;

use super::{Objects, Sex, part, value_of, whole};
use crate::{CardDate, Error, File, FileFault};

const FILE: File = File::Attributes;

/// 基本4情報: name, address, birth date and sex, from text EF 0002.
///
/// They are authentic only once the [`IntegrityRecord`](crate::IntegrityRecord) has been verified and its
/// [`attributes_hash`](crate::IntegrityRecord::attributes_hash) is the SHA-256 of [`hashed`](Self::hashed).
/// Wiped when dropped; neither copied nor shown by `Debug`.
///
/// ```
/// use hokensho_card::{Attributes, Sex};
///
/// let file = b"\xFF\x20\x2C\xDF\x21\x08\x00\x0E\x00\x17\x00\x20\x00\x2B\xDF\x22\x06\xE8\x8A\xB1\xE5\xAD\x90\
///     \xDF\x23\x06\xE6\x9D\xB1\xE4\xBA\xAC\xDF\x24\x0819800217\xDF\x25\x012";
/// let attributes = Attributes::parse(file.to_vec())?;
/// assert_eq!(attributes.name(), "花子");
/// assert_eq!(attributes.address(), "東京");
/// assert_eq!(attributes.birth().to_string(), "1980-02-17");
/// assert_eq!(attributes.sex(), Sex::Female);
/// # Ok::<(), hokensho_card::Error>(())
/// ```
pub struct Attributes {
    raw: Zeroizing<Vec<u8>>,
    name: Range<usize>,
    address: Range<usize>,
    birth: Zeroizing<CardDate>,
    sex: Range<usize>,
    hashed: Range<usize>,
}

impl Attributes {
    /// Cuts `FF20 { DF21 offset table, DF22 name, DF23 address, DF24 birth date, DF25 sex }`.
    ///
    /// # Errors
    /// [`Error::Malformed`] with the place.
    pub fn parse(raw: impl Into<Zeroizing<Vec<u8>>>) -> Result<Self, Error> {
        let raw = raw.into();
        let mut objects = Objects::open(FILE, &raw, 0xFF20)?;
        let table = objects.require(0xDF21)?;
        let name = objects.require(0xDF22)?;
        let address = objects.require(0xDF23)?;
        let birth = objects.require(0xDF24)?;
        let sex = objects.require(0xDF25)?;
        objects.check_offsets(&table, &[name, address, birth, sex])?;
        check_text(&name)?;
        check_text(&address)?;
        objects.check_length(&sex, 1)?;
        objects.finish()?;
        Ok(Self {
            name: value_of(&name),
            address: value_of(&address),
            birth: Zeroizing::new(objects.date(&birth)?),
            sex: value_of(&sex),
            hashed: whole(&name).start..whole(&sex).end,
            raw,
        })
    }

    /// 氏名: family name and given name, between them an ideographic space (U+3000); Latin letters as they are.
    #[must_use]
    pub fn name(&self) -> &str {
        self.text(&self.name)
    }

    /// 住所, with full-width digits.
    #[must_use]
    pub fn address(&self) -> &str {
        self.text(&self.address)
    }

    /// 生年月日.
    #[must_use]
    pub fn birth(&self) -> CardDate {
        *self.birth
    }

    /// 性別.
    #[must_use]
    pub fn sex(&self) -> Sex {
        part(&self.raw, &self.sex).first().copied().map_or(Sex::NotKnown, Sex::from)
    }

    /// The file's outermost object as the card holds it.
    #[must_use]
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// What the integrity record's hash covers: all objects after the offset table, as stored.
    #[must_use]
    pub fn hashed(&self) -> &[u8] {
        part(&self.raw, &self.hashed)
    }

    fn text(&self, range: &Range<usize>) -> &str {
        // `parse` has found UTF-8 there.
        core::str::from_utf8(part(&self.raw, range)).unwrap_or_default()
    }
}

fn check_text(text: &Tlv<'_>) -> Result<(), Error> {
    match core::str::from_utf8(text.value()) {
        Ok(_) => Ok(()),
        Err(error) => Err(Error::Malformed {
            file: FILE,
            offset: value_of(text).start + error.valid_up_to(),
            fault: FileFault::Text,
        }),
    }
}
