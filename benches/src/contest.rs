use std::error::Error;
use std::fmt;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// How long one turn takes: too short for the system to interrupt it often, long enough for the clock.
const TURN: Duration = Duration::from_micros(100);

/// Different work, measured in turns, so that whatever else goes on in the machine disturbs all of it alike.
///
/// ```
/// use std::hint::black_box;
/// use hokensho_benches::{Contest, Results};
///
/// let mut contest = Contest::new();
/// let one = contest.enter("one number", || "12".parse::<u32>())?;
/// let many = contest
///     .enter("many", || (0..100).map(|_| black_box("12").parse::<u32>()).sum::<Result<u32, _>>())?;
/// let mut results = Results::default();
/// contest.measure(2, &mut results);
/// assert!(results.ratio(many, one) > 1.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Default)]
pub struct Contest<'w> {
    entrants: Vec<Entrant<'w>>,
}

/// One of a contest's.
///
/// ```
/// let mut contest = hokensho_benches::Contest::new();
/// let one = contest.enter("one", || Ok::<_, std::fmt::Error>(1))?;
/// assert_ne!(contest.enter("two", || Ok::<_, std::fmt::Error>(2))?, one);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry(usize);

struct Entrant<'w> {
    name: String,
    /// Does the work so many times.
    work: Box<dyn FnMut(u32) -> Duration + 'w>,
    times: u32,
}

impl<'w> Contest<'w> {
    /// A contest of nobody yet.
    ///
    /// ```
    /// assert_eq!(format!("{:?}", hokensho_benches::Contest::new()), "Contest(0)");
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes work in, and does it once: a refusal would be quicker than the real thing.
    ///
    /// # Errors
    /// The work's own.
    pub fn enter<T, E: Into<Box<dyn Error>>>(
        &mut self,
        name: impl Into<String>,
        mut work: impl FnMut() -> Result<T, E> + 'w,
    ) -> Result<Entry, Box<dyn Error>> {
        work().map_err(Into::into)?;
        let mut work = move |times| {
            let start = Instant::now();
            for _ in 0..times {
                let _ = black_box(work());
            }
            start.elapsed()
        };
        let mut times = 1;
        while work(times) < TURN / 2 {
            times *= 2;
        }
        self.entrants.push(Entrant { name: name.into(), work: Box::new(work), times });
        Ok(Entry(self.entrants.len() - 1))
    }

    /// Lets each have so many turns, one after the other. Contests with the same entrants may have the same results:
    /// where keys and numbers lie in memory makes some percent, so that one contest alone may favour somebody.
    pub fn measure(mut self, rounds: u32, results: &mut Results) {
        results.0.resize(self.entrants.len(), (String::new(), f64::INFINITY));
        for _ in 0..rounds {
            for (entrant, (name, best)) in self.entrants.iter_mut().zip(&mut results.0) {
                name.clone_from(&entrant.name);
                let took = (entrant.work)(entrant.times);
                *best = best.min(took.as_secs_f64() * 1e9 / f64::from(entrant.times));
            }
        }
    }
}

impl fmt::Debug for Contest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Contest({})", self.entrants.len())
    }
}

/// The best turn of each, which was disturbed least.
///
/// ```
/// let (mut contest, mut results) = (hokensho_benches::Contest::new(), hokensho_benches::Results::default());
/// let one = contest.enter("one", || Ok::<_, std::fmt::Error>(1))?;
/// assert!(results.nanoseconds(one).is_infinite());
/// contest.measure(1, &mut results);
/// assert!(results.nanoseconds(one) < 1e6);
/// assert_eq!(results.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["one"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Results(Vec<(String, f64)>);

impl Results {
    /// Nanoseconds that the work takes once; infinity before it was measured.
    #[must_use]
    pub fn nanoseconds(&self, Entry(at): Entry) -> f64 {
        self.0.get(at).map_or(f64::INFINITY, |(_, best)| *best)
    }

    /// How many times as long as the other one takes.
    #[must_use]
    pub fn ratio(&self, one: Entry, other: Entry) -> f64 {
        self.nanoseconds(one) / self.nanoseconds(other)
    }

    /// Everybody's name, with the nanoseconds.
    pub fn iter(&self) -> impl Iterator<Item = (&str, f64)> {
        self.0.iter().map(|(name, best)| (name.as_str(), *best))
    }
}
