use hokensho_apdu::Zeroizing;

use super::birth::{birth_digits, check_birth, write_pairs};
use super::{SecretRule, digits, refuse};
use crate::{BirthCalendar, CardDate, Error};

/// 照合番号B: fourteen digits that stand on the card's face. Whoever holds the card can open the photo with them.
///
/// Birth date (two digits of the year, month, day), year of expiry, security code. The layout is a vendor's and
/// an open program's finding (`myna-card`); the example of the latter: 昭和55年2月17日, 2035, 2285.
///
/// ```
/// use hokensho_card::{BirthCalendar, CardDate, CodeB};
///
/// let birth = CardDate::new(1980, 2, 17).unwrap();
/// let code = CodeB::from_card_face(birth, BirthCalendar::Japanese, 2035, "2285")?;
/// assert_eq!(format!("{code:?}"), "CodeB([redacted])");
/// # Ok::<(), hokensho_card::Error>(())
/// ```
pub struct CodeB(Zeroizing<[u8; 14]>);

impl CodeB {
    /// Takes the fourteen digits.
    ///
    /// ```
    /// use hokensho_card::CodeB;
    ///
    /// assert!(CodeB::new("55021720352285").is_ok());
    /// assert!(CodeB::new("55131720352285").is_err()); // no thirteenth month
    /// ```
    ///
    /// # Errors
    /// [`Error::SecretFormat`] with the rule they break.
    pub fn new(code: &str) -> Result<Self, Error> {
        let code = digits::<14>(code, SecretRule::FourteenDigits)?;
        let [b1, b2, b3, b4, b5, b6, y1, y2, y3, y4, ..] = *code;
        check_birth(&[b1, b2, b3, b4, b5, b6])?;
        // The first cards were issued in January 2016.
        if [y1, y2, y3, y4] < *b"2016" {
            return refuse(SecretRule::ExpiryYear);
        }
        Ok(Self(code))
    }

    /// Puts the code together from what the card's face shows.
    ///
    /// ```
    /// use hokensho_card::{BirthCalendar, Card, CardDate, CodeB};
    /// use hokensho_mock::{Persona, VirtualCard};
    ///
    /// let birth = CardDate::new(1980, 2, 17).unwrap();
    /// let code = CodeB::from_card_face(birth, BirthCalendar::Japanese, 2035, "2285")?;
    /// let mut card = Card::open(VirtualCard::new(&Persona::named("adult")?));
    /// assert!(card.visual()?.verify_code_b(&code).is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::SecretFormat`] for a birthday before the first era, a year of expiry before 2016 or after 9999, a
    /// security code that isn't four digits.
    pub fn from_card_face(
        birth: CardDate,
        calendar: BirthCalendar,
        expiry_year: u16,
        security_code: &str,
    ) -> Result<Self, Error> {
        let birth = birth_digits(birth, calendar)?;
        if !(2016..=9999).contains(&expiry_year) {
            return refuse(SecretRule::ExpiryYear);
        }
        let security_code = digits::<4>(security_code, SecretRule::SecurityCode)?;
        let mut expiry = [0; 4];
        write_pairs(&mut expiry, [expiry_year / 100, expiry_year]);
        let mut code = Zeroizing::new([0; 14]);
        for (digit, value) in code.iter_mut().zip(birth.iter().chain(&expiry).chain(&*security_code)) {
            *digit = *value;
        }
        Ok(Self(code))
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &*self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;
    use proptest::prelude::*;

    #[test]
    fn is_birthday_expiry_and_security_code() {
        let code = |calendar| {
            let birth = CardDate::new(1980, 2, 17).unwrap();
            CodeB::from_card_face(birth, calendar, 2035, "2285").unwrap()
        };
        assert_eq!(code(BirthCalendar::Japanese).as_bytes(), b"55021720352285");
        assert_eq!(code(BirthCalendar::Western).as_bytes(), b"80021720352285");
    }

    #[test]
    fn refuses_what_no_face_shows() {
        let birth = CardDate::new(1980, 2, 17).unwrap();
        for (expiry, code) in
            [(2015, "2285"), (10_000, "2285"), (2035, "228"), (2035, "22855"), (2035, "２２")]
        {
            assert!(CodeB::from_card_face(birth, BirthCalendar::Japanese, expiry, code).is_err());
        }
        let unborn = CardDate::new(1868, 1, 24).unwrap();
        assert!(CodeB::from_card_face(unborn, BirthCalendar::Japanese, 2035, "2285").is_err());
    }

    #[test]
    fn refuses_digits_that_are_no_code() {
        for digits in [
            "",
            "5502172035228",
            "550217203522855",
            "5502172035228x",
            "55023020352285",
            "55000120352285",
            "55021720152285",
        ] {
            assert!(CodeB::new(digits).is_err());
        }
    }

    proptest! {
        #[test]
        fn what_the_face_gives_is_a_code(
            year in 1869u16..2030, month in 1u8..=12, day in 1u8..=31, expiry in 2016u16..=9999, code in 0u16..10_000
        ) {
            if let Some(birth) = CardDate::new(year, month, day) {
                for calendar in [BirthCalendar::Japanese, BirthCalendar::Western] {
                    let built = CodeB::from_card_face(birth, calendar, expiry, &format!("{code:04}")).unwrap();
                    let typed = CodeB::new(core::str::from_utf8(built.as_bytes()).unwrap()).unwrap();
                    prop_assert_eq!(typed.as_bytes(), built.as_bytes());
                }
            }
        }
    }
}
