//! How JP Core wants texts and days to be written, and how FHIR R4 writes them.

use hokensho_eligibility::{Coverage, Date, DateTime, Month, PartialDate, RecipientNumber};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

use super::datatype::Period;
pub(super) use crate::width::branch;
use crate::width::{narrow, shifted};

/// A text, if it has any: FHIR knows no empty ones. Blanks around it are left out: R4's patterns have none at either end of a
/// code, and none but ASCII ones at the front of a string, where a name may well have U+3000.
pub(super) fn said(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Whether there is more than blanks in a text that was read.
pub(super) fn is_said(text: &str) -> bool {
    !text.trim().is_empty()
}

/// A text as it is compared: in whichever width, without spaces, and with whichever hyphens, it says the same. Many type
/// a long vowel for a hyphen.
pub(super) fn compared(text: &str) -> String {
    full_width(text).replace(['‐', '‑', '‒', '–', '—', '―', '−', '─', 'ー'], "－")
}

/// 受給者番号: digits are filled up to seven; what isn't digits stays as it is.
pub(super) fn recipient(number: &RecipientNumber) -> String {
    let number = number.expose();
    let digits = number.bytes().all(|byte| byte.is_ascii_digit());
    if digits { format!("{number:0>7}") } else { number.to_owned() }
}

/// A symbol or number as keys have it: all half-width if it is letters and digits alone, and otherwise all full-width,
/// without spaces (「被保険者個人識別子」の文字列仕様 of JP Core 1.2).
pub(super) fn insured(text: &str) -> String {
    let half: String = text.chars().filter(|character| !character.is_whitespace()).map(narrow).collect();
    if half.bytes().all(|byte| byte.is_ascii_alphanumeric()) { half } else { full_width(text) }
}

/// ASCII and half-width katakana in their full-width forms, without spaces; everything else as it is.
pub(super) fn full_width(text: &str) -> String {
    let characters = text.chars().filter(|character| !character.is_whitespace());
    characters.fold(String::new(), |mut written, character| {
        // A voiced half-width katakana is two characters, a full-width one is one.
        let mark = match character {
            'ﾞ' => Some('\u{3099}'),
            'ﾟ' => Some('\u{309A}'),
            _ => None,
        };
        let voiced = mark.and_then(|mark| compose(written.chars().next_back()?, mark));
        if voiced.is_some() {
            written.pop();
        }
        written.push(voiced.unwrap_or_else(|| wide(character)));
        written
    })
}

fn wide(character: char) -> char {
    match character {
        'ﾞ' => '゛',
        'ﾟ' => '゜',
        '\u{FF61}'..='\u{FF9D}' => [character].into_iter().nfkc().next().unwrap_or(character),
        _ => shifted(character, '!'..='~', |code| code + 0xFEE0),
    }
}

/// A [date](https://hl7.org/fhir/R4/datatypes.html#date): a day, a month or a year.
pub(super) fn date(text: &str) -> Option<PartialDate> {
    // FHIR knows no year 0000.
    PartialDate::from_iso(text).ok().filter(|read| read.earliest().year() > 0)
}

/// A date that is a month.
pub(super) fn month(text: &str) -> Option<Month> {
    let (year, month) = text.split_once('-').filter(|_| date(text).is_some())?;
    Month::from_digits(&format!("{year}{month}")).ok()
}

/// A date that is a day, or the day in Japan of a moment. Parts of a date (`2026-11`) are none.
pub(super) fn day(text: &str) -> Option<Date> {
    if text.contains('T') { moment_of(text).map(DateTime::date) } else { date(text)?.day() }
}

/// A moment as FHIR writes it: with its distance from UTC, which is nine hours in Japan all year.
pub(super) fn moment(at: DateTime) -> String {
    at.to_string().replacen(' ', "T", 1) + "+09:00"
}

/// The moment, in Japan's time, of an [instant](https://hl7.org/fhir/R4/datatypes.html#instant), or of a `dateTime` that
/// has a time; fractions of a second are dropped. A day alone is none.
pub(super) fn moment_of(text: &str) -> Option<DateTime> {
    let (local, rest) = text.split_at_checked(19)?;
    let offset = match rest.strip_prefix('.') {
        None => rest,
        Some(fraction) => {
            let offset = fraction.trim_start_matches(|digit: char| digit.is_ascii_digit());
            Some(offset).filter(|offset| offset.len() < fraction.len())?
        }
    };
    let ahead = ahead_of_utc(offset)?;
    let (day, time) = local.split_once('T')?;
    // FHIR has a second 60, for leap seconds: the one after 59.
    let (time, leap) = match time.strip_suffix(":60") {
        Some(minute) => (format!("{minute}:59"), 1),
        None => (time.to_owned(), 0),
    };
    let local = format!("{day}T{time}");
    let digits: String = local.chars().filter(char::is_ascii_digit).collect();
    let at = DateTime::from_digits(&digits).ok().filter(|at| moment(*at).starts_with(&local))?;
    let at = Some(at).filter(|at| at.date().year() > 0)?;
    // What is written is local there; as if it were Japan's, it is nine hours ahead.
    DateTime::from_unix(at.to_unix() + leap + JAPAN - ahead)
}

/// Japan's distance from UTC, in seconds.
const JAPAN: i64 = 9 * 3600;

/// Seconds of a distance from UTC: `Z`, or a sign, two digits of hours and two of minutes, up to 14:00 (the syntax of
/// FHIR R4).
fn ahead_of_utc(offset: &str) -> Option<i64> {
    if offset == "Z" {
        return Some(0);
    }
    let [sign, h1 @ b'0'..=b'1', h2 @ b'0'..=b'9', b':', m1 @ b'0'..=b'5', m2 @ b'0'..=b'9'] =
        *offset.as_bytes()
    else {
        return None;
    };
    let number = |tens: u8, ones: u8| i64::from(tens - b'0') * 10 + i64::from(ones - b'0');
    let minutes = number(h1, h2) * 60 + number(m1, m2);
    match sign {
        _ if minutes > 14 * 60 => None,
        b'+' => Some(minutes * 60),
        b'-' => Some(-minutes * 60),
        _ => None,
    }
}

/// Whether a span of days has one: whether it doesn't end before it begins.
pub(super) fn has_a_day(start: Option<Date>, end: Option<Date>) -> bool {
    start.zip(end).is_none_or(|(start, end)| start <= end)
}

/// A span of days, both of which belong to it; none if neither is known, or if it has no day.
pub(super) fn period(start: Option<Date>, end: Option<Date>) -> Option<Period> {
    span(start, end).filter(|_| has_a_day(start, end))
}

/// The same, also if it has no day.
pub(super) fn span(start: Option<Date>, end: Option<Date>) -> Option<Period> {
    let written = |day: Option<Date>| day.map(|day| day.to_string());
    let known = start.is_some() || end.is_some();
    known.then(|| Period { start: written(start), end: written(end), ..Period::default() })
}

/// The day of 資格取得, and the last day: the day before 資格喪失, or the end of validity if that is earlier.
pub(super) fn days_of(coverage: &Coverage) -> (Option<Date>, Option<Date>) {
    let before = coverage.lost_on.and_then(Date::day_before);
    let last = [before, coverage.valid_until].into_iter().flatten().min();
    (coverage.qualified_on.or(coverage.valid_from), last)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn symbols_are_of_one_width_and_without_spaces() {
        for (text, written) in [
            ("1234", "1234"),
            ("１２３４", "1234"),
            ("12-34", "１２－３４"),
            ("１２‐３４", "１２‐３４"),
            ("あいう　12", "あいう１２"),
            ("ｱｲｳ 12", "アイウ１２"),
            ("", ""),
        ] {
            assert_eq!(insured(text), written);
        }
    }

    #[test]
    fn half_width_katakana_become_as_many_as_are_seen() {
        for (text, written) in [
            ("ｶﾞｷﾞﾊﾟ", "ガギパ"),
            ("ｳﾞｧ", "ヴァ"),
            ("ﾐﾎﾝ ﾊﾅｺ｡", "ミホンハナコ。"),
            ("ｰ･｢｣", "ー・「」"),
            // A mark that voices nothing stands alone.
            ("ｱﾞﾟ", "ア゛゜"),
            ("ﾞ", "゛"),
            ("a:\\~", "ａ：＼～"),
            ("𠮷葛\u{E0100}", "𠮷葛\u{E0100}"),
        ] {
            assert_eq!(full_width(text), written, "{text}");
        }
    }

    #[test]
    fn moments_are_read_in_any_zone() {
        let at = DateTime::from_digits("20261122093000").unwrap();
        assert_eq!(moment(at), "2026-11-22T09:30:00+09:00");
        for text in [
            "2026-11-22T09:30:00+09:00",
            "2026-11-22T09:30:00.999+09:00",
            "2026-11-22T00:30:00Z",
            "2026-11-22T00:30:00-00:00",
            "2026-11-22T00:30:00.5Z",
            "2026-11-21T19:30:00-05:00",
            "2026-11-22T14:30:00+14:00",
            "2026-11-22T00:29:60Z",
        ] {
            assert_eq!(moment_of(text), Some(at), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_moment_in_the_syntax_of_fhir() {
        for text in [
            "",
            "2026-11-22",
            "2026-11-22T09:30:00",
            "2026-11-22T09:30:00.5",
            "2026-11-22T09:30:00.Z",
            "2026-11-22T09:30:00ZZ",
            "2026-11-22T09:30:00z",
            "2026-11-22T09:30:00+0900",
            "2026-11-22T09:30:00++9:00",
            "2026-11-22T09:30:00+ 9:00",
            "2026-11-22T09:30:00+09:0+",
            "2026-11-22T09:30:00+09:60",
            "2026-11-22T09:30:00+14:01",
            "2026-11-22T09:30:00+15:00",
            "2026-11-22T09:30:00*09:00",
            "2026-11-22 09:30:00+09:00",
            "2026-11-22T09-30-00+09:00",
            "2026-11-22T25:30:00Z",
            "2026-11-22T09:30:61Z",
            "2026-02-30T09:30:00Z",
            "0000-11-22T09:30:00Z",
            "２０２６-11-22T09:30:00Z",
        ] {
            assert_eq!(moment_of(text), None, "{text}");
        }
    }

    #[test]
    fn dates_may_lack_their_day_and_their_month() {
        for text in ["2026", "2026-11", "2026-11-22", "0001-01-01"] {
            assert_eq!(date(text).map(|date| date.to_string()).as_deref(), Some(text));
        }
        for text in [
            "",
            "0000",
            "202",
            "2026-",
            "2026-1",
            "2026-13",
            "2026-00",
            "2026-11-00",
            "2026-99-99",
            "20261122",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn a_month_is_neither_a_year_nor_a_day() {
        assert_eq!(month("2026-11"), Month::new(2026, 11).ok());
        for text in ["", "2026", "2026-11-22", "2026-13", "2026-1", "0000-01", "20261-1", "202611"] {
            assert_eq!(month(text), None, "{text}");
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

    proptest! {
        #[test]
        fn a_moment_is_the_same_in_every_zone(seconds in any::<u32>(), minutes in -840_i64..=840) {
            let at = DateTime::from_unix(seconds.into()).unwrap();
            prop_assert_eq!(moment_of(&moment(at)), Some(at));
            // What a clock shows there.
            let there = DateTime::from_unix(at.to_unix() - JAPAN + minutes * 60).unwrap();
            let local = moment(there);
            let (sign, distance) = (if minutes < 0 { '-' } else { '+' }, minutes.abs());
            let local = local.strip_suffix("+09:00").unwrap();
            let text = format!("{local}{sign}{:02}:{:02}", distance / 60, distance % 60);
            prop_assert_eq!(moment_of(&text), Some(at), "{}", text);
        }

        #[test]
        fn a_date_is_read_as_it_was_written(year in 1_u16.., month in 1_u8..=12, day_of in 1_u8..=28, parts in 1_usize..=3) {
            let year = year % 9999 + 1;
            let text = format!("{year:04}-{month:02}-{day_of:02}");
            let text: String = text.split_inclusive('-').take(parts).collect();
            let text = text.trim_end_matches('-');
            prop_assert_eq!(date(text).map(|date| date.to_string()), Some(text.to_owned()));
        }

        #[test]
        fn no_text_panics(text in "[0-9T:+.Z-]{0,30}") {
            let _ = (day(&text), date(&text), moment_of(&text), branch(&text), insured(&text));
        }
    }
}
