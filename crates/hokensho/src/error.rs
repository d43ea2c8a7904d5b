use std::time::Duration;

/// Why a reception didn't go as it should. The outcome says what that means at the window; this says where it went
/// wrong, for a log. Nothing in it is personal.
///
/// ```
/// use hokensho::Error;
/// use std::time::Duration;
///
/// let error = Error::PatientTimeout { waited: Duration::from_secs(60) };
/// assert_eq!(error.to_string(), "the patient did nothing for 60 s");
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The card, or the way to it.
    #[error("the card failed")]
    Card(#[from] hokensho_card::Error),
    /// The wall clock shows a moment that no calendar has.
    #[error("the clock is out of range")]
    ClockOutOfRange,
    /// A coverage of the answer can't be read. Others may still count: all that can't be read is in
    /// [`Answer::unread`](hokensho_eligibility::Answer).
    #[error("a coverage of the answer can't be read: the value at {place} is {}", why.name())]
    CoverageUnread {
        /// Where, in the source's own words: in a message the element.
        place: String,
        /// Why nothing can be made of it.
        why: hokensho_eligibility::UnreadReason,
    },
    /// A request without the day that it asks about.
    #[error("the request names no day")]
    DateMissing,
    /// A request without the institution that asks.
    #[error("the request names no institution")]
    InstitutionMissing,
    /// A token with a key that signs otherwise than the tokens known: what it wants to be sent isn't public.
    #[error("the token's key signs in a way that can't be asked for yet")]
    KeyUnsupported {
        /// How it would be signed, as the certificate says.
        algorithm: hokensho_pki::SignatureAlgorithm,
    },
    /// A message that can't be read as an answer.
    #[error("the answer can't be read")]
    Message(#[from] hokensho_oqs::Error),
    /// The patient didn't do what was asked for.
    #[error("the patient did nothing for {} s", waited.as_secs())]
    PatientTimeout {
        /// How long was waited.
        waited: Duration,
    },
    /// Certificate, signature or revocation data didn't hold.
    #[error("the certificate or its signature didn't hold")]
    Pki(#[from] hokensho_pki::Error),
    /// The certified reader handed in nothing.
    #[error("the certified reader handed in nothing for {} s", waited.as_secs())]
    ReaderTimeout {
        /// How long was waited.
        waited: Duration,
    },
    /// The OCSP responder gave nothing at all.
    #[error("the OCSP responder couldn't be asked")]
    ResponderUnreachable {
        /// What the way to it says.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A revocation list or an answer that can't speak of the certificate: another municipality's, or another CA's.
    #[error("what is there on revocation can't speak of this certificate: {why}")]
    RevocationUnsaid {
        /// Why not.
        why: hokensho_pki::Unchecked,
    },
    /// The eligibility source.
    #[error("the eligibility source gave no answer")]
    Source(#[from] crate::SourceFailure),
    /// The terminal's folders.
    #[error("the terminal gave no answer that can be used")]
    Terminal(#[from] hokensho_terminal::Error),
}

impl From<hokensho_eligibility::UnreadCoverage> for Error {
    fn from(unread: hokensho_eligibility::UnreadCoverage) -> Self {
        Self::CoverageUnread { place: unread.place, why: unread.why }
    }
}
