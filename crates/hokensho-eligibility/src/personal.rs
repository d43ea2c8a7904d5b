//! Personal data that can't slip into a log.

use core::fmt;

/// A value about a person: `Debug` hides it, there is no `Display`, and reading it takes a call whose name is
/// easy to search for. `serde`, if that feature is on, writes the value itself: a store needs it, a log doesn't.
///
/// ```
/// use hokensho_eligibility::Personal;
///
/// let name = Personal::from("保険　花子".to_string());
/// assert_eq!(format!("{name:?}"), "[personal]");
/// assert_eq!(name.expose(), "保険　花子");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct Personal<T>(T);

impl<T> Personal<T> {
    /// The value itself.
    ///
    /// ```
    /// assert_eq!(*hokensho_eligibility::Personal::from(7).expose(), 7);
    /// ```
    #[must_use]
    pub const fn expose(&self) -> &T {
        &self.0
    }
}

impl<T> From<T> for Personal<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> fmt::Debug for Personal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[personal]")
    }
}
