use std::time::{Duration, Instant};

/// The time that this thread was at work, where Linux tells it; else the time on the wall.
///
/// ```
/// use std::time::Duration;
/// use hokensho_benches::Spent;
///
/// let start = Spent::now();
/// assert!(start.since() < Duration::from_secs(60));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Spent(Start);

#[derive(Clone, Copy, Debug)]
enum Start {
    Thread(Duration),
    Wall(Instant),
}

impl Spent {
    /// Begins now.
    #[must_use]
    pub fn now() -> Self {
        Self(of_thread().map_or_else(|| Start::Wall(Instant::now()), Start::Thread))
    }

    /// What was spent since.
    #[must_use]
    pub fn since(&self) -> Duration {
        match self.0 {
            Start::Thread(start) => of_thread().map_or(Duration::MAX, |now| now - start),
            Start::Wall(start) => start.elapsed(),
        }
    }
}

/// Nanoseconds, in the first field.
fn of_thread() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}
