use super::{KeyId, simple_tlv};
use crate::{Error, File};

const TAG: u8 = 0x02;

/// The record in common EF 0002 and juki EF 0002: the name of a key, the same in both. Whose key it is, nobody has
/// reported.
///
/// ```
/// use hokensho_card::Card;
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
/// let common = card.common()?.key_reference()?;
/// assert_eq!(common.key(), card.juki()?.key_reference()?.key());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct KeyReference(KeyId);

impl KeyReference {
    /// Cuts the record `02 10`, key id; errors name `file`.
    ///
    /// ```
    /// use hokensho_card::{File, KeyReference};
    ///
    /// let record = *b"\x02\x106000033\x08\x05001\0\0\0\0";
    /// let reference = KeyReference::parse(File::CommonKeyReference, &record)?;
    /// assert_eq!(reference.key().to_string(), "6000033 0805303031");
    /// assert_eq!(reference.raw(), record);
    /// # Ok::<(), hokensho_card::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Malformed`] with the place.
    pub fn parse(file: File, record: &[u8]) -> Result<Self, Error> {
        simple_tlv::value(file, record, TAG).map(|id| Self(KeyId::from(*id)))
    }

    /// The key that is named.
    #[must_use]
    pub const fn key(&self) -> KeyId {
        self.0
    }

    /// The record as the card holds it.
    #[must_use]
    pub fn raw(&self) -> [u8; 18] {
        let mut raw = [0; 18];
        for (byte, value) in raw.iter_mut().zip([TAG, 16].into_iter().chain(*self.0.as_bytes())) {
            *byte = value;
        }
        raw
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FILE: File = File::JukiKeyReference;

    proptest! {
        #[test]
        fn reads_any_key_id(id in any::<[u8; 16]>()) {
            let record = [&[0x02, 0x10][..], &id].concat();
            let reference = KeyReference::parse(FILE, &record).unwrap();
            prop_assert_eq!(reference.key(), KeyId::from(id));
            prop_assert_eq!(&reference.raw()[..], record);
        }

        #[test]
        fn refuses_every_other_record(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            let whole = bytes.len() == 18 && bytes.starts_with(&[0x02, 0x10]);
            prop_assert_eq!(KeyReference::parse(FILE, &bytes).is_ok(), whole);
        }
    }
}
