//! Where the direct way asks for eligibility: the operator's side, behind a trait.

use hokensho_eligibility::{Answer, DateTime, InstitutionCode};
use hokensho_pki::VerifiedHolder;

/// A source that knows by certificate what a person is covered by: an operator of the online side, an accredited
/// verifier's back end, a simulator. There is no public message that asks a clinic's terminal so.
///
/// It is given a [`VerifiedHolder`], which only a checked path and a checked signature make: an unsigned certificate
/// can be read by anybody and proves nothing, so it never gets here.
///
/// ```
/// use hokensho::{DateTime, EligibilitySource, InstitutionCode, LookUp, SourceFailure};
/// use hokensho::pki::VerifiedHolder;
///
/// /// An operator whose line is down.
/// struct Down;
///
/// impl EligibilitySource for Down {
///     fn look_up(
///         &mut self,
///         _holder: &VerifiedHolder,
///         _institution: &InstitutionCode,
///         _at: DateTime,
///     ) -> Result<LookUp, SourceFailure> {
///         Err(SourceFailure::NotSent)
///     }
/// }
/// ```
pub trait EligibilitySource {
    /// The answer about the holder, for the institution and the moment.
    ///
    /// # Errors
    /// [`SourceFailure`] if there is none.
    fn look_up(
        &mut self,
        holder: &VerifiedHolder,
        institution: &InstitutionCode,
        at: DateTime,
    ) -> Result<LookUp, SourceFailure>;
}

impl<F> EligibilitySource for F
where
    F: FnMut(&VerifiedHolder, &InstitutionCode, DateTime) -> Result<LookUp, SourceFailure>,
{
    fn look_up(
        &mut self,
        holder: &VerifiedHolder,
        institution: &InstitutionCode,
        at: DateTime,
    ) -> Result<LookUp, SourceFailure> {
        self(holder, institution, at)
    }
}

/// What a source knows.
///
/// ```
/// use hokensho::{Answer, DateTime, LookUp, ReferenceClassification};
///
/// let at = DateTime::from_unix(1_795_307_400).ok_or("no such day")?;
/// let answer = Answer::new(ReferenceClassification::Card, at);
/// assert_ne!(LookUp::Answer(Box::new(answer)), LookUp::NotRegistered);
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LookUp {
    /// The certificate belongs to a person who is enrolled.
    Answer(Box<Answer>),
    /// The certificate is unknown to the source: the person never registered it as a health-insurance card.
    NotRegistered,
}

/// Why a source gave no answer.
///
/// ```
/// assert_eq!(hokensho::SourceFailure::NotSent.to_string(), "the question never left");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SourceFailure {
    /// Asked, and no answer in time: what happened isn't known.
    #[error("no answer came in time")]
    NoAnswer,
    /// It never left.
    #[error("the question never left")]
    NotSent,
    /// What came can't be read as an answer.
    #[error("the answer can't be read")]
    Unreadable,
}
