use core::fmt;
use hokensho_apdu::Zeroizing;

use super::SecretRule;
use crate::{CardDate, Error};

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

/// The calendar in which a card prints its holder's birth year.
///
/// A foreign resident's card prints the western year. What its code B starts with is documented nowhere: the
/// caller decides, and one try is one decision. Nothing here tries both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BirthCalendar {
    /// 和暦: the code starts with the year of the era.
    Japanese,
    /// 西暦: the code starts with the last two digits of the year (unverified on a real card).
    Western,
}

/// The eras that a living person can be born in, newest first, each with its first day.
const ERAS: [(u16, u8, u8); 5] = [
    (2019, 5, 1),   // 令和
    (1989, 1, 8),   // 平成
    (1926, 12, 25), // 昭和
    (1912, 7, 30),  // 大正
    (1868, 1, 25),  // 明治
];

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
    pub fn new(digits: &str) -> Result<Self, Error> {
        let Ok(digits) = <[u8; 14]>::try_from(digits.as_bytes()).map(Zeroizing::new) else {
            return refuse(SecretRule::FourteenDigits);
        };
        if !digits.iter().all(u8::is_ascii_digit) {
            return refuse(SecretRule::FourteenDigits);
        }
        let [_, _, m1, m2, d1, d2, y1, y2, y3, y4, ..] = *digits;
        // The year is of an unknown era; a leap year lets every day pass.
        if CardDate::parse(&[b'2', b'0', b'0', b'0', m1, m2, d1, d2]).is_none() {
            return refuse(SecretRule::BirthDate);
        }
        // The first cards were issued in January 2016.
        if [y1, y2, y3, y4] < *b"2016" {
            return refuse(SecretRule::ExpiryYear);
        }
        Ok(Self(digits))
    }

    /// Puts the code together from what the card's face shows.
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
        let year = match calendar {
            BirthCalendar::Japanese => year_of_era(birth)?,
            BirthCalendar::Western => birth.year() % 100,
        };
        if !(2016..=9999).contains(&expiry_year) {
            return refuse(SecretRule::ExpiryYear);
        }
        let Ok(security_code) = <[u8; 4]>::try_from(security_code.as_bytes()).map(Zeroizing::new) else {
            return refuse(SecretRule::SecurityCode);
        };
        if !security_code.iter().all(u8::is_ascii_digit) {
            return refuse(SecretRule::SecurityCode);
        }
        let mut digits = Zeroizing::new([0; 14]);
        let numbers = [
            year,
            birth.month().unwrap_or_default().into(),
            birth.day().unwrap_or_default().into(),
            expiry_year / 100,
            expiry_year % 100,
        ];
        let front = numbers.into_iter().flat_map(|number| [number / 10 % 10, number % 10]);
        let front = front.map(|digit| b'0' + digit.to_be_bytes()[1]);
        for (digit, value) in digits.iter_mut().zip(front.chain(*security_code)) {
            *digit = value;
        }
        Ok(Self(digits))
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &*self.0
    }
}

impl fmt::Debug for CodeB {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeB([redacted])")
    }
}

/// The year of the Japanese era, counted from 1.
fn year_of_era(date: CardDate) -> Result<u16, Error> {
    let day = (date.year(), date.month().unwrap_or_default(), date.day().unwrap_or_default());
    match ERAS.into_iter().find(|first| day >= *first) {
        Some((first_year, ..)) => Ok(date.year() - first_year + 1),
        None => refuse(SecretRule::BirthEra),
    }
}

fn refuse<T>(rule: SecretRule) -> Result<T, Error> {
    Err(Error::SecretFormat { rule })
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;
    use proptest::prelude::*;

    fn from_face(year: u16, month: u8, day: u8, calendar: BirthCalendar) -> CodeB {
        let birth = CardDate::new(year, month, day).unwrap();
        CodeB::from_card_face(birth, calendar, 2035, "2285").unwrap()
    }

    #[test]
    fn starts_with_the_year_of_the_era() {
        let japanese = |year, month, day| from_face(year, month, day, BirthCalendar::Japanese);
        assert_eq!(japanese(1980, 2, 17).as_bytes(), b"55021720352285");
        // An era starts on a day, not on New Year.
        for (date, start) in [
            ((2019, 4, 30), b"310430"),
            ((2019, 5, 1), b"010501"),
            ((1989, 1, 7), b"640107"),
            ((1989, 1, 8), b"010108"),
            ((1926, 12, 24), b"151224"),
            ((1926, 12, 25), b"011225"),
            ((1912, 7, 29), b"450729"),
            ((1912, 7, 30), b"010730"),
        ] {
            let (year, month, day) = date;
            assert_eq!(&japanese(year, month, day).as_bytes()[..6], start);
        }
    }

    #[test]
    fn starts_with_the_western_year_where_the_caller_says_so() {
        assert_eq!(from_face(1980, 2, 17, BirthCalendar::Western).as_bytes(), b"80021720352285");
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
