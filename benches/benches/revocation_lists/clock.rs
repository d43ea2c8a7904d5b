use std::error::Error;
use std::hint::black_box;
use std::time::Duration;

use hokensho_benches::Spent;

/// The clock ticks every few milliseconds, so that a turn goes on for many.
const TURN: Duration = Duration::from_millis(100);
const ROUNDS: u32 = 9;

/// The best mean of each of two, who take turns: what other programs on the machine disturb least, and both alike.
pub(crate) fn in_turns<A, B, E: Into<Box<dyn Error>>>(
    mut one: impl FnMut() -> Result<A, E>,
    mut other: impl FnMut() -> Result<B, E>,
) -> Result<[Duration; 2], Box<dyn Error>> {
    let mut best = [Duration::MAX; 2];
    for _ in 0..ROUNDS {
        let turn = [mean(TURN, &mut one)?, mean(TURN, &mut other)?];
        for (best, mean) in best.iter_mut().zip(turn) {
            *best = mean.min(*best);
        }
    }
    Ok(best)
}

/// The mean of as many runs as fill this time.
pub(crate) fn mean<T, E: Into<Box<dyn Error>>>(
    turn: Duration,
    mut run: impl FnMut() -> Result<T, E>,
) -> Result<Duration, Box<dyn Error>> {
    let (start, mut times) = (Spent::now(), 0);
    loop {
        black_box(run().map_err(Into::into)?);
        times += 1;
        let spent = start.since();
        if spent >= turn {
            return Ok(spent / times);
        }
    }
}
