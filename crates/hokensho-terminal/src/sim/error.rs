use std::error::Error as StdError;
use std::io;
use std::path::PathBuf;

/// What can go wrong with the simulator itself: its data files, and the folders it works in.
///
/// ```
/// use hokensho_terminal::sim::{Error, Scenario};
///
/// let error = Scenario::named("sunny").unwrap_err();
/// assert_eq!(error.to_string(), "there is no scenario named sunny");
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder that the simulator can't read, write or make.
    #[error("the simulator can't use {}", path.display())]
    Io {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// A message that can't be written in the encoding that the scenario asks for.
    #[error("the simulator can't write its answer")]
    Message(#[from] hokensho_oqs::Error),
    /// A persona that isn't TOML, or not in the form of a persona.
    #[error("persona {nth}{} can't be read", name.as_deref().map_or_else(String::new, |name| format!(" ({name})")))]
    Persona {
        /// Which of those given, counted from 1.
        nth: usize,
        /// Its name, if that much can be read.
        name: Option<String>,
        /// Where and why.
        #[source]
        source: Box<dyn StdError + Send + Sync>,
    },
    /// Somebody whom no persona describes.
    #[error("there is no person {person}")]
    PersonUnknown {
        /// The id asked for.
        person: String,
    },
    /// A scenario that isn't TOML, or not in the form of a scenario.
    #[error("the scenario can't be read")]
    Scenario(#[source] Box<dyn StdError + Send + Sync>),
    /// A scenario that isn't built in.
    #[error("there is no scenario named {name}")]
    ScenarioUnknown {
        /// The name asked for.
        name: String,
    },
}
