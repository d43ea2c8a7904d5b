//! Time as an argument: what the wall clock says, and how long something has taken.

use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use hokensho_eligibility::DateTime;

/// A moment on two clocks: the wall clock, which answers and certificates are judged by, and a steady one, which
/// waits are measured by (the wall clock can be set back).
///
/// ```
/// use hokensho::Moment;
/// use std::time::Duration;
///
/// let moment = Moment { unix: 1_795_307_400, elapsed: Duration::ZERO };
/// assert_eq!(moment.date_time().unwrap().to_string(), "2026-11-22 09:30:00");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub unix: i64,
    /// Time since any fixed start.
    pub elapsed: Duration,
}

impl Moment {
    /// The wall clock in Japan standard time; none outside the calendar (years −9999 to 9999).
    #[must_use]
    pub fn date_time(self) -> Option<DateTime> {
        DateTime::from_unix(self.unix)
    }
}

/// Where a blocking reception takes the time from, and how it waits.
///
/// ```
/// use hokensho::{Clock, Moment};
/// use std::time::Duration;
///
/// /// A clock for tests: waiting is what makes it go.
/// struct Fake(Moment);
///
/// impl Clock for Fake {
///     fn now(&mut self) -> Moment {
///         self.0
///     }
///     fn wait(&mut self, time: Duration) {
///         self.0.elapsed += time;
///     }
/// }
/// ```
pub trait Clock {
    /// The moment it is.
    fn now(&mut self) -> Moment;

    /// Lets `time` pass.
    fn wait(&mut self, time: Duration);
}

/// The computer's clock.
///
/// ```
/// use hokensho::{Clock, SystemClock};
///
/// let mut clock = SystemClock::starting_at(1_795_307_400);
/// assert!(clock.now().unix >= 1_795_307_400);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct SystemClock {
    started: Instant,
    /// What it showed when it was started, if not what the computer's clock shows.
    shown: Option<i64>,
}

impl SystemClock {
    /// The time as the computer knows it.
    #[must_use]
    pub fn new() -> Self {
        Self { started: Instant::now(), shown: None }
    }

    /// A clock that shows `unix` seconds now and goes on from there.
    #[must_use]
    pub fn starting_at(unix: i64) -> Self {
        Self { started: Instant::now(), shown: Some(unix) }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn now(&mut self) -> Moment {
        let elapsed = self.started.elapsed();
        let unix = self.shown.map_or_else(computer, |shown| shown.saturating_add(seconds(elapsed)));
        Moment { unix, elapsed }
    }

    fn wait(&mut self, time: Duration) {
        thread::sleep(time);
    }
}

/// What the computer's wall clock shows, read anew each time: it is corrected while programs run.
fn computer() -> i64 {
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => seconds(since),
        Err(before) => seconds(before.duration()).saturating_neg(),
    }
}

fn seconds(time: Duration) -> i64 {
    i64::try_from(time.as_secs()).unwrap_or(i64::MAX)
}
