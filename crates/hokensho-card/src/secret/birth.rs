//! A birthday as six digits: all of the birth code, and the front of code B.

use hokensho_apdu::Zeroizing;

use super::{SecretRule, refuse};
use crate::{CardDate, Error};

/// The calendar in which a card prints its holder's birth year.
///
/// A foreign resident's card prints the western year. What its codes start with is documented nowhere: the caller
/// decides, and one try is one decision. Nothing here tries both.
///
/// ```
/// use hokensho_card::{BirthCalendar, BirthCode, CardDate};
///
/// let birth = CardDate::new(1980, 2, 17).unwrap();
/// assert!(BirthCode::from_birth(birth, BirthCalendar::Western).is_ok()); // 800217
/// ```
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

/// `YYMMDD`. What a card has for a month or day that isn't known is itself unknown; 00 is taken, as its files have it.
pub(super) fn birth_digits(birth: CardDate, calendar: BirthCalendar) -> Result<Zeroizing<[u8; 6]>, Error> {
    let year = match calendar {
        BirthCalendar::Japanese => year_of_era(birth)?,
        BirthCalendar::Western => birth.year(),
    };
    let [month, day] = [birth.month(), birth.day()].map(|part| part.unwrap_or_default().into());
    let mut digits = Zeroizing::new([0; 6]);
    write_pairs(&mut *digits, [year, month, day]);
    Ok(digits)
}

/// Refuses digits that are nobody's birthday.
pub(super) fn check_birth(digits: &[u8; 6]) -> Result<(), Error> {
    let [_, _, m1, m2, d1, d2] = *digits;
    // The year is of an unknown era; a leap year lets every day pass.
    match CardDate::parse(&[b'2', b'0', b'0', b'0', m1, m2, d1, d2]) {
        Some(_) => Ok(()),
        None => refuse(SecretRule::BirthDate),
    }
}

/// Writes the last two digits of each number.
pub(super) fn write_pairs<const N: usize>(digits: &mut [u8], numbers: [u16; N]) {
    let values = numbers.into_iter().flat_map(|number| [number / 10 % 10, number % 10]);
    for (digit, value) in digits.iter_mut().zip(values) {
        *digit = b'0' + value.to_be_bytes()[1];
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

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(year: u16, month: u8, day: u8, calendar: BirthCalendar) -> [u8; 6] {
        *birth_digits(CardDate::new(year, month, day).unwrap(), calendar).unwrap()
    }

    #[test]
    fn an_era_starts_on_a_day_not_on_new_year() {
        for ((year, month, day), expected) in [
            ((2019, 4, 30), b"310430"),
            ((2019, 5, 1), b"010501"),
            ((1989, 1, 7), b"640107"),
            ((1989, 1, 8), b"010108"),
            ((1926, 12, 24), b"151224"),
            ((1926, 12, 25), b"011225"),
            ((1912, 7, 29), b"450729"),
            ((1912, 7, 30), b"010730"),
            ((1868, 1, 25), b"010125"),
        ] {
            assert_eq!(&digits(year, month, day, BirthCalendar::Japanese), expected);
        }
    }

    #[test]
    fn the_western_year_is_taken_where_the_caller_says_so() {
        assert_eq!(&digits(1980, 2, 17, BirthCalendar::Western), b"800217");
        assert_eq!(&digits(2005, 12, 1, BirthCalendar::Western), b"051201");
    }

    #[test]
    fn refuses_a_day_before_the_eras() {
        let unborn = CardDate::new(1868, 1, 24).unwrap();
        let error = birth_digits(unborn, BirthCalendar::Japanese).unwrap_err();
        assert!(matches!(error, Error::SecretFormat { rule: SecretRule::BirthEra }));
    }

    #[test]
    fn refuses_what_is_nobodys_birthday() {
        for digits in [b"551317", b"550230", b"550431", b"550001"] {
            assert!(check_birth(digits).is_err());
        }
        check_birth(b"550229").unwrap(); // some year has it
    }
}
