use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use hokensho_eligibility::DateTime;

use super::{Error, SimTerminal};

/// How often the thread steps: often enough that an example doesn't feel it.
const TICK: Duration = Duration::from_millis(20);

/// A [`SimTerminal`] that steps on a thread of its own. Dropping it ends the thread.
///
/// ```
/// use hokensho_eligibility::DateTime;
/// use hokensho_terminal::sim::{Operator, Registry, Scenario, SimTerminal};
///
/// let root = tempfile::tempdir()?;
/// let scenario = Scenario::named("normal")?;
/// let operator = Operator::new(Registry::default(), &scenario);
/// let at = DateTime::from_digits("20261122093000")?;
/// let running = SimTerminal::new(root.path(), operator, &scenario)?.spawn(move || at);
/// running.stop()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
#[must_use = "dropping it ends the thread"]
pub struct Running {
    /// Dropped to end the thread.
    alive: Option<Sender<()>>,
    thread: Option<JoinHandle<Result<(), Error>>>,
}

impl Running {
    pub(super) fn start(mut terminal: SimTerminal, clock: impl Fn() -> DateTime + Send + 'static) -> Self {
        let (alive, ended) = mpsc::channel();
        let thread = thread::spawn(move || {
            let mut elapsed = Duration::ZERO;
            loop {
                terminal.step(clock(), elapsed)?;
                match ended.recv_timeout(TICK) {
                    Err(RecvTimeoutError::Timeout) => elapsed = elapsed.saturating_add(TICK),
                    Ok(()) | Err(RecvTimeoutError::Disconnected) => return Ok(()),
                }
            }
        });
        Self { alive: Some(alive), thread: Some(thread) }
    }

    /// Ends the thread.
    ///
    /// # Errors
    /// Whatever ended it before.
    pub fn stop(mut self) -> Result<(), Error> {
        self.join()
    }

    fn join(&mut self) -> Result<(), Error> {
        self.alive = None;
        match self.thread.take().map(JoinHandle::join) {
            // A panic was printed where it happened; there is nothing to add.
            None | Some(Err(_)) => Ok(()),
            Some(Ok(ended)) => ended,
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Who wants to know how it ended calls `stop`.
        let _ = self.join();
    }
}
