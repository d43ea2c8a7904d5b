//! How JP Core wants texts and days to be written.

use hokensho_eligibility::{Coverage, Date, DateTime};

use super::datatype::Period;

/// A symbol or number of an insured person: all half-width if it is letters and digits alone, and otherwise all
/// full-width, without spaces (JP Core's rule for `insuranceIdentifier`).
pub(super) fn insured(text: &str) -> String {
    let text: String = text.chars().filter(|character| !character.is_whitespace()).map(narrow).collect();
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) { text } else { full_width(&text) }
}

/// ASCII in its full-width forms; everything else as it is.
pub(super) fn full_width(text: &str) -> String {
    text.chars().map(wide).collect()
}

/// 枝番: two half-width digits, or nothing. One digit alone is filled up; what isn't digits stays as it is.
pub(super) fn branch(text: &str) -> String {
    let text: String = text.trim().chars().map(narrow).collect();
    if text.len() == 1 { format!("0{text}") } else { text }
}

fn narrow(character: char) -> char {
    shifted(character, '\u{FF01}'..='\u{FF5E}', |code| code - 0xFEE0)
}

fn wide(character: char) -> char {
    shifted(character, '!'..='~', |code| code + 0xFEE0)
}

/// The full-width forms of ASCII stand in the same order.
fn shifted(character: char, from: std::ops::RangeInclusive<char>, by: impl Fn(u32) -> u32) -> char {
    let shifted = || char::from_u32(by(u32::from(character)));
    if from.contains(&character) { shifted().unwrap_or(character) } else { character }
}

/// A day as FHIR writes it, or the day in Japan of a moment. Parts of a date (`2026-11`) are none.
pub(super) fn day(text: &str) -> Option<Date> {
    if text.contains('T') {
        return moment_of(text).map(DateTime::date);
    }
    let digits: String = text.split('-').collect();
    Date::from_digits(&digits).ok().filter(|read| read.to_string() == text)
}

/// A moment as FHIR writes it: with its distance from UTC, which is nine hours in Japan all year.
pub(super) fn moment(at: DateTime) -> String {
    at.to_string().replacen(' ', "T", 1) + "+09:00"
}

/// The moment, in Japan's time, of a text with its distance from UTC; fractions of a second are dropped. A day alone is
/// none.
pub(super) fn moment_of(text: &str) -> Option<DateTime> {
    let (local, rest) = text.split_at_checked(19)?;
    let offset = match rest.strip_prefix('.') {
        None => rest,
        Some(fraction) => {
            let offset = fraction.trim_start_matches(|digit: char| digit.is_ascii_digit());
            Some(offset).filter(|offset| offset.len() < fraction.len())?
        }
    };
    let offset = if offset == "Z" { "+00:00" } else { offset };
    let digits: String = local.chars().filter(char::is_ascii_digit).collect();
    let at = DateTime::from_digits(&digits).ok().filter(|at| moment(*at).starts_with(local))?;
    let (hours, minutes) =
        offset.split_once(':').filter(|(hours, minutes)| hours.len() == 3 && minutes.len() == 2)?;
    let (sign, hours) = hours.split_at_checked(1)?;
    let seconds = (hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?) * 60;
    let ahead = match sign {
        "+" => seconds,
        "-" => -seconds,
        _ => return None,
    };
    // What is written is local there; as if it were Japan's, it is nine hours ahead.
    DateTime::from_unix(at.to_unix() + JAPAN - ahead)
}

/// Japan's distance from UTC, in seconds.
const JAPAN: i64 = 9 * 3600;

/// A span of days, both of which belong to it; none if neither is known, or if it has no day.
pub(super) fn period(start: Option<Date>, end: Option<Date>) -> Option<Period> {
    let written = |day: Option<Date>| day.map(|day| day.to_string());
    let known = start.is_some() || end.is_some();
    let reversed = start.zip(end).is_some_and(|(start, end)| end < start);
    (known && !reversed).then(|| Period { start: written(start), end: written(end), ..Period::default() })
}

/// The day of 資格取得, and the last day: the day before 資格喪失, or the end of validity if that is earlier.
pub(super) fn days_of(coverage: &Coverage) -> (Option<Date>, Option<Date>) {
    let before = coverage.lost_on.and_then(Date::day_before);
    let last = [before, coverage.valid_until].into_iter().flatten().min();
    (coverage.qualified_on.or(coverage.valid_from), last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_are_of_one_width_and_without_spaces() {
        for (text, written) in [
            ("1234", "1234"),
            ("１２３４", "1234"),
            ("12-34", "１２－３４"),
            ("１２‐３４", "１２‐３４"),
            ("あいう　12", "あいう１２"),
            ("", ""),
        ] {
            assert_eq!(insured(text), written);
        }
    }

    #[test]
    fn a_branch_is_two_half_width_digits() {
        assert_eq!(["1", "０１", "01", ""].map(branch), ["01", "01", "01", ""]);
    }

    #[test]
    fn moments_are_read_in_any_zone() {
        let at = DateTime::from_digits("20261122093000").unwrap();
        assert_eq!(moment(at), "2026-11-22T09:30:00+09:00");
        for text in [
            "2026-11-22T09:30:00+09:00",
            "2026-11-22T09:30:00.999+09:00",
            "2026-11-22T00:30:00Z",
            "2026-11-22T00:30:00.5Z",
            "2026-11-21T19:30:00-05:00",
        ] {
            assert_eq!(moment_of(text), Some(at), "{text}");
        }
        for text in [
            "",
            "2026-11-22",
            "2026-11-22T09:30:00",
            "2026-11-22T09:30:00.5",
            "2026-11-22T09:30:00.Z",
            "2026-11-22T09:30:00ZZ",
            "2026-11-22T09:30:00+0900",
            "2026-11-22T25:30:00Z",
        ] {
            assert_eq!(moment_of(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_read_whole_or_not_at_all() {
        assert_eq!(day("2026-11-22"), Date::new(2026, 11, 22).ok());
        assert_eq!(day("2026-11-22T09:30:00+09:00"), Date::new(2026, 11, 22).ok());
        assert_eq!(day("2026-11-22T14:59:59Z"), Date::new(2026, 11, 22).ok());
        assert_eq!(day("2026-11-22T15:00:00Z"), Date::new(2026, 11, 23).ok());
        for text in ["", "2026", "2026-11", "20261122", "2026-02-30", "2026-11-22T", "2026-1-22", "26-11-22"]
        {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
