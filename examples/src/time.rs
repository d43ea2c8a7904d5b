//! `--now`: a moment typed by a person.

use hokensho::DateTime;

/// Reads `2026-11-22`, `2026-11-22T09:30` or `2026-11-22T09:30:00`, in Japan standard time, as seconds since 1970.
///
/// ```
/// assert_eq!(hokensho_examples::time::parse("2026-11-22T09:30"), Ok(1_795_307_400));
/// assert!(hokensho_examples::time::parse("2026-02-30").is_err());
/// ```
///
/// # Errors
/// A sentence for the person who typed it.
pub fn parse(text: &str) -> Result<i64, String> {
    let (date, time) = text.split_once(['T', ' ']).unwrap_or((text, "00:00:00"));
    let time = if time.matches(':').count() == 1 { format!("{time}:00") } else { time.to_owned() };
    let digits = format!("{}{}", date.replace('-', ""), time.replace(':', ""));
    DateTime::from_digits(&digits)
        .map(DateTime::to_unix)
        .map_err(|_| format!("{text:?} is not a moment like 2026-11-22T09:30:00 (Japan standard time)"))
}
