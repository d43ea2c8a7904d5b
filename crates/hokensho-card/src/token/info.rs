use alloc::vec::Vec;
use core::fmt;
use core::ops::Range;
use hokensho_apdu::Zeroizing;

use super::{Token, TokenLabel};
use crate::record::part;
use crate::{Error, File, FileFault};

/// Where the text fields lie.
const LABEL: Range<usize> = 0..32;
const MANUFACTURER: Range<usize> = 32..64;
const MODEL: Range<usize> = 64..80;
const SERIAL: Range<usize> = 80..96;
/// Eleven numbers of four bytes.
const NUMBERS: Range<usize> = 96..140;
const HARDWARE_VERSION: Range<usize> = 140..142;
const FIRMWARE_VERSION: Range<usize> = 142..144;
const TIME: Range<usize> = 144..160;

/// PKCS#11's `CK_UNAVAILABLE_INFORMATION` in 32 bits.
const UNAVAILABLE: u32 = u32::MAX;

/// The token information, JPKI EF 0006: PKCS#11's `CK_TOKEN_INFO` with 32-bit big-endian numbers.
///
/// Only the label and the two versions are sure: many readers of real cards agree on the label, and `myna-card` saw
/// `03` and `01` as versions. For the rest the names of PKCS#11 (v3.0, 3.2) are taken at their word, unverified. The
/// serial number may tell one card from all others, so `Debug` shows only what kind of token this is.
///
/// ```
/// use hokensho_card::{Card, Token};
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let mut card = Card::connect(VirtualCard::new(&Persona::named("adult")?))?;
/// let info = card.token_info()?;
/// assert_eq!(info.token(), Token::Card);
/// assert_eq!(info.label(), b"JPKIAPICCTOKEN2");
/// assert_eq!((info.hardware_version(), info.firmware_version()), (*b"03", *b"01"));
/// assert_eq!((info.manufacturer(), info.model()), (&b"hokensho-mock"[..], &b"MOCK"[..]));
/// assert_eq!((info.min_pin_bytes(), info.max_pin_bytes()), (Some(6), Some(16))); // those of the sign password, it seems
/// assert_eq!(info.free_private_memory(), None); // not told
/// assert_eq!(info.raw().len(), 160);
/// assert_eq!(format!("{info:?}"), "TokenInfo(a My Number Card)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct TokenInfo {
    raw: Zeroizing<Vec<u8>>,
    token: Token,
}

impl TokenInfo {
    /// The file's length.
    pub(crate) const BYTES: usize = 160;

    /// Reads the 160 bytes of the file.
    ///
    /// ```
    /// use hokensho_card::{Error, TokenInfo};
    ///
    /// assert!(matches!(TokenInfo::parse(vec![b' '; 159]), Err(Error::Malformed { .. })));
    /// ```
    ///
    /// # Errors
    /// [`Error::Malformed`] for another length.
    pub fn parse(raw: impl Into<Zeroizing<Vec<u8>>>) -> Result<Self, Error> {
        let raw = raw.into();
        if raw.len() != Self::BYTES {
            let fault = FileFault::Length { expected: Self::BYTES, found: raw.len() };
            return Err(Error::Malformed { file: File::TokenInfo, offset: 0, fault });
        }
        Ok(Self { token: TokenLabel::at_the_start_of(&raw)?.into(), raw })
    }

    /// Card or phone, by the label.
    #[must_use]
    pub const fn token(&self) -> Token {
        self.token
    }

    /// `label`, without the spaces that fill it up.
    #[must_use]
    pub fn label(&self) -> &[u8] {
        self.text(&LABEL)
    }

    /// `manufacturerID`, without the spaces that fill it up.
    #[must_use]
    pub fn manufacturer(&self) -> &[u8] {
        self.text(&MANUFACTURER)
    }

    /// `model`, without the spaces that fill it up.
    #[must_use]
    pub fn model(&self) -> &[u8] {
        self.text(&MODEL)
    }

    /// `serialNumber`, without the spaces that fill it up.
    #[must_use]
    pub fn serial(&self) -> &[u8] {
        self.text(&SERIAL)
    }

    /// `flags`: the bits that PKCS#11 names `CKF_…`; none if the field says so.
    #[must_use]
    pub fn flags(&self) -> Option<u32> {
        self.number(0)
    }

    /// `ulMaxSessionCount`: 0 for no limit; none if the field says that it is unknown.
    #[must_use]
    pub fn max_sessions(&self) -> Option<u32> {
        self.number(1)
    }

    /// `ulSessionCount`.
    #[must_use]
    pub fn sessions(&self) -> Option<u32> {
        self.number(2)
    }

    /// `ulMaxRwSessionCount`: 0 for no limit.
    #[must_use]
    pub fn max_write_sessions(&self) -> Option<u32> {
        self.number(3)
    }

    /// `ulRwSessionCount`.
    #[must_use]
    pub fn write_sessions(&self) -> Option<u32> {
        self.number(4)
    }

    /// `ulMaxPinLen`, in bytes.
    #[must_use]
    pub fn max_pin_bytes(&self) -> Option<u32> {
        self.number(5)
    }

    /// `ulMinPinLen`, in bytes.
    #[must_use]
    pub fn min_pin_bytes(&self) -> Option<u32> {
        self.number(6)
    }

    /// `ulTotalPublicMemory`, in bytes.
    #[must_use]
    pub fn total_public_memory(&self) -> Option<u32> {
        self.number(7)
    }

    /// `ulFreePublicMemory`, in bytes.
    #[must_use]
    pub fn free_public_memory(&self) -> Option<u32> {
        self.number(8)
    }

    /// `ulTotalPrivateMemory`, in bytes.
    #[must_use]
    pub fn total_private_memory(&self) -> Option<u32> {
        self.number(9)
    }

    /// `ulFreePrivateMemory`, in bytes.
    #[must_use]
    pub fn free_private_memory(&self) -> Option<u32> {
        self.number(10)
    }

    /// `hardwareVersion` as stored. PKCS#11 has two numbers there, cards have two digits.
    #[must_use]
    pub fn hardware_version(&self) -> [u8; 2] {
        self.version(&HARDWARE_VERSION)
    }

    /// `firmwareVersion` as stored. PKCS#11 has two numbers there, cards have two digits.
    #[must_use]
    pub fn firmware_version(&self) -> [u8; 2] {
        self.version(&FIRMWARE_VERSION)
    }

    /// `utcTime`, without the spaces that fill it up; empty for what has no clock.
    #[must_use]
    pub fn time(&self) -> &[u8] {
        self.text(&TIME)
    }

    /// All 160 bytes.
    #[must_use]
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    fn text(&self, range: &Range<usize>) -> &[u8] {
        part(&self.raw, range).trim_ascii_end()
    }

    /// One of the eleven numbers; none where PKCS#11 says that nothing is known.
    fn number(&self, index: usize) -> Option<u32> {
        let (numbers, _) = part(&self.raw, &NUMBERS).as_chunks();
        numbers.get(index).map(|number| u32::from_be_bytes(*number)).filter(|number| *number != UNAVAILABLE)
    }

    fn version(&self, range: &Range<usize>) -> [u8; 2] {
        part(&self.raw, range).try_into().unwrap_or_default()
    }
}

impl fmt::Debug for TokenInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenInfo({})", self.token)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;
    use alloc::vec;
    use proptest::prelude::*;

    /// The layout with a different value in every field.
    fn sample() -> Vec<u8> {
        let text = format!("{:<32}{:<32}{:<16}{:<16}", "JPKIAPICCTOKEN2", "manufacturer", "model", "serial");
        let numbers: Vec<u8> = (1u32..=11).flat_map(u32::to_be_bytes).collect();
        [text.as_bytes(), &numbers, b"0301", b"2026112300000000"].concat()
    }

    #[test]
    fn reads_every_field_from_its_place() {
        let info = TokenInfo::parse(sample()).unwrap();
        assert_eq!(info.token(), Token::Card);
        assert_eq!(info.label(), b"JPKIAPICCTOKEN2");
        assert_eq!(info.manufacturer(), b"manufacturer");
        assert_eq!(info.model(), b"model");
        assert_eq!(info.serial(), b"serial");
        let numbers = [
            info.flags(),
            info.max_sessions(),
            info.sessions(),
            info.max_write_sessions(),
            info.write_sessions(),
            info.max_pin_bytes(),
            info.min_pin_bytes(),
            info.total_public_memory(),
            info.free_public_memory(),
            info.total_private_memory(),
            info.free_private_memory(),
        ];
        assert!(numbers.into_iter().eq((1..=11).map(Some)));
        assert_eq!((info.hardware_version(), info.firmware_version()), (*b"03", *b"01"));
        assert_eq!(info.time(), b"2026112300000000");
        assert_eq!(info.raw(), sample());
    }

    #[test]
    fn says_none_where_nothing_is_known() {
        let mut raw = sample();
        raw[NUMBERS].fill(0xFF);
        let info = TokenInfo::parse(raw).unwrap();
        assert_eq!((info.flags(), info.free_private_memory()), (None, None));
    }

    #[test]
    fn refuses_another_length() {
        for length in [0, 31, 32, 159, 161, 256] {
            let error = TokenInfo::parse(vec![b' '; length]).unwrap_err();
            assert!(matches!(
                error,
                Error::Malformed {
                    file: File::TokenInfo,
                    offset: 0,
                    fault: FileFault::Length { expected: 160, found }
                } if found == length
            ));
        }
    }

    #[test]
    fn does_not_show_the_serial_number() {
        assert_eq!(format!("{:?}", TokenInfo::parse(sample()).unwrap()), "TokenInfo(a My Number Card)");
    }

    proptest! {
        #[test]
        fn any_160_bytes_are_kept(raw in proptest::collection::vec(any::<u8>(), 160)) {
            let info = TokenInfo::parse(raw.clone()).unwrap();
            prop_assert_eq!(info.raw(), &raw);
            prop_assert!(raw.starts_with(info.label()));
        }
    }
}
