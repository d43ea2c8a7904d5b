mod built_in;
mod direct;
mod plan;

use std::fs;
use std::path::Path;

use hokensho_eligibility::{Language, Policy};
use serde::Deserialize;

use super::Error;

pub use direct::{
    CardFault, Crl, PatientPin, PatientPlan, Revocation, RevocationPlan, RevocationReason, Serial, StaffPlan,
};
pub use plan::{
    Addressee, Aid, Behaviour, Change, Consent, Enrolment, Message, OperatorPlan, ReaderPlan, ReaderScript,
    ResultPlan, TerminalPlan, Ticket, Validity,
};

/// What the online side does, as data: a TOML file.
///
/// The simulator acts on [`terminal`](Self::terminal), [`operator`](Self::operator) and [`reader`](Self::reader); the
/// rest is for whoever drives the direct way: the CRL, the card, the patient, the staff, the policy.
///
/// ```
/// use hokensho_eligibility::Language;
/// use hokensho_terminal::sim::{Behaviour, Scenario};
///
/// let scenario = Scenario::from_toml(r#"
///     name = "silent"
///     summary = { ja = "端末が応答しません", en = "the terminal never answers" }
///     terminal.behaviour = "never-answers"
/// "#)?;
/// assert_eq!(scenario.terminal.behaviour, Behaviour::NeverAnswers);
/// assert_eq!(scenario.summary(Language::En), "the terminal never answers");
///
/// assert!(Scenario::NAMES.contains(&"normal"));
/// assert_eq!(Scenario::named("normal")?.terminal.behaviour, Behaviour::Answers);
/// # Ok::<(), hokensho_terminal::sim::Error>(())
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Scenario {
    /// The name, as in [`NAMES`](Self::NAMES).
    pub name: String,
    summary: Summary,
    /// What the adult persona comes to by each way.
    #[serde(default)]
    pub leads_to: LeadsTo,
    /// How the terminal (資格確認端末) behaves.
    #[serde(default)]
    pub terminal: TerminalPlan,
    /// What the operator answers.
    #[serde(default)]
    pub operator: OperatorPlan,
    /// What happens at the certified reader.
    #[serde(default)]
    pub reader: ReaderPlan,
    /// What the direct way finds out about revocation.
    #[serde(default)]
    pub revocation: RevocationPlan,
    /// What is wrong with the card, for the direct way.
    pub card: Option<CardFault>,
    /// What the patient does, for the direct way.
    #[serde(default)]
    pub patient: PatientPlan,
    /// What staff do when the online side is out of reach.
    pub staff: Option<StaffPlan>,
    #[serde(default)]
    policy: PolicyPlan,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Summary {
    ja: String,
    en: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyPlan {
    #[serde(default)]
    viewing_stopped_codes: Vec<String>,
}

/// How a scenario ends for the adult persona, by each way: the bare name of the outcome. `eligible` if not said.
///
/// ```
/// let scenario = hokensho_terminal::sim::Scenario::named("lost-died")?;
/// assert_eq!(scenario.leads_to.reader, "lost");
/// assert_eq!(scenario.leads_to.detail.as_deref(), Some("died"));
/// # Ok::<(), hokensho_terminal::sim::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct LeadsTo {
    /// With a card at the certified reader.
    pub reader: String,
    /// With typed insurance data.
    pub typed: String,
    /// With a card that this program reads itself, by PIN and under the strict policy.
    pub direct: String,
    /// The reason of a loss, or why nothing can be believed.
    pub detail: Option<String>,
}

impl Default for LeadsTo {
    fn default() -> Self {
        let eligible = || "eligible".to_owned();
        Self { reader: eligible(), typed: eligible(), direct: eligible(), detail: None }
    }
}

impl Scenario {
    /// The names of the scenarios that are built in.
    pub const NAMES: &[&str] = built_in::NAMES;

    /// A built-in scenario.
    ///
    /// # Errors
    /// [`Error::ScenarioUnknown`] unless it is one of [`NAMES`](Self::NAMES).
    pub fn named(name: &str) -> Result<Self, Error> {
        match built_in::text(name) {
            Some(text) => Self::from_toml(text),
            None => Err(Error::ScenarioUnknown { name: name.to_owned() }),
        }
    }

    /// A scenario from a file.
    ///
    /// ```
    /// use hokensho_terminal::sim::{Error, Scenario};
    ///
    /// assert!(matches!(Scenario::load("no/such/file.toml"), Err(Error::Io { .. })));
    /// ```
    ///
    /// # Errors
    /// [`Error::Io`] if it can't be read, [`Error::Scenario`] if it is no scenario.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let text = fs::read_to_string(path).map_err(|source| Error::Io { path: path.to_owned(), source })?;
        Self::from_toml(&text)
    }

    /// A scenario from the text of a file.
    ///
    /// ```
    /// use hokensho_terminal::sim::{Error, Scenario};
    ///
    /// let typo = "name = 'x'\nsummary = { ja = '', en = '' }\nterminal.behavior = 'never-answers'";
    /// assert!(matches!(Scenario::from_toml(typo), Err(Error::Scenario(_))));
    /// ```
    ///
    /// # Errors
    /// [`Error::Scenario`] if it isn't TOML or has anything that scenarios don't have.
    pub fn from_toml(text: &str) -> Result<Self, Error> {
        toml::from_str(text).map_err(|source| Error::Scenario(source.into()))
    }

    /// One line about it.
    #[must_use]
    pub fn summary(&self, language: Language) -> &str {
        match language {
            Language::Ja => &self.summary.ja,
            _ => &self.summary.en,
        }
    }

    /// What the institution has to have decided for the scenario to end as it says.
    #[must_use]
    pub fn policy(&self) -> Policy {
        Policy { viewing_stopped_codes: self.policy.viewing_stopped_codes.clone() }
    }
}
