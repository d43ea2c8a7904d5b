//! UTCTime and GeneralizedTime in the only forms of RFC 5280, 4.1.2.5: seconds written, zone `Z`, no fraction.

use crate::Time;

/// `YYMMDDHHMMSSZ`: 50 to 99 are of the twentieth century (RFC 5280, 4.1.2.5.1).
#[inline]
pub(crate) fn utc(content: &[u8]) -> Option<Time> {
    let ([year, month, ..], rest) = numbers(content.as_array::<13>()?)?;
    let year = u16::from(year);
    time(if year >= 50 { 1900 + year } else { 2000 + year }, month, rest)
}

/// `YYYYMMDDHHMMSSZ` (RFC 5280, 4.1.2.5.2).
pub(crate) fn generalized(content: &[u8]) -> Option<Time> {
    let ([century, year, month, _], rest) = numbers(content.as_array::<15>()?)?;
    time(u16::from(century) * 100 + u16::from(year), month, rest)
}

#[inline]
fn time(year: u16, month: u8, [day, hour, minute, second]: [u8; 4]) -> Option<Time> {
    Time::from_utc(year, month, day, hour, minute, second).ok()
}

/// The first four and the last four numbers; one or two are the same. A list may have millions of times.
#[inline]
fn numbers(content: &[u8]) -> Option<([u8; 4], [u8; 4])> {
    let (b'Z', digits) = content.split_last()? else { return None };
    Some((four_numbers(*digits.first_chunk()?)?, four_numbers(*digits.last_chunk()?)?))
}

/// Numbers of two digits, all at once.
#[inline]
fn four_numbers(digits: [u8; 8]) -> Option<[u8; 4]> {
    let digits = u64::from_le_bytes(digits) ^ 0x3030_3030_3030_3030;
    // What is above nine has bits in the upper half of its byte, or gets them by six more.
    if (digits | digits.wrapping_add(0x0606_0606_0606_0606)) & 0xF0F0_F0F0_F0F0_F0F0 != 0 {
        return None;
    }
    let [first, _, second, _, third, _, fourth, _] = (digits * 10 + (digits >> 8)).to_le_bytes();
    Some([first, second, third, fourth])
}
