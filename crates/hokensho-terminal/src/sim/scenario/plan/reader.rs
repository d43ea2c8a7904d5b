use serde::Deserialize;

/// What happens at the certified reader (顔認証付きカードリーダー).
///
/// ```
/// use hokensho_terminal::sim::{ReaderScript, Scenario};
///
/// assert_eq!(Scenario::named("cancelled")?.reader.script, ReaderScript::Cancelled);
/// # Ok::<(), hokensho_terminal::sim::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct ReaderPlan {
    /// How it goes.
    pub script: ReaderScript,
    /// What the patient chooses on the consent screens.
    pub consent: Consent,
    /// How old the file is when it comes, in minutes.
    pub file_age_minutes: u16,
}

/// How it goes at the reader.
///
/// ```
/// use hokensho_terminal::sim::ReaderScript;
/// assert_eq!(ReaderScript::default(), ReaderScript::Reads);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum ReaderScript {
    /// The patient stops, or pulls the card.
    Cancelled,
    /// The card can't be read (message 001).
    CannotRead,
    /// The operator refuses the certificate: revoked, on hold, past the grace.
    CertificateRefused,
    /// The face doesn't match, or staff refuse.
    IdentityFails,
    /// Not a My Number Card (message 002).
    OtherCard,
    /// The patient chooses the PIN (暗証番号), and it is blocked.
    PinBlocked,
    /// The patient chooses the PIN and types a wrong one.
    PinWrong {
        /// How many tries the card has left after that.
        tries_left: u8,
    },
    /// All goes well.
    #[default]
    Reads,
}

/// What a patient chooses on the consent screens. It never touches eligibility.
///
/// ```
/// use hokensho_terminal::sim::Consent;
/// assert_eq!(Consent::default(), Consent::Given);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Consent {
    /// Everything may be looked at, for 24 hours.
    #[default]
    Given,
    /// Nothing.
    NotGiven,
}
