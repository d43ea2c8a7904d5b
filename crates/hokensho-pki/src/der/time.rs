//! UTCTime and GeneralizedTime in the only forms of RFC 5280, 4.1.2.5: seconds written, zone `Z`, no fraction.

use crate::Time;

/// `YYMMDDHHMMSSZ`: 50 to 99 are of the twentieth century (RFC 5280, 4.1.2.5.1).
pub(crate) fn utc(content: &[u8]) -> Option<Time> {
    let (year, rest) = two_digits(content)?;
    let year = u16::from(year);
    day_and_time(if year >= 50 { 1900 + year } else { 2000 + year }, rest)
}

/// `YYYYMMDDHHMMSSZ` (RFC 5280, 4.1.2.5.2).
pub(crate) fn generalized(content: &[u8]) -> Option<Time> {
    let (century, rest) = two_digits(content)?;
    let (year, rest) = two_digits(rest)?;
    day_and_time(u16::from(century) * 100 + u16::from(year), rest)
}

#[inline]
fn day_and_time(year: u16, rest: &[u8]) -> Option<Time> {
    let (month, rest) = two_digits(rest)?;
    let (day, rest) = two_digits(rest)?;
    let (hour, rest) = two_digits(rest)?;
    let (minute, rest) = two_digits(rest)?;
    let (second, rest) = two_digits(rest)?;
    let time = Time::from_utc(year, month, day, hour, minute, second).ok()?;
    (rest == b"Z").then_some(time)
}

fn two_digits(content: &[u8]) -> Option<(u8, &[u8])> {
    match content {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9', rest @ ..] => {
            Some(((tens - b'0') * 10 + (ones - b'0'), rest))
        }
        _ => None,
    }
}
