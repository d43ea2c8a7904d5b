use std::time::Duration;

use hokensho_oqs::Encoding;
use serde::{Deserialize, Deserializer};

use crate::sim::value::Value;

/// How the terminal behaves.
///
/// ```
/// let slow = hokensho_terminal::sim::Scenario::named("slow")?;
/// assert!(!slow.terminal.delay.is_zero());
/// # Ok::<(), hokensho_terminal::sim::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct TerminalPlan {
    /// Whether and how it answers.
    pub behaviour: Behaviour,
    /// Whom its answers are for.
    pub addressee: Addressee,
    /// How long it takes (`delay_ms`, in milliseconds).
    #[serde(rename = "delay_ms", deserialize_with = "milliseconds")]
    pub delay: Duration,
    /// How its files are written.
    #[serde(deserialize_with = "encoding")]
    pub encoding: Encoding,
    /// What its files claim to be written in, if that is a lie.
    #[serde(deserialize_with = "some_encoding")]
    pub declares: Option<Encoding>,
}

impl Default for TerminalPlan {
    /// Answers at once, the one who asked, in UTF-8.
    fn default() -> Self {
        Self {
            behaviour: Behaviour::default(),
            addressee: Addressee::default(),
            delay: Duration::ZERO,
            encoding: Encoding::Utf8,
            declares: None,
        }
    }
}

/// Whether and how a terminal answers.
///
/// ```
/// use hokensho_terminal::sim::Behaviour;
/// assert_eq!(Behaviour::default(), Behaviour::Answers);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Behaviour {
    /// Answers.
    #[default]
    Answers,
    /// Answers, and refuses the same request.
    AnswersTwice,
    /// Takes the request away, and nothing comes.
    NeverAnswers,
    /// Isn't there: no folders.
    NoFolders,
    /// Moves the request to `res` and says why in an `.err` file.
    Refuses {
        /// The words.
        message: String,
    },
}

/// Whom a terminal's answers are for.
///
/// ```
/// use hokensho_terminal::sim::Addressee;
/// assert_eq!(Addressee::default(), Addressee::Asker);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Addressee {
    /// Who asked.
    #[default]
    Asker,
    /// Another request of the same institution.
    OtherIdentifier,
    /// Another institution.
    OtherInstitution,
    /// The same request, with data of somebody else.
    OtherPerson,
}

fn milliseconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    u64::deserialize(deserializer).map(Duration::from_millis)
}

fn encoding<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Encoding, D::Error> {
    Value::deserialize(deserializer).map(|encoding| encoding.0)
}

fn some_encoding<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Encoding>, D::Error> {
    encoding(deserializer).map(Some)
}
