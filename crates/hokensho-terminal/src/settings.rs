use std::time::Duration;

use hokensho_oqs::{Encoding, Mode};

/// How a [`Terminal`](crate::Terminal) is talked to. The defaults are what working systems do.
///
/// ```
/// use std::time::Duration;
/// use hokensho_terminal::Settings;
///
/// let settings = Settings::default();
/// assert_eq!(settings.limit, Duration::from_secs(180));
/// assert_eq!(settings.interval, Duration::from_millis(300));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How requests are written. The terminal reads both; Shift_JIS (Windows-31J) is the usual one.
    pub encoding: Encoding,
    /// How answers are read. Strict unless said otherwise.
    pub mode: Mode,
    /// How far apart two reads of a file are: only if both are the same is the file believed to be whole.
    pub interval: Duration,
    /// How often a file is read until it has come to rest.
    pub reads: u8,
    /// How long an answer is waited for. Afterwards nobody knows what happened to the request.
    pub limit: Duration,
}

impl Default for Settings {
    /// Shift_JIS, strict, up to 12 reads 300 milliseconds apart, 180 seconds: the figures of a reception program
    /// in daily use, not of the interface specification.
    fn default() -> Self {
        Self {
            encoding: Encoding::Windows31J,
            mode: Mode::Strict,
            interval: Duration::from_millis(300),
            reads: 12,
            limit: Duration::from_secs(180),
        }
    }
}
