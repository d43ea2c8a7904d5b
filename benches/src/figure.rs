use std::fmt;

/// A ratio or size, with what it shall be.
///
/// ```
/// use hokensho_benches::{Figure, Target};
///
/// let figure = Figure::new("views, of bare events", 0.7, Target::AtLeast(0.6));
/// assert!(figure.to_string().ends_with(" held"));
/// assert!(Figure::new("MiB held", 17.0, Target::AtMost(16.0)).to_string().ends_with(" MISSED"));
/// ```
#[derive(Clone, Debug)]
pub struct Figure {
    name: String,
    is: f64,
    target: Target,
}

/// What a figure shall be.
///
/// ```
/// assert_ne!(hokensho_benches::Target::AtLeast(1.0), hokensho_benches::Target::AtMost(1.0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// This or more.
    AtLeast(f64),
    /// This or less.
    AtMost(f64),
}

impl Figure {
    /// What it is, and what it shall be.
    #[must_use]
    pub fn new(name: impl Into<String>, is: f64, target: Target) -> Self {
        Self { name: name.into(), is, target }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, is, target } = self;
        let (target, held) = match target {
            Target::AtLeast(least) => (format!("at least {least:.2}"), is >= least),
            Target::AtMost(most) => (format!("at most {most:.2}"), is <= most),
        };
        write!(f, "{name:<72} {is:>6.3}  {target:<14} {}", if held { "held" } else { "MISSED" })
    }
}
