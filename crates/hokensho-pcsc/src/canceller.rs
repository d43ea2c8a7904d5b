use std::fmt;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use pcsc::{Context, Scope};

/// Ends the waiting of its [`Monitor`](crate::Monitor) for good, from any thread.
///
/// ```
/// use hokensho_pcsc::Monitor;
///
/// if let Ok(mut monitor) = Monitor::new() {
///     let canceller = monitor.canceller();
///     canceller.clone().cancel(); // a cancellation before the wait counts too
///     assert!(monitor.next().is_none());
/// }
/// ```
#[derive(Clone)]
pub struct Canceller {
    line: Arc<Line>,
}

impl Canceller {
    pub(crate) const fn new(line: Arc<Line>) -> Self {
        Self { line }
    }

    /// Ends the wait that is on, and all that will be: at once, or, if it begins in this very moment, after a
    /// second.
    pub fn cancel(&self) {
        if let Some(context) = self.line.cancel() {
            // If it fails, the wait ends when its piece does.
            let _ = context.cancel();
        }
    }
}

impl fmt::Debug for Canceller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Canceller").field("cancelled", &self.line.is_cancelled()).finish()
    }
}

/// The line to the service, shared with those who may cancel.
#[derive(Default)]
pub(crate) struct Line {
    state: Mutex<LineState>,
    cancelled: Condvar,
}

#[derive(Default)]
struct LineState {
    cancelled: bool,
    context: Option<Context>,
}

impl Line {
    /// No code that holds the lock can panic half-way.
    fn state(&self) -> MutexGuard<'_, LineState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn is_cancelled(&self) -> bool {
        self.state().cancelled
    }

    /// Says so to all that comes, and returns what may be waiting already.
    fn cancel(&self) -> Option<Context> {
        let mut state = self.state();
        state.cancelled = true;
        self.cancelled.notify_all();
        state.context.clone()
    }

    /// Established anew if the service went away.
    pub(crate) fn context(&self) -> Result<Context, pcsc::Error> {
        let mut state = self.state();
        let context = match state.context.take() {
            Some(context) => context,
            None => Context::establish(Scope::User)?,
        };
        Ok(state.context.insert(context).clone())
    }

    pub(crate) fn hang_up(&self) {
        self.state().context = None;
    }

    /// Waits so long, or until cancelled.
    pub(crate) fn pause(&self, duration: Duration) {
        let waited = self.cancelled.wait_timeout_while(self.state(), duration, |state| !state.cancelled);
        drop(waited);
    }
}
