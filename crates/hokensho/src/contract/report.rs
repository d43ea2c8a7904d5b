use std::fmt;

use hokensho_eligibility::Identity;

use super::Rule;
use crate::ReaderEvent;

/// How a reader kept its contract. Made by [`Contract::check`](super::Contract::check) only; [the module](super) shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Report {
    breaches: Vec<Breach>,
    not_staged: Vec<Scene>,
}

impl Report {
    pub(super) const fn new() -> Self {
        Self { breaches: Vec::new(), not_staged: Vec::new() }
    }

    pub(super) fn broken(&mut self, rule: Rule, scene: &Scene) {
        let breach = Breach { rule, scene: scene.clone() };
        // A rule is broken at every poll or at one: it says the same.
        if !self.breaches.contains(&breach) {
            self.breaches.push(breach);
        }
    }

    pub(super) fn left_out(&mut self, scene: Scene) {
        self.not_staged.push(scene);
    }

    /// The rules that were broken, each with the scene, in the order in which it showed.
    #[must_use]
    pub fn breaches(&self) -> &[Breach] {
        &self.breaches
    }

    /// The scenes that the fixture couldn't stage: how the reader behaves in them isn't known.
    #[must_use]
    pub fn not_staged(&self) -> &[Scene] {
        &self.not_staged
    }
}

/// A rule that was broken.
///
/// ```
/// use hokensho::Identity;
/// use hokensho::contract::{Breach, Rule, Scene};
///
/// let breach = Breach { rule: Rule::EndsOnce, scene: Scene::Accepted(Identity::Face) };
/// assert_eq!(
///     breach.to_string(),
///     "after its result or trouble a reception hears nothing more: broken when a patient was accepted (face)"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{rule}: broken when {scene}")]
pub struct Breach {
    /// Which.
    pub rule: Rule,
    /// When.
    pub scene: Scene,
}

/// What was played.
///
/// ```
/// use hokensho::contract::Scene;
///
/// assert_eq!(Scene::Cancelled { times: 2 }.to_string(), "the reception was cancelled, 2 times");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scene {
    /// A patient was identified so and accepted.
    Accepted(Identity),
    /// A patient was accepted, but the reception was cancelled before it heard of it; then the next patient came.
    Cancelled {
        /// How often [`CertifiedReader::cancel`](crate::CertifiedReader::cancel) was called.
        times: u8,
    },
    /// This went wrong.
    Trouble(ReaderEvent),
}

impl fmt::Display for Scene {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Accepted(identity) => write!(f, "a patient was accepted ({})", identity.name()),
            Self::Cancelled { times } => write!(f, "the reception was cancelled, {times} times"),
            Self::Trouble(trouble) => write!(f, "this happened: {trouble:?}"),
        }
    }
}
