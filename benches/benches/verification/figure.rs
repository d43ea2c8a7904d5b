use std::fmt;

use hokensho_benches::Results;

use crate::side::Entries;

/// A ratio, with what it shall be.
pub(crate) struct Figure {
    name: String,
    ratio: f64,
    target: Target,
}

pub(crate) enum Target {
    AtLeast(f64),
    #[cfg_attr(not(feature = "peers"), expect(dead_code, reason = "only others are compared so"))]
    AtMost(f64),
}

impl Figure {
    pub(crate) fn new(name: impl Into<String>, ratio: f64, target: Target) -> Self {
        Self { name: name.into(), ratio, target }
    }

    /// How much of the work is arithmetic.
    pub(crate) fn of_arithmetic(backend: &str, results: &Results, entries: Entries) -> [Self; 3] {
        [
            ("a path", entries.path),
            ("an authentication at first sight", entries.first),
            ("an authentication with its path remembered", entries.again),
        ]
        .map(|(work, entry)| {
            let name = format!("bare signatures, of {work} ({backend})");
            Self::new(name, results.ratio(entry.bare, entry.whole), Target::AtLeast(0.9))
        })
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, ratio, target } = self;
        let (target, held) = match target {
            Target::AtLeast(least) => (format!("at least {least:.2}"), ratio >= least),
            Target::AtMost(most) => (format!("at most {most:.2}"), ratio <= most),
        };
        write!(f, "{name:<72} {ratio:>6.3}  {target:<14} {}", if held { "held" } else { "MISSED" })
    }
}
