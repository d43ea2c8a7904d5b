use alloc::vec::Vec;
use core::ops::Range;
use hokensho_apdu::Zeroizing;

use super::{Municipality, Origin, part, simple_tlv};
use crate::{CardDate, Error, File, FileFault};

const FILE: File = File::CardSerial;

/// Where the three lie, behind tag and length.
const SERIAL: Range<usize> = 2..17;
const MUNICIPALITY: Range<usize> = 17..22;
const EXPIRY: Range<usize> = 22..30;

/// The card's serial number, who issued it and when it expires: record 1 of common EF 0001. Nothing signs it.
///
/// The number tells one card from all others: it is wiped when dropped and not shown by `Debug`.
///
/// ```
/// use hokensho_card::Card;
/// use hokensho_mock::{Persona, VirtualCard};
///
/// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
/// let serial = card.common()?.serial()?;
/// assert_eq!(serial.serial().len(), 15);
/// assert_eq!(serial.expiry().to_string(), "2035-02-17");
/// assert_eq!(format!("{serial:?}"), "CardSerial([redacted])");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct CardSerial {
    raw: Zeroizing<Vec<u8>>,
    municipality: Municipality,
    expiry: CardDate,
}

impl CardSerial {
    /// Cuts the record `01 1C`, serial number (15 digits), municipality (5), expiry (8).
    ///
    /// ```
    /// use hokensho_card::CardSerial;
    ///
    /// let serial = CardSerial::parse(b"\x01\x1C4000000127198431322120350217".to_vec())?;
    /// assert_eq!(serial.serial(), "400000012719843");
    /// assert_eq!(serial.municipality().to_string(), "13221");
    /// assert_eq!(serial.expiry().to_string(), "2035-02-17");
    /// # Ok::<(), hokensho_card::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Malformed`] with the place.
    pub fn parse(raw: impl Into<Zeroizing<Vec<u8>>>) -> Result<Self, Error> {
        let raw = raw.into();
        simple_tlv::value::<28>(FILE, &raw, 0x01)?;
        let broken = |at: Range<usize>, fault| Origin::from(FILE).malformed(at.start, fault);
        if !part(&raw, &SERIAL).iter().all(u8::is_ascii_digit) {
            return Err(broken(SERIAL, FileFault::Digits));
        }
        Ok(Self {
            municipality: Municipality::parse(part(&raw, &MUNICIPALITY))
                .ok_or_else(|| broken(MUNICIPALITY, FileFault::Digits))?,
            expiry: CardDate::parse(part(&raw, &EXPIRY)).ok_or_else(|| broken(EXPIRY, FileFault::Date))?,
            raw,
        })
    }

    /// The serial number: 15 digits.
    #[must_use]
    pub fn serial(&self) -> &str {
        // `parse` has found digits there.
        core::str::from_utf8(part(&self.raw, &SERIAL)).unwrap_or_default()
    }

    /// The municipality that issued the card.
    #[must_use]
    pub const fn municipality(&self) -> Municipality {
        self.municipality
    }

    /// 有効期限 of the card.
    #[must_use]
    pub const fn expiry(&self) -> CardDate {
        self.expiry
    }

    /// The record as the card holds it.
    #[must_use]
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;
    use hokensho_apdu::tlv::Fault;
    use proptest::prelude::*;

    /// The test card's record, as `myna-card` 3.3.4 gives it (`src/ap/common.rs`).
    const RECORD: &[u8; 30] = b"\x01\x1C4000000127198431322120350217";

    fn fault(record: &[u8]) -> (usize, FileFault) {
        match CardSerial::parse(record.to_vec()).unwrap_err() {
            Error::Malformed { file: FILE, offset, fault } => (offset, fault),
            error => panic!("{error}"),
        }
    }

    fn patched(at: usize, byte: u8) -> [u8; 30] {
        let mut record = *RECORD;
        record[at] = byte;
        record
    }

    #[test]
    fn reads_the_record_of_a_test_card() {
        let serial = CardSerial::parse(RECORD.to_vec()).unwrap();
        assert_eq!(serial.serial(), "400000012719843");
        assert_eq!(serial.municipality(), Municipality::parse(b"13221").unwrap());
        assert_eq!(serial.expiry(), CardDate::new(2035, 2, 17).unwrap());
        assert_eq!(serial.raw(), RECORD);
    }

    #[test]
    fn refuses_another_tag() {
        assert!(matches!(fault(&patched(0, 0x02)), (0, FileFault::Tlv(Fault::WrongTag { .. }))));
        assert!(matches!(fault(&[]), (0, FileFault::Tlv(Fault::Missing { .. }))));
    }

    #[test]
    fn refuses_another_length() {
        let length = |found| FileFault::Length { expected: 28, found };
        assert_eq!(fault(&patched(1, 0x1B)), (1, length(27)));
        assert_eq!(fault(&RECORD[..29]), (2, length(27)));
        assert_eq!(fault(&[&RECORD[..], &[0xFF]].concat()), (2, length(29)));
        assert_eq!(fault(&RECORD[..2]), (2, length(0)));
    }

    #[test]
    fn refuses_what_are_no_digits_and_says_where() {
        assert_eq!(fault(&patched(9, b'x')), (2, FileFault::Digits));
        assert_eq!(fault(&patched(18, b' ')), (17, FileFault::Digits));
        assert_eq!(fault(&patched(26, b'2')), (22, FileFault::Date));
    }

    proptest! {
        #[test]
        fn reads_what_was_written(serial in "[0-9]{15}", town in "[0-9]{5}", year in 2016u16..2100, month in 1u8..=12) {
            let record = format!("\x01\x1C{serial}{town}{year}{month:02}28");
            let read = CardSerial::parse(record.into_bytes()).unwrap();
            prop_assert_eq!(read.serial(), serial);
            prop_assert_eq!(format!("{}", read.municipality()), town);
            prop_assert_eq!(read.expiry(), CardDate::new(year, month, 28).unwrap());
        }

        #[test]
        fn never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            let _ = CardSerial::parse(bytes);
        }
    }
}
